"""A date is read where a source states it, and nowhere else."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.normalise.dates import order, published, stated

TWELFTH = date(2025, 5, 12)
MAY = date(2025, 5, 1)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2025-05-12", TWELFTH),
        ("2025/05/12", TWELFTH),
        ("20250512", TWELFTH),
        ("12 May 2025", TWELFTH),
        ("12-May-2025", TWELFTH),
        ("12th of May 2025", TWELFTH),
        ("May 12, 2025", TWELFTH),
        ("Monday, May 12th, 2025", TWELFTH),
        ("Mon, 12 May 2025 13:30:02 +0000", TWELFTH),
        ("2025-05-12T10:00:00.123+02:00", TWELFTH),
        ("2025-05-12 10:00:00", TWELFTH),
        ("12.05.2025", TWELFTH),
        ("05.13.2025", date(2025, 5, 13)),
        ("13.05.2025", date(2025, 5, 13)),
        ("05/13/2025", date(2025, 5, 13)),
        ("05/05/2025", date(2025, 5, 5)),
        ("03/04/2025", None),
        ("May 2025", MAY),
        ("Sept. 2024", date(2024, 9, 1)),
        ("2025-05", MAY),
        ("1747051200000", TWELFTH),
        ("1747051200", TWELFTH),
        ("2025", None),
        ("2024–2025", None),
        ("2024-2025", None),
        ("January–March 2025", None),
        ("May 12–14, 2025", None),
        ("May 2024 to May 2025", None),
        ("5 May 2025 and 6 May 2025", None),
        ("2024-13-40", None),
        ("31 February 2025", None),
        ("maybe 2025", None),
        ("", None),
    ],
)
def test_a_value_names_the_day_it_states(text: str, day: date | None) -> None:
    assert stated(text) == day


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Published: 12 May 2025", TWELFTH),
        ("**Published:** May 2025", MAY),
        ("Posted on May 12, 2025 by admin", TWELFTH),
        ("# Title\n\nBy Jane Roe, May 12, 2025\n\nBody.", TWELFTH),
        ("Jane Roe | 12 May 2025 | 5 min read", TWELFTH),
        ("*Indeed Hiring Lab, May 2025*", MAY),
        ("London, 12 May 2025", TWELFTH),
        ("Updated: 3 June 2025\nPublished 12 May 2025", TWELFTH),
        ("Last updated May 2025", MAY),
        ("*Published by the Kilnworks Institute, 12 May 2025*", TWELFTH),
        ("Publisher: Kiln\nPublished: 12 May 2025", TWELFTH),
        ("12/20/2024 - 12/31/2024", None),
        ("Valid 20 – 31 December 2024", None),
        ("1 May – 12 June 2025", None),
        ("Jane Roe – 12 May 2025 – 5 min read", TWELFTH),
        ("As of May 2025, there are over 31,000 postings.", None),
        ("In May 2025", None),
        ("The May 2025 figures", None),
        ("A report published on 12 May 2025 by WEF found growth.", None),
        ("## Labour market report, May 2025", None),
        ("2024–2025", None),
        ("Body.\n" * 40 + "Published: 12 May 2025", None),
    ],
)
def test_a_publication_date_is_read_from_a_statement_near_the_top(
    text: str, day: date | None
) -> None:
    assert published(text) == day


@pytest.mark.parametrize(
    ("values", "first"),
    [
        (("03/04/2025", "14/05/2025"), "day"),
        (("03/04/2025", "05/14/2025 10:00"), "month"),
        (("03/04/2025", "01/02/2025"), None),
        (("14/05/2025", "05/14/2025"), None),
    ],
)
def test_one_clear_date_tells_the_order_of_a_column(
    values: tuple[str, ...], first: str | None
) -> None:
    assert order(values) == first


def test_a_known_order_reads_slashed_dates() -> None:
    assert stated("03/04/2025", order="day") == date(2025, 4, 3)
    assert stated("03/04/2025", order="month") == date(2025, 3, 4)
    assert stated("05/14/2025", order="day") == date(2025, 5, 14)


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2199, 12, 31)))
def test_every_day_is_read_back_from_its_usual_spellings(day: date) -> None:
    spellings = (
        day.isoformat(),
        f"{day:%d %B %Y}",
        f"{day:%B} {day.day}, {day.year}",
        f"{day:%a, %d %b %Y} 00:00:00 GMT",
    )
    assert [stated(spelling) for spelling in spellings] == [day] * 4


@given(st.text())
def test_no_text_breaks_the_reading_of_dates(text: str) -> None:
    stated(text)
    published(text)
