"""What a plan over series came to, in a sentence whose figures are those of its rows."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from assistant.analysis.figures import Figures
from assistant.analysis.series_chart import series_chart
from assistant.analysis.series_names import adjustment, words
from assistant.analysis.series_refusals import label, place, when
from assistant.answers import Tally
from corpus.errors import UnanswerableQuery
from corpus.normalise import regions
from corpus.protocols import Warehouse
from corpus.queries import Catalogue, Computed, SeriesKind, SeriesMeasure, SeriesQuery, Value
from corpus.series import Scale

FEWEST_FOR_A_TREND = 3
NAMED = 10  # rows that a sentence names
NOT_A_COUNT = (
    "An index says how much, compared with its base; it is not a number of postings or jobs."
)
REVISED = "Published figures may be revised later; these are as they were ingested."
_UNITS: Mapping[Scale, str] = {"index": " index points", "percent": " percentage points"}

Row = Sequence[Value]


@dataclass(frozen=True, slots=True)
class _Told:
    """A plan's figures with the kind of series they are of."""

    query: SeriesQuery
    computed: Computed
    kind: SeriesKind

    @property
    def name(self) -> str:
        return label(self.kind)

    def of(self, row: Row, first: int, last: int) -> str:
        """For what a row is: "Texas (tx), total postings"; `last` counts from the row's end."""
        names = self.computed.columns[first : len(row) - last]
        values = row[first : len(row) - last]
        return ", ".join(
            _shown(self.kind, *pair) for pair in zip(names, map(str, values), strict=True)
        )

    def subject(self, row: Row, first: int, last: int) -> str:
        """The series a row is of: "the unemployment rate for Kings"."""
        of = self.of(row, first, last)
        return f"the {self.name} for {of}" if of else f"the {self.name}"

    def when(self, day: Value) -> str:
        return when(day, self.kind.frequency) if isinstance(day, date) else str(day)

    def figure(self, value: Value) -> str:
        return figure(value) + ("%" if self.kind.scale == "percent" else "")

    @property
    def scale(self) -> str:
        """What the figure is, in brackets: " (index, 2020-02-01 = 100)"."""
        if self.kind.scale == "index":
            return f" (index, {self.kind.base} = 100)" if self.kind.base else " (an index)"
        return " (its unit is not stated)" if self.kind.scale == "unknown" else ""


def figures(
    query: SeriesQuery, warehouse: Warehouse, catalogue: Catalogue, *, today: date
) -> Figures:
    """What a plan over series comes to, said and with its tally. Raises UnanswerableQuery."""
    computed = warehouse.ask_series(query)
    sources = tuple(dict.fromkeys(one.partition("/")[0] for one in computed.document_ids))
    kind = _kind(query, catalogue, sources)
    return Figures(
        kind="series",
        sentence=said(query, computed, kind),
        tally=tally(query, computed, kind, today=today),
        source_ids=sources,
        chart=series_chart(query, computed, kind, label(kind)),
    )


def said(query: SeriesQuery, computed: Computed, kind: SeriesKind) -> str:
    """The answer in a sentence, without markup; every figure in it is in a row."""
    told = _Told(query, computed, kind)
    sentence = _SAYING[query.measure](told)
    return sentence[:1].upper() + sentence[1:]


def caveats(query: SeriesQuery, computed: Computed, kind: SeriesKind) -> tuple[str, ...]:
    """What a reader has to know before quoting the figure."""
    found = list(query.assumed)
    if kind.scale == "index":
        found += [NOT_A_COUNT, REVISED]
    if kind.scale == "unknown":
        found.append("The file does not say what unit its figures are in.")
    found.append(_adjusted(query, kind))
    if computed.without_value:
        found.append(f"{computed.without_value} of the series have no figure on these days.")
    if query.measure == "trend" and computed.n < FEWEST_FOR_A_TREND:
        found.append("Too few figures to speak of a trend.")
    return tuple(found)


def tally(query: SeriesQuery, computed: Computed, kind: SeriesKind, *, today: date) -> Tally:
    """The figures as the answer carries them."""
    return Tally(
        measure=query.measure,
        columns=computed.columns,
        rows=computed.rows,
        filters={"series": label(kind)}
        | {" ".join(words(name)): ", ".join(values) for name, values in query.where},
        n=computed.n,
        of=computed.of,
        unique=computed.unique,
        total=computed.total,
        without_value=computed.without_value,
        currency=None,
        period=None,
        as_of=computed.as_of or today,
        sql=computed.sql,
        posting_ids=(),
        caveats=caveats(query, computed, kind),
        document_ids=computed.document_ids,
    )


def figure(value: Value) -> str:
    """A number as read: no digit added, thousands apart.

    >>> figure(62.32), figure(1234567.5), figure(161.0)
    ('62.32', '1,234,567.5', '161')
    """
    return f"{value:,.12g}" if isinstance(value, int | float) else str(value)


def _kind(query: SeriesQuery, catalogue: Catalogue, sources: Sequence[str]) -> SeriesKind:
    named = [kind for kind in catalogue.series if kind.measure == query.name]
    own = [kind for kind in named if kind.source_id in sources]
    if not named:
        raise UnanswerableQuery(f"no series {query.name!r} is stored")
    return (own or named)[0]


def _adjusted(query: SeriesQuery, kind: SeriesKind) -> str:
    told = adjustment(kind.measure) or next(
        filter(None, (adjustment(value) for _, values in query.where for value in values)), ""
    )
    return {
        "SA": "Seasonally adjusted.",
        "NSA": "Not seasonally adjusted: the time of the year moves it too.",
        "": "The file does not say whether these figures are seasonally adjusted.",
    }[told]


def _shown(kind: SeriesKind, name: str, value: str) -> str:
    family = regions.family(dict(kind.dimensions).get(name, ()), column=name)
    known = place(value, family)
    return value if known.casefold() == value.casefold() else f"{known} ({value})"


def _and(parts: Sequence[str]) -> str:
    shown = list(parts[:NAMED])
    if len(parts) > NAMED:
        shown.append(f"{len(parts) - NAMED} more")
    return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} and {shown[-1]}"


# One sentence a measure


def _at(told: _Told) -> str:
    rows = told.computed.rows
    if len(rows) == 1:
        row = rows[0]
        subject, value = told.subject(row, 1, 1), told.figure(row[-1])
        return f"{subject} was {value} {told.when(row[0])}{told.scale}."
    each = _and([f"{told.figure(row[-1])} for {told.of(row, 1, 1)}" for row in rows])
    return f"{told.when(rows[0][0])} the {told.name} was {each}{told.scale}."


def _latest(told: _Told) -> str:
    rows = told.computed.rows
    if len(rows) == 1:
        row = rows[0]
        of = told.of(row, 1, 1)
        subject = f"the latest {told.name}" + (f" for {of}" if of else "")
        return f"{subject} is {told.figure(row[-1])}, {told.when(row[0])}{told.scale}."
    each = _and(
        [f"{told.figure(row[-1])} for {told.of(row, 1, 1)} ({told.when(row[0])})" for row in rows]
    )
    return f"the latest {told.name} is {each}{told.scale}."


def _extreme(told: _Told) -> str:
    which = "highest" if told.query.measure == "maximum" else "lowest"
    found: dict[str, list[Row]] = {}
    for row in told.computed.rows:
        found.setdefault(told.subject(row, 1, 1), []).append(row)
    each = [
        f"{subject} was {which} {_and([told.when(row[0]) for row in rows])}, at"
        f" {told.figure(rows[0][-1])}"
        for subject, rows in found.items()
    ]
    return f"{_and(each)}{told.scale}, of {told.computed.n:,} figures{_span(told)}."


def _mean(told: _Told) -> str:
    each = [
        f"{told.subject(row, 2, 2)} averaged {told.figure(row[-2])} over {figure(row[-1])} figures"
        for row in told.computed.rows
    ]
    return f"{_and(each)}{_span(told)}{told.scale}."


def _change(told: _Told) -> str:
    if told.query.by:
        return _ordered_changes(told)
    first = told.computed.rows[0]
    each = []
    for row in told.computed.rows:
        begun, ended, _, _ = row[-4:]
        went = f"went from {told.figure(begun)} to {told.figure(ended)}: {_by(told, row)}"
        each.append(f"{told.subject(row, 2, 4)} {went}")
    since, until = told.when(first[0]), told.when(first[1])
    return f"from {_bare(since)} to {_bare(until)}, {_and(each)}{told.scale}."


def _by(told: _Told, row: Row) -> str:
    """How much a row changed: "-6.46 index points, or -9.46 percent"."""
    change, percent = row[-2:]
    moved = f"{_signed(change)}{_UNITS.get(told.kind.scale, '')}"
    if percent is None:
        return f"{moved}; from nought there is no change in percent"
    return f"{moved}, or {_signed(percent)} percent"


def _ordered_changes(told: _Told) -> str:
    first = told.computed.rows[0]
    each = [f"{told.of(row, 2, 4)} by {_by(told, row)}" for row in told.computed.rows]
    since, until = _bare(told.when(first[0])), _bare(told.when(first[1]))
    end = "fallen most or grown least" if told.query.ascending else "grown most or fallen least"
    return f"from {since} to {until}, the {told.name} has {end}: {_and(each)}{told.scale}."


def _trend(told: _Told) -> str:
    found: dict[str, list[Row]] = {}
    for row in told.computed.rows:
        found.setdefault(told.subject(row, 1, 1), []).append(row)
    return " ".join(_moved(told, subject, rows) for subject, rows in found.items())


def _moved(told: _Told, subject: str, rows: Sequence[Row]) -> str:
    first, last = rows[0], rows[-1]
    ends = (
        f"{subject} was {told.figure(first[-1])} {told.when(first[0])} and"
        f" {told.figure(last[-1])} {told.when(last[0])}{told.scale}"
    )
    if len(rows) < FEWEST_FOR_A_TREND:
        return f"{ends}: too few figures to speak of a trend."
    high = max(rows, key=lambda row: row[-1] if isinstance(row[-1], float) else 0.0)
    low = min(rows, key=lambda row: row[-1] if isinstance(row[-1], float) else 0.0)
    return (
        f"{ends}; in between it was highest {told.when(high[0])}, at {told.figure(high[-1])}, and"
        f" lowest {told.when(low[0])}, at {told.figure(low[-1])}."
    )


def _rank(told: _Told) -> str:
    rows = told.computed.rows
    by = " ".join(words(told.query.by))
    opening = f"{told.when(rows[0][0])}, of {told.computed.n:,} by {by}, the {told.name} was"
    which, other = ("lowest", "highest") if told.query.ascending else ("highest", "lowest")
    best = [row for row in rows if row[-1] == rows[0][-1]]
    if told.query.limit > len(best):
        return f"{opening} {which} for {_and([_ranked(told, row) for row in rows])}{told.scale}."
    first = f"{opening} {which} for {_tied(told, best)}"
    if told.query.limit or len(best) == len(rows):
        return f"{first}{told.scale}."
    worst = [row for row in rows if row[-2] == rows[-1][-2]]
    return f"{first} and {other} for {_tied(told, worst)}{told.scale}."


def _ranked(told: _Told, row: Row) -> str:
    return f"{told.of(row, 1, 2)} at {told.figure(row[-2])}"


def _tied(told: _Told, rows: Sequence[Row]) -> str:
    if len(rows) == 1:
        return _ranked(told, rows[0])
    return f"{_and([told.of(row, 1, 2) for row in rows])}, tied at {told.figure(rows[0][-2])}"


_SAYING: Mapping[SeriesMeasure, Callable[[_Told], str]] = {
    "at": _at,
    "latest": _latest,
    "maximum": _extreme,
    "minimum": _extreme,
    "mean": _mean,
    "change": _change,
    "trend": _trend,
    "rank": _rank,
}


def _span(told: _Told) -> str:
    first, last = told.computed.first, told.computed.last
    if first is None or last is None:
        return ""
    return f" from {_bare(told.when(first))} to {_bare(told.when(last))}"


def _bare(phrase: str) -> str:
    return phrase.partition(" ")[2]


def _signed(value: Value) -> str:
    return f"{value:+,.12g}" if isinstance(value, int | float) and value else figure(value)
