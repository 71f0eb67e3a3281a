"""Which sentences say something that sources could bear, and why the others cannot be checked."""

import re
from functools import cache
from pathlib import Path
from typing import Final

import yaml

from assistant.retrieval.words import STOP_WORDS

_WORDS = re.compile(r"[^\W\d_]+")
_FOREIGN_FROM = 10  # words: in fewer, English may have none of its small ones
MOSTLY_LATIN = 0.5  # of the words: a sentence of names may have accents
# The small words of German, French, Spanish, Italian, Dutch and Portuguese that English has not.
_FOREIGN: Final = frozenset(
    word
    for words in (
        "der das und ist von für mit auf nicht eine einen einem wurde bei über sich auch als dem",
        "les des une est dans pour avec sur sont qui que du au aux ont été leur",
        "el los las una por con como más pero sus fue il gli che di della dei sono",
        "het een van niet zijn voor uma os em não",
    )
    for word in words.split()
)
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
    words = _WORDS.findall(sentence)
    small = sum(word.lower() in STOP_WORDS for word in words)
    # With a capital they are names: Los Angeles, Van Gogh.
    if sum(word in _FOREIGN for word in words) > small:
        return False
    latin = sum(word.isascii() for word in words)
    if latin < MOSTLY_LATIN * len(words):
        return False
    return len(words) < _FOREIGN_FROM or small >= _ENGLISH * len(words)
