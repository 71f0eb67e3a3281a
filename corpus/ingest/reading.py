"""One file on its way in: looked at, read, cut, and ready to be embedded and stored."""

import hashlib
import os
import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Protocol

from corpus.chunking import chunk, embedded_text
from corpus.documents import Chunk, Document, Kind, Reading, Source
from corpus.errors import UnmappedSource, UnreadableSource
from corpus.feeds.boards import Feed
from corpus.ingest import mappings
from corpus.ingest.inputs import Found, shown
from corpus.protocols import Embedder
from corpus.readers.overrides import NO_MAPPING, MappingFile
from corpus.readers.sandbox import Limits, load
from corpus.stores import Entry, Known, Stamp

PIPELINE = "3"
"""Another name reads every file again: give one when readers or chunking give something else."""

SLUG_LENGTH = 40
DIGITS = 8
SETTLED_NS = 2 * 10**9  # a file changed since may change again without its times telling


class FileReader(Protocol):
    """Reads one file's bytes."""

    def read(
        self,
        source: bytes,
        *,
        name: str,
        kind: Kind | None = None,
        mapping: MappingFile = NO_MAPPING,
    ) -> Reading:
        """What the bytes say. Raises UnreadableSource."""


@dataclass(frozen=True, slots=True)
class Same:
    """What was read before as it is, under the stamp it has since.

    `remembered` is what a feed's next look has to know, by the truth's keys.
    """

    found: Found | Feed
    known: Known
    stamp: Stamp
    remembered: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Unread:
    """A file or feed that could not be read, and why."""

    found: Found | Feed
    source: Source
    reason: str
    stamp: Stamp
    remembered: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Prepared:
    """A file or feed that was read and cut; no `news` where a feed only shows the same again."""

    found: Found | Feed
    source: Source
    documents: Mapping[str, Document]
    entries: tuple[Entry, ...]
    stamp: Stamp
    remembered: Mapping[str, str] = field(default_factory=dict)
    news: bool = True


@dataclass(frozen=True, slots=True)
class Preparation:
    """How files of one ingest are read: into which collection, as what, by what.

    A `mapping` that is given speaks of every table, in place of what lies beside each.
    """

    collection: str
    kind: Kind | None
    reader: FileReader
    embedder: Embedder
    clock: Callable[[], datetime]
    limits: Limits
    mapping: MappingFile = NO_MAPPING

    def is_current(self, found: Found, known: Known) -> bool:
        """Whether a file looks as it did when it was read, and would be read the same way."""
        stamp = known.stamp
        looks = (found.size, found.mtime_ns, found.ctime_ns)
        same = looks == (stamp.size, stamp.mtime_ns, stamp.ctime_ns) and stamp.mtime_ns != 0
        return same and self._reads_as(found, known)

    def prepared(self, found: Found, known: Known | None) -> Same | Unread | Prepared:
        """The file read and cut; only hashed, if its bytes are those that were read before."""
        now = self.clock()
        stamp = self._stamp(found, now)
        source = self._source(found, known, now)
        try:
            mapping = mappings.beside(found.path, given=self.mapping)
            content = load(found.path, name=found.path.name, limits=self.limits)
        except UnreadableSource as error:
            return self._unread(found, source, error, stamp)
        source = replace(source, sha256=hashlib.sha256(content).hexdigest())
        if known and known.source.sha256 == source.sha256 and self._reads_as(found, known):
            return Same(found, known, replace(stamp, pipeline=known.stamp.pipeline))
        try:
            name = shown(found.path.name)
            reading = self.reader.read(content, name=name, kind=self.kind, mapping=mapping)
        except UnreadableSource as error:
            return self._unread(found, source, error, stamp)
        return self._cut(found, source, reading, stamp)

    def _cut(
        self, found: Found, source: Source, reading: Reading, stamp: Stamp
    ) -> Prepared | Unread:
        named = numbered(source.source_id, reading.documents)
        try:
            refuse_unwritable(reading)
        except UnreadableSource as error:
            return self._unread(found, source, error, stamp)
        entries = tuple(
            Entry(piece, embedded_text(piece))
            for document_id, document in named.items()
            for piece in self.chunks(document, document_id, source.source_id)
        )
        return Prepared(found, described(source, reading), named, entries, stamp)

    def chunks(self, document: Document, document_id: str, source_id: str) -> list[Chunk]:
        """A document cut for this ingest's model."""
        return list(
            chunk(document, document_id=document_id, source_id=source_id, count=self.embedder.count)
        )

    def _unread(
        self, found: Found, source: Source, error: UnreadableSource, stamp: Stamp
    ) -> Unread:
        """A failure, stamped with the limits too: another time they may allow it."""
        version, _, kind = stamp.pipeline.rpartition(" as ")
        limited = replace(stamp, pipeline=f"{version}{self._limited} as {kind}")
        return Unread(found, source, str(error), limited)

    def _reads_as(self, found: Found, known: Known) -> bool:
        """Whether a file was read as it would be here; no wish for a kind takes any."""
        version, _, kind = known.stamp.pipeline.rpartition(" as ")
        limited = self._limited if known.source.status == "failed" else ""
        return version == f"{PIPELINE}{self._mapped(found)}{limited}" and self.kind in (None, kind)

    def _mapped(self, found: Found) -> str:
        try:
            return mappings.mark(mappings.beside(found.path, given=self.mapping))
        except UnmappedSource:
            return " by no mapping that can be read"

    @property
    def _limited(self) -> str:
        limits = self.limits
        return f" within {limits.size} B, {limits.seconds:g} s, {limits.memory} B of memory"

    def _stamp(self, found: Found, now: datetime) -> Stamp:
        settled = found.mtime_ns < now.timestamp() * 10**9 - SETTLED_NS
        return Stamp(
            size=found.size,
            mtime_ns=found.mtime_ns if settled else 0,
            ctime_ns=found.ctime_ns,
            pipeline=f"{PIPELINE}{self._mapped(found)} as {self.kind or 'found'}",
        )

    def _source(self, found: Found, known: Known | None, now: datetime) -> Source:
        path = shown(found.path)
        return Source(
            source_id=known.source.source_id if known else source_id(self.collection, path),
            collection=self.collection,
            kind=self.kind or "report",
            title=shown(found.path.stem),
            retrieved=now,
            path=path,
        )


def source_id(collection: str, path: str, *, digits: int = DIGITS) -> str:
    """A name for a file's source: what its own name says, and a hash of where it is."""
    plain = unicodedata.normalize("NFKD", Path(path).stem).encode("ascii", "ignore").decode()
    slug = re.sub(r"[^a-z0-9]+", "-", plain.lower())[:SLUG_LENGTH].strip("-") or "source"
    digest = hashlib.sha256(os.fsencode(f"{collection}\0{path}")).hexdigest()
    return f"{slug}-{digest[:digits]}"


def refuse_unwritable(reading: Reading) -> None:
    """Raise UnreadableSource where a text holds half a character, which no store can keep."""
    try:
        "".join(document.text for document in reading.documents).encode()
    except UnicodeEncodeError as error:
        raise UnreadableSource(f"its text cannot be written down: {error}") from error


def numbered(source_id: str, documents: tuple[Document, ...]) -> dict[str, Document]:
    """The documents of a source by their ids: its own for one alone, else numbered from 1."""
    if len(documents) == 1:
        return {source_id: documents[0]}
    return {f"{source_id}/{n}": document for n, document in enumerate(documents, 1)}


def described(source: Source, reading: Reading) -> Source:
    """The source as its documents describe it; several agree, or say nothing."""
    documents = reading.documents
    kinds = {document.kind for document in documents}
    publishers = {document.publisher for document in documents}
    only = documents[0] if len(documents) == 1 else None
    return replace(
        source,
        kind=kinds.pop() if len(kinds) == 1 else "report",
        title=(only.title if only else "") or source.title,
        url=only.url if only else None,
        publisher=publishers.pop() if len(publishers) == 1 else None,
        published=only.published if only else None,
        notes=reading.notes,
    )
