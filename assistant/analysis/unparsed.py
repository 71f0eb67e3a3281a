"""A question about figures that no plan answers."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Unparsed:
    """Why no plan was made, the nearest questions that can be answered, and what to ask back."""

    reason: str
    nearest: tuple[str, ...] = ()
    clarify: str | None = None
