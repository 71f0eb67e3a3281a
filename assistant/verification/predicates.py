"""Whether each of two names of a claim has its own predicate, and not the other's."""

from collections.abc import Iterator
from itertools import combinations
from typing import Final

from assistant.verification.evidence import Finding
from assistant.verification.names import named
from assistant.verification.negation import denied
from assistant.verification.sides import stems
from assistant.verification.wording import Sentence

_SPLIT: Final = frozenset({"and", "while", "whereas", "but", "though", "although"})
_ENDS: Final = frozenset(".;!?\n")
_MOST_PARTS = 4  # of a claim in which two are told apart
_TURNED = "The source says it the other way round: what it says of one is said of the other."

_Place = tuple[int, int]


def predicate_findings(claim: Sentence, passage: Sentence) -> Iterator[Finding]:
    """Where a passage tells of each of two names what the claim tells of the other.

    Both have to have changed places, and neither to have anything of its own: what is told of
    one may be told of the other as well.
    """
    for (one, first), (two, second) in combinations(_parties(claim), 2):
        if one == two or first & second:
            continue
        mine = [stems(claim, part) - first - second for part in (one, two)]
        theirs = [_told(passage, first, second), _told(passage, second, first)]
        own, other = (told - (theirs[0] & theirs[1]) for told in theirs)
        crossed = mine[0] & other and mine[1] & own
        if crossed and not mine[0] & own and not mine[1] & other:
            part = claim.said(one[0], one[-1] + 1)
            yield Finding("role", "differs", part, _TURNED)
            return


def _parties(text: Sentence) -> list[tuple[range, frozenset[str]]]:
    """The names of each part that are in no other, and "the union" that begins one."""
    parts = list(_parts(text))
    if not 1 < len(parts) <= _MOST_PARTS:
        return []
    return [(part, stems(text, place)) for part in parts for place in _named_in(text, part)]


def _named_in(text: Sentence, part: range) -> list[range]:
    places = [range(*place) for place in named(text) if place[0] in part and _is_word(text, place)]
    first = next((at for at in part if text.words[at].is_content), part[0])
    begins = first > 0 and text.words[first - 1].lower == "the" and first - 1 in part
    return [*places, range(first, first + 1)] if begins else places


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


def _is_word(text: Sentence, place: _Place) -> bool:
    """Whether a name is none of a currency: "NZ$148,000"."""
    return not text.text[text.words[place[1] - 1].end :].startswith(("$", "€", "£"))


def _parts(text: Sentence) -> Iterator[range]:
    """A text cut at the ends of sentences, and before what joins them."""
    start = 0
    for at in range(1, len(text.words)):
        if _is_end(text, at) or text.words[at].lower in _SPLIT:
            yield range(start, at)
            start = at
    if text.words:
        yield range(start, len(text.words))


def _is_end(text: Sentence, at: int) -> bool:
    gap = text.text[text.words[at - 1].end : text.words[at].start]
    return not _ENDS.isdisjoint(gap) and not text.words[at].text[0].isdigit()
