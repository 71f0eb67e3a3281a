"""What an ingest would make of its inputs, with nothing stored."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus.documents import Failure, Kind, Reading
from corpus.errors import UnreadableSource
from corpus.feeds.boards import Feed
from corpus.ingest import mappings
from corpus.ingest.inputs import Found, found, shown
from corpus.ingest.reading import FileReader
from corpus.readers.overrides import NO_MAPPING, MappingFile
from corpus.readers.sandbox import Limits, load


@dataclass(frozen=True, slots=True)
class Tried:
    """A file that can be read, what it gave, and the mapping file that spoke of it."""

    name: str
    reading: Reading
    mapping: MappingFile


@dataclass(frozen=True, slots=True)
class Trial:
    """How files are tried: as what, by what, within which limits."""

    reader: FileReader
    limits: Limits
    kind: Kind | None = None
    mapping: MappingFile = NO_MAPPING

    def of(self, inputs: Sequence[str | Path], *, leaving_out: Path) -> Iterator[Tried | Failure]:
        """What each file would be read as, or why it cannot be read; feeds are not fetched."""
        for item in found(inputs, leaving_out=leaving_out):
            if isinstance(item, Failure):
                yield item
            elif isinstance(item, Feed):
                yield Failure(item.name, "feeds and pages are not fetched in a dry run", url=True)
            else:
                yield self._tried(item)

    def _tried(self, item: Found) -> Tried | Failure:
        try:
            mapping = mappings.beside(item.path, given=self.mapping)
            content = load(item.path, name=item.path.name, limits=self.limits)
            name = shown(item.path.name)
            reading = self.reader.read(content, name=name, kind=self.kind, mapping=mapping)
        except UnreadableSource as error:
            return Failure(item.name, str(error))
        return Tried(item.name, reading, mapping)
