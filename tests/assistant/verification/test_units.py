"""A number taken in another unit than its source's."""

import pytest

from assistant.verification.figure_checks import figure_findings

SWAPPED = [
    ("Drivers average 2,300 kilometres a week.", "Drivers average 2,300 miles a week."),
    ("The trials covered 120 square kilometres.", "Trials of pickers covered 120 hectares."),
    ("A picker filled 4.6 tonnes a day.", "A picker filled 4.6 bins a day."),
    ("There were 4.1 carers to each child.", "It was 4.1 children to one carer."),
    ("Eight of the 2,960 teachers want to leave.", "Of 2,960 teachers, 8% want to leave."),
    ("The course lasts three months.", "The course lasts three weeks."),
    ("It offers 480 training places a month.", "It offers 480 places a year."),
]
THE_SAME = [
    ("Drivers average 2,300 miles a week.", "Drivers average 2,300 miles a week."),
    ("The trials covered 1.2 square kilometres.", "The trials covered 120 hectares."),
    ("It took 3 metric tons of ore.", "It took 3 tonnes of ore."),
    ("There were 4.1 children for each carer.", "It was 4.1 children to one carer."),
]


@pytest.mark.parametrize(("claim", "source"), SWAPPED)
def test_another_unit_after_the_same_number_is_told_as_a_difference(
    claim: str, source: str
) -> None:
    assert "differs" in {found.stance for found in figure_findings(claim, source, source)}


@pytest.mark.parametrize(("claim", "source"), THE_SAME)
def test_a_unit_that_comes_to_the_same_agrees(claim: str, source: str) -> None:
    assert {found.stance for found in figure_findings(claim, source, source)} == {"agrees"}
