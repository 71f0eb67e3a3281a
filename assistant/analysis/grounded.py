"""A chat model's reading as a plan, if all of it stands in the question or in the catalogue.

A field and a value have to be the catalogue's, a number, a word and a time the question's; what is
computed from them, and every word that a person reads, is made here.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import date

from assistant.analysis.form import Clause, Reading, Side
from assistant.analysis.names import Names, label_of, singular_phrase
from assistant.analysis.plan import Plan
from assistant.analysis.reader import Count
from assistant.analysis.sentence import fold
from corpus.normalise import pay, windows
from corpus.queries import COLUMN, FIELDS, AnyOf, Catalogue, Condition, Group, PostingQuery

PERIODS = frozenset({"week", "month", "quarter", "year"})
PAY = frozenset({"pay", "pay_minimum", "pay_maximum"})
DAYS = frozenset({"posted", "closes", "first_seen", "last_seen"})
STATISTICS = frozenset({"median", "mean", "quantiles", "range"})
USUAL_LIMITS = frozenset({0, 1, 10})
"""Rows that a question need not name."""

MOST_ROWS = 100
MOST_TESTS = 16
MOST_VALUES = 12
MOST_SIDES = 8
FEWEST_DATED = 3
LEAST_BARE_AMOUNT = 10_000
"""A number without a sign of money from which on it is taken for money."""

_WORDED: Mapping[str, int] = {
    "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "twelve": 12, "fifteen": 15, "twenty": 20, "thirty": 30, "fifty": 50,
}  # fmt: skip
_SIGN = r"(?:(?-i:[A-Z]{1,3}\s?)?[$£€₹¥]\s?)?"
_REST = (
    r"(?:\s?(?:[kKmM]\b|thousand\b|million\b|lakhs?\b|grand\b))?\+?"
    r"(?:\s?(?:USD|EUR|GBP|CAD|AUD|CHF|INR|dollars?|euros?|pounds?)\b)?"
    r"(?:\s?(?:/|per|an?)\s?(?:hour|hr|day|week|month|year|annum|yr)\b)?"
)


class UngroundedError(ValueError):
    """A reading says what neither the question nor the catalogue does."""


class Grounding:
    """What readings of one question are held against; `count` tells how many pass conditions."""

    def __init__(
        self,
        question: str,
        catalogue: Catalogue,
        *,
        today: date,
        count: Count,
    ) -> None:
        self._question = " ".join(question.split())
        self._words = frozenset(f" {fold(question)} ".split())
        self._catalogue = catalogue
        self._names = Names(catalogue)
        self._today = today
        self._count = count

    def plan(self, reading: Reading) -> Plan:
        """The plan of a reading that asks for figures or postings. Raises UngroundedError."""
        _bounded(reading)
        since, until = self._time(reading.time)
        self._dated(reading, since, until)
        where = self._all(reading.where)
        query = PostingQuery(
            measure=reading.measure,
            value=self._value(reading),
            where=() if reading.groups else where,
            share=self._all(reading.share),
            by=self._by(reading),
            groups=tuple(self._group(side, where) for side in reading.groups),
            limit=self._limit(reading),
            ascending=reading.ascending,
            currency=self._currency(reading.currency),
            unit=reading.unit or "YEAR",
            since=since,
            until=until,
        )
        is_listing = reading.kind == "postings"
        is_plain = query.measure == "count" and not (query.by or query.groups)
        _require(is_plain or not is_listing, "postings are listed as they are")
        return Plan(_sound(query), is_listing=is_listing)

    def _time(self, said: str) -> tuple[date | None, date | None]:
        """The one time that the question names, which the reading has to have seen."""
        named = windows.find(self._question, today=self._today)
        _require(bool(named) == bool(said), "it takes another time than the question names")
        _require(len(named) < 2, "the question names several times")
        if not named:
            return None, None
        words = named[0].span.of(self._question)
        _require(fold(words) in fold(said) or fold(said) in fold(words), "it takes another time")
        return named[0].start, named[0].end

    def _dated(self, reading: Reading, since: date | None, until: date | None) -> None:
        known = self._catalogue
        if not (since or until or reading.by in PERIODS):
            return
        _require(known.dated >= FEWEST_DATED, "the postings do not say when they were posted")
        first, last = known.first_posted, known.last_posted
        if first and last:
            is_covered = (since or first) <= last and (until or last) >= first
            _require(is_covered, "no posting is of that time")

    def _all(self, tests: Sequence[Sequence[Clause]]) -> tuple[AnyOf, ...]:
        _require(all(tests), "it has an empty test")
        return tuple(tuple(map(self._condition, any_of)) for any_of in tests)

    def _condition(self, test: Clause) -> Condition:
        self._known(test.field)
        if test.field == "open":
            return _open(test)
        if test.operator == "stated":
            _require(not test.values, "a field is stated or not, with no values")
            said = f"{'no ' if test.negated else ''}{self._label(test.field)} stated"
            return Condition(test.field, "stated", negated=test.negated, said=said)
        _require(bool(test.values), "it tests for no value")
        if test.operator == "is":
            return self._is(test)
        return self._contains(test) if test.operator == "contains" else self._compared(test)

    def _is(self, test: Clause) -> Condition:
        dimension = self._names.dimensions.get(test.field)
        held = {fold(value): value for value, _ in dimension.values} if dimension else {}
        if test.field == "region":
            held |= self._regions(held)
        _require({fold(value) for value in test.values} <= held.keys(), "no posting has that value")
        values = tuple(dict.fromkeys(held[fold(value)] for value in test.values))
        is_truth = bool(self._names.truth(test.field))
        _require(
            is_truth or all(map(self._is_named_if_number, values)), "the question names no such"
        )
        told = " or ".join(f"“{value}”" for value in values)
        said = f"{self._label(test.field)} {told}"
        return Condition(test.field, "is", values, test.negated, said)

    def _regions(self, held: Mapping[str, str]) -> dict[str, str]:
        """The regions with each country before them too: "US-TX"."""
        dimension = self._names.dimensions.get("country")
        countries = [value for value, _ in dimension.values] if dimension else []
        return {
            fold(f"{country}-{region}"): f"{country}-{region}"
            for country in countries
            for region in held.values()
        }

    def _is_named_if_number(self, value: str) -> bool:
        return not re.fullmatch(r"[\d.,% +-]+", value) or fold(value) in self._words

    def _contains(self, test: Clause) -> Condition:
        _require(test.field in {"title", "text"}, "only titles and texts contain words")
        _require(all(map(self._is_said, test.values)), "the question has no such words")
        forms = (form for said in test.values for form in (said, singular_phrase(fold(said))))
        told = " or ".join(f"“{value}”" for value in test.values)
        where = "in the title" if test.field == "title" else "in the title or text"
        condition = Condition(test.field, "contains", tuple(dict.fromkeys(forms)))
        _require(self._count(((condition,),)) > 0, "no posting has these words")
        return Condition(test.field, "contains", condition.values, test.negated, f"{told} {where}")

    def _is_said(self, words: str) -> bool:
        asked = f" {fold(self._question)} "
        return bool(fold(words)) and (
            f" {fold(words)} " in asked or f" {singular_phrase(fold(words))} " in asked
        )

    def _compared(self, test: Clause) -> Condition:
        _require(len(test.values) == 1, "a number is compared with one other")
        words = self._number_words(test.values[0])
        said = f"{self._label(test.field)} {test.operator.replace('_', ' ')} {words}"
        if test.field not in PAY:
            _require(self._is_figures(test.field), "the field has no figures")
            number = _number(test.values[0])
            return Condition(test.field, test.operator, (number,), test.negated, said)
        amount = pay.amount(words)
        _require(amount is not None, "the question names no such sum")
        number, currency, unit = amount or (0.0, None, None)
        is_money = bool(currency or unit) or number >= LEAST_BARE_AMOUNT
        _require(is_money, "the question does not say that this is money")
        return Condition(
            test.field, test.operator, (number,), test.negated, said, currency or "", unit or "YEAR"
        )

    def _number_words(self, quote: str) -> str:
        """The question's words for a number, with the sign, scale and period around it."""
        bare = quote.strip()
        _require(any(map(str.isdigit, bare)), "it compares with no number")
        pattern = rf"(?<![\w.,]){_SIGN}{re.escape(bare)}(?!\d|[.,]\d|%){_REST}(?!\w)"
        found = re.search(pattern, self._question, re.IGNORECASE)
        _require(found is not None, "the question names no such number")
        return found[0].strip() if found else ""

    def _value(self, reading: Reading) -> str:
        name = reading.value
        if reading.measure in STATISTICS:
            _require(self._is_figures(name), "there are no figures of that")
            return name
        if reading.measure == "distinct":
            self._known(name)
            return name
        return ""

    def _by(self, reading: Reading) -> str:
        if reading.by in PERIODS or not reading.by:
            return reading.by
        self._known(reading.by)
        is_kind = not self._is_figures(reading.by) and reading.by not in DAYS | {"text", "open"}
        _require(is_kind, "the field tells no kinds of postings apart")
        return reading.by

    def _limit(self, reading: Reading) -> int:
        if reading.by in PERIODS or not reading.by:
            return 0
        named = {int(word) for word in self._words if word.isdecimal()}
        named |= {number for word, number in _WORDED.items() if word in self._words}
        _require(reading.limit in named | USUAL_LIMITS, "the question names no such number of rows")
        _require(reading.limit <= MOST_ROWS, "it asks for too many rows")
        return reading.limit

    def _currency(self, said: str) -> str:
        if not said:
            return ""
        dimension = self._names.dimensions.get("currency")
        known = dict(dimension.values) if dimension else {}
        _require(said in known, "no posting states that currency")
        return said

    def _group(self, side: Side, shared: tuple[AnyOf, ...]) -> Group:
        own = self._all(side.where)
        _require(bool(own), "a side of a comparison is empty")
        first = own[0][0]
        label = str(first.values[0]) if first.operator in {"is", "contains"} else first.said
        return Group(f"not {label}" if first.negated else label, (*own, *shared))

    def _known(self, name: str) -> None:
        _require(name == "text" or name in self._names.dimensions, "there is no such field")

    def _is_figures(self, name: str) -> bool:
        dimension = self._names.dimensions.get(name)
        if dimension is None:
            return False
        if not name.startswith(COLUMN):
            return name in PAY or name == "days_open"
        return dimension.numeric and not self._names.truth(name)

    def _label(self, name: str) -> str:
        dimension = self._names.dimensions.get(name)
        return label_of(dimension) if dimension else FIELDS[name]


def _open(test: Clause) -> Condition:
    said = [fold(value) for value in test.values]
    _require(test.operator == "is" and said in (["true"], ["yes"]), "it is open, or it is not")
    return Condition("open", "is", (True,), test.negated, "still open")


def _sound(query: PostingQuery) -> PostingQuery:
    """A query whose parts go together."""
    is_share = query.measure == "share"
    _require(is_share or not query.share, "only a share has a part")
    _require(not is_share or bool(query.share or query.by), "a share is of no part")
    _require(len(query.groups) != 1, "one side is no comparison")
    _require(not (query.groups and (query.by or query.share)), "a comparison is by its sides")
    return query


def _bounded(reading: Reading) -> None:
    tests = [
        test
        for where in (reading.where, reading.share, *(side.where for side in reading.groups))
        for any_of in where
        for test in any_of
    ]
    _require(len(tests) <= MOST_TESTS, "it has too many tests")
    _require(all(len(test.values) <= MOST_VALUES for test in tests), "it has too many values")
    _require(len(reading.groups) <= MOST_SIDES, "it compares too many sides")


def _number(quote: str) -> float:
    bare = quote.strip().replace(",", "")
    _require(re.fullmatch(r"\d+(?:\.\d+)?", bare) is not None, "it compares with no number")
    return float(bare)


def _require(holds: bool, otherwise: str) -> None:
    if not holds:
        raise UngroundedError(otherwise)
