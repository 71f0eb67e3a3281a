"""Remote, hybrid or on site, from what a workplace field says or, failing that, a location.

>>> arrangement("TELECOMMUTE"), arrangement("3 days in the office"), arrangement("not remote")
('remote', 'hybrid', 'onsite')
"""

import re
from functools import lru_cache

from corpus.postings import Arrangement

_LONGEST = 5_000  # characters; a workplace field is a few words
HYBRID = re.compile(
    r"\b(?:hybrid\w*|híbrid[oa]s?|h[iy]bride|ibrid[oa]|teilweise (?:remote|homeoffice|im büro)"
    r"|(?:part(?:ly|ially)?|semi)[ -]remote|remote[ -]flexible|flexible[ -]remote|flex office"
    r"|(?:[1-4]|one|two|three|four|a few|zwei|drei)(?: ?(?:-|–|to|or|bis) ?[1-5])?\+?"
    r" ?(?:days?|tage?|jours?|días?|x)"
    r"(?: (?:a|per|each|pro|par|por) (?:week|woche|semaine|semana))?"
    r"(?: (?:in|at|from|im|au|en|remote|of)\b| on-?site)"
    r"|partiel(?:lement)? (?:à distance|en télétravail)|télétravail partiel|teletrabajo parcial)",
    re.IGNORECASE,
)
ONSITE = re.compile(
    r"\b(?:on[ -_]?site|in[ -](?:the )?(?:office|person|store|house)|office[ -](?:based|only|first)"
    r"|(?:not|non|no)[ -]*(?:a |eligible for )?(?:remote|telecommut\w*|work(?:ing)? from home"
    r"|home ?office|télétravail|teletrabajo)"
    r"|no (?:es )?remot[oa]|nicht remote|kein (?:remote|home-?office)|vor ort|präsenz\w*|im büro"
    r"|sur (?:site|place)|présentiel|au bureau|presencial|en (?:la )?oficina|in sede|in-?presence"
    r"|work(?:ing)? from (?:the )?office)\b",
    re.IGNORECASE,
)
REMOTE = re.compile(
    r"\b(?:(?:fully |100 ?% |all |full )?remot(?:e(?:ly)?|o|a|os|as)"
    r"(?:[ -](?:first|only|friendly|work\w*|job|eligible|ok|possible|position))?"
    r"|telecommut\w*|tele-?work\w*|télétravail|teletrabajo|telelavoro"
    r"|work(?:ing)?[ -](?:from|at)[ -](?:home|anywhere)|home[ -]?(?:office|based)|wfh|wfa"
    r"|(?:complètement |entièrement )?à distance|a distancia|desde casa|von zu ?hause|virtual"
    r"|distributed|anywhere(?= (?:in|within)\b|\W*$))",
    re.IGNORECASE,
)
_TRUE = frozenset({"true", "yes", "1", "1.0", "y"})
_FALSE = frozenset({"false", "no", "none", "0", "0.0", "n"})
_CODED = re.compile(r"[_\s]+")


@lru_cache(maxsize=65_536)
def arrangement(*stated: str) -> Arrangement | None:
    """How the work is arranged, by the first of these that says; None where none does.

    Give the workplace field first and the location after it: the location is read only where the
    workplace says nothing. A bare "true" or "1" is the answer to "remote?", and so is "false",
    which is no more than "not remote": on site. What says hybrid, or some days in the office, is
    hybrid; remote besides an office ("Remote or NYC") is remote, for one may choose it. A place
    alone says nothing: many a hybrid posting states only its office.
    """
    return next((found for found in map(_said, stated) if found is not None), None)


def _said(stated: str) -> Arrangement | None:
    words = _CODED.sub(" ", stated[:_LONGEST]).strip()
    lower = words.casefold()
    if lower in _TRUE:
        return "remote"
    if lower in _FALSE:
        return "onsite"
    return _worded(words)


def _worded(words: str) -> Arrangement | None:
    if HYBRID.search(words):
        return "hybrid"
    if not REMOTE.search(ONSITE.sub(" ", words)):
        return "onsite" if ONSITE.search(words) else None
    return "remote"
