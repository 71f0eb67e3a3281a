"""Quantities that are one figure together: ranges, parts of a whole, and the two ends of a move."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import zip_longest

from assistant.verification.figure_words import DURATIONS, MOVING, SOFTENING, words_of_clause
from assistant.verification.quantities import Move, Quantity, scaled

# one in five; 3 out of 10; two of every three
# one in five; 3 out of 10; two of every three; one posting in a hundred
_ONE_IN = re.compile(r" (?:[A-Za-z-]+ ){0,3}(?:in|out of)(?: every)? $| of every $")
_RANGE = re.compile(
    r"\s?[-–—\u2011]\s?|\s(?:to|through)\s(?:about |around |nearly |over )?", re.IGNORECASE
)
_ENDS = re.compile(r"[.,;:)]|$")
_MILLION = 1_000_000
_NEARBY = 160
_MOVE_TO = re.compile(r" to (?:about |around |nearly |over )?")
_AND = re.compile(r"\sand\s", re.IGNORECASE)
_BETWEEN = re.compile(r"\bbetween (?:about |roughly |an estimated )?$", re.IGNORECASE)
_ENDINGS: Sequence[tuple[Move, re.Pattern[str]]] = (
    ("from", re.compile(r"\bfrom (?:about |around |nearly |over |just )?$", re.IGNORECASE)),
    (
        "to",
        re.compile(r"\b(?<!up )to (?:about |around |nearly |over |just |only )?$", re.IGNORECASE),
    ),
    (
        "by",
        re.compile(
            r"\bby (?:about |around |nearly |almost |over |more than |at least |up to )?$",
            re.IGNORECASE,
        ),
    ),
)


def with_shares(text: str, drafts: Sequence[Quantity]) -> list[Quantity]:
    """The figures with "one in five" as the one share that it is."""
    found: list[Quantity] = []
    for draft in drafts:
        share = _share(text, found[-1], draft) if found else None
        if share:
            found[-1] = share
        else:
            found.append(draft)
    return found


def _share(text: str, part: Quantity, whole: Quantity) -> Quantity | None:
    gap = text[part.end : whole.start]
    if not (_ONE_IN.fullmatch(gap) and _is_part(part, whole, gap)):
        return None
    share = 100 * part.low / whole.low
    ends = replace(part, low=share, high=share, end=whole.end)
    return replace(ends, unit="percent", step=2, worded=True)


def _is_part(part: Quantity, whole: Quantity, gap: str) -> bool:
    both_counts = part.unit == whole.unit == "count"
    if len(gap.split()) > 2 and not (part.worded and whole.worded):
        return False
    return both_counts and 0 < part.low < whole.low <= 1_000 and part.low <= 100


def joined(text: str, drafts: Sequence[Quantity]) -> list[Quantity]:
    """The figures with each two that bound a range as one."""
    found: list[Quantity] = []
    for draft in drafts:
        bounds = _range(text, found[-1], draft) if found else None
        if bounds:
            found[-1] = bounds
        else:
            found.append(draft)
    return found


def _range(text: str, one: Quantity, two: Quantity) -> Quantity | None:
    if not _is_joined(text, one, two) or one.low != one.high or two.low != two.high:
        return None
    one, two = _of_one_kind(one, two)
    if one.unit != two.unit or one.unit in ("ordinal", "times") or one.low >= two.low:
        return None
    ends = replace(two, start=one.start, low=one.low, step=min(one.step, two.step))
    return replace(ends, currency=one.currency or two.currency)


def _is_joined(text: str, one: Quantity, two: Quantity) -> bool:
    gap = text[one.end : two.start]
    before = text[max(0, one.start - 60) : one.start]
    if _BETWEEN.search(before):
        return bool(_AND.fullmatch(gap) or _RANGE.fullmatch(gap))
    return _RANGE.fullmatch(gap) is not None and not _is_change(before, gap)


def _is_change(before: str, gap: str) -> bool:
    """Whether "A to B" is a move, as in "rose from 12% to 15%"; "salaries from A to B" is none."""
    return " to " in gap.lower() and any(word in MOVING for word in words_of_clause(before))


def _of_one_kind(one: Quantity, two: Quantity) -> tuple[Quantity, Quantity]:
    """Two bounds of which each takes the scale or unit that is written on the other."""
    if one.scale == 1 != two.scale and one.low < min(1_000, two.low / two.scale):
        one = scaled(one, two.scale)
    if one.unit == "count" and two.unit != "count":
        size = _size(two)
        one = replace(scaled(one, size), unit=two.unit)
    elif one.unit == "money" and two.unit == "count":
        two = replace(two, unit="money", currency=one.currency)
    return one, two


def _size(draft: Quantity) -> float:
    """What a bare bound is multiplied by to be in the unit of the other: 1, or days."""
    if draft.unit != "duration":
        return 1.0
    return next((days for days in DURATIONS.values() if _is_whole(draft.step / days)), 1.0)


def _is_whole(steps: float) -> bool:
    nearest = 10.0 ** round(len(str(int(max(steps, 1)))) - 1)
    return abs(steps - nearest) < 1e-6 * nearest


def with_moves(text: str, drafts: Sequence[Quantity]) -> Iterator[Quantity]:
    """The figures with what each is of a change: how much, from where, or to where."""
    for draft in _in_one_unit(text, drafts):
        yield replace(draft, move=_move(text[max(0, draft.start - 80) : draft.start]))


def _in_one_unit(text: str, drafts: Sequence[Quantity]) -> Iterator[Quantity]:
    """The figures, of which a bare one takes the unit of its neighbour where that is told once."""
    money: Quantity | None = None
    for draft, after in zip_longest(drafts, drafts[1:]):
        if after and _begins_a_move(text, draft, after):
            bare, _ = _of_one_kind(draft, after)
            yield replace(bare, currency=after.currency)
        elif money and _is_as_much_money(text, money, draft):
            yield replace(draft, unit="money", currency=money.currency)
        else:
            yield draft
        money = draft if draft.unit == "money" and draft.scale >= _MILLION else money


def _begins_a_move(text: str, draft: Quantity, after: Quantity) -> bool:
    """Whether a bare number is where a change began: "from 13.1 to 14.8 billion"."""
    is_bare = draft.unit == "count" and draft.scale == 1 < after.scale
    if not is_bare or not _MOVE_TO.fullmatch(text[draft.end : after.start]):
        return False
    return _move(text[max(0, draft.start - 80) : draft.start]) is not None


def _is_as_much_money(text: str, before: Quantity, draft: Quantity) -> bool:
    """Whether a number is of the money before it: "23 million pesos; it asked for 28 million"."""
    is_bare = draft.unit == "count" and draft.scale == before.scale
    return (
        is_bare and draft.start - before.end < _NEARBY and _ENDS.match(text, draft.end) is not None
    )


def _move(before: str) -> Move | None:
    words = words_of_clause(before)
    if not any(word in MOVING for word in words):
        return None
    for move, ending in _ENDINGS:
        if ending.search(before):
            return move
    plain = [word for word in words if word not in SOFTENING]
    return "by" if plain and plain[-1] in MOVING else None
