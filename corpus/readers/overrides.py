"""What a person says of a table's columns in a mapping file, and a mapping that obeys it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal, TypeVar

import yaml
from rapidfuzz import fuzz, process

from corpus import postings as values
from corpus.errors import UnmappedSource
from corpus.normalise import dates
from corpus.postings import Fit
from corpus.readers.fields import FIELDS, key

LARGEST = 100_000  # characters of a mapping file
NEAR = 60  # the likeness from which a name is offered for another
MEANT = 75  # the likeness from which a column was meant by another's name

_Choice = TypeVar("_Choice")

_KEYS = ("kind", "fields", "ignore", "dates")
_WAYS = ("value", "column", "first", "join")
_KINDS: Mapping[object, Literal["posting", "report"]] = {
    "postings": "posting",
    "posting": "posting",
    "report": "report",
}
_ORDERS: Mapping[object, dates.Order] = {"day first": "day", "month first": "month"}
_SCHEMA = {
    "hiringorganization": "employer",
    "joblocation": "place",
    "joblocationtype": "remote",
    "employmenttype": "employment",
    "basesalary": "pay",
    "dateposted": "posted",
    "validthrough": "closes",
    "city": "locality",
    "company": "employer",
    "location": "place",
}


@dataclass(frozen=True, slots=True)
class MappingFile:
    """A mapping file as it stands: its name and its text."""

    name: str = ""
    text: str = ""


NO_MAPPING = MappingFile()


@dataclass(frozen=True, slots=True)
class Override:
    """A person's word on a table: what it is, which columns state what, which to leave out."""

    name: str = ""
    kind: Literal["posting", "report"] | None = None
    fits: tuple[Fit, ...] = ()
    ignored: tuple[str, ...] = ()
    order: dates.Order | None = None

    @property
    def columns(self) -> tuple[str, ...]:
        return (*(column for fit in self.fits for column in fit.columns), *self.ignored)


NOTHING = Override()


def parsed(text: str, *, name: str) -> Override:
    """What a mapping file says. Raises UnmappedSource, naming what was meant where it can."""
    said = _loaded(text, name=name)
    for named in said:
        if named not in _KEYS:
            raise UnmappedSource(f"{name} says {_unknown(named, _KEYS)}")
    fields = said.get("fields") or {}
    if not isinstance(fields, Mapping):
        raise UnmappedSource(f"{name}: 'fields' is no list of fields and columns")
    fits = tuple(_fit(field, stated, name=name) for field, stated in fields.items())
    return Override(
        name,
        _choice(said, "kind", _KINDS, name=name) or ("posting" if fits else None),
        fits,
        _columns(said.get("ignore") or [], name=name),
        _choice(said, "dates", _ORDERS, name=name),
    )


def applied(said: Override, guessed: values.Mapping) -> values.Mapping:
    """A mapping with a person's word in place of what was guessed.

    Raises UnmappedSource for a column that the table does not have.
    """
    own = [*(column for fit in guessed.fits for column in fit.columns), *guessed.kept]
    fits = [
        replace(fit, columns=tuple(_own(column, own, said.name) for column in fit.columns))
        for fit in said.fits
    ]
    ignored = {_own(column, own, said.name) for column in said.ignored}
    taken = {column for fit in fits for column in fit.columns} | ignored
    named = {fit.field for fit in fits}
    samples = {column: fit.samples for fit in guessed.fits for column in fit.columns[:1]}
    fits = [replace(f, samples=samples.get(next(iter(f.columns), ""), ())) for f in fits]
    for fit in guessed.fits:
        left = tuple(column for column in fit.columns if column not in taken)
        if fit.field not in named and (left or fit.constant):
            fits.append(replace(fit, columns=left))
    used = {column for fit in fits for column in fit.columns} | ignored
    return replace(
        guessed, fits=tuple(fits), kept=tuple(column for column in own if column not in used)
    )


def is_meant(said: Override, columns: Iterable[str]) -> bool:
    """Whether a mapping file speaks of a table with these columns, if not in its very words."""
    own = list(columns)
    return not said.columns or any(
        process.extractOne(key(named), [key(column) for column in own], score_cutoff=MEANT)
        for named in said.columns
    )


def without(rows: Iterable[Mapping[str, str]], ignored: Sequence[str]) -> list[dict[str, str]]:
    """Rows without the columns to leave out."""
    left = {key(column) for column in ignored}
    return [{name: cell for name, cell in row.items() if key(name) not in left} for row in rows]


def as_yaml(mapping: values.Mapping) -> str:
    """A mapping as the file that would say the same."""
    fields = {fit.field: _as_stated(fit) for fit in mapping.fits}
    said = {"kind": "postings", "fields": fields}
    return yaml.safe_dump(said, sort_keys=False, allow_unicode=True, width=1_000)


def _as_stated(fit: Fit) -> object:
    columns = list(fit.columns)
    if fit.constant:
        first: dict[str, object] = {"first": columns} if columns else {}
        return {**first, "value": fit.constant}
    if len(columns) == 1:
        return columns[0]
    return columns if fit.joined else {"first": columns}


# What stands in the file


def _loaded(text: str, *, name: str) -> Mapping[object, object]:
    if len(text) > LARGEST:
        raise UnmappedSource(f"{name} is too long for a mapping file")
    try:
        said = yaml.safe_load(text)
    except (yaml.YAMLError, RecursionError, ValueError) as e:
        reason = " ".join(str(e).split())
        raise UnmappedSource(f"{name} is no YAML that can be read: {reason}") from e
    if said is None:
        return {}
    if not isinstance(said, Mapping):
        raise UnmappedSource(f"{name} has to begin with 'fields:' or 'kind:'")
    return said


def _fit(field: object, stated: object, *, name: str) -> Fit:
    known = _SCHEMA.get(key(str(field)), str(field))
    if known not in FIELDS:
        raise UnmappedSource(f"{name} says {_unknown(field, FIELDS)}")
    if not isinstance(stated, Mapping):
        columns = _columns(stated, name=name)
        return Fit(known, columns, why=f"said in {name}", joined=len(columns) > 1)
    for named in stated:
        if named not in _WAYS:
            raise UnmappedSource(f"{name}: {field} says {_unknown(named, _WAYS)}")
    joined = _columns(stated.get("join") or [], name=name)
    first = _columns(stated.get("first") or stated.get("column") or [], name=name)
    value = stated.get("value")
    return Fit(
        known,
        joined or first,
        why=f"said in {name}",
        joined=bool(joined),
        constant="" if value is None else str(value),
    )


def _columns(stated: object, *, name: str) -> tuple[str, ...]:
    listed = stated if isinstance(stated, list) else [stated]
    if any(isinstance(column, list | Mapping) or column is None for column in listed):
        raise UnmappedSource(f"{name}: {stated!r} is no column's name, nor a list of names")
    return tuple(str(column) for column in listed)


def _choice(
    said: Mapping[object, object], what: str, known: Mapping[object, _Choice], *, name: str
) -> _Choice | None:
    stated = said.get(what)
    if stated is None:
        return None
    if stated not in known:
        raise UnmappedSource(
            f"{name}: {what} is {stated!r}; expected {' or '.join(map(str, known))}"
        )
    return known[stated]


def _own(column: str, own: Sequence[str], name: str) -> str:
    """A table's column as it is spelt there, case and spaces aside."""
    if column in own:
        return column
    alike = [mine for mine in own if key(mine) == key(column) and key(column)]
    if alike:
        return alike[0]
    raise UnmappedSource(f"{name} names {_unknown(column, own, what='a column')}")


def _unknown(named: object, known: Sequence[str], *, what: str = "") -> str:
    near = process.extractOne(
        str(named).lower(), known, scorer=fuzz.WRatio, processor=str.lower, score_cutoff=NEAR
    )
    offered = f"did you mean {near[0]!r}?" if near else f"there are {', '.join(known[:30])}"
    return f"{what} {named!r}, which is not there; {offered}".strip()
