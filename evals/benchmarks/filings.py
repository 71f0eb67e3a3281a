"""Right filings for a question: 20 quarterly reports, 195 questions (docugami/KG-RAG-datasets).

    python -m evals.benchmarks.filings

recall@4 is the share of a question's source documents among the first four distinct ones that are
listed; first is whether the first one is right.

The coefficients that ship were fitted on these very questions, so "this product" is in-sample;
results/fit.md has the figures of folds that were left out. The other ways have nothing fitted.
"""

import csv
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path

from assistant import build
from assistant.questions import Question
from corpus.documents import Filters, Hit
from corpus.embedding.minilm import MiniLM
from evals.benchmarks import tutorial
from evals.benchmarks.common import data, interval, publish, shown, store_of, table
from evals.benchmarks.fusion import reciprocal_ranks, weighted_scores

DISTINCT = 4
DEPTH = 200


@dataclass(frozen=True, slots=True)
class Case:
    """One question and the file names that answer it."""

    question: str
    gold: frozenset[str]


def cases(folder: Path) -> list[Case]:
    """The questions with their source documents, patterns spelled out."""
    names = [path.name for path in sorted((folder / "docs").glob("*.pdf"))]
    with (folder / "qna_data.csv").open(encoding="utf-8-sig") as lines:
        return [
            Case(
                row["Question"],
                frozenset(
                    name
                    for name in names
                    if any(fnmatch(name, f"{p.strip()}*") for p in row["Source Docs"].split(","))
                ),
            )
            for row in csv.DictReader(lines)
        ]


def measure(asked: Sequence[Case], ranked: Callable[[str], Iterable[str]]) -> tuple[str, str]:
    """recall@4 and first, with intervals, of a ranking of file names (repeats allowed)."""
    recalls, firsts = [], []
    for case in asked:
        first = list(dict.fromkeys(ranked(case.question)))[:DISTINCT]
        recalls.append(len(case.gold.intersection(first)) / len(case.gold))
        firsts.append(float(bool(first) and first[0] in case.gold))
    return shown(interval(recalls)), shown(interval(firsts))


def main() -> None:
    """Measure every way and write results/filings.md."""
    folder = data("sec10q")
    asked = cases(folder)
    embedder = MiniLM()
    store = store_of(folder / "docs", "filings", embedder)
    chain = build.chain(store, embedder)
    baseline = tutorial.index(sorted((folder / "docs").glob("*.pdf")), embedder, "filings")

    def ours(question: str) -> list[str]:
        return [Path(found.path or "").name for found in chain.invoke(Question(question)).retrieved]

    def files(hits: Iterable[str]) -> list[str]:
        ids = list(hits)
        chunks = store.records.chunks(ids)
        paths = store.records.sources({chunk.source_id for chunk in chunks.values()})
        return [Path(paths[chunks[i].source_id].path or "").name for i in ids]

    def words(question: str) -> list[Hit]:
        return store.lexical.search(question, limit=DEPTH, filters=Filters())

    def meaning(question: str) -> list[Hit]:
        vector = embedder.embed([question])[0]
        return store.dense.search(vector, limit=DEPTH, filters=Filters())

    def of(hits: Callable[[str], list[Hit]]) -> Callable[[str], list[str]]:
        return lambda question: files(hit.chunk_id for hit in hits(question))

    def weighted(question: str) -> list[str]:
        return files(weighted_scores(meaning(question), words(question), weight=0.7))

    def ranked(question: str) -> list[str]:
        return files(reciprocal_ranks(meaning(question), words(question)))

    ways = {
        "this product": ours,
        "BM25 alone (our chunks)": of(words),
        "MiniLM alone (our chunks)": of(meaning),
        "the two by reciprocal rank": ranked,
        "the two by scores, 0.7 to 0.3": weighted,
        "LangChain tutorial chain": lambda question: baseline(question, DEPTH),
    }
    rows = [(name, *measure(asked, way)) for name, way in ways.items()]
    count = len(asked)
    header = ("way", f"recall@4 of source documents (n={count})", "a right one first")
    publish("filings", f"# Quarterly filings\n\n{__doc__}\n\n{table(header, rows)}")


if __name__ == "__main__":
    main()
