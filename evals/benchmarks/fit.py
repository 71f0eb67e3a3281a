"""Fit the coefficients that ship beside their steps, on development data, with cross-validation.

    python -m evals.benchmarks.fit [rerank] [selection] [sufficiency]

- rerank.json: a conditional logit over each question's candidates (McFadden 1974); a candidate is
  right when its source answers the question (filings) or its passage does (CLAPNQ).
- selection.json: a logistic regression over the sentences of the best passages; right when gold.
- sufficiency.json: a logistic regression over CLAPNQ's questions, whose threshold keeps KEPT of the
  answerable ones. Its questions are written without capitals, so what a missing name or number
  takes away is fitted on the filings' questions and the same asked about companies they are not of.

What is fitted on is never reported as the result: the figures are of folds that were left out.
"""

import json
import re
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import KFold

import assistant.answering
import assistant.retrieval
from assistant import build
from assistant.answering.extract import MERITS, read
from assistant.answering.sufficiency import EVIDENCE, evidence
from assistant.answers import Passage
from assistant.questions import Query
from assistant.retrieval.hybrid import HybridRetriever
from assistant.retrieval.profiles import Profiles
from assistant.retrieval.rerank import SIGNALS, Weights, reranked, signals
from assistant.settings import Settings
from corpus.embedding.minilm import MiniLM
from evals.benchmarks import clapnq, filings
from evals.benchmarks.common import CACHE, data, publish, store_of, table

FOLDS = 5
RIDGE = 0.0005  # of the conditional logit, per question
PASSAGES_COUNT = 3.0  # one right passage in 300 says more of an order than a filing's many chunks
STRENGTH = 100.0  # inverse regularisation of the logistic regressions
KEPT = 0.97
NAMED = 1.0  # a choice: CLAPNQ's questions have no capitals, so nothing here can tell
STRANGERS = {  # filings' names and years, each with one that none of them is about
    "Apple": "Tesla",
    "Amazon": "Netflix",
    "Microsoft": "Oracle",
    "NVIDIA": "Pfizer",
    "Intel": "Boeing",
}

Rows = NDArray[np.float64]
Labels = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with its candidates and which of them are right."""

    query: Query
    found: Sequence[Passage]
    right: Labels
    answerable: bool
    case: clapnq.Case | filings.Case


@dataclass(frozen=True, slots=True)
class Set:
    """One development set, opened: its retriever and its questions."""

    name: str
    retriever: HybridRetriever
    asked: Sequence[Asked]


def main(steps: Sequence[str]) -> None:
    """Fit the named steps, in their order; each is fitted on what the one before it gives."""
    embedder = MiniLM()
    sets = (_passages(embedder), _filings(embedder))
    report = []
    if "rerank" in steps:
        report.append(_fit_rerank(sets))
    if "selection" in steps:
        report.append(_fit_selection(sets[0]))
    if "sufficiency" in steps:
        report.append(_fit_sufficiency(sets))
    publish("fit", "# Fitted coefficients\n\n" + __doc__ + "\n" + "\n\n".join(report))


def _passages(embedder: MiniLM) -> Set:
    asked = clapnq.cases(data("clapnq"))
    folder = clapnq.written(asked, CACHE / "clapnq-passages")
    texts = {str(path): path.read_text("utf-8") for path in folder.iterdir()}
    retriever = _retriever(folder, "passages", embedder)

    def proposed(case: clapnq.Case) -> Asked:
        query, found = _proposed(retriever, case.question)
        right = np.array([texts[p.source.path or ""] == case.file_text for p in found])
        return Asked(query, found, right, case.answerable, case)

    return Set("passages", retriever, [proposed(case) for case in asked])


def _filings(embedder: MiniLM) -> Set:
    folder = data("sec10q")
    retriever = _retriever(folder / "docs", "filings", embedder)

    def proposed(case: filings.Case) -> Asked:
        query, found = _proposed(retriever, case.question)
        right = np.array([Path(p.source.path or "").name in case.gold for p in found])
        return Asked(query, found, right, True, case)

    return Set("filings", retriever, [proposed(case) for case in filings.cases(folder)])


def _retriever(folder: Path, name: str, embedder: MiniLM) -> HybridRetriever:
    return build.retriever(store_of(folder, name, embedder), embedder, Settings())


def _proposed(retriever: HybridRetriever, question: str) -> tuple[Query, list[Passage]]:
    query = Query(question)
    return query, retriever.propose(query, retriever.profiles(query.filters))


def _fit_rerank(sets: Sequence[Set]) -> str:
    rows = [
        np.array(
            [[getattr(s, n) for n in SIGNALS] for s in signals(a.query, a.found, _profiles(one, a))]
        )
        for one in sets
        for a in one.asked
    ]
    right = [a.right for one in sets for a in one.asked]
    owner = np.array([one.name for one in sets for _ in one.asked])
    counts = [PASSAGES_COUNT if name == "passages" else 1.0 for name in owner]
    cases = list(zip(rows, right, counts, strict=True))
    tests = [_conditional_logit([cases[i] for i in train]) for train, _ in _folds(len(rows))]
    first = np.zeros(len(rows))
    for weights, (_, test) in zip(tests, _folds(len(rows)), strict=True):
        for i in test:
            first[i] = right[i][np.argmax(rows[i] @ weights)]
    weights = _conditional_logit(cases)
    _write(assistant.retrieval, "rerank", dict(zip(SIGNALS, weights.tolist(), strict=True)))
    lines = [(name, f"{first[owner == name].mean():.3f}") for name in dict.fromkeys(owner)]
    return (
        "## rerank\n\n"
        + table(
            ("signal", "weight"), [(n, f"{w:.3f}") for n, w in zip(SIGNALS, weights, strict=True)]
        )
        + "\n\n"
        + table(("set", "a right candidate first, folds left out"), lines)
    )


def _conditional_logit(cases: Sequence[tuple[Rows, Labels, float]]) -> Rows:
    """The weights that make right candidates likeliest; a case counts as often as it says."""
    cases = [(x, y, times) for x, y, times in cases if y.any() and not y.all()]
    count = sum(times for _, _, times in cases)

    def loss(weights: Rows) -> tuple[float, Rows]:
        total, gradient = 0.0, np.zeros_like(weights)
        for x, y, times in cases:
            odds = np.exp((scores := x @ weights) - scores.max())
            chance = odds / odds.sum()
            hit = (chance * y).sum() + 1e-12
            total -= times * np.log(hit)
            gradient -= times * ((chance * y / hit - chance) @ x)
        penalty = RIDGE * float(weights @ weights) / 2
        return float(total) / count + penalty, gradient / count + RIDGE * weights

    found: Rows = minimize(loss, np.zeros(len(SIGNALS)), jac=True, method="L-BFGS-B").x
    return found


def _fit_selection(one: Set) -> str:
    groups, labels = [], []
    for asked in one.asked:
        if not isinstance(asked.case, clapnq.Case) or not asked.case.gold:
            continue
        ranked = _ranked(one, asked)
        found = read(asked.query, ranked, embedder=one.retriever.embedder).candidates
        right = {id(p.chunk) for p, y in zip(asked.found, asked.right, strict=True) if y}
        gold = [asked.case.sentences[n] for n in asked.case.gold]
        groups.append(np.array([[getattr(c.merits, n) for n in MERITS] for c in found]))
        labels.append(
            np.array(
                [
                    id(c.sentence.passage.chunk) in right
                    and any(clapnq.holds(c.sentence.text, g) for g in gold)
                    for c in found
                ]
            )
        )
    model = _logistic(np.vstack(groups), np.concatenate(labels))
    weights = dict(zip(MERITS, model.coef_[0].tolist(), strict=True)) | {"named": NAMED}
    fit = {"intercept": float(model.intercept_[0])} | weights
    _write(assistant.answering, "selection", fit)
    areas = []
    for train, test in _folds(len(groups)):
        fold = _logistic(
            np.vstack([groups[i] for i in train]), np.concatenate([labels[i] for i in train])
        )
        chance = fold.predict_proba(np.vstack([groups[i] for i in test]))[:, 1]
        areas.append(roc_auc_score(np.concatenate([labels[i] for i in test]), chance))
    rows = [(name, f"{weight:.3f}") for name, weight in fit.items()]
    return (
        f"## selection\n\n{table(('merit', 'weight'), rows)}\n\n"
        f"AUROC of gold sentences, folds left out: {np.mean(areas):.3f}"
    )


def _fit_sufficiency(sets: Sequence[Set]) -> str:
    passages, reports = sets
    x = np.array([_evidence(passages, a) for a in passages.asked])
    y = np.array([a.answerable for a in passages.asked])
    left_out = np.zeros(len(y))
    for train, test in _folds(len(y)):
        left_out[test] = _logistic(x[train][:, :-1], y[train]).predict_proba(x[test][:, :-1])[:, 1]
    model = _logistic(x[:, :-1], y)
    threshold = float(np.quantile(left_out[y], 1 - KEPT))

    strangers = (_about_a_stranger(reports, a) for a in reports.asked)
    asked = [*reports.asked, *(a for a in strangers if a is not None)]
    apart = np.array([_evidence(reports, a) for a in asked])
    known = np.array([a.answerable for a in asked])
    offset = model.decision_function(apart[:, :-1])
    missing = _slope(offset, apart[:, -1], known)
    chance = 1 / (1 + np.exp(-(offset + missing * apart[:, -1])))

    weights = [*model.coef_[0].tolist(), missing]
    fit = [("intercept", float(model.intercept_[0])), *zip(EVIDENCE, weights, strict=True)]
    fit.append(("threshold", threshold))
    _write(assistant.answering, "sufficiency", dict(fit))
    rows = [
        _row("CLAPNQ, folds left out", y, left_out, threshold),
        _row("filings and strangers; one slope fitted on them", known, chance, threshold),
    ]
    header = ("set", "AUROC", "answerable refused", "unanswerable refused")
    return "\n\n".join(
        (
            "## sufficiency",
            table(("evidence", "weight"), [(n, f"{w:.3f}") for n, w in fit]),
            table(header, rows),
        )
    )


def _row(name: str, truth: Labels, chance: Rows, threshold: float) -> tuple[str, str, str, str]:
    return (
        name,
        f"{roc_auc_score(truth, chance):.3f}",
        f"{np.mean(chance[truth] < threshold):.3f}",
        f"{np.mean(chance[~truth] < threshold):.3f}",
    )


def _slope(offset: Rows, values: Rows, truth: Labels) -> float:
    """One more coefficient of a logistic model whose other terms are held fixed; never positive."""
    signs = np.where(truth, 1.0, -1.0)

    def loss(slope: Rows) -> float:
        return float(np.logaddexp(0, -signs * (offset + slope[0] * values)).mean())

    return float(minimize(loss, [-1.0], bounds=[(-10.0, 0.0)]).x[0])


def _about_a_stranger(one: Set, asked: Asked) -> Asked | None:
    """The same question about a company that no filing is of; None where it names no company."""
    text = asked.query.text
    for name, stranger in STRANGERS.items():
        text = re.sub(rf"\b{name}\b", stranger, text, flags=re.IGNORECASE)
    if text == asked.query.text:
        return None
    query, found = _proposed(one.retriever, text)
    return Asked(query, found, np.zeros(len(found), bool), False, asked.case)


def _evidence(one: Set, asked: Asked) -> list[float]:
    ranked = _ranked(one, asked)
    found = read(asked.query, ranked, embedder=one.retriever.embedder)
    weighed = evidence(asked.query, ranked, found, profiles=_profiles(one, asked))
    return [getattr(weighed, name) for name in EVIDENCE]


def _logistic(x: Rows, y: Labels) -> LogisticRegression:
    return LogisticRegression(C=STRENGTH, max_iter=5000).fit(x, y)


def _ranked(one: Set, asked: Asked) -> list[Passage]:
    weights = Weights(**json.loads(_file(assistant.retrieval, "rerank").read_text("utf-8")))
    return reranked(asked.query, asked.found, profiles=_profiles(one, asked), weights=weights)


def _profiles(one: Set, asked: Asked) -> Profiles:
    return one.retriever.profiles(asked.query.filters)


def _folds(count: int) -> list[tuple[NDArray[np.intp], NDArray[np.intp]]]:
    return list(KFold(FOLDS, shuffle=True, random_state=0).split(np.arange(count)))


def _file(package: ModuleType, name: str) -> Path:
    (folder,) = package.__path__
    return Path(folder) / f"{name}.json"


def _write(package: ModuleType, name: str, values: dict[str, float]) -> None:
    rounded = {key: round(value, 4) for key, value in values.items()}
    _file(package, name).write_text(json.dumps(rounded, indent=2) + "\n", "utf-8")


if __name__ == "__main__":
    main(sys.argv[1:] or ["rerank", "selection", "sufficiency"])
