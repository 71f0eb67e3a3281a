"""Tables from CSV and the like: postings, one a row, or a report whose lines name their columns."""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice
from typing import NamedTuple

from corpus.documents import Kind, Reading
from corpus.errors import EmptySource
from corpus.readers import listing, mapping, overrides, passages, series, titles
from corpus.readers.clean import clean, decode
from corpus.readers.composing import Composition
from corpus.readers.overrides import NOTHING, Override

MOST_ROWS = 5_000  # of a table that is read as a report
MOST_CHARACTERS = 1_000_000
LONGEST_CELL = 20_000
LONGEST_FIELD = 10_000_000
SAMPLE_ROWS = 60
FEWEST_YEARS = 4  # from which years in the first row are columns' names

_DELIMITERS = ",;\t|#"
_YEAR = re.compile(r"(?:19|20|21)\d\d")
_FIGURE = re.compile(r"[-+(]?[$€£¥]?\s?\d[\d,. ]*(?:[eE][-+]?\d+)?\s?%?\)?")

Row = Mapping[str, str]


class _Table(NamedTuple):
    captions: Sequence[str]
    rows: Iterable[Row]
    ragged: Sequence[int]


def read(
    content: bytes, *, name: str, kind: Kind | None = None, said: Override = NOTHING
) -> Reading:
    """The rows of a CSV or TSV in any encoding, delimiter and quoting. Raises EmptySource."""
    table = _table(decode(content))
    reading = documents(table.rows, name=name, kind=kind, captions=table.captions, said=said)
    if not table.ragged:
        return reading
    ragged = f"rows with more cells than columns: {listing.counted(table.ragged)}"
    return replace(reading, notes=(*reading.notes, ragged))


def documents(
    rows: Iterable[Row],
    *,
    name: str,
    kind: Kind | None,
    captions: Sequence[str] = (),
    said: Override = NOTHING,
) -> Reading:
    """One posting a row where the columns are those of postings or `kind` says so, else one report.

    Rows that each hold a text of their own give one report a row; rows of days and figures, series.

    A row without a job's title is left out and noted. Raises EmptySource where no row says a thing.
    """
    every = iter(rows)
    first = list(islice(every, SAMPLE_ROWS))
    columns = list(dict.fromkeys(column for row in first for column in row))
    said = said if overrides.is_meant(said, columns) else NOTHING
    kind = kind or said.kind
    listed = kind == "posting" or (kind is None and mapping.lists_postings(first))
    whole = _again(first, every)
    if not listed and passages.are_told(first):
        return passages.reading(whole, name=name, kind=kind)
    if listed:
        return listing.reading(whole, name=name, said=said)
    kept = list(islice(whole, MOST_ROWS * 100))
    told = series.reading(kept, name=name, captions=captions) if kind != "report" else None
    if told:
        return told
    guesses = mapping.guesses(kept) if kind is None else ()
    return replace(_report(kept, captions, name=name), guesses=guesses)


def _again(first: Iterable[Row], rest: Iterable[Row]) -> Iterator[Row]:
    yield from first
    yield from rest


# Reports


def _report(kept: Sequence[Row], captions: Sequence[str], *, name: str) -> Reading:
    notes = []
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
    """Whether the first row is a header: short names without a figure among them, none twice.

    A run of years may head columns too, where the rows below hold other figures.
    """
    every = [cell for cell in records[0] if cell]
    years = [cell for cell in every if _YEAR.fullmatch(cell)]
    names = [cell for cell in every if len(years) < FEWEST_YEARS or cell not in years]
    distinct = len(set(every)) == len(every) and len(every) * 2 > len(records[0])
    return (
        bool(names)
        and distinct
        and all(len(name) <= 120 and not _is_figure(name) for name in names)
    )


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
