"""What reads questions about one catalogue's postings."""

from collections.abc import Callable
from datetime import date
from typing import Protocol

from assistant.analysis.plan import Plan
from assistant.analysis.unparsed import Unparsed
from corpus.queries import AnyOf, Catalogue

Count = Callable[[tuple[AnyOf, ...]], int]
"""How many postings pass conditions."""


class Reader(Protocol):
    """Reads questions about one catalogue's postings."""

    def parse(self, question: str, *, today: date) -> Plan | Unparsed | None:
        """The plan a question comes to; None for one that asks for no figure of postings."""

    def follow(self, question: str, earlier: Plan, *, today: date) -> Plan | Unparsed | None:
        """The plan of a question that leans on an earlier one; None where it says nothing new."""


ReaderOf = Callable[[Catalogue, Count], Reader]
"""Makes the reader of a catalogue."""
