from datetime import date

import pytest

from assistant.analysis.plan import Plan
from tests.assistant.analysis.test_parse import STARTUP_PARSER, planned, told

TODAY = date(2026, 8, 1)


@pytest.mark.parametrize(
    ("first", "then", "measure", "where"),
    [
        ("How many remote jobs are there?", "and hybrid?", "count", ["remote_policy=hybrid"]),
        (
            "How many remote jobs are there?",
            "what about in London?",
            "count",
            ["remote_policy=remote", "locality=London"],
        ),
        (
            "How many jobs are in London?",
            "and in Berlin?",
            "count",
            ["locality=Berlin"],
        ),
        (
            "How many jobs need Python?",
            "and what is their median pay?",
            "median",
            ["skill=Python"],
        ),
        ("What is the median pay in London?", "and for Brightloom?", "median",
         ["locality=London", "employer=Brightloom"]),
    ],
)  # fmt: skip
def test_a_question_goes_on_from_the_one_before(
    first: str, then: str, measure: str, where: list[str]
) -> None:
    plan = STARTUP_PARSER.follow(then, planned(first), today=TODAY)
    assert isinstance(plan, Plan)
    assert (plan.query.measure, told(plan.query.where)) == (measure, where)


@pytest.mark.parametrize("then", ["why?", "who says so?", "thanks", "and what does that mean?"])
def test_a_question_of_something_else_does_not_go_on(then: str) -> None:
    assert STARTUP_PARSER.follow(then, planned("How many remote jobs?"), today=TODAY) is None
