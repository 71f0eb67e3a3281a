"""The words around figures, read from figure_words.yaml, which says what each list is for."""

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import yaml

WORDS: Mapping[str, Any] = yaml.safe_load(
    Path(__file__).with_name("figure_words.yaml").read_text("utf-8")
)
DURATIONS: Mapping[str, float] = WORDS["durations"]
STOPS = frozenset(WORDS["stops"])
PLURALS = frozenset(WORDS["plurals"])
SINGULARS: Mapping[str, str] = WORDS["singulars"]
LINKS = frozenset(WORDS["links"])
RISING, FALLING = frozenset(WORDS["rising"]), frozenset(WORDS["falling"])
MOVING = RISING | FALLING | frozenset(WORDS["moving"])
ADDING = frozenset(WORDS["adding"])
SOFTENING = frozenset(WORDS["softening"])

WORD = re.compile(r"[^\W\d_][\w'’&+/-]{0,40}")
BREAK = re.compile(r"[,;:()\u2014|\u2022\n]|[.!?](?=\s|$)")
# Women made up 30%: nothing moves.
_MADE_UP = re.compile(r"\b(?:ma(?:kes?|king|de)|set(?:s|ting)?|sign(?:s|ed)?) up\b", re.IGNORECASE)


def any_of(words: Iterable[str]) -> str:
    """A pattern that any of these words fits, the longest first."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


def words_of_clause(before: str) -> list[str]:
    """The words that end a text, back to what parts it: those a figure after it goes with."""
    clause = _MADE_UP.sub(" ", BREAK.split(before)[-1])
    return [word.lower() for word in WORD.findall(clause)]
