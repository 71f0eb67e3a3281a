"""What a question says of pay: bounds, currency and period, and whether it has to be stated."""

import re
from collections.abc import Mapping
from typing import Final

from assistant.analysis.cues import UNITS
from assistant.analysis.draft import Draft
from assistant.analysis.lexicon import COMPARATORS
from corpus.normalise import pay
from corpus.postings import PayUnit
from corpus.queries import FIELDS, AnyOf, Condition, Operator

_POLICY = re.compile(
    r"\(\s*(?:exclud|ignor|not count|leav|omit|without|drop)[^)]*\)"
    r"|[,;]?\s*(?:excluding|ignoring|not counting|leaving out|leave out|omitting)\s+(?:the\s+)?"
    r"(?:hourly|monthly|daily|weekly|non-annual|other currenc|bare|foreign)[^?.]*",
    re.IGNORECASE,
)
_AMOUNT = (
    r"(?:[A-Z]{2,3}\s?)?[$£€₹¥]?\s?(?<![\d,.])\d[\d,.' ]{0,20}\s?"
    r"(?:[kKmM]\b|thousand|million|LPA\b|lakhs?|crores?|grand)?\+?"
    r"(?:\s?(?:USD|EUR|GBP|CAD|AUD|CHF|INR|dollars?|euros?|pounds?|us dollars?))?"
    r"(?:\s?(?:/|per|an?)\s?(?:hour|hr|day|week|month|year|annum|yr))?"
)
_BETWEEN = re.compile(
    rf"\b(?:between|from)\s+({_AMOUNT})\s*(?:and|to|-|–)\s*({_AMOUNT})", re.IGNORECASE
)
_BOUNDED = re.compile(
    "|".join(
        rf"(?P<{name}>\b(?:{words})|(?<!\w)(?:{words}))\s*(?P<{name}_of>{_AMOUNT})"
        for name, words in COMPARATORS
    ),
    re.IGNORECASE,
)
_OR_MORE = re.compile(
    rf"({_AMOUNT})\s*(?:\+|or more|and up|and above|or above|plus|or higher)", re.IGNORECASE
)
_CURRENCY_WORDS: Final = """
USD us dollars|us dollar|u.s dollars|american dollars|dollars|usd
CAD canadian dollars|cad
AUD australian dollars|aud
EUR euros|euro|eur
GBP british pounds|pounds sterling|pounds|sterling|gbp
INR indian rupees|rupees|inr
CHF swiss francs|francs|chf
JPY yen|jpy
SGD singapore dollars|sgd
PLN zloty|pln
SEK kronor|sek
"""
_CURRENCIES: Mapping[str, str] = {
    name: line[:3] for line in _CURRENCY_WORDS.strip().splitlines() for name in line[4:].split("|")
}
_CURRENCY = "|".join(sorted(_CURRENCIES, key=len, reverse=True))
_OTHER_CURRENCY = re.compile(
    rf"\b(?:in |quote pay in |pay in )?(?:an?other |an? |other |different |foreign |some "
    rf"|any )?(?:currency|currencies)?"
    rf" ?(?:other than|besides|except(?: for)?|not in|that is not|that isn t|different from"
    rf"|apart from|non) (?:the )?(?P<other>{_CURRENCY})\b"
    rf"|\b(?P<foreign>(?:foreign|non us|another|other|different) currenc(?:y|ies))\b"
)
_IN_CURRENCY = re.compile(rf"\b(?:in |\( )?(?P<currency>{_CURRENCY})\b")
_PAY_WORDS = (
    r"(?:base |annual |yearly |hourly |monthly |weekly |daily |stated |advertised |exact "
    r"|explicit |clear |salary |pay )*"
    r"(?:salary|salaries|pay|wages?|compensation|remuneration|rates?)(?: (?:range|band|figure"
    r"|information|info|details|data|rate|level)s?)?"
)
_ADJECTIVES = (
    r"(?:an? |any |their |the |its |some |no |annual |yearly |hourly |daily |weekly |monthly "
    rf"|stated |{_CURRENCY}| )*"
)
_STATED = re.compile(
    rf"\b(?:stat(?:e|es|ed|ing)|disclos\w+|giv(?:e|es|ing)|list\w*|mention\w*|includ\w+"
    rf"|publish\w*|show\w*|specif\w+|with|have|has|having|provid\w+"
    rf"|quot\w+|advertis\w+|contain\w*|reveal\w*|without|lack\w*|miss\w*|omit\w*|hid\w+|no|post"
    rf"|posts|transparent about)\b {_ADJECTIVES}?{_PAY_WORDS}"
    rf"(?: (?:instead of|rather than|not)(?: an?)? (?:annual|yearly|hourly"
    rf"|monthly)(?: {_PAY_WORDS})?)?(?: in (?:{_CURRENCY})\b)?"
)
_PAID_BY = re.compile(
    r"\b(?:paid|pay|pays|paying|priced) (?:by the (?P<unit>hour|day|week|month)"
    r"|(?P<adverb>hourly"
    r"|daily|weekly|monthly))(?: rates?)?\b|\b(?P<before>hourly|daily|weekly|monthly) paid\b"
)
_KEPT_BACK = re.compile(
    rf"\b(?:leav\w+|keep\w*|hid\w+|hold\w*) (?:the |their |its )?{_PAY_WORDS} (?:out|undisclosed"
    r"|open|blank|secret|back|hidden|to themselves)\b"
    rf"|\b{_PAY_WORDS} (?:is |are )?(?:undisclosed|hidden|not stated|not given|missing)\b"
)
_LOW_END = re.compile(
    r"(?:min(?:imum)?|lowest|starting|start|entry|low end)\W+(?:\w+\W+){0,2}$", re.IGNORECASE
)
_HIGH_END = re.compile(r"(?:max(?:imum)?|highest|top|high end)\W+(?:\w+\W+){0,2}$", re.IGNORECASE)
_AFTER_LOW = re.compile(
    r"^\W*(?:a year |per year )?at (?:the |its )?(?:low|bottom) end", re.IGNORECASE
)
_NOTATION = re.compile(r"\b(?:in )?[$]?k ?,? ?[$]?m? notation|\bnotation\b")
_ADVERBS: Mapping[str, PayUnit] = {
    "hour": "HOUR",
    "day": "DAY",
    "week": "WEEK",
    "month": "MONTH",
    "hourly": "HOUR",
    "daily": "DAY",
    "weekly": "WEEK",
    "monthly": "MONTH",
}


Amount = tuple[float, str | None, PayUnit | None]
LEAST_BARE_AMOUNT = 10_000
"""A number without a sign of money from which on it is taken for money."""


def paid(draft: Draft) -> None:
    """Take out what is said of pay: its bounds, currency and period, and whether it is stated."""
    text = draft.sentence.text
    for policy in _POLICY.finditer(text):
        draft.sentence.mark_characters(*policy.span(), "policy")
    _bounds(draft)
    for _, start, end in draft.found(_KEPT_BACK):
        test = Condition("pay", "stated", negated=True, said="no pay stated")
        draft.mention(start, end, (test,))
    draft.cue(_NOTATION, "policy")
    _pay_facts(draft)


def _bounds(draft: Draft) -> None:
    text = draft.sentence.text
    for match in _BETWEEN.finditer(text):
        low, high = pay.amount(match[1]), pay.amount(match[2])
        if low and high:
            scale = 1000 if low[0] < 1000 <= high[0] else 1
            least = (low[0] * scale, high[1], high[2])
            _bound(draft, match.span(), ("at_least", least), ("at_most", high))
    for match in _BOUNDED.finditer(text):
        operator = next(name for name, _ in COMPARATORS if match[name])
        _compared(draft, match.span(), operator, match[f"{operator}_of"])
    for match in _OR_MORE.finditer(text):
        _compared(draft, match.span(), "at_least", match[1])


def _compared(draft: Draft, span: tuple[int, int], operator: Operator, words: str) -> None:
    """Note a bound on pay, where the number is one of money."""
    amount = pay.amount(words)
    if amount and (amount[1] or amount[2] or amount[0] >= LEAST_BARE_AMOUNT):
        _bound(draft, span, (operator, amount))


def _bound(draft: Draft, span: tuple[int, int], *bounds: tuple[Operator, Amount]) -> None:
    start, end = draft.sentence.mark_characters(*span, "")
    if not draft.sentence.is_free(start, end):
        return
    field, span = _end_of_range(draft.sentence.text, span)
    start, end = draft.sentence.mark_characters(*span, "")
    said = f"{FIELDS[field]} {draft.sentence.said(start, end)}"
    tests = [
        Condition(
            field, operator, (number,), said=said, currency=currency or "", unit=unit or "YEAR"
        )
        for operator, (number, currency, unit) in bounds
    ]
    draft.mention(start, end, *((test,) for test in tests))


def _end_of_range(text: str, span: tuple[int, int]) -> tuple[str, tuple[int, int]]:
    """Which end of stated pay a bound is on, and the words that say so, with those of the bound."""
    before, after = text[: span[0]], text[span[1] :]
    low, high, later = _LOW_END.search(before), _HIGH_END.search(before), _AFTER_LOW.search(after)
    if low or later:
        return "pay_minimum", (
            low.start() if low else span[0],
            span[1] + (later.end() if later else 0),
        )
    return ("pay_maximum", (high.start(), span[1])) if high else ("pay", span)


def _pay_facts(draft: Draft) -> None:
    for match, start, end in draft.found(_PAID_BY):
        unit = _ADVERBS[match["unit"] or match["adverb"] or match["before"]]
        said = f"paid by the {unit.lower()}"
        draft.mention(start, end, (Condition("pay_unit", "is", (unit,), said=said),))
    for match, start, end in draft.found(_OTHER_CURRENCY):
        other = _CURRENCIES.get(match["other"] or "", "USD")
        stated = Condition("currency", "stated", said="pay in a stated currency")
        unlike = Condition(
            "currency", "is", (other,), negated=True, said=f"a currency other than {other}"
        )
        draft.mention(start, end, (stated,), (unlike,))
    for match, start, end in draft.found(_STATED):
        _stated(draft, match[0], start, end)
    for match, start, end in draft.found(_IN_CURRENCY):
        code = _CURRENCIES[match["currency"]]
        draft.mention(start, end, (Condition("currency", "is", (code,), said=f"pay in {code}"),))


def _stated(draft: Draft, words: str, start: int, end: int) -> None:
    """Note that pay is stated, and how: "with a stated annual USD salary"."""
    kept = re.split(r" (?:instead of|rather than|not) ", words)[0]
    unit = next((name for name, cue in UNITS.items() if cue.search(f"{kept} pay")), None)
    currency = next(
        (code for name, code in _CURRENCIES.items() if re.search(rf"\b{re.escape(name)}\b", kept)),
        "",
    )
    is_negated = bool(
        re.match(r"(?:without|lack|miss|omit|hid|no)\w*\b|\w+ no ", kept)
    ) or draft.is_negated(start)
    conditions: list[AnyOf] = [
        (
            Condition(
                "pay",
                "stated",
                negated=is_negated,
                said="no pay stated" if is_negated else "pay stated",
            ),
        )
    ]
    if is_negated:
        draft.mention(start, end, *conditions)
        return
    if unit:
        conditions.append((Condition("pay_unit", "is", (unit,), said=f"pay per {unit.lower()}"),))
    if currency:
        conditions.append((Condition("currency", "is", (currency,), said=f"pay in {currency}"),))
    draft.mention(start, end, *conditions)
