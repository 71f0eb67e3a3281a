import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.verification.figures import Figure, figures

READ = [
    ("There are 31,000 postings.", ["31000 count"]),
    ("There are over 31,000 AI security job postings.", ["over 31000 count"]),
    ("about 31k postings", ["about 31000 count"]),
    ("31 thousand postings", ["31000 count"]),
    ("thirty-one thousand postings", ["31000 count"]),
    ("1.2 million jobs", ["1200000 count"]),
    ("1.2m jobs", ["1200000 count"]),
    ("3bn users", ["3000000000 count"]),
    ("3 billion dollars", ["3000000000 USD"]),
    ("12 lakh rupees", ["1200000 INR"]),
    ("1,20,000 rupees", ["120000 INR"]),
    ("₹12 lakh", ["1200000 INR"]),
    ("2 crore people", ["20000000 count"]),
    ("half a million people", ["500000 count"]),
    ("two and a half million people", ["2500000 count"]),
    ("a million people", ["1000000 count"]),
    ("a hundred roles", ["100 count"]),
    ("two hundred and five roles", ["205 count"]),
    ("a dozen roles", ["12 count"]),
    ("dozens of roles", ["vague 24..240 count"]),
    ("hundreds of companies", ["vague 200..1999 count"]),
    ("tens of thousands of postings", ["vague 20000..199999 count"]),
    ("zero vacancies", ["0 count"]),
    ("twenty-one firms", ["21 count"]),
    ("one posting", ["1 count"]),
    ("one of the best postings", []),
    ("no one asked for one", []),
    ("one in five postings", ["20 percent"]),
    ("1 in 5 postings", ["20 percent"]),
    ("3 out of 10 firms", ["30 percent"]),
    ("two out of every three roles", ["66.6667 percent"]),
    ("nine in ten employers", ["90 percent"]),
    ("63 of 525 postings", ["63 count", "525 count"]),
    ("two thirds of firms", ["66.6667 percent"]),
    ("two-thirds of firms", ["66.6667 percent"]),
    ("a third of firms", ["33.3333 percent"]),
    ("one fifth of firms", ["20 percent"]),
    ("by a quarter", ["25 percent"]),
    ("the fourth quarter of 2024", []),
    ("half of all roles", ["50 percent"]),
    ("more than half of all roles", ["over 50 percent"]),
    ("the first half of 2024", []),
    ("half an hour", ["0.0208333 duration"]),
    ("¾ of roles", ["75 percent"]),
    ("2½ years", ["913.125 duration"]),
    ("three quarters of roles", ["75 percent"]),
    ("12% of postings", ["12 percent"]),
    ("12 % of postings", ["12 percent"]),
    ("12 percent of postings", ["12 percent"]),
    ("12 per cent of postings", ["12 percent"]),
    ("twelve percent of postings", ["12 percent"]),
    ("12.5% growth", ["12.5 percent"]),
    ("-3%", ["-3 percent"]),
    ("fell 3%", ["3 percent (by)"]),
    ("rose 3.5 percentage points", ["3.5 points (by)"]),
    ("up 25 basis points", ["0.25 points (by)"]),
    ("2 pp", ["2 points"]),
    ("a 12-percent rise", ["12 percent"]),
    ("10–12% of roles", ["10..12 percent"]),
    ("10% to 12% of roles", ["10..12 percent"]),
    ("between 10 and 12 percent of roles", ["10..12 percent"]),
    ("rose from 12% to 15%", ["12 percent (from)", "15 percent (to)"]),
    ("from 12% to 15% of roles", ["12..15 percent"]),
    ("fell to 12%", ["12 percent (to)"]),
    ("fell by 12%", ["12 percent (by)"]),
    ("grew 12 percent to 315", ["12 percent (by)", "315 count (to)"]),
    ("$120,000", ["120000 USD"]),
    ("$120k", ["120000 USD"]),
    ("$120K a year", ["120000 USD a year"]),
    ("$150–180k", ["150000..180000 USD"]),
    ("$150k–$180k", ["150000..180000 USD"]),
    ("$150,000 to $180,000 per year", ["150000..180000 USD a year"]),
    ("salaries ranging from $43,000 to $220,000", ["43000..220000 USD"]),
    ("salaries from $43,000", ["at least 43000 USD"]),
    ("up to $220,000", ["at most 220000 USD"]),
    ("at least $50 an hour", ["at least 50 USD a hour"]),
    ("$50/hr", ["50 USD a hour"]),
    ("£45–£65 per hour", ["45..65 GBP a hour"]),
    ("€1.2bn", ["1200000000 EUR"]),
    ("US$3 million", ["3000000 USD"]),
    ("C$80,000", ["80000 CAD"]),
    ("31,000 dollars", ["31000 USD"]),
    ("40 euros", ["40 EUR"]),
    ("USD 31k", ["31000 USD"]),
    ("31k USD", ["31000 USD"]),
    ("50 cents", ["0.5 USD"]),
    ("annual salary of $120,000", ["120000 USD a year"]),
    ("hourly rate of $50", ["50 USD a hour"]),
    ("£500 a day", ["500 GBP a day"]),
    ("median pay is $182,000 (47 postings)", ["182000 USD", "47 count"]),
    ("5 years of experience", ["1826.25 duration"]),
    ("5+ years of experience", ["at least 1826.25 duration"]),
    ("3-5 years", ["1095.75..1826.25 duration"]),
    ("18 months", ["547.875 duration"]),
    ("a three-year contract", ["1095.75 duration"]),
    ("a 12-month contract", ["365.25 duration"]),
    ("40 hours per week", ["1.66667 duration a week"]),
    ("within 30 days", ["30 duration"]),
    ("two decades", ["7305 duration"]),
    ("5 yrs", ["1826.25 duration"]),
    ("doubled", ["2 times"]),
    ("twice as many roles", ["2 times"]),
    ("tripled to 90", ["3 times", "90 count"]),
    ("3 times as many roles", ["3 times"]),
    ("three times higher", ["3 times"]),
    ("3x faster", ["3 times"]),
    ("a fivefold rise", ["5 times"]),
    ("halved", ["0.5 times"]),
    ("ranked third", ["3 ordinal"]),
    ("the 3rd largest", ["3 ordinal"]),
    ("second place", ["2 ordinal"]),
    ("the second quarter of 2024", []),
    ("about 500 roles", ["about 500 count"]),
    ("around 500 roles", ["about 500 count"]),
    ("approximately 500 roles", ["about 500 count"]),
    ("roughly 500 roles", ["about 500 count"]),
    ("~500 roles", ["about 500 count"]),
    ("nearly 500 roles", ["nearly 500 count"]),
    ("almost 500 roles", ["nearly 500 count"]),
    ("just under 500 roles", ["nearly 500 count"]),
    ("more than 500 roles", ["over 500 count"]),
    ("in excess of 500 roles", ["over 500 count"]),
    ("fewer than 500 roles", ["under 500 count"]),
    ("less than 5%", ["under 5 percent"]),
    ("under 500 roles", ["under 500 count"]),
    ("at least 500 roles", ["at least 500 count"]),
    ("no fewer than 500 roles", ["at least 500 count"]),
    ("500 or more roles", ["at least 500 count"]),
    ("500+ roles", ["at least 500 count"]),
    ("at most 500 roles", ["at most 500 count"]),
    ("no more than 500 roles", ["at most 500 count"]),
    ("not more than 500 roles", ["at most 500 count"]),
    ("up to 500 roles", ["at most 500 count"]),
    ("as many as 500 roles", ["at most 500 count"]),
    ("500 or fewer roles", ["at most 500 count"]),
    ("some 500 roles", ["about 500 count"]),
    ("an estimated 500 roles", ["about 500 count"]),
    ("Python 3.11 is used", []),
    ("GPT-4 and Claude 3", []),
    ("ISO 42001 and SOC 2", []),
    ("ISO/IEC 27001:2022", []),
    ("COVID-19 cases", []),
    ("Section 3.2 says so", []),
    ("see page 12 and Table 4", []),
    ("reported [1] and [3]", []),
    ("reported [1, 2]", []),
    ("1. First item", []),
    ("2) Second item", ["2 ordinal"]),
    ("(3) third item", ["3 ordinal"]),
    ("call +1 415 555 1234", []),
    ("call (415) 555-1234", []),
    ("at 10:30 or 5 pm", []),
    ("a 401(k) plan", []),
    ("24/7 support", []),
    ("ticket #4312", []),
    ("version 2.1.4", []),
    ("release v3", []),
    ("In 2024 the market grew", []),
    ("As of May 2025", []),
    ("12 March 2025", []),
    ("Q3 2024", []),
    ("2023–24", []),
    ("2,024 postings", ["2024 count"]),
    ("2000 postings", ["2000 count"]),
    ("$2,025", ["2025 USD"]),
    ("5G networks", []),
    ("H-1B visas", []),
    ("B2B sales", []),
    ("https://example.com/31/2024", []),
    ("mail jobs31@example.com", []),
    ("Fortune 500 companies", []),
    ("Texas has 300 postings and California 500.", ["300 count", "500 count"]),
    ("20 of the 63 roles", ["20 count", "63 count"]),
    ("8% of 525 postings", ["8 percent", "525 count"]),
    ("1,234.56", ["1234.56 count"]),
    ("0.5 percent", ["0.5 percent"]),
    (".5 percent", ["0.5 percent"]),
    ("31.000", ["31 count"]),
    ("99.9%", ["99.9 percent"]),
    ("100%", ["100 percent"]),
    ("31,000 (12%)", ["31000 count", "12 percent"]),
    ("two men and three women", ["2 count", "3 count"]),
    ("10 to 12 years", ["3652.5..4383 duration"]),
    ("5-10 people", ["5..10 count"]),
    ("40 - 50 people", ["40..50 count"]),
    ("won 3-2", ["3 count", "2 count"]),
    ("from 5 firms", ["5 count"]),
    ("a 20-person team", ["20 count"]),
    ("the top 10 skills", ["10 count"]),
    ("500,000+", ["at least 500000 count"]),
    ("$1.5 trillion", ["1.5e+12 USD"]),
    ("250 thousand", ["250000 count"]),
    ("6 figures", ["6 count"]),
    ("over a hundred roles", ["over 100 count"]),
    ("over three hundred roles", ["over 300 count"]),
    ("hundred percent", ["100 percent"]),
    ("one hundred percent", ["100 percent"]),
    ("15 minutes", ["0.0104167 duration"]),
]

COUNTED = [
    ("over 31,000 AI security job postings in the United States", [["ai", "secur", "job", "post"]]),
    ("63 of the 525 postings ask for Python", [["post"], ["post"]]),
    ("12% of postings ask for Python", [["post"]]),
    ("a median salary of $120,000", [["median", "salari"]]),
    ("Texas has 300 postings and California 500", [["post"], ["california"]]),
    ("one in five employers", [["employ"]]),
    ("Remote roles reached 40%", [["remot", "role"]]),
]

LONG_AND_ODD = ["1" * 100_000, "1," * 50_000, "one " * 30_000, "1 " * 50_000, "$" * 50_000]
LONG_AND_ODD += ["12% to " * 20_000, "a-" * 50_000, "(1) " * 20_000, " " * 100_000, "\n" * 50_000]


@pytest.mark.parametrize(("text", "expected"), READ)
def test_a_quantity_is_read_as_it_is_said(text: str, expected: list[str]) -> None:
    assert [said(figure) for figure in figures(text)] == expected


@pytest.mark.parametrize(("text", "expected"), COUNTED)
def test_a_figure_knows_what_it_counts(text: str, expected: list[list[str]]) -> None:
    assert [list(figure.of) for figure in figures(text)] == expected


def test_two_figures_of_one_sentence_each_have_their_own_clause() -> None:
    texas, california = figures("Texas has 300 postings, and California has 500 postings.")
    assert [sorted(texas.near), sorted(california.near)] == [
        ["post", "texa"],
        ["california", "post"],
    ]


@given(st.text(max_size=200))
def test_a_figure_is_the_text_at_its_span(text: str) -> None:
    for figure in figures(text):
        assert text[figure.span.start : figure.span.end] == figure.text
        assert figure.low <= figure.high


@given(st.integers(min_value=1, max_value=999))
def test_thousands_are_one_figure_however_they_are_written(thousands: int) -> None:
    spellings = (f"{thousands},000", f"{thousands}k", f"{thousands} thousand", f"{thousands}K")
    assert {value(f"{spelling} roles") for spelling in spellings} == {thousands * 1_000.0}


@given(st.integers(min_value=1, max_value=999_999))
def test_a_number_reads_the_same_with_commas_and_in_words(number: int) -> None:
    assert value(f"{number:,} roles") == value(f"{in_words(number)} roles") == number


@pytest.mark.parametrize("text", LONG_AND_ODD)
def test_hostile_text_is_read_in_linear_time(text: str) -> None:
    started = time.perf_counter()
    figures(text)
    assert time.perf_counter() - started < 5


def said(figure: Figure) -> str:
    """A figure in short: exactness, value or bounds, unit, period and move."""
    bounds = (
        number(figure.low)
        if not figure.is_range
        else f"{number(figure.low)}..{number(figure.high)}"
    )
    parts = (
        figure.exactness if figure.exactness != "exact" else "",
        bounds,
        figure.currency or figure.unit,
        f"a {figure.period.lower()}" if figure.period else "",
        f"({figure.move})" if figure.move else "",
    )
    return " ".join(part for part in parts if part)


def number(amount: float) -> str:
    return f"{amount:.10g}" if amount == int(amount) else f"{amount:g}"


def value(text: str) -> float:
    (figure,) = figures(text)
    return figure.low


_ONES = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen"),
    *("eighteen", "nineteen"),
)
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")


def in_words(amount: int) -> str:
    if amount < 20:
        return _ONES[amount]
    if amount < 100:
        ones = f"-{_ONES[amount % 10]}" if amount % 10 else ""
        return _TENS[amount // 10 - 2] + ones
    size, name = (1_000, "thousand") if amount >= 1_000 else (100, "hundred")
    rest = f" {in_words(amount % size)}" if amount % size else ""
    return f"{in_words(amount // size)} {name}{rest}"
