"""Words of occupations and pay in other languages, read as the English words that they are."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cache, lru_cache
from pathlib import Path

import yaml

from assistant.verification.tables.words import Token, stem, words

_FILE = Path(__file__).with_name("glossary.yaml")
_LINKS = ("", "s", "n", "en", "e", "es", "er", "in", "erin", "innen", "ung", "ungs")
"""What stands between and after the parts of a German compound."""

LONGEST_WORD = 60


def translated(read: Iterable[Token]) -> tuple[Token, ...]:
    """The same tokens, where a word or each part of a compound is given by its English word."""
    return tuple(_parts(read))


def _parts(read: Iterable[Token]) -> Iterator[Token]:
    for token in read:
        english = in_english(token.word) if token.number is None else ()
        for word in english:
            yield replace(token, key=stem(word), word=word, stop=word in words().stop)
        if not english:
            yield token


@lru_cache(maxsize=4096)
def in_english(word: str) -> tuple[str, ...]:
    """The English words of a foreign word; nothing where one of its parts is not known."""
    if len(word) > LONGEST_WORD:
        return ()
    known = _glossary()
    reached: dict[int, tuple[str, ...]] = {0: ()}
    for start in range(len(word)):
        if start not in reached:
            continue
        for part, english in known.items():
            if not word.startswith(part, start):
                continue
            for link in _LINKS:
                end = start + len(part) + len(link)
                if word.startswith(link, start + len(part)):
                    reached.setdefault(end, (*reached[start], *english))
    return reached.get(len(word), ())


@cache
def _glossary() -> Mapping[str, tuple[str, ...]]:
    """Each part with its English words, longest first."""
    held: dict[str, str] = yaml.safe_load(_FILE.read_text("utf-8"))
    parts = sorted(held, key=len, reverse=True)
    return {str(part): tuple(str(held[part]).split()) for part in parts}
