"""A conversation keeps what was said, and outlives an answer that fails."""

from dataclasses import replace
from io import StringIO

import pytest
from langchain_core.runnables import RunnableLambda

from assistant.answers import Answer
from assistant.interfaces.chat import Conversation
from assistant.interfaces.terminal import Terminal
from assistant.questions import Filters, Question, Turn
from corpus.errors import ModelUnavailable

FILTERS = Filters(collections=("emea",))


class Listener:
    """Remembers what it was asked, and answers the number of turns before it."""

    def __init__(self) -> None:
        self.heard: list[Question] = []

    def answer(self, question: Question) -> Answer:
        self.heard.append(question)
        if question.text == "down?":
            raise ModelUnavailable("the model did not answer")
        if question.text == "slow?":
            raise KeyboardInterrupt
        said = f"{len(question.history)} turns before"
        return Answer(question.text, question.text, "extractive", said, 1.0)


class Talk:
    """A conversation, who listens, and what was printed."""

    def __init__(self) -> None:
        self.listener = Listener()
        self.out, self.errors = StringIO(), StringIO()
        self.conversation = Conversation(
            RunnableLambda(self.listener.answer),
            FILTERS,
            Terminal(out=self.out, errors=self.errors),
        )

    def say(self, *lines: str) -> None:
        for line in lines:
            self.conversation.take(line)


@pytest.fixture
def talk() -> Talk:
    return Talk()


def test_a_question_comes_with_what_was_said_before_it(talk: Talk) -> None:
    talk.say("What is the pay?", "And in Europe?")
    first = Question("What is the pay?", filters=FILTERS)
    turns = (Turn("user", "What is the pay?"), Turn("assistant", "0 turns before"))
    assert talk.listener.heard == [first, replace(first, text="And in Europe?", history=turns)]
    assert talk.out.getvalue() == "0 turns before\n\n2 turns before\n\n"


def test_a_cleared_conversation_starts_anew(talk: Talk) -> None:
    talk.say("What is the pay?", "/clear", "And in Europe?")
    assert talk.listener.heard[-1].history == ()


def test_an_answer_that_failed_is_said_and_not_remembered(talk: Talk) -> None:
    talk.say("down?", "What is the pay?")
    assert talk.errors.getvalue() == "insight: the model did not answer\n"
    assert talk.listener.heard[-1].history == ()


def test_an_empty_line_is_nothing(talk: Talk) -> None:
    talk.say("")
    assert (talk.listener.heard, talk.out.getvalue()) == ([], "")


@pytest.mark.parametrize("command", ["/help", "/sources", "/nothing"])
def test_a_command_is_no_question(talk: Talk, command: str) -> None:
    talk.say(command)
    assert talk.listener.heard == []
    assert talk.out.getvalue()


def test_lines_from_a_pipe_are_taken_until_it_ends_or_says_quit(
    talk: Talk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", StringIO("one?\nslow?\ntwo?\n/quit\nthree?\n"))
    talk.conversation.run()
    assert [question.text for question in talk.listener.heard] == ["one?", "slow?", "two?"]
