"""One ingest: each input is read, embedded and stored, or fails by name."""

import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TypeGuard

from corpus.documents import Failure, Ingested, Kind
from corpus.feeds.boards import Feed
from corpus.ingest.feeds import FeedPreparation, Feeds, Offline
from corpus.ingest.inputs import NOTHING_HERE, Found, found, is_address, is_gone, placed, shown
from corpus.ingest.progress import Progress, Step, unheard
from corpus.ingest.reading import FileReader, Preparation, Prepared, Same, Unread
from corpus.protocols import Embedder
from corpus.readers.overrides import NO_MAPPING, MappingFile
from corpus.readers.sandbox import Limits
from corpus.stores import Known, Store, text_hash

FILES_AHEAD = 4  # read and cut while others are embedded
TEXTS_AT_ONCE = 512  # across files, so that many small ones embed as fast as one large one
TEXTS_KEPT_AT_ONCE = 128  # what a kill can cost
CHARACTERS_AT_ONCE = 8_000_000
SECONDS_AT_ONCE = 2.0
WORDS_EVERY_S = 10.0
USUAL_LIMITS = Limits()
OFFLINE = Offline()

Outcome = Same | Unread | Prepared | Failure


def ingest(  # noqa: PLR0913
    # Each is one collaborator, or one choice that the command line offers.
    inputs: Sequence[str | Path],
    *,
    store: Store,
    embedder: Embedder,
    reader: FileReader,
    clock: Callable[[], datetime],
    collection: str = "default",
    kind: Kind | None = None,
    progress: Callable[[Progress], None] = unheard,
    prune: bool = False,
    limits: Limits = USUAL_LIMITS,
    feeds: Feeds = OFFLINE,
    mapping: MappingFile = NO_MAPPING,
) -> Ingested:
    """Read files, folders and feeds into a collection; each ends ingested, unchanged or failed.

    A source is safe once `progress` hears `stored` of it. What is interrupted is taken up by the
    next ingest of the same inputs, and nothing is embedded twice. With `prune`, sources whose files
    are gone from the given paths are removed. What failed is read again under other `limits`, and
    a table under another mapping: the given one, or the file that lies beside it.
    """
    started = time.monotonic()
    preparation = Preparation(collection, kind, reader, embedder, clock, limits, mapping)
    listed = list(found(inputs, leaving_out=store.home))
    known = store.records.known(collection=collection)
    gone = _gone(inputs, listed, known) if prune else ()
    listed = [item for item in listed if not _is_settled(item, gone)]
    run = _Run(store, embedder, progress, total=len(listed))
    waiting = [item for item in listed if run.has_to_read(item, known, preparation)]
    fetching = FeedPreparation(
        preparation, feeds, store.records, lambda name: run.say("fetching", name)
    )

    def prepared(item: Found | Feed) -> Outcome:
        if isinstance(item, Feed):
            return fetching.prepared(item)
        return preparation.prepared(item, known.get(shown(item.path)))

    for outcome in _read_ahead(waiting, prepared):
        run.take(outcome)
    run.store_pending()
    _remove(gone, known, store)
    run.say("indexing", "")
    store.sync()
    return run.result(listed, removed=gone, seconds=time.monotonic() - started)


@dataclass(slots=True)
class _Run:
    """The outcomes so far, and what was read but not yet stored."""

    store: Store
    embedder: Embedder
    progress: Callable[[Progress], None]
    total: int
    ingested: dict[str, Prepared] = field(default_factory=dict)
    unchanged: set[str] = field(default_factory=set)
    failed: dict[str, Failure] = field(default_factory=dict)
    pending: list[Prepared] = field(default_factory=list)
    pending_since: float = 0.0
    words_synced: float = field(default_factory=time.monotonic)

    def say(self, step: Step, name: str, chunks: int = 0) -> None:
        settled = len(self.ingested) + len(self.unchanged) + len(self.failed)
        self.progress(Progress(step, name, settled, self.total, chunks))

    def has_to_read(
        self, item: Found | Feed | Failure, known: dict[str, Known], how: Preparation
    ) -> TypeGuard[Found | Feed]:
        """Whether an input has to be read; the outcome of any other is settled by a look."""
        if isinstance(item, Feed):
            return True
        if isinstance(item, Failure):
            self._fail(item)
            return False
        earlier = known.get(shown(item.path))
        if earlier is None or not how.is_current(item, earlier):
            return True
        self._settle_as_before(item, earlier)
        return False

    def take(self, outcome: Outcome) -> None:
        """Record an outcome; what is to be stored waits for company, but not for long."""
        if isinstance(outcome, Failure):
            self._fail(outcome)
        elif isinstance(outcome, Same):
            self.store.records.restamp(outcome.known.source.source_id, outcome.stamp)
            self._remember(outcome)
            self._settle_as_before(outcome.found, outcome.known)
        elif isinstance(outcome, Unread):
            self.store.records.fail(outcome.source, outcome.reason, stamp=outcome.stamp)
            self._remember(outcome)
            is_feed = isinstance(outcome.found, Feed)
            self._fail(Failure(outcome.found.name, outcome.reason, url=is_feed))
        else:
            self.pending_since = self.pending_since if self.pending else time.monotonic()
            self.pending.append(outcome)
        if self._is_enough():
            self.store_pending()

    def store_pending(self) -> None:
        """Embed and store what was read, in one commit; then say so."""
        pending, self.pending = self.pending, []
        if not pending:
            return
        self._embed(pending)
        with self.store.records.transaction():
            for item in pending:
                self.store.records.replace(
                    item.source, item.documents, item.entries, stamp=item.stamp
                )
                self._remember(item)
        for item in pending:
            self._settle(item)
        if time.monotonic() - self.words_synced > WORDS_EVERY_S:
            self.store.lexical.sync()
            self.words_synced = time.monotonic()

    def result(
        self, listed: Sequence[Found | Feed | Failure], *, removed: tuple[str, ...], seconds: float
    ) -> Ingested:
        names = [item.name for item in listed]
        stored = [self.ingested[name] for name in names if name in self.ingested]
        documents = [document for item in stored for document in item.documents.values()]
        return Ingested(
            ingested=tuple(item.found.name for item in stored),
            unchanged=tuple(name for name in names if name in self.unchanged),
            failed=tuple(self.failed[name] for name in names if name in self.failed),
            removed=removed,
            documents=len(documents),
            chunks=sum(len(item.entries) for item in stored),
            postings=sum(document.posting is not None for document in documents),
            seconds=seconds,
        )

    def _remember(self, outcome: Same | Unread | Prepared) -> None:
        for key, value in outcome.remembered.items():
            self.store.records.remember(key, value)

    def _settle(self, item: Prepared) -> None:
        if item.news:
            self.ingested[item.found.name] = item
        else:
            self.unchanged.add(item.found.name)
        self.say("stored" if item.news else "unchanged", item.found.name, len(item.entries))

    def _settle_as_before(self, item: Found | Feed, earlier: Known) -> None:
        if earlier.source.status == "failed":
            self._fail(Failure(item.name, earlier.source.reason or "it could not be read"))
            return
        self.unchanged.add(item.name)
        self.say("unchanged", item.name)

    def _fail(self, failure: Failure) -> None:
        self.failed[failure.name] = failure
        self.say("failed", failure.name)

    def _is_enough(self) -> bool:
        if not self.pending:
            return False
        texts = sum(len(item.entries) for item in self.pending)
        characters = sum(
            len(document.text) for item in self.pending for document in item.documents.values()
        )
        waited = time.monotonic() - self.pending_since
        return (
            texts >= TEXTS_AT_ONCE or characters >= CHARACTERS_AT_ONCE or waited >= SECONDS_AT_ONCE
        )

    def _embed(self, pending: Sequence[Prepared]) -> None:
        """Keep a vector of every text to be stored; texts of a length are embedded together."""
        texts = {text_hash(entry.embedded): entry.embedded for i in pending for entry in i.entries}
        kept = self.store.records.kept(texts)
        missing = sorted((key for key in texts if key not in kept), key=lambda k: len(texts[k]))
        for first in range(0, len(missing), TEXTS_KEPT_AT_ONCE):
            keys = missing[first : first + TEXTS_KEPT_AT_ONCE]
            vectors = self.embedder.embed([texts[key] for key in keys])
            self.store.records.put(dict(zip(keys, vectors, strict=True)))
            self.say("embedded", "", len(keys))


def _read_ahead(
    waiting: Sequence[Found | Feed], prepared: Callable[[Found | Feed], Outcome]
) -> Iterator[Outcome]:
    """Each input prepared, in order; a few are read while the one before is embedded."""
    with _abandoned_on_failure(ThreadPoolExecutor(1, thread_name_prefix="read")) as pool:
        under_way: deque[Future[Outcome]] = deque()
        for item in waiting:
            under_way.append(pool.submit(prepared, item))
            if len(under_way) > FILES_AHEAD:
                yield under_way.popleft().result()
        while under_way:
            yield under_way.popleft().result()


@contextmanager
def _abandoned_on_failure(pool: ThreadPoolExecutor) -> Iterator[ThreadPoolExecutor]:
    try:
        yield pool
    except BaseException:
        pool.shutdown(wait=False, cancel_futures=True)
        raise
    pool.shutdown()


def _gone(
    inputs: Sequence[str | Path], listed: Sequence[Found | Feed | Failure], known: dict[str, Known]
) -> tuple[str, ...]:
    """The sources' paths at or below the inputs where no file is any more."""
    given = [placed(path) for path in inputs if not is_address(path)]
    places = tuple(path for path in given if Path(path).is_dir() or is_gone(path))
    present = {shown(item.path) for item in listed if isinstance(item, Found)}
    return tuple(
        path
        for path in known
        if any(_is_within(path, place) for place in places)
        and path not in present
        and is_gone(path)
    )


def _is_settled(item: Found | Feed | Failure, gone: Sequence[str]) -> bool:
    """Whether an input failed only by its absence, and what it gave before is removed."""
    if not isinstance(item, Failure) or item.url:
        return False
    place = placed(item.name)
    is_absent = item.reason == NOTHING_HERE or is_gone(place)
    return is_absent and any(_is_within(path, place) for path in gone)


def _is_within(path: str, place: str) -> bool:
    return path == place or path.startswith(place.rstrip("/") + "/")


def _remove(gone: Sequence[str], known: dict[str, Known], store: Store) -> None:
    with store.records.transaction():
        for path in gone:
            store.records.remove(known[path].source.source_id)
        if gone:
            store.records.forget_unused_embeddings()
