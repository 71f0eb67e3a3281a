"""What a person should know beside an answer: what differs, what is old."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from assistant.answering.conflicts import aged, disputed
from assistant.answers import Answer, Passage
from assistant.questions import Query
from corpus.protocols import Records


@dataclass(frozen=True, slots=True)
class Review:
    """Looks an answer over beside the passages it was not made from."""

    records: Records
    today: Callable[[], date]

    def review(self, answer: Answer, query: Query, passages: Sequence[Passage]) -> Answer:  # noqa: ARG002
        """The answer with conflicting figures shown and old ones called old."""
        return aged(disputed(answer, passages, self.records), today=self.today())
