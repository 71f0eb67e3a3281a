"""Conversations as they are saved: whose they are, what was asked, and the answers as given."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from assistant.questions import Turn

TITLE_LIMIT = 60
"""Characters of a title that is made from a question."""


@dataclass(frozen=True, slots=True)
class Conversation:
    """One saved conversation; `questions` is how many were asked in it.

    `owner` is who it belongs to, and empty on a machine that one person uses.
    """

    conversation_id: str
    title: str
    started: datetime
    changed: datetime
    collections: tuple[str, ...] = ()
    questions: int = 0
    owner: str = ""


@dataclass(frozen=True, slots=True)
class Exchange:
    """One question as it was asked, and its answer in the public contract, as it was given."""

    question: str
    answer: Mapping[str, Any]
    asked: datetime


def turns(exchanges: tuple[Exchange, ...]) -> tuple[Turn, ...]:
    """What was said, as the next question takes it."""
    return tuple(
        turn
        for exchange in exchanges
        for turn in (
            Turn("user", exchange.question),
            Turn("assistant", str(exchange.answer.get("answer", ""))),
        )
    )


def title_of(question: str) -> str:
    """A question as a title: on one line, shortened between words.

    >>> title_of("What is the pay?")
    'What is the pay?'
    """
    words = " ".join(question.split())
    if len(words) <= TITLE_LIMIT:
        return words
    start = words[:TITLE_LIMIT]
    return f"{start.rpartition(' ')[0] or start}…"
