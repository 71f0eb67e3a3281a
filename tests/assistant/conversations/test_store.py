"""Saved conversations outlive processes, lose nothing, and are their owner's alone."""

import json
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

import pytest

from assistant.conversations.saved import TITLE_LIMIT, Exchange
from assistant.conversations.store import FILE, Conversations
from assistant.questions import Turn
from corpus.errors import (
    InvalidInput,
    StoreDamaged,
    StoreError,
    StoreMismatch,
    UnknownConversation,
)

START = datetime(2026, 3, 1, 9, tzinfo=UTC)
ANSWER = {"answer": "It is $90 [1].", "citations": [{"number": 1, "quote": "é 中 \u202e\x1b[31m"}]}


def ticking() -> Iterator[datetime]:
    return (START + timedelta(minutes=minute) for minute in count())


@pytest.fixture
def conversations(tmp_path: Path) -> Conversations:
    return Conversations(tmp_path / "home" / FILE, ticking().__next__)


def test_what_was_said_is_there_when_it_is_opened_again(conversations: Conversations) -> None:
    begun = conversations.begin("What is the pay?", collections=("emea",))
    conversations.append(begun.conversation_id, "What is the pay?", ANSWER)
    conversations.append(begun.conversation_id, "And in Texas?", ANSWER)
    assert conversations.open(begun.conversation_id) == (
        Exchange("What is the pay?", ANSWER, START + timedelta(minutes=1)),
        Exchange("And in Texas?", ANSWER, START + timedelta(minutes=2)),
    )
    assert conversations.newest() == (
        replace(begun, changed=START + timedelta(minutes=2), questions=2),
    )


def test_the_next_question_hears_what_was_said(conversations: Conversations) -> None:
    begun = conversations.begin("What is the pay?")
    conversations.append(begun.conversation_id, "What is the pay?", ANSWER)
    assert conversations.history(begun.conversation_id) == (
        Turn("user", "What is the pay?"),
        Turn("assistant", "It is $90 [1]."),
    )


def test_the_last_changed_is_listed_first(conversations: Conversations) -> None:
    first, second, third = (conversations.begin(name) for name in ("one", "two", "three"))
    conversations.append(first.conversation_id, "more", ANSWER)
    listed = [each.title for each in conversations.newest()]
    assert listed == ["one", "three", "two"]
    assert conversations.newest(limit=2)[1].conversation_id == third.conversation_id
    assert second.conversation_id != third.conversation_id


def test_a_long_question_is_shortened_between_words(conversations: Conversations) -> None:
    title = conversations.begin("word " * 40).title
    assert title == "word " * 11 + "word…"
    assert len(conversations.begin("x" * 500).title) == TITLE_LIMIT + 1


def test_a_conversation_can_be_renamed_and_deleted(conversations: Conversations) -> None:
    begun = conversations.begin("What is the pay?")
    conversations.rename(begun.conversation_id, "  Pay,\nin short ")
    assert conversations.named(begun.conversation_id).title == "Pay, in short"
    with pytest.raises(InvalidInput, match="empty"):
        conversations.rename(begun.conversation_id, " \n")
    conversations.delete(begun.conversation_id)
    assert conversations.newest() == ()


def test_what_was_deleted_is_no_longer_in_the_file(conversations: Conversations) -> None:
    begun = conversations.begin("Will Zyxwia close its doors?")
    conversations.append(begun.conversation_id, "Will Zyxwia close its doors?", ANSWER)
    conversations.delete(begun.conversation_id)
    left = b"".join(each.read_bytes() for each in conversations.path.parent.iterdir())
    assert b"Zyxwia" not in left


def test_the_start_of_an_id_is_enough_while_it_is_the_only_one(
    conversations: Conversations,
) -> None:
    ids = [conversations.begin("?").conversation_id for _ in range(80)]
    assert conversations.named(ids[0][:9]).conversation_id == ids[0]
    shared = next(each[0] for each in ids if [other[0] for other in ids].count(each[0]) > 1)
    with pytest.raises(UnknownConversation, match="begins several ids"):
        conversations.named(shared)
    assert all(each[0].isalnum() for each in ids)


@pytest.mark.parametrize("name", ["", "nothing", "%", "_"])
def test_no_conversation_of_this_id_is_said(conversations: Conversations, name: str) -> None:
    conversations.begin("?")
    with pytest.raises(UnknownConversation, match="there is no conversation"):
        conversations.named(name)


def test_another_owners_conversation_is_not_told_from_none(conversations: Conversations) -> None:
    begun = conversations.begin("What is the pay?")
    stranger = replace(conversations, owner="someone")
    key = begun.conversation_id
    for verb in (
        lambda: stranger.named(key),
        lambda: stranger.open(key),
        lambda: stranger.history(key),
        lambda: stranger.append(key, "?", ANSWER),
        lambda: stranger.rename(key, "mine"),
        lambda: stranger.delete(key),
    ):
        with pytest.raises(UnknownConversation) as refused:
            verb()
        assert str(refused.value).replace(key, "ID") == _missing(stranger).replace("nowhere", "ID")
    assert stranger.newest() == ()
    assert conversations.named(key) == begun


def test_reading_creates_no_file(conversations: Conversations) -> None:
    assert conversations.newest() == ()
    with pytest.raises(UnknownConversation):
        conversations.open("nowhere")
    assert not conversations.path.parent.exists()


def test_only_its_owner_may_read_the_file(conversations: Conversations) -> None:
    conversations.begin("What is the pay?")
    assert conversations.path.stat().st_mode & 0o077 == 0


def test_a_damaged_file_is_said_to_be(conversations: Conversations) -> None:
    conversations.path.parent.mkdir()
    conversations.path.write_bytes(b"no database" * 500)
    with pytest.raises(StoreDamaged, match="move it away"):
        conversations.newest()
    with pytest.raises(StoreDamaged):
        conversations.begin("?")


def test_a_file_of_another_version_is_left_alone(conversations: Conversations) -> None:
    conversations.begin("?")
    connection = sqlite3.connect(conversations.path)
    connection.execute("PRAGMA user_version = 9")
    connection.close()
    with pytest.raises(StoreMismatch, match="schema is 9, not 1"):
        conversations.newest()


def test_an_answer_that_is_no_object_is_damage(conversations: Conversations) -> None:
    begun = conversations.begin("?")
    conversations.append(begun.conversation_id, "?", ANSWER)
    connection = sqlite3.connect(conversations.path)
    connection.execute("UPDATE exchanges SET answer = '[1'")
    connection.commit()
    connection.close()
    with pytest.raises(StoreDamaged):
        conversations.open(begun.conversation_id)


def test_a_home_that_cannot_hold_it_is_said(tmp_path: Path) -> None:
    (tmp_path / "home").write_text("a file")
    with pytest.raises(StoreError, match="could not be used"):
        Conversations(tmp_path / "home" / FILE, ticking().__next__).begin("?")


def test_half_a_character_does_not_stop_a_conversation(conversations: Conversations) -> None:
    begun = conversations.begin("what\ud800?")
    conversations.append(begun.conversation_id, "what\ud800?", {"answer": "\udfff"})
    (exchange,) = conversations.open(begun.conversation_id)
    assert (exchange.question, exchange.answer) == ("what??", {"answer": "\udfff"})
    with pytest.raises(UnknownConversation):
        conversations.named("\ud800")


_APPENDING = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from assistant.conversations.store import Conversations

conversations = Conversations(Path(sys.argv[1]), lambda: datetime(2026, 3, 1, tzinfo=UTC))
begun = conversations.begin("by " + sys.argv[3])
sys.stdin.readline()
for number in range(25):
    conversations.append(sys.argv[2] or begun.conversation_id, f"{sys.argv[3]} {number}", {})
"""


def test_two_processes_that_append_at_once_lose_nothing(
    conversations: Conversations, repository: Path
) -> None:
    shared = conversations.begin("What is the pay?").conversation_id
    _append_at_once(conversations.path, repository, shared)
    asked = [each.question for each in conversations.open(shared)]
    for name in ("left", "right"):
        own = [each for each in asked if each.startswith(name)]
        assert own == [f"{name} {number}" for number in range(25)]
    assert len(asked) == 50


def test_two_processes_may_make_the_file_at_once(
    conversations: Conversations, repository: Path
) -> None:
    _append_at_once(conversations.path, repository, "")
    assert [each.questions for each in conversations.newest()] == [25, 25]


def _append_at_once(path: Path, repository: Path, shared: str) -> None:
    writers = [
        subprocess.Popen(
            [sys.executable, "-c", _APPENDING, str(path), shared, name],
            stdin=subprocess.PIPE,
            cwd=repository,
        )
        for name in ("left", "right")
    ]
    for writer in writers:
        assert writer.stdin is not None
        writer.stdin.write(b"go\n")
        writer.stdin.flush()
    for writer in writers:
        writer.communicate()
        assert writer.returncode == 0


def _missing(conversations: Conversations) -> str:
    with pytest.raises(UnknownConversation) as missing:
        conversations.open("nowhere")
    return str(missing.value)


def test_an_answer_is_kept_letter_by_letter(conversations: Conversations) -> None:
    begun = conversations.begin("?")
    conversations.append(begun.conversation_id, "?", ANSWER)
    (exchange,) = conversations.open(begun.conversation_id)
    assert json.dumps(exchange.answer) == json.dumps(ANSWER)
