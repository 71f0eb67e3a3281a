"""The truth, in SQLite: sources, documents, chunks, embeddings; a commit is an acknowledgement."""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from corpus.documents import Chunk, Document, Filters, Source
from corpus.errors import UnknownSource
from corpus.protocols import Vectors
from corpus.series import Series
from corpus.stores import statements as sql
from corpus.stores.allowed import COLUMNS, COLUMNS_SQL, LAST_DAY, Allowed, Columns
from corpus.stores.database import Database
from corpus.stores.rows import (
    CHUNK_COLUMNS,
    SERIES_COLUMNS,
    SOURCE_COLUMNS,
    Advertised,
    Entry,
    Row,
    Stamp,
    advertised_of,
    chunk_of,
    document_of,
    embedded_text,
    series_of,
    source_of,
    text_hash,
    writable,
)
from corpus.stores.statements import Head, Model

DOCUMENTS_KEPT = 64
VECTORS_AT_ONCE = 5_000
GONE_SINCE = "SELECT chunk FROM tombstones WHERE seq > ?"


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a file from its last reading."""

    source: Source
    stamp: Stamp


@dataclass(frozen=True, slots=True)
class Statistics:
    """How much the truth holds."""

    sources: int
    failed: int
    documents: int
    chunks: int
    postings: int
    embeddings: int
    collections: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Indexable:
    """A chunk as the lexical index takes it: the columns of filters, then its words."""

    columns: tuple[int, ...]
    title: str
    heading: tuple[str, ...]
    body: str


@dataclass(frozen=True, slots=True, eq=False)
class Changes:
    """The last change, the numbers of chunks that went, columns and vectors of those that came."""

    seq: int
    gone: list[int]
    columns: Columns
    vectors: Vectors


class SqliteRecords:
    """Sources, documents, chunks and the vectors of one model.

    Any thread may read while the owner writes.
    """

    def __init__(self, path: Path, *, model: Model, writable: bool) -> None:
        self._model = model
        self._database = Database(path, writable=writable)
        self._documents: dict[int, Document] = {}

    def close(self) -> None:
        self._database.close()

    def chunks(self, chunk_ids: Iterable[str]) -> dict[str, Chunk]:
        """The chunks of these ids that exist, in the order asked for."""
        wanted = tuple(dict.fromkeys(chunk_ids))
        query = f"SELECT {CHUNK_COLUMNS} FROM chunks JOIN sources USING (source) WHERE chunk_id IN"
        with self._database.reading() as connection:
            found = {row[0]: chunk_of(row) for row in sql.select_in(connection, query, wanted)}
        return {chunk_id: found[chunk_id] for chunk_id in wanted if chunk_id in found}

    def chunks_of(self, document_id: str) -> tuple[Chunk, ...]:
        """All chunks of one document, in text order."""
        query = (
            f"SELECT {CHUNK_COLUMNS} FROM chunks JOIN sources USING (source) "
            "WHERE document_id = ? ORDER BY start, stop"
        )
        with self._database.reading() as connection:
            return tuple(chunk_of(row) for row in connection.execute(query, (document_id,)))

    def sources(self, source_ids: Iterable[str]) -> dict[str, Source]:
        query = f"SELECT {SOURCE_COLUMNS} FROM sources WHERE source_id IN"
        with self._database.reading() as connection:
            rows = sql.select_in(connection, query, tuple(dict.fromkeys(source_ids)))
            return {row[0]: source_of(row) for row in rows}

    def every_source(self, *, collections: Sequence[str] = ()) -> tuple[Source, ...]:
        """All sources, or those of some collections, by collection and in the order of arrival."""
        where = f"WHERE collection IN ({sql.marks(collections)})" if collections else ""
        query = f"SELECT {SOURCE_COLUMNS} FROM sources {where} ORDER BY collection, source"
        with self._database.reading() as connection:
            return tuple(source_of(row) for row in connection.execute(query, tuple(collections)))

    def source(self, name: str) -> Source:
        """The one source whose id or path this is, or whose id begins so. Raises UnknownSource."""
        query = (
            f"SELECT {SOURCE_COLUMNS} FROM sources WHERE source_id = ?1 OR path = ?1 "
            "OR substr(source_id, 1, length(?1)) = ?1 "
            "ORDER BY source_id = ?1 DESC, path = ?1 DESC, source_id"
        )
        with self._database.reading() as connection:
            rows = connection.execute(query, (writable(name),)) if name else ()
            found = [source_of(row) for row in rows]
        exact = [source for source in found if name in (source.source_id, source.path)]
        candidates = exact or found
        if len(candidates) == 1:
            return candidates[0]
        if not candidates:
            raise UnknownSource(f"no source {name!r}; `insight sources list` shows all of them")
        ids = ", ".join(source.source_id for source in candidates[:5])
        raise UnknownSource(f"{name!r} names several sources: {ids}; give one id in full")

    def openings(self, length: int, *, collections: Sequence[str] = ()) -> dict[str, str]:
        """The first `length` characters of each report's first document, by source id."""
        within = f"AND collection IN ({sql.marks(collections)})" if collections else ""
        query = (
            "SELECT source_id, substr(text, 1, ?), min(document) FROM documents "
            f"JOIN sources USING (source) WHERE kind = 'report' {within} GROUP BY source"
        )
        with self._database.reading() as connection:
            rows = connection.execute(query, (length, *collections))
            return {row[0]: row[1] for row in rows}

    def revision(self) -> int:
        """A number that moves with every change to what is known."""
        return int(self.note("revision") or "0")

    def document_ids(self, source_id: str) -> tuple[str, ...]:
        query = (
            "SELECT document_id FROM documents JOIN sources USING (source) "
            "WHERE source_id = ? ORDER BY document"
        )
        with self._database.reading() as connection:
            return tuple(row[0] for row in connection.execute(query, (source_id,)))

    def postings_identified(self, identifier: str) -> tuple[str, ...]:
        """The documents of the postings whose own identifier this is."""
        query = (
            "SELECT document_id FROM documents WHERE posting IS NOT NULL "
            "AND posting ->> '$.identifier' = ? ORDER BY document"
        )
        with self._database.reading() as connection:
            return tuple(row[0] for row in connection.execute(query, (writable(identifier),)))

    def document(self, document_id: str) -> Document:
        """One document as read, its series apart: `series`. Raises UnknownSource."""
        with self._database.reading() as connection:
            row = connection.execute(
                "SELECT document FROM documents WHERE document_id = ?", (writable(document_id),)
            ).fetchone()
            if row is None:
                raise UnknownSource(f"no document {document_id!r} is stored")
            return self._documents.get(row[0]) or self._read_document(connection, row[0])

    def series(self, document_id: str) -> tuple[Series, ...]:
        """The series of one document, in their order; empty for a document without any."""
        query = (
            f"SELECT {SERIES_COLUMNS} FROM series JOIN documents USING (document) "
            "WHERE document_id = ? ORDER BY series"
        )
        with self._database.reading() as connection:
            rows = connection.execute(query, (writable(document_id),))
            return tuple(series_of(row) for row in rows)

    def every_series(self) -> Iterator[tuple[str, str, Series]]:
        """Each series with the ids of its source and its document, in the order of arrival."""
        query = (
            f"SELECT source_id, document_id, {SERIES_COLUMNS} FROM series "
            "JOIN documents USING (document) JOIN sources USING (source) ORDER BY series"
        )
        with self._database.reading() as connection:
            for row in connection.execute(query):
                yield row[0], row[1], series_of(row[2:])

    def advertised(self) -> Iterator[Advertised]:
        """Each posting with where it came from, as of one moment, in the order of arrival."""
        query = (
            "SELECT document, document_id, source_id, collection, posting FROM documents "
            "JOIN sources USING (source) WHERE posting IS NOT NULL ORDER BY document"
        )
        with self._database.reading() as connection:
            for row in connection.execute(query):
                yield advertised_of(row)

    def counted(self) -> str:
        """What the truth holds of postings and series, as a mark; empty while it holds neither.

        Equal marks are equal postings and series, from equal sources: a document's number is
        never used twice, so none can go and another come without moving the count or the last.
        """
        with self._database.reading() as connection:
            return sql.counted(connection)

    def normalised(self, hashes: Iterable[bytes]) -> dict[bytes, tuple[str, str]]:
        """What was kept under these hashes: a normalised posting and its fingerprint as JSON."""
        query = "SELECT hash, value, fingerprint FROM normalised WHERE hash IN"
        with self._database.reading() as connection:
            rows = sql.select_in(connection, query, tuple(hashes))
            return {row[0]: (row[1], row[2]) for row in rows}

    def keep_normalised(self, values: Mapping[bytes, tuple[str, str]], *, version: str) -> None:
        with self._database.writing() as connection:
            connection.executemany(
                "INSERT OR REPLACE INTO normalised (hash, version, value, fingerprint) "
                "VALUES (?, ?, ?, ?)",
                ((key, version, *value) for key, value in values.items()),
            )

    def forget_normalised(self, *, but: str = "") -> None:
        """Drop what was normalised by another version than this, or by any."""
        with self._database.writing() as connection:
            connection.execute("DELETE FROM normalised WHERE version != ?", (but,))

    def normalised_kept(self) -> int:
        with self._database.reading() as connection:
            number: int = connection.execute("SELECT count(*) FROM normalised").fetchone()[0]
            return number

    def known(self, *, collection: str) -> dict[str, Known]:
        """What is known of every file of a collection, by path."""
        query = (
            f"SELECT {SOURCE_COLUMNS}, size, mtime_ns, ctime_ns, pipeline FROM sources "
            "WHERE collection = ? AND path IS NOT NULL"
        )
        with self._database.reading() as connection:
            rows = connection.execute(query, (collection,)).fetchall()
        return {row[5]: Known(source_of(row), Stamp(*row[15:])) for row in rows}

    def statistics(self) -> Statistics:
        count = "SELECT count(*) FROM"
        with self._database.reading() as connection:

            def one(query: str) -> int:
                number: int = connection.execute(query).fetchone()[0]
                return number

            return Statistics(
                sources=one(f"{count} sources"),
                failed=one(f"{count} sources WHERE status = 'failed'"),
                documents=one(f"{count} documents"),
                chunks=one(f"{count} chunks"),
                postings=one(f"{count} documents WHERE posting IS NOT NULL"),
                embeddings=one(f"{count} embeddings"),
                collections=tuple(
                    row[0]
                    for row in connection.execute(
                        "SELECT DISTINCT collection FROM sources ORDER BY collection"
                    )
                ),
            )

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Everything written inside is committed together when it ends, or not at all."""
        with self._database.writing():
            yield

    def replace(
        self,
        source: Source,
        documents: Mapping[str, Document],
        entries: Sequence[Entry],
        *,
        stamp: Stamp,
        vectors: Vectors | None = None,
    ) -> Source:
        """Put a source's new documents and chunks in the place of its old ones, at once.

        `documents` are by document_id. A reader sees the old or the new, whole. Chunks that are
        equal to stored ones keep their place in every index. Every embedded text needs a vector:
        in `vectors`, one an entry, or kept before by `put`.
        """
        with self._database.writing() as connection:
            if vectors is not None:
                self.put({text_hash(entry.embedded): vectors[n] for n, entry in enumerate(entries)})
            stored = replace(
                source,
                status="ready",
                reason=None,
                chunks=len(entries),
                postings=sum(document.posting is not None for document in documents.values()),
            )
            number = sql.upsert_source(connection, stored, stamp)
            sql.replace_documents(connection, number, documents)
            rows = sql.chunk_rows(connection, number, stored, documents, entries)
            sql.replace_chunks(connection, number, rows)
            sql.refuse_missing_vectors(connection, number, self._model)
        return stored

    def fail(self, source: Source, reason: str, *, stamp: Stamp) -> Source:
        """Record that a source could not be read; what an earlier reading gave stays."""
        with self._database.writing() as connection:
            row = connection.execute(
                f"SELECT {SOURCE_COLUMNS} FROM sources WHERE source_id = ?", (source.source_id,)
            ).fetchone()
            earlier = source_of(row) if row else replace(source, chunks=0, postings=0)
            failed = replace(
                earlier,
                status="failed",
                reason=reason,
                sha256=source.sha256,
                retrieved=source.retrieved,
            )
            sql.upsert_source(connection, failed, stamp)
        return failed

    def restamp(self, source_id: str, stamp: Stamp) -> None:
        """Remember how a file looks whose bytes turned out to be the same."""
        with self._database.writing() as connection:
            connection.execute(
                "UPDATE sources SET size = ?, mtime_ns = ?, ctime_ns = ?, pipeline = ? "
                "WHERE source_id = ?",
                (stamp.size, stamp.mtime_ns, stamp.ctime_ns, stamp.pipeline, source_id),
            )

    def remove(self, source_id: str) -> None:
        """Forget a source and all it gave. Raises UnknownSource."""
        with self._database.writing() as connection:
            row = connection.execute(
                "SELECT source FROM sources WHERE source_id = ?", (source_id,)
            ).fetchone()
            if row is None:
                raise UnknownSource(f"no source {source_id!r}; `insight sources list` shows them")
            sql.replace_chunks(connection, row[0], [])
            connection.execute("DELETE FROM sources WHERE source = ?", row)
            sql.move_revision(connection)

    def get(self, hashes: Iterable[bytes]) -> dict[bytes, Vectors]:
        """The stored vectors of these text hashes."""
        with self._database.reading() as connection:
            model = sql.model_number(connection, self._model)
            query = f"SELECT hash, vector FROM embeddings WHERE model = {model} AND hash IN"
            rows = sql.select_in(connection, query, tuple(dict.fromkeys(hashes)))
            return {row[0]: np.frombuffer(row[1], np.float32) for row in rows}

    def kept(self, hashes: Iterable[bytes]) -> set[bytes]:
        """Those of these text hashes that have a vector."""
        with self._database.reading() as connection:
            model = sql.model_number(connection, self._model)
            query = f"SELECT hash FROM embeddings WHERE model = {model} AND hash IN"
            return {row[0] for row in sql.select_in(connection, query, tuple(hashes))}

    def put(self, vectors: Mapping[bytes, Vectors]) -> None:
        """Keep vectors under the hashes of their texts."""
        with self._database.writing() as connection:
            sql.put_vectors(connection, self._model, vectors)

    def missing_texts(self, *, after: int, limit: int) -> list[tuple[int, str]]:
        """Texts that have no vector, by chunk number, beginning after one."""
        query = (
            "SELECT chunk, text, context, appended FROM chunks LEFT JOIN embeddings "
            "ON hash = embedded AND model = ? WHERE chunk > ? AND vector IS NULL "
            "ORDER BY chunk LIMIT ?"
        )
        with self._database.reading() as connection:
            rows = connection.execute(
                query, (sql.model_number(connection, self._model), after, limit)
            )
            return [(row[0], embedded_text(*row[1:])) for row in rows]

    def forget_unused_embeddings(self) -> int:
        """Drop vectors of other models and of texts that no chunk holds; how many went."""
        with self._database.writing() as connection:
            return connection.execute(
                "DELETE FROM embeddings WHERE model != ? "
                "OR hash NOT IN (SELECT embedded FROM chunks)",
                (sql.model_number(connection, self._model),),
            ).rowcount

    def head(self) -> Head:
        with self._database.reading() as connection:
            return sql.head(connection)

    def identity(self) -> str:
        """A name no other store has; a Chroma server may hold the collections of several."""
        return self.note("identity")

    def adopt(self) -> None:
        """Make this model the one whose vectors the store is searched by; its epochs begin anew."""
        with self._database.writing() as connection:
            if sql.head(connection).model != self._model:
                sql.register_model(connection, self._model)
                model = json.dumps([self._model.name, self._model.dimension])
                sql.set_state(connection, "model", model)
                sql.set_state(connection, "epoch", "")
            connection.execute(
                "INSERT OR IGNORE INTO state (key, value) "
                "VALUES ('identity', lower(hex(randomblob(8))))"
            )

    def point(self, pointer: str, target: str) -> None:
        """Move the pointer `epoch` or `lexical`."""
        with self._database.writing() as connection:
            sql.set_state(connection, pointer, target)

    def note(self, key: str) -> str:
        """What was remembered under a key; an empty text if nothing was."""
        with self._database.reading() as connection:
            query = "SELECT value FROM state WHERE key = ?"
            row = connection.execute(query, (key,)).fetchone()
            return row[0] if row else ""

    def remember(self, key: str, value: str) -> None:
        with self._database.writing() as connection:
            sql.set_state(connection, key, value)

    def allowed(self, filters: Filters) -> Allowed:
        """The filters in the numbers of this store; a name it has never seen allows nothing."""
        with self._database.reading() as connection:
            named = (
                ("source", sql.source_numbers(connection, filters.source_ids)),
                ("collection", sql.label_numbers(connection, filters.collections)),
                ("kind", sql.label_numbers(connection, filters.kinds)),
                ("publisher", sql.label_numbers(connection, filters.publishers)),
            )
        dated = filters.since is not None or filters.until is not None
        first = filters.since.toordinal() if filters.since else 1
        last = filters.until.toordinal() if filters.until else LAST_DAY
        return Allowed(
            only=tuple((name, numbers) for name, numbers in named if numbers is not None),
            days=(first, last) if dated else None,
        )

    def changes_since(self, seq: int) -> Changes:
        """What came and what went after change `seq`, as of one moment."""
        query = (
            f"SELECT {COLUMNS_SQL}, vector FROM chunks JOIN embeddings "
            "ON hash = embedded AND model = ? WHERE seq > ? ORDER BY chunk"
        )
        with self._database.reading() as connection:
            head = sql.head(connection)
            gone = [row[0] for row in connection.execute(GONE_SINCE, (seq,))]
            rows = connection.execute(
                query, (sql.model_number(connection, self._model), seq)
            ).fetchall()
        return _changes(head.seq, gone, rows, self._model.dimension)

    def everything(self) -> Iterator[Changes]:
        """Columns and vectors of all chunks as of one moment, in batches; one empty one if none."""
        query = (
            f"SELECT {COLUMNS_SQL}, vector FROM chunks JOIN embeddings "
            "ON hash = embedded AND model = ? ORDER BY chunk"
        )
        with self._database.reading() as connection:
            head = sql.head(connection)
            dimension = self._model.dimension
            cursor = connection.execute(query, (sql.model_number(connection, self._model),))
            yield _changes(head.seq, [], [], dimension)
            while rows := cursor.fetchmany(VECTORS_AT_ONCE):
                yield _changes(head.seq, [], rows, dimension)

    def indexable_since(self, seq: int) -> Iterator[Indexable]:
        """Chunks that came after change `seq`, for the lexical index."""
        query = (
            f"SELECT {COLUMNS_SQL}, title, heading, text, context, appended FROM chunks "
            "WHERE seq > ? ORDER BY chunk"
        )
        with self._database.reading() as connection:
            for row in connection.execute(query, (seq,)):
                heading = tuple(json.loads(row[7])) if row[7] else ()
                yield Indexable(row[:6], row[6], heading, embedded_text(*row[8:]))

    def removed_since(self, seq: int) -> list[int]:
        """The numbers of chunks that went after change `seq`."""
        with self._database.reading() as connection:
            return [row[0] for row in connection.execute(GONE_SINCE, (seq,))]

    def changed_since(self, seq: int) -> int:
        """How many chunks came or went after change `seq`."""
        query = (
            "SELECT (SELECT count(*) FROM chunks WHERE seq > ?1) "
            "+ (SELECT count(*) FROM tombstones WHERE seq > ?1)"
        )
        with self._database.reading() as connection:
            number: int = connection.execute(query, (seq,)).fetchone()[0]
            return number

    def forget_tombstones(self, *, until: int) -> None:
        with self._database.writing() as connection:
            connection.execute("DELETE FROM tombstones WHERE seq <= ?", (until,))

    def living(self, chunks: Sequence[int]) -> dict[int, str]:
        """The ids of the chunks of these numbers that still exist."""
        query = "SELECT chunk, chunk_id FROM chunks WHERE chunk IN"
        with self._database.reading() as connection:
            return {row[0]: row[1] for row in sql.select_in(connection, query, chunks)}

    def _read_document(self, connection: sqlite3.Connection, number: int) -> Document:
        row = connection.execute(
            "SELECT text, structure, posting FROM documents WHERE document = ?", (number,)
        ).fetchone()
        document = document_of(*row)
        # A number names one reading for ever, so what is kept cannot go stale.
        kept = list(self._documents.items())[-DOCUMENTS_KEPT + 1 :]
        self._documents = dict([*kept, (number, document)])
        return document


def _changes(seq: int, gone: list[int], rows: list[Row], dimension: int) -> Changes:
    columns = np.array([row[:-1] for row in rows], np.int64).reshape(-1, len(COLUMNS))
    vectors = np.frombuffer(b"".join(row[-1] for row in rows), np.float32)
    return Changes(seq, gone, columns, vectors.reshape(len(rows), dimension))
