"""A warehouse of some postings, in every engine that the product is held to."""

from collections.abc import Callable, Iterator

import pytest

from corpus.stores import Store
from tests.corpus.stores.warehouse.engines import postgresql
from tests.corpus.stores.warehouse.postings import MARKET, look, opened, put

Market = Callable[[str], Store]


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    with postgresql() as url:
        yield url


@pytest.fixture(scope="session", params=["duckdb", "postgres"])
def engine_url(request: pytest.FixtureRequest) -> str:
    """Where to count: empty is the store's own folder."""
    if request.param == "duckdb":
        return ""
    url: str = request.getfixturevalue("server")
    return url


@pytest.fixture(scope="session")
def market(engine_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """The store of a small market, its warehouse built."""
    home = tmp_path_factory.mktemp("market") / "home"
    with opened(home, url=engine_url) as store:
        for source_id, postings in MARKET.items():
            put(store, source_id, postings)
        look(store, "feed", 1)
        store.warehouse.rebuild()
        yield store
