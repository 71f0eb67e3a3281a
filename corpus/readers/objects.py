"""JSON objects as the rows of a table: what lies deeper is named by the path that leads to it."""

from collections.abc import Iterator, Mapping
from itertools import chain

from corpus.readers import mapping, schema_org

DEEPEST = 40
DEEPEST_LIST = 4  # objects around the list of postings in a board's answer
MOST_ITEMS = 20  # of a list within an object
BETWEEN = "|"

Object = Mapping[str, object]


def row(value: Object) -> dict[str, str]:
    """An object as a row; the words of a list are one cell, parted by ``|``."""
    if schema_org.is_schema(value):
        return dict(schema_org.from_schema(value))
    cells = dict(_cells(value, "", DEEPEST))
    if "hostedUrl" not in cells and "text" in cells and "title" in cells:
        # "text" is a posting's title in Lever's board alone.
        cells["description"] = cells.pop("text")
    return cells


def are_objects(value: object) -> bool:
    """Whether this is a list of objects, with at least one in it."""
    return (
        isinstance(value, list) and bool(value) and all(isinstance(thing, dict) for thing in value)
    )


def deeper(value: Object, depth: int = DEEPEST_LIST) -> list[Object]:
    """The first list of postings below an object; empty where there is none."""
    inner = [each for each in value.values() if isinstance(each, dict)]
    for listed in value.values():
        if are_objects(listed) and mapping.lists_postings([row(thing) for thing in _few(listed)]):
            return list(_few(listed, most=None))
    found = (deeper(each, depth - 1) for each in inner if depth)
    return next((listed for listed in found if listed), [])


def scalar(value: object) -> str:
    """A value that holds no other, as text."""
    if value is None:
        return ""
    return str(value).lower() if isinstance(value, bool) else str(value)


def _few(listed: object, most: int | None = MOST_ITEMS) -> Iterator[Object]:
    things = listed if isinstance(listed, list) else []
    yield from (thing for thing in things[:most] if isinstance(thing, dict))


def _cells(value: object, path: str, depth: int) -> Iterator[tuple[str, str]]:
    if isinstance(value, dict) and depth:
        for key, inner in value.items():
            yield from _cells(inner, f"{path}.{key}" if path else str(key), depth - 1)
    elif isinstance(value, list) and depth:
        yield from _joined(value[:MOST_ITEMS], path, depth)
    else:
        yield path, scalar(value)


def _joined(items: list[object], path: str, depth: int) -> Iterator[tuple[str, str]]:
    """What the items of a list say under each key, in one cell."""
    parts: dict[str, list[str]] = {path: []} if not items else {}
    for key, said in chain.from_iterable(_cells(item, path, depth - 1) for item in items):
        parts.setdefault(key, []).append(said)
    for key, several in parts.items():
        yield key, BETWEEN.join(said for said in several if said)
