"""Whether a claim and a sentence compare two things the same way round."""

from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Final, Literal, NamedTuple

from assistant.verification.evidence import Finding
from assistant.verification.greater import greater
from assistant.verification.names import named
from assistant.verification.negation import denied
from assistant.verification.sides import Sides, stems
from assistant.verification.trends import trend_findings
from assistant.verification.wording import Phrase, Phrases, Sentence, covered, read, table
from corpus.documents import Span

_Kind = Literal["more", "less", "than", "versus", "above", "below", "as_many", "half_as_many"]

_REACH = 12  # words on either side of a comparison that it can be of
_UNTIL_THAN = 10  # words between "more" and "than"
_ON_IT = 0.4  # share of a claim's words with which a sentence's figures are of the same
_PASSIVE: Final = frozenset({"was", "were", "is", "are", "been", "being", "be"})
_RELATIVE: Final = frozenset({"who", "which", "that", "whose", "where"})

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
_STANDARDS: Final = frozenset(_TABLE["standards"].split())
# What is compared; a verb such as "exceed" does not tell.
_SCALES: Final[Mapping[str, str]] = {
    word: scale for scale, words in _TABLE["scales"].items() for word in words.split()
}
# Who is faster takes less long.
_TURNED: Final = frozenset({"speed", "length"})


class _Comparison(NamedTuple):
    """What stands before and after a comparison, the greater first, and its words' places."""

    sides: Sides
    start: int
    end: int
    scale: str = ""


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
    mine, theirs = tuple(_comparisons(said)), tuple(_comparisons(source))
    findings = (_finding(said, one, source, other) for one in mine for other in theirs)
    found = tuple(finding for finding in findings if finding)
    agreeing = tuple(finding for finding in found if finding.stance == "agrees")
    if found or covered(said, source) < _ON_IT:
        return agreeing or found
    by_figures = tuple(finding for one in mine if (finding := _by_figures(said, one, source)))
    return by_figures or tuple(trend_findings(said, source))


def is_comparative(words: str) -> bool:
    """Whether words say which of two is the greater."""
    return bool(_WORDS.found(read(words)))


def _by_figures(claim: Sentence, mine: _Comparison, source: Sentence) -> Finding | None:
    """What the source's figures for both sides say of the claim that one is the greater."""
    is_measured = mine.scale in {"size", "length"} and not _is_of_amount(claim, mine)
    told = greater(mine.sides, source) if is_measured else None
    if told is None:
        return None
    is_greater, start, end = told
    part = claim.said(mine.start, mine.end)
    span = Span(source.words[start].start, source.words[end - 1].end)
    if is_greater:
        return Finding("comparison", "agrees", part, "", span)
    reason = f"The source's figures say it the other way round: “{span.of(source.text)}”."
    return Finding("comparison", "differs", part, reason, span)


def _is_of_amount(claim: Sentence, comparison: _Comparison) -> bool:
    """Whether the standard is an amount or a time, not another thing: "more than half"."""
    words = claim.words[comparison.start : comparison.end]
    return any(
        word.lower == "than" and (after.lower in _STANDARDS or not after.text[0].isalpha())
        for word, after in pairwise(words)
    )


def _finding(
    claim: Sentence, mine: _Comparison, source: Sentence, their: _Comparison
) -> Finding | None:
    part = claim.said(mine.start, mine.end)
    span = Span(source.words[their.start].start, source.words[their.end - 1].end)
    sides = _on_scale(their, mine.scale)
    if sides and mine.sides.is_against(sides):
        reason = f"The source says it the other way round: “{span.of(source.text)}”."
        return Finding("comparison", "differs", part, reason, span)
    if sides and mine.sides.is_like(sides):
        return Finding("comparison", "agrees", part, "", span)
    return None


def _on_scale(comparison: _Comparison, scale: str) -> Sides | None:
    """A comparison's sides as they stand on another scale; None where that says nothing of it."""
    own = comparison.scale
    if own == scale or not own or not scale:
        return comparison.sides
    return comparison.sides.swapped if {own, scale} == _TURNED else None


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
            elif at:
                yield from _implied(text, found[at - 1], phrase)


def _implied(text: Sentence, last: Phrase[_Kind], phrase: Phrase[_Kind]) -> Iterator[_Comparison]:
    """A comparative with what the clause before compares: "A has more than B, yet B pays less"."""
    clause = text.words[phrase.start].clause
    names = [(text.words[place].clause, text.words[place].stem) for place, _ in named(text)]
    own = {stem for at, stem in names if at == clause}
    earlier = {stem for at, stem in names if at < clause}
    if last.label != "than" or len(own) != 1 or len(earlier) != 2 or not own < earlier:
        return
    sides = Sides(frozenset(own), frozenset(earlier - own))
    start, end = _start(text, phrase.start), _end(text, phrase.end)
    turned = (phrase.label == "less") != denied(text, phrase.start)
    yield _Comparison(sides.swapped if turned else sides, start, end, _scale(text, phrase))


def _scale(text: Sentence, phrase: Phrase[_Kind]) -> str:
    return _SCALES.get(text.words[phrase.end - 1].lower, "")


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
    before = stems(text, (*range(start, first.start), *range(first.end, last.start)))
    sides = Sides(before or _subject(text, start), _after(text, last.end, before))
    next_to = text.words[first.start - 1].lower if first.start else ""
    by = text.words[last.end].lower if last.end < len(text.words) else ""
    is_passive = first is last and next_to in _PASSIVE and by == "by"
    is_denied = any(denied(text, at) for at in range(start, end) if at <= last.start)
    turned = (is_less != is_passive) != (is_denied or next_to == "no")
    return _Comparison(sides.swapped if turned else sides, start, end, _scale(text, first))


def _subject(text: Sentence, start: int) -> frozenset[str]:
    """The name that the clauses before begin with: "A has grown but still trails B".

    Where there is none, it is what the clause just before tells: "pay rose 6%, slower than costs".
    """
    first = next((place for place in named(text) if place[1] <= start), None)
    if first:
        return stems(text, range(*first))
    return stems(text, range(_start(text, start - 1), start)) if start else frozenset()


def _after(text: Sentence, at: int, before: frozenset[str]) -> frozenset[str]:
    """What stands after a comparison; "than think that it helps" goes on after "that"."""
    end = _end(text, at)
    said = stems(text, range(at, end))
    if said <= before and end < len(text.words) and text.words[end].lower in _RELATIVE:
        return said | stems(text, range(end, _clause_end(text, end)))
    return said


def _start(text: Sentence, at: int) -> int:
    clause = text.words[at].clause
    while at > 0 and text.words[at - 1].clause == clause:
        at -= 1
    return at


def _end(text: Sentence, at: int) -> int:
    """Where a side ends; "those who stayed" is told of by what follows "who"."""
    end = _clause_end(text, at)
    if (
        end < len(text.words)
        and text.words[end].lower in _RELATIVE
        and not stems(text, range(at, end))
    ):
        return _clause_end(text, end)
    return end


def _clause_end(text: Sentence, at: int) -> int:
    if at >= len(text.words):
        return len(text.words)
    clause, last = text.words[at].clause, min(len(text.words), at + _REACH)
    while at < last and text.words[at].clause == clause:
        at += 1
    return at
