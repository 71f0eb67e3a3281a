"""Whether a claim says who does what to whom, and whose a figure is, as its sentence does."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from assistant.verification.evidence import Finding
from assistant.verification.names import named
from assistant.verification.posts import post_findings
from assistant.verification.relations import relation_findings
from assistant.verification.sides import Sides, stems
from assistant.verification.wording import Sentence, Word, is_verbatim, read, table
from corpus.documents import Span

_REACH = 7  # words on either side of a verb that are its doer and what it is done to
_FAR = 3  # words between a passive verb and its "by"
_TABLE = table(__file__)
_MUTUAL: Final = frozenset(read(_TABLE["mutual"]).places)
_VERBS: Final = frozenset(read(_TABLE["verbs"]).places) - _MUTUAL
_PASSIVE: Final = frozenset({"was", "were", "is", "are", "been", "being", "be", "get", "got"})
_SPLIT: Final = frozenset({"and", "while", "whereas", "versus", "against", "but", "than", "vs"})
# What tells one figure from another of the same owner.
_NO_OWNER: Final = frozenset(read(_TABLE["no_owner"]).places)


class _Deed(NamedTuple):
    """A verb, who does it and to whom, and where its words stand."""

    verb: str
    sides: Sides
    start: int
    end: int


def role_findings(
    claim: str,
    sentence: str,
    passage: str = "",  # noqa: ARG001
) -> tuple[Finding, ...]:
    """Where doer and done-to, from and to, or two figures' owners have changed places.

    >>> found = role_findings("Google acquired Mandiant.", "Google was acquired by Mandiant.")
    >>> [finding.reason for finding in found]
    ['The source says it the other way round: “Google was acquired by Mandiant”.']
    """
    said, source = read(claim), read(sentence)
    if is_verbatim(said, source):
        return ()
    related = tuple(relation_findings(said, source))
    return (
        *(related or _swapped_deeds(said, source)),
        *post_findings(said, source),
        *_swapped_ways(said, source),
        *_owners(said, source),
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
        if text.words[at].stem in _VERBS and text.words[at].text.islower():
            start, end = _clause(text, at)
            yield _Deed(text.words[at].stem, _roles(text, start, at, end), start, end)


def _roles(text: Sentence, start: int, verb: int, end: int) -> Sides:
    """The doer's words and those of what it is done to; in a passive the doer comes after "by"."""
    by = next((at for at in range(verb + 1, end) if text.words[at].lower == "by"), None)
    first = max(start, verb - 3)
    is_passive = any(text.words[at].lower in _PASSIVE for at in range(first, verb))
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
    while end < min(len(text.words), at + _REACH + 1) and text.words[end].clause == clause:
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


# Whose a figure is

_SHORT = 60  # words of a sentence in which one figure's words can be told from another's
# "$180k", "12%" or "1,200"; a bare figure may as well be a year or a place in a list.
_FIGURE = re.compile(
    r"([$€£](?=\d)|(?=\d+(?:\.\d+)?(?:[kmb]|%)|\d{1,3},\d{3}))(\d+(?:[.,]\d+)*)([kmb]?%?)$",
    re.IGNORECASE,
)
_TIMES: Final = {"k": 1e3, "m": 1e6, "b": 1e9}


def _owners(claim: Sentence, source: Sentence) -> Iterator[Finding]:
    """A figure of the claim that the source gives to another, whose figure it is not."""
    theirs = _owned(source) if len(source.words) <= _SHORT else {}
    if len(theirs) < 2:
        return
    for figure, (mine, at) in _owned(claim).items():
        if figure not in theirs:
            continue
        own, place = theirs[figure]
        unit = _unit(source.words[place])
        rivals = [
            rival
            for other, (rival, told) in theirs.items()
            if other != figure and _unit(source.words[told]) == unit
        ]
        if any(_is_anothers(mine, own, rival, source) for rival in rivals):
            told = source.words[place]
            reason = f"The source gives “{told.text}” for another than this sentence does."
            span = Span(told.start, told.end)
            yield Finding("role", "differs", claim.words[at].text, reason, span)


def _is_anothers(
    mine: frozenset[str], own: frozenset[str], rival: frozenset[str], source: Sentence
) -> bool:
    """Whether a figure is told of what the source tells another of.

    Both have to be owners, and not two times or two measures of one. Where the other has a name,
    only a name speaks against it: "New York pays $2 and Texas $1" leaves out a verb.
    """
    names = {source.words[at].stem for place in named(source) for at in range(*place)}
    owner, other = _owner(own - rival), _owner(rival - own)
    if not owner or not other or bool(owner & names) != bool(other & names):
        return False
    hits, misses = mine & other, mine & owner
    if other & names:
        return bool(hits & names) and not misses & names
    return bool(hits) and not misses


def _owner(part: frozenset[str]) -> frozenset[str]:
    return frozenset(stem for stem in part - _NO_OWNER if stem.isalpha() and len(stem) > 2)


def _unit(word: Word) -> str:
    """What a figure is written with: "$", "%" or nothing."""
    return "".join(sign for sign in word.text if sign in "$€£%")


def _owned(text: Sentence) -> dict[float, tuple[frozenset[str], int]]:
    """Each figure with the stems of its part of the sentence; "respectively" pairs two lists."""
    figures = [(at, value) for at in text.content if (value := _value(text.words[at])) is not None]
    if len(figures) < 2:
        return {value: (_but(text, text.content, at), at) for at, value in figures}
    if "respect" in text.places:
        return _respectively(text, figures)
    return {
        value: (_but(text, part, at), at)
        for part in _parts(text, {at for at, _ in figures})
        for at, value in figures
        if at in part
    }


def _but(text: Sentence, places: Iterable[int], figure: int) -> frozenset[str]:
    """The stems of some words without the figure among them."""
    return stems(text, (at for at in places if at != figure))


def _respectively(
    text: Sentence, figures: Sequence[tuple[int, float]]
) -> dict[float, tuple[frozenset[str], int]]:
    names = [
        at
        for at in text.content
        if text.words[at].is_capital and not (at and text.words[at - 1].is_capital)
    ]
    paired = names[-len(figures) :]
    if len(paired) < len(figures):
        return {}
    return {
        value: (stems(text, (name,)), at) for name, (at, value) in zip(paired, figures, strict=True)
    }


def _parts(text: Sentence, figures: set[int]) -> list[list[int]]:
    """A sentence cut where one figure's words end; a part without a figure goes with the next."""
    parts: list[list[int]] = [[]]
    for at, word in enumerate(text.words):
        is_cut = word.lower in _SPLIT or (at and word.clause != text.words[at - 1].clause)
        if is_cut and figures & set(parts[-1]):
            parts.append([])
        parts[-1].append(at)
    if len(parts) > 1 and not figures & set(parts[-1]):
        parts[-2:] = [parts[-2] + parts[-1]]
    return [part for part in parts if len(figures & set(part)) == 1]


def _value(word: Word) -> float | None:
    found = _FIGURE.match(word.text)
    if not found:
        return None
    unit = found.group(3).rstrip("%").lower()
    digits = found.group(2).replace(",", "")
    if digits.count(".") > 1:
        return None
    return float(digits) * _TIMES.get(unit, 1.0)
