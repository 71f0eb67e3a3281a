"""Plain text: paragraphs, list items and the few headings that show without markup."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from corpus.documents import Block, Document, Heading, Kind, Reading, Span
from corpus.errors import EmptySource
from corpus.normalise import dates
from corpus.readers import references, titles
from corpus.readers.clean import decode

LONGEST_HEADING = 90
LONGEST_TITLE = 120
SHORTEST_PARAGRAPH = 60

_UNDERLINE = re.compile(r"[ \t]*(?:={3,}|-{3,}|~{3,}|\*{3,})[ \t]*")
_NUMBER = re.compile(r"(\d{1,2}(?:\.\d{1,2}){0,4})\.?[ \t]+(?=[A-Z])")
_ITEM = re.compile(r"[ \t]*(?:[-*•◦▪‣·o]|[–—](?=[ \t])|\(?\d{1,3}[.)]|[a-z][.)])[ \t]+\S")
_LABEL = re.compile(
    r"(?:publisher|published|publication date|date|author|source|by)[ \t]*:", re.IGNORECASE
)
_WORDLESS = re.compile(r"[\W\d_]*")
_ENDS_SENTENCE = re.compile(r"[.;,!…]\s*$")


class _Line(NamedTuple):
    words: str
    span: Span


def read(content: bytes, *, name: str, kind: Kind | None = None) -> Reading:
    """One document whose text is the decoded file itself. Raises EmptySource if it is blank."""
    text = decode(content)
    runs = list(_runs(text))
    if not runs:
        raise EmptySource(f"{name} holds no text")
    title = _title(runs)
    headings, found = _structure(runs, title)
    return Reading(
        (
            Document(
                text=text,
                title=title.words.strip() if title else titles.from_name(name),
                kind=kind or "report",
                publisher=titles.publisher(text),
                published=dates.published(text[title.span.end :] if title else text),
                headings=headings,
                blocks=found,
                references=references.find(text),
            ),
        )
    )


def blocks(text: str) -> tuple[Block, ...]:
    """The paragraphs, list items and tables of a text without headings."""
    return tuple(block for run in _runs(text) for block in _body(run))


def _runs(text: str) -> Iterator[tuple[_Line, ...]]:
    """Lines that stand together between blank ones."""
    run: list[_Line] = []
    start = 0
    for line in text.split("\n"):
        if line and not line.isspace():
            run.append(_Line(line, _trimmed(line, start)))
        elif run:
            yield tuple(run)
            run = []
        start += len(line) + 1
    if run:
        yield tuple(run)


def _trimmed(line: str, start: int) -> Span:
    return Span(start + len(line) - len(line.lstrip()), start + len(line.rstrip()))


def _title(runs: Sequence[Sequence[_Line]]) -> _Line | None:
    """The first line, where it is short, is no sentence and stands alone above more text."""
    first = runs[0][0]
    underlined = len(runs[0]) > 1 and _UNDERLINE.fullmatch(runs[0][1].words) is not None
    alone = underlined or (len(runs[0]) == 1 and len(runs) > 1)
    words = first.words.strip()
    reads_as_one = 2 < len(words) <= LONGEST_TITLE and not _ENDS_SENTENCE.search(words)
    other = _ITEM.match(words) or _WORDLESS.fullmatch(words) or _LABEL.match(words)
    plain = not (other or words.endswith(":"))
    return first if alone and reads_as_one and plain else None


def _structure(
    runs: Sequence[Sequence[_Line]], title: _Line | None
) -> tuple[tuple[Heading, ...], tuple[Block, ...]]:
    headings: list[Heading] = []
    found: list[Block] = []
    for above, run, below in zip([(), *runs], runs, [*runs[1:], ()], strict=False):
        level = 1 if title and run[0] is title else _level(above, run, below)
        if level is None:
            found += _body(run)
            continue
        length = 2 if len(run) > 1 and _UNDERLINE.fullmatch(run[1].words) else 1
        headings.append(Heading(level, run[0].words.strip(), run[0].span))
        found.append(Block("heading", Span(run[0].span.start, run[length - 1].span.end)))
        found += _body(run[length:])
    return tuple(headings), tuple(found)


def _level(above: Sequence[_Line], run: Sequence[_Line], below: Sequence[_Line]) -> int | None:
    """A heading's level, told by its underline, its number or its capitals."""
    words = run[0].words.strip()
    if len(words) > LONGEST_HEADING or _WORDLESS.fullmatch(words):
        return None
    if len(run) > 1:
        underline = run[1].words.strip()
        return (1 if underline[0] == "=" else 2) if _UNDERLINE.fullmatch(underline) else None
    if _ENDS_SENTENCE.search(words) or "|" in words or not below:
        return None
    number = _NUMBER.match(words)
    return _numbered_level(number[1], above, below) if number else _capitals_level(words)


def _capitals_level(words: str) -> int | None:
    capitals = sum(letter.isupper() for letter in words)
    return 2 if capitals >= 4 and words == words.upper() and not _ITEM.match(words) else None


def _numbered_level(number: str, above: Sequence[_Line], below: Sequence[_Line]) -> int | None:
    """A section's 3.1 is a heading, a 3. is one only between paragraphs: lists have numbers too."""
    among_items = _NUMBER.match(below[0].words) or (above and _NUMBER.match(above[0].words))
    if "." in number:
        return 2 + number.count(".")
    return None if among_items or len(below[0].words) < SHORTEST_PARAGRAPH else 2


def _body(run: Sequence[_Line]) -> Iterator[Block]:
    """A run as list items, as a table with its header, or as one paragraph."""
    if not run:
        return
    if _is_table(run):
        yield Block("table", Span(run[0].span.start, run[-1].span.end), run[0].span)
        return
    starts = [index for index, line in enumerate(run) if _ITEM.match(line.words)]
    if not starts:
        yield Block("paragraph", Span(run[0].span.start, run[-1].span.end))
        return
    if starts[0]:
        yield Block("paragraph", Span(run[0].span.start, run[starts[0] - 1].span.end))
    for start, end in pairwise([*starts, len(run)]):
        yield Block("list", Span(run[start].span.start, run[end - 1].span.end))


def _is_table(run: Sequence[_Line]) -> bool:
    """Several lines, each parted by bars or tabs, in the same places or in several."""
    parted = [line.words.count("|") or line.words.strip().count("\t") for line in run]
    return len(run) > 1 and (min(parted) > 1 or set(parted) == {1})
