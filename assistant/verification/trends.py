"""Whether a claim tells of a rise where its source tells of a fall, in figures or in words."""

import re
from collections.abc import Iterator
from typing import Final, Literal

from assistant.verification.evidence import Finding
from assistant.verification.negation import denied
from assistant.verification.wording import Phrase, Phrases, Sentence, covered, table
from corpus.documents import Span

_Way = Literal["up", "down"]

_SAME = 0.6  # share of the claim's other words that the sentence has to have
_OWN = 2  # content words before a figure that tell whose it is
_TO_TIME = 4  # words after "than" among which an earlier time stands

_TABLE = table(__file__)


def _phrases(up: str, down: str) -> Phrases[_Way]:
    ways: tuple[tuple[_Way, str], ...] = (("up", up), ("down", down))
    return Phrases(
        (phrase.strip(), way) for way, name in ways for phrase in _TABLE[name].split(",")
    )


_TRENDS: Final = _phrases("rising", "falling")
_AMOUNTS: Final = _phrases("more", "less")
_EARLIER: Final = frozenset(_TABLE["earlier"].split())
_YEAR = re.compile(r"(?:19|20)\d\d$")
_FIGURE = r"(?:US|A|C|NZ)?[$€£]?(\d+(?:[.,]\d+)*)( (?:million|billion|thousand)|%)?"
# Such as US$74 million (2024: US$81 million), or 58%, up from 53%, or 4,320, against 3,150.
_THEN_AND_NOW = re.compile(
    rf"{_FIGURE},? \(?(?:against|compared with|compared to|versus|vs|up from|down from|\d{{4}}:)"
    rf" {_FIGURE}"
)


def trend_findings(claim: Sentence, source: Sentence) -> Iterator[Finding]:
    """Where a claim says of one thing that it is more than before, and its source that it is less.

    It is the words for that which tell it, or two figures side by side.
    """
    way = _way(claim)
    if way is not None:
        yield from _by_figures(claim, source, way)
        return
    amounts, told = _AMOUNTS.found(claim), _way(source)
    for phrase in amounts if len({one.label for one in amounts}) == 1 else ():
        if told in {None, phrase.label} or not _is_over_time(claim, phrase):
            continue
        if covered(claim, source, without=range(phrase.start, phrase.end)) < _SAME:
            continue
        trend = _TRENDS.found(source)[0]
        words = source.said(trend.start, trend.end)
        part = claim.said(phrase.start, phrase.end)
        span = Span(source.words[trend.start].start, source.words[trend.end - 1].end)
        reason = f"The source says “{words}”, the sentence “{part}”."
        yield Finding("comparison", "differs", part, reason, span)


def _way(text: Sentence) -> _Way | None:
    """The one way in which a text says that something has moved; None if it tells of both."""
    found = _TRENDS.found(text)
    ways = {phrase.label for phrase in found}
    is_denied = any(denied(text, phrase.start) for phrase in found)
    return ways.pop() if len(ways) == 1 and not is_denied else None


def _is_over_time(claim: Sentence, phrase: Phrase[_Way]) -> bool:
    """Whether what follows "than" is an earlier time: "fewer places than before"."""
    if denied(claim, phrase.start) or "than" not in claim.places:
        return False
    than = claim.places["than"][0]
    after = claim.words[than + 1 : than + 1 + _TO_TIME]
    return than >= phrase.end and any(
        word.lower in _EARLIER or _YEAR.match(word.text) for word in after
    )


def _by_figures(claim: Sentence, source: Sentence, way: _Way) -> Iterator[Finding]:
    for found in _THEN_AND_NOW.finditer(source.text):
        current, unit, former, former_unit = found.groups()
        own = _owner(source, found.start())
        if unit != former_unit or not own or not own <= claim.stems:
            continue
        told = _value(current) - _value(former)
        if told and (told > 0) != (way == "up"):
            trend = _TRENDS.found(claim)[0]
            part = claim.said(trend.start, trend.end)
            reason = f"The source says “{found.group()}”, the sentence “{part}”."
            yield Finding("comparison", "differs", part, reason, Span(*found.span()))
            return


def _owner(source: Sentence, start: int) -> frozenset[str]:
    """The words that stand next before a figure: "net profit of US$74 million"."""
    before = [at for at in source.content if source.words[at].end <= start]
    return frozenset(source.words[at].stem for at in before[-_OWN:])


def _value(figure: str) -> float:
    return float(re.sub(r",(?=\d{3})", "", figure).replace(",", "."))
