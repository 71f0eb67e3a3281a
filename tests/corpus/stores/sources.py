"""Small sources to store, as values."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path

from corpus.documents import Chunk, Document, Kind, Source, Span
from corpus.embedding.wordhash import WordHash
from corpus.stores import Entry, Stamp, Store, Tuning

READ = datetime(2026, 8, 14, 9, 30, tzinfo=UTC)
EMBEDDER = WordHash()
APPROXIMATE_ALWAYS = Tuning(approximate_from=1)


@dataclass(frozen=True)
class Given:
    """A source of one document with a chunk a line."""

    source_id: str
    lines: tuple[str, ...]
    collection: str = "default"
    kind: Kind = "report"
    publisher: str | None = None
    published: date | None = None
    document: Document = field(init=False)

    def __post_init__(self) -> None:
        document = Document(
            text="\n".join(self.lines),
            title=f"Title of {self.source_id}",
            kind=self.kind,
            publisher=self.publisher,
            published=self.published,
        )
        object.__setattr__(self, "document", document)

    @property
    def source(self) -> Source:
        return Source(
            source_id=self.source_id,
            collection=self.collection,
            kind=self.kind,
            title=self.document.title,
            retrieved=READ,
            path=f"/reports/{self.source_id}.md",
            publisher=self.publisher,
            published=self.published,
        )

    @property
    def entries(self) -> list[Entry]:
        start, entries = 0, []
        for line in self.lines:
            chunk = Chunk(
                chunk_id=f"{self.source_id}:{start}:{line[:40]}",
                document_id=self.source_id,
                source_id=self.source_id,
                text=line,
                span=Span(start, start + len(line)),
                kind=self.kind,
                title=self.document.title,
                published=self.published,
            )
            entries.append(Entry(chunk, f"{self.document.title}\n{line}"))
            start += len(line) + 1
        return entries


def put(store: Store, given: Given) -> None:
    entries = given.entries
    store.records.replace(
        given.source,
        {given.source_id: given.document},
        entries,
        stamp=Stamp(),
        vectors=EMBEDDER.embed([entry.embedded for entry in entries]),
    )


def opened(home: Path, *, writable: bool = True, tuning: Tuning | None = None) -> Store:
    return Store.open(home, embedder=EMBEDDER, writable=writable, tuning=tuning)
