"""Figures reckoned across units, and reckonings that a claim's words do not ask for."""

import pytest

from assistant.verification.figure_checks import figure_findings

TRUE = [
    ("Fourteen payments of €2,350 make €32,900.", "Gross pay €2,350 per month in 14 payments."),
    (
        "Of 410,000 pilots, 168,000, or some 41%, would be in Asia.",
        "We project 410,000 new pilots, 168,000 of them in Asia and 92,000 in Europe.",
    ),
    (
        "The board pays $2.3 million for 640 technicians, roughly $3,600 each.",
        "The Board has awarded $2.3 million to train 640 technicians over three years.",
    ),
    (
        "Per year, the scheme is expected to cost A$11.5 million on average.",
        "The scheme is expected to cost A$46 million over four years.",
    ),
    (
        "The 710 additional nurses correspond to growth of about 4%.",
        "The Board employed 18,460 nurses, 710 more than twelve months earlier.",
    ),
    (
        "Adding the roughly 260 new drivers brings the workforce to about 1,165.",
        "The deal adds about 260 drivers to a workforce of 905.",
    ),
    ("The rate improved by 2.3 percentage points.", "The rate rose from 60.5% to 62.8%."),
]
FALSE = [
    (
        "Germany has 11,400 more offshore wind jobs than Denmark.",
        "In wind, 21,300 worked in Germany, 7,900 in Denmark and 3,500 in the Netherlands.",
    ),
    (
        "Without the dam the need would be about 14,000 lower.",
        (
            "The need is 17,500, of whom 3,100 for upkeep. Without it the need would be about 4,000"
            " lower."
        ),
    ),
    ("More than 12% of couriers rent accounts.", "Couriers earned €9.10 to €10.60 an hour."),
    (
        "Contractors supply about half of all workers.",
        "Mines employed 64,200 people and 178,000 through contractors. They need 34,000 more.",
    ),
]


@pytest.mark.parametrize(("claim", "source"), TRUE)
def test_what_a_source_comes_to_agrees(claim: str, source: str) -> None:
    assert {found.stance for found in figure_findings(claim, source, source)} == {"agrees"}


@pytest.mark.parametrize(("claim", "source"), FALSE)
def test_no_accident_of_numbers_bears_a_claim(claim: str, source: str) -> None:
    stances = {found.stance for found in figure_findings(claim, source, source)}
    assert stances & {"differs", "lacks"}
