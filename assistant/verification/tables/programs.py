"""What a claim may ask of a table, worked out: counts, extremes, comparisons, sums."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise
from math import isclose
from operator import eq, ge, gt, le, lt
from typing import Literal

from assistant.verification.tables.linking import Linked, Mention, Naming, is_word
from assistant.verification.tables.quantities import day
from assistant.verification.tables.reading import Column, Table
from assistant.verification.tables.words import Token, words
from corpus.documents import Span

Kind = Literal[
    "count",
    "tally",
    "extreme",
    "order",
    "compare",
    "threshold",
    "sum",
    "mean",
    "difference",
    "every",
    "only",
    "none",
]
MOST_CONDITIONS = 5
NEAR = 4


@dataclass(frozen=True, slots=True)
class Outcome:
    """One reading of a claim as a small program, and whether the table bears it out.

    `part` is the claim's words it is about, `reason` what the table says, `span` where.
    """

    kind: Kind
    truth: bool
    part: str
    reason: str
    span: Span


def outcomes(claim: Linked) -> tuple[Outcome, ...]:
    """What every program that fits the claim's words comes to."""
    found: list[Outcome] = []
    for program in PROGRAMS:
        found.extend(program(claim))
    return tuple(found)


def _outcome(claim: Linked, kind: Kind, truth: bool, about: tuple[int, int, str]) -> Outcome:
    start, end, reason = about
    span = Span(claim.table.header.span.start, claim.table.rows[-1].span.end)
    return Outcome(kind, truth, claim.part(start, end), reason, span)


def name_of(column: Column) -> str:
    """A column as a sentence names it."""
    return f"the column “{column.name}”" if column.name else "a column"


# --- conditions


def plain_rows(table: Table) -> frozenset[int]:
    """The rows that are not sums of the others."""
    return frozenset(n for n, row in enumerate(table.rows) if not row.total)


def conditions(claim: Linked, leaving: Iterable[int] = ()) -> list[Mention]:
    """The mentions that may pick rows out; those on the left-out tokens are not meant."""
    apart = set(leaving)
    found = [
        one for one in claim.mentions if apart.isdisjoint(range(one.start, one.end)) and one.weight
    ]
    return sorted(found, key=lambda one: one.start)[:MOST_CONDITIONS]


def picked(mentions: Sequence[Mention], table: Table) -> frozenset[int]:
    """The rows in which all of the mentions stand."""
    rows = plain_rows(table)
    for mention in mentions:
        rows &= mention.rows
    return rows


def _numbers(claim: Linked) -> Iterator[tuple[int, float]]:
    """Positions and values of figures and spelled-out numbers."""
    for at, token in enumerate(claim.tokens):
        if token.number is not None:
            yield at, token.number


def _columns_named(claim: Linked, *, kinds: Sequence[str] = ()) -> list[int]:
    """The columns that the claim names that have values, in its order."""
    found = [
        one.column
        for one in sorted(claim.namings, key=lambda one: (-one.share, one.start))
        if _has_values(claim.table.columns[one.column], kinds)
    ]
    return list(dict.fromkeys(found))


def _has_values(column: Column, kinds: Sequence[str] = ()) -> bool:
    return any(v is not None for v in column.values) and (not kinds or column.kind in kinds)


def denied(claim: Linked, at: int) -> bool:
    """Whether a “not” stands right before a word."""
    return any(is_word("negations", token) for token in claim.tokens[max(0, at - 3) : at])


# --- counts


def counts(claim: Linked) -> Iterator[Outcome]:
    """“4 players joined on a free transfer”: rows, or different values, that meet conditions."""
    for at, number in _numbers(claim):
        if number != int(number) or number > 400 or not _counts_things(claim, at):
            continue
        possible = _possible_counts(claim, at)
        if not possible:
            continue
        bound = _bound(claim, at)
        truth = any(bound(count, number) for count in possible)
        end = min(at + 3, len(claim.tokens))
        reason = f"Counting the rows gives {_listed(sorted(possible))}."
        kind: Kind = "count" if at in claim.counted else "tally"
        yield _outcome(claim, kind, truth, (at, end, reason))


def _listed(numbers: Sequence[int]) -> str:
    return " or ".join(str(number) for number in numbers)


def _counts_things(claim: Linked, at: int) -> bool:
    """Whether a number says, or may say, how many rows there are."""
    if at in claim.counted:
        return True
    value = any(
        one.start <= at < one.end and (one.end - one.start > 1 or _beside(claim, one))
        for one in claim.mentions
    )
    return not value and _stands_before_things(claim.tokens, at)


def _stands_before_things(read: Sequence[Token], at: int) -> bool:
    if at + 1 == len(read):
        return at > 1 and read[at - 1].word == "be" and read[at - 2].word in _COUNT_NOUNS
    follows = read[at + 1]
    if is_word("more", follows) or is_word("less", follows):
        return False
    thing = not follows.stop and follows.number is None
    return thing or is_word("counted", follows)


_COUNT_NOUNS = ("number", "total", "count", "amount")


def _beside(claim: Linked, mention: Mention) -> bool:
    """Whether the column that a figure stands in is named right before it."""
    return any(
        naming.end == mention.start and naming.column in mention.columns for naming in claim.namings
    )


def _may_pick(claim: Linked, mention: Mention) -> bool:
    """Whether a value may be a condition: words are, and figures whose column is named."""
    if not mention.numeric or mention.end - mention.start > 1:
        return True
    return any(one.column in mention.columns for one in claim.namings)


def _possible_counts(claim: Linked, at: int) -> set[int]:
    meant = [one for one in conditions(claim, (at,)) if _may_pick(claim, one)]
    table = claim.table
    within = limited(claim, at)
    if within is not None:
        return {len(picked(meant, table) & within)}
    if not meant:
        named = [one.column for one in claim.namings]
        found = {_different(table, column, plain_rows(table)) for column in named}
        return found | ({len(plain_rows(table))} if named else set())
    rows = picked(meant, table)
    found = {len(rows)} if rows else {max(len(one.rows) for one in meant)}
    after = [one for one in meant if one.start > at]
    if after and after != meant:
        found.add(len(picked(after, table)))
    if any(is_word("different", token) for token in claim.tokens):
        found |= {_different(table, one.column, rows) for one in claim.namings}
    return found


def limited(claim: Linked, leaving: int) -> frozenset[int] | None:
    """The rows that “more than 4 million viewers” allows; None where no limit is said."""
    for at, token in enumerate(claim.tokens):
        if at <= leaving or not token.bare or token.number is None:
            continue
        bound = _bound(claim, at)
        if bound is eq:
            continue
        for column in _columns_named(claim):
            held = claim.table.columns[column]
            limit = token.number
            if limit >= held.scale > 1.0:
                limit /= held.scale
            rows = plain_rows(claim.table)
            return frozenset(
                r for r in rows if (v := held.values[r]) is not None and bound(v, limit)
            )
    return None


def _different(table: Table, column: int, rows: Iterable[int]) -> int:
    return len({table.rows[row].cells[column].text.lower() for row in rows})


def _bound(claim: Linked, at: int) -> Callable[[float, float], bool]:
    """How a value must compare with the figure at a position: “at least”, “over”, or equal it."""
    before = tuple(token.word for token in claim.tokens[max(0, at - 3) : at])
    for length in (3, 2, 1):
        found = _BOUNDS.get(before[-length:])
        if found is not None:
            return found
    return eq


_BOUNDS: Mapping[tuple[str, ...], Callable[[float, float], bool]] = {
    ("at", "least"): ge,
    ("no", "less", "than"): ge,
    ("no", "fewer", "than"): ge,
    ("at", "most"): le,
    ("no", "more", "than"): le,
    ("up", "to"): le,
    ("more", "than"): gt,
    ("greater", "than"): gt,
    ("higher", "than"): gt,
    ("over",): gt,
    ("above",): gt,
    ("exceeding",): gt,
    ("surpass",): gt,
    ("exceed",): gt,
    ("less", "than"): lt,
    ("fewer", "than"): lt,
    ("lower", "than"): lt,
    ("under",): lt,
    ("below",): lt,
}


# --- extremes


def extremes(claim: Linked) -> Iterator[Outcome]:
    """“Texas has the highest median pay”: the row of an extreme value, or the value itself."""
    for at, token in enumerate(claim.tokens):
        downward = is_word("least", token)
        if not (downward or is_word("most", token)) or _is_name(claim, at):
            continue
        found = list(_extremes_at(claim, at, largest=not downward))
        if found:
            yield next((one for one in found if one.truth), found[0])


def _is_name(claim: Linked, at: int) -> bool:
    """Whether a word is part of “at least”, of a column's name or of a value."""
    return claim.covers(at) or (at > 0 and claim.tokens[at - 1].word == "at")


def _extremes_at(claim: Linked, at: int, *, largest: bool) -> Iterator[Outcome]:
    place = _ordinal_before(claim, at)
    clause = _clause(claim, at)
    meant = [one for one in conditions(claim) if one.start in clause]
    for column in _ranked_columns(claim, at):
        held_column = claim.table.columns[column]
        oldest = held_column.kind == "date" and claim.tokens[at].word == "oldest"
        for held in _held_fixed(meant, claim.table):
            rows = [row for row in picked(held, claim.table) if held_column.values[row] is not None]
            top = _top(rows, held_column.values, place, largest=largest and not oldest)
            others = [one for one in meant if one not in held]
            truth = _is_extreme(claim, column, others, top)
            if len(rows) > 1 and truth is not None:
                truth = truth != denied(claim, at)
                yield _outcome(claim, "extreme", truth, (at, at + 1, _extreme(claim, column, top)))


def _is_extreme(
    claim: Linked, column: int, others: Sequence[Mention], top: frozenset[int]
) -> bool | None:
    """Whether what is said of an extreme stands in its row; None where nothing is said."""
    if not top:
        return None
    value = claim.table.columns[column].values[min(top)]
    apart = [one for one in others if not (one.numeric and column in one.columns)]
    covered = {n for one in apart for n in range(one.start, one.end)}
    apart_from = covered | set(claim.counted)
    loose = [n for n, t in enumerate(claim.tokens) if t.bare and n not in apart_from]
    if not apart and not loose:
        return None
    scaled = (value or 0.0) * claim.table.columns[column].scale
    told = not loose or any(
        _bound(claim, n)(found, claim.tokens[n].number or 0.0)
        for n in loose
        for found in (value or 0.0, scaled)
    )
    return told and all(one.rows & top for one in apart)


def _clause(claim: Linked, at: int) -> range:
    """The part of a claim around a word, where “while” or “but” part it in two."""
    cuts = [n for n, token in enumerate(claim.tokens) if token.word in ("while", "but", "whereas")]
    start = max((n for n in cuts if n < at), default=0)
    end = min((n for n in cuts if n > at), default=len(claim.tokens))
    return range(start, end)


def _extreme(claim: Linked, column: int, top: frozenset[int]) -> str:
    row = claim.table.rows[min(top)]
    where = name_of(claim.table.columns[column])
    return f"In {where} that is {row.cells[column].text}, in the row “{row.cells[0].text}”."


def _ranked_columns(claim: Linked, at: int) -> list[int]:
    """The columns an extreme can be of: the one named nearest, or those of dates."""
    timed = is_word("timed", claim.tokens[at])
    kinds = ("date",) if timed else ()
    near = [
        one.column
        for one in sorted(claim.namings, key=lambda one: _distance(claim, one, at))
        if _has_values(claim.table.columns[one.column], kinds)
        and -NEAR <= one.start - at <= NEAR + 2
        and not _says_which(claim, one.column, one.end)
    ]
    dated = [n for n, column in enumerate(claim.table.columns) if timed and column.kind == "date"]
    return list(dict.fromkeys(near))[:1] or dated


def _distance(claim: Linked, naming: Naming, at: int) -> tuple[bool, bool, int]:
    """How far a column's name is from a word; names that follow are nearer, row numbers last."""
    values = claim.table.columns[naming.column].values
    steps = {None if a is None or b is None else b - a for a, b in pairwise(values)}
    return (steps == {1.0} and naming.start > at + 1, naming.start < at, abs(naming.start - at))


def _says_which(claim: Linked, column: int, end: int) -> bool:
    """Whether a column's name only introduces a value: the “game” of “game 80”."""
    return any(one.start == end and column in one.columns for one in claim.mentions)


def _ordinal_before(claim: Linked, at: int) -> int:
    before = [token.word for token in claim.tokens[max(0, at - 2) : at]]
    return max((words().ordinals.get(word, 1) for word in before), default=1)


def _held_fixed(meant: Sequence[Mention], table: Table) -> Iterator[list[Mention]]:
    """Conditions under which an extreme may be meant: none, or one that several rows meet."""
    yield []
    for one in meant:
        if 1 < len(one.rows) < len(table.rows):
            yield [one]


def _top(
    rows: Sequence[int], values: Sequence[float | None], place: int, *, largest: bool
) -> frozenset[int]:
    ranked = sorted({v for row in rows if (v := values[row]) is not None}, reverse=largest)
    if place > len(ranked):
        return frozenset()
    return frozenset(row for row in rows if values[row] == ranked[place - 1])


# --- first and last


def order(claim: Linked) -> Iterator[Outcome]:
    """“The first episode was written by …”: the first or last row, by date where there is one."""
    for at, token in enumerate(claim.tokens):
        if token.word not in ("first", "last", "final"):
            continue
        if claim.covers(at):
            continue
        rows = sorted(plain_rows(claim.table))
        meant = conditions(claim)
        if len(rows) < 2 or not meant:
            continue
        ends = {rows[0] if token.word == "first" else rows[-1], *_end_by_date(claim, token)}
        truth = any(all(end in one.rows for one in meant) for end in ends)
        truth = truth != denied(claim, at)
        row = claim.table.rows[min(ends)]
        reason = f"That is the row “{row.cells[0].text}”."
        yield _outcome(claim, "order", truth, (at, at + 1, reason))


def _end_by_date(claim: Linked, token: Token) -> frozenset[int]:
    dated = [column.values for column in claim.table.columns if column.kind == "date"]
    rows = sorted(plain_rows(claim.table))
    found = [_top(rows, values, 1, largest=token.word != "first") for values in dated]
    return frozenset().union(*found)


# --- comparisons


def comparisons(claim: Linked) -> Iterator[Outcome]:
    """“Texas pays more than Ohio”, “aired before March 2009”: two rows, or a row and a value."""
    for at, token in enumerate(claim.tokens):
        more = is_word("more", token)
        if not (more or is_word("less", token)):
            continue
        columns = _compared_columns(claim, at)
        between = list(_two_rows(claim, at, columns, more=more)) or list(
            _two_counts(claim, at, more=more)
        )
        found = between or list(_row_and_value(claim, at, columns, more=more))
        if found:
            yield next((one for one in found if one.truth), found[0])


def _compared_columns(claim: Linked, at: int) -> list[int]:
    word = claim.tokens[at].word
    timed = words().is_a("compared_in_time", word)
    named = _columns_named(claim)
    if named:
        return named
    return [
        number
        for number, column in enumerate(claim.table.columns)
        if column.kind == "date" and timed
    ]


def _two_rows(claim: Linked, at: int, columns: Sequence[int], *, more: bool) -> Iterator[Outcome]:
    than = _than(claim, at)
    single = [one for one in claim.mentions if len(one.rows) == 1]
    left = [one for one in single if one.end <= than]
    right = [one for one in single if one.start >= than and not one.numeric]
    if not left or not right:
        return
    one, other = min(left[-1].rows), min(right[0].rows)
    if one == other or not (left[-1].columns & right[0].columns):
        return
    for column in columns:
        values = claim.table.columns[column].values
        a, b = values[one], values[other]
        if a is None or b is None:
            continue
        cells = [claim.table.rows[row].cells[column].text for row in (one, other)]
        reason = f"In {name_of(claim.table.columns[column])} it is {cells[0]} against {cells[1]}."
        start, end = left[-1].start, right[0].end
        stated = _stated_difference(claim, at)
        if stated is None:
            yield _outcome(claim, "compare", (a > b) if more else (a < b), (start, end, reason))
        else:
            gap = (a - b) if more else (b - a)
            yield _outcome(claim, "difference", isclose(gap, stated), (start, end, reason))


def _two_counts(claim: Linked, at: int, *, more: bool) -> Iterator[Outcome]:
    """“more picks from Canada than the United States”: how many rows have each value."""
    than = _than(claim, at)
    right = [one for one in claim.mentions if one.start >= than and _is_value(claim, one)][:1]
    left = [
        one
        for one in claim.mentions
        if one.end <= than and _is_value(claim, one) and one.columns & right[0].columns
    ] if right and than > at else []  # fmt: skip
    if not left:
        return
    a, b = len(left[-1].rows), len(right[0].rows)
    gap = (a - b) if more else (b - a)
    stated = _stated_difference(claim, at)
    reason = f"Counting the rows gives {a} against {b}."
    about = (left[-1].start, right[0].end, reason)
    if stated is None:
        yield _outcome(claim, "compare", gap > 0, about)
    else:
        yield _outcome(claim, "difference", isclose(gap, stated), about)


def _is_value(claim: Linked, mention: Mention) -> bool:
    """Whether a mention is words or a year, not a count."""
    number = claim.tokens[mention.start].number
    return not mention.numeric or (number is not None and number >= 1400)


def _than(claim: Linked, at: int) -> int:
    found = [n for n in range(at, len(claim.tokens)) if claim.tokens[n].word == "than"]
    return found[0] if found else at


def _stated_difference(claim: Linked, at: int) -> float | None:
    """The 5 of “5 more than”, where it is no cell's."""
    token = claim.tokens[at - 1] if at else None
    return token.number if token is not None else None


_NEED_THAN = frozenset(
    ("more", "higher", "greater", "larger", "bigger", "longer", "later", "taller", "heavier",
     "newer", "richer", "less", "fewer", "lower", "smaller", "shorter", "earlier", "lighter",
     "cheaper", "older")
)  # fmt: skip


def _row_and_value(
    claim: Linked, at: int, columns: Sequence[int], *, more: bool
) -> Iterator[Outcome]:
    than = _than(claim, at)
    limit = _limit_after(claim, than)
    meant = [one for one in conditions(claim) if not than <= one.start <= than + NEAR]
    rows = picked(meant, claim.table)
    bare = than == at and claim.tokens[at].word in _NEED_THAN
    if limit is None or not meant or len(rows) != 1 or bare:
        return
    (row,) = rows
    dated = limit > 1400_00_00
    for column in columns:
        held = claim.table.columns[column]
        value = held.values[row]
        if value is None or (held.kind == "date") != dated:
            continue
        truth = _passes(value, limit / (1 if dated or limit < held.scale else held.scale), more)
        reason = f"In {name_of(held)} it is {claim.table.rows[row].cells[column].text}."
        yield _outcome(claim, "threshold", truth, (at, len(claim.tokens), reason))


def _passes(value: float, limit: float, more: bool) -> bool:
    if limit % 10000 == 0 and limit > 1400_00_00:
        value = value // 10000 * 10000
    return value > limit if more else value < limit


def _limit_after(claim: Linked, than: int) -> float | None:
    """The figure or the day that follows “than”, “before” or “after”."""
    following = claim.tokens[than + 1 : than + 1 + NEAR]
    if not following:
        return None
    for length in (4, 3, 2, 1):
        text = claim.claim[following[0].span.start : following[:length][-1].span.end]
        dated = day(text.replace(" , ", " "))
        if dated is not None and dated > 1400_00_00:
            return dated
    return next((token.number for token in following if token.number is not None), None)


# --- sums and means


def sums(claim: Linked) -> Iterator[Outcome]:
    """“a combined 1,204 postings”, “an average of 54”: the sum or mean of a column's rows."""
    for kind, name in (("sum", "sums"), ("mean", "means")):
        at = next((n for n, token in enumerate(claim.tokens) if is_word(name, token)), None)
        if at is None or any(one.start <= at < one.end for one in claim.namings):
            continue
        found = [one for n, number in _numbers(claim) for one in _totals(claim, (at, n), number)]
        of_kind = [one for one in found if one.kind == kind]
        if of_kind:
            yield next((one for one in of_kind if one.truth), of_kind[0])


def _totals(claim: Linked, places: tuple[int, int], number: float) -> Iterator[Outcome]:
    at, figure_at = places
    meant = [one for one in conditions(claim, (figure_at,)) if not one.numeric]
    choices = [picked([one], claim.table) for one in meant] + [picked(meant, claim.table)]
    joined = frozenset[int]().union(*(one.rows for one in meant)) & plain_rows(claim.table)
    for column in _columns_named(claim, kinds=("number", "money", "percent")):
        for rows in dict.fromkeys([*choices, joined]):
            values = [
                v for row in rows if (v := claim.table.columns[column].values[row]) is not None
            ]
            if len(values) < 2:
                continue
            total = sum(values)
            for kind, value in (("sum", total), ("mean", total / len(values))):
                near = abs(value - number) <= _fairly(claim.tokens[figure_at])
                reason = f"The {kind} of {name_of(claim.table.columns[column])} is {value:,.10g}."
                named: Kind = "sum" if kind == "sum" else "mean"
                yield _outcome(claim, named, near, (at, at + 1, reason))


def _fairly(token: Token) -> float:
    """Half a unit of the last digit that a figure is given to."""
    decimals = len(token.word.partition(".")[2].rstrip("kmbn "))
    return 0.5 * 10.0**-decimals + 1e-9


# --- all, only, none


def quantified(claim: Linked) -> Iterator[Outcome]:
    """“every”, “only” and “no”: whether the conditions hold in all rows, one or none."""
    meant = [one for one in claim.mentions if not claim.tokens[one.start].stop]
    for at, token in enumerate(claim.tokens):
        about = (at, min(at + 4, len(claim.tokens)), "")
        if not meant:
            return
        if claim.covers(at):
            continue
        if is_word("every", token):
            yield _outcome(claim, "every", _hold_everywhere(meant, claim.table), about)
        elif is_word("only", token) and not _numbered(claim, at):
            yield _outcome(claim, "only", _hold_once(claim, meant, at), about)
        elif is_word("negations", token) and len(meant) > 1:
            yield _outcome(claim, "none", not picked(meant, claim.table), about)


def _numbered(claim: Linked, at: int) -> bool:
    return any(token.number is not None for token in claim.tokens[at + 1 : at + 2])


def _hold_everywhere(meant: Sequence[Mention], table: Table) -> bool:
    rows = plain_rows(table)
    if any(one.rows >= rows for one in meant):
        return True
    return any(
        len(a.rows) > 1 and (a.rows <= b.rows or b.rows <= a.rows)
        for a, b in combinations(meant, 2)
        if not a.columns & b.columns
    )


def _hold_once(claim: Linked, meant: Sequence[Mention], at: int) -> bool:
    after = [one for one in meant if one.start > at] or list(meant)
    before = [one for one in meant if one.start <= at]
    rows = picked(after, claim.table)
    if not before:
        return len(rows) == 1
    return bool(rows) and rows <= picked(before, claim.table)


PROGRAMS: tuple[Callable[[Linked], Iterator[Outcome]], ...] = (
    counts, extremes, order, comparisons, sums, quantified,
)  # fmt: skip
