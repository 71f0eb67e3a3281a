"""A computed figure as the answer carries it."""

from dataclasses import replace
from datetime import date

from assistant.analysis import words
from assistant.analysis.plan import Plan
from assistant.answers import Tally
from corpus.queries import ADVERTISEMENTS, Computed, PostingQuery


def counted(query: PostingQuery, computed: Computed) -> Computed:
    """What a plan came to; where advertisements were asked for, with copies counted too."""
    if query.value != ADVERTISEMENTS or query.measure != "count" or query.by or query.groups:
        return computed
    return replace(computed, columns=("advertisements",), rows=((computed.total,),))


def tally(plan: Plan, computed: Computed, *, today: date) -> Tally:
    """What a plan over postings came to, with its filters and caveats in words.

    Where nothing says when the postings were read, they are as of `today`.
    """
    return Tally(
        measure=plan.query.measure,
        columns=computed.columns,
        rows=computed.rows,
        filters=words.filters(plan.query),
        n=computed.n,
        of=computed.of,
        unique=computed.unique,
        total=computed.total,
        without_value=computed.without_value,
        currency=computed.currency,
        period=computed.unit,
        as_of=computed.as_of or today,
        sql=computed.sql,
        posting_ids=computed.posting_ids,
        caveats=words.caveats(plan, computed),
        document_ids=computed.document_ids,
        left_out=dict(computed.left_out),
        listed=computed.leads if plan.is_listing else (),
    )
