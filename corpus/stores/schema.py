"""The tables of the truth, as the steps that lead to them from an empty file."""

PAGE_SIZE = (
    8192  # five float32 vectors of 384 dimensions a page; 4,096 bytes hold two and waste a fifth
)

_FIRST = """
CREATE TABLE state (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

CREATE TABLE labels (label INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);

CREATE TABLE sources (
    source     INTEGER PRIMARY KEY AUTOINCREMENT,
    source_id  TEXT NOT NULL UNIQUE,
    collection TEXT NOT NULL,
    kind       TEXT NOT NULL,
    title      TEXT NOT NULL,
    retrieved  TEXT NOT NULL,
    path       TEXT,
    url        TEXT,
    publisher  TEXT,
    published  INTEGER,
    sha256     TEXT NOT NULL,
    status     TEXT NOT NULL,
    reason     TEXT,
    notes      TEXT NOT NULL,
    chunks     INTEGER NOT NULL,
    postings   INTEGER NOT NULL,
    size       INTEGER NOT NULL,
    mtime_ns   INTEGER NOT NULL,
    ctime_ns   INTEGER NOT NULL,
    pipeline   TEXT NOT NULL
);
CREATE INDEX sources_by_path ON sources (collection, path);

CREATE TABLE documents (
    document    INTEGER PRIMARY KEY AUTOINCREMENT,
    document_id TEXT NOT NULL UNIQUE,
    source      INTEGER NOT NULL REFERENCES sources ON DELETE CASCADE,
    text        TEXT NOT NULL,
    structure   TEXT NOT NULL,
    posting     TEXT
);
CREATE INDEX documents_by_source ON documents (source);

CREATE TABLE chunks (
    chunk       INTEGER PRIMARY KEY AUTOINCREMENT,
    seq         INTEGER NOT NULL,
    chunk_id    TEXT NOT NULL UNIQUE,
    document_id TEXT NOT NULL,
    source      INTEGER NOT NULL REFERENCES sources,
    text        TEXT NOT NULL,
    start       INTEGER NOT NULL,
    stop        INTEGER NOT NULL,
    kind        TEXT NOT NULL,
    title       TEXT NOT NULL,
    heading     TEXT NOT NULL,
    page        INTEGER,
    published   INTEGER NOT NULL,
    header      TEXT NOT NULL,
    context     TEXT NOT NULL,
    appended    INTEGER NOT NULL,
    embedded    BLOB NOT NULL,
    collection_label INTEGER NOT NULL,
    kind_label       INTEGER NOT NULL,
    publisher_label  INTEGER NOT NULL
);
CREATE INDEX chunks_by_source ON chunks (source);
CREATE INDEX chunks_by_document ON chunks (document_id);
CREATE INDEX chunks_by_seq ON chunks (seq);

CREATE TABLE tombstones (seq INTEGER NOT NULL, chunk INTEGER NOT NULL);
CREATE INDEX tombstones_by_seq ON tombstones (seq);

CREATE TABLE models (
    model     INTEGER PRIMARY KEY,
    name      TEXT NOT NULL UNIQUE,
    dimension INTEGER NOT NULL
);

CREATE TABLE embeddings (
    hash   BLOB NOT NULL,
    model  INTEGER NOT NULL REFERENCES models,
    vector BLOB NOT NULL,
    UNIQUE (hash, model)
);
"""
# chunks.seq and tombstones.seq number the changes; each replacement or removal is one.
# chunks.chunk is never used twice, so an index that lags can miss a chunk but never mistake one.
# chunks.embedded is the sha256 of the text that was embedded: `context`, then `text` if `appended`.
# published is a date's ordinal, 0 in chunks when unknown; a label of 0 means none.

_SERIES = """
CREATE TABLE series (
    series     INTEGER PRIMARY KEY,
    document   INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE,
    measure    TEXT NOT NULL,
    dimensions TEXT NOT NULL,
    scale      TEXT NOT NULL,
    base       TEXT,
    days       BLOB NOT NULL,
    figures    BLOB NOT NULL
);
CREATE INDEX series_by_document ON series (document);
"""
# series.days are ordinals as little-endian int32, series.figures little-endian float64.

_NORMALISED = """
CREATE TABLE normalised (
    hash        BLOB PRIMARY KEY,
    version     TEXT NOT NULL,
    value       TEXT NOT NULL,
    fingerprint TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX documents_of_postings ON documents (document) WHERE posting IS NOT NULL;
"""
# normalised.hash is that of the version and the posting, the day it was last seen left out; what is
# kept under it can be made again from the posting, at a cost.

MIGRATIONS: tuple[str, ...] = (_FIRST, _SERIES, _NORMALISED)
