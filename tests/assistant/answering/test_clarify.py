import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from assistant.answering.clarify import Clarification, clarification
from assistant.questions import Query, Question, Turn
from assistant.retrieval.rewriting.choices import offered, separated
from assistant.retrieval.rewriting.standalone import Standalone
from corpus.queries import Catalogue, Dimension
from tests.assistant.passages import passage

ROLES = ("Machine Learning Engineer", "SOC Analyst, AI Detection", "Data Scientist")
MARKET = Catalogue(
    unique=9,
    total=9,
    as_of=date(2026, 8, 1),
    dimensions=(Dimension("title", "title", tuple((role, 3) for role in ROLES), 3, 9),),
)
FILINGS = [
    passage("Revenue was 5 million.", title=f"Quarterly report 10-Q {company} Q3 2023")
    for company in ("Apple", "Intel", "Nvidia")
]


def test_a_first_question_that_points_at_nothing_is_asked_which_role() -> None:
    asked = clarification(Query("What does it pay?"), (), MARKET)
    assert asked == Clarification("For which role", ROLES)
    assert asked.text == (
        "For which role: Machine Learning Engineer; SOC Analyst, AI Detection; or Data Scientist?"
    )


def test_the_reply_to_what_was_asked_back_is_understood() -> None:
    asked = clarification(Query("What does it pay?"), (), MARKET)
    assert asked is not None
    history = (Turn("user", "What does it pay?"), Turn("assistant", asked.text))
    query = Standalone().rewrite(Question("the third", history))
    assert query.text == "What do Data Scientists earn?"


def test_a_first_question_about_that_report_is_asked_which_report() -> None:
    asked = clarification(Query("Who published that report?"), FILINGS, MARKET)
    assert asked == Clarification("In which document", tuple(f.chunk.title for f in FILINGS))


def test_one_fact_of_many_reports_of_a_kind_is_asked_which() -> None:
    asked = clarification(Query("What was the revenue?"), FILINGS, Catalogue())
    assert asked == Clarification("In which document", tuple(f.chunk.title for f in FILINGS))


@pytest.mark.parametrize(
    "text",
    [
        "How many postings are there?",
        "What is the median salary?",
        "Which skills are asked for most?",
        "What was the revenue of Apple?",
        "What was the revenue in Q3 2023?",
        "What was the total revenue across all companies?",
        "What does an AI security engineer earn?",
        "Is it possible to work remotely?",
        "When does it get dark in December?",
        "Where did they find the treasure?",
        "What do nurses earn in their first year?",
    ],
)
def test_a_question_that_has_an_answer_is_not_asked_back(text: str) -> None:
    assert clarification(Query(text), FILINGS, MARKET) is None


def test_a_follow_up_is_not_asked_back() -> None:
    query = Standalone().rewrite(
        Question("why is it so?", (Turn("user", "What was the revenue of Apple?"),))
    )
    assert clarification(query, FILINGS, MARKET) is None


def test_nothing_is_asked_where_there_is_nothing_to_choose_from() -> None:
    assert clarification(Query("What does it pay?"), (), Catalogue()) is None


@given(st.lists(st.text("abc,; ", min_size=1).filter(str.strip), min_size=2, max_size=4))
def test_choices_are_read_as_they_were_offered(choices: list[str]) -> None:
    plain = tuple(" ".join(choice.replace(";", ",").split()).strip(" ,") for choice in choices)
    assume(all(plain))
    assert offered(f"For which role: {separated(plain)}?").choices == plain


def test_market_questions_are_hardly_ever_asked_back(repository: Path) -> None:
    """Of the questions of the markets measured, which all have an answer or an abstention."""
    gold = (repository / "evals" / "datasets" / "markets").glob("*/gold.jsonl")
    lines = (line for file in gold for line in file.read_text("utf-8").splitlines())
    asked = [json.loads(line)["question"] for line in lines]
    back = [text for text in asked if clarification(Query(text), FILINGS, MARKET)]
    assert len(back) <= 0.01 * len(asked), back
