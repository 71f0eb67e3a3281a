"""The words that carry a text's meaning, in the form in which two texts are compared."""

import re
import threading
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

import snowballstemmer

# The closed classes of English, and the verbs questions are built with.
_CLOSED_CLASSES: Final = (
    "a about all also am an and any are as at be been being but by can could did do does done "
    "during each etc for from give had has have having he her here hers him his how i if in "
    "into is it its just list me mention more most my name no nor not of on or other our ours "
    "out over please said say says she should show so some such tell than that the their theirs "
    "them then there these they this those through to too under until up us very was we were "
    "what when where which while who whom whose why will with would you your yours "
)
STOP_WORDS: Final = frozenset(_CLOSED_CLASSES.split())
_WORD = re.compile(r"[^\W_]+")
_POSSESSIVE = re.compile(r"['’]s\b")
_ORDINALS: Final = {
    "first": "q1",
    "second": "q2",
    "third": "q3",
    "fourth": "q4",
    "1st": "q1",
    "2nd": "q2",
    "3rd": "q3",
    "4th": "q4",
}
_QUARTER = re.compile(
    rf"\b({'|'.join(_ORDINALS)})[\s-]+(?:fiscal\s+|calendar\s+)?quarter\b", re.IGNORECASE
)


def terms(text: str) -> list[str]:
    """A text's meaningful words in order, folded and stemmed; a quarter is also said as ``q3``."""
    folded = _folded(_QUARTER.sub(_named_quarter, text))
    return [_stem(word) for word in _WORD.findall(folded) if word not in STOP_WORDS]


def names_and_numbers(text: str) -> list[str]:
    """The terms of a text that can only be met or missed: figures, and names that are capitalised.

    A capital at the beginning says nothing, nor does one in a text without small letters.
    """
    if text.isupper():
        return _stemmed(re.findall(r"\w*\d\w*", text))
    return _stemmed(re.findall(r"\w*\d\w*|(?<!^)(?<![.!?:]\s)\b[A-Z]\w+", text))


def _named_quarter(found: re.Match[str]) -> str:
    return f"{found.group()} {_ORDINALS[found.group(1).lower()]}"


def _stemmed(words: Iterable[str]) -> list[str]:
    return [term for word in words for term in terms(word)]


def _folded(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", _POSSESSIVE.sub("", text))
    return "".join(c for c in decomposed if not unicodedata.combining(c)).lower()


class _Stemmers(threading.local):
    """A stemmer a thread: it keeps the word it works on in itself."""

    def __init__(self) -> None:
        self.english = snowballstemmer.stemmer("english")


_stemmers = _Stemmers()


@lru_cache(maxsize=100_000)
def _stem(word: str) -> str:
    # The stemmer is untyped; it returns a word.
    return str(_stemmers.english.stemWord(word))
