"""Word documents: headings, lists, tables, footnotes; hidden and deleted text is left out."""

import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from io import BytesIO

import docx
from docx.document import Document as WordFile
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml.parser import parse_xml
from lxml import etree

from corpus.documents import Kind, Reading
from corpus.errors import CorruptSource, UnsupportedSource
from corpus.normalise import dates
from corpus.readers import titles
from corpus.readers.archives import unpacked_within_limits
from corpus.readers.composing import Composition, stated_title

BOLD_HEADING_LEVEL = 4
LONGEST_BOLD_HEADING = 100
TEMPLATE_MADE = date(2013, 12, 23)  # the day in python-docx's own template, kept by what it makes

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_LEFT_OUT = {
    f"{_W}del", f"{_W}moveFrom", f"{_W}rPr", f"{_W}pPr",
    f"{_W}instrText", f"{_W}delText", f"{_W}fldData",
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
}  # fmt: skip
_MARKS = {
    f"{_W}tab": " ",
    f"{_W}br": "\n",
    f"{_W}cr": "\n",
    f"{_W}noBreakHyphen": "-",
    f"{_W}ptab": " ",
}
_HEADING_NAME = re.compile(r"heading (\d)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Style:
    level: int | None = None
    is_title: bool = False
    is_list: bool = False
    is_hidden: bool = False


def read(content: bytes, *, name: str, kind: Kind | None = None) -> Reading:
    """One document; a footnote is ``[^1]`` where it stands and before its text at the end."""
    unpacked_within_limits(content, name=name).close()
    try:
        file = docx.Document(BytesIO(content))
        return _reading(file, name=name, kind=kind)
    except PackageNotFoundError as e:
        raise CorruptSource(f"{name} is damaged: it holds no Word document") from e
    except (
        KeyError,
        ValueError,
        AttributeError,
        TypeError,
        etree.XMLSyntaxError,
        zipfile.BadZipFile,
    ) as e:
        if "is not a Word file" in str(e):
            raise UnsupportedSource(
                f"{name} is a Word template or macro file; save it as .docx"
            ) from e
        raise CorruptSource(f"{name} is damaged ({type(e).__name__}: {e})") from e


def _reading(file: WordFile, *, name: str, kind: Kind | None) -> Reading:
    reader = _Reader(_styles(file))
    reader.blocks(file.element.body)
    for marker, text in (*_notes(file, "footnotes", ""), *_notes(file, "endnotes", "e")):
        reader.composition.paragraph(f"[^{marker}]: {text}")
    composition = reader.composition
    title = reader.title or stated_title(file.core_properties.title)
    published, origin = _published(file, reader.head)
    document = composition.document(
        title or next(iter(composition.titles), None) or titles.from_name(name),
        kind=kind or "report",
        published=published,
    )
    return Reading((document,), origin)


class _Reader:
    """Adds a body's paragraphs and tables to a composition, in order."""

    def __init__(self, styles: Mapping[str, _Style]) -> None:
        self.composition = Composition()
        self.title: str | None = None
        self.head: list[str] = []
        self._styles = styles
        self._items: list[str] = []

    def blocks(self, parent: etree._Element) -> None:
        self._blocks(parent)
        self._end_list()

    def _blocks(self, parent: etree._Element) -> None:
        for element in parent:
            if element.tag == f"{_W}p":
                self._paragraph(element)
            elif element.tag == f"{_W}tbl":
                self._table(element)
            elif element.tag not in _LEFT_OUT:
                self._blocks(element)

    def _paragraph(self, element: etree._Element) -> None:
        style = self._style(element)
        if style.is_hidden:
            return
        text = self._text(element).strip()
        if len(self.head) < dates.HEAD_LINES and text:
            self.head.append(text)
        if style.is_list and style.level is None and text:
            self._items.append(f"- {text}")
            return
        self._end_list()
        if style.is_title and text and self.title is None:
            self.title = text
        level = style.level or (BOLD_HEADING_LEVEL if _is_bold_heading(element, text) else None)
        if level:
            self.composition.heading(text, level=level)
        else:
            self.composition.paragraph(text)
        for box in _text_boxes(element):
            self._blocks(box)

    def _end_list(self) -> None:
        self.composition.lines(self._items, kind="list")
        self._items = []

    def _table(self, element: etree._Element) -> None:
        self._end_list()
        rows = [
            [self._cell(cell) for cell in _cells(row)]
            for row in element.iter(f"{_W}tr")
            if _table_of(row) is element
        ]
        if max(map(len, rows), default=0) < 2:
            for cell in (cell for row in rows for cell in row):
                self.composition.paragraph(cell)
            return
        filled = [row for row in rows if any(row)]
        self.composition.table(filled, header=len(filled) > 1 and all(filled[0][1:]))

    def _cell(self, element: etree._Element) -> str:
        paragraphs = (self._text(paragraph).strip() for paragraph in element.iter(f"{_W}p"))
        return " ".join(text for text in paragraphs if text)

    def _style(self, element: etree._Element) -> _Style:
        settings = element.find(f"{_W}pPr")
        if settings is None:
            return _Style()
        named = self._styles.get(_value(settings, "pStyle") or "", _Style())
        outline = _value(settings, "outlineLvl")
        level = (
            int(outline) + 1
            if outline and outline.isdecimal() and int(outline) < 9
            else named.level
        )
        numbering = settings.find(f"{_W}numPr")
        is_list = named.is_list if numbering is None else _value(numbering, "numId") != "0"
        return _Style(level, named.is_title, is_list, named.is_hidden)

    def _text(self, element: etree._Element) -> str:
        return "".join(self._pieces(element))

    def _pieces(self, element: etree._Element) -> Iterator[str]:
        for child in element:
            tag = child.tag
            if tag in {f"{_W}t", f"{_M}t"}:
                yield child.text or ""
            elif tag in _MARKS:
                yield _MARKS[tag]
            elif tag in {f"{_W}footnoteReference", f"{_W}endnoteReference"}:
                yield f"[^{'e' if 'endnote' in tag else ''}{child.get(f'{_W}id')}]"
            elif not (tag in _LEFT_OUT or tag == f"{_W}txbxContent" or self._is_hidden_run(child)):
                yield from self._pieces(child)

    def _is_hidden_run(self, element: etree._Element) -> bool:
        settings = element.find(f"{_W}rPr") if element.tag == f"{_W}r" else None
        if settings is None:
            return False
        named = self._styles.get(_value(settings, "rStyle") or "", _Style())
        size = _value(settings, "sz")
        is_tiny = size is not None and size.isdecimal() and int(size) <= 2
        return (
            named.is_hidden or _is_on(settings, "vanish") or is_tiny or _is_white_on_white(settings)
        )


def _is_white_on_white(settings: etree._Element) -> bool:
    """White words, outside a table, on no colour of their own: there for machines only."""
    if (_value(settings, "color") or "").upper() != "FFFFFF":
        return False
    shaded = settings.find(f"{_W}shd") is not None or settings.find(f"{_W}highlight") is not None
    around = (element.tag for element in settings.iterancestors())
    paragraph = next((e for e in settings.iterancestors() if e.tag == f"{_W}p"), None)
    is_on_colour = paragraph is not None and paragraph.find(f"{_W}pPr/{_W}shd") is not None
    framed = any(tag.endswith(("}tc", "}txbxContent")) for tag in around)
    return not (shaded or is_on_colour or framed)


def _is_bold_heading(element: etree._Element, text: str) -> bool:
    """A short line set wholly in bold is a heading, whatever its style is called."""
    if (
        not 2 < len(text) <= LONGEST_BOLD_HEADING
        or text.endswith((".", ",", ";", ":"))
        or "\n" in text
    ):
        return False
    runs = [
        run
        for run in element.iter(f"{_W}r")
        if "".join(t.text or "" for t in run.iter(f"{_W}t")).strip()
    ]
    return bool(runs) and all(
        (settings := run.find(f"{_W}rPr")) is not None and _is_on(settings, "b") for run in runs
    )


def _text_boxes(element: etree._Element) -> Iterator[etree._Element]:
    for box in element.iter(f"{_W}txbxContent"):
        if not any(parent.tag in _LEFT_OUT for parent in box.iterancestors()):
            yield box


def _table_of(row: etree._Element) -> etree._Element | None:
    return next((parent for parent in row.iterancestors() if parent.tag == f"{_W}tbl"), None)


def _cells(row: etree._Element) -> Iterator[etree._Element]:
    for cell in row.iter(f"{_W}tc"):
        if (
            next((parent for parent in cell.iterancestors() if parent.tag == f"{_W}tr"), None)
            is row
        ):
            yield cell


def _styles(file: WordFile) -> Mapping[str, _Style]:
    """What each style's name and settings mean, what it is based on included."""
    elements = {
        style.get(f"{_W}styleId"): style for style in file.styles.element.iter(f"{_W}style")
    }
    return {name: _meaning(list(_lineage(name, elements))) for name in elements if name}


def _lineage(name: str, elements: Mapping[str | None, etree._Element]) -> Iterator[etree._Element]:
    """A style and those it is based on; a circle of styles is followed once."""
    seen: set[str | None] = set()
    following: str | None = name
    while following in elements and following not in seen:
        seen.add(following)
        yield elements[following]
        following = _value(elements[following], "basedOn")


def _meaning(lineage: Iterable[etree._Element]) -> _Style:
    level, is_title, is_list, is_hidden = None, False, False, False
    for element in lineage:
        called = (_value(element, "name") or "").lower()
        heading = _HEADING_NAME.fullmatch(called)
        level = level or (int(heading[1]) if heading else 1 if called == "title" else None)
        is_title = is_title or called == "title"
        is_list = (
            is_list or called.startswith("list") or element.find(f"{_W}pPr/{_W}numPr") is not None
        )
        settings = element.find(f"{_W}rPr")
        is_hidden = is_hidden or (settings is not None and _is_on(settings, "vanish"))
    return _Style(level, is_title, is_list, is_hidden)


def _notes(file: WordFile, which: str, prefix: str) -> Iterator[tuple[str, str]]:
    relationship = getattr(RELATIONSHIP_TYPE, which.upper())
    part = next(
        (rel.target_part for rel in file.part.rels.values() if rel.reltype == relationship), None
    )
    if part is None:
        return
    for note in parse_xml(part.blob).iter(f"{_W}{which[:-1]}"):
        text = " ".join("".join(_Reader({})._pieces(p)) for p in note.iter(f"{_W}p")).strip()  # noqa: SLF001
        if note.get(f"{_W}type") in {None, "normal"} and text:
            yield f"{prefix}{note.get(f'{_W}id')}", " ".join(text.split())


def _published(file: WordFile, head: list[str]) -> tuple[date | None, tuple[str, ...]]:
    day = dates.published("\n".join(head))
    if day is not None:
        return day, ()
    made = file.core_properties.created
    if made is None or made.date() == TEMPLATE_MADE:
        return None, ()
    return made.date(), ("its date is when the file was made; it states none itself",)


def _value(element: etree._Element, child: str) -> str | None:
    found = element.find(f"{_W}{child}")
    value = found.get(f"{_W}val") if found is not None else None
    return str(value) if value is not None else None


def _is_on(settings: etree._Element, switch: str) -> bool:
    found = settings.find(f"{_W}{switch}")
    return found is not None and found.get(f"{_W}val") not in {"0", "false", "off", "none"}
