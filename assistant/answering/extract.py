"""The sentences that answer a query, chosen from its passages and quoted whole."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, fields
from itertools import islice

import numpy as np

from assistant.answering.kinds import answers_in_kind
from assistant.answering.sentences import Sentence, sentences_of
from assistant.answers import Passage
from assistant.questions import Query
from assistant.retrieval.words import terms
from corpus.protocols import Embedder

PASSAGES_READ = 4
SENTENCES_READ = 24
MOST_QUOTED = 4
REPEATS = 0.8  # of the shorter sentence's words: it says nothing the other does not


@dataclass(frozen=True, slots=True)
class Merits:
    """What speaks for quoting a sentence.

    `lag` is how far its cosine with the query is behind the best sentence's, `behind` how far its
    passage's score is behind the best passage's; both are zero or less.
    """

    similarity: float
    lag: float
    behind: float
    opens: float
    in_kind: float


MERITS = tuple(field.name for field in fields(Merits))


@dataclass(frozen=True, slots=True)
class Selection:
    """A logistic model of whether a sentence belongs in the answer; fitted, in selection.json."""

    intercept: float
    similarity: float
    lag: float
    behind: float
    opens: float
    in_kind: float

    def probability(self, merits: Merits) -> float:
        logit = self.intercept + sum(getattr(self, n) * getattr(merits, n) for n in MERITS)
        return 1 / (1 + math.exp(-logit))


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence with what speaks for it."""

    sentence: Sentence
    merits: Merits


@dataclass(frozen=True, slots=True)
class Extract:
    """Quotes for a query, best first, and the best cosine of any sentence that was read."""

    quotes: tuple[Sentence, ...]
    similarity: float


def candidates(query: Query, passages: Sequence[Passage], *, embedder: Embedder) -> list[Candidate]:
    """The sentences of the best passages, each read under its document's title."""
    read = list(
        islice((s for p in passages[:PASSAGES_READ] for s in sentences_of(p)), SENTENCES_READ)
    )
    if not read:
        return []
    vectors = embedder.embed([query.text, *(f"{s.passage.chunk.title}\n{s.text}" for s in read)])
    similarities = (vectors[1:] @ vectors[0]).tolist()
    best, top = max(similarities), passages[0].score
    return [
        Candidate(
            sentence,
            Merits(
                similarity=similarity,
                lag=similarity - best,
                behind=sentence.passage.score - top,
                opens=float(sentence.opens),
                in_kind=answers_in_kind(query.text, sentence.text),
            ),
        )
        for sentence, similarity in zip(read, similarities, strict=True)
    ]


def extract(
    query: Query, passages: Sequence[Passage], *, embedder: Embedder, selection: Selection
) -> Extract:
    """Choose the sentences that answer a query; none when the passages hold none."""
    found = candidates(query, passages, embedder=embedder)
    if not found:
        return Extract((), 0.0)
    probabilities = [selection.probability(candidate.merits) for candidate in found]
    order = sorted(range(len(found)), key=lambda n: -probabilities[n])
    kept = _without_repeats([found[n].sentence for n in order])
    likely = {id(found[n].sentence): probabilities[n] for n in order}
    size = best_size([likely[id(sentence)] for sentence in kept], sum(probabilities))
    return Extract(tuple(kept[:size]), max(c.merits.similarity for c in found))


def best_size(probabilities: Sequence[float], expected: float) -> int:
    """How many of the likeliest sentences to quote for the highest expected F1.

    `probabilities` fall; `expected` is how many sentences belong in all. Expected F1 is taken as
    2·E[true positives] / (quoted + E[belonging]), the usual ratio-of-expectations approximation.
    """
    best, size = 0.0, 1
    for quoted in range(1, min(MOST_QUOTED, len(probabilities)) + 1):
        score = 2 * float(np.sum(probabilities[:quoted])) / (quoted + expected)
        if score > best:
            best, size = score, quoted
    return size


def _without_repeats(ranked: Sequence[Sentence]) -> list[Sentence]:
    kept: list[Sentence] = []
    said: list[frozenset[str]] = []
    for sentence in ranked:
        words = frozenset(terms(sentence.text))
        if any(_overlap(words, other) >= REPEATS for other in said):
            continue
        said.append(words)
        kept.append(sentence)
    return kept


def _overlap(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / (min(len(one), len(other)) or 1)
