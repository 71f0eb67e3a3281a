"""Pay as an advertisement states it, read into bounds, currency, unit and basis without a guess."""

import math
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice, zip_longest

from corpus.normalise import money
from corpus.normalise.money import Figure
from corpus.postings import Pay, PayBasis, PayUnit

LONGEST_STATEMENT = 400
LONGEST_TEXT = 100_000

CURRENCY_ASSUMED = "currency assumed"
CURRENCY_FROM_PLACE = "currency told by the place"
CURRENCY_UNCLEAR = "currency unclear"
CURRENCY_CONTRADICTED = "currency contradicted"
UNIT_INFERRED = "unit inferred"
UNIT_CONTRADICTED = "unit contradicted"
UNIT_OTHER = "other unit"
AMBIGUOUS = "ambiguous"
SCALE_SHARED = "scale shared"
APPROXIMATE = "approximate"
SEVERAL = "several stated"
SWAPPED = "bounds swapped"
WIDE = "bounds far apart"
ZERO = "zero minimum"
HIGH = "implausibly high"
LOW = "implausibly low"
FROM_TEXT = "read in the description"

FLAGS: Mapping[str, str] = {
    CURRENCY_ASSUMED: 'a sign that several currencies share, read as its usual one: "$" as USD',
    CURRENCY_FROM_PLACE: "the currency used where the job is; the words leave it open",
    CURRENCY_UNCLEAR: 'a sign that several currencies share and nothing tells which: "kr"',
    CURRENCY_CONTRADICTED: "the words name another currency than the column; the words are kept",
    UNIT_INFERRED: "no unit is stated; the scale or the size is that of a year's pay",
    UNIT_CONTRADICTED: "the words name another unit than the column; the words are kept",
    UNIT_OTHER: "paid by a unit that is not compared, such as a fortnight or a visit",
    AMBIGUOUS: 'no unit is stated and none can be told: "$120 - $200" is thousands or hours',
    SCALE_SHARED: 'a scale written once was read for both bounds: "$120 - 150K"',
    APPROXIMATE: "said to be about that much",
    SEVERAL: "other pay of the same kind is stated too, as for other places; the first is kept",
    SWAPPED: "the larger bound came first",
    WIDE: "the larger bound is more than ten times the smaller",
    ZERO: "the smaller bound is stated as nothing; no midpoint is taken",
    HIGH: "more than anyone is paid by that unit in that currency",
    LOW: "less a year than anyone who works full time earns in that currency",
    FROM_TEXT: "no pay column states it; read in a sentence of the description",
}
"""Every flag that `Pay.flags` may hold, in their order there, and what each means."""

WIDEST = 10
_MOST: Mapping[PayUnit, float] = {
    "HOUR": 1e3,
    "DAY": 1e4,
    "WEEK": 5e4,
    "MONTH": 1e5,
    "YEAR": 1e7,
}
LEAST_A_YEAR = 5_000
YEARLY_FROM = 10_000
"""A bare figure this large is a year's pay, in a currency where nobody earns that in a month."""

_MAGNITUDE: Mapping[str, float] = {
    code: float(size)
    for size, codes in (
        (1, "USD EUR GBP CAD AUD NZD"),
        (2, "SGD CHF"),
        (3, "BGN"),
        (4, "MYR PEN"),
        (6, "BRL RON"),
        (10, "PLN CNY ILS AED SAR QAR"),
        (15, "ZAR HKD"),
        (20, "INR SEK NOK DKK EGP MXN PHP"),
        (30, "THB TWD"),
        (40, "CZK TRY UAH"),
        (80, "RUB"),
        (100, "PKR BDT NPR KES ISK"),
        (150, "JPY"),
        (200, "LKR"),
        (300, "NGN"),
        (400, "HUF"),
        (800, "CLP"),
        (1_500, "KRW"),
        (3_000, "COP"),
        (10_000, "IDR"),
        (20_000, "VND"),
    )
    for code in codes.split()
}
"""How many times a currency's wages are, in figures, those of the dollar; a rough size.

It tells a month's pay from a year's and an absurd figure from a usual one, and converts nothing.
"""

_MONTHS = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.?"
_SPAN = (
    r"\d{1,4}(?:[.,]\d{1,2})?\s?\+?(?:\s?(?:[-–—]|to|or)\s?\d{1,4}(?:[.,]\d{1,2})?)?\s?\+?[\s-]?"
)
_NOT_PAY = re.compile(
    "|".join(
        (
            r"(?<![$£€₹.,\d])\b(?:401|403|457)\s?\(?[kb]\)?",
            (
                r"\b(?:GS|ES|SES|WG|WS|NF|IC|EG|TV[öÖoO]D|TV-L|SCP|NOC|P|E|L|T|A"
                r"|W)[- ]\d{1,2}(?:\s?[-/]\s?\d{1,2})?\b(?![.,]\d|\s?[kK])"
            ),
            (
                r"\b(?i:pay band|band|grade|level|lvl|step|tier|spine points?|stufe|entgeltgruppe"
                r"|gruppe"
                r"|groupe|coefficient|nivel|nível|niveau|schaal|scale point|class|ref|reference|req"
                r"|requisition|id|job|no|nr|phase|stage|division"
                r"|quartile)\b\.?\s?[:#]?\s?[A-Z]{0,3}-?\d{1,8}(?:[a-z]|\b)"
                r"(?!\s?[kK]\b|[.,]\d)(?:\s?(?:[-–/]|to)\s?[A-Z]{0,3}-?\d{1,2}\b)?"
            ),
            rf"{_SPAN[:-8]}[\d\s.,]{{0,6}}%",
            r"\b\d{1,2}/\d{1,2}/\d{2,4}\b|\b\d{4}-\d{1,2}-\d{1,2}\b|\b\d{1,2}\.\d{1,2}\.\d{4}\b",
            (
                rf"(?i:\b\d{{1,2}}(?:st|nd|rd|th)?\s{_MONTHS}(?:\s\d{{4}})?\b"
                rf"|\b{_MONTHS}\s(?:\d{{1,2}},?\s?)?\d{{4}}\b)"
            ),
            (
                r"(?i:\b(?:since|in|year|fy|by|until|from|for|©|calendar)\s(?:19"
                r"|20)\d\d\b(?!\s?[-–]|[.,]\d|\s?(?:€|eur|kr)))"
            ),
            r"\b20[12]\d\s?[-–/]\s?(?:20)?[123]\d\b(?![.,]\d)",
            r"(?i:(?<![\d.,$£€])\b\d{1,2}(?::\d\d)?\s?[ap]\.?m\b\.?)|\b\d{1,2}:\d\d\b|\b24/7\b",
            r"(?<![\d$£€.,])\b\d{2}/\d{2}\b(?!/)",
            (
                rf"(?i:(?<![\d$£€₹.,–-])\b{_SPAN}(?:years|yrs|months|mths|weeks|wks|days|hours|hrs"
                rf"|minutes|jahre[n]?"
                r"|stunden|tage|ans|semaines|heures|jours|años|horas|dias|días|anos|meses"
                r"|jaar|uren|uur"
                r"|anni|ore|lat|timmar)\b(?:\s?(?:/|per|a|par|pro|por|p\.?|each)\s?(?:week|day"
                r"|month|wk|w|woche|semaine"
                r"|semana|year)\b)?)"
            ),
            (
                rf"(?i:(?<![\d$£€₹.,–-])\b{_SPAN}(?:year|month|week|day|hour|hr|h)[\s-](?:contract"
                rf"|experience|exp|fixed|ftc|term|old"
                r"|program(?:me)?|shift|week|assignment|probation|position|role|initial|vesting"
                r"|cliff|work|days?)\b)"
            ),
            (
                r"(?i:(?<![$£€₹])\b\d[\d.,]{0,12}\s?(?:k|m|mm|million"
                r"|thousand)?\s?\+?\s(?:employees|people|users|customers|members"
                r"|downloads|companies|staff|engineers|positions?|openings?|vacanc(?:y|ies)"
                r"|headcount"
                r"|hires|students|stores|locations|countries|clients|reports|direct reports"
                r"|patients|beds"
                r"|miles|km|lbs|sq|square|wpm|units|shares|options|rsus|followers|subscribers"
                r"|payments)\b)"
            ),
            r"(?i:\b(?:team|group|staff|crew|class) of \d[\d,]{0,7})",
            r"(?i:\bpaid (?:bi-?\s?weekly|weekly|monthly|fortnightly|semi-?monthly)\b)",
            (
                r"(?i:\b(?:annual|monthly|quarterly|yearly|weekly|daily)(?:i[sz]ed)?\s(?:leave"
                r"|holidays?|increments?"
                r"|reviews?|performance|profit|team|company|travel|events?|happy|lunch(?:es)?"
                r"|merit|raise)\b)"
            ),
            r"(?i:\b(?:day|night) shifts?\b|\b(?:happy|flexible|office|working|core) hours?\b)",
            r"\+\d[\d ()-]{8,16}\d|\(\d{3}\)\s?\d{3}[- ]\d{4}|\b\d{3}-\d{3,4}-\d{4}\b",
        )
    )
)
"""What holds a number and is never pay: grades, shares, days, hours, heads, telephones."""

_HARD = re.compile(
    r"[,;|•\n&+]|(?<!approx)(?<!\bca)(?<!\b[a-z])(?<!\bmin)(?<!\bmax)\.\s|\s[-–—/]\s|\b(?:and"
    r"|plus|with|und|et|y|e|en)\b",
    re.IGNORECASE,
)
_SOFT = re.compile(
    r"[,;|•\n&+()]|\.\s|\s[-–—/]\s|\b(?:and(?! (?:up|above|over)\b)|plus|with|und|et)\b",
    re.IGNORECASE,
)
_LEADING = re.compile(r"\b(?:of|is)\s*$")
_TO = re.compile(
    r"(?:[-–—\u2010\u2011\u2012\u2212~〜→]{1,3}|\.{2,3}|…|<|to|up to|through|thru|till?|until"
    r"|bis(?: zu)?|à|a|al|jusqu'à|tot|do|até|ate"
    r"|hasta|upp till|til|fino a|から|至|到|and up to|to max)",
    re.IGNORECASE,
)
_AND = re.compile(r"(?:and|und|et|y|e|en|och|og|i|a|tot)", re.IGNORECASE)
_BETWEEN = re.compile(
    r"\b(?:between|btw|zwischen|entre|tra|fra|tussen|mellan|mellem|mellom|pomiędzy|między)\b",
    re.IGNORECASE,
)
_ASIDE = re.compile(r"\((?:min|max)(?:imum)?\.?\)", re.IGNORECASE)
_UP_TO = re.compile(
    r"(?:\b(?:up to|upto|max(?:imum|\.)?(?: of)?|no more than|not more than|under"
    r"|(?<!not )(?<!no )less than|below|bis(?: zu)?|jusqu'à|hasta"
    r"|máximo(?: de)?|máx\.?|fino a|tot|até|maks\.?|upp till|opp til|op til|to|capped at"
    r"|as much as|do)(?: (?:salary|pay|rate|wage|base))?|<|≤)[\s:=]*$",
    re.IGNORECASE,
)
_FROM = re.compile(
    r"(?:\b(?:from|starting(?: (?:at|from|salary|pay|rate|wage))?(?: of| is)?|starts? (?:at"
    r"|from)|at least|min(?:imum|\.)?(?: of)?|mínimo(?: de)?"
    r"|over|more than|above|upwards of|north of|ab|mindestens|à partir de|a partir de|desde"
    r"|da|a partire da|vanaf|minimaal|min"
    r"|od|från|fra|minst|not less than|no less than)(?: (?:salary|pay|rate|wage|base))?|>|≥"
    r"|≧)[\s:=]*$",
    re.IGNORECASE,
)
_OR_MORE = re.compile(
    r"\s?(?:\+|and up\b|and above\b|or more\b|or above\b|plus\b(?!\s\w)|upwards\b|以上|~$|〜|から"
    r"|이상|minimum\b|\(min\b|min\b)",
    re.IGNORECASE,
)
_PLUS = re.compile(
    r"\+(?!\s?(?:[\d£$€]|bonus|comm|benefits|equity|super|car\b|ote|stock|tips|vat|options"
    r"|holiday|pension|overtime))"
    r"|\s\+\s?(?:$|[,;.)]|DOE)",
    re.IGNORECASE,
)
_OR_LESS = re.compile(r"\s?(?:max(?:imum)?\b|\(max\b|or less\b|以下|まで|이하)", re.IGNORECASE)
_ABOUT = re.compile(
    r"(?:\b(?:c|ca|circa|approx(?:imately)?|around|about|roughly|env(?:iron)?|etwa|rund"
    r"|cerca de|alrededor de)\b\.?|~|±|約|约)\s*$",
    re.IGNORECASE,
)

_BASES: Mapping[PayBasis, re.Pattern[str]] = {
    "on_target": re.compile(
        r"\bOTE\b|\bon[- ](?:target|track)\b|\btarget(?:ed)? (?:earnings|total cash|cash)\b"
        r"|\bTTC\b",
        re.IGNORECASE,
    ),
    "total": re.compile(
        r"\btotal (?:\w{1,12} ){0,2}(?:comp(?:ensation)?|rewards?|package|pay|remuneration"
        r"|earnings|cash|salary package)\b"
        r"|\bTC\b|\bCTC\b|\bTCC\b|\bpackage\b|\ball[- ]in\b|\bincl(?:uding|usive|udes"
        r"|\.)?(?: of)?\s[\w\s]{0,20}?"
        r"(?:bonus|commission|super|benefits|equity|tips)",
        re.IGNORECASE,
    ),
    "base": re.compile(
        r"\bbase\b|\bbasic\b|\bgrundgehalt\b|\bfixum\b|\bfixgehalt\b|\bfixe\b|\bfijo\b"
        r"|\bfixo\b|\bbasissalaris\b"
        r"|基本給|底薪",
        re.IGNORECASE,
    ),
}
_FIRST: Sequence[PayBasis | None] = ("base", None, "on_target", "total")
"""Which of several statements a posting's pay is: its base before what it may come to."""

_BESIDE = re.compile(
    r"\b(?:bonus(?:es)?|sign(?:ing)?[- ]?on|signing|stipend|allowances?|reimburse\w*"
    r"|relocation|referral|budget|equity|stock"
    r"|rsus?|commissions?|arr|mrr|revenue|funding|raised|series [a-h]|valuation|quota|pension"
    r"|learning|tuition|wellness|gym"
    r"|home office|retention|prime|primes|prämie|turnover|deductible|savings|discount"
    r"|differential|premium|uplift|gift|fund"
    r"|assets|aum|portfolio|deals?|insurance|coverage|spend|backed|invest(?:ed|ment|ors?)"
    r"|superannuation|vouchers?|lump sum|fees?|tips|overtime)\b",
    re.IGNORECASE,
)
_BARE_WORDS = re.compile(
    r"[\s\[\]()'\":.,;~*/+<>=≥≤-]|\b(?:salary|salaries|pay|wages?|compensation|comp|rate"
    r"|range|base|basic|gross|net|brutto|bruto"
    r"|brut|bruts|netto|gehalt|salaire|salario|sueldo|salaris|lön|løn|is|of|the|offered|ote"
    r"|total|from|up|to|upto|starting|at"
    r"|min|max|minimum|maximum|least|between|and|or|more|doe|depending|on|experience"
    r"|competitive|negotiable|approx"
    r"|circa|ca|around|about|ab|bis|de|à|partir|desde|hasta|vanaf|tot|od|do|budget|estimated"
    r"|estimate|annual|plus)\b",
    re.IGNORECASE,
)
_PAIR = re.compile(
    r"[\"']?(?P<key>[A-Za-z_]{2,30})[\"']?\s{0,3}[:=]\s{0,3}"
    r"(?:\"(?P<double>[^\"{}\[\]]{0,80})\"|'(?P<single>[^'{}\[\]]{0,80})'"
    r"|(?P<plain>[^,{}\[\]\"';]{1,40}))"
)
_KEYS: Mapping[str, str] = {
    key: field
    for field, keys in {
        "minimum": "min minvalue minimum minamount low lower from minsalary salarymin start",
        "maximum": "max maxvalue maximum maxamount high upper to maxsalary salarymax end",
        "value": "value amount salary pay text raw display label",
        "currency": "currency currencycode salarycurrency",
        "unit": "unit unittext interval period frequency per salaryunit payperiod salaryperiod",
    }.items()
    for key in keys.split()
}

_CUE = re.compile(
    r"\b(?:salar(?:y|ies)|compensation|remuneration|wages?|OTE|on-target earnings|hourly rate"
    r"|day rate|base rate|rate of pay|(?:base|hourly|annual|starting|target|total|gross) pay"
    r"|pay (?:range|rate|scale|band|is|for|of|between|starts)|you(?:'ll| will| can)? earn"
    r"|(?:this )?(?:role|job|position) pays|\w{0,16}gehalt\w{0,10}|vergütung|lohn|salaire"
    r"|rémunération|salario|sueldo"
    r"|retribuzione|RAL|salário|remuneração|salaris|brutosalaris|wynagrodzenie|lön|løn|lønn)\b"
    r"|^pay\b|\bpay:|年収|月給|時給|給与|薪资|月薪|年薪|연봉|급여",
    re.IGNORECASE,
)
"""Words that a sentence about this job's pay has near its figure."""

_ABOUT_OTHERS = re.compile(
    r"\b(?:average|median|customers?|saved?|savings|raised|graduates|alumni|per employee|budgets?"
    r"|payroll|payments?|loans?|process(?:ed|ing)|billions?|sponsor(?:ship)?|visa|last year|pay off"
    r"|paid out|paying|debts?|market (?:size|is)|worth|spen[dt]|ads|insurance|coverage|funds)\b",
    re.IGNORECASE,
)
"""Words of sentences about somebody else's money."""

_LINE_END = re.compile(r"[\n\r\u2028\u2029•]")
_LONE_DASH = re.compile(r"[ \t]{0,8}\n{1,3}[ \t]{0,8}([-–—]|to)[ \t]{0,8}\n{1,3}[ \t]{0,8}")
_SENTENCE_END = re.compile(r"(?<=[.!?]) (?=[A-Z])")
MOST_SENTENCES = 40
LONGEST_SENTENCE = 600
LONGEST_HEADING = 60
CUE_BEFORE, CUE_AFTER = 120, 40
"""How far from a figure, in characters, a word for pay may stand."""


@dataclass(frozen=True, slots=True)
class _Told:
    """What other columns say of a statement."""

    currency: str
    unit: str
    country: str


@dataclass(frozen=True, slots=True)
class _Statement:
    """One or two figures that are one statement, and the words about them."""

    figures: tuple[Figure, ...]
    before: str
    after: str
    near_cue: bool = False

    @property
    def signs(self) -> tuple[str, ...]:
        return tuple(sign for figure in self.figures for sign in figure.signs)

    @property
    def basis(self) -> PayBasis | None:
        """The label said first after the figures, else the one said last before them."""
        after = sorted(_labels(self.after), key=lambda found: found.start())
        before = sorted(_labels(self.before), key=lambda found: -found.end())
        return next((_basis_of(found) for found in (*after, *before)), None)

    @property
    def marked(self) -> bool:
        """Whether something beside the digits says that this is money."""
        scaled = any(figure.scale for figure in self.figures)
        return scaled or bool(self.signs) or bool(money.UNIT.match(self.after.lstrip()))

    @property
    def beside_pay(self) -> bool:
        """Whether it is a bonus, equity, funding or the like, rather than pay."""
        if _BASES["total"].search(self.after) or _BASES["total"].search(self.before[-30:]):
            return False
        after = self.after[:40]
        return bool(_BESIDE.search(after) or _BESIDE.search(self.before[-32:]))


def stated(raw: str, *, currency: str = "", unit: str = "", country: str = "") -> Pay | None:
    """The pay in a phrase such as "$65K - $100K" or "£15 per hour"; None where it names no pay.

    `currency` and `unit` are what other columns say of it, and what the words say goes before
    them; bare figures are written out with them. `country` is the ISO 3166 code of where the job
    is: it tells which dollar, crown or rupee is meant. Whatever was assumed or is doubtful is in
    `Pay.flags`.
    """
    words = _words(raw)
    told = _Told(currency, unit, country)
    if words.startswith(("{", "[{")) and (written := _written(words, told)):
        return written
    found = list(_statements(words))
    marked = [one for one in found if one.marked]
    chosen = _chosen(marked or (found if _is_bare(words) else ()))
    read = _read(chosen, words, told) if chosen else None
    if read and (currency or unit) and not marked:
        return replace(read, raw=_spelt(read, told))
    return read


def between(
    minimum: str, maximum: str, *, currency: str = "", unit: str = "", country: str = ""
) -> Pay | None:
    """The pay that separate columns state; None where neither bound is a figure above nothing."""
    bounds = [_bound(minimum), _bound(maximum)]
    if not any(figure and figure.value for figure in bounds):
        return None
    told = _Told(currency, unit, country)
    least, most = (figure.value if figure else None for figure in bounds)
    signs = tuple(sign for figure in bounds if figure for sign in figure.signs)
    scaled = any(figure.scale for figure in bounds if figure)
    read = _pay((least, most), signs, money.unit_of(f"{minimum} {maximum}"[:80]), told, scaled)
    said = [_words(column) for column in (minimum, maximum) if _bound(column)]
    return replace(
        read, raw=f"{_one_sided(read)}{' – '.join(said)}" if signs else _spelt(read, told)
    )


def annual(pay: Pay) -> tuple[float, float] | None:
    """The bounds of pay that is by the year and has both; nothing is converted to a year.

    "Up to 90k" and "from 90k" have one bound and give None, as does a minimum of nothing; a
    single exact figure is both of its bounds.
    """
    if pay.unit != "YEAR" or not pay.minimum or pay.maximum is None:
        return None
    return pay.minimum, pay.maximum


def midpoint(pay: Pay) -> float | None:
    """Half way between both bounds, in the pay's own unit; None where only one bound is stated."""
    if not pay.minimum or pay.maximum is None:
        return None
    return (pay.minimum + pay.maximum) / 2


def in_text(text: str, *, country: str = "") -> Pay | None:
    """The pay that a posting's description states in a sentence about its pay; None where unsure.

    A figure counts only with a currency, near a word for pay, and where its unit is stated or is
    clearly a year.
    """
    told = _Told("", "", country)
    sentences = islice(_about_pay(text[:LONGEST_TEXT]), MOST_SENTENCES)
    found = [pay for sentence in sentences if (pay := _told_in(sentence, told))]
    if not found:
        return None
    first = min(found, key=lambda pay: _FIRST.index(pay.basis))
    others = {
        (pay.minimum, pay.maximum)
        for pay in found
        if pay.basis == first.basis and pay.unit == first.unit
    }
    return _flagged(first, FROM_TEXT, SEVERAL if len(others) > 1 else "")


def amount(words: str) -> tuple[float, str | None, PayUnit | None] | None:
    """The one sum of money that a question's words name: "$200k", "60 an hour", "£50,000 a year".

    Its currency and unit are None where the words name none; a bare dollar is the US one.
    """
    plain = _masked(_words(words))
    if re.search(r"\bsix[- ]figures?\b", plain, re.IGNORECASE):
        return 100_000.0, None, None
    found = list(money.figures(plain))
    if len(found) != 1:
        return None
    currency, _ = money.currency(found[0].signs)
    return found[0].value, currency, money.unit_of(plain)


def _words(raw: str) -> str:
    return " ".join(raw[: 4 * LONGEST_STATEMENT].split())[:LONGEST_STATEMENT].strip()


def _masked(words: str) -> str:
    """Words in plain characters, with each number that is never pay struck out in its place."""
    plain = " ".join(unicodedata.normalize("NFKC", words)[: 2 * LONGEST_SENTENCE].split())
    return _NOT_PAY.sub(lambda found: "#" * len(found[0]), plain)


def _statements(words: str) -> Iterator[_Statement]:
    """The statements in a phrase in their order, two figures joined by "to" or a dash being one."""
    plain = _masked(words)
    pairs = list(_joined(plain, list(money.figures(plain))))
    before = _HARD.split(plain[: pairs[0][0].start][-80:])[-1] if pairs else ""
    for pair, following in zip_longest(pairs, pairs[1:]):
        start, end = pair[0].start, pair[-1].end
        rest = plain[end : following[0].start] if following else plain[end:]
        after, lead = _parted(rest, labelled=bool(_labels(before)))
        open_ended = _PLUS.match(money.UNIT.sub("", plain[end : end + 60], count=1))
        cued = _CUE.search(plain[max(0, start - CUE_BEFORE) : start]) or _CUE.search(
            after[:CUE_AFTER]
        )
        yield _Statement(pair, before, ("+" if open_ended else "") + _near(after), bool(cued))
        before = lead


def _joined(plain: str, found: Sequence[Figure]) -> Iterator[tuple[Figure, ...]]:
    place = 0
    while place < len(found):
        pair = tuple(found[place : place + 2])
        if len(pair) == 2 and _joins(plain, *pair):
            yield pair
            place += 2
        else:
            yield pair[:1]
            place += 1


def _joins(plain: str, first: Figure, second: Figure) -> bool:
    gap = plain[first.end : second.start]
    if len(gap) > 40:
        return False
    bare = _ASIDE.sub(" ", money.UNIT.sub(" ", gap)).strip(" .,+:()")
    if _TO.fullmatch(bare):
        return True
    return bool(
        _AND.fullmatch(bare) and _BETWEEN.search(plain[max(0, first.start - 30) : first.start])
    )


def _parted(gap: str, *, labelled: bool) -> tuple[str, str]:
    """What of the words after a statement is said of it, and what leads to the next one.

    A break parts them. Without one they follow, unless a colon ends them or the statement has its
    label already: "base $90k OTE $180k".
    """
    if _SOFT.search(gap):
        parts = _HARD.split(gap[-80:])
        return gap, parts[-1] if len(parts) > 1 else gap[gap.find("(") + 1 :]
    if not (labelled or ":" in gap or _LEADING.search(gap)):
        return gap, ""
    unit = money.UNIT.match(gap)
    said = min([found.start() for found in _labels(gap)], default=unit.end() if unit else 0)
    return gap[:said], gap[said:]


def _near(words: str) -> str:
    """What follows a figure, up to the first break; an aside right after it is a part of it."""
    near = words[:60].lstrip("+")
    opened = re.match(r"\s?\(([^()]{0,40})\)", near)
    if opened:
        return f" {opened[1]} {_SOFT.split(near[opened.end() :])[0]}"
    return _SOFT.split(near)[0]


def _labels(words: str) -> list[re.Match[str]]:
    """Where each basis is last named in `words`."""
    named = ([*pattern.finditer(words)][-1:] for pattern in _BASES.values())
    return [found for last in named for found in last]


def _basis_of(label: re.Match[str]) -> PayBasis:
    return next(basis for basis, pattern in _BASES.items() if pattern is label.re)


def _is_bare(words: str) -> bool:
    """Whether a phrase is a figure or two and nothing that could make them something else."""
    plain = _masked(words)
    left = plain
    for figure in money.figures(plain):
        left = left[: figure.start] + " " * (figure.end - figure.start) + left[figure.end :]
    return not re.sub(r"[–—\u2010\u2011\u2212…→|#]", "", _BARE_WORDS.sub("", left))


def _chosen(found: Iterable[_Statement]) -> tuple[_Statement, tuple[str, ...]] | None:
    """The statement of pay itself and the flags its choice earns; None where none is of pay.

    "Minimum $50k, maximum $70k" are the two halves of one.
    """
    paid = [one for one in found if not one.beside_pay]
    if not paid:
        return None
    first = min(paid, key=lambda one: _FIRST.index(one.basis))
    alike = [one for one in paid if one is not first and one.basis == first.basis]
    if alike and _limit(first) == "least" and _limit(alike[0]) == "most":
        other = alike.pop(0)
        figures = (*first.figures, *other.figures)
        return _Statement(figures, first.before, other.after or first.after), ()
    same = [one for one in alike if _values(one) != _values(first) and _unit(one) == _unit(first)]
    return first, (SEVERAL,) if same else ()


def _read(chosen: tuple[_Statement, tuple[str, ...]], words: str, told: _Told) -> Pay | None:
    statement, flags = chosen
    values = _values(statement)
    if not any(values):
        return None
    limit = _limit(statement)
    least = None if limit == "most" else values[0]
    most = None if limit == "least" else values[-1]
    unit = _unit(statement) or _unit_anywhere(words)
    signs = statement.signs + money.codes(statement.after[:24])
    scaled = any(figure.scale for figure in statement.figures)
    read = _pay((least, most), signs, unit, told, scaled)
    shared = any(
        value != figure.value for value, figure in zip(values, statement.figures, strict=True)
    )
    return replace(
        _flagged(
            read,
            *flags,
            SCALE_SHARED if shared else "",
            APPROXIMATE if _ABOUT.search(statement.before) else "",
        ),
        raw=words,
        basis=statement.basis,
    )


def _pay(
    bounds: tuple[float | None, float | None],
    signs: tuple[str, ...],
    unit: str | None,
    told: _Told,
    scaled: bool,
) -> Pay:
    """Pay with currency and unit told by its words, its columns and its place, each flagged."""
    currency, currency_flag = _currency(signs, told)
    column = money.column_unit(told.unit)
    named = money.UNITS.get(unit) if unit else column
    flags = [currency_flag]
    if unit and column and unit != column:
        flags.append(UNIT_CONTRADICTED)
    if unit == "OTHER" or (told.unit and not column and money.UNIT.search(told.unit)):
        flags.append(UNIT_OTHER)
    elif named is None:
        named = _inferred(max(bound or 0 for bound in bounds), currency, scaled)
        flags.append(UNIT_INFERRED if named else AMBIGUOUS)
    least, most = bounds
    if least is not None and most is not None and least > most:
        least, most = most, least
        flags.append(SWAPPED)
    return _flagged(
        Pay(least, most, currency, named, ""), *flags, *_doubts(least, most, named, currency)
    )


def _currency(signs: tuple[str, ...], told: _Told) -> tuple[str | None, str]:
    """The words' own currency before the column's, the column's before the place's."""
    column = money.column_currency(told.currency)
    said, how = money.currency(signs, told.country)
    if not column or (signs and how == "stated"):
        named, _ = money.currency(column) if column else (said, "")
        other = named is not None and named != said
        return said, CURRENCY_CONTRADICTED if other else _CURRENCY_FLAGS.get(how, "")
    named, how = money.currency(column, told.country)
    return named, _CURRENCY_FLAGS.get(how, "")


_CURRENCY_FLAGS: Mapping[str, str] = {
    "place": CURRENCY_FROM_PLACE,
    "assumed": CURRENCY_ASSUMED,
    "unclear": CURRENCY_UNCLEAR,
}


def _inferred(most: float, currency: str | None, scaled: bool) -> PayUnit | None:
    """YEAR where a figure without a unit can only be that; None where it could be a month's."""
    size = 1.0 if currency is None else _MAGNITUDE.get(currency, math.inf)
    if most >= YEARLY_FROM * size or (scaled and size == 1):
        return "YEAR"
    return None


def _doubts(
    least: float | None, most: float | None, unit: PayUnit | None, currency: str | None
) -> Iterator[str]:
    size = _MAGNITUDE.get(currency or "USD", math.inf)
    low, high = least if least is not None else most, most if most is not None else least
    if least == 0:
        yield ZERO
    elif least is not None and most is not None and most > WIDEST * least:
        yield WIDE
    if unit and high is not None and high > _MOST[unit] * size:
        yield HIGH
    if unit == "YEAR" and low and size < math.inf and low < LEAST_A_YEAR * size:
        yield LOW


def _values(statement: _Statement) -> list[float]:
    """The figures' values; a scale on one of two is for both: "120 - 150K", "35-40,000"."""
    values = [figure.value for figure in statement.figures]
    if len(values) == 1:
        return values
    first, second = statement.figures
    ordered = first.number <= second.number
    if second.scale and not first.scale and ordered and first.number < 1_000:
        values[0] = round(first.number * second.scale, 2)
    elif first.scale and not second.scale and ordered and second.number < 1_000:
        values[1] = round(second.number * first.scale, 2)
    elif not (first.scale or second.scale or first.to_the_cent) and _in_thousands(
        first.number, second.number
    ):
        values[0] = first.number * 1_000
    return values


def _in_thousands(first: float, second: float) -> bool:
    """Whether a range leaves out its first thousands, as in "35-40,000"."""
    return 10 <= first < 1_000 and second % 1_000 == 0 and first * 1_000 < second


def _limit(statement: _Statement) -> str:
    """Whether the one figure of a statement is the ``least`` or the ``most``; empty for exact."""
    if len(statement.figures) > 1:
        return ""
    after = money.UNIT.sub("", statement.after, count=1).strip()
    if _UP_TO.search(statement.before) or _OR_LESS.match(after):
        return "most"
    if _FROM.search(statement.before) or _OR_MORE.match(after) or _OR_MORE.match(statement.after):
        return "least"
    return ""


def _unit(statement: _Statement) -> str | None:
    """The unit said after the figures, else before them; ``OTHER`` for a fortnight."""
    found = money.UNIT.search(statement.after) or next(iter(_last(statement.before)), None)
    return found.lastgroup if found else None


def _last(words: str) -> list[re.Match[str]]:
    return list(money.UNIT.finditer(words))[-1:]


def _unit_anywhere(words: str) -> str | None:
    """The unit that a piece of the phrase names by itself, as in "$20 - $30, hourly"."""
    for piece in re.split(r"[,;|()•]|\s[-–—]\s", _masked(words)):
        found = money.UNIT.search(piece)
        if found and len(re.sub(r"[\W\d_]", "", piece)) - len(found[0]) <= 12:
            return found.lastgroup
    return None


def _bound(column: str) -> Figure | None:
    """The figure in a column of bounds; None for none, for a negative one and for no number."""
    words = _words(column)
    try:
        value = float(words) if re.search(r"\de[+\d]", words) else None
    except ValueError:
        value = None
    if value is not None:
        return Figure(value, None, (), 0, 0) if math.isfinite(value) and value < 1e15 else None
    if words.startswith(("-", "\u2212")):
        return None
    return next(money.figures(_masked(words)), None)


def _spelt(pay: Pay, told: _Told) -> str:
    """Figures as a person writes them, with what the columns state: "USD 10 – 20 per hour"."""
    bounds = [bound for bound in (pay.minimum, pay.maximum) if bound is not None]
    figures = " – ".join(f"{amount:,.15g}" for amount in dict.fromkeys(bounds))
    if len(bounds) == 2 and _in_thousands(*bounds):
        figures = " – ".join(f"{amount:,.2f}" for amount in bounds)
    unit = pay.unit if UNIT_INFERRED not in pay.flags else None
    stated = {CURRENCY_ASSUMED, CURRENCY_FROM_PLACE}.isdisjoint(pay.flags) or told.currency
    code = f"{pay.currency} " if pay.currency and stated else ""
    return f"{_one_sided(pay)}{code}{figures}{f' per {unit.lower()}' if unit else ''}"


def _one_sided(pay: Pay) -> str:
    if pay.minimum is None:
        return "up to "
    return "from " if pay.maximum is None else ""


def _written(words: str, told: _Told) -> Pay | None:
    """The pay in a mapping written out, such as {"minValue": 40, "unitText": "HOUR"}."""
    fields: dict[str, str] = {}
    for pair in _PAIR.finditer(words):
        field = _KEYS.get(pair["key"].lower().replace("_", ""))
        value = (pair["double"] or pair["single"] or pair["plain"] or "").strip()
        if field and value and value.lower() not in {"none", "null", "nan"}:
            fields.setdefault(field, value)
    currency, unit = fields.get("currency", told.currency), fields.get("unit", told.unit)
    bounds = between(
        fields.get("minimum", ""),
        fields.get("maximum", ""),
        currency=currency,
        unit=unit,
        country=told.country,
    ) or stated(fields.get("value", ""), currency=currency, unit=unit, country=told.country)
    return replace(bounds, raw=words) if bounds else None


def _flagged(pay: Pay, *flags: str) -> Pay:
    """Pay with these flags too, in the order of `FLAGS`."""
    held = {*pay.flags, *flags}
    return replace(pay, flags=tuple(flag for flag in FLAGS if flag in held))


def _about_pay(text: str) -> Iterator[str]:
    """The sentences that speak of pay and hold a figure; a heading about pay leads its line."""
    heading = ""
    for words in _sentences(text):
        if any(character.isdigit() for character in words):
            if _CUE.search(words):
                yield words
            elif heading:
                yield f"{heading}: {words}"
            heading = ""
        else:
            cued = len(words) < LONGEST_HEADING and _CUE.search(words)
            heading = words.rstrip(":") if cued else ""


def _sentences(text: str) -> Iterator[str]:
    for line in _LINE_END.split(_LONE_DASH.sub(r" \1 ", text)):
        for sentence in _SENTENCE_END.split(" ".join(line.split())):
            if sentence:
                yield sentence[:LONGEST_SENTENCE]


def _told_in(sentence: str, told: _Told) -> Pay | None:
    """The pay in a sentence about pay; None for an absurd figure, which is of something else."""
    if _ABOUT_OTHERS.search(sentence):
        return None
    near = [one for one in _statements(sentence) if one.signs and (one.near_cue or one.basis)]
    chosen = _chosen(near)
    read = _read(chosen, sentence, told) if chosen else None
    if read is None or read.unit is None or read.currency is None:
        return None
    if not {WIDE, HIGH, LOW, ZERO}.isdisjoint(read.flags):
        return None
    return replace(read, raw=sentence[:LONGEST_STATEMENT])
