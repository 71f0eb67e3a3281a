"""READ THIS FIRST: a question in plain words as a plan over postings, without a model.

    words ─dates, pay─► ─field "value"─► ─measure, grouping─► ─places, names─► ─phrases left─► Plan

Each step takes its words out of the question, so that none is read twice; what nobody took is
looked for in titles and texts as it stands. A question that asks for no figure has no plan.
"""

from collections.abc import Callable, Sequence
from datetime import date
from itertools import pairwise
from typing import Final, get_args

from assistant.analysis import conditions, cues, money
from assistant.analysis.continued import continued
from assistant.analysis.draft import Draft, Mention
from assistant.analysis.lexicon import NOISE
from assistant.analysis.names import Names
from assistant.analysis.plan import Plan
from assistant.analysis.sentence import sentence
from assistant.analysis.spelling import respelt
from assistant.analysis.unparsed import Unparsed
from corpus.postings import PayUnit
from corpus.queries import (
    COLUMN,
    AnyOf,
    Catalogue,
    Condition,
    Dimension,
    Group,
    Operator,
    PostingQuery,
)

STATISTICS = frozenset({"median", "mean", "quantiles", "range"})
PERIODS = frozenset({"week", "month", "quarter", "year"})
FEWEST_DATED = 3
_REQUIRING: Final = "require requires requiring need needs mention mentions mentioning"
REQUIRING = frozenset(_REQUIRING.split())
_JOINS = frozenset({"or", "and", ",", "/", "either", "&", "vs", "versus", "to", "with", "than"})


class Parser:
    """Reads questions about one catalogue's postings; `count` tells how many pass conditions."""

    def __init__(self, catalogue: Catalogue, count: Callable[[tuple[AnyOf, ...]], int]) -> None:
        self._catalogue = catalogue
        self._count = count
        self._names = Names(catalogue)

    def parse(self, question: str, *, today: date) -> Plan | Unparsed | None:
        """The plan a question comes to; None for one that asks for no figure of postings."""
        if not self._catalogue.unique:
            return None
        draft = self._begun(question, today)
        plan = self._finished(draft) if draft.measure else None
        return None if draft.is_guess and not _is_sure(plan) else plan

    def follow(self, question: str, earlier: Plan, *, today: date) -> Plan | Unparsed | None:
        """The plan of a question that leans on an earlier one: "and in Texas?", "what about pay?".

        What it says itself replaces what was said before of the same field; None where it says
        nothing of postings.
        """
        draft = self._begun(question, today)
        is_measured = draft.measure is not None and not draft.is_listing
        draft.measure = draft.measure or "count"
        later = self._finished(draft)
        if isinstance(later, Plan) and (is_measured or later.query.where or draft.since):
            return continued(earlier, later, is_measured=is_measured)
        return later if isinstance(later, Unparsed) and is_measured else None

    def _begun(self, question: str, today: date) -> Draft:
        """What a question asks for, and the fields, times and pay it names."""
        words = respelt(sentence(question), self._names.words())
        draft = Draft(words, self._names, today, self._count)
        conditions.employers(draft)
        conditions.dated(draft)
        money.paid(draft)
        conditions.spelt_out(draft)
        conditions.labelled(draft)
        cues.measured(draft)
        cues.grouped(draft)
        cues.valued(draft)
        cues.listed(draft)
        return draft

    def _finished(self, draft: Draft) -> Plan | Unparsed:
        """The plan, once the other names and phrases are taken."""
        if draft.measure in STATISTICS and not draft.value:
            return _no_figures(draft, self._catalogue)
        _seen(draft, self._catalogue)
        verb = cues.verb(draft)
        conditions.named(draft)
        conditions.described(draft)
        return (
            draft.problem
            or _one_sided(draft)
            or _vacuous(draft)
            or self._undated(draft)
            or self._plan(draft, verb)
        )

    def _plan(self, draft: Draft, verb: int) -> Plan:
        draft.mentions.sort(key=lambda mention: mention.start)
        where, share = draft.mentions, list[Mention]()
        if draft.measure == "share":
            where, share = _divided(draft, verb)
        if draft.measure == "share" and not share:
            draft.measure = "count"
        pay = _PayTerms(draft)
        groups = _sides(draft) if draft.is_comparison or _are_told_apart(draft) else ()
        query = PostingQuery(
            measure=draft.measure or "count",
            value=draft.value,
            where=() if groups else _joined(draft, pay.beyond(where)),
            share=_joined(draft, share),
            by="" if groups else draft.by,
            groups=groups,
            limit=draft.limit if draft.is_ranking or draft.by not in PERIODS else 0,
            ascending=draft.ascending,
            currency=pay.currency,
            unit=draft.unit or pay.unit,
            since=draft.since,
            until=draft.until,
        )
        certainty = 0.9 if draft.assumed else 1.0
        return Plan(query, draft.is_listing, tuple(draft.assumed), certainty)

    def _undated(self, draft: Draft) -> Unparsed | None:
        """Why a question about a time, or about durations, cannot be answered by these postings."""
        is_timed = draft.since or draft.until or draft.by in PERIODS
        if not is_timed:
            return None
        known = self._catalogue
        if known.dated < FEWEST_DATED:
            few = "none" if not known.dated else f"only {known.dated}"
            return Unparsed(
                f"{few} of the {known.unique:,} postings says when it was posted, so nothing can "
                "be told by time",
                ("How many postings are there?",),
            )
        first, last = known.first_posted, known.last_posted
        if first and last and ((draft.since or first) > last or (draft.until or last) < first):
            return Unparsed(
                f"the postings here were posted from {first} to {last}: that time is not covered",
                (f"How many postings were posted since {first}?",),
            )
        return None


def _vacuous(draft: Draft) -> Unparsed | None:
    """Why a count of what is required or offered is none: nothing was named."""
    asked = [n for n, token in enumerate(draft.sentence.tokens) if token.folded in REQUIRING]
    last = max((mention.end for mention in draft.mentions), default=0)
    is_plain = draft.measure in {"count", "share"} and not (draft.by or draft.is_listing)
    if not asked or not is_plain or last > asked[-1]:
        return None
    words = draft.sentence.said(asked[-1], len(draft.sentence.tokens))
    return Unparsed(f"what “{words}” asks of the postings is not told by them")


def _one_sided(draft: Draft) -> Unparsed | None:
    """Why a comparison is none: only one of its sides was understood."""
    sides = [mention for mention in draft.mentions if mention.conditions]
    if not draft.is_versus or draft.by or len(sides) > 1:
        return None
    return Unparsed("only one side of the comparison is told by the postings")


def _is_sure(plan: Plan | Unparsed | None) -> bool:
    """Whether words that are no question were all understood, as what the data holds."""
    if not isinstance(plan, Plan) or plan.assumed:
        return False
    tests = [test for any_of in plan.query.where for test in any_of]
    is_told = bool(tests) or plan.query.since is not None or plan.query.until is not None
    return is_told and all(test.operator != "contains" for test in tests)


def _seen(draft: Draft, catalogue: Catalogue) -> None:
    """Read the time as that of the first look, where new postings are asked for or none is dated.

    A posting's own date is when its employer says it began; a feed's looks tell what is new here.
    """
    if draft.is_closing and (draft.since or draft.until):
        if "closes" not in draft.names.dimensions:
            draft.refuse(Unparsed("the postings do not say when they close"))
        _bound_by(draft, "closes", "closing")
        return
    looks = draft.names.dimensions.get("first_seen")
    has_looks = looks is not None and looks.distinct > 1
    if not has_looks or not (draft.is_newness or catalogue.dated < FEWEST_DATED):
        return
    _bound_by(draft, "first_seen", "first seen")


def _bound_by(draft: Draft, name: str, words: str) -> None:
    """Turn the time that is asked about into conditions on another day than that of posting."""
    bounds: tuple[tuple[Operator, date | None, str], ...] = (
        ("at_least", draft.since, f"{words} since"),
        ("at_most", draft.until, f"{words} until"),
    )
    for operator, day, said in bounds:
        if day is not None:
            test = Condition(name, operator, (day,), said=f"{said} {day}")
            draft.mention(0, 0, (test,))
    draft.since = draft.until = None


class _PayTerms:
    """The currency and period that pay is asked in, taken out of the conditions."""

    def __init__(self, draft: Draft) -> None:
        self.unit: PayUnit
        self.is_pay = draft.value.startswith("pay") and draft.measure not in {"count", "share"}
        told = [c for m in draft.mentions for any_of in m.conditions for c in any_of]
        self.currency = _first(told, "currency")
        asked = _first(told, "pay_unit")
        self.unit = next((unit for unit in get_args(PayUnit) if unit == asked), "YEAR")

    def beyond(self, mentions: Sequence[Mention]) -> list[Mention]:
        """The mentions less those that only say in what pay is measured."""
        if not self.is_pay:
            return list(mentions)
        return [
            mention
            for mention in mentions
            if not all(_is_pay_term(c) for any_of in mention.conditions for c in any_of)
        ]


def _is_pay_term(condition: Condition) -> bool:
    is_stated = condition.field == "pay" and condition.operator == "stated"
    return (is_stated or condition.field in {"currency", "pay_unit"}) and not condition.negated


def _first(told: Sequence[Condition], name: str) -> str:
    return next(
        (str(c.values[0]) for c in told if c.field == name and c.values and not c.negated), ""
    )


def _divided(draft: Draft, verb: int) -> tuple[list[Mention], list[Mention]]:
    """What a share is of, and which part: "of remote jobs ‖ mention Kubernetes".

    Without a verb the part is said first: "contract jobs ‖ in sales".
    """
    mentions = draft.mentions
    before = [mention for mention in mentions if mention.start < verb]
    after = [mention for mention in mentions if mention.start >= verb]
    if len(after) > 1 and _is_within(draft, after[-1]):
        return [*before, after[-1]], after[:-1]
    if after:
        return before, after
    before_last = (
        draft.sentence.phrase(mentions[-1].start - 1, mentions[-1].start) if mentions else ""
    )
    if len(mentions) > 1 and before_last in {"in", "at", "within", "among"}:
        return [mentions[-1]], list(mentions[:-1])
    noun = next((n for n, token in enumerate(draft.sentence.tokens) if token.part == "noun"), 0)
    first = [mention for mention in mentions if mention.start < noun]
    rest = [mention for mention in mentions if mention.start >= noun]
    return (rest, first) if first and rest else ([], list(mentions))


def _is_within(draft: Draft, mention: Mention) -> bool:
    """Whether a mention says at whom or where: "… are night shifts at Mercy Point"."""
    word = draft.sentence.phrase(mention.start - 1, mention.start)
    kinds = {"employer", "locality", "region", "country"}
    field = mention.conditions[0][0].field
    is_place = field in kinds or draft.names.is_usual(field.removeprefix(COLUMN).casefold())
    return word == "at" or (word == "in" and is_place)


def _joined(draft: Draft, mentions: Sequence[Mention]) -> tuple[AnyOf, ...]:
    """The mentions' conditions, all to hold; those that "or" joins are one."""
    joined: list[AnyOf] = []
    last: Mention | None = None
    for mention in mentions:
        if last is not None and _is_either(draft, last, mention):
            joined[-1] = (*joined[-1], *mention.conditions[0])
            joined += mention.conditions[1:]
        else:
            joined += mention.conditions
        last = mention
    return tuple(dict.fromkeys(joined))


def _is_either(draft: Draft, first: Mention, second: Mention) -> bool:
    between = [token.folded for token in draft.sentence.tokens[first.end : second.start]]
    words = [
        word for word in between if word not in {"in", "at", "the", "for", "on", "from", "a", "an"}
    ]
    if not words or not set(words) <= _JOINS:
        return False
    fields = {any_of[0].field for mention in (first, second) for any_of in mention.conditions}
    is_one_each = len(fields) == 1 and not fields & {"skill", "listed_skill", "text", "pay"}
    return "or" in words or is_one_each or (fields <= {"locality", "region", "country"})


def _are_told_apart(draft: Draft) -> bool:
    """Whether pay is asked of two things that "and" joins: "what do A and B pay?"."""
    if draft.measure not in STATISTICS or draft.by:
        return False
    return any(
        first.conditions[0][0].field == second.conditions[0][0].field
        and draft.sentence.phrase(first.end, second.start).removesuffix(" in") == "and"
        for first, second in pairwise(draft.mentions)
        if first.conditions[0][0].field not in {"skill", "text", "pay"}
    )


def _sides(draft: Draft) -> tuple[Group, ...]:
    """The sides of a comparison: the mentions of one field, or else the last two."""
    sides = [mention for mention in draft.mentions if mention.conditions]
    if len(sides) < 2:
        return ()
    fields = [mention.conditions[0][0].field for mention in sides]
    commonest = max(set(fields), key=lambda name: (fields.count(name), -fields.index(name)))
    chosen = [m for m, name in zip(sides, fields, strict=True) if name == commonest]
    if len(chosen) < 2:
        chosen = sides[-2:]
    shared = tuple(
        any_of for mention in sides if mention not in chosen for any_of in mention.conditions
    )
    return tuple(Group(_label(mention), (*mention.conditions, *shared)) for mention in chosen)


def _label(mention: Mention) -> str:
    first = mention.conditions[0][0]
    if first.field in {"locality", "region", "country"}:
        return first.said.removeprefix("in ").removeprefix("the ")
    if first.operator in {"is", "contains"} and first.values:
        return str(first.values[0])
    return first.said


def _no_figures(draft: Draft, catalogue: Catalogue) -> Unparsed:
    asked = " ".join(
        token.text
        for token in draft.sentence.tokens
        if not token.part and token.folded not in NOISE
    )
    figures = ", ".join(_figures(catalogue.dimensions, draft.names))
    return Unparsed(
        f"the postings hold no figures of “{asked}”; what has figures: {figures}",
        ("What is the median pay?",),
    )


def _figures(dimensions: Sequence[Dimension], names: Names) -> list[str]:
    columns = [d for d in dimensions if d.numeric and d.name.startswith(COLUMN)]
    return ["pay", *(d.label for d in columns if not names.truth(d.name))]
