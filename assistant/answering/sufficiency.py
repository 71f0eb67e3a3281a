"""How likely it is that what was found suffices to answer."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, fields

from assistant.answering.extract import Read
from assistant.answers import Passage
from assistant.questions import Query
from assistant.retrieval.profiles import Profiles
from assistant.retrieval.words import names_and_numbers, terms

PASSAGES_WEIGHED = 3


@dataclass(frozen=True, slots=True)
class Evidence:
    """What speaks for an answer being there, each from 0 to 1 or a cosine.

    `sentence` and `passage` are the best cosines with the question, `title` that of the best
    passage's title: being on the subject is not yet an answer. `covered` is the share of the
    question's words, by rarity, in the best passages, `missing` the share of its names and numbers
    that they lack.
    """

    sentence: float
    passage: float
    title: float
    covered: float
    missing: float


EVIDENCE = tuple(field.name for field in fields(Evidence))


@dataclass(frozen=True, slots=True)
class Sufficiency:
    """A calibrated logistic model of sufficiency; fitted, in sufficiency.json.

    Below `threshold` the assistant abstains.
    """

    intercept: float
    sentence: float
    passage: float
    title: float
    covered: float
    missing: float
    threshold: float

    def confidence(self, evidence: Evidence) -> float:
        logit = self.intercept + sum(getattr(self, n) * getattr(evidence, n) for n in EVIDENCE)
        return 1 / (1 + math.exp(-logit))


def evidence(
    query: Query, passages: Sequence[Passage], read: Read, *, profiles: Profiles
) -> Evidence:
    """Weigh passages, best first, and what was read of them."""
    said = _said(passages[:PASSAGES_WEIGHED], profiles)
    demanded = names_and_numbers(query.text)
    lacking = sum(term not in said for term in demanded) / len(demanded) if demanded else 0.0
    return Evidence(
        sentence=read.similarity,
        passage=max((passage.dense for passage in passages), default=0.0),
        title=read.title,
        covered=profiles.coverage(frozenset(terms(query.text)), said),
        missing=lacking,
    )


def _said(passages: Sequence[Passage], profiles: Profiles) -> frozenset[str]:
    words: set[str] = set()
    for passage in passages:
        profile = profiles.by_source.get(passage.source.source_id)
        words |= profile.words if profile else frozenset()
        words.update(terms(f"{passage.chunk.title} {passage.chunk.text}"))
    return frozenset(words)
