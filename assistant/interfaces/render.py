"""What a person reads on a terminal, as text: pure functions over values, safe to print."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.answers import Answer, Citation
from assistant.interfaces.safe import line
from corpus.documents import Failure, Ingested, Reference

QUOTE_LIMIT = 600
"""Characters of a quote shown whole; a longer one is shortened in its middle."""

_MARKER = re.compile(r"(?<!\\)\[(\d+)\]")
_CONFIDENCE = ((0.8, "strong"), (0.6, "good"), (0.4, "fair"), (0.0, "thin"))


@dataclass(frozen=True, slots=True)
class Quoted:
    """One piece of evidence: its number, where in the document it stands, what it says."""

    number: int
    place: str
    quote: str


@dataclass(frozen=True, slots=True)
class Cited:
    """One document under an answer, what is quoted from it, and what that cites in its turn."""

    title: str
    about: str
    location: str
    quotes: tuple[Quoted, ...]
    references: tuple[str, ...]


def numbered(markdown: str, *, opening: str, closing: str) -> str:
    r"""Our own citation numbers between other brackets; a source's escaped ``\[3\]`` is left.

    >>> numbered(r"Pay rose [1], it says \[3\].", opening="<", closing=">")
    'Pay rose <1>, it says \\[3\\].'
    """
    return _MARKER.sub(rf"{opening}\1{closing}", markdown)


def read_as(question: str, standalone: str) -> str:
    """The question as it was searched, on one line; nothing where that is what was typed.

    >>> read_as("and in Texas?", "What is the pay in Texas?"), read_as("Pay?", " Pay? ")
    ('What is the pay in Texas?', '')
    """
    read = line(standalone)
    return "" if read == line(question) else read


def sources(answer: Answer) -> tuple[Cited, ...]:
    """What each number of an answer stands for; quotes of one document stand under it."""
    groups: dict[str, list[Citation]] = {}
    for citation in answer.citations:
        groups.setdefault(citation.document_id, []).append(citation)
    return tuple(_cited(tuple(citations)) for citations in groups.values())


def evidence(answer: Answer) -> str:
    """How sufficient the evidence is, in words: ``strong evidence (0.93), 2 sources``."""
    word = next(word for floor, word in _CONFIDENCE if answer.confidence >= floor)
    count = len({citation.source_id for citation in answer.citations})
    return f"{word} evidence ({answer.confidence:.2f}), {_counted(count, 'source')}"


def doubts(answer: Answer) -> tuple[str, ...]:
    """Each sentence whose citations do not bear it, with the reason."""
    return tuple(
        f"{claim.verdict}: “{line(claim.text)}” ({line(claim.reason)})"
        for claim in answer.claims
        if claim.verdict in ("partial", "unsupported", "contradicted")
    )


def report(ingested: Ingested) -> tuple[str, ...]:
    """What an ingest did, one line each: what is in, what was left, what failed and why."""
    read = (
        f"{_counted(ingested.documents, 'document')}, {_counted(ingested.chunks, 'chunk')}"
        f" and {_counted(ingested.postings, 'posting')}"
        f" from {_counted(len(ingested.ingested), 'source')} in {_duration(ingested.seconds)}"
    )
    return (
        *([f"Ingested {read}."] if ingested.ingested else []),
        *_if_any(ingested.unchanged, "{} unchanged."),
        *_if_any(ingested.removed, "{} removed: no longer there."),
        *_if_any(ingested.failed, "{} failed:"),
        *(f"  {failure(failed)}" for failed in ingested.failed),
    )


def failure(failed: Failure) -> str:
    """One input and why it could not be read, on one line, named once."""
    name = line(failed.name) if failed.url else path(failed.name)
    reason = line(failed.reason)
    said = reason.removeprefix(f"{line(Path(failed.name).name)} ")
    return f"{name}: {reason}" if said == reason else f"{name} {said}"


def path(name: str) -> str:
    """A path as short as it can be said from here: beneath this folder, or beneath ``~``."""
    place = Path(name)
    here, home = Path.cwd(), Path.home()
    if place.is_relative_to(here):
        return line(str(place.relative_to(here)))
    if place.is_relative_to(home):
        return line(str("~" / place.relative_to(home)))
    return line(name)


def reference(own: Reference) -> str:
    """A source's own reference, said so that its marker is never taken for one of ours."""
    marker = line(own.marker)
    title = line(own.title or "").removeprefix(marker).lstrip()
    named = " ".join(filter(None, [title, line(own.url or "")]))
    return f"its {marker}: {named or 'not explained in the source'}"


def shortened(quote: str, limit: int = QUOTE_LIMIT) -> str:
    """The quote on one line, whole if it fits; else without its middle, cut between words."""
    quote = line(quote)
    if len(quote) <= limit:
        return quote
    half = limit // 2
    start, end = quote[:half].rsplit(" ", 1)[0], quote[-half:].split(" ", 1)[-1]
    return f"{start} […] {end}"


def size(count: int) -> str:
    """Bytes as a person says them: ``3.2 MB``."""
    amount, unit = float(count), "B"
    for unit in ("B", "KB", "MB", "GB", "TB"):
        if amount < 1000 or unit == "TB":
            break
        amount /= 1000
    return f"{amount:.0f} {unit}" if unit == "B" else f"{amount:.1f} {unit}"


def _cited(citations: tuple[Citation, ...]) -> Cited:
    first = citations[0]
    published = first.published.isoformat() if first.published else "undated"
    if first.kind in ("tally", "series"):
        published = f"as of {first.retrieved.isoformat()}"
    return Cited(
        title=line(first.title),
        about=", ".join(filter(None, [_publisher(first), published])),
        location=_location(first),
        quotes=tuple(_quoted(citation) for citation in citations),
        references=tuple(dict.fromkeys(reference(own) for c in citations for own in c.references)),
    )


def _publisher(citation: Citation) -> str:
    # A posting's title ends with its employer, who published it.
    publisher = line(citation.publisher or "")
    return "" if line(citation.title).endswith(f" — {publisher}") else publisher


def _quoted(citation: Citation) -> Quoted:
    return Quoted(
        number=citation.number,
        place=", ".join(filter(None, [_page(citation), _heading(citation)])),
        quote=shortened(citation.quote),
    )


def _location(citation: Citation) -> str:
    return line(citation.url) if citation.url else path(citation.path or "")


def _page(citation: Citation) -> str:
    return f"page {citation.page}" if citation.page is not None else ""


def _heading(citation: Citation) -> str:
    # The first heading is most often the title, which is said above.
    heading = line(citation.heading or "").removeprefix(line(citation.title))
    return heading.removeprefix(" > ")


def _counted(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def _if_any(names: Sequence[object], sentence: str) -> list[str]:
    return [sentence.format(f"{len(names):,}")] if names else []


def _duration(seconds: float) -> str:
    return f"{seconds:.1f} s" if seconds < 60 else f"{seconds // 60:.0f} min {seconds % 60:.0f} s"
