"""What a question about figures came to, ready to be written into an answer."""

from dataclasses import dataclass, field
from typing import Any, Literal

from assistant.answers import Tally, Usage


@dataclass(frozen=True, slots=True)
class Figures:
    """A computed answer: its sentence, its tally, and where it was computed from.

    `listed` are the documents of postings that were asked for themselves. `is_own` says that the
    question is of a kind, or speaks of fields, that no report answers.
    """

    kind: Literal["tally", "series"]
    sentence: str
    tally: Tally
    source_ids: tuple[str, ...]
    certainty: float = 1.0
    listed: tuple[str, ...] = ()
    is_own: bool = False
    chart: dict[str, Any] | None = None
    usage: Usage = field(default_factory=Usage)
    followups: tuple[str, ...] = field(default=())
