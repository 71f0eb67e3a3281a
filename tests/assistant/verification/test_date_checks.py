from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.verification.date_checks import date_findings

# A claim, a source's sentence, and what is found of each date of the claim in order.
CASES = [
    ("Demand grew in 2024.", "Demand grew in 2024.", "agrees"),
    ("Demand grew in 2023.", "Demand grew in 2024.", "differs"),
    ("Demand grew in May 2025.", "Demand grew in May 2025.", "agrees"),
    ("Demand grew in June 2025.", "Demand grew in May 2025.", "differs"),
    ("Demand grew in May 2024.", "Demand grew in May 2025.", "differs"),
    ("Demand grew in 2025.", "Demand grew in May 2025.", "agrees"),
    ("Demand grew in May 2025.", "Demand grew in 2025.", "lacks"),
    ("Demand grew on 12 March 2025.", "Demand grew in March 2025.", "lacks"),
    ("Demand grew in March 2025.", "Demand grew on 12 March 2025.", "agrees"),
    ("Demand grew on 12 March 2025.", "Demand grew on March 12, 2025.", "agrees"),
    ("Demand grew on 13 March 2025.", "Demand grew on March 12, 2025.", "differs"),
    ("Demand grew on 12 March 2025.", "Demand grew on 2025-03-12.", "agrees"),
    ("Demand grew in Q1 2025.", "Demand grew in March 2025.", "agrees"),
    ("Demand grew in Q2 2025.", "Demand grew in March 2025.", "differs"),
    ("Demand grew in Q2 2025.", "Demand grew in the second quarter of 2025.", "agrees"),
    ("Demand grew in Q3 2025.", "Demand grew in the second quarter of 2025.", "differs"),
    ("Demand grew in H1 2025.", "Demand grew in the first half of 2025.", "agrees"),
    ("Demand grew in 2025.", "Demand grew in Q2 2025.", "agrees"),
    ("Demand grew in Q2 2025.", "Demand grew in 2025.", "lacks"),
    ("Demand grew in the 1990s.", "Demand grew in 1995.", "agrees"),
    ("Demand grew in 1995.", "Demand grew in the 1990s.", "lacks"),
    ("Demand grew in the 1980s.", "Demand grew in 1995.", "differs"),
    ("Demand grew in May.", "Demand grew in May 2025.", "agrees"),
    ("Demand grew in June.", "Demand grew in May 2025.", "differs"),
    ("Demand grew in May 2025.", "Demand grew in May.", "lacks"),
    ("Demand grew since 2021.", "Demand grew since 2021.", "agrees"),
    ("Demand grew since 2020.", "Demand grew since 2021.", "differs"),
    ("Demand grew until 2021.", "Demand grew since 2021.", "lacks"),
    ("Demand grew before 2021.", "Demand grew after 2021.", "lacks"),
    ("Demand grew from 2019 to 2023.", "Demand grew between 2019 and 2023.", "agrees"),
    ("Demand grew from 2019 to 2022.", "Demand grew between 2019 and 2023.", "differs"),
    ("Demand grew from 2019 to 2023.", "Demand grew in 2019–23.", "agrees"),
    ("Demand grew since 2019.", "Demand grew between 2019 and 2023.", "agrees"),
    ("Demand grew until 2023.", "Demand grew between 2019 and 2023.", "agrees"),
    ("Demand grew between March and May 2025.", "Demand grew from March to May 2025.", "agrees"),
    ("Demand grew between March and June 2025.", "Demand grew from March to May 2025.", "differs"),
    ("Sales rose in fiscal 2024.", "Sales rose in FY2024.", "agrees"),
    ("Sales rose in FY24.", "Sales rose in fiscal year 2024.", "agrees"),
    ("Sales rose in fiscal 2023.", "Sales rose in FY2024.", "differs"),
    ("Sales rose in 2024.", "Sales rose in FY2024.", "lacks"),
    ("As of May 2025, demand grew.", "As of May 2025, demand grew.", "agrees"),
    ("As of June 2025, demand grew.", "As of May 2025, demand grew.", "differs"),
    ("Demand grew last year.", "Demand grew last year.", "agrees"),
    ("Demand grew in the past five years.", "Demand grew last year.", ""),
    ("Sales rose in the second quarter of FY26.", "Sales rose in Q2 FY26.", "agrees"),
    ("Sales rose in the third quarter of FY26.", "Sales rose in Q2 FY26.", "differs"),
    ("No cuts before 2027.", "No cuts before the end of 2026.", "agrees"),
    ("No cuts before 2028.", "No cuts before the end of 2026.", "differs"),
    ("Sales rose in the third quarter of 2025.", "Sales rose on 1 July 2025.", "agrees"),
    ("Demand fell, compared with two years before.", "Demand fell in two years.", ""),
    ("Demand grew in 2024.", "Demand grew.", "lacks"),
    ("Demand grew in 2024.", "The fair opened in Paris in 2023.", "lacks"),
    ("It fell in 2023 and in 2024.", "It fell in 2023 and in 2025.", "agrees differs"),
    ("It fell in 2023 and in 2024.", "It fell in 2023 and in 2024.", "agrees agrees"),
    ("Demand grew.", "Demand grew in 2024.", ""),
    ("It counts 2,024 postings.", "Demand grew in 2024.", ""),
]


@pytest.mark.parametrize(("claim", "sentence", "stances"), CASES)
def test_each_date_of_a_claim_is_held_against_the_sentence(
    claim: str, sentence: str, stances: str
) -> None:
    found = date_findings(claim, sentence)
    assert [finding.stance for finding in found] == stances.split(), found


@pytest.mark.parametrize(
    ("claim", "sentence", "reason"),
    [
        ("Demand grew in 2023.", "Demand grew in 2024.", "The source says 2024, not 2023."),
        ("Demand grew in May 2025.", "Demand grew in 2025.", "The source says 2025, not May 2025."),
        ("Demand grew in 2024.", "Demand grew.", "2024 does not stand in the source."),
        ("Demand grew in 2024.", "Demand grew in 2024.", ""),
        ("Demand grew in 2025.", "Demand grew in May 2025.", "The source says May 2025."),
    ],
)
def test_the_reason_names_both_dates(claim: str, sentence: str, reason: str) -> None:
    assert [finding.reason for finding in date_findings(claim, sentence)] == [reason]


def test_a_year_is_what_the_source_called_last_year() -> None:
    published = date(2025, 3, 12)
    (finding,) = date_findings("It grew in 2024.", "It grew last year.", published=published)
    assert (finding.stance, finding.reason) == ("agrees", "The source says last year.")


def test_as_of_may_rest_on_the_day_of_publication() -> None:
    claim, sentence = "As of May 2025 there are 31,000 roles.", "There are 31,000 roles."
    found = date_findings(claim, sentence, published=date(2025, 5, 20))
    assert [finding.stance for finding in found] == ["agrees"]
    assert [finding.stance for finding in date_findings(claim, sentence)] == ["lacks"]


def test_a_date_that_the_passage_holds_agrees_and_is_found_there() -> None:
    sentence = "There are 31,000 roles."
    passage = f"This was counted in May 2025. {sentence}"
    (finding,) = date_findings("There were 31,000 roles in May 2025.", sentence, passage)
    assert finding.stance == "agrees"
    assert finding.span is not None
    assert passage[finding.span.start : finding.span.end] == "May 2025"


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2099, 12, 31)))
def test_a_day_agrees_with_its_month_and_its_year(day: date) -> None:
    source = f"It opened on {day.day} {day:%B %Y}."
    for named in (f"in {day:%B %Y}", f"in {day.year}", f"on {day:%B} {day.day}, {day.year}"):
        assert [one.stance for one in date_findings(f"It opened {named}.", source)] == ["agrees"]


@given(st.integers(1900, 2099), st.integers(1900, 2099))
def test_another_year_never_agrees(one: int, other: int) -> None:
    found = date_findings(f"Demand grew in {one}.", f"Demand grew in {other}.")
    assert [finding.stance for finding in found] == ["agrees" if one == other else "differs"]


@given(st.text(max_size=120), st.text(max_size=120), st.text(max_size=120))
def test_any_text_may_be_held_against_any_other(claim: str, sentence: str, passage: str) -> None:
    for finding in date_findings(claim, sentence, passage, published=date(2025, 3, 12)):
        assert finding.part in claim


def test_the_months_of_a_span_may_have_their_year_elsewhere() -> None:
    sentence = "We counted 4,320 between January and September."
    passage = f"Demand grew in 2025. {sentence}"
    found = date_findings("Between January and September 2025 it rose.", sentence, passage)
    assert [finding.stance for finding in found] == ["agrees"]
    found = date_findings("Between January and October 2025 it rose.", sentence, passage)
    assert [finding.stance for finding in found] == ["lacks"]


SAID_OTHERWISE = [
    (
        "For 2026, the group expects revenue of DKK 15 billion.",
        "It has issued no guidance for 2026. For 2025 it expects revenue of DKK 15 billion.",
        "differs",
    ),
    (
        "The sale of the payroll unit closed in June 2025.",
        "The headcount was 9,310 at 30 June 2025; the sale of the unit closed on 1 July 2025.",
        "differs",
    ),
    (
        "They will add 480,000 jobs over the whole of 2025.",
        "We expect them to add 480,000 jobs in the last quarter of 2025.",
        "differs",
    ),
    ("Cuts apply from September 2025.", "Cuts apply until 1 September 2025.", "lacks"),
    ("It is due before 2027.", "It is planned for the end of 2026.", "agrees"),
    ("Two centres shut in the summer of 2025.", "Two centres close in the summer.", "agrees"),
    ("As of mid-August 2025, no home was built.", "So far no home is built.", "agrees"),
]


@pytest.mark.parametrize(("claim", "source", "stance"), SAID_OTHERWISE)
def test_a_date_is_that_of_its_own_clause_and_as_long_as_is_said(
    claim: str, source: str, stance: str
) -> None:
    found = date_findings(claim, source, source, published=date(2025, 8, 20))
    assert [one.stance for one in found] == [stance]
