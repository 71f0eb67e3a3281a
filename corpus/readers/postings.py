"""Rows of a table as job postings, by its mapping, and the text a person reads of each."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property, lru_cache
from typing import cast
from urllib.parse import urlsplit

from corpus import postings as values
from corpus.documents import Document
from corpus.normalise import dates, pay, place
from corpus.postings import Fit, Pay, Place, Posting
from corpus.readers import text
from corpus.readers.composing import Composition
from corpus.readers.fields import Field, words
from corpus.readers.fragments import plain
from corpus.readers.mapping import is_absent

Row = Mapping[str, str]

LONGEST_TITLE = 300
LONGEST_EXTRA = 120
LONGEST_COLUMN = 200
MOST_SKILLS = 60
SAMPLED = 200
REMEMBERED = 20_000  # readings of values that rows repeat

_UNWORTHY = re.compile(
    r"(?:^|_|\b)(?:id|ids|uuid|hash|url|link|logo|slug|guid|flag|confidence|method|index)(?:$|_|\b)"
    r"|(?:_at|_time|timestamp)$|^unnamed|^column \d|^[_@$]",
    re.IGNORECASE,
)
_EMPTY = frozenset({"", "nan", "nat", "null"})
_SPELT_OUT: Mapping[str, str] = {
    "TELECOMMUTE": "Remote",
    "FULL_TIME": "Full-time",
    "FULLTIME": "Full-time",
    "PART_TIME": "Part-time",
    "PARTTIME": "Part-time",
    "CONTRACTOR": "Contractor",
    "CONTRACT": "Contract",
    "TEMPORARY": "Temporary",
    "INTERN": "Internship",
    "INTERNSHIP": "Internship",
    "VOLUNTEER": "Volunteer",
    "PER_DIEM": "Per diem",
    "OTHER": "Other",
}
_CODE_WORD = re.compile(r"\b[A-Z]{3,}(?:_[A-Z]{2,})*\b")
_DAYS: Mapping[str, Field] = {"Posted": "posted", "Open until": "closes"}
_AFFIRMED = words("true yes y 1 1.0 remote ja oui si sí sim")
_DENIED = words("false no n 0 0.0 nein non nee não")


@dataclass(frozen=True)
class Table:
    """A table of postings: how its columns are read, and what its slashed dates put first.

    `country` is the one that all of its places are in which name any: whose money a bare figure is
    where a row's own place does not tell.
    """

    mapping: values.Mapping
    order: dates.Order | None = None
    country: str = ""

    def posting(self, row: Row) -> Posting | None:
        """The posting a row states; None for a row without a title."""
        return self._posting(self._told(row), row)

    def document(self, row: Row, *, address: str | None = None) -> Document | None:
        """The posting a row states as a text; None for a row without a title.

        `address` is where the row was found, for a posting that names no place of its own.
        """
        told = self._told(row)
        posting = self._posting(told, row)
        if posting is None:
            return None
        placed = posting if posting.url else replace(posting, url=address)
        # Pay that the description alone states is said there, and once.
        shown = placed if told.pay else replace(placed, base_salary=None)
        more = (*self._unread(told), *self._extras(row))
        return replace(document(shown, more=more), posting=placed)

    def _posting(self, told: "_Told", row: Row) -> Posting | None:
        said = told.said
        title = " ".join(plain(said.get("title", "")).split())[:LONGEST_TITLE]
        if not title:
            return None
        url = _address(said.get("url", ""))
        seen = self._day(said, "seen")
        description = plain(said.get("description", ""))
        return Posting(
            title=title,
            hiring_organization=said.get("employer"),
            description=description,
            identifier=said.get("identifier"),
            job_location=told.places,
            job_location_type=_arrangement(said.get("remote", "")),
            employment_type=said.get("employment"),
            date_posted=self._day(said, "posted"),
            valid_through=self._day(said, "closes"),
            base_salary=told.pay or pay.in_text(description, country=_country(told.places)),
            skills=_skills(said.get("skills", "")),
            url=url,
            board=said.get("board") or _host(url),
            first_seen=self._day(said, "first_seen") or seen,
            last_seen=self._day(said, "last_seen") or seen,
            columns=tuple(_columns(row)),
        )

    def _told(self, row: Row) -> "_Told":
        stated = {fit.field: _said(fit, row) for fit in self.mapping.fits}
        said = {cast("Field", field): words for field, words in stated.items() if words}
        places = _places(said)
        return _Told(said, places, _pay(said, places, usually=self.country))

    def _extras(self, row: Row) -> Iterator[tuple[str, str]]:
        """What a row says beyond a posting's fields, in its own words; no technical columns."""
        for column, value in row.items():
            said = " ".join(_spaced(value).split())
            if column not in self._read and _is_worthy(column, said):
                yield _label(column), said

    @cached_property
    def _read(self) -> frozenset[str]:
        """The columns whose words a posting's text has already, its board left out."""
        return frozenset(
            column for fit in self.mapping.fits if fit.field != "board" for column in fit.columns
        )

    def _day(self, said: Mapping[Field, str], field: Field) -> date | None:
        """A day as stated, "3 days ago" counting from the day the row was seen."""
        stated = said.get(field, "")
        if not stated:
            return None
        seen = said.get("last_seen") or said.get("seen") or ""
        today = _read_day(seen, self.order, None) if field in _DAYS.values() else None
        return _read_day(stated, self.order, today)

    def _unread(self, told: "_Told") -> Iterator[tuple[str, str]]:
        """The label and words of each day and pay that is stated and could not be read."""
        unread: dict[str, str] = {}
        if told.pay is None:
            unread["Pay"] = plain(told.said.get("pay", ""))
        for label, field in _DAYS.items():
            if self._day(told.said, field) is None:
                unread[label] = told.said.get(field, "")
        for label, stated in unread.items():
            said = " ".join(stated.split())
            if said and said not in _DENIED and len(said) <= LONGEST_EXTRA:
                yield label, said


@dataclass(frozen=True, slots=True)
class _Told:
    """What the columns of a row say of each field, with its places and its pay as read."""

    said: Mapping[Field, str]
    places: tuple[Place, ...]
    pay: Pay | None


def table(
    mapping: values.Mapping, rows: Sequence[Row], *, order: dates.Order | None = None
) -> Table:
    """A table of this mapping; all of its rows tell the order of its days where it is not known."""
    days = [
        column
        for fit in mapping.fits
        if fit.field in {"posted", "closes", "first_seen", "last_seen", "seen"}
        for column in fit.columns
    ]
    stated = (row.get(column, "") for row in rows for column in days)
    return Table(mapping, order or dates.order(stated), _usual_country(mapping, rows))


def _usual_country(mapping: values.Mapping, rows: Sequence[Row]) -> str:
    """The one country of a table's places, where most rows name it; empty for any other table."""
    step = max(1, len(rows) // SAMPLED)
    sample = rows[::step][:SAMPLED]
    said = [{fit.field: _said(fit, row) for fit in mapping.fits} for row in sample]
    told = [_country(_places(cast("Mapping[Field, str]", _filled(row)))) for row in said]
    named = [country for country in told if country]
    is_one = len(set(named)) == 1 and 2 * len(named) >= len(sample)
    return named[0] if is_one else ""


def _filled(said: Mapping[str, str]) -> dict[str, str]:
    return {field: words for field, words in said.items() if words}


def document(told: Posting, *, more: Sequence[tuple[str, str]] = ()) -> Document:
    """A posting as a text with its title, its facts line by line, and its description."""
    composition = Composition()
    composition.heading(told.title, level=1)
    facts = [*_facts(told), *more]
    composition.lines([f"{label}: {said}" for label, said in facts], kind="paragraph")
    for block in text.blocks(told.description):
        composition.lines(block.span.of(told.description).split("\n"), kind=block.kind)
    employer = told.hiring_organization
    composed = composition.document(
        f"{told.title} — {employer}" if employer else told.title,
        published=told.date_posted,
        publisher=employer,
        url=told.url,
    )
    # A posting has no list of references: what looks like a marker is a word of it.
    return replace(composed, kind="posting", posting=told, references=())


# A row's fields


def _said(fit: Fit, row: Row) -> str:
    """The first filled of a field's columns, or all of them joined, else what every row states."""
    cells = (row.get(column, "").strip() for column in fit.columns)
    filled = [cell for cell in cells if not is_absent(cell)]
    if fit.joined:
        return ", ".join(filled) or fit.constant
    return filled[0] if filled else fit.constant


def _columns(row: Row) -> Iterator[tuple[str, str]]:
    for column, value in row.items():
        said = " ".join(value.split())
        if said.lower() not in _EMPTY and len(said) <= LONGEST_COLUMN:
            yield column, said


def _is_worthy(column: str, said: str) -> bool:
    return (
        _names_words(column)
        and not is_absent(said)
        and said.lower() not in _AFFIRMED | _DENIED
        and len(said) <= LONGEST_EXTRA
    )


@lru_cache(maxsize=4_096)
def _names_words(column: str) -> bool:
    """Whether a column is for people to read, and not technical."""
    return not _UNWORTHY.search(column)


def _spaced(value: str) -> str:
    """A list as a person reads it."""
    if "|" not in value:
        return value
    return re.sub(r"(?<=\S)\|(?=\S)", "; ", value)


@lru_cache(maxsize=4_096)
def _label(column: str) -> str:
    label = re.sub(r"[_.\-]+|(?<=[a-z])(?=[A-Z])", " ", column).strip().lower()
    return label[:1].upper() + label[1:]


def _places(told: Mapping[Field, str]) -> tuple[Place, ...]:
    """The places of a row: its location as read, else of its parts; one place has both."""
    locality, region, nation = (told.get(part, "") for part in _PARTS)
    parts = place.parts(locality, region, nation) if locality or region or nation else None
    if "place" not in told:
        return (parts,) if parts else ()
    raw = plain(told["place"])
    found = _read_places(raw, (parts.country if parts else None) or "")
    if parts and len(found) <= 1 and not any(each.remote for each in found):
        is_bare = not any(each.region or each.country for each in found) and "," not in raw
        town = locality or next((each.locality for each in found if each.locality), None)
        return (place.parts(town or (raw if is_bare else ""), region, nation, raw=raw),)
    return found or (Place(raw=raw),)


# A table says the same places, days and amounts again and again.


@lru_cache(maxsize=REMEMBERED)
def _read_places(raw: str, country: str) -> tuple[Place, ...]:
    return place.read(raw, country=country)


@lru_cache(maxsize=REMEMBERED)
def _read_day(stated: str, order: dates.Order | None, today: date | None) -> date | None:
    return dates.stated(stated, order=order, today=today)


@lru_cache(maxsize=REMEMBERED)
def _read_pay(said: str, currency: str, unit: str, country: str) -> Pay | None:
    return pay.stated(said, currency=currency, unit=unit, country=country)


_PARTS: tuple[Field, ...] = ("locality", "region", "country")


def _arrangement(stated: str) -> str | None:
    said = stated.strip().lower()
    if said in _AFFIRMED:
        return "remote"
    return None if said in _DENIED or not said else stated.strip()


def _pay(told: Mapping[Field, str], places: Sequence[Place], *, usually: str) -> Pay | None:
    """The pay that columns state; the country of a row's places tells whose dollars they are.

    A row whose places name no country is where the table `usually` is.
    """
    currency, unit = told.get("currency", ""), told.get("pay_unit", "")
    is_untold = not any(each.country for each in places)
    country = usually if is_untold else _country(places)
    bounds = pay.between(
        told.get("pay_minimum", ""),
        told.get("pay_maximum", ""),
        currency=currency,
        unit=unit,
        country=country,
    )
    return bounds or _read_pay(plain(told.get("pay", "")), currency, unit, country)


def _country(places: Sequence[Place]) -> str:
    """The one country of a posting's places; empty where there are several or none is told."""
    countries = {each.country for each in places if each.country}
    return countries.pop() if len(countries) == 1 else ""


def _skills(stated: str) -> tuple[str, ...]:
    parts = re.split(r"[|;\n]+", stated) if re.search(r"[|;\n]", stated) else stated.split(",")
    named = (part.strip(" \t[]'\"•*-") for part in parts)
    return tuple(dict.fromkeys(skill for skill in named if skill))[:MOST_SKILLS]


def _address(stated: str) -> str | None:
    return stated if re.fullmatch(r"https?://\S{1,2000}", stated) else None


def _host(url: str | None) -> str | None:
    """The site of an address; None for one that is malformed."""
    try:
        return (urlsplit(url or "").hostname or "").removeprefix("www.") or None
    except ValueError:
        return None


def _facts(told: Posting) -> list[tuple[str, str]]:
    facts = (
        ("Employer", told.hiring_organization),
        ("Location", "; ".join(place.raw for place in told.job_location)),
        ("Work arrangement", _spelt_out(told.job_location_type)),
        ("Employment type", _spelt_out(told.employment_type)),
        ("Pay", told.base_salary.raw if told.base_salary else None),
        ("Posted", told.date_posted.isoformat() if told.date_posted else None),
        ("Open until", told.valid_through.isoformat() if told.valid_through else None),
        ("Skills", ", ".join(told.skills)),
    )
    return [(label, " ".join(said.split())) for label, said in facts if said]


def _spelt_out(said: str | None) -> str | None:
    """schema.org's code words as people write them, the rest as it is."""
    return said and _CODE_WORD.sub(lambda code: _SPELT_OUT.get(code[0], code[0]), said)
