"""Whether a claim says who does what to whom, and whose a figure is, as its sentence does."""

from collections.abc import Iterator
from typing import Final, NamedTuple

from assistant.verification.evidence import Finding
from assistant.verification.owners import owner_findings
from assistant.verification.posts import post_findings
from assistant.verification.predicates import predicate_findings
from assistant.verification.relations import relation_findings
from assistant.verification.sides import Sides, stems
from assistant.verification.slots import slot_findings
from assistant.verification.wording import Sentence, is_verbatim, read, read_passage, table
from corpus.documents import Span

_REACH = 7  # words on either side of a verb that are its doer and what it is done to
_FAR = 3  # words between a passive verb and its "by"
_TABLE = table(__file__)
_MUTUAL: Final = frozenset(read(_TABLE["mutual"]).places)
_VERBS: Final = frozenset(read(_TABLE["verbs"]).places) - _MUTUAL
_PASSIVE: Final = frozenset({"was", "were", "is", "are", "been", "being", "be", "get", "got"})


class _Deed(NamedTuple):
    """A verb, who does it and to whom, and where its words stand."""

    verb: str
    sides: Sides
    start: int
    end: int


def role_findings(
    claim: str,
    sentence: str,
    passage: str = "",
) -> tuple[Finding, ...]:
    """Where doer and done-to, from and to, or two figures' owners have changed places.

    >>> found = role_findings("Google acquired Mandiant.", "Google was acquired by Mandiant.")
    >>> [finding.reason for finding in found]
    ['The source says it the other way round: “Google was acquired by Mandiant”.']
    """
    said, source = read(claim), read(sentence)
    if is_verbatim(said, source):
        return ()
    around = read_passage(passage or sentence)
    related = tuple(relation_findings(said, source))
    return (
        *(related or _swapped_deeds(said, source)),
        *post_findings(said, source),
        *_swapped_ways(said, source),
        *owner_findings(said, source, around),
        *slot_findings(said, source, around),
        *predicate_findings(said, around),
    )


# Who does what to whom


def _swapped_deeds(claim: Sentence, source: Sentence) -> Iterator[Finding]:
    theirs = tuple(_deeds(source))
    for mine in _deeds(claim):
        for their in theirs:
            if mine.verb == their.verb and mine.sides.is_against(their.sides):
                yield _turned(claim, (mine.start, mine.end), source, (their.start, their.end))
            elif mine.verb == their.verb and mine.sides.is_like(their.sides):
                yield Finding("role", "agrees", claim.said(mine.start, mine.end))


def _deeds(text: Sentence) -> Iterator[_Deed]:
    for at in text.content:
        if text.words[at].stem in _VERBS and _is_verb(text, at):
            start, end = _clause(text, at)
            yield _Deed(text.words[at].stem, _roles(text, start, at, end), start, end)


def _is_verb(text: Sentence, at: int) -> bool:
    """Whether a word has a doer: "is teaching" has, "teaching posts" and "employment" have not."""
    word = text.words[at].text
    before = {each.lower for each in text.words[max(0, at - 2) : at]}
    is_of = at + 1 < len(text.words) and text.words[at + 1].lower == "of"
    is_noun = word.endswith("ment") or (word.endswith("ing") and before.isdisjoint(_PASSIVE))
    return word.islower() and (is_of or not is_noun)


def _roles(text: Sentence, start: int, verb: int, end: int) -> Sides:
    """The doer's words and those of what it is done to; in a passive the doer comes after "by"."""
    by = next((at for at in range(verb + 1, end) if text.words[at].lower == "by"), None)
    first = max(start, verb - 3)
    is_passive = any(text.words[at].lower in _PASSIVE for at in range(first, verb))
    is_passive &= text.words[verb - 1].lower != "to"
    is_noun = verb + 1 < end and text.words[verb + 1].lower == "of"
    if by is not None and (is_noun or by - verb <= _FAR):
        done = (*range(start, verb), *range(verb + 1, by))
        return Sides(stems(text, range(by + 1, end)), stems(text, done))
    if is_passive and not text.words[verb].lower.endswith("ing"):
        return Sides(frozenset(), stems(text, range(start, verb)))
    return Sides(stems(text, range(start, verb)), stems(text, range(verb + 1, end)))


def _clause(text: Sentence, at: int) -> tuple[int, int]:
    """From where to where the words stand that a verb can be of."""
    clause = text.words[at].clause
    start, end = at, at + 1
    while start > max(0, at - _REACH) and text.words[start - 1].clause == clause:
        start -= 1
    last = min(len(text.words), at + _REACH + 1)
    # What stands after "than" does nothing to the doer: it is another doer.
    while end < last and text.words[end].clause == clause and text.words[end].lower != "than":
        end += 1
    return start, end


# From where to where


def _swapped_ways(claim: Sentence, source: Sentence) -> Iterator[Finding]:
    for way, place in _ways(claim):
        for other, told in _ways(source):
            if way.is_against(other):
                yield _turned(claim, place, source, told)
            elif way.is_like(other):
                yield Finding("role", "agrees", claim.said(*place))


def _ways(text: Sentence) -> Iterator[tuple[Sides, tuple[int, int]]]:
    """What stands after each "from", and after the "to" that follows it."""
    for at in text.places.get("from", ()):
        to = next(
            (to for to in text.places.get("to", ()) if at < to <= at + _REACH), len(text.words)
        )
        end = min(len(text.words), to + 3)
        if to + 1 < end:
            yield Sides(stems(text, range(at + 1, to)), stems(text, range(to + 1, end))), (at, end)


def _turned(
    claim: Sentence, own: tuple[int, int], source: Sentence, told: tuple[int, int]
) -> Finding:
    span = Span(source.words[told[0]].start, source.words[told[1] - 1].end)
    reason = f"The source says it the other way round: “{span.of(source.text)}”."
    return Finding("role", "differs", claim.said(*own), reason, span)
