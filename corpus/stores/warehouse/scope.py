"""What a question may look at: the openings of some collections and sources, and their postings."""

from dataclasses import dataclass
from datetime import date

import ibis.expr.types as ir

from corpus.errors import UnanswerableQuery
from corpus.queries import PostingQuery
from corpus.stores.warehouse.engine import Engine


@dataclass(frozen=True, slots=True)
class Members:
    """Postings by their documents' ids and by their own; `leads` is the first of each opening."""

    document_ids: tuple[str, ...]
    posting_ids: tuple[str, ...]
    leads: tuple[str, ...]


class Scope:
    """The openings, the advertisements and the sources of a query. Raises UnanswerableQuery."""

    def __init__(self, engine: Engine, query: PostingQuery) -> None:
        self._engine = engine
        self._narrowed = bool(query.source_ids)
        self.postings = chosen(engine.table("postings"), query)
        self.sources = chosen(engine.table("sources"), query)
        self.openings = _openings(engine, query, self.postings)
        if not engine.rows(self.postings.aggregate(n=self.postings.count()))[0][0]:
            raise UnanswerableQuery("no postings are stored here; `insight ingest` takes some in")

    def total(self, bearing: ir.Table, copies: int) -> int:
        """How many advertisements some openings have in scope; `copies` is how many in all."""
        if not self._narrowed:
            return copies
        within = self.postings.filter(self.postings.opening.isin(bearing.opening))
        counted: int = self._engine.rows(within.aggregate(n=within.count()))[0][0]
        return counted

    def members(self, bearing: ir.Table, *, most: int) -> Members:
        """The postings of some openings, in order of arrival."""
        within = self.postings.filter(self.postings.opening.isin(bearing.opening))
        named = within.select("document", "document_id", "identifier", "opening")
        rows = self._engine.rows(named.order_by("document").limit(most))
        firsts: dict[int, str] = {}
        for row in rows:
            firsts.setdefault(row[3], row[1])
        return Members(
            document_ids=tuple(row[1] for row in rows),
            posting_ids=tuple(row[2] or row[1] for row in rows),
            leads=tuple(firsts.values()),
        )

    def as_of(self) -> date | None:
        """The last day that any posting was seen, else that any source was read."""
        seen = self.openings.aggregate(day=self.openings.last_seen.max())
        read = self.sources.aggregate(day=self.sources.retrieved.max())
        day: date | None = self._engine.rows(seen)[0][0] or self._engine.rows(read)[0][0]
        return day


def chosen(table: ir.Table, query: PostingQuery) -> ir.Table:
    """The rows of a table that are of the query's collections, and sources if it has them."""
    if query.collections:
        table = table.filter(table.collection.isin(query.collections))
    if query.source_ids and "source_id" in table.columns:
        table = table.filter(table.source_id.isin(query.source_ids))
    return table


def _openings(engine: Engine, query: PostingQuery, postings: ir.Table) -> ir.Table:
    openings = chosen(engine.table("openings"), query)
    if query.source_ids:
        openings = openings.filter(openings.opening.isin(postings.opening))
    return openings
