"""A query about figures, planned, computed and said; every other query is left to the passages."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache
from typing import TypeVar, get_args

from assistant.analysis import series, series_words, words
from assistant.analysis.chart import chart
from assistant.analysis.figures import Figures
from assistant.analysis.parse import Parser
from assistant.analysis.plan import Plan
from assistant.analysis.reader import Reader, ReaderOf
from assistant.analysis.tally import counted, tally
from assistant.analysis.unparsed import Unparsed
from assistant.questions import Filters, Query
from corpus.errors import UnanswerableQuery
from corpus.postings import PayUnit
from corpus.protocols import Warehouse
from corpus.queries import COLUMN, AnyOf, Catalogue, Computed, PostingQuery, SeriesQuery

Asked = TypeVar("Asked", PostingQuery, SeriesQuery)

LISTED = 20
"""Postings shown one by one where the postings themselves were asked for."""
MONEY = frozenset({"pay", "pay_minimum", "pay_maximum"})
PER: Mapping[PayUnit, str] = {each: f"per {each.lower()}" for each in get_args(PayUnit)}
"""How a figure that leaves out pay in another unit says so."""
SUGGESTED = 3
COUNTS_REMEMBERED = 4_096
_ASKABLE: Mapping[str, str] = {
    "employer": "Which employers have the most postings?",
    "pay": "What is the median pay?",
    "skill": "Which skills are asked for most?",
    "locality": "Which cities have the most postings?",
}


@dataclass(slots=True)
class Analyst:
    """Answers from the warehouse what can be counted."""

    warehouse: Warehouse
    today: Callable[[], date]
    reader: ReaderOf = Parser
    _readers: dict[tuple[tuple[str, ...], ...], tuple[Catalogue, Reader]] = field(
        default_factory=dict
    )

    def figures(self, query: Query) -> Figures | Unparsed | None:
        """What a query about figures comes to, or why it cannot be computed; None for any other."""
        catalogue = self.catalogue(query.filters)
        told = self._series(query, catalogue)
        if isinstance(told, Figures):
            return told
        counted = self._postings(query, catalogue)
        if isinstance(counted, Figures) or told is None:
            return counted
        return told

    def plan(self, query: Query) -> Plan | Unparsed | None:
        """How a query about postings is read, nothing computed; None for any other."""
        catalogue = self.catalogue(query.filters)
        if not catalogue.unique or not _allows(query.filters, "posting"):
            return None
        return self._planned(query, catalogue)

    def catalogue(self, filters: Filters) -> Catalogue:
        """What there is to ask about within the filters' collections."""
        return self.warehouse.catalogue(collections=filters.collections)

    def _series(self, query: Query, catalogue: Catalogue) -> Figures | Unparsed | None:
        if not catalogue.series or not _allows(query.filters, "series"):
            return None
        asked = series.parse(query.text, catalogue, today=self.today())
        if not isinstance(asked, SeriesQuery):
            return asked
        try:
            return series_words.figures(
                _within(asked, query.filters), self.warehouse, catalogue, today=self.today()
            )
        except UnanswerableQuery as error:
            return Unparsed(str(error))

    def _postings(self, query: Query, catalogue: Catalogue) -> Figures | Unparsed | None:
        if not catalogue.unique or not _allows(query.filters, "posting"):
            return None
        try:
            found = self._computed(query, catalogue)
        except UnanswerableQuery as error:
            found = Unparsed(str(error))
        if isinstance(found, Unparsed) and len(found.nearest) < SUGGESTED:
            nearest = dict.fromkeys((*found.nearest, *_suggestions(catalogue)))
            return replace(found, nearest=tuple(nearest)[:SUGGESTED])
        return found

    def _computed(self, query: Query, catalogue: Catalogue) -> Figures | Unparsed | None:
        plan = self._planned(query, catalogue)
        if not isinstance(plan, Plan):
            return plan
        plan = replace(plan, query=_dated(_within(plan.query, query.filters), query.filters))
        plan, computed = self._in_stated_unit(plan, self.warehouse.ask(plan.query))
        return self._absent(plan, computed) or self._said(plan, counted(plan.query, computed))

    def _in_stated_unit(self, plan: Plan, computed: Computed) -> tuple[Plan, Computed]:
        """The plan in the unit that most pay is stated in, where none is in the one asked for."""
        if computed.n or plan.query.value not in MONEY:
            return plan, computed
        unit = max(PER, key=lambda each: computed.left_out.get(PER[each], 0))
        if not computed.left_out.get(PER[unit]):
            return plan, computed
        query = replace(plan.query, unit=unit)
        assumed = (*plan.assumed, f"Pay here is stated {PER[unit]}.")
        return replace(plan, query=query, assumed=assumed), self.warehouse.ask(query)

    def _planned(self, query: Query, catalogue: Catalogue) -> Plan | Unparsed | None:
        """The plan of the question; of one that leans on others, as these led up to it."""
        reader, today = self._reader(query.filters, catalogue), self.today()
        own = reader.parse(query.last if query.earlier else query.text, today=today)
        if not query.earlier or (isinstance(own, Plan) and not query.leans):
            return own
        plan: Plan | None = None
        for asked in query.earlier:
            read = reader.follow(asked, plan, today=today) if plan else None
            read = read or reader.parse(asked, today=today)
            plan = read if isinstance(read, Plan) else plan
        return (reader.follow(query.last, plan, today=today) if plan else None) or own

    def _absent(self, plan: Plan, computed: Computed) -> Unparsed | None:
        """Why a figure of no postings is none: a filter that nothing here passes."""
        query = plan.query
        if computed.n:
            return None
        for any_of in (*query.where, *query.share):
            if not self.warehouse.ask(
                replace(
                    query,
                    measure="count",
                    by="",
                    groups=(),
                    where=(any_of,),
                    share=(),
                    since=None,
                    until=None,
                )
            ).n:
                return Unparsed(f"no posting here matches {words.either(any_of)}")
        if query.measure in {"count", "share", "distinct"}:
            return None
        return Unparsed(words.said(plan, computed).rstrip("."))

    def _said(self, plan: Plan, computed: Computed) -> Figures:
        return Figures(
            kind="tally",
            sentence=words.said(plan, computed),
            tally=tally(plan, computed, today=self.today()),
            source_ids=tuple(dict.fromkeys(d.partition("/")[0] for d in computed.document_ids)),
            certainty=plan.certainty,
            chart=chart(plan.query, computed),
            listed=computed.leads[:LISTED] if plan.is_listing else (),
            is_own=plan.is_listing or _is_own(plan.query),
            usage=plan.usage,
        )

    def _reader(self, filters: Filters, catalogue: Catalogue) -> Reader:
        """The reader of a catalogue; made again only when the warehouse has another."""
        scope = (filters.collections, filters.source_ids)
        held = self._readers.get(scope)
        if held is None or held[0] is not catalogue:
            # A question's phrases are counted each time it is read, and again in its follow-ups.
            @lru_cache(maxsize=COUNTS_REMEMBERED)
            def count(where: tuple[AnyOf, ...]) -> int:
                return self.warehouse.ask(_within(PostingQuery(where=where), filters)).n

            held = (catalogue, self.reader(catalogue, count))
            self._readers[scope] = held
        return held[1]


def _suggestions(catalogue: Catalogue) -> Iterator[str]:
    """Questions that these postings can answer."""
    stated = {dimension.name for dimension in catalogue.dimensions if dimension.stated}
    yield "How many postings are there?"
    yield from (question for name, question in _ASKABLE.items() if name in stated)


def _within(query: Asked, filters: Filters) -> Asked:
    """The query over what the filters allow; a source it names itself stays."""
    source_ids = filters.source_ids or query.source_ids
    return replace(query, collections=filters.collections, source_ids=source_ids)


def _allows(filters: Filters, kind: str) -> bool:
    return not filters.kinds or kind in filters.kinds


def _dated(query: PostingQuery, filters: Filters) -> PostingQuery:
    """The query within the days that the filters allow too."""
    since = max(filter(None, (query.since, filters.since)), default=None)
    until = min(filter(None, (query.until, filters.until)), default=None)
    return replace(query, since=since, until=until)


def _is_own(query: PostingQuery) -> bool:
    tests = [
        *query.where,
        *query.share,
        *(any_of for group in query.groups for any_of in group.where),
    ]
    if query.by in words.PERIODS or query.groups or query.measure in {"distinct", "share"}:
        return True
    fields = {condition.field for any_of in tests for condition in any_of} | {query.by, query.value}
    return any(name.startswith(COLUMN) for name in fields)
