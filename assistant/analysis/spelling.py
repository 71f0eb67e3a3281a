"""Misspelt words of the trade in a question, set right."""

from collections.abc import Iterable
from typing import Final

from rapidfuzz.distance import OSA

from assistant.analysis.sentence import Sentence

SHORTEST = 5
LONG = 10
"""A word from this length on may have two slips, a shorter one may have one."""

_WORDS: Final = """
difference stage shares stated rates ranged trends remove contact states titled
employees employee
percentile percentiles quartile quartiles quantiles midpoints growing changed employers
posting postings salary salaries median average compensation percentage percent proportion
fraction company companies employer employers number remote hybrid onsite openings vacancies
vacancy position positions require mention mentions skills common compare between distribution
highest lowest monthly weekly hourly annual currency seniority country countries cities state
states typical midpoint listings distinct different unique internship contract share location
engineers engineer titles trend range
"""
WORDS = tuple(_WORDS.split())


def respelt(sentence: Sentence, known: frozenset[str]) -> Sentence:
    """The sentence, a word no one knows but nearly one of the trade's read as that."""
    for token in sentence.tokens:
        word = token.folded
        if (
            token.quoted
            or len(word) < SHORTEST
            or not word.isalpha()
            or word in known
            or word in WORDS
        ):
            continue
        token.folded = nearest(word, WORDS) or word
    return sentence


def nearest(word: str, words: Iterable[str]) -> str | None:
    """The nearest of some words that begins alike; None where all are too far.

    Slips are counted as optimal string alignment does: a swap of neighbours is one.
    """
    allowed = 2 if len(word) >= LONG else 1
    alike = (other for other in words if other[:1] == word[:1])
    near = min(
        ((OSA.distance(word, other, score_cutoff=allowed), other) for other in alike), default=None
    )
    return near[1] if near and near[0] <= allowed else None
