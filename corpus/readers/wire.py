"""Readings as bytes and back: plain JSON, so that a worker taken over can send only values."""

import json
from dataclasses import fields
from datetime import date
from typing import Any

from corpus import errors
from corpus.documents import Block, Document, Heading, Page, Reading, Reference, Span
from corpus.errors import CorruptSource, UnreadableSource
from corpus.postings import Fit, Mapping, Pay, Place, Posting
from corpus.series import Series

_VALUES: tuple[Any, ...] = (
    Reading,
    Document,
    Span,
    Heading,
    Page,
    Block,
    Reference,
    Posting,
    Pay,
    Place,
    Mapping,
    Fit,
    Series,
)
_BY_NAME = {value.__name__: value for value in _VALUES}
_FIELDS: dict[Any, tuple[str, ...]] = {
    value: tuple(field.name for field in fields(value)) for value in _VALUES
}
_DATE = "date"
_ERROR = "error"


def packed(outcome: Reading | UnreadableSource) -> bytes:
    """A reading, or the reason there is none, as bytes."""
    if isinstance(outcome, Reading):
        return json.dumps(outcome, default=_plain).encode()
    return json.dumps({_ERROR: [type(outcome).__name__, str(outcome)]}).encode()


def unpacked(payload: bytes) -> Reading | UnreadableSource:
    """What was packed. Raises ValueError for bytes that are no packed reading or error."""
    try:
        outcome = json.loads(payload, object_hook=_value)
    except (TypeError, KeyError, AttributeError, RecursionError) as e:
        raise ValueError("the bytes are no packed reading") from e
    if not isinstance(outcome, Reading | UnreadableSource):
        raise ValueError("the bytes are no packed reading")  # noqa: TRY004
    return outcome


def _plain(value: object) -> dict[str, object]:
    if isinstance(value, date):
        return {_DATE: [value.isoformat()]}
    return {type(value).__name__: [getattr(value, name) for name in _FIELDS[type(value)]]}


def _value(item: dict[str, list[Any]]) -> object:
    ((name, arguments),) = item.items()
    if name == _DATE:
        return date.fromisoformat(arguments[0])
    if name == _ERROR:
        return _error(*arguments)
    return _BY_NAME[name](*map(_frozen, arguments))


def _frozen(part: object) -> object:
    return tuple(map(_frozen, part)) if isinstance(part, list) else part


def _error(name: str, message: str) -> UnreadableSource:
    known = getattr(errors, name, CorruptSource)
    return known(message) if issubclass(known, UnreadableSource) else CorruptSource(message)
