"""A small market in a store: an epoch, a tail and a removal since; made once, then copied."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from tests.corpus.stores.sources import Given, opened, put

SUBJECTS = ("pay", "security", "python", "remote work", "hiring", "skills", "interns", "robots")
REPORTS = tuple(
    Given(
        f"report-{n}",
        tuple(f"{subject} in {2020 + n} rose by {n} per cent, line {i}" for i, subject in pairs),
        collection=("default", "europe")[n % 2],
        publisher=(None, "Indeed", "Stepstone")[n % 3],
        published=None if n == 3 else date(2020 + n, 6, 1),
    )
    for n, pairs in enumerate([list(enumerate(SUBJECTS * 2))] * 5)
)
POSTINGS = tuple(
    Given(
        f"posting-{n}",
        (f"{subject} engineer wanted, {n}", f"{subject} team in city {n}"),
        kind="posting",
        publisher=f"Employer {n}",
        published=date(2024, 1, 1 + n),
    )
    for n, subject in enumerate(SUBJECTS)
)
SINCE_THE_EPOCH = Given(
    "late", ("security news came late", "pay news came late"), published=date(2026, 1, 1)
)
GONE = "report-2"
CHANGED = Given("report-1", ("python in 2021 fell", "hiring in 2021 fell"), collection="europe")


@pytest.fixture(scope="session")
def made_market(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("market") / "home"
    with opened(home) as store:
        for given in (*REPORTS, *POSTINGS):
            put(store, given)
        store.sync()
        put(store, SINCE_THE_EPOCH)
        put(store, CHANGED)
        store.records.remove(GONE)
        store.lexical.sync()
    return home


@pytest.fixture(scope="session")
def living() -> tuple[Given, ...]:
    """What the market holds in the end."""
    kept = [given for given in (*REPORTS, *POSTINGS) if given.source_id not in (GONE, "report-1")]
    return (*kept, SINCE_THE_EPOCH, CHANGED)


@pytest.fixture
def market(made_market: Path, tmp_path: Path) -> Path:
    """A copy of the market, to be changed or damaged."""
    return Path(shutil.copytree(made_market, tmp_path / "home"))
