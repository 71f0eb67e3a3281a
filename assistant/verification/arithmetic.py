"""Sums, differences, shares, changes and ratios of figures, and which of them a claim asks for."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from typing import Literal

from assistant.retrieval.words import terms
from assistant.verification.figure_words import WORDS, any_of
from assistant.verification.figures import Figure
from assistant.verification.quantities import Unit
from assistant.verification.subjects import alike, shared

Operation = Literal["sum", "parts", "difference", "before", "share", "change", "ratio"]

GIVING: Mapping[Unit, Sequence[Operation]] = {
    "count": ("sum", "parts", "difference", "before"),
    "money": ("sum", "difference", "before"),
    "duration": ("sum", "difference", "before"),
    "points": ("difference",),
    "percent": ("change", "share", "parts"),
    "times": ("ratio",),
    "ordinal": (),
}
MOST_FIGURES = 16
"""How many figures of a passage are tried in pairs: more than a paragraph states."""

NEARBY = 160
"""How far apart, in characters, two figures may stand to be taken together: about a sentence."""

_ASKS: Mapping[str, Sequence[str]] = WORDS["reckoning"]
_IN_TOTAL = re.compile(rf"\b(?:{any_of(_ASKS['sum'])})\b", re.IGNORECASE)
_MORE = re.compile(rf"\b(?:{any_of(_ASKS['more'])})\b", re.IGNORECASE)
_LESS = re.compile(rf"\b(?:{any_of(_ASKS['less'])})\b", re.IGNORECASE)
_APART = re.compile(rf"\b(?:{any_of(_ASKS['apart'])})\b", re.IGNORECASE)
_BEFORE = re.compile(rf"\b(?:{any_of(_ASKS['before'])}|(?:19|20)\d\d)\b", re.IGNORECASE)
_MORE_THAN = frozenset(terms("more higher longer above greater"))
_FEWER = frozenset(terms("fewer less lower shorter below"))
_COMPARED = re.compile(
    r" (?:[a-z]+ )?(?:as|less|more|fewer|lower|higher|faster|longer|shorter|smaller|larger)\b"
)
_BOUND = re.compile(r"\b(?:more|less|fewer|higher|lower) than (?:an? |the )?$", re.IGNORECASE)
_OF = re.compile(r" of (?:the |all )?[a-z]")
# 11,400 more offshore wind jobs than; 14,000 lower
_HOW_MUCH = re.compile(r" (?:[a-z-]+ ){0,2}?(?:more|fewer|less|higher|lower|above|below)\b")
_PART_OF_WHOLE = re.compile(r"\d (?:out )?of (?:the |all )?\d")
_SHARE = re.compile(r"\s(?:of|in)\b|\b(?:share|proportion|percentage|fraction)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Computed:
    """A figure that two or more of a source's give, and how it is reckoned from them."""

    figure: Figure
    operands: tuple[Figure, ...]
    how: str


def computed(claim: Figure, claimed_in: str, evidence: Sequence[Figure]) -> Iterator[Computed]:
    """What a source's figures give for a claim's, by the operations that its words ask for.

    Only figures are taken together that stand near each other, share a unit and a subject, and a
    word with the claim, so that no two unrelated ones make a figure by chance.
    """
    if not claim.near:  # "(75%)" is about what the words before its bracket are about
        claim = replace(claim, near=frozenset(terms(claimed_in)))
    related = [figure for figure in evidence if not figure.is_range][:MOST_FIGURES]
    for operation in asked(claim, claimed_in):
        for operands in _operands(operation, claim, related):
            value = reckoned(operation, claim, claimed_in, operands)
            if value is not None:
                yield result(operation, claim, value, operands)


def asked(claim: Figure, claimed_in: str) -> Iterator[Operation]:
    """The operations that a claim's words ask for, of those that give its unit."""
    said = _without_bound(claim, claimed_in)
    changes = any(words.search(said) for words in (_MORE, _LESS))
    is_of = _OF.match(claimed_in, claim.span.end) is not None
    asks: Mapping[Operation, bool] = {
        "sum": asks_for_a_sum(claimed_in),
        "parts": bool(claim.head) or claim.unit == "percent",
        "difference": changes or _APART.search(claimed_in) is not None,
        "before": False,
        "change": claim.move == "by" or (changes and not is_of),
        "share": claim.move != "by" and _is_share(claim, claimed_in),
        "ratio": True,
    }
    return (operation for operation in GIVING[claim.unit] if asks[operation])


def _without_bound(claim: Figure, claimed_in: str) -> str:
    """A claim without the "more than" that bounds its figure, which compares nothing."""
    before = _BOUND.sub(" ", claimed_in[: claim.span.start])
    return before + claimed_in[claim.span.start :]


def asks_for_a_difference(claim: Figure, claimed_in: str) -> bool:
    """Whether a claim's figure is how much more or less one is than another."""
    return _HOW_MUCH.match(claimed_in, claim.span.end) is not None


def _is_share(claim: Figure, claimed_in: str) -> bool:
    """Whether a percentage is of something: "12% of postings", "one in eight postings"."""
    after = claimed_in[claim.span.end : claim.span.end + 30]
    if _COMPARED.match(after):
        return False
    says_of = _SHARE.match(after) or _PART_OF_WHOLE.search(claimed_in)
    return claim.worded or says_of is not None or "share" in claimed_in


def asks_for_a_sum(claimed_in: str) -> bool:
    """Whether a claim says that its figure is of several together."""
    return _IN_TOTAL.search(claimed_in) is not None


def speaks_of_before(claimed_in: str) -> bool:
    """Whether a claim may be of a time before that of its source's figure."""
    return _BEFORE.search(claimed_in) is not None


def _operands(
    operation: Operation, claim: Figure, evidence: Sequence[Figure]
) -> Iterator[tuple[Figure, ...]]:
    fitting = [figure for figure in evidence if _is_operand(operation, claim, figure)]
    if (
        operation == "sum"
        and len(fitting) > 2
        and all(_of_one(fitting[0], other) for other in fitting)
    ):
        yield tuple(fitting)
    for one, two in combinations(fitting, 2):
        if _of_one(one, two) and _has_a_word_of(claim, one, two):
            yield one, two


def _is_operand(operation: Operation, claim: Figure, figure: Figure) -> bool:
    if operation == "difference" and claim.unit == "points":
        return figure.unit == "percent"
    if operation == "parts":
        return claim.unit == "count" and alike(claim, figure) and figure.head == claim.head
    if operation in ("sum", "difference"):
        return alike(claim, figure)
    return figure.unit in ("count", "money", "percent") and figure.low > 0


def _of_one(one: Figure, two: Figure) -> bool:
    """Whether two figures go together: near, in one unit, and of one thing or one move."""
    if not alike(one, two) or abs(one.span.start - two.span.start) > NEARBY:
        return False
    is_a_move = {one.move, two.move} == {"from", "to"}
    return is_a_move or bool(shared(one, two)) or not (one.of and two.of)


def _has_a_word_of(claim: Figure, one: Figure, two: Figure) -> bool:
    """Whether a claim's figure shares a word with either of two, as it is about both."""
    return bool(shared(claim, one) | shared(claim, two))


def reckoned(
    operation: Operation, claim: Figure, claimed_in: str, operands: Sequence[Figure]
) -> float | None:
    """What an operation gives for figures of a source; None where it gives nothing."""
    if operation in ("change", "before"):
        return _change(claimed_in, operands) if operation == "change" else _before(operands)
    if operation == "difference" and _before(operands) is not None:
        return None
    values = sorted(figure.low for figure in operands)
    if operation in ("sum", "parts", "difference"):
        return values[-1] - values[0] if operation == "difference" else sum(values)
    return _quotient(operation, claim, operands)


def _quotient(operation: Operation, claim: Figure, operands: Sequence[Figure]) -> float | None:
    less, more = sorted(figure.low for figure in operands)
    if less <= 0 or (operation == "share" and operands[0].unit == "percent"):
        return None
    if operation == "share":
        return 100 * less / more
    return less / more if claim.low < 1 else more / less


def _change(claimed_in: str, operands: Sequence[Figure]) -> float | None:
    """A change in percent, from what its words tell to be first, else in the text's order."""
    if before := _before(operands):
        return 100 * min(figure.low for figure in operands) / before
    rises, falls = _MORE.search(claimed_in), _LESS.search(claimed_in)
    if (rises is None) != (falls is None):
        first, last = sorted(operands, key=lambda figure: figure.low, reverse=falls is not None)
    else:
        first, last = sorted(operands, key=lambda one: (one.move == "to", one.span.start))
    return 100 * abs(last.low - first.low) / first.low if first.low not in (0, last.low) else None


def _before(operands: Sequence[Figure]) -> float | None:
    """What was before "45,000, 5,000 fewer than in 2024": the sum, or what is left of a rise."""
    change, last = sorted(operands, key=lambda figure: figure.low)
    is_change = change.move == "by" and last.move != "by" and not change.of
    if change.near & _FEWER or (is_change and change.falling):
        return last.low + change.low
    return last.low - change.low if is_change or change.near & _MORE_THAN else None


def result(
    operation: Operation, claim: Figure, value: float, operands: Sequence[Figure]
) -> Computed:
    """A reckoning told as a figure in the claim's unit."""
    figure = replace(claim, low=value, high=value, exactness="exact", text=_written(claim, value))
    return Computed(figure, tuple(operands), _told(operation, operands))


def _told(operation: Operation, operands: Sequence[Figure]) -> str:
    if operation in ("sum", "parts"):
        return " + ".join(figure.text for figure in operands)
    less, more = (figure.text for figure in sorted(operands, key=lambda figure: figure.low))
    tellings: Mapping[Operation, str] = {
        "difference": f"{more} less {less}",
        "before": f"{more} and {less}",
        "share": f"{less} of {more}",
        "change": f"{operands[0].text} to {operands[1].text}",
    }
    return tellings.get(operation, f"{more} over {less}")


def _written(claim: Figure, value: float) -> str:
    """A computed value as a person writes it, in the claim's unit."""
    if claim.unit == "duration":
        return f"{round(value):,} days"
    number = f"{value:,.0f}" if value == int(value) or value >= 1_000 else f"{value:,.1f}"
    if claim.unit == "money" and claim.text.startswith(("$", "£", "€")):
        return f"{claim.text[0]}{number}"
    units = {"percent": f"{number}%", "points": f"{number} points", "times": f"{number} times"}
    return units.get(claim.unit, number)
