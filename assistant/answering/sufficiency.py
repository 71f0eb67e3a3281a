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
NEARLY_ALL = 0.8
SAID = 0.5
"""The least confidence where one sentence says NEARLY_ALL of a question and no name is missing.

A short question ("OSCP preferred") is far from every text by its cosine. On CLAPNQ 18 % of the
answerable questions and 3 % of the others have such a sentence.
"""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What speaks for an answer being there, each from 0 to 1 or a cosine.

    `sentence` and `passage` are the best cosines with the question, `title` that of the best
    passage's title: being on the subject is not yet an answer. `covered` is the share of the
    question's words, by rarity, in the best passages, `missing` the share of its names and numbers
    that they lack; `said` is the most of the question's words, by rarity, in any one sentence.
    """

    sentence: float
    passage: float
    title: float
    covered: float
    missing: float
    said: float


EVIDENCE = tuple(field.name for field in fields(Evidence) if field.name != "said")


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
        chance = 1 / (1 + math.exp(-logit))
        is_said = evidence.said >= NEARLY_ALL and not evidence.missing
        return max(chance, SAID) if is_said else chance


def evidence(
    query: Query, passages: Sequence[Passage], read: Read, *, profiles: Profiles
) -> Evidence:
    """Weigh passages, best first, and what was read of them."""
    asked = frozenset(terms(query.text))
    held = _held(passages[:PASSAGES_WEIGHED], profiles)
    demanded = names_and_numbers(query.text)
    lacking = sum(term not in held for term in demanded) / len(demanded) if demanded else 0.0
    return Evidence(
        sentence=read.similarity,
        passage=max((passage.dense for passage in passages), default=0.0),
        title=read.title,
        covered=profiles.coverage(asked, held),
        missing=lacking,
        said=max(
            (
                profiles.coverage(asked, frozenset(terms(found.sentence.meaning)))
                for found in read.candidates
            ),
            default=0.0,
        ),
    )


def _held(passages: Sequence[Passage], profiles: Profiles) -> frozenset[str]:
    words: set[str] = set()
    for passage in passages:
        profile = profiles.by_source.get(passage.source.source_id)
        words |= profile.words if profile else frozenset()
        words.update(terms(f"{passage.chunk.title} {passage.chunk.text}"))
    return frozenset(words)
