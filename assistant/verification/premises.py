"""The sentences of the evidence that a claim may rest on."""

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from assistant.retrieval.words import terms
from assistant.verification.claims import Statement, prose
from assistant.verification.evidence import Evidence
from assistant.verification.orders import is_order
from assistant.verification.tables import tables
from corpus.documents import Span
from corpus.sentences import sentences

CITED_FIRST = 0.15  # of a claim's words: how much less a cited sentence may share and go first
MOST_PREMISES = 3
MOST_GATHERED = 3
CLEARLY_MORE = 0.1  # of a claim's words that further sentences have to add
READ_TEXTS = 512


@dataclass(frozen=True, slots=True)
class Premise:
    """Sentences of a passage that may bear a claim: ``evidence.text[span]`` for each of `spans`.

    `text` is their prose, `lead` that of the first one. `covered` is the share of the claim's
    words, by rarity, that they hold; `is_cited` says that the claim cites their passage.
    """

    evidence: Evidence
    spans: tuple[Span, ...]
    text: str
    lead: str
    covered: float
    is_cited: bool

    @property
    def merit(self) -> float:
        """What a claim's words say for it: a cited passage is heard before another."""
        return self.covered + CITED_FIRST * self.is_cited

    @property
    def number(self) -> int:
        return self.evidence.number


@dataclass(frozen=True, slots=True)
class _Read:
    """One sentence of a passage, and its words."""

    span: Span
    text: str
    words: frozenset[str]


class Library:
    """Passages, read sentence by sentence, in which premises are looked up."""

    def __init__(self, evidence: Sequence[Evidence]) -> None:
        self._read = [(passage, read(passage.text)) for passage in evidence]
        counted = Counter(w for _, said in self._read for each in said for w in each.words)
        total = sum(len(said) for _, said in self._read)
        # Robertson and Spärck Jones's inverse document frequency, over sentences.
        self._rarity = {word: math.log(1 + total / n) for word, n in counted.items()}
        self._unmet = math.log(2 + total)

    def premises(self, said: Statement) -> tuple[Premise, ...]:
        """What may bear a statement, likeliest first; nothing that shares no word with it.

        Where sentences of one passage together hold clearly more of it than any of them, they are
        a premise too.
        """
        asked = frozenset(terms(f"{said.context} {said.text}"))
        found = [premise for premise in self._all(said, asked) if premise.covered]
        found.sort(key=lambda each: -each.merit)
        found = found[:MOST_PREMISES]
        return (*self._gathered(asked, found[:1]), *found)

    def _gathered(self, asked: frozenset[str], best: Sequence[Premise]) -> Iterator[Premise]:
        for premise in best:
            titled = frozenset(terms(premise.evidence.title))
            sentences_read = read(premise.evidence.text)
            chosen = [each for each in sentences_read if each.span in premise.spans]
            while len(chosen) < MOST_GATHERED:
                unmet = asked - titled - frozenset().union(*(each.words for each in chosen))
                further = max(sentences_read, key=lambda each: self._weight(unmet & each.words))
                if not unmet & further.words:
                    break
                chosen.append(further)
            words = frozenset().union(titled, *(each.words for each in chosen))
            covered = self._weight(asked & words) / (self._weight(asked) or 1.0)
            if covered > premise.covered + CLEARLY_MORE:
                yield replace(
                    premise,
                    spans=tuple(each.span for each in chosen),
                    text=" ".join(each.text for each in sorted(chosen, key=lambda s: s.span)),
                    covered=covered,
                )

    def _all(self, said: Statement, asked: frozenset[str]) -> Iterator[Premise]:
        whole = self._weight(asked) or 1.0
        for passage, read_sentences in self._read:
            titled = frozenset(terms(passage.title))
            is_cited = passage.number in said.cited
            for each in read_sentences:
                shared = asked & (each.words | titled) if asked & each.words else frozenset()
                covered = self._weight(shared) / whole
                yield Premise(passage, (each.span,), each.text, each.text, covered, is_cited)

    def _weight(self, words: frozenset[str]) -> float:
        return sum(self._rarity.get(word, self._unmet) for word in words)


@lru_cache(maxsize=READ_TEXTS)
def read(text: str) -> tuple[_Read, ...]:
    """The sentences of a passage with their words; a table is no prose, and is read apart."""
    rows = [row.span for table in tables(text) for row in (table.header, *table.rows)]
    return tuple(
        _Read(span, said, frozenset(terms(said)))
        for span in sentences(text)
        if (said := prose(span.of(text)))
        and not is_order(said)
        and not any(row.start < span.end and span.start < row.end for row in rows)
    )
