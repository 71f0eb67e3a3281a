"""What an ingest says while it works."""

from dataclasses import dataclass
from typing import Literal

Step = Literal["fetching", "unchanged", "failed", "embedded", "stored", "removed", "indexing"]


@dataclass(frozen=True, slots=True)
class Progress:
    """A step that is done, `fetching` alone begins: `stored` is said once it is safe on the disk.

    `settled` of `total` inputs have their outcome. `chunks` were embedded or stored in this step;
    `name` is the input it is about, empty where it is about several.
    """

    step: Step
    name: str
    settled: int
    total: int
    chunks: int = 0


def unheard(_: Progress) -> None:
    """Hear of progress and say nothing."""
