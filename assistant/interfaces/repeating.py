"""Doing a thing now and then every so often, until someone stops it."""

from collections.abc import Callable
from datetime import datetime, timedelta

from assistant.interfaces import safe
from corpus.errors import InsightError, InvalidInput

NAP = timedelta(minutes=1)  # a machine that slept, or a clock that was set, is noticed after one


class Repeating:
    """Repeats a thing by the clock; `say` hears when it is next, and what failed."""

    def __init__(
        self,
        every: timedelta,
        *,
        clock: Callable[[], datetime],
        sleep: Callable[[float], None],
        say: Callable[[str], None],
    ) -> None:
        self._every = every
        self._clock = clock
        self._sleep = sleep
        self._say = say

    def run(self, once: Callable[[], None]) -> None:
        """Go on until interrupted; a time that fails is said and does not end it.

        An interruption while it waits is a clean end; in the middle of the thing it is raised.
        """
        while True:
            began = self._clock()
            try:
                once()
            except InvalidInput:
                raise
            except (InsightError, OSError) as error:
                self._say(f"This time it failed: {safe.line(str(error))}")
            try:
                self._wait_until(max(began + self._every, self._clock()))
            except KeyboardInterrupt:
                self._say("Stopped.")
                return

    def _wait_until(self, due: datetime) -> None:
        left = due - self._clock()
        self._say(f"Next at {due.astimezone():%Y-%m-%d %H:%M}, in {_said(left)}; Ctrl-C stops.")
        while left > timedelta():
            nap = min(left, NAP)
            self._sleep(nap.total_seconds())
            left = min(due - self._clock(), left - nap)


def _said(left: timedelta) -> str:
    """A stretch of time as it is said: ``5 h 58 min``."""
    minutes = round(left.total_seconds() / 60)
    days, hours = divmod(minutes // 60, 24)
    parts = ((days, "d"), (hours, "h"), (minutes % 60, "min"))
    return " ".join(f"{count} {unit}" for count, unit in parts if count) or "less than a minute"
