"""What the nine markets share: openings as they truly are, and questions with their true answers.

Nothing here comes from the product: figures are counted from the openings before they are exported.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from statistics import fmean, median
from typing import Any

Job = dict[str, Any]
Test = Callable[[Job], Any]
Figure = Callable[[Job], float | None]

ASKED = (
    'How many postings have {name} "{value}"?',
    "How many jobs have the {name} {value}?",
    "count of postings where {low_name} is {low_value}",
    "How many openings are there with {name} = {value}?",
    "number of jobs with {low_name} {low_value}",
    "How many of the positions list {value} as {name}?",
    "{name} {value}: how many vacancies?",
    "Of all the roles advertised, how many have {name} '{value}'?",
    "how many ads say {low_value} under {low_name}",
    "Tell me the number of postings whose {name} is {value}.",
)


@dataclass(frozen=True, slots=True)
class Ask:
    """One question in several phrasings; `also` are other fair readings of what is asked.

    An `answer` of None has none in the data. A list of pairs is a ranking or a course of time, a
    mapping compares.
    """

    kind: str
    phrasings: tuple[str, ...]
    answer: object = None
    n_support: int = 0
    tolerance: float | None = None
    also: tuple[object, ...] = ()


@dataclass(frozen=True, slots=True)
class Market:
    """One export: what it is called, its file, who may look at its misses, how it is made."""

    name: str
    file: str
    held_out: bool
    openings: Callable[[Random], list[Job]]
    exported: Callable[[list[Job], Random], list[Job]]
    questions: Callable[[list[Job]], "Asks"]
    columns: tuple[tuple[str, str, str], ...]
    """The truth's key, the export's column, and the column in words: asked for by their values."""
    semicolons: bool = False


@dataclass(frozen=True, slots=True)
class Asks:
    """Questions about these openings, each answered by counting."""

    jobs: Sequence[Job]
    made: list[Ask] = field(default_factory=list)

    def count(self, kind: str, test: Test, *phrasings: str, also: Sequence[Test] = ()) -> None:
        """How many openings pass."""
        others = tuple(self._number(other) for other in also)
        number = self._number(test)
        self.made.append(Ask(kind, phrasings, number, number, also=others))

    def share(self, test: Test, *phrasings: str, among: Test = bool) -> None:
        """Which part of those `among` pass."""
        base = [job for job in self.jobs if among(job)]
        passing = sum(bool(test(job)) for job in base)
        answer = round(passing / len(base), 4)
        self.made.append(Ask("share", phrasings, answer, passing, 0.005))

    def distinct(self, key: str, *phrasings: str, among: Test = bool) -> None:
        """How many different values there are."""
        some = [job for job in self.jobs if among(job) and job[key]]
        number = len({job[key] for job in some})
        self.made.append(Ask("distinct", phrasings, number, len(some)))

    def median(self, figure: Figure, *phrasings: str, among: Test = bool) -> None:
        """The median of what is stated."""
        some = self._figures(figure, among)
        self.made.append(Ask("median", phrasings, median(some), len(some), 0.01))

    def mean(self, figure: Figure, *phrasings: str, among: Test = bool) -> None:
        """The mean of what is stated."""
        some = self._figures(figure, among)
        self.made.append(Ask("mean", phrasings, round(fmean(some), 2), len(some), 0.01))

    def extent(self, low: Figure, high: Figure, *phrasings: str, among: Test = bool) -> None:
        """The lowest and the highest of what is stated."""
        some = self._figures(low, among)
        ends = [min(some), max(self._figures(high, among))]
        self.made.append(Ask("range", phrasings, ends, len(some), 0.01))

    def top(self, key: str, limit: int, *phrasings: str, among: Test = bool) -> None:
        """The commonest values; raises ValueError where a tie would leave it open."""
        counted = Counter(job[key] for job in self.jobs if among(job) and job[key])
        ranked = counted.most_common(limit + 1)
        if len({number for _, number in ranked}) < len(ranked):
            raise ValueError(f"{key!r} is tied: {ranked!r}")
        best = [list(pair) for pair in ranked[:limit]]
        number = sum(number for _, number in ranked[:limit])
        self.made.append(Ask("argmax" if limit == 1 else "top", phrasings, best, number))

    def course(self, period: Callable[[date], str], *phrasings: str, among: Test = bool) -> None:
        """How many were posted in each period, in order of time."""
        counted = Counter(period(job["posted"]) for job in self.jobs if among(job))
        pairs = [[when, number] for when, number in sorted(counted.items())]
        self.made.append(Ask("per period", phrasings, pairs, sum(counted.values())))

    def compare(self, sides: dict[str, Test], *phrasings: str) -> None:
        """How many pass each of several tests."""
        numbers = {label: self._number(test) for label, test in sides.items()}
        self.made.append(Ask("compare", phrasings, numbers, sum(numbers.values())))

    def compare_medians(self, figure: Figure, sides: dict[str, Test], *phrasings: str) -> None:
        """The median of what is stated, of those that pass each of several tests."""
        stated = {label: self._figures(figure, test) for label, test in sides.items()}
        answer = {label: median(some) for label, some in stated.items()}
        number = sum(map(len, stated.values()))
        self.made.append(Ask("compare", phrasings, answer, number, 0.01))

    def number(self, kind: str, answer: float, *phrasings: str) -> None:
        """A figure that is known otherwise than by counting openings."""
        self.made.append(Ask(kind, phrasings, answer, int(answer)))

    def unanswerable(self, *questions: str) -> None:
        """Questions, one a piece, that the export holds no answer to."""
        self.made.extend(Ask("unanswerable", (question,)) for question in questions)

    def by_columns(self, columns: Sequence[tuple[str, str, str]], random: Random) -> None:
        """Counts by values of the export's own columns, in wordings drawn by lot."""
        for key, column, words in columns:
            known = Counter(job[key] for job in self.jobs if isinstance(job[key], str) and job[key])
            for value, number in random.sample(known.most_common(6), min(2, len(known))):
                wordings = [ASKED[0], *random.sample(ASKED[1:], 2)]
                phrasings = tuple(_worded(wording, words, value) for wording in wordings)
                quoted = f'How many postings have {column} "{value}"?'
                self.made.append(Ask("column", (quoted, *phrasings), number, number))

    def _number(self, test: Test) -> int:
        return sum(bool(test(job)) for job in self.jobs)

    def _figures(self, figure: Figure, among: Test) -> list[float]:
        figures = [figure(job) for job in self.jobs if among(job)]
        return [stated for stated in figures if stated is not None]


def middle(currency: str, unit: str = "YEAR") -> Figure:
    """The middle of the pay stated in `currency` per `unit`."""
    return lambda job: _pay(job, currency, unit, lambda low, high: (low + high) / 2)


def lowest(currency: str, unit: str = "YEAR") -> Figure:
    """The lower bound of the pay stated in `currency` per `unit`."""
    return lambda job: _pay(job, currency, unit, lambda low, _: low)


def highest(currency: str, unit: str = "YEAR") -> Figure:
    """The upper bound of the pay stated in `currency` per `unit`."""
    return lambda job: _pay(job, currency, unit, lambda _, high: high)


def above(figure: Figure, bound: float) -> Test:
    """Whether a figure is stated and is more than `bound`."""
    return lambda job: (figure(job) or 0) > bound


def having(key: str, value: str) -> Test:
    """Whether it states this value."""
    return lambda job: job[key] == value


def month(day: date) -> str:
    """``2026-03``."""
    return f"{day:%Y-%m}"


def quarter(day: date) -> str:
    """``2026-Q1``."""
    return f"{day.year}-Q{(day.month + 2) // 3}"


def year(day: date) -> str:
    """``2026``."""
    return str(day.year)


def some_day(random: Random, first: date, last: date) -> date:
    """A day from `first` to `last`, later ones a little likelier."""
    return first + timedelta(days=round((last - first).days * random.random() ** 0.8))


def weighted(random: Random, weights: Mapping[Any, float]) -> Any:  # noqa: ANN401 - of any kind
    """One of the keys, as likely as its weight."""
    return random.choices(list(weights), list(weights.values()))[0]


def _pay(job: Job, currency: str, unit: str, of: Callable[[float, float], float]) -> float | None:
    stated = job["pay"]
    if stated is None or stated[2:] != (currency, unit):
        return None
    return of(stated[0], stated[1])


def _worded(wording: str, name: str, value: str) -> str:
    return wording.format(name=name, value=value, low_name=name.lower(), low_value=value.lower())
