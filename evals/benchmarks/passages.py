"""Right passage, right sentences, honest refusals: CLAPNQ's 300 questions over 300 pooled passages.

    python -m evals.benchmarks.passages

A passage counts as first when the first one listed has its text. The F1 of gold sentences is taken
over the sentences of the right passage that the answer quotes; a quote from any other passage
counts as a wrong sentence. AUROC is of the answer's confidence, answerable against not.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from langchain_core.runnables import Runnable
from sklearn.metrics import roc_auc_score

from assistant import build
from assistant.answers import Answer
from assistant.questions import Question
from corpus.documents import Filters
from corpus.embedding.minilm import MiniLM
from evals.benchmarks import tutorial
from evals.benchmarks.clapnq import Case, cases, gold_quoted, written
from evals.benchmarks.common import (
    CACHE,
    data,
    interval,
    publish,
    resampled,
    shown,
    store_of,
    table,
)


@dataclass(frozen=True, slots=True)
class Scored:
    """What one way got on one case; None where the way gives no such thing."""

    first: bool
    confidence: float
    f1: float | None = None
    abstained: bool | None = None


def main() -> None:
    """Measure every way and write results/passages.md."""
    asked = cases(data("clapnq"))
    folder = written(asked, CACHE / "clapnq-passages")
    embedder = MiniLM()
    store = store_of(folder, "passages", embedder)
    text = {str(path): path.read_text("utf-8") for path in folder.iterdir()}
    chain = build.chain(store, embedder)
    named = {path.name: path.read_text("utf-8") for path in folder.iterdir()}
    ranked = tutorial.index(sorted(folder.iterdir()), embedder, "passages")

    def same(case: Case, path: str | None) -> bool:
        return bool(path) and text[str(path)] == case.file_text

    def by_words(case: Case) -> Scored:
        hits = store.lexical.search(case.question, limit=1, filters=Filters())
        return _first(hits[0].chunk_id, hits[0].score, case) if hits else Scored(False, 0.0)

    def by_meaning(case: Case) -> Scored:
        vector = embedder.embed([case.question])[0]
        (hit,) = store.dense.search(vector, limit=1, filters=Filters())
        return _first(hit.chunk_id, hit.score, case)

    def _first(chunk_id: str, score: float, case: Case) -> Scored:
        chunk = store.records.chunks([chunk_id])[chunk_id]
        source = store.records.sources([chunk.source_id])[chunk.source_id]
        return Scored(same(case, source.path), score)

    def by_tutorial(case: Case) -> Scored:
        return Scored(named[ranked(case.question, 1)[0]] == case.file_text, 0.0)

    ways: dict[str, Callable[[Case], Scored]] = {
        "this product": lambda case: _answered(chain, case, same),
        "BM25 alone (our chunks)": by_words,
        "MiniLM alone (our chunks)": by_meaning,
        "LangChain tutorial chain": by_tutorial,
    }
    rows = [(name, *_summary(asked, [way(case) for case in asked])) for name, way in ways.items()]
    header = (
        "way",
        f"right passage first (n={len(asked)})",
        "sentence F1 (answerable)",
        "AUROC",
        "answered when answerable",
        "abstained when not",
    )
    publish("passages", f"# Pooled passages\n\n{__doc__}\n\n{table(header, rows)}")


def _answered(
    chain: Runnable[Question, Answer], case: Case, same: Callable[[Case, str | None], bool]
) -> Scored:
    answer = chain.invoke(Question(case.question))
    f1 = gold_quoted(case, [(c.quote, same(case, c.path)) for c in answer.citations])
    first = bool(answer.retrieved) and same(case, answer.retrieved[0].path)
    return Scored(first, answer.confidence, f1, answer.abstained)


def _summary(asked: Sequence[Case], scored: Sequence[Scored]) -> tuple[str, str, str, str, str]:
    yes = [s for case, s in zip(asked, scored, strict=True) if case.answerable]
    no = [s for case, s in zip(asked, scored, strict=True) if not case.answerable]
    labels = np.array([case.answerable for case in asked])
    values = np.array([s.confidence for s in scored])
    graded = [s.f1 for s in yes if s.f1 is not None]
    kept = [float(not s.abstained) for s in yes if s.abstained is not None]
    refused = [float(s.abstained) for s in no if s.abstained is not None]
    auroc = resampled(len(asked), lambda rows: float(roc_auc_score(labels[rows], values[rows])))
    return (
        shown(interval([float(s.first) for s in scored])),
        shown(interval(graded)) if graded else "",
        shown(auroc) if values.any() else "",
        shown(interval(kept)) if kept else "",
        shown(interval(refused)) if refused else "",
    )


if __name__ == "__main__":
    main()
