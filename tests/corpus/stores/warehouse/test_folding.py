"""What is the same text for a comparison, and what is not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.stores.warehouse.folding import folded, searchable


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("GTM_sales-cs", "gtm sales cs"),
        ("  Node.js  ", "node js"),
        ("C++, C# and C", "c++ c# and c"),
        (".NET / ASP.NET", ".net asp net"),
        ("20% bonus", "20% bonus"),
        ("São Paulo, Zoë & Straße", "sao paulo zoe strasse"),
        ("软件工程师", "软 件 工 程 师"),
        ("***", "***"),
        ("", ""),
    ],
)
def test_case_accents_and_punctuation_do_not_count(text: str, expected: str) -> None:
    assert folded(text) == expected


@given(st.text())
def test_folding_what_is_folded_changes_nothing(text: str) -> None:
    assert folded(folded(text)) == folded(text)


@given(st.text(), st.text(alphabet="abc C+#%.1"))
def test_words_are_found_whole_wherever_they_stand(before: str, words: str) -> None:
    if any(sign.isalnum() for sign in words):
        assert searchable(words) in searchable(f"{folded(before)} {words} and more")


def test_a_word_is_not_found_in_a_longer_one() -> None:
    assert searchable("Java") not in searchable("JavaScript")
    assert searchable("C") not in searchable("C++ and C#")
