"""Words and figures of claims and cells, cut to what they share."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import snowballstemmer
import yaml

from corpus.documents import Span

_FILE = Path(__file__).with_name("words.yaml")
_STEMMER = snowballstemmer.stemmer("english")
_SCALES = {"k": 1e3, "thousand": 1e3, "m": 1e6, "million": 1e6, "bn": 1e9, "billion": 1e9}
_TOKEN = re.compile(
    r"(?P<number>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
    r"(?:(?P<short>k|m|bn)\b|\s(?P<scale>thousand|million|billion)\b|\s?(?:st|nd|rd|th)\b)?"
    r"|['’]\s?s\b|(?P<word>[^\W\d_]+)",
    re.IGNORECASE,
)  # 13,157; 6.34 million; $150k; 26th; carpenter; a carpenter's s is no word
_JOINT = re.compile(r"\s?[-–/:]\s?(?=\d)")  # 16 - 42


@dataclass(frozen=True, slots=True)
class Token:
    """A word cut to its stem or a figure written one way, and where it stands.

    `number` is the figure's value, or the spelled-out number's, and `bare` how the figure is
    written without its scale; `word` is as written. A `joint` figure has a dash, a colon or a
    slash and another figure after it.
    """

    key: str
    word: str
    span: Span
    number: float | None = None
    stop: bool = False
    bare: str = ""
    joint: bool = False


@dataclass(frozen=True, slots=True)
class Words:
    """The word lists of words.yaml; sets hold words as written, `stems` what they are cut to."""

    stop: frozenset[str]
    numbers: Mapping[str, float]
    ordinals: Mapping[str, int]
    irregular: Mapping[str, str]
    sets: Mapping[str, frozenset[str]]

    def is_a(self, name: str, word: str) -> bool:
        return word in self.sets[name]


@cache
def words() -> Words:
    """The word lists, read once."""
    held: dict[str, Any] = yaml.safe_load(_FILE.read_text("utf-8"))
    apart = ("stop", "numbers", "ordinals", "irregular")
    return Words(
        stop=frozenset(held["stop"].split()),
        numbers={word: float(n) for word, n in held["numbers"].items()},
        ordinals=held["ordinals"],
        irregular=held["irregular"],
        sets={
            name: frozenset(value.split() if isinstance(value, str) else value)
            for name, value in held.items()
            if name not in apart
        },
    )


def tokens(text: str) -> tuple[Token, ...]:
    """The words and figures of a text, in order."""
    return tuple(
        _token(found) for found in _TOKEN.finditer(text) if found["number"] or found["word"]
    )


def _token(found: re.Match[str]) -> Token:
    span = Span(*found.span())
    if found["number"]:
        bare = float(found["number"].replace(",", ""))
        number = bare * _SCALES.get((found["short"] or found["scale"] or "").lower(), 1.0)
        return Token(
            figure(number),
            found[0],
            span,
            number,
            False,
            figure(bare),
            bool(_JOINT.match(found.string, found.end())),
        )
    word = found["word"].lower()
    lists = words()
    return Token(stem(word), word, span, lists.numbers.get(word), word in lists.stop)


def figure(number: float) -> str:
    """One way to write a number: 13.30 and 13.3 are the same figure."""
    return f"{number:.10g}"


@lru_cache(maxsize=16384)
def stem(word: str) -> str:
    """What forms of a word share."""
    known = words().irregular.get(word)
    if known:
        return known
    cut: str = _STEMMER.stemWord(word)
    return words().irregular.get(cut, cut)
