"""OpenDocument text: headings, paragraphs, lists, tables and notes from its one XML part."""

import zipfile
import zlib
from collections.abc import Iterator

from lxml import etree

from corpus.documents import Kind, Reading
from corpus.errors import CorruptSource
from corpus.normalise import dates
from corpus.readers import titles
from corpus.readers.archives import unpacked_within_limits
from corpus.readers.composing import Composition, stated_title

_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_META = "{urn:oasis:names:tc:opendocument:xmlns:meta:1.0}"
_LEFT_OUT = {
    f"{_TEXT}tracked-changes",
    f"{_TEXT}note",
    f"{_OFFICE}annotation",
    f"{_TEXT}hidden-text",
}
_SPACES = {f"{_TEXT}s": " ", f"{_TEXT}tab": " ", f"{_TEXT}line-break": "\n"}


def read(content: bytes, *, name: str, kind: Kind | None = None) -> Reading:
    """One document; a note's marker is ``[^1]`` where it stands and before its text at the end."""
    with unpacked_within_limits(content, name=name) as archive:
        try:
            body = _parsed(archive.read("content.xml")).find(f".//{_OFFICE}text")
            meta = _parsed(archive.read("meta.xml")) if "meta.xml" in archive.namelist() else None
        except (KeyError, ValueError, etree.XMLSyntaxError, zipfile.BadZipFile, zlib.error) as e:
            raise CorruptSource(f"{name} is damaged ({type(e).__name__}: {e})") from e
    if body is None:
        raise CorruptSource(f"{name} is damaged: it holds no text document")
    composition = Composition()
    _blocks(composition, body)
    for number, note in enumerate(body.iter(f"{_TEXT}note"), start=1):
        words = " ".join("".join(_pieces(part)) for part in note.iterfind(f"{_TEXT}note-body/*"))
        composition.paragraph(f"[^{number}]: {' '.join(words.split())}")
    title = stated_title(meta.findtext(f".//{_DC}title") if meta is not None else None)
    head = composition.document("").text
    day = dates.published(head)
    made = _made(meta) if day is None and meta is not None else None
    document = composition.document(
        title or next(iter(composition.titles), None) or titles.from_name(name),
        kind=kind or "report",
        published=day or (dates.stated(made) if made else None),
    )
    return Reading(
        (document,), ("its date is when the file was made; it states none itself",) if made else ()
    )


def _made(meta: etree._Element) -> str | None:
    return (meta.findtext(f".//{_META}creation-date") or "")[:10] or None


def _blocks(composition: Composition, parent: etree._Element) -> None:
    for element in parent:
        if element.tag == f"{_TEXT}h":
            level = element.get(f"{_TEXT}outline-level", "1")
            composition.heading(
                "".join(_pieces(element)), level=int(level) if level.isdecimal() else 1
            )
        elif element.tag == f"{_TEXT}p":
            composition.paragraph("".join(_pieces(element)))
        elif element.tag == f"{_TEXT}list":
            items = ("".join(_pieces(item)).strip() for item in element.iter(f"{_TEXT}p"))
            composition.lines((f"- {item}" for item in items if item), kind="list")
        elif element.tag == f"{_TABLE}table":
            rows = [
                [" ".join(_pieces(cell)) for cell in row.iterfind(f"{_TABLE}table-cell")]
                for row in element.iter(f"{_TABLE}table-row")
            ]
            composition.table(rows, header=len(rows) > 1)
        elif element.tag not in _LEFT_OUT:
            _blocks(composition, element)


def _pieces(element: etree._Element) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if child.tag in _SPACES:
            yield _SPACES[child.tag]
        elif child.tag == f"{_TEXT}note":
            yield f"[^{_number(child)}]"
        elif child.tag not in _LEFT_OUT and isinstance(child.tag, str):
            yield from _pieces(child)
        yield child.tail or ""


def _number(note: etree._Element) -> int:
    """A note's place among all of them, from 1."""
    return 1 + sum(1 for _ in note.iterancestors(f"{_OFFICE}text") for _ in _notes_before(note))


def _notes_before(note: etree._Element) -> Iterator[etree._Element]:
    return (other for other in note.xpath("preceding::*[local-name()='note']"))


def _parsed(markup: bytes) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    return etree.fromstring(markup, parser)
