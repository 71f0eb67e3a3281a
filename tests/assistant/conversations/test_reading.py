"""An answer read back from its JSON is the answer that was given."""

import json
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answers import Answer, Citation, Claim, Retrieved, Run, Tally, Usage
from assistant.conversations.reading import answer_from_json
from corpus.documents import Reference
from corpus.errors import StoreDamaged

TEXT = st.text(max_size=12)
OPTIONAL = st.none() | TEXT
WHOLE = st.integers(0, 10**6)
FIGURE = st.floats(allow_nan=False, allow_infinity=False)
DAY = st.dates()
# A word that is spelled like a day comes back as that day, so none is drawn.
VALUE = st.none() | st.booleans() | FIGURE | DAY | TEXT.map(lambda word: f"{word}!")
JSON = st.recursive(
    st.none() | st.booleans() | WHOLE | TEXT,
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(TEXT, inner, max_size=2),
    max_leaves=4,
)


def some(strategy: st.SearchStrategy[object]) -> st.SearchStrategy[tuple[object, ...]]:
    return st.lists(strategy, max_size=3).map(tuple)


CITATIONS = st.builds(
    Citation,
    number=WHOLE,
    published=st.none() | DAY,
    references=some(st.builds(Reference, TEXT, OPTIONAL, OPTIONAL)),
)
TALLIES = st.builds(
    Tally, rows=some(some(VALUE)), n=WHOLE, filters=st.dictionaries(TEXT, TEXT, max_size=2)
)
ANSWERS = st.builds(
    Answer,
    confidence=FIGURE,
    claims=some(st.builds(Claim)),
    citations=some(CITATIONS),
    tally=st.none() | TALLIES,
    chart=st.none() | st.dictionaries(TEXT, JSON, max_size=2),
    retrieved=some(st.builds(Retrieved, score=FIGURE)),
    usage=st.builds(Usage),
    timings_ms=st.dictionaries(TEXT, FIGURE, max_size=2),
    run=st.builds(Run),
)
PLAIN = Answer("q", "q", "extractive", "text", 1.0)


@given(ANSWERS)
def test_an_answer_is_the_same_after_a_round_trip(answer: Answer) -> None:
    values = answer.as_json()
    read = answer_from_json(json.loads(json.dumps(values)))
    assert read == answer
    assert read.as_json() == values


def test_fields_of_another_version_do_no_harm() -> None:
    values = PLAIN.as_json() | {"invented": {"later": 1}}
    del values["followups"]
    assert answer_from_json(values) == PLAIN


def test_a_day_in_a_row_is_a_day() -> None:
    tally = Tally(
        measure="count", columns=("month", "postings"), rows=((date(2026, 1, 1), 2),), filters={},
        n=2, of=2, unique=2, total=2, without_value=0, currency=None, period=None,
        as_of=date(2026, 1, 1), sql="", posting_ids=(), caveats=(),
    )  # fmt: skip
    answer = replace(PLAIN, tally=tally)
    assert answer_from_json(json.loads(json.dumps(answer.as_json()))) == answer


@pytest.mark.parametrize(
    "values",
    [{}, {"answer": "alone"}, PLAIN.as_json() | {"citations": [7]}, PLAIN.as_json() | {"tally": 3}],
)
def test_what_is_no_answer_is_damage(values: dict[str, object]) -> None:
    with pytest.raises(StoreDamaged, match="cannot be read"):
        answer_from_json(values)
