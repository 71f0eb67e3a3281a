"""Bytes to documents: the one door to every reader, which goes by content before name."""

import importlib
from dataclasses import replace
from typing import Protocol, cast

from corpus.documents import Kind, Reading
from corpus.errors import CorruptSource, EmptySource
from corpus.readers.detect import detect
from corpus.readers.overrides import NO_MAPPING, MappingFile, Override, parsed
from corpus.readers.signatures import Format

__all__ = ["read"]

_MODULES: dict[Format, str] = {
    "csv": "tables",
    "jsonl": "json",
    "tsv": "tables",
}
"""Readers whose file has another name than the format; they are imported when first needed."""


_TABLES: frozenset[Format] = frozenset({"csv", "tsv", "json", "jsonl", "parquet", "xlsx", "xls"})
"""Formats whose columns a mapping file may speak of."""


class _Reader(Protocol):
    def read(self, content: bytes, *, name: str, kind: Kind | None = None) -> Reading: ...


class _TableReader(Protocol):
    def read(
        self, content: bytes, *, name: str, kind: Kind | None = None, said: Override
    ) -> Reading: ...


def read(
    content: bytes, *, name: str, kind: Kind | None = None, mapping: MappingFile = NO_MAPPING
) -> Reading:
    """What a file's bytes say, in this process; `name` is its file name. Raises UnreadableSource.

    `kind` overrides what the content looks like, a mapping file what a table's columns do. The
    bytes are trusted with this process's time and memory: what comes from outside belongs in a
    `corpus.readers.sandbox.Sandbox`.
    """
    if not content:
        raise EmptySource(f"{name} is empty")
    found = detect(content, name=name)
    module = importlib.import_module(f"{__name__}.{_MODULES.get(found, found)}")
    try:
        if mapping.text and found in _TABLES:
            said = parsed(mapping.text, name=mapping.name)
            reading = cast("_TableReader", module).read(content, name=name, kind=kind, said=said)
        else:
            reading = cast("_Reader", module).read(content, name=name, kind=kind)
    except RecursionError as e:
        raise CorruptSource(f"{name} is nested too deeply to be read") from e
    documents = tuple(document for document in reading.documents if document.text.strip())
    if not documents:
        raise EmptySource(f"{name} holds no text")
    return replace(reading, documents=documents)
