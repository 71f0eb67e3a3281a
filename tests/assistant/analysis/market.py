"""A small market in memory, catalogued as the warehouse does, to read questions against."""

import csv
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from assistant.analysis.sentence import fold
from corpus.queries import COLUMN, FIELDS, AnyOf, Catalogue, Condition, Dimension

Row = Mapping[str, str]


@dataclass(frozen=True)
class Market:
    """Rows of an export, and which of its columns our own fields are read from."""

    rows: Sequence[Row]
    fields: Mapping[str, str]

    def catalogue(self) -> Catalogue:
        columns = [self._dimension(f"{COLUMN}{name}", name) for name in self.rows[0]]
        own = [self._dimension(name, FIELDS[name]) for name in self.fields]
        posted = sorted(
            date.fromisoformat(day) for row in self.rows for day in self._values(row, "posted")
        )
        return Catalogue(
            unique=len(self.rows),
            total=len(self.rows),
            dated=len(posted),
            first_posted=posted[0] if posted else None,
            last_posted=posted[-1] if posted else None,
            dimensions=(*columns, *own),
        )

    def count(self, where: tuple[AnyOf, ...]) -> int:
        return sum(
            all(any(self._passes(row, test) for test in any_of) for any_of in where)
            for row in self.rows
        )

    def _passes(self, row: Row, test: Condition) -> bool:
        held = [fold(value) for value in self._values(row, test.field)]
        wanted = [fold(str(value)) for value in test.values]
        if test.operator == "stated":
            return bool(held) != test.negated
        if test.operator == "contains":
            found = any(f" {word} " in f" {value} " for word in wanted for value in held)
        else:
            found = bool(set(held) & set(wanted))
        return found != test.negated

    def _values(self, row: Row, name: str) -> list[str]:
        if name == "text":
            return [" ".join(row.values())]
        column = name.removeprefix(COLUMN) if name.startswith(COLUMN) else self.fields.get(name, "")
        return list(_parts(row.get(column, "")))

    def _dimension(self, name: str, label: str) -> Dimension:
        held = [self._values(row, name) for row in self.rows]
        counts = Counter(value for values in held for value in dict.fromkeys(values))
        return Dimension(
            name=name,
            label=label,
            values=tuple(counts.most_common()),
            distinct=len(counts),
            stated=sum(map(bool, held)),
            numeric=bool(counts) and all(re.fullmatch(r"\d+(\.\d+)?", value) for value in counts),
        )


def _parts(value: str) -> Iterator[str]:
    return (part for part in re.split(r"\s*[|;]\s*", value) if part)


def rows(name: str) -> list[Row]:
    """The rows of a file beside this one."""
    with Path(__file__).with_name(name).open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


STARTUPS = Market(
    rows("startups.csv"),
    {
        "employer": "company_name",
        "title": "job_title",
        "skill": "skills",
        "listed_skill": "skills",
        "arrangement": "remote_policy",
        "seniority": "",
        "employment": "job_type",
        "locality": "city",
        "country": "country",
        "pay": "",
        "currency": "",
        "posted": "posted",
    },
)
CARE_HOMES = Market(
    rows("care_homes.csv"),
    {"employer": "Trust", "title": "Post Title", "locality": "Town", "pay": ""},
)
