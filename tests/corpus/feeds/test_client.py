"""What the client promises: polite to hosts, and safe from them."""

import gzip
import queue
import threading
import zlib
from collections.abc import Callable
from contextlib import suppress
from http.server import BaseHTTPRequestHandler

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpus.errors import (
    FeedUnavailable,
    MissingSource,
    OversizedSource,
    RefusedAddress,
    UnreadableSource,
)
from corpus.feeds.client import USER_AGENT, Client, Fetched, Manners, Unchanged, Validators
from tests.corpus.feeds.conftest import Time
from tests.corpus.feeds.server import (
    LOOPBACK,
    Web,
    cut_short,
    dripping,
    dripping_headers,
    hung_up,
    moved,
    page,
    raw,
    status,
    tagged,
)

pytestmark = pytest.mark.enable_socket  # for 127.0.0.1


def test_a_page_is_fetched_and_the_host_told_who_asks(web: Web, client: Client) -> None:
    url = web.says("/report", page("<p>Pay rose.</p>", media="text/html; charset=koi8-r"))
    assert client.page(f"{url}#pay") == Fetched(url, b"<p>Pay rose.</p>", "text/html", "koi8-r")
    (path, robots), (asked, headers) = web.asked
    assert (path, asked) == ("/robots.txt", "/report")
    assert headers["user-agent"] == robots["user-agent"] == USER_AGENT
    assert headers["host"] == f"127.0.0.1:{web.port}"


def test_a_page_that_did_not_change_is_not_sent_again(web: Web, client: Client) -> None:
    url = web.says("/jobs", tagged("[]", '"v1"'))
    first = client.api(url)
    assert isinstance(first, Fetched)
    assert first.validators == Validators(etag='"v1"')
    assert client.api(url, known=first.validators) == Unchanged()
    assert client.api(url, known=Validators('"v0"')) == first


def test_a_day_of_change_is_told_too(web: Web, client: Client) -> None:
    day = "Tue, 24 Nov 2026 10:00:00 GMT"
    url = web.says("/jobs", page("[]", last_modified=day), status(304))
    first = client.api(url)
    assert isinstance(first, Fetched)
    assert client.api(url, known=first.validators) == Unchanged()
    assert web.asked[-1][1]["if-modified-since"] == day


def test_unchanged_is_no_answer_to_a_first_question(web: Web, client: Client) -> None:
    with pytest.raises(FeedUnavailable, match="304"):
        client.api(web.says("/jobs", status(304)))


# Robots


def test_what_a_site_keeps_from_programs_is_not_asked_for(web: Web, client: Client) -> None:
    web.says("/robots.txt", page("User-agent: *\nDisallow: /private\n", media="text/plain"))
    url = web.says("/private/jobs", page("secret"))
    with pytest.raises(RefusedAddress, match=r"robots\.txt asks programs not to read it"):
        client.page(url)
    assert web.paths() == []


def test_rules_for_this_product_come_before_those_for_all(web: Web, client: Client) -> None:
    rules = "User-agent: *\nDisallow: /\n\nUser-agent: market-insight-assistant\nAllow: /\n"
    web.says("/robots.txt", page(rules))
    assert isinstance(client.page(web.says("/jobs", page("x"))), Fetched)


def test_a_redirect_is_held_to_the_rules_of_where_it_leads(web: Web, client: Client) -> None:
    web.says("/robots.txt", page("User-agent: *\nDisallow: /private\n"))
    with pytest.raises(RefusedAddress, match=r"robots\.txt"):
        client.page(web.says("/jobs", moved("/private")))
    assert web.paths() == ["/jobs"]


def test_rules_are_fetched_once_and_not_for_a_public_interface(web: Web, client: Client) -> None:
    url = web.says("/jobs", page("x"))
    client.api(url)
    client.page(url)
    client.page(url)
    assert [path for path, _ in web.asked].count("/robots.txt") == 1


def test_a_site_that_refuses_its_rules_has_none(web: Web, client: Client) -> None:
    web.says("/robots.txt", status(403))
    assert isinstance(client.page(web.says("/jobs", page("x"))), Fetched)


def test_a_site_whose_rules_cannot_be_had_is_left_alone(web: Web, client: Client) -> None:
    web.says("/robots.txt", status(503))
    url = web.says("/jobs", page("x"))
    with pytest.raises(FeedUnavailable, match="rules cannot be read"):
        client.page(url)
    assert web.paths() == []


def test_the_wait_a_site_asks_for_is_kept(web: Web, client: Client, time: Time) -> None:
    web.says("/robots.txt", page("User-agent: *\nCrawl-delay: 7\n"))
    client.page(web.says("/jobs", page("x")))
    assert time.slept == [7]


def test_a_site_that_asks_for_an_hour_between_requests_is_not_read(
    web: Web, client: Client
) -> None:
    web.says("/robots.txt", page("User-agent: *\nCrawl-delay: 3600\n"))
    with pytest.raises(RefusedAddress, match="3,600 s between requests"):
        client.page(web.says("/jobs", page("x")))


# Pace and patience


def test_a_host_is_asked_no_more_than_once_a_second(web: Web, client: Client, time: Time) -> None:
    url = web.says("/jobs", page("x"))
    for _ in range(3):
        client.api(url)
    assert time.slept == [1, 1]


def test_a_server_that_stumbles_is_asked_again(web: Web, client: Client, time: Time) -> None:
    url = web.says("/jobs", status(500), status(503), hung_up, page("[]"))
    answer = client.api(url)
    assert isinstance(answer, Fetched)
    assert answer.content == b"[]"
    assert len(web.asked) == 4
    assert sorted(time.slept) == time.slept


def test_a_server_that_keeps_failing_is_given_up(web: Web, client: Client) -> None:
    with pytest.raises(FeedUnavailable, match="was asked 4 times: it answered 500"):
        client.api(web.says("/jobs", status(500)))
    assert len(web.asked) == 4


def test_the_wait_a_server_asks_for_is_kept(web: Web, client: Client, time: Time) -> None:
    client.api(web.says("/jobs", status(429, retry_after="17"), page("[]")))
    assert time.slept == [17]


def test_a_moment_to_come_back_at_is_counted_by_the_servers_clock(
    web: Web, client: Client, time: Time
) -> None:
    later = "Tue, 24 Nov 2099 10:00:00 GMT"
    with pytest.raises(FeedUnavailable, match="asks to be left alone"):
        client.api(web.says("/jobs", status(429, retry_after=later)))
    assert time.slept == []


def test_an_hour_is_not_waited_for(web: Web, client: Client, time: Time) -> None:
    url = web.says("/jobs", status(429, retry_after="3600"))
    with pytest.raises(FeedUnavailable, match=r"429 .* left alone for 3,600 s"):
        client.api(url)
    assert (len(web.asked), time.slept) == (1, [])


@pytest.mark.parametrize("said", ["soon", "-1", "", "١٢", "9" * 400])
def test_a_wait_that_makes_no_sense_does_no_harm(web: Web, client: Client, said: str) -> None:
    url = web.says("/jobs", page("", status=429, retry_after=said.encode().decode("latin-1")))
    with pytest.raises(FeedUnavailable, match="429"):
        client.api(url)


@pytest.mark.parametrize(
    ("code", "error"),
    [(404, MissingSource), (410, MissingSource), (403, FeedUnavailable), (401, FeedUnavailable)],
)
def test_what_will_not_be_better_later_is_not_asked_again(
    web: Web, client: Client, code: int, error: type[UnreadableSource]
) -> None:
    with pytest.raises(error, match=str(code)):
        client.api(web.says("/jobs", status(code)))
    assert len(web.asked) == 1


# Redirects


def test_redirects_are_followed(web: Web, client: Client) -> None:
    web.says("/b", moved("c", 308))
    end = web.says("/c", page("here"))
    assert client.page(web.says("/a", moved(f"{web.url}/b"))) == Fetched(end, b"here", "text/html")


def test_redirects_without_end_are_not(web: Web, client: Client) -> None:
    with pytest.raises(FeedUnavailable, match="redirects more than 5 times"):
        client.page(web.says("/a", moved("/a")))
    assert len(web.paths()) == 6


@pytest.mark.parametrize(
    "place",
    [
        "http://10.0.0.1/",
        "http://169.254.169.254/latest/meta-data/",
        "http://[::ffff:10.0.0.1]/",
        "http://[64:ff9b::7f00:1]/",
        "http://0x0a000001/",
        "file:///etc/passwd",
        "http://user:secret@127.0.0.1/",
    ],
)
def test_a_redirect_into_a_private_network_is_refused(web: Web, client: Client, place: str) -> None:
    with pytest.raises(RefusedAddress):
        client.page(web.says("/a", moved(place)))


@pytest.mark.parametrize("place", ["", "http://a:b:c/", "http://[::1/"])
def test_a_redirect_to_nowhere_is_said_so(web: Web, client: Client, place: str) -> None:
    with pytest.raises(UnreadableSource, match="redirects to"):
        client.page(web.says("/a", moved(place)))


def test_no_private_address_is_asked_unless_allowed(web: Web, time: Time) -> None:
    url = web.says("/jobs", page("x"))
    with (
        Client(clock=time.clock, sleep=time.sleep) as client,
        pytest.raises(RefusedAddress, match="no public address"),
    ):
        client.api(url)
    assert web.asked == []


# Hostile bodies


def test_a_packed_page_is_unpacked(web: Web, client: Client) -> None:
    packed = gzip.compress(b"Pay rose. " * 1_000)
    answer = client.api(web.says("/a", page(packed, content_encoding="gzip")))
    assert isinstance(answer, Fetched)
    assert answer.content == b"Pay rose. " * 1_000


def test_a_bomb_is_unpacked_no_further_than_it_may_be_large(
    web: Web, made: Callable[..., Client]
) -> None:
    pack = zlib.compressobj(9, zlib.DEFLATED, zlib.MAX_WBITS | 16)
    bomb = b"".join(pack.compress(bytes(10**6)) for _ in range(200)) + pack.flush()
    with pytest.raises(OversizedSource, match=r"larger than 1\.0 MB"):
        made(size=10**6).api(web.says("/a", page(bomb, content_encoding="gzip")))


def test_a_page_that_is_too_large_is_refused(web: Web, made: Callable[..., Client]) -> None:
    with pytest.raises(OversizedSource):
        made(size=1_000).api(web.says("/a", page(bytes(1_001))))
    assert isinstance(made(size=1_000).api(web.says("/a", page(bytes(1_000)))), Fetched)


@pytest.mark.parametrize(
    ("body", "packing"),
    [(b"no gzip", "gzip"), (gzip.compress(b"x" * 999)[:-9], "gzip"), (b"x", "br"), (b"x", "zstd")],
)
def test_what_cannot_be_unpacked_is_said_so(
    web: Web, client: Client, body: bytes, packing: str
) -> None:
    with pytest.raises(FeedUnavailable, match="pack"):
        client.api(web.says("/a", page(body, content_encoding=packing)))


def test_a_page_that_ends_early_is_not_taken_for_whole(web: Web, client: Client) -> None:
    with pytest.raises(FeedUnavailable, match="connection failed"):
        client.api(web.says("/a", cut_short))


@pytest.mark.parametrize("drip", [dripping, dripping_headers])
def test_a_drip_is_cut_off_at_the_deadline(
    web: Web, made: Callable[..., Client], drip: Callable[..., None]
) -> None:
    with pytest.raises(FeedUnavailable, match=r"answers took longer than 0\.3 s"):
        made(whole=0.3).api(web.says("/a", drip))
    assert len(web.asked) == 1


def test_redirects_share_the_time_of_one_page(web: Web) -> None:
    def slow(handler: BaseHTTPRequestHandler) -> None:
        threading.Event().wait(0.2)
        moved("/a")(handler)

    manners = Manners(whole=0.3, between=0)
    with (
        Client(allowed=LOOPBACK, manners=manners) as client,
        pytest.raises(FeedUnavailable, match=r"answers took longer than 0\.3 s"),
    ):
        client.api(web.says("/a", slow))
    assert len(web.asked) == 2


@pytest.mark.parametrize("answer", [dripping, dripping_headers, status(429, retry_after="50")])
def test_a_client_that_is_closed_lets_go_at_once(
    web: Web, answer: Callable[[BaseHTTPRequestHandler], None]
) -> None:
    closing = threading.Event()
    client = Client(allowed=LOOPBACK, sleep=closing.wait)
    reasons: queue.Queue[str] = queue.Queue()

    def fetch() -> None:
        with pytest.raises(FeedUnavailable) as failure:
            client.api(web.says("/a", answer))
        reasons.put(str(failure.value))

    thread = threading.Thread(target=fetch)
    thread.start()
    while not web.asked:
        threading.Event().wait(0.01)
    closing.set()
    client.close()
    thread.join(timeout=5)
    assert not thread.is_alive()
    assert reasons.get_nowait()


def test_a_server_that_says_nothing_is_not_waited_for(
    web: Web, made: Callable[..., Client]
) -> None:
    done = threading.Event()

    def silent(_: BaseHTTPRequestHandler) -> None:
        done.wait(5)

    try:
        with pytest.raises(FeedUnavailable, match="did not answer in time"):
            made(read=0.1, attempts=1).api(web.says("/a", silent))
    finally:
        done.set()


def test_a_closed_port_is_said_so(made: Callable[..., Client]) -> None:
    with pytest.raises(FeedUnavailable, match="connection failed"):
        made(attempts=2).api("http://127.0.0.1:9/")


_HEADERS = st.sampled_from(
    [
        *("content-type", "content-length", "content-encoding", "transfer-encoding", "location"),
        *("retry-after", "date", "etag", "last-modified", "connection"),
    ]
)
_VALUES = st.binary(max_size=30).map(lambda value: value.replace(b"\n", b" ")) | st.sampled_from(
    [b"gzip", b"chunked", b"text/html; charset=\xff", b"7", b"-7", b"//a", b"Tue, 99 Foo 2026"]
)
_STATUSES = st.sampled_from([100, 200, 204, 206, 301, 302, 304, 404, 429, 500, 999])


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    status=_STATUSES, headers=st.lists(st.tuples(_HEADERS, _VALUES), max_size=5), body=st.binary()
)
def test_whatever_a_server_says_is_fetched_or_refused_with_a_reason(
    web: Web,
    made: Callable[..., Client],
    status: int,
    headers: list[tuple[str, bytes]],
    body: bytes,
) -> None:
    head = [f"HTTP/1.1 {status} OK".encode(), *(f"{n}: ".encode() + v for n, v in headers)]
    url = web.says("/a", raw(b"\r\n".join([*head, b"", body])))
    with suppress(UnreadableSource):
        assert isinstance(made(attempts=1, read=0.5).api(url), Fetched)
