"""What a question is narrowed by: its place, its time, its kind of work, each where it stands."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import chain
from typing import Final, Literal

from assistant.retrieval.rewriting.wording import (
    APART,
    ARRANGEMENTS,
    EMPLOYMENTS,
    FRAMES,
    NOUNS,
    RANKS,
    TRADES,
)
from corpus.normalise import place_mentions, skills, windows

Kind = Literal["place", "time", "arrangement", "employment", "rank", "role", "skill"]
ANY_DAY: Final = date(2026, 1, 1)
"""Where a time stands in a question is the same on any day it is asked."""

LONGEST_ROLE = 4
_LEAD = re.compile(
    r"\b(?:(?:in|at|from|near|within|across|for|around|during)(?:\s+the)?|the)\s+$", re.IGNORECASE
)
_BETWEEN = re.compile(r"\s*(?:,|and|or|&)\s*(?:in\s+)?(?:the\s+)?", re.IGNORECASE)
_YEAR = re.compile(r"(?:in |during |for )?\b(?:19|20)\d\d\b", re.IGNORECASE)
_WORD = re.compile(r"[\w+#&/.-]*[\w+#]")
_ARTICLE = re.compile(r"\b(?:an?|the)\s+$", re.IGNORECASE)
# What may stand beside slots in a phrase that is nothing else: "the senior ones".
_FILLING = re.compile(
    r"\b(?:ones?|the|those|these|for|in|at|with|only|just|too|instead|as well|people|there|"
    r"based|work(?:ers?)?)\b|[\W_]",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Slot:
    """Words of a question that narrow it; `lead` is the preposition or article they begin with."""

    kind: Kind
    start: int
    end: int
    text: str
    lead: str = ""

    @property
    def core(self) -> str:
        return self.text[len(self.lead) :]


@lru_cache(maxsize=4_096)
def slots(text: str) -> tuple[Slot, ...]:
    """The slots of a question in order; none lies within another."""
    taken: list[Slot] = []
    for slot in chain.from_iterable(find(text) for find in _FINDERS):
        if all(slot.end <= other.start or slot.start >= other.end for other in taken):
            taken.append(slot)
    return tuple(sorted(taken, key=lambda slot: slot.start))


def only(text: str) -> tuple[Slot, ...]:
    """The slots of a phrase that is made of nothing else: "senior ones in Texas"; else none."""
    found = slots(text)
    rest = text
    for slot in reversed(found):
        rest = f"{rest[: slot.start]} {rest[slot.end :]}"
    rest = _FILLING.sub("", NOUNS.sub(" ", rest))
    return found if found and not rest.strip() else ()


def unplaced(text: str) -> frozenset[str]:
    """The words of a question about postings that narrow it and are in none of its slots."""
    rest = text
    for slot in reversed(slots(text)):
        rest = f"{rest[: slot.start]} {rest[slot.end :]}"
    words = {word.casefold() for word in _WORD.findall(NOUNS.sub(" ", rest))}
    return frozenset(words - APART - FRAMES)


def _places(text: str) -> Iterator[Slot]:
    found = list(place_mentions.find(text))
    while found:
        first = last = found.pop(0)
        while found and _BETWEEN.fullmatch(text[last.span[1] : found[0].span[0]]):
            last = found.pop(0)
        start = first.span[0]
        yield _led("place", text, (start, last.span[1]), _LEAD)


def _times(text: str) -> Iterator[Slot]:
    spans = [(w.span.start, w.span.end) for w in windows.find(text, today=ANY_DAY)]
    spans += [match.span() for match in _YEAR.finditer(text)]
    for start, end in spans:
        yield _led("time", text, (start, end), _LEAD)


def _roles(text: str) -> Iterator[Slot]:
    words = list(_WORD.finditer(text))
    for at, word in enumerate(words):
        if TRADES.fullmatch(word[0]) is None or _goes_on(words, at, text):
            continue
        first = at
        while first > 0 and at - first < LONGEST_ROLE - 1 and _is_part(words[first - 1], text):
            first -= 1
        yield _led("role", text, (words[first].start(), word.end()), _ARTICLE)


def _goes_on(words: list[re.Match[str]], at: int, text: str) -> bool:
    """Whether the next word is the name's last instead: "engineer manager"."""
    follows = words[at + 1] if at + 1 < len(words) else None
    if follows is None or text[words[at].end() : follows.start()].strip():
        return False
    return TRADES.fullmatch(follows[0]) is not None


def _is_part(word: re.Match[str], text: str) -> bool:
    is_joined = text[word.end() : word.end() + 2].strip(" -")[:1] not in {",", ":", "?", ";"}
    return is_joined and word[0].casefold() not in APART and not RANKS.fullmatch(word[0])


def _skills(text: str) -> Iterator[Slot]:
    words = list(_WORD.finditer(text))
    for size in (3, 2, 1):
        for at in range(len(words) - size + 1):
            start, end = words[at].start(), words[at + size - 1].end()
            said = text[start:end]
            is_named = any(name.casefold() == said.casefold() for name in skills.mentioned(said))
            if is_named:
                yield Slot("skill", start, end, said)


def _led(kind: Kind, text: str, span: tuple[int, int], leads: re.Pattern[str]) -> Slot:
    """The slot of a span with the words right before it that lead it."""
    start, end = span
    lead = leads.search(text[:start])
    begin = lead.start() if lead else start
    return Slot(kind, begin, end, text[begin:end], text[begin:start])


def _matches(kind: Kind, pattern: re.Pattern[str]) -> Callable[[str], Iterator[Slot]]:
    def find(text: str) -> Iterator[Slot]:
        return (Slot(kind, m.start(), m.end(), m[0]) for m in pattern.finditer(text))

    return find


_FINDERS: Final = (
    _times,
    _places,
    _matches("arrangement", ARRANGEMENTS),
    _matches("employment", EMPLOYMENTS),
    _matches("rank", RANKS),
    _roles,
    _skills,
)
