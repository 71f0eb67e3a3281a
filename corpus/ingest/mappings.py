"""The mapping file that speaks of a file: the one given, its own, or its folder's."""

import hashlib
from pathlib import Path

from corpus.errors import UnmappedSource
from corpus.readers.overrides import NO_MAPPING, MappingFile

ENDING = ".mapping.yaml"
OF_FOLDER = "mapping.yaml"
LARGEST = 100_000  # bytes


def beside(path: Path, *, given: MappingFile = NO_MAPPING) -> MappingFile:
    """The mapping file that speaks of a file; NO_MAPPING where there is none.

    It is the given one, else ``<file>.mapping.yaml`` beside it, else its folder's ``mapping.yaml``.
    """
    if given.text:
        return given
    for place in (path.with_name(path.name + ENDING), path.with_name(OF_FOLDER)):
        if place.is_file():
            return read(place)
    return NO_MAPPING


def read(path: Path) -> MappingFile:
    """A mapping file as it stands. Raises UnmappedSource where it cannot be read."""
    try:
        with path.open("rb") as file:
            text = file.read(LARGEST).decode()
    except (OSError, ValueError) as e:
        raise UnmappedSource(f"{path.name} cannot be read as a mapping: {e}") from e
    return MappingFile(path.name, text or "{}")


def is_mapping(name: str) -> bool:
    """Whether a file of this name says how another is read, and is none to read itself."""
    return name == OF_FOLDER or name.endswith(ENDING)


def mark(mapping: MappingFile) -> str:
    """What a stamp says of a mapping: another text is another mark, none is empty."""
    digest = hashlib.sha256(mapping.text.encode()).hexdigest()
    return f" by mapping {digest[:12]}" if mapping.text else ""
