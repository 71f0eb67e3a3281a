"""Whether the names that a claim gives are in its source."""

from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import Final

import yaml
from rapidfuzz import fuzz

from assistant.verification.evidence import Finding
from assistant.verification.wording import (
    Sentence,
    Word,
    covered,
    irregular_forms,
    read,
    read_passage,
    table,
)
from corpus.documents import Span

_SAME = 0.6  # share of the claim's other words that the sentence has to have
_UNNAMED: Final = frozenset({"he", "she", "his", "her", "it", "its", "they", "their", "him", "who"})
_ALIKE = 60.0  # percent of letters from which one name can be a spelling of another
_SPELT = 80.0  # percent of letters from which one surname can be a spelling of another
_ALL_BUT = 0.8  # share of the claim's other words with which only the name is another
_TOGETHER = 5  # letters from which a name can be two words written as one
_ACRONYM: Final = range(2, 7)  # letters
_JOINS: Final = frozenset({"of", "the", "and", "for", "in", "on", "to", "de", "&"})

_TABLE = table(__file__)
_FORMS: Final = irregular_forms()
_NOTHING: Final = frozenset(_TABLE["nothing"].split())

_Stems = tuple[str, ...]


def _stems(name: str) -> _Stems:
    return tuple(word.stem for word in read(name).words)


def _aliases() -> Mapping[_Stems, tuple[_Stems, ...]]:
    lines = [[_stems(name) for name in line.split(",")] for line in _TABLE["aliases"].splitlines()]
    states = [_stems(name) for name in _TABLE["states"].split(",")]
    # Codes that are words as well are told by their capitals when a claim's names are found.
    lines += [
        [state, (code.lower(),)]
        for state, code in zip(states, _TABLE["codes"].split(), strict=True)
    ]
    return {name: tuple(line) for line in lines for name in line}


_ALIASES: Final = _aliases()
_REGIONS: Final = frozenset(_stems(name) for name in _TABLE["states"].split(","))


def name_findings(claim: str, sentence: str, passage: str = "") -> tuple[Finding, ...]:
    """Each name of a claim: held by its source, absent from it, or another than the sentence's.

    >>> [f.reason for f in name_findings("Anthropic hires in Texas.", "OpenAI hires in Texas.")]
    ['The source says “OpenAI” where the sentence says “Anthropic”.', '']
    """
    said, source, around = read(claim), read(sentence), read_passage(passage)
    findings = [
        _finding(said, start, end, source, around)
        for start, end in named(said)
        if passage
        or not _is_subject(said, start)
        or not _is_told_of(source)
        or not _missing(said.words[start:end], source, around)
    ]
    return tuple(findings)


def _is_subject(claim: Sentence, start: int) -> bool:
    """Whether nothing is said before a name but words that join."""
    return not any(word.is_content and not word.is_capital for word in claim.words[:start])


def _is_told_of(source: Sentence) -> bool:
    """Whether a sentence speaks of somebody or something that it does not name."""
    return not _UNNAMED.isdisjoint(word.lower for word in source.words) or any(
        word.lower == "the" and _begins(source, at) for at, word in enumerate(source.words)
    )


def _finding(claim: Sentence, start: int, end: int, source: Sentence, around: Sentence) -> Finding:
    part = claim.said(start, end)
    missing = _missing(claim.words[start:end], source, around)
    if not missing or _is_of_acronym(claim, start, end, source, around):
        other = _exchanged(claim, start, end, source)
        if not other:
            return Finding("name", "agrees", part)
    else:
        other = _instead(claim, start, end, source) or _namesake(claim, start, end, source)
    if other:
        told = source.said(*other)
        span = Span(source.words[other[0]].start, source.words[other[1] - 1].end)
        reason = f"The source says “{told}” where the sentence says “{part}”."
        return Finding("name", "differs", part, reason, span)
    return Finding("name", "lacks", part, f"“{missing}” is not in the source.")


# The names of a text


@lru_cache(maxsize=4_096)
def named(text: Sentence) -> tuple[tuple[int, int], ...]:
    """Where names stand: runs of words with capitals; a text all in capitals names nothing."""
    return () if text.text.isupper() else tuple(_runs(text))


def _runs(text: Sentence) -> Iterator[tuple[int, int]]:
    at = 0
    while at < len(text.words):
        end = at
        while end < len(text.words) and _is_name(text, end) and _is_joined(text, at, end):
            end += 1
        if end > at:
            yield at, end
        at = max(end, at + 1)


def _is_name(text: Sentence, at: int) -> bool:
    word = text.words[at]
    if not word.is_capital or word.lower in _NOTHING or not (word.is_content or word.text == "IT"):
        return False
    if len(word.text) == 1 or word.text[-1] == "%":
        return False
    return not _begins(text, at) or not _is_ordinary(text, at)


def _is_joined(text: Sentence, first: int, at: int) -> bool:
    if first == at:
        return True
    between = text.text[text.words[at - 1].end : text.words[at].start]
    return between.strip() in {"", "-", "&", "."}


def _begins(text: Sentence, at: int) -> bool:
    """Whether a word stands where any word has a capital."""
    before = text.text[: text.words[at].start].rstrip(" \"'“(#*-")
    return not before or before[-1] in ".!?:\n"


def _is_ordinary(text: Sentence, at: int) -> bool:
    word = text.words[at]
    if any(letter.isupper() for letter in word.text[1:]):
        return False
    return word.stem in _ordinary() or word.lower in _FORMS


@cache
def _ordinary() -> frozenset[str]:
    file = Path(__file__).with_name("ordinary.yaml")
    return frozenset(yaml.safe_load(file.read_text(encoding="utf-8"))["stems"].split())


# What a source holds


def _missing(name: tuple[Word, ...], source: Sentence, around: Sentence) -> str:
    """The words of a name that neither the sentence nor its passage has; empty where it is held."""
    if any(_is_held(tuple(word.stem for word in name), name, text) for text in (source, around)):
        return ""
    gone = [
        word
        for word in name
        if not any(_is_held((word.stem,), (word,), text) for text in (source, around))
    ]
    if not gone or (len(name) > 1 and gone == list(name[: len(gone)]) and len(gone) < len(name)):
        is_surname = gone and name[-1] not in gone and _stands_alone(name[-1], source, around)
        if not gone or is_surname:
            return ""
    return " ".join(word.text for word in gone)


def is_named_in(claim: Sentence, start: int, end: int, source: Sentence) -> bool:
    """Whether a sentence has a name of a claim, or another name of the same."""
    return not _missing(claim.words[start:end], source, source)


def is_alias_in(text: Sentence, place: tuple[int, int], other: Sentence) -> bool:
    """Whether the other text has a second name of what is named at a place."""
    stems = tuple(word.stem for word in text.words[slice(*place)])
    return any(_has(alias, other) for alias in _ALIASES.get(stems, ()))


def _is_of_acronym(claim: Sentence, start: int, end: int, *texts: Sentence) -> bool:
    """Whether the name is part of a longer one whose initials a source has."""
    while start > 0 and _is_of_longer(claim.words[start - 1]):
        start -= 1
    while end < len(claim.words) and _is_of_longer(claim.words[end]):
        end += 1
    initials = "".join(word.lower[0] for word in claim.words[start:end] if word.is_capital)
    every = initials, initials.removeprefix("t")  # "The" is a part of few
    return any(len(one) > 2 and one in text.places for one in every for text in texts)


def _is_of_longer(word: Word) -> bool:
    return word.is_capital or word.lower in _JOINS


def _stands_alone(surname: Word, *texts: Sentence) -> bool:
    """Whether a source has a surname without another name before it."""
    return any(
        at == 0 or not (text.words[at - 1].is_capital and _is_joined(text, at - 1, at))
        for text in texts
        for at in text.places.get(surname.stem, ())
    )


def _is_held(stems: _Stems, name: tuple[Word, ...], text: Sentence) -> bool:
    if _has(stems, text) or any(_has(other, text) for other in _ALIASES.get(stems, ())):
        return True
    if len(name) == 1:
        return _is_acronym(name[0], text) or _is_spelt_together(name[0], text)
    initials = "".join(word.lower[0] for word in name)
    together = "".join(word.lower for word in name)
    return (len(initials) > 2 and initials in text.places) or together in text.places


def _has(stems: _Stems, text: Sentence) -> bool:
    return all(stem in text.places for stem in stems)


def _is_acronym(word: Word, text: Sentence) -> bool:
    """Whether a word in capitals is the initials of words that follow one another in a text."""
    letters = word.lower.rstrip("s") if word.text.endswith("s") else word.lower
    if not word.text[:2].isupper() or len(letters) not in _ACRONYM:
        return False
    return letters in text.initials or letters in _main_initials(text)


@lru_cache(maxsize=512)
def _main_initials(text: Sentence) -> str:
    """The first letters of a text's words but for those that join them."""
    return "".join(word.lower[0] for word in text.words if word.lower not in _JOINS)


def _is_spelt_together(word: Word, text: Sentence) -> bool:
    """Whether two neighbours of a text make the word: "Chat GPT" and "ChatGPT"."""
    return len(word.lower) >= _TOGETHER and word.lower in text.letters


# Another name in its place


def _instead(claim: Sentence, start: int, end: int, source: Sentence) -> tuple[int, int] | None:
    """Where the source has a name that the claim lacks, between the same words."""
    if covered(claim, source, without=range(start, end)) < _SAME:
        return None
    for first, last in named(source):
        stems = tuple(word.stem for word in source.words[first:last])
        if any(stem in claim.places for stem in stems):
            continue
        if any(_has(other, claim) for other in _ALIASES.get(stems, ())):
            continue
        if fuzz.ratio(claim.said(start, end), source.said(first, last)) >= _ALIKE:
            continue
        if _is_slot(claim, (start, end), source, (first, last)):
            return first, last
    return None


def _exchanged(claim: Sentence, start: int, end: int, source: Sentence) -> tuple[int, int] | None:
    """Where only the name is another, though the passage has the claim's somewhere else."""
    if not _missing(claim.words[start:end], source, source):
        return None
    rest = covered(claim, source, without=range(start, end))
    return _instead(claim, start, end, source) if rest >= _ALL_BUT else None


def _namesake(claim: Sentence, start: int, end: int, source: Sentence) -> tuple[int, int] | None:
    """Where the source has another surname after the same first name."""
    first, last = claim.words[start], claim.words[end - 1]
    if end - start < 2 or covered(claim, source, without=range(start, end)) < _SAME:
        return None
    for place in named(source):
        words = source.words[slice(*place)]
        is_first = len(words) == end - start and words[0].stem == first.stem
        if is_first and words[-1].stem not in claim.places and not _is_spelling(last, words[-1]):
            return place
    return None


def _is_spelling(name: Word, other: Word) -> bool:
    return fuzz.ratio(name.lower, other.lower) >= _SPELT


def _is_slot(
    claim: Sentence, own: tuple[int, int], source: Sentence, other: tuple[int, int]
) -> bool:
    """Whether two names stand after the same word and before the same, or are both regions."""
    sides = [
        _neighbour(claim, own[0] - 1) == _neighbour(source, other[0] - 1),
        _neighbour(claim, own[1]) == _neighbour(source, other[1]),
    ]
    if all(sides):
        return True
    names = [
        tuple(word.stem for word in text.words[slice(*place)])
        for text, place in ((claim, own), (source, other))
    ]
    return any(sides) and all(name in _REGIONS for name in names)


def _neighbour(text: Sentence, at: int) -> str:
    return text.words[at].stem if 0 <= at < len(text.words) else ""
