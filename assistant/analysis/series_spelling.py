"""Misspelt words of a question about figures over time, set right."""

import re

from assistant.analysis.series_cues import NOISE
from assistant.analysis.spelling import nearest
from corpus.normalise import regions

SHORTEST = 5

_CUES = """
highest lowest maximum minimum peaked trough bottomed average latest recent current currently
change changed changes between percent percentage compare compared compares since trend index
increase increased decrease decreased decline declined growth rose fallen dropped seasonally
adjusted seasonal unadjusted absolute number january february march april june july august september
october november december quarter month state states country countries county counties region
regions postings posting national ranked ranking largest smallest greatest versus value values date
monthly today which where first second third fourth reached versus record moved develop developed
history movement chart strongest weakest leading lagging
"""
_WORDS = frozenset(_CUES.split())
_OFTEN = frozenset({"which", "state", "index", "trend", "where"})
_LETTERS = re.compile(r"(?<![\w.-])[A-Za-z]{4,}(?![\w-])")


def respelt(question: str, known: frozenset[str], measures: frozenset[str]) -> str:
    """The question, a word that is nearly a known one or of such questions read as it.

    A word of four letters is read as nothing but a longer one of `measures`, or as a common one.
    """
    places = {
        word
        for family in ("US state", "country")
        for name in regions.names(family)
        for word in name.split()
    }
    every = sorted(word for word in known | _WORDS if len(word) >= SHORTEST)

    def right(match: re.Match[str]) -> str:
        word = match[0].casefold()
        plural = word.removesuffix("s")
        if {word, plural} & (known | _WORDS | NOISE | places):
            return match[0]
        if len(word) < SHORTEST:
            longer = (one for one in measures | _OFTEN if len(one) > len(word))
            return nearest(word, sorted(longer)) or match[0]
        return nearest(word, every) or nearest(word, sorted(places)) or match[0]

    return _LETTERS.sub(right, question)
