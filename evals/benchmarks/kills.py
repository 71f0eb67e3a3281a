"""Kills real ingests and re-indexings at random moments, and looks for anything that was lost.

``python -m evals.benchmarks.kills [--kills 60] [--embedder wordhash|minilm] [--into FILE.md]``

A child process ingests a folder of reports into a store, or indexes the store anew, for the same
model or for another. It writes down each source that is said to be stored. At a random moment it
gets SIGKILL. Then the store is opened again as anyone would open it, and every source that was
ever written down must be there: its text, its chunks, their vectors, and each chunk must be found
by its own vector and by its own words. Reports change, come and go between the rounds.
"""

import argparse
import logging
import os
import random
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import numpy as np

from corpus.chunking import embedded_text
from corpus.documents import Chunk, Filters
from corpus.embedding.minilm import MiniLM
from corpus.embedding.wordhash import WordHash
from corpus.ingest import Progress, ingest
from corpus.readers.sandbox import Sandbox
from corpus.stores import Store, Tuning, text_hash
from corpus.stores.records import SqliteRecords
from corpus.stores.statements import Model
from corpus.stores.store import TRUTH

REPORTS = 250
PARAGRAPHS = 8
WORDS = 90
CHANGED = 0.5  # of the reports, between two rounds
SEED = 20260814
CHROMA = Tuning(approximate_from=1)
VERBS = ("ingest", "ingest", "ingest", "reindex", "other-model")
NEAREST = 3


def main() -> None:
    """Kill as often as was asked, or, as the child, work until killed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=60)
    parser.add_argument("--embedder", choices=("wordhash", "minilm"), default="wordhash")
    parser.add_argument("--into", type=Path, default=Path(__file__).parent / "results/kills.md")
    parser.add_argument("--work", nargs=4, help="as the child: verb, model, folder, log")
    chosen = parser.parse_args()
    heard = logging.StreamHandler()
    heard.setFormatter(logging.Formatter("%(message)s: %(reason)s", defaults={"reason": ""}))
    logging.basicConfig(handlers=[heard], level=logging.WARNING)
    if chosen.work:
        verb, model, folder, log = chosen.work
        _work(verb, model, Path(folder), Path(log))
        return
    with tempfile.TemporaryDirectory() as folder:
        trial = Trial(Path(folder), chosen.embedder)
        while trial.tally.kills < chosen.kills:
            trial.round()
    chosen.into.parent.mkdir(parents=True, exist_ok=True)
    chosen.into.write_text(_report(trial))
    sys.stdout.write(chosen.into.read_text())
    if trial.tally.lost:
        sys.exit(1)


@dataclass
class Tally:
    """What was seen."""

    kills: int = 0
    finished_first: int = 0
    moments: Counter[str] = field(default_factory=Counter)
    sources_checked: int = 0
    chunks_checked: int = 0
    found_by_chroma: int = 0
    rebuilt: int = 0
    lost: list[str] = field(default_factory=list)
    healing_s: list[float] = field(default_factory=list)


class Trial:
    """A folder of reports, a store of them, and everything that was ever acknowledged."""

    def __init__(self, folder: Path, embedder: str) -> None:
        self.folder = folder
        self.reports = folder / "reports"
        self.reports.mkdir()
        self.random = random.Random(SEED)  # noqa: S311 - moments of a test, no secrets
        self.model = embedder
        self.tally = Tally()
        self.acknowledged: set[Path] = set()
        self.patience = dict.fromkeys(VERBS, 6.0)
        for number in range(REPORTS):
            self._write(self.reports / f"report-{number:04}.md")

    def round(self) -> None:
        """One child from its start to its end, and a look at what it left."""
        verb = self.random.choice(VERBS)
        changed = self._change_reports() if verb == "ingest" else set()
        log = self.folder / "log"
        log.write_text("")
        model = _other(self.model) if verb == "other-model" else self.model
        started = time.monotonic()
        child = _started(verb, model, self.folder, log)
        moment = self.random.uniform(0.1, self.patience[verb])
        try:
            child.wait(timeout=moment)
            self.tally.finished_first += 1
            self.patience[verb] = time.monotonic() - started
            if child.returncode:
                self.tally.lost.append(f"{verb} ended by itself: {_last_line(child)}")
        except subprocess.TimeoutExpired:
            os.kill(child.pid, signal.SIGKILL)
            child.wait()
            self.tally.kills += 1
            self.tally.moments[_moment(verb, log)] += 1
        self._hear(log, changed)
        self._check()

    def _hear(self, log: Path, changed: set[Path]) -> None:
        """Take in what the child acknowledged; what it has not said of a change is unknown."""
        lines = (line.partition(" ") for line in log.read_text().splitlines())
        stored = {Path(path) for step, _, path in lines if step in ("stored", "unchanged")}
        self.acknowledged = {path for path in self.acknowledged - changed if path.exists()} | stored

    def _check(self) -> None:
        self.model = _model_of(self.folder / "home") or self.model
        started = time.monotonic()
        embedder = _embedder(self.model)
        with Store.open(self.folder / "home", embedder=embedder, writable=True) as store:
            epoch = store.health().epoch
            store.sync()
            self.tally.healing_s.append(time.monotonic() - started)
            self.tally.rebuilt += store.health().epoch != epoch
            chunks = [
                chunk for path in sorted(self.acknowledged) for chunk in self._of(store, path)
            ]
            self._find(store, chunks)
        with Store.open(self.folder / "home", embedder=embedder, tuning=CHROMA) as reader:
            self.tally.found_by_chroma += sum(_is_near(reader, chunk) for chunk in chunks)

    def _of(self, store: Store, path: Path) -> Iterator[Chunk]:
        """The chunks of a source that was acknowledged, each looked at."""
        self.tally.sources_checked += 1
        source = next((s for s in store.records.every_source() if s.path == str(path)), None)
        if source is None:
            self.tally.lost.append(f"{path.name} is gone")
            return
        document = store.records.document(source.source_id)
        if _squeezed(document.text) != _squeezed(path.read_text()):
            self.tally.lost.append(f"{path.name} has another text")
        chunks = store.records.chunks_of(source.source_id)
        if len(chunks) != source.chunks or not chunks:
            self.tally.lost.append(f"{path.name} has {len(chunks)} of {source.chunks} chunks")
        for chunk in chunks:
            if chunk.span.of(document.text) != chunk.text:
                self.tally.lost.append(f"{chunk.chunk_id} is not its document's text")
            yield chunk

    def _find(self, store: Store, chunks: list[Chunk]) -> None:
        texts = [embedded_text(chunk) for chunk in chunks]
        kept = store.records.get(text_hash(text) for text in texts)
        for n, (chunk, text) in enumerate(zip(chunks, texts, strict=True)):
            self.tally.chunks_checked += 1
            if text_hash(text) not in kept:
                self.tally.lost.append(f"{chunk.chunk_id} has no vector")
            elif not _is_near(store, chunk):
                self.tally.lost.append(f"{chunk.chunk_id} is not found by its own vector")
            if not _is_worded(store, chunk):
                self.tally.lost.append(f"{chunk.chunk_id} is not found by its own words")
            if n % 50 == 0 and text_hash(text) in kept:
                (vector,) = _embedder(self.model).embed([text])
                if not np.allclose(vector, kept[text_hash(text)], atol=1e-3):
                    self.tally.lost.append(f"{chunk.chunk_id} has another text's vector")

    def _change_reports(self) -> set[Path]:
        """Rewrite, add and delete some reports; which they are."""
        paths = sorted(self.reports.iterdir())
        chosen = set(self.random.sample(paths, int(CHANGED * len(paths))))
        for path in sorted(chosen):
            fate = self.random.random()
            if fate < 0.1:
                path.unlink()
            else:
                self._write(path)
        while len(list(self.reports.iterdir())) < REPORTS:
            path = self.reports / f"report-{self.random.randrange(10**6):06}.md"
            self._write(path)
            chosen.add(path)
        return chosen

    def _write(self, path: Path) -> None:
        sections = [f"## Part {n}\n\n{self._paragraph()}" for n in range(PARAGRAPHS)]
        path.write_text(f"# Report {path.stem}\n\n" + "\n\n".join(sections) + "\n")

    def _paragraph(self) -> str:
        words = [f"w{self.random.randrange(4_000)}" for _ in range(WORDS)]
        return f"Key {self.random.randrange(10**12):012} says {' '.join(words)}."


def _work(verb: str, model: str, folder: Path, log: Path) -> None:
    """What is to be killed: an ingest, or an indexing anew."""
    written = os.open(log, os.O_WRONLY | os.O_APPEND)

    def say(progress: Progress) -> None:
        path = (folder / progress.name) if progress.name else ""
        os.write(written, f"{progress.step} {path}\n".encode())

    embedder = _embedder(model)
    if verb != "ingest":
        os.write(written, b"indexing \n")
        with Store.reindexed(folder / "home", embedder=embedder):
            return
    with Store.open(folder / "home", embedder=embedder, writable=True) as store, Sandbox() as box:
        ingest(
            [folder / "reports"],
            store=store,
            embedder=embedder,
            reader=box,
            clock=lambda: datetime.now(UTC),  # noqa: TID251 - the edge of a script
            progress=say,
            prune=True,
        )


def _started(verb: str, model: str, folder: Path, log: Path) -> subprocess.Popen[str]:
    module = [sys.executable, "-m", "evals.benchmarks.kills"]
    # The command is our own module.
    return subprocess.Popen(  # noqa: S603
        [*module, "--work", verb, model, str(folder), str(log)],
        stderr=subprocess.PIPE,
        text=True,
    )


def _last_line(child: subprocess.Popen[str]) -> str:
    return (child.stderr.read().strip().splitlines() or [""])[-1] if child.stderr else ""


def _moment(verb: str, log: Path) -> str:
    last = (log.read_text().split("\n")[-2:-1] or ["starting"])[0].split(" ")[0]
    working = ("unchanged", "stored", "embedded", "removed")
    return f"{verb}: {'reading, embedding, storing' if last in working else last}"


def _embedder(model: str) -> WordHash | MiniLM:
    if model == "minilm":
        return MiniLM()
    return WordHash(dimension=64 if model == "wordhash" else 48, model=model)


def _other(model: str) -> str:
    return "wordhash" if model != "wordhash" else "otherhash"


def _model_of(home: Path) -> str | None:
    if not (home / TRUTH).exists():
        return None
    records = SqliteRecords(home / TRUTH, model=Model("", 0), writable=False)
    held = records.head().model
    records.close()
    if held is None:
        return None
    return "minilm" if held.name == MiniLM.model else held.name


def _is_near(store: Store, chunk: Chunk) -> bool:
    vectors = store.records.get([text_hash(embedded_text(chunk))])
    if not vectors:
        return False
    (vector,) = vectors.values()
    hits = store.dense.search(vector, limit=NEAREST, filters=Filters())
    return chunk.chunk_id in {hit.chunk_id for hit in hits}


def _is_worded(store: Store, chunk: Chunk) -> bool:
    keys = [word for word in chunk.text.split() if word.isdecimal() and len(word) == 12]
    hits = store.lexical.search(" ".join(keys), limit=NEAREST, filters=Filters())
    return chunk.chunk_id in {hit.chunk_id for hit in hits}


def _squeezed(text: str) -> str:
    return " ".join(text.split())


def _report(trial: Trial) -> str:
    tally = trial.tally
    healing = sorted(tally.healing_s)
    lines = [
        "# kill -9 at random moments",
        "",
        (
            f"Made by `python -m evals.benchmarks.kills --kills {tally.kills}`: {REPORTS} reports, "
            "half of them changed, deleted or new in each round."
        ),
        "",
        "| | |",
        "|---|---|",
        f"| kills | {tally.kills} |",
        f"| rounds that finished before their kill | {tally.finished_first} |",
        f"| acknowledged sources looked at after a kill | {tally.sources_checked:,} |",
        f"| of these lost or altered | {len(tally.lost)} |",
        f"| chunks asked for by their own vector and words | {tally.chunks_checked:,} |",
        f"| found through Chroma as well | {tally.found_by_chroma:,} |",
        f"| starts that built a new epoch by themselves | {tally.rebuilt} |",
        (
            "| a start with its healing, median and longest | "
            f"{statistics.median(healing):.2f} s, {healing[-1]:.2f} s |"
        ),
        "",
        "| killed while | times |",
        "|---|---|",
        *(f"| {moment} | {times} |" for moment, times in sorted(tally.moments.items())),
        "",
        *(f"- LOST: {loss}" for loss in tally.lost),
    ]
    return "\n".join(lines).rstrip() + "\n"


if __name__ == "__main__":
    main()
