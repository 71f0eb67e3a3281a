"""Saved conversations can be listed, shown, renamed, exported and deleted from the command line."""

import json
import sqlite3
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

from assistant.conversations.store import FILE
from assistant.interfaces import conversations
from assistant.interfaces.cli import run
from tests.assistant.interfaces.transcripts.talk import ANSWER, hostile


class Shell:
    """Runs command lines and remembers what they printed."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self._capsys = capsys
        self.errors = ""

    def run(self, *arguments: str, code: int = 0) -> str:
        assert run(["conversations", *arguments]) == code
        out, self.errors = self._capsys.readouterr()
        return out

    def document(self, *arguments: str) -> dict[str, Any]:
        document: dict[str, Any] = json.loads(self.run(*arguments, "--json"))
        return document


pytestmark = pytest.mark.usefixtures("insight_home")


@pytest.fixture
def shell(capsys: pytest.CaptureFixture[str]) -> Shell:
    return Shell(capsys)


@pytest.fixture
def saved(insight_home: Path) -> str:
    """The id of a saved conversation of one question."""
    store = conversations.kept(insight_home)
    conversation_id = store.begin(ANSWER.question, collections=("emea",)).conversation_id
    store.append(conversation_id, ANSWER.question, ANSWER.as_json())
    return conversation_id


def test_before_the_first_there_are_none(shell: Shell, insight_home: Path) -> None:
    assert shell.document("list") == {"conversations": []}
    assert "insight chat" in shell.errors
    assert not insight_home.exists()


def test_conversations_are_listed_a_line_each(shell: Shell, saved: str) -> None:
    (line,) = shell.run("list").splitlines()
    name, _, questions, collections, title = line.split("\t")
    assert (name, questions, collections, title) == (saved, "1 question", "emea", "and nurses?")
    (listed,) = shell.document("list", "--limit", "5")["conversations"]
    assert (listed["conversation_id"], listed["questions"]) == (saved, 1)


def test_a_conversation_is_shown_as_it_was_given(shell: Shell, saved: str) -> None:
    shown = shell.run("show", saved[:6])
    assert "> and nurses?\nRead as: What is the pay of nurses?\n\nPay is $10,000 [1]" in shown
    assert "“The median was $20,000 a year [3].”" in " ".join(shown.split())
    assert shell.document("show", saved)["turns"] == [ANSWER.as_json()]


def test_a_conversation_can_be_renamed(shell: Shell, saved: str) -> None:
    assert shell.run("rename", saved, "Pay of nurses") == f"Renamed to Pay of nurses ({saved}).\n"
    assert shell.document("rename", saved, "Pay")["conversation"]["title"] == "Pay"
    shell.run("rename", saved, " ", code=2)


@pytest.mark.parametrize("ending", ["md", "html", "json", "pdf"])
def test_a_file_s_ending_says_what_is_exported(
    shell: Shell, saved: str, tmp_path: Path, ending: str
) -> None:
    file = tmp_path / f"pay.{ending}"
    told = shell.document("export", saved, "-o", str(file))
    assert (told["file"], told["format"]) == (str(file), ending)
    begins = {"md": b"# and nurses?", "html": b"<!doctype html>", "json": b"{", "pdf": b"%PDF-"}
    assert file.read_bytes().startswith(begins[ending])


def test_an_export_without_a_file_is_printed(
    saved: str, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    assert run(["conversations", "export", saved, "--format", "json"]) == 0
    assert json.loads(capfdbinary.readouterr().out)["turns"] == [ANSWER.as_json()]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--format", "docx"], "expected md, html, json, pdf"),
        (["-o", "pay.docx"], "does not end in"),
        (["-o", "nowhere/pay.md"], "does not exist"),
        (["--json"], "-o FILE"),
    ],
)
def test_an_export_that_cannot_be_meant_is_refused(
    shell: Shell, saved: str, arguments: list[str], said: str
) -> None:
    shell.run("export", saved, *arguments, code=2)
    assert said in shell.errors


def test_a_conversation_is_deleted_only_when_that_is_sure(
    shell: Shell, saved: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", StringIO("yes\n"))
    shell.run("delete", saved, code=2)
    assert "add --yes" in shell.errors
    shell.run("delete", saved[:3], "--yes", code=2)
    assert "too short" in shell.errors
    assert shell.document("delete", saved[:6], "--yes") == {"deleted": [saved]}
    shell.run("show", saved, code=1)
    assert f"there is no conversation '{saved}'" in shell.errors


def test_what_a_stranger_wrote_is_not_obeyed_by_the_terminal(
    shell: Shell, insight_home: Path
) -> None:
    store = conversations.kept(insight_home)
    answer = hostile("\x1b]0;owned\x07 \u202epay\x1b[2J")
    begun = store.begin(answer.question)
    store.append(begun.conversation_id, answer.question, answer.as_json())
    for command in (["list"], ["list", "--json"], ["show", begun.conversation_id]):
        assert not {"\x1b", "\u202e", "\x07"} & set(shell.run(*command))


def test_a_damaged_file_is_said_and_a_document_for_programs(
    shell: Shell, saved: str, insight_home: Path
) -> None:
    connection = sqlite3.connect(insight_home / FILE)
    connection.execute("PRAGMA user_version = 7")
    connection.close()
    error = json.loads(shell.run("list", "--json", code=1))["error"]
    assert error["type"] == "StoreMismatch"
    assert run(["chat", "--resume", saved]) == 1
    assert run(["chat", "--resume", saved, "--last"]) == 2


def test_the_doctor_counts_conversations_and_says_when_they_cannot_be_saved(
    capsys: pytest.CaptureFixture[str], insight_home: Path
) -> None:
    conversations.kept(insight_home).begin("What is the pay?")
    assert run(["doctor"]) == 0
    assert "conversations: 1 saved" in capsys.readouterr().out
    (insight_home / FILE).write_bytes(b"no database" * 500)
    assert run(["doctor"]) == 0
    told = " ".join(capsys.readouterr().out.split())
    assert "answers go on, unsaved" in told
