"""JSON and lines of JSON: postings, passages, rows, or a report of what stands under each key."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from corpus.documents import Kind, Reading
from corpus.errors import CorruptSource, EmptySource
from corpus.readers import listing, mapping, objects, passages, schema_org, tables, titles
from corpus.readers.clean import decode
from corpus.readers.composing import Composition
from corpus.readers.overrides import NOTHING, Override

DEEPEST = 40
MOST_LINES = 20_000  # of a report of keys
SAMPLE = 60
ENVELOPES = (
    "jobs",
    "postings",
    "data",
    "results",
    "items",
    "records",
    "documents",
    "passages",
    "@graph",
)

Object = Mapping[str, object]


def read(
    content: bytes, *, name: str, kind: Kind | None = None, said: Override = NOTHING
) -> Reading:
    """What the objects in a file say; a line that is no JSON is left out and noted.

    Raises CorruptSource where nothing is JSON, EmptySource where it says nothing.
    """
    words = decode(content)
    try:
        return _reading(json.loads(words, strict=False), name=name, kind=kind, said=said)
    except json.JSONDecodeError as e:
        lines, bad = _lines(words)
        if not lines:
            raise CorruptSource(f"{name} is damaged: {e.msg} at line {e.lineno}") from e
    except RecursionError as e:
        raise CorruptSource(f"{name} is nested too deeply to be read") from e
    except ValueError as e:
        raise CorruptSource(f"{name} has a number too long to be read") from e
    reading = _reading(lines, name=name, kind=kind, said=said)
    return replace(reading, notes=(*reading.notes, *_said_of(bad)))


def _lines(words: str) -> tuple[list[object], list[int]]:
    objects: list[object] = []
    bad: list[int] = []
    for number, line in enumerate(words.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            objects.append(json.loads(line, strict=False))
        except (ValueError, RecursionError):
            bad.append(number)
    return objects, bad


def _said_of(bad: Sequence[int]) -> tuple[str, ...]:
    return (f"lines that are no JSON left out: {listing.counted(bad)}",) if bad else ()


def _reading(value: object, *, name: str, kind: Kind | None, said: Override) -> Reading:
    listed = _listed(value)
    if listed and kind != "series":
        if kind != "posting" and passages.are_told(listed[:SAMPLE]):
            return passages.reading(listed, name=name, kind=kind)
        if kind != "report" and all(map(schema_org.is_schema, listed)):
            rows = list(map(objects.row, listed))
            known = mapping.described(schema_org.MAPPING, rows)
            return listing.reading(rows, name=name, said=said, known=known)
        if _is_table(listed) or said.columns:
            return tables.documents(map(objects.row, listed), name=name, kind=kind, said=said)
    return _report(value, name=name, kind=kind)


def _listed(value: object) -> list[Object]:
    """The objects of a list, of an envelope's list, or one posting or passage alone."""
    if isinstance(value, dict):
        named = (value[key] for key in ENVELOPES if objects.are_objects(value.get(key)))
        value = next(named, None) or objects.deeper(value) or [value] * _stands_alone(value)
    things = (
        [thing for thing in value if isinstance(thing, dict)] if isinstance(value, list) else []
    )
    told = [thing for thing in things if schema_org.is_schema(thing)]
    return list(told or things)


def _stands_alone(value: Object) -> bool:
    return (
        schema_org.is_schema(value)
        or passages.are_told([value])
        or mapping.lists_postings([objects.row(value)])
    )


def _is_table(things: Sequence[Object]) -> bool:
    """Objects whose values are short or flat enough to be a row's cells."""
    sample = things[:SAMPLE]
    if mapping.lists_postings([objects.row(thing) for thing in sample]):
        return True
    nested = sum(isinstance(value, list | dict) for thing in sample for value in thing.values())
    return nested * 4 <= sum(map(len, sample))


# Anything else


def _report(value: object, *, name: str, kind: Kind | None) -> Reading:
    """One line for each value, under the path of keys that leads to it."""
    composition = Composition()
    notes: tuple[str, ...] = ()
    for count, (path, said) in enumerate(_cells(value, "", DEEPEST)):
        if count >= MOST_LINES:
            notes = (f"only the first {MOST_LINES:,} values were read",)
            break
        if said.strip():
            composition.lines([f"{path}: {' '.join(said.split())}" if path else said], kind="list")
    if composition.is_empty:
        raise EmptySource(f"{name} holds no text")
    return Reading((composition.document(titles.from_name(name), kind=kind or "report"),), notes)


def _cells(value: object, path: str, depth: int) -> Iterator[tuple[str, str]]:
    if isinstance(value, dict) and depth:
        for key, inner in value.items():
            yield from _cells(inner, f"{path}.{key}" if path else str(key), depth - 1)
    elif (
        isinstance(value, list) and depth and any(isinstance(inner, dict | list) for inner in value)
    ):
        for place, inner in enumerate(value[:20]):
            yield from _cells(inner, path if place == 0 else f"{path}.{place}", depth - 1)
    elif isinstance(value, list):
        yield path, "; ".join(objects.scalar(inner) for inner in value)
    else:
        yield path, objects.scalar(value)
