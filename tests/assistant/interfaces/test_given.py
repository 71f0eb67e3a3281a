"""Numbered passages are read a line each; what is wrong is said with its file and line."""

import json
from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, strategies

from assistant.interfaces.given import LIMITS, GivenPassage, given_passages
from corpus.errors import InvalidInput


def written(folder: Path, *lines: str | bytes) -> Path:
    file = folder / "given.jsonl"
    encoded = (line if isinstance(line, bytes) else line.encode() for line in lines)
    file.write_bytes(b"\n".join(encoded))
    return file


def test_a_passage_has_its_number_text_and_origin(tmp_path: Path) -> None:
    said = {
        "number": 3,
        "title": "Pay 2025",
        "publisher": "Lab",
        "published": "2025-09-01",
        "url": "https://lab.example",
        "text": "Pay rose.",
    }
    expected = GivenPassage(
        3, "Pay rose.", "Pay 2025", "Lab", date(2025, 9, 1), "https://lab.example"
    )
    assert given_passages(written(tmp_path, json.dumps(said))) == (expected,)


def test_a_passage_needs_no_more_than_its_number_and_text(tmp_path: Path) -> None:
    file = written(tmp_path, b'\xef\xbb\xbf{"number": 2, "text": "Pay rose.", "score": 1}\r', "")
    assert given_passages(file) == (GivenPassage(2, "Pay rose.", "Passage 2"),)


@pytest.mark.parametrize(
    ("line", "trouble"),
    [
        ("{", "not a line of JSON"),
        (b"\xff\xfe\x00", "not a line of JSON"),
        ("[" * 100_000, "not a line of JSON"),
        ("[1]", "expected an object"),
        ('{"text": "x"}', 'expected "number" to be 1 or more, found None'),
        ('{"number": true, "text": "x"}', 'expected "number" to be 1 or more, found True'),
        ('{"number": 0, "text": "x"}', 'expected "number" to be 1 or more, found 0'),
        ('{"number": 2}', 'expected "text"'),
        ('{"number": 2, "text": "  "}', 'expected "text"'),
        ('{"number": 2, "text": 5}', 'expected "text" to be a text, found 5'),
        ('{"number": 2, "text": "x", "title": []}', 'expected "title" to be a text, found []'),
        ('{"number": 2, "text": "x", "published": "May"}', 'expected "published" to be a day'),
        ('{"number": 1, "text": "again"}', "the number 1 is that of line 1 too"),
    ],
)
def test_a_line_that_is_no_passage_is_named(
    tmp_path: Path, line: str | bytes, trouble: str
) -> None:
    file = written(tmp_path, '{"number": 1, "text": "Pay rose."}', "", line)
    with pytest.raises(InvalidInput) as raised:
        given_passages(file)
    assert str(raised.value).startswith(f"{file}:3: ")
    assert trouble in str(raised.value)


def test_a_file_without_passages_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InvalidInput, match="holds no passages"):
        given_passages(written(tmp_path, "", " "))


def test_a_file_that_is_not_there_is_wrong_usage(tmp_path: Path) -> None:
    with pytest.raises(InvalidInput, match=r"--passages: .*none\.jsonl cannot be opened"):
        given_passages(tmp_path / "none.jsonl")


def test_a_huge_file_is_refused_unread(tmp_path: Path) -> None:
    file = tmp_path / "given.jsonl"
    with file.open("wb") as sparse:
        sparse.truncate(LIMITS.size + 1)
    with pytest.raises(InvalidInput, match="at most 50 MB are read"):
        given_passages(file)


@given(line=strategies.binary())
def test_any_bytes_are_passages_or_wrong_usage(
    tmp_path_factory: pytest.TempPathFactory, line: bytes
) -> None:
    file = written(tmp_path_factory.mktemp("given"), line)
    with suppress(InvalidInput):
        assert given_passages(file)
