"""What the truth promises: replacement at once, exact text, and what a failure leaves."""

import sqlite3
from collections.abc import Iterator
from dataclasses import fields, replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.documents import (
    Block,
    Chunk,
    Document,
    Filters,
    Heading,
    Page,
    Reference,
    Source,
    Span,
)
from corpus.errors import StoreDamaged, StoreError, StoreMismatch, UnknownSource
from corpus.postings import Pay, Place, Posting
from corpus.series import Series
from corpus.stores import Entry, Stamp, Store
from corpus.stores.codec import decoded, encoded
from tests.corpus.stores.sources import EMBEDDER, READ, Given, opened, put


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with opened(tmp_path) as store:
        yield store


FULL_POSTING = Posting(
    title="Security engineer",
    hiring_organization="Acme",
    description="Guards models",
    identifier="r-1",
    job_location=(Place("Bern", "BE", "CH", "Bern, CH"), Place(raw="Remote")),
    job_location_type="TELECOMMUTE",
    employment_type="FULL_TIME",
    date_posted=date(2026, 1, 2),
    valid_through=date(2026, 2, 3),
    base_salary=Pay(1.5, None, "CHF", "HOUR", "from 1.50", "base", ("currency told by the place",)),
    skills=("python", "go"),
    url="https://jobs.example/1",
    board="greenhouse:acme",
    first_seen=date(2026, 1, 3),
    last_seen=date(2026, 1, 9),
    columns=(("team", "Trust"), ("level", "4")),
)
FULL_SERIES = Series(
    measure="postings_index",
    dimensions=(("state", "tx"),),
    days=(date(2026, 1, 1), date(2026, 1, 2)),
    values=(100.0, 101.5),
    scale="index",
    base="2020-02-01",
)
FULL_DOCUMENT = Document(
    text="# Über 10 %\n\n\x00 a \U0001f600 table",
    title="Über",
    kind="posting",
    publisher="Example Institute",
    published=date(2025, 5, 1),
    url="https://reports.example/1",
    headings=(Heading(1, "Über 10 %", Span(0, 11)),),
    pages=(Page(1, Span(0, 12)), Page(2, Span(12, 22))),
    blocks=(Block("heading", Span(0, 11)), Block("table", Span(13, 22), Span(13, 15))),
    references=(Reference("[3]", "A study", None), Reference("¹")),
    posting=FULL_POSTING,
    series=(FULL_SERIES,),
)
FULL_CHUNK = Chunk(
    chunk_id="c1",
    document_id="s1",
    source_id="s1",
    text="a \U0001f600 table",
    span=Span(15, 24),
    kind="posting",
    title="Über",
    heading=("Über 10 %", "Pay"),
    page=2,
    published=date(2025, 5, 1),
    header="| Role | Pay |",
)
FULL_SOURCE = Source(
    source_id="s1",
    collection="europe",
    kind="posting",
    title="Über",
    retrieved=READ,
    path="/reports/ü.md",
    url="https://reports.example/1",
    publisher="Example Institute",
    published=date(2025, 5, 1),
    sha256="ab" * 32,
    status="ready",
    notes=("one image left out",),
    chunks=1,
    postings=1,
)


@pytest.mark.parametrize(
    "value", [FULL_DOCUMENT, FULL_CHUNK, FULL_SOURCE, FULL_POSTING, FULL_SERIES]
)
def test_the_full_values_of_these_tests_leave_no_field_at_its_default(value: object) -> None:
    kept = {"status", "reason"}
    unset = [
        field.name
        for field in fields(value)  # type: ignore[arg-type]  # every parameter is a dataclass
        if getattr(value, field.name) == field.default and field.name not in kept
    ]
    assert unset == []


def test_a_source_comes_back_field_by_field(store: Store) -> None:
    entry = Entry(FULL_CHUNK, "anything else")
    store.records.replace(
        FULL_SOURCE,
        {"s1": FULL_DOCUMENT},
        [entry],
        stamp=Stamp(),
        vectors=EMBEDDER.embed(["anything else"]),
    )
    assert store.records.sources(["s1"]) == {"s1": FULL_SOURCE}
    assert store.records.document("s1") == replace(FULL_DOCUMENT, series=())
    assert store.records.series("s1") == (FULL_SERIES,)
    assert store.records.chunks(["c1"]) == {"c1": FULL_CHUNK}
    assert store.records.missing_texts(after=0, limit=9) == []


spans = st.builds(lambda a, b: Span(min(a, b), max(a, b)), st.integers(0, 99), st.integers(0, 99))
words = st.text(max_size=8)
documents = st.builds(
    Document,
    text=words,
    title=words,
    kind=st.sampled_from(["report", "posting", "series"]),
    publisher=st.none() | words,
    published=st.none() | st.dates(),
    headings=st.tuples(st.builds(Heading, st.integers(1, 6), words, spans)),
    pages=st.tuples(st.builds(Page, st.integers(1), spans)) | st.just(()),
    blocks=st.tuples(st.builds(Block, st.just("list"), spans, st.none() | spans)),
    references=st.tuples(st.builds(Reference, words, st.none() | words)),
)


@given(documents)
def test_any_document_survives_its_encoding(document: Document) -> None:
    assert decoded(Document, encoded(document)) == document


def test_replacing_leaves_nothing_of_the_earlier_reading(store: Store) -> None:
    put(store, Given("a", ("one", "two", "three")))
    put(store, Given("a", ("two",)))
    assert [chunk.text for chunk in store.records.chunks_of("a")] == ["two"]
    assert store.records.source("a").chunks == 1
    assert store.records.document("a").text == "two"
    assert store.records.statistics().chunks == 1


def test_an_equal_chunk_keeps_its_place_in_every_index(store: Store) -> None:
    first = Given("a", ("one", "two"))
    put(store, first)
    before = store.records.head().seq
    put(store, Given("a", ("one", "two", "three")))
    assert store.records.changed_since(before) == 1
    put(store, Given("a", ("one", "two", "three")))
    assert store.records.head().seq == before + 1


def test_a_replacement_that_fails_changes_nothing(store: Store) -> None:
    given = Given("a", ("one", "two"))
    put(store, given)
    changed = Given("a", ("other",))
    with pytest.raises(StoreMismatch):
        store.records.replace(
            changed.source, {"a": changed.document}, changed.entries, stamp=Stamp()
        )
    assert [chunk.text for chunk in store.records.chunks_of("a")] == ["one", "two"]


def test_a_reader_sees_the_old_or_the_new_and_never_both(store: Store) -> None:
    put(store, Given("a", ("one", "two")))
    with opened(store.home, writable=False) as reader, store.records.transaction():
        put(store, Given("a", ("three", "four", "five")))
        assert [chunk.text for chunk in reader.records.chunks_of("a")] == ["one", "two"]
        assert [chunk.text for chunk in store.records.chunks_of("a")] == ["three", "four", "five"]


def test_a_failed_reading_leaves_what_an_earlier_one_gave(store: Store) -> None:
    given = Given("a", ("one", "two"))
    put(store, given)
    store.records.fail(replace(given.source, sha256="ff"), "it is encrypted", stamp=Stamp(size=9))
    source = store.records.source("a")
    assert (source.status, source.reason, source.sha256) == ("failed", "it is encrypted", "ff")
    assert [chunk.text for chunk in store.records.chunks_of("a")] == ["one", "two"]
    assert source.chunks == 2


def test_a_reading_after_a_failure_is_ready_again(store: Store) -> None:
    given = Given("a", ("one",))
    store.records.fail(given.source, "it is empty", stamp=Stamp())
    assert store.records.statistics().failed == 1
    put(store, given)
    assert store.records.source("a").status == "ready"
    assert store.records.source("a").reason is None


def test_a_removed_source_is_gone_with_its_documents_and_chunks(store: Store) -> None:
    put(store, Given("a", ("one",)))
    chunk_ids = [entry.chunk.chunk_id for entry in Given("a", ("one",)).entries]
    store.records.remove("a")
    assert store.records.chunks(chunk_ids) == {}
    assert store.records.statistics().documents == 0
    with pytest.raises(UnknownSource, match="'a'"):
        store.records.remove("a")
    with pytest.raises(UnknownSource):
        store.records.document("a")


def test_a_source_is_found_by_its_id_its_path_or_how_its_id_begins(store: Store) -> None:
    put(store, Given("pay-2025", ("one",)))
    put(store, Given("pay-2024", ("two",)))
    assert store.records.source("pay-2025").source_id == "pay-2025"
    assert store.records.source("/reports/pay-2024.md").source_id == "pay-2024"
    assert store.records.source("pay-2025"[:-1] + "5").source_id == "pay-2025"
    with pytest.raises(UnknownSource, match="several sources: pay-2024, pay-2025"):
        store.records.source("pay-")
    for unknown in ("%", "", "\ud800"):
        with pytest.raises(UnknownSource, match="no source"):
            store.records.source(unknown)


def test_a_posting_is_found_by_its_own_identifier(store: Store) -> None:
    source = Given("jobs", ()).source
    documents = {
        f"jobs/{place}": Document("Welder", "Welder", posting=Posting("Welder", identifier=own))
        for place, own in enumerate(("7", "8", "7", None), start=1)
    }
    store.records.replace(source, documents, [], stamp=Stamp())
    assert store.records.postings_identified("8") == ("jobs/2",)
    assert store.records.postings_identified("7") == ("jobs/1", "jobs/3")
    assert store.records.postings_identified("") == ()


def test_chunks_come_in_the_order_asked_for_and_unknown_ids_are_left_out(store: Store) -> None:
    given = Given("a", tuple(f"line {n}" for n in range(1200)))
    put(store, given)
    ids = [entry.chunk.chunk_id for entry in given.entries][::-1]
    assert list(store.records.chunks(["nowhere", *ids])) == ids


def test_vectors_are_kept_by_text_and_refused_when_they_are_not_unit_length(store: Store) -> None:
    vector = EMBEDDER.embed(["words"])[0]
    store.records.put({b"x" * 32: vector})
    kept = store.records.get([b"x" * 32, b"y" * 32])
    assert list(kept) == [b"x" * 32]
    assert np.array_equal(kept[b"x" * 32], vector)
    for wrong in (vector * 2, vector[:-1], vector * np.nan):
        with pytest.raises(StoreMismatch):
            store.records.put({b"z" * 32: wrong})


def test_vectors_of_texts_that_no_chunk_holds_can_be_forgotten(store: Store) -> None:
    put(store, Given("a", ("one", "two")))
    put(store, Given("a", ("two",)))
    assert store.records.statistics().embeddings == 2
    assert store.records.forget_unused_embeddings() == 1
    assert store.records.statistics().embeddings == 1


def test_a_reader_of_a_folder_that_is_not_there_sees_nothing_and_makes_nothing(
    tmp_path: Path,
) -> None:
    home = tmp_path / "nowhere"
    with opened(home, writable=False) as reader:
        assert reader.records.every_source() == ()
        assert reader.dense.search(EMBEDDER.embed(["x"])[0], limit=3, filters=Filters()) == []
        assert reader.lexical.search("x", limit=3, filters=Filters()) == []
        assert not home.exists()
        with opened(home) as writer:
            put(writer, Given("a", ("one",)))
        assert len(reader.records.every_source()) == 1


def test_a_reader_may_not_write(store: Store) -> None:
    with (
        opened(store.home, writable=False) as reader,
        pytest.raises(StoreError, match="for reading only"),
    ):
        put(reader, Given("a", ("one",)))


def test_a_file_that_is_no_database_is_said_to_be_damaged(tmp_path: Path) -> None:
    (tmp_path / "truth.sqlite3").write_bytes(b"not a database, but long enough to look at" * 99)
    with pytest.raises(StoreDamaged, match=r"truth\.sqlite3"):
        opened(tmp_path)


def test_a_store_of_a_newer_schema_is_refused(tmp_path: Path) -> None:
    opened(tmp_path).close()
    connection = sqlite3.connect(tmp_path / "truth.sqlite3")
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    for writable in (True, False):
        with pytest.raises(StoreMismatch, match="newer version"):
            opened(tmp_path, writable=writable)


def test_a_commit_waits_for_the_disk(store: Store) -> None:
    with store.records._database.writing() as connection:  # noqa: SLF001  # there is no other way to ask
        assert connection.execute("PRAGMA synchronous").fetchone() == (2,)
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)


def test_a_full_disk_is_said_and_costs_nothing_that_was_stored(store: Store) -> None:
    put(store, Given("a", ("one",)))
    with store.records._database.writing() as connection:  # noqa: SLF001  # to make the disk small
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
        connection.execute(f"PRAGMA max_page_count = {pages + 4}")
    with pytest.raises(StoreError, match="full"):
        put(store, Given("b", tuple(f"line {n} " * 200 for n in range(200))))
    assert [source.source_id for source in store.records.every_source()] == ["a"]
    put(store, Given("c", ("room for this",)))


@settings(max_examples=30)
@given(st.lists(st.sampled_from(["one", "two", "three", "four"]), max_size=4, unique=True))
def test_an_entry_is_embedded_as_it_was_given(lines: list[str]) -> None:
    for line in lines:
        for embedded in (line, f"T\n{line}", f"{line} after", "elsewhere"):
            entry = Entry(replace(FULL_CHUNK, text=line), embedded)
            from corpus.stores.rows import Labels, chunk_values, embedded_text

            row = chunk_values(entry, 1, Labels(1, 1, 0))
            assert embedded_text(row[3], *row[12:14]) == embedded
