"""The warehouse of a store: the epoch in use, opened for whoever asks, built by the owner."""

import hashlib
import json
import logging
import secrets
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import asdict, dataclass, field
from itertools import chain
from pathlib import Path
from urllib.parse import unquote, urlsplit

from corpus.errors import InvalidSettings, StoreDamaged, StoreError, WarehouseUnavailable
from corpus.normalise.posting import VERSION
from corpus.queries import Catalogue, Computed, PostingQuery, SeriesQuery
from corpus.stores import looks
from corpus.stores.codec import Json, decoded, encoded
from corpus.stores.files import Print
from corpus.stores.records import SqliteRecords
from corpus.stores.warehouse import series
from corpus.stores.warehouse.asking import Postings
from corpus.stores.warehouse.catalogue import catalogue
from corpus.stores.warehouse.engine import Engine
from corpus.stores.warehouse.fields import Fields
from corpus.stores.warehouse.filling import Batch, batches
from corpus.stores.warehouse.members import Member, members, unkept
from corpus.stores.warehouse.shelves import DuckFiles, Schemas, Shelf, in_memory, place

logger = logging.getLogger(__name__)

LAYOUT = 2
NOTE, CATALOGUE = "warehouse", "warehouse_catalogue"
OWN_MOST = 20_000
"""Postings that a reader counts for itself, in seconds, while the owner's epoch is not at hand."""
SPARE = 10_000
"""Normalised postings kept beyond twice those that are stored."""


@dataclass(frozen=True, slots=True)
class Pointer:
    """Which epoch is in use, what of the truth is in it, how it was made, and what came before."""

    name: str
    counted: str
    made: str
    earlier: str = ""
    files: Mapping[str, Print] = field(default_factory=dict)


class EpochWarehouse:
    """Postings and series, ready to be counted; what is asked is asked of all that is stored.

    An epoch that is missing, damaged or behind the truth is never asked: a reader makes one in
    memory instead, or says that there are too many postings for that. `url` says where epochs
    stand: ``duckdb:///FOLDER``, or a database server; empty for `folder`. Raises InvalidSettings.
    """

    def __init__(self, records: SqliteRecords, *, folder: Path, url: str) -> None:
        self._records = records
        self._folder = folder
        parts = urlsplit(url)
        if parts.scheme == "duckdb" and (parts.netloc or not parts.path.strip("/")):
            raise InvalidSettings("a duckdb warehouse is a folder; write duckdb:///FOLDER")
        self._url = url
        self._guard = threading.RLock()
        self._building = threading.Lock()
        self._opened: _Opened | None = None

    @property
    def place(self) -> str:
        """Where epochs stand, without user or password."""
        return place(self._url) if self._url else f"duckdb://{self._folder}"

    def catalogue(self, *, collections: Sequence[str] = ()) -> Catalogue:
        """What there is to ask about, in all collections or in some."""
        with self._guard:
            opened = self._current()
            # A catalogue of everything was made with the epoch.
            everything = opened.collections <= set(collections)
            return opened.catalogue(() if everything else tuple(collections))

    def ask(self, query: PostingQuery) -> Computed:
        """What a plan over postings comes to. Raises UnanswerableQuery."""
        with self._guard:
            return self._current().postings.answer(query)

    def ask_series(self, query: SeriesQuery) -> Computed:
        """What a plan over series comes to. Raises UnanswerableQuery."""
        with self._guard:
            return series.answer(self._current().engine, query)

    def sync(self) -> None:
        """Build an epoch if what is stored is not in one; only the owner may.

        A failure to build one loses nothing: the next sync tries again.
        """
        trouble = self.trouble()
        if trouble is None:
            return
        logger.info("building the warehouse", extra={"reason": trouble})
        try:
            self.rebuild()
        except (StoreError, WarehouseUnavailable, OSError) as error:
            logger.warning("no warehouse was built", extra={"reason": str(error)})

    def rebuild(self) -> None:
        """Make the epoch anew from the truth and put it in use; what is asked does not wait."""
        with self._building:
            earlier = self._pointer()
            counted = self._records.counted()
            name = f"epoch-{secrets.token_hex(4)}"
            shelf = self._shelf()
            files = shelf.build(name, self._batches())
            before = earlier.name if earlier else ""
            pointer = Pointer(name, counted, self._made(), before, files)
            with closing(shelf.open(name)) as engine:
                known = catalogue(engine, Fields(engine), collections=())
            with self._records.transaction():
                self._records.remember(NOTE, json.dumps(asdict(pointer)))
                self._records.remember(CATALOGUE, json.dumps([name, _encoded(known)]))
            # The earlier one may still be open in a reader's hands.
            shelf.clear(keep=(name, before))

    def trouble(self) -> str | None:
        """Why the epoch cannot be asked; None if it can, or if there is nothing to count."""
        counted, pointer = self._records.counted(), self._pointer()
        if pointer is None:
            return "nothing was built yet" if counted else None
        if pointer.made != self._made():
            return "it was made by another version, or for another place"
        if pointer.counted != counted:
            return "postings or series have changed since it was built"
        return self._lost(pointer)

    def close(self) -> None:
        with self._guard:
            if self._opened is not None:
                self._opened.engine.close()
                self._opened = None

    def _current(self) -> "_Opened":
        """What is stored at this moment, ready to be counted. Raises StoreError."""
        revision = self._records.revision()
        if self._opened is not None and self._opened.revision == revision:
            return self._opened
        counted = self._records.counted()
        if self._opened is None or self._opened.counted != counted:
            self.close()
            self._opened = _Opened(self._engine(counted), counted)
            self._opened.know(self._kept_catalogue(self._opened))
        self._opened.revision = revision
        return self._opened

    def _kept_catalogue(self, opened: "_Opened") -> Catalogue | None:
        """The catalogue that was made with the epoch that is open; None of one in memory."""
        note, pointer = self._records.note(CATALOGUE), self._pointer()
        if not note or pointer is None or pointer.counted != opened.counted:
            return None
        name, known = json.loads(note)
        if name != pointer.name:
            return None
        return decoded(Catalogue, known, series=series.kinds(opened.engine, collections=()))

    def _engine(self, counted: str) -> Engine:
        trouble = self.trouble()
        pointer = self._pointer()
        if trouble is None and pointer is not None and counted:
            try:
                return self._shelf().open(pointer.name)
            except (StoreDamaged, WarehouseUnavailable) as error:
                trouble = str(error)
        stored = json.loads(counted)[0] if counted else 0
        if stored > OWN_MOST:
            raise StoreError(
                f"{stored:,} postings are stored but not ready to be counted: {trouble}; "
                "wait for the ingest that is under way, or run `insight reindex`"
            )
        if trouble is not None:
            logger.warning("counting in memory", extra={"reason": trouble})
        return in_memory(self._own_batches())

    def _lost(self, pointer: Pointer) -> str | None:
        try:
            return self._shelf().trouble(pointer.name, pointer.files)
        except WarehouseUnavailable as error:
            return str(error)

    def _batches(self) -> Iterator[Batch]:
        """All rows, as the owner makes them: what was normalised is kept for the next time."""

        def normalised() -> Iterator[Member]:
            return members(self._records, keep=self._records.keep_normalised)

        self._forget_unused()
        sources = self._records.every_source()
        opened = looks.opened(self._records, sources)
        return chain(batches(normalised, sources, opened), series.batches(self._records))

    def _forget_unused(self) -> None:
        """Drop what older versions normalised, or all when most is of postings that are gone."""
        self._records.forget_normalised(but=VERSION)
        counted = self._records.counted()
        stored = json.loads(counted)[0] if counted else 0
        if self._records.normalised_kept() > 2 * stored + SPARE:
            self._records.forget_normalised()

    def _own_batches(self) -> Iterator[Batch]:
        """All rows, as of a reader, which may keep nothing."""
        held = tuple(members(self._records, keep=unkept))
        sources = self._records.every_source()
        opened = looks.opened(self._records, sources)
        return chain(batches(lambda: held, sources, opened), series.batches(self._records))

    def _shelf(self) -> Shelf:
        if not self._url:
            return DuckFiles(self._folder)
        parts = urlsplit(self._url)
        identity = self._records.identity() or "none"
        if parts.scheme != "duckdb":
            return Schemas(self._url, owner=identity)
        return DuckFiles(Path(unquote(parts.path)) / identity)

    def _made(self) -> str:
        """How epochs are made, and where: another way or place needs another epoch."""
        where = hashlib.sha256(self._url.encode()).hexdigest()[:12]
        return f"{LAYOUT} {VERSION} {where}"

    def _pointer(self) -> Pointer | None:
        note = self._records.note(NOTE)
        if not note:
            return None
        written = json.loads(note)
        files = {name: Print(**item) for name, item in written.pop("files").items()}
        return Pointer(**written, files=files)


class _Opened:
    """An epoch that is open, and what was found out about it."""

    def __init__(self, engine: Engine, counted: str) -> None:
        self.engine = engine
        self.counted = counted
        self.revision = 0
        self.postings = Postings(engine)
        self._catalogues: dict[tuple[str, ...], Catalogue] = {}
        sources = engine.table("sources")
        self.collections = {row[0] for row in engine.rows(sources.select("collection").distinct())}

    def know(self, everything: Catalogue | None) -> None:
        """Take this for the catalogue of all collections, if it is one."""
        if everything is not None:
            self._catalogues[()] = everything

    def catalogue(self, collections: tuple[str, ...]) -> Catalogue:
        if collections not in self._catalogues:
            fields = self.postings.fields
            self._catalogues[collections] = catalogue(self.engine, fields, collections=collections)
        return self._catalogues[collections]


def _encoded(known: Catalogue) -> Json:
    return encoded(known, leaving=frozenset({"series"}))
