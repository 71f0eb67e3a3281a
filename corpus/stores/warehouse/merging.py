"""The advertisements of one opening as the rows that are counted: each says what any of them does.

Of what they state differently, the fullest advertisement counts, then the latest.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from typing import Any, TypeVar

from corpus.normalise.pay import midpoint
from corpus.postings import Pay, Place, Posting
from corpus.stores.rows import Advertised
from corpus.stores.warehouse.folding import folded, searchable
from corpus.stores.warehouse.members import Member

Rows = Mapping[str, list[dict[str, Any]]]
Stated = TypeVar("Stated")

_FIGURE = re.compile(r"[-+]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?\s?%?|[-+]?\.\d+")
_SEVERAL = re.compile(r"[|;]")


@dataclass(frozen=True, slots=True)
class Looks:
    """What tells whether an advertisement is open.

    `opened` are the ids of the postings that each feed showed at its last look; `read` is the last
    day that any source was read.
    """

    opened: Mapping[str, frozenset[str]]
    read: date | None


def merged(opening: int, members: Sequence[Member], looks: Looks) -> Rows:
    """The rows of one opening, by table."""
    ranked = sorted(members, key=_worth, reverse=True)
    return {
        "postings": [_posting(opening, member) for member in members],
        "openings": [_opening(opening, ranked, looks)],
        "places": list(_places(opening, ranked)),
        "skills": list(_skills(opening, ranked)),
        "columns": list(_columns(opening, ranked)),
    }


def _worth(member: Member) -> tuple[int, date, int]:
    posting = member.advertised.posting
    stated = sum(bool(getattr(posting, field.name)) for field in fields(Posting))
    return stated, posting.last_seen or posting.date_posted or date.min, -member.advertised.document


def _posting(opening: int, member: Member) -> dict[str, Any]:
    held = member.advertised
    return {
        "document": held.document,
        "document_id": held.document_id,
        "identifier": held.posting.identifier,
        "source_id": held.source_id,
        "collection": held.collection,
        "opening": opening,
    }


def _opening(opening: int, ranked: Sequence[Member], looks: Looks) -> dict[str, Any]:
    first = ranked[0].advertised
    words = max((_words(member.advertised.posting) for member in ranked), key=len)
    employer = _first(ranked, lambda member: member.advertised.posting.hiring_organization)
    compared = _first(ranked, lambda member: member.normalised.employer)
    return {
        "opening": opening,
        "collection": first.collection,
        "copies": len(ranked),
        "text_folded": searchable(words),
        "employer_key": folded(compared) if compared else None,
        **_named("title", first.posting.title),
        **_named("employer", employer),
        **_named("board", _first(ranked, lambda member: member.advertised.posting.board)),
        **_named("role_family", _first(ranked, lambda member: member.normalised.role_family)),
        **_named("seniority", _first(ranked, lambda member: member.normalised.seniority)),
        **_named("arrangement", _first(ranked, lambda member: member.normalised.arrangement)),
        **_named("employment", _first(ranked, lambda member: member.normalised.employment)),
        **_pay(_first(ranked, lambda member: member.advertised.posting.base_salary)),
        **_days(ranked, looks),
    }


def _words(posting: Posting) -> str:
    return f"{posting.title}\n{posting.description}"


def _named(name: str, value: str | None) -> dict[str, Any]:
    stated = value if value and value.strip() else None
    return {name: stated, f"{name}_folded": folded(stated) if stated else None}


def _pay(pay: Pay | None) -> dict[str, Any]:
    return {
        "pay_stated": pay is not None,
        "pay": midpoint(pay) if pay else None,
        "pay_minimum": pay.minimum if pay else None,
        "pay_maximum": pay.maximum if pay else None,
        "pay_flags": "|".join(pay.flags) if pay else "",
        **_named("currency", pay.currency if pay else None),
        **_named("pay_unit", pay.unit if pay else None),
    }


def _days(ranked: Sequence[Member], looks: Looks) -> dict[str, Any]:
    postings = [member.advertised.posting for member in ranked]
    posted = min((each.date_posted for each in postings if each.date_posted), default=None)
    first_seen = min((each.first_seen for each in postings if each.first_seen), default=None)
    last_seen = max((each.last_seen for each in postings if each.last_seen), default=None)
    closes = max((each.valid_through for each in postings if each.valid_through), default=None)
    begun = min((day for day in (posted, first_seen) if day), default=None)
    ended = last_seen or closes
    lasted = (ended - begun).days if begun and ended else None
    return {
        "posted": posted,
        "closes": closes,
        "first_seen": first_seen,
        "last_seen": last_seen,
        "days_open": lasted if lasted is not None and lasted >= 0 else None,
        "open": _open(ranked, looks),
    }


def _open(ranked: Sequence[Member], looks: Looks) -> bool | None:
    """Whether any of the advertisements is open; None where nothing tells of any."""
    known = [
        is_open for member in ranked if (is_open := _is_open(member.advertised, looks)) is not None
    ]
    return any(known) if known else None


def _is_open(advertised: Advertised, looks: Looks) -> bool | None:
    """A feed's last look tells of its postings, a closing day of any other."""
    if advertised.source_id in looks.opened:
        return advertised.document_id in looks.opened[advertised.source_id]
    closes = advertised.posting.valid_through
    return closes >= looks.read if closes and looks.read else None


def _places(opening: int, ranked: Sequence[Member]) -> Iterator[dict[str, Any]]:
    stated: dict[tuple[str | None, str | None, str | None, bool], Place] = {}
    for member in ranked:
        for place in member.advertised.posting.job_location:
            key = (place.locality, place.region, place.country, place.remote)
            stated.setdefault(key, place)
    for place in stated.values():
        yield {
            "opening": opening,
            **_named("locality", place.locality),
            **_named("region", place.region),
            **_named("country", place.country),
            "remote": place.remote,
        }


def _skills(opening: int, ranked: Sequence[Member]) -> Iterator[dict[str, Any]]:
    listed = _distinct(skill for member in ranked for skill in member.normalised.skills)
    mentioned = _distinct(skill for member in ranked for skill in member.normalised.mentioned)
    for key, skill in {**mentioned, **listed}.items():
        yield {
            "opening": opening,
            "skill": skill,
            "skill_folded": key,
            "listed": key in listed,
        }


def _columns(opening: int, ranked: Sequence[Member]) -> Iterator[dict[str, Any]]:
    stated: dict[tuple[str, str], tuple[str, str]] = {}
    for member in ranked:
        for name, value in member.advertised.posting.columns:
            if value.strip():
                stated.setdefault((folded(name), folded(value)), (name, value.strip()))
    for (name_key, value_key), (name, value) in stated.items():
        shared = {"opening": opening, "name": name, "name_folded": name_key}
        parts = _parts(value)
        yield {
            **shared,
            "value": value,
            "value_folded": value_key,
            "number": _figure(value),
            "whole": True,
            "single": not parts,
        }
        for part_key, part in parts.items():
            if (name_key, part_key) not in stated:
                row = {"value": part, "value_folded": part_key, "whole": False, "single": True}
                yield {**shared, **row}


def _parts(value: str) -> dict[str, str]:
    """What a cell of several names, by what comparisons go by; empty for a cell of one."""
    if not _SEVERAL.search(value):
        return {}
    return _distinct(part.strip() for part in _SEVERAL.split(value) if part.strip())


def _distinct(values: Iterable[str]) -> dict[str, str]:
    distinct: dict[str, str] = {}
    for value in values:
        distinct.setdefault(folded(value), value)
    return distinct


def _figure(value: str) -> float | None:
    if not _FIGURE.fullmatch(value):
        return None
    return float(value.replace(",", "").rstrip("% "))


def _first(ranked: Sequence[Member], stated: Callable[[Member], Stated | None]) -> Stated | None:
    return next((value for member in ranked if (value := stated(member))), None)
