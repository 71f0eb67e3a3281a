"""A period is its first day, however a table writes it; a figure is no period."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.normalise import periods


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("2024-05-03", (2024, 5, 3)),
        ("2024-05", (2024, 5, 1)),
        ("2024/05", (2024, 5, 1)),
        ("202405", (2024, 5, 1)),
        ("2024M05", (2024, 5, 1)),
        ("05/2024", (2024, 5, 1)),
        ("May 2024", (2024, 5, 1)),
        ("2024 MAY", (2024, 5, 1)),
        ("May-24", (2024, 5, 1)),
        ("Sept. 2024", (2024, 9, 1)),
        ("Dec '99", (1999, 12, 1)),
        ("2024Q2", (2024, 4, 1)),
        ("2024 Q2", (2024, 4, 1)),
        ("Q4 2024", (2024, 10, 1)),
        ("2024", (2024, 1, 1)),
        ("2024-W01", (2024, 1, 1)),
        ("2024-05-03T00:00:00", (2024, 5, 3)),
    ],
)
def test_a_period_is_its_first_day(cell: str, day: tuple[int, int, int]) -> None:
    assert periods.first_day(cell) == date(*day)


@pytest.mark.parametrize(
    "cell", ["", "62.32", "2024Q5", "2024-13", "Texas", "1,234", "2020-W60", "Q2", "May", "12 34"]
)
def test_what_names_no_period_is_none(cell: str) -> None:
    assert periods.first_day(cell) is None


@given(st.text(max_size=50))
def test_no_cell_breaks_it(cell: str) -> None:
    periods.first_day(cell)


@given(st.dates(date(1900, 1, 1), date(2199, 12, 31)))
def test_every_day_comes_back(day: date) -> None:
    assert periods.first_day(day.isoformat()) == day
    assert periods.first_day(f"{day:%Y-%m}") == day.replace(day=1)
