"""The words of a question about figures over time that say which figure is meant."""

import re
from dataclasses import dataclass
from typing import Final

from corpus.queries import SeriesMeasure

_NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_NUMBER = rf"(?P<number>\d{{1,3}}|{'|'.join(_NUMBERS)})"
_HIGH = (
    r"(?:highest|maxim\w+|max|peak(?:s|ed|ing)?|greatest|largest|biggest|best|strongest"
    r"|hottest|tops?|topped|all[- ]time high|record high|high point|leads?|leading)"
)
_LOW = (
    r"(?:lowest|minim\w+|min|trough(?:s|ed)?|smallest|worst|weakest|least|bottom(?:s|ed)?"
    r"|all[- ]time low|record low|low point|lags?|lagging)"
)
_MOST = r"(?:most|fewest|more)"
_CHANGE = (
    r"(?:chang\w+|gr[eo]w\w*|ris(?:e|es|en|ing)|rose|f[ae]ll\w*|declin\w+|drop\w*|increas\w+"
    r"|decreas\w+|gain\w*|los[te]\w*|shr[aiu]nk\w*|climb\w*|jump\w*|up or down|percent(?:age)?"
    r"|per cent|pct)"
)
_FALL = r"(?:f[ae]ll\w*|declin\w+|drop\w*|decreas\w+|los[te]\w*|shr[aiu]nk\w*)"
_TREND = (
    r"(?:trend\w*|mov(?:e|ed|es|ing|ement|ements)|over time|develop\w*|evol\w+|histor\w+"
    r"|trajectory|path|course|plot|chart|graph|behav\w+|perform\w*)"
)
_MEAN = r"(?:averages?|averaged|mean|avg)"
_LATEST = (
    r"(?:latest|most recent(?:ly)?|newest|current(?:ly)?|right now|now|today|at present|presently"
    r"|last (?:reading|value|figure|known|available|day|date|month|observation)|stands?)"
)
_COMPARE = (
    r"(?:compar\w+|versus|vs|against|relative to|difference|differ\w*|higher|lower|greater|smaller"
    r"|bigger)"
)
_COUNT = (
    r"(?:how many|number of|absolute(?:ly)?|in absolute terms|counts?|total number|how much"
    r"|quantity)"
)
_RANK = r"(?:rank\w*|order(?:ed)? by|sort\w*|league table|list)"
_CUES = {
    name: re.compile(rf"(?<![\w-]){pattern}(?![\w-])", re.IGNORECASE)
    for name, pattern in (
        ("high", _HIGH),
        ("low", _LOW),
        ("most", _MOST),
        ("change", _CHANGE),
        ("fall", _FALL),
        ("trend", _TREND),
        ("mean", _MEAN),
        ("latest", _LATEST),
        ("compare", _COMPARE),
        ("count", _COUNT),
        ("rank", _RANK),
    )
}
_TOP = re.compile(
    rf"\b(?:top|bottom|highest|lowest|best|worst|leading|first|last)[ -]{_NUMBER}\b"
    rf"|\b{_NUMBER.replace('number', 'before')} (?:highest|lowest|best|worst|top|largest|smallest"
    r"|strongest|weakest)\b"
    rf"|\b(?:which|what|list|show) {_NUMBER.replace('number', 'asked')} (?=[a-z]+s\b)",
    re.IGNORECASE,
)
_FROM = re.compile(r"\b(?:since|from|after|starting(?: in)?|beginning(?: in)?)\s*$", re.IGNORECASE)
_UNTIL = re.compile(r"\b(?:until|till|up to|through|before|by|as of|to)\s*$", re.IGNORECASE)

_NOISE: Final = """
a about according across actual adjusted after against ago all also am among amount an and annual
answer any anyone are as asked at back basis be been before beginning being between both but by
came can compared correspond corresponding could country currently d daily data date dated day
days did do does doing don done down during each end entire ever every exact exactly exceptionally
figure find first for from get give given go gone had has have hello hey hi high hiring hit how i
in indeed indicator into is it its just kindly know known lab last let level like line list ll
look looked looking low m many may me measure measured month monthly much my national nationally
nationwide number observation observed occur occurred of official on one only or our out over
overall per percent percentage please point points pt publish published quarter quarterly question
quote re reach reached read reading record recorded relative report reported respective
respectively s said same say seasonal seasonally see seen series set show shown since so some
stand start stat statistic statistics stats stood t table tell term than that the their them then
there these they thing this those through till time to told total until up us value values ve want
was we week were what whats when where which while who whole whose will with within would year
yearly you your
"""
NOISE = frozenset(_NOISE.split())
"""What may be left over when a question is understood."""


@dataclass(frozen=True, slots=True)
class Cues:
    """Which cues a question holds; `limit` is how many were asked for, 0 if not said."""

    found: frozenset[str]
    limit: int = 0

    def __contains__(self, name: str) -> bool:
        return name in self.found


def cues(text: str) -> Cues:
    """The cues in a text whose days and values are blanked."""
    found = {name for name, pattern in _CUES.items() if pattern.search(text)}
    top = _TOP.search(text)
    return Cues(frozenset(found), _number(top) if top else 0)


def without_cues(text: str) -> str:
    """A text with its cues blanked."""
    for pattern in (_TOP, *_CUES.values()):
        text = pattern.sub(lambda match: " " * len(match[0]), text)
    return text


def leads_from(before: str) -> bool:
    """Whether what stands before a day makes it the first of a stretch."""
    return _FROM.search(before) is not None


def leads_until(before: str) -> bool:
    """Whether what stands before a day makes it the last of a stretch."""
    return _UNTIL.search(before) is not None


def measure(found: Cues, *, stretches: int, is_ranking: bool) -> SeriesMeasure | None:
    """The figure that cues ask for; `stretches` counts the days and periods named."""
    if is_ranking:
        return "rank"
    asked: tuple[tuple[bool, SeriesMeasure], ...] = (
        ("change" in found and "high" not in found and "low" not in found, "change"),
        ("high" in found, "maximum"),
        ("low" in found, "minimum"),
        ("mean" in found, "mean"),
        ("trend" in found, "trend"),
        ("compare" in found and stretches > 1, "change"),
        ("latest" in found, "latest"),
    )
    return next((name for is_asked, name in asked if is_asked), None)


def _number(match: re.Match[str]) -> int:
    said = (match["number"] or match["before"] or match["asked"]).lower()
    return int(said) if said.isdecimal() else _NUMBERS.index(said) + 1
