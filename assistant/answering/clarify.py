"""One short question back, where what was asked cannot be told from what there is to choose."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.answers import Passage
from assistant.questions import Query
from assistant.retrieval.rewriting.choices import MOST_ASKED, separated
from assistant.retrieval.rewriting.pointing import names, points_back
from assistant.retrieval.rewriting.slots import slots
from assistant.retrieval.words import terms
from corpus.queries import Catalogue

LONGEST_CHOICE = 60
FEWEST_ALIKE = 3
"""Documents of one kind that fit a question equally before it is asked which is meant."""

PASSAGES_COMPARED = 5
ALIKE = 0.4
"""The share of their titles' words that two documents of one series have in common."""

CLOSE = 0.1
"""How far, of the best score, a passage may be behind and fit as well."""

MOST_WORDS = 9
"""In a longer question something is named that a pronoun can stand for."""

# "What does it pay?", "Which skills does that role need?"
_OF_WORK = re.compile(
    r"^(?:what|which|how|is|are|does|do|where)\b.*?\b(?:(?:does|do|is|are|can|would)"
    r" (?:it|they|this|that|those|these)|(?:this|that|these|those) (?:role|job|position)s?)\b.*",
    re.IGNORECASE,
)
_WORK = re.compile(
    r"\b(?:pays?|paid|earns?|salar\w+|wages?|role|job|position|skills?|hiring|remote|in demand)\b",
    re.IGNORECASE,
)
# "Who published that report?"
_OF_DOCUMENT = re.compile(
    r"\b(?:this|that) (?:report|document|filing|study|survey|paper|bulletin)\b", re.IGNORECASE
)

# "What was the revenue?" asks for one thing; "What are the risks?" may be told by several.
_OF_ONE = re.compile(
    r"^(?:and )?(?:what|how (?:much|many|high|large)|when|who)\b"
    r"[^?]*?\b(?:was|is|were|did|does|has)\b",
    re.IGNORECASE,
)
_THE_ONE = re.compile(r"\b(?:the|its|their) \w+", re.IGNORECASE)
# A question about the whole of what is known is answered over the whole.
_OVER_ALL = re.compile(
    r"\b(?:across|overall|all|any|every|each|most|least|which|compare|differ\w*|trend|between"
    r"|average|median|total|postings?|jobs?|roles?)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Clarification:
    """A question asked back; `choices` are what the knowledge base has to choose from."""

    asks: str
    choices: tuple[str, ...]

    @property
    def text(self) -> str:
        """``For which role: nurse, teacher or cook?``: a reply to it is understood by a choice."""
        return f"{self.asks}: {separated(self.choices)}?"


def clarification(
    query: Query, passages: Sequence[Passage], catalogue: Catalogue
) -> Clarification | None:
    """What to ask back: for a question that points to nothing said, or fits many reports alike.

    A question with an answer over all that is known is never asked back; nor is one for which
    there are no two things to choose from.
    """
    reports = [passage for passage in passages if passage.chunk.kind == "report"]
    if query.last and query.last != query.text:
        return None
    is_bare = points_back(query.text) and _is_bare(query.text)
    if is_bare and _OF_DOCUMENT.search(query.text):
        return _asked("In which document", _titles(reports))
    if is_bare and _is_of_work(query.text):
        return _asked("For which role", _roles(catalogue))
    return _asked("In which document", _alike(query, reports)) if _is_of_one(query.text) else None


def _asked(asks: str, choices: Sequence[str]) -> Clarification | None:
    chosen = tuple(choices[:MOST_ASKED])
    return Clarification(asks, chosen) if len(chosen) > 1 else None


def _roles(catalogue: Catalogue) -> tuple[str, ...]:
    """The commonest titles of the postings."""
    titles = (d for d in catalogue.dimensions if d.name == "title")
    values = (value for dimension in titles for value, _ in dimension.values)
    return tuple(_short(values))


def _titles(passages: Iterable[Passage]) -> tuple[str, ...]:
    """The titles of the passages' documents, best first, each once."""
    return tuple(dict.fromkeys(_short(passage.chunk.title for passage in passages)))


def _short(values: Iterable[str]) -> Iterable[str]:
    """The values that can be read as a choice."""
    return (
        value.strip()
        for value in values
        if 0 < len(value.strip()) <= LONGEST_CHOICE and not re.search(r"[?:\n]", value)
    )


def _is_bare(text: str) -> bool:
    """Whether a question is too short, and names too little, to say what it points to."""
    return len(text.split()) <= MOST_WORDS and not (names(text) or slots(text))


def _is_of_work(text: str) -> bool:
    return bool(_OF_WORK.match(text) and _WORK.search(text))


def _is_of_one(text: str) -> bool:
    """Whether a question asks for one thing's figure or fact and names no thing."""
    is_open = _OVER_ALL.search(text) is not None or names(text) or bool(slots(text))
    return not is_open and bool(_OF_ONE.match(text)) and bool(_THE_ONE.search(text))


def _alike(query: Query, reports: Sequence[Passage]) -> tuple[str, ...]:
    """The titles of reports of one series that fit equally and that no word tells apart."""
    best = reports[:PASSAGES_COMPARED]
    if not best or best[0].score - best[-1].score > CLOSE * abs(best[0].score):
        return ()
    titles = _titles(best)
    words = [frozenset(terms(title)) for title in titles]
    first = words[0] if words else frozenset()
    if len(titles) < FEWEST_ALIKE or first & set(terms(query.text)):
        return ()
    shared = (len(first & other) / (len(first | other) or 1) for other in words[1:])
    return titles if all(ALIKE <= part < 1 for part in shared) else ()
