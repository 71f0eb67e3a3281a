"""What chat models may use in a month: a call that could pass it is not made.

Every call is a row of a small SQLite file: reserved at the most it can take before it is made,
settled at what it took once that is known. A reservation that nobody settled, because the process
died, the reply was left or the service fell silent, stays counted: it may have been charged.
"""

import logging
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from math import ceil, inf
from pathlib import Path
from typing import Protocol

from assistant.answers import Usage
from assistant.models.failures import Failure
from corpus.errors import InvalidSettings, ModelUnavailable

MILLION = 1_000_000
OTHER_VOCABULARY = 1.25  # a model's own tokens may be this many times the ones counted here
MESSAGES_TOKENS = 50  # what a service adds around the words
LOCK_S = 10.0

_TABLE = """
CREATE TABLE IF NOT EXISTS calls (
    id INTEGER PRIMARY KEY,
    month TEXT NOT NULL,
    model TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('reserved', 'settled')),
    prompt_tokens INTEGER NOT NULL,
    completion_tokens INTEGER NOT NULL,
    cost REAL NOT NULL
)
"""
_INDEX = "CREATE INDEX IF NOT EXISTS calls_by_month ON calls (month)"
_USED = """
SELECT count(*), coalesce(sum(prompt_tokens + completion_tokens), 0), coalesce(sum(cost), 0),
    coalesce(sum(state = 'reserved'), 0)
FROM calls WHERE month = ?
"""
_RESERVE = """
INSERT INTO calls (month, model, state, prompt_tokens, completion_tokens, cost)
VALUES (?, ?, 'reserved', ?, ?, ?)
"""
_SETTLE = """
UPDATE calls SET state = 'settled', prompt_tokens = ?, completion_tokens = ?, cost = ? WHERE id = ?
"""

logger = logging.getLogger(__name__)


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


@dataclass(frozen=True, slots=True)
class Allowance:
    """The most a month may take, in tokens, in money, or both.

    Money is in the person's own currency, at prices for a million tokens. Raises InvalidSettings
    for a limit in money without the prices to reckon it by.
    """

    tokens: float = inf
    cost: float = inf
    input_cost: float = 0.0
    output_cost: float = 0.0

    def __post_init__(self) -> None:
        if self.cost < inf and not (self.input_cost > 0 and self.output_cost > 0):
            raise InvalidSettings(
                "INSIGHT_CHAT_MONTHLY_COST needs the prices of a million tokens; set "
                "INSIGHT_CHAT_INPUT_COST and INSIGHT_CHAT_OUTPUT_COST"
            )

    def price(self, prompt_tokens: int, completion_tokens: int) -> float:
        """What a call of so many tokens costs."""
        whole = prompt_tokens * self.input_cost + completion_tokens * self.output_cost
        return whole / MILLION


@dataclass(frozen=True, slots=True)
class Used:
    """What a month's calls took, or may have: `unsettled` of them are counted at their most."""

    calls: int
    tokens: int
    cost: float
    unsettled: int


class Budget:
    """Reserves calls of one model out of a month that all processes share.

    `now` tells the month, with its offset. Safe to share between threads.
    """

    def __init__(
        self, path: Path, allowance: Allowance, *, model: str, now: Callable[[], datetime]
    ) -> None:
        self._path = path
        self._allowance = allowance
        self._model = model
        self._now = now

    def reserve(self, prompt_tokens: int, completion_tokens: int) -> Reservation:
        """Room for a call that takes this at most. Raises ModelUnavailable when there is none."""
        today = self._now().date()
        prompt_tokens = ceil(prompt_tokens * OTHER_VOCABULARY) + MESSAGES_TOKENS
        cost = self._allowance.price(prompt_tokens, completion_tokens)
        try:
            with _writing(self._path) as ledger:
                used = _used(ledger, month_of(today))
                self._check(used, prompt_tokens + completion_tokens, cost, today)
                row = (month_of(today), self._model, prompt_tokens, completion_tokens, cost)
                call = ledger.execute(_RESERVE, row).lastrowid
        except (sqlite3.Error, OSError) as error:
            raise ModelUnavailable(
                f"what the chat model takes cannot be written to {self._path.name} "
                f"({type(error).__name__}), so it is not asked; check the data folder"
            ) from error
        return _Reserved(self._path, self._allowance, call or 0)

    def used(self, month: str) -> Used:
        """What a month, as YYYY-MM, took so far. Raises ModelUnavailable."""
        if not self._path.exists():
            return Used(0, 0, 0.0, 0)
        try:
            with _writing(self._path) as ledger:
                return _used(ledger, month)
        except sqlite3.Error as error:
            raise ModelUnavailable(
                f"what the chat model took cannot be read from {self._path.name}; "
                "check the data folder"
            ) from error

    def _check(self, used: Used, tokens: int, cost: float, today: date) -> None:
        allowed = self._allowance
        if used.tokens + tokens > allowed.tokens:
            raise _passed(
                f"{used.tokens:,} of {allowed.tokens:,} tokens are used, a call may take "
                f"{tokens:,}",
                "INSIGHT_CHAT_MONTHLY_TOKENS",
                today,
            )
        if used.cost + cost > allowed.cost:
            raise _passed(
                f"{used.cost:,.2f} of {allowed.cost:,.2f} is spent, a call may cost {cost:,.4f}",
                "INSIGHT_CHAT_MONTHLY_COST",
                today,
            )


class _Reserved:
    """One call's row."""

    def __init__(self, path: Path, allowance: Allowance, call: int) -> None:
        self._path = path
        self._allowance = allowance
        self._call = call

    def settle(self, usage: Usage) -> None:
        took = (usage.prompt_tokens, usage.completion_tokens)
        try:
            with _writing(self._path) as ledger:
                ledger.execute(_SETTLE, (*took, self._allowance.price(*took), self._call))
        except (sqlite3.Error, OSError):
            # The answer is here and paid for; its reservation stays counted.
            logger.warning("a call could not be settled", extra={"call": self._call})


def month_of(day: date) -> str:
    """The month of a day, as YYYY-MM."""
    return f"{day:%Y-%m}"


def _passed(said: str, setting: str, today: date) -> ModelUnavailable:
    renews = date(today.year + today.month // 12, today.month % 12 + 1, 1)
    return ModelUnavailable(
        f"the month's budget for the chat model is used up: {said}; it renews on "
        f"{renews.isoformat()}, or raise {setting}"
    )


def _used(ledger: sqlite3.Connection, month: str) -> Used:
    calls, tokens, cost, unsettled = ledger.execute(_USED, (month,)).fetchone()
    return Used(calls, tokens, cost, unsettled)


@contextmanager
def _writing(path: Path) -> Iterator[sqlite3.Connection]:
    """The ledger, to this process alone until it is done; an error undoes all of it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with closing(sqlite3.connect(path, timeout=LOCK_S, isolation_level=None)) as ledger:
        ledger.execute("BEGIN IMMEDIATE")
        ledger.execute(_TABLE)
        ledger.execute(_INDEX)
        with ledger:  # commits, or rolls back
            yield ledger
