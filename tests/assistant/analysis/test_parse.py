from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.analysis.parse import Parser
from assistant.analysis.plan import Plan
from assistant.analysis.unparsed import Unparsed
from corpus.queries import ADVERTISEMENTS, AnyOf, Catalogue, Condition
from tests.assistant.analysis.market import CARE_HOMES, STARTUPS, Market

TODAY = date(2026, 8, 1)


def parser(market: Market) -> Parser:
    return Parser(market.catalogue(), market.count)


STARTUP_PARSER = parser(STARTUPS)
CARE_PARSER = parser(CARE_HOMES)


def planned(question: str, reader: Parser = STARTUP_PARSER) -> Plan:
    plan = reader.parse(question, today=TODAY)
    assert isinstance(plan, Plan), plan
    return plan


def told(where: Sequence[AnyOf]) -> list[str]:
    """Conditions in short: ``skill=Python``, ``!skill=Go``, ``a|b``."""
    return ["|".join(map(_short, any_of)) for any_of in where]


def _short(condition: Condition) -> str:
    sign = {"is": "=", "contains": "~", "stated": "?"}.get(
        condition.operator, f" {condition.operator} "
    )
    values = ",".join(str(value) for value in condition.values[:1])
    return f"{'!' * condition.negated}{condition.field.removeprefix('column:')}{sign}{values}"


@pytest.mark.parametrize(
    ("question", "where"),
    [
        ("How many postings are there?", []),
        ("how many job postings are in the AI startups dataset?", []),
        ("total number of vacancies in our data", []),
        ('How many postings have team area "core_platform"?', ["team_area=core_platform"]),
        ("how many jobs are in core platform", ["team_area=core_platform"]),
        ('How many postings have team area "sales partners"?', ["team_area=sales_partners"]),
        ("How many remote jobs are there?", ["remote_policy=remote"]),
        ("How many openings are not remote?", ["!remote_policy=remote"]),
        ("how many postigns are remote", ["remote_policy=remote"]),
        ("How many jobs need Python?", ["skill=Python"]),
        ("How many jobs require both Python and SQL?", ["skill=Python", "skill=SQL"]),
        ("How many jobs require Python but not SQL?", ["skill=Python", "!skill=SQL"]),
        ("How many jobs need Python or SQL?", ["skill=Python|skill=SQL"]),
        ("how many Python jobs are there in London", ["skill=Python", "locality=London"]),
        (
            "How many jobs are in London or remote?",
            ["locality=London|remote_policy=remote"],
        ),
        ("How many jobs does Brightloom have?", ["employer=Brightloom"]),
        ("how many openings at ember & vale", ["employer=Ember & Vale"]),
        ("How many openings at Brihgtloom?", ["employer=Brightloom"]),
        ("How many senior or lead roles?", ["level=senior|level=lead"]),
        ("How many full-time postings are there?", ["job_type=Full-time"]),
        ("number of internships", ["job_type=Internship"]),
        ("How many platform engineer jobs are there?", ["title~platform engineer"]),
        ("How many jobs need a degree?", ["needs_degree=1"]),
        ('How many postings mention "kubernetes"?', ["skill=Kubernetes"]),
        (
            "Count postings where level is mid and remote policy is hybrid",
            ["level=mid", "remote_policy=hybrid"],
        ),
        ("How many jobs pay more than $200k?", ["pay above 200000.0"]),
        (
            "how many roles pay between $100k and $150k",
            ["pay at_least 100000.0", "pay at_most 150000.0"],
        ),
        ("How many postings state no salary?", ["!pay?"]),
        ("How many postings do not disclose pay?", ["!pay?"]),
        (
            "How many postings quote an hourly rate instead of an annual salary?",
            ["pay?", "pay_unit=HOUR"],
        ),
        ("how many jobs are paid by the hour", ["pay_unit=HOUR"]),
        (
            "How many postings quote pay in a currency other than US dollars?",
            ["currency?", "!currency=USD"],
        ),
    ],
)
def test_a_count_is_read_with_its_filters(question: str, where: list[str]) -> None:
    query = planned(question).query
    assert (query.measure, told(query.where)) == ("count", where)


@pytest.mark.parametrize(
    ("question", "where"),
    [
        ('How many vacancies have shift pattern "Nights"?', ["Shift Pattern=Nights"]),
        ("how many night vacancies", ["Shift Pattern=Nights"]),
        ("How many posts offer sponsorship?", ["Sponsorship=Yes"]),
        ("how many vacancies without sponsorship", ["!Sponsorship=Yes"]),
        ('How many jobs are at band "5"?', ["Band=5"]),
        ("How many jobs have contract hours of at least 30?", ["Contract Hours at_least 30.0"]),
        (
            "How many staff nurse vacancies are there in Leeds?",
            ["title~staff nurse", "locality=Leeds"],
        ),
        ("jobs at Saltby Care Group", ["employer=Saltby Care Group"]),
    ],
)
def test_the_columns_of_any_market_can_be_asked_by_their_own_names(
    question: str, where: list[str]
) -> None:
    assert told(planned(question, CARE_PARSER).query.where) == where


@pytest.mark.parametrize(
    ("question", "by", "limit", "ascending"),
    [
        ("Which company has the most postings and how many?", "employer", 1, False),
        ("which employers are hiring the most", "employer", 10, False),
        ("Who is hiring the most?", "employer", 10, False),
        ("Which company has the fewest postings?", "employer", 1, True),
        ("top 3 skills", "column:skills", 3, False),
        ("What are the most common skills?", "column:skills", 10, False),
        ("which 2 companies have the most jobs", "employer", 2, False),
        ("number of postings per team area", "column:team_area", 0, False),
        ("breakdown of postings by remote policy", "column:remote_policy", 0, False),
        ("Which city has the most openings?", "column:city", 1, False),
    ],
)
def test_a_ranking_is_read_with_what_it_ranks(
    question: str, by: str, limit: int, ascending: bool
) -> None:
    query = planned(question).query
    assert (query.measure, query.by, query.limit, query.ascending) == (
        "count",
        by,
        limit,
        ascending,
    )


@pytest.mark.parametrize(
    ("question", "where", "share"),
    [
        ("What share of postings are remote?", [], ["remote_policy=remote"]),
        ("what percentage of remote jobs need Python", ["remote_policy=remote"], ["skill=Python"]),
        (
            "What share of postings in London are remote?",
            ["locality=London"],
            ["remote_policy=remote"],
        ),
        ("what share mention Kubernetes", [], ["skill=Kubernetes"]),
        ("What proportion of jobs state a salary?", [], ["pay?"]),
        (
            "What share of postings state an annual USD salary in $K/$M notation?",
            [],
            ["pay?", "pay_unit=YEAR", "currency=USD"],
        ),
    ],
)
def test_a_share_says_of_what_and_which_part(
    question: str, where: list[str], share: list[str]
) -> None:
    query = planned(question).query
    assert (query.measure, told(query.where), told(query.share)) == ("share", where, share)


@pytest.mark.parametrize(
    ("question", "measure", "value", "by"),
    [
        ("What is the median salary?", "median", "pay", ""),
        ("avarage salery by level", "mean", "pay", "column:level"),
        ("what do platform engineers earn?", "median", "pay", ""),
        ("How much does a senior engineer make in London?", "median", "pay", ""),
        ("what is the pay range for platform engineers", "range", "pay", ""),
        ("distribution of salaries", "quantiles", "pay", ""),
        ("What is the 90th percentile salary?", "quantiles", "pay", ""),
        ("maximum salary for senior roles", "range", "pay", ""),
        ("which team area pays the most", "median", "pay", "column:team_area"),
        ("How many distinct companies have postings?", "distinct", "employer", ""),
        ("how many different job titles are there", "distinct", "title", ""),
        ("How long do postings stay open?", "median", "days_open", ""),
        ("How many postings per month?", "count", "", "month"),
        ("trend of postings by quarter", "count", "", "quarter"),
        ("how has the number of postings changed", "count", "", "month"),
    ],
)
def test_what_is_measured_is_told_from_the_words(
    question: str, measure: str, value: str, by: str
) -> None:
    query = planned(question).query
    assert (query.measure, query.value, query.by) == (measure, value, by)


@pytest.mark.parametrize(
    ("question", "where"),
    [
        ("How many vacancies have more than 30 contract hours?", ["Contract Hours above 30.0"]),
        ("how many vacancies with contract hours under 30", ["Contract Hours below 30.0"]),
        ("How many vacancies have at least 30 contract hours?", ["Contract Hours at_least 30.0"]),
        ("how many vacancies list 30 as contract hours", ["Contract Hours=30"]),
        ("How many vacancies have sponsorship no?", ["Sponsorship=No"]),
        ("vacancies that sponsor staff nurses", ["title~staff nurses", "Sponsorship=Yes"]),
    ],
)
def test_a_bound_on_a_column_is_no_value_of_it(question: str, where: list[str]) -> None:
    assert sorted(told(planned(question, CARE_PARSER).query.where)) == sorted(where)


@pytest.mark.parametrize(
    ("question", "where"),
    [
        ("How many non-remote jobs are there?", ["!remote_policy=remote"]),
        ("jobs w/o a salary", ["!pay?"]),
        (
            "How many jobs are neither remote nor hybrid?",
            ["!remote_policy=remote", "!remote_policy=hybrid"],
        ),
        ("How many jobs have a team area other than clinical?", ["!team_area=clinical"]),
        (
            "How many platform engineers and account executives are wanted?",
            ["title~platform engineers|title~account executives"],
        ),
        ("How many jobs have a minimum salary above $120,000?", ["pay_minimum above 120000.0"]),
    ],
)
def test_denials_and_ends_of_pay_are_heard(question: str, where: list[str]) -> None:
    assert told(planned(question).query.where) == where


@pytest.mark.parametrize(
    ("question", "measure", "by"),
    [
        ("distinct companies", "distinct", ""),
        ("company with most jobs", "count", "employer"),
        ("Where are most of the jobs?", "count", "locality"),
        ("which month had the most postings", "count", "month"),
        ("share of remote jobs by team area", "share", "column:team_area"),
        ("jobs posted february 2026", "count", ""),
    ],
)
def test_words_as_typed_into_a_search_box_are_read_too(
    question: str, measure: str, by: str
) -> None:
    query = planned(question).query
    assert (query.measure, query.by) == (measure, by)


def test_copies_are_counted_where_they_are_asked_for() -> None:
    assert (
        planned("How many postings are there including duplicates?").query.value == ADVERTISEMENTS
    )
    assert planned("How many postings without duplicates?").query.value == ""


def test_what_two_employers_pay_is_told_apart() -> None:
    query = planned("What do Brightloom and Quillstone pay?").query
    assert [group.label for group in query.groups] == ["Brightloom", "Quillstone"]


def test_a_column_of_one_file_among_several_stands_for_none() -> None:
    catalogue = STARTUPS.catalogue()
    several = replace(
        catalogue,
        unique=100,
        sources=("startups", "others"),
    )
    plan = Parser(several, STARTUPS.count).parse("How many remote jobs are there?", today=TODAY)
    assert isinstance(plan, Plan)
    assert told(plan.query.where) == ["arrangement=remote"]


def test_the_average_of_a_column_of_figures_is_read() -> None:
    query = planned("What are the average contract hours of staff nurses?", CARE_PARSER).query
    assert (query.measure, query.value, told(query.where)) == (
        "mean",
        "column:Contract Hours",
        ["title~staff nurses"],
    )


def test_an_hourly_rate_is_asked_per_hour() -> None:
    assert planned("what is the median hourly rate").query.unit == "HOUR"


def test_policies_on_pay_that_always_hold_are_no_filters() -> None:
    query = planned(
        'What is the median salary midpoint (USD) for team area "core_platform" among postings '
        "with a stated annual USD salary in $K/$M notation (exclude hourly, monthly, other "
        'currencies and bare figures such as "$120 - $200")?'
    ).query
    assert (told(query.where), query.currency, query.unit) == (
        ["team_area=core_platform"],
        "USD",
        "YEAR",
    )


@pytest.mark.parametrize(
    ("question", "labels"),
    [
        ("compare pay for remote with onsite", ["remote", "onsite"]),
        ("Do remote jobs pay more than onsite ones?", ["remote", "onsite"]),
        ("Python vs SQL", ["Python", "SQL"]),
        ("compare median salary in London and Berlin", ["London", "Berlin"]),
        ("is Python more common than Go", ["Python", "Go"]),
    ],
)
def test_a_comparison_has_a_side_for_each_thing_compared(question: str, labels: list[str]) -> None:
    assert [group.label for group in planned(question).query.groups] == labels


@pytest.mark.parametrize(
    ("question", "since", "until"),
    [
        ("How many postings since March 2026?", date(2026, 3, 1), None),
        ("how many jobs were posted in February 2026", date(2026, 2, 1), date(2026, 2, 28)),
        ("postings between January and March 2026", date(2026, 1, 1), date(2026, 3, 31)),
    ],
)
def test_a_time_is_a_window_of_days(question: str, since: date, until: date | None) -> None:
    query = planned(question).query
    assert (query.since, query.until, told(query.where)) == (since, until, [])


@pytest.mark.parametrize(
    "question", ["Which jobs are remote?", "list the jobs at Brightloom", "remote python jobs"]
)
def test_a_wish_for_the_postings_themselves_is_a_listing(question: str) -> None:
    assert planned(question).is_listing


@pytest.mark.parametrize(
    "question",
    [
        "What do AI governance specialists do?",
        "What does the report say about MLSecOps?",
        "How many people work at Brightloom?",
        "Why is hiring slow?",
        "",
        "hello",
    ],
)
def test_a_question_that_asks_for_no_figure_of_postings_has_no_plan(question: str) -> None:
    assert STARTUP_PARSER.parse(question, today=TODAY) is None


@pytest.mark.parametrize(
    ("question", "reason"),
    [
        ("How many postings are for quantum computing researchers?", "mentions"),
        ("What is the average signing bonus?", "no figures of"),
        ('How many postings have team area "astrology"?', "astrology"),
        ("How many postings were there in 2019?", "that time is not covered"),
        ("How many jobs require no experience?", "is not told by them"),
        ("What is the total job ref?", "sums are not computed"),
        ("How many vacancies mention blockchain?", "mentions “blockchain”"),
    ],
)
def test_what_the_postings_do_not_hold_is_refused_with_the_reason(
    question: str, reason: str
) -> None:
    refused = STARTUP_PARSER.parse(question, today=TODAY)
    assert isinstance(refused, Unparsed)
    assert reason in refused.reason


def test_postings_without_days_cannot_be_told_by_time() -> None:
    refused = CARE_PARSER.parse("How many vacancies were posted in 2026?", today=TODAY)
    assert isinstance(refused, Unparsed)
    assert "says when it was posted" in refused.reason


def test_what_a_slip_was_read_as_is_said() -> None:
    assert planned("How many openings at Brihgtloom?").assumed == (
        "“Brihgtloom” was read as “Brightloom”.",
    )


def test_without_postings_nothing_is_planned() -> None:
    empty = Parser(Catalogue(), lambda _: 0)
    assert empty.parse("How many postings are there?", today=TODAY) is None


@given(st.text(max_size=200))
def test_any_text_is_a_question(text: str) -> None:
    assert isinstance(STARTUP_PARSER.parse(text, today=TODAY), Plan | Unparsed | None)


WORDS = """
how many jobs "remote" or not in London pay more than $90k the most skills median ( , by share of
Python compare with vs level is senior between $1 and 5 top which
"""
words = st.sampled_from(WORDS.split())


@given(st.lists(words, max_size=14).map(" ".join))
def test_any_words_of_questions_in_any_order_are_a_question(text: str) -> None:
    assert isinstance(STARTUP_PARSER.parse(text, today=TODAY), Plan | Unparsed | None)
