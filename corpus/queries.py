"""What can be asked of postings and of series, as plans, and what comes back: never free SQL."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from corpus.postings import PayUnit
from corpus.series import Frequency, Scale

Measure = Literal["count", "share", "distinct", "median", "mean", "quantiles", "range"]
Operator = Literal["is", "contains", "at_least", "at_most", "above", "below", "stated"]
Period = Literal["week", "month", "quarter", "year"]
SeriesMeasure = Literal["at", "latest", "maximum", "minimum", "mean", "change", "trend", "rank"]
Value = str | float | bool | date | None

FIELDS: Mapping[str, str] = {
    "title": "title",
    "text": "title or description",
    "employer": "employer",
    "role_family": "role family",
    "seniority": "seniority",
    "arrangement": "work arrangement",
    "employment": "employment type",
    "skill": "skill",
    "listed_skill": "listed skill",
    "locality": "city",
    "region": "state or region",
    "country": "country",
    "board": "job board",
    "pay": "pay",
    "pay_minimum": "lowest pay stated",
    "pay_maximum": "highest pay stated",
    "currency": "pay currency",
    "pay_unit": "pay period",
    "posted": "date posted",
    "closes": "closing date",
    "first_seen": "first seen",
    "last_seen": "last seen",
    "days_open": "days open",
    "open": "still open",
}
"""A posting's own fields and what they are called; ``column:NAME`` is a column of the source."""

COLUMN = "column:"


@dataclass(frozen=True, slots=True)
class Condition:
    """One test of one field; it passes where any of `values` does, or none if `negated`.

    ``is`` compares whole values and ``contains`` whole words in order, both without regard to
    case; ``stated`` takes no values. `said` are the question's words for it. `unit` is what pay
    is compared in: pay in other units or currencies passes no comparison. A locality may be told
    from its namesakes by ISO codes after a bar: ``Portland|US-ME``, ``London|CA``.
    """

    field: str
    operator: Operator
    values: tuple[Value, ...] = ()
    negated: bool = False
    said: str = ""
    currency: str = ""
    unit: PayUnit = "YEAR"


ADVERTISEMENTS = "advertisements"
"""The value of a count that counts copies too; `Computed.total` has it."""

AnyOf = tuple[Condition, ...]
"""Conditions of which one has to pass: "in Texas or remote"."""


@dataclass(frozen=True, slots=True)
class Group:
    """One side of a comparison."""

    label: str
    where: tuple[AnyOf, ...]


@dataclass(frozen=True, slots=True)
class PostingQuery:
    """A measure over the unique postings that pass `where`.

    `value` is what a median, mean, quantiles or range is of (``pay``: the midpoint of the bounds,
    ``pay_minimum``, ``pay_maximum``, ``days_open`` or a column of figures), and what `distinct`
    counts. A share is of those that pass `where`: how many pass `share` too. `by` is a field, or a
    period of ``posted``: one row each, ordered by figure, or by time. `groups` compare. `limit`
    of 0 gives every row. Pay is that in `currency` per `unit`; an empty currency is the one that
    most of the postings state. Raises nothing: `corpus.stores` refuses what it cannot answer.
    """

    measure: Measure = "count"
    value: str = ""
    where: tuple[AnyOf, ...] = ()
    share: tuple[AnyOf, ...] = ()
    by: str = ""
    groups: tuple[Group, ...] = ()
    limit: int = 0
    ascending: bool = False
    currency: str = ""
    unit: PayUnit = "YEAR"
    since: date | None = None
    until: date | None = None
    collections: tuple[str, ...] = ()
    source_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SeriesQuery:
    """A measure of the series whose measure and dimensions these are.

    ``at`` takes `since` as the day, ``change`` goes from `since` to `until` (the last day known if
    None), ``rank`` orders the values of the dimension `by` on the day `until`, or the last one; a
    change with a `by` orders them by how much they changed. `assumed` are sentences for a person:
    what reading the question took for granted.
    """

    measure: SeriesMeasure
    name: str
    where: tuple[tuple[str, tuple[str, ...]], ...] = ()
    by: str = ""
    since: date | None = None
    until: date | None = None
    limit: int = 0
    ascending: bool = False
    collections: tuple[str, ...] = ()
    source_ids: tuple[str, ...] = ()
    assumed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Computed:
    """What a plan came to, with what it was computed from.

    `n` unique postings bear the figure, `of` so many that pass the filters (for a count, of all in
    scope); `unique` and `total` count what `n` counts, copies apart and copies too.
    `without_value` lack what is measured; `left_out` says of how many, and why, a stated value was
    not used. `posting_ids` are the postings' own identifiers, else their document ids, of all that
    the figure rests on, cut to a limit; `document_ids` go with them, place by place; `leads` are
    those of the first advertisement of each unique posting. `sql` is the statement of the figure,
    with its values written in.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]
    n: int
    of: int
    unique: int
    total: int
    without_value: int = 0
    left_out: Mapping[str, int] = field(default_factory=dict)
    currency: str | None = None
    unit: PayUnit | None = None
    as_of: date | None = None
    first: date | None = None
    last: date | None = None
    sql: str = ""
    posting_ids: tuple[str, ...] = ()
    document_ids: tuple[str, ...] = ()
    leads: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Dimension:
    """A field or column that can be asked about, with its commonest values and their counts.

    `stated` unique postings state it; `distinct` is how many values there are in all, which may be
    more than `values` holds.
    """

    name: str
    label: str
    values: tuple[tuple[str, int], ...]
    distinct: int
    stated: int
    numeric: bool = False


@dataclass(frozen=True, slots=True)
class SeriesKind:
    """The series of one source that share a measure: the values of each of their dimensions."""

    source_id: str
    title: str
    measure: str
    dimensions: tuple[tuple[str, tuple[str, ...]], ...]
    scale: Scale
    base: str | None
    first: date
    last: date
    frequency: Frequency = "day"


@dataclass(frozen=True, slots=True)
class Catalogue:
    """What there is to ask about: how many postings, their fields, the series."""

    unique: int = 0
    total: int = 0
    dated: int = 0
    first_posted: date | None = None
    last_posted: date | None = None
    as_of: date | None = None
    dimensions: tuple[Dimension, ...] = ()
    series: tuple[SeriesKind, ...] = ()
    sources: tuple[str, ...] = ()
