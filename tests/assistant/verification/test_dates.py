import time
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.verification.dates import When, dates, resolved

READ = [
    ("As of May 2025, there are 31,000 postings.", ["as of month 2025-05-01..2025-05-31"]),
    ("since 2021", ["since year 2021-01-01..2021-12-31"]),
    ("from 2021", ["year 2021-01-01..2021-12-31"]),
    ("until 2030", ["until year 2030-01-01..2030-12-31"]),
    ("before June 2024", ["before month 2024-06-01..2024-06-30"]),
    ("after 12 March 2024", ["after day 2024-03-12"]),
    ("in March", ["month month=3"]),
    ("in May the rate fell", ["month month=5"]),
    ("it may rise", []),
    ("They march on", []),
    ("12 March 2025", ["day 2025-03-12"]),
    ("12th of March 2025", ["day 2025-03-12"]),
    ("March 12, 2025", ["day 2025-03-12"]),
    ("March 12", ["day month=3 day=12"]),
    ("2025-03-12", ["day 2025-03-12"]),
    ("03/12/2025", ["day 2025-03-12"]),
    ("12/31/2024", ["day 2024-12-31"]),
    ("31/12/2024", ["day 2024-12-31"]),
    ("Mar 2025", ["month 2025-03-01..2025-03-31"]),
    ("March, 2025", ["month 2025-03-01..2025-03-31"]),
    ("2025-03", ["month 2025-03-01..2025-03-31"]),
    ("Q3 2024", ["quarter 2024-07-01..2024-09-30"]),
    ("Q3 of 2024", ["quarter 2024-07-01..2024-09-30"]),
    ("2024 Q3", ["quarter 2024-07-01..2024-09-30"]),
    ("Q3'24", ["quarter 2024-07-01..2024-09-30"]),
    ("Q2", ["quarter quarter=2"]),
    ("third quarter of 2023", ["quarter 2023-07-01..2023-09-30"]),
    ("the fourth quarter", ["quarter quarter=4"]),
    ("H1 2025", ["half 2025-01-01..2025-06-30"]),
    ("first half of 2024", ["half 2024-01-01..2024-06-30"]),
    ("FY2024", ["fiscal year year=2024"]),
    ("FY25", ["fiscal year year=2025"]),
    ("fiscal 2023", ["fiscal year year=2023"]),
    ("fiscal year 2024", ["fiscal year year=2024"]),
    ("Q3 FY25", ["fiscal quarter year=2025 quarter=3"]),
    ("FY2023-24", ["fiscal year year=2024"]),
    ("2023–24", ["span 2023-01-01..2024-12-31"]),
    ("2019-2021", ["span 2019-01-01..2021-12-31"]),
    ("1939–1945", ["span 1939-01-01..1945-12-31"]),
    ("2024-2023", []),
    ("between March and May 2025", ["span 2025-03-01..2025-05-31"]),
    ("from March 2024 to May 2025", ["span 2024-03-01..2025-05-31"]),
    ("May to July 2025", ["span 2025-05-01..2025-07-31"]),
    ("Jan–Mar 2024", ["span 2024-01-01..2024-03-31"]),
    ("from 2019 to 2023", ["span 2019-01-01..2023-12-31"]),
    ("between 2019 and 2023", ["span 2019-01-01..2023-12-31"]),
    ("the 1990s", ["decade 1990-01-01..1999-12-31"]),
    ("1990's", ["decade 1990-01-01..1999-12-31"]),
    ("last year", ["relative"]),
    ("this year", ["relative"]),
    ("the past five years", ["relative"]),
    ("three years ago", ["relative"]),
    ("year to date", ["relative"]),
    ("yesterday", ["relative"]),
    ("last March", ["relative"]),
    ("In 2024 the market grew", ["year 2024-01-01..2024-12-31"]),
    ("2024 was good", ["year 2024-01-01..2024-12-31"]),
    ("the 2024 report", ["year 2024-01-01..2024-12-31"]),
    ("2000 postings", []),
    ("1500 people", []),
    ("in 1776", ["year 1776-01-01..1776-12-31"]),
    ("1776 people", []),
    ("$2025", []),
    ("2025%", []),
    ("2,025 postings", []),
    ("February 30, 2024", []),
    ("Python 3.11", []),
    ("born July 4 , 1976", ["day 1976-07-04"]),
    ("mid-2024", ["year 2024-01-01..2024-12-31"]),
    ("2024 and 2025", ["year 2024-01-01..2024-12-31", "year 2025-01-01..2025-12-31"]),
]


@pytest.mark.parametrize(("text", "expected"), READ)
def test_a_date_is_read_as_it_is_said(text: str, expected: list[str]) -> None:
    assert [said(when) for when in dates(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("last year", "year 2024-01-01..2024-12-31"),
        ("this year", "year 2025-01-01..2025-12-31"),
        ("last month", "month 2025-02-01..2025-02-28"),
        ("yesterday", "day 2025-03-11"),
        ("the past five years", "relative"),
    ],
)
def test_a_relative_date_is_counted_from_the_day_it_was_said(text: str, expected: str) -> None:
    (when,) = dates(text)
    assert said(resolved(when, today=date(2025, 3, 12))) == expected


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2099, 12, 31)))
def test_a_day_reads_the_same_in_every_spelling(day: date) -> None:
    spellings = (f"{day.day} {day:%B %Y}", f"{day:%B} {day.day}, {day.year}", day.isoformat())
    assert {dates(spelling)[0].first for spelling in spellings} == {day}


@given(st.text(max_size=200))
def test_a_date_is_the_text_at_its_span(text: str) -> None:
    for when in dates(text):
        assert text[when.span.start : when.span.end] == when.text
        assert when.first is None or when.last is None or when.first <= when.last


@pytest.mark.parametrize(
    "text", ["1" * 100_000, "2024-" * 20_000, "May " * 20_000, "one " * 20_000]
)
def test_hostile_text_is_read_in_linear_time(text: str) -> None:
    started = time.perf_counter()
    dates(text)
    assert time.perf_counter() - started < 5


def said(when: When) -> str:
    """A date in short: bound, whether fiscal, grain, and its days or what is told of them."""
    told = (when.year, when.quarter, when.month, when.day)
    names = ("year", "quarter", "month", "day")
    parts = [
        f"{name}={value}" for name, value in zip(names, told, strict=True) if value is not None
    ]
    days = f"{when.first}" if when.first == when.last else f"{when.first}..{when.last}"
    bound = when.bound if when.bound != "in" else ""
    fiscal = "fiscal" if when.fiscal else ""
    shown = [days] if when.first else parts
    return " ".join(part for part in (bound, fiscal, when.grain, *shown) if part)
