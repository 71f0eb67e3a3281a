"""Pay is read as stated: no unit, currency or bound that the words do not give."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.normalise import pay
from corpus.postings import Pay, PayUnit


@pytest.mark.parametrize(
    ("raw", "least", "most", "currency", "unit"),
    [
        ("$65K - $100K", 65_000, 100_000, "USD", None),
        ("$65-100K", 65_000, 100_000, "USD", None),
        ("$140K - $190K CAD", 140_000, 190_000, "CAD", None),
        ("£70K - £110K GBP", 70_000, 110_000, "GBP", None),
        ("₹1.2M - ₹3M INR", 1_200_000, 3_000_000, "INR", None),
        ("12-18 LPA", 1_200_000, 1_800_000, None, "YEAR"),
        ("$22 - $40 / hourly", 22, 40, "USD", "HOUR"),
        ("$15.50/hr", 15.5, 15.5, "USD", "HOUR"),
        ("PKR 150,000 per month", 150_000, 150_000, "PKR", "MONTH"),
        ("up to £50,000 per annum", None, 50_000, "GBP", "YEAR"),
        ("from €45.000", 45_000, None, "EUR", None),
        ("$100,000+", 100_000, None, "USD", None),
        ("€50 000 - €60 000", 50_000, 60_000, "EUR", None),
        ("$120 - $200", 120, 200, "USD", None),
        ("220,000 to 43,000 USD", 43_000, 220_000, "USD", None),
        ("401(k) and $90k", 90_000, 90_000, "USD", None),
    ],
)
def test_a_phrase_is_read_as_it_says(
    raw: str,
    least: float | None,
    most: float | None,
    currency: str | None,
    unit: PayUnit | None,
) -> None:
    assert pay.stated(raw) == Pay(least, most, currency, unit, raw)


@pytest.mark.parametrize("raw", ["", "Competitive", "DOE", "5% bonus"])
def test_words_without_a_figure_are_no_pay(raw: str) -> None:
    assert pay.stated(raw) is None


def test_columns_are_put_in_order_and_said_in_words() -> None:
    assert pay.between("100000.0", "65000", currency="usd", unit="yearly") == Pay(
        65_000, 100_000, "USD", "YEAR", "USD 65,000 – 100,000 per year"
    )
    assert pay.between("", "20", unit="hourly") == Pay(None, 20, None, "HOUR", "up to 20 per hour")
    assert pay.between("0", "nan") is None


@given(st.text(max_size=60))
def test_no_words_break_the_reading_of_pay(raw: str) -> None:
    read = pay.stated(raw)
    if read and read.minimum is not None and read.maximum is not None:
        assert read.minimum <= read.maximum
