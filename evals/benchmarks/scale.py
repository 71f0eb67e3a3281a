"""How fast a store of many chunks answers, and what it weighs: made-up texts, made-up vectors.

``python -m evals.benchmarks.scale [--sizes 10000 30000 100000] [--into FILE.md]``

Vectors lie in clusters as those of a real model do, and texts follow the frequencies of words in
English, so that nothing has to be embedded. Each size grows the store before it.
"""

import argparse
import os
import platform
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import numpy as np

from corpus.documents import Chunk, Document, Filters, Hit, Source, Span
from corpus.protocols import Vectors
from corpus.stores import Entry, Stamp, Store, Tuning

DIMENSION = 384
CLUSTERS = 400
SPREAD = 0.7  # of a cluster; neighbours are then as near as those of MiniLM on filings
WORDS_A_CHUNK = 120
VOCABULARY = 30_000
CHUNKS_A_SOURCE = 250
SOURCES_A_COMMIT = 8
LIMIT = 50  # candidates that one way of retrieval asks for
QUESTIONS = 200
PUBLISHERS = 50
DAYS = 1_000
FIRST_DAY = date(2022, 1, 1).toordinal()
NO_FILTERS = Filters()
FILTERS = {
    "2 % (a publisher)": Filters(publishers=("publisher 7",)),
    "20 % (dates)": Filters(since=date.fromordinal(FIRST_DAY + 800)),
    "50 % (a kind)": Filters(kinds=("report",)),
    "90 % (a collection)": Filters(collections=("default",)),
}
CHROMA = Tuning(approximate_from=1)
EXACT = Tuning(approximate_from=sys.maxsize)


class Synthetic:
    """Whose vectors these are; it never embeds."""

    model = "synthetic"
    dimension = DIMENSION


@dataclass(frozen=True, slots=True)
class Measured:
    """One row of the table: what was asked, and its times in milliseconds."""

    what: str
    milliseconds: tuple[float, ...]

    def __str__(self) -> str:
        p50, p95 = np.percentile(self.milliseconds, [50, 95])
        return f"| {self.what} | {p50:.1f} | {p95:.1f} |"


def main() -> None:
    """Grow a store through the sizes, measure each, and write the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=[10_000, 30_000, 100_000])
    parser.add_argument("--into", type=Path, default=Path(__file__).parent / "results/scale.md")
    parser.add_argument("--ask", type=Path, help="only ask the store in this folder, and print")
    chosen = parser.parse_args()
    if chosen.ask:
        sys.stdout.write(_asked(chosen.ask))
        return
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        sections = [_section(home, size) for size in chosen.sizes]
    chosen.into.parent.mkdir(parents=True, exist_ok=True)
    chosen.into.write_text("\n".join([*_preface(), *sections]))
    sys.stdout.write(f"wrote {chosen.into}\n")


def _preface() -> Iterator[str]:
    yield "# A store of many chunks"
    yield ""
    yield (
        f"Made by `python -m evals.benchmarks.scale`: synthetic vectors of {DIMENSION} dimensions, "
        f"texts of {WORDS_A_CHUNK} words. Times are of one warm process, {QUESTIONS} questions "
        f"each, {LIMIT} candidates a question, with the check of every hit against SQLite. "
        f"Python {platform.python_version()}, {platform.machine()}, {os.cpu_count()} cores."
    )
    yield ""


def _section(home: Path, size: int) -> str:
    grown = _grown(home, size)
    # In a process of its own, so that memory is a reader's and not a builder's.
    command = [sys.executable, "-m", "evals.benchmarks.scale", "--ask", str(home)]
    # The command is our own module.
    told = subprocess.run(command, check=True, capture_output=True, text=True)  # noqa: S603
    return f"## {size:,} chunks\n\n{grown}\n\n{told.stdout}\n"


def _grown(home: Path, size: int) -> str:
    random = np.random.default_rng(size)
    with Store.open(home, embedder=Synthetic(), writable=True) as store:
        started = time.perf_counter()
        first = store.records.statistics().sources
        for number in range(first, size // CHUNKS_A_SOURCE, SOURCES_A_COMMIT):
            with store.records.transaction():
                for n in range(number, min(number + SOURCES_A_COMMIT, size // CHUNKS_A_SOURCE)):
                    _put(store, n, random)
        stored = time.perf_counter()
        store.lexical.sync()
        indexed = time.perf_counter()
        store.rebuild()
        built = time.perf_counter()
        health = store.health()
    megabytes = (health.truth_bytes, health.epochs_bytes, health.lexical_bytes)
    truth, epochs, lexical = (number / 1e6 for number in megabytes)
    added = (size // CHUNKS_A_SOURCE - first) * CHUNKS_A_SOURCE
    return (
        f"{added:,} chunks committed to SQLite in {stored - started:.1f} s, words indexed in "
        f"{indexed - stored:.1f} s; both indexes rebuilt from nothing in {built - indexed:.1f} s. "
        f"On disk: SQLite {truth:.0f} MB, epochs (the last two) {epochs:.0f} MB, "
        f"words {lexical:.0f} MB."
    )


def _put(store: Store, number: int, random: np.random.Generator) -> None:
    texts = [" ".join(words) for words in _words(random, CHUNKS_A_SOURCE)]
    name = f"source-{number}"
    source = Source(
        source_id=name,
        collection="default" if number % 10 else "other",
        kind="posting" if number % 2 else "report",
        title=f"Synthetic source {number}",
        retrieved=datetime(2026, 1, 1, tzinfo=UTC),
        publisher=f"publisher {number % PUBLISHERS}",
        published=date.fromordinal(FIRST_DAY + number * 7 % DAYS),
    )
    document = Document("\n".join(texts), source.title, source.kind, source.publisher)
    entries, start = [], 0
    for n, text in enumerate(texts):
        span = Span(start, start + len(text))
        start = span.end + 1
        entries.append(
            Entry(
                Chunk(
                    chunk_id=f"{name}-{n}",
                    document_id=name,
                    source_id=name,
                    text=text,
                    span=span,
                    kind=source.kind,
                    title=source.title,
                    published=source.published,
                ),
                f"{source.title}\n{text}",
            )
        )
    vectors = clustered(random, len(entries))
    store.records.replace(source, {name: document}, entries, stamp=Stamp(), vectors=vectors)


def clustered(random: np.random.Generator, count: int) -> Vectors:
    """Unit vectors around fixed centres."""
    centres = np.random.default_rng(0).standard_normal((CLUSTERS, DIMENSION), np.float32)
    chosen = centres[random.integers(0, CLUSTERS, count)]
    vectors = chosen + SPREAD * random.standard_normal((count, DIMENSION), np.float32)
    unit: Vectors = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    return unit


def _words(random: np.random.Generator, texts: int) -> list[list[str]]:
    ranks = random.zipf(1.15, (texts, WORDS_A_CHUNK)) % VOCABULARY
    return [[_word(rank) for rank in row] for row in ranks.tolist()]


def _word(rank: int) -> str:
    return f"w{rank:x}"


def question(random: np.random.Generator) -> str:
    """Eight words, common and rare, as people ask."""
    return " ".join(_word(rank) for rank in (random.zipf(1.15, 8) % VOCABULARY).tolist())


def timed(what: str, asked: Callable[[int], object]) -> Measured:
    """What it takes to ask each question, after a few that warm up."""
    for n in range(3):
        asked(n)
    times = []
    for n in range(QUESTIONS):
        started = time.perf_counter()
        asked(n)
        times.append((time.perf_counter() - started) * 1e3)
    return Measured(what, tuple(times))


def resident_megabytes() -> float:
    """The most memory this process has held."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3


def recall(found: list[Hit], exact: list[Hit]) -> float:
    """How many of the exact ones were found."""
    return len({h.chunk_id for h in found} & {h.chunk_id for h in exact}) / len(exact)


class _Reader:
    """The questions, and how a store does with them."""

    def __init__(self, home: Path) -> None:
        random = np.random.default_rng(1)
        self.home = home
        self.vectors = clustered(random, QUESTIONS)
        self.questions = [question(random) for _ in range(QUESTIONS)]

    def opened(self, tuning: Tuning) -> tuple[Store, float]:
        """The store, and how long its first question took, with its opening."""
        began = time.perf_counter()
        store = Store.open(self.home, embedder=Synthetic(), tuning=tuning)
        store.dense.search(self.vectors[0], limit=LIMIT, filters=Filters())
        return store, time.perf_counter() - began

    def nearest(self, store: Store, filters: Filters = NO_FILTERS) -> Callable[[int], list[Hit]]:
        return lambda n: store.dense.search(self.vectors[n], limit=LIMIT, filters=filters)

    def worded(self, store: Store, filters: Filters = NO_FILTERS) -> Callable[[int], list[Hit]]:
        return lambda n: store.lexical.search(self.questions[n], limit=LIMIT, filters=filters)


def _asked(home: Path) -> str:
    """How the store in a folder does, as a table and what else is to be said."""
    reader = _Reader(home)
    store, first_exact = reader.opened(EXACT)
    exact = [reader.nearest(store)(n) for n in range(QUESTIONS)]
    ids = [[hit.chunk_id for hit in hits] for hits in exact]
    rows = [
        timed("by meaning, exact", reader.nearest(store)),
        timed(f"{LIMIT} chunks from SQLite", lambda n: store.records.chunks(ids[n])),
    ]
    exact_mb = resident_megabytes()
    store.close()
    store, first_chroma = reader.opened(CHROMA)
    found = [reader.nearest(store)(n) for n in range(QUESTIONS)]
    rows.append(timed("by meaning, Chroma", reader.nearest(store)))
    store.close()
    store, _ = reader.opened(Tuning())
    for name, filters in FILTERS.items():
        rows.append(timed(f"by meaning, among {name}", reader.nearest(store, filters)))
    for name, filters in {"all": NO_FILTERS, **FILTERS}.items():
        rows.append(timed(f"by words, among {name}", reader.worded(store, filters)))
    store.close()
    shared = float(np.mean([recall(a, b) for a, b in zip(found, exact, strict=True)]))
    table = "\n".join(["| asked | p50 ms | p95 ms |", "|---|---|---|", *map(str, rows)])
    return (
        f"{table}\n\nChroma finds {shared:.1%} of the {LIMIT} nearest. The first question of a "
        f"process takes {first_exact:.2f} s exactly and {first_chroma:.2f} s through Chroma. "
        f"Resident memory is {exact_mb:.0f} MB with exact search (the vectors are mapped, and "
        f"shared between processes), {resident_megabytes():.0f} MB with Chroma open too.\n"
    )


if __name__ == "__main__":
    main()
