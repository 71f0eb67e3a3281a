"""Words that point back ("it", "those", "that report"), and what they stand for."""

import re
from collections.abc import Collection

from assistant.retrieval.rewriting.slots import slots, unplaced
from assistant.retrieval.rewriting.substituted import ADJECTIVES, articled, led, phrase
from assistant.retrieval.rewriting.wording import (
    APART,
    ARRANGEMENTS,
    CLAUSES,
    EMPTY_IT,
    FRAMES,
    NOUNS,
    PUBLICATIONS,
    THINGS,
)

LONGEST_TOPIC = 6
FAR = 8
"""Words before one that points back: of so many, some are what it points to."""

# Small letters only: IT is a trade. "this year" and "these days" point at no topic.
_POINTERS = re.compile(
    rf"""\b(?:(?P<owner>its|their|theirs|his|her|hers)
      | (?:this|these|those|that|the\ same|such|the\ (?:former|latter))\ (?P<thing>{THINGS})\b
      | (?P<ones>(?<=[Ww]hich\ )ones?|(?:(?<=[Ww]hich\ )|(?<=many\ ))of\ (?:them|these|those))
      | (?P<several>(?:the\ two|the\ three|both)(?=\s*(?:[?.!]|$)))
      | (?P<it>it|they|them|he|she|him
        | (?:this|these|those|that)(?=\s*(?:[?.!,]|$))
        | (?:this|these|those)(?=\s+(?:is|are|was|were|mean|pay|differ|come|need|require)\b)
        | (?:this|that)(?=\s+(?:compare|mean|differ|look|work|change|happen|include|come)\b)
        | (?:(?<=[Ii]s\ )|(?<=[Ww]as\ ))(?:this|that)(?=\s)
        ))\b""",
    re.VERBOSE,
)
_STARTS = re.compile(r"^(?:It|They|This|That|These|Those|Its|Their)\b")
# "the CyberSeek report", "Hiring Trends Survey"
_PUBLISHED = re.compile(rf"\b(?:[Tt]he )?(?:[A-Z][\w&'’.-]* )+(?:[a-z]+ )?(?i:{PUBLICATIONS})s?\b")
_QUOTED = re.compile(r"[“\"][^”\"]{2,80}[”\"]")
# "Red Hat OpenShift", "Bank of America"; not the first word of the question.
_NAME = re.compile(
    r"(?<!^)(?<![.?!] )\b(?!I\b)[A-Z][\w&'’+-]*(?:\.\w+)*"
    r"(?: (?:(?:of|the|and|for|de|&) )?[A-Z0-9][\w&'’+-]*(?:\.\w+)*)*"
)
# "What is a webhook?", "Tell me about Gillette Stadium"
_DEFINED = re.compile(
    r"^(?:(?:can|could) you )?(?:please )?(?:what(?:'s|’s| is| are| was| were)|who(?: is| are| was"
    r"| were)|tell me (?:more )?about|explain|describe|define"
    r"|i (?:want|would like) to know about)\s+"
    r"(?P<topic>[^?.!,]{2,60}?)\s*[?.!]*$",
    re.IGNORECASE,
)
_TOLD = frozenset({"figure", "number", "result", "answer"})
"""What was answered, rather than what was asked about."""

_AGREEING = {
    "does": "do", "is": "are", "was": "were", "has": "have",
    "Does": "Do", "Is": "Are", "Was": "Were", "Has": "Have",
}  # fmt: skip
_PAYS = re.compile(r"\b(?:pays?|earns?|costs?|offers?)\b")
_PAY = re.compile(r"\bpays?\b")


def points_back(text: str) -> bool:
    """Whether a question's words stand for something said before."""
    return EMPTY_IT.search(text) is None and bool(_pointers(_begun(text)))


def resolved(text: str, topic: str) -> str | None:
    """The text with what points back named; None where it points more than once, or unclearly."""
    text = _begun(text)
    found = _pointers(text)
    if len(found) != 1 or EMPTY_IT.search(text) or _is_other_number(found[0], text, topic):
        return None
    match = found[0]
    named = _possessive(topic) if match["owner"] else _without_article(topic, match)
    before, after = text[: match.start()], text[match.end() :]
    if _is_plural(topic) and not match["owner"]:
        before = _agreeing(before, _AGREEING)
    elif not match["owner"] and match[0] in {"they", "those", "these"}:
        before = _agreeing(before, {many: one for one, many in _AGREEING.items()})
    if _is_role(topic):
        after = _PAY.sub("earn", after)
    whole = f"{before}{named}{after}"
    return whole[:1].upper() + whole[1:]


def names(text: str) -> bool:
    """Whether a text names something, other than by its first word."""
    return _NAME.search(text) is not None


def topic(question: str, *, but: Collection[str] = ()) -> str | None:
    """What a question is about, as one phrase; None where that is unsure.

    A publication, postings or a kind of work with all that narrows them `but` slots of these
    kinds, a name, or what is defined.
    """
    publication = _PUBLISHED.search(question) or _QUOTED.search(question)
    if publication:
        return publication[0]
    if not CLAUSES.match(question):
        return _heading(question)
    return _work(question, but) or _defined(question) or _named(question)


def _pointers(text: str) -> list[re.Match[str]]:
    """What points back beyond the text: not "his" in "does the Prince of Wales have his own"."""
    return [match for match in _POINTERS.finditer(text) if not _is_bound(match, text)]


def _is_bound(match: re.Match[str], text: str) -> bool:
    """Whether what stands before it in the same turn is what it points to."""
    before = text[: match.start()]
    is_named = bool(match["owner"]) and _NAME.search(before) is not None
    return is_named or len(before.split()) > FAR or re.search(r"[.?!]\s", before) is not None


def _is_other_number(match: re.Match[str], text: str, topic: str) -> bool:
    """Whether this can hardly stand for the topic: "it" for many, "the two" or "that figure"."""
    if match["several"] or (match["thing"] or "") in _TOLD:
        return True
    is_one = match[0] in {"it", "this", "that"}
    return is_one and _is_plural(topic) and _PAYS.search(text) is None


def _begun(text: str) -> str:
    """The text with a pronoun that begins it in small letters."""
    return text[:1].lower() + text[1:] if _STARTS.match(text) else text


def _work(question: str, but: Collection[str]) -> str | None:
    if unplaced(question):
        return None
    held = [slot for slot in slots(question) if slot.kind not in but]
    roles = [slot for slot in held if slot.kind == "role"]
    noun = NOUNS.search(question)
    if len(roles) == 1:
        lead, words = roles[0].lead, phrase(roles[0])
        words = words if not lead else phrase(roles[0], like=roles[0].core)
    elif roles or noun is None or noun[0].casefold() in {"job", "role", "position"}:
        return None
    else:
        lead, words = "", noun[0]
    adjectives = "".join(f"{slot.core} " for slot in held if slot.kind in ADJECTIVES)
    where = "".join(f" {led(slot)}" for slot in held if slot.kind in {"place", "time"})
    asking = " and ".join(slot.core for slot in held if slot.kind == "skill")
    where += f" that mention {asking}" if asking else ""
    # A role's own article goes before its adjectives: "a remote nurse".
    return articled(f"{lead}{adjectives}{words}{where}")


def _named(question: str) -> str | None:
    places = [(slot.start, slot.end) for slot in slots(question) if slot.kind in {"place", "time"}]
    names = dict.fromkeys(
        match[0]
        for match in _NAME.finditer(question)
        if not any(start <= match.start() < end for start, end in places)
    )
    if any(_qualifies(question, name) for name in names):
        return None
    return next(iter(names)) if len(names) == 1 else None


def _qualifies(question: str, name: str) -> bool:
    """Whether a name only says of what kind the next word is: "Hellenistic legacies"."""
    follows = re.match(r" ([a-z]\w*)", question.partition(name)[2])
    return follows is not None and follows[1] not in APART | FRAMES


def _defined(question: str) -> str | None:
    match = _DEFINED.match(question.strip())
    if match is None or len(match["topic"].split()) > LONGEST_TOPIC:
        return None
    return None if points_back(match["topic"]) else match["topic"]


def _heading(question: str) -> str | None:
    """A turn that is a heading rather than a question: "Hurricane Wilma in Florida"."""
    bare = question.strip().rstrip("?.!")
    is_short = 0 < len(bare.split()) <= LONGEST_TOPIC
    return bare if is_short and not ARRANGEMENTS.fullmatch(bare) else None


def _possessive(topic: str) -> str:
    return f"{topic}’" if topic.endswith("s") else f"{topic}’s"


def _without_article(topic: str, match: re.Match[str]) -> str:
    """The topic as what points back stands for it: "which ones" keeps no article."""
    return re.sub(r"^(?:an?|the) ", "", topic, flags=re.IGNORECASE) if match["ones"] else topic


def _agreeing(before: str, forms: dict[str, str]) -> str:
    head, space, verb = before.rstrip().rpartition(" ")
    return f"{head}{space}{forms[verb]} " if verb in forms else before


def _is_plural(topic: str) -> bool:
    noun = NOUNS.search(topic)
    named = [noun[0]] if noun else [slot.core for slot in slots(topic) if slot.kind == "role"]
    if not named:
        last = topic.rsplit(maxsplit=1)[-1]
        return last.islower() and last.endswith("s") and not last.endswith(("ss", "us", "is"))
    return named[-1].endswith("s")


def _is_role(topic: str) -> bool:
    return NOUNS.search(topic) is None and any(slot.kind == "role" for slot in slots(topic))
