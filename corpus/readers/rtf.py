"""Rich Text: its words without their setting, a paragraph a line."""

import re
from datetime import date

from striprtf.striprtf import rtf_to_text

from corpus.documents import Kind, Reading
from corpus.errors import CorruptSource
from corpus.normalise import dates
from corpus.readers import titles
from corpus.readers.clean import clean
from corpus.readers.composing import Composition, stated_title

LONGEST_TITLE = 120

_HIDDEN = re.compile(r"\\v(?!0|[a-z])\s?[^{}\\]*(?:\\v0|(?=[{}]))")
_TITLE = re.compile(r"\{\\title\s+([^{}\\]{1,300})\}")
_MADE = re.compile(r"\{\\creatim\\yr(\d{4})\\mo(\d{1,2})\\dy(\d{1,2})")


def read(content: bytes, *, name: str, kind: Kind | None = None) -> Reading:
    """One document. Raises CorruptSource for what only begins like Rich Text."""
    source = content.decode("latin-1")
    try:
        # striprtf ships annotations for none of its functions.
        plain = rtf_to_text(_HIDDEN.sub("", source), errors="replace")  # type: ignore[no-untyped-call]
        words = clean(plain)
    except (LookupError, ValueError, TypeError) as e:
        raise CorruptSource(f"{name} is damaged ({type(e).__name__}: {e})") from e
    composition = Composition()
    for line in words.split("\n"):
        if "|" in line and line.strip().endswith("|"):
            composition.table([line.strip(" |").split("|")], header=False)
        else:
            composition.paragraph(line)
    stated = _TITLE.search(source)
    title = (
        stated_title(stated[1] if stated else None) or _first_line(words) or titles.from_name(name)
    )
    day = dates.published(words)
    made = _made(source) if day is None else None
    document = composition.document(title, kind=kind or "report", published=day or made)
    return Reading(
        (document,), ("its date is when the file was made; it states none itself",) if made else ()
    )


def _first_line(words: str) -> str | None:
    first = next((line.strip() for line in words.split("\n") if line.strip()), "")
    return (
        first if 3 < len(first) <= LONGEST_TITLE and not first.endswith((".", ",", ";")) else None
    )


def _made(source: str) -> date | None:
    stated = _MADE.search(source)
    return dates.stated("-".join(part.zfill(2) for part in stated.groups())) if stated else None
