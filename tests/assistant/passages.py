"""Passages made by hand, for tests of the steps that take them."""

from datetime import UTC, date, datetime

from assistant.answers import Passage
from corpus.documents import Chunk, Kind, Source, Span


def passage(  # noqa: PLR0913
    text: str,
    *,
    source_id: str = "report",
    title: str = "A report",
    kind: Kind = "report",
    score: float = 0.0,
    dense: float = 0.0,
    lexical: float = 0.0,
    published: date | None = None,
    path: str | None = None,
    start: int = 0,
) -> Passage:
    source = Source(
        source_id,
        "default",
        kind,
        title,
        datetime(2026, 1, 2, tzinfo=UTC),
        path=path or f"/reports/{source_id}.md",
        published=published,
    )
    chunk = Chunk(
        f"{source_id}-{abs(hash(text))}",
        source_id,
        source_id,
        text,
        Span(start, start + len(text)),
        kind,
        title,
    )
    return Passage(chunk, source, score, dense, lexical)
