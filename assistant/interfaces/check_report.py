"""What a check came to: its sentences with their evidence, as JSON, Markdown and on a terminal."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any, get_args

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from assistant.answering.markdown import escaped
from assistant.answers import Basis, Citation, VerdictName
from assistant.interfaces.render import path, shortened
from assistant.interfaces.safe import line, link
from corpus.documents import Span

VERDICTS: tuple[VerdictName, ...] = get_args(VerdictName)
FAILING: frozenset[VerdictName] = frozenset({"unsupported", "contradicted"})
DOUBTFUL: frozenset[VerdictName] = FAILING | {"partial"}
_GRAVEST: tuple[VerdictName, ...] = ("contradicted", "unsupported", "partial")

# A mark is told by its shape, for those who see no colour and where there is none.
MARKS: dict[VerdictName, str] = {
    "supported": "✓",
    "partial": "◐",
    "unsupported": "?",
    "contradicted": "✗",
    "unchecked": "–",
}
_STYLES: dict[VerdictName, str] = {
    "supported": "green",
    "partial": "yellow",
    "unsupported": "magenta",
    "contradicted": "bold red",
    "unchecked": "dim",
}
_LINKED = re.compile(r"(?i)(?<=https)(:)|(?<=http)(:)|(?<=ftp)(:)|(?<=www)(\.)|(@)")
_FIRST_COLUMNS = 16  # the mark and the longest verdict


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a draft as it was checked: ``draft[span]`` is how it stands there.

    `cited` are the numbers it cites itself, `citations` the evidence that the verdict rests on.
    """

    text: str
    span: Span
    verdict: VerdictName
    basis: Basis
    reason: str
    cited: tuple[int, ...] = ()
    citations: tuple[Citation, ...] = ()


@dataclass(frozen=True, slots=True)
class Checkup:
    """A draft that was checked: its name, its text, what it was held against, on which day."""

    name: str
    draft: str
    against: str
    day: date
    sentences: tuple[Sentence, ...]

    @property
    def passes(self) -> bool:
        """Whether nothing is contradicted or unsupported."""
        return not any(sentence.verdict in FAILING for sentence in self.sentences)

    def as_json(self) -> dict[str, Any]:
        """The public contract as plain JSON values."""
        return {
            "claims": [_claim(sentence) for sentence in self.sentences],
            "verdicts": counted(self),
        }


def counted(checkup: Checkup) -> dict[VerdictName, int]:
    """How many sentences have each verdict, in a fixed order, none left out."""
    found = Counter(sentence.verdict for sentence in checkup.sentences)
    return {verdict: found[verdict] for verdict in VERDICTS}


def summary(checkup: Checkup) -> str:
    """``3 sentences: 2 supported, 1 contradicted``; verdicts that none has are left out."""
    count = len(checkup.sentences)
    if not count:
        return "no sentence that claims anything"
    parts = ", ".join(f"{n} {verdict}" for verdict, n in counted(checkup).items() if n)
    return f"{_sentences(count)}: {parts}"


def outcome(checkup: Checkup) -> str:
    """Whether the draft may stand, in a sentence."""
    failing = sum(sentence.verdict in FAILING for sentence in checkup.sentences)
    count = len(checkup.sentences)
    if not count:
        return "No sentence claims anything."
    if not failing:
        return "No sentence is contradicted or unsupported."
    verb = "is" if failing == 1 else "are"
    return f"{failing:,} of {_sentences(count)} {verb} contradicted or unsupported."


def doubtful(checkup: Checkup) -> list[tuple[int, Sentence]]:
    """The sentences that want a look, each with its place among all, the gravest first."""
    found = [
        (at, sentence)
        for at, sentence in enumerate(checkup.sentences, start=1)
        if sentence.verdict in DOUBTFUL
    ]
    return sorted(found, key=lambda each: _GRAVEST.index(each[1].verdict))


def remark(sentence: Sentence) -> str:
    """Where the evidence is, if not in what the sentence cites and the reason does not say so."""
    found = {citation.number for citation in sentence.citations}
    if not sentence.cited or not found or found & set(sentence.cited):
        return ""
    if any(f"[{number}]" in sentence.reason for number in found):
        return ""
    return f"It cites {_numbers(sentence.cited)}; the evidence is in {_numbers(sorted(found))}."


def about(citation: Citation) -> str:
    """Whose the evidence is and of when, and where in it: ``Lab, 2026-02-01, page 3, Pay``."""
    published = citation.published.isoformat() if citation.published else "undated"
    if citation.kind in ("tally", "series"):
        published = f"as of {citation.retrieved.isoformat()}"
    page = f"page {citation.page}" if citation.page is not None else ""
    heading = line(citation.heading or "").removeprefix(line(citation.title)).removeprefix(" > ")
    return ", ".join(filter(None, [line(citation.publisher or ""), published, page, heading]))


def address(citation: Citation) -> str:
    """The evidence's address where it is one that may be linked to; else nothing."""
    return link(citation.url or "")


def location(citation: Citation) -> str:
    """Where the evidence lies: its address, or else its file."""
    return line(citation.url or "") or (path(citation.path) if citation.path else "")


def understood(citation: Citation) -> str:
    """What the evidence says, as a person reads it: without markup, a row's cells apart."""
    return shortened(citation.reading or citation.quote)


def terminal(checkup: Checkup) -> RenderableType:
    """Every sentence with its verdict, reason and evidence, then how many there are of each."""
    told = [_told(sentence) for sentence in checkup.sentences]
    closing = f"{summary(checkup)}."
    return Group(*told, Text(f"{closing[0].upper()}{closing[1:]}", style="bold"))


def markdown(checkup: Checkup) -> str:
    """The check as a Markdown document in which no text is markup but the report's own."""
    return "\n".join(_document(checkup)).rstrip() + "\n"


def _told(sentence: Sentence) -> RenderableType:
    style = _STYLES[sentence.verdict]
    grid = Table.grid()
    grid.add_column(width=_FIRST_COLUMNS, no_wrap=True)
    grid.add_column(overflow="fold")
    said = Text(line(sentence.text))
    grid.add_row(Text(f"{MARKS[sentence.verdict]} {sentence.verdict}", style=style), said)
    for note in filter(None, [line(sentence.reason), remark(sentence)]):
        grid.add_row("", Text(note, style=style if sentence.verdict in DOUBTFUL else "dim"))
    for citation in sentence.citations:
        grid.add_row("", _quoted(citation))
    return Padding(grid, (0, 0, 1, 0))


def _quoted(citation: Citation) -> RenderableType:
    grid = Table.grid(padding=(0, 1))
    grid.add_row(Text(f"[{citation.number}]", "cyan"), Text(f"“{understood(citation)}”"))
    whose = Text.assemble((line(citation.title), "bold"), f" — {about(citation)}")
    grid.add_row("", whose)
    if location(citation):
        grid.add_row("", Text(location(citation), style="dim"))
    return grid


def _document(checkup: Checkup) -> Iterator[str]:
    yield f"# Check of {_plain(checkup.name)}\n"
    yield f"Held against {_plain(checkup.against)} on {checkup.day.isoformat()}.\n"
    yield f"**{_capital(summary(checkup))}.**\n"
    named = [f"{at} ({sentence.verdict})" for at, sentence in doubtful(checkup)]
    if named:
        yield f"To look at: {', '.join(named)}.\n"
    for at, sentence in enumerate(checkup.sentences, start=1):
        yield from _section(at, sentence)


def _section(at: int, sentence: Sentence) -> Iterator[str]:
    yield f"## {at}. {MARKS[sentence.verdict]} {sentence.verdict.capitalize()}\n"
    # A quotation mark first: no word can then open a heading or a list.
    yield f"> “{_plain(sentence.text)}”\n"
    notes = " ".join(filter(None, [_plain(sentence.reason), escaped(remark(sentence))]))
    if notes:
        yield f"{notes}\n"
    for citation in sentence.citations:
        yield _listed(citation)
    if sentence.citations:
        yield ""


def _listed(citation: Citation) -> str:
    quote = _plain(understood(citation))
    whose = f"*{_plain(citation.title)}*, {_plain(about(citation))}"
    where = f" <{address(citation)}>" if address(citation) else f" {_plain(location(citation))}"
    return f"- \\[{citation.number}\\] “{quote}” — {whose}.{where.rstrip()}"


def _plain(text: str) -> str:
    """Text on one line as Markdown that shows it, where no address in it becomes a link."""
    return _LINKED.sub(lambda found: f"\\{found[0]}", escaped(line(text)))


def _capital(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}"


def _sentences(count: int) -> str:
    return f"{count:,} sentence{'' if count == 1 else 's'}"


def _numbers(numbers: tuple[int, ...] | list[int]) -> str:
    return ", ".join(f"[{number}]" for number in numbers)


def _claim(sentence: Sentence) -> dict[str, Any]:
    return {
        "text": sentence.text,
        "verdict": sentence.verdict,
        "basis": sentence.basis,
        "reason": sentence.reason,
        "cited": list(sentence.cited),
        "start": sentence.span.start,
        "end": sentence.span.end,
        "citations": [_citation(citation) for citation in sentence.citations],
    }


def _citation(citation: Citation) -> dict[str, Any]:
    values = asdict(citation)
    for key in ("published", "retrieved"):
        values[key] = values[key].isoformat() if values[key] else None
    return values
