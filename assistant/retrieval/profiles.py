"""What each source says it is: its title, file name, publisher and opening, as words to match.

"Apple's net income in Q3 2023" names no passage, it names a filing: such words are filters in
disguise. They are compared with sources here, not with chunks, few of which repeat them.
"""

import heapq
import math
from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import PurePath

from assistant.retrieval.words import terms
from corpus.documents import Filters, Source
from corpus.protocols import Records

OPENING_LENGTH = 1500  # characters: a title page, or the first paragraphs


@dataclass(frozen=True, slots=True)
class Profile:
    """One source as words: what names it, and what it opens with besides."""

    source: Source
    naming: frozenset[str]
    words: frozenset[str]


@dataclass(frozen=True, slots=True)
class Profiles:
    """The sources of a knowledge base by what they say they are."""

    by_source: Mapping[str, Profile]
    holders: Mapping[str, frozenset[str]] = field(repr=False)
    days: tuple[date, ...] = field(repr=False)

    @classmethod
    def of(cls, sources: Iterable[Source], openings: Mapping[str, str]) -> "Profiles":
        """Profile sources; `openings` has the first OPENING_LENGTH characters of each."""
        by_source = {
            source.source_id: _profile(source, openings.get(source.source_id, ""))
            for source in sources
        }
        holders: dict[str, set[str]] = {}
        for source_id, profile in by_source.items():
            for term in profile.words:
                holders.setdefault(term, set()).add(source_id)
        days = {p.source.published for p in by_source.values() if p.source.published is not None}
        return cls(by_source, {t: frozenset(s) for t, s in holders.items()}, tuple(sorted(days)))

    def rarity(self, term: str) -> float:
        """Robertson and Sparck Jones' inverse document frequency over sources, never negative."""
        holding = len(self.holders.get(term, ()))
        return math.log(1 + (len(self.by_source) - holding + 0.5) / (holding + 0.5))

    def coverage(self, asked: Iterable[str], said: frozenset[str]) -> float:
        """The share of what is asked, by rarity, that is said: 0 to 1."""
        weights = {term: self.rarity(term) for term in asked}
        whole = sum(weights.values())
        return sum(w for term, w in weights.items() if term in said) / whole if whole else 0.0

    def matching(self, asked: Iterable[str], *, limit: int) -> tuple[str, ...]:
        """The sources whose profiles cover the most of what is asked, best first."""
        scores: dict[str, float] = {}
        for term in set(asked):
            rarity = self.rarity(term)
            for source_id in self.holders.get(term, ()):
                scores[source_id] = scores.get(source_id, 0.0) + rarity
        return tuple(heapq.nsmallest(limit, scores, key=lambda s: (-scores[s], s)))

    def recency(self, source_id: str) -> float:
        """Where its date stands among all dates: 1 is the newest, 0 the oldest or unknown."""
        profile = self.by_source.get(source_id)
        if profile is None or profile.source.published is None or len(self.days) < 2:
            return 0.0
        return bisect_left(self.days, profile.source.published) / (len(self.days) - 1)


class CachedProfiles:
    """The profiles of the sources as they stand, made anew only when the records have changed."""

    def __init__(self, records: Records) -> None:
        self._records = records
        self._made: dict[tuple[str, ...], tuple[int, Profiles]] = {}

    def __call__(self, filters: Filters) -> Profiles:
        """The profiles of the collections that the filters allow."""
        collections = tuple(sorted(filters.collections))
        revision = self._records.revision()
        made, profiles = self._made.get(collections, (-1, _NOTHING))
        if made == revision:
            return profiles
        profiles = Profiles.of(
            self._records.every_source(collections=collections),
            self._records.openings(OPENING_LENGTH, collections=collections),
        )
        self._made[collections] = (revision, profiles)
        return profiles


_NOTHING = Profiles.of((), {})


def _profile(source: Source, opening: str) -> Profile:
    named = " ".join(filter(None, (source.title, _stem_of(source), source.publisher)))
    naming = frozenset(terms(named))
    return Profile(source, naming, naming | frozenset(terms(opening)))


def _stem_of(source: Source) -> str:
    return PurePath(source.path).stem if source.path else source.url or ""
