"""What was asked to be ingested, as the files and feeds it stands for."""

import os
import re
import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from corpus.documents import Failure
from corpus.errors import RefusedAddress
from corpus.feeds.boards import Feed, named
from corpus.ingest.mappings import is_mapping

SKIPPED_FOLDERS = frozenset({"node_modules", "__pycache__"})  # hidden ones are skipped anyway
NOTHING_HERE = "there are no files to read in this folder"
_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:")
_SECRETS = re.compile(r"//[^/?#]*@")
_KINDS = (
    (stat.S_ISFIFO, "a pipe"),
    (stat.S_ISSOCK, "a socket"),
    (stat.S_ISCHR, "a device"),
    (stat.S_ISBLK, "a device"),
)


@dataclass(frozen=True, slots=True)
class Found:
    """A file to ingest: as the asker would name it, where it is, and how it looks."""

    name: str
    path: Path
    size: int
    mtime_ns: int
    ctime_ns: int


def found(inputs: Sequence[str | Path], *, leaving_out: Path) -> Iterator[Found | Feed | Failure]:
    """Each file and feed that the inputs stand for, once, in order; folders are walked by name.

    Hidden files and folders, and what lies in `leaving_out`, are passed over unless named. What
    is not a file that can be opened is a failure with its reason.
    """
    walk = _Walk(leaving_out)
    seen: set[str] = set()
    for given in inputs:
        for item in walk.below(given):
            key = _key(item)
            if key not in seen:
                seen.add(key)
                yield item


def _key(item: Found | Feed | Failure) -> str:
    """What two inputs that stand for one thing share."""
    if isinstance(item, Found):
        return os.fspath(item.path)
    return item.url if isinstance(item, Feed) else item.name


def shown(path: str | Path) -> str:
    """A path as text that can be stored and printed: bytes that are no text are escaped."""
    return os.fspath(path).encode("utf-8", "backslashreplace").decode()


def is_address(given: str | Path) -> bool:
    """Whether an input is a page's or a feed's address and not a path."""
    text = os.fspath(given)
    return bool(_ADDRESS.match(text)) and not Path(text).exists()


def placed(path: str | Path) -> str:
    """A path as sources keep it: absolute, with its links left in it."""
    return shown(os.path.abspath(path))  # noqa: PTH100  Path.resolve would follow the links


def is_gone(path: str | Path) -> bool:
    """Whether nothing is at a path; what may only not be looked at is there."""
    try:
        os.lstat(path)
    except (FileNotFoundError, NotADirectoryError):
        return True
    except (OSError, ValueError):
        return False
    return False


class _Walk:
    def __init__(self, leaving_out: Path) -> None:
        self._folders: set[tuple[int, int] | None] = set()
        self._left_out = _identity(leaving_out)

    def below(self, given: str | Path) -> Iterator[Found | Feed | Failure]:
        if is_address(given):
            yield _addressed(shown(given))
            return
        path = Path(given)
        item = _looked_at(path)
        if item is not None:
            yield item
            return
        known_before = _identity(path) in self._folders
        items = self._files(path)
        first = next(items, None)
        if first is None and not known_before:
            yield Failure(shown(path), NOTHING_HERE)
        if first is not None:
            yield from chain([first], items)

    def _files(self, folder: Path) -> Iterator[Found | Failure]:
        """What lies below a folder; one that was walked before, by a link to it, holds no more."""
        ahead = [folder]
        while ahead:
            path = ahead.pop()
            item = _looked_at(path)
            if item is not None:
                yield item
                continue
            try:
                ahead += reversed(self._entries(path))
            except OSError as error:
                yield Failure(shown(path), f"this folder cannot be listed: {error.strerror}")

    def _entries(self, folder: Path) -> list[Path]:
        identity = _identity(folder)
        if identity in self._folders or identity == self._left_out:
            return []
        self._folders.add(identity)
        names = sorted(path.name for path in folder.iterdir())
        return [
            folder / name
            for name in names
            if not (name.startswith(".") or name in SKIPPED_FOLDERS or is_mapping(name))
        ]


def _addressed(given: str) -> Feed | Failure:
    try:
        return named(given)
    except RefusedAddress as error:
        # A password in an address is not to be said again.
        return Failure(_SECRETS.sub("//", given), str(error), url=True)


def _looked_at(path: Path) -> Found | Failure | None:
    """The file at a path, or why there is none; None for a folder."""
    name = shown(path)
    try:
        status = path.stat()
    except (OSError, ValueError) as error:
        return Failure(name, _reason(path, error))
    if stat.S_ISDIR(status.st_mode):
        return None
    for is_kind, kind in _KINDS:
        if is_kind(status.st_mode):
            return Failure(name, f"it is {kind}, not a file")
    # Path.resolve would follow links: a source stays where its reader put it.
    absolute = Path(os.path.abspath(path))  # noqa: PTH100
    return Found(name, absolute, status.st_size, status.st_mtime_ns, status.st_ctime_ns)


def _reason(path: Path, error: OSError | ValueError) -> str:
    if isinstance(error, FileNotFoundError):
        return "it is a link to nothing" if path.is_symlink() else "it does not exist"
    return f"it cannot be looked at: {getattr(error, 'strerror', None) or error}"


def _identity(folder: Path) -> tuple[int, int] | None:
    try:
        status = folder.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino
