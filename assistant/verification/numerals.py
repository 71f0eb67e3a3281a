"""The numbers of an English text as they are written: in digits, with a scale, or in words."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

_SCALES: Mapping[str, float] = {
    word: size
    for words, size in (
        ("dozen", 12),
        ("hundred", 100),
        ("k thousand grand", 1e3),
        ("lakh lakhs lac lacs", 1e5),
        ("m mn mio million", 1e6),
        ("crore crores", 1e7),
        ("b bn billion", 1e9),
        ("tn trillion", 1e12),
    )
    for word in words.split()
}
_SMALL = (
    *("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven"),
    *("twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_VALUES: Mapping[str, float] = {
    **{word: float(value) for value, word in enumerate(_SMALL, start=1)},
    **{word: 10.0 * value for value, word in enumerate(_TENS, start=2)},
    "zero": 0.0,
    "a": 1.0,
    "an": 1.0,
    "couple": 2.0,
}
_VULGAR: Mapping[str, float] = {"½": 0.5, "¼": 0.25, "¾": 0.75, "⅓": 1 / 3, "⅔": 2 / 3, "⅕": 0.2}
_PARTS: Mapping[str, int] = {
    "half": 2,
    "halves": 2,
    "third": 3,
    "quarter": 4,
    "fourth": 4,
    "fifth": 5,
    "sixth": 6,
    "seventh": 7,
    "eighth": 8,
    "ninth": 9,
    "tenth": 10,
}
_LARGE = "thousand|million|billion|trillion|lakh|crore"

_BELOW_100 = rf"(?:(?:{'|'.join(_TENS)})(?:[ -](?:{'|'.join(_SMALL[:9])})\b)?|{'|'.join(_SMALL)})"
_CHUNK = rf"(?:{_BELOW_100}[ -]hundred(?: (?:and )?{_BELOW_100})?|{_BELOW_100})"
# two hundred and five; thirty-one thousand two hundred; a million; half a million; zero
_WORDS = (
    rf"(?:(?P<halved>half) an? (?P<halved_scale>{_LARGE}|dozen)\b"
    rf"|(?:a|an) (?:few )?(?:{_LARGE}|hundred|dozen)(?= )(?! of the\b)"
    rf"|(?:{_CHUNK}|(?:a|an) hundred)"
    rf"(?:[ -](?:{_LARGE}|dozen)\b(?:,? (?:and )?{_CHUNK}(?![ -](?:in|out)\b))?){{0,4}}"
    r"|zero|a couple(?= of)|half an?(?= (?:hour|day|week|month|year|decade|century)\b)"
    r"|hundred(?= per ?cent)|(?<=every )hundred)"
)
_PART = "|".join(sorted(_PARTS, key=len, reverse=True))
# two thirds; one-fifth; a third of; by a quarter; half
_FRACTION = (
    rf"(?P<parts>{'|'.join(_SMALL[:9])})[ -](?P<part>(?:{_PART})s?)(?= of| |\W|$)(?<!second)"
    rf"|an? (?P<one_part>{_PART})(?= of (?!the (?:year|month)|an? (?:year|century|million)|\d)"
    r"| (?:the )?(?:as|less|more|fewer|lower|higher|faster)\b)"
    rf"|(?<=by )an? (?P<by_part>{_PART})\b"
    rf"|(?:(?<=about )|(?<=nearly )|(?<=almost )|(?<=roughly )|(?<=around )|(?<=than ))an? "
    rf"(?P<lone_part>{_PART})(?=[,.;:)]|$| (?:are|were|is|was|have|had|did|do)\b)"
    rf"|(?<![a-z] )(?<![a-z]-)a (?P<said_part>{_PART})"
    r"(?= (?:had|have|has|are|were|is|was|said|say)\b)"
    r"|(?P<half>half)(?!-| an? |[ -](?:time|year|term|century|hour|dozen|marathon|brother|sister)|"
    r" of (?:the )?(?:year|\d|fiscal))"
)
_DIGITS = (
    r"\d{1,3}(?:,\d{3}){1,5}(?:\.\d{1,6})?(?![\d])"  # 31,243.50
    r"|\d{1,2}(?:,\d{2}){1,5},\d{3}(?:\.\d{1,6})?(?!\d)"  # 1,20,000
    r"|\d{1,3}(?:[\u00a0\u202f\u2009]\d{3}){1,5}(?!\d)"  # 31 243 with narrow spaces
    r"|\.\d{1,6}(?!\d)"  # .5
    r"|\d{1,15}(?:\.\d{1,6})?(?![\d])"  # 0.5
)
_SCALE = (
    r"(?:(?:k|K|m|M|mn|bn|b|B|tn)(?![A-Za-z])|\sk(?![A-Za-z])"
    r"|[\s-]{1,2}(?:hundred|thousand|grand|million|billion|trillion|mn|mio|bn|tn|dozen)\b"
    r"|[\s-]?(?:lakhs?|lacs?|crores?)\b)"
)
_NUMERAL = re.compile(
    rf"(?<![\w])(?P<fraction>{_FRACTION})(?![\w])"
    rf"|(?<![\w])(?P<words>{_WORDS})(?![\w])"
    rf"(?P<words_half> and a half\b)?(?P<words_scale>[ -](?:{_LARGE})\b)?"
    rf"|(?<![A-Za-z\d_,.])(?P<digits>{_DIGITS})(?P<vulgar>[½¼¾⅓⅔⅕])?"
    rf"(?P<digits_half> and a half\b)?(?P<scale>{_SCALE})?"
    r"|(?P<lone>[½¼¾⅓⅔⅕])(?: (?P<lone_scale>million|billion)\b)?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number as written.

    `step` is the unit of its last digit that is not a closing nought: 1,000 for "31,000" and
    "31k", 0.1 for "12.3". `scale` is 1,000 for "31k"; `fraction` is true for "two thirds".
    """

    value: float
    step: float
    start: int
    end: int
    scale: float = 1.0
    worded: bool = False
    fraction: bool = False


def numerals(text: str) -> Iterator[Numeral]:
    """Each number of a text in order, without what it counts; "one" is read wherever it stands."""
    for match in _NUMERAL.finditer(text):
        if match["fraction"]:
            yield _fraction(match)
        elif match["words"]:
            yield _worded(match)
        elif match["lone"]:
            scale = _SCALES[(match["lone_scale"] or "").lower()] if match["lone_scale"] else 1.0
            value = _VULGAR[match["lone"]] * scale
            yield Numeral(value, value, *match.span(), scale, fraction=scale == 1.0)
        else:
            yield _in_digits(match)


def _fraction(match: re.Match[str]) -> Numeral:
    part = match["part"] or match["one_part"] or match["by_part"]
    part = part or match["lone_part"] or match["said_part"] or match["half"]
    parts = _VALUES[match["parts"].lower()] if match["parts"] else 1.0
    name = part.lower()
    value = parts / _PARTS[name if name in _PARTS else name.removesuffix("s")]
    return Numeral(value, 0.02, *match.span(), worded=True, fraction=True)


def _worded(match: re.Match[str]) -> Numeral:
    if match["halved"]:
        value = 0.5 * _SCALES[match["halved_scale"].lower()]
        return Numeral(value, _step(value), *match.span(), worded=True)
    value = _spoken(match["words"].lower()) + (0.5 if match["words_half"] else 0)
    value *= _SCALES[match["words_scale"].strip(" -").lower()] if match["words_scale"] else 1
    return Numeral(value, _step(value), *match.span(), worded=True)


def _spoken(words: str) -> float:
    if words.startswith("half"):
        return 0.5
    if words.endswith("couple"):
        return 2.0
    total = chunk = 0.0
    for word in re.findall(r"[a-z]+", words):
        if word == "hundred":
            chunk = (chunk or 1) * 100
        elif word in _SCALES:
            total, chunk = total + (chunk or 1) * _SCALES[word], 0.0
        else:
            chunk += _VALUES.get(word, 0)
    return total + chunk


def _in_digits(match: re.Match[str]) -> Numeral:
    plain = re.sub(r"[,\s]", "", match["digits"])
    scale = _SCALES[match["scale"].strip(" -\t\n\u00a0").lower()] if match["scale"] else 1.0
    value = float(plain)
    _, _, decimals = plain.partition(".")
    step = 10.0 ** -len(decimals) if decimals else _step(value)
    if match["vulgar"] or match["digits_half"]:
        value += _VULGAR[match["vulgar"]] if match["vulgar"] else 0.5
        step = 0.5
    return Numeral(_exactly(value * scale), step * scale, *match.span(), scale)


def _exactly(value: float) -> float:
    """A product without the binary dust of its factors: 1.1 million is 1,100,000."""
    return float(f"{value:.12g}")


def _step(value: float) -> float:
    """The unit of a whole number's last digit that is not nought."""
    if value == 0 or value != int(value):
        return 0.5 if value else 1.0
    digits = str(int(value))
    return float(10 ** (len(digits) - len(digits.rstrip("0"))))
