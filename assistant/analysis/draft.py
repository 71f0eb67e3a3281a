"""A question while it is being understood: what its words were found to mean so far."""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date

from assistant.analysis.lexicon import NEGATION
from assistant.analysis.names import Names
from assistant.analysis.sentence import Sentence
from assistant.analysis.unparsed import Unparsed
from corpus.postings import PayUnit
from corpus.queries import AnyOf, Measure

CONDITION = "condition"


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that name a condition: the tokens from `start` up to `end`."""

    start: int
    end: int
    conditions: tuple[AnyOf, ...]


@dataclass(slots=True)
class Draft:
    """What is known of a question so far; `count` tells how many postings pass conditions."""

    sentence: Sentence
    names: Names
    today: date
    count: Callable[[tuple[AnyOf, ...]], int]
    mentions: list[Mention] = field(default_factory=list)
    measure: Measure | None = None
    value: str = ""
    by: str = ""
    limit: int = 0
    ascending: bool = False
    is_ranking: bool = False
    is_listing: bool = False
    is_comparison: bool = False
    is_versus: bool = False
    is_newness: bool = False
    is_closing: bool = False
    is_guess: bool = False
    unit: PayUnit | None = None
    since: date | None = None
    until: date | None = None
    assumed: list[str] = field(default_factory=list)
    problem: Unparsed | None = None

    def found(self, pattern: re.Pattern[str]) -> Iterator[tuple[re.Match[str], int, int]]:
        """Each match in the words not yet understood, with the tokens it begins and ends in."""
        folded, begins = self.sentence.folded()
        for match in pattern.finditer(folded):
            first = bisect_right(begins, match.start()) - 1
            last = bisect_right(begins, max(match.end() - 1, match.start())) - 1
            yield match, first, last + 1

    def cue(self, pattern: re.Pattern[str], part: str = "cue") -> re.Match[str] | None:
        """The first match, its tokens marked; None where there is none."""
        for match, start, end in self.found(pattern):
            self.sentence.mark(start, end, part)
            return match
        return None

    def ends(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """The first match, its first and last tokens marked and none between."""
        for match, start, end in self.found(pattern):
            self.sentence.mark(start, min(start + 2, end), "cue")
            self.sentence.mark(end - 1, end, "cue")
            return match
        return None

    def mention(self, start: int, end: int, *conditions: AnyOf) -> None:
        """Note that some tokens name conditions that all have to hold."""
        self.mentions.append(Mention(start, end, conditions))
        self.sentence.mark(start, end, CONDITION)

    def is_negated(self, place: int) -> bool:
        """Whether the words before a token deny what it says."""
        return NEGATION.search(self.sentence.phrase(max(0, place - 5), place)) is not None

    def refuse(self, problem: Unparsed) -> None:
        """Note why this cannot be computed; the first reason stands."""
        self.problem = self.problem or problem
