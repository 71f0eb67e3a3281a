"""Bytes to documents: the one door to every reader, which goes by content before name."""

import importlib
from dataclasses import replace
from typing import Protocol, cast

from corpus.documents import Kind, Reading
from corpus.errors import CorruptSource, EmptySource
from corpus.readers.detect import detect
from corpus.readers.signatures import Format

__all__ = ["read"]

_MODULES: dict[Format, str] = {
    "csv": "tables",
    "jsonl": "json",
    "tsv": "tables",
}
"""Readers whose file has another name than the format; they are imported when first needed."""


class _Reader(Protocol):
    def read(self, content: bytes, *, name: str, kind: Kind | None = None) -> Reading: ...


def read(content: bytes, *, name: str, kind: Kind | None = None) -> Reading:
    """What a file's bytes say, in this process; `name` is its file name. Raises UnreadableSource.

    `kind` overrides what the content looks like. The bytes are trusted with this process's time and
    memory: what comes from outside belongs in a `corpus.readers.sandbox.Sandbox`.
    """
    if not content:
        raise EmptySource(f"{name} is empty")
    found = detect(content, name=name)
    module = importlib.import_module(f"{__name__}.{_MODULES.get(found, found)}")
    try:
        reading = cast("_Reader", module).read(content, name=name, kind=kind)
    except RecursionError as e:
        raise CorruptSource(f"{name} is nested too deeply to be read") from e
    documents = tuple(document for document in reading.documents if document.text.strip())
    if not documents:
        raise EmptySource(f"{name} holds no text")
    return replace(reading, documents=documents)
