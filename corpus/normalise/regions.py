"""The codes and names that states and countries go by, for columns and questions that use either.

>>> [(region.family, region.name) for region in readings("de")]
[('US state', 'Delaware'), ('country', 'Germany')]
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

import pycountry

MOSTLY = 0.8  # of a column's values that have to be of one family

_ALSO: Mapping[tuple[str, str], str] = {
    ("country", "US"): "usa|u s|u s a|america|united states of america",
    ("country", "GB"): "uk|u k|britain|great britain|united kingdom",
    ("country", "KR"): "south korea|korea",
    ("country", "RU"): "russia",
    ("country", "CZ"): "czech republic",
    ("country", "TR"): "turkey",
    ("country", "VN"): "vietnam",
    ("country", "TW"): "taiwan",
    ("country", "IR"): "iran",
    ("country", "NL"): "holland|the netherlands",
    ("country", "AE"): "uae",
    ("US state", "DC"): "washington dc|washington d c|d c",
}
_UK_REGIONS = (
    "North East|North West|Yorkshire and The Humber|East Midlands|West Midlands|East of England|"
    "London|South East|South West|England|Wales|Scotland|Northern Ireland"
)
_STATES = {
    "US": ("US state", {"State", "District"}),
    "CA": ("Canadian province", {"Province", "Territory"}),
    "AU": ("Australian state", {"State", "Territory"}),
    "DE": ("German state", {"Land", "State"}),
}


@dataclass(frozen=True, slots=True)
class Region:
    """A state or country: its family, ISO code within it, and English name."""

    family: str
    code: str
    name: str


def readings(said: str) -> tuple[Region, ...]:
    """The US states and countries that a code or name can mean, states first."""
    word = folded(said)
    found = [_families()[family].get(word) for family in ("US state", "country")]
    return tuple(region for region in found if region is not None)


def family(values: Iterable[str], *, column: str = "") -> str | None:
    """The family that most of a column's values belong to; None where no family holds them.

    Codes of both states and countries are states, unless the column's name says country.
    """
    words = [folded(value) for value in values]
    order = sorted(_families(), key=lambda name: name not in folded(column).replace("job", ""))
    for name in order:
        held = sum(word in _families()[name] for word in words)
        if held and held >= MOSTLY * len(words):
            return name
    return None


def named(said: str, family: str) -> Region | None:
    """The region of one family that has this code or name."""
    return _families()[family].get(folded(said))


@cache
def names(family: str) -> Mapping[str, Region]:
    """The regions of a family by every folded code and name."""
    return _families()[family]


def folded(said: str) -> str:
    """A name as compared: small letters without accents or marks.

    >>> folded("Côte d'Ivoire"), folded("U.S.")
    ('cote d ivoire', 'u s')
    """
    plain = unicodedata.normalize("NFKD", said.casefold())
    bare = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return " ".join(re.findall(r"\w+", bare.replace("_", " ")))


@cache
def _families() -> Mapping[str, Mapping[str, Region]]:
    """Each family's regions; one that another contains comes after it."""
    families: dict[str, dict[str, Region]] = {}
    for country, (name, kinds) in _STATES.items():
        families[name] = {}
        # pycountry leaves its look-ups without types.
        for found in pycountry.subdivisions.get(country_code=country):  # type: ignore[no-untyped-call]
            if found.type in kinds:
                _add(families[name], Region(name, found.code[3:], found.name), ())
    families["country"] = {}
    for one in pycountry.countries:
        region = Region("country", one.alpha_2, getattr(one, "common_name", one.name))
        _add(families["country"], region, (one.alpha_3, one.name, one.name.split(",")[0]))
    families["UK region"] = {}
    for name in _UK_REGIONS.split("|"):
        _add(families["UK region"], Region("UK region", name, name), ())
    return families


def _add(family: dict[str, Region], region: Region, more: Iterable[str]) -> None:
    also = _ALSO.get((region.family, region.code), "").split("|")
    for alias in (region.code, region.name, *more, *also):
        if alias:
            family.setdefault(folded(alias), region)
