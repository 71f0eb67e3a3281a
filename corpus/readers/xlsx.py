"""Workbooks: each shown sheet is a page, its rows are tables with their header."""

import zipfile
from collections.abc import Iterator
from io import BytesIO

import openpyxl
from lxml import etree
from openpyxl.cell.cell import Cell
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.workbook.workbook import Workbook

from corpus.documents import Kind, Reading
from corpus.errors import CorruptSource
from corpus.readers import sheets
from corpus.readers.archives import LARGEST_SHEET, unpacked_within_limits
from corpus.readers.overrides import NOTHING, Override

_DAMAGE = (
    InvalidFileException, KeyError, ValueError, TypeError, AttributeError, IndexError,
    etree.XMLSyntaxError, SyntaxError, zipfile.BadZipFile,
)  # fmt: skip


def read(
    content: bytes, *, name: str, kind: Kind | None = None, said: Override = NOTHING
) -> Reading:
    """One document with a page for each shown sheet; rows that are postings are documents."""
    unpacked_within_limits(content, name=name, largest_member=LARGEST_SHEET).close()
    try:
        file = openpyxl.load_workbook(BytesIO(content), read_only=True, data_only=True)
        shown = [
            sheets.sheet(place, one.title, _rows(one))
            for place, one in enumerate(file.worksheets, start=1)
            if one.sheet_state == "visible"
        ]
        hidden = len(file.worksheets) - len(shown)
        title = _title(file)
        file.close()
    except _DAMAGE as e:
        raise CorruptSource(f"{name} is damaged ({type(e).__name__}: {e})") from e
    return sheets.reading(shown, title=title, name=name, kind=kind, hidden=hidden, said=said)


def _title(file: Workbook) -> str | None:
    title = file.properties.title
    return title if isinstance(title, str) else None


def _rows(sheet: object) -> Iterator[sheets.Row]:
    # openpyxl ships no types for the sheets of its read-only mode.
    sheet.reset_dimensions()  # type: ignore[attr-defined]
    for row in sheet.iter_rows():  # type: ignore[attr-defined]
        yield [_text(cell) for cell in row]


def _text(cell: Cell) -> str:
    is_number = isinstance(cell.value, int | float)
    return sheets.cell_text(cell.value, number_format=cell.number_format if is_number else "")
