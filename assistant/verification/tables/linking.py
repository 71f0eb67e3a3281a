"""What a claim's words point at in a table: cells, columns, and words that the table has not."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise
from math import log

from rapidfuzz import fuzz, process

from assistant.verification.tables.glossary import translated
from assistant.verification.tables.quantities import is_month
from assistant.verification.tables.reading import Table
from assistant.verification.tables.words import Token, figure, tokens, words

ALIKE = 84.0  # of 100; a letter wrong in a name of six or more
SHORTEST_MISSPELT = 5
LONGEST_VALUE = 24
"""The most words of a claim that are read as one value."""

MOST_PLACES = 2000
"""How often a word may stand in a table before its later places are passed over."""

ABOUT = 0.05
"""How far from a value “about” may be, as a share of it."""

NEAR = 3
"""Words between a column's name and a value that it is said of."""

Place = tuple[int, int]
"""A cell: its row and its column."""


@dataclass(frozen=True, slots=True)
class Mention:
    """Words of a claim that stand in cells: from token `start` to before `end`.

    `anywhere` says how much of each cell the words are, from 0 to 1; `cells` are those of the
    column that the claim names beside them, or all where it names none that has them.
    """

    start: int
    end: int
    anywhere: Mapping[Place, float]
    cells: Mapping[Place, float]
    weight: float
    numeric: bool

    @property
    def rows(self) -> frozenset[int]:
        return frozenset(row for row, _ in self.cells)

    @property
    def columns(self) -> frozenset[int]:
        return frozenset(column for _, column in self.cells)


@dataclass(frozen=True, slots=True)
class Naming:
    """Words of a claim that name a column: from token `start` to before `end`."""

    start: int
    end: int
    column: int
    share: float


@dataclass(frozen=True, slots=True)
class Linked:
    """A claim as read against one table.

    `strange` are the positions of words that the table does not have, `counted` those of numbers
    that say how many.
    """

    claim: str
    tokens: tuple[Token, ...]
    mentions: tuple[Mention, ...]
    namings: tuple[Naming, ...]
    strange: tuple[int, ...]
    counted: tuple[int, ...]
    table: Table

    def covers(self, at: int) -> bool:
        """Whether a token is part of a value or of a column's name."""
        named = any(one.start <= at < one.end for one in self.namings)
        return named or any(one.start <= at < one.end for one in self.mentions)

    def part(self, start: int, end: int) -> str:
        """The claim's own words from one token to before another."""
        return self.claim[self.tokens[start].span.start : self.tokens[end - 1].span.end]


@dataclass(frozen=True, slots=True)
class Index:
    """Where each word stands in a table's cells and headers."""

    table: Table
    cells: Mapping[Place, tuple[Token, ...]]
    places: Mapping[str, tuple[tuple[Place, int], ...]]
    headers: tuple[tuple[Token, ...], ...]
    vocabulary: tuple[str, ...]


@lru_cache(maxsize=32)
def index(table: Table) -> Index:
    """An index of a table, kept for the claims that follow."""

    def read_as(text: str) -> tuple[Token, ...]:
        return translated(tokens(text)) if table.is_foreign else tokens(text)

    cells: dict[Place, tuple[Token, ...]] = {}
    places: dict[str, list[tuple[Place, int]]] = defaultdict(list)
    for number, row in enumerate(table.rows):
        for column, cell in enumerate(row.cells):
            read = read_as(cell.read)
            cells[number, column] = read
            for at, token in enumerate(read):
                for key in _keys(token, table.columns[column].scale):
                    places[key].append(((number, column), at))
    headers = tuple(read_as(column.name) for column in table.columns)
    vocabulary = {key for key in places if key.isalpha() and len(key) >= SHORTEST_MISSPELT}
    frozen = {key: tuple(found) for key, found in places.items()}
    return Index(table, cells, frozen, headers, tuple(sorted(vocabulary)))


def _keys(token: Token, scale: float) -> Iterable[str]:
    yield token.key
    if scale != 1.0 and token.number is not None:
        yield figure(token.number * scale)


def linked(claim: str, table: Table, *, title: str = "") -> Linked:
    """A claim's words tied to a table; words of the title are strange to nobody."""
    known = index(table)
    read = tuple(_corrected(token, known) for token in tokens(claim))
    spoken = {token.key for token in tokens(title)}
    namings = tuple(_namings(read, known))
    titled = _titled(read, tokens(title))
    linked_to = [
        one
        for one in _mentions(read, known, namings)
        if not titled.issuperset(range(one.start, one.end)) and not _only_names(one, namings)
    ]
    counted = tuple(_counted(read, linked_to, namings, len(table.rows)))
    mentions = tuple(one for one in linked_to if one.start not in counted)
    covered = titled | {
        at
        for start, end in (
            *((one.start, one.end) for one in mentions),
            *((one.start, one.end) for one in namings),
        )
        for at in range(start, end)
    }
    strange = tuple(
        at
        for at, token in enumerate(read)
        if at not in covered and at not in counted and not token.stop and token.key not in spoken
    )
    return Linked(claim, read, mentions, namings, strange, counted, table)


def _counted(
    read: Sequence[Token], mentions: Sequence[Mention], namings: Sequence[Naming], rows: int
) -> Iterable[int]:
    """The positions of numbers that say how many: “there are 4 players”, “5 of the postings”."""
    values = {at for one in mentions if one.end - one.start > 1 for at in range(one.start, one.end)}
    named = {one.start for one in mentions if _is_named(one, namings)}
    for at, token in enumerate(read[:-1]):
        if token.number is None or token.number > rows or token.number % 1 or at in values | named:
            continue
        following = read[at + 1]
        than = is_word("more", following) or is_word("less", following)
        thing = not (following.stop or than) and following.number is None
        before = [one.word for one in read[max(0, at - 2) : at]]
        introduced = at == 0 or any(words().is_a("counting", word) for word in before)
        if is_word("counted", following) or (thing and (introduced or not token.bare)):
            yield at


def _is_named(mention: Mention, namings: Sequence[Naming]) -> bool:
    """Whether the column that a value stands in is named right before it."""
    return any(one.end == mention.start and one.column in mention.columns for one in namings)


def _titled(read: Sequence[Token], title: Sequence[Token]) -> set[int]:
    """The positions of runs of two or more words that the title has as well: “season 3”."""
    found: set[int] = set()
    for at in range(len(read)):
        for position, token in enumerate(title):
            if token.key != read[at].key:
                continue
            length = _common(read, at, title, position)
            if length > 1 and not all(one.stop for one in read[at : at + length]):
                found.update(range(at, at + length))
    return found


def _only_names(mention: Mention, namings: Sequence[Naming]) -> bool:
    """Whether words that stand in a part of some cells are a column's name instead."""
    named = any(one.start <= mention.start and mention.end <= one.end for one in namings)
    return named and not mention.numeric and max(mention.anywhere.values()) < 1.0


def _corrected(token: Token, known: Index) -> Token:
    """The token, or the table's own word where it is misspelt."""
    if token.bare and token.key not in known.places:
        return replace(token, key=token.bare)
    if token.stop or token.number is not None or token.key in known.places:
        return token
    if len(token.key) < SHORTEST_MISSPELT or any(
        token.key == own.key for header in known.headers for own in header
    ):
        return token
    found = process.extractOne(token.key, known.vocabulary, scorer=fuzz.ratio, score_cutoff=ALIKE)
    return replace(token, key=found[0]) if found else token


def _namings(read: Sequence[Token], known: Index) -> Iterable[Naming]:
    """The columns that words name; each word names the column of which it is the most."""
    at = 0
    while at < len(read):
        found = [] if read[at].stop else list(_named_at(read, at, known))
        length = max((one.end - one.start for one in found), default=0)
        longest = [one for one in found if one.end - one.start == length]
        most = max((one.share for one in longest), default=0.0)
        yield from (one for one in longest if one.share == most)
        at += max(length, 1)


def _named_at(read: Sequence[Token], at: int, known: Index) -> Iterable[Naming]:
    for column, header in enumerate(known.headers):
        content = sum(not token.stop for token in header)
        for position, token in enumerate(header):
            if token.key != read[at].key or is_month(token.word):
                continue
            length = _common(read, at, header, position)
            yield Naming(at, at + length, column, length / max(content, 1))


def _common(read: Sequence[Token], at: int, others: Sequence[Token], position: int) -> int:
    length = 1
    while (
        length < LONGEST_VALUE
        and at + length < len(read)
        and position + length < len(others)
        and read[at + length].key == others[position + length].key
    ):
        length += 1
    return length


def _mentions(read: Sequence[Token], known: Index, namings: Sequence[Naming]) -> Iterable[Mention]:
    at = 0
    while at < len(read):
        length, cells = _longest(read, at, known)
        if not cells or (length == 1 and _joined(read, at)):
            at += 1
            continue
        said = _said_of(cells, at, at + length, namings)
        weight = _weight(read[at : at + length], said, len(known.table.rows))
        numeric = all(one.stop or one.number is not None for one in read[at : at + length])
        yield Mention(at, at + length, cells, said, weight, numeric)
        at += length


def _joined(read: Sequence[Token], at: int) -> bool:
    """Whether a figure is one half of a score or a range, such as 9 - 4."""
    return any(
        one.bare and other.bare and other.span.start - one.span.end in (1, 3) and one.joint
        for one, other in pairwise(read[max(0, at - 1) : at + 2])
    )


def _longest(read: Sequence[Token], at: int, known: Index) -> tuple[int, dict[Place, float]]:
    """The longest run of words from here that stands in a cell, and the cells it stands in."""
    best, cells = 0, dict[Place, float]()
    for place, position in known.places.get(read[at].key, ())[:MOST_PLACES]:
        if read[at].stop and position:
            continue
        length = _common(read, at, known.cells[place], position)
        if length < best or all(token.stop for token in read[at : at + length]):
            continue
        if length > best:
            best, cells = length, {}
        cells[place] = max(cells.get(place, 0.0), length / len(known.cells[place]))
    if not cells and read[at].bare:
        return 1, _rounded(read, at, known)
    if best == 1 and read[at].number is not None:
        cells = _whole_figures(read[at], cells, known)
    return (best, cells) if cells else (0, {})


def _rounded(read: Sequence[Token], at: int, known: Index) -> dict[Place, float]:
    """The cells whose value a figure is rounded from: with fewer decimals, or after an “about”."""
    number = read[at].number or 0.0
    decimals = len(read[at].word.partition(".")[2].rstrip("kKmMbBnN "))
    hedged = any(words().is_a("hedges", one.word) for one in read[max(0, at - 2) : at])
    cells: dict[Place, float] = {}
    for column, held in enumerate(known.table.columns):
        if held.kind in ("date", "rank", "text"):
            continue
        for row, value in enumerate(held.values):
            if value is not None and any(
                abs(round(one, decimals) - number) < 1e-9
                or (hedged and abs(one - number) <= ABOUT * abs(one))
                for one in (value, value * held.scale)
            ):
                cells[row, column] = 1.0
    return cells


def _whole_figures(token: Token, cells: Mapping[Place, float], known: Index) -> dict[Place, float]:
    """The cells that a lone figure can mean: those it is the value of, else any but in a name."""

    def is_value(place: Place) -> bool:
        content = [one for one in known.cells[place] if not one.stop]
        return sum(one.number is not None for one in content) == 1 and content[0].key == token.key

    whole = {place: 1.0 for place in cells if is_value(place)}
    years = {p: s for p, s in cells.items() if len(token.key) == 4 and token.key.isdecimal()}
    return {**years, **whole} or {p: s for p, s in cells.items() if s >= 0.5}


def _said_of(
    cells: dict[Place, float], start: int, end: int, namings: Sequence[Naming]
) -> dict[Place, float]:
    """The cells in the column that is named next to a value, where it stands in that column."""
    near = sorted(
        (min(abs(start - one.end), abs(one.start - end)), one.column)
        for one in namings
        if (one.end <= start or one.start >= end)
        and min(abs(start - one.end), abs(one.start - end)) <= NEAR
    )
    for _, column in near:
        within = {place: share for place, share in cells.items() if place[1] == column}
        if within:
            return within
    whole = {place: share for place, share in cells.items() if share == 1.0}
    return whole or cells


def _weight(said: Sequence[Token], cells: Mapping[Place, float], rows: int) -> float:
    """How much words tell rows apart: more where few rows have them, more for more words."""
    found = len({row for row, _ in cells})
    rarity = log((rows + 1) / found) / log(rows + 1)
    return rarity * (0.5 + 0.5 * sum(not token.stop for token in said))


def is_word(name: str, token: Token) -> bool:
    """Whether a token is of a list of words.yaml."""
    return words().is_a(name, token.word)
