import socket
import subprocess
from pathlib import Path

from hypothesis import settings

CLOSED = socket.socket.__name__ == "GuardedSocket"  # as it stood when this file was collected


def test_the_network_is_closed_while_tests_are_collected() -> None:
    assert CLOSED


def test_hypothesis_is_never_hurried_by_a_slow_machine() -> None:
    assert settings().deadline is None


def test_hypothesis_repeats_itself_in_ci() -> None:
    assert settings.get_profile("ci").derandomize


def test_a_test_has_a_data_folder_of_its_own(insight_home: Path, tmp_path: Path) -> None:
    named = subprocess.run(["printenv", "INSIGHT_HOME"], capture_output=True, text=True, check=True)
    assert Path(named.stdout.strip()) == insight_home
    assert insight_home.is_relative_to(tmp_path)
    assert not insight_home.exists()
