"""Which rows and which columns of a table a claim is about."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from assistant.verification.tables.linking import Linked, Mention
from assistant.verification.tables.programs import plain_rows
from assistant.verification.tables.quantities import is_month
from assistant.verification.tables.reading import Column
from assistant.verification.tables.words import Token, stem, tokens

FIRST_YEAR, LAST_YEAR = 1900, 2100
MOST_OF_A_CELL = 0.5  # of a row's name, where other rows have the same words

_FILE = Path(__file__).with_name("scope.yaml")


@dataclass(frozen=True, slots=True)
class Scope:
    """The rows and columns of a claim; `is_row_named` where its words single rows out.

    `columns` are those that its words name, of several years the earlier first.
    """

    rows: tuple[int, ...]
    columns: tuple[int, ...]
    is_row_named: bool
    is_whole: bool
    labels: frozenset[int]
    """The positions of the words that name rows."""


@cache
def lists() -> Mapping[str, frozenset[str]]:
    """The words of scope.yaml, as written."""
    held = yaml.safe_load(_FILE.read_text("utf-8"))
    return {name: frozenset(said.split()) for name, said in held.items() if name != "said_for"}


@cache
def _said_for() -> Mapping[str, frozenset[str]]:
    held: dict[str, str] = yaml.safe_load(_FILE.read_text("utf-8"))["said_for"]
    # A stem of words.yaml, such as “posting”, is not always what the word itself is cut to.
    return {
        key: frozenset(stem(word) for word in said.split())
        for name, said in held.items()
        for key in (name, stem(name))
    }


def is_known(word: str) -> bool:
    """Whether a word is one by which a claim asks something of a table."""
    asked = is_month(word.rstrip("s")) or any(word in said for said in lists().values())
    return asked or any(stem(word) in said for said in _said_for().values())


def says(claim: Linked, name: str) -> bool:
    """Whether a claim has a word of a list of scope.yaml."""
    return any(token.word in lists()[name] for token in claim.tokens)


def scope(claim: Linked) -> Scope | None:
    """What a claim is about; None where the rows that it names exclude each other."""
    named: dict[int, set[int]] = defaultdict(set)
    labels: set[int] = set()
    for mention in claim.mentions:
        column, rows = _named_rows(claim, mention)
        if rows:
            named[column] |= rows
            labels |= set(range(mention.start, mention.end))
    rows = plain_rows(claim.table)
    for held in named.values():
        rows &= held
    if not rows:
        return None
    columns = tuple(_columns(claim, frozenset(labels)))
    counted = any(token.number == len(claim.table.rows) for token in claim.tokens)
    whole = not named and (says(claim, "all") or counted)
    return Scope(tuple(sorted(rows)), columns, bool(named), whole, frozenset(labels))


def _named_rows(claim: Linked, mention: Mention) -> tuple[int, frozenset[int]]:
    """The column in which words name rows, and the rows; none where they tell none apart."""
    held = claim.table.columns
    cells = {
        place: share
        for place, share in mention.cells.items()
        if held[place[1]].kind == "text" or (place[1] == 0 and held[0].kind in ("date", "rank"))
    }
    if mention.numeric:
        cells = {place: share for place, share in cells.items() if place[1] == 0 and share == 1.0}
    most = max(cells.values(), default=0.0)
    column = min((place[1] for place, share in cells.items() if share == most), default=-1)
    rows = frozenset(row for (row, at), share in cells.items() if at == column and share == most)
    return (column, rows) if len(rows) == 1 or most >= MOST_OF_A_CELL else (-1, frozenset())


def _columns(claim: Linked, labels: frozenset[int]) -> Iterator[int]:
    """The columns whose words a claim says, and of a family of years those that it names."""
    said = {_key(t) for at, t in enumerate(claim.tokens) if at not in labels and not t.stop}
    families: dict[frozenset[str], list[int]] = defaultdict(list)
    for number, column in enumerate(claim.table.columns):
        if is_figured(column):
            families[_family(column)].append(number)
    for family, members in families.items():
        dated = [_variants(claim.table.columns[one]) & said for one in members]
        if not (any(_is_said(word, said) for word in family) or (not family and any(dated))):
            continue
        most = max(len(one) for one in dated)
        kept = [m for m, own in zip(members, dated, strict=True) if len(own) == most]
        yield from sorted(kept, key=lambda one: (_year(claim.table.columns[one]), one))


def is_figured(column: Column) -> bool:
    """Whether a column has values that a claim may give."""
    return column.kind in ("number", "money", "percent") and any(
        value is not None for value in column.values
    )


def _is_said(word: str, said: set[str]) -> bool:
    return word in said or bool(_said_for().get(word, frozenset()) & said)


def _key(token: Token) -> str:
    return token.word[:3] if is_month(token.word) else token.key


def _family(column: Column) -> frozenset[str]:
    """What columns share that differ in a year, a month or a step alone."""
    read = [token for token in tokens(column.name) if not token.stop]
    return frozenset(
        token.key for token in read if token.number is None and not is_month(token.word)
    )


def _variants(column: Column) -> set[str]:
    read = tokens(column.name)
    return {_key(token) for token in read if token.number is not None or is_month(token.word)}


def _year(column: Column) -> float:
    """The year in a column's name; 0 where it has none."""
    found = (token.number or 0 for token in tokens(column.name))
    return next((number for number in found if FIRST_YEAR <= number < LAST_YEAR), 0)


def is_dated(column: Column) -> bool:
    """Whether a column is named for a year."""
    return _year(column) > 0
