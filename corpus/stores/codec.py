"""Frozen values as JSON and back: what SQLite keeps of a document's structure and of a posting."""

from collections.abc import Callable, Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date
from functools import cache
from types import UnionType
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

Json = None | bool | int | float | str | list["Json"] | dict[str, "Json"]
Value = TypeVar("Value")


def encoded(value: object, *, leaving: frozenset[str] = frozenset()) -> Json:
    """The value as plain JSON, without the fields in `leaving` and those at their default."""
    if value is None or isinstance(value, (bool, int, float, str)):
        return value
    if isinstance(value, tuple):
        return [encoded(item) for item in value]
    if isinstance(value, date):
        return value.isoformat()
    if is_dataclass(value) and not isinstance(value, type):
        return {
            field.name: encoded(getattr(value, field.name))
            for field in fields(value)
            if field.name not in leaving and getattr(value, field.name) != _default(field)
        }
    raise TypeError(f"cannot store {value!r} as JSON")


def decoded(kind: type[Value], stored: Json, **rest: object) -> Value:
    """The value of a frozen dataclass that `encoded` wrote; `rest` gives the fields it left out."""
    if not isinstance(stored, dict):
        raise TypeError(f"expected an object for {kind.__name__}, found {stored!r}")
    # A class is hashable; mypy does not know it of a type variable.
    readers = _readers(kind)  # type: ignore[arg-type]
    return kind(**{name: readers[name](item) for name, item in stored.items()}, **rest)


def _default(field: Field[Any]) -> object:
    return field.default if field.default is not MISSING else _NO_DEFAULT


_NO_DEFAULT = object()


@cache
def _readers(kind: type) -> Mapping[str, Callable[[Any], Any]]:
    hints = get_type_hints(kind)
    return {field.name: _reader(hints[field.name]) for field in fields(kind)}


def _reader(hint: object) -> Callable[[Any], Any]:
    if get_origin(hint) in (Union, UnionType):
        (inner,) = (member for member in get_args(hint) if member is not type(None))
        read = _reader(inner)
        return lambda item: None if item is None else read(item)
    if get_origin(hint) is tuple:
        read = _reader(get_args(hint)[0])
        return lambda items: tuple(read(item) for item in items)
    if isinstance(hint, type) and is_dataclass(hint):
        return lambda item: decoded(hint, item)
    return date.fromisoformat if hint is date else _itself


def _itself(item: object) -> object:
    return item
