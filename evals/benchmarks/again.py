"""What should cost next to nothing: an ingest of what has not changed, and asking for help.

    python -m evals.benchmarks.again

CLAPNQ's 300 passages are ingested into a new folder and then again, in one process; `insight
--help` is started in turns with a bare Python, and medians are taken.
"""

import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from assistant import build
from corpus.embedding.minilm import MiniLM
from corpus.ingest import ingest
from corpus.readers.sandbox import Sandbox
from corpus.stores.store import Store
from evals.benchmarks.clapnq import cases, written
from evals.benchmarks.common import CACHE, data, publish, table

STARTS = 15
BARE = (sys.executable, "-c", "pass")
HELP = (str(Path(sys.executable).with_name("insight")), "--help")


def main() -> None:
    """Measure both and write results/again.md."""
    folder = written(cases(data("clapnq")), CACHE / "clapnq-passages")
    first, again = _ingests(folder)
    bare, asked = _starts()
    rows = [
        ("ingest of 300 files, first", f"{first:.2f} s"),
        ("ingest of the same, unchanged", f"{again * 1000:.1f} ms"),
        ("times faster", f"{first / again:.0f}"),
        ("python -c pass", f"{bare * 1000:.0f} ms"),
        ("insight --help", f"{asked * 1000:.0f} ms"),
        ("times a bare start", f"{asked / bare:.1f}"),
    ]
    publish("again", f"# Next to nothing\n\n{__doc__}\n\n{table(('what', 'measured'), rows)}")


def _ingests(folder: Path) -> tuple[float, float]:
    embedder = MiniLM()
    with (
        tempfile.TemporaryDirectory() as home,
        Sandbox() as reader,
        Store.open(Path(home), embedder=embedder, writable=True) as store,
    ):
        first, again = (
            ingest([folder], store=store, embedder=embedder, reader=reader, clock=build.now).seconds
            for _ in range(2)
        )
    return first, again


def _starts() -> tuple[float, float]:
    bare, asked = [], []
    for _ in range(STARTS):
        bare.append(_seconds(BARE))
        asked.append(_seconds(HELP))
    return statistics.median(bare), statistics.median(asked)


def _seconds(command: tuple[str, ...]) -> float:
    began = time.perf_counter()
    # Both commands are our own.
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)  # noqa: S603
    return time.perf_counter() - began


if __name__ == "__main__":
    main()
