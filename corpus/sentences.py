"""Where the sentences of a text begin and end."""

import re
from collections.abc import Iterable, Iterator

from sentencex import get_sentence_boundaries

from corpus.documents import Span

LONGEST = 8_000  # characters; sentencex takes quadratic time over a run with many open quotes
NARROWEST = 40  # characters; lines shorter than this are not wrapped, they end where they end
LONGEST_MARKER = 40  # characters

_LINE = re.compile(r"[^\n\r\f\v\x85\u2028\u2029]+")
_HEADING = re.compile(r"\s*(?:#{1,6}\s|\*\*[^*]+\*\*\s*$)")
_ITEM = re.compile(
    r"""\s*(?:>\s*)*(?:
        [-*+\u2022\u2023\u25aa\u25cf\u25e6\u2043\u00b7]\s          # a bullet
      | (?:\d{1,3}\.|\(?(?:\d{1,3}|[a-zA-Z]|[ivxIVX]{1,5})\))\s    # 1.  2)  (a)  iv)
      | \[\^?[^\]\s]{1,20}\]:                                      # a footnote or link definition
      | \[\d{1,3}\]\s+(?:[A-Z"\u201c]|https?:)                     # an entry of a reference list
      | ```|~~~|\#{1,6}\s|\*\*[^*]+\*\*\s*$
      | [A-Z][A-Za-z]+(?:\ [A-Za-z]+){0,2}:\ \S.{0,100}$             # Label: value
    )""",
    re.VERBOSE,
)
_FIGURE = r"[$\u20ac\u00a3(+\-\u2212]*\d[\d,.]*[%)]*"
_ROW = re.compile(
    rf"""\s*\|                                        # | a pipe table |
      | .*\t
      | .*\S\s{{3,}}\S                                # columns held apart by spaces
      | .*\s{_FIGURE}\s+(?:[$\u20ac\u00a3]\s*)?{_FIGURE}\s*$   # a label with two figures after it
    """,
    re.VERBOSE,
)
_MARKERS = re.compile(r"(?:\[\^?\w{1,8}\]|[\u00b9\u00b2\u00b3\u2070-\u2079]+)+(?=\s|$)\s*")
_LONE_MARKER = re.compile(r"(?:\(?(?:\d{1,3}|[a-zA-Z]|[ivxIVX]{1,5})[.)]|\W+)\s*$")
_BEFORE_A_NUMBER = re.compile(
    r"\b(?:Nos?|[Aa]pprox|[Ff]igs?|[Ss]ecs?|[Vv]ols?|[Aa]rts?|[Cc]h|[Pp]ars?|[Ee]st|pp?|ca|cf|Rs)\.\s*$"
)
_ASIDE_END = re.compile(r"[.!?][)\]][\"\u201d\u2019']?\s+(?=[\"\u201c(]?[A-Z\d])")


def sentences(text: str) -> list[Span]:
    """Each sentence of a text, in order; together they hold all of it but white space.

    A heading, a table row and a list item end where their line does; a wrapped line does not end
    a sentence. A source's reference markers stay with the sentence they follow.
    """
    return [
        trimmed
        for start, end, whole in _passages(text)
        for span in ([Span(start, end)] if whole else _split(text, start, end))
        if (trimmed := _trimmed(text, span)).end > trimmed.start
    ]


def _passages(text: str) -> Iterator[tuple[int, int, bool]]:
    """Runs of lines that read on, and whether a run is one sentence whatever it holds."""
    paragraph: list[tuple[int, int]] = []
    last = 0
    for line in _LINE.finditer(text):
        start, end = line.span()
        if not line[0].strip():
            continue
        if paragraph and text.count("\n", last, start) + text.count("\f", last, start) > 1:
            yield from _runs(text, paragraph)
            paragraph = []
        paragraph.append((start, end))
        last = end
    yield from _runs(text, paragraph)


def _runs(text: str, lines: list[tuple[int, int]]) -> Iterator[tuple[int, int, bool]]:
    width = max([NARROWEST, *(end - start for start, end in lines)])
    begun, before, whole = -1, "", False
    reached = 0
    for start, end in lines:
        line = text[start : min(end, start + LONGEST)]
        alone = bool(_HEADING.match(line) or _ROW.match(line))
        if begun >= 0 and (whole or alone or not _reads_on(before, line, width)):
            yield begun, reached, whole
            begun = -1
        if begun < 0:
            begun = start
        before, whole, reached = line, alone, end
    if begun >= 0:
        yield begun, reached, whole


def _reads_on(before: str, line: str, width: int) -> bool:
    """Whether a line break is only where the line was full."""
    if _ITEM.match(line):
        return False
    first = line.split(maxsplit=1)[0]
    return first[0].islower() or len(before.rstrip()) + 1 + len(first) > 0.8 * width


def _split(text: str, start: int, end: int) -> Iterator[Span]:
    for piece in _repaired(text, _pieces(text, start, end)):
        aside = _ASIDE_END.search(text, piece.start, piece.end)
        if aside and text[piece.start] in "([":
            yield Span(piece.start, aside.end())
            yield Span(aside.end(), piece.end)
        else:
            yield piece


def _pieces(text: str, start: int, end: int) -> Iterator[Span]:
    """What the library finds, window by window; a run without an end is cut at a space."""
    while start < end:
        stop = min(end, start + LONGEST)
        found = get_sentence_boundaries("en", text[start:stop])
        starts = [start, *(start + each["start_index"] for each in found[1:])]
        if stop < end:
            if len(starts) == 1:
                space = text.rfind(" ", start + 1, stop)
                starts.append(space if space > 0 else stop)
            stop = starts.pop()
        yield from (Span(a, b) for a, b in zip(starts, [*starts[1:], stop], strict=True))
        start = stop


def _repaired(text: str, pieces: Iterable[Span]) -> Iterator[Span]:
    """Join what the library parts too soon: "1." and its item, "approx." and its number."""
    held: Span | None = None
    for found in pieces:
        piece = found
        if held and (markers := _MARKERS.match(text, piece.start, piece.end)):
            held, piece = Span(held.start, markers.end()), Span(markers.end(), piece.end)
        if held and _joins(text, held, piece):
            held = Span(held.start, piece.end)
            continue
        if held:
            yield held
        held = piece
    if held:
        yield held


def _joins(text: str, held: Span, piece: Span) -> bool:
    if piece.start == piece.end:
        return True
    if _LONE_MARKER.match(text, held.start, min(held.end, held.start + LONGEST_MARKER)):
        return held.end - held.start <= LONGEST_MARKER
    tail = text[max(held.start, held.end - 12) : held.end]
    return text[piece.start].isdigit() and bool(_BEFORE_A_NUMBER.search(tail))


def _trimmed(text: str, span: Span) -> Span:
    content = span.of(text)
    left = span.start + len(content) - len(content.lstrip())
    return Span(left, max(left, span.start + len(content.rstrip())))
