"""Tables of other languages: numbers written 54.200,50 and occupations in one word."""

import pytest

from assistant.verification.tables import tables
from assistant.verification.tables.glossary import in_english
from assistant.verification.tables.quantities import in_english as numbers_in_english

SALARIES = """Gehälter nach Position, Angaben in Euro brutto pro Jahr

| Position | Median |
|---|---|
| Softwareentwickler | 54.200 € |
| Systemadministrator | 51.900 € |
"""


def test_points_group_thousands_in_a_german_table() -> None:
    (table,) = tables(SALARIES)
    assert table.columns[1].values == (54200.0, 51900.0)
    assert table.is_foreign


def test_a_point_is_a_decimal_in_an_english_table() -> None:
    (table,) = tables("| Batter | Average |\n|---|---|\n| Ruth | 0.342 |\n| Cobb | 1.366 |")
    assert table.columns[1].values == (0.342, 1.366)


@pytest.mark.parametrize(
    ("written", "meant"),
    [("54.200,50", "54,200.50"), ("1.240.000", "1,240,000"), ("12,5 %", "12.5 %"), ("7", "7")],
)
def test_numbers_are_read_as_english_writes_them(written: str, meant: str) -> None:
    assert numbers_in_english(written) == meant


@pytest.mark.parametrize(
    ("word", "english"),
    [
        ("softwareentwicklerin", ("software", "developer")),
        ("sicherheitsberater", ("security", "consultant")),
        ("jahresgehalt", ("annual", "pay")),
        ("zebra", ()),
    ],
)
def test_a_compound_is_read_part_by_part(word: str, english: tuple[str, ...]) -> None:
    assert in_english(word) == english
