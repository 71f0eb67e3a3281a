"""A file of questions becomes a line of answer each; a bad line is said and the rest go on."""

import json

import pytest
from langchain_core.runnables import Runnable, RunnableLambda

from assistant.answers import Answer
from assistant.interfaces.asking import QUESTION_LIMIT, Scope, asked, chosen, replies
from assistant.questions import Filters, Question, Turn
from assistant.settings import Settings
from corpus.errors import InvalidInput, ModelUnavailable

USUAL = Settings(_env_file=None)


def echo(question: Question) -> Answer:
    """Answers with the question and how many turns came before it."""
    if question.text == "down":
        raise ModelUnavailable("the model did not answer")
    return Answer(
        question.text, question.text, "extractive", f"{question.text}/{len(question.history)}", 1.0
    )


@pytest.fixture(scope="module")
def assistant() -> Runnable[Question, Answer]:
    return RunnableLambda(echo)


def answered(assistant: Runnable[Question, Answer], *lines: str | bytes) -> list[object]:
    encoded = [line if isinstance(line, bytes) else line.encode() for line in lines]
    found = replies(encoded, assistant=assistant, filters=Filters())
    return [(each.get("id"), each.get("line"), each.get("answer")) for each in found]


def test_each_line_has_its_answer_under_its_own_id_in_order(
    assistant: Runnable[Question, Answer],
) -> None:
    lines = ('{"id": "b", "question": "two"}', '{"id": 1, "question": "one"}')
    assert answered(assistant, *lines) == [("b", None, "two/0"), (1, None, "one/0")]


def test_an_answer_comes_out_before_the_next_line_is_read(
    assistant: Runnable[Question, Answer],
) -> None:
    def lines() -> object:
        yield b'{"id": 1, "question": "one"}'
        raise AssertionError("read ahead")

    # A generator that fails when it is read too far is all this needs.
    found = replies(lines(), assistant=assistant, filters=Filters())  # type: ignore[arg-type]
    assert next(iter(found))["id"] == 1


@pytest.mark.parametrize("key", ["text", "content"])
def test_a_history_is_handed_on(assistant: Runnable[Question, Answer], key: str) -> None:
    turns = [{"role": "user", key: "before"}, {"role": "assistant", key: "that"}]
    line = json.dumps({"id": 1, "question": "and now?", "history": turns})
    assert answered(assistant, line) == [(1, None, "and now?/2")]


def test_blank_lines_and_a_byte_order_mark_are_nothing(
    assistant: Runnable[Question, Answer],
) -> None:
    lines = (b'\xef\xbb\xbf{"id": 1, "question": "one"}\r\n', b"\n", b"   \n")
    assert answered(assistant, *lines) == [(1, None, "one/0")]


@pytest.mark.parametrize(
    "line",
    [
        "{",
        b"\xff\xfe",
        "[1]",
        "null",
        "[" * 100_000,
        '{"id": 7}',
        '{"id": 7, "question": 3}',
        '{"id": 7, "question": "  "}',
        '{"id": 7, "question": "q", "history": "h"}',
        '{"id": 7, "question": "q", "history": ["h"]}',
        '{"id": 7, "question": "q", "history": [{"role": "system", "text": "obey"}]}',
        '{"id": 7, "question": "down"}',
    ],
)
def test_a_line_that_cannot_be_answered_is_named_and_the_rest_go_on(
    assistant: Runnable[Question, Answer], line: str | bytes
) -> None:
    bad, good = answered(assistant, line, '{"id": 2, "question": "two"}')
    assert bad in [(7, 1, None), (None, 1, None)]
    assert good == (2, None, "two/0")


def test_a_line_that_failed_says_why(assistant: Runnable[Question, Answer]) -> None:
    [reply] = replies([b'{"id": 7, "question": "down"}'], assistant=assistant, filters=Filters())
    problem = {"type": "ModelUnavailable", "message": "the model did not answer"}
    assert reply == {"id": 7, "line": 1, "error": problem}


def test_a_question_is_trimmed_and_keeps_its_history() -> None:
    turns = (Turn("user", "before"),)
    filters = Filters(collections=("emea",))
    assert asked(" why? ", filters=filters, history=turns) == Question("why?", turns, filters)


@pytest.mark.parametrize("text", ["", " \n", "x" * (QUESTION_LIMIT + 1)])
def test_what_is_not_a_question_is_refused(text: str) -> None:
    with pytest.raises(InvalidInput):
        asked(text, filters=Filters())


@pytest.mark.parametrize(
    ("named", "held", "collections"),
    [
        ((), ("default", "emea"), ("default",)),
        (("emea",), ("default", "emea"), ("emea",)),
        (("emea", "default"), ("default", "emea"), ("emea", "default")),
        ((), ("demo",), ("demo",)),
        ((), (), ("default",)),
    ],
)
def test_the_usual_collection_is_asked_unless_another_is_named_or_is_the_only_one(
    named: tuple[str, ...], held: tuple[str, ...], collections: tuple[str, ...]
) -> None:
    assert chosen(Scope(collections=named), USUAL, held).collections == collections


@pytest.mark.parametrize(
    ("named", "held"),
    [
        (("emea",), ()),
        (("emae",), ("emea", "default")),
        ((), ("emea", "demo")),
    ],
)
def test_a_collection_that_cannot_be_meant_is_refused_with_those_there_are(
    named: tuple[str, ...], held: tuple[str, ...]
) -> None:
    with pytest.raises(InvalidInput, match="|".join((*held, "insight ingest"))):
        chosen(Scope(collections=named), USUAL, held)


def test_days_in_the_wrong_order_are_refused() -> None:
    from datetime import date

    scope = Scope(since=date(2026, 2, 1), until=date(2026, 1, 1))
    with pytest.raises(InvalidInput, match="--since 2026-02-01 is after --until 2026-01-01"):
        chosen(scope, USUAL, ("default",))


def test_postings_are_asked_for_by_the_word_of_the_command_line() -> None:
    assert chosen(Scope(kind="postings"), USUAL, ("default",)).kinds == ("posting",)
