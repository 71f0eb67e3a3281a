"""E-mail: the subject is the title, the plain or HTML part the text; attachments are noted."""

import email
from datetime import date
from email.errors import MessageError
from email.message import EmailMessage
from email.policy import default
from email.utils import parseaddr, parsedate_to_datetime

from corpus.documents import Document, Kind, Reading
from corpus.errors import CorruptSource
from corpus.readers import html, text, titles
from corpus.readers.clean import clean
from corpus.readers.composing import Composition

MOST_ATTACHMENTS_NAMED = 10


def read(content: bytes, *, name: str, kind: Kind | None = None) -> Reading:
    """One document. Raises CorruptSource for headers and parts that cannot be told apart."""
    try:
        message = email.message_from_bytes(content, policy=default)
        body = _body(message, name=name)
        attached = [
            part.get_filename() or part.get_content_type() for part in message.iter_attachments()
        ]
        subject = clean(str(message.get("subject", ""))).strip()
        sender = clean(str(message.get("from", ""))).strip()
    except (MessageError, LookupError, ValueError, TypeError, AttributeError) as e:
        raise CorruptSource(f"{name} is damaged ({type(e).__name__}: {e})") from e
    return letter(
        body,
        subject=subject or titles.from_name(name),
        sender=sender,
        sent=_sent(message),
        attached=attached,
        kind=kind,
    )


def letter(
    body: Document | None,
    *,
    subject: str,
    sender: str,
    sent: date | None,
    attached: list[str],
    kind: Kind | None,
) -> Reading:
    """A message as a document: subject, sender and day above its text."""
    composition = Composition()
    composition.heading(subject, level=1)
    facts = [f"From: {sender}" if sender else "", f"Date: {sent.isoformat()}" if sent else ""]
    composition.lines(facts, kind="paragraph")
    if body is not None:
        composition.append(body)
    document = composition.document(
        subject, kind=kind or "report", published=sent, publisher=parseaddr(sender)[0] or None
    )
    named = ", ".join(clean(one) for one in attached[:MOST_ATTACHMENTS_NAMED])
    return Reading((document,), (f"attachments not read: {named}",) if attached else ())


def body_of(words: str, markup: bytes, *, name: str) -> Document | None:
    """The text of a message: its plain words, or else its page."""
    if words.strip():
        return Document(text=words, title=name, blocks=text.blocks(words))
    return html.read(markup, name=name).documents[0] if markup.strip() else None


def _body(message: EmailMessage, *, name: str) -> Document | None:
    part = message.get_body(preferencelist=("plain", "html"))
    if part is None:
        return None
    words = clean(str(part.get_content()))
    if part.get_content_type() == "text/html":
        return body_of("", words.encode(), name=name)
    return body_of(words, b"", name=name)


def _sent(message: EmailMessage) -> date | None:
    try:
        return parsedate_to_datetime(str(message.get("date", ""))).date()
    except ValueError:
        return None
