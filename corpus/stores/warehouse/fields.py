"""Where each field that can be asked about stands in the tables."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Literal

import ibis.expr.types as ir

from corpus.errors import UnanswerableQuery
from corpus.queries import COLUMN, FIELDS
from corpus.stores.warehouse.engine import Engine
from corpus.stores.warehouse.folding import folded

Sort = Literal["text", "number", "day", "flag"]


@dataclass(frozen=True, slots=True)
class Field:
    """A field's table, what of it is shown, and what it is compared and told apart by."""

    name: str
    label: str
    table: str
    shown: str
    key: str
    sort: Sort
    column: str = ""

    @property
    def several(self) -> bool:
        """Whether an opening can state more than one value."""
        return self.table != "openings"


_TEXTS = ("title", "role_family", "seniority", "arrangement", "employment", "board")
_NUMBERS = ("pay", "pay_minimum", "pay_maximum", "days_open")
_DAYS = ("posted", "closes", "first_seen", "last_seen")

MONEY = frozenset({"pay", "pay_minimum", "pay_maximum"})

WITHIN: Mapping[str, tuple[str, ...]] = {
    "locality": ("locality", "region", "country"),
    "region": ("region", "country"),
}
"""What makes a place whole: places of one name in other regions or countries are others."""
_BETWEEN = "|"


def _own(
    name: str, sort: Sort, *, table: str = "openings", key: str = "", shown: str = ""
) -> Field:
    return Field(name, FIELDS[name], table, shown or name, key or name, sort)


_FIELDS: Mapping[str, Field] = {
    field.name: field
    for field in (
        *(_own(name, "text", key=f"{name}_folded") for name in (*_TEXTS, "currency", "pay_unit")),
        *(_own(name, "number") for name in _NUMBERS),
        *(_own(name, "day") for name in _DAYS),
        _own("open", "flag"),
        _own("employer", "text", key="employer_key"),
        _own("text", "text", key="text_folded", shown="title"),
        _own("skill", "text", table="skills", key="skill_folded"),
        _own("listed_skill", "text", table="skills", key="skill_folded", shown="skill"),
        _own("locality", "text", table="places", key="locality_folded"),
        _own("region", "text", table="places", key="region_folded"),
        _own("country", "text", table="places", key="country_folded"),
    )
}


class Fields:
    """The fields of one epoch: a posting's own, and its sources' columns."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        columns = engine.table("columns")
        named = columns.group_by("name_folded").aggregate(name=columns.name.min())
        self.columns: Mapping[str, str] = dict(sorted(engine.rows(named)))

    def __getitem__(self, name: str) -> Field:
        """The field of a name. Raises UnanswerableQuery, with the nearest names there are."""
        if name.startswith(COLUMN):
            return self._column(name.removeprefix(COLUMN))
        if name not in _FIELDS:
            raise UnanswerableQuery(f"{name!r} is not a field; {_nearest(name, tuple(_FIELDS))}")
        return _FIELDS[name]

    def every(self) -> tuple[Field, ...]:
        """All fields but the text, which has no values to speak of; then all columns."""
        own = (field for field in _FIELDS.values() if field.name != "text")
        return (*own, *map(self._column, self.columns.values()))

    def stated(self, field: Field) -> ir.Table:
        """A row for each value an opening states: `opening`, `shown` and `key`."""
        table = self._engine.table(field.table)
        if field.column:
            table = table.filter(table.name_folded == field.column, table.single)
        if field.name == "listed_skill":
            table = table.filter(table.listed)
        table = table.filter(table[field.key].notnull())
        return table.select(opening=table.opening, shown=table[field.shown], key=table[field.key])

    def keyed(self, openings: ir.Table, by: Field) -> ir.Table:
        """The openings with each value they state of a field, once, as `key`.

        The key of a place is the whole of it.
        """
        if not by.several:
            keyed = openings.mutate(key=openings[by.key])
            return keyed.filter(keyed.key.notnull())
        stated = self.whole(by) if by.name in WITHIN else self.stated(by)
        stated = stated.select("opening", "key")
        # Two places of an opening may be in one country; elsewhere no value is there twice.
        return openings.join(stated.distinct() if by.table == "places" else stated, "opening")

    def whole(self, by: Field) -> ir.Table:
        """A row for each place: `opening`, `key` of the whole, and each part as it is written."""
        places = self._engine.table(by.table)
        places = places.filter(places[by.key].notnull())
        first, *others = WITHIN[by.name]
        key = places[f"{first}_folded"]
        for part in others:
            key = key + _BETWEEN + places[f"{part}_folded"].fill_null("")
        return places.select("opening", *WITHIN[by.name], key=key)

    def written(self, openings: ir.Table, by: Field) -> ir.Table:
        """The openings with each `value` they state of a field, told apart as it is written.

        Employers, skills and places are told apart by what their names mean.
        """
        if by.name == "title":
            return openings.mutate(value=openings.title).filter(openings.title.notnull())
        if by.column:
            stated = self.stated(by).select("opening", value="shown").distinct()
            return openings.join(stated, "opening")
        return self.keyed(openings, by).rename(value="key")

    def figures(self, field: Field) -> ir.Table:
        """A row for each opening that states a column's figure: `opening` and `figure`."""
        table = self._engine.table("columns")
        whole = table.filter(table.name_folded == field.column, table.whole)
        return whole.group_by("opening").aggregate(figure=whole.number.min())

    def _column(self, name: str) -> Field:
        key = folded(name)
        if key not in self.columns:
            known = tuple(self.columns.values())
            raise UnanswerableQuery(f"no posting has a column {name!r}; {_nearest(name, known)}")
        shown = self.columns[key]
        return Field(COLUMN + shown, shown, "columns", "value", "value_folded", "text", key)


def bare(key: str) -> str:
    """The name of a place by the key of the whole."""
    return key.partition(_BETWEEN)[0]


def _nearest(name: str, known: Sequence[str]) -> str:
    near = get_close_matches(name, known, n=3, cutoff=0.4) or known[:10]
    return f"there are {', '.join(near)}" if near else "there are none"
