"""What every test shares: a closed network, steady Hypothesis, its own home, the shared data."""

from pathlib import Path

import pytest
from hypothesis import settings
from pytest_socket import disable_socket

REPOSITORY = Path(__file__).parents[1]
SHARED_DATA = REPOSITORY.parent / "shared" / "data"

# Hypothesis loads its own "ci" profile where the variable CI is set: derandomised, no database.
settings.register_profile("house", parent=settings(), deadline=None, print_blob=True)
settings.load_profile("house")


def pytest_configure(config: pytest.Config) -> None:
    """Close the network before collection, when pytest-socket does not guard it yet."""
    if not config.getoption("force_enable_socket"):
        disable_socket(allow_unix_socket=True)


@pytest.fixture(scope="session")
def repository() -> Path:
    """The root of this checkout."""
    return REPOSITORY


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The development sets beside the checkout, which are not part of the repository."""
    if not SHARED_DATA.is_dir():
        pytest.skip("the development sets (../shared/data) are not beside this checkout")
    return SHARED_DATA


@pytest.fixture
def insight_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder of this test's own, named by INSIGHT_HOME and not made yet."""
    home = tmp_path / "insight-home"
    monkeypatch.setenv("INSIGHT_HOME", str(home))
    return home
