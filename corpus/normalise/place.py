"""Where a posting's work is: locations as localities, regions and countries, and their names.

What is read is never a guess between equally likely places. A bare name is a city where one city
of that name has 200,000 people and three times those of the next (or three times its people times
its names in other languages, which tell Barcelona from Barcelona), or where no other city has it;
a US state outranks its small namesakes abroad. Where several places are as likely, only what they
agree on is told: "Springfield" is in the US and "Georgia" nowhere.

Canonical names are GeoNames' English ones, save New York (for New York City), Cologne and Gurgaon.
Metropolitan areas are read as their city. A town too small for the gazetteer keeps its spelling
where its region or country is stated after it.

>>> read("New York, NY, US / Remote (US)")[0]
Place(locality='New York', region='NY', country='US', raw='New York, NY, US', remote=False)
>>> [label(place) for place in read("Austin TX or Remote (Germany; Poland)")]
['Austin, Texas, US', 'Remote (Germany)', 'Remote (Poland)']
"""

import ast
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any, Final

from corpus.normalise.arrangement import HYBRID, ONSITE, REMOTE
from corpus.normalise.gazetteer import City, Region, fold, gazetteer
from corpus.normalise.place_mentions import Found, find
from corpus.postings import Place

__all__ = ["Found", "dominant", "find", "label", "parts", "read", "within"]

_LONGEST = 8_000  # characters; nobody works in more places than that names
_LARGE = 200_000  # people a city has that its bare name can mean before others of the name
_ALONE = 50_000  # people a city has that its bare name means if no other city bears it
_TIMES = 3.0
_NESTING = 100
# Regions are known by their code alone in these countries; elsewhere the country has to be told.
_CODED: Final = ("US", "CA", "AU", "GB")
_SHOWN: Final = {"US": "US", "GB": "UK"}  # how a person says it after a comma

_BRACKETS = re.compile(r"([^()\[\]]*)(?:[(\[]([^()\[\]]*))?")
_BETWEEN = re.compile(r"[;|\n\r/•·]|(?<=\s)(?:or|and|oder|und|ou|et|&|\+)(?=\s)", re.IGNORECASE)
_HARD = re.compile(r"[;|\n\r/•·]")
_COMMA = re.compile(r"[,:]|(?<=\s)[-–—](?=\s)|[–—]")
_DASHED = re.compile(r"(?:[A-Z]{2,3})(?:-[A-Z]{2,3})?-[^-]")
_AROUND = re.compile(
    r"\b(?:anywhere in|anywhere within|anywhere|within|throughout|across|located|based|greater"
    r"|metropolitan|metroplex|metro|area|region|headquarters|hq|head office|offices?|campus|hub"
    r"|studios?|county of|city of|candidates?|only|preferred|in the|in(?= +\S)|the|near|around"
    r"|or more|multiple|various|several|locations?|flexible|hiring|eligible|from|commutable"
    r"|standort|zentrale|siège|sede|oficina|days?|per|a|week|work|working|residents?|role|position|first|friendly"
    r"|must|be|for|to|at|distance|postcode|zip)\b",
    re.IGNORECASE,
)
_DIGIT = re.compile(r"\d")
_NUMBER_FIRST = re.compile(r"\s*\d{1,4}[a-zA-Z]?\s+\S")
_SPACES = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class _Element:
    """The words between two commas, and where they stand."""

    words: str
    key: str
    start: int
    end: int

    @property
    def code(self) -> str:
        return self.words.upper() if len(self.words) in {2, 3} and self.words.isascii() else ""


@dataclass(frozen=True, slots=True)
class _Piece:
    """One item of a list of places, and which list: that of a bracket is its own."""

    start: int
    end: int
    elements: tuple[_Element, ...]
    remote: bool
    group: int


@lru_cache(maxsize=65_536)
def read(raw: str, *, country: str = "") -> tuple[Place, ...]:
    """The places that a location field names, in order, each once, with its own words as raw.

    `country` is the alpha-2 code of a column that says so. Words that name no known place give a
    place of which nothing is told. "CA" alone is told by `country` or by the list it is in: with
    countries it is Canada, with US states California, else nothing. "Remote (US)" is remote, in
    the US; hybrid is not remote. A field that names nothing is one place with its raw.
    """
    if not raw.strip():
        return ()
    stated = _stated(raw)
    if stated:
        return stated
    pieces = _pieces(raw)
    codes = _codes(pieces)
    found = [
        replace(place, raw=place.raw or raw[piece.start : piece.end].strip(), remote=piece.remote)
        for piece in pieces
        for place in _named(piece, codes, country.upper(), raw)
    ]
    return _each_once(found) or (Place(raw=raw),)


@lru_cache(maxsize=65_536)
def parts(locality: str, region: str, country: str, raw: str = "") -> Place:
    """The place of three columns, each of which may be empty, a name or a code.

    A locality stays as it is spelt where the gazetteer has it in no such place.
    """
    said = ", ".join(part.strip() for part in (locality, region, country) if part.strip())
    code = _country(_element(country)) if country.strip() else None
    if not locality.strip():
        place = _area(region, code)
    elif region.strip() or code:
        place = _within(_element(locality), _element(region), code, is_stated=True)
    else:
        place = next(iter(read(locality)), Place())
        place = place if place.locality else Place(locality=locality.strip())
    return replace(place or Place(country=code), raw=raw or said)


def label(place: Place) -> str:
    """A place as a person says it: "Austin, Texas, US"; its own words where nothing is told."""
    known = gazetteer()
    names = [place.locality] if place.locality else []
    if place.region and place.country:
        region = known.region_names.get((place.country, place.region), place.region)
        if not place.locality and place.country == "US" and _is_citys_too(fold(region), "US"):
            region = f"{region} State"  # New York and Washington are cities, said alone
        if not place.locality or fold(region) != fold(place.locality):
            names.append(region)
    elif place.region:
        names.append(place.region)
    if place.country:
        name = known.country_names.get(place.country, place.country)
        names.append(_SHOWN.get(place.country, name) if names else name)
    said = ", ".join(names)
    if place.remote:
        return f"Remote ({said})" if said else "Remote"
    return said or place.raw


def within(place: Place, asked: Place) -> bool:
    """Whether a place lies in the asked one; what nothing is told of lies nowhere.

    A remote place lies where one may live: "Remote (US)" is in the US and not in Texas, although a
    Texan may take it. Asked for remote places alone, every remote place is one; for remote places
    of a country, those whose scope lies in it. A borough lies in its city.
    """
    if asked.remote and not place.remote:
        return False
    if not (asked.locality or asked.region or asked.country):
        return asked.remote
    agree = (
        asked.country in {None, place.country}
        and (asked.region in {None, place.region} or (asked.locality and not place.region))
        and (asked.locality is None or _is_in_city(place, asked))
    )
    return bool(agree)


def _is_in_city(place: Place, asked: Place) -> bool:
    if place.locality is None or asked.locality is None:
        return False
    if fold(place.locality) == fold(asked.locality):
        return True
    city = (place.country or "", place.region or "", asked.locality)
    return place.locality in gazetteer().parts.get(city, frozenset())


# The shape of a field


def _stated(raw: str) -> tuple[Place, ...]:
    """The places of a field that is an exported object, or a list of them."""
    text = raw.strip()
    if text[0] not in "[{" or len(text) > _LONGEST or _depth(text) > _NESTING:
        return ()
    try:
        value = json.loads(text)
    except ValueError:
        try:
            value = ast.literal_eval(text)
        except (ValueError, SyntaxError, TypeError, MemoryError, RecursionError):
            return ()
    found = value if isinstance(value, list) else [value]
    return _each_once(place for item in found for place in _of_object(item, raw))


def _depth(text: str) -> int:
    """A bound on how deep an object nests; signs before a number nest too as Python reads it."""
    return text.count("[") + text.count("{") + text.count("(") + text.count("-") // 2


_COLUMNS: Final = {
    "locality": ("addressLocality", "locality", "city", "town"),
    "region": ("addressRegion", "region", "state", "province", "stateCode"),
    "country": ("addressCountry", "country", "countryCode", "country_code"),
    "text": ("name", "location", "text", "formatted", "display", "label"),
}


def _of_object(item: object, raw: str) -> tuple[Place, ...]:
    if isinstance(item, str):
        return read(item) if item.strip()[:1] not in "[{" else ()
    if not isinstance(item, dict):
        return ()
    nested = item.get("address")
    if isinstance(nested, dict):
        item = {**item, **nested}
    values = {column: _first(item, keys) for column, keys in _COLUMNS.items()}
    if values["locality"] or values["region"] or values["country"]:
        return (parts(values["locality"], values["region"], values["country"], raw),)
    return read(values["text"]) if values["text"].strip()[:1] not in {"[", "{"} else ()


def _first(item: Mapping[Any, Any], keys: Iterable[str]) -> str:
    for key in keys:
        value = item.get(key)
        if isinstance(value, dict):
            value = value.get("name")
        if isinstance(value, str) and value.strip():
            return value.strip()
    return ""


def _pieces(raw: str) -> tuple[_Piece, ...]:
    found: list[_Piece] = []
    for group, match in enumerate(_BRACKETS.finditer(raw[:_LONGEST]), start=1):
        inner = match[2]
        outer = list(_split(raw, *match.span(1)))
        found.extend(_piece(raw, start, end, group=0) for start, end in outer)
        if inner is None or not inner.strip():
            continue
        if outer and found[-1].elements:
            found[-1] = _qualified(raw, found[-1], match.span(2))
            continue
        remote = found.pop().remote if outer else False
        inside = [
            _piece(raw, start, end, group=group) for start, end in _split(raw, *match.span(2))
        ]
        told = [replace(piece, remote=True) if remote else piece for piece in inside]
        found.extend(told)
    return tuple(found)


def _qualified(raw: str, piece: _Piece, span: tuple[int, int]) -> _Piece:
    """A piece with the bracket after it: "London (Hybrid)", "Berlin (Germany)"."""
    inner = raw[slice(*span)]
    hybrid, remote = HYBRID.search(inner), REMOTE.search(ONSITE.sub(" ", inner))
    is_remote = (piece.remote or remote is not None) and hybrid is None
    more = () if _BETWEEN.search(inner) else tuple(_elements(raw, *span))
    return _Piece(piece.start, span[1] + 1, piece.elements + more, is_remote, piece.group)


def _split(raw: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The items of a list, by signs and by words; a country's own "and" parts nothing."""
    for first, last in _between(_HARD, raw, start, end):
        if fold(raw[first:last]) in gazetteer().countries:
            yield first, last
        else:
            yield from _between(_BETWEEN, raw, first, last)


def _between(sign: re.Pattern[str], raw: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    at = start
    for match in sign.finditer(raw, start, end):
        if raw[at : match.start()].strip(" ,"):
            yield at, match.start()
        at = match.end()
    if raw[at:end].strip(" ,"):
        yield at, end


def _piece(raw: str, start: int, end: int, *, group: int) -> _Piece:
    words = raw[start:end]
    remote = REMOTE.search(ONSITE.sub(" ", words)) is not None and HYBRID.search(words) is None
    return _Piece(start, end, tuple(_elements(raw, start, end)), remote, group)


def _elements(raw: str, start: int, end: int) -> Iterator[_Element]:
    dashed = _DASHED.match(raw[start:end].strip())
    commas = re.compile(r"[,-]") if dashed else _COMMA
    spans = list(_between(commas, raw, start, end))
    for first, last in spans:
        words = raw[first:last]
        if len(spans) > 1 and _NUMBER_FIRST.match(words) and first == spans[0][0]:
            continue  # a house and its street
        element = _element(words, first, last)
        if element.key and element.key not in gazetteer().vague:
            yield element


def _element(words: str, start: int = 0, end: int = 0) -> _Element:
    known = gazetteer()
    key = fold(words)
    is_code = len(words.strip()) == 2  # "AT" and "IN" are countries, though words too
    if (
        not is_code
        and key not in known.countries
        and not known.called.get(key)
        and key not in known.regions
    ):
        for noise in (HYBRID, ONSITE, REMOTE):
            words = noise.sub(" ", words)
        words = " ".join(word for word in words.split() if not _DIGIT.search(word))
        words = _AROUND.sub(" ", words)
    words = "".join(
        sign for sign in words if sign.isalpha() or sign in " '’.-&" or ord(sign) == 160
    )
    words = _SPACES.sub(" ", words).strip(" .-&'’") if len(words) > 4 else words.strip(" -&")
    return _Element(words, fold(words), start, end)


# What the words name


def _codes(pieces: Sequence[_Piece]) -> Mapping[tuple[int, str], Place]:
    """What each two-letter code that stands alone means, by the list that it is in."""
    decided: dict[tuple[int, str], Place] = {}
    groups: dict[int, list[_Piece]] = {}
    for piece in pieces:
        groups.setdefault(piece.group, []).append(piece)
    for group, members in groups.items():
        alone = [piece.elements[0] for piece in members if len(piece.elements) == 1]
        states = any(_state(e) and not _country(e) for e in alone)
        countries = any(_country(e) and not _state(e) for e in alone) or any(
            len(p.elements) > 1 and _state(p.elements[-2]) and p.elements[-1].code == "US"
            for p in members
        )
        for element in alone:
            if _state(element) and _country(element) and states != countries:
                state = Place(region=_state(element), country="US")
                place = Place(country=_country(element)) if countries else state
                decided[group, element.code] = place
                decided.setdefault((-1, element.code), place)
    return decided


def _state(element: _Element) -> str | None:
    """The US state of a two-letter code."""
    code = element.code
    return code if len(code) == 2 and ("US", code) in gazetteer().region_names else None


def _country(element: _Element) -> str | None:
    """The country that a name or code means, whatever else it may mean."""
    known = gazetteer()
    if len(element.words) == 2 and element.code in known.country_names:
        return element.code
    return known.countries.get(element.key)


def _named(
    piece: _Piece, codes: Mapping[tuple[int, str], Place], country: str, raw: str
) -> Iterator[Place]:
    elements = piece.elements
    if not elements:
        if piece.remote:
            yield Place(country=country or None)
        return
    if len(elements) == 1 and len(elements[0].code) == 2:
        yield _bare_code(elements[0], piece.group, codes, country)
        return
    found = list(_runs(elements, country))
    told = [run for run in found if run[0] != Place()] or [(Place(), elements[0], elements[-1])]
    for place, first, last in told:
        whole = len(told) == 1
        words = "" if whole else raw[first.start : last.end].strip()
        yield replace(place, raw=words)


def _bare_code(
    element: _Element, group: int, codes: Mapping[tuple[int, str], Place], country: str
) -> Place:
    """What a two-letter code means: by its column's country, its list, or because it is one."""
    code = element.code
    if country and country != code and (country, code) in gazetteer().region_names:
        return Place(region=code, country=country)
    told, state = _country(element), _state(element)
    if country != code and told and state:
        untold = Place(country=country or None)
        return codes.get((group, code)) or codes.get((-1, code)) or untold
    if told or state:
        return Place(region=None if told else state, country=told or "US")
    return _alone(element, country) or Place(country=country or None)


def _runs(
    elements: tuple[_Element, ...], country: str
) -> Iterator[tuple[Place, _Element, _Element]]:
    """The places of a run of elements, each of as many as belong together."""
    at = 0
    while at < len(elements):
        for length in (3, 2, 1):
            run = elements[at : at + length]
            place = _joined(run, country) if len(run) == length else None
            if place is not None:
                yield place, run[0], run[-1]
                break
        else:
            length = 1
        at += length


def _joined(run: tuple[_Element, ...], country: str) -> Place | None:
    if len(run) == 3:
        return _three(*run)
    if len(run) == 2:
        return _two(*run, country)
    return _alone(run[0], country)


def _three(first: _Element, second: _Element, third: _Element) -> Place | None:
    code = _country(third)
    if code and not _country_by_name(first):
        region = _region_in(second, code)
        if region or (not _is_city_in(second, code) and _is_city_in(first, code)):
            return _within(first, second, code, is_stated=True)
    code = _country(first)
    if code and _region_in(second, code) and not _country_by_name(third):
        return _within(third, second, code, is_stated=True)
    return None


def _two(first: _Element, second: _Element, country: str) -> Place | None:
    """A city and its region or country, a region and its country, or either the other way."""
    return (
        _city_then(first, second, country)
        or (_small_state(first, second, country) if second.code != "DE" else None)
        or _then_country(first, second)
        or _area_then(first, second, country)
        or _small_state(first, second, country)
    )


def _then_country(first: _Element, second: _Element) -> Place | None:
    code = _country(second)
    region = _region_in(first, code) if code else None
    if code is None or (region is None and _country_by_name(first)):
        return None
    if region and not _is_citys_too(first.key, code):
        return Place(region=region, country=code)
    # A city's name that is a state's besides: Washington.
    return Place(country=code) if region else _small(first, None, code)


def _is_citys_too(region: str, country: str) -> bool:
    """Whether a region's name means a city of its country when said alone."""
    cities = [city for city in gazetteer().cities(region) if city.country == country]
    return dominant(cities) is not None


def _area_then(first: _Element, second: _Element, country: str) -> Place | None:
    """A country or region before what lies in it: "Germany, Berlin", "US, TX"."""
    code = _country(first)
    if code and (_is_city_in(second, code) or _region_name_in(second, code)):
        return _within(second, second, code, is_stated=False)
    for region in _regions(first, country):
        if _is_city_in(second, region.country, region.code):
            return _within(second, first, region.country, is_stated=True)
    return None


def _city_then(first: _Element, second: _Element, country: str) -> Place | None:
    for region in _regions(second, country):
        city = _city_in(first, region.country, region.code)
        if city:
            return Place(city.name, region.code, region.country)
    code = _country(second)
    city = _city_in(first, code) if code else None
    if code and city and not _is_other_state(first, city):
        return _of_city(city) if _one_in(first, code) else Place(city.name, None, code)
    return None


def _is_other_state(element: _Element, city: City) -> bool:
    """Whether the name is also that of a state the city is not in: Washington."""
    states = {region.code for region in _regions(element, "") if region.country == "US"}
    return city.country == "US" and bool(states) and city.region not in states


def _small_state(first: _Element, second: _Element, country: str) -> Place | None:
    """A town that the gazetteer lacks, before a state."""
    if gazetteer().cities(first.key) or _country(first) or _regions(first, country):
        return None
    for region in _regions(second, country):
        if region.country in _CODED and not gazetteer().cities(second.key):
            return _small(first, region.code, region.country)
    return None


def _small(element: _Element, region: str | None, country: str) -> Place | None:
    is_name = element.words[:1].isupper() and 1 < len(element.words) < 60
    is_known = bool(gazetteer().cities(element.key)) or bool(_regions(element, ""))
    if not is_name or is_known or element.words.isupper():
        return Place(None, region, country)
    return Place(element.words, region, country)


def _alone(element: _Element, country: str) -> Place | None:
    """What a bare name means; what its likely readings agree on; None for unknown words."""
    known = gazetteer()
    name = known.countries.get(element.key)
    regions = _regions(element, country)
    if country and regions:
        name = None  # with a column that says US, Georgia is the state
    if name and not any(region.country == "US" for region in regions):
        return Place(country=name)
    cities = [city for city in known.cities(element.key) if country in {"", city.country}]
    if name or regions or cities:
        return _likeliest(cities, regions, name)
    return _suffixed(element, country)


def _likeliest(cities: Sequence[City], regions: Sequence[Region], country: str | None) -> Place:
    city = dominant(cities)
    states = [region for region in regions if region.country == "US"] or list(regions)
    if country:
        return Place()
    if city and not any(_rivals(region, city) for region in regions):
        return _of_city(city)
    readings = [Place(None, region.code, region.country) for region in states]
    if city:
        readings.append(_of_city(city))
    elif not readings:
        readings = [_of_city(one) for one in cities if one.population * 5 >= cities[0].population]
        return _agreed(readings) if len(readings) > 1 else Place()
    return _agreed(readings)


def _rivals(region: Region, city: City) -> bool:
    """Whether a region is as likely meant as the city of its name; a city's own is not."""
    if region.country == city.country:
        return city.region != region.code and region.country == "US"
    return region.country in _CODED


def dominant(cities: Sequence[City]) -> City | None:
    """The city that a bare name means, of those that bear it, largest first."""
    if not cities:
        return None
    if len(cities) == 1:
        return cities[0] if cities[0].population >= _ALONE else None
    for renown in (_people, _fame):
        first, second = sorted(cities, key=renown, reverse=True)[:2]
        if first.population >= _LARGE and renown(first) >= _TIMES * renown(second):
            return first
    return None


def _people(city: City) -> int:
    return city.population


def _fame(city: City) -> int:
    return city.population * city.fame


def _agreed(readings: Sequence[Place]) -> Place:
    first = readings[0]
    if all(place == first for place in readings):
        return first
    if all((place.region, place.country) == (first.region, first.country) for place in readings):
        return Place(None, first.region, first.country)
    if all(place.country == first.country for place in readings):
        return Place(None, None, first.country)
    return Place()


def _suffixed(element: _Element, country: str) -> Place | None:
    """A name with its region or country after it and no comma: "Austin TX", "London UK"."""
    words = element.words.split(" ")
    for count in (1, 2, 3):
        if len(words) <= count:
            break
        suffix = _element_of(words[-count:])
        if len(suffix.words) <= 3 and not suffix.words.isupper():
            continue
        prefix = _element_of(words[:-count])
        if _city_then(prefix, suffix, country) or _region_in(prefix, _country(suffix) or ""):
            return _two(prefix, suffix, country)
    return None


def _element_of(words: Sequence[str]) -> _Element:
    said = " ".join(words)
    return _Element(said, fold(said), 0, 0)


# Lookups


def _within(
    locality: _Element, region: _Element, country: str | None, *, is_stated: bool
) -> Place | None:
    """A locality of a region and country; kept as spelt where stated and not in the gazetteer."""
    code = _region_in(region, country) if country else None
    if country is None:
        told = next(iter(_regions(region, "")), None)
        country, code = (told.country, told.code) if told else (None, None)
    city = _city_in(locality, country, code) if country else None
    if city and country:
        return _of_city(city) if code is None else Place(city.name, code, country)
    if is_stated and locality.words:
        return Place(locality.words, code, country)
    return Place(None, code, country) if country else None


def _area(region: str, country: str | None) -> Place | None:
    if not region.strip():
        return Place(country=country)
    element = _element(region)
    if country:
        return Place(region=_region_in(element, country), country=country)
    told = _regions(element, "")
    return Place(region=told[0].code, country=told[0].country) if len(told) == 1 else None


def _of_city(city: City) -> Place:
    return Place(city.name, city.region, city.country)


def _country_by_name(element: _Element) -> str | None:
    return None if len(element.words) == 2 else gazetteer().countries.get(element.key)


def _regions(element: _Element, country: str) -> tuple[Region, ...]:
    """The regions that a code or name means; a code alone in the countries that use it so."""
    known = gazetteer()
    named = known.regions.get(element.key, ())
    if element.code:
        coded = [
            Region(element.code, place, known.region_names[place, element.code])
            for place in ((country,) if country else (*_CODED, "ES", "DE", "IN", "CH", "NL", "BR"))
            if (place, element.code) in known.region_names
        ]
        named = (*coded, *named)
    if country:
        return tuple(region for region in named if region.country == country)
    return tuple(sorted(named, key=lambda region: region.country != "US"))


def _region_in(element: _Element, country: str) -> str | None:
    known = gazetteer()
    if element.code and (country, element.code) in known.region_names:
        return element.code
    return _region_name_in(element, country)


def _region_name_in(element: _Element, country: str) -> str | None:
    named = gazetteer().regions.get(element.key, ())
    return next((region.code for region in named if region.country == country), None)


def _city_in(element: _Element, country: str, region: str | None = None) -> City | None:
    cities = gazetteer().cities(element.key)
    fits = [city for city in cities if city.country == country]
    if region is not None:
        fits = [city for city in fits if city.region in {region, None}]
    return fits[0] if fits else None


def _is_city_in(element: _Element, country: str, region: str | None = None) -> bool:
    return _city_in(element, country, region) is not None


def _one_in(element: _Element, country: str) -> bool:
    """Whether a city's name is told from its namesakes by the country."""
    fits = [city for city in gazetteer().cities(element.key) if city.country == country]
    return len({(city.name, city.region) for city in fits}) == 1 or dominant(fits) is not None


def _each_once(places: Iterable[Place]) -> tuple[Place, ...]:
    """Places without those said before; what nothing is told of is told apart by its words."""
    found: dict[tuple[str | None, ...], Place] = {}
    for place in places:
        told = (place.locality, place.region, place.country)
        key = (*told, "remote" if place.remote else "", "" if any(told) else place.raw)
        found.setdefault(("", "", "", "remote", "") if place == Place() else key, place)
    return tuple(found.values())
