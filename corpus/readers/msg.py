"""Outlook messages: subject, sender, day and text from the properties of their OLE file."""

from datetime import date
from email import message_from_string
from email.utils import parsedate_to_datetime
from io import BytesIO

import olefile

from corpus.documents import Kind, Reading
from corpus.errors import CorruptSource
from corpus.readers import eml, titles
from corpus.readers.clean import clean, decode

# MS-OXPROPS: the property's number; then 001F for UTF-16, 001E for eight-bit text, 0102 for bytes.
_SUBJECT, _SENDER, _ADDRESS, _BODY, _HTML, _HEADERS = "0037", "0C1A", "0C1F", "1000", "1013", "007D"
_ATTACHED = "3707"


def read(content: bytes, *, name: str, kind: Kind | None = None) -> Reading:
    """One document, read as an e-mail is. Raises CorruptSource for a damaged OLE file."""
    try:
        with olefile.OleFileIO(BytesIO(content)) as file:
            told = {key: _text(file, key) for key in (_SUBJECT, _SENDER, _ADDRESS, _BODY, _HEADERS)}
            markup = _bytes(file, f"__substg1.0_{_HTML}0102")
            attached = [
                _text(file, _ATTACHED, folder=entry[0])
                for entry in file.listdir(streams=False, storages=True)
                if entry[0].startswith("__attach") and len(entry) == 1
            ]
    except (OSError, LookupError, ValueError, TypeError, AttributeError) as e:
        raise CorruptSource(f"{name} is damaged ({type(e).__name__}: {e})") from e
    sender = f"{told[_SENDER]} <{told[_ADDRESS]}>" if "@" in told[_ADDRESS] else told[_SENDER]
    return eml.letter(
        eml.body_of(told[_BODY], markup, name=name),
        subject=told[_SUBJECT] or titles.from_name(name),
        sender=sender,
        sent=_sent(told[_HEADERS]),
        attached=[one or "an attachment" for one in attached],
        kind=kind,
    )


def _text(file: olefile.OleFileIO, key: str, *, folder: str = "") -> str:
    path = f"{folder}/" if folder else ""
    wide = _bytes(file, f"{path}__substg1.0_{key}001F")
    if wide:
        return clean(wide.decode("utf-16-le", "replace")).strip()
    return decode(_bytes(file, f"{path}__substg1.0_{key}001E")).strip()


def _bytes(file: olefile.OleFileIO, stream: str) -> bytes:
    return bytes(file.openstream(stream).read()) if file.exists(stream) else b""


def _sent(headers: str) -> date | None:
    try:
        return parsedate_to_datetime(str(message_from_string(headers).get("date", ""))).date()
    except ValueError:
        return None
