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
class Entry:
    """One source under an answer: its number, what it is, where it lies, what it says."""

    number: int
    title: str
    about: str
    place: str
    quote: str
    references: tuple[str, ...]


def numbered(markdown: str, *, opening: str, closing: str) -> str:
    r"""Our own citation numbers between other brackets; a source's escaped ``\[3\]`` is left.

    >>> numbered(r"Pay rose [1], it says \[3\].", opening="<", closing=">")
    'Pay rose <1>, it says \\[3\\].'
    """
    return _MARKER.sub(rf"{opening}\1{closing}", markdown)


def sources(answer: Answer) -> tuple[Entry, ...]:
    """What each number of an answer stands for, in the order of the numbers."""
    return tuple(_entry(citation) for citation in answer.citations)


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
    """One input and why it could not be read, on one line."""
    name = line(failed.name) if failed.url else path(failed.name)
    return f"{name}: {line(failed.reason)}"


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
    named = line(" ".join(filter(None, [own.title, own.url])))
    return f"its {line(own.marker)}: {named or 'not explained in the source'}"


def shortened(quote: str, limit: int = QUOTE_LIMIT) -> str:
    """The quote on one line, whole if it fits; else without its middle, cut between words."""
    quote = line(quote)
    if len(quote) <= limit:
        return quote
    half = limit // 2
    start, end = quote[:half].rsplit(" ", 1)[0], quote[-half:].split(" ", 1)[-1]
    return f"{start} […] {end}"


def _entry(citation: Citation) -> Entry:
    published = citation.published.isoformat() if citation.published else "undated"
    heading = line(citation.heading or "")
    return Entry(
        number=citation.number,
        title=line(citation.title),
        about=", ".join(filter(None, [line(citation.publisher or ""), published])),
        place=" · ".join(
            filter(None, [_location(citation), _page(citation), f"“{heading}”" if heading else ""])
        ),
        quote=shortened(citation.quote),
        references=tuple(reference(own) for own in citation.references),
    )


def _location(citation: Citation) -> str:
    return line(citation.url) if citation.url else path(citation.path or "")


def _page(citation: Citation) -> str:
    return f"page {citation.page}" if citation.page is not None else ""


def _counted(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def _if_any(names: Sequence[object], sentence: str) -> list[str]:
    return [sentence.format(f"{len(names):,}")] if names else []


def _duration(seconds: float) -> str:
    return f"{seconds:.1f} s" if seconds < 60 else f"{seconds // 60:.0f} min {seconds % 60:.0f} s"
