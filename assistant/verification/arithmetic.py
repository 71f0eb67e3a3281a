"""Sums, differences, shares, changes and ratios of figures, where a claim's words ask for them."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from typing import Literal

from assistant.retrieval.words import terms
from assistant.verification.fairness import fit
from assistant.verification.figures import Figure
from assistant.verification.quantities import Unit
from assistant.verification.subjects import alike, shared

Operation = Literal["sum", "parts", "difference", "share", "change", "ratio"]

_GIVING: Mapping[Unit, Sequence[Operation]] = {
    "count": ("sum", "parts", "difference"),
    "money": ("sum", "difference"),
    "duration": ("sum", "difference"),
    "points": ("difference",),
    "percent": ("change", "share"),
    "times": ("ratio",),
    "ordinal": (),
}
MOST_FIGURES = 16
"""How many figures of a passage are tried in pairs: more than a paragraph states."""

NEARBY = 160
"""How far apart, in characters, two figures may stand to be taken together: about a sentence."""

_IN_TOTAL = re.compile(
    r"\b(?:total(?:led|ed|s|ling|ing)?|altogether|combined|together|sum|overall|in all)\b",
    re.IGNORECASE,
)
_APART = re.compile(
    r"\b(?:difference|gap|more|fewer|less|higher|lower|greater|increase|decrease|rose|fell|grew"
    r"|gained|lost|added|dropped|declined|rise|fall|growth|drop|decline|up|down|ahead|behind)\b",
    re.IGNORECASE,
)
_PART_OF_WHOLE = re.compile(r"\d (?:out )?of (?:the |all )?\d")
_SHARE = re.compile(r"\s(?:of|in)\b|\b(?:share|proportion|percentage|fraction)\b", re.IGNORECASE)
_CHANGED = re.compile(
    r"\b(?:rose|fell|grew|increase[ds]?|decrease[ds]?|declined?|dropped|climbed|up|down|growth"
    r"|rise|fall|gain(?:ed)?|jumped|surged|shrank|higher|lower|more|fewer|less|risen|grown|drop)\b",
    re.IGNORECASE,
)


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
    for operation in _asked(claim, claimed_in):
        for operands in _operands(operation, claim, related):
            if result := _OPERATIONS[operation](claim, operands):
                yield result


def agreeing(claim: Figure, claimed_in: str, evidence: Sequence[Figure]) -> Computed | None:
    """The reckoning that gives the claim's figure; None where none does."""
    results = computed(claim, claimed_in, evidence)
    return next((one for one in results if fit(claim, one.figure) in ("same", "loose")), None)


def _asked(claim: Figure, claimed_in: str) -> Iterator[Operation]:
    """The operations that a claim's words ask for, of those that give its unit."""
    asks: Mapping[Operation, bool] = {
        "sum": _IN_TOTAL.search(claimed_in) is not None,
        "parts": claim.unit == "count" and bool(claim.head),
        "difference": _APART.search(claimed_in) is not None,
        "change": claim.move == "by" or _CHANGED.search(claimed_in) is not None,
        "share": claim.move != "by" and _is_share(claim, claimed_in),
        "ratio": True,
    }
    return (operation for operation in _GIVING[claim.unit] if asks[operation])


def _is_share(claim: Figure, claimed_in: str) -> bool:
    """Whether a percentage is of something: "12% of postings", "one in eight postings"."""
    after = claimed_in[claim.span.end : claim.span.end + 30]
    says_of = _SHARE.match(after) or _PART_OF_WHOLE.search(claimed_in)
    return claim.worded or says_of is not None or "share" in claimed_in


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
        return alike(claim, figure) and figure.head == claim.head
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


def _sum(claim: Figure, operands: Sequence[Figure]) -> Computed | None:
    value = sum(figure.low for figure in operands)
    return _result(claim, value, operands, " + ".join(figure.text for figure in operands))


def _difference(claim: Figure, operands: Sequence[Figure]) -> Computed | None:
    less, more = sorted(operands, key=lambda figure: figure.low)
    return _result(claim, more.low - less.low, operands, f"{more.text} less {less.text}")


def _share(claim: Figure, operands: Sequence[Figure]) -> Computed | None:
    part, whole = sorted(operands, key=lambda figure: figure.low)
    if whole.unit == "percent":
        return None
    value = 100 * part.low / whole.low
    return _result(claim, value, operands, f"{part.text} of {whole.text}")


def _change(claim: Figure, operands: Sequence[Figure]) -> Computed | None:
    """A change in percent: from the figure said to be first, or else the earlier in the text."""
    first, last = sorted(operands, key=lambda figure: (figure.move == "to", figure.span.start))
    if first.low == last.low:
        return None
    value = 100 * abs(last.low - first.low) / first.low
    return _result(claim, value, operands, f"{first.text} to {last.text}")


def _ratio(claim: Figure, operands: Sequence[Figure]) -> Computed | None:
    less, more = sorted(operands, key=lambda figure: figure.low)
    one, other = (less, more) if claim.low < 1 else (more, less)
    return _result(claim, one.low / other.low, operands, f"{one.text} over {other.text}")


_OPERATIONS: Mapping[Operation, Callable[[Figure, Sequence[Figure]], Computed | None]] = {
    "sum": _sum,
    "parts": _sum,
    "difference": _difference,
    "share": _share,
    "change": _change,
    "ratio": _ratio,
}


def _result(claim: Figure, value: float, operands: Sequence[Figure], how: str) -> Computed:
    figure = replace(claim, low=value, high=value, exactness="exact", text=_written(claim, value))
    return Computed(figure, tuple(operands), how)


def _written(claim: Figure, value: float) -> str:
    """A computed value as a person writes it, in the claim's unit."""
    number = f"{value:,.0f}" if value == int(value) or value >= 1_000 else f"{value:,.1f}"
    units = {"percent": f"{number}%", "points": f"{number} points", "times": f"{number} times"}
    return units.get(claim.unit, number)
