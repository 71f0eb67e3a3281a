"""What fills the tables of postings: the truth, read as openings, in batches."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

import pyarrow as pa

from corpus.documents import Source
from corpus.stores.warehouse.members import Member, openings
from corpus.stores.warehouse.merging import Looks, merged
from corpus.stores.warehouse.tables import POSTINGS

ROWS_AT_ONCE = 20_000

Batch = tuple[str, pa.Table]


def batches(
    members: Callable[[], Iterable[Member]],
    sources: Sequence[Source],
    opened: Mapping[str, frozenset[str]],
) -> Iterator[Batch]:
    """The rows of the tables of postings, by table; `members` is read twice.

    `opened` are the ids of the postings that each feed showed at its last look.
    """
    read = max((source.retrieved.date() for source in sources), default=None)
    looks = Looks(opened, read)
    opening_of = openings(members())
    copies = Counter(opening_of.values())
    waiting: dict[int, list[Member]] = defaultdict(list)
    rows: dict[str, list[dict[str, Any]]] = defaultdict(list)
    rows["sources"] = [_source(source) for source in sources]
    for member in members():
        opening = opening_of[member.advertised.document]
        waiting[opening].append(member)
        if len(waiting[opening]) < copies[opening]:
            continue
        for table, some in merged(opening, waiting.pop(opening), looks).items():
            rows[table] += some
        if len(rows["openings"]) >= ROWS_AT_ONCE:
            yield from _flushed(rows)
    yield from _flushed(rows)


def _source(source: Source) -> dict[str, Any]:
    return {
        "source_id": source.source_id,
        "collection": source.collection,
        "title": source.title,
        "retrieved": source.retrieved.date(),
    }


def _flushed(rows: dict[str, list[dict[str, Any]]]) -> Iterator[Batch]:
    for table, some in rows.items():
        if some:
            yield table, pa.Table.from_pylist(some, schema=POSTINGS[table])
    rows.clear()
