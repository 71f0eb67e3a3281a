"""A board's "3 days ago" is a day only with the day it was read, and only where it names one."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.normalise.dates import stated
from corpus.normalise.months import in_english
from corpus.normalise.relative import relative

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("today", "2026-11-24"),
        ("Just posted", "2026-11-24"),
        ("Posted today", "2026-11-24"),
        ("Posted just now", "2026-11-24"),
        ("5 hours ago", "2026-11-24"),
        ("30 minutes ago", "2026-11-24"),
        ("an hour ago", "2026-11-24"),
        ("Posted yesterday", "2026-11-23"),
        ("3 days ago", "2026-11-21"),
        ("Posted 3 days ago", "2026-11-21"),
        ("Reposted: 3 days ago", "2026-11-21"),
        ("a day ago", "2026-11-23"),
        ("1 week ago", "2026-11-17"),
        ("2 weeks ago", "2026-11-10"),
        ("3d", "2026-11-21"),
        ("1w ago", "2026-11-17"),
        ("vor 3 Tagen", "2026-11-21"),
        ("Veröffentlicht vor einer Woche", "2026-11-17"),
        ("gestern", "2026-11-23"),
        ("heute", "2026-11-24"),
        ("il y a 2 jours", "2026-11-22"),
        ("Publiée il y a 2 semaines", "2026-11-10"),
        ("aujourd'hui", "2026-11-24"),
        ("hier", "2026-11-23"),
        ("hace 3 días", "2026-11-21"),
        ("3 giorni fa", "2026-11-21"),
        ("há 2 dias", "2026-11-22"),
        ("3 dagen geleden", "2026-11-21"),
        ("3日前", "2026-11-21"),
        ("昨日", "2026-11-23"),
    ],
)
def test_words_name_a_day_from_the_day_they_are_read(text: str, day: str) -> None:
    assert str(relative(text, today=TODAY)) == day
    assert str(stated(text, today=TODAY)) == day
    assert stated(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "",
        "30+ days ago",
        "more than 30 days ago",
        "2 months ago",
        "a year ago",
        "Active 3 days ago",
        "3 days",
        "within 3 days",
        "last week",
        "in 3 days",
        "Closing today or tomorrow",
        "999 weeks",
        "days ago",
        "x" * 10_000,
    ],
)
def test_words_that_name_no_single_day_are_no_day(text: str) -> None:
    assert relative(text, today=TODAY) is None
    assert stated(text, today=TODAY) is None


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("12. März 2026", "2026-03-12"),
        ("5 mai 2026", "2026-05-05"),
        ("1er mai 2026", "2026-05-01"),
        ("5 de mayo de 2026", "2026-05-05"),
        ("14 agosto 2026", "2026-08-14"),
        ("3 février 2026", "2026-02-03"),
        ("31. Dezember 2025", "2025-12-31"),
        ("12. April 2026", "2026-04-12"),
        ("9 oktober 2026", "2026-10-09"),
        ("1 de março de 2026", "2026-03-01"),
        ("17 września 2026", "2026-09-17"),
        ("mars 2026", "2026-03-01"),
        ("2026年3月12日", "2026-03-12"),
        ("2026년 3월 12일", "2026-03-12"),
        ("12 March 2026", "2026-03-12"),
    ],
)
def test_a_date_is_read_in_the_language_it_is_stated_in(text: str, day: str) -> None:
    assert str(stated(text)) == day


@pytest.mark.parametrize("text", ["31. Februar 2026", "März", "1. März – 3. April 2026"])
def test_what_is_no_day_in_another_language_is_none(text: str) -> None:
    assert stated(text) is None


def test_a_stated_date_is_not_counted_from_today() -> None:
    assert stated("2025-05-12", today=TODAY) == date(2025, 5, 12)


@given(st.text(), st.dates())
def test_no_words_break_the_reading_of_days(text: str, today: date) -> None:
    relative(text, today=today)
    stated(text, today=today)
    in_english(text)


@given(st.integers(0, 365), st.dates(date(1990, 1, 1), date(2100, 1, 1)))
def test_so_many_days_ago_is_that_many_days_back(count: int, today: date) -> None:
    read = relative(f"{count} days ago", today=today)

    assert read is not None
    assert (today - read).days == count
