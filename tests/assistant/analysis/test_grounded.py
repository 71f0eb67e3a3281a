"""Whatever a model says, a plan holds nothing but what the question or the catalogue does."""

from collections.abc import Iterator
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from assistant.analysis.form import Clause, Reading, Side
from assistant.analysis.grounded import MOST_ROWS, Grounding, UngroundedError
from assistant.analysis.sentence import fold
from corpus.queries import Condition, PostingQuery
from tests.assistant.analysis.market import STARTUPS

QUESTION = "Which 3 employers want Python or pay over $200k since March 2026, remote engineer?"
CATALOGUE = STARTUPS.catalogue()
GROUNDING = Grounding(QUESTION, CATALOGUE, today=date(2026, 8, 1), count=STARTUPS.count)
HELD = {d.name: {fold(value) for value, _ in d.values} for d in CATALOGUE.dimensions}

_fields = st.sampled_from([*HELD, "text", "open", "column:nothing", "id"])
_values = st.lists(
    st.sampled_from(["Python", "remote", "200k", "$200k", "3", "1", "engineer", "Acme", "US"])
    | st.text(max_size=12),
    max_size=3,
)
_clauses = st.builds(
    Clause,
    field=_fields,
    operator=st.sampled_from(["is", "contains", "at_least", "above", "stated"]),
    values=_values,
    negated=st.booleans(),
)
_where = st.lists(st.lists(_clauses, max_size=2), max_size=2)
_readings = st.builds(
    Reading,
    kind=st.sampled_from(["figures", "postings"]),
    measure=st.sampled_from(["count", "share", "distinct", "median"]),
    value=st.sampled_from(["", "pay", "employer", "nothing"]),
    where=_where,
    share=_where,
    by=st.sampled_from(["", "month", "employer", "skill", "nothing"]),
    groups=st.lists(st.builds(Side, where=_where), max_size=2),
    limit=st.integers(-2, 2000),
    ascending=st.booleans(),
    currency=st.sampled_from(["", "USD"]),
    unit=st.sampled_from([None, "YEAR"]),
    time=st.sampled_from(["since March 2026", "", "2020"]),
)


def conditions(query: PostingQuery) -> Iterator[Condition]:
    for where in (query.where, query.share, *(group.where for group in query.groups)):
        for any_of in where:
            yield from any_of


@given(_readings)
def test_a_plan_is_grounded_or_there_is_none(reading: Reading) -> None:
    try:
        query = GROUNDING.plan(reading).query
    except UngroundedError:
        return
    assert (query.since, query.until) == (date(2026, 3, 1), None)
    assert query.limit in {0, 1, 3, 10}
    assert query.limit <= MOST_ROWS
    for test in conditions(query):
        _grounded(test)


def _grounded(test: Condition) -> None:
    if test.operator == "is" and test.field != "open":
        assert {fold(str(value)) for value in test.values} <= HELD[test.field]
    elif test.operator == "contains":
        assert all(fold(str(value)) in fold(QUESTION) for value in test.values)
    elif test.operator in {"above", "at_least"}:
        assert test.values in {(200_000.0,), (3.0,)}


@given(_where)
def test_a_grounded_test_is_told_in_words_of_the_catalogue_or_the_question(
    where: list[list[Clause]],
) -> None:
    reading = Reading(
        kind="figures",
        measure="count",
        value="",
        where=where,
        share=[],
        by="",
        groups=[],
        limit=0,
        ascending=False,
        currency="",
        unit=None,
        time="since March 2026",
    )
    try:
        query = GROUNDING.plan(reading).query
    except UngroundedError:
        return
    assert all(test.said for test in conditions(query))
