"""A table's rows as postings, one a row, with the mapping they were read by."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import islice

from corpus import postings as values
from corpus.documents import Document, Reading
from corpus.errors import EmptySource
from corpus.readers import mapping, overrides, postings
from corpus.readers.overrides import Override

MOST_POSTINGS = 100_000
MOST_NAMED = 5  # bad rows or lines that a note names
MOST_REFUSED = 1_000  # rows that a mapping names

Row = Mapping[str, str]


def reading(
    rows: Iterable[Row],
    *,
    name: str,
    said: Override = overrides.NOTHING,
    known: values.Mapping | None = None,
) -> Reading:
    """One posting a row, by a known mapping or by the one that the rows themselves speak for.

    A row without a job's title is left out and noted. Raises EmptySource where none has one,
    UnmappedSource where `said` names a column that is not there.
    """
    every: Sequence[Row] = list(islice(rows, 2 * MOST_POSTINGS))
    mapped = overrides.applied(said, known or mapping.guess(every))
    every = overrides.without(every, said.ignored) if said.ignored else every
    table = postings.table(mapped, every, order=said.order)
    found: list[Document] = []
    refused: list[int] = []
    notes = []
    for number, row in enumerate(every, start=1):
        if len(found) >= MOST_POSTINGS:
            notes.append(f"only the first {MOST_POSTINGS:,} postings were read")
            break
        document = table.document(row)
        if document is not None:
            found.append(document)
        elif any(value.strip() for value in row.values()):
            refused.append(number)
    if refused:
        notes.append(f"rows without a title left out: {counted(refused)}")
    if not found:
        raise EmptySource(f"{name} holds no posting with a title")
    told = replace(mapped, refused=tuple(refused[:MOST_REFUSED]))
    return Reading(tuple(found), tuple(notes), (told,))


def counted(numbers: Sequence[int]) -> str:
    """How many rows or lines these are and the first few of their numbers, as a note names them.

    >>> counted([3, 8])
    '2 (number 3, 8)'
    """
    listed = ", ".join(map(str, numbers[:MOST_NAMED]))
    more = ", …" if len(numbers) > MOST_NAMED else ""
    return f"{len(numbers):,} (number {listed}{more})"
