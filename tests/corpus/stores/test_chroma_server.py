"""The same store with its collections on a Chroma server, and with that server away."""

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from corpus.documents import Filters, Hit
from corpus.stores import Store
from tests.corpus.stores.sources import APPROXIMATE_ALWAYS, EMBEDDER, Given, put

pytestmark = [pytest.mark.slow, pytest.mark.enable_socket]
REPORTS = [Given(f"r{n}", (f"pay in {n}", f"security in {n}", "boilerplate")) for n in range(40)]


class Server:
    """A real ``chroma run`` on this machine's loopback."""

    def __init__(self, folder: Path) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        self.url = f"http://127.0.0.1:{port}"
        chroma = Path(sys.executable).with_name("chroma")
        options = ["--host", "127.0.0.1", "--port", str(port), "--path", str(folder)]
        self.process = subprocess.Popen(
            [chroma, "run", *options], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        for _ in range(600):
            try:
                httpx.get(f"{self.url}/api/v2/heartbeat", timeout=1, trust_env=False)
            except httpx.HTTPError:
                time.sleep(0.1)
            else:
                return
        self.stop()
        pytest.fail("the Chroma server did not start")

    def collections(self) -> list[str]:
        place = "tenants/default_tenant/databases/default_database/collections"
        found = httpx.get(f"{self.url}/api/v2/{place}", trust_env=False).json()
        return sorted(collection["name"] for collection in found)

    def stop(self) -> None:
        self.process.kill()
        self.process.wait()


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    server = Server(tmp_path / "server")
    yield server
    server.stop()


def nearest(store: Store) -> list[Hit]:
    (vector,) = EMBEDDER.embed(["security in 7"])
    return store.dense.search(vector, limit=5, filters=Filters())


def test_an_epoch_may_live_on_a_server_and_is_searched_exactly_when_that_is_away(
    tmp_path: Path, server: Server
) -> None:
    home = tmp_path / "home"
    with Store.open(home, embedder=EMBEDDER, writable=True, chroma_url=server.url) as owner:
        for given in REPORTS:
            put(owner, given)
        expected = nearest(owner)
        owner.sync()
        assert not (home / "epochs" / "epoch-1" / "chroma").exists()
        assert owner.health().epoch_trouble is None
    with Store.open(
        home, embedder=EMBEDDER, chroma_url=server.url, tuning=APPROXIMATE_ALWAYS
    ) as reader:
        assert nearest(reader) == expected
        server.stop()
        assert nearest(reader) == expected


def test_a_server_keeps_no_more_than_the_last_two_epochs(tmp_path: Path, server: Server) -> None:
    for home in ("one", "two"):
        with Store.open(
            tmp_path / home, embedder=EMBEDDER, writable=True, chroma_url=server.url
        ) as owner:
            put(owner, REPORTS[0])
            for _ in range(3):
                owner.rebuild()
            name = f"insight-{owner.records.identity()}"
            names = [kept for kept in server.collections() if kept.startswith(name)]
            assert names == [f"{name}-2", f"{name}-3"]
    assert len(server.collections()) == 4


def test_moving_to_a_server_builds_the_epoch_there(tmp_path: Path, server: Server) -> None:
    home = tmp_path / "home"
    with Store.open(home, embedder=EMBEDDER, writable=True) as owner:
        put(owner, REPORTS[0])
        owner.sync()
    with Store.open(home, embedder=EMBEDDER, writable=True, chroma_url=server.url) as owner:
        owner.sync()
        assert owner.health().epoch == "epoch-2"
        assert len(server.collections()) == 1
