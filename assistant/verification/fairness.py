"""Whether one figure is a fair way to say another: rounding, bounds and ranges."""

import math
from collections.abc import Mapping
from dataclasses import replace
from typing import Literal

from assistant.retrieval.words import terms
from assistant.verification.figures import Figure
from assistant.verification.quantities import Exactness

Fit = Literal["same", "loose", "bound", "off"]
"""How a claim's figure fits a source's.

`same`: a fair way to say it; `loose`: true, though it says less or drops a bound; `bound`: the
number is the source's, the bound is not; `off`: another number.
"""

_TINY = 1e-6
_SHORT_OF = 0.07  # "nearly 40,000" may be said of 37,200, not of 36,000
_TWO_DIGITS = 10
_SHORT_OF_A_FRACTION = 0.08  # "almost a third" may be said of 31%
_ABOUT = 0.07  # "about 700" may be said of 738
_ABOUT_A_FRACTION = 0.1  # "about a third" of 36%
_ABOUT_A_RANGE = 0.05
_ONE_DIGIT = 0.02  # "2 million" of 1,960,000; "30,000" of 31,243 needs an "about"
_OF_A_SPAN = 0.02  # 52 weeks are a year, and 90 days three months
_OF_A_MULTIPLE = 0.05
_FAR_OVER = 1.1
_TOP = frozenset(terms("top highest maximum max ceiling"))
_BOTTOM = frozenset(terms("bottom lowest minimum min floor starting"))
_MIDDLE = frozenset(terms("average averages mean median midpoint typical typically"))
"""Stems of words that name one end of a range, or what is within it."""

_SAYS_LESS: Mapping[Exactness, frozenset[Exactness]] = {
    "exact": frozenset(("about", "nearly", "over", "under", "at least", "at most")),
    "nearly": frozenset(("exact", "about")),
    "at least": frozenset(("exact", "about")),
    "at most": frozenset(("exact", "about", "nearly", "under")),
}
"""By the bound that a claim puts on a source's number: the source's own that it does not deny."""

_SAYS_THE_SAME: Mapping[Exactness, frozenset[Exactness]] = {
    "about": frozenset(("exact", "nearly", "over", "under", "at least", "at most")),
    "over": frozenset(("at least",)),
    "at least": frozenset(("over",)),
    "under": frozenset(("nearly",)),
    "nearly": frozenset(("under",)),
}
"""By the bound that a claim puts on a source's number: the source's own that mean as much."""


def fit(claim: Figure, evidence: Figure) -> Fit:
    """How well a claim's figure says a source's, both in one unit."""
    evidence = in_measure_of(evidence, claim)
    if claim.exactness == "vague" or evidence.exactness == "vague":
        return _vague(claim, evidence)
    if claim.is_range or evidence.is_range:
        return _between(claim, evidence)
    if abs(_distance(claim, evidence.low)) <= _room(claim) and evidence.exactness != "exact":
        return _bounded(claim, evidence)
    return _single(claim, evidence.low)


def in_measure_of(one: Figure, other: Figure) -> Figure:
    """A figure in the physical unit of another that measures the same thing."""
    mine, its = one.measure, other.measure
    if mine is None or its is None or mine.family != its.family or mine.size == its.size:
        return one
    by = mine.size / its.size
    return replace(one, low=one.low * by, high=one.high * by, step=one.step * by, measure=its)


def _vague(claim: Figure, evidence: Figure) -> Fit:
    """For 40 it is fair to say "dozens"; "40" says more than "dozens" does."""
    if claim.exactness != "vague":
        return "bound" if evidence.low <= claim.low <= evidence.high else "off"
    return "same" if claim.low <= evidence.low and evidence.high <= claim.high else "off"


def _between(claim: Figure, evidence: Figure) -> Fit:
    if claim.is_range and evidence.is_range:
        low, high = _distance(claim, evidence.low), evidence.high - claim.high
        room = max(_room(claim), _ABOUT_A_RANGE * claim.high * (claim.exactness == "about"))
        return "same" if abs(low) <= room and abs(high) <= room else "off"
    if claim.is_range:
        return "bound" if claim.low <= evidence.low <= claim.high else "off"
    return _one_end(claim, evidence)


def _one_end(claim: Figure, evidence: Figure) -> Fit:
    """One number for a range: an end that is named as such, or else a number within it."""
    ends: Mapping[Exactness, float] = {
        "at least": evidence.low,
        "over": evidence.low,
        "at most": evidence.high,
        "under": evidence.high,
        "nearly": evidence.high,
    }
    end = ends.get(_end_named(claim))
    if end is not None:
        return _at_an_end(claim, evidence, end)
    is_an_end = any(abs(claim.low - one) <= _room(claim) for one in (evidence.low, evidence.high))
    if is_an_end and not claim.near & _MIDDLE:
        return "loose"
    return "bound" if evidence.low <= claim.low <= evidence.high else "off"


def _end_named(claim: Figure) -> Exactness:
    """The bound that a claim puts on its figure, by its own words or by its noun: "top pay"."""
    if claim.exactness == "exact" and claim.near & _TOP:
        return "at most"
    return "at least" if claim.exactness == "exact" and claim.near & _BOTTOM else claim.exactness


def _at_an_end(claim: Figure, evidence: Figure, end: float) -> Fit:
    if abs(claim.low - end) <= _room(claim):
        return "same"
    return "bound" if evidence.low < claim.low < evidence.high else "off"


def _bounded(claim: Figure, evidence: Figure) -> Fit:
    """One number with a bound on each side: "over 500" is not "nearly 500"."""
    if claim.exactness == evidence.exactness:
        return "same"
    if evidence.exactness in _SAYS_THE_SAME.get(claim.exactness, ()):
        return "same"
    if evidence.exactness in _SAYS_LESS.get(claim.exactness, ()):
        return "loose"
    return "bound"


def _single(claim: Figure, value: float) -> Fit:
    stated = claim.low
    over = _distance(claim, value)
    if claim.exactness in ("over", "under") and abs(over) <= _TINY * max(1.0, abs(stated)):
        return "bound"
    if not _is_fair(claim, over):
        return "off"
    far = claim.exactness in ("over", "at least") and value > stated * _FAR_OVER
    short = claim.exactness in ("under", "at most") and value < stated / _FAR_OVER
    return "loose" if far or short else "same"


def _distance(claim: Figure, value: float) -> float:
    """How far a source's number lies above a claim's, whichever way of the two says a fall."""
    if claim.low < 0 <= value or value < 0 <= claim.low:
        return abs(value) - abs(claim.low)
    return value - claim.low


def _is_fair(claim: Figure, over: float) -> bool:
    """Whether a source's number that lies so far above a claim's may be said as the claim does."""
    slack = _TINY * max(1.0, abs(claim.low))
    low, high = {
        "exact": (-_room(claim), _room(claim)),
        "about": (-_wide_room(claim), _wide_room(claim)),
        "nearly": (-_short(claim) * abs(claim.low), _room(claim) / 2),
        "over": (slack, math.inf),
        "under": (-math.inf, -slack),
        "at least": (-slack, math.inf),
        "at most": (-math.inf, slack),
        "vague": (math.inf, math.inf),
    }[claim.exactness]
    return low <= over <= high


def _room(claim: Figure) -> float:
    """How far the exact number may lie from one that is stated without "about"."""
    value = abs(claim.high)
    if _is_fraction(claim):
        return claim.step / 2
    if claim.unit in ("duration", "times"):
        share = _OF_A_SPAN if claim.unit == "duration" else _OF_A_MULTIPLE
        return share * value
    is_small = claim.unit in ("count", "ordinal") and value < 1_000 and claim.step >= 1
    return _TINY if is_small else _rounding(claim, value)


def _rounding(claim: Figure, value: float) -> float:
    """Half the last digit that is written; less where that is the only one."""
    if value < 1_000:
        return min(claim.step, 1.0) / 2
    digits = value / claim.step
    return claim.step / 2 if digits >= 10 else _ONE_DIGIT * value


def _short(claim: Figure) -> float:
    """How far below a "nearly" the exact number may lie, as a share of what is stated.

    That is less of a number with two digits that count: "nearly 65,000" is not said of 61,900.
    """
    if _is_fraction(claim):
        return _SHORT_OF_A_FRACTION
    digits = abs(claim.low) / claim.step if claim.step else 0
    return min(_SHORT_OF, 2 / digits) if digits >= _TWO_DIGITS else _SHORT_OF


def _is_fraction(claim: Figure) -> bool:
    """Whether a percentage is said as a part: "a third", "one in five"."""
    return claim.unit == "percent" and claim.worded and claim.step > 1


def _wide_room(claim: Figure) -> float:
    """How far it may lie from one that is stated with "about": half its last digit that counts.

    A last digit of 5 is often rounded to: "about 15%" may be said of 14%.
    """
    value = abs(claim.high)
    if _is_fraction(claim):
        return max(_room(claim), _ABOUT_A_FRACTION * value)
    ends_in_five = claim.step > 0 and round(value / claim.step) % 10 == 5
    half = claim.step if ends_in_five else claim.step / 2
    return max(_room(claim), min(half, _ABOUT * value))
