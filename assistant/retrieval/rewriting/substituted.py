"""A question with what a fragment says put where it belongs: "and in Texas?", "senior ones?"."""

import re
from collections.abc import Iterable, Sequence

from assistant.retrieval.rewriting.slots import Slot, only, slots, unplaced
from assistant.retrieval.rewriting.wording import NOUNS

_PAID = re.compile(
    r"\b(?:pay|pays|paid|salar\w+|wages?|earn\w*|compensation|make)\b", re.IGNORECASE
)
_BARE_TIME = re.compile(
    r"(?:(?:Q[1-4]|H[12]|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\w*\s*)?(?:\d{4})?",
    re.IGNORECASE,
)
_COMPARED = re.compile(r"\b(?:compar\w+|versus|vs|difference|between)\b", re.IGNORECASE)
# "at Bank of Acme"
_AT_NAME = re.compile(
    r"\b([Aa]t|[Bb]y|[Ff]rom|[Ww]ith) ([A-Z][\w&'’+-]*(?: (?:of )?[A-Z][\w&'’+-]*)*)"
)
_ARTICLE = re.compile(r"\ban?\b(?= (\w))", re.IGNORECASE)
_WITH_THE = frozenset({
    "uk", "us", "usa", "eu", "uae", "united states", "united kingdom", "netherlands", "philippines",
    "european union",
})  # fmt: skip
ADJECTIVES = {"arrangement": 0, "employment": 1, "rank": 2}
"""Adjectives in the order they are said in: "remote full-time senior"."""


def substituted(question: str, fragment: str) -> str | None:
    """The question with the fragment's slots for its own, or added; None where that is unsure."""
    said = only(fragment)
    return narrowed(question, said) if said else None


def renamed(question: str, fragment: str) -> str | None:
    """The question with the fragment's employer for its own: "and at Acme?"; None where unsure."""
    said = _AT_NAME.fullmatch(fragment)
    held = list(_AT_NAME.finditer(question))
    if said is None or len(held) != 1 or said[1].casefold() != held[0][1].casefold():
        return None
    return f"{question[: held[0].start(2)]}{said[2]}{question[held[0].end(2) :]}"


def carried(clause: str, earlier: str) -> str | None:
    """A clause with the earlier question's slots of the kinds it has none of itself.

    None where that question was narrowed by more than its slots tell.
    """
    if unplaced(earlier):
        return None
    own = {slot.kind for slot in slots(clause)}
    return narrowed(clause, [slot for slot in slots(earlier) if slot.kind not in own])


def narrowed(question: str, said: Iterable[Slot]) -> str | None:
    """The question narrowed by each slot in turn; None where one has no sure place."""
    narrower: str | None = question
    # Adjectives look for the noun that a role may bring.
    for slot in sorted(said, key=lambda slot: slot.kind != "role"):
        if narrower is None:
            return None
        narrower = _with(narrower, slot)
    return narrower


def phrase(slot: Slot, *, like: str = "") -> str:
    """A slot's words without what leads them, a role in the number of `like`."""
    if slot.kind != "role":
        return slot.core
    is_plural = like.endswith("s") if like else True
    return _plural(slot.core) if is_plural else _singular(slot.core)


def led(slot: Slot, lead: str = "in ") -> str:
    """The words of a place or time, led by their own preposition or, without one, by another's."""
    bare = slot.lead.strip().casefold()
    if bare not in {"", "the", "for"}:
        return slot.text
    if slot.kind == "time" and not _BARE_TIME.fullmatch(slot.core):
        return slot.text
    preposition = lead.strip().removesuffix("the").strip() or "in"
    article = "the " if bare == "the" or slot.text.casefold() in _WITH_THE else ""
    return f"{preposition} {article}{slot.core}"


def articled(text: str) -> str:
    """The text with "a" and "an" as the words after them want it."""

    def article(match: re.Match[str]) -> str:
        form = "an" if match[1].casefold() in "aeio" else "a"
        return form.capitalize() if match[0][0].isupper() else form

    return _ARTICLE.sub(article, text)


def _with(question: str, slot: Slot) -> str | None:
    held = slots(question)
    same = [each for each in held if each.kind == slot.kind]
    if len(same) > 1 or (same and _COMPARED.search(question)):
        return None
    if same:
        return _replaced(question, same[0], slot)
    if slot.kind in ADJECTIVES:
        return _before_noun(question, slot, held)
    is_last = slot.kind in {"place", "time"}
    return _appended(question, led(slot)) if is_last else _named(question, slot)


def _replaced(question: str, old: Slot, new: Slot) -> str:
    words = phrase(new, like=old.core)
    if old.kind == "role":
        words = f"{old.lead}{words}"
    elif old.kind == "time" or old.lead.strip() not in {"", "the"}:
        words = led(new, old.lead) if old.kind in {"place", "time"} else words
    return articled(f"{question[: old.start]}{words}{question[old.end :]}")


def _before_noun(question: str, slot: Slot, held: Sequence[Slot]) -> str | None:
    """The question with an adjective before those that come after it, or before its noun."""
    rank = ADJECTIVES[slot.kind]
    later = [each.start for each in held if ADJECTIVES.get(each.kind, -1) > rank]
    roles = [each.start + len(each.lead) for each in held if each.kind == "role"]
    nouns = [match.start() for match in NOUNS.finditer(question)]
    at = next(iter((*later, *roles, *nouns)), None)
    return None if at is None else articled(f"{question[:at]}{slot.core} {question[at:]}")


def _named(question: str, slot: Slot) -> str | None:
    """The question with a kind of work or a skill that it named none of."""
    noun = NOUNS.search(question)
    words = f"for {phrase(slot)}" if slot.kind == "role" else f"that mention {slot.core}"
    if noun is not None:
        return f"{question[: noun.end()]} {words}{question[noun.end() :]}"
    is_of_pay = slot.kind == "role" and _PAID.search(question)
    return _appended(question, words) if is_of_pay else None


def _appended(question: str, words: str) -> str:
    body = question.rstrip()
    bare = body.rstrip("?.! ")
    return f"{bare} {words}{body[len(bare) :].strip() or '?'}"


def _plural(words: str) -> str:
    if words.endswith(("s", "people")):
        return words
    return f"{words}s"


def _singular(words: str) -> str:
    return words.removesuffix("s") if not words.endswith("ss") else words
