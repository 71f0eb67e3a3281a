"""Figures of a claim that a table does not hold but gives: sums, differences, shares, changes."""

import pytest

from assistant.verification.tables import table_verdict

DISTRICTS = """Unfilled positions

| District | Vacancies Oct 2024 | Vacancies Oct 2025 | Average salary |
| --- | ---: | ---: | ---: |
| Elmhurst | 212 | 148 | $58,300 |
| Stonebrook | 95 | 131 | $52,750 |
| Low Harbour | 340 | 322 | $61,900 |
| Birch Hills | 58 | 58 | $49,480 |
"""
SALARIES = """Gehälter nach Position, Angaben in Euro brutto pro Jahr

| Position | Median |
|---|---|
| Softwareentwickler | 54.200 € |
| Systemadministrator | 51.900 € |
"""


@pytest.mark.parametrize(
    "claim",
    [
        "The four districts had 705 vacancies in October 2024.",
        "Elmhurst and Stonebrook together had 279 vacancies in October 2025.",
        "Low Harbour had 18 fewer vacancies than a year before.",
        "Vacancies in Elmhurst fell by some 30%.",
        "In Birch Hills nothing changed.",
        "More than a third of the vacancies in October 2025 were those of Low Harbour.",
    ],
)
def test_a_table_gives_what_can_be_worked_out_of_it(claim: str) -> None:
    probability, findings = table_verdict(claim, DISTRICTS)
    assert probability is not None
    assert probability >= 0.8
    assert [one.stance for one in findings] == ["agrees"]


@pytest.mark.parametrize(
    ("claim", "reason"),
    [
        (
            "The four districts had 731 vacancies in October 2024.",
            "The column “Vacancies Oct 2024” adds up to 705, not 731.",
        ),
        (
            "Vacancies in Stonebrook rose by 58% between the two Octobers.",
            "In the row “Stonebrook” the columns went from 95 to 131, a change of +37.9%, not 58%.",
        ),
        (
            "Vacancies in Elmhurst fell by 74 between the two Octobers.",
            "In the row “Elmhurst” the columns went from 212 to 148, not 74.",
        ),
    ],
)
def test_another_figure_is_told_with_what_is_worked_out(claim: str, reason: str) -> None:
    probability, (finding,) = table_verdict(claim, DISTRICTS)
    assert probability is not None
    assert probability <= 0.15
    assert (finding.stance, finding.reason) == ("differs", reason)


def test_pay_of_another_period_differs() -> None:
    claim = "A software developer earns a median of 54,200 euros a month."
    _, (finding,) = table_verdict(claim, SALARIES)
    assert finding.reason == "The table gives amounts per year, not per month."
