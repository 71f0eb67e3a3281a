"""Where epochs of the warehouse stand: files of DuckDB's, or schemas of a database server."""

import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol
from urllib.parse import urlsplit

import ibis
import pyarrow as pa

from corpus.errors import StoreDamaged, WarehouseUnavailable
from corpus.stores.files import Print, first_difference, flush, flushed, inventory
from corpus.stores.warehouse import series
from corpus.stores.warehouse.engine import Engine, translated
from corpus.stores.warehouse.tables import POSTINGS

FILE = "warehouse.duckdb"
MEMORY = "1GB"
THREADS = 2
SERVER_MS = 30_000

Batch = tuple[str, pa.Table]


class Shelf(Protocol):
    """Builds epochs, opens them to be read, and clears away those that are past."""

    def build(self, name: str, batches: Iterable[Batch]) -> Mapping[str, Print]:
        """Make a whole epoch of this name, or none; the prints of its files, if it has any."""

    def open(self, name: str) -> Engine: ...

    def trouble(self, name: str, files: Mapping[str, Print]) -> str | None:
        """Why an epoch should be built again; None if it is sound."""

    def clear(self, *, keep: Iterable[str]) -> None: ...


class DuckFiles:
    """Epochs as folders with one file of DuckDB's each."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def build(self, name: str, batches: Iterable[Batch]) -> Mapping[str, Print]:
        """Make the epoch's file, put it on the disk, and only then give it its name."""
        folder = self._folder / f"{name}.tmp"
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        try:
            _write(folder / FILE, batches)
            prints = inventory(folder)
            flushed(folder)
            folder.rename(self._folder / name)
            flush(self._folder)
        finally:
            shutil.rmtree(folder, ignore_errors=True)
        return prints

    def open(self, name: str) -> Engine:
        """An epoch to be read: nothing can be written, and no other file opened."""
        path = self._folder / name / FILE
        if not path.is_file():
            raise StoreDamaged(f"{path} is missing")
        with translated("duckdb", str(path)):
            backend = ibis.duckdb.connect(memory_limit=MEMORY, threads=THREADS, temp_directory="")
            # ATTACH takes no bound value; a quote in a path is doubled.
            quoted = str(path.absolute()).replace("'", "''")
            backend.raw_sql(f"ATTACH '{quoted}' AS warehouse (READ_ONLY)")
            backend.raw_sql("USE warehouse")
            _lock(backend)
        return Engine(backend, place=str(path))

    def trouble(self, name: str, files: Mapping[str, Print]) -> str | None:
        return first_difference(self._folder / name, files)

    def clear(self, *, keep: Iterable[str]) -> None:
        kept = set(keep)
        for path in self._folder.glob("epoch-*"):
            if path.name not in kept:
                shutil.rmtree(path, ignore_errors=True)


class Schemas:
    """Epochs as schemas of a database server, named for their store."""

    def __init__(self, url: str, *, owner: str) -> None:
        self._url = url
        self._prefix = f"insight_{owner}_"
        self._place = place(url)

    def build(self, name: str, batches: Iterable[Batch]) -> Mapping[str, Print]:
        """Make and fill the epoch's schema; one that fails is dropped again."""
        with self._connected() as backend:
            schema = self._schema(name)
            self._drop(backend, schema)
            with translated(backend.name, self._place):
                backend.create_database(schema)
            engine = Engine(backend, place=self._place, database=schema)
            try:
                engine.create(_schemas())
                engine.fill(batches)
            except BaseException:
                self._drop(backend, schema)
                raise
        return {}

    def open(self, name: str) -> Engine:
        backend = self._connection(**_reading(self._url))
        return Engine(backend, place=self._place, database=self._schema(name))

    def trouble(self, name: str, files: Mapping[str, Print]) -> str | None:
        del files
        with self._connected() as backend, translated(backend.name, self._place):
            if self._schema(name) not in backend.list_databases():
                return f"{self._place} has no schema {self._schema(name)}"
        return None

    def clear(self, *, keep: Iterable[str]) -> None:
        kept = {self._schema(name) for name in keep if name}
        with self._connected() as backend:
            with translated(backend.name, self._place):
                held = backend.list_databases()
            for schema in held:
                if schema.startswith(self._prefix) and schema not in kept:
                    self._drop(backend, schema)

    def _schema(self, name: str) -> str:
        return self._prefix + name.replace("-", "_")

    def _drop(self, backend: ibis.BaseBackend, schema: str) -> None:
        with translated(backend.name, self._place):
            # Ibis 12 leaves the name out of its own statement; this one is of our own letters.
            backend.raw_sql(f"DROP SCHEMA IF EXISTS {schema} CASCADE").close()

    @contextmanager
    def _connected(self) -> Iterator[ibis.BaseBackend]:
        backend = self._connection()
        try:
            yield backend
        finally:
            backend.disconnect()

    def _connection(self, **options: str) -> ibis.BaseBackend:
        engine = _scheme(self._url)
        try:
            with translated(engine, self._place):
                return ibis.connect(self._url, **options)
        except ImportError as error:
            raise WarehouseUnavailable(
                f"{self._place} needs a driver: pip install 'ibis-framework[{engine}]'"
            ) from error
        except ValueError:
            # What Ibis says of an engine it does not know has the whole address in it.
            raise WarehouseUnavailable(f"{self._place} is at no engine that is known") from None


def in_memory(batches: Iterable[Batch]) -> Engine:
    """An epoch of this process's own, which no file keeps."""
    backend = ibis.duckdb.connect(memory_limit=MEMORY, threads=THREADS, temp_directory="")
    engine = Engine(backend, place="the warehouse in memory")
    engine.create(_schemas())
    engine.fill(batches)
    _lock(backend)
    return engine


def place(url: str) -> str:
    """What an address may be called before anyone: neither user, password nor parameters."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.hostname or ''}{parts.path}"


def _write(path: Path, batches: Iterable[Batch]) -> None:
    with translated("duckdb", str(path)):
        backend = ibis.duckdb.connect(path, memory_limit=MEMORY, threads=THREADS)
    engine = Engine(backend, place=str(path))
    try:
        engine.create(_schemas())
        engine.fill(batches)
    finally:
        engine.close()


def _schemas() -> Mapping[str, pa.Schema]:
    return {**POSTINGS, **series.TABLES}


def _lock(backend: ibis.BaseBackend) -> None:
    backend.raw_sql("SET enable_external_access = false")
    backend.raw_sql("SET lock_configuration = true")


def _scheme(url: str) -> str:
    return urlsplit(url).scheme.replace("postgresql", "postgres")


def _reading(url: str) -> Mapping[str, str]:
    """What keeps a reader's connection to reading, and to the time a question may take."""
    if _scheme(url) != "postgres":
        return {}
    return {"options": f"-c default_transaction_read_only=on -c statement_timeout={SERVER_MS}"}
