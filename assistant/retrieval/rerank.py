"""Candidates in a better order, by how they were found and what their source is."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, fields, replace

from assistant.answers import Passage
from assistant.questions import Query
from assistant.retrieval.profiles import Profile, Profiles
from assistant.retrieval.words import terms

ONE_JOB = 2.5
"""How far a posting is put back, in score, when the question is not about single jobs.

A posting is evidence for its own job alone; of a market, a report of the same merit says more.
"""

_ASKS_FOR_JOBS = re.compile(
    r"\b(?:which|what|any|show|list|find)\b.{0,60}\b(?:jobs?|openings?|postings?|vacanc|positions?|roles?)"
    r"|\bwho\s+is\s+hiring\b|\b(?:openings?|vacanc(?:y|ies))\b",
    re.IGNORECASE,
)
_ASKS_FOR_THE_NEWEST = re.compile(
    r"\b(?:latest|newest|most\s+recent(?:ly)?|current(?:ly)?|recent(?:ly)?|today|now)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Signals:
    """What is known of a candidate before it is ranked, each from 0 to 1.

    `profile` is the share of the question that the source's own description covers, `title` the
    share of its title that the question names, `recency` the age of the source where the question
    asks for the newest.
    """

    dense: float
    lexical: float
    profile: float
    title: float
    recency: float


@dataclass(frozen=True, slots=True)
class Weights:
    """What each signal counts for; fitted by `evals.benchmarks.fit`, kept in rerank.json."""

    dense: float
    lexical: float
    profile: float
    title: float
    recency: float

    def score(self, signals: Signals) -> float:
        return sum(float(getattr(self, name) * getattr(signals, name)) for name in SIGNALS)


SIGNALS = tuple(field.name for field in fields(Signals))


def reranked(
    query: Query, candidates: Sequence[Passage], *, profiles: Profiles, weights: Weights
) -> list[Passage]:
    """Reorder candidates by the weighted sum of their signals, best first; none is dropped."""
    about_jobs = _ASKS_FOR_JOBS.search(query.text) is not None
    asked = frozenset(terms(query.text))
    scored = (
        replace(
            passage,
            score=weights.score(found) - (0 if about_jobs else _setback(asked, passage)),
        )
        for passage, found in zip(candidates, signals(query, candidates, profiles), strict=True)
    )
    return sorted(scored, key=lambda passage: (-passage.score, passage.chunk.chunk_id))


def signals(query: Query, candidates: Sequence[Passage], profiles: Profiles) -> list[Signals]:
    """The signals of each candidate, in their order."""
    asked = frozenset(terms(query.text))
    newest = _ASKS_FOR_THE_NEWEST.search(query.text) is not None
    best = max((passage.lexical for passage in candidates), default=0.0) or 1.0
    floor = min((passage.dense for passage in candidates if passage.dense), default=0.0)
    titles: dict[str, frozenset[str]] = {}
    described: dict[tuple[str, str], tuple[float, float]] = {}
    rows = []
    for passage in candidates:
        source_id, title = passage.source.source_id, passage.chunk.title
        words = titles.setdefault(title, frozenset(terms(title)))
        if (source_id, title) not in described:
            profile = profiles.by_source.get(source_id)
            described[source_id, title] = _described(asked, words, profile, profiles)
        covered, named = described[source_id, title]
        rows.append(
            Signals(
                dense=passage.dense or floor,
                lexical=passage.lexical / best,
                profile=covered,
                title=named,
                recency=profiles.recency(source_id) if newest else 0.0,
            )
        )
    return rows


def _setback(asked: frozenset[str], passage: Passage) -> float:
    """ONE_JOB for a posting, unless its employer is named."""
    if passage.chunk.kind != "posting":
        return 0.0
    employer = passage.chunk.title.rpartition(" — ")[2]
    return ONE_JOB if asked.isdisjoint(terms(employer)) else 0.0


def _described(
    asked: frozenset[str], title: frozenset[str], profile: Profile | None, profiles: Profiles
) -> tuple[float, float]:
    words = title | (profile.words if profile else frozenset())
    naming = title | (profile.naming if profile and profile.source.kind != "posting" else title)
    return profiles.coverage(asked, words), profiles.coverage(naming, asked)
