"""Figures of money in words: their value, scale, currency signs and the unit of time beside."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from corpus.postings import PayUnit

_LETTER = r"A-Za-z\u00c0-\u024f\u0370-\u04ff"
"""Letters of scripts that part words with spaces: 年収400万円 has a figure between letters."""

_KNOWN = (
    "USD EUR GBP CAD AUD NZD CHF INR JPY CNY RMB SGD HKD SEK NOK DKK ISK PLN CZK HUF RON BGN TRY"
    " ILS NIS AED SAR QAR KWD BHD OMR ZAR NGN KES GHS UGX TZS EGP MAD TND PKR BDT LKR NPR PHP IDR"
    " MYR THB VND KRW TWD BRL MXN ARS CLP COP PEN UYU CRC UAH RUB GEL KZT RSD"
)
_CODES = _KNOWN.split()
_CODES_THAT_ARE_WORDS = {"TRY", "COP", "PEN", "MAD", "NIS", "GEL", "TND"}
_SAME = {"RMB": "CNY", "NIS": "ILS"}

_SIGNS: Mapping[str, str] = {
    "us$": "USD",
    "u$s": "USD",
    "usdollar": "USD",
    "usdollars": "USD",
    "canadiandollars": "CAD",
    "australiandollars": "AUD",
    "poundssterling": "GBP",
    "ca$": "CAD",
    "c$": "CAD",
    "au$": "AUD",
    "a$": "AUD",
    "nz$": "NZD",
    "s$": "SGD",
    "hk$": "HKD",
    "nt$": "TWD",
    "r$": "BRL",
    "mx$": "MXN",
    "€": "EUR",
    "euro": "EUR",
    "euros": "EUR",
    "eurs": "EUR",
    "£": "GBP",
    "sterling": "GBP",
    "pound": "GBP",
    "pounds": "GBP",
    "₹": "INR",
    "円": "JPY",
    "yen": "JPY",
    "人民币": "CNY",
    "원": "KRW",
    "₩": "KRW",
    "won": "KRW",
    "₱": "PHP",
    "₫": "VND",
    "฿": "THB",
    "baht": "THB",
    "₺": "TRY",
    "tl": "TRY",
    "₪": "ILS",
    "₴": "UAH",
    "\u0433\u0440\u043d": "UAH",
    "₽": "RUB",
    "\u0440\u0443\u0431": "RUB",
    "₦": "NGN",
    "zł": "PLN",
    "zl": "PLN",
    "złotych": "PLN",
    "kč": "CZK",
    "ft": "HUF",
    "lei": "RON",
    "лв": "BGN",
    "sfr": "CHF",
    "fr.": "CHF",
    "rm": "MYR",
    "rp": "IDR",
    "r": "ZAR",
    "rand": "ZAR",
    "dhs": "AED",
    "ksh": "KES",
    "reais": "BRL",
}
_SHARED: Mapping[str, tuple[frozenset[str], str | None]] = {
    sign: (frozenset(users.split()), usual)
    for signs, users, usual in (
        (
            "$ dollar dollars",
            "USD CAD AUD NZD SGD HKD TWD MXN CLP COP ARS UYU JMD BBD TTD BSD BZD FJD",
            "USD",
        ),
        ("¥", "JPY CNY", "JPY"),
        ("元", "CNY TWD HKD", "CNY"),
        ("rs rupee rupees lakh", "INR PKR LKR NPR BDT MUR", "INR"),
        ("kr kronor kroner", "SEK NOK DKK ISK", None),
        ("franc francs", "CHF", None),
        ("peso pesos", "PHP MXN COP CLP ARS UYU", None),
        ("dirham dirhams dh", "AED MAD", None),
        ("万 千", "JPY CNY TWD", None),
    )
    for sign in signs.split()
}
"""What several currencies are written with: those, and the one meant where nothing tells."""

_ONE_COUNTRY = (
    "CAD:CA AUD:AU NZD:NZ INR:IN JPY:JP CNY:CN SGD:SG HKD:HK SEK:SE NOK:NO DKK:DK ISK:IS PLN:PL"
    " CZK:CZ HUF:HU RON:RO TRY:TR ILS:IL AED:AE SAR:SA QAR:QA KWD:KW BHD:BH OMR:OM ZAR:ZA NGN:NG"
    " KES:KE GHS:GH UGX:UG TZS:TZ EGP:EG MAD:MA TND:TN PKR:PK BDT:BD LKR:LK NPR:NP PHP:PH IDR:ID"
    " MYR:MY THB:TH VND:VN KRW:KR TWD:TW BRL:BR MXN:MX ARS:AR CLP:CL COP:CO PEN:PE UYU:UY CRC:CR"
    " UAH:UA RUB:RU GEL:GE KZT:KZ RSD:RS JMD:JM TTD:TT MUR:MU"
)
_COUNTRIES: Mapping[str, str] = {
    country: currency
    for currency, countries in (
        ("EUR", "AT BE BG CY DE EE ES FI FR GR HR IE IT LT LU LV MT NL PT SI SK MC ME XK"),
        ("USD", "US PR EC SV PA"),
        ("GBP", "GB UK JE GG IM"),
        ("CHF", "CH LI"),
        *(pair.split(":") for pair in _ONE_COUNTRY.split()),
    )
    for country in countries.split()
}
"""The currency that each country pays in."""

_SCALES: Mapping[str, float] = {
    word: factor
    for words, factor in {
        "k k. thousand grand tys tys. tsd tsd. mil ribu rb тыс тыс. t 千": 1e3,
        "万 萬 만": 1e4,
        "천만": 1e7,
        "l lac lacs lakh lakhs lpa": 1e5,
        "m mm mn mio mio. million millions millones juta jt triệu": 1e6,
        "cr crore crores": 1e7,
    }.items()
    for word in words.split()
}
_INDIAN = frozenset(("l", "lac", "lacs", "lakh", "lakhs", "lpa", "cr", "crore", "crores"))

_ANY_CODE = "|".join(_CODES)
_SAFE_CODE = "|".join(code for code in _CODES if code not in _CODES_THAT_ARE_WORDS)
_SIGN = (
    rf"(?:(?<![{_LETTER}])(?:(?:(?i:US\s?|CA|AU|NZ|HK|NT|MX|C|A|S|R)\$|U\$S)"
    rf"|(?:{_ANY_CODE}|(?i:{_SAFE_CODE}|(?:US|Canadian|Australian) dollars?|dollars?|euros?"
    rf"|eurs|pounds?(?: sterling)?"
    r"|sterling|rupees?|rs|yen|won|baht|rand|reais|francs?|pesos?|dirhams?|dhs?|kronor|kroner|kr"
    r"|zł(?:otych)?|zl|kč|lei|лв|\u0440\u0443\u0431|\u0433\u0440\u043d|sfr|ksh|rp)|TL|RM|Ft"
    r"|R(?=\s?(?:\d|$))|Fr\.)"
    rf"(?![{_LETTER}])\.?)|[$€£₹¥₩₱₫฿₺₪₴₽₦円元원]|人民币)"
)
_NUMBER = (
    r"(?:\d{1,3}(?:,\d{2,3}){1,4}(?:\.\d{1,4})?|\d{1,3}(?:\.\d{3}){1,4}(?:,\d{1,2})?"
    r"|\d{1,3}(?:[ '’]\d{3}){1,4}(?:[.,]\d{1,2})?|\d{1,12}(?:[.,]\d{1,4})?)(?!\d)"
)
_SCALE = (
    rf"(?:(?:\s?(?:[kK]|(?i:lpa|lakhs?|lacs?|crores?|cr|thousand|grand|tys|tsd|mil|ribu|rb|тыс"
    r"|million(?:s|es)?|mio|mn|mm|juta|jt|triệu)|M|L|T(?=€|EUR|\s€))|m|l)"
    rf"(?:(?![{_LETTER}])|(?=€|£|\$|(?:{_ANY_CODE})\b))\.?|\s?[万萬만千]|천만)"
)
_FIGURE = re.compile(
    rf"(?:(?P<before>(?:{_SIGN}[\s:]{{0,2}}){{1,2}})|(?<![{_LETTER}\d_.,]))(?P<number>{_NUMBER})"
    rf"(?P<scale>{_SCALE})?(?P<after>(?:\s?{_SIGN}(?!\s?\d)|(?<=[kKMT])(?:EUR|CHF|USD|GBP|PLN"
    rf"|SEK)\b){{0,2}})"
)
_SIGNS_IN = re.compile(_SIGN)
_NOT_MONEY_AFTER = re.compile(
    rf"\s?(?:%|percent\b|per cent\b|bps\b|bn\b|billions?\b|[bB](?![{_LETTER}])|x\b)|\(k\)"
    rf"|(?<=\d)[{_LETTER}]"
)

_FREE: Mapping[str, str] = {
    "HOUR": (
        r"hourly|stundenlohn|stündlich|horaire|heure|uurloon|timlön|timeløn|timelønn"
        r"|(?:per|pr\.?|i|/)\s?tim(?:e|en|men)?|(?-i:ph)"
    ),
    "DAY": (
        r"daily|day rate|diem|tagessatz|täglich|journalier|tjm|diari[ao]|giornalier[ao]"
        r"|dagtarief|dziennie"
    ),
    "WEEK": r"weekly|wöchentlich|hebdomadaire|semanal|settimanale|tygodniowo|(?-i:pw)",
    "MONTH": (
        r"monthly|(?-i:pcm)|monatlich|monats(?:lohn|gehalt)|mtl\.|mensuel(?:le)?s?|mensual(?:es)?"
        r"|mensal|mensais|mensil[ei]|maandelijks|miesięcznie|mies|měsíčně|månadslön|månedslønn"
        r"|mån|mnd|ayl\u0131k|bulanan"
    ),
    "YEAR": (
        r"yearly|annual(?:ly|i[sz]ed)?|anually|annum|anum|(?-i:pa)|lpa|jährlich|jahres\w{0,12}"
        r"|annuel(?:le)?s?|anual(?:es|mente)?|anuais|annu[ioae]|(?-i:RAL)|jaarlijks|jaarsalaris"
        r"|bruttojahresgehalt|rocznie|ročně|årslön|årslønn?|årligen|y\u0131ll\u0131k|tahunan"
    ),
}
"""Words that name a unit wherever they stand beside a figure."""

_AFTER_PER: Mapping[str, str] = {
    "HOUR": r"hours?|hrs?|stunde|std|heure|hora|ora|uur|timme|godz(?:ina|inę)?"
    r"|hod|tunti|saat|jam|giờ|час",
    "DAY": r"days?|tag|jour|día|dia|giorno|dag|dzień|den|hari|gün|ngày|день",
    "WEEK": r"weeks?|wk|woche|semaine|semana|settimana|week|vecka|uke|uge|tydzień|minggu|hafta",
    "MONTH": (
        r"months?|mo|mth|mnth|monat|mois|mes|mês|mese|maand|miesiąc|mies|mc|měsíc|månad|mån|måned"
        r"|mnd|md|kk|bulan|bln|ay|tháng|hó|месяц|мес"
    ),
    "YEAR": (
        r"years?|yrs?|annum|anum|annuam|jahr|an|année|año|ano|anno|jaar|rok|år|vuosi|y\u0131l"
        r"|tahun|năm"
        r"|год|év"
    ),
}
"""Words that name a unit only after "per", a slash or their like: "ora" is also a town."""

_LETTERS: Mapping[str, str] = {
    "HOUR": "h",
    "DAY": "[dj]",
    "WEEK": "w",
    "MONTH": "m",
    "YEAR": "[ya]",
}
"""Letters that name a unit after a slash or a "p." only."""

_ON_A_FIGURE: Mapping[str, str] = {
    "HOUR": r"hour|hr|ph",
    "DAY": r"day|pd",
    "WEEK": r"week|wk|pw",
    "MONTH": r"month|mo|pm",
    "YEAR": r"year|yr|pa|p a",
}
"""Words that name a unit right after a figure: "£65k pa" is a year's pay, "Erie, PA" a town."""

_CJK: Mapping[str, str] = {
    "HOUR": r"時給|时薪|時薪|시급|시간|(?:每|毎|/\s?)(?:小时|小時|時間|时)",
    "DAY": r"日給|日薪|일급|일당|/\s?[天日]|每天",
    "WEEK": r"週給|周薪|주급",
    "MONTH": r"月給|月薪|月収|月收入|월급|/\s?[月월]|\d{2}薪|[每毎]月",
    "YEAR": r"年収|年俸|年薪|연봉|/\s?[年년]|[每毎]年",
}
_OTHER = (
    r"bi-?\s?weekly|bi-?\s?monthly|semi-?\s?monthly|(?:per |a |every )?fortnight(?:ly)?"
    r"|every (?:two|2|other) weeks?|(?:per|each|a) quarter|quarterly|quinzenal|quincenal(?:es)?"
    r"|(?:(?:per|each|a|an)\s|/\s?)(?:project|article|word|shift|visit|session|mile|piece|class"
    r"|lesson|game|event|semester|load|student|page|hire|lead|task|video|post|delivery|trip"
    r"|term|course|credit|report)"
)
_OF_ITS_OWN = "bonus(?:es)?|budget|stipend|allowance|incentive|equity|refresh|leave|commission"
"""What an "annual" before it is of, rather than of the pay."""

_PER = (
    r"(?:/\s?|\b(?:per|pr|par|pro|je|por|al|all|ao|à|à la|a la|a|an|each|every|na|za|im|om|på|p|l"
    r"|в|för|in der|das)\b[\s.'’/]{0,2})"
)


def _unit_pattern() -> re.Pattern[str]:
    """One pattern whose groups are named for the units, so that the first unit said is found."""
    edge, end = rf"(?<![{_LETTER}])", rf"(?![{_LETTER}])(?!\s(?:{_OF_ITS_OWN})\b)"
    parts = [rf"(?P<OTHER>{edge}(?:{_OTHER}){end})"]
    for unit, words in _AFTER_PER.items():
        parts.append(
            rf"(?P<{unit}>{edge}(?:{_FREE[unit]}){end}|{_PER}(?:{words}){end}|{_CJK[unit]}"
            rf"|(?:/\s?|\bp[./ ]\s?){_LETTERS[unit]}{end}"
            rf"|(?:(?<=[\d€$£k])|(?<=lakh)|(?<=lakhs)|(?<=lacs))\s?(?:{_ON_A_FIGURE[unit]}){end})"
        )
    return re.compile("|".join(parts), re.IGNORECASE)


UNIT = _unit_pattern()
"""A unit of time; its group is the unit, or OTHER for one that pay is not compared in."""

UNITS: Mapping[str, PayUnit] = {
    "HOUR": "HOUR",
    "DAY": "DAY",
    "WEEK": "WEEK",
    "MONTH": "MONTH",
    "YEAR": "YEAR",
}

_COLUMN_UNITS: Mapping[PayUnit, str] = {
    "HOUR": r"hour\w*|hr|hrs|h|ph|p\.h\.?|stunde\w*|heure|hora",
    "DAY": r"day|days|daily|d|pd|tag|jour|per diem|día|dia",
    "WEEK": r"week\w*|wk|w|woche",
    "MONTH": r"month\w*|mo|mth|m|pm|pcm|monat\w*|mois|mes|mês|mensual|mensal|mensuel|maand",
    "YEAR": r"year\w*|yr|yrs|y|annual\w*|annum|pa|p\.a\.?|jahr\w*|an|annuel|año|ano|anual|jaar",
}


@dataclass(frozen=True, slots=True)
class Figure:
    """A number as written, its scale where one is (1,000 for K), and the currency signs on it.

    `to_the_cent` is whether it is written with decimals.
    """

    number: float
    scale: float | None
    signs: tuple[str, ...]
    start: int
    end: int
    to_the_cent: bool = False

    @property
    def value(self) -> float:
        return round(self.number * (self.scale or 1), 2)


def figures(words: str) -> Iterator[Figure]:
    """Each figure in `words` that may be money: no percentage, billion or part of a word."""
    for match in _FIGURE.finditer(words):
        signs = tuple(
            _key(sign[0])
            for part in (match["before"] or "", match["after"])
            for sign in _SIGNS_IN.finditer(part)
        )
        marked = bool(match["before"] or match["scale"] or match["after"])
        after = _NOT_MONEY_AFTER.match(words, match.end())
        if after and not (marked and after[0].isalpha() and after[0] not in "bB"):
            continue
        scale = (match["scale"] or "").strip().casefold()
        if scale in _INDIAN and not signs:
            signs = ("lakh",)
        if scale and scale in "万萬千" and not signs:
            signs = ("万",)
        if scale in {"만", "천만"} and not signs:
            signs = ("원",)
        factor = _SCALES[scale.removesuffix(".")] if scale else None
        written = match["number"]
        cents = re.search(r"[.,]\d{1,2}$", written) is not None
        yield Figure(number(written, scaled=bool(scale)), factor, signs, *match.span(), cents)


def _key(sign: str) -> str:
    return "fr." if sign == "Fr." else sign.casefold().replace(" ", "").removesuffix(".")


def number(written: str, *, scaled: bool = False) -> float:
    """The value of a number whose thousands and decimals are parted in any of the usual ways.

    A lone dot before three digits parts thousands, unless a scale follows: 1.250M is 1.25 million.
    """
    plain = re.sub(r"[ '’]", "", written)
    decimal_comma = re.fullmatch(r"[\d.]*\d,\d{1,2}|\d+,\d{4,}", plain) is not None
    if decimal_comma:
        plain = plain.replace(".", "").replace(",", ".")
    elif not plain.startswith("0.") and (not scaled or plain.count(".") > 1):
        plain = re.sub(r"\.(?=\d{3}(?:\D|$))", "", plain)
    return float(plain.replace(",", "") or 0)


def currency(signs: tuple[str, ...], country: str = "") -> tuple[str | None, str]:
    """The currency that signs name, and how it was told.

    That is ``stated``, ``place``, ``assumed``, ``unclear``, or empty where nothing is said. A code
    or a sign of one currency alone is `stated`. No sign at all is what the country uses.
    """
    local = _COUNTRIES.get(country.strip().upper())
    codes = (sign.upper() for sign in signs if sign.upper() in _CODES)
    names = (*codes, *(_SIGNS[sign] for sign in signs if sign in _SIGNS))
    if names:
        return _SAME.get(names[0], names[0]), "stated"
    if not signs:
        return local, "place" if local else ""
    return _told_by_place(signs, local)


def _told_by_place(signs: tuple[str, ...], local: str | None) -> tuple[str | None, str]:
    shared = [_SHARED.get(sign, (frozenset[str](), None)) for sign in signs]
    if any(local in users for users, _ in shared):
        return local, "place"
    usual = next((usual for _, usual in shared if usual), None)
    return usual, "assumed" if usual else "unclear"


def column_currency(stated: str) -> tuple[str, ...]:
    """The signs in a column that names a currency, such as "usd", "€" or "US Dollars"."""
    words = stated.strip()[:40]
    if words.upper() in _CODES:
        return (words.casefold(),)
    return tuple(_key(sign[0]) for sign in _SIGNS_IN.finditer(words))


def codes(words: str) -> tuple[str, ...]:
    """The ISO codes written in capitals in `words`."""
    return tuple(code.casefold() for code in re.findall(r"\b[A-Z]{3}\b", words) if code in _CODES)


def column_unit(stated: str) -> PayUnit | None:
    """The unit that a column names, such as "yearly", "HOUR" or "per month"."""
    words = re.sub(
        r"^(?:(?:per|par|pro|por|al|a|an)[\s_]+|/\s?)", "", stated.strip()[:40].casefold()
    )
    for unit, pattern in _COLUMN_UNITS.items():
        if re.fullmatch(pattern, words):
            return unit
    return unit_of(f"/{words}") or unit_of(words)


def unit_of(words: str) -> PayUnit | None:
    """The first unit of time that `words` name; None for none and for one such as a fortnight."""
    return _as_unit(UNIT.search(words))


def _as_unit(found: re.Match[str] | None) -> PayUnit | None:
    return UNITS.get(found.lastgroup or "") if found else None
