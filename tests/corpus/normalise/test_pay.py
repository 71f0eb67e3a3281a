"""Pay is read as stated: no unit, currency or bound that the words do not give."""

import csv
import time
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.normalise import pay
from corpus.postings import Pay, PayUnit
from tests.corpus.normalise.pay_tables import CASES, HELD_OUT, Case, cases, said

POSTINGS = Path(__file__).parents[4] / "shared" / "data" / "postings_nyc" / "jobs.csv"
HOSTILE = (
    "$", "1", "-", "1-", "$1 ", "1,000", "1 ", " ", "salary ", "salary $1 to ", "a", "(", '{"a":',
    "per ", "1.1.", "salary $1\n", "salary 100k ", "2/2/", "€ ", "bi weekly", ". A$1 salary", "K",
    "US$ ", "\n", "12 years ", "\ufdfa", "1 000 ", "Rs.", "total ", "including bonus ",
)  # fmt: skip


def _name(case: Case) -> str:
    return f"{case.raw} {dict(case.columns) or ''}"


@pytest.mark.parametrize("case", cases(CASES), ids=_name)
def test_a_statement_is_read_as_it_says(case: Case) -> None:
    assert said(case.read()) == case.expected


def test_statements_held_out_while_the_reading_was_made_are_mostly_read_as_they_say() -> None:
    held_out = cases(HELD_OUT)
    right = sum(said(case.read()) == case.expected for case in held_out)
    assert right / len(held_out) >= 0.97


def test_the_tables_are_large_and_their_flags_are_documented() -> None:
    known = {*pay.FLAGS, "-"}
    assert len(cases(CASES)) >= 300
    assert all(set(case.expected[-1].split(", ")) <= known for case in cases(CASES))
    used = {flag for case in cases(CASES) for flag in case.expected[-1].split(", ")}
    assert set(pay.FLAGS) - used == {pay.FROM_TEXT}


def test_what_was_said_is_kept_and_bare_figures_are_written_out_with_their_columns() -> None:
    assert _stated("  $65K -  $100K ").raw == "$65K - $100K"
    assert _stated("45", currency="USD", unit="hourly").raw == "USD 45 per hour"
    assert pay.between("", "20", unit="hourly") == Pay(None, 20, None, "HOUR", "up to 20 per hour")
    assert pay.between("100000.0", "65000", currency="usd", unit="yearly") == Pay(
        65_000,
        100_000,
        "USD",
        "YEAR",
        "USD 65,000 – 100,000 per year",
        flags=(pay.SWAPPED,),
    )


@pytest.mark.parametrize(
    ("raw", "bounds", "middle"),
    [
        ("$65K - $100K", (65_000, 100_000), 82_500),
        ("$90,000 a year", (90_000, 90_000), 90_000),
        ("up to $90k", None, None),
        ("$90k+", None, None),
        ("$0 - $90,000 a year", None, None),
        ("$20 - $30 per hour", None, 25),
        ("$6K - $9K / monthly", None, 7_500),
        ("$120 - $200", None, 160),
    ],
)
def test_a_year_is_never_made_of_hours_nor_a_midpoint_of_one_bound(
    raw: str, bounds: tuple[float, float] | None, middle: float | None
) -> None:
    read = _stated(raw)
    assert pay.annual(read) == bounds
    assert pay.midpoint(read) == middle


@pytest.mark.parametrize(
    ("text", "least", "most", "currency", "unit", "basis"),
    [
        (
            ("We grow.\nThe base salary range for this role is $140,000 - $190,000 per year. "
            "We match your 401(k) and give $5,000 for learning."),
            140_000,
            190_000,
            "USD",
            "YEAR",
            "base",
        ),
        ("Compensation\n£55,000 - £65,000\nBenefits", 55_000, 65_000, "GBP", "YEAR", None),
        ("The salary is between $95,000 and $115,000.", 95_000, 115_000, "USD", "YEAR", None),
        ("Pay: $25 - $30 per hour, plus $500 sign-on bonus.", 25, 30, "USD", "HOUR", None),
        ("OTE is $200,000.\nBase salary: $100,000.", 100_000, 100_000, "USD", "YEAR", "base"),
        ("Salary Range\n\n$90,000\n-\n$110,000 USD", 90_000, 110_000, "USD", "YEAR", None),
        ("MINIMUM SALARY: $62,000 MAXIMUM SALARY: $78,000", 62_000, 78_000, "USD", "YEAR", None),
        ("Our package has base salary $100k, 401k.", 100_000, 100_000, "USD", "YEAR", "base"),
        ("Vergütung: 60.000 € - 75.000 € brutto im Jahr", 60_000, 75_000, "EUR", "YEAR", None),
        ("$150K–$200K Base / $250K–$400K OTE salary", 150_000, 200_000, "USD", "YEAR", "base"),
    ],
)  # fmt: skip
def test_a_description_tells_the_pay_its_sentence_states(
    text: str, least: float, most: float, currency: str, unit: PayUnit, basis: str | None
) -> None:
    read = pay.in_text(text)
    assert read is not None
    assert (read.minimum, read.maximum, read.currency) == (least, most, currency)
    assert (read.unit, read.basis) == (unit, basis)
    assert pay.FROM_TEXT in read.flags


@pytest.mark.parametrize(
    "text",
    [
        "",
        "We raised $40M from investors.",
        "Our platform processed $2B in payments. Salary is competitive.",
        "You will manage a $3,000,000 budget and earn a competitive salary.",
        "You have run $1M+ in annual paid spend.",
        "The annual salary is $15.",
        "The salary is $120 - $200.",
        "Benefits: $100,000 life insurance, salary sacrifice.",
        "Salary band E5, grade 7, 5 years of experience.",
        "Salary plus a $10,000 signing bonus.",
        "Customers pay $99 per month.",
        "The median salary of our graduates is $90,000 a year.",
    ],
)
def test_other_money_in_a_description_is_no_pay(text: str) -> None:
    assert pay.in_text(text) is None


def test_ranges_for_several_places_are_flagged() -> None:
    read = pay.in_text(
        "In New York the salary range is $120,000-$140,000. In Ohio the salary range is $90k-$99k."
    )
    assert read is not None
    assert (read.minimum, pay.SEVERAL in read.flags) == (120_000, True)


@pytest.mark.parametrize(
    ("words", "sum_named"),
    [
        ("$200k", (200_000, "USD", None)),
        ("more than $200k", (200_000, "USD", None)),
        ("150 thousand dollars", (150_000, "USD", None)),
        ("60 an hour", (60, None, "HOUR")),
        ("£50,000 a year", (50_000, "GBP", "YEAR")),
        ("at least €4.000 per month", (4_000, "EUR", "MONTH")),
        ("12 LPA", (1_200_000, "INR", "YEAR")),
        ("six figures", (100_000, None, None)),
        ("$1.5M", (1_500_000, "USD", None)),
        ("in Texas", None),
        ("5 years of experience", None),
        ("posted since 2024", None),
        ("between $100k and $150k", None),
    ],
)
def test_a_sum_in_a_question_is_read(
    words: str, sum_named: tuple[float, str | None, PayUnit | None] | None
) -> None:
    assert pay.amount(words) == sum_named


_LIKELY = st.text(alphabet="$£€¥₹0123456789kKmML.,-–~+/() aeiouprshyntd%:{}'\"万円\n", max_size=80)


@given(
    st.one_of(st.text(max_size=80), _LIKELY), st.sampled_from(["", "US", "CA", "SE", "JP", "??"])
)
def test_no_words_break_the_reading_of_pay(raw: str, country: str) -> None:
    found = (
        pay.stated(raw, country=country),
        pay.stated(raw, currency=raw, unit=raw),
        pay.between(raw, raw[::-1], country=country),
        pay.in_text(f"Salary: {raw}", country=country),
    )
    pay.amount(raw)
    for read in found:
        if read is not None:
            _holds(read)


@given(_LIKELY)
def test_what_is_kept_of_a_statement_reads_the_same(raw: str) -> None:
    read = pay.stated(raw)
    assert read is None or pay.stated(read.raw) == read


@given(
    st.integers(1, 99_999_999),
    st.one_of(st.none(), st.integers(1, 99_999_999)),
    st.sampled_from(["USD", "EUR", "JPY", ""]),
    st.sampled_from(["HOUR", "daily", "week", "monthly", "YEAR", ""]),
)
def test_columns_written_out_read_the_same(
    first: int, second: int | None, currency: str, unit: str
) -> None:
    read = pay.between(
        str(first), "" if second is None else str(second), currency=currency, unit=unit
    )
    assert read is not None
    again = _stated(read.raw)
    assert (again.minimum, again.maximum) == (read.minimum, read.maximum)
    assert (again.currency, again.unit) == (read.currency, read.unit)


_WRITTEN = ("{:,}", "{}", "{:,}.00")
_BETWEEN = ("{} - {}", "{}–{}", "{} to {}", "between {} and {}", "from {} to {}", "{} — {}")


@given(
    st.integers(1_000, 900_000),
    st.integers(1_000, 900_000),
    st.sampled_from(_WRITTEN),
    st.sampled_from(_BETWEEN),
    st.sampled_from(["£", "€", "CA$", "USD ", "INR "]),
    st.sampled_from([" per year", "/hr", " a month", ""]),
)
def test_bounds_are_the_same_in_either_order(
    first: int, second: int, written: str, joined: str, sign: str, unit: str
) -> None:
    one, other = sign + written.format(first), sign + written.format(second)
    ahead, back = (
        _stated(joined.format(one, other) + unit),
        _stated(joined.format(other, one) + unit),
    )
    assert (ahead.minimum, ahead.maximum) == (min(first, second), max(first, second))
    assert (ahead.minimum, ahead.maximum, ahead.currency) == (
        back.minimum,
        back.maximum,
        back.currency,
    )
    assert (pay.SWAPPED in ahead.flags, pay.SWAPPED in back.flags) == (
        first > second,
        second > first,
    )


@given(st.integers(1, 999))
def test_a_thousand_is_a_thousand_however_it_is_written(thousands: int) -> None:
    written = (f"£{thousands}k", f"£{thousands}K", f"£{thousands},000", f"£{thousands}.000")
    assert {_stated(words).minimum for words in written} == {thousands * 1_000}


@pytest.mark.parametrize("piece", HOSTILE)
def test_long_hostile_text_takes_no_long_time(piece: str) -> None:
    text = piece * (200_000 // len(piece))
    begun = time.process_time()
    pay.stated(text)
    pay.between(text, text)
    pay.amount(text)
    pay.in_text(text)
    assert time.process_time() - begun < 2


@pytest.mark.skipif(not POSTINGS.exists(), reason="the development postings are not here")
def test_the_development_postings_state_what_was_counted_by_hand() -> None:
    with POSTINGS.open(encoding="utf-8", newline="") as file:
        found = [pay.stated(row["salary_range"]) for row in csv.DictReader(file)]
    counted = Counter(
        "other currency" if read.currency != "USD" else str(read.unit) for read in found if read
    )
    assert counted == {"YEAR": 425, "HOUR": 13, "other currency": 22, "MONTH": 2, "None": 13}


def _stated(raw: str, *, currency: str = "", unit: str = "") -> Pay:
    read = pay.stated(raw, currency=currency, unit=unit)
    assert read is not None
    return read


def _holds(read: Pay) -> None:
    assert read.minimum is not None or read.maximum is not None
    if read.minimum is not None and read.maximum is not None:
        assert 0 <= read.minimum <= read.maximum
        middle = pay.midpoint(read)
        assert middle is None or read.minimum <= middle <= read.maximum
    assert list(read.flags) == [flag for flag in pay.FLAGS if flag in read.flags]
    assert pay.annual(read) is None or read.unit == "YEAR"
    assert (pay.AMBIGUOUS in read.flags) <= (read.unit is None)
    assert 0 < len(read.raw) <= pay.LONGEST_STATEMENT + 20
