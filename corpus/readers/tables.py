"""Tables from CSV and the like: postings, one a row, or a report whose lines name their columns."""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import NamedTuple

from corpus.documents import Document, Kind, Reading
from corpus.errors import EmptySource
from corpus.normalise import dates
from corpus.readers import passages, postings, titles
from corpus.readers.clean import clean, decode
from corpus.readers.composing import Composition

MOST_ROWS = 5_000  # of a table that is read as a report
MOST_POSTINGS = 100_000
MOST_CHARACTERS = 1_000_000
LONGEST_CELL = 20_000
LONGEST_FIELD = 10_000_000
SAMPLE_ROWS = 60
NAMED_ROWS = 5  # bad rows that a note names
SERIES_ROWS = 400  # rows of days and figures from which a table is a series

_DELIMITERS = ",;\t|#"
_FIGURE = re.compile(r"[-+(]?[$€£¥]?\s?\d[\d,. ]*(?:[eE][-+]?\d+)?\s?%?\)?")

Row = Mapping[str, str]


class _Table(NamedTuple):
    captions: Sequence[str]
    rows: Iterable[Row]
    ragged: Sequence[int]


def read(content: bytes, *, name: str, kind: Kind | None = None) -> Reading:
    """The rows of a CSV or TSV in any encoding, delimiter and quoting. Raises EmptySource."""
    table = _table(decode(content))
    reading = documents(table.rows, name=name, kind=kind, captions=table.captions)
    if not table.ragged:
        return reading
    ragged = f"{len(table.ragged)} rows have more cells than columns: rows {_named(table.ragged)}"
    return Reading(reading.documents, (*reading.notes, ragged))


def documents(
    rows: Iterable[Row], *, name: str, kind: Kind | None, captions: Sequence[str] = ()
) -> Reading:
    """One posting a row where the columns are those of postings or `kind` says so, else one report.

    Rows that each hold a text of their own give one report a row.

    A row without a job's title is left out and noted. Raises EmptySource where no row says a thing.
    """
    every = iter(rows)
    first = list(islice(every, SAMPLE_ROWS))
    columns = list(dict.fromkeys(column for row in first for column in row))
    listed = kind == "posting" or (kind is None and postings.are_described(columns))
    whole = _again(first, every)
    if not listed and passages.are_told(first):
        return passages.reading(whole, name=name, kind=kind)
    return _postings(whole, name=name) if listed else _report(whole, columns, captions, name=name)


def _again(first: Iterable[Row], rest: Iterable[Row]) -> Iterator[Row]:
    yield from first
    yield from rest


# Postings


def _postings(rows: Iterable[Row], *, name: str) -> Reading:
    found: list[Document] = []
    untitled: list[int] = []
    notes = []
    every = list(islice(rows, 2 * MOST_POSTINGS))
    order = postings.order(every)
    for number, row in enumerate(every, start=1):
        if len(found) >= MOST_POSTINGS:
            notes.append(f"only the first {MOST_POSTINGS:,} postings were read")
            break
        told = postings.posting(row, order=order)
        if told is not None:
            found.append(postings.document(told, more=postings.extras(row, order=order)))
        elif any(value.strip() for value in row.values()):
            untitled.append(number)
    if untitled:
        notes.append(f"{len(untitled)} rows without a title were left out: rows {_named(untitled)}")
    if not found:
        raise EmptySource(f"{name} holds no posting with a title")
    return Reading(tuple(found), tuple(notes))


def _named(numbers: Sequence[int]) -> str:
    named = ", ".join(map(str, numbers[:NAMED_ROWS]))
    return f"{named}, …" if len(numbers) > NAMED_ROWS else named


# Reports


def _report(
    rows: Iterable[Row], columns: Sequence[str], captions: Sequence[str], *, name: str
) -> Reading:
    kept = list(islice(rows, MOST_ROWS * 100))
    notes = []
    day = _day_column(kept, columns)
    if day is not None:
        kept, count = _one_day_a_month(kept, day), len(kept)
        notes.append(
            f"a series of {count:,} rows is not read as data yet: its text keeps"
            f" the {len(kept):,} rows of each month's first day"
        )
    composition = Composition()
    for caption in captions:
        composition.paragraph(caption)
    shown = _add_rows(composition, kept)
    if shown < len(kept):
        notes.append(f"only the first {shown:,} of {len(kept):,} rows were read")
    if composition.is_empty:
        raise EmptySource(f"{name} holds no text")
    return Reading((composition.document(titles.from_name(name)),), tuple(notes))


def _add_rows(composition: Composition, rows: Sequence[Row]) -> int:
    """Add each row as a block of its own, so that none is cut; gives how many there is room for."""
    room = MOST_CHARACTERS
    for shown, row in enumerate(rows):
        line = " | ".join(_cell(column, value) for column, value in row.items() if value.strip())
        room -= len(line)
        if shown >= MOST_ROWS or room < 0:
            return shown
        composition.lines([line], kind="table")
    return len(rows)


def _cell(column: str, value: str) -> str:
    words = " ".join(value[:LONGEST_CELL].split())
    return f"{' '.join(column.split())}: {words}" if column else words


def _day_column(rows: Sequence[Row], columns: Sequence[str]) -> str | None:
    """The column of days in a long table of days and figures; None for any other table."""
    if len(rows) < SERIES_ROWS:
        return None
    sample = rows[:SAMPLE_ROWS]
    filled = {column: [row[column] for row in sample if row.get(column)] for column in columns}
    days = [
        column for column in columns if filled[column] and all(map(dates.stated, filled[column]))
    ]
    figures = [
        column for column in columns if filled[column] and all(map(_is_figure, filled[column]))
    ]
    prose = any(len(value) > 60 for values in filled.values() for value in values)
    return days[0] if days and set(figures) - set(days) and not prose else None


def _one_day_a_month(rows: Sequence[Row], column: str) -> list[Row]:
    """The rows of the first day that each month has, whatever else they tell apart."""
    days = {stated: dates.stated(stated) for stated in {row.get(column, "") for row in rows}}
    first: dict[tuple[int, int], int] = {}
    for day in filter(None, days.values()):
        month = (day.year, day.month)
        first[month] = min(first.get(month, 31), day.day)
    kept = {stated for stated, day in days.items() if day and first[day.year, day.month] == day.day}
    return [row for row in rows if row.get(column, "") in kept]


def _is_figure(value: str) -> bool:
    return _FIGURE.fullmatch(value.strip()) is not None


# Cells apart


def _table(text: str) -> _Table:
    records = _records(text)
    width = Counter(len(record) for record in records[:SAMPLE_ROWS] if len(record) > 1)
    usual = max(width, key=lambda cells: (width[cells], cells), default=1)
    start = next((place for place, record in enumerate(records) if len(record) >= usual), 0)
    captions = [" ".join(record) for record in records[:start]]
    body = records[start:]
    if not body:
        return _Table(captions, (), ())
    named = _names_columns(body)
    columns = _columns(body[0] if named else [], max(usual, len(body[0])))
    rows = body[1:] if named else body
    ragged = [place for place, record in enumerate(rows, start=1) if len(record) > len(columns)]
    return _Table(captions, (_row(columns, record) for record in rows), ragged)


def _records(text: str) -> list[list[str]]:
    """The rows with anything in them, cut by the delimiter that cuts the first ones most evenly."""
    csv.field_size_limit(LONGEST_FIELD)
    head = text[:200_000]
    delimiter = max(_DELIMITERS, key=lambda mark: _evenness(head, mark))
    try:
        records = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error:
        records = []
    if not records or _swallowed(records):
        # A quote that is never closed takes the rest of the file into one cell.
        lines = io.StringIO(text, newline="")
        records = list(csv.reader(lines, delimiter=delimiter, quoting=csv.QUOTE_NONE))
    trimmed = ([clean(cell).strip() for cell in record] for record in records)
    return [record for record in trimmed if any(record)]


def _evenness(head: str, delimiter: str) -> float:
    try:
        records = list(islice(csv.reader(io.StringIO(head), delimiter=delimiter), SAMPLE_ROWS))
    except csv.Error:
        return 0.0
    widths = Counter(len(record) for record in records[:-1] or records if record)
    if not widths:
        return 0.0
    width, count = max(widths.items(), key=lambda item: (item[1] * (item[0] > 1), item[0]))
    return 0.0 if width < 2 else count / widths.total() + min(width, 50) / 1_000


def _swallowed(records: Sequence[Sequence[str]]) -> bool:
    last = records[-1]
    return (
        any(cell.count("\n") > 200 and '"' not in cell for cell in last) and len(records) < 20_000
    )


def _names_columns(records: Sequence[Sequence[str]]) -> bool:
    """Whether the first row is a header: short names without a figure among them, none twice."""
    names = [cell for cell in records[0] if cell]
    distinct = len(set(names)) == len(names) and len(names) * 2 > len(records[0])
    return distinct and all(len(name) <= 120 and not _is_figure(name) for name in names)


def _columns(header: Sequence[str], width: int) -> list[str]:
    names = [*header, *[""] * (width - len(header))]
    taken: Counter[str] = Counter()
    columns = []
    for place, name in enumerate(names, start=1):
        base = name or f"column {place}"
        taken[base] += 1
        columns.append(base if taken[base] == 1 else f"{base} {taken[base]}")
    return columns


def _row(columns: Sequence[str], record: Sequence[str]) -> Row:
    cells = dict(zip(columns, record, strict=False))
    beyond = {f"column {place + 1}": record[place] for place in range(len(columns), len(record))}
    return {**cells, **beyond}
