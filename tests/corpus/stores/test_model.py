"""A store against a dictionary that does the same, over any sequence of changes."""

import tempfile
from contextlib import suppress
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from corpus.documents import Filters
from tests.corpus.stores.sources import EMBEDDER, Given, opened, put

NAMES = st.sampled_from(["a", "b", "c", "d"])
LINES = st.lists(
    st.sampled_from(["pay rose", "pay fell", "robots came", "python left", "skills"]),
    max_size=5,
    unique=True,
)
COLLECTIONS = {"a": "north", "b": "north", "c": "south", "d": "south"}


class StoreAndDictionary(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.home = Path(self.folder.name)
        self.store = opened(self.home)
        self.reader = opened(self.home, writable=False)
        self.held: dict[str, Given] = {}
        self.words_are_current = True

    @rule(name=NAMES, lines=LINES)
    def replace(self, name: str, lines: list[str]) -> None:
        given = Given(name, tuple(lines), collection=COLLECTIONS[name])
        put(self.store, given)
        self.held[name] = given
        self.words_are_current = False

    @precondition(lambda self: self.held)
    @rule(data=st.data())
    def remove(self, data: st.DataObject) -> None:
        name = data.draw(st.sampled_from(sorted(self.held)))
        self.store.records.remove(name)
        del self.held[name]
        self.words_are_current = False

    @rule(name=NAMES, lines=LINES)
    def fail_to_replace_within_a_transaction(self, name: str, lines: list[str]) -> None:
        given = Given(name, tuple(lines), collection=COLLECTIONS[name])
        with suppress(ZeroDivisionError), self.store.records.transaction():
            put(self.store, given)
            _ = 1 / 0

    @rule()
    def bring_words_up_to_date(self) -> None:
        self.store.lexical.sync()
        self.words_are_current = True

    @rule()
    def open_again(self) -> None:
        self.store.close()
        self.store = opened(self.home)

    @invariant()
    def the_truth_holds_what_was_put(self) -> None:
        for store in (self.store, self.reader):
            sources = store.records.every_source()
            assert {source.source_id for source in sources} == set(self.held)
            for name, given in self.held.items():
                assert store.records.document(name) == given.document
                expected = [entry.chunk for entry in given.entries]
                assert sorted(store.records.chunks_of(name), key=lambda c: c.span) == expected

    @invariant()
    def every_chunk_is_found_by_its_vector_and_nothing_else_is(self) -> None:
        (vector,) = EMBEDDER.embed(["pay rose"])
        for collection in ("north", "south"):
            expected = {
                entry.chunk.chunk_id
                for given in self.held.values()
                if given.collection == collection
                for entry in given.entries
            }
            for store in (self.store, self.reader):
                filters = Filters(collections=(collection,))
                hits = store.dense.search(vector, limit=99, filters=filters)
                assert {hit.chunk_id for hit in hits} == expected

    @invariant()
    def words_find_nothing_that_is_gone(self) -> None:
        expected = {
            entry.chunk.chunk_id
            for given in self.held.values()
            for entry in given.entries
            if "pay" in entry.embedded
        }
        for store in (self.store, self.reader):
            hits = store.lexical.search("pay", limit=99, filters=Filters())
            found = {hit.chunk_id for hit in hits}
            assert found == expected if self.words_are_current else found <= expected

    def teardown(self) -> None:
        self.reader.close()
        self.store.close()
        self.folder.cleanup()


TestAStoreDoesWhatADictionaryDoes = StoreAndDictionary.TestCase
TestAStoreDoesWhatADictionaryDoes.settings = settings(
    max_examples=8, stateful_step_count=12, deadline=None
)
