"""Whether a claim denies what a sentence affirms, or affirms what it denies."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Final, Literal

from assistant.verification.contrasts import contrast_findings
from assistant.verification.evidence import Finding
from assistant.verification.wording import (
    Phrase,
    Phrases,
    Sentence,
    counterpart,
    covered,
    read,
    table,
)
from corpus.documents import Span

_Reach = Literal["after", "whole", "phrase", "today", "next", "none"]

_REACHED: Final[Mapping[str, int]] = {"phrase": 2, "none": 0}  # content words after it; else:
_REACHED_ELSE = 6
_TOGETHER = 12  # words within which the other text has to say what is denied
_SAME_DENIED = 0.6  # share of the denied words that the other text has to have
_SAME_ELSE = 0.6  # share of the claim's other words that the sentence has to have

_TABLE = table(__file__)
_REACHES: Final[Mapping[str, _Reach]] = {
    "cues": "after",
    "whole": "whole",
    "phrase": "phrase",
    "today": "today",
    "next": "next",
    "innocent": "none",
}
_CUES: Final[Phrases[_Reach]] = Phrases(
    (phrase, reach) for key, reach in _REACHES.items() for phrase in _TABLE[key].splitlines()
)
_PARTLY: Final = Phrases((phrase, True) for phrase in _TABLE["partly"].splitlines())
_SHORT: Final = frozenset(read(_TABLE["short"]).places)
_LACKING: Final = frozenset({"lack", "without", "devoid", "absence"})
_DEGREES: Final = frozenset(_TABLE["degrees"].split())
_REPORTING: Final = frozenset(read(_TABLE["reporting"]).places)
_PAIRS: Final = [pair.split("/") for pair in _TABLE["prefixed"].split()]
_NEGATIVE: Final = frozenset(read(negative).words[0].stem for _, negative in _PAIRS)
_SAME: Final[Mapping[str, tuple[str, ...]]] = {
    one: tuple(other for other in group if other != one)
    for line in _TABLE["same"].splitlines()
    for group in [[word.stem for word in read(line).words]]
    for one in group
}
_PAST: Final = frozenset(_TABLE["past"].split())
_OPPOSITE: Final[Mapping[str, str]] = {
    read(one).words[0].stem: read(other).words[0].stem
    for pair in _PAIRS
    for one, other in (pair, pair[::-1])
}


# Every check is called alike; this one looks at the sentence alone.
def negation_findings(
    claim: str,
    sentence: str,
    passage: str = "",  # noqa: ARG001
) -> tuple[Finding, ...]:
    """Where one of two texts that speak of the same thing denies it and the other does not.

    >>> [f.reason for f in negation_findings("It needs no visa.", "It needs a visa.")]
    ['The source says “needs a visa”; the sentence denies it (“no”).']
    """
    said, source = read(claim), read(sentence)
    found = _denied_by_claim(said, source) or _denied_by_source(said, source)
    return found or _prefixed(said, source) or tuple(contrast_findings(said, source))


def denied(text: Sentence, at: int) -> bool:
    """Whether a word is denied where it stands, and the denial not denied again."""
    return _denied(text).get(at, 0) % 2 == 1


def _denied_by_claim(claim: Sentence, source: Sentence) -> tuple[Finding, ...]:
    for cue, places in _denials(claim):
        pairs = _pairs(claim, source, places)
        if _says_no_other(claim, cue, source) or _denies_too(claim, cue, source):
            continue
        if (
            _is_same(cue, places, pairs)
            and _speaks_of(claim, source)
            and not _is_denied(source, pairs.values())
        ):
            told = _told(source, pairs.values())
            reason = (
                f"The source says “{told.of(source.text)}”; the sentence denies it"
                f" (“{claim.said(cue.start, cue.end)}”)."
            )
            part = claim.said(min(cue.start, *places), max(cue.end, *(at + 1 for at in places)))
            return (Finding("negation", "differs", part, reason, told),)
    return ()


def _denied_by_source(claim: Sentence, source: Sentence) -> tuple[Finding, ...]:
    for cue, places in _denials(source):
        pairs = _pairs(source, claim, places)
        if _is_of_degree(source, cue, claim):
            continue
        mutual = {at: to for at, to in pairs.items() if at in _meant(claim, source, to)}
        if (
            _is_same(cue, places, mutual)
            and _speaks_of(claim, source)
            and not _is_denied(claim, mutual.values())
        ):
            told = _told(source, (cue.start, cue.end - 1, *mutual))
            part = _told(claim, mutual.values()).of(claim.text)
            reason = f"The source denies it: “{told.of(source.text)}”; the sentence says “{part}”."
            return (Finding("negation", "differs", part, reason, told),)
    return ()


def _says_no_other(claim: Sentence, cue: Phrase[_Reach], source: Sentence) -> bool:
    """Whether a source can say what a claim's cue denies, and both be true.

    A source may speak of another time, deny it of some, or tell a shortage in other words; and
    "no skill is named more often than X" denies nothing of X.
    """
    if cue.label == "today":
        return not _PAST.isdisjoint(source.places)
    if claim.words[cue.start].stem in _LACKING:
        return not _SHORT.isdisjoint(source.places)
    return bool(_PARTLY.found(source)) or (cue.label == "whole" and _outdoes(claim, cue))


def _denies_too(claim: Sentence, cue: Phrase[_Reach], source: Sentence) -> bool:
    """Whether the source affirms a thing of some and has the same "no degree" of others."""
    return cue.label == "whole" and any(
        _is_alike(claim, cue, source, other) for other in _CUES.found(source)
    )


def _is_alike(
    claim: Sentence, cue: Phrase[_Reach], source: Sentence, other: Phrase[_Reach]
) -> bool:
    mine, theirs = (
        [word.stem for word in text.words[phrase.start : phrase.end + 1]]
        for text, phrase in ((claim, cue), (source, other))
    )
    return mine == theirs


def _outdoes(text: Sentence, cue: Phrase[_Reach]) -> bool:
    """Whether a denial is of what would outdo another: "no city pays more than Ohio"."""
    return any(
        word.lower == "than" and after.text[0].isalpha()
        for word, after in pairwise(text.words[cue.end :])
    )


def _is_of_degree(source: Sentence, cue: Phrase[_Reach], claim: Sentence) -> bool:
    """Whether a source denies how much of a thing, and the claim does not say how much."""
    near = source.words[cue.end : cue.end + 4]
    said = {word.lower for word in claim.words}
    return any(word.lower in _DEGREES and word.lower not in said for word in near)


def _is_same(cue: Phrase[_Reach], places: Sequence[int], pairs: Mapping[int, int]) -> bool:
    """Whether the other text says, in one place, most of what is denied and its predicate."""
    after = [at for at in places if at >= cue.end]
    heads = after[:1] if cue.label in {"whole", "phrase"} else after[:2]
    shared = [at for at in after if at in pairs]
    if not pairs.keys() & set(heads) or len(shared) < _SAME_DENIED * len(after):
        return False
    return max(pairs.values()) - min(pairs.values()) <= _TOGETHER


def _speaks_of(claim: Sentence, source: Sentence) -> bool:
    """Whether most of the claim's words are the source's."""
    said = [at for at in claim.content if not _places(source, claim.words[at].stem)]
    return 1 - len(said) / max(1, len(claim.content)) >= _SAME_ELSE


def _places(text: Sentence, stem: str) -> tuple[int, ...]:
    """Where a text has a word, or else one that says the same."""
    if stem in text.places:
        return text.places[stem]
    return tuple(at for other in _SAME.get(stem, ()) for at in text.places.get(other, ()))


def _pairs(one: Sentence, other: Sentence, places: Sequence[int]) -> dict[int, int]:
    """Where the other text has the words at these places of one."""
    return {
        at: counterpart(one, at, other, told)
        for at in places
        if (told := _places(other, one.words[at].stem))
    }


def _meant(claim: Sentence, source: Sentence, at: int) -> tuple[int, ...]:
    """The place of the source that a word of the claim speaks of."""
    return (counterpart(claim, at, source, _places(source, claim.words[at].stem)),)


def _is_denied(text: Sentence, places: Iterable[int]) -> bool:
    denied = _denied(text)
    return any(denied.get(at, 0) % 2 for at in places)


@lru_cache(maxsize=4_096)
def _denied(text: Sentence) -> Mapping[int, int]:
    """How many denials reach each place of a text."""
    count: dict[int, int] = {}
    for cue in _CUES.found(text):
        for at in _reached(text, cue):
            count[at] = count.get(at, 0) + 1
    return count


def _denials(text: Sentence) -> Iterator[tuple[Phrase[_Reach], tuple[int, ...]]]:
    """The cues whose words are denied, none of them twice over."""
    denied = _denied(text)
    for cue in _CUES.found(text):
        places = tuple(at for at in _reached(text, cue) if denied[at] % 2)
        if places:
            yield cue, places


def _reached(text: Sentence, cue: Phrase[_Reach]) -> tuple[int, ...]:
    """The content words that a cue denies, in order."""
    if cue.label == "none":
        return ()
    words, clause = text.words, text.words[cue.start].clause
    same = [at for at in text.content if words[at].clause == clause]
    after = [at for at in same if at >= cue.end]
    if cue.label == "next" or (after and words[after[0]].stem in _NEGATIVE):
        return tuple(at for at in after[:1] if at == cue.end)
    told = _told_of(text, cue, after)
    if told:
        return told
    before = [at for at in same if at < cue.start][-2:] if cue.label == "whole" else []
    return tuple(before + after[: _REACHED.get(cue.label, _REACHED_ELSE)])


def _told_of(text: Sentence, cue: Phrase[_Reach], after: Sequence[int]) -> tuple[int, ...]:
    """What is not shown or not meant: "this does not show that the skill causes a premium"."""
    words = text.words
    if not after or words[after[-1]].stem not in _REPORTING:
        return ()
    clause = words[cue.start].clause + 1
    told = [at for at in text.content if words[at].clause == clause and at > after[-1]]
    is_that = bool(told) and any(
        word.lower == "that" and word.clause == clause for word in words[after[-1] : told[0]]
    )
    return tuple(told[:_REACHED_ELSE]) if is_that else ()


def _prefixed(claim: Sentence, source: Sentence) -> tuple[Finding, ...]:
    """A word on one side that is the other's with a prefix that denies it."""
    for at in claim.content:
        word = claim.words[at]
        opposite = _OPPOSITE.get(word.stem)
        if opposite is None or opposite not in source.places or word.stem in source.places:
            continue
        place = counterpart(claim, at, source, source.places[opposite])
        odd = denied(claim, at) != denied(source, place)
        if not odd and covered(claim, source, without=(at,)) >= _SAME_ELSE:
            told = source.words[place]
            reason = f"The source says “{told.text}”, the sentence “{word.text}”."
            span = Span(told.start, told.end)
            return (Finding("negation", "differs", word.text, reason, span),)
    return ()


def _told(text: Sentence, places: Iterable[int]) -> Span:
    all_places = tuple(places)
    return Span(text.words[min(all_places)].start, text.words[max(all_places)].end)
