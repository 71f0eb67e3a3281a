"""A question about figures over time comes to a plan, is refused with a reason, or is not one."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.analysis.series import parse
from assistant.analysis.unparsed import Unparsed
from corpus.queries import Catalogue, SeriesQuery
from tests.assistant.analysis.series_catalogues import (
    COUNTRIES,
    FIRST,
    INDICES,
    LAST,
    TURNOVER,
    UNEMPLOYMENT,
    WITH_POSTINGS,
)

TODAY = date(2026, 8, 20)
US = (("jobcountry", ("US",)), ("variable", ("total postings",)))
Where = tuple[tuple[str, tuple[str, ...]], ...]


def plan(question: str, catalogue: Catalogue = INDICES) -> SeriesQuery:
    asked = parse(question, catalogue, today=TODAY)
    assert isinstance(asked, SeriesQuery), asked
    return asked


def refused(question: str, catalogue: Catalogue = INDICES) -> Unparsed:
    asked = parse(question, catalogue, today=TODAY)
    assert isinstance(asked, Unparsed), asked
    return asked


def state(*codes: str) -> Where:
    return (("state", codes),)


@pytest.mark.parametrize(
    ("question", "name", "where", "day"),
    [
        ("What was the US job index (SA, total postings) on 2020-05-01?", "job_index_SA", US,
         (2020, 5, 1)),
        ("us index of new postings, not seasonally adjusted, 1 May 2021", "job_index_NSA",
         (US[0], ("variable", ("new postings",))), (2021, 5, 1)),
        ("Job index in Texas on May 1st, 2021?", "job_index", state("tx"), (2021, 5, 1)),
        ("TX job index 2021-05-01", "job_index", state("tx"), (2021, 5, 1)),
        ("whats the job indx for new york on 5/14/2021", "job_index", state("ny"), (2021, 5, 14)),
        ("Seasonaly ajusted US indx, total postngs, on 2020-05-01", "job_index_SA", US,
         (2020, 5, 1)),
        ("index for Delaware on 2022-01-01", "job_index", state("de"), (2022, 1, 1)),
        ("index for the state DE on 2022-01-01", "job_index", state("de"), (2022, 1, 1)),
        ("index in Texas, US on 2022-01-01", "job_index", state("tx"), (2022, 1, 1)),
    ],
)  # fmt: skip
def test_a_figure_of_a_day_is_asked_in_many_ways(
    question: str, name: str, where: Where, day: tuple[int, int, int]
) -> None:
    assert plan(question) == SeriesQuery("at", name, where, since=date(*day))


def test_without_an_antecedent_the_broadest_series_is_meant_and_that_is_said() -> None:
    asked = plan("When was its minimum and what value?")
    assert (asked.measure, asked.name, asked.where) == ("minimum", "job_index_SA", US)
    assert asked.assumed == (
        "No variable was named: taken as total postings.",
        "Taken as the seasonally adjusted series.",
    )


@pytest.mark.parametrize(
    ("question", "measure", "since", "until"),
    [
        ("When did the Ohio index peak?", "maximum", None, None),
        ("lowest index for Ohio in 2022", "minimum", date(2022, 1, 1), date(2022, 12, 31)),
        ("latest index for Ohio and its date", "latest", None, None),
        ("By what percent did the Ohio index change between 2025-08-14 and 2026-08-14?",
         "change", date(2025, 8, 14), date(2026, 8, 14)),
        ("year over year change in the Ohio index", "change", date(2025, 8, 14), None),
        ("how much has the Ohio index grown over the past 6 months", "change",
         date(2026, 2, 14), None),
        ("How has the Ohio index moved since March 2025?", "trend", date(2025, 3, 1), None),
        ("average Ohio index in Q2 2024", "mean", date(2024, 4, 1), date(2024, 6, 30)),
        ("Ohio index from March 2024 to March 2025", "change", date(2024, 3, 1),
         date(2025, 3, 1)),
    ],
)  # fmt: skip
def test_what_is_asked_of_a_series_and_of_which_days(
    question: str, measure: str, since: date | None, until: date | None
) -> None:
    asked = plan(question)
    assert (asked.measure, asked.since, asked.until) == (measure, since, until)
    assert (asked.name, asked.where) == ("job_index", state("oh"))


@pytest.mark.parametrize(
    ("question", "limit", "ascending", "day"),
    [
        ("Which US state has the highest and which the lowest index at the latest date?", 0, False,
         None),
        ("top 5 states", 5, False, None),
        ("Which state had the lowest index on 2021-05-01?", 1, True, date(2021, 5, 1)),
        ("rank the states by job index", 0, False, None),
        ("the three lowest states by index", 3, True, None),
        ("Which five states had the lowest index on 31 December 2023?", 5, True,
         date(2023, 12, 31)),
    ],
)  # fmt: skip
def test_places_are_ranked_on_one_day(
    question: str, limit: int, ascending: bool, day: date | None
) -> None:
    expected = SeriesQuery(
        "rank", "job_index", by="state", until=day, limit=limit, ascending=ascending
    )
    assert plan(question) == expected


def test_sides_of_a_comparison_are_values_of_one_dimension() -> None:
    assert plan("Compare Texas with California").where == state("tx", "ca")
    assert plan("TX vs FL index on 2024-01-01").where == state("tx", "fl")
    assert plan("Is the index for California higher than for Texas?").where == state("ca", "tx")
    difference = plan("difference between the Texas and Florida index on 2024-01-01")
    assert (difference.measure, difference.where) == ("at", state("tx", "fl"))
    assert "together" in refused("Compare the Texas and the US index").reason


def test_the_values_of_a_dimension_are_ordered_by_how_they_changed() -> None:
    asked = plan("Which state's index fell the most between 2022-03-01 and 2023-03-01?")
    assert (asked.measure, asked.by, asked.limit, asked.ascending) == ("change", "state", 1, True)


@pytest.mark.parametrize("code", ["DE", "CA", "IN", "GA"])
def test_a_code_of_a_state_and_a_country_is_asked_back(code: str) -> None:
    for catalogue in (INDICES, COUNTRIES):
        asked = refused(f"What is the latest index for {code}?", catalogue)
        assert asked.clarify is not None
        assert asked.clarify.startswith(f"Does {code!r} mean ")
    assert "Delaware, US state (in the data) or Germany (not in the data)" in str(
        refused("latest index for DE").clarify
    )
    assert plan(f"latest index for the state of {code}").measure == "latest"


@pytest.mark.parametrize("code", ["GB", "FR", "AU", "IE", "Germany", "France"])
def test_a_country_that_is_not_in_the_data_is_refused_naming_what_is(code: str) -> None:
    reason = refused(f"What is the latest job index for {code} and its date?").reason
    assert "United States" in reason
    assert "Alaska" in reason


@pytest.mark.parametrize(
    "question",
    [
        "How many job postings were there in the US on 2024-12-31 (absolute number)?",
        "number of postings in the US on 2024-12-31",
        "How many jobs are there in Texas?",
    ],
)
def test_a_count_is_not_read_from_an_index(question: str) -> None:
    asked = refused(question)
    assert "an index (2020-02-01 = 100): it says how much, not how many" in asked.reason
    assert asked.nearest


@pytest.mark.parametrize(
    ("question", "reason"),
    [
        ("What was the wage index for TX on 2021-01-01?", "called 'wage'"),
        ("index in Bavaria on 2021-01-01", "called 'Bavaria'"),
        ("index in Texas on 2019-01-01", "goes from 2020-02-01 to 2026-08-14"),
        ("index in Texas on 2030-01-01", "goes from 2020-02-01 to 2026-08-14"),
        ("index in Texas in May 2024", "is told by day"),
        ("NSA index for Texas on 2024-01-01", "not seasonally adjusted"),
        ("index in Texas on 03/04/2024", "two different days"),
        ("index in Texas on 2021-01-01, 2022-01-01 and 2023-01-01", "two at a time"),
    ],
)
def test_what_has_no_figure_is_refused_with_a_reason(question: str, reason: str) -> None:
    assert reason in refused(question).reason


@pytest.mark.parametrize("catalogue", [INDICES, COUNTRIES, UNEMPLOYMENT, TURNOVER])
def test_the_nearest_questions_can_be_answered(catalogue: Catalogue) -> None:
    words = " ".join(sorted(catalogue.series[0].measure.replace("_", " ").split()))
    for question in refused(f"{words} on Mars in 1900", catalogue).nearest:
        assert isinstance(parse(question, catalogue, today=TODAY), SeriesQuery), question


@pytest.mark.parametrize(
    "question",
    [
        "How many postings are there in Texas?",
        "Which state has the most postings?",
        "What is the median salary in New York?",
        "How many jobs mention Python?",
        "What share of jobs in CA are remote?",
        "latest postings in Texas",
        "trend of postings by month",
        "What do AI security jobs pay?",
        "What does the report say about Dallas?",
    ],
)
def test_questions_about_postings_and_reports_are_left_to_others(question: str) -> None:
    assert parse(question, WITH_POSTINGS, today=TODAY) is None


def test_without_series_nothing_is_about_them() -> None:
    assert parse("latest index for Texas", Catalogue(unique=5), today=TODAY) is None


@pytest.mark.parametrize(
    "question",
    [
        "What was the unemployment rate in Kings County in March 2023?",
        "kings county unemployment rate 2023-03",
        "unemploymnt rate for Kings, Mar 2023",
        "Where did unemployment stand in Kings County, New York in 2023-03?",
    ],
)
def test_months_and_counties_are_asked_in_many_ways(question: str) -> None:
    asked = plan(question, UNEMPLOYMENT)
    assert (asked.measure, asked.since) == ("at", date(2023, 3, 1))
    assert asked.where == (("county_name", ("Kings County, NY",)),)


def test_a_dimension_left_open_is_asked_back() -> None:
    clarify = refused("unemployment rate in March 2023", UNEMPLOYMENT).clarify
    assert clarify == "Which county name: Kings County, NY, Queens County, NY, Cook County, IL?"


@pytest.mark.parametrize(
    ("question", "name", "industry"),
    [
        ("How many job openings were there in March 2023?", "Job openings", "Total nonfarm"),
        ("hires in construction, Mar 2023", "Hires", "Construction"),
        ("quits in food and lodging 2023-03", "Quits", "Food & Lodging"),
    ],
)
def test_counts_are_told_by_series_of_counts(question: str, name: str, industry: str) -> None:
    asked = plan(question, TURNOVER)
    assert (asked.name, asked.where, asked.since) == (
        name,
        (("industry", (industry,)),),
        date(2023, 3, 1),
    )


def test_a_measure_that_could_be_several_is_asked_back() -> None:
    assert "Hires" in str(refused("latest figure for construction", TURNOVER).clarify)


@given(st.dates(FIRST, LAST))
def test_any_day_of_the_series_is_understood_however_it_is_written(day: date) -> None:
    expected = SeriesQuery("at", "job_index", state("tx"), since=day)
    for written in (f"{day}", f"{day:%B} {day.day}, {day.year}", f"{day.day} {day:%b} {day.year}"):
        assert plan(f"What was the index in Texas on {written}?") == expected


@given(st.text(max_size=120))
def test_no_question_breaks_the_parser(question: str) -> None:
    asked = parse(question, INDICES, today=TODAY)
    assert asked is None or isinstance(asked, SeriesQuery | Unparsed)
