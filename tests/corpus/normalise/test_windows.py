"""A question's words name days, and only where they do."""

import time
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.normalise.windows import find

TODAY = date(2026, 11, 24)  # a Tuesday


def day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


@pytest.mark.parametrize(
    ("text", "start", "end", "said"),
    [
        ("postings since March", "2026-03-01", "", "since March"),
        ("since march 2025", "2025-03-01", "", "since march 2025"),
        ("since December", "2025-12-01", "", "since December"),
        ("since 2025-03-05", "2025-03-05", "", "since 2025-03-05"),
        ("since 2025-03", "2025-03-01", "", "since 2025-03"),
        ("since the beginning of 2025", "2025-01-01", "", "since the beginning of 2025"),
        ("since yesterday", "2026-11-23", "", "since yesterday"),
        ("since last Monday", "2026-11-23", "", "since last Monday"),
        ("since last month", "2026-10-01", "", "since last month"),
        ("from March 2025 onwards", "2025-03-01", "", "from March 2025 onwards"),
        ("from June to date", "2026-06-01", "", "from June to date"),
        ("March 2025 or later", "2025-03-01", "", "March 2025 or later"),
        ("after June 2024", "2024-07-01", "", "after June 2024"),
        ("before June 2024", "", "2024-05-31", "before June 2024"),
        ("posted before 2025?", "", "2024-12-31", "before 2025"),
        ("until June", "", "2026-06-30", "until June"),
        ("by the end of 2024", "", "2024-12-31", "by the end of 2024"),
        ("more than 30 days ago", "", "2026-10-24", "more than 30 days ago"),
        ("in 2024", "2024-01-01", "2024-12-31", "in 2024"),
        ("jobs in 2024 in Texas", "2024-01-01", "2024-12-31", "in 2024"),
        ("in 2024 postings", "2024-01-01", "2024-12-31", "in 2024"),
        ("in May 2025", "2025-05-01", "2025-05-31", "in May 2025"),
        ("in may", "2026-05-01", "2026-05-31", "in may"),
        ("How many in May?", "2026-05-01", "2026-05-31", "in May"),
        ("in March of 2025", "2025-03-01", "2025-03-31", "in March of 2025"),
        ("january postings", "2026-01-01", "2026-01-31", "january"),
        ("last March", "2026-03-01", "2026-03-31", "last March"),
        ("Sept. 2025", "2025-09-01", "2025-09-30", "Sept. 2025"),
        ("in Q2 2025", "2025-04-01", "2025-06-30", "in Q2 2025"),
        ("2025Q2", "2025-04-01", "2025-06-30", "2025Q2"),
        ("in Q4", "2026-10-01", "2026-12-31", "in Q4"),
        ("the second quarter of 2025", "2025-04-01", "2025-06-30", "second quarter of 2025"),
        ("in the first quarter", "2026-01-01", "2026-03-31", "in the first quarter"),
        ("H1 2025", "2025-01-01", "2025-06-30", "H1 2025"),
        ("the first half of 2025", "2025-01-01", "2025-06-30", "first half of 2025"),
        ("last month", "2026-10-01", "2026-10-31", "last month"),
        ("last week", "2026-11-16", "2026-11-22", "last week"),
        ("new this week", "2026-11-23", "2026-11-29", "this week"),
        ("this quarter", "2026-10-01", "2026-12-31", "this quarter"),
        ("last year", "2025-01-01", "2025-12-31", "last year"),
        ("year to date", "2026-01-01", "2026-11-24", "year to date"),
        ("so far this year", "2026-01-01", "2026-11-24", "so far this year"),
        ("past 30 days", "2026-10-26", "2026-11-24", "past 30 days"),
        ("in the last 7 days", "2026-11-18", "2026-11-24", "in the last 7 days"),
        ("over the past two weeks", "2026-11-11", "2026-11-24", "over the past two weeks"),
        ("the last 12 months", "2025-11-25", "2026-11-24", "last 12 months"),
        ("in the past year", "2025-11-25", "2026-11-24", "in the past year"),
        ("in the last 24 hours", "2026-11-23", "2026-11-24", "in the last 24 hours"),
        ("in the last week", "2026-11-18", "2026-11-24", "in the last week"),
        ("within the last month", "2026-10-25", "2026-11-24", "within the last month"),
        (
            "in the week of March 4, 2025",
            "2025-03-03",
            "2025-03-09",
            "in the week of March 4, 2025",
        ),
        ("before the end of March", "", "2026-03-31", "before the end of March"),
        ("since the end of March", "2026-04-01", "", "since the end of March"),
        ("10 May", "2026-05-10", "2026-05-10", "10 May"),
        ("3 weeks ago", "2026-11-03", "2026-11-03", "3 weeks ago"),
        ("posted today", "2026-11-24", "2026-11-24", "today"),
        ("on 2020-05-01", "2020-05-01", "2020-05-01", "on 2020-05-01"),
        ("on May 12, 2025", "2025-05-12", "2025-05-12", "on May 12, 2025"),
        ("12th of May 2025", "2025-05-12", "2025-05-12", "12th of May 2025"),
        ("on december 24", "2025-12-24", "2025-12-24", "on december 24"),
        ("on February 29", "2024-02-29", "2024-02-29", "on February 29"),
        ("on 13/05/2025", "2025-05-13", "2025-05-13", "on 13/05/2025"),
        (
            "between January and March 2025",
            "2025-01-01",
            "2025-03-31",
            "between January and March 2025",
        ),
        ("from January to March 2025", "2025-01-01", "2025-03-31", "from January to March 2025"),
        ("January–March 2025", "2025-01-01", "2025-03-31", "January–March 2025"),
        ("Jan-Mar 2025", "2025-01-01", "2025-03-31", "Jan-Mar 2025"),
        ("from November to February", "2025-11-01", "2026-02-28", "from November to February"),
        ("from March 2025 to June", "2025-03-01", "2025-06-30", "from March 2025 to June"),
        ("from 2023 to 2025", "2023-01-01", "2025-12-31", "from 2023 to 2025"),
        ("2023-2025", "2023-01-01", "2025-12-31", "2023-2025"),
        (
            "between 2025-08-14 and 2026-08-14",
            "2025-08-14",
            "2026-08-14",
            "between 2025-08-14 and 2026-08-14",
        ),
    ],
)
def test_a_question_names_a_span_of_days(text: str, start: str, end: str, said: str) -> None:
    assert [
        (window.start, window.end, window.span.of(text)) for window in find(text, today=TODAY)
    ] == [(day(start), day(end), said)]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "May I see the jobs?",
        "which jobs may be remote",
        "do they march on",
        "more than 2000 postings",
        "over 2000 jobs from 2000 employers",
        "a list of 2024 postings",
        "pay from $2000 to $2024",
        "ISO 27001 and 2,024 things",
        "CVE-2024-1234",
        "how many jobs today",
        "salaries by month",
        "31 February 2025",
        "on 03/04/2025",
        "Q5 2025",
    ],
)
def test_words_that_may_mean_something_else_name_no_days(text: str) -> None:
    assert find(text, today=TODAY) == ()


@pytest.mark.parametrize(
    ("text", "starts"),
    [
        ("Compare January 2025 with February 2025", ["2025-01-01", "2025-02-01"]),
        ("Compare 2024 with 2025", ["2024-01-01", "2025-01-01"]),
        ("in 2024 and 2025", ["2024-01-01", "2025-01-01"]),
        ("Q1 2025 vs Q2 2025", ["2025-01-01", "2025-04-01"]),
        ("in March or April 2025", ["2025-03-01", "2025-04-01"]),
        ("Q1 vs Q2 2025", ["2025-01-01", "2025-04-01"]),
        ("December and January 2025", ["2024-12-01", "2025-01-01"]),
        ("this month against last month", ["2026-11-01", "2026-10-01"]),
    ],
)
def test_two_spans_compared_are_two(text: str, starts: list[str]) -> None:
    assert [str(window.start) for window in find(text, today=TODAY)] == starts


@given(st.text(), st.dates(date(1990, 1, 1), date(2100, 1, 1)))
def test_no_question_breaks_the_search_for_days(text: str, today: date) -> None:
    find(text, today=today)


_PIECES = st.sampled_from(
    [
        "since ",
        "March ",
        "between ",
        "and ",
        "2025 ",
        "to ",
        "12 ",
        "last ",
        "month ",
        "Q3 ",
        "may ",
    ]
)


@given(st.lists(_PIECES, max_size=12).map("".join), st.dates(date(1990, 1, 1), date(2100, 1, 1)))
def test_spans_run_forward_and_do_not_overlap(text: str, today: date) -> None:
    windows = find(text, today=today)

    assert all(
        one.start <= one.end for one in windows if one.start is not None and one.end is not None
    )
    assert all(a.span.end <= b.span.start for a, b in pairwise(windows))


@pytest.mark.parametrize("unit", ["since ", "March ", "2025 to ", "12 ", " ", "between "])
def test_a_hostile_question_is_read_at_once(unit: str) -> None:
    began = time.process_time()
    find(unit * 50_000, today=TODAY)

    assert time.process_time() - began < 2
