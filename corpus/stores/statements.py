"""The SQL behind the records' verbs, each within a transaction that the caller holds."""

import hashlib
import json
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from corpus.documents import Document, Source
from corpus.errors import StoreMismatch
from corpus.protocols import Vectors
from corpus.stores.rows import (
    SERIES_COLUMNS,
    SOURCE_COLUMNS,
    STORED_COLUMNS,
    Entry,
    Labels,
    Row,
    Stamp,
    chunk_values,
    document_values,
    label,
    series_values,
    source_values,
    writable,
)

VARIABLES_PER_STATEMENT = 500  # the oldest builds of SQLite take 999
UNIT_TOLERANCE = 1e-3


@dataclass(frozen=True, slots=True)
class Model:
    """The embedding model a store holds vectors of."""

    name: str
    dimension: int


@dataclass(frozen=True, slots=True)
class Head:
    """Where the truth stands: its last change's number, its model, its pointers to indexes."""

    seq: int
    model: Model | None
    epoch: str
    lexical: str


def head(connection: sqlite3.Connection) -> Head:
    """Where the truth stands in this snapshot."""
    keys = "SELECT key, value FROM state WHERE key IN ('seq', 'model', 'epoch', 'lexical')"
    state = dict(connection.execute(keys).fetchall())
    model = json.loads(state["model"]) if "model" in state else None
    return Head(
        seq=int(state.get("seq", "0")),
        model=Model(*model) if model else None,
        epoch=state.get("epoch", ""),
        lexical=state.get("lexical", ""),
    )


def set_state(connection: sqlite3.Connection, key: str, value: str) -> None:
    """Remember a value under a key."""
    connection.execute("INSERT OR REPLACE INTO state (key, value) VALUES (?, ?)", (key, value))


def model_number(connection: sqlite3.Connection, model: Model) -> int:
    """The number of a model; 0, which no vector has, while nothing was kept of it."""
    row = connection.execute("SELECT model FROM models WHERE name = ?", (model.name,)).fetchone()
    return row[0] if row else 0


def register_model(connection: sqlite3.Connection, model: Model) -> int:
    """The number of a model, a new one if it has none."""
    row = connection.execute(
        "INSERT INTO models (name, dimension) VALUES (?, ?) "
        "ON CONFLICT (name) DO UPDATE SET dimension = excluded.dimension RETURNING model",
        (model.name, model.dimension),
    ).fetchone()
    number: int = row[0]
    return number


def select_in(connection: sqlite3.Connection, sql: str, values: Sequence[object]) -> list[Row]:
    """The rows of a statement that ends in ``IN``, for any number of values."""
    rows: list[Row] = []
    for first in range(0, len(values), VARIABLES_PER_STATEMENT):
        some = tuple(
            writable(value) if isinstance(value, str) else value
            for value in values[first : first + VARIABLES_PER_STATEMENT]
        )
        rows += connection.execute(f"{sql} ({marks(some)})", some)
    return rows


def marks(values: Sequence[object]) -> str:
    """A question mark for each value."""
    return ", ".join("?" * len(values))


def upsert_source(connection: sqlite3.Connection, source: Source, stamp: Stamp) -> int:
    """The number of the source, written."""
    names = f"{SOURCE_COLUMNS}, size, mtime_ns, ctime_ns, pipeline"
    values = source_values(source, stamp)
    updates = ", ".join(f"{name} = excluded.{name}" for name in names.split(", ")[1:])
    row = connection.execute(
        f"INSERT INTO sources ({names}) VALUES ({marks(values)}) "
        f"ON CONFLICT (source_id) DO UPDATE SET {updates} RETURNING source",
        values,
    ).fetchone()
    move_revision(connection)
    number: int = row[0]
    return number


def move_revision(connection: sqlite3.Connection) -> None:
    """Note that what is known has changed."""
    connection.execute(
        "INSERT INTO state (key, value) VALUES ('revision', '1') "
        "ON CONFLICT (key) DO UPDATE SET value = CAST(value AS INTEGER) + 1"
    )


def counted(connection: sqlite3.Connection) -> str:
    """How many postings and series there are, the last of each, and a hash of their sources."""
    postings = connection.execute(
        "SELECT count(*), max(document) FROM documents WHERE posting IS NOT NULL"
    ).fetchone()
    series = connection.execute("SELECT count(*), max(document) FROM series").fetchone()
    if not postings[0] and not series[0]:
        return ""
    sources = hashlib.sha256()
    for row in connection.execute(
        "SELECT source_id, collection, title, retrieved FROM sources WHERE postings > 0 "
        "OR source IN (SELECT source FROM series JOIN documents USING (document)) ORDER BY source"
    ):
        sources.update(json.dumps(row).encode())
    return json.dumps([*postings, *series, sources.hexdigest()])


def replace_documents(
    connection: sqlite3.Connection, source: int, documents: Mapping[str, Document]
) -> None:
    """Make these the source's documents."""
    connection.execute("DELETE FROM documents WHERE source = ?", (source,))
    connection.executemany(
        "INSERT INTO documents (document_id, source, text, structure, posting) "
        "VALUES (?, ?, ?, ?, ?)",
        (document_values(name, document, source) for name, document in documents.items()),
    )
    connection.executemany(
        f"INSERT INTO series (document, {SERIES_COLUMNS}) VALUES "
        "((SELECT document FROM documents WHERE document_id = ?), ?, ?, ?, ?, ?, ?)",
        (
            (name, *series_values(series))
            for name, document in documents.items()
            for series in document.series
        ),
    )


def chunk_rows(
    connection: sqlite3.Connection,
    number: int,
    source: Source,
    documents: Mapping[str, Document],
    entries: Sequence[Entry],
) -> list[Row]:
    """The rows to store; a chunk has its document's publisher, or else its source's."""
    numbers: dict[str | None, int] = {}

    def number_of(name: str | None) -> int:
        if name not in numbers:
            numbers[name] = label(connection, name)
        return numbers[name]

    return [
        chunk_values(
            entry,
            number,
            Labels(
                collection=number_of(source.collection),
                kind=number_of(entry.chunk.kind),
                publisher=number_of(
                    documents[entry.chunk.document_id].publisher or source.publisher
                ),
            ),
        )
        for entry in entries
    ]


def replace_chunks(connection: sqlite3.Connection, source: int, rows: Sequence[Row]) -> None:
    """Make these the source's chunks; equal ones keep their number, others are a new change."""
    stored = {
        row[1:]: row[0]
        for row in connection.execute(
            f"SELECT chunk, {STORED_COLUMNS} FROM chunks WHERE source = ?", (source,)
        )
    }
    wanted = set(rows)
    gone = [number for row, number in stored.items() if row not in wanted]
    come = [row for row in rows if row not in stored]
    if not gone and not come:
        return
    seq = head(connection).seq + 1
    set_state(connection, "seq", str(seq))
    connection.executemany("DELETE FROM chunks WHERE chunk = ?", ((number,) for number in gone))
    connection.executemany(
        "INSERT INTO tombstones (seq, chunk) VALUES (?, ?)", ((seq, number) for number in gone)
    )
    connection.executemany(
        f"INSERT INTO chunks (seq, {STORED_COLUMNS}) VALUES (?, {marks(STORED_COLUMNS.split())})",
        ((seq, *row) for row in come),
    )


def refuse_missing_vectors(connection: sqlite3.Connection, source: int, model: Model) -> None:
    """Raise StoreMismatch if a chunk of the source has no vector of the model."""
    (missing,) = connection.execute(
        "SELECT count(*) FROM chunks LEFT JOIN embeddings ON hash = embedded AND model = ? "
        "WHERE source = ? AND vector IS NULL",
        (model_number(connection, model), source),
    ).fetchone()
    if missing:
        raise StoreMismatch(f"{missing} chunks have no vector of {model.name}")


def put_vectors(
    connection: sqlite3.Connection, model: Model, vectors: Mapping[bytes, Vectors]
) -> None:
    """Keep vectors of a model under the hashes of their texts."""
    number = register_model(connection, model)
    connection.executemany(
        "INSERT OR REPLACE INTO embeddings (hash, model, vector) VALUES (?, ?, ?)",
        ((key, number, vector_blob(vector, model)) for key, vector in vectors.items()),
    )


def vector_blob(vector: Vectors, model: Model) -> bytes:
    """A unit vector's bytes; another shape, or another length, is refused."""
    unit = np.asarray(vector, np.float32)
    if unit.shape != (model.dimension,):
        raise StoreMismatch(
            f"{model.name} gives vectors of {model.dimension} numbers, not of shape {unit.shape}"
        )
    if not abs(float(np.linalg.norm(unit)) - 1) < UNIT_TOLERANCE:
        raise StoreMismatch(f"{model.name} gave a vector that is not of unit length")
    return unit.tobytes()


def source_numbers(
    connection: sqlite3.Connection, source_ids: Sequence[str]
) -> frozenset[int] | None:
    """The numbers of these sources; None when none is asked for."""
    if not source_ids:
        return None
    sql = "SELECT source FROM sources WHERE source_id IN"
    return frozenset(row[0] for row in select_in(connection, sql, source_ids))


def label_numbers(connection: sqlite3.Connection, names: Sequence[str]) -> frozenset[int] | None:
    """The numbers of these names, however they are capitalised; None when none is asked for."""
    if not names:
        return None
    sql = "SELECT label FROM labels WHERE name COLLATE NOCASE IN"
    return frozenset(row[0] for row in select_in(connection, sql, names))
