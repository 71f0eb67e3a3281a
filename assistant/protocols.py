"""Every seam of the assistant on one page: what each step takes and what it returns."""

from collections.abc import Sequence
from typing import Protocol

from assistant.answers import Passage
from assistant.questions import Query, Question


class Rewriter(Protocol):
    """Makes a question stand alone."""

    def rewrite(self, question: Question) -> Query:
        """The question as one that stands alone, whatever was said before."""


class Retriever(Protocol):
    """Finds what is known about a query."""

    def retrieve(self, query: Query) -> Sequence[Passage]:
        """What is known about a query, best first; empty when nothing may be looked at."""
