"""Questions from the command line: one for a person or a program, or a file of them."""

import json
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import BinaryIO, Literal

from langchain_core.runnables import Runnable

from assistant import build
from assistant.answering.chain import streamed
from assistant.answers import Answer
from assistant.interfaces import exports
from assistant.interfaces.collections import NOTHING_YET, meant
from assistant.interfaces.start import started
from assistant.interfaces.terminal import Terminal
from assistant.questions import Filters, Question, Turn
from assistant.settings import Settings
from corpus.documents import Kind
from corpus.errors import InsightError, InvalidInput, UnknownSource
from corpus.postings import Posting
from corpus.protocols import Records

QUESTION_LIMIT = 20_000
"""Characters of a question; what is longer is a document, not a question."""

_KINDS: dict[str | None, tuple[Kind, ...]] = {
    None: (),
    "report": ("report",),
    "postings": ("posting",),
}

Assistant = Runnable[Question, Answer]


@dataclass(frozen=True, slots=True)
class Scope:
    """What a question may look at, as said on the command line; nothing said allows everything.

    `is_extractive` asks for the sources' own words, whatever chat model is configured.
    """

    collections: tuple[str, ...] = ()
    kind: Literal["report", "postings"] | None = None
    publishers: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    is_extractive: bool = False


@dataclass(frozen=True, slots=True)
class Files:
    """Where the rows and the chart of an answer's figures are written, if anywhere."""

    csv: Path | None = None
    chart: Path | None = None


NO_FILES = Files()


def ask(text: str, *, scope: Scope, as_json: bool, files: Files = NO_FILES) -> int:
    """Answer one question on stdout, and write its figures where that was asked."""
    terminal = Terminal()
    exports.check(files.chart, files.csv)
    with opened(scope, terminal) as (assistant, filters):
        question = asked(text, filters=filters)
        if as_json:
            with terminal.waiting("Looking it up…"):
                answer = assistant.invoke(question)
        else:
            answer = terminal.watched(streamed(assistant, question), "Looking it up…")
    if as_json:
        terminal.document(answer.as_json())
    else:
        terminal.answer(answer)
    if files.csv:
        rows = _write_rows(answer, files.csv)
        terminal.note(f"{rows} {'row' if rows == 1 else 'rows'} written to {files.csv}.")
    if files.chart:
        exports.write_chart(answer, files.chart)
        terminal.note(f"The chart was written to {files.chart}.")
    return 0


def _write_rows(answer: Answer, path: Path) -> int:
    """Write the postings of a listing, or the figures of any other answer; how many rows."""
    if answer.tally is None or not answer.tally.listed:
        return exports.write_csv(answer, path)
    with build.store(started()) as store:
        return exports.write_postings(_postings(answer.tally.listed, store.records), path)


def _postings(document_ids: Iterable[str], records: Records) -> Iterator[tuple[str, Posting]]:
    for document_id in document_ids:
        # A source removed since it was asked has nothing to write.
        with suppress(UnknownSource):
            posting = records.document(document_id).posting
            if posting:
                yield document_id, posting


def ask_all(name: str, *, scope: Scope) -> int:
    """Answer a file of questions, a line each, in its order; 1 when a line had no answer."""
    terminal = Terminal()
    code = 0
    with _lines(name) as lines, opened(scope, terminal) as (assistant, filters):
        for reply in replies(lines, assistant=assistant, filters=filters):
            terminal.record(reply)
            code = 1 if "error" in reply else code
    return code


@contextmanager
def opened(scope: Scope, terminal: Terminal) -> Iterator[tuple[Assistant, Filters]]:
    """The assistant over what is stored, and the filters that the scope comes to."""
    settings = started()
    if scope.is_extractive:
        settings = settings.model_copy(update={"chat_model": None})
    with build.assistant(settings) as (assistant, held):
        filters = chosen(scope, settings, held)
        if not held:
            terminal.note(NOTHING_YET)
        elif not scope.collections and settings.collection not in held:
            terminal.note(f"{settings.collection!r} is empty; asking {held[0]!r}, all there is.")
        yield assistant, filters


def chosen(scope: Scope, settings: Settings, held: tuple[str, ...]) -> Filters:
    """The filters a scope comes to; `held` are the collections there are.

    Where none is named the usual one is asked, or the only one; of an empty store the answer is
    that nothing was found. Raises InvalidInput for one that
    does not exist.
    """
    if scope.since and scope.until and scope.since > scope.until:
        raise InvalidInput(f"--since {scope.since} is after --until {scope.until}")
    return Filters(
        collections=meant(scope.collections, settings.collection, held),
        kinds=_KINDS[scope.kind],
        since=scope.since,
        until=scope.until,
        publishers=scope.publishers,
    )


def asked(text: str, *, filters: Filters, history: tuple[Turn, ...] = ()) -> Question:
    """The question as the assistant takes it. Raises InvalidInput where there is none."""
    if not text.strip():
        raise InvalidInput("the question is empty")
    if len(text) > QUESTION_LIMIT:
        raise InvalidInput(f"a question has at most {QUESTION_LIMIT:,} characters")
    return Question(text.strip(), history, filters)


def replies(
    lines: Iterable[bytes], *, assistant: Assistant, filters: Filters
) -> Iterator[dict[str, object]]:
    """One JSON object for each line that is not blank: its answer, or what is wrong with it."""
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        name: object = None
        try:
            request = _object(line)
            name = request.get("id")
            answer = assistant.invoke(_question(request, filters))
            yield {"id": name, **answer.as_json()}
        except InsightError as error:
            problem = {"type": type(error).__name__, "message": str(error)}
            yield {"id": name, "line": number, "error": problem}


def _object(line: bytes) -> dict[str, object]:
    try:
        value = json.loads(line.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise InvalidInput(f"not a line of JSON: {error}") from None
    if not isinstance(value, dict):
        raise InvalidInput('expected an object: {"id": …, "question": …}')
    return value


def _question(request: dict[str, object], filters: Filters) -> Question:
    text, history = request.get("question"), request.get("history") or []
    if not isinstance(text, str):
        raise InvalidInput(f'expected "question" to be a string, found {text!r}')
    if not isinstance(history, list):
        raise InvalidInput('expected "history" to be a list of {"role", "text"}')
    return asked(text, filters=filters, history=tuple(_turn(turn) for turn in history))


def _turn(turn: object) -> Turn:
    match turn:
        # "content" is what chat models call it.
        case {"role": "user" | "assistant" as role, "text": str(text)}:
            return Turn(role, text)
        case {"role": "user" | "assistant" as role, "content": str(text)}:
            return Turn(role, text)
    raise InvalidInput(
        f'expected a turn as {{"role": "user" or "assistant", "text"}}, found {turn!r}'
    )


@contextmanager
def _lines(name: str) -> Iterator[BinaryIO]:
    if name == "-":
        yield sys.stdin.buffer
        return
    try:
        # Closed below: only what goes wrong in opening is wrong usage.
        file = Path(name).open("rb")  # noqa: SIM115
    except OSError as error:
        raise InvalidInput(f"--batch {name}: {error.strerror}") from error
    with file:
        yield file
