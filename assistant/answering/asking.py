"""A question asked back, where what was asked cannot be told from what there is to choose."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from assistant.analysis.figures import Figures
from assistant.analysis.unparsed import Unparsed
from assistant.answering.chain import Answerer
from assistant.answering.citations import retrieved
from assistant.answering.clarify import Clarification, clarification
from assistant.answering.markdown import escaped
from assistant.answers import Answer, Draft, Passage
from assistant.questions import Filters, Query, Question
from assistant.retrieval.rewriting.pointing import points_back
from corpus.queries import Catalogue


class Catalogued(Protocol):
    """Knows what postings there are to choose from."""

    def catalogue(self, filters: Filters) -> Catalogue:
        """What there is to ask about within the filters."""


@dataclass(frozen=True, slots=True)
class AskingBack:
    """An answerer that asks one short question first where it would have to guess."""

    answerer: Answerer
    postings: Catalogued

    def write(
        self,
        question: Question,
        query: Query,
        passages: Sequence[Passage],
        figures: Figures | Unparsed | None = None,
    ) -> Iterator[Draft | Answer]:
        """The question back, or what the answerer writes."""
        # "What does it pay?" has a figure over everything, which is not what was asked.
        if not isinstance(figures, Figures) or points_back(query.text):
            asked = clarification(query, passages, self.postings.catalogue(query.filters))
            if asked:
                yield _asked(question, query, passages, asked)
                return
        yield from self.answerer.write(question, query, passages, figures)


def _asked(
    question: Question, query: Query, passages: Sequence[Passage], back: Clarification
) -> Answer:
    return Answer(
        question=question.text,
        standalone_question=query.text,
        mode="extractive",
        text=escaped(back.text),
        confidence=0.0,
        needs_clarification=back.text,
        retrieved=tuple(map(retrieved, passages)),
    )
