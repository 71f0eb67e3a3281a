"""Electronic books: the chapters in the order of the book's spine, each read as a page of HTML."""

import posixpath
import zipfile
import zlib
from collections.abc import Iterator
from urllib.parse import unquote

from lxml import etree

from corpus.documents import Kind, Reading
from corpus.errors import CorruptSource, EmptySource, EncryptedSource
from corpus.normalise import dates
from corpus.readers import html, titles
from corpus.readers.archives import unpacked_within_limits
from corpus.readers.composing import Composition, stated_title

_CONTAINER = "META-INF/container.xml"
_RIGHTS = "META-INF/rights.xml"
_DC = "{http://purl.org/dc/elements/1.1/}"
_PAGES = {"application/xhtml+xml", "text/html"}


def read(content: bytes, *, name: str, kind: Kind | None = None) -> Reading:
    """One document. Raises EncryptedSource for a book under digital rights management."""
    with unpacked_within_limits(content, name=name) as archive:
        if _RIGHTS in archive.namelist():
            raise EncryptedSource(f"{name} is locked by its shop's digital rights management")
        try:
            return _reading(archive, name=name, kind=kind)
        except (
            KeyError,
            ValueError,
            etree.XMLSyntaxError,
            zipfile.BadZipFile,
            zlib.error,
            RuntimeError,
        ) as e:
            raise CorruptSource(f"{name} is damaged ({type(e).__name__}: {e})") from e


def _reading(archive: zipfile.ZipFile, *, name: str, kind: Kind | None) -> Reading:
    root = _parsed(archive.read(_CONTAINER)).find(".//{*}rootfile")
    if root is None:
        raise CorruptSource(f"{name} is damaged: it does not say where its book is")
    place = root.get("full-path", "")
    book = _parsed(archive.read(place))
    composition = Composition()
    missing = 0
    for chapter in _chapters(book, folder=posixpath.dirname(place)):
        if chapter not in archive.namelist():
            missing += 1
            continue
        _add(composition, archive.read(chapter), name=chapter)
    title = stated_title(book.findtext(f".//{_DC}title")) or titles.from_name(name)
    document = composition.document(
        title,
        kind=kind or "report",
        published=dates.stated(book.findtext(f".//{_DC}date") or ""),
        publisher=(book.findtext(f".//{_DC}publisher") or "").strip() or None,
    )
    return Reading((document,), (f"chapters missing from the file: {missing}",) if missing else ())


def _add(composition: Composition, page: bytes, *, name: str) -> None:
    try:
        chapter = html.read(page, name=name).documents[0]
    except EmptySource:
        # A cover or a plate: a chapter of one picture.
        return
    composition.append(chapter)


def _chapters(book: etree._Element, *, folder: str) -> Iterator[str]:
    items = {
        item.get("id"): item.get("href", "")
        for item in book.iterfind(".//{*}manifest/{*}item")
        if item.get("media-type") in _PAGES
    }
    for entry in book.iterfind(".//{*}spine/{*}itemref"):
        path = items.get(entry.get("idref"))
        if path:
            yield posixpath.normpath(posixpath.join(folder, unquote(path.split("#")[0])))


def _parsed(markup: bytes) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    return etree.fromstring(markup, parser)
