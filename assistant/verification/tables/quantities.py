"""What one cell or one figure of a claim comes to: a number, money, a percentage, a day, a rank."""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

Kind = Literal["number", "money", "percent", "date", "rank", "text"]
KINDS: tuple[Kind, ...] = ("number", "money", "percent", "date", "rank")

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_SCALES = {
    "k": 1e3, "thousand": 1e3, "m": 1e6, "mn": 1e6, "million": 1e6, "bn": 1e9, "billion": 1e9,
}  # fmt: skip
_IN_HEADER = re.compile(
    r"\b(thousand|million|billion)s?\b|(?:\bin |\()(k|m|mn|bn)\b", re.IGNORECASE
)  # viewers (millions); $ in bn; viewers (m)
_MONEY = re.compile(
    r"(?:us|c|a|s)?[$€£¥₹]|\b(?:usd|eur|gbp|cad|aud|chf|sgd|inr|jpy|euros?)\b", re.IGNORECASE
)
_NUMBER = r"[-+\u2212]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"
_FIGURE = re.compile(
    rf"(?P<number>{_NUMBER})\s*(?P<scale>k|mn|bn|thousand|million|billion)?\s*(?P<percent>%)?"
    r"(?P<unit>\s*[a-z²°/. ]{0,14})(?:\s*\([^()]{0,30}\))?",
    re.IGNORECASE,
)  # 1,100 m; 6.34 million; 37.39%; 62 (3)
_RANK = re.compile(r"(?:t\s?-?\s?)?(\d{1,4})(?:st|nd|rd|th)", re.IGNORECASE)  # 5th; t3rd
_YEAR = re.compile(r"(1[4-9]\d\d|20\d\d)(?:\s?[-–/]\s?\d\d(?:\d\d)?)?")  # 1985; 2007 - 08
_ISO = re.compile(r"((?:1[4-9]|20)\d\d)-([01]?\d)(?:-([0-3]?\d))?(?:[T ].{0,14})?")  # 2026-03-01
_CLOCK = re.compile(r"(?:(\d{1,2}):)?(\d{1,3}):(\d\d(?:\.\d+)?)")  # 1:25.3
_WORDS = re.compile(r"[^\W\d_]+|\d+", re.UNICODE)
_DAYS = frozenset(("mon", "tue", "wed", "thu", "fri", "sat", "sun"))
LONGEST = 60
_GROUPED = re.compile(r"(?<![\d.,])\d{1,3}(?:[. \u00a0\u202f]\d{3})+(?![\d.])")  # 54.200
_DECIMAL = re.compile(r"(?<=\d),(?=\d{1,2}(?!\d))")  # 12,5


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number and what kind it is of; a date is year, month, day as 20260301."""

    number: float
    kind: Kind


def in_english(text: str) -> str:
    """A text whose numbers are written 54.200,50 with them written 54,200.50."""
    pointed = _DECIMAL.sub("\0", text)
    grouped = _GROUPED.sub(lambda found: re.sub(r"[. \u00a0\u202f]", ",", found[0]), pointed)
    return grouped.replace("\0", ".")


@lru_cache(maxsize=4096)
def quantity(text: str) -> Quantity | None:
    """What a whole cell comes to; None where it is words, or more than one figure."""
    text = text.strip().strip("*~†‡ ")
    if not text or len(text) > LONGEST:
        return None
    dated = day(text)
    if dated is not None:
        return Quantity(dated, "date")
    if rank := _RANK.fullmatch(text):
        return Quantity(float(rank[1]), "rank")
    clock = _CLOCK.fullmatch(text)
    return _duration(clock) if clock else _figure(text)


def _duration(clock: re.Match[str]) -> Quantity:
    """Seconds of 1:25.3 or 2:03:11."""
    hours, minutes, seconds = (float(part or 0) for part in clock.groups())
    return Quantity(hours * 3600 + minutes * 60 + seconds, "number")


def _figure(text: str) -> Quantity | None:
    bare = _MONEY.sub("", text).strip()
    found = _FIGURE.fullmatch(bare)
    if not found:
        return None
    number = float(found["number"].replace(",", "").replace("\u2212", "-"))
    number *= _SCALES.get((found["scale"] or "").lower(), 1.0)
    if found["percent"]:
        return Quantity(number, "percent")
    return Quantity(number, "money" if bare != text else "number")


def day(text: str) -> float | None:
    """The day, month or year that a whole text names, as 20260301, 20260300 or 20260000.

    A day without its year is 301: it compares with others of its kind.
    """
    if year := _YEAR.fullmatch(text):
        return float(year[1]) * 10000
    if iso := _ISO.fullmatch(text):
        return float(iso[1]) * 10000 + float(iso[2]) * 100 + float(iso[3] or 0)
    words = _WORDS.findall(text.lower())
    months = [1 + _MONTHS.index(word[:3]) for word in words if is_month(word)]
    if len(months) != 1 or len(words) > 5:
        return None
    return _written_day(words, months[0])


def _written_day(words: list[str], month: int) -> float | None:
    """The day of words such as september 7, 1962; 30 aug 2003; july 16; march 2026."""
    numbers = [int(word) for word in words if word.isdecimal() and len(word) < 5]
    years = [n for n in numbers if 1400 <= n < 2100]
    days = [n for n in numbers if 1 <= n <= 31]
    known = {"st", "nd", "rd", "th", "of"} | _DAYS
    others = [w for w in words if not w.isdecimal() and not is_month(w) and w[:3] not in known]
    if others or not numbers or len(years) + len(days) != len(numbers) or len(days) > 1:
        return None
    return float((years or [0])[0] * 10000 + month * 100 + (days or [0])[0])


_MONTH_NAMES = re.compile(
    r"jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?"
)


def is_month(word: str) -> bool:
    """Whether a lower-case word is a month's name or its usual abbreviation."""
    return _MONTH_NAMES.fullmatch(word) is not None


def scale(header: str) -> float:
    """What a header's own words multiply its column by: 1,000,000 for “viewers (millions)”."""
    found = _IN_HEADER.search(header)
    return _SCALES[(found[1] or found[2]).lower()] if found else 1.0
