"""The places that a question names, found in its words."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise
from typing import Final

from rapidfuzz import process
from rapidfuzz.distance import OSA

from corpus.normalise.gazetteer import City, Region, fold, gazetteer
from corpus.postings import Place


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


_LONGEST = 4_000  # characters; a question is far shorter
_WORDS = 5  # of the longest name looked for
_ANYHOW = 200_000  # people from which a city is known however it is written
_LOCATED = 50_000  # people from which one is, after a word such as "in", with a capital
_MISSPELT = 7  # letters from which a name may miss, swap or add one
_LONGEST_NAME = 40  # letters
_METROPOLIS = 1_000_000  # people from which a city's name is looked for misspelt
_TOKEN = re.compile(r"[^\W_]\.(?:[^\W_]\.)+|[^\W_]+(?:['’][^\W_]+)?")
_LOCATING: Final = _words("in near around across within outside throughout based")
# Codes that say something else in a posting; after a city they are read all the same.
_JARGON: Final = _words(
    "AI ML IT PM HR QA ID IN OR ME OK HI OH SE PR AS TV CV BI AM VP BA CS CM SC SO TO NO IS BE AT "
    "BY DO MY SQ GE AD LA MD MA PA AL CO LI IM IO PS GS GM GP MS MC MT SA SB SM SR MR AC AR NA NE "
    "TA PE SK ER GL KM PH CC AU CR LS DJ VC VA"
)
_AMBIGUOUS_AFTER_IN: Final = _words("CA DE GA IN CO AL AR MD MA PA LA VA NE MN MO SC SD")
_SMALL_AFTER_IN: Final = _words("tx ny nj fl nc wa ca uk us usa tn mn wi ky az ct nv ut dc")
_LOWER_ANYWHERE: Final = frozenset({"uk", "usa", "uae", "nyc", "sf"})
_MONTHS: Final = _words(
    "january february march april may june july august september october november december"
)


@dataclass(frozen=True, slots=True)
class Found:
    """A place in a text: where its words stand and what they can mean, likeliest first."""

    span: tuple[int, int]
    readings: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class _Token:
    words: str
    start: int
    end: int


@lru_cache(maxsize=4_096)
def find(text: str) -> tuple[Found, ...]:
    """The places that a question names, in order; words that are hardly ever a place are not.

    A code counts in capitals, and only where it is no other word of the trade: "in TX", not "ML".
    "CA", "DE", "IN" or "GA" are a state and a country, and both are given. A name of seven letters
    or more may be misspelt by one. Names that are common words count only before their region:
    "Reading, PA". Where one city far outweighs its namesakes it is the first reading of several.
    """
    tokens = [
        _Token(match[0], match.start(), match.end()) for match in _TOKEN.finditer(text[:_LONGEST])
    ]
    return tuple(_found(text[:_LONGEST], tokens))


def _found(text: str, tokens: Sequence[_Token]) -> Iterator[Found]:
    loud = text.isupper() and len(tokens) > 3  # a question in capitals has no codes of its own
    at = 0
    while at < len(tokens):
        for length in range(min(_WORDS, len(tokens) - at), 0, -1):
            readings = _readings(text, tokens, at, length, loud=loud)
            if not readings:
                continue
            last, narrowed = _narrowed(text, tokens, at + length, readings)
            if _is_meant(text, tokens, at, length, narrowed=last > at + length):
                raw = text[tokens[at].start : tokens[last - 1].end]
                yield Found((tokens[at].start, tokens[last - 1].end), _with_raw(narrowed, raw))
                at = last - 1
                break
        at += 1


def _readings(
    text: str, tokens: Sequence[_Token], at: int, length: int, *, loud: bool
) -> tuple[Place, ...]:
    if length > 1 and not _is_joined(text, tokens[at : at + length]):
        return ()
    words = text[tokens[at].start : tokens[at + length - 1].end]
    if length == 1 and len(words) <= 3:
        return _coded(tokens, at, loud=loud)
    key = fold(words.removesuffix("'s").removesuffix("’s"))
    named = _called(key)
    if named or length > 1:
        return named or _misspelt(key if length == 2 else "")
    return _misspelt(key)


def _is_joined(text: str, tokens: Sequence[_Token]) -> bool:
    """Whether only spaces, hyphens or dots stand between the words of a name."""
    return all(text[one.end : two.start].strip(" .-–") == "" for one, two in pairwise(tokens))


def _coded(tokens: Sequence[_Token], at: int, *, loud: bool) -> tuple[Place, ...]:
    """What a short word means as a code, where it is one rather than a word."""
    words = tokens[at].words
    before = [token.words.casefold() for token in tokens[max(0, at - 2) : at]]
    after_in = bool(before) and (
        before[-1] in _LOCATING
        or (before[-1] == "the" and len(before) == 2 and before[0] in _LOCATING)
    )
    code = words.upper()
    if words.casefold() in _LOWER_ANYWHERE:
        return _of_code(code)
    if not words.isupper() or loud:
        small = words.casefold() in _SMALL_AFTER_IN and after_in
        return _of_code(code) if small else ()
    is_code = code not in _JARGON or (after_in and code in _AMBIGUOUS_AFTER_IN)
    return _of_code(code) if is_code else ()


def _of_code(code: str) -> tuple[Place, ...]:
    known = gazetteer()
    if code.casefold() in _LOWER_ANYWHERE:
        return _called(fold(code))
    found = [
        Place(region=code, country=country)
        for country in ("US", "CA")
        if (country, code) in known.region_names
    ]
    if code in known.country_names:
        found.append(Place(country=code))
    return tuple(found)


@lru_cache(maxsize=8_192)
def _called(key: str) -> tuple[Place, ...]:
    """Every reading of a name that is worth asking about, likeliest first."""
    known = gazetteer()
    if len(key) < 3 and key not in {"uk", "sf", "us"}:
        return ()
    country, regions = known.countries.get(key), known.regions.get(key, ())
    states = [one for one in regions if one.country == "US"]
    regions_ = states or [one for one in regions if _is_asked_for(key, one)]
    cities = [city for city in known.cities(key) if city.population >= _LOCATED]
    largest = cities[0].population if cities else 0
    cities = [city for city in cities if city.population * 5 >= largest]
    cities.sort(key=lambda city: -city.population * city.fame)
    readings = [Place(country=country)] if country else []
    named = [Place(None, one.code, one.country) for one in regions_]
    towns = [Place(city.name, city.region, city.country) for city in cities]
    first, second = (towns, named) if largest >= _ANYHOW else (named, towns)
    if country and states:
        return (*named, *readings)
    return tuple(dict.fromkeys([*readings, *first, *second] if not country else readings))


def _is_asked_for(key: str, region: Region) -> bool:
    """Whether a region's name is long enough, and its country's regions asked for by name."""
    return len(key) > 4 and region.country in {
        "CA",
        "GB",
        "DE",
        "AU",
        "IN",
        "ES",
        "IT",
        "FR",
        "CH",
        "NL",
        "AT",
        "BR",
        "IE",
        "BE",
        "MX",
    }


def _narrowed(
    text: str, tokens: Sequence[_Token], at: int, readings: tuple[Place, ...]
) -> tuple[int, tuple[Place, ...]]:
    """The readings that a region or country right after the name leaves: "Portland, Maine"."""
    for length in range(min(3, len(tokens) - at), 0, -1):
        between = text[tokens[at - 1].end : tokens[at].start]
        if between.strip() not in {"", ","} or not _is_joined(text, tokens[at : at + length]):
            continue
        words = text[tokens[at].start : tokens[at + length - 1].end]
        is_code = len(words) == 2 and words.isupper()
        if not is_code and "," not in between and len(words) < 3:
            continue
        around = _of_code(words) if is_code else _called(fold(words))
        fits = _inside(readings, around)
        if fits:
            return at + length, fits
    return at, readings


def _inside(readings: tuple[Place, ...], around: tuple[Place, ...]) -> tuple[Place, ...]:
    areas = [area for area in around if not area.locality or area.region]
    fits = [
        place
        for area in areas
        for place in (*readings, *_towns(readings))
        if place.locality
        and place.country == area.country
        and (place.region == area.region or (area.region is None and not area.locality))
    ]
    return tuple(dict.fromkeys(fits))


def _towns(readings: tuple[Place, ...]) -> Iterator[Place]:
    """The smaller cities of the same name."""
    for name in {fold(place.locality) for place in readings if place.locality}:
        for city in gazetteer().cities(name):
            yield Place(city.name, city.region, city.country)


def _is_meant(text: str, tokens: Sequence[_Token], at: int, length: int, *, narrowed: bool) -> bool:
    """Whether a name is a place here, rather than a word, a month, a person or a product."""
    words = text[tokens[at].start : tokens[at + length - 1].end]
    key = fold(words.removesuffix("'s").removesuffix("’s"))
    if narrowed or length > 1 or len(words) <= 3:
        return True
    if key in gazetteer().words or key in _MONTHS:
        return False
    located = at > 0 and tokens[at - 1].words.casefold() in _LOCATING and words[:1].isupper()
    return located or _is_known(key) or not _called(key)


def _is_known(key: str) -> bool:
    """Whether a name is a country's, a state's or a large city's."""
    known = gazetteer()
    cities = known.called.get(key, ())
    is_state = any(one.country in {"US", "CA", "GB"} for one in known.regions.get(key, ()))
    return key in known.countries or is_state or bool(cities and cities[0].population >= _ANYHOW)


def _misspelt(key: str) -> tuple[Place, ...]:
    """What a long name means that is one letter off a country, a US state or a large city."""
    if not _MISSPELT <= len(key) <= _LONGEST_NAME or key in gazetteer().words:
        return ()
    choices = _long_names().get(key[0], ())
    near = process.extract(key, choices, scorer=OSA.distance, score_cutoff=1, limit=2)
    fits = [name for name, distance, _ in near if distance and not _is_form(key, name)]
    return _called(fits[0]) if len(fits) == 1 else ()


def _is_form(key: str, name: str) -> bool:
    """Whether a word is what is of a place, rather than the place: "Austrian", "Virginian"."""
    return key.startswith(name) or (
        name.startswith(key) and len(key) == len(name) - 1 and " " in name
    )


@cache
def _long_names() -> dict[str, tuple[str, ...]]:
    known = gazetteer()
    names = set(known.countries) | {
        key for key, cities in known.called.items() if _is_metropolis(cities)
    }
    names |= {
        key for key, all_ in known.regions.items() if any(one.country == "US" for one in all_)
    }
    long = sorted(name for name in names if len(name) >= _MISSPELT and name.isascii())
    return {
        initial: tuple(name for name in long if name[0] == initial)
        for initial in {name[0] for name in long}
    }


def _is_metropolis(cities: tuple[City, ...]) -> bool:
    return cities[0].population >= _METROPOLIS or (
        cities[0].country == "US" and cities[0].population >= _ANYHOW
    )


def _with_raw(readings: tuple[Place, ...], raw: str) -> tuple[Place, ...]:
    return tuple(Place(one.locality, one.region, one.country, raw) for one in readings)
