"""A saved conversation as a file that someone else reads: Markdown, HTML, JSON or PDF."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Literal, get_args

from assistant.conversations.saved import Conversation, Exchange
from assistant.interfaces import safe
from assistant.interfaces.transcripts.markdown import markdown
from assistant.interfaces.transcripts.page import page
from assistant.interfaces.transcripts.pdf import pdf
from assistant.interfaces.transcripts.view import transcript
from corpus.errors import InvalidInput

Format = Literal["md", "html", "json", "pdf"]
FORMATS: tuple[Format, ...] = get_args(Format)
_ENDINGS: Mapping[str, Format] = {
    ".md": "md",
    ".markdown": "md",
    ".html": "html",
    ".htm": "html",
    ".json": "json",
    ".pdf": "pdf",
}


def format_named(name: str) -> Format:
    """The format of this name. Raises InvalidInput for any other."""
    for each in FORMATS:
        if name.lower() == each:
            return each
    raise InvalidInput(f"{name!r} is no format of an export; expected {', '.join(FORMATS)}")


def format_of(file: Path) -> Format:
    """The format that a file's ending asks for. Raises InvalidInput where it asks for none."""
    found = _ENDINGS.get(file.suffix.lower())
    if found is None:
        raise InvalidInput(
            f"{file.name!r} does not end in {', '.join(_ENDINGS)}; or say which: --format"
        )
    return found


def exported(conversation: Conversation, exchanges: Sequence[Exchange], wanted: Format) -> bytes:
    """The conversation in a format; the same conversation gives the same bytes."""
    if wanted == "json":
        return (safe.dumped(record(conversation, exchanges), indent=2) + "\n").encode()
    shown = transcript(conversation, exchanges)
    if wanted == "pdf":
        return pdf(shown, made=conversation.changed)
    return (markdown(shown) if wanted == "md" else page(shown)).encode()


def record(conversation: Conversation, exchanges: Sequence[Exchange]) -> dict[str, Any]:
    """The conversation as the public contract writes it: what it is, and each answer as given."""
    return {
        "conversation": summary(conversation),
        "turns": [dict(exchange.answer) for exchange in exchanges],
    }


def summary(conversation: Conversation) -> dict[str, Any]:
    """What a conversation is, without what was said."""
    return {
        "conversation_id": conversation.conversation_id,
        "title": conversation.title,
        "started": conversation.started.isoformat(),
        "changed": conversation.changed.isoformat(),
        "collections": list(conversation.collections),
        "questions": conversation.questions,
    }
