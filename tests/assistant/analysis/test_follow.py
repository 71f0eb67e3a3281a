from datetime import date

import pytest

from assistant.analysis.plan import Plan
from assistant.questions import Question, Turn
from assistant.retrieval.rewriting.standalone import Standalone
from tests.assistant.analysis.test_parse import STARTUP_PARSER, planned, told

TODAY = date(2026, 8, 1)
ANSWERED = Turn("assistant", "As computed [1].")


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


@pytest.mark.parametrize(
    ("said", "measure", "where"),
    [
        (["How many remote jobs are there?", "and hybrid?"], "count", ["remote_policy=hybrid"]),
        (["How many jobs are in London?", "and in Berlin?"], "count", ["locality=Berlin"]),
        (["How many jobs need Python?", "what do they pay?"], "median", ["skill=Python"]),
        (
            ["How many remote jobs are there?", "in London?", "why?", "no, I meant Berlin"],
            "count",
            ["remote_policy=remote", "locality=Berlin"],
        ),
        (
            ["How many jobs are in London?", "and what is the median pay?"],
            "median",
            ["locality=London"],
        ),
        (
            ["How many jobs are in London?", "thanks", "how many of them are remote?"],
            "count",
            ["locality=London", "remote_policy=remote"],
        ),
    ],
)
def test_the_question_that_is_shown_is_the_one_that_is_computed(
    said: list[str], measure: str, where: list[str]
) -> None:
    history = tuple(turn for text in said[:-1] for turn in (Turn("user", text), ANSWERED))
    query = Standalone().rewrite(Question(said[-1], history))
    assert query.earlier == ()
    plan = planned(query.text)
    assert (plan.query.measure, sorted(told(plan.query.where))) == (measure, sorted(where))
