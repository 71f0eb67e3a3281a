"""Numbered passages that a person gives to check a text against: one JSON object a line."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from corpus.errors import InvalidInput, UnreadableSource
from corpus.readers.clean import clean
from corpus.readers.sandbox import MEGABYTE, Limits, load

LIMITS = Limits(size=50 * MEGABYTE)
EXPECTED = '{"number", "title", "text"}'


@dataclass(frozen=True, slots=True)
class GivenPassage:
    """A passage as it was given: its number, its text, and what is said of where it is from."""

    number: int
    text: str
    title: str
    publisher: str | None = None
    published: date | None = None
    url: str | None = None


def given_passages(path: Path) -> tuple[GivenPassage, ...]:
    """The passages of a file, in its order.

    Raises InvalidInput, with the file and the line, for what is no passage and for a number that
    is given twice.
    """
    try:
        content = load(path, name=str(path), limits=LIMITS)
    except UnreadableSource as error:
        raise InvalidInput(f"--passages: {error}") from error
    # Not by splitlines: a text may hold any other line break that Unicode knows.
    passages = tuple(_each(content.removeprefix(b"\xef\xbb\xbf").split(b"\n"), str(path)))
    if not passages:
        raise InvalidInput(f"{path} holds no passages; expected one {EXPECTED} a line")
    return passages


def _each(lines: Iterable[bytes], name: str) -> Iterator[GivenPassage]:
    first: dict[int, int] = {}
    for at, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            passage = _passage(_object(line))
        except InvalidInput as error:
            raise InvalidInput(f"{name}:{at}: {error}") from error
        if passage.number in first:
            twice = f"the number {passage.number} is that of line {first[passage.number]} too"
            raise InvalidInput(f"{name}:{at}: {twice}")
        first[passage.number] = at
        yield passage


def _object(line: bytes) -> dict[str, Any]:
    try:
        value = json.loads(line.decode("utf-8"))
    except (ValueError, RecursionError) as error:
        raise InvalidInput(f"not a line of JSON: {error}") from None
    if not isinstance(value, dict):
        raise InvalidInput(f"expected an object, {EXPECTED}")
    return value


def _passage(said: dict[str, Any]) -> GivenPassage:
    number = said.get("number")
    if not isinstance(number, int) or isinstance(number, bool) or number < 1:
        raise InvalidInput(f'expected "number" to be 1 or more, found {_shown(number)}')
    text = clean(_text(said, "text") or "")
    if not text.strip():
        raise InvalidInput('expected "text" to be what the passage says; it is missing or empty')
    return GivenPassage(
        number=number,
        text=text,
        title=_text(said, "title") or f"Passage {number}",
        publisher=_text(said, "publisher"),
        published=_day(said),
        url=_text(said, "url"),
    )


def _text(said: dict[str, Any], key: str) -> str | None:
    value = said.get(key)
    if value is not None and not isinstance(value, str):
        raise InvalidInput(f'expected "{key}" to be a text, found {_shown(value)}')
    return value or None


def _day(said: dict[str, Any]) -> date | None:
    value = _text(said, "published")
    if value is None:
        return None
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise InvalidInput(
            f'expected "published" to be a day as YYYY-MM-DD, found {_shown(value)}'
        ) from None


def _shown(value: object) -> str:
    return repr(value)[:80]
