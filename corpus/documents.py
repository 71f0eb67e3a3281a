"""What is known, as values: sources, the documents read from them, and the chunks of these."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

from corpus.postings import Mapping, Posting
from corpus.series import Series

Kind = Literal["report", "posting", "series"]
BlockKind = Literal["heading", "paragraph", "list", "table", "code"]
Status = Literal["ready", "failed"]


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Half-open character offsets into a document's text."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"span {self.start}:{self.end} is not a half-open range of offsets")

    def of(self, text: str) -> str:
        return text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Reference:
    """A source's own reference: its marker as written (``[3]``, ``[^a]``, ``³``) and what it names.

    `title` and `url` are None when the source never says what the marker stands for.
    """

    marker: str
    title: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading: its level (1 is the highest), its words without markup, and its line."""

    level: int
    title: str
    span: Span


@dataclass(frozen=True, slots=True)
class Page:
    """One page, slide or sheet, numbered from 1 as the file's own viewer does."""

    number: int
    span: Span


@dataclass(frozen=True, slots=True)
class Block:
    """A run of text that reads as one, such as a paragraph; `header` is a table's header row."""

    kind: BlockKind
    span: Span
    header: Span | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """One report or one posting as read: exact text and its structure.

    Headings, pages and blocks are in text order and lie within the text; blocks do not overlap
    and cover all of the text but white space.
    """

    text: str
    title: str
    kind: Kind = "report"
    publisher: str | None = None
    published: date | None = None
    url: str | None = None
    headings: tuple[Heading, ...] = ()
    pages: tuple[Page, ...] = ()
    blocks: tuple[Block, ...] = ()
    references: tuple[Reference, ...] = ()
    posting: Posting | None = None
    series: tuple[Series, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """What one file or page gave: its documents, and notes on what was left out and why.

    `mappings` say of each table of postings how its columns were read, `guesses` of any other
    table how they would be if its rows were postings.
    """

    documents: tuple[Document, ...]
    notes: tuple[str, ...] = ()
    mappings: tuple[Mapping, ...] = ()
    guesses: tuple[Mapping, ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """One file, page or feed and what became of it.

    `published` is when the source says it was published, `retrieved` when it was read.
    A failed source has a `reason`; it may still hold what an earlier reading gave.
    """

    source_id: str
    collection: str
    kind: Kind
    title: str
    retrieved: datetime
    path: str | None = None
    url: str | None = None
    publisher: str | None = None
    published: date | None = None
    sha256: str = ""
    status: Status = "ready"
    reason: str | None = None
    notes: tuple[str, ...] = ()
    chunks: int = 0
    postings: int = 0


@dataclass(frozen=True, slots=True)
class Chunk:
    """A stored piece of one document: ``document.text[span.start:span.end] == text``.

    `document_id` equals `source_id` where a source holds one document, and is
    ``{source_id}/{n}`` (n from 1) where it holds several, such as a file of postings.
    `chunk_id` names the content: another text, place or document is another id.
    `header` is the header row of a table whose later rows the text begins with, else empty.
    """

    chunk_id: str
    document_id: str
    source_id: str
    text: str
    span: Span
    kind: Kind
    title: str
    heading: tuple[str, ...] = ()
    page: int | None = None
    published: date | None = None
    header: str = ""


@dataclass(frozen=True, slots=True)
class Filters:
    """What a question may look at; an empty field allows everything.

    Dates compare with the day a document was published; a document of unknown date passes none.
    """

    collections: tuple[str, ...] = ()
    kinds: tuple[Kind, ...] = ()
    since: date | None = None
    until: date | None = None
    publishers: tuple[str, ...] = ()
    source_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Hit:
    """A chunk an index found, with that index's own score: higher is nearer."""

    chunk_id: str
    score: float


@dataclass(frozen=True, slots=True)
class Ingested:
    """What one ingest did: every input is in exactly one of the three lists."""

    ingested: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()
    failed: tuple["Failure", ...] = field(default=())
    removed: tuple[str, ...] = ()
    documents: int = 0
    chunks: int = 0
    postings: int = 0
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Failure:
    """An input that could not be read, and why, for a person."""

    name: str
    reason: str
    url: bool = False
