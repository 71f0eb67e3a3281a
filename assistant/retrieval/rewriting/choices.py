"""Choices that an answer of ours offered, and which of them a person takes."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

MOST_ASKED = 4
"""Choices that a question of ours offers."""

MOST_CHOICES = 20
LONGEST_REPLY = 8
LONGEST_NAME = 80

# "For which role: engineer, nurse or teacher?"; its choices after the colon.
_ASKED = re.compile(
    r"(?P<lead>For|In|Of|At|From|By|According to)?\s*(?:which|Which|what|What)\b[^:?\n]*:\s*"
    r"(?P<choices>[^?\n]+)\?\s*$"
)
_BULLET = re.compile(r"^\s*(?:[-*•]|\d+[.)])\s+(?P<item>.+?)\s*$", re.MULTILINE)
_ROW = re.compile(r"^\|\s*(?P<item>[^|]+?)\s*\|.*\|\s*$", re.MULTILINE)
_RULE = re.compile(r"[\s:-]+")
_MARKS = re.compile(r"\s*\\?\[\d+\\?\]|[*_`\\]")
_ORDINALS = (
    "first|1st|1|one", "second|2nd|2|two", "third|3rd|3|three", "fourth|4th|4|four",
    "fifth|5th|5|five", "sixth|6th|6|six",
)  # fmt: skip
_LAST = re.compile(r"\b(?:the )?last(?: one| of (?:them|these|those))?\b(?! \w)", re.IGNORECASE)
_YES = re.compile(
    r"(?:yes|yeah|yep|sure|ok(?:ay)?|please|correct|right|exactly)\b.*", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Offered:
    """The choices of one answer; `lead` is the preposition of the question that offered them."""

    choices: tuple[str, ...]
    lead: str = ""

    @property
    def is_question(self) -> bool:
        return bool(self.lead)


def separated(choices: Sequence[str]) -> str:
    """Choices as a question names them, so that `offered` reads the same.

    >>> separated(("nurse", "cook", "teacher")), separated(("Analyst, AI", "cook or chef"))
    ('nurse, cook or teacher', 'Analyst, AI; or cook or chef')
    """
    is_plain = not any(re.search(r",|;|\bor\b", choice) for choice in choices)
    *first, last = (choice.replace(";", ",") for choice in choices)
    return f"{', '.join(first)} or {last}" if is_plain else f"{'; '.join(first)}; or {last}"


def offered(answer: str) -> Offered:
    """What an answer offers to choose from: its closing question's, or its list's or table's."""
    asked = _ASKED.search(answer)
    if asked:
        parted = r";\s*(?:or\s+)?" if ";" in asked["choices"] else r",\s*(?:or\s+)?|\s+or\s+"
        said = re.split(parted, asked["choices"])
        lead = (asked["lead"] or "for").casefold()
        return Offered(tuple(choice.strip(" “”") for choice in said if choice.strip()), lead)
    listed = [match["item"] for match in _BULLET.finditer(answer)] or _rows(answer)
    return Offered(tuple(filter(None, map(_named, listed[:MOST_CHOICES]))))


def _named(item: str) -> str:
    """What a line of a list names, before what it says of it; a quotation names nothing."""
    plain = _MARKS.sub("", item).strip()
    return "" if plain.startswith(("“", '"')) else plain.partition(" — ")[0][:LONGEST_NAME]


def taken(reply: str, offer: Offered) -> str | None:
    """The one choice that a short reply takes, by its place or its words; else None."""
    if not offer.choices or len(reply.split()) > LONGEST_REPLY:
        return None
    if len(offer.choices) == 1 and offer.is_question and _YES.fullmatch(reply.strip()):
        return offer.choices[0]
    place = placed(reply)
    if place is not None and offer.is_question:
        return offer.choices[place[2]] if place[2] < len(offer.choices) else None
    return _meant(reply, offer) if offer.is_question else None


def placed(text: str) -> tuple[int, int, int] | None:
    """Where a text says "the second one", from and to, and which place that is, -1 for the last."""
    for place, names in enumerate(_ORDINALS):
        match = re.search(
            rf"\b(?:(?:number|option|no\.?) (?:{names})|(?:the )?(?:{names.split('|')[0]}|"
            rf"{names.split('|')[1]})(?: one| of (?:them|these|those)|(?=\s*[?.!,]*$))"
            rf"|^(?:the )?(?:{names})(?=\s*[?.!,]*$))",
            text.strip(),
            re.IGNORECASE,
        )
        if match:
            return match.start(), match.end(), place
    last = _LAST.search(text)
    return (last.start(), last.end(), -1) if last else None


def _meant(reply: str, offer: Offered) -> str | None:
    said = _folded(reply)
    whole = [choice for choice in offer.choices if _folded(choice) in said]
    part = [choice for choice in offer.choices if said and said in _folded(choice)]
    found = [max(whole, key=len)] if whole else part
    return found[0] if len(found) == 1 else None


def _folded(text: str) -> str:
    words = re.findall(r"[\w+#&]+", text.casefold())
    return " ".join(word for word in words if word not in {"the", "a", "an", "for", "in", "please"})


def _rows(answer: str) -> list[str]:
    rows = [match["item"] for match in _ROW.finditer(answer)]
    return [row for row in rows[1:] if not _RULE.fullmatch(row)]
