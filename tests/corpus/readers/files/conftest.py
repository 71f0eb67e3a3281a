"""Small files of every kind, made by code; honest ones under `samples`, others by their makers."""

import io
import json
import re
import zipfile
import zlib
from collections.abc import Callable, Mapping, Sequence
from email.message import EmailMessage

import docx
import openpyxl
import pptx
import pypdf
import pytest
from docx.document import Document as WordFile
from pptx.util import Inches

Line = tuple[float, float, float, str]
"""Where a line starts from the lower left corner in points, its size, its words."""

PdfOf = Callable[..., bytes]
WordOf = Callable[[Callable[[WordFile], object]], bytes]


@pytest.fixture(scope="session")
def pdf_of() -> PdfOf:
    """Writes a PDF from pages of lines, and from raw page content where that is given."""
    return _pdf


@pytest.fixture(scope="session")
def word_of() -> WordOf:
    """Writes a Word file that a function has filled."""
    return _word


@pytest.fixture(scope="session")
def workbook_of() -> Callable[[Mapping[str, Sequence[Sequence[object]]]], bytes]:
    """Writes a workbook from the rows of its sheets."""
    return _sheets


@pytest.fixture(scope="session")
def zipped() -> Callable[[Mapping[str, bytes]], bytes]:
    return _zipped


@pytest.fixture(scope="session")
def income_statement() -> Sequence[Line]:
    """A page of a filing: a heading, prose, a table whose column headings take two lines."""
    rows = [
        ("Net sales:", ()),
        ("Products", ("$ 63,355", "$ 63,948")),
        ("Services", ("19,604", "17,486")),
        ("Total net sales", ("82,959", "81,434")),
    ]
    lines: list[Line] = [
        (72, 720, 16, "Quarterly Report"),
        (
            72,
            690,
            10,
            "This report is about the quarter. It tells what and where it was sold,",
        ),
        (72, 678, 10, "to whom and at which price, in all of the markets that are told of in it."),
        (330, 650, 10, "June 25,"),
        (335, 640, 10, "2022"),
        (430, 650, 10, "June 26,"),
        (435, 640, 10, "2021"),
    ]
    for place, (label, figures) in enumerate(rows):
        height = 620 - 12 * place
        lines.append((72, height, 10, label))
        lines += [(330 + 100 * column, height, 10, cell) for column, cell in enumerate(figures)]
    return lines


@pytest.fixture(scope="session")
def samples(income_statement: Sequence[Line]) -> Mapping[str, bytes]:
    """One honest file of each kind that this package's readers know."""
    return {
        "report.pdf": _pdf([income_statement]),
        "report.docx": _word(_fill_word),
        "slides.pptx": _slides(),
        "figures.xlsx": _workbook(),
        "letter.eml": _letter(),
        "book.epub": _book(),
        "text.odt": _open_document(),
        "note.rtf": rb"{\rtf1\ansi {\b A note}\par About 31,000 postings were counted.\par}",
        "study.ipynb": _notebook(),
        "news.xml": _feed(),
        "report.md": b"# Jobs\n\nOf 31,000 postings [3], 12 % pay.\n\n| a |\n|---|\n| 1 |\n",
        "plain.txt": b"Jobs in May\n\nThere were 31,000 postings.\n",
    }


def _pdf(
    pages: Sequence[Sequence[Line]] = (),
    *,
    content: bytes | None = None,
    filters: bytes = b"",
    info: Mapping[str, str] | None = None,
) -> bytes:
    bodies = [_operators(lines) for lines in pages] if content is None else [content]
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"",
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    kids = []
    for body in bodies:
        kids.append(b"%d 0 R" % (len(objects) + 1))
        objects.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents %d 0 R"
            b"/Resources<</Font<</F1 3 0 R>>>>>>" % (len(objects) + 2)
        )
        objects.append(b"<</Length %d%s>>stream\n%s\nendstream" % (len(body), filters, body))
    objects[1] = b"<</Type/Pages/Kids[%s]/Count %d>>" % (b" ".join(kids), len(kids))
    told = "".join(f"/{key}({value})" for key, value in (info or {}).items()).encode()
    objects.append(b"<<%s>>" % told)
    return _numbered(objects)


def _numbered(objects: Sequence[bytes]) -> bytes:
    file = io.BytesIO()
    file.write(b"%PDF-1.4\n")
    places = []
    for number, body in enumerate(objects, start=1):
        places.append(file.tell())
        file.write(b"%d 0 obj\n%s\nendobj\n" % (number, body))
    start = file.tell()
    file.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    file.writelines(b"%010d 00000 n \n" % place for place in places)
    count = len(objects)
    file.write(b"trailer<</Size %d/Root 1 0 R/Info %d 0 R>>\n" % (count + 1, count))
    file.write(b"startxref\n%d\n%%%%EOF" % start)
    return file.getvalue()


def _operators(lines: Sequence[Line]) -> bytes:
    return b"\n".join(
        f"BT /F1 {size} Tf 1 0 0 1 {x} {y} Tm ({_escaped(words)}) Tj ET".encode("cp1252")
        for x, y, size, words in lines
    )


def _escaped(words: str) -> str:
    return re.sub(r"([()\\])", r"\\\1", words)


def _word(fill: Callable[[WordFile], object]) -> bytes:
    document = docx.Document()
    fill(document)
    return _saved(document)


def _saved(document: object) -> bytes:
    file = io.BytesIO()
    # Three libraries' files share this method and no type.
    document.save(file)  # type: ignore[attr-defined]
    return file.getvalue()


def _fill_word(document: WordFile) -> None:
    document.add_heading("Hiring in May", level=0)
    document.add_heading("Pay", level=1)
    document.add_paragraph("The median was $182,000.")
    document.add_paragraph("Python", style="List Bullet")
    document.add_paragraph("SQL", style="List Bullet")
    table = document.add_table(rows=2, cols=3)
    for row, words in zip(
        table.rows, (("Role", "Postings", "Median"), ("Analyst", "63", "$95,000")), strict=True
    ):
        for cell, word in zip(row.cells, words, strict=True):
            cell.text = word


def _slides() -> bytes:
    file = pptx.Presentation()
    first = file.slides.add_slide(file.slide_layouts[1])
    first.shapes.title.text = "Hiring in May"
    first.placeholders[1].text = "31,000 postings\n12 % state pay"
    first.notes_slide.notes_text_frame.text = "Counted on 2 June."
    second = file.slides.add_slide(file.slide_layouts[5])
    second.shapes.title.text = "By role"
    table = second.shapes.add_table(2, 2, Inches(1), Inches(2), Inches(4), Inches(1)).table
    for place, word in enumerate(("Role", "Postings", "Analyst", "63")):
        table.cell(place // 2, place % 2).text = word
    return _saved(file)


def _workbook() -> bytes:
    file = openpyxl.Workbook()
    sheet = file.active
    assert sheet is not None
    sheet.title = "Pay"
    for row in (
        ["Pay by role"],
        ["Role", "Postings", "Share"],
        ["Analyst", 63, 0.125],
        ["Engineer", 47.0, 0.5],
    ):
        sheet.append(row)
    sheet["C3"].number_format = "0.0%"
    file.create_sheet("Notes").append(["Counted in May"])
    hidden = file.create_sheet("Secret")
    hidden.append(["do not read me"])
    hidden.sheet_state = "hidden"
    return _saved(file)


def _sheets(named: Mapping[str, Sequence[Sequence[object]]]) -> bytes:
    file = openpyxl.Workbook(write_only=True)
    for name, rows in named.items():
        sheet = file.create_sheet(name)
        for row in rows:
            sheet.append(row)
    return _saved(file)


def _letter() -> bytes:
    message = EmailMessage()
    message["Subject"] = "Hiring in May"
    message["From"] = "Ada Byte <ada@example.com>"
    message["To"] = "desk@example.com"
    message["Date"] = "Mon, 02 Jun 2025 09:30:00 +0000"
    message.set_content("There were 31,000 postings.\n\nAda\n")
    message.add_attachment(b"1,2,3", maintype="text", subtype="csv", filename="counts.csv")
    return message.as_bytes()


def _book() -> bytes:
    container = (
        '<container><rootfiles><rootfile full-path="OEBPS/book.opf"/></rootfiles></container>'
    )
    book = (
        '<package xmlns="http://www.idpf.org/2007/opf" xmlns:dc="http://purl.org/dc/elements/1.1/"><metadata>'
        "<dc:title>A Book of Jobs</dc:title><dc:date>2024-05-02</dc:date></metadata><manifest>"
        '<item id="two" href="two.xhtml" media-type="application/xhtml+xml"/>'
        '<item id="one" href="one.xhtml" media-type="application/xhtml+xml"/></manifest>'
        '<spine><itemref idref="one"/><itemref idref="two"/></spine></package>'
    )
    page = "<html><body><h1>{0}</h1><p>Chapter {0} tells of work and workers.</p></body></html>"
    return _zipped(
        {
            "mimetype": b"application/epub+zip",
            "META-INF/container.xml": container.encode(),
            "OEBPS/book.opf": book.encode(),
            "OEBPS/one.xhtml": page.format("One").encode(),
            "OEBPS/two.xhtml": page.format("Two").encode(),
        }
    )


def _open_document() -> bytes:
    names = "urn:oasis:names:tc:opendocument:xmlns:"
    content = (
        f'<o:document-content xmlns:o="{names}office:1.0" xmlns:t="{names}text:1.0" '
        f'xmlns:b="{names}table:1.0">'
        '<o:body><o:text><t:h t:outline-level="1">Hiring</t:h><t:p>There were 31,000 postings'
        "<t:note><t:note-citation>1</t:note-citation><t:note-body>"
        "<t:p>Own count, 2025.</t:p></t:note-body>"
        "</t:note>.</t:p><b:table><b:table-row><b:table-cell><t:p>Role</t:p></b:table-cell><b:table-cell>"
        "<t:p>Count</t:p></b:table-cell></b:table-row><b:table-row><b:table-cell><t:p>Analyst</t:p></b:table-cell>"
        "<b:table-cell><t:p>63</t:p></b:table-cell></b:table-row></b:table></o:text></o:body></o:document-content>"
    )
    return _zipped(
        {"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": content.encode()}
    )


def _notebook() -> bytes:
    cells = [
        {"cell_type": "markdown", "source": ["# Study\n", "\n", "Of **31,000** postings."]},
        {"cell_type": "code", "source": "print('hello')", "outputs": [{"text": "hello"}]},
    ]
    return json.dumps({"cells": cells, "nbformat": 4, "metadata": {}}).encode()


def _feed() -> bytes:
    return (
        b'<?xml version="1.0"?><rss version="2.0"><channel><title>Labour news</title><item>'
        b"<title>Postings rise</title><link>https://example.com/1</link>"
        b"<pubDate>Mon, 02 Jun 2025 09:30:00 GMT</pubDate>"
        b"<description>&lt;p&gt;Postings rose by &lt;b&gt;4 %&lt;/b&gt; in May."
        b"&lt;/p&gt;</description>"
        b"</item></channel></rss>"
    )


def _zipped(members: Mapping[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return file.getvalue()


@pytest.fixture(scope="session")
def locked_pdf(income_statement: Sequence[Line]) -> Callable[[str], bytes]:
    """Locks a PDF with a reader's password; the empty one opens by itself."""

    def lock(password: str) -> bytes:
        writer = pypdf.PdfWriter(clone_from=io.BytesIO(_pdf([income_statement])))
        writer.encrypt(user_password=password, owner_password="owner", algorithm="RC4-128")  # noqa: S106
        file = io.BytesIO()
        writer.write(file)
        return file.getvalue()

    return lock


@pytest.fixture(scope="session")
def nested_flate_bomb(pdf_of: PdfOf) -> bytes:
    """A PDF of a few kB whose page unpacks, in two steps, to a quarter of a gigabyte."""
    packer = zlib.compressobj(9)
    once = b"".join(packer.compress(bytes(2**20)) for _ in range(2**8)) + packer.flush()
    return pdf_of(content=zlib.compress(once, 9), filters=b"/Filter[/FlateDecode/FlateDecode]")


@pytest.fixture(scope="session")
def operator_flood(pdf_of: PdfOf) -> bytes:
    """A PDF of some kB whose page has millions of operators."""
    return pdf_of(content=zlib.compress(b"q " * 15_000_000, 9), filters=b"/Filter/FlateDecode")


@pytest.fixture(scope="session")
def word_bomb() -> bytes:
    """A Word file of a hundred kB whose text part unpacks to a hundred MB."""
    honest = zipfile.ZipFile(io.BytesIO(_word(_fill_word)))
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in honest.namelist():
            if name != "word/document.xml":
                archive.writestr(name, honest.read(name))
                continue
            with archive.open(name, "w", force_zip64=True) as part:
                for _ in range(100):
                    part.write(b" " * 2**20)
    return file.getvalue()
