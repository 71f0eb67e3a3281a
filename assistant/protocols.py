"""Every seam of the assistant on one page: what each step takes and what it returns."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from assistant.answers import Passage, Usage
from assistant.questions import Query, Question


class Rewriter(Protocol):
    """Makes a question stand alone."""

    def rewrite(self, question: Question) -> Query:
        """The question as one that stands alone, whatever was said before."""


class Retriever(Protocol):
    """Finds what is known about a query."""

    def retrieve(self, query: Query) -> Sequence[Passage]:
        """What is known about a query, best first; empty when nothing may be looked at."""


@dataclass(frozen=True, slots=True)
class Filled:
    """A form as a chat model filled it, unchecked, and what that took."""

    values: Mapping[str, Any]
    usage: Usage


class FormFiller(Protocol):
    """A chat model that fills forms."""

    @property
    def name(self) -> str:
        """What the model is called where its reading is told."""

    def fill(self, instructions: str, content: str, *, form: Mapping[str, Any]) -> Filled:
        """The form, a JSON schema with a title, filled from content. Raises ModelUnavailable."""


class ReplyWriter(Protocol):
    """A chat model that writes prose."""

    @property
    def name(self) -> str:
        """What the model is called where its reply is told."""

    def write(self, instructions: str, content: str, *, limit: int) -> Iterator[str | Usage]:
        """The reply in pieces as they come, of `limit` tokens at most, then what it took, last.

        A reply that is cut short, withheld or empty is none. Raises ModelUnavailable, before the
        first piece or after any.
        """
