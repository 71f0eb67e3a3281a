"""A conversation in the terminal: questions that lean on the ones before them."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.answering.chain import streamed
from assistant.conversations.reading import answer_from_json
from assistant.conversations.saved import turns
from assistant.interfaces import render, safe
from assistant.interfaces.asking import Assistant, Scope, asked, opened
from assistant.interfaces.conversations import kept, say
from assistant.interfaces.keeping import Keeping, Kept, NotKept, Resumed, last, resumed
from assistant.interfaces.start import started
from assistant.interfaces.terminal import Terminal
from assistant.questions import Filters, Turn
from corpus.errors import InsightError, InvalidInput

if TYPE_CHECKING:
    from assistant.answers import Answer

PROMPT = "you> "
HELP = """\
Ask in your own words; a question may lean on the ones before it.
  /sources   the sources of the last answer, whole
  /clear     begin another conversation
  /quit      leave (Ctrl-D does too)"""


def chat(
    scope: Scope, *, resume: str | None = None, latest: bool = False, save: bool = True
) -> int:
    """Talk until the person leaves; from where a saved conversation stopped, if one is named."""
    terminal = Terminal()
    earlier = _earlier(resume, latest=latest)
    if earlier and not scope.collections:
        scope = replace(scope, collections=earlier.conversation.collections)
    home = started().home
    with opened(scope, terminal) as (assistant, filters), _history(home / "chat_history"):
        keeping: Keeping = NotKept()
        if save:
            keeping = Kept(kept(home), filters.collections, terminal)
        if sys.stdin.isatty():
            terminal.note(f"Asking {', '.join(filters.collections)}. {HELP}")
        conversation = Conversation(assistant, filters, terminal, keeping)
        if earlier:
            conversation.go_on_from(earlier)
        conversation.run()
    if keeping.conversation_id and sys.stdin.isatty():
        terminal.note(f"Saved; to go on: insight chat --resume {keeping.conversation_id}")
    return 0


def _earlier(resume: str | None, *, latest: bool) -> Resumed | None:
    if resume is not None and latest:
        raise InvalidInput("give --resume ID or --last, not both")
    if resume is None and not latest:
        return None
    saved = kept(started().home)
    return last(saved) if resume is None else resumed(saved, resume)


class Conversation:
    """What was said so far, and what the next line does."""

    def __init__(
        self, assistant: Assistant, filters: Filters, terminal: Terminal, keeping: Keeping
    ) -> None:
        self._assistant = assistant
        self._filters = filters
        self._terminal = terminal
        self._keeping = keeping
        self._turns: tuple[Turn, ...] = ()
        self._last: Answer | None = None

    def go_on_from(self, earlier: Resumed) -> None:
        """Take up what was said before, and show the end of it."""
        self._turns = turns(earlier.exchanges)
        if isinstance(self._keeping, Kept):
            self._keeping.conversation_id = earlier.conversation.conversation_id
        for exchange in earlier.exchanges[-1:]:
            self._last = answer_from_json(exchange.answer)
            say(exchange, self._terminal)
            self._terminal.say()

    def run(self) -> None:
        """Take line after line until there is none, or /quit."""
        for line in _typed():
            if line in ("/quit", "/exit", "/q"):
                return
            with suppress(KeyboardInterrupt):  # leaves the answer, not the conversation
                self.take(line)

    def take(self, line: str) -> None:
        """Do what one line asks for; what goes wrong is said, and the conversation goes on."""
        match line:
            case "":
                return
            case "/help" | "/?":
                self._terminal.say(HELP)
            case "/clear":
                self._turns, self._last = (), None
                self._keeping.begin_anew()
                self._terminal.say("Another conversation begins.")
            case "/sources":
                self._show_sources()
            case _ if line.startswith("/"):
                self._terminal.say(f"{line.split(maxsplit=1)[0]} is not a command. {HELP}")
            case _:
                self._answer(line)

    def _answer(self, line: str) -> None:
        try:
            question = asked(line, filters=self._filters, history=self._turns)
            parts = streamed(self._assistant, question)
            answer = self._terminal.watched(parts, "Looking it up…")
        except InsightError as error:
            self._terminal.note(f"insight: {safe.line(str(error))}", style="red")
            return
        read_as = render.read_as(question.text, answer.standalone_question)
        if read_as:
            self._terminal.say(f"Read as: {read_as}", style="dim")
            self._terminal.say()
        self._terminal.answer(answer)
        self._terminal.say()
        self._keeping.keep(question.text, answer)
        self._turns += (Turn("user", question.text), Turn("assistant", answer.text))
        self._last = answer

    def _show_sources(self) -> None:
        if self._last is None or not self._last.citations:
            self._terminal.say("No answer with sources yet.")
            return
        for citation in self._last.citations:
            self._terminal.say(f"[{citation.number}] {safe.line(citation.title)}", style="bold")
            self._terminal.say(safe.clean(citation.quote))


def _typed() -> Iterator[str]:
    """Lines as they are typed, until Ctrl-D or Ctrl-C; from a pipe, without a prompt."""
    if not sys.stdin.isatty():
        yield from (line.strip() for line in sys.stdin)
        return
    with suppress(EOFError, KeyboardInterrupt):
        while True:
            yield input(PROMPT).strip()
    sys.stdout.write("\n")


@contextmanager
def _history(file: Path) -> Iterator[None]:
    """Past lines within reach of the arrow keys, kept in the data folder."""
    try:
        import readline  # noqa: PLC0415  Python may be built without it
    except ImportError:
        yield
        return
    with suppress(OSError):
        readline.read_history_file(file)
    readline.set_history_length(1000)
    try:
        yield
    finally:
        with suppress(OSError):
            readline.write_history_file(file)
