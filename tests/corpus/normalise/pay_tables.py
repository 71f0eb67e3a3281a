"""The tables of pay as boards write it, and what each statement says."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from corpus.normalise import pay
from corpus.postings import Pay

CASES = Path(__file__).with_name("pay_cases.tsv")
HELD_OUT = Path(__file__).with_name("pay_held_out.tsv")


@dataclass(frozen=True)
class Case:
    """One row: the words and other columns, and what they say; "-" is for what they do not."""

    raw: str
    columns: Mapping[str, str]
    expected: tuple[str, ...]

    def read(self) -> Pay | None:
        told = {name: self.columns.get(name, "") for name in ("currency", "unit", "country")}
        if {"min", "max"} & set(self.columns):
            return pay.between(self.columns["min"], self.columns["max"], **told)
        return pay.stated(self.raw, **told)


FIELDS = ("minimum", "maximum", "currency", "unit", "basis", "flags")


def cases(path: Path) -> list[Case]:
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    return [
        Case(row["raw"], _columns(row["columns"]), tuple(row[field] for field in FIELDS))
        for row in rows
    ]


def said(read: Pay | None) -> tuple[str, ...]:
    """Pay as a row of a table has it."""
    if read is None:
        return ("-",) * len(FIELDS)
    bounds = ("-" if bound is None else f"{bound:.15g}" for bound in (read.minimum, read.maximum))
    named = (read.currency or "-", read.unit or "-", read.basis or "-")
    return (*bounds, *named, ", ".join(read.flags) or "-")


def _columns(written: str) -> dict[str, str]:
    pairs = (part.strip().partition("=") for part in written.split(";") if "=" in part)
    return {name: value for name, _, value in pairs}
