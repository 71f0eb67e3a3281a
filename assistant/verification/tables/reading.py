"""Tables as they stand in a passage: a header, columns, and rows of cells in their places."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import islice, pairwise

from assistant.verification.tables.quantities import (
    KINDS,
    Kind,
    Quantity,
    in_english,
    quantity,
    scale,
)
from corpus.documents import Span

SAMPLE = 20
"""Lines after a header that decide whether a table begins there."""

LONGEST_HEADER_CELL = 60
MOST_HEADER_WORDS = 7
FEWEST_ROWS = 2  # under a header that has commas and no rule, for these to be a table
LONGEST_TEXT = 200
_DELIMITERS = ("|", "\t", "#", ";", ",")
_ITEM = re.compile(r"\s*(?:[-*+•]|\d{1,3}[.)])\s")
_PROSE = (",", ";")  # marks that sentences have as well
_AGREEING = {",": 0.8, ";": 0.8}
_MOST = 0.5
_RULE = re.compile(r"[\s|:+-]*-[\s|:+-]*")  # |---|:--:|
_HEADING = re.compile(r"#{1,6}\s")  # a Markdown heading
FOREIGN_WORDS = 2
"""How many words of another language tell that a passage is written in it."""

_FOREIGN_WORDS = re.compile(
    r"\b(?:der|die|das|und|nach|pro|für|von|ohne|bei|zwischen|les|des|par|sur|avec|sans|selon"
    r"|del|los|las|por|según|della|degli|secondo|voor|naar|zonder)\b"
)
# 54.200 €; 1.240.000; 54.200,50; 12,5 %
_FOREIGN_NUMBER = re.compile(
    r"(?<![\d.,])(?:\d{1,3}(?:\.\d{3})+\s?(?:€|EUR|Euro|CHF)|\d{1,3}(?:\.\d{3}){2,}(?![\d.])"
    r"|\d{1,3}(?:\.\d{3})+,\d|\d{1,3}(?:[\u00a0\u202f]\d{3})+(?!\d)|\d+,\d{1,2}\s?[%€])"
)
_TOTAL = re.compile(
    r"(?:grand |sub)?totals?|gesamt|insgesamt|summe|ensemble|totaal|total général|all"
    r"|overall|sum|average|mean|combined",
    re.IGNORECASE,
)
_QUOTED = re.compile(r'\s*"((?:[^"]|"")*)"\s*')  # "Austin, TX"
_FIGURE = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")
_ABSENT = re.compile(r"[-–—*?\s]*|n/?a|none|null|unknown|tba|tbd", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: ``passage[span]`` is its text, without the quotes and spaces around it.

    `is_foreign` says that its table writes 54.200,50 where English writes 54,200.50.
    """

    text: str
    span: Span
    is_foreign: bool = False

    @property
    def read(self) -> str:
        """The text with its numbers as English writes them."""
        return in_english(self.text) if self.is_foreign else self.text

    @property
    def absent(self) -> bool:
        return _ABSENT.fullmatch(self.text) is not None


@dataclass(frozen=True, slots=True)
class Row:
    """One row: as many cells as the table has columns; `total` where it sums the others up."""

    cells: tuple[Cell, ...]
    span: Span
    total: bool = False


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name, what kind of values it has, and the scale its header states.

    `values` has one number for each row, None where a cell has none of the kind; in a column
    of text it is the one figure in the words, where most cells have just one.
    """

    name: str
    kind: Kind
    scale: float
    values: tuple[float | None, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table of a passage."""

    header: Row
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]

    @property
    def is_foreign(self) -> bool:
        """Whether it is of another language than English."""
        return any(cell.is_foreign for cell in self.rows[0].cells)

    @property
    def size(self) -> int:
        return len(self.rows) * len(self.columns)


@dataclass(frozen=True)
class _Line:
    text: str
    start: int


def tables(text: str) -> tuple[Table, ...]:
    """The tables of a text, in its order; a table is a header line and one or more rows."""
    found: list[Table] = []
    for block in _blocks(text):
        found.extend(_tables_of(block))
    spoken = sum(1 for _ in islice(_FOREIGN_WORDS.finditer(text), FOREIGN_WORDS)) if found else 0
    return tuple(
        _as_foreign(table) if spoken == FOREIGN_WORDS or _writes_foreign(table) else table
        for table in found
    )


def _writes_foreign(table: Table) -> bool:
    return any(_FOREIGN_NUMBER.search(cell.text) for row in table.rows for cell in row.cells)


def _as_foreign(table: Table) -> Table:
    """The table with its numbers read as 54.200,50 is meant."""
    rows = tuple(
        replace(row, cells=tuple(replace(cell, is_foreign=True) for cell in row.cells))
        for row in table.rows
    )
    return Table(table.header, _columns(table.header, rows), rows)


def _blocks(text: str) -> Iterator[list[_Line]]:
    block: list[_Line] = []
    start = 0
    for whole in text.splitlines(keepends=True):
        line = _Line(whole.rstrip("\r\n\v\f\x1c\x1d\x1e\x85\u2028\u2029"), start)
        start += len(whole)
        if line.text.strip():
            block.append(line)
        elif block:
            yield block
            block = []
    if block:
        yield block


def _tables_of(lines: Sequence[_Line]) -> Iterator[Table]:
    start = 0
    while start + 1 < len(lines):
        delimiter = next((d for d in _DELIMITERS if _begins(lines, start, d)), "")
        if not delimiter:
            start += 1
            continue
        end = start + 1
        while end < len(lines) and delimiter in lines[end].text:
            end += 1
        yield _table([line for line in lines[start:end] if not _is_rule(line)], delimiter)
        start = end


def _is_rule(line: _Line) -> bool:
    return _RULE.fullmatch(line.text) is not None and "--" in line.text


def _begins(lines: Sequence[_Line], start: int, delimiter: str) -> bool:
    head = lines[start]
    if delimiter not in head.text or _HEADING.match(head.text) or _is_rule(head):
        return False
    ruled = delimiter == "|" and _is_rule(lines[start + 1])
    following = []
    for line in lines[start + 1 : start + 1 + SAMPLE]:
        if delimiter not in line.text:
            break
        if not _is_rule(line):
            following.append(_width(line.text, delimiter))
    width = _width(head.text, delimiter)
    if width < 2 or not following:
        return False
    agreeing = sum(count == width for count in following) / len(following)
    return ruled or (
        agreeing >= _AGREEING.get(delimiter, _MOST)
        and not (
            delimiter in _PROSE and _is_prose(_cells(head, delimiter), lines[start : start + 3])
        )
    )


def _is_prose(header: Sequence[Cell], lines: Sequence[_Line]) -> bool:
    """Whether lines that hold commas read on as sentences or items do."""
    if len(lines) <= FEWEST_ROWS or _ITEM.match(lines[0].text):
        return True
    return any(line.text.rstrip().endswith((".", "!", "?", ":")) for line in lines) or any(
        len(cell.text) > LONGEST_HEADER_CELL or len(cell.text.split()) > MOST_HEADER_WORDS
        for cell in header
    )


def _table(lines: Sequence[_Line], delimiter: str) -> Table:
    header = _row(lines[0], delimiter, 0)
    width = len(header.cells)
    rows = tuple(_row(line, delimiter, width) for line in lines[1:])
    return Table(header, _columns(header, rows), rows)


def _columns(header: Row, rows: Sequence[Row]) -> tuple[Column, ...]:
    return tuple(
        _column(cell.text, [row.cells[n].read for row in rows])
        for n, cell in enumerate(header.cells)
    )


def _row(line: _Line, delimiter: str, width: int) -> Row:
    """A row of `width` cells, or of as many as there are where `width` is 0."""
    span = Span(line.start, line.start + len(line.text))
    cells = _cells(line, delimiter)
    if width:
        cells = cells[:width] + [Cell("", Span(span.end, span.end))] * (width - len(cells))
    return Row(tuple(cells), span, bool(_TOTAL.fullmatch(cells[0].text)))


def _cells(line: _Line, delimiter: str) -> list[Cell]:
    cells = [_cell(line, start, end) for start, end in _pieces(line.text, delimiter)]
    if delimiter == "|" and len(cells) > 1:
        cells = cells[line.text.lstrip().startswith("|") :]
        cells = cells[: len(cells) - line.text.rstrip().endswith("|")]
    return cells or [Cell("", Span(line.start, line.start))]


@lru_cache(maxsize=4096)
def _width(line: str, delimiter: str) -> int:
    """How many cells a line has; counted without cutting it up where nothing is quoted."""
    if "\\" in line or '"' in line:
        return len(_cells(_Line(line, 0), delimiter))
    bare = line.strip(" ")
    edges = delimiter == "|" and bare.startswith("|") + bare.endswith("|")
    return bare.count(delimiter) + 1 - edges if len(bare) > 1 else 1


def _pieces(text: str, delimiter: str) -> list[tuple[int, int]]:
    """Where the fields of a line lie; within double quotes a comma or semicolon parts none."""
    cuts, quoted = [-1], False
    for at, sign in enumerate(text):
        if sign == '"' and delimiter in _PROSE:
            quoted = not quoted
        elif sign == delimiter and not quoted and not (sign == "|" and text[at - 1 : at] == "\\"):
            cuts.append(at)
    return [(before + 1, after) for before, after in pairwise([*cuts, len(text)])]


def _cell(line: _Line, start: int, end: int) -> Cell:
    raw = line.text[start:end]
    quoted = _QUOTED.fullmatch(raw)
    if quoted:
        start, end = start + quoted.start(1), start + quoted.end(1)
    else:
        start, end = start + len(raw) - len(raw.lstrip()), start + len(raw.rstrip())
        end = max(start, end)
    return Cell(line.text[start:end], Span(line.start + start, line.start + end))


def _column(name: str, texts: Sequence[str]) -> Column:
    found = [quantity(text) for text in texts]
    kind = _kind(found, sum(not _ABSENT.fullmatch(text) for text in texts))
    values = tuple(_value(one, kind) for one in found)
    if kind == "text":
        values = _contained(texts)
    return Column(name, kind, scale(name), values)


def _contained(texts: Sequence[str]) -> tuple[float | None, ...]:
    """The one figure within each of a column's texts, where most have just one: “j smith (18)”."""
    found = [_FIGURE.findall(text) if len(text) <= LONGEST_TEXT else [] for text in texts]
    lone = [float(one[0].replace(",", "")) if len(one) == 1 else None for one in found]
    present = sum(not _ABSENT.fullmatch(text) for text in texts)
    if sum(value is not None for value in lone) < 0.8 * present:
        return (None,) * len(texts)
    return tuple(lone)


def _kind(found: Sequence[Quantity | None], present: int) -> Kind:
    """The kind that most cells are of; text where there is none."""
    counts = {kind: sum(one is not None and one.kind == kind for one in found) for kind in KINDS}
    numeric = sum(counts.values())
    best = max(KINDS, key=lambda kind: counts[kind])
    return best if numeric and numeric >= 0.7 * present and counts[best] * 2 > numeric else "text"


def _value(one: Quantity | None, kind: Kind) -> float | None:
    if one is None or kind == "text":
        return None
    alike = one.kind == kind or "date" not in (one.kind, kind)
    return one.number if alike else None
