"""Right passage, right sentences, honest refusals: CLAPNQ's 300 questions over 300 pooled passages.

    python -m evals.benchmarks.passages

A passage counts as first when the first one listed has its text. The F1 of gold sentences is taken
over the sentences of the right passage that the answer quotes; a quote from any other passage
counts as a wrong sentence. AUROC is of the answer's confidence, answerable against not.

The coefficients that ship were fitted on these very questions, so "this product" is in-sample;
results/fit.md has the figures of folds that were left out. The other ways have nothing fitted.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from langchain_core.runnables import Runnable
from sklearn.metrics import roc_auc_score

from assistant import build
from assistant.answers import Answer
from assistant.questions import Question
from corpus.documents import Filters, Hit
from corpus.embedding.minilm import MiniLM
from corpus.protocols import Embedder
from corpus.stores import Store
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
from evals.benchmarks.fusion import reciprocal_ranks, weighted_scores

DEPTH = 200


@dataclass(frozen=True, slots=True)
class Scored:
    """What one way got on one case; None where the way gives no such thing."""

    first: bool
    confidence: float
    f1: float | None = None
    abstained: bool | None = None


@dataclass(frozen=True, slots=True)
class Pool:
    """The pooled passages in a store, and the text of each file."""

    store: Store
    embedder: Embedder
    texts: Mapping[str, str]

    def words(self, case: Case) -> list[Hit]:
        return self.store.lexical.search(case.question, limit=DEPTH, filters=Filters())

    def meaning(self, case: Case) -> list[Hit]:
        vector = self.embedder.embed([case.question])[0]
        return self.store.dense.search(vector, limit=DEPTH, filters=Filters())

    def is_right(self, case: Case, path: str | None) -> bool:
        return self.texts.get(path or "") == case.file_text

    def scored(self, case: Case, chunk_id: str, score: float = 0.0) -> Scored:
        chunk = self.store.records.chunks([chunk_id])[chunk_id]
        source = self.store.records.sources([chunk.source_id])[chunk.source_id]
        return Scored(self.is_right(case, source.path), score)

    def by_one(self, case: Case, hits: Sequence[Hit]) -> Scored:
        return self.scored(case, hits[0].chunk_id, hits[0].score) if hits else NOTHING

    def by_ranks(self, case: Case) -> Scored:
        return self.scored(case, reciprocal_ranks(self.meaning(case), self.words(case))[0])

    def by_scores(self, case: Case) -> Scored:
        joined = weighted_scores(self.meaning(case), self.words(case), weight=0.7)
        return self.scored(case, joined[0])


NOTHING = Scored(first=False, confidence=0.0)


def main() -> None:
    """Measure every way and write results/passages.md."""
    asked = cases(data("clapnq"))
    folder = written(asked, CACHE / "clapnq-passages")
    embedder = MiniLM()
    store = store_of(folder, "passages", embedder)
    files = sorted(folder.iterdir())
    pool = Pool(store, embedder, {str(path): path.read_text("utf-8") for path in files})
    chain = build.chain(store, embedder)
    ranked = tutorial.index(files, embedder, "passages")
    ways: dict[str, Callable[[Case], Scored]] = {
        "this product": lambda case: _answered(chain, case, pool.is_right),
        "BM25 alone (our chunks)": lambda case: pool.by_one(case, pool.words(case)),
        "MiniLM alone (our chunks)": lambda case: pool.by_one(case, pool.meaning(case)),
        "the two by reciprocal rank": pool.by_ranks,
        "the two by scores, 0.7 to 0.3": pool.by_scores,
        "LangChain tutorial chain": lambda case: Scored(
            pool.is_right(case, str(folder / ranked(case.question, 1)[0])), 0.0
        ),
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
