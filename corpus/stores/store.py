"""A store as one thing: the truth, its two indexes, and what keeps them in step."""

import json
import logging
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Protocol, Self

from corpus.errors import StoreError, StoreMismatch
from corpus.protocols import Vectors
from corpus.stores.dense import DenseIndex
from corpus.stores.epochs import Epochs, Pointer
from corpus.stores.files import size_of
from corpus.stores.lexical import TantivyIndex
from corpus.stores.lock import Ownership
from corpus.stores.records import SqliteRecords, Statistics
from corpus.stores.rows import text_hash
from corpus.stores.statements import Model
from corpus.stores.words import Wording

if TYPE_CHECKING:
    from corpus.stores.warehouse.warehouse import EpochWarehouse

logger = logging.getLogger(__name__)

TRUTH = "truth.sqlite3"
REBUILD_ROWS = 2_000
REBUILD_SHARE = 0.2
TEXTS_AT_ONCE = 512


class Identified(Protocol):
    """Whose vectors a store holds."""

    model: str
    dimension: int


class Embeds(Identified, Protocol):
    """What makes those vectors."""

    def embed(self, texts: Sequence[str]) -> Vectors: ...


@dataclass(frozen=True, slots=True)
class Tuning:
    """How the indexes are made and asked; the defaults were measured.

    Epochs smaller than `approximate_from` chunks are searched exactly, which is as quick there
    and spares a one-off question the second that opening Chroma takes. `warehouse` is the address
    of another engine to count in than DuckDB in the store's own folder.
    """

    approximate_from: int = 30_000
    title_boost: float = 0.5
    wording: Wording = field(default_factory=Wording)
    warehouse: str = field(default="", repr=False)  # an address may hold a password


@dataclass(frozen=True, slots=True)
class Health:
    """What `insight doctor` says of a store; a trouble is None where there is none.

    `warehouse` is where postings are counted, empty while there is nothing to count.
    """

    home: Path
    model: Model | None
    statistics: Statistics
    seq: int
    epoch: str
    epoch_seq: int
    epoch_chunks: int
    epoch_trouble: str | None
    tail: int
    lexical_seq: int
    lexical_chunks: int
    lexical_trouble: str | None
    truth_bytes: int
    epochs_bytes: int
    lexical_bytes: int
    warehouse: str
    warehouse_trouble: str | None
    warehouse_bytes: int


class Store:
    """What is known, kept in one folder; many processes may read it while one writes."""

    def __init__(
        self,
        home: Path,
        model: Model,
        *,
        ownership: Ownership | None,
        chroma_url: str | None,
        tuning: Tuning,
    ) -> None:
        self.home = home
        self.model = model
        self.writable = ownership is not None
        self._ownership = ownership
        self.records = SqliteRecords(home / TRUTH, model=model, writable=self.writable)
        self._epochs = Epochs(home / "epochs", model=model, server=chroma_url or "")
        self.dense = DenseIndex(
            self.records, self._epochs, model=model, approximate_from=tuning.approximate_from
        )
        self.lexical = TantivyIndex(
            home / "lexical",
            self.records,
            wording=tuning.wording,
            title_boost=tuning.title_boost,
        )
        self._warehouse_url = tuning.warehouse

    @cached_property
    def warehouse(self) -> "EpochWarehouse":
        """What counts postings and series."""
        # Ibis and DuckDB take half a second to import: only a process that counts pays.
        from corpus.stores.warehouse.warehouse import EpochWarehouse  # noqa: PLC0415

        return EpochWarehouse(self.records, folder=self.home / "warehouse", url=self._warehouse_url)

    @classmethod
    def open(
        cls,
        home: Path,
        *,
        embedder: Identified,
        writable: bool = False,
        chroma_url: str | None = None,
        tuning: Tuning | None = None,
    ) -> Self:
        """Open the store in a folder, to read it or, as its one owner, to write.

        A reader of a folder that is not there sees an empty store. Raises StoreOwned, and
        StoreMismatch if the store holds another model's vectors.
        """
        store = cls._opened(home, embedder, writable, chroma_url, tuning)
        held = store.records.head().model
        if held is not None and held != store.model:
            store.close()
            raise StoreMismatch(
                f"{home} holds vectors of {held.name}, not of {embedder.model}; "
                "run `insight reindex` to embed it again"
            )
        if writable:
            with _closed_on_failure(store):
                store.adopt()
        return store

    @classmethod
    def reindexed(
        cls,
        home: Path,
        *,
        embedder: Embeds,
        chroma_url: str | None = None,
        tuning: Tuning | None = None,
        progress: Callable[[int], None] | None = None,
    ) -> Self:
        """Open the store as its owner, with both indexes made anew for this embedder.

        Texts without a vector of its model are embedded first, and `progress` hears how many each
        time some are; while they are, readers go on with the earlier model. Raises StoreOwned.
        """
        store = cls._opened(home, embedder, True, chroma_url, tuning)
        with _closed_on_failure(store):
            store.embed_missing(embedder, progress or _unheard)
            store.adopt()
            store.rebuild()
        return store

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        if "warehouse" in vars(self):
            self.warehouse.close()
        self.dense.close()
        self.records.close()
        if self._ownership is not None:
            self._ownership.release()

    def sync(self) -> None:
        """Bring the indexes and the warehouse in step with the truth; each is built when it is due.

        A failure to build one loses nothing: searches stay exact, and the next sync tries again.
        """
        self.lexical.sync()
        if self._has_to_count():
            self.warehouse.sync()
        reason = self._epoch_due()
        if reason is not None:
            self._build_epoch(reason)

    def rebuild(self) -> None:
        """Make the indexes and the warehouse anew from the truth; nothing is embedded.

        Raises StoreDamaged, and WarehouseUnavailable.
        """
        self.records.forget_unused_embeddings()
        self.lexical.rebuild()
        if self._has_to_count():
            self.records.forget_normalised()
            self.warehouse.rebuild()
        self._put_epoch_in_use()

    def adopt(self) -> None:
        """Make this model the store's own, and remove what dead builds left."""
        self.records.adopt()
        pointer = _pointer(self.records.head().epoch)
        self._epochs.clear(keep=(pointer.name, self.records.note("previous_epoch")))

    def embed_missing(self, embedder: Embeds, progress: Callable[[int], None]) -> None:
        """Embed every text that has no vector of this model."""
        last = 0
        while batch := self.records.missing_texts(after=last, limit=TEXTS_AT_ONCE):
            last = batch[-1][0]
            texts = list(dict.fromkeys(text for _, text in batch))
            vectors = embedder.embed(texts)
            self.records.put({text_hash(text): vectors[n] for n, text in enumerate(texts)})
            progress(len(batch))

    def health(self) -> Health:
        """How the store stands; it reads every file's size, and opens what it counts."""
        head = self.records.head()
        pointer = _pointer(head.epoch)
        counts = self._has_to_count()
        return Health(
            home=self.home,
            model=head.model,
            statistics=self.records.statistics(),
            seq=head.seq,
            epoch=pointer.name,
            epoch_seq=pointer.seq,
            epoch_chunks=pointer.chunks,
            epoch_trouble=self._epochs.trouble(head.epoch),
            tail=self.records.changed_since(pointer.seq),
            lexical_seq=self.lexical.seq,
            lexical_chunks=self.lexical.counted(),
            lexical_trouble=self.lexical.trouble(),
            truth_bytes=sum(path.stat().st_size for path in self.home.glob(f"{TRUTH}*")),
            epochs_bytes=size_of(self.home / "epochs"),
            lexical_bytes=size_of(self.home / "lexical"),
            warehouse=self.warehouse.place if counts else "",
            warehouse_trouble=self.warehouse.trouble() if counts else None,
            warehouse_bytes=size_of(self.home / "warehouse"),
        )

    @classmethod
    def _opened(
        cls,
        home: Path,
        embedder: Identified,
        writable: bool,
        chroma_url: str | None,
        tuning: Tuning | None,
    ) -> Self:
        ownership = Ownership(home) if writable else None
        try:
            return cls(
                home,
                Model(embedder.model, embedder.dimension),
                ownership=ownership,
                chroma_url=chroma_url,
                tuning=tuning or Tuning(),
            )
        except BaseException:
            if ownership is not None:
                ownership.release()
            raise

    def _has_to_count(self) -> bool:
        return bool(self.records.counted() or self.records.note("warehouse"))

    def _epoch_due(self) -> str | None:
        head = self.records.head()
        pointer = _pointer(head.epoch)
        changed = self.records.changed_since(pointer.seq)
        if not pointer.name and not changed:
            return None
        if changed > max(REBUILD_ROWS, REBUILD_SHARE * pointer.chunks):
            return f"{changed} chunks changed"
        return self._epochs.trouble(head.epoch)

    def _build_epoch(self, reason: str) -> None:
        logger.info("building an epoch", extra={"reason": reason})
        try:
            self._put_epoch_in_use()
        except (StoreError, OSError) as error:
            logger.warning("no epoch was built", extra={"reason": str(error)})

    def _put_epoch_in_use(self) -> None:
        earlier = _pointer(self.records.head().epoch)
        built = self._epochs.build(self.records)
        self.records.remember("previous_epoch", earlier.name)
        self._epochs.clear(keep=(earlier.name, built.name if built else ""))
        self.records.forget_tombstones(until=min(earlier.seq, self.lexical.seq))


@contextmanager
def _closed_on_failure(store: Store) -> Iterator[None]:
    try:
        yield
    except BaseException:
        store.close()
        raise


def _unheard(_: int) -> None:
    """Hear of progress and say nothing."""


def _pointer(text: str) -> Pointer:
    return Pointer(**json.loads(text)) if text else Pointer("", "", 0, 0)
