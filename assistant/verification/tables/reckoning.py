"""The figures of a claim, each accounted for by cells, sums, differences and shares of a table."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise
from operator import eq, gt, lt

from assistant.verification.evidence import Finding, Stance
from assistant.verification.figures import Figure, figures
from assistant.verification.tables.linking import Linked
from assistant.verification.tables.programs import plain_rows
from assistant.verification.tables.scope import Scope, is_dated, is_figured, lists, says, scope
from assistant.verification.tables.words import Token
from corpus.documents import Span

HUNDRED = 100.0
ROUNDED = 0.06
"""How far “about” may be from a value, as a share of it; a worded fraction twice as far."""

OF_ANOTHER_PERIOD = "The table gives amounts per"
MOST_COUNTED = 60
SMALLEST_TOTAL = 20
FEW = 12
"""A smaller figure may count what the table does not have."""

_PERIODS = {
    "YEAR": r"per (?:year|annum)|a year|annual|yearly|pro jahr|jährlich|par an\b|al año",
    "MONTH": r"per month|a month|monthly|pro monat|monatlich|par mois|al mes",
    "WEEK": r"per week|a week|weekly|pro woche",
    "DAY": r"per day|a day|daily|pro tag",
    "HOUR": r"per hour|an hour|hourly|pro stunde|par heure",
}
_PERIOD = re.compile(
    "|".join(rf"(?P<{name}>\b(?:{said}))" for name, said in _PERIODS.items()), re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Reading:
    """One value that a table gives for what a claim asks, and the sentence that tells it."""

    how: str
    value: float
    told: str
    is_share: bool = False
    cell: Span | None = None


def reckoned(claim: Linked, around: str) -> Finding | None:
    """Whether a table gives all figures of a claim; None where it has none or cannot tell.

    `around` are the words that stand beside the table.
    """
    meant = scope(claim)
    if meant is None or not (meant.is_row_named or meant.is_whole):
        return None
    asked = [one for one in figures(claim.claim) if not _is_name(claim, meant, one)]
    asked = [one for one in asked if not _counts_rows(claim, meant, one)]
    if not asked:
        return _moved(claim, meant)
    findings = [_accounted(claim, meant, one, around) for one in asked]
    for stance in ("differs", "lacks"):
        found = next((one for one in findings if one.stance == stance), None)
        if found:
            return found
    because = any(token.word in lists()["because"] for token in claim.tokens)
    return None if because else max(findings, key=lambda one: len(one.reason))


def _is_name(claim: Linked, meant: Scope, figure: Figure) -> bool:
    """Whether a figure is a part of a row's or a column's name, or a rank."""
    at = [n for n, t in enumerate(claim.tokens) if figure.span.start <= t.span.start]
    first = at[0] if at else -1
    named = any(
        one.start < first < one.end and one.column in meant.columns for one in claim.namings
    )
    return figure.unit in ("ordinal", "duration") or first in meant.labels or named


def _counts_rows(claim: Linked, meant: Scope, figure: Figure) -> bool:
    """Whether a figure says how many rows there are: “the four districts”."""
    if figure.unit != "count" or figure.low > MOST_COUNTED or not figure.worded:
        return False
    return figure.low in (len(meant.rows), len(plain_rows(claim.table))) or (
        len(meant.rows) == 1 and figure.low == 2
    )


def _accounted(claim: Linked, meant: Scope, figure: Figure, around: str) -> Finding:
    """A figure with what the table says of it."""
    span = _span(claim, meant.rows)
    if figure.unit in ("percent", "points") and _has_shares(claim):
        # Which share of what a column of shares gives is for the weighed evidence to tell.
        return Finding("table", "agrees", figure.text, "", span)
    period = _period(claim, around)
    if figure.unit == "money" and figure.period and period and figure.period != period:
        told = f"{OF_ANOTHER_PERIOD} {period.lower()}, not per {figure.period.lower()}."
        return Finding("table", "differs", figure.text, told, span)
    readings = list(_readings(claim, meant, figure))
    wanted = _wanted(claim, meant, figure)
    held = [one for one in readings if one.how in wanted or one.how == "cell"]
    fitting = [one for one in held if _fits(figure, one.value, is_share=one.is_share)]
    if fitting:
        told = fitting[0].told + "." if fitting[0].how != "cell" else ""
        return Finding("table", "agrees", figure.text, told, span)
    return _unheld(claim, meant, figure, [one for one in readings if one.how == wanted[0]])


def _unheld(claim: Linked, meant: Scope, figure: Figure, readings: Sequence[Reading]) -> Finding:
    """What is told of a figure that nothing worked out comes to."""
    span = _span(claim, meant.rows)
    if _stands_in(claim, meant, figure):
        return Finding("table", "agrees", figure.text, "", span)
    expected = [one for one in readings if _is_meant(figure, one)]
    if len(expected) == 1 and meant.columns and not figure.is_range:
        told = f"{expected[0].told}, not {figure.text}."
        return Finding("table", "differs", figure.text, told, expected[0].cell or span)
    return Finding("table", "lacks", figure.text, f"The table does not give {figure.text}.", span)


def _has_shares(claim: Linked) -> bool:
    return any(
        column.kind == "percent" or "share" in column.name.lower() or "percent" in column.name
        for column in claim.table.columns
    )


def _stands_in(claim: Linked, meant: Scope, figure: Figure) -> bool:
    """Whether a figure is a part of any cell of the rows, or of a column's name."""
    within = range(figure.span.start, figure.span.end)
    cells = any(
        one.rows & set(meant.rows) and claim.tokens[one.start].span.start in within
        for one in claim.mentions
        if one.numeric
    )
    return cells or any(claim.tokens[one.start].span.start in within for one in claim.namings)


def _is_meant(figure: Figure, reading: Reading) -> bool:
    """Whether a figure may be meant for what was worked out: small ones count other things."""
    if reading.how == "total":
        return figure.low >= SMALLEST_TOTAL and figure.low >= reading.value / 2
    return reading.how != "gap" and (reading.is_share or figure.low > FEW)


def _period(claim: Linked, around: str) -> str:
    """The unit of time that amounts of a table are for; empty where none is said."""
    names = " ".join(column.name for column in claim.table.columns)
    found = {one.lastgroup or "" for one in _PERIOD.finditer(f"{names} {around}")}
    return found.pop() if len(found) == 1 else ""


def _wanted(claim: Linked, meant: Scope, figure: Figure) -> tuple[str, ...]:
    """What a claim's words ask to be worked out, the likeliest first."""
    moves = says(claim, "rising") or says(claim, "falling")
    if figure.unit in ("percent", "times", "points"):
        return ("move", "gap") if moves and not _bounds(claim) else ("part",)
    if moves and figure.move != "to" and not _bounds(claim):
        return ("gap",) if len(meant.rows) == 2 else ("move",)
    if says(claim, "mean") and len(meant.rows) > 1:
        return ("mean", "total")
    return ("total", "many") if len(meant.rows) > 1 else ("one", "many")


def _bounds(claim: Linked) -> bool:
    """Whether each “more” or “fewer” of a claim only bounds a figure: “more than half”."""
    moves = [
        n
        for n, token in enumerate(claim.tokens)
        if token.word in lists()["rising"] | lists()["falling"]
    ]
    following = [claim.tokens[n + 1 : n + 2] for n in moves]
    after = [claim.tokens[n + 2 : n + 3] for n in moves]
    return all(
        one and one[0].word == "than" and two and _is_part(two[0], claim)
        for one, two in zip(following, after, strict=True)
    )


def _is_part(token: Token, claim: Linked) -> bool:
    """Whether a figure or a fraction stands here: “half”, “a third”."""
    return token.number is not None or any(
        one.worded and one.span.start <= token.span.start < one.span.end
        for one in figures(claim.claim)
    )


def _readings(claim: Linked, meant: Scope, figure: Figure) -> Iterator[Reading]:
    columns = _columns(claim, meant, figure)
    named = _of(claim, meant)
    for column in columns:
        held = claim.table.columns[column]
        values = _values(claim, meant.rows, column)
        for value in values:
            yield Reading("cell", value, f"{named} “{held.name}” is {_shown(value)}")
        if len(values) == 1 and len(meant.rows) == 1:
            cell = claim.table.rows[meant.rows[0]].cells[column]
            told = f"{named} “{held.name}” is {cell.text}"
            yield Reading("one", values[0], told, cell=cell.span)
            yield Reading(
                "many", 2 * values[0], f"Twice {_shown(values[0])} is {_shown(2 * values[0])}"
            )
        yield from _joined(claim, meant, column, values)
    for one, other in combinations(columns, 2):
        if is_dated(claim.table.columns[one]) and is_dated(claim.table.columns[other]):
            yield from _move(claim, meant, (one, other), figure)


def _columns(claim: Linked, meant: Scope, figure: Figure) -> tuple[int, ...]:
    """The columns whose values a figure may be: those named, or all of its kind."""
    table = claim.table
    fitting = [n for n, column in enumerate(table.columns) if is_figured(column)]
    if figure.unit == "money":
        fitting = [n for n in fitting if table.columns[n].kind in ("money", "number")]
    if figure.unit == "count":
        fitting = [n for n in fitting if table.columns[n].kind == "number"]
    return tuple(n for n in meant.columns if n in fitting) or tuple(fitting)


def _values(claim: Linked, rows: Sequence[int], column: int) -> list[float]:
    held = claim.table.columns[column]
    return [v * held.scale for row in rows if (v := held.values[row]) is not None]


def _joined(claim: Linked, meant: Scope, column: int, values: Sequence[float]) -> Iterator[Reading]:
    """A column's sum, mean, difference and share."""
    name = f"column “{claim.table.columns[column].name}”"
    whole = sum(_values(claim, sorted(plain_rows(claim.table)), column))
    total = sum(values)
    where = f"In {len(values)} rows the {name}" if meant.is_row_named else f"The {name}"
    if len(values) > 1:
        yield Reading("total", total, f"{where} adds up to {_shown(total)}")
        yield Reading(
            "mean", total / len(values), f"The mean of the {name} is {total / len(values):,.6g}"
        )
    if len(values) == 2:
        one, other = values
        yield Reading(
            "gap", abs(one - other), f"In the {name} it is {_shown(one)} against {_shown(other)}"
        )
    if meant.is_row_named and whole > 0:
        share = HUNDRED * total / whole
        told = f"That is {_shown(total)} of {_shown(whole)} in the {name}, {share:.1f}%"
        yield Reading("part", share, told, is_share=True)


def _move(
    claim: Linked, meant: Scope, columns: tuple[int, int], figure: Figure
) -> Iterator[Reading]:
    """How far the rows' sum went from one year's column to another's."""
    before, after = (sum(_values(claim, meant.rows, column)) for column in columns)
    told = f"{_of(claim, meant)}s went from {_shown(before)} to {_shown(after)}"
    falls, rises = says(claim, "falling"), says(claim, "rising")
    wrong_way = (falls and not rises and after > before) or (rises and not falls and after < before)
    if figure.unit in ("percent", "times") and before:
        change = HUNDRED * abs(after - before) / before
        value = change if figure.unit == "percent" else after / before
        told = f"{told}, a change of {HUNDRED * (after - before) / before:+.1f}%"
        yield Reading("move", -1 if wrong_way else value, told, figure.unit == "percent")
    else:
        yield Reading("move", -1 if wrong_way else abs(after - before), told)


def _fits(figure: Figure, value: float, *, is_share: bool) -> bool:
    """Whether a figure says a value, as exactly as it is given."""
    if is_share != (figure.unit in ("percent", "points")) or figure.is_range:
        return False
    if figure.exactness in ("over", "at least"):
        return value >= figure.low
    if figure.exactness in ("under", "at most"):
        return value <= figure.low
    return abs(value - figure.low) <= _tolerance(figure, is_share=is_share)


def _tolerance(figure: Figure, *, is_share: bool) -> float:
    """How far from a value a figure may be that is given as exactly as this."""
    if figure.exactness != "exact" or figure.worded:
        return ROUNDED * abs(figure.low) * (1 + figure.worded)
    step = min(figure.step, 1.0) if is_share else min(figure.step, abs(figure.low) / HUNDRED)
    return step / 2 + 1e-9


def _moved(claim: Linked, meant: Scope) -> Finding | None:
    """A claim without figures: whether values of several years rose, fell or stayed the same."""
    dated = _dated(claim, meant)
    ways = [name for name in ("rising", "falling", "same") if says(claim, name)]
    if len(ways) != 1 or len(dated) < 2 or len(meant.rows) != 1:
        return None
    values = [sum(_values(claim, meant.rows, column)) for column in dated]
    held = all(_WAYS[ways[0]](one, other) for one, other in pairwise(values))
    if ways == ["same"] and not says(claim, "steady"):
        held = not held
    told = f"{_of(claim, meant)}s are {', then '.join(map(_shown, values))}."
    stance: Stance = "agrees" if held else "differs"
    return Finding("table", stance, claim.claim, told, _span(claim, meant.rows))


_WAYS = {"rising": lt, "falling": gt, "same": eq}


def _dated(claim: Linked, meant: Scope) -> list[int]:
    """The columns of several years that a claim is about: those it names, or all."""
    columns = claim.table.columns
    named = [n for n in meant.columns if is_dated(columns[n])]
    every = [n for n, column in enumerate(columns) if is_figured(column) and is_dated(column)]
    return named if len(named) > 1 else every


def _of(claim: Linked, meant: Scope) -> str:
    """How a reason begins: where its columns stand."""
    if len(meant.rows) == 1:
        return f"In the row “{claim.table.rows[meant.rows[0]].cells[0].text}” the column"
    return f"In {len(meant.rows)} rows together the column"


def _shown(value: float) -> str:
    return f"{value:,.10g}"


def _span(claim: Linked, rows: Sequence[int]) -> Span:
    held = [claim.table.rows[row].span for row in rows]
    return Span(held[0].start, held[-1].end)
