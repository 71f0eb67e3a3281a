"""What a plan came to, as a person says it; every figure is one of the computed rows'."""

from collections.abc import Iterator, Sequence
from datetime import date

from assistant.analysis.plan import Plan
from corpus.queries import ADVERTISEMENTS, AnyOf, Computed, Condition, PostingQuery, Value

SIGNS = {"USD": "$", "GBP": "£", "EUR": "€", "INR": "₹", "JPY": "¥"}
PER = {"HOUR": "an hour", "DAY": "a day", "WEEK": "a week", "MONTH": "a month", "YEAR": "a year"}
PAY_MIDPOINTS = "Pay is the midpoint of the stated bounds, before tax and as advertised."
PAY_BOUNDS = "Pay is from the lowest bound stated to the highest, before tax and as advertised."
PAY_COMPARED = (
    "Pay is compared by the midpoint of its bounds; postings that state none, or another currency "
    "or period, do not pass."
)
THIN = 10
"""Fewer stated values than these and a median is called thin."""

COUNTED = "postings"
"""The column that says how many postings a figure is of."""

PERIODS = frozenset({"week", "month", "quarter", "year"})
NOT_VACANCIES = "Postings are not vacancies: one may stand for several jobs, or for none."
FIGURES = {"median": "median", "mean": "average", "quantiles": "median", "range": "range"}


def said(plan: Plan, computed: Computed) -> str:
    """The answer in a sentence or two, without markup."""
    query = plan.query
    if query.groups:
        return _compared(query, computed)
    if query.by in PERIODS:
        return _over_time(query, computed)
    if query.by:
        return _ranked(query, computed)
    return _SAYING[query.measure](query, computed)


def caveats(plan: Plan, computed: Computed) -> tuple[str, ...]:
    """What a reader has to know before quoting the figure."""
    query = plan.query
    found = [*plan.assumed]
    if query.measure in {"count", "distinct", "share"} or query.by in PERIODS:
        found.append(NOT_VACANCIES)
    if query.measure in FIGURES and 0 < computed.n < THIN:
        found.append(f"Thin sample: only {_several(computed.n, 'posting')} bear this figure.")
    found += _on_values(query)
    if computed.left_out:
        reasons = ", ".join(f"{count:,} ({why})" for why, count in computed.left_out.items())
        found.append(f"Stated but not used: {reasons}.")
    if computed.total > computed.unique:
        found.append(
            f"{computed.total:,} advertisements come to {computed.unique:,} unique (posting "
            f"intensity {computed.total / computed.unique:.2f}); copies are counted once."
        )
    if query.by in PERIODS and len(computed.rows) < 3:
        found.append("Too few periods to speak of a trend.")
    return tuple(found)


def _on_values(query: PostingQuery) -> Iterator[str]:
    """What the compared or measured values are."""
    if query.value == "pay":
        yield PAY_BOUNDS if query.measure == "range" else PAY_MIDPOINTS
    if any(
        test.field == "pay" and test.values
        for any_of in (*query.where, *query.share)
        for test in any_of
    ):
        yield PAY_COMPARED
    if query.value == "days_open":
        yield "Days open run from the day posted to the day closed, or last seen."


def filters(query: PostingQuery) -> dict[str, str]:
    """The filters in words, by the field they test."""
    told: dict[str, str] = {}
    for any_of in (*query.where, *query.share):
        name = any_of[0].field.removeprefix("column:")
        told[name] = f"{told[name]}; {either(any_of)}" if name in told else either(any_of)
    for group in query.groups:
        told.setdefault("compared", "")
        told["compared"] = ", ".join(filter(None, (told["compared"], group.label)))
    if query.since:
        told["since"] = query.since.isoformat()
    if query.until:
        told["until"] = query.until.isoformat()
    return told


def figure(value: Value, query: PostingQuery, computed: Computed) -> str:
    """One figure as said: money with its currency, a share in percent, counts with commas."""
    if value is None or isinstance(value, bool):
        return "not stated" if value is None else str(value).lower()
    if isinstance(value, date | str):
        return str(value)
    if query.measure == "share":
        return f"{100 * value:.1f}%"
    return money(value, computed.currency) if is_money(query) else number(value)


def money(amount: float, currency: str | None) -> str:
    """An amount with its currency: "$182,000", "CHF 9.50"."""
    sign = SIGNS.get(currency or "", f"{currency} " if currency else "")
    amount = round(amount, 2)
    digits = 0 if float(amount).is_integer() else 2
    return f"{sign}{amount:,.{digits}f}"


def number(value: float) -> str:
    """A number without needless decimals."""
    return f"{value:,.0f}" if float(value).is_integer() else f"{value:,.2f}"


# One figure


def _count(query: PostingQuery, computed: Computed) -> str:
    (row,) = computed.rows
    if query.value == ADVERTISEMENTS:
        matching = _matching(query)
        return (
            f"There are {number(_number(row[0]))} advertisements{matching}, copies included; they "
            f"come to {_several(computed.unique, 'unique posting')}."
        )
    copies = f", {computed.total:,} with copies" if computed.total > computed.unique else ""
    if not _is_filtered(query):
        return f"There are {_several(row[0], 'unique posting')}{copies}."
    verb = "matches" if row[0] == 1 else "match"
    if not query.where:
        verb = "was" if row[0] == 1 else "were"
    return (
        f"{number(_number(row[0]))} of {_several(computed.of, 'unique posting')} {verb} "
        f"{within(query)}{copies}."
    )


def _share(query: PostingQuery, computed: Computed) -> str:
    (row,) = computed.rows
    of = f"{computed.n:,} of {_several(computed.of, 'unique posting')}{_matching(query)}"
    return f"{100 * _number(row[0]):.1f}% ({of}) match {_all(query.share)}."


def _distinct(query: PostingQuery, computed: Computed) -> str:
    (row,) = computed.rows
    named = f"{_several(row[0], 'different ' + _plural_of(query.value, row[0]), plural='')}"
    base = f"{_several(computed.n, 'unique posting')}"
    return f"{named} among {base}{_matching(query)}."


def _statistic(query: PostingQuery, computed: Computed) -> str:
    (row,) = computed.rows
    if not computed.n or row[0] is None:
        return f"None of {_several(computed.of, 'unique posting')} states a usable figure."
    name = f"The {FIGURES[query.measure]} {measured(query)} is"
    said_figure = f"{figure(row[0], query, computed)}{_per(query, computed)}"
    return f"{name} {said_figure} ({_basis(query, computed)})."


def _spread(query: PostingQuery, computed: Computed) -> str:
    (row,) = computed.rows
    if not computed.n:
        return f"None of {_several(computed.of, 'unique posting')} states a usable figure."
    told = {
        name: figure(value, query, computed)
        for name, value in zip(computed.columns, row, strict=True)
        if name != COUNTED
    }
    what, basis = measured(query), _basis(query, computed)
    if query.measure == "range":
        runs = f"runs from {told['lowest']} to {told['highest']}{_per(query, computed)}"
        return f"{what[:1].upper()}{what[1:]} {runs} ({basis})."
    figures = ", ".join(f"{name} {value}" for name, value in told.items())
    return f"{what[:1].upper()}{what[1:]}{_per(query, computed)}: {figures} ({basis})."


_SAYING = {
    "count": _count,
    "share": _share,
    "distinct": _distinct,
    "median": _statistic,
    "mean": _statistic,
    "quantiles": _spread,
    "range": _spread,
}


# Several


def _ranked(query: PostingQuery, computed: Computed) -> str:
    if not computed.rows:
        return f"None of {_several(computed.of, 'unique posting')} states a {_label(query.by)}."
    first = computed.rows[0]
    place = computed.columns.index(_figure_column(computed))
    best = first[place]
    tied = [row for row in computed.rows if row[place] == best]
    names = " and ".join(str(row[0]) for row in tied[:3]) + (" and others" if len(tied) > 3 else "")
    end = "fewest" if query.ascending else "most"
    if query.measure in FIGURES:
        end = "lowest" if query.ascending else "highest"
    among = f" among those{_matching(query)}" if _is_filtered(query) else ""
    what = f"{FIGURES[query.measure]} {measured(query)}" if query.measure in FIGURES else "postings"
    has = "have" if len(tied) > 1 else "has"
    said_figure = f"{figure(best, query, computed)}{_per(query, computed)}"
    return f"By {_label(query.by)}, {names} {has} the {end} {what}{among}: {said_figure}."


def _over_time(query: PostingQuery, computed: Computed) -> str:
    if not computed.rows:
        return "No posting of that kind says when it was posted."
    first, last = computed.rows[0], computed.rows[-1]
    what = f"{FIGURES[query.measure]} {measured(query)}" if query.measure in FIGURES else "postings"
    begin, end = (figure(row[1], query, computed) for row in (first, last))
    return (
        f"By {query.by}, {what}{_matching(query)} went from {begin} in "
        f"{when(first[0], query.by)} to {end} in {when(last[0], query.by)} "
        f"({_several(computed.n, 'unique posting')})."
    )


def _compared(query: PostingQuery, computed: Computed) -> str:
    place = computed.columns.index(_figure_column(computed))
    told = "; ".join(f"{row[0]} {figure(row[place], query, computed)}" for row in computed.rows)
    what = (
        f"{FIGURES[query.measure]} {measured(query)}{_per(query, computed)}"
        if query.measure in FIGURES
        else "unique postings"
    )
    return f"{what[:1].upper()}{what[1:]}: {told}."


def _figure_column(computed: Computed) -> str:
    return computed.columns[1] if len(computed.columns) > 1 else computed.columns[0]


# Words


def within(query: PostingQuery) -> str:
    """A query's filters in words; empty where it has none."""
    *first, last = [*dict.fromkeys(map(either, query.where)), *_window(query)] or [""]
    return f"{', '.join(first)} and {last}" if first else last


def _window(query: PostingQuery) -> list[str]:
    if query.since and query.until:
        return [f"posted from {query.since} to {query.until}"]
    if query.since:
        return [f"posted since {query.since}"]
    return [f"posted until {query.until}"] if query.until else []


def _all(where: Sequence[AnyOf]) -> str:
    return " and ".join(map(either, where))


def either(any_of: AnyOf) -> str:
    """Conditions of which one has to pass, in words."""
    return " or ".join(map(_condition, any_of))


def _condition(condition: Condition) -> str:
    is_said = condition.operator == "stated" or not condition.negated
    return (
        condition.said
        if is_said or condition.said.startswith("a currency")
        else f"not {condition.said}"
    )


def _matching(query: PostingQuery) -> str:
    if not query.where:
        return f" {within(query)}" if _is_filtered(query) else ""
    return f" matching {within(query)}"


def _per(query: PostingQuery, computed: Computed) -> str:
    return f" {PER[computed.unit]}" if is_money(query) and computed.unit else ""


def _is_filtered(query: PostingQuery) -> bool:
    return bool(query.where or query.since or query.until)


def _basis(query: PostingQuery, computed: Computed) -> str:
    lacking = f"; {computed.without_value:,} state none" if computed.without_value else ""
    return f"{computed.n:,} of {_several(computed.of, 'unique posting')}{_matching(query)}{lacking}"


def measured(query: PostingQuery) -> str:
    """What a figure is of, in words."""
    names = {
        "pay": "stated pay",
        "pay_minimum": "lowest stated pay",
        "pay_maximum": "highest stated pay",
        "days_open": "days open",
    }
    return names.get(query.value, _label(query.value))


def _label(name: str) -> str:
    return name.removeprefix("column:").replace("_", " ")


def _plural_of(name: str, count: Value) -> str:
    label = {"locality": "city", "region": "region"}.get(name, _label(name))
    if count == 1:
        return label
    return label[:-1] + "ies" if label.endswith("y") else f"{label}s"


def is_money(query: PostingQuery) -> bool:
    """Whether a query's figures are sums of money."""
    return query.measure in FIGURES and query.value.startswith("pay")


def when(value: Value, by: str) -> str:
    """The period that begins on a day, as a person says it."""
    day = value if isinstance(value, date) else None
    if day is None:
        return str(value)
    words = {
        "month": f"{day:%B %Y}",
        "quarter": f"Q{(day.month + 2) // 3} {day.year}",
        "year": str(day.year),
    }
    return words.get(by, f"the week of {day}")


def _several(count: Value, noun: str, *, plural: str = "s") -> str:
    return f"{number(_number(count))} {noun}{'' if count == 1 else plural}"


def _number(value: Value) -> float:
    return float(value) if isinstance(value, int | float) else 0.0
