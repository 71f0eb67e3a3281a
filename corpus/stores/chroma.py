"""One epoch's Chroma collection, asked for ids alone: a private view of its files, or a server."""

import os
import shutil
import socket
import tempfile
import threading
import weakref
from contextlib import ExitStack
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING, cast
from urllib.parse import urlsplit

import numpy as np

from corpus.errors import ServiceUnavailable, StoreDamaged
from corpus.protocols import Vectors

if TYPE_CHECKING:
    import httpx
    from chromadb import Collection
    from chromadb.api.client import Client

VIEW_PREFIX = "insight-epoch-"
CONNECT_S = 3.0
ANSWER_S = 10.0


def chromadb_version() -> str:
    """The installed chromadb's version, without importing it."""
    try:
        return version("chromadb")
    except PackageNotFoundError:
        return "none"


class ChromaCollection:
    """Approximate nearest records of a published epoch; opened at the first question.

    Chroma writes to its SQLite file whenever it opens one. So each process opens a copy of that
    file beside links to the vectors' files, which it only reads, and the epoch stays as published.
    """

    def __init__(self, folder: Path, *, name: str, server: str) -> None:
        self._folder = folder
        self._name = name
        self._server = server
        self._guard = threading.Lock()
        self._collection: Collection | None = None
        self._finalizer: weakref.finalize[..., ChromaCollection] | None = None

    def nearest(self, vector: Vectors, *, limit: int) -> list[int]:
        """The chunk numbers nearest to a vector, best first. Raises StoreError."""
        collection = self._opened()
        try:
            found = collection.query(
                query_embeddings=vector[np.newaxis], n_results=limit, include=["distances"]
            )
        except _chroma_errors() as error:
            raise self._trouble(error) from error
        return [int(name) for name in found["ids"][0]]

    def close(self) -> None:
        if self._finalizer is not None:
            self._finalizer()

    def _opened(self) -> "Collection":
        with self._guard:
            if self._collection is None:
                try:
                    self._collection = self._open()
                except _chroma_errors() as error:
                    raise self._trouble(error) from error
            return self._collection

    def _open(self) -> "Collection":
        import chromadb
        from chromadb.config import Settings

        settings = Settings(anonymized_telemetry=False)
        if self._server:
            client, sessions = _http_client(self._server)
            self._finalizer = weakref.finalize(self, sessions.close)
        else:
            view = _view(self._folder / "chroma")
            client = cast("Client", chromadb.PersistentClient(view, settings=settings))
            self._finalizer = weakref.finalize(self, _closed, client, view)
        return client.get_collection(self._name, embedding_function=None)

    def _trouble(self, error: Exception) -> StoreDamaged | ServiceUnavailable:
        if self._server:
            return ServiceUnavailable(f"the Chroma server at {self._server} failed: {error}")
        return StoreDamaged(f"the Chroma files in {self._folder} failed: {error}")


def _http_client(server: str) -> "tuple[Client, ExitStack]":
    """A client of the Chroma server at this URL, and the sessions to be closed after it."""
    import chromadb
    import httpx
    from chromadb.config import Settings

    url = urlsplit(server)
    secure = url.scheme == "https"
    host, port = url.hostname or "localhost", url.port or (443 if secure else 80)
    # chromadb itself would wait for ever, here and at every question.
    socket.create_connection((host, port), timeout=CONNECT_S).close()
    settings = Settings(anonymized_telemetry=False)
    client = cast("Client", chromadb.HttpClient(host, port, ssl=secure, settings=settings))
    sessions = ExitStack()
    # It has no public way to a time limit, nor one that closes its two sessions.
    for part in (client, client._admin_client):  # noqa: SLF001
        session = cast("httpx.Client", vars(vars(part)["_server"])["_session"])
        session.timeout = httpx.Timeout(ANSWER_S)
        sessions.callback(session.close)
    return client, sessions


def _view(chroma: Path) -> Path:
    _sweep_views_of_the_dead()
    view = Path(tempfile.mkdtemp(prefix=f"{VIEW_PREFIX}{os.getpid()}-"))
    for path in chroma.iterdir():
        if path.is_dir():
            (view / path.name).symlink_to(path.resolve(), target_is_directory=True)
        else:
            shutil.copy(path, view / path.name)
    return view


def _sweep_views_of_the_dead() -> None:
    for path in Path(tempfile.gettempdir()).glob(f"{VIEW_PREFIX}*"):
        pid = path.name.removeprefix(VIEW_PREFIX).split("-")[0]
        if pid.isdecimal() and not _lives(int(pid)):
            shutil.rmtree(path, ignore_errors=True)


def _lives(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _closed(client: "Client", view: Path) -> None:
    client.close()
    shutil.rmtree(view, ignore_errors=True)


def _chroma_errors() -> tuple[type[Exception], ...]:
    import httpx
    from chromadb.errors import ChromaError

    # A server that is not there is a ValueError of chromadb's own.
    return (ChromaError, httpx.HTTPError, ValueError, OSError)
