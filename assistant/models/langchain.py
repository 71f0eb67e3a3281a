"""A chat model of any provider, through LangChain: it fills forms and writes replies."""

import json
import threading
import time
from collections.abc import AsyncGenerator, Callable, Generator, Mapping
from contextlib import closing
from typing import TYPE_CHECKING, Any, TypeVar, cast

from tenacity import (
    RetryCallState,
    Retrying,
    retry_if_exception,
    stop_after_attempt,
    wait_random_exponential,
)

from assistant.answers import Usage
from assistant.models.awaited import awaited, flowing
from assistant.models.budget import UNMETERED, Meter, metered
from assistant.models.failures import Failure, Told, told, took_longer
from assistant.models.providers import Connection, Service
from assistant.models.replies import (
    FILLED,
    PATIENT,
    EstimatedUsage,
    Patience,
    Reply,
    Silence,
    Written,
    end_of,
)
from assistant.protocols import Filled

if TYPE_CHECKING:
    from langchain_core.messages import AIMessage, AIMessageChunk

TRIES = 3
FORM_TOKENS = 4_000  # a form takes a few hundred; a model that thinks first takes more

Given = TypeVar("Given")
Messages = list[tuple[str, str]]

_jitter = wait_random_exponential(multiplier=0.5, max=4)


def by_length(text: str) -> int:
    """About how many tokens a text takes, rather more than fewer."""
    return len(text.encode()) // 3 + 1


class LangChainModel:
    """Asks a service; an answer takes `seconds` at most, all its tries included.

    Cheap to make: nothing is imported or sent before it is asked. Safe to share between threads.
    Its errors say nothing that the service said, which may repeat the key.
    """

    def __init__(
        self,
        service: Service,
        *,
        seconds: float = 20.0,
        silence: Silence = PATIENT,
        count: Callable[[str], int] = by_length,
        meter: Meter = UNMETERED,
    ) -> None:
        self.name = service.name
        self._service = service
        self._seconds = seconds
        self._silence = silence
        self._count = count
        self._meter = meter
        self._lock = threading.Lock()
        self._connection: Connection | None = None

    def fill(self, instructions: str, content: str, *, form: Mapping[str, Any]) -> Filled:
        """The form, a JSON schema with a title, as the model fills it; nothing checks its values.

        Raises ModelUnavailable.
        """
        self._connected()  # its import is not the service's time
        until = time.monotonic() + self._seconds
        return _again(lambda: self._form(instructions, content, form, until), until)

    def write(self, instructions: str, content: str, *, limit: int) -> Reply:
        """The reply in pieces as they come, then what it took, last. Raises ModelUnavailable.

        A call is tried again only while nothing of it was given. To close the iterator ends it.
        """
        self._connected()  # its import is not the service's time
        until = time.monotonic() + self._seconds

        def begun() -> tuple[str | Usage, Reply]:
            reply = self._reply(instructions, content, limit, until)
            return next(reply), reply

        first, reply = _again(begun, until)
        with closing(reply):
            yield first
            yield from reply

    def _form(
        self, instructions: str, content: str, form: Mapping[str, Any], until: float
    ) -> Filled:
        connection = self._connected()
        prompt_tokens = self._count(instructions + content + json.dumps(form))
        with metered(self._meter, prompt_tokens, FORM_TOKENS) as reservation:
            with Told(told):
                asked = connection.at_most(FORM_TOKENS).with_structured_output(
                    dict(form), include_raw=True, **connection.form_options
                )
                messages = _messages(instructions, content)
                try:
                    answer: Any = awaited(asked.ainvoke(messages), seconds=until - time.monotonic())
                except TimeoutError:
                    raise took_longer(self._seconds, down=True) from None
            values, written = _values(answer), Written(FORM_TOKENS)
            text = written.add(answer["raw"])
            usage = written.usage(self.name) or self._estimated(prompt_tokens, text)
            reservation.settle(usage)
        return Filled(values, usage)

    def _reply(self, instructions: str, content: str, limit: int, until: float) -> Reply:
        patience = Patience(self._silence, self._seconds, until)
        written = Written(limit)
        asked = self._count(instructions + content)
        with metered(self._meter, asked, limit) as reservation:
            messages = _messages(instructions, content)
            with closing(_chunks(self._connected(), messages, limit, patience)) as chunks:
                for chunk in chunks:
                    if piece := written.add(chunk):
                        yield piece
                        patience.heard()
            written.finish()
            usage = written.usage(self.name) or self._estimated(asked, written.text)
            reservation.settle(usage)
        yield usage

    def _estimated(self, prompt_tokens: int, text: str) -> Usage:
        return EstimatedUsage(prompt_tokens, self._count(text), self.name)

    def _connected(self) -> Connection:
        with self._lock:
            if self._connection is None:
                self._connection = self._service.connected()
            return self._connection


def _messages(instructions: str, content: str) -> Messages:
    return [("system", instructions), ("human", content)]


def _chunks(
    connection: Connection, messages: Messages, limit: int, patience: Patience
) -> Generator["AIMessageChunk", None, None]:
    # Every LangChain model streams with a generator, which alone can be closed.
    stream = cast(
        "AsyncGenerator[AIMessageChunk, None]", connection.at_most(limit).astream(messages)
    )
    with closing(flowing(stream, seconds=patience.left)) as chunks:
        while True:
            with Told(patience.failed):
                try:
                    chunk = next(chunks, None)
                except TimeoutError:
                    raise patience.late() from None
            if chunk is None:
                return
            yield chunk


def _values(answer: Mapping[str, Any]) -> Mapping[str, Any]:
    raw: AIMessage = answer["raw"]
    if raw.additional_kwargs.get("refusal"):
        raise Failure("the chat model refused to answer; ask in other words")
    values = answer["parsed"]
    if end_of(raw) not in FILLED or not isinstance(values, dict):
        raise Failure("the chat model did not fill the form it was given; try another model")
    return values


def _again(attempt: Callable[[], Given], deadline: float) -> Given:
    tries = Retrying(
        retry=retry_if_exception(lambda error: isinstance(error, Failure) and error.passing),
        stop=lambda state: (
            stop_after_attempt(TRIES)(state) or state.upcoming_sleep > deadline - time.monotonic()
        ),
        wait=_wait_s,
        reraise=True,
    )
    return tries(attempt)


def _wait_s(state: RetryCallState) -> float:
    error = state.outcome.exception() if state.outcome else None
    asked = error.after_s if isinstance(error, Failure) else 0.0
    return asked + _jitter(state)
