"""Numbers with the units that are written on them: the quantities of a text, one by one."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from assistant.verification.dates import dates
from assistant.verification.figure_words import DURATIONS, WORDS, any_of
from assistant.verification.numerals import Numeral, numerals
from corpus.normalise import money

Unit = Literal["count", "percent", "points", "money", "times", "duration", "ordinal"]
Exactness = Literal["exact", "about", "nearly", "over", "under", "at least", "at most", "vague"]
Move = Literal["by", "from", "to"]

_CODE = r"USD|EUR|GBP|CAD|AUD|NZD|CHF|INR|JPY|CNY|RMB|SGD|HKD|SEK|NOK|DKK|PLN|BRL|MXN|ZAR"
_SIGN = rf"(?:US|CA|AU|NZ|HK|NT|MX|C|A|S|R)?\$|[€£¥₹₩₽₺₪₱]|(?:{_CODE}|Rs\.?)"
_MONEY_WORD = (
    r"(?:US |Canadian |Australian )?dollars?|euros?|pounds? sterling"
    r"|pounds?(?! (?:of|per square)\b)|rupees?|yen|francs?|cents"
    r"|(?:Danish |Norwegian |Swedish |Czech )?(?:kroner|kronor|krone|krona|koruna)"
    r"|(?:Mexican |Chilean |Argentine |Colombian |Philippine )?pesos"
    r"|rand|yuan|renminbi|rupiah|dirhams|zloty|ringgit|baht|shekels"
)
# Before a number: "US$ ", "€", "USD "; and a minus before all of it.
_MONEY_BEFORE = re.compile(rf"(?:(?<![A-Za-z])(?P<sign>{_SIGN})[ \u00a0]?)$")
_AGED = re.compile(
    r"\b(?:(?:aged?|ages|age of)\s(?:between |about |over |under )?|(?:younger|older) than "
    r"|age\b[^.;,\d]{0,40} (?:is|was|of|at) )$",
    re.IGNORECASE,
)
# A quarter of the workforce is over 55.
_OVER = re.compile(r"\b(?:is|are|was|were|those|people|workers) (?:now )?(?:over|under) $")
_ENDS = re.compile(r"s?(?:[.;,)]|$| (?:and|or|now|today)\b)")
_YOUNGEST, _OLDEST = 15, 90
_MINUS = re.compile(r"(?:^|[\s(|])[-\u2212–]$")
_UNIT_AFTER = re.compile(
    r"[ \u00a0-]?(?P<points>(?:percentage|percent|per cent|%)[ -]?points?\b|pp(?:ts?)?\b)"
    r"|[ \u00a0-]?(?P<basis>basis points?\b|bps\b)"
    r"|[ \u00a0-]?(?P<percent>%|percent\b|per cent\b|pct\b)"
    rf"|[ \u00a0]?(?P<code>(?:{_CODE})\b|[€£₹])|[ -](?P<money>(?i:{_MONEY_WORD})\b)"
    r"|(?P<ordinal>st|nd|rd|th)\b"
    r"|[ -]?(?P<times>times\b|x\b(?! ?\d)|\u00d7(?! ?\d)|-?fold\b)"
    rf"|[ \u00a0-]?(?P<duration>{'|'.join(DURATIONS)}|centurie|yr|hr|min|sec|mth)s?\b"
    r"(?!-?to-date)(?![ -](?:over|on)[ -](?:year|month|quarter))"
)
_CURRENCIES: Mapping[str, str] = WORDS["currencies"]
_UNITS: Mapping[str, Unit] = {
    "points": "points",
    "percent": "percent",
    "times": "times",
    "ordinal": "ordinal",
}
_SPELLED = {"yr": "year", "hr": "hour", "min": "minute", "sec": "second", "mth": "month"}
_SPELLED |= {"centurie": "century"}
# "Python 3.11", "ISO 27001", "page 12", and no "Top 500,000" or "level 12%".
_NAMED = (
    rf"(?i:(?<![\w-])(?:{any_of(WORDS['names'])})[ \u00a0-]?v?\d{{1,6}}"
    r"(?![,\d]*\d|%|\s?(?:percent|per cent|million|billion|thousand)\b|k\b)"
    r"(?:[.\-:]\d{1,4}){0,3}(?:st|nd|rd|th)?[a-z]?(?!\w|,\d))"
)
_NOT_FIGURES = re.compile(
    r"\[\^?[\w, –-]{1,20}\](?!\()|【\d{1,3}】"  # [1], [^2], [1, 2]
    r"|https?://[^\s)]{1,300}|www\.[^\s)]{1,200}|(?<![\w.+-])[\w.+-]{1,40}@[\w-]{1,60}\.\w"
    rf"|{_NAMED}"
    r"|(?<![\w.])v?\d{1,4}\.\d{1,4}\.\d{1,6}(?:\.\d{1,6})?\b"  # 3.11.4
    r"|(?<![\w.,$])\d{1,2}:\d\d(?::\d\d)?\b|\b24/7\b|\b\d{1,2} ?[ap]\.?m\b"  # 10:30, 24/7, 5 pm
    r"|\+\d[\d ()-]{7,16}\d|\(\d{3}\)\s?\d{3}[- ]\d{4}|\b\d{3}[-.]\d{3,4}[-.]\d{4}\b"
    r"|\b40[13](?:\([kb]\)|[kb](?= (?:plan|match|contribution|saving)))|#\d{1,9}\b|№ ?\d{1,9}"
    r"|(?m:^[ \t]{0,8}(?:\d{1,3}[.)]|\(\d{1,2}\))[ \t])"  # 1. an item
)
_STUCK_BEFORE = re.compile(r"(?:^|[^\w$€£₹])[A-Za-z][A-Za-z\d]{0,15}[-/]$")  # GPT-4
_STUCK_AFTER = re.compile(r"[A-Za-z_]|-[A-Za-z]{1,12}\d|[-/][A-Z]{1,4}\b")  # 5G, 4-B2, 12/AB
# No number: "one of the best", "no one", "one another".
_NO_ONE = re.compile(
    r"\b(?:no|any|every|each|the|this|that|which|some|another|last|next|day|old|new|good|only"
    r"|right)[ -]$",
    re.IGNORECASE,
)
_ONE_ALONE = re.compile(
    r" (?:of|another|who|that|or|and|to|can|must|is|was|has|which|could|would|should|by|the|a|in"
    r"|on|at|with|for|as)\b|[^\w\s%-]|\s?$",
    re.IGNORECASE,
)
_ONE_IN = re.compile(r" (?:[A-Za-z-]+ ){0,3}(?:in|out of) (?:every )?")
_PLUS = re.compile(r"\+(?!\s?[\d$£€])")
_ORDINALS = {
    word: float(rank)
    for rank, word in enumerate(
        ("second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"), 2
    )
}
_MULTIPLES: Mapping[str, float] = {
    "doubl": 2,
    "twice": 2,
    "twofol": 2,
    "tripl": 3,
    "trebl": 3,
    "thrice": 3,
    "threefol": 3,
    "quadrupl": 4,
    "fourfol": 4,
    "fivefol": 5,
    "tenfol": 10,
    "halv": 0.5,
}
_MULTIPLE = re.compile(
    r"\b(?:(?P<multiple>doubl(?:ed|es|ing)|double(?= (?:the|time|pay)\b)"
    r"|twice|(?:two|three|four|five|ten)fold"
    r"|tripl(?:ed|es|ing)|triple(?= the\b)|trebl(?:ed|ing)|thrice|quadrupl(?:ed|es|ing)"
    r"|halv(?:ed|es|ing))"
    rf"|(?P<ordinal>{'|'.join(_ORDINALS)})"
    r"(?! (?:quarter|half|time|hand|party|thought)|s\b|-\w| of a)"
    r"|(?P<vague>dozens|scores|hundreds|thousands|tens of thousands|hundreds of thousands"
    r"|millions|billions)(?= of\b| more\b|[ .,]))\b",
    re.IGNORECASE,
)
_VAGUE: Mapping[str, tuple[float, float]] = {
    "dozens": (24, 240),
    "scores": (40, 200),
    "hundreds": (200, 1_999),
    "thousands": (2e3, 19_999),
    "tens of thousands": (2e4, 199_999),
    "hundreds of thousands": (2e5, 1_999_999),
    "millions": (2e6, 999e6),
    "billions": (2e9, 999e9),
}


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number in its unit, before what stands around it is read.

    `low` and `high` differ in a range; `step` is the unit of the last digit that is not a closing
    nought; `scale` is what the number is written in, such as 1,000 for "31k".
    """

    low: float
    high: float
    unit: Unit
    step: float
    start: int
    end: int
    currency: str | None = None
    scale: float = 1.0
    exactness: Exactness = "exact"
    move: Move | None = None
    worded: bool = False


def quantities(text: str) -> list[Quantity]:
    """Each quantity of a text in order; none of a date, version, marker, bullet or identifier."""
    numbers = [draft for numeral in numerals(text) if (draft := _draft(text, numeral))]
    taken = _marks(len(text), ((draft.start, draft.end) for draft in numbers))
    named = [_multiple(match) for match in _MULTIPLE.finditer(text)]
    apart = (draft for draft in named if not taken[draft.start])
    skipped = _skipped(text)
    every = sorted((*numbers, *apart), key=lambda draft: draft.start)
    return [draft for draft in every if 1 not in skipped[draft.start : draft.end]]


def _skipped(text: str) -> bytearray:
    """A mark on each character that is no part of a quantity."""
    named = (match.span() for match in _NOT_FIGURES.finditer(text))
    return _marks(len(text), (*named, *((when.span.start, when.span.end) for when in dates(text))))


def _marks(length: int, spans: Iterable[tuple[int, int]]) -> bytearray:
    marks = bytearray(length)
    for start, end in spans:
        marks[start:end] = b"\x01" * (end - start)
    return marks


def _multiple(match: re.Match[str]) -> Quantity:
    word = match[0].lower()
    if match["vague"]:
        low, high = _VAGUE[word]
        return Quantity(low, high, "count", low, *match.span(), exactness="vague", worded=True)
    if match["ordinal"]:
        rank = _ORDINALS[word]
        return Quantity(rank, rank, "ordinal", 1, *match.span(), worded=True)
    value = next(size for stem, size in _MULTIPLES.items() if word.startswith(stem))
    return Quantity(value, value, "times", 0.2, *match.span(), worded=True)


def _draft(text: str, numeral: Numeral) -> Quantity | None:
    start, end = numeral.start, numeral.end
    before = text[max(0, start - 24) : start]
    if _STUCK_BEFORE.search(before) or (numeral.value == 1 and _is_pronoun(text, numeral)):
        return None
    value, step = numeral.value, numeral.step
    draft = Quantity(
        value, value, "count", step, start, end, scale=numeral.scale, worded=numeral.worded
    )
    if sign := _MONEY_BEFORE.search(before):
        draft = _paid(draft, sign["sign"], start=start - len(sign[0]))
        before = before[: sign.start()]
    draft = _in_unit(text, _with_plus(text, draft), numeral)
    if draft.unit == "count" and _is_an_age(text, draft):
        draft = scaled(replace(draft, unit="duration"), DURATIONS["year"])
    if draft.end == end and _STUCK_AFTER.match(text, end):
        return None
    if _MINUS.search(before):
        draft = replace(draft, low=-draft.low, high=-draft.high, start=draft.start - 1)
    return draft


def _is_an_age(text: str, draft: Quantity) -> bool:
    before = text[max(0, draft.start - 60) : draft.start]
    if _AGED.search(before):
        return True
    is_of_people = _OLDEST > draft.low >= _YOUNGEST and _OVER.search(before)
    return bool(is_of_people and _ENDS.match(text, draft.end))


def _with_plus(text: str, draft: Quantity) -> Quantity:
    """A number with the plus that makes it a least: "3+ years"."""
    if not _PLUS.match(text, draft.end):
        return draft
    return replace(draft, end=draft.end + 1, exactness="at least")


def _is_pronoun(text: str, numeral: Numeral) -> bool:
    if text[numeral.start : numeral.end].lower() != "one":
        return False
    after = text[numeral.end : numeral.end + 50]
    if (whole := _ONE_IN.match(after)) and next(numerals(after[whole.end() :]), None):
        return False
    before = text[max(0, numeral.start - 10) : numeral.start]
    return bool(_NO_ONE.search(before) or _ONE_ALONE.match(after))


def _paid(draft: Quantity, sign: str, *, start: int) -> Quantity:
    key = sign.casefold().removesuffix(".")
    code, _ = money.currency((key,))
    return replace(draft, unit="money", currency=code or sign, start=start)


def _in_unit(text: str, draft: Quantity, numeral: Numeral) -> Quantity:
    found = _UNIT_AFTER.match(text, draft.end)
    name = found.lastgroup if found else None
    if found is None or name is None or (draft.unit == "money" and name not in ("code", "money")):
        return _as_share(draft) if numeral.fraction and draft.unit == "count" else draft
    return _named(replace(draft, end=found.end()), name, found[name].lower())


def _named(draft: Quantity, name: str, words: str) -> Quantity:
    """A number in the unit that words after it name; `name` is the kind of unit."""
    if name == "duration":
        return scaled(replace(draft, unit="duration"), DURATIONS[_SPELLED.get(words, words)])
    if name == "basis":
        return scaled(replace(draft, unit="points"), 0.01)
    if name in _UNITS:
        return replace(draft, unit=_UNITS[name])
    return _in_money(draft, words)


def _in_money(draft: Quantity, words: str) -> Quantity:
    if words == "cents":
        return scaled(replace(_paid(draft, "$", start=draft.start), scale=0.01), 0.01)
    if code := _CURRENCIES.get(words) or _CURRENCIES.get(words.rsplit(maxsplit=1)[-1]):
        return replace(draft, unit="money", currency=code)
    return _paid(draft, words.rsplit(maxsplit=1)[-1], start=draft.start)


def scaled(draft: Quantity, size: float) -> Quantity:
    """A quantity whose number is so many times as large."""
    return replace(draft, low=draft.low * size, high=draft.high * size, step=draft.step * size)


def _as_share(draft: Quantity) -> Quantity:
    """A fraction as a percentage: "two thirds" is 66.7%, stated to about a point either way."""
    return replace(scaled(draft, 100), unit="percent", step=2)
