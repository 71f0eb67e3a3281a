"""How fast one host is asked: never again before a while has passed."""

from collections.abc import Callable


class Pace:
    """Waits until a host may be asked again; hosts do not wait for one another."""

    def __init__(
        self, seconds: float, *, clock: Callable[[], float], sleep: Callable[[float], object]
    ) -> None:
        self._seconds = seconds
        self._clock = clock
        self._sleep = sleep
        self._asked: dict[str, float] = {}

    def keep(self, host: str, *, delay: float) -> None:
        """Wait for this host's turn; `delay` is what it asks for itself, if that is longer."""
        last = self._asked.get(host)
        if last is not None:
            left = last + max(self._seconds, delay) - self._clock()
            if left > 0:
                self._sleep(left)
        self._asked[host] = self._clock()
