"""Checks as they come out, for tests of how they are told."""

from datetime import date

from assistant.answers import Citation, VerdictName
from assistant.interfaces.check_report import Checkup, Sentence
from corpus.documents import Span

DAY = date(2026, 3, 1)

Told = tuple[str, VerdictName, str, tuple[Citation, ...]]
"""A sentence, its verdict, why, and the evidence."""


def citation(number: int = 1, *, quote: str = "Pay rose by 4%.", **said: object) -> Citation:
    """Evidence for a sentence; whatever is said of it replaces what is usual."""
    usual: dict[str, object] = {
        "kind": "report",
        "source_id": "p/1",
        "document_id": "p/1",
        "title": "Pay 2025",
        "publisher": "Lab",
        "published": date(2025, 9, 1),
        "retrieved": DAY,
        "url": None,
        "path": None,
        "page": None,
        "heading": None,
        "start": 0,
        "end": len(quote),
    }
    # The fields are those of a citation, by name.
    return Citation(number=number, quote=quote, **{**usual, **said})  # type: ignore[arg-type]


def checkup(draft: str, *told: Told) -> Checkup:
    """A check of a draft that came to this."""
    sentences = []
    for text, verdict, reason, citations in told:
        at = draft.index(text)
        span = Span(at, at + len(text))
        sentences.append(
            Sentence(text, span, verdict, "written", reason, cited=(), citations=citations)
        )
    return Checkup("note.md", draft, "1 passage of given.jsonl", DAY, tuple(sentences))
