"""Plain text gets paragraphs, list items, tables and only those headings that are sure."""

import time
from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.documents import Document
from corpus.errors import EmptySource
from corpus.readers import text as plain

Sound = Callable[..., None]


def document(text: str, name: str = "market_note.txt") -> Document:
    return plain.read(text.encode(), name=name).documents[0]


REPORT = """Labour market note

Published: 12 May 2025

FINDINGS

Pay rose in May.
It fell in June.

Places:
- Dallas
  and around
- Austin

3.1 Scope

Role | Pay
A    | $1

Method
------
We counted.
"""


def test_structure_shows_without_markup(assert_sound: Sound) -> None:
    note = document(REPORT)
    assert_sound(note)
    assert (note.title, note.published) == ("Labour market note", date(2025, 5, 12))
    assert [(heading.level, heading.title) for heading in note.headings] == [
        (1, "Labour market note"),
        (2, "FINDINGS"),
        (3, "3.1 Scope"),
        (2, "Method"),
    ]
    assert [
        (block.kind, block.span.of(REPORT)) for block in note.blocks if block.kind != "heading"
    ] == [
        ("paragraph", "Published: 12 May 2025"),
        ("paragraph", "Pay rose in May.\nIt fell in June."),
        ("paragraph", "Places:"),
        ("list", "- Dallas\n  and around"),
        ("list", "- Austin"),
        ("table", "Role | Pay\nA    | $1"),
        ("paragraph", "We counted."),
    ]


def test_labelled_lines_say_who_published_a_text_and_when() -> None:
    told = document("Publisher: Kiln Ltd\n\nPublished: 10 February 2026\n\nPay rose.")
    assert (told.title, told.publisher) == ("Market note", "Kiln Ltd")
    assert told.published == date(2026, 2, 10)


@pytest.mark.parametrize(
    "line",
    ["Pay rose in May.", "$31,000", "1. Buy", "and then", "IT", "2 apples and pears", "- NOTE"],
)
def test_a_line_that_may_be_a_sentence_is_no_heading(line: str) -> None:
    assert document(f"A title\n\nwords\n\n{line}\n\nwords").headings[1:] == ()


def test_a_passage_is_one_paragraph_with_the_file_name_for_a_title() -> None:
    passage = document("Seasonality is a pattern. It recurs.", "clapnq_00042.txt")
    assert (passage.title, passage.headings, len(passage.blocks)) == ("Clapnq 00042", (), 1)


def test_numbered_lines_apart_are_a_list_and_not_headings() -> None:
    assert document("Steps to take\n\n1. Read it\n\n2. Count it\n\n3. Say it").headings[1:2] == ()


@pytest.mark.parametrize("text", ["", "\n \t\n", "\u200b\ufeff"])
def test_white_space_is_empty(text: str) -> None:
    with pytest.raises(EmptySource):
        document(text)


@given(
    st.lists(
        st.sampled_from(
            [
                "",
                "TITLE HERE",
                "words and more.",
                "- item",
                "1. first",
                "3.1 Scope",
                "a | b",
                "====",
                "a\tb",
                " x",
            ]
        )
    )
)
def test_blocks_cover_any_text(assert_sound: Sound, lines: list[str]) -> None:
    text = "\n".join(lines)
    if text.strip():
        assert_sound(document(text))


def test_one_endless_line_hangs_nothing() -> None:
    started = time.perf_counter()
    assert len(document("word " * 400_000).blocks) == 1
    assert time.perf_counter() - started < 4
