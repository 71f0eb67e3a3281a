"""Work on an event loop of its own, awaited by the clock from any thread.

A client's own time-out starts again at every byte it gets, and a thread that waits for one cannot
be ended. A task can: what takes too long here is cancelled, and its connection closed.
"""

import asyncio
import threading
from collections.abc import AsyncGenerator, Callable, Coroutine, Generator
from contextlib import suppress
from typing import Any, TypeVar

Given = TypeVar("Given")

CLOSING_S = 1.0


def awaited(work: Coroutine[Any, Any, Given], *, seconds: float) -> Given:
    """What the work gives; after `seconds` it is cancelled. Raises TimeoutError."""
    running = asyncio.run_coroutine_threadsafe(work, _LOOP.running())
    try:
        return running.result(max(seconds, 0))
    finally:
        running.cancel()  # what is done stays done


def flowing(
    stream: AsyncGenerator[Given, None], *, seconds: Callable[[], float]
) -> Generator[Given, None, None]:
    """Each thing of a stream as it comes, none waited for longer than `seconds()`.

    Raises TimeoutError. To close it closes the stream.
    """
    while (given := awaited(_next(stream), seconds=seconds())) is not None:
        try:
            yield given
        except GeneratorExit:
            with suppress(TimeoutError):
                awaited(_close(stream), seconds=CLOSING_S)
            raise


async def _next(stream: AsyncGenerator[Given, None]) -> Given | None:
    return await anext(stream, None)


async def _close(stream: AsyncGenerator[Given, None]) -> None:
    await stream.aclose()


class _Loop:
    """An event loop in a thread that ends with the process."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._loop: asyncio.AbstractEventLoop | None = None

    def running(self) -> asyncio.AbstractEventLoop:
        with self._lock:
            if self._loop is None:
                self._loop = asyncio.new_event_loop()
                threading.Thread(
                    target=self._loop.run_forever, name="chat models", daemon=True
                ).start()
            return self._loop


_LOOP = _Loop()
