"""A board's JSON, told apart: what is not shaped as its interface documents is refused by name."""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime

from corpus.errors import CorruptSource

Object = Mapping[str, object]
Row = dict[str, str]

LONGEST_SHOWN = 60


def parsed(content: bytes, *, board: str) -> object:
    """The JSON in an answer. Raises CorruptSource, naming the board."""
    try:
        return json.loads(content, strict=False)
    except (ValueError, RecursionError) as e:
        begins = content[:LONGEST_SHOWN].decode("utf-8", "replace").strip()
        raise CorruptSource(f"{board} answered what is no JSON, beginning {begins!r}") from e


def objects(value: object, *, board: str, where: str) -> list[Object]:
    """A list of objects, others left out. Raises CorruptSource where it is no such list."""
    listed = several(value)
    if not isinstance(value, list) or (value and not listed):
        raise CorruptSource(
            f"{board} answered JSON of another shape: expected a list of postings {where}"
        )
    return listed


def inner(value: object) -> Object:
    """The object under a key, empty where there is another thing."""
    return value if isinstance(value, dict) else {}


def several(value: object) -> list[Object]:
    """The objects under a key."""
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []


def words(value: object) -> str:
    """A text or a number as text; empty for anything else."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    return str(value).strip()


def joined(parts: Iterable[str], *, by: str = "; ") -> str:
    """The parts that say something, each once."""
    return by.join(dict.fromkeys(part for part in parts if part))


def day(milliseconds: object) -> str:
    """The day of a moment in milliseconds since 1970; empty where there is none."""
    if isinstance(milliseconds, bool) or not isinstance(milliseconds, int | float):
        return ""
    try:
        return datetime.fromtimestamp(milliseconds / 1000, UTC).date().isoformat()
    except (OverflowError, ValueError, OSError):
        return ""


def employer(board: str) -> str:
    """An employer's name as its board's address spells it: ``acme-robotics`` is Acme Robotics."""
    spelt = " ".join(board.replace("_", "-").split("-"))
    return spelt.title() if spelt.islower() else spelt


def filled(row: Row) -> Row:
    """The row without its empty cells."""
    return {name: value for name, value in row.items() if value}


def rows_as_json(rows: Sequence[Row]) -> bytes:
    """Rows as the readers take them."""
    return json.dumps(rows, ensure_ascii=False).encode("utf-8", "replace")
