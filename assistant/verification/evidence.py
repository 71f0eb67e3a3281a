"""What claims are held against, and what a check finds there."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from corpus.documents import Span

Stance = Literal["agrees", "differs", "lacks"]
Check = Literal[
    "figure", "date", "name", "role", "negation", "quantifier", "comparison", "table", "meaning"
]


@dataclass(frozen=True, slots=True)
class Evidence:
    """A passage that claims are held against: its citation number, its text, whose it is.

    Numbers are those that a text cites; of several passages no two have the same. What is computed
    from postings, not quoted from a source, says so.
    """

    number: int
    text: str
    title: str = ""
    publisher: str | None = None
    published: date | None = None
    is_computed: bool = False


@dataclass(frozen=True, slots=True)
class Finding:
    """What one check finds of a part of a claim.

    `agrees`: the evidence says it; `differs`: it says otherwise; `lacks`: it says nothing of it.
    `part` is the claim's own words; `reason` is a sentence for a person, and empty where the
    evidence agrees word for word; `span` is what it rests on in the text that was looked at.
    """

    check: Check
    stance: Stance
    part: str
    reason: str = ""
    span: Span | None = None
