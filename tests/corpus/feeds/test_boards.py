"""Boards and pages as postings: what their interfaces say, and nothing that they do not."""

import json
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus import readers
from corpus.errors import CorruptSource, FeedUnavailable, MissingSource, RefusedAddress
from corpus.feeds import ashby, greenhouse, lever
from corpus.feeds.boards import Feed, Feeds, Hosts, Snapshot, named
from corpus.feeds.client import Client, Unchanged
from corpus.postings import Posting
from tests.corpus.feeds import boards
from tests.corpus.feeds.server import Web, moved, page, status, tagged

JSON = "application/json"
GREENHOUSE = "/v1/boards/acme/jobs"
LEVER = "/v0/postings/acme-data"
ASHBY = "/posting-api/job-board/acme"


@pytest.fixture
def feeds(web: Web, client: Client) -> Feeds:
    return Feeds(client, hosts=Hosts(web.url, web.url, web.url))


def look(feeds: Feeds, name: str) -> Snapshot:
    answer = feeds.fetch(named(name))
    assert isinstance(answer, Snapshot)
    return answer


def postings(snapshot: Snapshot) -> list[Posting]:
    reading = readers.read(snapshot.content, name=snapshot.name, kind=snapshot.kind)
    return [document.posting for document in reading.documents if document.posting]


# What a board says


@pytest.mark.enable_socket
def test_a_greenhouse_board_is_read_with_its_pay_and_days(web: Web, feeds: Feeds) -> None:
    web.says(GREENHOUSE, page(boards.greenhouse(4001), media=JSON))
    snapshot = look(feeds, "greenhouse:acme")
    assert web.paths() == [f"{GREENHOUSE}?content=true&pay_transparency=true"]
    assert (snapshot.board, snapshot.postings, snapshot.whole) == ("greenhouse:acme", 1, True)
    (posting,) = postings(snapshot)
    assert posting.title == "Security Engineer"
    assert posting.hiring_organization == "Acme Robotics"
    assert posting.identifier == "4001"
    assert posting.url == "https://boards.greenhouse.io/acme/jobs/4001"
    assert posting.date_posted == date(2026, 11, 2)
    assert [place.raw for place in posting.job_location] == ["New York, NY", "Remote, US"]
    assert "Keep robots & people safe." in posting.description
    assert "Python" in posting.description
    assert "alert" not in posting.description
    pay = posting.base_salary
    assert pay is not None
    assert (pay.minimum, pay.maximum) == (140_000, 180_000)
    assert (pay.currency, pay.unit) == ("USD", "YEAR")


def test_a_greenhouse_row_keeps_what_the_board_says_beside() -> None:
    (row,) = greenhouse.rows(boards.greenhouse(1).encode(), "acme")
    assert row["pay ranges"] == (
        "NYC annual pay: 150000 - 180000 USD; Remote annual pay: 140000 - 170500.50 USD"
    )
    assert (row["requisition"], row["department"], row["office"]) == (
        "R-17",
        "Security",
        "New York",
    )
    assert (row["board: Level"], row["board: Shifts"]) == ("L5", "Day; Night")
    assert row["title"] == "Security Engineer"


@pytest.mark.parametrize(
    ("title", "unit"), [("Hourly rate", "HOUR"), ("Annual salary", "YEAR"), ("Salary range", None)]
)
def test_greenhouse_pay_has_a_unit_only_where_its_title_tells(title: str, unit: str | None) -> None:
    pay = [{"min_cents": 2500, "max_cents": 4000, "currency_type": "USD", "title": title}]
    job = boards.GREENHOUSE | {"pay_input_ranges": pay}
    (row,) = greenhouse.rows(json.dumps({"jobs": [job]}).encode(), "acme")
    assert row.get("baseSalary.value.unitText") == unit
    assert row["baseSalary.value.minValue"] == "25"


def test_greenhouse_pay_in_two_currencies_is_not_added_up() -> None:
    pay = [
        {"min_cents": 100, "max_cents": 200, "currency_type": currency, "title": "Pay"}
        for currency in ("USD", "EUR")
    ]
    job = boards.GREENHOUSE | {"pay_input_ranges": pay}
    (row,) = greenhouse.rows(json.dumps({"jobs": [job]}).encode(), "acme")
    assert "baseSalary.value.minValue" not in row
    assert row["pay ranges"] == "Pay: 1 - 2 USD; Pay: 1 - 2 EUR"


@pytest.mark.enable_socket
def test_a_lever_board_is_read_with_its_parts_in_order(web: Web, feeds: Feeds) -> None:
    web.says(LEVER, page(json.dumps([boards.LEVER]), media=JSON))
    (posting,) = postings(look(feeds, "lever:acme-data"))
    assert posting.title == "Data Analyst"
    assert posting.hiring_organization == "Acme Data"
    assert posting.date_posted == date(2026, 11, 2)
    assert [place.raw for place in posting.job_location] == ["Berlin", "Hamburg"]
    assert (posting.job_location_type or "").lower() == "hybrid"
    assert posting.employment_type == "Full-time"
    said = [posting.description.index(words) for words in ("Count", "You bring", "SQL", "Apply")]
    assert said == sorted(said)
    pay = posting.base_salary
    assert pay is not None
    assert (pay.minimum, pay.maximum) == (60_000, 75_000)
    assert (pay.currency, pay.unit) == ("EUR", "YEAR")


@pytest.mark.enable_socket
def test_a_lever_board_is_read_page_by_page(web: Web, feeds: Feeds) -> None:
    for skip, numbers in ((0, range(100)), (100, range(100, 200)), (200, range(200, 230))):
        path = f"{LEVER}?mode=json&skip={skip}&limit=100"
        web.says(path, page(boards.lever(numbers), media=JSON))
    snapshot = look(feeds, "lever:acme-data")
    assert (snapshot.postings, snapshot.whole) == (230, True)
    assert [posting.identifier for posting in postings(snapshot)] == [f"{n:04}" for n in range(230)]


@pytest.mark.enable_socket
def test_a_board_that_gives_the_same_page_for_ever_is_read_once(web: Web, feeds: Feeds) -> None:
    web.says(LEVER, page(boards.lever(range(100)), media=JSON))
    assert look(feeds, "lever:acme-data").postings == 100
    assert len(web.asked) == 2


@pytest.mark.enable_socket
def test_an_ashby_board_is_read_with_its_salary_alone(web: Web, feeds: Feeds) -> None:
    web.says(ASHBY, page(boards.ashby({}, {"isListed": False, "id": "x"}), media=JSON))
    (posting,) = postings(look(feeds, "ashby:acme"))
    assert web.paths() == [f"{ASHBY}?includeCompensation=true"]
    assert posting.title == "Support Lead"
    assert posting.identifier == boards.ASHBY["id"]
    assert posting.date_posted == date(2026, 11, 10)
    assert [place.raw for place in posting.job_location] == ["London", "Leeds"]
    assert (posting.job_location_type or "").lower() == "remote"
    assert posting.employment_type == "Full-time"
    assert posting.description == "Answer at night."
    pay = posting.base_salary
    assert pay is not None
    assert (pay.minimum, pay.maximum) == (50_000, 60_000)
    assert (pay.currency, pay.unit) == ("GBP", "YEAR")


def test_an_ashby_job_without_pay_states_none() -> None:
    (row,) = ashby.rows(boards.ashby({"compensation": None}).encode(), "acme")
    assert not [name for name in row if "alary" in name or "pay" in name]


# What a board may not do


@pytest.mark.enable_socket
@pytest.mark.parametrize("service", ["greenhouse", "lever", "ashby"])
def test_a_board_that_is_not_there_is_said_with_how_to_find_its_name(
    feeds: Feeds, service: str
) -> None:
    with pytest.raises(MissingSource, match=f"has no board 'nobody'.*{service}.*job page"):
        feeds.fetch(named(f"{service}:nobody"))


@pytest.mark.parametrize("rows", [greenhouse.rows, lever.rows, ashby.rows])
@pytest.mark.parametrize(
    "content",
    [
        b"<html><body>Sign in</body></html>",
        b"",
        b"null",
        b"17",
        b'{"jobs": {"id": 1}}',
        b'{"jobs": [1, 2]}',
        b'{"error": "no"}',
        b'["a"]',
        b"[" * 100_000,
        b"\xff\xfe\x00",
        b'{"jobs": ' + b"9" * 5_000 + b"}",
    ],
)
def test_an_answer_of_another_shape_is_refused_by_the_boards_name(
    rows: type[object], content: bytes
) -> None:
    with pytest.raises(CorruptSource, match=r"\w+:acme answered"):
        rows(content, "acme")  # type: ignore[call-arg]  # three functions of one shape


_INNER = "name value min_cents currency_type compensationType interval allLocations min"
_NAMES = st.sampled_from(
    sorted({*boards.GREENHOUSE, *boards.LEVER, *boards.ASHBY, *_INNER.split()})
)
_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_NAMES, inner, max_size=6),
    max_leaves=20,
)
_JOBS = st.lists(st.dictionaries(_NAMES, _JSON, max_size=8), max_size=3)


@given(_JOBS)
def test_jobs_of_any_shape_are_rows_of_texts(jobs: list[dict[str, object]]) -> None:
    listed, within = json.dumps(jobs).encode(), json.dumps({"jobs": jobs}).encode()
    for rows in (
        greenhouse.rows(within, "acme"),
        lever.rows(listed, "acme"),
        ashby.rows(within, "acme"),
    ):
        assert len(rows) <= len(jobs)
        assert all(all(row.values()) for row in rows)
        assert all(type(value) is str for row in rows for value in row.values())


@pytest.mark.parametrize(
    "given",
    [
        "greenhouse:",
        "greenhouse:../admin",
        "greenhouse:acme/jobs",
        "lever:a?mode=html",
        "ashby:a#b",
        "greenhouse:a..b",
        "greenhouse: acme",
        "lever:acme\n",
        "ashby:é",
        "greenhouse:" + "a" * 101,
        "greenhouse:-acme",
    ],
)
def test_a_name_no_board_has_is_refused(given: str) -> None:
    with pytest.raises(RefusedAddress, match="greenhouse:acme"):
        named(given)


@pytest.mark.parametrize("given", ["mailto:a@b.example", "workday:acme", "ftp://a.example/x"])
def test_what_is_no_feed_is_told_what_one_is(given: str) -> None:
    with pytest.raises(RefusedAddress, match="lever:COMPANY"):
        named(given)


def test_one_address_is_one_feed_however_it_is_spelt() -> None:
    spelt = ("https://Example.com/a#b", "HTTPS://example.com/a", "https://example.com:443/a")
    assert {named(each).url for each in spelt} == {"https://example.com/a"}


def test_a_board_is_where_a_person_would_open_it() -> None:
    feed = named("greenhouse:acme")
    assert feed == Feed(
        "greenhouse:acme", "https://boards.greenhouse.io/acme", "greenhouse", "acme"
    )


# Pages


@pytest.mark.enable_socket
@pytest.mark.parametrize(
    ("path", "media", "name"),
    [
        ("/reports/pay.pdf", "application/pdf", "pay.pdf"),
        ("/reports/pay", "application/pdf", "pay.pdf"),
        ("/data.csv?year=2026", "text/csv", "data.csv"),
        ("/feed", "application/rss+xml", "feed.xml"),
        ("/a/", "text/html", "a.html"),
        ("/", "text/html", "127.0.0.1.html"),
        ("/x", "application/octet-stream", "x"),
    ],
)
def test_a_pages_file_is_named_for_the_readers(
    web: Web, feeds: Feeds, path: str, media: str, name: str
) -> None:
    snapshot = look(feeds, web.says(path, page(b"%PDF-", media=media)))
    assert replace(snapshot, validators=Snapshot("", b"").validators) == Snapshot(name, b"%PDF-")


@pytest.mark.enable_socket
def test_a_page_that_has_not_changed_says_so(web: Web, feeds: Feeds) -> None:
    url = web.says("/a", tagged("<p>x</p>", '"1"', media="text/html"))
    first = look(feeds, url)
    assert feeds.fetch(named(url), known=first.validators) == Unchanged()


@pytest.mark.enable_socket
def test_a_page_that_moved_is_noted(web: Web, feeds: Feeds) -> None:
    end = web.says("/new", page("x"))
    assert look(feeds, web.says("/old", moved("/new"))).notes == (f"it was read at {end}",)


@pytest.mark.enable_socket
@pytest.mark.parametrize(
    ("body", "media", "content"),
    [
        ("Gehälter".encode("cp1252"), "text/html; charset=windows-1252", "Gehälter".encode()),
        ("Gehälter".encode(), "text/html; charset=windows-1252", "Gehälter".encode()),
        ("求人".encode("shift_jis"), "text/plain; charset=Shift_JIS", "求人".encode()),
        (b"\xff", "text/html; charset=punycode", b"\xff"),
        (b"\xff", "text/html; charset=../../etc", b"\xff"),
        (b"\xff", "application/pdf; charset=cp1252", b"\xff"),
    ],
)
def test_a_charset_that_only_the_header_names_is_kept(
    web: Web, feeds: Feeds, body: bytes, media: str, content: bytes
) -> None:
    assert look(feeds, web.says("/a", page(body, media=media))).content == content


@pytest.mark.enable_socket
def test_a_page_that_is_gone_is_said_so(web: Web, feeds: Feeds) -> None:
    with pytest.raises(MissingSource, match="410"):
        feeds.fetch(named(web.says("/a", status(410))))


@pytest.mark.enable_socket
def test_a_host_that_is_not_there_is_unavailable(client: Client) -> None:
    with pytest.raises(FeedUnavailable):
        Feeds(client, hosts=Hosts("http://127.0.0.1:9", "", "")).fetch(named("greenhouse:acme"))
