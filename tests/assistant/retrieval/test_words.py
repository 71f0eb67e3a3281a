import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.retrieval.words import names_and_numbers, terms


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("What was Apple's net income?", ["appl", "net", "incom"]),
        ("in the third quarter of 2023", ["third", "quarter", "q3", "2023"]),
        ("2nd fiscal quarter", ["2nd", "fiscal", "quarter", "q2"]),
        ("Zürich café", ["zurich", "cafe"]),
        ("", []),
        ("the of and", []),
    ],
)
def test_terms_are_folded_stemmed_and_without_the_words_every_text_has(
    text: str, expected: list[str]
) -> None:
    assert sorted(terms(text)) == sorted(expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("What was NVIDIA's revenue in Q3 2023?", ["nvidia", "q3", "2023"]),
        ("how many jobs are there in dallas", []),
        ("Amazon hires. Google too", []),
        ("HOW MANY JOBS IN 2025", ["2025"]),
    ],
)
def test_names_and_numbers_leave_out_what_only_opens_a_sentence(
    text: str, expected: list[str]
) -> None:
    assert names_and_numbers(text) == expected


@given(st.text())
def test_any_text_has_terms_without_a_crash(text: str) -> None:
    assert all(term == term.lower() for term in terms(text))
