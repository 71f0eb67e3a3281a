"""The lexical index: BM25 by tantivy over what the truth holds, free to be deleted."""

import json
import logging
import shutil
import threading
from dataclasses import asdict, dataclass
from pathlib import Path

import tantivy
from tantivy import Index, Occur, Query, Schema

from corpus.documents import Filters, Hit
from corpus.errors import StoreDamaged
from corpus.stores.allowed import COLUMNS, Allowed
from corpus.stores.files import Print, first_difference, flush, inventory
from corpus.stores.records import Indexable, SqliteRecords
from corpus.stores.rows import writable
from corpus.stores.words import QUERY_WORDS, Wording, spelled_out

logger = logging.getLogger(__name__)

LAYOUT = 1
WRITER_BYTES = 64_000_000
ANALYZER = "words"
MUTABLE = frozenset({"meta.json", ".managed.json"})  # tantivy writes its other files once
SPARE = 16  # hits fetched beyond the limit, for those the truth no longer holds


@dataclass(frozen=True, slots=True)
class Pointer:
    """The folder in use, the last change it holds, and how its words were made."""

    folder: str
    seq: int
    made: str


class TantivyIndex:
    """Best chunks by words; any thread may search while the owner brings it up to date."""

    def __init__(
        self,
        folder: Path,
        records: SqliteRecords,
        *,
        wording: Wording,
        title_boost: float,
    ) -> None:
        self._folder = folder
        self._records = records
        self._made = f"{LAYOUT} {json.dumps(asdict(wording))}"
        self._analyzer = wording.analyzer()
        self._title_boost = title_boost
        self._schema = _schema()
        self._guard = threading.Lock()
        self._opened = _Opened(pointer="", seq=0, index=None)

    def search(self, text: str, *, limit: int, filters: Filters) -> list[Hit]:
        """The `limit` best allowed chunks by BM25 over any of the words, best first."""
        query = self._query(text)
        if query is None or limit < 1:
            return []
        allowed = self._records.allowed(filters)
        if not allowed.everything:
            query = _within(self._schema, query, allowed)
        searcher = self._current().searcher()
        wanted = limit + SPARE
        while True:
            found = searcher.search(query, limit=wanted, count=False).hits
            addresses = [address for _, address in found]
            chunks = [int(number or 0) for number in searcher.fast_field_values("chunk", addresses)]
            living = self._records.living(chunks)
            hits = [
                Hit(living[chunk], float(score))
                for chunk, (score, _) in zip(chunks, found, strict=True)
                if chunk in living
            ]
            if len(hits) >= limit or len(found) < wanted:
                return hits[:limit]
            wanted *= 2

    def sync(self) -> None:
        """Bring the index on disk up to date with the truth; only the owner may."""
        head = self._records.head()
        pointer = _pointer(head.lexical)
        try:
            index = self._on_disk(pointer)
        except StoreDamaged as trouble:
            if pointer is not None:
                logger.warning("rebuilding the lexical index", extra={"reason": str(trouble)})
            self.rebuild()
            return
        if pointer is not None and pointer.seq != head.seq:
            self._apply(index, after=pointer.seq)
            self._publish(Pointer(pointer.folder, head.seq, self._made))

    def rebuild(self) -> None:
        """Make the index anew from the truth, in a new folder, and put it in use."""
        head = self._records.head()
        name = f"index-{1 + max([0, *self._numbers()])}"
        shutil.rmtree(self._folder / name, ignore_errors=True)
        (self._folder / name).mkdir(parents=True)
        index = self._prepared(Index(self._schema, str(self._folder / name)))
        self._apply(index, after=0)
        flush(self._folder)
        self._publish(Pointer(name, head.seq, self._made))
        for number in self._numbers():
            if f"index-{number}" != name:
                shutil.rmtree(self._folder / f"index-{number}", ignore_errors=True)

    def trouble(self) -> str | None:
        """Why the index on disk cannot be used; None if it can."""
        try:
            self._on_disk(_pointer(self._records.head().lexical))
        except StoreDamaged as trouble:
            return str(trouble)
        return None

    def counted(self) -> int:
        """How many chunks the index holds."""
        return self._current().searcher().num_docs

    @property
    def seq(self) -> int:
        """The last change that the index on disk holds."""
        pointer = _pointer(self._records.head().lexical)
        return pointer.seq if pointer else 0

    def _query(self, text: str) -> Query | None:
        words = dict.fromkeys(self._analyzer.analyze(spelled_out(writable(text))))
        parts: list[tuple[Occur, Query]] = []
        for word in list(words)[:QUERY_WORDS]:
            parts.append((Occur.Should, Query.term_query(self._schema, "body", word)))
            if self._title_boost:
                in_title = Query.term_query(self._schema, "title", word)
                parts.append((Occur.Should, Query.boost_query(in_title, self._title_boost)))
        return Query.boolean_query(parts) if parts else None

    def _current(self) -> Index:
        """The index as the truth's pointer has it; one in memory if that cannot be used."""
        head = self._records.head()
        with self._guard:
            opened = self._opened
            if opened.index is not None and opened.pointer == head.lexical:
                if opened.in_memory and opened.seq != head.seq:
                    self._apply(opened.index, after=opened.seq)
                    self._opened = _Opened(opened.pointer, head.seq, opened.index, in_memory=True)
                return opened.index
            self._opened = self._reopened(head.lexical, head.seq)
            return self._opened.index or Index(self._schema)

    def _reopened(self, target: str, seq: int) -> "_Opened":
        pointer, earlier = _pointer(target), _pointer(self._opened.pointer)
        same_folder = pointer and earlier and pointer.folder == earlier.folder
        if same_folder and self._opened.index is not None and not self._opened.in_memory:
            self._opened.index.reload()
            return _Opened(target, seq, self._opened.index)
        try:
            return _Opened(target, seq, self._on_disk(pointer))
        except StoreDamaged as trouble:
            if pointer is not None:
                logger.warning("searching words in memory", extra={"reason": str(trouble)})
        index = self._prepared(Index(self._schema))
        self._apply(index, after=0)
        return _Opened(target, seq, index, in_memory=True)

    def _on_disk(self, pointer: Pointer | None) -> Index:
        """The index in the pointer's folder. Raises StoreDamaged when it is not as it was made."""
        if pointer is None:
            raise StoreDamaged("the lexical index was never built")
        if pointer.made != self._made:
            raise StoreDamaged(f"it was made by {pointer.made}, not {self._made}")
        folder = self._folder / pointer.folder
        difference = _difference(folder, _prints(self._records.note("lexical_files")))
        if difference is not None:
            raise StoreDamaged(f"{folder}: {difference}")
        try:
            return self._prepared(Index.open(str(folder)))
        except ValueError as error:
            raise StoreDamaged(f"{folder} does not open: {error}") from error

    def _prepared(self, index: Index) -> Index:
        index.register_tokenizer(ANALYZER, self._analyzer)
        index.config_reader("manual")
        return index

    def _apply(self, index: Index, *, after: int) -> None:
        """Take out what went after a change, and put in what came."""
        writer = index.writer(WRITER_BYTES, 1)
        for chunk in self._records.removed_since(after):
            writer.delete_documents_by_term("chunk", chunk)
        for item in self._records.indexable_since(after):
            if after:
                writer.delete_documents_by_term("chunk", item.columns[0])
            writer.add_document(_document(item))
        writer.commit()
        writer.wait_merging_threads()
        index.reload()

    def _publish(self, pointer: Pointer) -> None:
        folder = self._folder / pointer.folder
        known = _prints(self._records.note("lexical_files"))
        prints = inventory(folder, known=known)
        with self._records.transaction():
            files = {name: list(asdict(item).values()) for name, item in prints.items()}
            self._records.remember("lexical_files", json.dumps(files))
            self._records.point("lexical", json.dumps(asdict(pointer)))

    def _numbers(self) -> list[int]:
        names = (path.name.removeprefix("index-") for path in self._folder.glob("index-*"))
        return [int(name) for name in names if name.isdecimal()]


@dataclass(frozen=True, slots=True)
class _Opened:
    pointer: str
    seq: int
    index: Index | None
    in_memory: bool = False


def _schema() -> Schema:
    builder = tantivy.SchemaBuilder()
    for name in COLUMNS:
        builder.add_integer_field(name, indexed=True, fast=True)
    builder.add_text_field("title", tokenizer_name=ANALYZER, index_option="freq")
    builder.add_text_field("body", tokenizer_name=ANALYZER, index_option="freq")
    return builder.build()


def _document(item: Indexable) -> tantivy.Document:
    document = tantivy.Document()
    for name, number in zip(COLUMNS, item.columns, strict=True):
        document.add_integer(name, number)
    document.add_text("title", spelled_out(" ".join((item.title, *item.heading))))
    document.add_text("body", spelled_out(item.body))
    return document


def _within(schema: Schema, query: Query, allowed: Allowed) -> Query:
    """The query among what is allowed; being allowed scores nothing."""
    limits = [Query.term_set_query(schema, name, sorted(numbers)) for name, numbers in allowed.only]
    if allowed.days is not None:
        limits.append(
            Query.range_query(schema, "published", tantivy.FieldType.Integer, *allowed.days)
        )
    musts = [(Occur.Must, Query.const_score_query(limit, 0.0)) for limit in limits]
    return Query.boolean_query([(Occur.Must, query), *musts])


def _pointer(text: str) -> Pointer | None:
    return Pointer(**json.loads(text)) if text else None


def _prints(text: str) -> dict[str, Print]:
    return {name: Print(*item) for name, item in json.loads(text or "{}").items()}


def _difference(folder: Path, prints: dict[str, Print]) -> str | None:
    mutable = {name: item for name, item in prints.items() if name in MUTABLE}
    if first_difference(folder, mutable) is None:
        return first_difference(folder, prints)
    # The owner is ahead of its pointer: merged files are gone, those that are left are whole.
    left = {name: item for name, item in prints.items() if (folder / name).exists()}
    return first_difference(folder, {name: left[name] for name in left.keys() - MUTABLE})
