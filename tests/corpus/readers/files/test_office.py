import io
from collections.abc import Callable, Mapping, Sequence
from datetime import date

import docx
import pytest
from docx.document import Document as WordFile
from docx.oxml import parse_xml
from docx.shared import Pt, RGBColor

from corpus.documents import Document, Reference
from corpus.errors import CorruptSource, OversizedSource
from corpus.readers import read
from corpus.readers.overrides import MappingFile

WordOf = Callable[[Callable[[WordFile], object]], bytes]
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def document_of(content: bytes, name: str) -> Document:
    return read(content, name=name).documents[0]


def test_a_word_file_keeps_its_headings_lists_and_rows(samples: Mapping[str, bytes]) -> None:
    document = document_of(samples["report.docx"], "report.docx")

    assert document.text == (
        "Hiring in May\n\nPay\n\nThe median was $182,000.\n\n- Python\n- SQL\n\n"
        "Role | Postings | Median\nAnalyst | 63 | $95,000"
    )
    assert [(heading.level, heading.title) for heading in document.headings] == [
        (1, "Hiring in May"),
        (1, "Pay"),
    ]
    assert [block.kind for block in document.blocks] == [
        "heading",
        "heading",
        "paragraph",
        "list",
        "table",
    ]
    assert document.title == "Hiring in May"


def test_hidden_deleted_white_and_tiny_words_are_left_out(word_of: WordOf) -> None:
    def fill(file: WordFile) -> None:
        paragraph = file.add_paragraph("Seen")
        paragraph.add_run(" hidden").font.hidden = True
        paragraph.add_run(" white").font.color.rgb = RGBColor(255, 255, 255)
        paragraph.add_run(" tiny").font.size = Pt(1)
        deleted = f"<w:del {W}><w:r><w:delText> deleted</w:delText><w:t> gone</w:t></w:r></w:del>"
        paragraph._p.append(parse_xml(deleted))  # noqa: SLF001
        added = f"<w:ins {W}><w:r><w:t> added</w:t></w:r></w:ins>"
        paragraph._p.append(parse_xml(added))  # noqa: SLF001

    assert document_of(word_of(fill), "a.docx").text == "Seen added"


def test_a_footnote_is_a_reference_with_its_words(
    word_of: WordOf, zipped: Callable[[Mapping[str, bytes]], bytes]
) -> None:
    def fill(file: WordFile) -> None:
        paragraph = file.add_paragraph("About 31,000 postings")
        paragraph._p.append(parse_xml(f'<w:r {W}><w:footnoteReference w:id="2"/></w:r>'))  # noqa: SLF001

    document = document_of(_with_footnotes(word_of(fill), zipped), "a.docx")

    assert (
        document.text
        == "About 31,000 postings[^2]\n\n[^2]: Labour Office, Annual count, https://example.com/a"
    )
    assert document.references[0].marker == "[^2]"
    assert isinstance(document.references[0], Reference)
    assert document.references[0].url == "https://example.com/a"


def test_slides_are_pages_with_tables_and_notes(samples: Mapping[str, bytes]) -> None:
    document = document_of(samples["slides.pptx"], "slides.pptx")

    assert document.text == (
        "Hiring in May\n\n- 31,000 postings\n- 12 % state pay\n\nNotes: Counted on 2 June.\n\n"
        "By role\n\nRole | Postings\nAnalyst | 63"
    )
    assert [page.number for page in document.pages] == [1, 2]
    assert document.pages[1].span.of(document.text).startswith("By role")


def test_sheets_are_pages_with_figures_as_shown(samples: Mapping[str, bytes]) -> None:
    reading = read(samples["figures.xlsx"], name="figures.xlsx")
    document = reading.documents[0]

    assert document.text == (
        "Pay\n\nPay by role\n\nRole | Postings | Share\nAnalyst | 63 | 12.5%\n"
        "Engineer | 47 | 0.5\n\nNotes\n\nCounted in May"
    )
    assert [page.number for page in document.pages] == [1, 2]
    assert reading.notes == ("hidden sheets left out: 1",)


def test_rows_that_are_postings_are_documents_beside_the_other_sheets(
    workbook_of: Callable[[Mapping[str, Sequence[Sequence[object]]]], bytes],
) -> None:
    rows = [
        ["Job Title", "Company", "Location", "Salary", "Description"],
        ["Analyst", "Acme Works", "Leeds", "£40,000 a year", "Counts things."],
        ["Engineer", "Acme Works", "York", "£60,000 a year", "Builds things."],
    ]
    reading = read(workbook_of({"Jobs": rows, "About": [["Made in May"]]}), name="jobs.xlsx")

    assert [document.kind for document in reading.documents] == ["report", "posting", "posting"]
    assert "Made in May" in reading.documents[0].text
    assert reading.documents[2].posting is not None
    assert reading.documents[2].posting.hiring_organization == "Acme Works"
    (mapping,) = reading.mappings
    assert {fit.field for fit in mapping.fits} >= {"title", "employer", "pay", "description"}


def test_a_mapping_file_makes_postings_of_the_sheet_it_speaks_of(
    workbook_of: Callable[[Mapping[str, Sequence[Sequence[object]]]], bytes],
) -> None:
    jobs = [["Chip", "Shop"], ["Night baker", "Acme"], ["Day baker", "Acme"]]
    other: list[Sequence[object]] = [["Region", "Count"], ["North", 3], ["South", 4]]
    said = MappingFile("own.yaml", "fields: {title: Chip, employer: Shop}")
    content = workbook_of({"Jobs": jobs, "Other": other})
    reading = read(content, name="jobs.xlsx", mapping=said)

    assert [document.kind for document in reading.documents] == ["report", "posting", "posting"]
    assert [fit.columns for fit in reading.mappings[0].fits] == [("Chip",), ("Shop",)]


def test_a_long_sheet_is_read_in_part_and_says_so(
    workbook_of: Callable[[Mapping[str, Sequence[Sequence[object]]]], bytes],
) -> None:
    rows: list[Sequence[object]] = [["Day", "Count"], *([f"day {n}", n] for n in range(6_000))]
    reading = read(workbook_of({"Counts": rows}), name="counts.xlsx")

    assert reading.notes == ("only the first 5,000 rows of 'Counts' were read",)
    assert reading.documents[0].text.endswith("day 4998 | 4998")


def test_an_open_document_keeps_notes_and_rows(samples: Mapping[str, bytes]) -> None:
    assert document_of(samples["text.odt"], "text.odt").text == (
        "Hiring\n\nThere were 31,000 postings[^1].\n\nRole | Count\nAnalyst | 63\n\n"
        "[^1]: Own count, 2025."
    )


def test_a_book_follows_its_spine(samples: Mapping[str, bytes]) -> None:
    document = document_of(samples["book.epub"], "book.epub")

    assert [heading.title for heading in document.headings] == ["One", "Two"]
    assert (document.title, document.published) == ("A Book of Jobs", date(2024, 5, 2))


def test_rich_text_gives_its_words(samples: Mapping[str, bytes]) -> None:
    document = document_of(samples["note.rtf"], "note.rtf")

    assert (document.title, document.text) == (
        "A note",
        "A note\n\nAbout 31,000 postings were counted.",
    )


def test_a_word_bomb_is_refused_before_it_is_parsed(word_bomb: bytes) -> None:
    with pytest.raises(OversizedSource, match=r"unpacks to 1\d\d MB"):
        read(word_bomb, name="bomb.docx")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_of_a_files_own_are_refused(
    encoding: str, zipped: Callable[[Mapping[str, bytes]], bytes]
) -> None:
    markup = (
        f'<?xml version="1.0" encoding="{encoding}"?><!DOCTYPE x [<!ENTITY a "aaaa">]><x>&a;</x>'
    )
    content = zipped(
        {"[Content_Types].xml": b"<Types/>", "word/document.xml": markup.encode(encoding)}
    )

    with pytest.raises(CorruptSource, match="entities of its own"):
        read(content, name="a.docx")


def _with_footnotes(content: bytes, zipped: Callable[[Mapping[str, bytes]], bytes]) -> bytes:
    """The file with a part of footnotes, which python-docx cannot write."""
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
    told = f'<w:footnotes {W}><w:footnote w:id="2"><w:p><w:r><w:t>Labour Office, Annual count, https://example.com/a</w:t></w:r></w:p></w:footnote></w:footnotes>'
    file = docx.Document(io.BytesIO(content))
    members = {part.partname.lstrip("/"): part.blob for part in file.part.package.iter_parts()}
    import zipfile

    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    relations = members["word/_rels/document.xml.rels"].decode()
    types = members["[Content_Types].xml"].decode()
    part = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    return zipped(
        members
        | {
            "word/footnotes.xml": told.encode(),
            "word/_rels/document.xml.rels": relations.replace(
                "</Relationships>",
                f'<Relationship Id="rId99" Type="{kind}" Target="footnotes.xml"/></Relationships>',
            ).encode(),
            "[Content_Types].xml": types.replace(
                "</Types>",
                f'<Override PartName="/word/footnotes.xml" ContentType="{part}"/></Types>',
            ).encode(),
        }
    )
