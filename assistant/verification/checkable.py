"""Which sentences say something that sources could bear, and why the others cannot be checked."""

import re
from functools import cache
from pathlib import Path

import yaml

from assistant.retrieval.words import STOP_WORDS

_WORDS = re.compile(r"[^\W\d_]+")
_FOREIGN_FROM = 10  # words: in fewer, English may have none of its small ones
_ENGLISH = 0.08  # of a sentence's words are the small ones of English; most often a third


def unchecked(sentence: str) -> str:
    """Why no source can bear a sentence, for a person; empty where one could.

    >>> unchecked("I hope this helps!")
    'It is addressed to the reader and states nothing about the market.'
    """
    if sentence.rstrip().endswith("?"):
        return "It is a question."
    for reason, pattern in _patterns():
        if pattern.search(sentence):
            return reason
    return "" if _is_english(sentence) else "It is not in English, the one language checked."


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    told = yaml.safe_load(Path(__file__).with_suffix(".yaml").read_text("utf-8"))
    return tuple(
        (kind["reason"], re.compile("|".join(kind["patterns"]), re.IGNORECASE)) for kind in told
    )


def _is_english(sentence: str) -> bool:
    words = [word.lower() for word in _WORDS.findall(sentence)]
    small = sum(word in STOP_WORDS for word in words)
    return len(words) < _FOREIGN_FROM or small >= _ENGLISH * len(words)
