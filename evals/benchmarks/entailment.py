"""How well it is judged whether a claim follows from a text, beside the overlap of words.

    python -m evals.benchmarks.entailment MODEL_A MODEL_B

MODEL_A and MODEL_B are folders that ``evals.entailment.train --half A`` and ``--half B`` wrote. All
pairs of a source lie in one half. A half is judged by the model trained on the other, so that no
pair was seen in training. Thresholds and weights are the best on half A; half B is reported.
Intervals are 95 % percentile bootstrap over claims.

- FEVER-Symmetric: supported against refuted, one sentence of evidence.
- e-SNLI: entailed against open or contradicted, one caption.
- WiCE: supported against partly or not, in a web page of 119 sentences on average; the three that
  together have most of the claim's words are gathered and judged as one text.
- words: the share of the claim's words that the text has, names and numbers weighing more.
- model: how likely the claim is to follow.
- both: a logistic of the share of words and of the logarithm of the model's odds.
"""

import argparse
import os
import statistics
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from corpus.embedding.alignment import alignment, gathered
from corpus.embedding.entailment import EntailmentModel
from evals.benchmarks.common import data, publish, resampled, table
from evals.entailment.data import (
    CONTRADICTED,
    ENTAILED,
    HALVES,
    OPEN,
    Claim,
    Pair,
    esnli,
    fever,
    half,
    wice,
)

GATHERED = 3  # sentences
TIMED = 15
TOKENS = 48  # of each timed pair
PREMISE = "Services added 38,000 jobs in May while manufacturing fell for the third month in a row."
HYPOTHESIS = (
    "Employment in professional services rose by 38,000 jobs in May, while that in manufacturing "
    "declined sharply across the whole of the United States."
)
Scores = NDArray[np.float64]
Labels = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Judged:
    """Pairs of a half with what words and the model make of them."""

    labels: NDArray[np.int_]
    words: Scores
    model: NDArray[np.float32]  # entailed, open, contradicted

    @property
    def follows(self) -> Labels:
        return np.equal(self.labels, ENTAILED)

    @property
    def features(self) -> Scores:
        likely = _by_model(self)
        return np.column_stack([self.words, np.log(likely / (1 - likely))])


Way = Callable[[Judged], Scores]


def main() -> None:
    """Measure and write results/entailment.md."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("model_a", type=Path, nargs="?")
    parser.add_argument("model_b", type=Path, nargs="?")
    chosen = parser.parse_args()
    if chosen.model_b is None:
        sys.exit("skipped: give the two folders that evals.entailment.train wrote")
    folder = data("claims")
    unseen_by = {
        "A": EntailmentModel(files=chosen.model_b),
        "B": EntailmentModel(files=chosen.model_a),
    }
    judged = {
        name: {side: _judged(pairs[side], model) for side, model in unseen_by.items()}
        for name, pairs in _sets(folder).items()
    }
    publish("entailment", _report(judged))


def _sets(folder: Path) -> Mapping[str, Mapping[str, Sequence[Pair]]]:
    """The pairs of each set and half."""
    found = {
        "FEVER-Symmetric": fever(folder),
        "e-SNLI": esnli(folder),
        "WiCE": [*map(_gathered, wice(folder))],
    }
    return {
        name: {side: [pair for pair in pairs if half(pair.source) == side] for side in HALVES}
        for name, pairs in found.items()
    }


def _gathered(claim: Claim) -> Pair:
    places = gathered(claim.text, claim.sentences, limit=GATHERED)
    premise = " ".join(claim.sentences[place] for place in sorted(places))
    return Pair(premise, claim.text, ENTAILED if claim.supported else OPEN, claim.article)


def _judged(pairs: Sequence[Pair], model: EntailmentModel) -> Judged:
    return Judged(
        np.array([pair.label for pair in pairs]),
        np.array([alignment(pair.premise, pair.hypothesis).covered for pair in pairs]),
        model.judge([(pair.premise, pair.hypothesis) for pair in pairs]),
    )


def _report(judged: Mapping[str, Mapping[str, Judged]]) -> str:
    rows, weights = [], []
    for name, halves in judged.items():
        fitted = _logistic(halves["A"])
        weights.append(
            (name, *(f"{value:.3f}" for value in (*fitted.coef_[0], *fitted.intercept_)))
        )
        ways: Mapping[str, Way] = {
            "words": _by_words,
            "model": _by_model,
            "both": partial(_by_both, fitted),
        }
        rows += [(name, way, *_measured(halves, score)) for way, score in ways.items()]
    header = ("set", "by", "threshold of half A", "claims of half B", "balanced accuracy", "at 0.5")
    called = [judged[name]["B"] for name in ("FEVER-Symmetric", "e-SNLI")]
    parts = (
        f"# Whether a claim follows from a text\n\n{__doc__}",
        table(header, rows),
        "Weights of `both`, fitted on half A:",
        table(("set", "share of words", "log odds", "constant"), weights),
        "## What is called contradicted\n",
        "Half B of FEVER-Symmetric and e-SNLI together, by how likely a contradiction is found.",
        table(
            ("at least", "called so", "are contradicted", "of all contradicted"), _called(called)
        ),
        "## Time\n",
        f"Ten pairs of {TOKENS} tokens on {os.cpu_count()} cores: {_time():.0f} ms once loaded.",
    )
    return "\n\n".join(parts)


def _by_words(judged: Judged) -> Scores:
    return judged.words


def _by_model(judged: Judged) -> Scores:
    return judged.model[:, ENTAILED].astype(float)


def _by_both(fitted: LogisticRegression, judged: Judged) -> Scores:
    return np.asarray(fitted.predict_proba(judged.features)[:, 1])


def _logistic(judged: Judged) -> LogisticRegression:
    return LogisticRegression(class_weight="balanced").fit(judged.features, judged.follows)


def _measured(halves: Mapping[str, Judged], score: Way) -> tuple[str, ...]:
    chosen, held_out = halves["A"], halves["B"]
    limit = _threshold(score(chosen), chosen.follows)
    scores, follows = score(held_out), held_out.follows
    found = resampled(len(follows), lambda some: balanced(scores[some] >= limit, follows[some]))
    return (
        f"{limit:.3f}",
        str(len(follows)),
        "{:.3f} ({:.3f}–{:.3f})".format(*found),
        f"{balanced(scores >= 0.5, follows):.3f}",
    )


def _threshold(scores: Scores, follows: Labels) -> float:
    """The score from which on to say that a claim follows, best in balanced accuracy."""
    tried = np.quantile(scores, np.linspace(0.02, 0.98, 97))
    return float(max(tried, key=lambda limit: balanced(scores >= limit, follows)))


def balanced(said: Labels, follows: Labels) -> float:
    """The mean share of right answers among what follows and among what does not."""
    return float((said[follows].mean() + (~said[~follows]).mean()) / 2)


def _called(halves: Sequence[Judged]) -> Iterator[tuple[str, ...]]:
    likely = np.concatenate([each.model[:, CONTRADICTED] for each in halves])
    truly = np.concatenate([each.labels for each in halves]) == CONTRADICTED
    for limit in (0.5, 0.7, 0.8, 0.9, 0.95):
        called = likely >= limit
        yield (
            f"{limit}",
            str(called.sum()),
            f"{truly[called].mean():.3f}",
            f"{called[truly].mean():.3f}",
        )


def _time() -> float:
    """Milliseconds for ten pairs."""
    model = EntailmentModel()
    model.judge([(PREMISE, HYPOTHESIS)])
    rounds = []
    for _ in range(TIMED):
        begun = time.perf_counter()
        model.judge([(PREMISE, HYPOTHESIS)] * 10)
        rounds.append(time.perf_counter() - begun)
    return statistics.median(rounds) * 1000


if __name__ == "__main__":
    main()
