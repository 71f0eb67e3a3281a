"""Whether the name in a place of a claim is the one that stands there in its sentence."""

from collections.abc import Iterator
from typing import Final

from rapidfuzz import fuzz

from assistant.verification.evidence import Finding
from assistant.verification.names import is_alias_in, is_named_in, named
from assistant.verification.wording import Sentence, covered
from corpus.documents import Span

_ALL_BUT = 0.75  # share of the claim's other words with which only the name is another
_ALIKE = 60.0  # percent of letters from which one name can be a spelling of another
_NEAR = 3  # words between a town and its state
_JOINS: Final = frozenset({"and", "or", "&", ","})

_Place = tuple[int, int]


def slot_findings(claim: Sentence, source: Sentence, passage: Sentence) -> Iterator[Finding]:
    """Where only a name is another than the sentence's, though its passage has both."""
    for start, end in named(claim):
        rest = covered(claim, source, without=range(start, end))
        if rest < _ALL_BUT or is_named_in(claim, start, end, source):
            continue
        own = _trimmed(claim, (start, end), source)
        told = next(
            (place for place in _rivals(claim, source) if _is_other(claim, own, source, place)),
            None,
        )
        if own[0] < own[1] and told and not _are_near(claim, own, source, told, passage):
            part, name = claim.said(*own), source.said(*told)
            span = Span(source.words[told[0]].start, source.words[told[1] - 1].end)
            reason = f"The source says “{name}” where the sentence says “{part}”."
            yield Finding("role", "differs", part, reason, span)


def _are_near(
    claim: Sentence, own: _Place, source: Sentence, told: _Place, passage: Sentence
) -> bool:
    """Whether a passage has two names side by side, as a town and its state are."""
    mine = passage.places.get(claim.words[own[0]].stem, ())
    theirs = passage.places.get(source.words[told[0]].stem, ())
    return any(abs(one - other) <= _NEAR for one in mine for other in theirs)


def _rivals(claim: Sentence, source: Sentence) -> Iterator[_Place]:
    for place in named(source):
        first, last = _trimmed(source, place, claim)
        yield (first, last) if first < last else place


def _trimmed(text: Sentence, place: _Place, other: Sentence) -> _Place:
    """A name without the title before it that the other text has too: "Minister"."""
    first, last = place
    while first < last and text.words[first].stem in other.places:
        first += 1
    return first, last


def _is_other(claim: Sentence, own: _Place, source: Sentence, told: _Place) -> bool:
    if is_alias_in(source, told, claim):
        return False
    if fuzz.ratio(claim.said(*own), source.said(*told)) >= _ALIKE or _is_listed(source, told):
        return False
    before = _before(claim, own[0]) == _before(source, told[0])
    follows = _content(claim, own[1], 1)
    return before and (not follows or follows == _content(source, told[1], 1))


def _is_listed(text: Sentence, place: _Place) -> bool:
    """Whether a name is one of several that are joined."""
    around = {text.words[at].lower for at in (place[0] - 1, place[1]) if 0 <= at < len(text.words)}
    return not _JOINS.isdisjoint(around)


def _before(text: Sentence, at: int) -> tuple[str, str]:
    """The word before a name and the nearest content word before it."""
    last = text.words[at - 1].stem if at else ""
    return last, _content(text, at - 1, -1)


def _content(text: Sentence, at: int, step: int) -> str:
    while 0 <= at < len(text.words):
        if text.words[at].is_content:
            return text.words[at].stem
        at += step
    return ""
