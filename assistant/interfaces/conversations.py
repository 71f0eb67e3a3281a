"""Saved conversations, for a person and for a program: list, show, rename, export, delete."""

import sys
from datetime import datetime
from pathlib import Path

from assistant import build
from assistant.conversations.reading import answer_from_json
from assistant.conversations.saved import Conversation, Exchange
from assistant.conversations.store import FILE, Conversations
from assistant.interfaces import render, safe, transcripts
from assistant.interfaces.pipes import leaving_quietly
from assistant.interfaces.start import started
from assistant.interfaces.terminal import Terminal
from corpus.errors import InvalidInput

SHORTEST_START = 4
"""Characters of an id's start that are enough to delete by; fewer may be a slip."""

_NONE_YET = "No conversation has been saved yet; start with: insight chat"


def kept(home: Path) -> Conversations:
    """The conversations that are saved in a data folder."""
    return Conversations(home / FILE, build.now)


def list_all(*, limit: int, as_json: bool) -> int:
    """The saved conversations, last changed first."""
    terminal = Terminal()
    found = kept(started().home).newest(limit=limit)
    if as_json:
        terminal.document({"conversations": [transcripts.summary(each) for each in found]})
    elif terminal.interactive:
        for each in found:
            terminal.say(safe.line(each.title), style="bold")
            terminal.fact("", "  ".join(_facts(each)), width=2)
    else:
        terminal.rows((*_facts(each), safe.line(each.title)) for each in found)
    if not found:
        terminal.note(_NONE_YET)
    return 0


def show(name: str, *, as_json: bool) -> int:
    """What was asked and answered, in order."""
    terminal = Terminal()
    conversation, exchanges = _opened(name)
    if as_json:
        terminal.document(transcripts.record(conversation, exchanges))
        return 0
    terminal.say(safe.line(conversation.title), style="bold")
    terminal.say("  ".join(_facts(conversation)))
    for exchange in exchanges:
        terminal.say()
        say(exchange, terminal)
    return 0


def say(exchange: Exchange, terminal: Terminal) -> None:
    """One question and its answer as they were given."""
    terminal.say(f"> {safe.line(exchange.question)}", style="bold")
    answer = answer_from_json(exchange.answer)
    read_as = render.read_as(exchange.question, answer.standalone_question)
    if read_as:
        terminal.say(f"Read as: {read_as}", style="dim")
    terminal.say()
    terminal.answer(answer)


def rename(name: str, title: str, *, as_json: bool) -> int:
    """Give a conversation another title."""
    terminal = Terminal()
    saved = kept(started().home)
    conversation_id = saved.named(name).conversation_id
    saved.rename(conversation_id, title)
    renamed = saved.named(conversation_id)
    if as_json:
        terminal.document({"conversation": transcripts.summary(renamed)})
    else:
        terminal.say(f"Renamed to {safe.line(renamed.title)} ({conversation_id}).")
    return 0


def export(name: str, *, wanted: str | None, file: Path | None, as_json: bool) -> int:
    """Write a conversation to a file, or on stdout."""
    terminal = Terminal()
    chosen = _format(wanted, file)
    if file is None and as_json:
        raise InvalidInput("--json says what was written: give the file too, with -o FILE")
    if file is not None and not file.parent.is_dir():
        raise InvalidInput(f"the folder of {str(file)!r} does not exist")
    if file is None and chosen == "pdf" and sys.stdout.isatty():
        raise InvalidInput("a PDF is not for the terminal; write it to a file: -o FILE.pdf")
    conversation, exchanges = _opened(name)
    written = transcripts.exported(conversation, exchanges, chosen)
    if file is None:
        with leaving_quietly():
            sys.stdout.buffer.write(written)
            sys.stdout.buffer.flush()
        return 0
    file.write_bytes(written)
    if as_json:
        summary = transcripts.summary(conversation)
        terminal.document({"conversation": summary, "file": str(file), "format": chosen})
    else:
        terminal.note(f"{safe.line(conversation.title)} was written to {safe.line(str(file))}.")
    return 0


def delete(name: str, *, sure: bool, as_json: bool) -> int:
    """Delete a conversation; asks first unless told not to."""
    terminal = Terminal()
    saved = kept(started().home)
    conversation = saved.named(name)
    if len(name) < SHORTEST_START:
        raise InvalidInput(
            f"{name!r} is too short to delete by; the id is {conversation.conversation_id}"
        )
    if not (sure or _agreed(conversation)):
        terminal.note("Nothing was deleted.")
        return 1
    saved.delete(conversation.conversation_id)
    if as_json:
        terminal.document({"deleted": [conversation.conversation_id]})
    else:
        terminal.say(f"Deleted {safe.line(conversation.title)} ({conversation.conversation_id}).")
    return 0


def _opened(name: str) -> tuple[Conversation, tuple[Exchange, ...]]:
    saved = kept(started().home)
    conversation = saved.named(name)
    return conversation, saved.open(conversation.conversation_id)


def _facts(conversation: Conversation) -> tuple[str, str, str, str]:
    count = conversation.questions
    return (
        conversation.conversation_id,
        _minute(conversation.changed),
        f"{count} {'question' if count == 1 else 'questions'}",
        ", ".join(map(safe.line, conversation.collections)),
    )


def _minute(moment: datetime) -> str:
    return moment.astimezone().strftime("%Y-%m-%d %H:%M")


def _format(wanted: str | None, file: Path | None) -> transcripts.Format:
    if wanted is not None:
        return transcripts.format_named(wanted)
    return transcripts.format_of(file) if file is not None else "md"


def _agreed(conversation: Conversation) -> bool:
    if not sys.stdin.isatty():
        raise InvalidInput("no one is here to confirm it; add --yes")
    about = f"{safe.line(conversation.title)} and its {_facts(conversation)[2]}"
    sys.stderr.write(f"Delete {about}? [y/N] ")
    sys.stderr.flush()
    return sys.stdin.readline().strip().lower() in ("y", "yes")
