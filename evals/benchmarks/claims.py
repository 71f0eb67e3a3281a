"""Whether the offline verifier tells what its evidence bears from what it does not.

    python -m evals.benchmarks.claims [--fit] [MODEL_A MODEL_B]

Each set is split by a hash of its premise, article or table: nothing that shares one is in both
halves. `fit` fits the weights that ship beside the verifier on the halves A of the public sets and
of the scripted replies. The threshold of each public set is fixed on its half A; the figures are of
its half B. Balanced accuracy is the mean of the shares of borne and of other statements told right.

MODEL_A and MODEL_B are folders that ``evals.entailment.train`` wrote for halves A and B: each
half is judged by the model trained on the other, so that nothing was seen in training. Without them
the model that ships is used, which was trained on both: its figures on these sets flatter.

The rules of the checks were written with some statements of these sets at hand, of both halves.
"""

import argparse
import json
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from time import perf_counter

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score

import assistant.verification
from assistant.retrieval.fitted import fitted
from assistant.verification.judge import Case, borne, judged, support
from assistant.verification.verifier import Verifier
from assistant.verification.weigh import NAMES, Weights, features
from corpus.embedding.entailment import EntailmentModel
from evals.benchmarks import claim_sets
from evals.benchmarks.claim_sets import Item
from evals.benchmarks.common import SEED, data, publish, resampled, shown, table

BASELINES = {"FEVER-Symmetric": 0.63, "WiCE": 0.68, "TabFact": 0.53, "e-SNLI": 0.67}
"""Balanced accuracy of lexical features alone, measured when the sets were chosen."""

ROUNDS = 3  # of choosing each statement's best premise by the weights, and fitting them to these
STRENGTH = 1.0
PARTIAL = 0.6  # of the threshold: from here on a statement is borne in part
AT_A_TIME = 200
THRESHOLD_RESAMPLES = 200

Rows = NDArray[np.float64]
Found = list[tuple[Item, Case]]


def main(arguments: Sequence[str]) -> None:
    """Fit if asked to, then measure the halves B."""
    asked = _arguments(arguments)
    known = claim_sets.public(data("claims"))
    known["Scripted replies"] = claim_sets.scripted()
    weights = Weights(**fitted("assistant.verification", "weights"))
    judges = _judges(asked.models, weights)
    found = {
        name: [one for half in "AB" for one in _found(_of(items, half), judges[half])]
        for name, items in known.items()
    }
    if asked.fit:
        weights = _fit({name: _half(cases, "A") for name, cases in found.items()})
        _keep(weights)
    rows = [_row(name, cases, weights) for name, cases in found.items()]
    header = ("set", "statements", "lexical", "verifier", "AUROC", "as the verdict alone says")
    models = "crossed" if asked.models else "the model that ships, trained on both halves"
    note = f"Entailment: {models}."
    name = "claims" if asked.models else "claims-shipped"
    publish(name, "\n\n".join(("# Claims", __doc__ or "", note, table(header, rows))))


def _arguments(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--fit", action="store_true", help="fit the weights first")
    parser.add_argument("models", nargs="*", type=Path, metavar="MODEL", help="MODEL_A MODEL_B")
    asked = parser.parse_args(arguments)
    if len(asked.models) not in (0, 2):
        parser.error("give both models or none")
    return asked


def _judges(models: Sequence[Path], weights: Weights) -> dict[str, Verifier]:
    """Who judges a half: the model that was trained on the other one."""
    if not models:
        return dict.fromkeys("AB", Verifier(EntailmentModel(), weights))
    of_a, of_b = (Verifier(EntailmentModel(files=folder), weights) for folder in models)
    return {"A": of_b, "B": of_a}


def _of(items: Sequence[Item], half: str) -> list[Item]:
    return [item for item in items if item.half == half]


def _found(items: Sequence[Item], verifier: Verifier) -> Found:
    began = perf_counter()
    found: Found = []
    for start in range(0, len(items), AT_A_TIME):
        some = items[start : start + AT_A_TIME]
        cases = verifier.cases((item.said, item.evidence) for item in some)
        found.extend(zip(some, cases, strict=True))
    spent = (perf_counter() - began) / max(len(items), 1) * 10_000
    sys.stderr.write(f"{len(items):,} statements, {spent:.0f} ms for ten\n")
    return found


def _half(found: Found, half: str) -> Found:
    return [(item, case) for item, case in found if item.half == half]


def _row(name: str, found: Found, weights: Weights) -> tuple[str, ...]:
    first, second = _half(found, "A"), _half(found, "B")
    threshold = _threshold(_scores(first, weights), _truth(first))
    truth, scores = _truth(second), _scores(second, weights)
    told = np.array([judged(case, weights).verdict == "supported" for _, case in second])
    groups = _groups(second)
    return (
        name,
        f"{len(second):,}",
        f"{BASELINES[name]:.2f}" if name in BASELINES else "",
        shown(resampled(len(groups), _balanced(groups, truth, scores >= threshold))),
        f"{roc_auc_score(truth, scores):.3f}",
        shown(resampled(len(groups), _balanced(groups, truth, told))),
    )


def _groups(found: Found) -> list[NDArray[np.intp]]:
    names = [item.group for item, _ in found]
    order: dict[str, list[int]] = {}
    for place, name in enumerate(names):
        order.setdefault(name, []).append(place)
    return [np.array(places) for places in order.values()]


def _balanced(
    groups: Sequence[NDArray[np.intp]], truth: NDArray[np.bool_], told: NDArray[np.bool_]
) -> Callable[[NDArray[np.intp]], float]:
    def measure(chosen: NDArray[np.intp]) -> float:
        places = np.concatenate([groups[n] for n in chosen])
        right = truth[places] == told[places]
        borne = truth[places]
        return float((right[borne].mean() + right[~borne].mean()) / 2)

    return measure


def _truth(found: Found) -> NDArray[np.bool_]:
    return np.array([item.supported for item, _ in found])


def _scores(found: Found, weights: Weights) -> Rows:
    return np.array([support(case, weights) for _, case in found])


def _threshold(scores: Rows, truth: NDArray[np.bool_]) -> float:
    """The score from which on "borne" is right most often, both kinds weighed alike.

    It is the median of the best over resamples, since that of one small set is best by chance.
    """
    rng = np.random.default_rng(SEED)
    draws = rng.integers(0, len(scores), (THRESHOLD_RESAMPLES, len(scores)))
    return float(np.median([_best(scores[draw], truth[draw]) for draw in draws]))


def _best(scores: Rows, truth: NDArray[np.bool_]) -> float:
    candidates = np.quantile(scores, np.linspace(0.01, 0.99, 99))
    kept = (scores[truth][:, None] >= candidates).mean(axis=0)
    caught = (scores[~truth][:, None] < candidates).mean(axis=0)
    return float(candidates[int((kept + caught).argmax())])


def _fit(found: dict[str, Found]) -> Weights:
    """Weights over all sets, each of equal weight, and the threshold that suits our replies."""
    cases = [
        (name, item, case) for name, some in found.items() for item, case in some if case.looks
    ]
    weights = Weights(**fitted("assistant.verification", "weights"))
    truth = np.array([item.supported for _, item, _ in cases])
    share = {name: sum(each == name for each, _, _ in cases) for name in found}
    for _ in range(ROUNDS):
        rows = np.array([_values(case, weights) for _, _, case in cases])
        model = LogisticRegression(C=STRENGTH, max_iter=5000, class_weight="balanced")
        model.fit(rows, truth, sample_weight=[len(cases) / share[name] for name, _, _ in cases])
        coefficients = [round(float(each), 4) for each in model.coef_[0]]
        weights = Weights(round(float(model.intercept_[0]), 4), coefficients, 0.5, 0.5)
    ours = found["Scripted replies"]
    threshold = round(_threshold(_scores(ours, weights), _truth(ours)), 4)
    return Weights(weights.intercept, weights.weights, threshold, round(threshold * PARTIAL, 4))


def _values(case: Case, weights: Weights) -> list[float]:
    look, _ = borne(case, weights)
    told = features(case.said.text, look) if look else None
    return [float(getattr(told, name)) for name in NAMES] if told else []


def _keep(weights: Weights) -> None:
    (package,) = assistant.verification.__path__
    told = {
        "intercept": weights.intercept,
        "weights": list(weights.weights),
        "supported": weights.supported,
        "partial": weights.partial,
    }
    (Path(package) / "weights.json").write_text(json.dumps(told, indent=2) + "\n", "utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
