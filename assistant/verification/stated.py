"""Figures reckoned across units: a price for each, a yearly part, or from a claim's own figures."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations, permutations

from assistant.verification.arithmetic import Computed
from assistant.verification.fairness import fit
from assistant.verification.figure_words import DURATIONS
from assistant.verification.figures import Figure
from assistant.verification.subjects import alike

# $3,600 each; €90 per technician
_EACH = re.compile(r"(?: [a-z]+)? (?:each|apiece|a head|per [a-z]+|for (?:each|every) [a-z]+)\b")
# a year; per month; yearly
_TIME = re.compile(
    r"\b(?:(?:per|a|each|every) (?P<one>year|month|week)|(?P<its>yearly|monthly|weekly))\b(?! ago)",
    re.IGNORECASE,
)
_COMPARED = re.compile(r" (?:more|less|fewer|higher|lower|above|below)\b")
_FAR = 0.1  # a bound tells nothing of a number that is farther off


def from_stated(figure: Figure, claim: str, met: Sequence[Figure]) -> Computed | None:
    """A claim's figure as its own other ones give it, which the source has: `met` are those."""
    for one, two in combinations(met, 2):
        for value, how in _of_both(figure, claim, one, two):
            if found := _fitting(figure, value, (one, two), how):
                return found
    return None


def for_each(figure: Figure, claim: str, groups: Sequence[Sequence[Figure]]) -> Computed | None:
    """A claim's figure as an amount of one sentence over what it is for: years, or people."""
    is_each = figure.unit == "money" and _EACH.match(claim, figure.span.end)
    if not is_each and not _TIME.search(claim):
        return None
    for group in groups:
        for whole, by in permutations(group, 2):
            parts = _parts(figure, claim, whole, by)
            if parts and (
                found := _fitting(
                    figure, whole.low / parts, (whole, by), f"{whole.text} over {by.text}"
                )
            ):
                return found
    return None


def _of_both(figure: Figure, claim: str, one: Figure, two: Figure) -> Iterator[tuple[float, str]]:
    """What two figures give in the unit of a third, and how."""
    less, more = sorted((one, two), key=lambda each: each.low)
    is_share = figure.unit == "percent" and not _COMPARED.match(claim, figure.span.end)
    if is_share and alike(one, two) and one.unit in ("count", "money") and more.low > 0:
        yield 100 * less.low / more.low, f"{less.text} of {more.text}"
    for share, whole in permutations((one, two)):
        if share.unit == "percent" != whole.unit == figure.unit:
            yield share.low * whole.low / 100, f"{share.text} of {whole.text}"
        if share.unit == "count" and whole.unit == figure.unit == "money" and share.low > 0:
            yield share.low * whole.low, f"{share.text} times {whole.text}"


def _parts(figure: Figure, claim: str, whole: Figure, by: Figure) -> float | None:
    """By how much an amount is divided: the years it is for, or how many it is for."""
    if whole.unit != figure.unit or whole.period or by.unit not in ("count", "duration"):
        return None
    if not alike(replace(figure, period=None), whole):
        return None
    return _divided(figure, claim, by)


def _divided(figure: Figure, claim: str, by: Figure) -> float | None:
    if by.unit == "duration" and (each := _TIME.search(claim)):
        return by.low / DURATIONS[(each["one"] or each["its"].removesuffix("ly")).lower()] or None
    is_each = figure.unit == "money" and _EACH.match(claim, figure.span.end)
    return by.low or None if is_each and by.unit == "count" else None


def _fitting(
    figure: Figure, value: float, operands: tuple[Figure, ...], how: str
) -> Computed | None:
    result = replace(figure, low=value, high=value, exactness="exact")
    is_near = abs(value - figure.low) <= _FAR * abs(value)
    if is_near and fit(figure, result) in ("same", "loose"):
        return Computed(result, operands, how)
    return None
