"""Computed figures written into an answer, beside what reports say where they say something."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from assistant.analysis.figures import Figures
from assistant.analysis.unparsed import Unparsed
from assistant.analysis.words import PER, PERIODS, number, when
from assistant.answering.markdown import escaped
from assistant.answers import Answer, Citation, Claim, Tally
from corpus.documents import Document, Source
from corpus.postings import Posting
from corpus.queries import Value

MONEY = re.compile(r"median|mean|lowest|highest|\d+th percentile")
"""The columns of a tally of pay that hold sums of money."""


PLACES_SHOWN = 2
ROWS_SHOWN = 12
NOTES_SHOWN = 4
REPORTS = "**What reports say**"
COUNTED = {
    "tally": "**What the postings here come to**",
    "series": "**What the series here say**",
}
BASIS = {
    "tally": "Computed from the postings that the tally lists.",
    "series": "Read from the stored series, by the statement that the tally shows.",
}
WHY_THEY_DIFFER = {
    "tally": (
        "The two need not agree: a report counts its own market and period by its own definition; "
        "this counts the postings that were ingested, copies once"
    ),
    "series": (
        "The two need not agree: a report may tell another place, period or definition than the "
        "series"
    ),
}


def combined(
    answer: Answer,
    figures: Figures,
    *,
    sources: Sequence[Source],
    listed: Sequence[tuple[str, Document]],
) -> Answer:
    """An answer with the figures first in it, or after the quotes that answer it too."""
    held = {source.source_id for source in sources}
    # A source removed since it was counted has nothing to show.
    listed = [(name, document) for name, document in listed if name.partition("/")[0] in held]
    quotes = () if answer.abstained else answer.citations
    tallied = tally_citation(len(quotes) + 1, figures, sources)
    shown = tuple(
        _posting(len(quotes) + 2 + place, document_id, document, sources)
        for place, (document_id, document) in enumerate(listed)
    )
    facts = [_facts(document.posting) for _, document in listed]
    said = _written(figures, tallied, list(zip(shown, facts, strict=True)))
    if quotes:
        said = "\n\n".join((REPORTS, answer.text, COUNTED[figures.kind], said, _why(figures)))
    claim = Claim(figures.sentence, (tallied.number,), "supported", "computed", BASIS[figures.kind])
    return replace(
        answer,
        text=said,
        confidence=max(answer.confidence if quotes else 0.0, figures.certainty),
        abstained=False,
        abstention_reason=None,
        claims=(*(answer.claims if quotes else ()), claim),
        citations=(*quotes, tallied, *shown),
        tally=figures.tally,
        chart=figures.chart,
        followups=figures.followups or answer.followups,
        usage=figures.usage,
    )


def told(figures: Figures) -> str:
    """The figures as a passage: their sentence, their rows, and what is to be said of them."""
    notes = " ".join((f"As of {figures.tally.as_of.isoformat()}.", *figures.tally.caveats))
    return "\n\n".join(filter(None, (figures.sentence, table(figures.tally), notes)))


def refused(answer: Answer, unparsed: Unparsed) -> Answer:
    """An abstention that says why the figure cannot be computed, and what can."""
    reason = unparsed.reason[:1].upper() + unparsed.reason[1:].rstrip(".")
    parts = [f"I can't compute that from what was ingested: {escaped(reason)}."]
    if unparsed.clarify:
        parts.append(escaped(unparsed.clarify))
    if unparsed.nearest:
        asked = "\n".join(f"- {escaped(question)}" for question in unparsed.nearest)
        parts.append(f"What can be asked instead:\n\n{asked}")
    return replace(
        answer,
        text="\n\n".join(parts),
        abstained=True,
        abstention_reason=f"{reason}.",
        needs_clarification=unparsed.clarify,
        confidence=0.0,
        claims=(),
        citations=(),
        followups=unparsed.nearest,
        usage=unparsed.usage,
    )


def table(tally: Tally) -> str:
    """A tally's rows as a Markdown table; empty where there is but one figure."""
    if len(tally.rows) < 2:
        return ""
    head = " | ".join(escaped(_heading(name, tally)) for name in tally.columns)
    rows = tally.rows[:ROWS_SHOWN]
    lines = [f"| {head} |", f"|{' --- |' * len(tally.columns)}"]
    lines += [f"| {' | '.join(map(escaped, map(_cell, tally.columns, row)))} |" for row in rows]
    rest = len(tally.rows) - len(rows)
    return "\n".join(lines) + (f"\n\n{rest:,} more rows are in the tally." if rest else "")


def _written(figures: Figures, citation: Citation, shown: Sequence[tuple[Citation, str]]) -> str:
    parts = [f"{escaped(figures.sentence)} [{citation.number}]"]
    if shown:
        lines = (f"- {escaped(c.quote)}{escaped(facts)} [{c.number}]" for c, facts in shown)
        parts.append("\n".join(lines))
        rest = figures.tally.unique - len(shown)
        if rest > 0:
            parts.append(f"{rest:,} more are in the tally.")
    rows = table(figures.tally)
    if rows:
        parts.append(rows)
    notes = [f"As of {figures.tally.as_of.isoformat()}.", *figures.tally.caveats[:NOTES_SHOWN]]
    parts.append(escaped(" ".join(notes)))
    return "\n\n".join(parts)


def _facts(posting: Posting | None) -> str:
    """What a line of a listing says after the title: who, where and for how much, as stated."""
    if posting is None:
        return ""
    places = "; ".join(place.raw for place in posting.job_location[:PLACES_SHOWN])
    pay = posting.base_salary.raw if posting.base_salary else ""
    told = ", ".join(filter(None, (posting.hiring_organization, places, pay)))
    return f" — {told}" if told else ""


def _why(figures: Figures) -> str:
    why = WHY_THEY_DIFFER[figures.kind]
    return f"{why}, as of {figures.tally.as_of.isoformat()}."


def tally_citation(number: int, figures: Figures, sources: Sequence[Source]) -> Citation:
    """The citation of computed figures; `sources` are those they were computed from."""
    only = sources[0] if len(sources) == 1 else None
    what = "postings" if figures.kind == "tally" else "series"
    several = f"{len(sources)} sources of {what}" if sources else f"The {what} ingested"
    title = only.title if only else several
    return Citation(
        number=number,
        kind=figures.kind,
        source_id=only.source_id if only else "",
        document_id="",
        title=title,
        publisher=only.publisher if only else None,
        published=only.published if only else None,
        retrieved=figures.tally.as_of,
        url=only.url if only else None,
        path=only.path if only else None,
        page=None,
        heading=None,
        quote=figures.sentence,
        start=None,
        end=None,
    )


def _posting(
    number: int, document_id: str, document: Document, sources: Sequence[Source]
) -> Citation:
    source = next(s for s in sources if s.source_id == document_id.partition("/")[0])
    span = document.headings[0].span if document.headings else document.blocks[0].span
    return Citation(
        number=number,
        kind="posting",
        source_id=source.source_id,
        document_id=document_id,
        title=document.title,
        publisher=document.publisher,
        published=document.published,
        retrieved=source.retrieved.date(),
        url=document.url,
        path=source.path,
        page=None,
        heading=None,
        quote=span.of(document.text),
        start=span.start,
        end=span.end,
    )


def _heading(name: str, tally: Tally) -> str:
    """A column's name, with what its sums of money are in."""
    is_money = MONEY.fullmatch(name) and tally.currency is not None
    unit = f" ({tally.currency} {PER.get(tally.period or '', '')})" if is_money else ""
    return f"{name.replace('_', ' ')}{unit}"


def _cell(name: str, value: Value) -> str:
    if isinstance(value, bool) or value is None:
        return {True: "yes", False: "no", None: "not stated"}[value]
    if isinstance(value, date):
        return when(value, name) if name in PERIODS else value.isoformat()
    if isinstance(value, str):
        return value
    return f"{100 * value:.1f}%" if name == "share" else number(value)
