"""What is said when the evidence does not suffice."""

from collections.abc import Iterable, Sequence

from assistant.answering.compose import attribution, words
from assistant.answering.markdown import escaped
from assistant.answers import Citation
from assistant.questions import Filters, Query
from corpus.documents import Source

NOTHING_STORED = "Nothing has been ingested that this question may look at."


def searchable(sources: Iterable[Source], filters: Filters) -> int:
    """How many sources hold something that the filters allow, as far as a source can tell."""
    return sum(source.chunks > 0 and _allowed(source, filters) for source in sources)


def searched(query: Query, sources: int) -> str:
    """What was searched, in words."""
    count = f"{sources} source" if sources == 1 else f"{sources} sources"
    limits = _limits(query.filters)
    return f"{count} ({limits})" if limits else count


def reason(confidence: float, threshold: float, query: Query, sources: int) -> str:
    """Why there is no answer."""
    if not sources:
        return NOTHING_STORED
    return (
        f"Searched {searched(query, sources)}; what was found is not enough "
        f"(confidence {confidence:.2f}, needed {threshold:.2f})."
    )


def abstention(query: Query, nearest: Sequence[Citation], sources: int) -> str:
    """The answer that says there is none, and shows the nearest thing found."""
    if not sources:
        limits = _limits(query.filters)
        where = f" in {escaped(limits)}" if limits else ""
        return (
            f"There is nothing to answer from{where}. Read something in first: "
            "`insight ingest PATH`. `insight sources list` shows what is known."
        )
    said = (
        f"I can't answer that from what was ingested. Searched {escaped(searched(query, sources))}."
    )
    if not nearest:
        return said
    found = "\n".join(f"- {attribution(c)} [{c.number}]: “{escaped(words(c))}”" for c in nearest)
    return f"{said}\n\nThe nearest thing found, which may not be about your question:\n\n{found}"


def _allowed(source: Source, filters: Filters) -> bool:
    one_of = (
        (filters.kinds, source.kind),
        (filters.source_ids, source.source_id),
        # A file of postings has a publisher and a day for each posting, not for itself.
        (filters.publishers if source.kind != "posting" else (), source.publisher),
    )
    if any(allowed and value not in allowed for allowed, value in one_of):
        return False
    if source.kind == "posting" or not (filters.since or filters.until):
        return True
    day = source.published
    return day is not None and (filters.since or day) <= day <= (filters.until or day)


def _limits(filters: Filters) -> str:
    parts = [
        *(f"collection {name}" for name in filters.collections),
        *(f"{kind}s" for kind in filters.kinds),
        *(f"from {name}" for name in filters.publishers),
    ]
    if filters.since:
        parts.append(f"since {filters.since.isoformat()}")
    if filters.until:
        parts.append(f"until {filters.until.isoformat()}")
    return ", ".join(parts)
