"""What is asked: a question in its conversation, and the query it becomes."""

from dataclasses import dataclass, field
from typing import Literal

from corpus.documents import Filters

__all__ = ["Filters", "Query", "Question", "Turn"]


@dataclass(frozen=True, slots=True)
class Turn:
    """One thing said earlier in the conversation."""

    role: Literal["user", "assistant"]
    text: str


@dataclass(frozen=True, slots=True)
class Question:
    """What a person asked, what was said before, and what may be looked at."""

    text: str
    history: tuple[Turn, ...] = ()
    filters: Filters = field(default_factory=Filters)


@dataclass(frozen=True, slots=True)
class Query:
    """A question that stands alone, ready for retrieval.

    `earlier` are the questions it was put together from, oldest first, and `last` the one that was
    asked; a short one may be whole by itself unless it `leans` by its words. Where `text` asks the
    same by itself, there are no earlier ones. `tokens` are those that a chat model read and wrote
    to put the question so.
    """

    text: str
    filters: Filters = field(default_factory=Filters)
    earlier: tuple[str, ...] = ()
    last: str = ""
    leans: bool = False
    tokens: tuple[int, int] = (0, 0)
