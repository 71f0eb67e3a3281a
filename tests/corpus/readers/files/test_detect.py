import json
from collections.abc import Callable, Mapping

import pytest

from corpus.errors import CorruptSource, EncryptedSource, UnsupportedSource
from corpus.readers.detect import detect

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512)

MARKDOWN = "# Jobs\n\nOf **31,000** postings [3].\n\n- Python\n- SQL\n"
HTML = "<!DOCTYPE html><html><head><title>x</title></head><body><p>Jobs</p></body></html>"
CSV = "title,company,pay\nAnalyst,Acme,95000\nEngineer,Acme,120000\n"


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("a.txt", MARKDOWN, "markdown"),
        ("a", MARKDOWN, "markdown"),
        ("a.md", HTML, "html"),
        ("a.md", "Just words.\n", "markdown"),
        ("README.md", '<p align="center"><img src="x"></p>\n\n' + MARKDOWN, "markdown"),
        ("a.txt", "Just words. Some more of them.\n", "text"),
        ("a.txt", "# a comment\nx = 1\n", "text"),
        ("a.txt", CSV, "csv"),
        ("a.txt", CSV.replace(",", "\t"), "tsv"),
        (
            "a.txt",
            "First, second, third.\nOne more, and one more, line.\nAnd, at last, it ends.\n",
            "text",
        ),
        ("a.csv", "title\nAnalyst\n", "csv"),
        ("a.txt", '{"title": "Analyst"}', "json"),
        ("a.txt", '{"title": "Analyst"}\n{"title": "Engineer"}\n', "jsonl"),
        ("a.jsonl", '{"title": "Analyst"}\n', "jsonl"),
        ("a.json", "[1, 2", "json"),
        ("a.md", "[a link](https://example.com) and more.\n", "markdown"),
        ("a.txt", "[1] A reference.\n[2] Another one.\n", "text"),
        ("a.json", json.dumps({"cells": [], "nbformat": 4}), "notebook"),
        ("a.txt", "From: a@example.com\nSubject: Jobs\n\nWords.\n", "eml"),
        ("a.txt", "Title: Jobs\nDate: 2025-05-01\n\nWords.\n", "text"),
        ("a.xml", '<?xml version="1.0"?><rss><channel/></rss>', "feed"),
        ("a.xml", '<?xml version="1.0"?><!DOCTYPE html><html><body>x</body></html>', "html"),
        ("a.txt", "<p>Jobs</p><p>More jobs</p>", "html"),
        ("a.txt", "%PDF-1.7\nendobj", "pdf"),
        ("a.docx", "{\\rtf1 words}", "rtf"),
        ("a.tex", "\\documentclass{article}\n\\begin{document}Jobs\\end{document}\n", "text"),
    ],
)
def test_content_decides_before_the_ending(name: str, text: str, expected: str) -> None:
    assert detect(text.encode(), name=name) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("report.pdf", "pdf"),
        ("report.docx", "docx"),
        ("slides.pptx", "pptx"),
        ("figures.xlsx", "xlsx"),
        ("book.epub", "epub"),
        ("text.odt", "odt"),
    ],
)
def test_a_wrong_ending_changes_nothing(
    name: str, expected: str, samples: Mapping[str, bytes]
) -> None:
    assert {
        detect(samples[name], name=wrong) for wrong in (name, "x", "x.txt", "x.docx", "x.html")
    } == {expected}


def test_wide_text_without_a_mark_is_text() -> None:
    assert detect(MARKDOWN.encode("utf-16-le"), name="a.txt") == "markdown"


@pytest.mark.parametrize(
    ("content", "advice"),
    [
        (b"\x89PNG\r\n\x1a\n" + bytes(64), "OCR"),
        (b"RIFF\x00\x00\x00\x00WAVEfmt ", "transcript"),
        (b"\x00\x00\x00\x18ftypM4A ", "transcript"),
        (b"\x1f\x8b\x08" + bytes(64), "unpack"),
        (OLE + "WordDocument".encode("utf-16-le"), ".docx"),
        (OLE, "current format"),
        (bytes(range(256)) * 8, "Markdown"),
        (b'<svg xmlns="http://www.w3.org/2000/svg"><text>x</text></svg>', "OCR"),
    ],
)
def test_what_holds_no_text_is_refused_with_advice(content: bytes, advice: str) -> None:
    with pytest.raises(UnsupportedSource, match=advice):
        detect(content, name="thing")


def test_an_archive_is_to_be_unpacked(zipped: Callable[[Mapping[str, bytes]], bytes]) -> None:
    with pytest.raises(UnsupportedSource, match="unpack it"):
        detect(zipped({"a.txt": b"words"}), name="a.zip")


def test_an_office_file_under_a_password_says_so() -> None:
    with pytest.raises(EncryptedSource, match="needs a password"):
        detect(OLE + "EncryptedPackage".encode("utf-16-le"), name="a.docx")


def test_a_cut_off_archive_is_corrupt(samples: Mapping[str, bytes]) -> None:
    with pytest.raises(CorruptSource, match="cut-off"):
        detect(samples["report.docx"][:2_000], name="report.docx")
