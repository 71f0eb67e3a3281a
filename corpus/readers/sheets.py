"""What the rows of a sheet say: tables with their header, titles above them, job postings."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from corpus.documents import Kind, Reading
from corpus.readers import postings, tables, titles
from corpus.readers.composing import Composition, stated_title

Row = Sequence[str]

HEADER_CELLS = 2


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


def reading(
    shown: Sequence[Sheet],
    *,
    title: str | None,
    name: str,
    kind: Kind | None,
    notes: tuple[str, ...],
) -> Reading:
    """One document with a page a sheet; a sheet of job postings gives a document a posting."""
    composition = Composition()
    listed: list[Reading] = []
    for sheet in shown:
        rows = _posting_rows(sheet) if kind in {None, "posting"} else ()
        if rows:
            listed.append(tables.documents(rows, name=name, kind=kind))
            continue
        composition.page(sheet.number)
        if len(shown) > 1:
            composition.heading(sheet.name, level=1)
        add(composition, sheet.rows)
    told = [document for one in listed for document in one.documents]
    said = [note for one in listed for note in one.notes]
    if _has_rows(shown, composition):
        words = stated_title(title) or titles.from_name(name)
        told.insert(0, composition.document(words, kind=kind or "report"))
    return Reading(tuple(told), (*notes, *said))


def _has_rows(shown: Sequence[Sheet], composition: Composition) -> bool:
    return not composition.is_empty and any(any(map(any, sheet.rows)) for sheet in shown)


def _posting_rows(sheet: Sheet) -> list[dict[str, str]]:
    """The rows by their column's name, where the columns are those of job postings."""
    filled = [row for row in sheet.rows if _filled(row)]
    _, table = _parted(filled)
    if len(table) < 2 or not postings.are_described(table[0]):
        return []
    return [dict(zip(table[0], row, strict=False)) for row in table[1:]]
