from collections.abc import Callable, Sequence
from datetime import date
from itertools import pairwise

import pytest

from corpus.documents import Document, Reference, Span
from corpus.errors import CorruptSource, EmptySource, EncryptedSource
from corpus.readers import pdf

Line = tuple[float, float, float, str]
PdfOf = Callable[..., bytes]


def document_of(content: bytes, name: str = "q2.pdf") -> Document:
    return pdf.read(content, name=name).documents[0]


def test_a_row_keeps_its_label_and_its_figures_under_its_header(
    pdf_of: PdfOf, income_statement: Sequence[Line]
) -> None:
    document = document_of(pdf_of([income_statement]))
    table = next(block for block in document.blocks if block.kind == "table")

    assert table.span.of(document.text) == (
        "June 25, 2022 June 26, 2021\nNet sales:\nProducts $ 63,355 $ 63,948\n"
        "Services 19,604 17,486\nTotal net sales 82,959 81,434"
    )
    assert table.header is not None
    assert table.header.of(document.text) == "June 25, 2022 June 26, 2021"


def test_the_lines_of_a_paragraph_are_one(pdf_of: PdfOf, income_statement: Sequence[Line]) -> None:
    assert (
        "where it was sold, to whom and at which price"
        in document_of(pdf_of([income_statement])).text
    )


def test_larger_words_are_a_heading_and_the_title(
    pdf_of: PdfOf, income_statement: Sequence[Line]
) -> None:
    document = document_of(pdf_of([income_statement]))

    assert [heading.title for heading in document.headings] == ["Quarterly Report"]
    assert document.title == "Quarterly Report"


def test_pages_keep_their_numbers_where_some_hold_no_text(pdf_of: PdfOf) -> None:
    reading = pdf.read(pdf_of([[(72, 700, 10, "One")], [], [(72, 700, 10, "Three")]]), name="a.pdf")

    assert [page.number for page in reading.documents[0].pages] == [1, 3]
    assert [
        page.span.of(reading.documents[0].text).strip() for page in reading.documents[0].pages
    ] == ["One", "Three"]
    assert "pages that hold no text (scanned, or pictures only): 2" in reading.notes


@pytest.mark.parametrize(
    ("stated", "expected"),
    [
        ("The State of Hiring", "The State of Hiring"),
        ("Microsoft Word - x.doc", "Quarterly Report"),
        ("0000320193-22-000070", "Quarterly Report"),
        ("untitled", "Quarterly Report"),
        ("", "Quarterly Report"),
    ],
)
def test_a_stated_title_counts_where_a_person_wrote_it(
    stated: str, expected: str, pdf_of: PdfOf, income_statement: Sequence[Line]
) -> None:
    assert document_of(pdf_of([income_statement], info={"Title": stated})).title == expected


def test_the_day_a_file_was_made_is_a_last_resort_and_said_so(pdf_of: PdfOf) -> None:
    made = {"CreationDate": "D:20230428161017Z"}
    plain = pdf.read(pdf_of([[(72, 700, 10, "Words")]], info=made), name="a.pdf")
    dated = pdf.read(pdf_of([[(72, 700, 10, "Published: 12 May 2025")]], info=made), name="a.pdf")

    assert (plain.documents[0].published, len(plain.notes)) == (date(2023, 4, 28), 1)
    assert (dated.documents[0].published, dated.notes) == (date(2025, 5, 12), ())


def test_a_filing_is_named_by_its_cover(pdf_of: PdfOf) -> None:
    cover = [
        (200.0, 740.0, 12.0, "SECURITIES AND EXCHANGE COMMISSION"),
        (200.0, 700.0, 18.0, "FORM 10-Q"),
        (72.0, 660.0, 10.0, "For the quarterly period ended June 25, 2022"),
        (200.0, 600.0, 20.0, "Example Machines, Inc."),
        (200.0, 580.0, 10.0, "(Exact name of registrant as specified in its charter)"),
    ]
    info = {"Subject": "Form 10-Q filed on 2022-07-29 for the period ending 2022-06-25"}
    document = document_of(pdf_of([cover], info=info))

    assert (
        document.title
        == "Example Machines, Inc. Form 10-Q for the quarterly period ended June 25, 2022"
    )
    assert (document.publisher, document.published) == ("Example Machines, Inc.", date(2022, 7, 29))


def test_a_small_raised_number_is_a_marker(pdf_of: PdfOf) -> None:
    lines = [
        (72, 700, 12, "About 31,000 postings"),
        (188.5, 705, 7, "3"),
        (196, 700, 12, "were counted"),
    ]
    text = document_of(pdf_of([lines])).text

    assert "postings³ were counted" in text


def test_a_footnote_tells_what_its_marker_stands_for(pdf_of: PdfOf) -> None:
    lines = [
        (72, 700, 12, "About 31,000 postings"),
        (188.5, 705, 7, "3"),
        (196, 700, 12, "were counted"),
        (72, 64, 6, "3"),
        (76, 60, 10, "Labour Office, own count."),
    ]

    assert document_of(pdf_of([lines])).references == (Reference("³", "Labour Office, own count."),)


def test_words_that_nobody_sees_are_left_out(pdf_of: PdfOf) -> None:
    content = (
        b"BT /F1 12 Tf 72 700 Td (Seen) Tj ET "
        b"BT 1 1 1 rg /F1 12 Tf 72 600 Td (White on white) Tj ET "
        b"BT 0 g /F1 0.5 Tf 72 500 Td (Too small) Tj ET "
        b"BT /F1 12 Tf 72 -400 Td (Off the page) Tj ET "
        b"BT 3 Tr /F1 12 Tf 72 400 Td (Not painted) Tj ET "
        b"0 Tr 0 0 0.5 rg 60 280 300 40 re f BT 1 1 1 rg /F1 12 Tf 72 300 Td (White on blue) Tj ET"
    )

    assert document_of(pdf_of(content=content)).text.split("\n\n") == ["Seen", "White on blue"]


def test_a_page_of_pictures_asks_for_ocr(pdf_of: PdfOf) -> None:
    with pytest.raises(EmptySource, match="run OCR first"):
        pdf.read(pdf_of([[]]), name="scan.pdf")


def test_an_empty_password_opens_and_another_is_asked_for(
    locked_pdf: Callable[[str], bytes],
) -> None:
    assert "Total net sales 82,959 81,434" in document_of(locked_pdf("")).text
    with pytest.raises(EncryptedSource, match=r"q2\.pdf needs a password"):
        document_of(locked_pdf("secret"))


def test_no_engine_reads_noise() -> None:
    with pytest.raises(CorruptSource, match="neither PDF engine"):
        pdf.read(b"%PDF-1.4\n" + bytes(range(256)) * 4, name="noise.pdf")


def test_pages_follow_one_another(pdf_of: PdfOf) -> None:
    document = document_of(pdf_of([[(72, 700, 10, f"Page {n}")] for n in range(1, 6)]))

    assert all(one.span.end == other.span.start for one, other in pairwise(document.pages))
    assert document.pages[-1].span == Span(document.pages[-1].span.start, len(document.text))
