"""HTML tables as rows of cells: which tables hold data, and cells that span rows said in each."""

import re
from collections.abc import Iterator

from lxml import etree

from corpus.readers.clean import clean

MOST_COLUMNS = 200
LONGEST_SPAN = 40  # cells that one may span, by rows or by columns
LONGEST_CELL = 1_500  # characters from which a table is a page's layout and not data
LONGEST_FACT_BOX = 20_000
LABELLED_ROWS = 3  # rows of a label and a value that make a fact box of a table

_CELLS = frozenset({"td", "th"})


class Grid:
    """A data table in the making; what stands in a table within one of its cells is that cell's."""

    def __init__(self) -> None:
        self.depth = 1
        self.cell: list[str] | None = None
        self._rows: list[list[str]] = []
        self._named: list[bool] = []
        self._spanning: dict[int, tuple[int, str]] = {}

    @property
    def has_header(self) -> bool:
        return bool(self._named) and self._named[0]

    def rows(self) -> Iterator[list[str]]:
        """The rows, without columns that no row fills."""
        width = max(map(len, self._rows), default=0)
        filled = [
            any(place < len(row) and clean(row[place]).strip() for row in self._rows)
            for place in range(width)
        ]
        for row in self._rows:
            cells = [cell for place, cell in enumerate(row) if filled[place]]
            while cells and not cells[-1]:
                cells.pop()
            yield cells

    def open_row(self, element: etree._Element) -> None:
        if self.depth == 1:
            self._rows.append([])
            self._named.append(_names_columns(element))

    def close_row(self) -> None:
        if self.depth == 1 and self._rows:
            self._fill_spanned()

    def open_cell(self) -> None:
        if self.depth == 1 and self._rows:
            self._fill_spanned()
            self.cell = []

    def close_cell(self, element: etree._Element) -> None:
        if self.depth > 1 or self.cell is None:
            return
        said, self.cell = joined(self.cell), None
        row = self._rows[-1]
        if len(row) >= MOST_COLUMNS:
            return
        down, across = _span(element.get("rowspan")), _span(element.get("colspan"))
        for words in [said, *[""] * (across - 1)][: MOST_COLUMNS - len(row)]:
            if down > 1:
                self._spanning[len(row)] = (down - 1, words)
            row.append(words)

    def _fill_spanned(self) -> None:
        """Say again the cells of rows above that reach down to the next place in this row."""
        row = self._rows[-1]
        while (spanned := self._spanning.pop(len(row), None)) is not None:
            left, said = spanned
            if left > 1:
                self._spanning[len(row)] = (left - 1, said)
            row.append(said)


def joined(parts: list[str]) -> str:
    """A cell's paragraphs and list items on one line."""
    line = ""
    for part in parts:
        ended = not line or line[-1] in ".;:,!?–—-|([" or part[:1] in ".,;:)]"
        line += ("" if not line else " " if ended else "; ") + part
    return line


def is_data(table: etree._Element) -> bool:
    """A table of several columns and short cells; other tables are a page's layout."""
    if table.get("role", "").lower() in {"presentation", "none"}:
        return False
    if next(table.iterdescendants("h1", "h2", "h3"), None) is not None:
        return False
    if next(table.iterdescendants("table"), None) is not None:
        return _is_fact_box(table) and _letters(table) <= LONGEST_FACT_BOX
    widest = max((len(_cell_tags(row)) for row in table.iter("tr")), default=0)
    longest = max((_letters(cell) for cell in table.iter("td")), default=0)
    return widest >= 2 and longest <= LONGEST_CELL


def _letters(cell: etree._Element) -> int:
    shown = (part for part in cell.iter() if part.tag not in {"style", "script"})
    return sum(len((part.text or "").strip()) for part in shown)


def _is_fact_box(table: etree._Element) -> bool:
    labelled = 0
    for row in table.iter("tr"):
        labelled += _cell_tags(row) == ["th", "td"]
        if labelled >= LABELLED_ROWS:
            return True
    return False


def _cell_tags(row: etree._Element) -> list[str]:
    return [cell.tag for cell in row if cell.tag in _CELLS]


def _names_columns(row: etree._Element) -> bool:
    """A row of header cells, or the one in a table's head."""
    tags = _cell_tags(row)
    around = row.getparent()
    return bool(tags) and (set(tags) == {"th"} or (around is not None and around.tag == "thead"))


def _span(stated: str | None) -> int:
    return min(int(stated), LONGEST_SPAN) or 1 if stated and re.fullmatch(r"\d{1,6}", stated) else 1
