"""READ THIS FIRST: a follow-up as one question that a person can read by itself, without a model.

    "no, I meant Paris"   ─ a fragment ──► its words in the place of the question's own
    "what do they pay?"   ─ points back ─► the topic named
    "and median pay?"     ─ goes on ─────► what narrowed the question narrows this too
    "the second"          ─ takes a choice that we offered
    "why?"                ─ anything else ► the question before it, then these words

A conversation is folded turn by turn: each turn leans on the standing question, made whole itself.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.questions import Query, Question, Turn
from assistant.retrieval.rewriting import choices
from assistant.retrieval.rewriting.pointing import points_back, resolved, topic
from assistant.retrieval.rewriting.slots import only, slots
from assistant.retrieval.rewriting.substituted import carried, phrase, renamed, substituted
from assistant.retrieval.rewriting.wording import (
    BARE,
    CLAUSES,
    CORRECTING,
    FILLERS,
    JOINING,
    OPENERS,
)

FEW_WORDS = 3
"""A turn of so few words rarely says what it is about."""

MOST_TURNS = 24
"""Turns that are looked back to; what was said before those is forgotten."""

LONGEST_TURN = 2_000
DASH = " — "
# "How many are senior?" asks of those that were counted.
_OF_THEM = re.compile(
    r"(?i:how many|which)(?= (?:are(?! there\b| the\b)|need|require|mention|pay|offer|ask|state)\b)"
)
_NAMES = re.compile(r"\b[A-Z][\w&’'-]+|[“\"]")


@dataclass(frozen=True, slots=True)
class Whole:
    """A turn as a question that stands alone.

    `is_certain` where it reads as if asked so, and not as two turns after one another; `standing`
    is what the next turn leans on.
    """

    text: str
    standing: str
    is_certain: bool = True


class Standalone:
    """Makes a question stand alone by rules."""

    def rewrite(self, question: Question) -> Query:
        """The question as one that stands alone, whatever was said before."""
        said = " ".join(question.text.split())
        standing, answer = standing_question(question.history)
        whole = made_whole(said[:LONGEST_TURN], standing, answer) if standing else Whole(said, said)
        is_same = whole.text == said or not standing
        return Query(
            said if is_same else whole.text,
            question.filters,
            earlier=() if is_same or whole.is_certain else (standing,),
            last=said,
            leans=_says_so(said),
        )


def is_followup(question: Question) -> bool:
    """Whether a question has something said before it that it leans on, or replies to."""
    standing, answer = standing_question(question.history)
    said = " ".join(question.text.split())
    if not standing or FILLERS.fullmatch(said):
        return False
    return leans(said) or choices.taken(said, choices.offered(answer)) is not None


def standing_question(history: Sequence[Turn]) -> tuple[str, str]:
    """The question that the next turn leans on, empty where there is none, and the last answer."""
    standing, answer = "", ""
    for turn in history[-MOST_TURNS:]:
        if turn.role == "assistant":
            answer = turn.text.strip()
            continue
        text = " ".join(turn.text.split())
        if text and not FILLERS.fullmatch(text):
            text = text[:LONGEST_TURN]
            standing = made_whole(text, standing, answer).standing if standing else text
    return standing, answer


def made_whole(said: str, standing: str, answer: str) -> Whole:
    """A turn after a standing question and its answer."""
    if FILLERS.fullmatch(said):
        return Whole(said, standing)
    text = _chosen(said, standing, answer) or (None if leans(said) else said)
    if text is None and BARE.fullmatch(said):
        return Whole(_joined(standing, said), standing, is_certain=False)
    named = _placed(said, answer)
    text = text or _continued(named, standing, is_named=named != said)
    if text is not None:
        return Whole(text, text)
    joined = _joined(standing, named)
    return Whole(joined, joined, is_certain=False)


def leans(text: str) -> bool:
    """Whether a turn leans on what was said before, by its words or for being so short."""
    is_short = len(text.split()) <= FEW_WORDS and not _names_itself(text)
    return is_short or _says_so(text)


def _says_so(text: str) -> bool:
    bare = FILLERS.sub("", text, count=1) if FILLERS.match(text) else text
    opens = JOINING.match(bare) or BARE.fullmatch(bare) or _OF_THEM.match(bare)
    return bool(opens or points_back(text) or choices.placed(text))


def _names_itself(text: str) -> bool:
    """Whether a short turn is a heading with a name in it: "Gossip Girl Day"."""
    return len(text.split()) > 1 and len(_NAMES.findall(text)) > 1 and not only(text)


def _chosen(said: str, standing: str, answer: str) -> str | None:
    """The standing question with the choice that a reply to our own question takes."""
    offer = choices.offered(answer)
    choice = choices.taken(said, offer)
    if choice is None:
        return None
    role = only(choice)
    about = phrase(role[0]) if len(role) == 1 else choice
    named = resolved(standing, about) if points_back(standing) else None
    led = f"{offer.lead} {choice}"
    return named or substituted(standing, led) or _appended(standing, led)


def _placed(said: str, answer: str) -> str:
    """The turn with "the second one" named as the last answer lists it."""
    place = choices.placed(said)
    listed = choices.offered(answer).choices
    if place is None or not -len(listed) <= place[2] < len(listed):
        return said
    return f"{said[: place[0]]}{listed[place[2]]}{said[place[1] :]}"


def _continued(said: str, standing: str, *, is_named: bool) -> str | None:
    """The turn as a question of its own, where a substitution is sure; else None."""
    bare = _opened(said)
    if not CLAUSES.match(bare):
        fragment = bare.rstrip("?.! ")
        return substituted(standing, fragment) or renamed(standing, fragment)
    clause = _of_them(bare[:1].upper() + bare[1:])
    if points_back(clause):
        about = topic(standing, but={slot.kind for slot in slots(clause)})
        return resolved(clause, about) if about else None
    if is_named or CORRECTING.match(said) or _is_as_narrow(clause, standing):
        return clause
    return carried(clause, standing) if slots(standing) else None


def _of_them(clause: str) -> str:
    match = _OF_THEM.match(clause)
    return f"{match[0]} of them{clause[match.end() :]}" if match else clause


def _is_as_narrow(clause: str, standing: str) -> bool:
    """Whether a clause says for itself all that narrowed the standing question."""
    own = {slot.kind for slot in slots(clause)}
    return bool(own) and {slot.kind for slot in slots(standing)} <= own


def _opened(said: str) -> str:
    """The turn without the words that only join it to the one before."""
    for pattern in (FILLERS, OPENERS, FILLERS):
        match = pattern.match(said)
        if match and match.end() < len(said):
            said = said[match.end() :]
    return said


def _joined(standing: str, said: str) -> str:
    """The standing question, then the turn's own words: "… in Texas — what about benefits?"."""
    first = standing.partition(DASH)[0].rstrip("?.! ")
    is_word = CLAUSES.match(said) or OPENERS.match(said)
    words = said[:1].lower() + said[1:] if is_word and not said.startswith("I ") else said
    return f"{first[:1].upper()}{first[1:]}{DASH}{words.rstrip('?.! ')}?"


def _appended(standing: str, words: str) -> str:
    return f"{standing.rstrip('?.! ')} {words}?"
