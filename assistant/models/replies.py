"""A reply as it comes: how long its next word is waited for, what is written, how it ended."""

import time
from collections.abc import Generator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.answers import Usage
from assistant.models.failures import Failure, fell_silent, told, took_longer

if TYPE_CHECKING:
    from langchain_core.messages import AIMessage

Reply = Generator[str | Usage, None, None]
"""Pieces of text as they come, then what they took; to close it ends the call."""

CHARACTERS_A_TOKEN = 16  # far beyond what any text has on average
FINISHED = {"stop", "end_turn", "stop_sequence", "eos", "eos_token"}
"""How providers say, in any case, that a reply is whole."""
FILLED = FINISHED | {"tool_calls", "tool_use"}
CUT = {"length", "max_tokens", "model_length"}
_REASONS = ("finish_reason", "stop_reason", "done_reason", "stopReason")


@dataclass(frozen=True, slots=True)
class Silence:
    """Seconds by the clock without a word: before the first one, and between two."""

    before_s: float = 15.0
    between_s: float = 10.0


PATIENT = Silence()


@dataclass(frozen=True, slots=True)
class EstimatedUsage(Usage):
    """What a call took as counted here, because the service did not say."""


class Patience:
    """Until when the next word of a reply is waited for."""

    def __init__(self, silence: Silence, seconds: float, deadline: float) -> None:
        self._silence = silence
        self._seconds = seconds
        self._deadline = deadline
        self._until = time.monotonic() + silence.before_s
        self._heard = False

    def heard(self) -> None:
        """A word came: the next one has its own time."""
        self._heard = True
        self._until = time.monotonic() + self._silence.between_s

    def left(self) -> float:
        """The seconds that are left for the next word."""
        return min(self._until, self._deadline) - time.monotonic()

    def failed(self, error: Exception) -> Failure:
        """The failure that a client's error is; a service that was heard is not down."""
        failure = told(error)
        return Failure(str(failure)) if self._heard else failure

    def late(self) -> Failure:
        """The failure of a word that did not come in time."""
        if self._deadline <= self._until:
            return took_longer(self._seconds, down=not self._heard)
        seconds = self._silence.between_s if self._heard else self._silence.before_s
        return fell_silent(seconds, down=not self._heard)


class Written:
    """What a reply is so far."""

    def __init__(self, limit: int) -> None:
        self.text = ""
        self._longest = limit * CHARACTERS_A_TOKEN
        self._end = ""
        self._prompt_tokens = 0
        self._completion_tokens = 0

    def add(self, chunk: "AIMessage") -> str:
        """The text that came with a chunk, whatever else did."""
        if usage := chunk.usage_metadata:  # some services tell it once, some as it grows
            self._prompt_tokens = max(self._prompt_tokens, usage["input_tokens"])
            self._completion_tokens = max(self._completion_tokens, usage["output_tokens"])
        self._end = end_of(chunk) or self._end
        piece = str(chunk.text)
        self.text += piece
        if len(self.text) > self._longest:
            raise Failure("the chat model wrote on past its limit; try another model")
        return piece

    def finish(self) -> None:
        """Raises ModelUnavailable unless the reply is whole."""
        if self._end in CUT:
            raise Failure("the chat model's reply was cut at its limit; ask for less")
        if "filter" in self._end or "safety" in self._end:
            raise Failure("the chat model's reply was withheld by its service's filter")
        if self._end not in FINISHED:
            raise Failure("the chat model's reply broke off; try again")
        if not self.text.strip():
            raise Failure("the chat model wrote nothing, or refused; ask in other words")

    def usage(self, name: str) -> Usage | None:
        """What the service said it took, if it said so."""
        if not self._completion_tokens:
            return None
        return Usage(self._prompt_tokens, self._completion_tokens, name)


def end_of(message: "AIMessage") -> str:
    """How a message ended, in small letters; empty while it has not."""
    said = (message.response_metadata.get(name) for name in _REASONS)
    return next((str(reason).lower() for reason in said if reason), "")
