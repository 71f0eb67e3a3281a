"""What a chat model is shown: the question and what there is to ask about, fenced as data."""

import json
from collections.abc import Iterable, Sequence

from assistant.analysis.names import FEW_VALUES
from assistant.analysis.sentence import fold, singular
from corpus.queries import COLUMN, Catalogue, Dimension

BUDGET = 16_000
"""Characters that the fields and their values may take: some 5,000 tokens."""

LONGEST_VALUE = 60
"""Longer values are texts, which name no kind of posting."""

MOST_FIELDS = 120
VALUES = (60, 40, 25, 15, 8, 4, 0)
"""Values of each field, as many as the budget allows."""

_UNSHOWN = frozenset({"text", "posted", "closes", "first_seen", "last_seen"})


def shown(question: str, catalogue: Catalogue) -> str:
    """The question and the catalogue, each in a fence that no text within can close."""
    return f"<catalogue>\n{_fields(question, catalogue)}\n</catalogue>\n{_fenced(question)}"


def _fenced(question: str) -> str:
    return f"<question>\n{_json(question)}\n</question>"


def _fields(question: str, catalogue: Catalogue) -> str:
    asked = _words(question)
    dimensions = catalogue.dimensions[:MOST_FIELDS]
    values = [_values(each, asked) for each in dimensions]
    told = ""
    for most in VALUES:
        told = "\n".join(
            _json(_field(each, own[:most])) for each, own in zip(dimensions, values, strict=True)
        )
        if len(told) <= BUDGET:
            return told
    return told[:BUDGET].rpartition("\n")[0]


def _field(dimension: Dimension, values: Sequence[str]) -> dict[str, object]:
    told: dict[str, object] = {"field": dimension.name, "means": dimension.label[:LONGEST_VALUE]}
    told["stated"] = dimension.stated
    if dimension.numeric:
        told["figures"] = True
    return told | ({"values": values} if values else {})


def _values(dimension: Dimension, asked: frozenset[str]) -> list[str]:
    """The values that share a word with the question, then the commonest."""
    if dimension.name in _UNSHOWN or _tells_each_apart(dimension):
        return []
    values = [value for value, _ in dimension.values if len(value) <= LONGEST_VALUE]
    return sorted(values, key=lambda value: not asked & _words(value))[: VALUES[0]]


def _tells_each_apart(dimension: Dimension) -> bool:
    """Whether nearly every posting has a value of its own: an id, an address, a time."""
    is_long = dimension.distinct > FEW_VALUES and dimension.distinct > 0.6 * dimension.stated
    return is_long and dimension.name.startswith(COLUMN)


def _words(text: str) -> frozenset[str]:
    return frozenset(_singulars(fold(text).split()))


def _singulars(words: Iterable[str]) -> Iterable[str]:
    return (singular(word) for word in words if len(word) > 2)


def _json(value: object) -> str:
    """One line of JSON without angle brackets, which only the fences have."""
    line = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return line.replace("<", "\\u003c").replace(">", "\\u003e")
