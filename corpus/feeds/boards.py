"""What a feed's name stands for, and one look at it: a board's postings, or what a page holds."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Literal

from corpus.documents import Kind
from corpus.errors import FeedUnavailable, MissingSource, RefusedAddress
from corpus.feeds import ashby, greenhouse, lever
from corpus.feeds.addresses import checked
from corpus.feeds.client import UNKNOWN, Client, Fetched, Unchanged, Validators
from corpus.feeds.shapes import Row, rows_as_json

Service = Literal["greenhouse", "lever", "ashby"]

MOST_PAGES = 100  # of one board: 10,000 postings
_BOARD = re.compile(r"(greenhouse|lever|ashby):([A-Za-z0-9](?:[A-Za-z0-9._-]{0,98}[A-Za-z0-9])?)")
_SERVICE = re.compile(r"(greenhouse|lever|ashby):", re.IGNORECASE)
_PUBLIC = {"greenhouse": greenhouse.PUBLIC, "lever": lever.PUBLIC, "ashby": ashby.PUBLIC}
_ENDINGS = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "application/pdf": ".pdf",
    "text/csv": ".csv",
    "application/json": ".json",
    "text/markdown": ".md",
    "application/rss+xml": ".xml",
    "application/atom+xml": ".xml",
}
_NO_XML = frozenset({"text/html", "text/plain", "text/csv", "text/tab-separated-values"})
_CHARSETS = re.compile(
    r"iso-?8859-\d+|latin-?1|us-ascii|windows-12\d\d|windows-874|cp12\d\d|koi8-[ru]|macintosh"
    r"|shift_jis|euc-(?:jp|kr)|gb2312|gbk|gb18030|big5|utf-16(?:le|be)?",
    re.IGNORECASE,
)
"""Charsets that a header may name; some that Python knows take hours over a long text."""


@dataclass(frozen=True, slots=True)
class Hosts:
    """Where the boards' public interfaces are."""

    greenhouse: str = greenhouse.HOST
    lever: str = lever.HOST
    ashby: str = ashby.HOST


@dataclass(frozen=True, slots=True)
class Feed:
    """What is fetched: as the asker names it, where a person opens it, and the board it is."""

    name: str
    url: str
    service: Service | None = None
    board: str = ""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One look at a feed: bytes for the readers, under a file's name.

    `postings` is how many postings a board shows, None for a page, which its reader has yet to
    tell. A look that is not `whole` does not say what has gone.
    """

    name: str
    content: bytes
    kind: Kind | None = None
    board: str | None = None
    postings: int | None = None
    whole: bool = True
    validators: Validators = field(default_factory=Validators)
    notes: tuple[str, ...] = ()


def named(given: str) -> Feed:
    """What an input names. Raises RefusedAddress, saying what was expected."""
    if _SERVICE.match(given):
        found = _BOARD.fullmatch(given)
        if not found or ".." in given:
            raise RefusedAddress(
                "its name is not one a board has; expected letters, digits and hyphens, "
                "such as greenhouse:acme"
            )
        service: Service = found[1]  # type: ignore[assignment]  # the pattern's own three
        return Feed(given, f"{_PUBLIC[service]}/{found[2]}", service, found[2])
    if not re.match(r"https?:", given, re.IGNORECASE):
        raise RefusedAddress(
            "it is neither a file nor an address that is read; expected a path, https://…, "
            "greenhouse:BOARD, lever:COMPANY or ashby:BOARD"
        )
    return Feed(given, str(checked(given)))


class Feeds:
    """Fetches feeds with one client."""

    def __init__(self, client: Client, *, hosts: Hosts | None = None) -> None:
        self._client = client
        self._hosts = hosts or Hosts()

    def fetch(self, feed: Feed, *, known: Validators = UNKNOWN) -> Snapshot | Unchanged:
        """What a feed shows at this moment. Raises UnreadableSource."""
        if feed.service is None:
            return self._page(feed, known)
        try:
            return self._board(feed, known)
        except MissingSource as e:
            raise MissingSource(_unknown_board(feed)) from e

    def _board(self, feed: Feed, known: Validators) -> Snapshot | Unchanged:
        if feed.service == "lever":
            return self._pages(feed)
        if feed.service == "ashby":
            return self._whole(
                feed, ashby.address(self._hosts.ashby, feed.board), ashby.rows, known
            )
        place = greenhouse.address(self._hosts.greenhouse, feed.board)
        return self._whole(feed, place, greenhouse.rows, known)

    def _whole(
        self,
        feed: Feed,
        place: str,
        rows: Callable[[bytes, str], list[Row]],
        known: Validators,
    ) -> Snapshot | Unchanged:
        answer = self._client.api(place, known=known)
        if isinstance(answer, Unchanged):
            return answer
        return _shown(feed, rows(answer.content, feed.board), validators=answer.validators)

    def _pages(self, feed: Feed) -> Snapshot:
        """All pages of a board, until one is not full or tells nothing new."""
        found: dict[str, Row] = {}
        for page in range(MOST_PAGES):
            place = lever.address(self._hosts.lever, feed.board, skip=page * lever.PAGE)
            answer = self._client.api(place)
            if isinstance(answer, Unchanged):  # to a question without conditions
                raise FeedUnavailable("it answered 304 to a first question")
            rows = lever.rows(answer.content, feed.board)
            before = len(found)
            found |= {row.get("identifier", f"{page}/{n}"): row for n, row in enumerate(rows)}
            if len(rows) < lever.PAGE or len(found) == before:
                return _shown(feed, list(found.values()))
        return _shown(feed, list(found.values()), whole=False)

    def _page(self, feed: Feed, known: Validators) -> Snapshot | Unchanged:
        answer = self._client.page(feed.url, known=known)
        if isinstance(answer, Unchanged):
            return answer
        return Snapshot(
            name=_file_name(answer),
            content=_in_unicode(answer),
            validators=answer.validators,
            notes=_moved(feed, answer),
        )


def _shown(
    feed: Feed, rows: list[Row], *, validators: Validators = UNKNOWN, whole: bool = True
) -> Snapshot:
    notes = () if whole else (f"only the first {len(rows):,} postings were fetched",)
    return Snapshot(
        name=f"{feed.service}-{feed.board}.json",
        content=rows_as_json(rows),
        kind="posting",
        board=feed.name,
        postings=len(rows),
        whole=whole,
        validators=validators,
        notes=notes,
    )


def _unknown_board(feed: Feed) -> str:
    place = _PUBLIC[feed.service or "greenhouse"].removeprefix("https://")
    return (
        f"{(feed.service or '').capitalize()} has no board {feed.board!r}; its name is what "
        f"follows {place}/ in the address of the employer's job page"
    )


def _moved(feed: Feed, answer: Fetched) -> tuple[str, ...]:
    return () if answer.url == feed.url else (f"it was read at {answer.url}",)


def _file_name(answer: Fetched) -> str:
    """The last part of an address, with the ending of what it holds."""
    url = checked(answer.url)
    name = PurePosixPath(url.path).name or url.host
    ending = _ENDINGS.get(answer.media, "")
    return name if name.lower().endswith(ending) else f"{name}{ending}"


def _in_unicode(answer: Fetched) -> bytes:
    """The bytes, a text in UTF-8 where only the header says what its charset is."""
    if answer.media not in _NO_XML or not _CHARSETS.fullmatch(answer.charset):
        return answer.content
    try:
        answer.content.decode("utf-8")
    except UnicodeDecodeError:
        return _decoded(answer).encode()
    return answer.content


def _decoded(answer: Fetched) -> str:
    try:
        return answer.content.decode(answer.charset, "replace")
    except LookupError:
        return answer.content.decode("utf-8", "replace")
