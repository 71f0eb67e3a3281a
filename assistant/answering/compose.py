"""Quotes as a short Markdown answer: grouped by source, attributed, dated and numbered."""

import re
from collections.abc import Sequence
from datetime import date
from itertools import groupby

from assistant.answering.markdown import escaped, plain
from assistant.answers import Citation, Claim
from corpus.documents import Reference
from corpus.readers import references

_LOOSE_STOP = re.compile(r"(?<=\w) +(?=[.,;:]$)")  # what markers that were stripped leave


def quoted_answer(citations: Sequence[Citation]) -> str:
    """An answer made of quotes alone; citations of one document stand next to each other."""
    return "\n\n".join(
        _group(list(group)) for _, group in groupby(citations, key=lambda c: c.document_id)
    )


def claims(citations: Sequence[Citation]) -> tuple[Claim, ...]:
    """Each quote as a claim that bears itself."""
    return tuple(
        Claim(
            text=words(citation),
            citations=(citation.number,),
            verdict="supported",
            basis="quoted",
            reason="The source says exactly this.",
        )
        for citation in citations
    )


def words(citation: Citation) -> str:
    """What a citation quotes, without markup and without its source's own markers."""
    said = citation.reading or plain(citation.quote)
    if citation.kind == "posting":
        return said
    known = {reference.marker for reference in citation.references}
    return _LOOSE_STOP.sub("", references.strip(said, known=known))


def attribution(citation: Citation) -> str:
    """Who says it and when: ``*Title* (Publisher, 12 May 2025)``."""
    about = ", ".join(filter(None, (_other(citation.publisher, citation.title), _day(citation))))
    title = f"*{escaped(citation.title)}*"
    return f"{title} ({escaped(about)})" if about else title


def _group(citations: Sequence[Citation]) -> str:
    lead = f"According to {attribution(citations[0])}"
    if len(citations) == 1:
        (citation,) = citations
        return f"{lead} [{citation.number}]{_upstream(citation.references)}: {_said(citation)}"
    lines = (f"- {_said(c)} [{c.number}]{_upstream(c.references)}" for c in citations)
    return "\n".join((f"{lead}:\n", *lines))


def _said(citation: Citation) -> str:
    return f"“{escaped(words(citation))}”"


def _upstream(own: Sequence[Reference]) -> str:
    if not own:
        return ""
    noun = "reference" if len(own) == 1 else "references"
    return f", which cites its {noun} {', '.join(escaped(r.marker) for r in own)}"


def _other(publisher: str | None, title: str) -> str | None:
    return publisher if publisher and publisher not in title else None


def _day(citation: Citation) -> str | None:
    return said_day(citation.published) if citation.published else None


def said_day(day: date) -> str:
    """A day as a person says it; the first of a month is how a bare month is kept.

    >>> said_day(date(2025, 5, 12)), said_day(date(2025, 5, 1))
    ('12 May 2025', 'May 2025')
    """
    return f"{day:%B %Y}" if day.day == 1 else f"{day.day} {day:%B %Y}"
