"""What a table's row says as a value, and back: sources, documents, chunks."""

import hashlib
import json
import sqlite3
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import numpy as np

from corpus.documents import Chunk, Document, Source, Span
from corpus.postings import Posting
from corpus.series import Series
from corpus.stores.codec import decoded, encoded

Row = tuple[Any, ...]

SOURCE_COLUMNS = (
    "source_id, collection, kind, title, retrieved, path, url, publisher, published, sha256, "
    "status, reason, notes, chunks, postings"
)
CHUNK_COLUMNS = (
    "chunks.chunk_id, chunks.document_id, sources.source_id, chunks.text, chunks.start, "
    "chunks.stop, chunks.kind, chunks.title, chunks.heading, chunks.page, chunks.published, "
    "chunks.header"
)
SERIES_COLUMNS = "measure, dimensions, scale, base, days, figures"
STORED_COLUMNS = (
    "chunk_id, document_id, source, text, start, stop, kind, title, heading, page, published, "
    "header, context, appended, embedded, collection_label, kind_label, publisher_label"
)


@dataclass(frozen=True, slots=True)
class Entry:
    """A chunk with the text embedded and indexed for it: its own, usually under its title."""

    chunk: Chunk
    embedded: str


@dataclass(frozen=True, slots=True)
class Stamp:
    """How a file looked when it was read, and what read it: the same stamp is the same result.

    An `mtime_ns` of 0 says that the times cannot be trusted, and only the bytes tell.
    """

    size: int = -1
    mtime_ns: int = 0
    ctime_ns: int = 0
    pipeline: str = ""


@dataclass(frozen=True, slots=True)
class Advertised:
    """A stored posting with the number and id of its document, and where it came from."""

    document: int
    document_id: str
    source_id: str
    collection: str
    posting: Posting


@dataclass(frozen=True, slots=True)
class Labels:
    """The numbers that stand for a chunk's collection, kind and publisher in filters."""

    collection: int
    kind: int
    publisher: int


def writable(text: str) -> str:
    """The text with a ``?`` for each half of a character, which neither index nor file can hold."""
    return text.encode("utf-8", "replace").decode()


def text_hash(text: str) -> bytes:
    """What an embedding is kept under."""
    return hashlib.sha256(text.encode()).digest()


def source_values(source: Source, stamp: Stamp) -> Row:
    """The values of SOURCE_COLUMNS, then the stamp."""
    return (
        source.source_id,
        source.collection,
        source.kind,
        source.title,
        source.retrieved.isoformat(),
        source.path,
        source.url,
        source.publisher,
        source.published.toordinal() if source.published else None,
        source.sha256,
        source.status,
        source.reason,
        json.dumps(source.notes, ensure_ascii=False),
        source.chunks,
        source.postings,
        stamp.size,
        stamp.mtime_ns,
        stamp.ctime_ns,
        stamp.pipeline,
    )


def source_of(row: Row) -> Source:
    """The source whose SOURCE_COLUMNS these are."""
    published: int | None = row[8]
    return Source(
        source_id=row[0],
        collection=row[1],
        kind=row[2],
        title=row[3],
        retrieved=datetime.fromisoformat(row[4]),
        path=row[5],
        url=row[6],
        publisher=row[7],
        published=date.fromordinal(published) if published else None,
        sha256=row[9],
        status=row[10],
        reason=row[11],
        notes=tuple(json.loads(row[12])),
        chunks=row[13],
        postings=row[14],
    )


def chunk_values(entry: Entry, source: int, labels: Labels) -> Row:
    """The values of STORED_COLUMNS; of an embedded text that ends in the chunk's, its head."""
    chunk = entry.chunk
    appended = entry.embedded.endswith(chunk.text)
    head = entry.embedded[: len(entry.embedded) - len(chunk.text)] if appended else entry.embedded
    return (
        chunk.chunk_id,
        chunk.document_id,
        source,
        chunk.text,
        chunk.span.start,
        chunk.span.end,
        chunk.kind,
        chunk.title,
        json.dumps(chunk.heading, ensure_ascii=False) if chunk.heading else "",
        chunk.page,
        chunk.published.toordinal() if chunk.published else 0,
        chunk.header,
        head,
        int(appended),
        text_hash(entry.embedded),
        labels.collection,
        labels.kind,
        labels.publisher,
    )


def chunk_of(row: Row) -> Chunk:
    """The chunk whose CHUNK_COLUMNS these are."""
    return Chunk(
        chunk_id=row[0],
        document_id=row[1],
        source_id=row[2],
        text=row[3],
        span=Span(row[4], row[5]),
        kind=row[6],
        title=row[7],
        heading=tuple(json.loads(row[8])) if row[8] else (),
        page=row[9],
        published=date.fromordinal(row[10]) if row[10] else None,
        header=row[11],
    )


def embedded_text(text: str, context: str, appended: int) -> str:
    """What was embedded for a chunk of this text."""
    return context + text if appended else context


def document_values(document_id: str, document: Document, source: int) -> Row:
    """A document as its id, source, text, structure and posting."""
    structure = encoded(document, leaving=frozenset({"text", "posting", "series"}))
    posting = None if document.posting is None else _json(encoded(document.posting))
    return (document_id, source, document.text, _json(structure), posting)


def advertised_of(row: Row) -> Advertised:
    """The posting whose document's number, id, source, collection and JSON these are."""
    document, document_id, source_id, collection, posting = row
    return Advertised(
        document, document_id, source_id, collection, decoded(Posting, json.loads(posting))
    )


def document_of(text: str, structure: str, posting: str | None) -> Document:
    """The document that `document_values` took apart, without its series."""
    return decoded(
        Document,
        json.loads(structure),
        text=text,
        posting=None if posting is None else decoded(Posting, json.loads(posting)),
    )


def series_values(series: Series) -> Row:
    """The values of SERIES_COLUMNS."""
    days = np.array([day.toordinal() for day in series.days], "<i4")
    figures = np.array(series.values, "<f8")
    return (
        series.measure,
        _json(series.dimensions),
        series.scale,
        series.base,
        days.tobytes(),
        figures.tobytes(),
    )


def series_of(row: Row) -> Series:
    """The series whose SERIES_COLUMNS these are."""
    measure, dimensions, scale, base, days, figures = row
    return Series(
        measure=measure,
        dimensions=tuple((name, value) for name, value in json.loads(dimensions)),
        days=tuple(map(date.fromordinal, np.frombuffer(days, "<i4").tolist())),
        values=tuple(np.frombuffer(figures, "<f8").tolist()),
        scale=scale,
        base=base,
    )


def label(connection: sqlite3.Connection, name: str | None) -> int:
    """The number of a name, a new one if it has none; 0 for no name."""
    if name is None:
        return 0
    row = connection.execute("SELECT label FROM labels WHERE name = ?", (name,)).fetchone()
    if row is None:
        row = (connection.execute("INSERT INTO labels (name) VALUES (?)", (name,)).lastrowid,)
    number: int = row[0]
    return number


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
