"""What chat models may use in a month."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol

from assistant.answers import Usage
from assistant.models.failures import Failure


class Reservation(Protocol):
    """What one call may take, held until it is known what it took."""

    def settle(self, usage: Usage) -> None:
        """Count what it took in place of what it might have."""


class Meter(Protocol):
    """Counts what calls take, before they are made."""

    def reserve(self, prompt_tokens: int, completion_tokens: int) -> Reservation:
        """Room for a call that takes this at most. Raises ModelUnavailable when there is none."""


class Unmetered:
    """Counts nothing."""

    def reserve(self, prompt_tokens: int, completion_tokens: int) -> Reservation:  # noqa: ARG002
        return self

    def settle(self, usage: Usage) -> None: ...


UNMETERED = Unmetered()


@contextmanager
def metered(meter: Meter, prompt_tokens: int, completion_tokens: int) -> Iterator[Reservation]:
    """A reservation for one call, given back when the call fails at no cost."""
    reservation = meter.reserve(prompt_tokens, completion_tokens)
    try:
        yield reservation
    except Failure as failure:
        if not failure.charged:
            reservation.settle(Usage())
        raise
