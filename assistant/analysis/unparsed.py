"""A question about figures that no plan answers."""

from dataclasses import dataclass, field

from assistant.answers import Usage


@dataclass(frozen=True, slots=True)
class Unparsed:
    """Why no plan was made, the nearest questions that can be answered, and what to ask back.

    `usage` is what a chat model took to find no plan either.
    """

    reason: str
    nearest: tuple[str, ...] = ()
    clarify: str | None = None
    usage: Usage = field(default_factory=Usage)
