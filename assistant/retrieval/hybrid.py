"""Passages for a query: proposed by meaning, by words and by source, then put in one order."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from assistant.answers import Passage
from assistant.questions import Filters, Query
from assistant.retrieval.duplicates import without_reposts
from assistant.retrieval.profiles import Profiles
from assistant.retrieval.rerank import Weights, reranked
from assistant.retrieval.words import terms
from corpus.documents import Hit
from corpus.protocols import ChunkStore, Embedder, LexicalIndex, Records, Vectors

MATCHING_SOURCES = 8
DISTINCT_SOURCES = 10


@dataclass(frozen=True, slots=True)
class HybridRetriever:
    """Dense and lexical candidates, and the best of each source a question seems to name.

    Each index proposes `candidates` chunks; the `passages` best are returned, then the best one
    of each further source until DISTINCT_SOURCES sources are seen.
    """

    records: Records
    dense: ChunkStore
    lexical: LexicalIndex
    embedder: Embedder
    profiles: Callable[[Filters], Profiles]
    weights: Weights
    candidates: int
    passages: int

    def retrieve(self, query: Query) -> Sequence[Passage]:
        """What is known about a query, best first; empty when nothing may be looked at."""
        profiles = self.profiles(query.filters)
        found = self.propose(query, profiles)
        ranked = without_reposts(reranked(query, found, profiles=profiles, weights=self.weights))
        return [*ranked[: self.passages], *_further_sources(ranked, self.passages)]

    def propose(self, query: Query, profiles: Profiles) -> list[Passage]:
        """Every candidate for a query with the scores of the indexes that proposed it."""
        vector = self.embedder.embed([query.text])[0]
        dense = _best(
            [
                *self.dense.search(vector, limit=self.candidates, filters=query.filters),
                *self._named(query, vector, profiles),
            ]
        )
        lexical = _best(
            self.lexical.search(query.text, limit=self.candidates, filters=query.filters)
        )
        return self._passages(dense, lexical)

    def _named(self, query: Query, vector: Vectors, profiles: Profiles) -> Iterable[Hit]:
        """The nearest chunks of each source whose profile covers most of the question."""
        if query.filters.source_ids:
            return
        for source_id in profiles.matching(terms(query.text), limit=MATCHING_SOURCES):
            within = replace(query.filters, source_ids=(source_id,))
            yield from self.dense.search(vector, limit=self.candidates // 10 or 1, filters=within)

    def _passages(self, dense: dict[str, float], lexical: dict[str, float]) -> list[Passage]:
        chunks = self.records.chunks([*dense, *(c for c in lexical if c not in dense)])
        sources = self.records.sources({chunk.source_id for chunk in chunks.values()})
        return [
            Passage(
                chunk,
                sources[chunk.source_id],
                score=0.0,
                dense=dense.get(chunk_id, 0.0),
                lexical=lexical.get(chunk_id, 0.0),
            )
            for chunk_id, chunk in chunks.items()
            if chunk.source_id in sources
        ]


def _best(hits: Iterable[Hit]) -> dict[str, float]:
    best: dict[str, float] = {}
    for hit in hits:
        best[hit.chunk_id] = max(hit.score, best.get(hit.chunk_id, hit.score))
    return best


def _further_sources(ranked: Sequence[Passage], kept: int) -> list[Passage]:
    """The best passage of each source that the kept ones leave out."""
    seen = {passage.source.source_id for passage in ranked[:kept]}
    further = []
    for passage in ranked[kept:]:
        if len(seen) >= DISTINCT_SOURCES:
            break
        if passage.source.source_id not in seen:
            seen.add(passage.source.source_id)
            further.append(passage)
    return further
