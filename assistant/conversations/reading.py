"""An answer read from its JSON, field by field as its types say: the inverse of `as_json`."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date
from functools import cache
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from assistant.answers import Answer
from corpus.errors import StoreDamaged


def answer_from_json(values: Mapping[str, Any]) -> Answer:
    """The answer that was written as these values; fields it does not know are left out.

    A day in a tally's row comes back as a day. Raises StoreDamaged for what is no answer.
    """
    try:
        answer: Answer = _record(Answer, {**values, "text": values["answer"]})
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise StoreDamaged(f"a saved answer cannot be read: {error!r}") from error
    return answer


# What is read is whatever its type says; a type is what annotations hold.
def _read(kind: Any, value: Any) -> Any:  # noqa: ANN401
    origin = get_origin(kind)
    if is_dataclass(kind):
        return _record(kind, value)
    if origin is tuple:
        return tuple(_read(get_args(kind)[0], each) for each in value)
    if origin in (Union, UnionType):
        return _one_of(get_args(kind), value)
    return date.fromisoformat(value) if kind is date else value


def _record(kind: Any, values: Mapping[str, Any]) -> Any:  # noqa: ANN401
    types = _types(kind)
    given = {
        each.name: _read(types[each.name], values[each.name])
        for each in fields(kind)
        if each.name in values or not _has_default(each)
    }
    return kind(**given)


def _one_of(kinds: tuple[Any, ...], value: Any) -> Any:  # noqa: ANN401
    known = tuple(kind for kind in kinds if kind is not NoneType)
    if value is None or len(known) == 1:
        return None if value is None else _read(known[0], value)
    return _day(value) if isinstance(value, str) and date in known else value


def _day(text: str) -> date | str:
    with suppress(ValueError):
        day = date.fromisoformat(text)
        if day.isoformat() == text:
            return day
    return text


@cache
def _types(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)


def _has_default(each: Field[Any]) -> bool:
    return each.default is not MISSING or each.default_factory is not MISSING
