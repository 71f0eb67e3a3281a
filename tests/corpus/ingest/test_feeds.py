"""What an ingest of feeds promises: history that adds up, and nothing lost to a bad day."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from corpus import readers
from corpus.documents import Failure, Ingested, Kind, Reading, Source
from corpus.embedding.wordhash import WordHash
from corpus.feeds.boards import Feeds, Hosts
from corpus.feeds.client import Client
from corpus.ingest import Progress, ingest
from corpus.ingest.feeds import Looked, looked
from corpus.queries import Condition, PostingQuery
from corpus.stores import Store
from tests.corpus.feeds import boards
from tests.corpus.feeds.server import LOOPBACK, Web, cut_short, page, serving, status, tagged

pytestmark = pytest.mark.enable_socket  # for 127.0.0.1

BOARD = "greenhouse:acme"
JOBS = "/v1/boards/acme/jobs"
MORNING = datetime(2026, 11, 2, 6, 0, tzinfo=UTC)
DAY = timedelta(days=1)
ARTICLE = "<html><head><title>Pay in Oslo</title></head><body><p>Pay rose by 3 per cent.</p></body>"
ADVERTISED = """<html><head><script type="application/ld+json">{
  "@context": "https://schema.org", "@type": "JobPosting", "title": "Robot tamer",
  "identifier": {"@type": "PropertyValue", "value": "T-1"}, "datePosted": "2026-10-30",
  "hiringOrganization": {"@type": "Organization", "name": "Acme"},
  "description": "<p>Tame robots.</p>"
}</script></head><body><h1>Robot tamer</h1></body></html>"""


class InProcess:
    """The readers themselves, without the worker process they are kept in."""

    def read(self, source: bytes, *, name: str, kind: Kind | None = None, **_: object) -> Reading:
        return readers.read(source, name=name, kind=kind)


class Ingesting:
    """Ingests into one store, on a day that tests move."""

    def __init__(self, home: Path, web: Web) -> None:
        self.web = web
        self.embedder = WordHash()
        self.store = Store.open(home, embedder=self.embedder, writable=True)
        self.client = Client(allowed=LOOPBACK, clock=lambda: 0.0, sleep=lambda _: None)
        self.feeds = Feeds(self.client, hosts=Hosts(web.url, web.url, web.url))
        self.now = MORNING
        self.heard: list[Progress] = []

    def __call__(self, *inputs: str, kind: Kind | None = None) -> Ingested:
        self.heard.clear()
        self.embedder.texts_embedded = 0
        done = ingest(
            inputs,
            store=self.store,
            embedder=self.embedder,
            reader=InProcess(),
            clock=lambda: self.now,
            kind=kind,
            progress=self.heard.append,
            feeds=self.feeds,
        )
        return replace(done, seconds=0.0)

    def board(self, *numbers: int, etag: str = "") -> None:
        """What the board shows from here on."""
        body = boards.greenhouse(*numbers)
        self.web.says(JOBS, tagged(body, etag) if etag else page(body, media="application/json"))

    def source(self) -> Source:
        (source,) = self.store.records.every_source()
        return source

    def looked(self) -> Looked:
        return looked(self.store.records, self.source().source_id)

    def seen(self) -> dict[str, tuple[int, int]]:
        """The first and last day of November on which each posting was seen, by identifier."""
        records = self.store.records
        days: dict[str, tuple[int, int]] = {}
        for name in records.document_ids(self.source().source_id):
            posting = records.document(name).posting
            assert posting is not None
            assert posting.first_seen is not None
            assert posting.last_seen is not None
            days[posting.identifier or ""] = (posting.first_seen.day, posting.last_seen.day)
        return days


@pytest.fixture
def web() -> Iterator[Web]:
    with serving() as web:
        yield web


@pytest.fixture
def ingesting(tmp_path: Path, web: Web, monkeypatch: pytest.MonkeyPatch) -> Iterator[Ingesting]:
    ingesting = Ingesting(tmp_path / ".insight", web)
    # An epoch takes seconds and is not what these tests are about.
    monkeypatch.setattr(ingesting.store, "sync", ingesting.store.lexical.sync)
    yield ingesting
    ingesting.store.close()
    ingesting.client.close()


def test_a_board_is_one_source_of_its_postings(ingesting: Ingesting) -> None:
    ingesting.board(1, 2)
    done = ingesting(BOARD)
    assert (done.ingested, done.postings, done.documents) == ((BOARD,), 2, 2)
    assert ingesting.heard[0] == Progress("fetching", BOARD, 0, 1)
    source = ingesting.source()
    assert (source.title, source.kind, source.status) == (BOARD, "posting", "ready")
    assert (source.url, source.path) == ("https://boards.greenhouse.io/acme", None)
    assert (source.publisher, source.postings) == ("Acme Robotics", 2)
    records = ingesting.store.records
    assert records.document_ids(source.source_id) == (
        f"{source.source_id}/1",
        f"{source.source_id}/2",
    )
    posting = records.document(f"{source.source_id}/1").posting
    assert posting is not None
    assert (posting.board, posting.first_seen) == (BOARD, date(2026, 11, 2))


def test_what_closes_stays_with_its_last_day(ingesting: Ingesting) -> None:
    for shown in ((1, 2), (2, 3), (3, 4)):
        ingesting.board(*shown)
        assert ingesting(BOARD).ingested == (BOARD,)
        ingesting.now += DAY
    assert ingesting.seen() == {"1": (2, 2), "2": (2, 3), "3": (3, 4), "4": (4, 4)}
    look = ingesting.looked()
    assert [name.rpartition("/")[2] for name in look.opened] == ["3", "4"]
    assert (look.gone, look.fetched) == (2, ingesting.now - DAY)
    assert ingesting.source().postings == 4


def test_a_posting_that_comes_back_keeps_its_first_day(ingesting: Ingesting) -> None:
    for shown in ((1, 2), (2,), (1, 2)):
        ingesting.board(*shown)
        ingesting(BOARD)
        ingesting.now += DAY
    assert ingesting.seen() == {"1": (2, 4), "2": (2, 4)}


def test_the_warehouse_holds_open_what_the_last_look_did(ingesting: Ingesting) -> None:
    still = PostingQuery(where=((Condition("open", "is", (True,)),),))
    for shown, expected in (((1, 2), ("1", "2")), ((2,), ("2",)), ((), ())):
        ingesting.board(*shown)
        ingesting(BOARD)
        assert ingesting.store.warehouse.ask(still).posting_ids == expected
        ingesting.now += DAY


@pytest.mark.parametrize("etag", ['"v1"', ""])
def test_an_unchanged_board_was_still_seen(ingesting: Ingesting, etag: str) -> None:
    ingesting.board(1, 2, etag=etag)
    ingesting(BOARD)
    ingesting.now += DAY
    assert ingesting(BOARD) == Ingested(unchanged=(BOARD,))
    assert ingesting.seen() == {"1": (2, 3), "2": (2, 3)}
    assert ingesting.embedder.texts_embedded == 0
    assert ingesting.looked().fetched == ingesting.now


def test_an_unchanged_board_leaves_what_is_gone_as_it_was(ingesting: Ingesting) -> None:
    ingesting.board(1, 2)
    ingesting(BOARD)
    ingesting.now += DAY
    ingesting.board(2)
    ingesting(BOARD)
    ingesting.now += DAY
    ingesting(BOARD)
    assert ingesting.seen() == {"1": (2, 2), "2": (2, 4)}
    assert ingesting.looked().gone == 1


def test_a_second_look_on_one_day_changes_nothing(ingesting: Ingesting) -> None:
    ingesting.board(1, 2)
    ingesting(BOARD)
    before = (ingesting.store.records.revision(), ingesting.store.records.head())
    ingesting.now += timedelta(hours=6)
    assert ingesting(BOARD) == Ingested(unchanged=(BOARD,))
    assert (ingesting.store.records.revision(), ingesting.store.records.head()) == before
    assert ingesting.looked().fetched == ingesting.now


def test_only_what_is_new_is_embedded(ingesting: Ingesting) -> None:
    ingesting.board(*range(1, 40))
    ingesting(BOARD)
    head = ingesting.store.records.head()
    ingesting.now += DAY
    ingesting.board(*range(1, 41))
    ingesting(BOARD)
    assert ingesting.embedder.texts_embedded == 0  # it says what the others say
    new = ingesting.store.records.chunks_of(f"{ingesting.source().source_id}/40")
    assert ingesting.store.records.changed_since(head.seq) == len(new)


# Days that go wrong


@pytest.mark.parametrize("shown", [(), (1,)])
def test_a_board_that_lost_nearly_all_is_believed_the_second_time(
    ingesting: Ingesting, shown: tuple[int, ...]
) -> None:
    ingesting.board(*range(1, 11))
    ingesting(BOARD)
    ingesting.now += DAY
    ingesting.board(*shown)
    done = ingesting(BOARD)
    assert [failed.url for failed in done.failed] == [True]
    assert "where 10 were open" in done.failed[0].reason
    assert set(ingesting.seen().values()) == {(2, 2)}
    assert len(ingesting.looked().opened) == 10
    assert ingesting.source().status == "failed"
    ingesting.now += DAY
    assert ingesting(BOARD).ingested == (BOARD,)
    assert ingesting.source().status == "ready"
    assert (len(ingesting.looked().opened), ingesting.looked().gone) == (
        len(shown),
        10 - len(shown),
    )
    assert ingesting.source().postings == 10


def test_a_doubt_ends_when_the_board_is_itself_again(ingesting: Ingesting) -> None:
    whole = range(1, 11)
    failures = []
    for shown in (whole, (), whole, ()):
        ingesting.board(*shown, etag=f'"{len(shown)}"')
        failures += [len(ingesting(BOARD).failed)]
        ingesting.now += DAY
    assert failures == [0, 1, 0, 1]
    assert set(ingesting.seen().values()) == {(2, 4)}


def test_an_empty_board_is_a_source_of_none(ingesting: Ingesting) -> None:
    ingesting.board()
    assert ingesting(BOARD) == Ingested(ingested=(BOARD,))
    source = ingesting.source()
    assert (source.kind, source.postings, source.status) == ("posting", 0, "ready")
    assert source.notes == ("no posting is advertised there at the moment",)
    ingesting.now += DAY
    ingesting.board(1)
    ingesting(BOARD)
    assert ingesting.seen() == {"1": (3, 3)}


@pytest.mark.parametrize("answer", [status(403), page("<h1>Sign in</h1>"), cut_short])
def test_what_a_feed_gave_is_kept_when_it_fails(
    ingesting: Ingesting, answer: Callable[..., None]
) -> None:
    ingesting.board(1, 2)
    ingesting(BOARD)
    ingesting.now += DAY
    ingesting.web.says(JOBS, answer)
    (failure,) = ingesting(BOARD).failed
    assert (failure.name, failure.url) == (BOARD, True)
    source = ingesting.source()
    assert (source.status, source.reason, source.postings) == ("failed", failure.reason, 2)
    assert source.retrieved == MORNING
    ingesting.board(1, 2)
    assert ingesting(BOARD) == Ingested(unchanged=(BOARD,))
    assert (ingesting.source().status, ingesting.source().reason) == ("ready", None)
    assert ingesting.seen() == {"1": (2, 3), "2": (2, 3)}


def test_one_feed_that_fails_does_not_stop_the_others(ingesting: Ingesting, web: Web) -> None:
    ingesting.board(1)
    web.says("/broken", status(500))
    url = web.says("/report", page(ARTICLE))
    done = ingesting(f"{web.url}/broken", "lever:nobody", BOARD, url, "no/such/file")
    assert done.ingested == (BOARD, url)
    assert [(failed.name, failed.url) for failed in done.failed] == [
        (f"{web.url}/broken", True),
        ("lever:nobody", True),
        ("no/such/file", False),
    ]
    titles = {source.title for source in ingesting.store.records.every_source()}
    assert titles == {BOARD, "Pay in Oslo", f"{web.url}/broken"}


def test_a_password_in_an_address_is_not_said_again(ingesting: Ingesting) -> None:
    (failure,) = ingesting("https://me:secret@example.com/jobs").failed
    assert failure.name == "https://example.com/jobs"
    assert "secret" not in failure.reason


def test_what_is_removed_is_fetched_anew(ingesting: Ingesting) -> None:
    ingesting.board(1, etag='"v1"')
    ingesting(BOARD)
    ingesting.store.records.remove(ingesting.source().source_id)
    assert ingesting(BOARD).ingested == (BOARD,)
    assert ingesting.seen() == {"1": (2, 2)}


# Pages


def test_an_article_is_a_report_at_its_address(ingesting: Ingesting, web: Web) -> None:
    url = web.says("/report", page(ARTICLE), page(ARTICLE), page(ARTICLE.replace("3", "4")))
    assert ingesting(url, f"{url}#pay") == Ingested(ingested=(url,), documents=1, chunks=1)
    source = ingesting.source()
    assert (source.kind, source.title, source.url) == ("report", "Pay in Oslo", url)
    assert "3 per cent" in ingesting.store.records.document(source.source_id).text
    assert ingesting(url) == Ingested(unchanged=(url,))
    assert ingesting(url).ingested == (url,)
    assert "4 per cent" in ingesting.store.records.document(source.source_id).text


def test_a_page_of_a_posting_is_that_posting(ingesting: Ingesting, web: Web) -> None:
    url = web.says("/jobs/1", page(ADVERTISED))
    assert ingesting(url).postings == 1
    source = ingesting.source()
    assert (source.kind, source.url) == ("posting", url)
    assert ingesting.seen() == {"T-1": (2, 2)}


def test_a_posting_whose_page_says_it_is_closed_is_kept(ingesting: Ingesting, web: Web) -> None:
    url = web.says("/jobs/1", page(ADVERTISED), page("<p>This job is closed to everyone.</p>"))
    ingesting(url)
    ingesting.now += DAY
    (failure,) = ingesting(url).failed
    assert failure == Failure(
        url, "it shows no posting where it showed 1; those are kept", url=True
    )
    assert ingesting.seen() == {"T-1": (2, 2)}


def test_a_table_of_postings_at_an_address_is_a_history_too(ingesting: Ingesting, web: Web) -> None:
    head = "job_id,job_title,company,location,date_posted,salary,job_url\n"
    rows = [
        f"{n},Keeper {n},Acme,Oslo,2026-10-1{n},$5{n}k,https://a.example/{n}\n" for n in range(3)
    ]
    url = web.says(
        "/jobs.csv",
        page(head + rows[0] + rows[1], media="text/csv"),
        page(head + rows[1] + rows[2], media="text/csv"),
    )
    ingesting(url)
    ingesting.now += DAY
    ingesting(url)
    assert ingesting.seen() == {"0": (2, 2), "1": (2, 3), "2": (3, 3)}


def test_a_news_feed_is_a_report_of_its_items(ingesting: Ingesting, web: Web) -> None:
    feed = (
        '<?xml version="1.0"?><rss version="2.0"><channel><title>Market news</title>'
        "<item><title>Pay rises</title><description>Pay rose by 3 per cent.</description>"
        "<pubDate>Mon, 02 Nov 2026 08:00:00 GMT</pubDate></item></channel></rss>"
    )
    url = web.says("/feed", page(feed, media="application/rss+xml"))
    assert ingesting(url).documents == 1
    source = ingesting.source()
    assert (source.title, source.published) == ("Market news", date(2026, 11, 2))
