import pytest

from assistant.questions import Filters, Query, Question, Turn
from assistant.retrieval.rewrite import LastQuestions

EARLIER = (
    Turn("user", "What do AI security engineers earn?"),
    Turn("assistant", "From $43,000 to $220,000 [1]."),
)


@pytest.mark.parametrize("text", ["And in Texas?", "why?", "What about remote roles this year?"])
def test_a_question_that_leans_on_the_last_one_takes_it_along(text: str) -> None:
    query = LastQuestions().rewrite(Question(text, EARLIER))
    assert query.text == f"What do AI security engineers earn? {text}"


def test_a_question_that_stands_alone_is_left_as_it_is() -> None:
    text = "Which employers hire MLSecOps engineers in Germany?"
    assert LastQuestions().rewrite(Question(text, EARLIER)) == Query(text, last=text)


def test_a_first_question_is_left_as_it_is_and_keeps_its_filters() -> None:
    filters = Filters(kinds=("report",))
    assert LastQuestions().rewrite(Question(" why? ", (), filters)) == Query(
        "why?", filters, last="why?", leans=True
    )


def test_a_chain_of_follow_ups_keeps_its_topic() -> None:
    history = (*EARLIER, Turn("user", "And in Germany?"), Turn("assistant", "Up to 118,000 [1]."))
    query = LastQuestions().rewrite(Question("What does it pay on top?", history))
    assert query.text == (
        "What do AI security engineers earn? And in Germany? What does it pay on top?"
    )


@pytest.mark.parametrize(
    "text",
    [
        "How many nursing jobs are there in Dallas today?",
        "What do IT managers earn in Ohio?",
        "Which roles that need OSCP pay most?",
    ],
)
def test_words_that_only_look_as_if_they_pointed_back_take_nothing_along(text: str) -> None:
    assert LastQuestions().rewrite(Question(text, EARLIER)).text == text
