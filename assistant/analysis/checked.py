"""Two readings of one question: the rules' own, and where they are unsure a chat model's beside it.

rules sure ────────────────────────────────► the rules' plan; no model is asked
rules unsure ─► model ─┬─ agrees ──────────► the plan, certain
                       ├─ differs ─────────► the rules' plan, or the model's where they assumed
                       ├─ only reading ────► the model's plan, its filters told
                       └─ none, or no use ─► what the rules made of it, and that it was so
"""

import logging
import re
from dataclasses import dataclass, replace
from datetime import date

from assistant.analysis import words
from assistant.analysis.names import singular_phrase
from assistant.analysis.plan import Plan
from assistant.analysis.proposed import Declined, Proposer
from assistant.analysis.reader import Reader
from assistant.analysis.sentence import fold
from assistant.analysis.unparsed import Unparsed
from corpus.errors import ModelUnavailable
from corpus.queries import COLUMN, AnyOf, Condition, PostingQuery

CERTAINTY = 0.8
"""Of a reading that only a model makes."""

USUAL_LIMITS = frozenset({0, 10})
"""Rows of a ranking whose question names no number."""

_FIGURES = re.compile(
    r"\b(?:how (?:many|much|often|common|long)|number|count|share|percent\w*|proportion|fraction"
    r"|median|average|mean|typical\w*|usual\w*|highest|lowest|most|least|fewest|top|biggest"
    r"|largest|rank\w*|compar\w+|versus|vs|trend\w*|breakdown|distribut\w+|pay|pays|salar\w+"
    r"|wages?|postings?|openings?|vacanc\w+|jobs?|roles?)\b|%",
    re.IGNORECASE,
)

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Checked:
    """Reads by rules, and asks a chat model where they are unsure."""

    rules: Reader
    proposer: Proposer

    def parse(self, question: str, *, today: date) -> Plan | Unparsed | None:
        """The plan of both readings; None for a question that asks for no figure of postings."""
        read = self.rules.parse(question, today=today)
        if not self._is_unsure(read, question):
            return read
        try:
            proposed = self.proposer.propose(question, today=today)
        except ModelUnavailable as error:
            logger.info("chat model unavailable", extra={"why": str(error)})
            return _alone(read, f"{self._name} was asked too and did not answer: {error}")
        if isinstance(proposed, Declined):
            return self._without(read, proposed)
        return self._with(read, proposed)

    def follow(self, question: str, earlier: Plan, *, today: date) -> Plan | Unparsed | None:
        """The plan of a question that leans on an earlier one, by the rules alone."""
        return self.rules.follow(question, earlier, today=today)

    def _is_unsure(self, read: Plan | Unparsed | None, question: str) -> bool:
        if isinstance(read, Plan):
            return read.certainty < 1
        is_of_postings = self.proposer.catalogue.unique > 0
        return is_of_postings and (read is not None or _FIGURES.search(question) is not None)

    @property
    def _name(self) -> str:
        return f"the chat model {self.proposer.model.name}"

    def _without(self, read: Plan | Unparsed | None, declined: Declined) -> Plan | Unparsed | None:
        why = "gave no reading that holds" if declined.is_nonsense else "read no such question"
        alone = _alone(read, f"{self._name} was asked too and {why}")
        return alone if alone is None else replace(alone, usage=declined.usage)

    def _with(self, read: Plan | Unparsed | None, proposed: Plan) -> Plan:
        if not isinstance(read, Plan):
            note = _sentence(f"{self._name} read the question as {reading(proposed)}")
            return replace(proposed, assumed=(note,), certainty=CERTAINTY)
        if _same(read, proposed):
            return replace(read, certainty=1.0, usage=proposed.usage)
        if not read.assumed:
            other = f"{self._name} read it otherwise, as {reading(proposed)}"
            note = _sentence(f"the rules' reading was taken; {other}")
            return replace(read, assumed=(note,), usage=proposed.usage)
        note = _sentence(f"{self._name}'s reading was taken, {reading(proposed)}")
        other = _sentence(f"the rules alone would have taken it for {reading(read)}")
        return replace(proposed, assumed=(note, other), certainty=CERTAINTY)


def reading(plan: Plan) -> str:
    """What a plan asks for, in words that hold none of a model's own."""
    query = plan.query
    filters = words.within(query)
    parts = [
        _measured(query, is_listing=plan.is_listing),
        f"with {filters}" if filters else "",
        f"by {_label(query.by)}" if query.by else "",
        f"where {_sides(query)}" if query.groups else "",
    ]
    return " ".join(filter(None, parts))


def _measured(query: PostingQuery, *, is_listing: bool) -> str:
    if query.measure == "share":
        part = words.within(PostingQuery(where=query.share))
        return f"the share with {part} of postings" if part else "the share of postings"
    if query.measure == "distinct":
        return f"the number of different values of {_label(query.value)} in postings"
    if query.measure in words.FIGURES:
        return f"the {query.measure} of {words.measured(query)} of postings"
    return "the list of postings" if is_listing else "the number of postings"


def _sides(query: PostingQuery) -> str:
    sides = (words.within(PostingQuery(where=group.where)) for group in query.groups)
    return " is compared with ".join(sides)


def _label(name: str) -> str:
    return name.removeprefix(COLUMN).replace("_", " ")


def _alone(read: Plan | Unparsed | None, note: str) -> Plan | Unparsed | None:
    if isinstance(read, Plan):
        return replace(read, assumed=(*read.assumed, _sentence(note)))
    if isinstance(read, Unparsed):
        return replace(read, reason=f"{read.reason.rstrip('.')} ({note})")
    return None


def _sentence(note: str) -> str:
    return f"{note[:1].upper()}{note[1:]}."


def _same(first: Plan, second: Plan) -> bool:
    """Whether two plans ask for the same, however it is worded and ordered."""
    return first.is_listing == second.is_listing and _core(first.query) == _core(second.query)


def _core(query: PostingQuery) -> object:
    groups = frozenset(_tests(group.where) for group in query.groups)
    limit = 0 if query.limit in USUAL_LIMITS else query.limit
    of_pay = (query.currency, query.unit) if words.is_money(query) else ()
    plain = replace(query, where=(), share=(), groups=(), limit=limit, currency="", unit="YEAR")
    return plain, of_pay, _tests(query.where), _tests(query.share), groups


def _tests(where: tuple[AnyOf, ...]) -> frozenset[frozenset[object]]:
    return frozenset(frozenset(map(_test, any_of)) for any_of in where)


def _test(condition: Condition) -> object:
    values = (
        singular_phrase(fold(_short(value, condition.field))) if isinstance(value, str) else value
        for value in condition.values
    )
    kept = (condition.field, condition.operator, condition.negated)
    return kept, frozenset(values), condition.currency, condition.unit


def _short(value: str, field: str) -> str:
    """A value as compared: a region's code without its country's, which only rules tell."""
    return value.rpartition("-")[2] if field == "region" else value
