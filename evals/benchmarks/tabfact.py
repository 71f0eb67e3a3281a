"""Whether a table bears a statement out: 300 TabFact tables, 2,219 statements (Chen et al., 2020).

    python -m evals.benchmarks.tabfact [fit]

Tables are split in halves by a hash of their file's name. `fit` fits the weights that ship beside
the code on half A, whose mistakes the code was written from; the figures are of half B, of which
only these totals were seen, with 95 % bootstrap intervals over its tables. A statement counts as
borne out at a probability of a half or more; one that no words link to a table counts as not.
"""

import csv
import hashlib
import io
import json
import sys
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import GroupKFold
from sklearn.preprocessing import StandardScaler

import assistant.verification.tables
from assistant.verification.tables import table_verdict, tables
from assistant.verification.tables.features import features
from assistant.verification.tables.linking import linked
from assistant.verification.tables.programs import outcomes
from evals.benchmarks.common import data, publish, resampled, shown, table

STRENGTH = 0.1  # inverse regularisation, over features of unit variance
FOLDS = 5

Rows = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Case:
    """A statement about one table and whether the table bears it out."""

    table: str
    caption: str
    claim: str
    supported: bool
    text: str

    @property
    def half(self) -> str:
        digest = hashlib.sha256(self.table.encode()).hexdigest()
        return "AB"[int(digest, 16) % 2]


def main(steps: Sequence[str]) -> None:
    """Fit if asked to, then measure half B."""
    known = cases(data("claims"))
    report = ["# Statements about tables", __doc__ or ""]
    if "fit" in steps:
        _fit([case for case in known if case.half == "A"])
    half = [case for case in known if case.half == "B"]
    report.append(_measured(half))
    publish("tabfact", "\n\n".join(report))


def cases(folder: Path) -> list[Case]:
    """The statements, each with its table's text as the set's files have it."""
    rows = json.loads((folder / "tabfact_val.json").read_text("utf-8"))
    texts = {
        row["table"]: (folder / "tabfact_val" / row["table"]).read_text("utf-8") for row in rows
    }
    return [
        Case(
            row["table"],
            row["caption"] or "",
            row["claim"],
            row["supported"],
            texts[row["table"]],
        )
        for row in rows
    ]


def _fit(known: Sequence[Case]) -> None:
    rows = [_features(case) for case in known]
    names = list(rows[0])
    x = np.array([[row[name] for name in names] for row in rows])
    y = np.array([case.supported for case in known])
    scaler = StandardScaler().fit(x)
    model = _logistic().fit(scaler.transform(x), y)
    weights = model.coef_[0] / scaler.scale_
    intercept = float(model.intercept_[0] - weights @ scaler.mean_)
    values = {"intercept": intercept} | dict(zip(names, weights.tolist(), strict=True))
    rounded = {name: round(value, 4) for name, value in values.items()}
    (package,) = assistant.verification.tables.__path__
    (Path(package) / "weights.json").write_text(json.dumps(rounded, indent=2) + "\n", "utf-8")
    groups = [case.table for case in known]
    folds = GroupKFold(FOLDS)
    right = np.zeros(len(y))
    for train, test in folds.split(x, y, groups):
        scaler = StandardScaler().fit(x[train])
        fold = _logistic().fit(scaler.transform(x[train]), y[train])
        right[test] = fold.predict(scaler.transform(x[test])) == y[test]
    balanced = (right[y].mean() + right[~y].mean()) / 2
    sys.stderr.write(f"half A, folds left out: {balanced:.3f}\n")


def _logistic() -> LogisticRegression:
    return LogisticRegression(C=STRENGTH, max_iter=5000, class_weight="balanced")


def _features(case: Case) -> dict[str, float]:
    read = linked(case.claim, tables(case.text)[0], title=case.caption)
    return features(read, outcomes(read))


def _measured(half: Sequence[Case]) -> str:
    truth = np.array([case.supported for case in half])
    by_table: dict[str, list[int]] = defaultdict(list)
    for n, case in enumerate(half):
        by_table[case.table].append(n)
    groups = [np.array(found) for found in by_table.values()]
    lines = []
    for name, written in (("as in the set (#)", _hashed), ("CSV", _csv), ("Markdown", _markdown)):
        start = perf_counter()
        chances = _chances(half, written)
        spent = (perf_counter() - start) / len(half) * 1000
        balanced = resampled(len(groups), _balanced(groups, truth, chances >= 0.5))
        lines.append(
            (name, shown(balanced), f"{roc_auc_score(truth, chances):.3f}", f"{spent:.1f} ms")
        )
    header = ("the table is written", "balanced accuracy, half B", "AUROC", "a statement costs")
    ends = table(header, lines)
    count = f"{len(half):,} statements about {len(groups)} tables; lexical overlap alone: 0.53."
    return f"{count}\n\n{ends}\n\n{_findings(half)}"


def _chances(half: Sequence[Case], written: Callable[[str], str]) -> Rows:
    found = (table_verdict(case.claim, written(case.text), case.caption)[0] for case in half)
    return np.array([0.0 if one is None else one for one in found])


def _balanced(
    groups: Sequence[NDArray[np.int_]], truth: NDArray[np.bool_], said: NDArray[np.bool_]
) -> Callable[[NDArray[np.int_]], float]:
    def measure(drawn: NDArray[np.int_]) -> float:
        at = np.concatenate([groups[n] for n in drawn])
        right = said[at] == truth[at]
        return float((right[truth[at]].mean() + right[~truth[at]].mean()) / 2)

    return measure


def _findings(half: Sequence[Case]) -> str:
    """How often a finding of each stance is right, and how many statements have one."""
    given: dict[str, list[bool]] = defaultdict(list)
    for case in half:
        found = table_verdict(case.claim, case.text, case.caption)[1]
        stances = {one.stance for one in found}
        stance = "differs" if "differs" in stances else min(stances, default="none")
        given[stance].append(case.supported)
    lines = [
        (stance, str(len(truths)), f"{np.mean(truths):.2f}") for stance, truths in given.items()
    ]
    return table(("finding", "statements", "of these true"), sorted(lines))


def _hashed(text: str) -> str:
    return text


def _csv(text: str) -> str:
    written = io.StringIO()
    csv.writer(written).writerows(line.split("#") for line in text.splitlines())
    return written.getvalue()


def _markdown(text: str) -> str:
    rows = [[cell.replace("|", "/") for cell in line.split("#")] for line in text.splitlines()]
    return table(rows[0], rows[1:])


if __name__ == "__main__":
    main(sys.argv[1:])
