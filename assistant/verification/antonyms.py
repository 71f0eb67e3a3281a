"""Whether a claim says the opposite word of what a sentence says of the same thing."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from assistant.verification.comparison import comparison_findings, is_comparative
from assistant.verification.evidence import Finding
from assistant.verification.negation import denied
from assistant.verification.wording import (
    Phrase,
    Phrases,
    Sentence,
    covered,
    read,
    read_passage,
    table,
)
from corpus.documents import Span

# What one does is the other's deed where both are named: who buys is sold to.
_CONVERSE: Final = frozenset({"buy", "sell", "borrow", "lend"})
_PARTIES: Final = frozenset({"to", "from", "by"})
_NEAR, _FAR = 4, 8  # content words on either side of a word, and of a phrase
_SAME = 0.6  # share of the claim's other words that the sentence has to have


class _Side(NamedTuple):
    """One side of a line of opposites; a phrase can be on sides of several lines."""

    line: int
    side: int


_TABLE = table(__file__)
_LINES: Final = [
    [[phrase.strip() for phrase in side.split(",")] for side in line.split("/")]
    for lines in _TABLE.values()
    for line in lines.splitlines()
]

# Two people or two colours are in one picture; two directions of one thing are not.
_GENERAL: Final = len(_LINES) - len(_TABLE["general"].splitlines())


def _sides() -> Mapping[str, frozenset[_Side]]:
    sides: dict[str, set[_Side]] = defaultdict(set)
    for line, opposites in enumerate(_LINES):
        for side, phrases in enumerate(opposites):
            for phrase in phrases:
                sides[phrase].add(_Side(line, side))
    return {phrase: frozenset(known) for phrase, known in sides.items()}


_KNOWN: Final = Phrases(_sides().items())

_Said = Phrase[frozenset[_Side]]


def antonym_findings(
    claim: str,
    sentence: str,
    passage: str = "",
) -> tuple[Finding, ...]:
    """Where the two say opposite words in the same place, and neither denies its own.

    >>> [f.reason for f in antonym_findings("Pay fell in May.", "Pay rose in May.")]
    ['The source says “rose”, the sentence “fell”.']
    """
    said, source, around = read(claim), read(sentence), read_passage(passage)
    found = _KNOWN.found(source)
    against = (_against(phrase, said, source, found, around) for phrase in _KNOWN.found(said))
    findings = tuple(finding for finding in against if finding)
    if findings and any(one.stance == "agrees" for one in comparison_findings(claim, sentence)):
        # The lesser beside the greater says the same as the greater beside the lesser.
        return tuple(one for one in findings if not is_comparative(one.part))
    return findings


def _against(
    phrase: _Said, claim: Sentence, source: Sentence, found: Sequence[_Said], around: Sentence
) -> Finding | None:
    """The finding where the source's nearest word of a line is of another side than the claim's."""
    own = tuple(range(phrase.start, phrase.end))
    rivals = [other for other in found if _is_rival(phrase, other)]
    if not rivals or covered(claim, source, without=own, around=around) < _SAME:
        return None
    told = max(rivals, key=lambda other: _nearness(claim, phrase, source, other))
    same = [other for other in found if _is_same(claim, phrase, source, other)]
    both = any(_is_rival(phrase, other) for other in _KNOWN.found(claim))
    if same or both:
        meant = bool(same) and _is_crossed(claim, phrase, source, (told, *same))
    else:
        meant = _is_in_place(claim, phrase, source, told)
    if not meant or _is_listed(claim, phrase) or _is_odd(claim, phrase, source, told):
        return None
    if _has_parties(claim, phrase) or _has_parties(source, told):
        return None
    return _finding(claim, phrase, source, told)


def _is_same(claim: Sentence, phrase: _Said, source: Sentence, other: _Said) -> bool:
    """Whether the source says the claim's word or its like, and denies it only as the claim does.

    "Preferred but not required" says of nothing that it is required.
    """
    return bool(phrase.label & other.label) and not _is_odd(claim, phrase, source, other)


def _has_parties(text: Sentence, phrase: _Said) -> bool:
    """Whether a deed that has a converse is told with the other party's name."""
    word = text.words[phrase.start]
    after = text.words[phrase.end :]
    return word.stem in _CONVERSE and any(
        each.lower in _PARTIES for each in after if each.clause == word.clause
    )


def _is_listed(claim: Sentence, phrase: _Said) -> bool:
    """Whether a claim names both sides in one breath: "public and private"."""
    return any(
        _is_rival(phrase, other)
        and min(abs(other.start - phrase.end), abs(phrase.start - other.end)) == 1
        for other in _KNOWN.found(claim)
    )


def _finding(claim: Sentence, phrase: _Said, source: Sentence, told: _Said) -> Finding:
    words = source.said(told.start, told.end)
    part = claim.said(phrase.start, phrase.end)
    span = Span(source.words[told.start].start, source.words[told.end - 1].end)
    reason = f"The source says “{words}”, the sentence “{part}”."
    return Finding("comparison", "differs", part, reason, span)


def _is_in_place(claim: Sentence, phrase: _Said, source: Sentence, told: _Said) -> bool:
    """Whether both stand among the same words; of a set of many, beside the same word."""
    lines = {side.line for side in phrase.label} & {side.line for side in told.label}
    if all(len(_LINES[line]) > 2 for line in lines):
        return bool(_beside(claim, phrase) & _beside(source, told))
    return _nearness(claim, phrase, source, told) > 0


def _beside(text: Sentence, phrase: _Said) -> frozenset[str]:
    before = [at for at in text.content if at < phrase.start][-1:]
    after = [at for at in text.content if at >= phrase.end][:1]
    return frozenset(text.words[at].stem for at in before + after)


def _is_crossed(claim: Sentence, phrase: _Said, source: Sentence, others: Sequence[_Said]) -> bool:
    """Whether the source, which says both words, says the other one in the claim's clause."""
    near = _clause(claim, phrase)
    rival, *same = others
    if any(side.line >= _GENERAL for side in phrase.label & same[0].label):
        return False
    subject = _before(claim, phrase)
    if subject and subject == _before(source, rival) not in {_before(source, one) for one in same}:
        return True
    mirrored = [other for other in _KNOWN.found(claim) if _is_rival(phrase, other)]
    if not all(_clause(claim, one) & _clause(source, other) for one in mirrored for other in same):
        return False
    return bool(near & _clause(source, rival)) and not any(
        near & _clause(source, other) for other in same
    )


def _before(text: Sentence, phrase: _Said) -> tuple[str, ...]:
    """The two content stems before a phrase in its clause: what it is said of, as a rule."""
    clause = text.words[phrase.start].clause
    before = [at for at in text.content if at < phrase.start and text.words[at].clause == clause]
    return tuple(text.words[at].stem for at in before[-2:])


def _clause(text: Sentence, phrase: _Said) -> frozenset[str]:
    """The content stems of a phrase's clause, without its own."""
    clause = text.words[phrase.start].clause
    return frozenset(
        text.words[at].stem
        for at in text.content
        if text.words[at].clause == clause and not phrase.start <= at < phrase.end
    )


def _is_rival(one: _Said, other: _Said) -> bool:
    lines = {side.line for side in one.label}
    return not one.label & other.label and any(side.line in lines for side in other.label)


def _nearness(claim: Sentence, phrase: _Said, source: Sentence, other: _Said) -> int:
    """How many words stand around both; the end of a phrase stands for it."""
    # What is "down from" a figure stands at the head of the sentence.
    reach = _FAR if other.end - other.start > 1 else _NEAR
    return len(claim.around(phrase.end - 1) & source.around(other.end - 1, reach=reach))


def _is_odd(claim: Sentence, phrase: _Said, source: Sentence, other: _Said) -> bool:
    """Whether one of two opposites is denied, so that they say the same."""
    return _is_denied(claim, phrase) != _is_denied(source, other)


def _is_denied(text: Sentence, phrase: _Said) -> bool:
    """Whether a word is denied; of "go up" the first word alone may be."""
    return denied(text, phrase.start) or denied(text, phrase.end - 1)
