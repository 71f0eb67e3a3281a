"""Whether a claim and a sentence compare two things the same way round."""

from collections.abc import Iterator, Mapping
from typing import Final, Literal, NamedTuple

from assistant.verification.evidence import Finding
from assistant.verification.negation import denied
from assistant.verification.sides import Sides, stems
from assistant.verification.wording import Phrase, Phrases, Sentence, read, table
from corpus.documents import Span

_Kind = Literal["more", "less", "than", "versus", "above", "below", "as_many", "half_as_many"]

_REACH = 12  # words on either side of a comparison that it can be of
_UNTIL_THAN = 10  # words between "more" and "than"
_PASSIVE: Final = frozenset({"was", "were", "is", "are", "been", "being", "be"})

_TABLE = table(__file__)
_KINDS: Final[Mapping[str, _Kind]] = {
    "more": "more",
    "less": "less",
    "than": "than",
    "versus": "versus",
    "above": "above",
    "below": "below",
    "as_many": "as_many",
    "half_as_many": "half_as_many",
}
_WORDS: Final[Phrases[_Kind]] = Phrases(
    (phrase.strip(), kind) for key, kind in _KINDS.items() for phrase in _TABLE[key].split(",")
)


class _Comparison(NamedTuple):
    """What stands before and after a comparison, the greater first, and its words' places."""

    sides: Sides
    start: int
    end: int


def comparison_findings(
    claim: str,
    sentence: str,
    passage: str = "",  # noqa: ARG001
) -> tuple[Finding, ...]:
    """Where the greater of two things is the lesser in the source.

    >>> found = comparison_findings("Ohio pays more than Texas.", "Texas pays more than Ohio.")
    >>> [finding.reason for finding in found]
    ['The source says it the other way round: “Texas pays more than Ohio”.']
    """
    said, source = read(claim), read(sentence)
    theirs = tuple(_comparisons(source))
    findings = (
        _finding(said, mine, source, their) for mine in _comparisons(said) for their in theirs
    )
    return tuple(finding for finding in findings if finding)


def _finding(
    claim: Sentence, mine: _Comparison, source: Sentence, their: _Comparison
) -> Finding | None:
    part = claim.said(mine.start, mine.end)
    span = Span(source.words[their.start].start, source.words[their.end - 1].end)
    if mine.sides.is_against(their.sides):
        reason = f"The source says it the other way round: “{span.of(source.text)}”."
        return Finding("comparison", "differs", part, reason, span)
    if mine.sides.is_like(their.sides):
        return Finding("comparison", "agrees", part, "", span)
    return None


def _comparisons(text: Sentence) -> Iterator[_Comparison]:
    found = _WORDS.found(text)
    for at, phrase in enumerate(found):
        if phrase.label in {"above", "below"}:
            yield _between(text, phrase, phrase, is_less=phrase.label == "below")
        elif phrase.label in {"as_many", "half_as_many"}:
            second = _second_as(text, phrase)
            if second:
                yield _between(text, phrase, second, is_less=phrase.label == "half_as_many")
        elif phrase.label in {"more", "less"}:
            than = _than(found[at + 1 :], phrase)
            if than:
                yield _between(text, phrase, than, is_less=phrase.label == "less")


def _than(after: tuple[Phrase[_Kind], ...], phrase: Phrase[_Kind]) -> Phrase[_Kind] | None:
    """The "than" of a comparative, if no other comparative comes between."""
    for other in after:
        if other.label in {"than", "versus"}:
            return other if other.start - phrase.end <= _UNTIL_THAN else None
        if other.label in {"more", "less"}:
            return None
    return None


def _second_as(text: Sentence, phrase: Phrase[_Kind]) -> Phrase[_Kind] | None:
    for at in range(phrase.end, min(len(text.words), phrase.end + _UNTIL_THAN)):
        if text.words[at].lower == "as":
            return Phrase(at, at + 1, "than")
    return None


def _between(
    text: Sentence, first: Phrase[_Kind], last: Phrase[_Kind], *, is_less: bool
) -> _Comparison:
    """What stands on the two sides of a comparison; a denial or a passive turns it round."""
    start, end = _start(text, first.start), _end(text, last.end)
    sides = Sides(
        stems(text, (*range(start, first.start), *range(first.end, last.start))),
        stems(text, range(last.end, end)),
    )
    before = text.words[first.start - 1].lower if first.start else ""
    by = text.words[last.end].lower if last.end < len(text.words) else ""
    is_passive = first is last and before in _PASSIVE and by == "by"
    is_denied = any(denied(text, at) for at in range(start, end) if at <= last.start)
    turned = (is_less != is_passive) != is_denied
    return _Comparison(sides.swapped if turned else sides, start, end)


def _start(text: Sentence, at: int) -> int:
    clause = text.words[at].clause
    while at > 0 and text.words[at - 1].clause == clause:
        at -= 1
    return at


def _end(text: Sentence, at: int) -> int:
    if at >= len(text.words):
        return len(text.words)
    clause, last = text.words[at].clause, min(len(text.words), at + _REACH)
    while at < last and text.words[at].clause == clause:
        at += 1
    return at
