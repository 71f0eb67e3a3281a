"""The text that is to be checked: a Markdown or text file, any file that is read, or stdin."""

import sys
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path

from corpus.errors import InvalidInput, UnreadableSource
from corpus.readers.clean import decode
from corpus.readers.sandbox import MEGABYTE, Limits, Sandbox, load

LONGEST = 200_000
"""Characters of a draft: some seventy pages."""

STDIN = "-"
_PLAIN = frozenset({".md", ".markdown", ".txt", ".text", ""})
_LIMITS = Limits(size=1 * MEGABYTE)  # no character takes more than four bytes

Reader = Callable[[], AbstractContextManager[Sandbox]]


@dataclass(frozen=True, slots=True)
class Draft:
    """A text to be checked, and what it is called."""

    name: str
    text: str


def draft(name: str, reader: Reader) -> Draft:
    """The text of a file, or of stdin for ``-``. Raises InvalidInput where there is none to check.

    Markdown and text are taken as they are; of any other file it is what its reader reads.
    """
    try:
        found = _draft(name, reader)
    except UnreadableSource as error:
        raise InvalidInput(str(error)) from error
    if not found.text.strip():
        raise InvalidInput(f"{found.name} is empty: there is nothing to check")
    if len(found.text) > LONGEST:
        raise InvalidInput(
            f"{found.name} has {len(found.text):,} characters; at most {LONGEST:,} are checked"
            " at once"
        )
    return found


def _draft(name: str, reader: Reader) -> Draft:
    if name == STDIN:
        # One byte more than is taken tells that there was more.
        content = sys.stdin.buffer.read(_LIMITS.size + 1)
        return Draft("standard input", _text(content, "standard input"))
    path = Path(name)
    if path.suffix.lower() in _PLAIN:
        return Draft(path.name, _text(load(path, name=path.name, limits=_LIMITS), path.name))
    with reader() as sandbox:
        documents = sandbox.read(path, name=path.name).documents
    return Draft(path.name, "\n\n".join(document.text for document in documents))


def _text(content: bytes, name: str) -> str:
    try:
        return decode(content)
    except UnreadableSource as error:
        raise InvalidInput(f"{name} is no text: {error}") from error
