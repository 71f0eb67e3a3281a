"""Documents cut into chunks along their own structure, and what of a chunk is embedded."""

import hashlib
import math
import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from corpus.documents import Block, Chunk, Document, Heading, Span
from corpus.sentences import sentences

TARGET = 190  # tokens that a chunk's text should have
WINDOW = 256  # tokens that the embedding model reads
SPECIAL = 2  # of which the model adds these itself
CONTEXT = 40.0  # tokens, as `_weight` guesses them, for where a chunk stands
HEADER = 60.0  # and for a table's header
TINY = 1 / 4  # of the target: a smaller piece joins its neighbour
SUBSECTION = 1 / 3  # of the target: a larger chunk ends where a lower heading comes
SECTION = 2  # headings of this level and above always begin a chunk
ALONE = (
    48  # tokens from which a posting's paragraph is a chunk of its own, the same in each posting
)
CHARACTERS = 24  # count as one token at least, so that no blob is taken for a word

Count = Callable[[str], int]
Cut = Callable[[str, Span], Iterable[Span]]


def chunk(
    document: Document,
    *,
    document_id: str,
    source_id: str,
    count: Count,
    target: int = TARGET,
    window: int = WINDOW,
) -> tuple[Chunk, ...]:
    """Cut a document's blocks into chunks, in text order; only white space of them is left out.

    Paragraphs, list items and table rows stay whole where they fit; a longer one is cut between
    sentences, then words. `count` gives a text's tokens; no `embedded_text` exceeds the window.
    """
    ruler = _Ruler(document, count, target, window)
    return tuple(_chunk(document, run, document_id, source_id) for run in _runs(ruler))


def embedded_text(chunk: Chunk) -> str:
    """What is embedded and indexed for a chunk: where it stands, then its words without markup.

    A posting's chunk stands for itself, so that a paragraph which postings share is embedded once.
    """
    text = plain(chunk.text)
    said = text.split("\n", 3)[:3]  # the headings that a chunk begins with
    context = _context(chunk.title, chunk.heading, said) if chunk.kind != "posting" else ""
    return "\n".join(part for part in (context, _header(chunk.header), text) if part)


def plain(text: str) -> str:
    """Markdown's words without its marks, link addresses and reference markers."""
    if _MARKED.search(text):
        for pattern, meaning in _NOISE:
            text = pattern.sub(meaning, text)
    return text.strip()


# A mark between two words leaves a space: a text has no more tokens without its marks than with.
_MARKED = re.compile(
    r"[*`~#\[\]|<>\\]|__|https?:|[^\S\n]{2}|\n\s*\n|^\s*[-+=\u2022]|\b_|_\b", re.MULTILINE
)
_NOISE = (
    (re.compile(r"^[ \t]*(?:```|~~~).*$", re.MULTILINE), ""),
    (re.compile(r"^(?=[ \t|:]*[=*_-])[ \t|:=*_-]{3,}$", re.MULTILINE), ""),  # table and other rules
    (re.compile(r"^[ \t]*(?:>[ \t]?|#{1,6}[ \t]+|[-+*\u2022][ \t]+)+", re.MULTILINE), ""),
    (re.compile(r"[^\S\n]+"), " "),
    (re.compile(r"</?(?:br|su[bp]|b|i|u|em|strong|p|div|span)\b[^<>]{0,200}>"), " "),
    (re.compile(r"!?\[([^\[\]\n]{0,300})\]\([^()\s]{0,500}(?: \"[^\"\n]{0,200}\")?\)"), r" \1 "),
    (re.compile(r"\[\^?[\w.-]{1,8}\](?!\()"), " "),
    (re.compile(r"https?://([^\s/<>()\[\]\"'|]{1,255})[^\s<>()\[\]\"'|]*"), r"\1"),
    (re.compile(r"\\(?=[^\w\s])"), ""),
    (re.compile(r"[*`]+|~~|__+|(?<!\w)_|_(?!\w)"), " "),
    (re.compile(r"^ ?\| ?| ?\| ?$", re.MULTILINE), ""),
    (re.compile(r" ?\| ?"), ", "),
    (re.compile(r" {2,}"), " "),
    (re.compile(r" (?=[.,;:!?)\u2019\u201d])|^ | $", re.MULTILINE), ""),
    (re.compile(r"\n{2,}"), "\n"),
)


def _context(title: str, heading: Sequence[str], said: Sequence[str] = ()) -> str:
    """The title and the headings under it but those said anyway; of too many, first and last."""
    names = dict.fromkeys(" ".join(name.split()) for name in (title, *heading))
    shown = {name: name for name in names if name}
    if _weight(" \u203a ".join(shown)) > CONTEXT:
        first, *_, last = [*shown, ""] if len(shown) == 1 else shown
        top = _capped(first, CONTEXT * (0.6 if last else 1))
        shown = {first: top, last: _capped(last, CONTEXT - _weight(top))}
    return " \u203a ".join(part for name, part in shown.items() if part and name not in said)


def _header(header: str) -> str:
    return _capped(plain(header), HEADER)


def _capped(text: str, weight: float) -> str:
    """As many of the first words as weigh no more, or as many letters of one endless word."""
    text = text[: int(weight * 4)]
    while _weight(text) > weight:
        head, space, _ = text.rpartition(" ")
        text = head if space else text[: int(weight)]
    return text.rstrip()


def _weight(text: str) -> float:
    """About as many tokens, without counting them: a short word is one, and so is a mark."""
    return len(text) / 4 + 0.75 * len(_DEAR.findall(text))


_DEAR = re.compile(r"[^\w\s]|[^\x00-\u024f]")


@dataclass(frozen=True, slots=True)
class _Piece:
    """What is not cut further: where it is, its tokens, and what it stands under."""

    span: Span
    tokens: int
    path: tuple[str, ...] = ()
    level: int = 0  # of a heading; 0 for all else
    header: str = ""


class _Ruler:
    """Cuts a document's blocks into pieces that fit, measured as they will be embedded."""

    def __init__(self, document: Document, count: Count, target: int, window: int) -> None:
        self.target = target
        self.alone = ALONE if document.kind == "posting" else math.inf
        self._document = document
        self._count = count
        self._window = window
        self._places = [heading.span.start for heading in document.headings]
        self._paths = list(_paths(document.headings))
        self._rooms: dict[tuple[str, ...], int] = {}

    def pieces(self) -> Iterator[_Piece]:
        led = 0  # tokens of the headings just above
        for block in _blocks(self._document):
            found = bisect_right(self._places, block.span.end - 1)
            path = self._paths[found - 1] if found else ()
            if block.kind == "heading":
                level = self._document.headings[found - 1].level if found else SECTION + 1
                for piece in self._fitting(block.span, self.room(path) // 2, _SENTENCES):
                    led += piece.tokens
                    yield replace(piece, path=path, level=level)
            else:
                yield from self._body(block, path, led)
                led = 0

    def room(self, path: tuple[str, ...], header: str = "") -> int:
        """The tokens that a chunk's text may have under these headings, below this table header."""
        if path not in self._rooms:
            posting = self._document.kind == "posting"
            context = "" if posting else _context(self._document.title, path)
            self._rooms[path] = self._window - SPECIAL - self._count(context)
            if self._rooms[path] < SPECIAL:
                raise ValueError(f"a window of {self._window} tokens has no room for a chunk")
        return self._rooms[path] - (self._count(_header(header)) if header else 0)

    def hides_between(self, one: _Piece, other: _Piece) -> bool:
        """Whether there is text between two neighbours that belongs to no block."""
        return bool(self._document.text[one.span.end : other.span.start].strip())

    def _body(self, block: Block, path: tuple[str, ...], led: int) -> Iterator[_Piece]:
        header = block.header.of(self._document.text) if block.header else ""
        if self.room(path, header) < self.room(path) // 2:
            header = ""
        room = self.room(path, header)
        limit = min(self.target, max(room - led, room // 2))
        for piece in self._fitting(block.span, limit, _CUTS[block.kind]):
            below = block.header is not None and piece.span.start > block.header.start
            yield replace(piece, path=path, header=header if below else "")

    def _fitting(self, span: Span, limit: int, cuts: Sequence[Cut]) -> list[_Piece]:
        """The span whole, or in parts as even as they come; the cuts are tried in turn."""
        tokens = self._tokens(span)
        if tokens <= limit or span.end - span.start == 1:
            return [_Piece(span, tokens)]
        finer = cuts[1:] or cuts
        parts = cuts[0](self._document.text, span)
        return _even([each for part in parts for each in self._fitting(part, limit, finer)], limit)

    def _tokens(self, span: Span) -> int:
        least = 1 + (span.end - span.start) // CHARACTERS
        return max(least, self._count(plain(span.of(self._document.text))))


def _paths(headings: Iterable[Heading]) -> Iterator[tuple[str, ...]]:
    """Of each heading, the headings it stands under and itself."""
    above: list[Heading] = []
    for heading in headings:
        above = [each for each in above if each.level < heading.level] + [heading]
        yield tuple(each.title for each in above)


def _blocks(document: Document) -> Iterator[Block]:
    """The document's blocks; its headings and what is between them where it has none.

    What lies outside of the blocks is hidden from a reader's eye, so it is of no chunk.
    """
    if document.blocks:
        for block in document.blocks:
            if (span := _trimmed(document.text, block.span)).end > span.start:
                yield replace(block, span=span)
        return
    reached = 0
    for block in (Block("heading", each.span) for each in document.headings):
        yield from _paragraphs(document.text, Span(reached, max(reached, block.span.start)))
        if (span := _trimmed(document.text, block.span)).end > span.start:
            yield replace(block, span=span)
        reached = max(reached, block.span.end)
    yield from _paragraphs(document.text, Span(reached, len(document.text)))


def _paragraphs(text: str, span: Span) -> Iterator[Block]:
    for part in _between(_BLANK_LINES, text, span):
        yield Block("paragraph", part)


def _items(text: str, span: Span) -> Iterator[Span]:
    return _between(_BEFORE_ITEM, text, span)


def _lines(text: str, span: Span) -> Iterator[Span]:
    return _between(_LINE_END, text, span)


def _sentences(text: str, span: Span) -> Iterator[Span]:
    for found in sentences(span.of(text)):
        yield Span(span.start + found.start, span.start + found.end)


def _words(text: str, span: Span) -> Iterator[Span]:
    return _between(_SPACE, text, span)


def _halves(text: str, span: Span) -> Iterator[Span]:
    middle = (span.start + span.end) // 2
    yield from (_trimmed(text, half) for half in (Span(span.start, middle), Span(middle, span.end)))


_BLANK_LINES = re.compile(r"\n[^\S\n]*\n\s*")
_BEFORE_ITEM = re.compile(r"\n(?=[^\S\n]*(?:[-*+\u2022]|\d{1,3}[.)])\s)")
_LINE_END = re.compile(r"\n+")
_SPACE = re.compile(r"\s+")
_SENTENCES = (_sentences, _words, _halves)
_CUTS: dict[str, tuple[Cut, ...]] = {
    "heading": _SENTENCES,
    "paragraph": _SENTENCES,
    "list": (_items, *_SENTENCES),
    "table": (_lines, *_SENTENCES),
    "code": (_lines, *_SENTENCES),
}


def _between(pattern: re.Pattern[str], text: str, span: Span) -> Iterator[Span]:
    """What lies between a pattern's matches, without white space around it."""
    begun = span.start
    for found in pattern.finditer(text, span.start, span.end):
        yield from _written(text, Span(begun, found.start()))
        begun = found.end()
    yield from _written(text, Span(begun, span.end))


def _written(text: str, span: Span) -> Iterator[Span]:
    if (trimmed := _trimmed(text, span)).end > trimmed.start:
        yield trimmed


def _trimmed(text: str, span: Span) -> Span:
    content = span.of(text)
    left = span.start + len(content) - len(content.lstrip())
    return Span(left, max(left, span.start + len(content.rstrip())))


def _even(pieces: Sequence[_Piece], limit: int) -> list[_Piece]:
    """Neighbours joined into the fewest pieces within the limit, of about the same size."""
    total = sum(piece.tokens for piece in pieces)
    goal = total / math.ceil(total / limit)
    joined = list(pieces[:1])
    for piece in pieces[1:]:
        last = joined[-1]
        tokens = last.tokens + piece.tokens
        if tokens <= limit and last.tokens + piece.tokens / 2 <= goal:
            joined[-1] = _Piece(Span(last.span.start, piece.span.end), tokens)
        else:
            joined.append(piece)
    return joined


def _runs(ruler: _Ruler) -> Iterator[list[_Piece]]:
    """Neighbouring pieces that make one chunk; headings go with what follows them."""
    run: list[_Piece] = []
    for piece in ruler.pieces():
        while run and (ruler.hides_between(run[-1], piece) or _parts(run, piece, ruler)):
            body = max((n for n, each in enumerate(run, 1) if not each.level), default=len(run))
            yield run[:body]
            run = run[body:]
        run.append(piece)
    if run:
        yield run


def _parts(run: Sequence[_Piece], piece: _Piece, ruler: _Ruler) -> bool:
    """Whether a chunk ends between these."""
    first = next((each for each in run if not each.level), None)
    held = sum(each.tokens for each in run)
    room = ruler.room((first or piece).path, (first or piece).header)
    if first is None:
        return held + piece.tokens > room
    if piece.level:
        return piece.level <= SECTION or held >= SUBSECTION * ruler.target
    if max(piece.tokens, *(each.tokens for each in run)) >= ruler.alone:
        return True
    tiny = min(held, piece.tokens) < TINY * ruler.target
    return held + piece.tokens > (room if tiny else min(room, ruler.target))


def _chunk(document: Document, run: Sequence[_Piece], document_id: str, source_id: str) -> Chunk:
    span = Span(run[0].span.start, run[-1].span.end)
    text = span.of(document.text)
    named = hashlib.sha256(f"{document_id}|{span.start}|{span.end}|{text}".encode()).hexdigest()
    first = next((piece for piece in run if not piece.level), run[-1])
    page = bisect_right(document.pages, span.start, key=lambda page: page.span.start)
    return Chunk(
        chunk_id=f"{source_id}-{named[:16]}",
        document_id=document_id,
        source_id=source_id,
        text=text,
        span=span,
        kind=document.kind,
        title=document.title,
        heading=first.path,
        page=document.pages[page - 1].number if page else None,
        published=document.published,
        header=first.header,
    )
