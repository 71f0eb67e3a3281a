"""The sentences of a draft, each without its markup and markers, and with the numbers it cites."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise

from assistant.verification.figures import figures
from assistant.verification.markers import Marker, closed, markers
from corpus.documents import Span
from corpus.sentences import sentences

_SPACES = re.compile(r"\s+")
_RULE = re.compile(r"[\s|:+=*_-]+$")
_HEADING = re.compile(r"\s*(?:#{1,6}\s.*|(?:\*\*|__)[^*_\n]{1,80}(?:\*\*|__):?\s*)$")
_LEAD_IN = re.compile(r"[^.!?]{1,120}:\s*$")
_BULLET = re.compile(r"\A\s*(?:(?:[-*+•▪◦]|\d{1,3}[.)])\s+|>\s*)+")
_MARKUP = re.compile(r"(?<!\\)(?:\*\*|__|~~|`+)|(?<![\w*])[*_](?=\S)|(?<=\S)[*_](?![\w*])")
_LINK = re.compile(r"!?\[([^\[\]\n]*)\]\([^()\s]*(?:\s+\"[^\"\n]*\")?\)")
_POINTS_BACK = re.compile(
    r"(?:That|This|These|Those|It|Its|They|Their|He|His|She|Her|Both|Neither|Half|The same|Such"
    r"|Of (?:these|those|them)|The (?:former|latter|others?|rest|year before|figure|increase|rise"
    r"|fall|decline|gap|difference|company|firm|group|report|survey|employer|post|job|role))\b"
)
_WORD = re.compile(r"[^\W\d_]{2,}|\d")
_SIGNS = re.compile(r"\A\s*#{1,6}\s+")
FEWEST_WORDS = 2
LONGEST_CONTEXT = 600  # characters


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence of a draft: ``draft[span]`` is how it stands there, markers with it.

    `text` is its prose; `cited` are the numbers that it cites, in their order. One that points
    back ("It grew by 15%.") has the sentence before it as `context`.
    """

    text: str
    span: Span
    cited: tuple[int, ...] = ()
    context: str = ""


def statements(draft: str, *, known: Collection[int] | None = None) -> tuple[Statement, ...]:
    """What a draft says, sentence by sentence; code, and headings without a figure, say nothing.

    `known` are the numbers that it can cite, if these are told: another one in round brackets is a
    figure.

    >>> [(said.text, said.cited) for said in statements("Pay **rose** [1]. In Texas it fell. [2]")]
    [('Pay rose.', (1,)), ('In Texas it fell.', (2,))]
    """
    bare = _Bare(draft, known)
    spans = sentences(bare.text)
    headers = {one for one, rule in pairwise(spans) if _is_rule(rule.of(bare.text))}
    in_code = closed(draft)
    said = [
        span
        for span in spans
        if span not in headers
        and _says_something(span.of(bare.text))
        and not any(block.start <= bare.origin(span.start) < block.end for block in in_code)
    ]
    cited = bare.cited(said)
    return _in_context(_statement(bare, span, cited.get(span, ())) for span in said)


def _in_context(said: Iterable[Statement]) -> tuple[Statement, ...]:
    told: list[Statement] = []
    for each in said:
        before = f"{told[-1].context} {told[-1].text}".strip()[-LONGEST_CONTEXT:] if told else ""
        told.append(replace(each, context=before) if _POINTS_BACK.match(each.text) else each)
    return tuple(told)


class _Bare:
    """A draft without its markers, and where each of its characters came from."""

    def __init__(self, draft: str, known: Collection[int] | None) -> None:
        self.markers = markers(draft, known=known)
        cuts = [_with_space_before(marker.span, draft) for marker in self.markers]
        edges = [0, *(edge for cut in cuts for edge in (cut.start, cut.end)), len(draft)]
        kept = [draft[start:end] for start, end in zip(edges[::2], edges[1::2], strict=True)]
        self.text = "".join(kept)
        self.places = list(accumulate(map(len, kept[:-1])))
        """Where each marker was, as an offset into `text`."""
        self._shifts = list(accumulate(cut.end - cut.start for cut in cuts))

    def origin(self, offset: int) -> int:
        """The draft's offset of a character of `text`."""
        before = bisect_right(self.places, offset)
        return offset + (self._shifts[before - 1] if before else 0)

    def cited(self, spans: Sequence[Span]) -> dict[Span, list[Marker]]:
        """The markers of each sentence that they stand in, follow or open."""
        starts = [span.start for span in spans]
        found: dict[Span, list[Marker]] = {}
        for marker, place in zip(self.markers, self.places, strict=True):
            at = bisect_left(starts, place)
            before, after = spans[at - 1] if at else None, spans[at] if at < len(spans) else None
            if whose := self._whose(place, before, after):
                found.setdefault(whose, []).append(marker)
        return found

    def _whose(self, place: int, before: Span | None, after: Span | None) -> Span | None:
        if before and "\n" not in self.text[before.end : place]:
            return before
        if after and not self.text[place : after.start].strip():
            return after
        return before


def _with_space_before(span: Span, draft: str) -> Span:
    blank = draft[span.start - 1 : span.start] == " "
    return Span(span.start - blank, span.end)


def _statement(bare: _Bare, span: Span, cited: Sequence[Marker]) -> Statement:
    start, end = bare.origin(span.start), bare.origin(span.end - 1) + 1
    numbers = dict.fromkeys(number for marker in cited for number in marker.numbers)
    return Statement(
        text=prose(span.of(bare.text)),
        span=Span(
            min([start, *(marker.span.start for marker in cited)]),
            max([end, *(marker.span.end for marker in cited)]),
        ),
        cited=tuple(numbers),
    )


def prose(said: str) -> str:
    """A line of Markdown as its words: no bullet, emphasis or link target, one space at a time."""
    line = _LINK.sub(r"\1", _BULLET.sub("", _SIGNS.sub("", said), count=1))
    return _SPACES.sub(" ", _MARKUP.sub("", line)).strip()


def is_item(said: str) -> bool:
    """Whether a line of Markdown is an item of a list."""
    return _BULLET.match(said) is not None


def _is_rule(said: str) -> bool:
    return "|" in said and bool(_RULE.match(said))


def _says_something(said: str) -> bool:
    if _RULE.match(said):
        return False
    # "# Pay tripled to $900,000" claims as much as any sentence.
    is_title = bool(_HEADING.match(said) or _LEAD_IN.match(said))
    if is_title and not figures(said):
        return False
    return len(_WORD.findall(said)) >= FEWEST_WORDS
