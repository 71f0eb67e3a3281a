"""PDF: pages by their real numbers, table rows kept whole, headings told by their setting."""

import re
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from io import BytesIO
from itertools import islice, pairwise, takewhile

import pypdf
import pypdfium2 as pdfium
from pypdf.errors import FileNotDecryptedError, PyPdfError
from pypdfium2 import raw

from corpus.documents import Document, Kind, Reading, Reference
from corpus.errors import CorruptSource, EmptySource, EncryptedSource
from corpus.normalise import dates
from corpus.readers import pdf_layout, titles
from corpus.readers.composing import LONGEST_TITLE, Composition, is_title, stated_title
from corpus.readers.filings import COVER_CHARACTERS, Filing, filing
from corpus.readers.pdf_layout import Body, Group
from corpus.readers.pdf_lines import PageText
from corpus.readers.pdf_rows import Line

MOST_BOOKMARKS = 2_000
FIRST_LINE_TITLE = 90
LONGEST_FOOTNOTE = 400

_FOOTNOTE = re.compile(r"^([⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3})[ \t]?(\S.*)$", re.MULTILINE)
_ADDRESS = re.compile(r"https?://\S+")
_FILED = re.compile(r"\bfiled(?:\s+on)?[\s:]+([\d/-]{8,10})", re.IGNORECASE)
_CREATED = re.compile(r"D:(\d{4})(\d\d)(\d\d)")

_Pages = Sequence[tuple[int, Sequence[Line]]]


def read(content: bytes, *, name: str, kind: Kind | None = None) -> Reading:
    """One document. Raises EmptySource for a scan without a text layer."""
    try:
        file = pdfium.PdfDocument(content)
    except pdfium.PdfiumError as refusal:
        if refusal.err_code == raw.FPDF_ERR_PASSWORD:
            raise EncryptedSource(f"{name} needs a password; save it without one") from refusal
        return _read_with_pypdf(content, name=name, kind=kind)
    try:
        return _read_with_pdfium(file, name=name, kind=kind)
    finally:
        file.close()


def _read_with_pdfium(file: pdfium.PdfDocument, *, name: str, kind: Kind | None) -> Reading:
    pages, notes = _lines(file)
    body = pdf_layout.body([lines for _, lines in pages])
    outline = _outline(file)
    composition = Composition()
    for number, lines in pages:
        composition.page(number)
        for group in pdf_layout.groups(lines, body, outline.get(number, {})):
            _add(composition, group)
    if composition.is_empty:
        raise EmptySource(_scanned(name, len(file)))
    metadata = file.get_metadata_dict(skip_empty=True)
    cover = _cover(pages)
    published, origin = _published(metadata, pages)
    document = composition.document(
        cover.title if cover else _title(metadata, pages, body, name=name),
        kind=kind or "report",
        published=published,
        publisher=cover.filer if cover else None,
    )
    with_notes = replace(document, references=_with_footnotes(document))
    return Reading((with_notes,), (*notes, *origin))


def _with_footnotes(document: Document) -> tuple[Reference, ...]:
    """References whose raised marker also begins one line: the footnote it stands for."""
    said: dict[str, list[str]] = {}
    for footnote in _FOOTNOTE.finditer(document.text):
        said.setdefault(footnote[1], []).append(footnote[2])
    return tuple(
        # A marker that begins several lines starts anew on each page: which is meant is unknown.
        _footnote(reference, said[reference.marker][0])
        if reference.title is None and len(said.get(reference.marker, ())) == 1
        else reference
        for reference in document.references
    )


def _footnote(reference: Reference, words: str) -> Reference:
    address = _ADDRESS.search(words)
    return replace(
        reference,
        title=words[:LONGEST_FOOTNOTE].strip(),
        url=reference.url or (address[0].rstrip(".,;)") if address else None),
    )


def _lines(file: pdfium.PdfDocument) -> tuple[_Pages, tuple[str, ...]]:
    """The lines of each page by its number, and notes on pages and parts that gave none."""
    pages: list[tuple[int, Sequence[Line]]] = []
    unread: list[int] = []
    for index in range(len(file)):
        try:
            page = file[index]
        except pdfium.PdfiumError:
            unread.append(index + 1)
            continue
        text = PageText(page)
        pages.append((index + 1, text.lines()))
        text.close()
        page.close()
    bare = [number for number, lines in pages if not lines]
    notes = (
        _note("could not be opened", unread),
        _note("hold no text (scanned, or pictures only)", bare if len(bare) < len(pages) else []),
        f"attachments not read: {file.count_attachments()}" if file.count_attachments() else "",
    )
    return pages, tuple(note for note in notes if note)


def _note(what: str, numbers: Sequence[int]) -> str:
    shown = ", ".join(map(str, numbers[:10])) + (", …" if len(numbers) > 10 else "")
    return f"pages that {what}: {shown}" if numbers else ""


def _add(composition: Composition, group: Group) -> None:
    if group.kind == "heading":
        composition.heading(group.lines[0], level=group.level)
    else:
        composition.lines(group.lines, kind=group.kind, header=group.header)


def _outline(file: pdfium.PdfDocument) -> Mapping[int, Mapping[str, int]]:
    """The bookmarks: for each page number, a heading's words and its level."""
    outline: dict[int, dict[str, int]] = {}
    for bookmark in islice(file.get_toc(), MOST_BOOKMARKS):
        target = bookmark.get_dest()
        index = target.get_index() if target else None
        if index is not None:
            outline.setdefault(index + 1, {})[bookmark.get_title()] = bookmark.level + 1
    return outline


def _scanned(name: str, pages: int) -> str:
    count = "its one page" if pages == 1 else f"its {pages} pages"
    return f"{name} has no text layer in {count}; run OCR first (for example ocrmypdf)"


def _cover(pages: _Pages) -> Filing | None:
    lines = [line.text for _, lines in pages[:2] for line in lines]
    return filing(lines[:120])


def _title(metadata: Mapping[str, str], pages: _Pages, body: Body, *, name: str) -> str:
    """The title the file states if it is one for people, else its first page's largest words."""
    first = next((lines for _, lines in pages if lines), ())
    return (
        stated_title(metadata.get("Title")) or _largest_words(first, body) or titles.from_name(name)
    )


def _largest_words(lines: Sequence[Line], body: Body) -> str | None:
    """The words set largest, or a first line that stands alone; None where neither is."""
    worded = [line for line in lines if len(re.findall(r"[^\W\d_]", line.text)) > 2]
    largest = max((line.size for line in worded if is_title(line.text)), default=0.0)
    start = next(
        (
            place
            for place, line in enumerate(worded)
            if line.size > 0.95 * largest and is_title(line.text)
        ),
        0,
    )
    if not worded or not body.is_larger(worded[start]):
        return _lone_first_line(worded, body)
    below = takewhile(
        lambda pair: (
            pair[1].size > 0.95 * largest and 0 < pair[0].bottom - pair[1].bottom < 2 * largest
        ),
        pairwise(worded[start : start + pdf_layout.HEADING_LINES]),
    )
    words = pdf_layout.joined([worded[start].text, *(line.text for _, line in below)], body)
    return words if len(words) <= LONGEST_TITLE else None


def _lone_first_line(lines: Sequence[Line], body: Body) -> str | None:
    if (
        not lines
        or len(lines[0].text) > FIRST_LINE_TITLE
        or lines[0].text.endswith((".", ":", ","))
    ):
        return None
    is_apart = (
        len(lines) == 1 or lines[0].bottom - lines[1].bottom > pdf_layout.NEXT_PARAGRAPH * body.step
    )
    return lines[0].text if is_apart or body.is_bolder(lines[0]) else None


def _published(metadata: Mapping[str, str], pages: _Pages) -> tuple[date | None, tuple[str, ...]]:
    """The day the file says it was published; failing that the day it was made, with a note."""
    stated = " ".join((metadata.get("Subject", ""), metadata.get("Title", "")))
    filed = _FILED.search(stated)
    day = dates.stated(filed[1]) if filed else None
    if day is None:
        first = "\n".join(line.text for _, lines in pages[:1] for line in lines)
        day = dates.published(first[:COVER_CHARACTERS])
    if day is not None:
        return day, ()
    created = _CREATED.match(metadata.get("CreationDate", ""))
    day = dates.stated("-".join(created.groups())) if created else None
    return day, ("its date is when the file was made; it states none itself",) if day else ()


def _read_with_pypdf(content: bytes, *, name: str, kind: Kind | None) -> Reading:
    """The other engine, for a file pdfium refuses: its text in lines, without their setting."""
    composition = Composition()
    try:
        file = pypdf.PdfReader(BytesIO(content))
        for number, text in enumerate(_texts(file), start=1):
            composition.page(number)
            for paragraph in re.split(r"\n\s*\n", text):
                composition.paragraph(paragraph)
        stated = str(file.metadata.title or "") if file.metadata else ""
    except FileNotDecryptedError as refusal:
        raise EncryptedSource(f"{name} needs a password; save it without one") from refusal
    except (
        PyPdfError,
        ArithmeticError,
        LookupError,
        TypeError,
        ValueError,
        AttributeError,
        OSError,
        zlib.error,
    ) as e:
        raise CorruptSource(f"{name} is damaged: neither PDF engine can open it ({e})") from e
    if composition.is_empty:
        raise EmptySource(_scanned(name, len(file.pages)))
    title = stated_title(stated) or titles.from_name(name)
    document = composition.document(title, kind=kind or "report")
    return Reading((document,), ("the file is damaged; its text was recovered",))


def _texts(file: pypdf.PdfReader) -> Iterator[str]:
    for page in file.pages:
        yield page.extract_text()
