"""A plan that goes on from an earlier one."""

from collections.abc import Iterable
from dataclasses import replace

from assistant.analysis.plan import Plan
from corpus.queries import AnyOf, PostingQuery

_PLACES = frozenset({"locality", "region", "country"})


def continued(earlier: Plan, later: Plan, *, is_measured: bool) -> Plan:
    """The later plan with what the earlier one said and it does not.

    Where the later question names no measure of its own, the earlier one's stands.
    """
    before, after = earlier.query, later.query
    measure = after if is_measured else before
    query = replace(
        measure,
        where=(*_unsaid(before.where, after), *after.where),
        groups=after.groups or (() if is_measured else before.groups),
        since=after.since or before.since,
        until=after.until or before.until,
        currency=after.currency or before.currency,
    )
    return Plan(
        query,
        is_listing=later.is_listing if is_measured else earlier.is_listing,
        assumed=(*earlier.assumed, *later.assumed),
        certainty=min(earlier.certainty, later.certainty),
    )


def _unsaid(where: Iterable[AnyOf], after: PostingQuery) -> tuple[AnyOf, ...]:
    """The earlier conditions of fields that the later question says nothing of."""
    said = {_kind(test.field) for any_of in after.where for test in any_of}
    return tuple(any_of for any_of in where if not {_kind(test.field) for test in any_of} & said)


def _kind(name: str) -> str:
    return "place" if name in _PLACES else name
