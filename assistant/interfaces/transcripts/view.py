"""What every export shows of a conversation, read from the public contract and safe to print.

Fields that an older answer lacks, or a newer one adds, do no harm: each is asked for by name.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from typing import Any

from assistant.analysis.words import PER, PERIODS, number, when
from assistant.answering.computed import MONEY
from assistant.conversations.saved import Conversation, Exchange
from assistant.interfaces.render import path, read_as, reference
from assistant.interfaces.safe import clean, line, link
from assistant.interfaces.transcripts.prose import Block, parsed
from corpus.documents import Reference

ROWS = 200
"""Rows of a tally that are shown; the JSON export has them all."""

_DOUBTFUL = ("partial", "unsupported", "contradicted")
Json = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Doubt:
    """A sentence that nothing cited bears out, or not all of it, and why."""

    verdict: str
    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class CitedSource:
    """One numbered citation; `link` is the source's own address, if it may be one to follow."""

    number: int
    title: str
    about: str
    place: str
    link: str
    quote: str
    references: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Figures:
    """A tally's rows under their columns, what they rest on, and how they were computed.

    There are no rows where the answer itself shows them all.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    said: str
    filters: str
    sql: str
    postings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """One question with its answer; `read_as` is empty where it was read as it was typed.

    `doubts` are of sentences that stand in the answer, `left_out` of those that do not.
    """

    number: int
    question: str
    read_as: str
    answer: tuple[Block, ...]
    standing: str
    doubts: tuple[Doubt, ...]
    notes: tuple[str, ...]
    left_out: tuple[Doubt, ...]
    figures: Figures | None
    chart: Json | None
    sources: tuple[CitedSource, ...]


@dataclass(frozen=True, slots=True)
class Transcript:
    """A conversation as it is read: what it is called, when it was held, what was said."""

    title: str
    about: str
    exchanges: tuple[Shown, ...]


def transcript(conversation: Conversation, exchanges: Sequence[Exchange]) -> Transcript:
    """What is shown of a conversation."""
    asked = f"{len(exchanges)} {'question' if len(exchanges) == 1 else 'questions'}"
    about = (
        _days(conversation.started.date(), conversation.changed.date()),
        asked,
        f"asked of {', '.join(map(line, conversation.collections))}"
        if conversation.collections
        else "",
    )
    return Transcript(
        title=line(conversation.title) or "Conversation",
        about=" · ".join(filter(None, about)),
        exchanges=tuple(_shown(at, each) for at, each in enumerate(exchanges, start=1)),
    )


def _shown(at: int, exchange: Exchange) -> Shown:
    answer = exchange.answer
    citations: Sequence[Json] = answer.get("citations") or ()
    claims: Sequence[Json] = answer.get("claims") or ()
    cited = frozenset(int(citation["number"]) for citation in citations)
    blocks = parsed(str(answer.get("answer", "")), cited=cited)
    return Shown(
        number=at,
        question=line(exchange.question),
        read_as=read_as(exchange.question, str(answer.get("standalone_question") or "")),
        answer=blocks,
        standing=_standing(answer),
        doubts=tuple(_doubt(each) for each in claims if each.get("verdict") in _DOUBTFUL),
        notes=tuple(line(str(note)) for note in answer.get("notes") or ()),
        left_out=tuple(map(_doubt, answer.get("left_out") or ())),
        figures=_figures(answer, blocks) if answer.get("tally") else None,
        chart=answer.get("chart"),
        sources=tuple(map(_source, citations)),
    )


def _days(first: date, last: date) -> str:
    return first.isoformat() if first == last else f"{first.isoformat()} to {last.isoformat()}"


def _standing(answer: Json) -> str:
    """How the answer stands in a line: whether it is one, and how many sentences were borne out."""
    if answer.get("abstained"):
        return line(f"Not answered. {answer.get('abstention_reason') or ''}")
    verdicts = [claim.get("verdict") for claim in answer.get("claims") or ()]
    if not verdicts:
        return ""
    borne = f"{verdicts.count('supported')} of {len(verdicts)}"
    sentences = "sentence is" if len(verdicts) == 1 else "sentences are"
    as_of = f" As of {line(str(answer['as_of']))}." if answer.get("as_of") else ""
    return f"{borne} {sentences} supported by what is cited.{as_of}"


def _doubt(claim: Json) -> Doubt:
    return Doubt(line(claim["verdict"]), line(claim["text"]), line(claim.get("reason") or ""))


def _source(citation: Json) -> CitedSource:
    published = citation.get("published") or "undated"
    if citation.get("kind") in ("tally", "series"):
        published = f"as of {citation.get('retrieved')}"
    return CitedSource(
        number=int(citation["number"]),
        title=line(citation.get("title") or ""),
        about=", ".join(filter(None, [line(citation.get("publisher") or ""), str(published)])),
        place=" · ".join(filter(None, _place(citation))),
        link=link(citation.get("url") or ""),
        quote=clean(citation.get("quote") or ""),
        references=tuple(
            reference(Reference(own["marker"], own.get("title"), own.get("url")))
            for own in citation.get("references") or ()
        ),
    )


def _place(citation: Json) -> Iterator[str]:
    yield line(citation.get("url") or "") or path(citation.get("path") or "")
    yield f"page {citation['page']}" if citation.get("page") is not None else ""
    # The first heading is most often the title, which is said above.
    heading = line(citation.get("heading") or "").removeprefix(line(citation.get("title") or ""))
    yield heading.removeprefix(" > ")
    start, end = citation.get("start"), citation.get("end")
    yield f"characters {start}–{end}" if start is not None and end is not None else ""


def _figures(answer: Json, blocks: Sequence[Block]) -> Figures:
    tally = answer["tally"]
    is_series = any(each.get("kind") == "series" for each in answer.get("citations") or ())
    columns = [str(column) for column in tally.get("columns") or ()]
    rows = tally.get("rows") or ()
    if any(block.kind == "table" and len(block.blocks) > len(rows) for block in blocks):
        rows = ()
    left = f"; {len(rows) - ROWS:,} more rows are in the JSON export" if len(rows) > ROWS else ""
    return Figures(
        columns=tuple(_heading(column, tally) for column in columns),
        rows=tuple(
            tuple(_cell(column, value) for column, value in zip(columns, row, strict=False))
            for row in rows[:ROWS]
        ),
        said=f"{_basis(tally, is_series=is_series)}; as of {tally.get('as_of')}{left}",
        filters=", ".join(line(str(each)) for each in (tally.get("filters") or {}).values()),
        sql=clean(str(tally.get("sql") or "")),
        postings=tuple(line(str(each)) for each in tally.get("posting_ids") or ()),
    )


def _basis(tally: Json, *, is_series: bool) -> str:
    """What figures rest on: postings, or the figures of a published series."""
    if is_series:
        return f"{tally.get('n', 0):,} of {tally.get('of', 0):,} published figures"
    return (
        f"{tally.get('n', 0):,} of {tally.get('of', 0):,} unique postings,"
        f" {tally.get('total', 0):,} with copies"
    )


def _heading(name: str, tally: Json) -> str:
    """A column's name, with what its sums of money are in."""
    currency, period = tally.get("currency"), tally.get("period")
    unit = (
        f" ({currency} {PER.get(period or '', '')})" if currency and MONEY.fullmatch(name) else ""
    )
    return f"{line(name.replace('_', ' '))}{unit}"


# A cell holds whatever JSON gives.
def _cell(name: str, value: Any) -> str:  # noqa: ANN401
    if isinstance(value, bool) or value is None:
        return {True: "yes", False: "no", None: "not stated"}[value]
    if isinstance(value, str):
        return _period(name, value)
    if isinstance(value, int | float):
        return f"{100 * value:.1f}%" if name == "share" else number(value)
    return line(str(value))


def _period(name: str, value: str) -> str:
    with suppress(ValueError):
        if name in PERIODS:
            return when(date.fromisoformat(value), name)
    return line(value)
