"""The warehouse is a cache: what is asked is always asked of what the truth holds."""

import logging
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from corpus.errors import InvalidSettings, StoreError, UnanswerableQuery
from corpus.normalise.posting import normalised
from corpus.postings import Posting
from corpus.queries import Condition, PostingQuery
from corpus.stores import Store
from corpus.stores.warehouse import members, warehouse
from corpus.stores.warehouse.catalogue import catalogue
from corpus.stores.warehouse.shelves import place
from tests.corpus.stores.warehouse.postings import BOARD, FEED, LONG, opened, put

EVERYTHING = PostingQuery()


@pytest.fixture
def home(engine_url: str, tmp_path: Path) -> Path:
    """A store whose warehouse holds what is stored."""
    with opened(tmp_path / "home", url=engine_url) as store:
        put(store, "board", BOARD)
        store.sync()
        assert store.warehouse.trouble() is None
    return tmp_path / "home"


def counted(store: Store) -> int:
    return store.warehouse.ask(EVERYTHING).n


def test_a_reader_counts_the_epoch_that_the_owner_built(
    home: Path, engine_url: str, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING), opened(home, url=engine_url, writable=False) as reader:
        assert counted(reader) == len(BOARD)
    assert caplog.records == []


def test_the_catalogue_kept_with_an_epoch_is_the_one_its_rows_give(
    home: Path, engine_url: str
) -> None:
    with opened(home, url=engine_url, writable=False) as reader:
        kept = reader.warehouse.catalogue()
        assert kept == reader.warehouse.catalogue(collections=["default", "other"])
        opening = reader.warehouse._current()  # noqa: SLF001 - to count without what is kept
        counted_again = catalogue(opening.engine, opening.postings.fields, collections=())
        assert kept == counted_again
        assert kept.unique == len(BOARD)


def test_a_reader_counts_what_was_stored_since_the_epoch(
    home: Path, engine_url: str, caplog: pytest.LogCaptureFixture
) -> None:
    with (
        opened(home, url=engine_url) as owner,
        opened(home, url=engine_url, writable=False) as reader,
    ):
        assert counted(reader) == len(BOARD)
        put(owner, "feed", FEED)
        assert counted(reader) == len(BOARD) + len(FEED)
        assert "counting in memory" in caplog.text
        owner.records.remove("board")
        assert counted(reader) == len(FEED)
        owner.sync()
        assert owner.warehouse.trouble() is None
        assert counted(reader) == len(FEED)


def test_a_report_that_comes_needs_no_other_epoch(home: Path, engine_url: str) -> None:
    with opened(home, url=engine_url) as owner:
        before = owner.records.note(warehouse.NOTE)
        put(owner, "report", [])
        owner.sync()
        assert owner.records.note(warehouse.NOTE) == before
        assert counted(owner) == len(BOARD)


def test_more_postings_than_a_reader_can_count_are_not_counted_by_halves(
    home: Path, engine_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(warehouse, "OWN_MOST", 3)
    with opened(home, url=engine_url) as owner:
        put(owner, "feed", FEED)
        with (
            opened(home, url=engine_url, writable=False) as reader,
            pytest.raises(StoreError, match="9 postings are stored but not ready"),
        ):
            counted(reader)
        owner.sync()
        assert counted(owner) == len(BOARD) + len(FEED)


def test_what_is_stored_stays_countable_when_the_epoch_is_lost(home: Path, engine_url: str) -> None:
    with opened(home, url=engine_url) as owner:
        owner.warehouse._shelf().clear(keep=())  # noqa: SLF001 - as another hand would
    with opened(home, url=engine_url, writable=False) as reader:
        assert counted(reader) == len(BOARD)
    with opened(home, url=engine_url) as owner:
        assert owner.warehouse.trouble() is not None
        owner.sync()
        assert owner.warehouse.trouble() is None


def test_a_damaged_file_is_noticed_and_built_again(tmp_path: Path) -> None:
    home = tmp_path / "home"
    with opened(home) as owner:
        put(owner, "board", BOARD)
        owner.sync()
    (path,) = (home / "warehouse").glob("*/warehouse.duckdb")
    content = bytearray(path.read_bytes())
    content[len(content) // 2 :] = b"\xff" * (len(content) - len(content) // 2)
    path.write_bytes(content)
    with opened(home, writable=False) as reader:
        assert "other bytes" in (reader.warehouse.trouble() or "")
        assert counted(reader) == len(BOARD)
    with opened(home) as owner:
        owner.sync()
        assert owner.warehouse.trouble() is None


def test_past_epochs_are_cleared_away_but_for_the_last(tmp_path: Path) -> None:
    with opened(tmp_path / "home") as owner:
        for n in range(4):
            put(owner, "board", BOARD[: n + 1])
            owner.sync()
            assert counted(owner) == n + 1
    assert len(list((tmp_path / "home" / "warehouse").iterdir())) == 2


def test_nothing_is_built_for_a_store_without_postings(tmp_path: Path) -> None:
    with opened(tmp_path / "home") as store:
        store.sync()
        assert not (tmp_path / "home" / "warehouse").exists()
        assert store.warehouse.catalogue().unique == 0
        with pytest.raises(UnanswerableQuery, match="no postings are stored"):
            counted(store)


def test_only_postings_never_seen_before_are_normalised(
    home: Path, engine_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[str] = []
    made = normalised

    def counting(posting: Posting) -> object:
        seen.append(posting.identifier or "")
        return made(posting)

    monkeypatch.setattr(members, "normalised", counting)
    with opened(home, url=engine_url) as owner:
        again = [replace(posting, last_seen=date(2026, 6, 1)) for posting in BOARD]
        put(owner, "board", [*again, FEED[0]])
        owner.sync()
        assert counted(owner) == len(BOARD) + 1
    assert seen == ["f-1"]


def test_what_is_asked_does_not_wait_for_an_epoch_that_is_being_built(
    home: Path, engine_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers: list[int] = []

    with opened(home, url=engine_url) as owner, ThreadPoolExecutor(1) as elsewhere:

        def asking(posting: Posting) -> object:
            if not answers:
                answers.append(elsewhere.submit(counted, owner).result(timeout=20))
            return normalised(posting)

        monkeypatch.setattr(members, "normalised", asking)
        owner.records.forget_normalised()
        owner.warehouse.rebuild()
    assert answers == [len(BOARD)]


def test_what_was_normalised_of_postings_that_are_gone_is_forgotten_in_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(warehouse, "SPARE", 0)
    with opened(tmp_path / "home") as owner:
        put(owner, "board", BOARD)
        owner.sync()
        put(owner, "board", BOARD[:2])
        owner.sync()
        assert owner.records.normalised_kept() == 2
        assert counted(owner) == 2


def test_copies_are_one_opening_and_each_of_them_is_named(engine_url: str, tmp_path: Path) -> None:
    text = LONG.format(
        "Our platform team runs hundreds of services for hospitals, and you will design, build and "
        "operate the pipelines that carry their data, review the code of colleagues, be on call "
        "one week in six, and explain to doctors what a number means and what it does not mean."
    )
    engineer = Posting("Platform Engineer", "Acme Inc", text, date_posted=date(2026, 2, 10))
    first = replace(engineer, board="indeed", identifier="i-1", skills=("Python",))
    copy = replace(
        engineer, board="linkedin", identifier="l-9", date_posted=date(2026, 2, 12), skills=("Go",)
    )
    with opened(tmp_path / "home", url=engine_url) as store:
        put(store, "one", [first])
        put(store, "two", [copy, *BOARD])
        store.sync()
        named = PostingQuery(where=((Condition("title", "is", ("platform engineer",)),),))
        found = store.warehouse.ask(named)
        assert (found.n, found.unique, found.total) == (1, 1, 2)
        assert found.posting_ids == ("i-1", "l-9")
        assert (found.first, found.last) == (date(2026, 2, 10), date(2026, 2, 10))
        assert store.warehouse.ask(replace(named, source_ids=("two",))).posting_ids == ("l-9",)
        skilled = replace(named, by="listed_skill")
        assert store.warehouse.ask(skilled).rows == (("Go", 1), ("Python", 1))


def test_a_server_that_is_down_stops_no_ingest_and_no_question(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    url = f"postgres://someone:s3cret@/nowhere?host={tmp_path}"
    with opened(tmp_path / "home", url=url) as store:
        put(store, "board", BOARD)
        store.sync()
        assert "no warehouse was built" in caplog.text
        assert counted(store) == len(BOARD)
        said = f"{store.warehouse.trouble()} {caplog.text} {store.warehouse.place}"
        assert "postgres:///nowhere" in said
        assert "s3cret" not in said + "".join(str(vars(record)) for record in caplog.records)


def test_an_engine_that_is_not_known_is_named_without_its_secrets(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with opened(tmp_path / "home", url="postgre://someone:s3cret@db/market") as store:
        put(store, "board", BOARD)
        store.sync()
        assert counted(store) == len(BOARD)
    said = "".join(str(vars(record)) for record in caplog.records)
    assert "postgre://db/market is at no engine that is known" in said
    assert "s3cret" not in said


def test_a_folder_of_your_own_choice_holds_the_epochs(tmp_path: Path) -> None:
    with opened(tmp_path / "home", url=f"duckdb://{tmp_path}/else where") as store:
        put(store, "board", BOARD)
        store.sync()
        assert store.warehouse.trouble() is None
    assert len(list((tmp_path / "else where").glob("*/*/warehouse.duckdb"))) == 1
    with (
        opened(tmp_path / "home", url="duckdb://host/x") as store,
        pytest.raises(InvalidSettings, match="duckdb:///FOLDER"),
    ):
        counted(store)


def test_an_address_is_named_without_its_secrets() -> None:
    url = "postgres://user:secret@db.example:5432/market?sslkey=hidden"
    assert place(url) == "postgres://db.example/market"
