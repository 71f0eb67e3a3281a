"""What a person should know beside an answer: what differs, what is old, what to ask next."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from assistant.answering.conflicts import aged, disputed
from assistant.answering.suggestions import Suggestions
from assistant.answers import Answer, Passage, Usage
from assistant.questions import Query
from corpus.protocols import Records


@dataclass(frozen=True, slots=True)
class Review:
    """Looks an answer over beside the passages it was not made from.

    `model` is the chat model's name, if there is one: its tokens for the question are counted too.
    """

    records: Records
    suggestions: Suggestions
    today: Callable[[], date]
    model: str | None = None

    def review(self, answer: Answer, query: Query, passages: Sequence[Passage]) -> Answer:
        """The answer with conflicting figures shown, old ones called old, and what to ask next."""
        answer = aged(disputed(answer, passages, self.records), today=self.today())
        if not answer.needs_clarification:
            followups = answer.followups or self.suggestions.of(answer, query, passages)
            answer = replace(answer, followups=followups)
        return replace(answer, usage=self._usage(answer.usage, query))

    def _usage(self, usage: Usage, query: Query) -> Usage:
        read, wrote = query.tokens
        if not read + wrote:
            return usage
        return Usage(usage.prompt_tokens + read, usage.completion_tokens + wrote, self.model)
