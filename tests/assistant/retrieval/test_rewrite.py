import csv
from collections import defaultdict
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.questions import Filters, Query, Question, Turn
from assistant.retrieval.rewriting.standalone import Standalone

CALIFORNIA = "How many postings are there in California?"
ENGINEERS = "What do AI security engineers earn?"
RANKED = (
    "Most postings:\n\n| employer | postings |\n| --- | --- |\n| Acme | 4 |\n| Brightloom | 3 |"
)


def cases() -> dict[str, list[list[str]]]:
    """Rows of followups.tsv by their kind: asked before, our answer, said, stands alone as."""
    held: dict[str, list[list[str]]] = defaultdict(list)
    with Path(__file__).with_name("followups.tsv").open(encoding="utf-8", newline="") as file:
        for kind, *row in csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            held[kind].append(row)
    return held


CASES = cases()


def alone(*said: str) -> str:
    return rewritten(*said).text


def rewritten(*said: str) -> Query:
    """The last of what was said by turns, a person first."""
    roles = [("user", "assistant")[place % 2] for place in range(len(said))]
    history = tuple(
        Turn("user" if role == "user" else "assistant", text)
        for role, text in zip(roles[:-1], said[:-1], strict=True)
    )
    return Standalone().rewrite(Question(said[-1], history))


@pytest.mark.parametrize(("earlier", "answer", "said", "whole"), CASES["fragment"])
def test_a_fragment_takes_the_place_of_what_it_is_said_instead_of(
    earlier: str, answer: str, said: str, whole: str
) -> None:
    assert alone(earlier, answer, said) == whole


@pytest.mark.parametrize(("earlier", "answer", "said", "whole"), CASES["points back"])
def test_what_points_back_is_named(earlier: str, answer: str, said: str, whole: str) -> None:
    assert alone(earlier, answer, said) == whole


@pytest.mark.parametrize(("earlier", "answer", "said", "whole"), CASES["goes on"])
def test_what_narrowed_the_question_narrows_one_that_goes_on_from_it(
    earlier: str, answer: str, said: str, whole: str
) -> None:
    assert alone(earlier, answer, said) == whole


@pytest.mark.parametrize(("earlier", "answer", "said", "whole"), CASES["unsure"])
def test_where_no_substitution_is_sure_the_question_before_it_goes_before_it(
    earlier: str, answer: str, said: str, whole: str
) -> None:
    query = rewritten(earlier, answer, said)
    assert (query.text, query.earlier, query.last, query.leans) == (whole, (earlier,), said, True)


@pytest.mark.parametrize(
    "text",
    [
        "Which employers hire MLSecOps engineers in Germany?",
        "How many nursing jobs are there in Dallas today?",
        "What do IT managers earn in Ohio?",
        "Which roles that need OSCP pay most?",
        "Does the Prince of Wales have his own source of income?",
        "Is it possible to work in the UK without a visa?",
        "How many postings are there this year?",
        "Thanks!",
    ],
)
def test_a_question_that_stands_alone_is_left_as_it_is(text: str) -> None:
    assert alone(ENGINEERS, "From $43,000 to $220,000 [1].", text) == text


def test_a_question_on_another_subject_forgets_the_one_before() -> None:
    text = "Which employers hire MLSecOps engineers in Germany?"
    assert rewritten(ENGINEERS, "[1]", text) == Query(text, last=text)


def test_a_first_question_is_left_as_it_is_and_keeps_its_filters() -> None:
    filters = Filters(kinds=("report",))
    assert Standalone().rewrite(Question(" why? ", (), filters)) == Query(
        "why?", filters, last="why?", leans=True
    )


def test_a_chain_of_follow_ups_leans_on_the_question_as_it_stands() -> None:
    said = [CALIFORNIA, "29", "why?", "…", "and in Texas?", "12", "remote?", "3"]
    assert alone(*said, "what do those pay?") == "What do remote postings in Texas pay?"


def test_thanks_change_no_subject() -> None:
    assert alone(CALIFORNIA, "29", "Thanks a lot!", "…", "and in Texas?") == (
        "How many postings are there in Texas?"
    )


@pytest.mark.parametrize(("earlier", "answer", "said", "whole"), CASES["choice"])
def test_a_reply_to_a_question_of_ours_takes_one_of_its_choices(
    earlier: str, answer: str, said: str, whole: str
) -> None:
    assert alone(earlier, answer, said) == whole


def test_a_reply_that_fits_two_choices_takes_neither() -> None:
    asked = "Of which document: Apple Q3 2023 or Apple Q2 2023?"
    assert alone("What was the revenue?", asked, "Apple") == "What was the revenue — Apple?"


def test_the_second_one_is_the_second_of_what_was_listed() -> None:
    earlier = "Which employers have the most postings?"
    assert alone(earlier, RANKED, "What does the second one pay?") == "What does Brightloom pay?"
    assert alone(earlier, "- Acme [1]\n- **Zeta**", "and the last one?") == (
        "Which employers have the most postings — and Zeta?"
    )


def test_a_quotation_is_none_of_what_was_listed() -> None:
    quoted = "According to *A note*:\n\n- “Pay rose.” [1]\n- “Pay fell.” [2]"
    assert alone(ENGINEERS, quoted, "the second one?") == f"{ENGINEERS[:-1]} — the second one?"


@given(st.lists(st.text(max_size=80), min_size=1, max_size=8))
def test_whatever_is_said_becomes_a_question_that_holds_no_less_than_a_whole_turn(
    said: list[str],
) -> None:
    query = rewritten(*said)
    assert query.last == " ".join(said[-1].split())
    assert bool(query.text) >= bool(query.last)
