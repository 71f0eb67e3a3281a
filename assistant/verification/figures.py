"""The quantities that an English text states: value, unit, exactness and what is counted."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import zip_longest
from typing import Literal

from assistant.retrieval.words import terms
from assistant.verification.figure_words import (
    ADDING,
    BREAK,
    FALLING,
    LINKS,
    MOVING,
    PLURALS,
    RISING,
    SINGULARS,
    STOPS,
    WORD,
    WORDS,
    any_of,
    words_of_clause,
)
from assistant.verification.measures import Measure, measure
from assistant.verification.quantities import Exactness, Move, Quantity, Unit, quantities
from assistant.verification.ranges import joined, with_moves, with_shares
from corpus.documents import Span

Period = Literal["HOUR", "SHIFT", "DAY", "WEEK", "MONTH", "QUARTER", "YEAR"]
LONGEST = 20_000
"""Characters of a text that are read; a passage is far shorter."""

_OF_WHOLE = re.compile(r" (?:out )?of (?:the |all )?")
_BEFORE: tuple[tuple[Exactness, re.Pattern[str]], ...] = tuple(
    (
        name,
        re.compile(
            rf"(?:(?<!\w)(?:{any_of(words)})(?: (?:the|a|an|only|just|another))?\s?)$",
            re.IGNORECASE,
        ),
    )
    for name, words in WORDS["before"].items()
)
_AFTER: tuple[tuple[Exactness, re.Pattern[str]], ...] = tuple(
    (name, re.compile(rf"\s?(?:{any_of(words)})(?!\w|\s?[\d$£€])", re.IGNORECASE))
    for name, words in WORDS["after"].items()
)
_NEGATED: Mapping[Exactness, Exactness] = {"over": "at most", "under": "at least"}
_NONE = re.compile(
    r"\s*(?:no (?!longer|fewer|less|more)[a-z]+|none|nobody|nothing|never) ", re.IGNORECASE
)
_NOT = re.compile(r"\b(?:no|not)\s$", re.IGNORECASE)
_PERIODS: Mapping[str, Period] = {
    "HOUR": "HOUR",
    "SHIFT": "SHIFT",
    "DAY": "DAY",
    "WEEK": "WEEK",
    "MONTH": "MONTH",
    "QUARTER": "QUARTER",
    "YEAR": "YEAR",
}
_PER_WORDS = "|".join(rf"(?P<{unit}>{any_of(words)})" for unit, words in WORDS["periods"].items())
# an hour; more for each month; gross a year; in each of the following three years
_PER = re.compile(
    r"[ -]?(?:(?:more|less|extra|gross|net|on average|before tax) )?"
    r"(?:/ ?|(?:(?:for|in|with) )?(?:per|a|an|each|every)[ -](?:of the (?:[a-z]+ ){0,2})?)"
    rf"(?:{_PER_WORDS})(?:(?<=year|onth|week|hour)s)?\b",
    re.IGNORECASE,
)
# 480 basic training places a year; and no "480 workers a year ago"
_NOUNS_PER = re.compile(
    r"(?: [a-z][a-z-]+){1,4}?(?= (?:per|an?|each|every) )(?! an? (?:year|month|week|day) "
    r"(?:ago|before|earlier|later|or|and))"
)
_ADVERBS = re.compile(
    "|".join(
        rf"(?P<{unit}>(?<!\w)(?:{any_of(words)})(?![\w]))"
        for unit, words in WORDS["adverbs"].items()
    ),
    re.IGNORECASE,
)
_PERIODS_NAMED = {
    period: re.compile(
        rf"\b(?:{any_of((*WORDS['periods'][period], *WORDS['adverbs'].get(period, ())))})(?!\w)",
        re.IGNORECASE,
    )
    for period in _PERIODS
}
# 710 more than; 5,000 people fewer than
_HOW_MUCH = re.compile(r" (?:[a-z-]+ ){0,2}?(?:more|higher|(?P<less>fewer|less|lower)) than\b")
_SENTENCE_END = re.compile(r"[.!?;](?=\s)|\n|[|•]")
_CLAUSE = re.compile(
    r"[,;:()\n|\u2014\u2022]|[.!?](?=\s|$)|\b(?:and|but|while|whereas|to|than|versus|vs|against|compared)\b",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?:19|20)\d\d")
_LABEL = re.compile(r"\b((?:19|20)\d\d): ?$")  # (2024: £592 million)
_SAYS_NO_SUBJECT = frozenset(terms(" ".join(WORDS["unspecific"])))


@dataclass(frozen=True, slots=True)
class Figure:
    """A quantity as a text states it.

    `low` and `high` are one number unless it is a range; a percentage is 12 for 12%, points of a
    percentage are 1.5 for 150 basis points, a duration is in days and an ordinal is its rank.
    `step` is the unit of the last digit written that is not a closing nought. `of` are the stems
    of what is counted, its noun last; `near` those of the clause it stands in,
    and its years. `measure` is the physical unit right after it; `sentence` counts the
    sentences of the text up to it.
    """

    text: str
    span: Span
    low: float
    high: float
    unit: Unit
    step: float
    exactness: Exactness = "exact"
    currency: str | None = None
    period: Period | None = None
    move: Move | None = None
    falling: bool = False
    worded: bool = False
    of: tuple[str, ...] = ()
    near: frozenset[str] = frozenset()
    measure: Measure | None = None
    sentence: int = 0

    @property
    def is_range(self) -> bool:
        return self.low != self.high

    @property
    def head(self) -> str:
        """The noun that is counted, as its stem; empty where none is told."""
        return self.of[-1] if self.of else ""


@lru_cache(maxsize=512)
def figures(text: str) -> tuple[Figure, ...]:
    """Each quantity of a text in order; no dates, versions, markers, bullets or identifiers."""
    read = text[:LONGEST]
    drafts = list(with_moves(read, joined(read, with_shares(read, quantities(read)))))
    ends = [end.start() for end in _SENTENCE_END.finditer(read)]
    found = [
        replace(_figure(read, drafts, place), sentence=bisect_left(ends, draft.start))
        for place, draft in enumerate(drafts)
    ]
    return tuple(_of_the_whole(read, found))


@lru_cache(maxsize=512)
def periods(text: str) -> frozenset[Period]:
    """The units of time that a text names one of: "an hour", "annual", no "90 days"."""
    read = text[:LONGEST]
    return frozenset(_PERIODS[name] for name, words in _PERIODS_NAMED.items() if words.search(read))


def _of_the_whole(text: str, found: Sequence[Figure]) -> Iterator[Figure]:
    """The figures with each part told what its whole counts: 63 of "63 of 525 postings"."""
    for figure, following in zip_longest(found, found[1:]):
        gap = text[figure.span.end : following.span.start] if following else ""
        is_part = figure.unit == "count" and _OF_WHOLE.fullmatch(gap) is not None
        near = figure.near | following.near if following else figure.near
        yield replace(figure, of=following.of, near=near) if following and is_part else figure


def _figure(text: str, drafts: Sequence[Quantity], place: int) -> Figure:
    draft = drafts[place]
    left = drafts[place - 1].end if place else 0
    right = drafts[place + 1].start if place + 1 < len(drafts) else len(text)
    before = text[max(left, draft.start - 90) : draft.start]
    after = text[draft.end : min(right, draft.end + 90)]
    of = _counted(before, after, draft)
    way = _HOW_MUCH.match(after)
    return Figure(
        text[draft.start : draft.end],
        Span(draft.start, draft.end),
        draft.low,
        draft.high,
        draft.unit,
        draft.step,
        _exactness(before, after, draft),
        draft.currency,
        _period(before, after, draft),
        "by" if way and not draft.move else draft.move,
        _falls(before, draft) or bool(way and way["less"]),
        draft.worded,
        of,
        _near(text, draft, left=left, right=right),
        measure(after) if draft.unit == "count" else None,
    )


def _exactness(before: str, after: str, draft: Quantity) -> Exactness:
    if draft.exactness != "exact" or draft.unit == "ordinal":
        return draft.exactness
    said_after = next((name for name, words in _AFTER if words.match(after)), None)
    return said_after or _exactness_before(before, draft)


def _exactness_before(before: str, draft: Quantity) -> Exactness:
    """What the longest fitting words before a figure say of it."""
    found = [(match.start(), name) for name, words in _BEFORE if (match := words.search(before))]
    at, name = min(found, default=(0, "exact"))
    is_bound = draft.unit == "money" and draft.low == draft.high
    if before[at:].lower().startswith("from") and not is_bound:
        return "exact"
    if name == "at most" and _ends_in_a_move(before[:at]):
        return "exact"
    return _NEGATED.get(name, name) if found and _is_denied(before[:at]) else name


def _is_denied(before: str) -> bool:
    """Whether a bound is denied: "no more than", "no wage lay below"."""
    return bool(_NOT.search(before) or _NONE.match(BREAK.split(before)[-1]))


def _ends_in_a_move(before: str) -> bool:
    """Whether an "up to" after these words tells where a rise ended: "edged up to"."""
    words = words_of_clause(before)
    return bool(words) and words[-1] in MOVING | ADDING


def _falls(before: str, draft: Quantity) -> bool:
    moves = [word for word in words_of_clause(before) if word in RISING or word in FALLING]
    return draft.low < 0 or bool(moves and moves[-1] in FALLING)


def _period(before: str, after: str, draft: Quantity) -> Period | None:
    """The unit of time that an amount is for, said after it or, of pay, before it."""
    if draft.unit not in ("money", "count", "duration"):
        return None
    found = _PER.match(after) or _ADVERBS.match(after.lstrip(" -"))
    if not found and draft.unit == "count" and (nouns := _NOUNS_PER.match(after)):
        found = _PER.match(after, nouns.end())
    if not found and draft.unit == "money":
        head = BREAK.split(after, maxsplit=1)[0][:24]
        found = _ADVERBS.search(head) or _ADVERBS.search(BREAK.split(before)[-1])
    return _PERIODS[found.lastgroup or ""] if found else None


def _counted(before: str, after: str, draft: Quantity) -> tuple[str, ...]:
    """The stems of what a figure counts: the nouns after it, else those before it."""
    following = _nouns_after(after)
    if following and draft.unit not in ("money", "times", "points"):
        return following
    return _nouns_before(before) or following


def _nouns_after(after: str) -> tuple[str, ...]:
    """The nouns after a figure, up to its plural: "two men" of "two men walk"."""
    clause = BREAK.split(after, maxsplit=1)[0]
    words: list[str] = []
    for word in WORD.findall(clause)[:7]:
        ends = word.lower() in STOPS or (word.lower() == "of" and words)
        if ends or (words and _is_plural(words[-1]) and not _is_plural(word)):
            break
        words.append(word)
    return _subject(words)


def _is_plural(word: str) -> bool:
    name = word.lower()
    return name in PLURALS or (name.endswith("s") and not name.endswith(("ss", "us", "is", "'s")))


def _nouns_before(before: str) -> tuple[str, ...]:
    words = WORD.findall(BREAK.split(before)[-1])[-9:]
    while words and (words[-1].lower() in STOPS or words[-1].lower() in LINKS):
        words.pop()
    kept: list[str] = []
    for word in reversed(words):
        if word.lower() in STOPS or len(kept) == 4:
            break
        kept.insert(0, word)
    return _subject(kept)


def _subject(words: Sequence[str]) -> tuple[str, ...]:
    return tuple(term for term in _stems(" ".join(words)) if term not in _SAYS_NO_SUBJECT)


def _stems(words: str) -> Iterator[str]:
    return (SINGULARS.get(term, term) for term in terms(words))


def _near(text: str, draft: Quantity, *, left: int, right: int) -> frozenset[str]:
    """The stems of a figure's own clause: up to what parts it from its neighbours."""
    start, end = max(left, draft.start - 160), min(right, draft.end + 160)
    before = [m.end() for m in _divides(text, start, draft.start, other=left > 0)]
    after = [m.start() for m in _divides(text, draft.end, end, other=right < len(text))]
    start = before[-1] if before else start
    end = after[0] if after else end
    words = f"{text[start : draft.start]} {text[draft.end : end]}"
    if label := _LABEL.search(text, max(0, draft.start - 8), draft.start):
        words = f"{label[1]} {words}"
    told = (term for term in _stems(words) if not term.isdigit() or _YEAR.fullmatch(term))
    return frozenset(told) - _SAYS_NO_SUBJECT


def _divides(text: str, start: int, end: int, *, other: bool) -> list[re.Match[str]]:
    """What ends a clause there: a sentence's end, or where another figure has its own words."""
    if other:
        return list(_CLAUSE.finditer(text, start, end))
    return list(_SENTENCE_END.finditer(text, start, end))
