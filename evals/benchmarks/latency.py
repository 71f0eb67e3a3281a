"""What a warm question costs from end to end, with no chat model: filings, and many copies of them.

    python -m evals.benchmarks.latency

Each size holds the 20 filings' chunks again and again, as other sources with vectors a little
apart. Times are the chain's own, of 195 questions; asked again, the sentences are remembered.
"""

import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from assistant import build
from assistant.answers import Answer
from assistant.questions import Question
from corpus.chunking import embedded_text
from corpus.embedding.minilm import MiniLM
from corpus.stores import Entry, Stamp, Store, text_hash
from evals.benchmarks.common import data, publish, store_of, table
from evals.benchmarks.filings import cases

SIZES = (1, 20)
"""How many times the filings are held; 20 times are about 100,000 chunks."""
APART = 0.01  # of a unit vector's length, in each dimension's standard deviation


def main() -> None:
    """Measure each size and write results/latency.md."""
    folder = data("sec10q")
    questions = [Question(case.question) for case in cases(folder)]
    embedder = MiniLM()
    filings = store_of(folder / "docs", "filings", embedder)
    rows = []
    for times in SIZES:
        with tempfile.TemporaryDirectory() as home:
            count = _filled(Path(home), filings, times, embedder)
            with Store.open(Path(home), embedder=embedder) as store:
                chain = build.chain(store, embedder)
                chain.invoke(questions[0])
                rows += [
                    _row(f"{count:,}", name, [chain.invoke(question) for question in questions])
                    for name in ("first asked", "asked again")
                ]
    header = ("chunks", "", "retrieve p50 / p95 ms", "answer p50 / p95 ms", "whole p50 / p95 ms")
    publish("latency", f"# A warm question\n\n{__doc__}\n\n{table(header, rows)}")


def _filled(home: Path, filings: Store, times: int, embedder: MiniLM) -> int:
    random = np.random.default_rng(0)
    count = 0
    with Store.open(home, embedder=embedder, writable=True) as store:
        for number in range(times):
            for source in filings.records.every_source():
                copy = f"{source.source_id}-{number}"
                entries = list(_entries(filings, source.source_id, copy))
                hashes = [text_hash(entry.embedded) for entry in entries]
                kept = filings.records.get(hashes)
                vectors = np.array([kept[key] for key in hashes], np.float32)
                vectors += random.normal(0, APART, vectors.shape).astype(np.float32)
                vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
                again = replace(source, source_id=copy, path=f"{source.path}-{number}")
                document = filings.records.document(source.source_id)
                fresh = [replace(e, embedded=f"{e.embedded}\n{number}") for e in entries]
                store.records.replace(
                    again, {copy: document}, fresh, stamp=Stamp(), vectors=vectors
                )
                count += len(entries)
        store.rebuild()
    return count


def _entries(filings: Store, source_id: str, copy: str) -> Iterator[Entry]:
    for chunk in filings.records.chunks_of(source_id):
        yield Entry(
            replace(
                chunk,
                chunk_id=chunk.chunk_id.replace(source_id, copy),
                document_id=copy,
                source_id=copy,
            ),
            embedded_text(chunk),
        )


def _row(count: str, name: str, answers: Sequence[Answer]) -> tuple[str, ...]:
    steps = [
        [answer.timings_ms["retrieve"] for answer in answers],
        [answer.timings_ms["answer"] for answer in answers],
        [sum(answer.timings_ms.values()) for answer in answers],
    ]
    return (count, name, *(_percentiles(step) for step in steps))


def _percentiles(milliseconds: Sequence[float]) -> str:
    p50, p95 = np.percentile(milliseconds, [50, 95])
    return f"{p50:.0f} / {p95:.0f}"


if __name__ == "__main__":
    main()
