"""Who may write: one process owns a store's folder, and a second one hears so at once."""

import fcntl
import os
from datetime import datetime
from pathlib import Path

from corpus.errors import StoreOwned


class Ownership:
    """The right to write in a folder, from its making until `release` or the end of the process."""

    def __init__(self, home: Path) -> None:
        """Take the right. Raises StoreOwned while another process has it."""
        home.mkdir(parents=True, exist_ok=True)
        path = home / "owner.lock"
        self._file: int | None = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            owner = _described(self._file)
            os.close(self._file)
            raise StoreOwned(
                f"{home} is being written by {owner}; try again when it is done"
            ) from error
        os.ftruncate(self._file, 0)
        os.write(self._file, f"{os.getpid()}\n".encode())
        # A forked child would hold the lock after its parent is killed.
        os.register_at_fork(after_in_child=self._close)

    def release(self) -> None:
        if self._file is not None:
            os.ftruncate(self._file, 0)
        self._close()

    def _close(self) -> None:
        if self._file is not None:
            os.close(self._file)
            self._file = None


def _described(file: int) -> str:
    """The owner as its process id and since when, as far as it has written them down."""
    pid = os.pread(file, 32, 0).decode(errors="replace").strip()
    since = datetime.fromtimestamp(os.fstat(file).st_mtime).astimezone()
    return f"process {pid or 'unknown'} since {since:%Y-%m-%d %H:%M:%S}"
