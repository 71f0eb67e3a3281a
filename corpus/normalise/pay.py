"""Pay as an advertisement states it, read into bounds, currency and unit without a guess."""

import re
from collections.abc import Mapping, Sequence

from corpus.postings import Pay, PayUnit

LONGEST_STATEMENT = 200

_SIGNS: Mapping[str, str] = {
    "US$": "USD",
    "CA$": "CAD",
    "C$": "CAD",
    "AU$": "AUD",
    "A$": "AUD",
    "NZ$": "NZD",
    "S$": "SGD",
    "HK$": "HKD",
    "R$": "BRL",
    "$": "USD",
    "£": "GBP",
    "€": "EUR",
    "₹": "INR",
    "¥": "JPY",
    "₩": "KRW",
    "₱": "PHP",
    "zł": "PLN",
}
"""A bare dollar sign is the US one unless a code says otherwise; `Pay.raw` keeps what was said."""

_CODES = (
    "USD|EUR|GBP|CAD|AUD|NZD|CHF|INR|JPY|CNY|SGD|HKD|SEK|NOK|DKK|PLN|CZK|HUF|RON|BGN|TRY|ILS|AED"
    "|SAR|ZAR|NGN|KES|EGP|PKR|BDT|LKR|PHP|IDR|MYR|THB|VND|KRW|TWD|BRL|MXN|ARS|CLP|COP|PEN|UAH"
)
_CODE = re.compile(rf"\b({_CODES})\b")
_SIGN = re.compile(r"(?:US|CA|AU|NZ|HK|[CASR])?\$|[£€₹¥₩₱]|zł")
_AMOUNT = re.compile(
    r"(?<![\w.,])(\d{1,3}(?:[,.' ]\d{3})+(?:\.\d{1,2})?|\d{1,9}(?:[.,]\d{1,2})?)(?!\d)"
    r"\s?([kKmM](?![a-z])|lakhs?\b|LPA\b)?(?!\s?%|\(k\))"
)
_BARE = re.compile(r"[\d.,' ]*\d[\d.,' ]*(?:[–—-]\s?[\d.,' ]*\d[\d.,' ]*)?")
_UNIT_WORDS: Mapping[PayUnit, str] = {
    "HOUR": r"hour(?:ly)?|hrs?|p\.?h",
    "DAY": r"dai?ly|day|diem|p\.?d",
    "WEEK": r"week(?:ly)?|wk",
    "MONTH": r"month(?:ly)?|mo|mth|p\.?m|pcm",
    "YEAR": r"year(?:ly)?|yr|annum|annual(?:ly)?|p\.?a|lpa",
}
_UNITS = {
    unit: re.compile(rf"(?:^|[^a-z])(?:{words})(?:[^a-z]|$)", re.IGNORECASE)
    for unit, words in _UNIT_WORDS.items()
}
_ONLY_MOST = re.compile(r"\b(?:up to|max(?:imum)?|no more than|under)\b", re.IGNORECASE)
_ONLY_LEAST = re.compile(
    r"\b(?:from|starting|at least|min(?:imum)?|over)\b|\d\s?[kK]?\s?\+", re.IGNORECASE
)


def stated(raw: str, *, currency: str = "", unit: str = "") -> Pay | None:
    """The pay in a phrase such as "$65K - $100K" or "£15 per hour"; None where it names no figure.

    `currency` and `unit` are what other columns say of it: bare figures are written out with them.
    Bounds are put in order.
    """
    words = " ".join(raw.split())[:LONGEST_STATEMENT]
    least, most = _bounds(words)
    if least is None and most is None:
        return None
    named, per = _currency(currency) or _currency(words), _unit(unit) or _unit(words)
    if (named or per) and _BARE.fullmatch(words):
        words = _phrase([amount for amount in (least, most) if amount is not None], named, per)
    return Pay(least, most, named, per, words)


def between(minimum: str, maximum: str, *, currency: str = "", unit: str = "") -> Pay | None:
    """The pay that separate columns state; None where neither bound is a figure above nothing."""
    bounds = sorted(amount for amount in (_number(minimum), _number(maximum)) if amount)
    if not bounds:
        return None
    least = bounds[0] if _number(minimum) else None
    most = bounds[-1] if _number(maximum) else None
    named, per = _currency(currency) or _currency(minimum), _unit(unit)
    limit = "up to " if least is None else "from " if most is None else ""
    return Pay(least, most, named, per, limit + _phrase(bounds, named, per))


def _phrase(bounds: Sequence[float], currency: str | None, unit: PayUnit | None) -> str:
    """Figures as a person writes them: "USD 10 – 20 per hour"."""
    figures = " – ".join(f"{amount:,.10g}" for amount in dict.fromkeys(bounds))
    return f"{currency or ''} {figures}{f' per {unit.lower()}' if unit else ''}".strip()


def _bounds(words: str) -> tuple[float | None, float | None]:
    found = [(match[1], (match[2] or "").lower()) for match in _AMOUNT.finditer(words)][:2]
    if not found:
        return None, None
    shared = (
        found[-1][1] if len(found) == 2 and not found[0][1] and _number(found[0][0]) < 1_000 else ""
    )
    amounts = sorted(_scaled(figure, scale or shared) for figure, scale in found)
    if len(amounts) == 1 and _ONLY_MOST.search(words):
        return None, amounts[0]
    if len(amounts) == 1 and _ONLY_LEAST.search(words):
        return amounts[0], None
    return amounts[0], amounts[-1]


def _scaled(figure: str, scale: str) -> float:
    factor = {"k": 1e3, "m": 1e6, "l": 1e5}.get(scale[:1], 1)
    return round(_number(figure) * factor, 2)


def _number(figure: str) -> float:
    """A figure's value, its thousands parted in any of the usual ways; 0 for what is no figure."""
    plain = re.sub(r"[^\d.,' ]", "", figure).strip()
    plain = (
        re.sub(r"[,.' ](?=\d{3}(?:\D|$))", "", plain)
        .replace(",", ".")
        .replace(" ", "")
        .replace("'", "")
    )
    try:
        return float(plain)
    except ValueError:
        return 0.0


def _currency(words: str) -> str | None:
    code = _CODE.search(words.upper() if len(words) == 3 else words)
    if code:
        return code[1]
    sign = _SIGN.search(words)
    return _SIGNS[sign[0]] if sign else None


def _unit(words: str) -> PayUnit | None:
    return next((unit for unit, pattern in _UNITS.items() if pattern.search(words)), None)
