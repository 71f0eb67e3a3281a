"""What a finished folder holds, file by file, so that damage is noticed before it is opened."""

import hashlib
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Print:
    """A file's size, time and sha256."""

    size: int
    mtime_ns: int
    sha256: str


def inventory(folder: Path, *, known: Mapping[str, Print] | None = None) -> dict[str, Print]:
    """A print of every file below the folder, by relative path; a `known` one costs no hash."""
    known = known or {}
    return {
        name: known[name] if name in known and _looks_like(path, known[name]) else _print(path)
        for name, path in _files(folder)
    }


def first_difference(folder: Path, prints: Mapping[str, Print]) -> str | None:
    """What is wrong with the first file that is missing or has other bytes; None if none has.

    A file of the same size and time is taken as the same; another time alone costs a hash.
    """
    for name, expected in prints.items():
        path = folder / name
        if not path.is_file():
            return f"{name} is missing"
        if path.stat().st_size != expected.size:
            return f"{name} has {path.stat().st_size} bytes, not {expected.size}"
        if not _looks_like(path, expected) and _sha256(path) != expected.sha256:
            return f"{name} has other bytes than were written"
    return None


def flushed(folder: Path) -> None:
    """Put every file and folder below this one on the disk."""
    for _, path in _files(folder):
        flush(path)
    for parent, _, _ in os.walk(folder):
        flush(Path(parent))


def flush(path: Path) -> None:
    """Put one file, or one folder's list of names, on the disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def size_of(folder: Path) -> int:
    """The bytes of all files below a folder; 0 if it is not there."""
    return sum(path.stat().st_size for _, path in _files(folder))


def _files(folder: Path) -> Iterable[tuple[str, Path]]:
    paths = sorted(path for path in folder.rglob("*") if path.is_file() and not path.is_symlink())
    return [(path.relative_to(folder).as_posix(), path) for path in paths]


def _print(path: Path) -> Print:
    status = path.stat()
    return Print(status.st_size, status.st_mtime_ns, _sha256(path))


def _looks_like(path: Path, expected: Print) -> bool:
    status = path.stat()
    return (status.st_size, status.st_mtime_ns) == (expected.size, expected.mtime_ns)


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
