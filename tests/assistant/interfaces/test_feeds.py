"""Feeds at the command line: what their sources say, and an ingest that goes on until stopped."""

import json
import queue
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from assistant import build
from assistant.interfaces.cli import run
from assistant.settings import Settings
from corpus.feeds.boards import Feeds, Hosts
from corpus.feeds.client import Client
from corpus.ingest import ingest
from tests.corpus.feeds import boards
from tests.corpus.feeds.server import LOOPBACK, page, serving

BOARD = "greenhouse:acme"
MORNING = datetime(2026, 11, 2, 6, 0, tzinfo=UTC)


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    home = tmp_path / "home"
    monkeypatch.setenv("INSIGHT_HOME", str(home))
    return home


@pytest.fixture
def board(home: Path) -> None:
    """A board that was looked at on two days: one posting stayed, one went, one came."""
    settings = Settings(home=home)
    with (
        serving() as web,
        Client(allowed=LOOPBACK, sleep=lambda _: None) as client,
        build.store(settings, writable=True) as store,
        build.reader(settings) as reader,
    ):
        for days, shown in enumerate(((1, 2), (2, 3))):
            web.says("/v1/boards/acme/jobs", page(boards.greenhouse(*shown)))
            done = ingest(
                [BOARD],
                store=store,
                embedder=build.embedder(settings),
                reader=reader,
                clock=always(MORNING + timedelta(days)),
                feeds=Feeds(client, hosts=Hosts(web.url)),
            )
            assert done.ingested == (BOARD,)


def always(moment: datetime) -> Callable[[], datetime]:
    return lambda: moment


def told(capsys: pytest.CaptureFixture[str], *arguments: str) -> dict[str, Any]:
    capsys.readouterr()
    assert run([*arguments, "--json"]) == 0
    document: dict[str, Any] = json.loads(capsys.readouterr().out)
    return document


@pytest.mark.enable_socket  # for 127.0.0.1
@pytest.mark.usefixtures("board")
def test_a_feeds_source_says_when_it_answered_and_what_is_open(
    capsys: pytest.CaptureFixture[str],
) -> None:
    (source,) = told(capsys, "sources", "list")["sources"]
    assert {key: source[key] for key in ("title", "url", "path", "fetched", "open", "gone")} == {
        "title": BOARD,
        "url": "https://boards.greenhouse.io/acme",
        "path": None,
        "fetched": "2026-11-03T06:00:00+00:00",
        "open": 2,
        "gone": 1,
    }
    assert source["retrieved"] == "2026-11-03"


@pytest.mark.enable_socket
@pytest.mark.usefixtures("board")
def test_a_feed_is_shown_and_removed_by_the_name_it_was_given(
    capsys: pytest.CaptureFixture[str],
) -> None:
    shown = told(capsys, "sources", "show", BOARD)
    assert (shown["open"], shown["gone"], len(shown["documents"])) == (2, 1, 3)
    assert run(["sources", "show", "https://boards.greenhouse.io/acme"]) == 0
    assert "2026-11-03T06:00:00" in capsys.readouterr().out
    told(capsys, "sources", "remove", BOARD, "--yes")
    assert told(capsys, "sources", "list")["sources"] == []


@contextmanager
def repeating(*arguments: str, repository: Path) -> Iterator["subprocess.Popen[str]"]:
    """An ingest as a process of its own, which is gone at the end."""
    process = subprocess.Popen(
        [sys.executable, "-m", "assistant.interfaces.cli", "ingest", *arguments],
        cwd=repository,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    with process:
        try:
            yield process
        finally:
            process.kill()


def heard(process: "subprocess.Popen[str]", words: str) -> str:
    """The next line on stderr with these words."""
    lines: queue.Queue[str] = queue.Queue()
    stream = process.stderr
    assert stream is not None

    def listen() -> None:
        lines.put(next((line for line in stream if words in line), ""))

    threading.Thread(target=listen, daemon=True).start()
    return lines.get(timeout=60)


@pytest.mark.slow
@pytest.mark.usefixtures("home")
def test_an_ingest_every_so_often_lets_others_write_and_stops_when_told(
    tmp_path: Path, repository: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    report = tmp_path / "pay.md"
    report.write_text("# Pay\n\nPay rose by 3 per cent.\n", "utf-8")
    options = ("--every", "6h", "--json")
    with repeating(str(report), *options, repository=repository) as process:
        assert "in 6 h; Ctrl-C stops." in heard(process, "Next at")
        assert told(capsys, "ingest", str(report))["unchanged"] == [str(report)]
        process.send_signal(signal.SIGINT)
        out, errors = process.communicate(timeout=60)
    assert (process.returncode, errors.splitlines()[-1]) == (0, "Stopped.")
    (line,) = out.splitlines()
    assert json.loads(line)["ingested"] == [str(report)]
