"""How likely it is that a premise bears a claim, from all that was found of the two."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, fields

from assistant.verification.evidence import Check
from assistant.verification.looks import Look
from corpus.embedding.alignment import alignment


@dataclass(frozen=True, slots=True)
class Features:
    """What speaks for and against a claim beside a premise.

    `entailed` is in logarithms of odds; shares and likelihoods lie between 0 and 1; counts of
    findings are cut off at 2.
    """

    entailed: float
    contradicted: float
    covered: float
    pairs: float
    figures_agree: float
    figures_differ: float
    figures_lack: float
    dates_differ: float
    dates_lack: float
    names_differ: float
    names_lack: float
    wording_differs: float
    wording_lacks: float


NAMES = tuple(field.name for field in fields(Features))
MOST = 2
WORDING: tuple[Check, ...] = ("negation", "comparison", "role", "quantifier")


@dataclass(frozen=True, slots=True)
class Weights:
    """A logistic model of support; fitted, in weights.json, by `evals.benchmarks.claims --fit`.

    A claim is `supported` from that likelihood on, and borne in part from `partial` on.
    """

    intercept: float
    weights: Sequence[float]
    supported: float
    partial: float

    def likelihood(self, features: Features) -> float:
        """How likely the premise bears the claim."""
        values = (getattr(features, name) for name in NAMES)
        logit = self.intercept + sum(w * v for w, v in zip(self.weights, values, strict=True))
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, logit))))


def _odds(likelihood: float) -> float:
    """The natural logarithm of the odds, within what a model can be sure of."""
    within = min(max(likelihood, 0.002), 0.998)
    return math.log(within / (1 - within))


def features(claim: str, look: Look) -> Features:
    """A look in numbers."""
    words = alignment(look.premise.text, claim)
    return Features(
        entailed=_odds(look.entailed),
        contradicted=look.contradicted,
        covered=look.premise.covered,
        pairs=words.pairs_covered,
        figures_agree=min(look.count("agrees", "figure"), MOST),
        figures_differ=min(look.count("differs", "figure"), MOST),
        figures_lack=min(look.count("lacks", "figure"), MOST),
        dates_differ=min(look.count("differs", "date"), MOST),
        dates_lack=min(look.count("lacks", "date"), MOST),
        names_differ=min(look.count("differs", "name"), MOST),
        names_lack=min(look.count("lacks", "name"), MOST),
        wording_differs=min(look.count("differs", *WORDING), MOST),
        wording_lacks=min(look.count("lacks", *WORDING), MOST),
    )
