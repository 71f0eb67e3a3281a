"""An answer with no chat model: the passages' own sentences, or an abstention."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace

from assistant.analysis.figures import Figures
from assistant.analysis.unparsed import Unparsed
from assistant.answering.abstain import abstention, reason, searchable
from assistant.answering.citations import cited, retrieved
from assistant.answering.compose import claims, quoted_answer
from assistant.answering.computed import combined, refused
from assistant.answering.extract import Selection, quotes, read
from assistant.answering.sentences import Sentence
from assistant.answering.sufficiency import Sufficiency, evidence
from assistant.answers import Answer, Citation, Passage
from assistant.questions import Filters, Query, Question
from assistant.retrieval.profiles import Profiles
from corpus.documents import Document
from corpus.errors import UnknownSource
from corpus.protocols import Embedder, Records

NEAREST_SHOWN = 2


@dataclass(frozen=True, slots=True)
class ExtractiveAnswerer:
    """Quotes whole sentences, best source first, or says that the evidence does not suffice."""

    records: Records
    embedder: Embedder
    profiles: Callable[[Filters], Profiles]
    selection: Selection
    sufficiency: Sufficiency

    def write(
        self,
        question: Question,
        query: Query,
        passages: Sequence[Passage],
        figures: Figures | Unparsed | None = None,
    ) -> Iterator[Answer]:
        """The one answer there is."""
        yield self.answer(question, query, passages, figures)

    def answer(
        self,
        question: Question,
        query: Query,
        passages: Sequence[Passage],
        figures: Figures | Unparsed | None = None,
    ) -> Answer:
        """Answer from these passages, best first, and these figures, and from nothing else."""
        if figures is None:
            return self._quoted(question, query, passages)
        if isinstance(figures, Unparsed):
            # A posting quoted for a count looks like an answer, and is none.
            reports = [passage for passage in passages if passage.chunk.kind == "report"]
            quoted = self._quoted(question, query, reports)
            return refused(quoted, figures) if quoted.abstained else quoted
        reports = [p for p in passages if p.chunk.kind == "report" and not figures.is_own]
        answer = replace(
            self._quoted(question, query, reports), retrieved=tuple(map(retrieved, passages))
        )
        sources = tuple(self.records.sources(figures.source_ids).values())
        listed = documents(figures.listed, self.records)
        return combined(answer, figures, sources=sources, listed=tuple(listed.items()))

    def _quoted(self, question: Question, query: Query, passages: Sequence[Passage]) -> Answer:
        """The quotes that answer, or an abstention."""
        profiles = self.profiles(query.filters)
        found = read(query, passages, embedder=self.embedder)
        quoted = quotes(found, self.selection)
        weighed = evidence(query, passages, found, profiles=profiles)
        confidence = self.sufficiency.confidence(weighed) if quoted else 0.0
        answer = Answer(
            question=question.text,
            standalone_question=query.text,
            mode="extractive",
            text="",
            confidence=round(confidence, 4),
            retrieved=tuple(map(retrieved, passages)),
        )
        citations = self._cite(quoted)
        if not citations or confidence < self.sufficiency.threshold:
            nearest = self._cite(quoted[:NEAREST_SHOWN])
            sources = [profile.source for profile in profiles.by_source.values()]
            return self._abstained(answer, query, nearest, searchable(sources, query.filters))
        return replace(
            answer, text=quoted_answer(citations), citations=citations, claims=claims(citations)
        )

    def _abstained(
        self, answer: Answer, query: Query, nearest: tuple[Citation, ...], sources: int
    ) -> Answer:
        return replace(
            answer,
            abstained=True,
            abstention_reason=reason(answer.confidence, self.sufficiency.threshold, query, sources),
            text=abstention(query, nearest, sources),
            citations=nearest,
        )

    def _cite(self, quoted: Sequence[Sentence]) -> tuple[Citation, ...]:
        """Citations of the quotes that still stand: a source may have changed meanwhile."""
        held = documents((q.passage.chunk.document_id for q in quoted), self.records)
        order = list(held)
        standing = [
            quote
            for quote in quoted
            if (document := held.get(quote.passage.chunk.document_id)) is not None
            and quote.span.of(document.text) == quote.text
        ]
        grouped = sorted(standing, key=lambda q: order.index(q.passage.chunk.document_id))
        return tuple(
            cited(number, quote, held[quote.passage.chunk.document_id])
            for number, quote in enumerate(grouped, start=1)
        )


def documents(document_ids: Iterable[str], records: Records) -> dict[str, Document]:
    """The documents of these ids that are still there, each once."""
    found = {}
    for document_id in dict.fromkeys(document_ids):
        # A source removed since it was found has nothing to quote.
        with suppress(UnknownSource):
            found[document_id] = records.document(document_id)
    return found
