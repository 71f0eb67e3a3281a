"""A conversation keeps what was said, and outlives an answer that fails."""

from dataclasses import replace
from datetime import UTC, datetime
from io import StringIO
from pathlib import Path

import pytest
from langchain_core.runnables import RunnableLambda

from assistant.answers import Answer
from assistant.conversations.store import FILE, Conversations
from assistant.interfaces.chat import Conversation
from assistant.interfaces.keeping import Keeping, Kept, NotKept, last, resumed
from assistant.interfaces.terminal import Terminal
from assistant.questions import Filters, Question, Turn
from corpus.errors import ModelUnavailable, UnknownConversation

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
        read = f"{question.text} (in Texas)" if question.text == "and there?" else question.text
        return Answer(question.text, read, "extractive", said, 1.0)


class Talk:
    """A conversation, who listens, and what was printed."""

    def __init__(self, saved: Conversations | None = None) -> None:
        self.listener = Listener()
        self.out, self.errors = StringIO(), StringIO()
        terminal = Terminal(out=self.out, errors=self.errors)
        keeping: Keeping = Kept(saved, ("emea",), terminal) if saved else NotKept()
        self.conversation = Conversation(
            RunnableLambda(self.listener.answer), FILTERS, terminal, keeping
        )

    def say(self, *lines: str) -> None:
        for line in lines:
            self.conversation.take(line)


@pytest.fixture
def talk() -> Talk:
    return Talk()


@pytest.fixture
def saved(tmp_path: Path) -> Conversations:
    return Conversations(tmp_path / FILE, lambda: datetime(2026, 3, 1, tzinfo=UTC))


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


def test_a_question_that_was_read_as_another_says_so(talk: Talk) -> None:
    talk.say("and there?")
    assert talk.out.getvalue() == "Read as: and there? (in Texas)\n\n0 turns before\n\n"


def test_each_answer_is_saved_as_it_is_given(saved: Conversations) -> None:
    Talk(saved).say("What is the pay?", "down?", "And in Europe?")
    (conversation,) = saved.newest()
    assert (conversation.title, conversation.collections) == ("What is the pay?", ("emea",))
    exchanges = saved.open(conversation.conversation_id)
    assert [each.question for each in exchanges] == ["What is the pay?", "And in Europe?"]
    assert [each.answer["answer"] for each in exchanges] == ["0 turns before", "2 turns before"]


def test_a_cleared_conversation_stays_saved_and_another_begins(saved: Conversations) -> None:
    Talk(saved).say("one?", "/clear", "two?")
    assert sorted(each.title for each in saved.newest()) == ["one?", "two?"]


def test_nothing_is_saved_where_nothing_is_asked(saved: Conversations) -> None:
    Talk(saved).say("/help", "", "/sources")
    assert not saved.path.exists()


def test_a_resumed_conversation_goes_on_where_it_stopped(saved: Conversations) -> None:
    Talk(saved).say("one?", "two?")
    (conversation,) = saved.newest()
    later = Talk(saved)
    later.conversation.go_on_from(resumed(saved, conversation.conversation_id[:5]))
    assert later.out.getvalue() == "> two?\n\n2 turns before\n\n"
    later.say("three?")
    assert len(later.listener.heard[0].history) == 4
    (same,) = saved.newest()
    assert same == replace(conversation, questions=3)


def test_what_goes_on_unsaved_leaves_the_saved_one_as_it_was(saved: Conversations) -> None:
    Talk(saved).say("one?")
    later = Talk()
    later.conversation.go_on_from(last(saved))
    later.say("two?")
    assert saved.newest()[0].questions == 1


def test_there_is_no_last_conversation_before_the_first(saved: Conversations) -> None:
    with pytest.raises(UnknownConversation, match="no conversation has been saved yet"):
        last(saved)


def test_answers_go_on_where_they_cannot_be_saved_and_it_is_said_once(
    saved: Conversations,
) -> None:
    saved.path.write_bytes(b"no database" * 500)
    talk = Talk(saved)
    talk.say("one?", "two?")
    assert talk.out.getvalue() == "0 turns before\n\n2 turns before\n\n"
    assert talk.errors.getvalue().count("This is not saved") == 1
    assert "move it away" in talk.errors.getvalue()
