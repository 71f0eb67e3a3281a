"""The physical unit that stands right after a number: "120 hectares", "2,300 miles"."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from assistant.verification.figure_words import WORDS, any_of

_SIZES: Mapping[str, tuple[str, float]] = {
    name.lower(): (family, float(size))
    for family, units in WORDS["measures"].items()
    for name, size in units.items()
}
_MEASURE = re.compile(rf"[ \u00a0-]?(?P<name>{any_of(_SIZES)})s?\b(?![-/])", re.IGNORECASE)
_NOUN = re.compile(r"[ \u00a0-]?(?P<name>[a-z]{3,}s)\b")


@dataclass(frozen=True, slots=True)
class Measure:
    """A physical unit: what it measures, and its size in the first unit of that."""

    name: str
    family: str
    size: float


def measure(after: str) -> Measure | None:
    """The physical unit that opens a text; None where it opens with none."""
    found = _MEASURE.match(after)
    if found is None:
        return None
    name = found["name"].lower()
    return Measure(name, *_SIZES[name])


def noun(after: str) -> str:
    """The plural noun that opens a text, as written; empty where it opens with none."""
    found = _NOUN.match(after)
    return found["name"] if found else ""
