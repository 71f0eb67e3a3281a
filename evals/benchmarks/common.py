"""What benchmarks on question sets share: where data lies, a store of it, intervals, results."""

import sys
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path

import numpy as np

from corpus.embedding.minilm import MiniLM
from corpus.ingest import ingest
from corpus.readers.sandbox import Sandbox
from corpus.stores.store import Store

DATA = Path(__file__).parents[3] / "shared" / "data"
RESULTS = Path(__file__).parent / "results"
CACHE = Path(__file__).parents[2] / ".insight" / "benchmarks"
RESAMPLES = 2000
SEED = 20260301


def data(name: str) -> Path:
    """A folder of development data; ends the run with a clear line where it is absent."""
    folder = DATA / name
    if not folder.exists():
        sys.exit(f"skipped: no development data at ../shared/data/{name}")
    return folder


def store_of(folder: Path, name: str, embedder: MiniLM) -> Store:
    """A store of everything in a folder, kept between runs; unchanged files cost nothing."""
    home = CACHE / name
    with Sandbox() as reader, Store.open(home, embedder=embedder, writable=True) as store:
        done = ingest(
            [folder],
            store=store,
            embedder=embedder,
            reader=reader,
            clock=lambda: datetime.now(UTC),  # noqa: TID251 - the edge of a script
        )
    for failure in done.failed:
        sys.stderr.write(f"{failure.name}: {failure.reason}\n")
    return Store.open(home, embedder=embedder)


def interval(values: Sequence[float]) -> tuple[float, float, float]:
    """The mean and its 95 % percentile bootstrap interval over cases (Efron 1979)."""
    sample = np.asarray(values, dtype=float)
    draws = np.random.default_rng(SEED).integers(0, len(sample), (RESAMPLES, len(sample)))
    low, high = np.percentile(sample[draws].mean(axis=1), [2.5, 97.5])
    return float(sample.mean()), float(low), float(high)


def resampled(count: int, measure: Callable[[np.ndarray], float]) -> tuple[float, float, float]:
    """A measure over `count` cases with its 95 % percentile bootstrap interval."""
    rng = np.random.default_rng(SEED)
    draws = [measure(rng.integers(0, count, count)) for _ in range(RESAMPLES // 4)]
    low, high = np.percentile(draws, [2.5, 97.5])
    return measure(np.arange(count)), float(low), float(high)


def shown(measured: tuple[float, float, float]) -> str:
    """``0.92 (0.88–0.95)``."""
    mean, low, high = measured
    return f"{mean:.3f} ({low:.3f}–{high:.3f})"


def table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A Markdown table."""
    lines = [header, ["---"] * len(header), *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def publish(name: str, text: str) -> None:
    """Print a result and keep it in results/."""
    RESULTS.mkdir(exist_ok=True)
    (RESULTS / f"{name}.md").write_text(text.rstrip() + "\n", "utf-8")
    sys.stdout.write(text.rstrip() + "\n")
