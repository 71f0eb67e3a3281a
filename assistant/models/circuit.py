"""A chat model that was just found down is left alone for a while, so that nobody waits for it."""

import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, Protocol

from assistant.models.failures import Failure
from assistant.models.replies import Reply
from assistant.protocols import Filled, FormFiller, ReplyWriter
from corpus.errors import ModelUnavailable

COOL_DOWN_S = 30.0


class Chat(FormFiller, ReplyWriter, Protocol):
    """A chat model that fills forms and writes prose."""

    def write(self, instructions: str, content: str, *, limit: int) -> Reply:
        """The reply in pieces as they come, then what it took, last; it can be closed."""


class Circuit:
    """Asks a model, unless it said nothing less than `seconds` ago; then one caller tries again.

    Safe to share between threads, and meant to be: what one question found out, all know.
    """

    def __init__(
        self,
        model: Chat,
        *,
        seconds: float = COOL_DOWN_S,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.name = model.name
        self._model = model
        self._seconds = seconds
        self._clock = clock
        self._lock = threading.Lock()
        self._found_down: float | None = None
        self._again_at = 0.0

    def fill(self, instructions: str, content: str, *, form: Mapping[str, Any]) -> Filled:
        """The form as the model fills it. Raises ModelUnavailable, at once while it is down."""
        with self._asking():
            return self._model.fill(instructions, content, form=form)

    def write(self, instructions: str, content: str, *, limit: int) -> Reply:
        """The reply as the model writes it. Raises ModelUnavailable, at once while it is down."""
        with self._asking():
            yield from self._model.write(instructions, content, limit=limit)

    @contextmanager
    def _asking(self) -> Iterator[None]:
        self._enter()
        try:
            yield
        except Failure as failure:
            self._found(down=failure.down)
            raise
        except GeneratorExit:  # a reply was left that had begun
            self._found(down=False)
            raise
        self._found(down=False)

    def _enter(self) -> None:
        with self._lock:
            now = self._clock()
            if self._found_down is not None and now < self._again_at:
                raise ModelUnavailable(
                    f"the chat model did not answer {now - self._found_down:.0f} s ago; "
                    f"it is asked again in {self._again_at - now:.0f} s"
                )
            self._again_at = now + self._seconds

    def _found(self, *, down: bool) -> None:
        with self._lock:
            self._found_down = self._clock() if down else None
            self._again_at = self._clock() + self._seconds
