"""Whether each of two names of a claim has its own predicate, and not the other's."""

from collections.abc import Iterable, Iterator
from typing import Final

from assistant.verification.evidence import Finding
from assistant.verification.names import named
from assistant.verification.negation import denied
from assistant.verification.sides import stems
from assistant.verification.wording import Sentence

_SPLIT: Final = frozenset({"and", "while", "whereas", "but", "though", "although"})
_ENDS: Final = frozenset(".;!?\n")
_EACH = 2  # names of a claim that are told apart

_Place = tuple[int, int]


def predicate_findings(claim: Sentence, passage: Sentence) -> Iterator[Finding]:
    """Where a passage tells of each of two names what the claim tells of the other.

    Both have to have changed places, and neither to have anything of its own: what is told of
    one may be told of the other as well.
    """
    parts = [part for part in _parts(claim) if _in(claim, part)]
    if len(parts) != _EACH or any(len(_in(claim, part)) != 1 for part in parts):
        return
    first, second = (_name(claim, _in(claim, part)[0]) for part in parts)
    mine = [stems(claim, part) - first - second for part in parts]
    theirs = [_told(passage, first, second), _told(passage, second, first)]
    both = theirs[0] & theirs[1]
    own, other = (told - both for told in theirs)
    crossed = mine[0] & other and mine[1] & own
    if crossed and not mine[0] & own and not mine[1] & other:
        part = claim.said(parts[0][0], parts[0][-1] + 1)
        reason = "The source says it the other way round: what it says of one is said of the other."
        yield Finding("role", "differs", part, reason)


def _told(passage: Sentence, name: frozenset[str], other: frozenset[str]) -> frozenset[str]:
    """What the parts of a passage that have one name and not the other affirm."""
    parts = (part for part in _parts(passage) if _has(passage, part, name))
    return frozenset(
        stem
        for part in parts
        if not _has(passage, part, other)
        for stem in stems(passage, (at for at in part if not denied(passage, at)))
    )


def _has(text: Sentence, part: range, name: frozenset[str]) -> bool:
    return not name.isdisjoint(text.words[at].stem for at in part)


def _name(text: Sentence, place: _Place) -> frozenset[str]:
    return frozenset(text.words[at].stem for at in range(*place))


def _in(text: Sentence, part: range) -> list[_Place]:
    return [place for place in named(text) if place[0] in part and _is_word(text, place)]


def _is_word(text: Sentence, place: _Place) -> bool:
    """Whether a name is none of a currency: "NZ$148,000"."""
    return not text.text[text.words[place[1] - 1].end :].startswith(("$", "€", "£"))


def _parts(text: Sentence) -> Iterator[range]:
    """A text cut at the ends of sentences, and before what joins them if a name follows at once."""
    start = 0
    for at in range(1, len(text.words)):
        if _is_end(text, at) or (text.words[at].lower in _SPLIT and _begins_a_name(text, at + 1)):
            yield range(start, at)
            start = at
    if text.words:
        yield range(start, len(text.words))


def _is_end(text: Sentence, at: int) -> bool:
    gap = text.text[text.words[at - 1].end : text.words[at].start]
    return not _ENDS.isdisjoint(gap) and not text.words[at].text[0].isdigit()


def _begins_a_name(text: Sentence, at: int) -> bool:
    return any(first in {at, at + 1} for first in _firsts(named(text)))


def _firsts(places: Iterable[_Place]) -> frozenset[int]:
    return frozenset(first for first, _ in places)
