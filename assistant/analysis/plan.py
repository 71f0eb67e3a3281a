"""A question about postings, understood."""

from dataclasses import dataclass, field

from assistant.answers import Usage
from corpus.queries import PostingQuery


@dataclass(frozen=True, slots=True)
class Plan:
    """The query a question comes to, and what understanding it took for granted.

    `is_listing` says that the postings themselves were asked for. `assumed` are sentences for a
    person. `certainty` is 1 where every word was accounted for as written. `usage` is what a chat
    model took to read it.
    """

    query: PostingQuery
    is_listing: bool = False
    assumed: tuple[str, ...] = ()
    certainty: float = 1.0
    usage: Usage = field(default_factory=Usage)
