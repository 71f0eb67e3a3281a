"""A web server and a client that may reach it, whose waits take no time."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import pytest

from corpus.feeds.client import Client, Manners
from tests.corpus.feeds.server import LOOPBACK, Web, serving


@dataclass
class Time:
    """A clock that moves only when someone sleeps."""

    now: float = 1_000.0
    slept: list[float] = field(default_factory=list)

    def clock(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds


@pytest.fixture
def web() -> Iterator[Web]:
    with serving() as web:
        yield web


@pytest.fixture
def time() -> Time:
    return Time()


@pytest.fixture
def made(time: Time) -> Iterator[Callable[..., Client]]:
    """Makes clients that may reach this machine."""
    clients: list[Client] = []

    def make(**manners: float) -> Client:
        chosen = Manners(**manners)  # type: ignore[arg-type]  # sizes are whole, as given
        client = Client(allowed=LOOPBACK, manners=chosen, clock=time.clock, sleep=time.sleep)
        clients.append(client)
        return client

    yield make
    for client in clients:
        client.close()


@pytest.fixture
def client(made: Callable[..., Client]) -> Client:
    return made()
