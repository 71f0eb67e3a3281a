"""Workbooks of Excel 97 to 2003: each shown sheet is a page, its rows are tables."""

import struct
from collections.abc import Iterator

import xlrd
from xlrd.book import Book
from xlrd.compdoc import CompDocError
from xlrd.sheet import Cell, Sheet
from xlrd.xldate import XLDateError, xldate_as_datetime

from corpus.documents import Kind, Reading
from corpus.errors import CorruptSource, EncryptedSource
from corpus.readers import sheets
from corpus.readers.overrides import NOTHING, Override

_SHOWN = 0
_DAMAGE = (
    xlrd.XLRDError, CompDocError, AssertionError, AttributeError, LookupError, TypeError,
    ValueError, struct.error,
)  # fmt: skip


def read(
    content: bytes, *, name: str, kind: Kind | None = None, said: Override = NOTHING
) -> Reading:
    """One document with a page for each shown sheet; rows that are postings are documents."""
    try:
        file = xlrd.open_workbook(file_contents=content, formatting_info=True)
        shown = [
            sheets.sheet(place, one.name, _rows(file, one))
            for place, one in enumerate(file.sheets(), start=1)
            if one.visibility == _SHOWN
        ]
    except _DAMAGE as e:
        if "encrypted" in str(e).lower():
            raise EncryptedSource(f"{name} needs a password; save it without one") from e
        raise CorruptSource(f"{name} is damaged ({type(e).__name__}: {e})") from e
    hidden = file.nsheets - len(shown)
    return sheets.reading(shown, title=None, name=name, kind=kind, hidden=hidden, said=said)


def _rows(file: Book, sheet: Sheet) -> Iterator[sheets.Row]:
    for row in range(sheet.nrows):
        yield [_text(file, cell) for cell in sheet.row(row)]


def _text(file: Book, cell: Cell) -> str:
    if cell.ctype == xlrd.XL_CELL_DATE:
        try:
            return sheets.cell_text(xldate_as_datetime(cell.value, file.datemode))
        except XLDateError:
            return sheets.cell_text(cell.value)
    if cell.ctype == xlrd.XL_CELL_ERROR:
        return ""
    value = bool(cell.value) if cell.ctype == xlrd.XL_CELL_BOOLEAN else cell.value
    return sheets.cell_text(value, number_format=_format(file, cell))


def _format(file: Book, cell: Cell) -> str:
    if cell.ctype != xlrd.XL_CELL_NUMBER or cell.xf_index is None:
        return ""
    return str(file.format_map[file.xf_list[cell.xf_index].format_key].format_str)
