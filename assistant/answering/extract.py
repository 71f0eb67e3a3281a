"""The sentences that answer a query, chosen from its passages and quoted whole."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields

import numpy as np

from assistant.answering.kinds import answers_in_kind
from assistant.answering.sentences import Sentence, sentences_of
from assistant.answers import Passage
from assistant.questions import Query
from assistant.retrieval.words import names_and_numbers, terms
from corpus.protocols import Embedder

PASSAGES_READ_WHOLE = 2
SENTENCES_SKIMMED = 3
PASSAGES_SKIMMED = 10  # only what shares the most words with the question is read of these
SENTENCES_READ = 14  # each costs about 8 ms on two cores the first time it is read
MOST_QUOTED = 3
WITNESS = 0.4  # how likely another source's sentence must be to be heard beside the first
REPEATS = 0.8  # of the shorter sentence's words: it says nothing the other does not


@dataclass(frozen=True, slots=True)
class Merits:
    """What speaks for quoting a sentence.

    `similarity` is its cosine with the query, read under its document's title; `lag` how far that
    is behind the best sentence's, `behind` how far its passage's score is behind the best one's:
    both are zero or less. `named` is the share of the query's names and numbers that it holds.
    """

    similarity: float
    lag: float
    behind: float
    opens: float
    in_kind: float
    named: float


MERITS = tuple(field.name for field in fields(Merits))


@dataclass(frozen=True, slots=True)
class Selection:
    """A logistic model of whether a sentence belongs in the answer; fitted, in selection.json.

    The weight of `named` is a choice: the questions it is fitted on are written without capitals.
    """

    intercept: float
    similarity: float
    lag: float
    behind: float
    opens: float
    in_kind: float
    named: float

    def probability(self, merits: Merits) -> float:
        logit = self.intercept + sum(getattr(self, n) * getattr(merits, n) for n in MERITS)
        return 1 / (1 + math.exp(-logit))


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence with what speaks for it."""

    sentence: Sentence
    merits: Merits


@dataclass(frozen=True, slots=True)
class Read:
    """Sentences of the best passages; `title` is the query's cosine with the first one's title."""

    candidates: tuple[Candidate, ...] = ()
    title: float = 0.0

    @property
    def similarity(self) -> float:
        """The best cosine of any sentence."""
        return max((found.merits.similarity for found in self.candidates), default=0.0)


def read(query: Query, passages: Sequence[Passage], *, embedder: Embedder) -> Read:
    """Weigh the sentences of the best passages; nothing when they hold none."""
    found = _to_be_read(query, passages)
    if not found:
        return Read()
    title = passages[0].chunk.title
    titled = (f"{s.passage.chunk.title}\n{s.meaning}" for s in found)
    vectors = embedder.embed([query.text, title, *titled])
    about, *similarities = (vectors[1:] @ vectors[0]).tolist()
    best, top = max(similarities), passages[0].score
    names = frozenset(names_and_numbers(query.text))
    candidates = (
        Candidate(
            sentence,
            Merits(
                similarity=similarity,
                lag=similarity - best,
                behind=sentence.passage.score - top,
                opens=float(sentence.opens),
                in_kind=answers_in_kind(query.text, sentence.meaning),
                named=_share(names, sentence),
            ),
        )
        for sentence, similarity in zip(found, similarities, strict=True)
    )
    return Read(tuple(candidates), about)


def quotes(read: Read, selection: Selection) -> tuple[Sentence, ...]:
    """The sentences that answer best, likeliest first; none only where none was read."""
    likely = {c.sentence: selection.probability(c.merits) for c in read.candidates}
    kept = _without_repeats(sorted(likely, key=lambda sentence: -likely[sentence]))
    size = best_size([likely[sentence] for sentence in kept], sum(likely.values()))
    return (*kept[:size], *_second_witness(kept, size, likely))


def _second_witness(
    kept: Sequence[Sentence], size: int, likely: Mapping[Sentence, float]
) -> list[Sentence]:
    """Another source's likeliest sentence, where one source alone would be quoted."""
    heard = {sentence.passage.source.source_id for sentence in kept[:size]}
    others = (s for s in kept[size:] if s.passage.source.source_id not in heard)
    second = next(others, None) if len(heard) == 1 else None
    return [second] if second is not None and likely[second] >= WITNESS else []


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


def _to_be_read(query: Query, passages: Sequence[Passage]) -> list[Sentence]:
    """The sentences of the best passages, and those of further ones that share words with it."""
    asked = frozenset(terms(query.text))
    names = frozenset(names_and_numbers(query.text))
    whole = [s for p in passages[:PASSAGES_READ_WHOLE] for s in sentences_of(p)]
    skimmed = [
        sentence
        for passage in passages[PASSAGES_READ_WHOLE:PASSAGES_SKIMMED]
        for sentence in sentences_of(passage)
        if not asked.isdisjoint(terms(sentence.meaning))
    ]
    skimmed.sort(key=lambda s: (-_share(names, s), -len(asked.intersection(terms(s.meaning)))))
    kept = whole[: SENTENCES_READ - min(len(skimmed), SENTENCES_SKIMMED)]
    return [*kept, *skimmed[: SENTENCES_READ - len(kept)]]


def _share(wanted: frozenset[str], sentence: Sentence) -> float:
    return len(wanted.intersection(terms(sentence.meaning))) / (len(wanted) or 1)


def _without_repeats(ranked: Sequence[Sentence]) -> list[Sentence]:
    """Sentences in their order but those that repeat a better one; another figure is no repeat."""
    kept: list[Sentence] = []
    said: list[tuple[frozenset[str], frozenset[str]]] = []
    for sentence in ranked:
        words = frozenset(terms(sentence.meaning))
        figures = frozenset(word for word in words if any(c.isdigit() for c in word))
        if any(figures <= theirs and _overlap(words, others) >= REPEATS for others, theirs in said):
            continue
        said.append((words, figures))
        kept.append(sentence)
    return kept


def _overlap(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / (min(len(one), len(other)) or 1)
