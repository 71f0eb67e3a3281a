"""Text put together block by block for formats that are not text, with every offset kept."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from corpus.documents import Block, BlockKind, Document, Heading, Kind, Page, Span
from corpus.readers.clean import clean
from corpus.readers.references import find

BETWEEN_BLOCKS = "\n\n"
BETWEEN_CELLS = " | "
DEEPEST_HEADING = 6
LONGEST_TITLE = 200

_NO_TITLE = re.compile(
    r"\(?(?:anonymous|unspecified|none|null)\)?|(?:table of )?contents|abstract|introduction|"
    r"confidential|"
    r"microsoft (?:word|powerpoint|excel)\b.*|powerpoint presentation|word document|untitled.*|"
    r"(?:document|presentation|slide|sheet|book|workbook) ?\d*|title|[\d\s._/-]+|"
    r".*\.(?:docx?|pptx?|xlsx?|pdf|indd|qxp|qxd|tex|dvi|html?|rtf|odt|txt|ai|eps)|"
    r"(?:https?|file)://.*|[a-z0-9_-]{16,}|about:blank",
    re.IGNORECASE,
)


class Composition:
    """A document in the making: blocks are added in reading order, `document` gives the value."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0
        self._headings: list[Heading] = []
        self._pages: list[tuple[int, int]] = []
        self._blocks: list[Block] = []

    @property
    def is_empty(self) -> bool:
        return not self._blocks

    @property
    def titles(self) -> tuple[str, ...]:
        return tuple(heading.title for heading in self._headings)

    def page(self, number: int) -> None:
        """Start a page; numbers ascend. A page that gets no blocks is left out."""
        self._leave_out_empty_page()
        self._pages.append((number, self._next_start()))

    def heading(self, title: str, *, level: int) -> None:
        words = _one_line(title)
        if words:
            span = self._add(words, "heading")
            self._headings.append(Heading(min(max(level, 1), DEEPEST_HEADING), words, span))

    def paragraph(self, text: str) -> None:
        self.lines(text.split("\n"), kind="paragraph")

    def lines(self, lines: Iterable[str], *, kind: BlockKind, header: int = 0) -> None:
        """Add lines as one block; the first `header` of them are its header."""
        cleaned = [clean(line).strip() for line in lines]
        top, rest = (
            [line for line in cleaned[:header] if line],
            [line for line in cleaned[header:] if line],
        )
        if not top and not rest:
            return
        self._add("\n".join(top + rest), kind, header=len("\n".join(top)))

    def table(self, rows: Iterable[Sequence[str]], *, header: bool) -> None:
        """Add rows as lines of cells, `header` telling whether the first names the columns."""
        lines = [_row(cells) for cells in rows]
        filled = [line for line in lines if line.replace("|", "").strip()]
        names_columns = header and len(filled) > 1 and filled[0] == lines[0]
        self.lines(filled, kind="table", header=1 if names_columns else 0)

    def append(self, document: Document) -> None:
        """Add a document's text as it is, its headings and blocks with it."""
        if not document.text.strip():
            return
        start = self._next_start()
        self._parts += [BETWEEN_BLOCKS, document.text] if self._parts else [document.text]
        self._length = start + len(document.text)
        self._headings += [
            replace(heading, span=_moved(heading.span, start)) for heading in document.headings
        ]
        self._blocks += [
            replace(
                block,
                span=_moved(block.span, start),
                header=_moved(block.header, start) if block.header else None,
            )
            for block in document.blocks
        ]

    def document(
        self,
        title: str,
        *,
        kind: Kind = "report",
        published: date | None = None,
        publisher: str | None = None,
        url: str | None = None,
    ) -> Document:
        self._leave_out_empty_page()
        text = "".join(self._parts)
        starts = [start for _, start in self._pages]
        return Document(
            text=text,
            title=_one_line(title),
            kind=kind,
            published=published,
            publisher=publisher,
            url=url,
            headings=tuple(self._headings),
            pages=tuple(
                Page(number, Span(start, end))
                for (number, start), end in zip(self._pages, [*starts[1:], len(text)], strict=False)
            ),
            blocks=tuple(self._blocks),
            references=find(text),
        )

    def _add(self, text: str, kind: BlockKind, *, header: int = 0) -> Span:
        start = self._next_start()
        if start > self._length:
            self._parts.append(BETWEEN_BLOCKS)
        self._parts.append(text)
        self._length = start + len(text)
        span = Span(start, self._length)
        self._blocks.append(Block(kind, span, Span(start, start + header) if header else None))
        return span

    def _next_start(self) -> int:
        return self._length + len(BETWEEN_BLOCKS) if self._parts else 0

    def _leave_out_empty_page(self) -> None:
        if self._pages and self._pages[-1][1] >= self._length:
            self._pages.pop()


def _moved(span: Span, by: int) -> Span:
    return Span(span.start + by, span.end + by)


def _one_line(text: str) -> str:
    return " ".join(clean(text).split())


def _row(cells: Sequence[str]) -> str:
    return BETWEEN_CELLS.join(_one_line(cell) for cell in cells)


def stated_title(words: str | None) -> str | None:
    """A title from a file's properties, where it is meant for people, not left by a program."""
    title = _one_line(words or "")
    return title if is_title(title) and len(title) > 3 else None


def is_title(words: str) -> bool:
    """Whether words can name a document to people."""
    return bool(words) and len(words) <= LONGEST_TITLE and _NO_TITLE.fullmatch(words) is None
