"""Dates whose month is named in another language, in English words: "12. März 2026"."""

import re
from collections.abc import Mapping

# From the CLDR's wide month names; a name that is two months' in two languages is left out.
_NAMES: Mapping[str, str] = {
    "January": "januar jänner janvier enero gennaio janeiro januari januar styczeń stycznia",
    "February": "februar février fevrier febrero febbraio fevereiro februari luty lutego",
    "March": "märz maerz mars marzo março marco maart marts marzec marca",
    "April": "april avril abril aprile kwiecień kwietnia",
    "May": "mai mayo maggio maio mei maj maja",
    "June": "juni juin junio giugno junho czerwiec czerwca",
    "July": "juli juillet julio luglio julho lipiec lipca",
    "August": "august août aout agosto augustus sierpień sierpnia",
    "September": "september septembre septiembre setiembre settembre setembro wrzesień września",
    "October": "oktober octobre octubre ottobre outubro październik października",
    "November": "november novembre noviembre novembro listopad listopada",
    "December": "dezember décembre decembre diciembre dicembre dezembro desember grudzień grudnia",
}
_ENGLISH = {word: month for month, words in _NAMES.items() for word in words.split()}
_NAMED = re.compile(
    r"(?<!\w)(?:(?P<day>[0-3]?\d)(?:\.|er|º|ª|:a)?\s+(?:de\s+|di\s+)?)?"
    rf"(?P<month>{'|'.join(sorted(_ENGLISH, key=len, reverse=True))})(?!\w)\.?"
    r"(?:,?\s+(?:de\s+|del\s+)?(?P<year>(?:19|20|21)\d\d)(?!\d))?",
    re.IGNORECASE,
)
_IDEOGRAPHIC = re.compile(
    r"(?P<year>(?:19|20|21)\d\d)\s?[年년]\s?(?P<month>[01]?\d)\s?[月월]\s?(?P<day>[0-3]?\d)\s?[日일]"
)


def in_english(text: str) -> str:
    """The text with the dates in it that it names in another language put as "12 March 2026".

    >>> in_english("12. März 2026"), in_english("1er mai 2026"), in_english("5 de mayo de 2026")
    ('12 March 2026', '1 May 2026', '5 May 2026')
    """
    return _IDEOGRAPHIC.sub(r"\g<year>-\g<month>-\g<day>", _NAMED.sub(_translated, text))


def _translated(match: re.Match[str]) -> str:
    parts = (match["day"], _ENGLISH[match["month"].lower()], match["year"])
    return " ".join(part for part in parts if part)
