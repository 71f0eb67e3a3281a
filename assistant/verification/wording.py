"""A sentence as words that can be compared with another's: stems, clauses and known phrases."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, Final, Generic, TypeVar

import yaml

from assistant.retrieval.words import terms

_LONGEST = 2_000  # characters of a sentence that are read
_LONGEST_PASSAGE = 20_000
_AROUND = 4  # content words on either side that tell which mention of a word is meant

# "U.S.", "O'Neal", "do" and "n't" of "don't", "'s", a figure such as "$1,200.50" or "12%", a sign.
_TOKEN = re.compile(
    r"(?:[^\W\d_]\.){2,}"
    r"|\b[^\W\d_]['’][^\W_]{2,}"
    r"|n['’]t\b|['’](?:s|re|ve|ll|d|m)\b"
    r"|[$€£]?\d+(?:[.,]\d+)*(?:[kmb]\b)?%?"
    r"|(?:(?!n['’]t\b)[^\W_][\u0300-\u036f]*)+"
    r"|\S",
    re.IGNORECASE,
)
_COUNTRY: Final = frozenset({"US", "U.S."})  # no pronoun
_SIGNS: Final = frozenset(',;:.!?—–()[]"“”')

Label = TypeVar("Label")


def table(file: str) -> dict[str, Any]:
    """The word table that stands beside a check's own file, by that file's name."""
    loaded = yaml.safe_load(Path(file).with_suffix(".yaml").read_text(encoding="utf-8"))
    return dict(loaded)


_TABLE = table(__file__)
CLOSED: Final = frozenset(_TABLE["closed"].split())
_BREAKS: Final = frozenset(_TABLE["breaks"].split())
_IRREGULAR: Final[Mapping[str, str]] = {
    form: stem for stem, forms in _TABLE["irregular"].items() for form in (stem, *forms.split())
}


@dataclass(frozen=True, slots=True)
class Word:
    """A word where it stands; words of one `clause` have no break between them."""

    text: str
    lower: str
    stem: str
    start: int
    end: int
    clause: int
    is_content: bool

    @property
    def is_capital(self) -> bool:
        return self.text[0].isupper()


@dataclass(frozen=True, eq=False)
class Sentence:
    """A text's words in order, and where each stem stands among them."""

    text: str
    words: tuple[Word, ...]

    @cached_property
    def places(self) -> Mapping[str, tuple[int, ...]]:
        found: dict[str, list[int]] = {}
        for at, word in enumerate(self.words):
            found.setdefault(word.stem, []).append(at)
        return {stem: tuple(at) for stem, at in found.items()}

    @cached_property
    def content(self) -> tuple[int, ...]:
        return tuple(at for at, word in enumerate(self.words) if word.is_content)

    @cached_property
    def stems(self) -> frozenset[str]:
        return frozenset(self.words[at].stem for at in self.content)

    @cached_property
    def initials(self) -> str:
        """The first letters of its words, one after the other."""
        return "".join(word.lower[0] for word in self.words)

    @cached_property
    def letters(self) -> str:
        """Its text in small letters, with nothing between words."""
        return "".join(word.lower for word in self.words)

    @cached_property
    def _rank(self) -> Mapping[int, int]:
        return {at: rank for rank, at in enumerate(self.content)}

    def around(self, at: int, *, reach: int = _AROUND) -> frozenset[str]:
        """The stems of the content words nearest to a place, without its own."""
        rank = self._rank.get(at)
        if rank is None:
            rank = sum(1 for place in self.content if place < at)
        near = self.content[max(0, rank - reach) : rank + reach + 1]
        return frozenset(self.words[place].stem for place in near if place != at)

    def said(self, start: int, end: int) -> str:
        """The text from one word up to another, as it is written."""
        return self.text[self.words[start].start : self.words[end - 1].end]


@lru_cache(maxsize=4_096)
def read(text: str) -> Sentence:
    """The words of a sentence; of one longer than people write, those of its beginning."""
    return Sentence(text, tuple(_words(text[:_LONGEST])))


@lru_cache(maxsize=512)
def read_passage(text: str) -> Sentence:
    """The words of a passage, in which a check looks words up and compares no places."""
    return Sentence(text, tuple(_words(text[:_LONGEST_PASSAGE])))


@lru_cache(maxsize=65_536)
def stem(lower: str) -> str:
    """The form in which a word's inflections are compared."""
    lower = unicodedata.normalize("NFC", lower)
    known = _IRREGULAR.get(lower)
    if known:
        return known
    if lower in CLOSED or not lower.isalpha():
        return lower.replace(",", "")
    return next(iter(terms(lower)), lower)


def irregular_forms() -> frozenset[str]:
    """The words, all of them ordinary, whose stems are told one by one."""
    return frozenset(_IRREGULAR)


def _words(text: str) -> Iterator[Word]:
    clause = 0
    for found in _TOKEN.finditer(text):
        written = found.group()
        lower = written.lower().replace("’", "'")
        if lower in _SIGNS or lower in _BREAKS:
            clause += 1
        if not written[-1].isalnum() and lower not in CLOSED and written[-1] not in "%.":
            continue
        if written == ".":
            continue
        lower = lower.replace(".", "") if written[0].isalpha() else lower
        is_content = lower not in CLOSED or written in _COUNTRY
        yield Word(written, lower, stem(lower), found.start(), found.end(), clause, is_content)


@dataclass(frozen=True, slots=True)
class Phrase(Generic[Label]):
    """A known phrase among a sentence's words: from `start` up to `end`."""

    start: int
    end: int
    label: Label


class Phrases(Generic[Label]):
    """Phrases to be found in any inflection, each with what it stands for."""

    def __init__(self, labels: Iterable[tuple[str, Label]]) -> None:
        self._by_first: dict[str, list[tuple[tuple[str, ...], Label]]] = {}
        for phrase, label in labels:
            stems = tuple(word.stem for word in read(phrase).words)
            self._by_first.setdefault(stems[0], []).append((stems, label))
        for known in self._by_first.values():
            known.sort(key=lambda entry: -len(entry[0]))

    def found(self, sentence: Sentence) -> tuple[Phrase[Label], ...]:
        """The phrases of a sentence in order, the longest at each place, none within another."""
        stems = [word.stem for word in sentence.words]
        phrases: list[Phrase[Label]] = []
        at = 0
        while at < len(stems):
            phrase = self._at(stems, at)
            if phrase:
                phrases.append(phrase)
            at = phrase.end if phrase else at + 1
        return tuple(phrases)

    def _at(self, stems: Sequence[str], at: int) -> Phrase[Label] | None:
        for known, label in self._by_first.get(stems[at], ()):
            if tuple(stems[at : at + len(known)]) == known:
                return Phrase(at, at + len(known), label)
        return None


def covered(
    claim: Sentence,
    sentence: Sentence,
    *,
    without: Iterable[int] = (),
    around: Sentence | None = None,
) -> float:
    """The share of a claim's content words, but for some, that a sentence has too.

    A name or a year, which a sentence need not repeat, may stand in the passage `around` it.
    """
    left_out = frozenset(without)
    words = [claim.words[at] for at in claim.content if at not in left_out]
    if not words:
        return 0.0
    passage = around.places if around else {}
    held = sum(
        word.stem in sentence.places
        or (word.stem in passage and (word.is_capital or word.text.isdigit()))
        for word in words
    )
    return held / len(words)


def counterpart(claim: Sentence, at: int, sentence: Sentence, places: Sequence[int]) -> int:
    """Which of some places of a sentence stands among the words that a claim's place does."""
    near = claim.around(at)
    return max(places, key=lambda place: (len(near & sentence.around(place)), -abs(place - at)))


def is_verbatim(claim: Sentence, sentence: Sentence) -> bool:
    """Whether a claim stands in a sentence word for word."""
    return claim.text.rstrip(". ") in sentence.text
