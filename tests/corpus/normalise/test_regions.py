"""Codes and names of states and countries are told apart by their column, or not at all."""

import pytest

from corpus.normalise import regions


@pytest.mark.parametrize(
    ("values", "column", "family"),
    [
        (("tx", "ca", "ny"), "state", "US state"),
        (("Texas", "California"), "region", "US state"),
        (("US",), "jobcountry", "country"),
        (("DE", "CA", "IN"), "jobcountry", "country"),
        (("DE", "CA", "IN"), "", "US state"),
        (("GB", "DE", "FR"), "", "country"),
        (("Germany", "United States", "Côte d’Ivoire"), "", "country"),
        (("London", "North East", "Wales"), "", "UK region"),
        (("Software", "Nursing"), "sector", None),
        ((), "", None),
    ],
)
def test_a_column_is_of_the_family_most_of_its_values_are_in(
    values: tuple[str, ...], column: str, family: str | None
) -> None:
    assert regions.family(values, column=column) == family


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("DE", ["Delaware", "Germany"]),
        ("CA", ["California", "Canada"]),
        ("Georgia", ["Georgia", "Georgia"]),
        ("tx", ["Texas"]),
        ("UK", ["United Kingdom"]),
        ("U.S.", ["United States"]),
        ("Washington, D.C.", ["District of Columbia"]),
        ("nowhere", []),
    ],
)
def test_a_code_or_name_has_all_its_readings(said: str, meant: list[str]) -> None:
    assert [region.name for region in regions.readings(said)] == meant
