"""Questions about what was known on a day."""

from datetime import date

import pytest

from assistant.questions import Filters, Query
from assistant.retrieval.as_of import as_of, restricted

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("How many AI security jobs were there as of March 2025?", date(2025, 3, 31)),
        ("As of 2024, what did they earn?", date(2024, 12, 31)),
        ("What is the share as at 1 May 2025 in Texas?", date(2025, 5, 1)),
        ("Pay as known in June 2024", date(2024, 6, 30)),
        ("as of last year, which skills lead?", date(2025, 12, 31)),
        ("How many jobs are there as of today?", None),
        ("How many jobs in March 2025?", None),
        ("as of yet nothing in 2024", None),
        ("as of", None),
    ],
)
def test_the_day_is_the_last_of_what_the_question_names(text: str, day: date | None) -> None:
    assert as_of(text, today=TODAY) == day


def test_what_was_published_later_is_not_looked_at() -> None:
    query = Query("pay as of March 2025", Filters(collections=("emea",)))
    assert restricted(query, today=TODAY).filters == Filters(("emea",), until=date(2025, 3, 31))


def test_a_narrower_filter_stays() -> None:
    query = Query("pay as of March 2025", Filters(until=date(2024, 1, 1)))
    assert restricted(query, today=TODAY) == query


def test_a_day_to_come_restricts_nothing() -> None:
    query = Query("pay as of 2030")
    assert restricted(query, today=TODAY) == query
