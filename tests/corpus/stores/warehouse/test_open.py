"""Whether a posting is still open is told by its feed's last look, or by its closing day."""

from dataclasses import replace
from pathlib import Path

from corpus.queries import Condition, PostingQuery
from corpus.stores import Store
from tests.corpus.stores.warehouse.postings import BOARD, CLOSING, FEED, look, opened, put


def are_open(store: Store, *, open_: bool) -> tuple[str, ...]:
    query = PostingQuery(where=((Condition("open", "is", (open_,)),),))
    return store.warehouse.ask(query).posting_ids


def test_what_the_last_look_showed_is_open_and_no_other(tmp_path: Path) -> None:
    with opened(tmp_path / "home") as store:
        put(store, "feed", FEED)
        look(store, "feed", 2)
        assert are_open(store, open_=True) == ("f-2",)
        assert are_open(store, open_=False) == ("f-1",)


def test_an_empty_look_leaves_none_open(tmp_path: Path) -> None:
    with opened(tmp_path / "home") as store:
        put(store, "feed", FEED)
        look(store, "feed")
        assert are_open(store, open_=True) == ()
        assert are_open(store, open_=False) == ("f-1", "f-2")


def test_a_look_that_was_cut_off_closes_none(tmp_path: Path) -> None:
    with opened(tmp_path / "home") as store:
        # The second was seen on an earlier day than the first.
        put(store, "feed", FEED)
        look(store, "feed", 1, 2)
        assert are_open(store, open_=True) == ("f-1", "f-2")


def test_a_posting_of_no_feed_is_open_until_its_closing_day(tmp_path: Path) -> None:
    with opened(tmp_path / "home") as store:
        put(store, "file", [*CLOSING, *BOARD])
        assert are_open(store, open_=True) == ("c-1",)
        assert are_open(store, open_=False) == ("c-2",)


def test_where_nothing_tells_it_is_not_stated(tmp_path: Path) -> None:
    with opened(tmp_path / "home") as store:
        put(store, "file", [*BOARD, *(replace(posting, board="dump") for posting in FEED)])
        stated = PostingQuery(where=((Condition("open", "is", (True,)),),))
        found = store.warehouse.ask(stated)
        assert (found.n, found.of, found.without_value) == (0, 9, 9)
