"""Where a Markdown text is code, fenced or inline: nothing in there is a marker or a tag."""

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence

from corpus.documents import Span

_BACKTICKS = re.compile(r"`+")
_BLANK = re.compile(r"\n[ \t]*\n")
_FENCE = re.compile(r"^ {0,3}(`{3,}|~{3,})", re.MULTILINE)


def code_spans(text: str) -> list[Span]:
    """Fenced code and inline code spans, in order; work grows with the text alone."""
    fences = list(_fences(text))
    if "`" not in text:
        return fences
    blanks = [match.start() for match in _BLANK.finditer(text)]
    runs = [match for match in _BACKTICKS.finditer(text) if not is_within(match.start(), fences)]
    places: dict[int, list[int]] = defaultdict(list)
    for run in runs:
        places[len(run[0])].append(run.start())
    spans = []
    past = 0
    for run in runs:
        if run.start() < past:
            continue
        closer = _next(places[len(run[0])], run.start(), otherwise=len(text))
        if closer < _next(blanks, run.start(), otherwise=len(text)):
            past = closer + len(run[0])
            spans.append(Span(run.start(), past))
    return sorted([*fences, *spans])


def _next(places: Sequence[int], after: int, *, otherwise: int) -> int:
    index = bisect_left(places, after + 1)
    return places[index] if index < len(places) else otherwise


def _fences(text: str) -> Iterator[Span]:
    opened: re.Match[str] | None = None
    for fence in _FENCE.finditer(text):
        if opened is None:
            opened = fence
        elif fence[1][0] == opened[1][0] and len(fence[1]) >= len(opened[1]):
            yield Span(opened.start(), fence.end())
            opened = None
    if opened is not None:
        yield Span(opened.start(), len(text))


def is_within(place: int, spans: Sequence[Span]) -> bool:
    """Whether an offset lies in one of these ordered, separate spans."""
    index = bisect_right(spans, place, key=lambda span: span.start) - 1
    return index >= 0 and place < spans[index].end
