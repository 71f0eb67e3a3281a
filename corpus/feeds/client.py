"""One careful client for all that is fetched: polite to hosts, and safe from them."""

import time
import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from email.utils import parsedate_to_datetime
from types import TracebackType
from typing import Self

import httpx
from tenacity import (
    RetryCallState,
    Retrying,
    retry_if_exception_type,
    stop_after_attempt,
    wait_exponential_jitter,
)

from corpus.errors import (
    FeedUnavailable,
    MissingSource,
    OversizedSource,
    RefusedAddress,
    UnreadableSource,
)
from corpus.feeds.addresses import Network, checked
from corpus.feeds.pace import Pace
from corpus.feeds.robots import PRODUCT, Robots
from corpus.feeds.transport import Deadline, PinnedTransport, Trust

USER_AGENT = f"{PRODUCT} (+https://pypi.org/project/{PRODUCT}/)"
HEADERS = {"User-Agent": USER_AGENT, "Accept": "*/*", "Accept-Encoding": "gzip"}
MOST_REDIRECTS = 5
MOVED = (301, 302, 303, 307, 308)
GONE = (404, 410)
MEGABYTE = 10**6
ROBOTS_SIZE = 500 * 1024  # RFC 9309: what a crawler has to read at least


@dataclass(frozen=True, slots=True)
class Manners:
    """How long things may take and how large they may be, in seconds and bytes.

    `whole` is what all answers on the way to one page may take together, waits between them apart.
    `size` bounds what is fetched after it is unpacked. `retry_after` is the longest a host may
    ask us to wait; beyond it the fetch fails with what the host said.
    """

    connect: float = 10.0
    read: float = 20.0
    whole: float = 120.0
    attempts: int = 4
    first_wait: float = 1.0
    longest_wait: float = 30.0
    retry_after: float = 60.0
    between: float = 1.0
    size: int = 64 * MEGABYTE


@dataclass(frozen=True, slots=True)
class Validators:
    """What a host said to know a page by; empty where it said nothing."""

    etag: str = ""
    modified: str = ""


@dataclass(frozen=True, slots=True)
class Fetched:
    """A page's bytes, unpacked, and the address that gave them in the end."""

    url: str
    content: bytes
    media: str = ""
    charset: str = ""
    validators: Validators = field(default_factory=Validators)


@dataclass(frozen=True, slots=True)
class Unchanged:
    """A page whose host says that it is as it was."""


UNKNOWN = Validators()
USUAL_MANNERS = Manners()


class Client:
    """Fetches pages and boards. Use it as a context manager; one thread at a time may fetch.

    Only public addresses are asked, and those in the `allowed` networks.
    """

    def __init__(
        self,
        *,
        allowed: Sequence[Network] = (),
        trust: Trust = True,
        manners: Manners = USUAL_MANNERS,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], object] = time.sleep,
    ) -> None:
        self._manners = manners
        self._clock = clock
        self._sleep = sleep
        self._is_closed = False
        self._deadline = Deadline(manners.whole)
        self._pace = Pace(manners.between, clock=clock, sleep=sleep)
        self._robots = Robots(self._rules)
        # httpx's own client would keep cookies and read redirects, valid or not.
        self._wire = PinnedTransport(allowed=allowed, trust=trust)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """End what is being fetched, from whichever thread; nothing is asked any more."""
        self._is_closed = True
        self._deadline.strike()
        self._wire.close()

    def page(self, address: str, *, known: Validators = UNKNOWN) -> Fetched | Unchanged:
        """What is at an address, if its site's robots.txt lets programs read it.

        Raises UnreadableSource with a reason for a person.
        """
        return self._followed(self._question(address, known), delay=self._delay)

    def api(self, address: str, *, known: Validators = UNKNOWN) -> Fetched | Unchanged:
        """What a documented public interface answers. Raises UnreadableSource."""
        return self._followed(self._question(address, known), delay=_no_delay)

    def _rules(self, address: str) -> bytes:
        """A robots.txt; where the site refuses it there are no rules to keep."""
        try:
            question = replace(self._question(address, UNKNOWN), size=ROBOTS_SIZE)
            answer = self._followed(question, delay=_no_delay)
        except (MissingSource, _Refused):
            return b""
        return answer.content if isinstance(answer, Fetched) else b""

    def _delay(self, url: httpx.URL) -> float:
        return self._robots.delay(_site(url), str(url))

    def _question(self, address: str, known: Validators) -> "_Question":
        return _Question(checked(address), known, self._manners.size, self._manners.whole)

    def _followed(
        self, question: "_Question", *, delay: Callable[[httpx.URL], float]
    ) -> Fetched | Unchanged:
        """Follow redirects by hand: each hop is checked as the first address was."""
        for _ in range(MOST_REDIRECTS + 1):
            answer = self._patiently(question, delay=delay(question.url))
            if not isinstance(answer, httpx.URL):
                return answer
            question.url = answer
        raise FeedUnavailable(f"it redirects more than {MOST_REDIRECTS} times")

    def _patiently(self, question: "_Question", *, delay: float) -> Fetched | Unchanged | httpx.URL:
        manners = self._manners
        backoff = wait_exponential_jitter(
            initial=manners.first_wait, max=manners.longest_wait, jitter=manners.first_wait
        )
        retrying = Retrying(
            stop=stop_after_attempt(manners.attempts),
            wait=lambda state: max(backoff(state), _asked_to_wait(state)),
            retry=retry_if_exception_type(_Trouble),
            sleep=self._pause,
            reraise=True,
        )
        try:
            return retrying(self._once, question, delay)
        except _Trouble as e:
            times = f"{manners.attempts} times" if manners.attempts > 1 else "once"
            raise FeedUnavailable(f"{question.url.host} was asked {times}: {e}") from e

    def _pause(self, seconds: float) -> None:
        self._sleep(seconds)

    def _once(self, question: "_Question", delay: float) -> Fetched | Unchanged | httpx.URL:
        self._pace.keep(question.url.host, delay=delay)
        began = self._clock()
        deadline = self._deadline = Deadline(question.seconds)
        if self._is_closed:
            raise FeedUnavailable("it was given up")
        try:
            with deadline.running():
                response = self._wire.handle_request(self._request(question, deadline))
                try:
                    answer = self._answer(question, response)
                finally:
                    response.close()
        except httpx.HTTPError as e:
            raise self._trouble(e, deadline) from e
        finally:
            question.seconds = max(0.0, question.seconds - (self._clock() - began))
        if deadline.has_passed:  # a body without a length only seems to end
            raise self._trouble(None, deadline)
        return answer

    def _request(self, question: "_Question", deadline: Deadline) -> httpx.Request:
        manners = self._manners
        timeout = httpx.Timeout(manners.read, connect=manners.connect)
        return httpx.Request(
            "GET",
            question.url,
            headers=HEADERS | _conditions(question.known),
            extensions={"timeout": timeout.as_dict(), "trace": deadline.watch},
        )

    def _answer(
        self, question: "_Question", response: httpx.Response
    ) -> Fetched | Unchanged | httpx.URL:
        if response.status_code == 304 and question.known != UNKNOWN:
            return Unchanged()
        if response.status_code in MOVED:
            return _next(question.url, response)
        if response.status_code != 200:
            raise self._refusal(response)
        validators = Validators(
            response.headers.get("etag", ""), response.headers.get("last-modified", "")
        )
        media = response.headers.get("content-type", "").partition(";")[0].strip().lower()
        content = b"".join(_unpacked(response, size=question.size))
        return Fetched(
            str(question.url), content, media, response.charset_encoding or "", validators
        )

    def _refusal(self, response: httpx.Response) -> UnreadableSource:
        """What a status says: to come back later, to give up, or that there is nothing."""
        status = response.status_code
        said = f"it answered {status} {response.reason_phrase}".strip()
        if status in GONE:
            return MissingSource(f"there is nothing at this address ({status})")
        if status != 429 and status < 500:
            return _Refused(said)
        wait = _retry_after(response)
        if wait > self._manners.retry_after:
            return FeedUnavailable(
                f"{said} and asks to be left alone for {wait:,.0f} s; try again after that"
            )
        return _Trouble(said, wait)

    def _trouble(self, error: httpx.HTTPError | None, deadline: Deadline) -> FeedUnavailable:
        if deadline.has_passed:
            return FeedUnavailable(f"its answers took longer than {self._manners.whole:g} s")
        if isinstance(error, httpx.TimeoutException):
            return _Trouble("it did not answer in time")
        return _Trouble(f"the connection failed: {error}")


@dataclass(slots=True)
class _Question:
    """A page that is asked for: where it is by now, and the seconds its answers may still take."""

    url: httpx.URL
    known: Validators
    size: int
    seconds: float


class _Refused(FeedUnavailable):
    """What the host will not give."""


class _Trouble(FeedUnavailable):
    """What may be better in a moment; `wait` is how many seconds the host asks for."""

    def __init__(self, said: str, wait: float = 0.0) -> None:
        super().__init__(said)
        self.wait = wait


def _no_delay(_: httpx.URL) -> float:
    return 0.0


def _site(url: httpx.URL) -> str:
    return f"{url.scheme}://{url.netloc.decode('ascii')}"


def _asked_to_wait(state: RetryCallState) -> float:
    error = state.outcome.exception() if state.outcome else None
    return error.wait if isinstance(error, _Trouble) else 0.0


def _conditions(known: Validators) -> dict[str, str]:
    said = {"If-None-Match": known.etag, "If-Modified-Since": known.modified}
    return {name: value for name, value in said.items() if value}


def _next(url: httpx.URL, response: httpx.Response) -> httpx.URL:
    place = response.headers.get("location", "")
    if not place:
        raise FeedUnavailable("it redirects to nowhere")
    try:
        return checked(str(url.join(place)))
    except (httpx.InvalidURL, ValueError) as e:
        raise FeedUnavailable(f"it redirects to what is no address: {e}") from e
    except RefusedAddress as e:
        raise RefusedAddress(f"it redirects to an address that is not asked: {e}") from e


def _retry_after(response: httpx.Response) -> float:
    """Seconds the host asks us to stay away, by its own clock where it names a moment."""
    said = response.headers.get("retry-after", "").strip()
    if said.isascii() and said.isdigit():
        return float(said[:9])
    try:
        moment = parsedate_to_datetime(said)
        return max(0.0, (moment - parsedate_to_datetime(response.headers["date"])).total_seconds())
    except (KeyError, TypeError, ValueError, IndexError):
        # It says neither, or not since when.
        return 0.0


def _unpacked(response: httpx.Response, *, size: int) -> Iterator[bytes]:
    """The body in pieces, unpacked no further than it may be large."""
    packing = response.headers.get("content-encoding", "identity").strip().lower() or "identity"
    if packing not in ("identity", "gzip", "x-gzip", "deflate"):
        raise FeedUnavailable(f"it is packed as {packing!r}, which was not asked for")
    unpack = None if packing == "identity" else zlib.decompressobj(zlib.MAX_WBITS | 32)
    left = size
    for piece in response.iter_raw():
        try:
            content = piece if unpack is None else unpack.decompress(piece, left + 1)
        except zlib.error as e:
            raise FeedUnavailable(f"it cannot be unpacked: {e}") from e
        left -= len(content)
        if left < 0:
            raise OversizedSource(
                f"it is larger than {size / MEGABYTE:,.1f} MB; at most that much is fetched"
            )
        yield content
    if unpack is not None and not unpack.eof:
        raise FeedUnavailable("what it packed ends in the middle")
