import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from corpus.errors import (
    CorruptSource,
    EmptySource,
    MissingSource,
    OversizedSource,
    ReaderCrashed,
    ReaderTimeout,
    UnreadableSource,
)
from corpus.readers import read
from corpus.readers.sandbox import Limits, Sandbox
from corpus.readers.worker import RETIRE_ABOVE

FINE = b"Jobs in May\n\nThere were 31,000 postings.\n"


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    with Sandbox() as opened:
        yield opened


def test_a_worker_reads_what_this_process_would(
    sandbox: Sandbox, samples: Mapping[str, bytes]
) -> None:
    for name, content in samples.items():
        assert sandbox.read(content, name=name) == read(content, name=name)


def test_a_failure_comes_back_by_its_name(sandbox: Sandbox) -> None:
    with pytest.raises(EmptySource, match=r"^a\.md is empty$"):
        sandbox.read(b"", name="a.md")


@pytest.mark.slow
@pytest.mark.parametrize("bomb", ["nested_flate_bomb", "operator_flood"])
def test_a_bomb_ends_its_worker_and_the_next_file_is_read(
    bomb: str, request: pytest.FixtureRequest
) -> None:
    content = request.getfixturevalue(bomb)
    with Sandbox(Limits(memory=300 * 2**20)) as sandbox:
        with pytest.raises((ReaderCrashed, ReaderTimeout), match=r"^bomb\.pdf "):
            sandbox.read(content, name="bomb.pdf")

        assert sandbox.read(FINE, name="fine.txt") == read(FINE, name="fine.txt")


def test_a_file_that_takes_too_long_is_given_up() -> None:
    slow = b"word " * 4_000_000
    with Sandbox(Limits(seconds=0.4)) as sandbox:
        start = time.monotonic()
        with pytest.raises(ReaderTimeout, match="takes more than"):
            sandbox.read(slow, name="slow.txt")

        assert time.monotonic() - start < 3


def test_a_worker_that_dies_is_replaced(sandbox: Sandbox) -> None:
    sandbox.read(FINE, name="fine.txt")
    for child in children():
        os.kill(child, signal.SIGKILL)
    time.sleep(0.1)

    assert sandbox.read(FINE, name="fine.txt").documents


@pytest.mark.slow
def test_a_worker_ends_with_its_process() -> None:
    script = (
        f"import sys, os, signal; sys.path[:] = {sys.path!r}\n"
        "from corpus.readers.sandbox import Sandbox\n"
        "sandbox = Sandbox(); sandbox.read(b'words', name='a.txt')\n"
        "print(sandbox._worker.pid, flush=True)\n"
        "os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    ended = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, check=False, timeout=30
    )
    worker = int(ended.stdout)
    deadline = time.monotonic() + 5
    while is_alive(worker) and time.monotonic() < deadline:
        time.sleep(0.05)

    assert not is_alive(worker)


def test_two_threads_take_turns(sandbox: Sandbox) -> None:
    found: list[object] = []
    threads = [
        threading.Thread(target=lambda: found.append(sandbox.read(FINE, name="fine.txt")))
        for _ in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert found == [read(FINE, name="fine.txt")] * 8


def test_a_file_is_read_through_a_link_to_it(sandbox: Sandbox, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(FINE)
    (tmp_path / "link.txt").symlink_to(tmp_path / "a.txt")

    assert sandbox.read(tmp_path / "link.txt", name="link.txt").documents


@pytest.mark.parametrize(
    "kind", ["folder", "nothing", "dangling", "circle", "pipe", "socket", "device"]
)
def test_what_is_no_file_is_refused_at_once(kind: str, sandbox: Sandbox, tmp_path: Path) -> None:
    with pytest.raises(MissingSource, match=r"^thing "):
        sandbox.read(thing(kind, tmp_path), name="thing")


def test_a_file_above_the_limit_is_not_opened(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"word " * 1_000)
    with Sandbox(Limits(size=1_000)) as sandbox:
        with pytest.raises(OversizedSource, match=r"^a\.txt has"):
            sandbox.read(tmp_path / "a.txt", name="a.txt")
        with pytest.raises(OversizedSource):
            sandbox.read(b"word " * 1_000, name="a.txt")
        assert not children_of(sandbox)


def test_an_error_nobody_foresaw_is_a_corrupt_file() -> None:
    # A name that is no text makes the worker itself fail, whatever the bytes.
    with Sandbox() as sandbox, pytest.raises(UnreadableSource) as caught:
        sandbox.read(FINE, name=None)  # type: ignore[arg-type]

    assert isinstance(caught.value, CorruptSource)


def test_a_worker_of_a_large_process_reads_more_than_one_file() -> None:
    held = b"x" * (RETIRE_ABOVE + 2**20)
    with Sandbox() as sandbox:
        sandbox.read(FINE, name="fine.txt")
        # Which process answered shows in nothing that is said.
        first = sandbox._worker  # noqa: SLF001
        sandbox.read(FINE, name="fine.txt")
        assert first is not None
        assert sandbox._worker is first  # noqa: SLF001
    assert held


@pytest.mark.slow
def test_three_hundred_small_files_take_a_few_seconds(sandbox: Sandbox) -> None:
    sandbox.read(FINE, name="fine.txt")
    start = time.monotonic()
    for _ in range(300):
        sandbox.read(FINE, name="fine.txt")

    assert time.monotonic() - start < 6


def thing(kind: str, folder: Path) -> Path:
    path = folder / "thing"
    if kind == "folder":
        path.mkdir()
    elif kind in {"dangling", "circle"}:
        path.symlink_to(path if kind == "circle" else folder / "nowhere")
    elif kind == "pipe":
        os.mkfifo(path)
    elif kind == "socket":
        with socket.socket(socket.AF_UNIX) as bound:
            bound.bind(os.path.relpath(path))
    return Path("/dev/zero") if kind == "device" else path


def children() -> list[int]:
    task = Path("/proc/self/task") / str(os.getpid()) / "children"
    return [int(child) for child in task.read_text().split()]


def children_of(sandbox: Sandbox) -> bool:
    return sandbox._worker is not None  # noqa: SLF001


def is_alive(process: int) -> bool:
    try:
        state = Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"
