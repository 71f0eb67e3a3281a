"""One feed on its way in: fetched, read, and joined to what its earlier looks showed."""

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Protocol

from corpus.chunking import embedded_text
from corpus.documents import Document, Failure, Reading, Source
from corpus.errors import FeedUnavailable, MissingSource, RefusedAddress, UnreadableSource
from corpus.feeds.boards import Feed, Snapshot
from corpus.feeds.client import UNKNOWN, Unchanged, Validators
from corpus.ingest import mappings, snapshots
from corpus.ingest.reading import (
    PIPELINE,
    Preparation,
    Prepared,
    Same,
    Unread,
    described,
    numbered,
    refuse_unwritable,
    source_id,
)
from corpus.readers.overrides import NO_MAPPING
from corpus.stores import Entry, Known, Stamp, looks
from corpus.stores.records import SqliteRecords


class Feeds(Protocol):
    """Fetches what a feed shows."""

    def fetch(self, feed: Feed, *, known: Validators) -> Snapshot | Unchanged:
        """One look at a feed. Raises UnreadableSource."""


class Offline:
    """No network: every feed is unavailable."""

    def fetch(self, feed: Feed, *, known: Validators) -> Snapshot | Unchanged:  # noqa: ARG002
        # Nothing is asked, whatever is known.
        raise FeedUnavailable("it is not fetched: this ingest was given no network")


@dataclass(frozen=True, slots=True)
class Looked:
    """What is remembered of a feed's last look, so that the next one can be compared with it.

    `fetched` is when it last answered, None before it did. `opened` are the ids of the postings
    it showed then, `gone` counts those it showed before. `doubted` says that a later look showed
    too few to be believed at once.
    """

    fetched: datetime | None = None
    validators: Validators = UNKNOWN
    sha256: str = ""
    pipeline: str = ""
    opened: tuple[str, ...] = ()
    gone: int = 0
    doubted: bool = False


def looked(records: SqliteRecords, source_id: str) -> Looked:
    """What is remembered of a source's last look; nothing of a source that is no feed."""
    said = records.note(looks.key(source_id))
    if not said:
        return Looked()
    told = json.loads(said)
    fetched = told["fetched"]
    return Looked(
        **told
        | {
            "fetched": datetime.fromisoformat(fetched) if fetched else None,
            "validators": Validators(**told["validators"]),
            "opened": tuple(told["opened"]),
        }
    )


@dataclass(frozen=True, slots=True)
class FeedPreparation:
    """How feeds of one ingest are read; `say` hears which one is being fetched."""

    how: Preparation
    feeds: Feeds
    records: SqliteRecords
    say: Callable[[str], None]

    def prepared(self, feed: Feed) -> Same | Prepared | Unread | Failure:
        """What becomes of a feed; what it gave before is kept whatever happens."""
        look = self._begun(feed, self.how.clock())
        self.say(feed.name)
        try:
            return self._answered(look, self.feeds.fetch(feed, known=look.known))
        except UnreadableSource as error:
            if look.is_new and isinstance(error, MissingSource | RefusedAddress):
                return Failure(feed.name, str(error), url=True)
            doubted = look.last.doubted or isinstance(error, _DoubtfulLook)
            remembered = _remembered(look.source, replace(look.last, doubted=doubted))
            return Unread(feed, look.source, str(error), self._stamp, remembered)

    def _answered(self, look: "_Look", answer: Snapshot | Unchanged) -> Same | Prepared:
        if isinstance(answer, Unchanged):
            return self._again(look, look.last)
        after = replace(
            look.last,
            validators=answer.validators,
            sha256=hashlib.sha256(answer.content).hexdigest(),
            pipeline=self._stamp.pipeline,
        )
        if look.is_current and after.sha256 == look.last.sha256:
            return self._again(look, after)
        return self._taken(look, answer, after)

    def _begun(self, feed: Feed, now: datetime) -> "_Look":
        name = source_id(self.how.collection, feed.url)
        earlier = self.records.sources([name]).get(name)
        # What was remembered of a source that was removed since is of no use.
        last = looked(self.records, name) if earlier else Looked()
        source = earlier or Source(
            source_id=name,
            collection=self.how.collection,
            kind=self.how.kind or ("posting" if feed.service else "report"),
            title=feed.name,
            retrieved=now,
            url=feed.url,
        )
        is_current = last.pipeline == self._stamp.pipeline
        return _Look(feed, now, earlier is None, source, last, is_current)

    def _again(self, look: "_Look", after: Looked) -> Same | Prepared:
        """The same as before: its postings were seen once more."""
        source = replace(look.source, retrieved=look.now)
        after = replace(after, fetched=look.now, doubted=False)
        was_today = look.last.fetched is not None and look.last.fetched.date() >= look.now.date()
        if source.status == "ready" and (was_today or not look.last.opened):
            known = Known(source, self._stamp)
            return Same(look.feed, known, self._stamp, _remembered(source, after))
        before = self._documents(source.source_id)
        seen = {name: before[name] for name in look.last.opened if name in before}
        documents = snapshots.dated(before, seen, today=look.now.date())
        return Prepared(
            look.feed,
            source,
            documents,
            self._entries(source.source_id, documents, before, kept=True),
            self._stamp,
            _remembered(source, after),
            news=False,
        )

    def _taken(self, look: "_Look", answer: Snapshot, after: Looked) -> Prepared:
        """Something else than before: it is read, and joined to what is kept."""
        reading = self._reading(answer)
        before = self._documents(look.source.source_id)
        if all(document.posting is not None for document in reading.documents):
            documents, opened = _joined(look, answer, reading, before)
        elif look.last.opened:
            raise FeedUnavailable(
                f"it shows no posting where it showed {len(look.last.opened):,}; those are kept"
            )
        else:
            documents, opened = numbered(look.source.source_id, reading.documents), ()
        gone = len(documents) - len(opened) if opened or look.last.opened or look.last.gone else 0
        after = replace(after, fetched=look.now, opened=opened, gone=gone, doubted=False)
        whole = replace(reading, documents=tuple(documents.values()))
        source = replace(_described(look, whole), sha256=after.sha256)
        return Prepared(
            look.feed,
            source,
            documents,
            self._entries(source.source_id, documents, before, kept=look.is_current),
            self._stamp,
            _remembered(source, after),
        )

    def _reading(self, answer: Snapshot) -> Reading:
        if answer.postings == 0:
            return Reading((), (*answer.notes, "no posting is advertised there at the moment"))
        kind = answer.kind or self.how.kind
        # A mapping names the columns of a table of one's own, not those of a board.
        mapping = self.how.mapping if answer.board is None else NO_MAPPING
        reading = self.how.reader.read(answer.content, name=answer.name, kind=kind, mapping=mapping)
        refuse_unwritable(reading)
        return replace(reading, notes=(*answer.notes, *reading.notes))

    def _documents(self, source_id: str) -> dict[str, Document]:
        """What is stored of a source, whole."""
        return {
            name: replace(self.records.document(name), series=self.records.series(name))
            for name in self.records.document_ids(source_id)
        }

    def _entries(
        self,
        source_id: str,
        documents: Mapping[str, Document],
        before: Mapping[str, Document],
        *,
        kept: bool,
    ) -> tuple[Entry, ...]:
        """The chunks of the documents; a text that is stored as it is need not be cut again."""
        return tuple(
            Entry(piece, embedded_text(piece))
            for name, document in documents.items()
            for piece in (
                self.records.chunks_of(name)
                if kept and name in before and _says_the_same(document, before[name])
                else self.how.chunks(document, name, source_id)
            )
        )

    @property
    def _stamp(self) -> Stamp:
        mapped = mappings.mark(self.how.mapping)
        return Stamp(pipeline=f"{PIPELINE}{mapped} as {self.how.kind or 'found'}")


@dataclass(frozen=True, slots=True)
class _Look:
    """A look that has begun: what is known of the feed, and whether it was read as it would be."""

    feed: Feed
    now: datetime
    is_new: bool
    source: Source
    last: Looked
    is_current: bool

    @property
    def known(self) -> Validators:
        return self.last.validators if self.is_current else UNKNOWN


class _DoubtfulLook(FeedUnavailable):
    """A feed shows so little that it is believed only when it does so again."""


def _joined(
    look: _Look, answer: Snapshot, reading: Reading, before: Mapping[str, Document]
) -> tuple[dict[str, Document], tuple[str, ...]]:
    """All postings of all looks with their days, and the ids of those that are open."""
    shown = snapshots.named(look.source.source_id, _on(answer.board, reading.documents))
    opened = look.last.opened
    if not look.last.doubted and snapshots.is_doubtful(shown=len(shown), opened=len(opened)):
        raise _DoubtfulLook(
            f"it shows {len(shown):,} postings where {len(opened):,} were open; "
            "those are kept as they were, and it is believed if the next look shows the same"
        )
    earlier = {name: each for name, each in before.items() if each.posting is not None}
    documents = snapshots.dated(earlier, shown, today=look.now.date())
    return documents, snapshots.still_open(shown, opened, whole=answer.whole)


def _on(board: str | None, documents: Iterable[Document]) -> list[Document]:
    """The documents, a board's postings naming it."""
    return [
        replace(document, posting=replace(document.posting, board=board))
        if board and document.posting
        else document
        for document in documents
    ]


def _described(look: _Look, reading: Reading) -> Source:
    """The source as its documents describe it, at the address it is fetched from."""
    told = described(look.source, reading)
    is_board = look.feed.service is not None
    return replace(
        told,
        kind="posting" if is_board else told.kind,
        title=look.feed.name if is_board else told.title,
        url=look.feed.url,
        retrieved=look.now,
    )


def _says_the_same(one: Document, other: Document) -> bool:
    return replace(one, posting=None) == replace(other, posting=None)


def _remembered(source: Source, look: Looked) -> dict[str, str]:
    fetched = look.fetched.isoformat() if look.fetched else None
    return {looks.key(source.source_id): json.dumps(asdict(look) | {"fetched": fetched})}
