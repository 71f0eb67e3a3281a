"""What the rows of a sheet say: tables with their header, titles above them, job postings."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import islice

from corpus.documents import Kind, Reading
from corpus.readers import mapping, overrides, series, tables, titles
from corpus.readers.composing import Composition, stated_title
from corpus.readers.overrides import NOTHING, Override

Row = Sequence[str]

HEADER_CELLS = 2
SAMPLE_ROWS = 60
MOST_ROWS = 5_000
"""Rows read of a sheet that is a table like any other."""

MOST_POSTINGS = 100_000
"""Rows read of a sheet that lists job postings, or figures by day."""


def cell_text(value: object, *, number_format: str = "") -> str:
    """A cell as a person sees it: no trailing ``.0``, no midnight, percentages as such."""
    if value is None or isinstance(value, bool):
        return {None: "", True: "TRUE", False: "FALSE"}[value]
    if isinstance(value, int | float):
        return _number(value, number_format=number_format)
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ")
    return value.isoformat() if isinstance(value, date | time) else str(value)


def add(composition: Composition, rows: Iterable[Row]) -> None:
    """Add a sheet's rows: blank ones part tables, a single cell above a table is its caption."""
    for run in _runs(rows):
        captions, table = _parted(run)
        for caption in captions:
            composition.paragraph(" ".join(cell for cell in caption if cell))
        composition.table(_trimmed(table), header=_names_columns(table))


def _number(value: float, *, number_format: str) -> str:
    if "%" in number_format:
        return f"{round(value * 100, 6):g}%"
    return str(int(value)) if value % 1 == 0 else f"{value:.12g}"


def _runs(rows: Iterable[Row]) -> Iterator[list[Row]]:
    run: list[Row] = []
    for row in rows:
        if any(cell.strip() for cell in row):
            run.append(row)
        elif run:
            yield run
            run = []
    if run:
        yield run


def _parted(run: list[Row]) -> tuple[list[Row], list[Row]]:
    """Leading rows of one cell, and the rest; a run of such rows alone is a list of lines."""
    count = next((place for place, row in enumerate(run) if _filled(row) > 1), len(run))
    return run[:count], run[count:]


def _filled(row: Row) -> int:
    return sum(1 for cell in row if cell.strip())


def _trimmed(rows: list[Row]) -> list[list[str]]:
    """The rows without columns that hold nothing."""
    width = max(map(len, rows), default=0)
    used = [
        column
        for column in range(width)
        if any(column < len(row) and row[column].strip() for row in rows)
    ]
    return [[row[column] if column < len(row) else "" for column in used] for row in rows]


def _names_columns(rows: list[Row]) -> bool:
    """The first row holds words where the rows below hold more than one cell."""
    if len(rows) < 2:
        return False
    filled = [cell for cell in rows[0] if cell.strip()]
    return len(filled) >= HEADER_CELLS and not any(
        _is_figure(cell) for cell in filled if len(cell) != 4
    )


def _is_figure(cell: str) -> bool:
    return cell.strip().lstrip("-+$€£").replace(",", "").replace(".", "").rstrip("%").isdecimal()


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: its place in the workbook from 1, its name, and its cells as text."""

    number: int
    name: str
    rows: Sequence[Row]
    is_cut: bool = False

    @property
    def lists_postings(self) -> bool:
        """Whether its columns are those of job postings."""
        first = Sheet(self.number, self.name, self.rows[:SAMPLE_ROWS])
        return mapping.lists_postings(list(_by_column(first)))

    @property
    def header(self) -> Iterable[Row]:
        """The row that names its columns, where it has one."""
        return _parted([row for row in self.rows[:SAMPLE_ROWS] if _filled(row)])[1][:1]

    @property
    def begins_series(self) -> bool:
        """Whether its first rows look like figures over time."""
        first = Sheet(self.number, self.name, self.rows[:SAMPLE_ROWS])
        return not self.lists_postings and series.are_told(list(_by_column(first)))


def sheet(number: int, name: str, rows: Iterable[Row]) -> Sheet:
    """A sheet's first rows: as many as are read of a list of postings, or of any other table."""
    every = iter(rows)
    first = Sheet(number, name, list(islice(every, SAMPLE_ROWS)))
    most = MOST_POSTINGS if first.lists_postings or first.begins_series else MOST_ROWS
    kept = [*first.rows, *islice(every, most - len(first.rows))]
    return Sheet(number, name, kept, is_cut=next(every, None) is not None)


def reading(
    shown: Sequence[Sheet],
    *,
    title: str | None,
    name: str,
    kind: Kind | None,
    hidden: int,
    said: Override = NOTHING,
) -> Reading:
    """One document with a page a sheet; a sheet of job postings gives a document a posting."""
    listed = [one for one in shown if _is_listed(one, said)] if kind in {None, "posting"} else []
    if kind == "posting" and not listed:
        listed = list(shown)
    told = [tables.documents(_by_column(one), name=name, kind=kind, said=said) for one in listed]
    if kind in {None, "series"}:
        dated = {one.number: figures for one in shown if (figures := _figures(one, listed, name))}
        listed += [one for one in shown if one.number in dated]
        told += dated.values()
    composed = _composed([one for one in shown if one not in listed], is_named=len(shown) > 1)
    report = composed.document(stated_title(title) or titles.from_name(name), kind=kind or "report")
    notes = [f"hidden sheets left out: {hidden}"] if hidden else []
    notes += [
        f"only the first {len(one.rows):,} rows of {one.name!r} were read"
        for one in shown
        if one.is_cut
    ]
    notes += [note for one in told for note in one.notes]
    documents = [document for one in told for document in one.documents]
    mappings = tuple(found for one in told for found in one.mappings)
    whole = documents if composed.is_empty else [report, *documents]
    others = [one for one in shown if one not in listed] if kind is None else []
    guesses = [guess for one in others for guess in mapping.guesses(list(_by_column(one)))]
    return Reading(tuple(whole), tuple(notes), mappings, tuple(guesses))


def _is_listed(one: Sheet, said: Override) -> bool:
    """Whether a sheet lists postings by its columns, or by a person's word on them."""
    is_said = said.kind == "posting" and any(overrides.is_meant(said, row) for row in one.header)
    return is_said or one.lists_postings


def _figures(one: Sheet, listed: Sequence[Sheet], name: str) -> Reading | None:
    """The series of a sheet; None where it lists postings or is any other table."""
    if one in listed or not one.begins_series:
        return None
    captions, _ = _parted([row for row in one.rows if _filled(row)])
    said = [" ".join(cell for cell in row if cell) for row in captions] or [one.name]
    return series.reading(_by_column(one), name=name, captions=said)


def _composed(shown: Sequence[Sheet], *, is_named: bool) -> Composition:
    composition = Composition()
    for one in shown:
        if any(_filled(row) for row in one.rows):
            composition.page(one.number)
            composition.heading(one.name if is_named else "", level=1)
            add(composition, one.rows)
    return composition


def _by_column(one: Sheet) -> Iterator[dict[str, str]]:
    """The rows of a sheet's table by their column's name."""
    _, table = _parted([row for row in one.rows if _filled(row)])
    for row in table[1:]:
        yield dict(zip(table[0], row, strict=False))
