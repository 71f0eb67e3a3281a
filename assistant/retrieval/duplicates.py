"""Passages that say the same thing, told by their words."""

from collections.abc import Sequence

from assistant.answers import Passage
from assistant.retrieval.words import terms

SHINGLE = 4  # words
ALIKE = 0.85  # of their shingles in common; Broder's resemblance (SEQUENCES 1997)


def without_reposts(passages: Sequence[Passage]) -> list[Passage]:
    """Drop each posting's passage that a better one nearly repeats; reports are all kept.

    A report that repeats another is a second witness; a posting that does is the same job again.
    """
    kept: list[Passage] = []
    seen: list[frozenset[tuple[str, ...]]] = []
    for passage in passages:
        if passage.chunk.kind == "posting":
            shingles = _shingles(passage.chunk.text)
            if any(_resemblance(shingles, other) >= ALIKE for other in seen):
                continue
            seen.append(shingles)
        kept.append(passage)
    return kept


def _shingles(text: str) -> frozenset[tuple[str, ...]]:
    words = terms(text)
    return frozenset(tuple(words[i : i + SHINGLE]) for i in range(max(1, len(words) - SHINGLE + 1)))


def _resemblance(one: frozenset[tuple[str, ...]], other: frozenset[tuple[str, ...]]) -> float:
    return len(one & other) / len(one | other) if one | other else 0.0
