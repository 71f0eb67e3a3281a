"""Every seam of the corpus on one page: what a reader, an embedder and a store must do."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from corpus.documents import Chunk, Document, Filters, Hit, Reading, Source
from corpus.queries import Catalogue, Computed, PostingQuery, SeriesQuery

Vectors = NDArray[np.float32]
"""Unit-length embeddings, one a row: shape (texts, dimension)."""


class Reader(Protocol):
    """Turns a file's bytes into documents."""

    def read(self, content: bytes, *, name: str) -> Reading:
        """Read one file's bytes; `name` is its file name. Raises UnreadableSource."""


class Embedder(Protocol):
    """Turns texts into vectors of one model."""

    model: str
    dimension: int

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Embed texts, in their order. An empty sequence gives shape (0, dimension)."""

    def count(self, text: str) -> int:
        """How many of the model's own tokens a text takes, special tokens left out."""


class Entailment(Protocol):
    """Tells whether one text follows from another."""

    def judge(self, pairs: Sequence[tuple[str, str]]) -> NDArray[np.float32]:
        """How likely each hypothesis follows from its premise, is open, or contradicts it.

        `pairs` are (premise, hypothesis); the shape is (pairs, 3), and each row sums to 1.
        """


class Records(Protocol):
    """The truth: sources, their documents and chunks."""

    def chunks(self, chunk_ids: Iterable[str]) -> Mapping[str, Chunk]:
        """The chunks of these ids that exist; an id the truth does not know is left out."""

    def sources(self, source_ids: Iterable[str]) -> Mapping[str, Source]: ...

    def every_source(self, *, collections: Sequence[str] = ()) -> Sequence[Source]:
        """All sources, or those of some collections."""

    def openings(self, length: int, *, collections: Sequence[str] = ()) -> Mapping[str, str]:
        """The first `length` characters of each report, by source id."""

    def revision(self) -> int:
        """A number that moves with every change to what is known."""

    def document(self, document_id: str) -> Document:
        """One document as read. Raises UnknownSource."""


class ChunkStore(Protocol):
    """Nearest chunks by meaning."""

    def search(self, vector: Vectors, *, limit: int, filters: Filters) -> list[Hit]:
        """The `limit` nearest allowed chunks by cosine similarity, best first.

        `vector` has shape (dimension,).
        """


class LexicalIndex(Protocol):
    """Best chunks by words."""

    def search(self, text: str, *, limit: int, filters: Filters) -> list[Hit]:
        """The `limit` best allowed chunks by BM25 over any of the words, best first.

        Any text is legal.
        """


class Warehouse(Protocol):
    """Postings and series, ready to be counted."""

    def catalogue(self, *, collections: Sequence[str] = ()) -> Catalogue:
        """What there is to ask about, in all collections or in some."""

    def ask(self, query: PostingQuery) -> Computed:
        """What a plan over postings comes to. Raises UnanswerableQuery."""

    def ask_series(self, query: SeriesQuery) -> Computed:
        """What a plan over series comes to. Raises UnanswerableQuery."""
