"""One SQLite file: its connections, its transactions and its schema."""

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from corpus.errors import StoreDamaged, StoreError, StoreMismatch
from corpus.stores.schema import MIGRATIONS, PAGE_SIZE

SCHEMA_VERSION = len(MIGRATIONS)
BUSY_MS = 30_000


class Database:
    """Snapshots for readers of any thread, and one transaction at a time for the owner.

    A commit is on the disk when it returns. A reader of a file that is not there sees an empty
    database and creates nothing.
    """

    def __init__(self, path: Path, *, writable: bool) -> None:
        self.path = path
        self._writable = writable
        self._idle: list[sqlite3.Connection] = []
        self._guard = threading.Lock()
        self._closed = False
        self._write_lock = threading.RLock()
        self._writer: sqlite3.Connection | None = None
        self._writing_thread: int | None = None
        if writable:
            with self._translated():
                self._writer = self._created()

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """One consistent snapshot; inside `writing`, what the transaction has written so far."""
        if self._writing_thread == threading.get_ident() and self._writer is not None:
            yield self._writer
            return
        with self._translated():
            connection = self._borrowed()
            try:
                connection.execute("BEGIN")
                yield connection
                connection.execute("COMMIT")
            except BaseException:
                connection.close()
                raise
            self._give_back(connection)

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """One transaction, all of it or nothing; a nested one joins the outermost."""
        if self._writer is None:
            raise StoreError(f"{self.path} was opened for reading only")
        with self._write_lock:
            if self._writing_thread is not None:
                yield self._writer
                return
            with self._translated():
                self._writer.execute("BEGIN IMMEDIATE")
                self._writing_thread = threading.get_ident()
                try:
                    yield self._writer
                    self._writer.execute("COMMIT")
                except BaseException:
                    with suppress(sqlite3.Error):
                        self._writer.execute("ROLLBACK")
                    raise
                finally:
                    self._writing_thread = None

    def close(self) -> None:
        with self._guard:
            self._closed = True
            idle, self._idle = self._idle, []
        for connection in idle:
            connection.close()
        if self._writer is not None:
            self._writer.close()
            self._writer = None

    def _created(self) -> sqlite3.Connection:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        connection = self._connected()
        with _closed_on_failure(connection):
            connection.execute(f"PRAGMA page_size = {PAGE_SIZE}")
            connection.execute("PRAGMA journal_mode = WAL")
            _migrate(connection, self.path)
        return connection

    def _borrowed(self) -> sqlite3.Connection:
        with self._guard:
            if self._closed:
                raise StoreError(f"{self.path} is closed")
            if self._idle:
                return self._idle.pop()
        if not self.path.exists():
            return _empty()
        connection = self._connected()
        with _closed_on_failure(connection):
            if _version(connection) == 0:
                connection.close()
                return _empty()
            _refuse_other_versions(connection, self.path)
            connection.execute("PRAGMA query_only = ON")
        return connection

    def _give_back(self, connection: sqlite3.Connection) -> None:
        with self._guard:
            if not self._closed and _is_file(connection):
                self._idle.append(connection)
                return
        connection.close()

    def _connected(self) -> sqlite3.Connection:
        connection = sqlite3.connect(
            self.path, timeout=BUSY_MS / 1000, isolation_level=None, check_same_thread=False
        )
        with _closed_on_failure(connection):
            connection.execute("PRAGMA synchronous = FULL")
            connection.execute("PRAGMA foreign_keys = ON")
        return connection

    @contextmanager
    def _translated(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.OperationalError as error:
            raise StoreError(f"{self.path} could not be used: {error}") from error
        except sqlite3.DatabaseError as error:
            raise StoreDamaged(f"{self.path} does not hold what it should: {error}") from error


@contextmanager
def _closed_on_failure(connection: sqlite3.Connection) -> Iterator[None]:
    try:
        yield
    except BaseException:
        connection.close()
        raise


def _version(connection: sqlite3.Connection) -> int:
    version: int = connection.execute("PRAGMA user_version").fetchone()[0]
    return version


def _migrate(connection: sqlite3.Connection, path: Path) -> None:
    if _version(connection) > SCHEMA_VERSION:
        _refuse_other_versions(connection, path)
    for version in range(_version(connection), SCHEMA_VERSION):
        script = MIGRATIONS[version]
        connection.executescript(
            f"BEGIN IMMEDIATE;\n{script}\nPRAGMA user_version = {version + 1};\nCOMMIT;"
        )


def _refuse_other_versions(connection: sqlite3.Connection, path: Path) -> None:
    version = _version(connection)
    if version != SCHEMA_VERSION:
        advice = (
            "was made by a newer version of this product; upgrade it"
            if version > SCHEMA_VERSION
            else "was made by an older version; run `insight reindex` once"
        )
        raise StoreMismatch(f"{path} {advice} (its schema is {version}, not {SCHEMA_VERSION})")


def _empty() -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
    connection.executescript("\n".join(MIGRATIONS))
    return connection


def _is_file(connection: sqlite3.Connection) -> bool:
    return bool(connection.execute("PRAGMA database_list").fetchone()[2])
