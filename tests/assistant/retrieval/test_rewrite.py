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
    assert query == Query(f"What do AI security engineers earn? {text}")


def test_a_question_that_stands_alone_is_left_as_it_is() -> None:
    text = "Which employers hire MLSecOps engineers in Germany?"
    assert LastQuestions().rewrite(Question(text, EARLIER)) == Query(text)


def test_a_first_question_is_left_as_it_is_and_keeps_its_filters() -> None:
    filters = Filters(kinds=("report",))
    assert LastQuestions().rewrite(Question(" why? ", (), filters)) == Query("why?", filters)
