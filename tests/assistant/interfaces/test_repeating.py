"""Doing a thing every so often: on time, whatever fails, until it is stopped."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from assistant.interfaces.repeating import Repeating
from corpus.errors import InvalidInput, StoreOwned

START = datetime(2026, 11, 24, 6, 0, tzinfo=UTC)
SIX_HOURS = timedelta(hours=6)


class Day:
    """A clock that moves as someone sleeps, and the moment at which they are interrupted."""

    def __init__(self, ends: datetime) -> None:
        self.now = START
        self.ends = ends
        self.said: list[str] = []

    def clock(self) -> datetime:
        return self.now

    def sleep(self, seconds: float) -> None:
        assert seconds <= 60
        self.now += timedelta(seconds=seconds)
        if self.now >= self.ends:
            raise KeyboardInterrupt

    def repeat(self, once: Callable[[], None], every: timedelta = SIX_HOURS) -> None:
        Repeating(every, clock=self.clock, sleep=self.sleep, say=self.said.append).run(once)


def test_it_is_done_at_once_and_then_every_so_often() -> None:
    day, times = Day(START + timedelta(hours=13)), []
    day.repeat(lambda: times.append(day.now))
    assert times == [START, START + SIX_HOURS, START + 2 * SIX_HOURS]
    assert day.said[-1] == "Stopped."
    assert day.said[0].endswith("in 6 h; Ctrl-C stops.")


def test_the_time_it_takes_does_not_put_off_the_next() -> None:
    day, times = Day(START + timedelta(hours=7)), []

    def long() -> None:
        times.append(day.now)
        day.now += timedelta(hours=1, minutes=1)

    day.repeat(long)
    assert times == [START, START + SIX_HOURS]
    assert "in 4 h 59 min" in day.said[0]


def test_what_takes_longer_than_the_interval_is_done_again_at_once() -> None:
    day, times = Day(START + timedelta(minutes=21)), []

    def long() -> None:
        times.append(day.now)
        day.now += timedelta(minutes=7)
        if len(times) == 3:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        day.repeat(long, every=timedelta(minutes=5))
    assert [time - START for time in times] == [timedelta(minutes=m) for m in (0, 7, 14)]
    assert "in less than a minute" in day.said[0]


@pytest.mark.parametrize("error", [StoreOwned("a store is written"), OSError("no route")])
def test_a_time_that_fails_is_said_and_the_next_is_tried(error: Exception) -> None:
    day, times = Day(START + timedelta(hours=7)), []

    def failing() -> None:
        times.append(day.now)
        raise error

    day.repeat(failing)
    assert len(times) == 2
    assert day.said[0] == f"This time it failed: {error}"


def test_what_is_asked_for_wrongly_is_not_tried_again() -> None:
    day = Day(START + timedelta(hours=7))

    def wrong() -> None:
        raise InvalidInput("no such collection")

    with pytest.raises(InvalidInput):
        day.repeat(wrong)


def test_a_clock_that_is_set_back_does_not_put_it_off() -> None:
    day = Day(START + timedelta(hours=7))
    slept: list[float] = []

    def once() -> None:
        if slept:
            raise KeyboardInterrupt

    def sleep(seconds: float) -> None:
        slept.append(seconds)
        day.now += timedelta(seconds=seconds) if len(slept) != 10 else -timedelta(days=2)

    with pytest.raises(KeyboardInterrupt):
        Repeating(SIX_HOURS, clock=day.clock, sleep=sleep, say=day.said.append).run(once)
    assert sum(slept) == SIX_HOURS.total_seconds()


def test_a_machine_that_slept_through_it_does_it_on_waking() -> None:
    day = Day(START + timedelta(days=9))
    slept: list[float] = []

    def once() -> None:
        if slept:
            raise KeyboardInterrupt

    def sleep(seconds: float) -> None:
        slept.append(seconds)
        day.now += timedelta(hours=8)

    with pytest.raises(KeyboardInterrupt):
        Repeating(SIX_HOURS, clock=day.clock, sleep=sleep, say=day.said.append).run(once)
    assert slept == [60]
