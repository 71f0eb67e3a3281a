"""What is found and what is answered, one type for each stage of life, and the answer as JSON."""

from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any, Literal

from corpus.documents import Chunk, Reference, Source
from corpus.queries import Value

Mode = Literal["extractive", "generative"]
CitationKind = Literal["report", "posting", "tally", "series"]
Basis = Literal["quoted", "computed", "written"]
VerdictName = Literal["supported", "partial", "unsupported", "contradicted", "unchecked"]


@dataclass(frozen=True, slots=True)
class Passage:
    """A chunk found for a query, with its source; `score` orders passages, best highest."""

    chunk: Chunk
    source: Source
    score: float
    dense: float = 0.0
    lexical: float = 0.0


@dataclass(frozen=True, slots=True)
class Citation:
    """One numbered piece of evidence: ``document.text[start:end] == quote``.

    `reading` is the quote as it is understood: without markup, a table row's cells with the names
    of their columns; empty where that is the quote itself.
    """

    number: int
    kind: CitationKind
    source_id: str
    document_id: str
    title: str
    publisher: str | None
    published: date | None
    retrieved: date
    url: str | None
    path: str | None
    page: int | None
    heading: str | None
    quote: str
    start: int | None
    end: int | None
    references: tuple[Reference, ...] = ()
    reading: str = ""


@dataclass(frozen=True, slots=True)
class Tally:
    """What a plan over postings or series came to: the figures, and what they were counted from.

    `n` of `of` unique postings bear the figure, `unique` and `total` are those without and with
    copies, `without_value` lack what is measured, `left_out` says why stated values were not used.
    `filters` are in words, by field. `period` is what pay is stated per. `posting_ids` are the
    postings' own identifiers and `document_ids` where they are stored, place by place. `listed`
    are those of the postings that were asked for themselves, copies once.
    """

    measure: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]
    filters: dict[str, str]
    n: int
    of: int
    unique: int
    total: int
    without_value: int
    currency: str | None
    period: str | None
    as_of: date
    sql: str
    posting_ids: tuple[str, ...]
    caveats: tuple[str, ...]
    document_ids: tuple[str, ...] = ()
    left_out: dict[str, int] = field(default_factory=dict)
    listed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Claim:
    """One sentence of an answer, the citations it rests on, and whether they bear it."""

    text: str
    citations: tuple[int, ...]
    verdict: VerdictName
    basis: Basis
    reason: str


@dataclass(frozen=True, slots=True)
class Conflict:
    """Different figures for one thing: what it is, each value as its source has it, and why.

    `values` and `citations` go together, the newest first.
    """

    about: str
    values: tuple[str, ...]
    citations: tuple[int, ...]
    why: str


@dataclass(frozen=True, slots=True)
class Draft:
    """What a chat model has written so far of an answer, nothing of it checked yet.

    `text` is Markdown whose ``[n]`` are the numbers of the passages that the model was given.
    """

    text: str


@dataclass(frozen=True, slots=True)
class Retrieved:
    """One passage that was looked at, best first, whether or not it was cited."""

    source_id: str
    document_id: str
    path: str | None
    chunk_id: str
    page: int | None
    score: float


@dataclass(frozen=True, slots=True)
class Usage:
    """What a chat model was asked to read and write; zero when none was."""

    prompt_tokens: int = 0
    completion_tokens: int = 0
    model: str | None = None


@dataclass(frozen=True, slots=True)
class Run:
    """The identities an answer depends on, so that it can be made again."""

    settings: str = ""
    index: str = ""
    prompts: str = ""
    version: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a person is given: Markdown whose every ``[n]`` is one of `citations`.

    A source's own markers stand in `text` with escaped brackets: they render as written and are
    never read as ours. `confidence` is the estimated chance that the evidence suffices. `notes`
    tell a person how the answer came about; `left_out` is what a model wrote that nothing bears.
    """

    question: str
    standalone_question: str
    mode: Mode
    text: str
    confidence: float
    abstained: bool = False
    abstention_reason: str | None = None
    needs_clarification: str | None = None
    claims: tuple[Claim, ...] = ()
    citations: tuple[Citation, ...] = ()
    tally: Tally | None = None
    chart: dict[str, Any] | None = None
    conflicts: tuple[Conflict, ...] = ()
    followups: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    left_out: tuple[Claim, ...] = ()
    retrieved: tuple[Retrieved, ...] = ()
    usage: Usage = Usage()
    timings_ms: dict[str, float] = field(default_factory=dict)
    run: Run = Run()

    def as_json(self) -> dict[str, Any]:
        """The public contract as plain JSON values: dates as ISO days, tuples as lists."""
        values = asdict(self)
        values["answer"] = values.pop("text")
        return {key: _plain(value) for key, value in values.items()}


# What asdict gives can be anything that JSON is made of.
def _plain(value: Any) -> Any:  # noqa: ANN401
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    return value
