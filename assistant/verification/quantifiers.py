"""Whether a claim says more than its source does: more of a kind, oftener, surer, or alone."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from assistant.verification.certainty import certainty_findings
from assistant.verification.evidence import Finding
from assistant.verification.negation import denied
from assistant.verification.wording import (
    Phrase,
    Phrases,
    Sentence,
    counterpart,
    covered,
    is_verbatim,
    read,
    read_passage,
    table,
)
from corpus.documents import Span

_SAME = 0.6  # share of the claim's other words that the sentence has to have
_ON_IT = 0.45  # that share, for a word that a source would say: "the narrowest result"
_REACH = 2  # content words after a quantifier of which one is what it counts
_BARE = 4.5  # where on the scale of amounts "employers" stands, without a word before
_FACT = 2.5  # where on the scale of certainty a verb without a hedge stands

_TABLE = table(__file__)


@dataclass(frozen=True, slots=True)
class _Step:
    """A step of a scale: how strong, and which steps cannot be true with it."""

    strength: int
    apart: frozenset[int]


def _scale(name: str) -> Phrases[_Step]:
    steps: Sequence[str] = _TABLE[name]["steps"]
    pairs = [tuple(map(int, pair.split("-"))) for pair in _TABLE[name]["apart"].split()]
    apart: dict[int, set[int]] = {strength: set() for strength in range(len(steps))}
    for one, other in pairs:
        apart[one].add(other)
        apart[other].add(one)
    return Phrases(
        (phrase.strip(), _Step(strength, frozenset(apart[strength])))
        for strength, phrases in enumerate(steps)
        for phrase in phrases.split(",")
    )


_AMOUNT: Final = _scale("amount")
_FREQUENCY: Final = _scale("frequency")
_CERTAINTY: Final = _scale("certainty")
_PROOF: Final = _scale("proof")
_PERCENT = re.compile(r"(\d+(?:\.\d+)?)(?: ?%| percent| per cent)")
_LINES: Final = [
    [phrase.strip() for phrase in line.split(",")] for line in _TABLE["exclusive"].splitlines()
]
# A line's first word is what a claim may say alone; the others hold it too.
_EXCLUSIVE: Final = Phrases(
    [
        *((line[0], frozenset(line)) for line in _LINES),
        *((alone, frozenset(_LINES[0])) for alone in ("sole", "solely", "exclusively")),
    ]
)
_HELD: Final = Phrases(
    (phrase, phrase) for phrase in {phrase for line in _LINES for phrase in line}
)
_SHARED: Final = Phrases((phrase.strip(), True) for phrase in _TABLE["shared"].split(","))
_CHANGE: Final = frozenset(_TABLE["change"].split())
_MOSTLY: Final = frozenset(_TABLE["mostly"].split())
_NUMBERS: Final = {
    word: value for value, word in enumerate(_TABLE["numbers"].split(), start=1)
}  # "four in ten"
_STEPS = len(_TABLE["amount"]["steps"])
_HEAD = 3  # words of a claim among which the amount of its subject stands
_ALONE: Final = frozenset({"sole", "solely", "exclusively", *(line[0] for line in _LINES)})
_THEM: Final = frozenset({"them", "whom", "these", "those", "which"})
_FEW: Final = frozenset(_TABLE["few"].split())
_NOT_EXCLUSIVE: Final = frozenset(str(word) for word in _TABLE["not_exclusive"].split())


def quantifier_findings(claim: str, sentence: str, passage: str = "") -> tuple[Finding, ...]:
    """Where a claim is stronger than its sentence, or cannot be true with it.

    >>> found = quantifier_findings(
    ...     "Most employers sponsor visas.", "Some employers sponsor visas."
    ... )
    >>> [finding.reason for finding in found]
    ['The source says “some”, the sentence “most”.']
    """
    said, source, around = read(claim), read(sentence), read_passage(passage)
    if is_verbatim(said, source):
        return ()
    surer = tuple(certainty_findings(said, source, around))
    share = covered(said, source)
    if share >= _ON_IT:
        surer = (*surer, *_exclusives(said, source, around))
    if share < _SAME:
        return surer
    return (
        *surer,
        *(_by_predicate(said, source) or _amounts(said, source)),
        *_of_them(said, source, around),
        *_on_scale(said, source, _FREQUENCY),
        *_on_scale(said, source, _PROOF),
        *_told_as_fact(said, source),
    )


# Amounts


def _amounts_in(text: Sentence) -> tuple[Phrase[_Step], ...]:
    """The words of how many; "the most requested" and "most requested" are none."""
    return tuple(
        phrase
        for phrase in _AMOUNT.found(text)
        if not (_is_superlative(text, phrase) or _is_of_whole(text, phrase))
    )


def _is_of_whole(text: Sentence, phrase: Phrase[_Step]) -> bool:
    """Whether it is what a share is of or means "about": "half of all", "some 15%"."""
    before = text.words[phrase.start - 1].lower if phrase.start else ""
    after = text.words[phrase.end].text if phrase.end < len(text.words) else ""
    word = text.words[phrase.start].lower
    return (word in {"all", "every", "each"} and before == "of") or (
        word == "some" and any(sign.isdigit() for sign in after)
    )


def _is_superlative(text: Sentence, phrase: Phrase[_Step]) -> bool:
    if text.words[phrase.start].lower != "most":
        return False
    before = text.words[phrase.start - 1].lower if phrase.start else ""
    after = text.words[phrase.end].lower if phrase.end < len(text.words) else ""
    return (
        before in {"the", "'s", "its", "their"} or after.endswith(("ed", "ly")) or after == "often"
    )


def _by_predicate(claim: Sentence, source: Sentence) -> tuple[Finding, ...]:
    """An amount against the one that the source gives what is said of it, in words or percent."""
    mine = [phrase for phrase in _amounts_in(claim) if phrase.start < _HEAD]
    if len(mine) != 1 or _outdoes(claim):
        return ()
    said = [claim.words[at].stem for at in claim.content if at >= mine[0].end]
    told = _told_amounts(source)
    best = max(told, key=lambda each: _shared(said, each), default=None)
    if best is None or _shared(said, best) < max(2, _SAME * (len(said) - 1)):
        return ()
    if not any(phrase.label.strength not in best.allowed for phrase in mine):
        return ()
    part = claim.said(mine[0].start, mine[0].end)
    told_words = source.said(best.start, best.end)
    reason = f"The source says “{told_words.lower()}”, the sentence “{part.lower()}”."
    span = Span(source.words[best.start].start, source.words[best.end - 1].end)
    return (Finding("quantifier", "differs", part, reason, span),)


def _of_them(claim: Sentence, source: Sentence, passage: Sentence) -> Iterator[Finding]:
    """What most of them are, if no word of it is the source's: "most of them students"."""
    for phrase in _amounts_in(claim):
        after = claim.words[phrase.end : phrase.end + 2]
        clauses = {word.clause for word in after if word.lower in _THEM}
        told = [
            at for at in claim.content if at >= phrase.end and claim.words[at].clause in clauses
        ]
        stems = {claim.words[at].stem for at in told}
        if stems and not stems & (source.places.keys() | passage.places.keys()):
            part = claim.said(phrase.start, told[-1] + 1)
            reason = f"The source does not say “{part}”."
            yield Finding("quantifier", "lacks", part, reason)


def _outdoes(claim: Sentence) -> bool:
    """Whether a claim compares: "no skill is named more often than X" counts nothing."""
    return "than" in claim.places


@dataclass(frozen=True, slots=True)
class _Told:
    """An amount of a source: of what it is said, and which steps can be true with it."""

    start: int
    end: int
    of: frozenset[str]
    allowed: frozenset[int]


def _shared(said: Sequence[str], told: _Told) -> int:
    return sum(stem in told.of for stem in said)


def _told_amounts(source: Sentence) -> list[_Told]:
    found = sorted((*_shares(source), *_words(source)), key=lambda each: each[0])
    ends = [*(start for start, _, _ in found[1:]), len(source.words)][: len(found)]
    return [
        _Told(start, end, _stems(source, _from(source, start, end), until), allowed)
        for (start, end, allowed), until in zip(found, ends, strict=True)
    ]


def _from(source: Sentence, start: int, end: int) -> int:
    """Where the words begin of which an amount is told; "schools held 61% of places" tells all."""
    is_of = end < len(source.words) and source.words[end].lower == "of"
    at = start if is_of else end
    while is_of and at > 0 and source.words[at - 1].clause == source.words[start].clause:
        at -= 1
    return at


def _shares(source: Sentence) -> Iterator[tuple[int, int, frozenset[int]]]:
    """Where percentages of a kind stand, and the steps that can be true with each."""
    for at, word in enumerate(source.words):
        found = _PERCENT.match(word.text)
        if found and not _is_change(source, at):
            yield at, at + 1, _allowed(float(found.group(1)))
    for at, (one, joint, other) in enumerate(
        zip(source.words, source.words[1:], source.words[2:], strict=False)
    ):
        part, whole = _NUMBERS.get(one.lower), _NUMBERS.get(other.lower)
        if part and whole and joint.lower == "in" and part < whole:
            yield at, at + 3, _allowed(100 * part / whole)


def _words(source: Sentence) -> Iterator[tuple[int, int, frozenset[int]]]:
    """Where words of how many stand, and the steps that can be true with each."""
    for phrase in _amounts_in(source):
        yield phrase.start, phrase.end, frozenset(range(_STEPS)) - phrase.label.apart


def _stems(text: Sentence, start: int, end: int) -> frozenset[str]:
    return frozenset(text.words[at].stem for at in text.content if start <= at < end)


def _allowed(percent: float) -> frozenset[int]:
    """The steps of the scale that can be said of a share in percent."""
    bounds = ((0, 0), (0, 30), (0.1, 100), (15, 100), (40, 60), (50, 100), (80, 100), (99.5, 100))
    return frozenset(step for step, (low, high) in enumerate(bounds) if low <= percent <= high)


def _is_change(source: Sentence, at: int) -> bool:
    """Whether a percentage is how much more, and not how many of a kind."""
    near = source.words[max(0, at - 1) : at] + source.words[at + 1 : at + 2]
    return any(word.lower in _CHANGE for word in near)


def _amounts(claim: Sentence, source: Sentence) -> Iterator[Finding]:
    counted = _counted(source)
    seen: set[int] = set()
    for phrase in _amounts_in(claim):
        for at in _heads(claim, phrase.end):
            others = counted.get(claim.words[at].stem, ())
            seen.add(at)
            if others:
                same = [other for other in others if other.label == phrase.label]
                yield from _compared(claim, phrase, source, (*same, *others)[0])
                break
            if claim.words[at].stem in source.places and _is_bare(claim, at, source, phrase):
                told = source.words[source.places[claim.words[at].stem][0]]
                part = claim.said(phrase.start, phrase.end)
                reason = f"The source says “{told.text}” and not how many; the sentence “{part}”."
                yield Finding("quantifier", "lacks", part, reason, Span(told.start, told.end))
                break
    yield from _generalised(claim, source, counted, seen)


def _counted(text: Sentence) -> Mapping[str, tuple[Phrase[_Step], ...]]:
    """The quantifiers of each noun that has one."""
    counted: dict[str, tuple[Phrase[_Step], ...]] = {}
    for phrase in _amounts_in(text):
        for at in _heads(text, phrase.end):
            noun = text.words[at].stem
            counted[noun] = (*counted.get(noun, ()), phrase)
    return counted


def _heads(text: Sentence, start: int) -> tuple[int, ...]:
    """The nouns that can be counted by a quantifier that ends at a place."""
    after = [at for at in text.content if start <= at < start + _REACH + 1]
    return tuple(at for at in after[:_REACH] if at < len(text.words))


def _is_bare(claim: Sentence, at: int, source: Sentence, phrase: Phrase[_Step]) -> bool:
    """Whether the source speaks of a kind in the plural, with no word of how many, but a figure."""
    if phrase.label.strength <= _BARE or _PERCENT.search(source.text):
        return False
    if not _MOSTLY.isdisjoint(word.lower for word in source.words):
        return False
    place = source.places[claim.words[at].stem][0]
    before = source.words[place - 1].lower if place else ""
    return source.words[place].lower.endswith("s") and before not in _NAMED_KIND


_NAMED_KIND: Final = frozenset(
    {"the", "these", "those", "both", "our", "their", "its", "two", "three"}
)
_SEVERAL: Final = frozenset({"several", "various"})  # are some, and may be many
_WEAK: Final = frozenset({1, 2})


def _generalised(
    claim: Sentence,
    source: Sentence,
    counted: Mapping[str, tuple[Phrase[_Step], ...]],
    seen: set[int],
) -> Iterator[Finding]:
    """A claim about a kind, of which the source tells of some."""
    for at in claim.content[:2]:
        word = claim.words[at]
        phrase = next(iter(counted.get(word.stem, ())), None)
        if at in seen or at > 1 or not phrase or phrase.label.strength not in _WEAK:
            continue
        if at and claim.words[at - 1].lower in _NAMED_KIND:
            continue
        if _is_scene(claim):
            return
        if word.lower.endswith("s") and not word.lower.endswith("ss"):
            told = source.said(phrase.start, phrase.end)
            reason = f"The source says “{told} {word.lower}”, the sentence “{word.lower}” of all."
            yield Finding("quantifier", "lacks", word.text, reason, _span(source, phrase))


def _is_scene(claim: Sentence) -> bool:
    """Whether something is told to go on: "workers are striking" are not all workers."""
    return any(
        word.lower in {"are", "were"} and after.lower.endswith("ing")
        for word, after in pairwise(claim.words)
    )


def _compared(
    claim: Sentence, phrase: Phrase[_Step], source: Sentence, other: Phrase[_Step]
) -> Iterator[Finding]:
    mine, theirs = phrase.label, other.label
    part, told = claim.said(phrase.start, phrase.end), source.said(other.start, other.end)
    reason = f"The source says “{told.lower()}”, the sentence “{part.lower()}”."
    if theirs.strength in mine.apart:
        yield Finding("quantifier", "differs", part, reason, _span(source, other))
    elif mine.strength > theirs.strength and not (
        part.lower() in _SEVERAL and theirs.strength in _WEAK
    ):
        yield Finding("quantifier", "lacks", part, reason, _span(source, other))
    elif mine.strength == theirs.strength:
        yield Finding("quantifier", "agrees", part)


# Frequency, proof and certainty


def _on_scale(claim: Sentence, source: Sentence, scale: Phrases[_Step]) -> Iterator[Finding]:
    """What is said oftener or surer than the source does, where each says it once."""
    mine, theirs = scale.found(claim), scale.found(source)
    if len(mine) == 1 and len(theirs) == 1:
        yield from _compared(claim, mine[0], source, theirs[0])


def _told_as_fact(claim: Sentence, source: Sentence) -> Iterator[Finding]:
    """A verb that the source hedges and the claim does not, or less."""
    for hedge in _CERTAINTY.found(source):
        if _is_no_hedge(source, hedge):
            continue
        verb = next((at for at in source.content if hedge.end <= at <= hedge.end + 2), None)
        if verb is not None and not source.words[verb].text.islower():
            continue
        places = claim.places.get(source.words[verb].stem) if verb is not None else None
        if verb is None or not places:
            continue
        at = counterpart(source, verb, claim, places)
        mine = next((one for one in _CERTAINTY.found(claim) if 0 <= at - one.end <= 2), None)
        strength = mine.label.strength if mine else _FACT
        if not _is_of_same(claim, at, source):
            continue
        if strength <= hedge.label.strength or denied(claim, at) or hedge.label.strength > 1:
            continue
        told = source.said(hedge.start, verb + 1)
        part = claim.said(mine.start if mine else at, at + 1)
        how = "tells it as a fact" if mine is None else "is surer"
        reason = f"The source says “{told}”; the sentence {how}: “{part}”."
        yield Finding("quantifier", "lacks", part, reason, _span(source, hedge))
        return


def _is_no_hedge(source: Sentence, hedge: Phrase[_Step]) -> bool:
    """Whether it is the month of May, or that one "can", which says that one is able to."""
    word = source.words[hedge.start]
    return (word.text == "May" and hedge.start > 0) or word.lower == "can"


def _is_of_same(claim: Sentence, at: int, source: Sentence) -> bool:
    """Whether what follows a verb of the claim, if anything does, is the source's too."""
    after = next((place for place in claim.content if place > at), None)
    return after is None or claim.words[after].stem in source.places


# Alone of its kind


def _exclusives(claim: Sentence, source: Sentence, passage: Sentence) -> Iterator[Finding]:
    held = {
        phrase.label
        for text in (source, passage)
        for phrase in _HELD.found(text)
        if text.said(phrase.start, phrase.end).lower() == phrase.label
    }
    innocent = _SHARED.found(claim)
    for phrase in _EXCLUSIVE.found(claim):
        if any(one.end == phrase.start for one in innocent) or _is_innocent(claim, phrase):
            continue
        if claim.words[phrase.start].lower == "only" and _outdoes(claim):
            continue
        part = claim.said(phrase.start, phrase.end)
        if not phrase.label & held and _is_counted(claim, phrase):
            continue
        if not phrase.label & held:
            yield Finding("quantifier", "lacks", part, f"The source does not say “{part.lower()}”.")
        elif any(
            one.end == other.start
            for one in _SHARED.found(source)
            for other in _HELD.found(source)
            if other.label in phrase.label
        ):
            reason = f"The source says “one of the {part.lower()}”, the sentence “{part.lower()}”."
            yield Finding("quantifier", "lacks", part, reason)


def _is_counted(claim: Sentence, phrase: Phrase[frozenset[str]]) -> bool:
    """Whether "only" stands before how many, and says no more than that these are few."""
    after = [word.lower for word in claim.words[phrase.end : phrase.end + _REACH]]
    is_few = any(word in _FEW or word in _NUMBERS for word in after)
    return claim.words[phrase.start].lower in {"only", "just", "merely"} and is_few


def _is_innocent(claim: Sentence, phrase: Phrase[frozenset[str]]) -> bool:
    """Whether "only" or "first" is said of a figure, a time or nothing but itself here."""
    after = claim.words[phrase.end].lower if phrase.end < len(claim.words) else ""
    before = claim.words[phrase.start - 1].lower if phrase.start else ""
    if before in {"not", "n't", "at", "if"} or not after or not _is_written(claim, phrase):
        return True
    return after in _NOT_EXCLUSIVE or any(sign.isdigit() for sign in after)


def _is_written(claim: Sentence, phrase: Phrase[frozenset[str]]) -> bool:
    """Whether the very word stands there: "highest", and not "high"."""
    return claim.said(phrase.start, phrase.end).lower() in _ALONE


def _span(text: Sentence, phrase: Phrase[_Step]) -> Span:
    return Span(text.words[phrase.start].start, text.words[phrase.end - 1].end)
