"""Whose each figure of a sentence is, and whether a claim gives it to the same."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from assistant.verification.evidence import Finding
from assistant.verification.names import named
from assistant.verification.sides import stems
from assistant.verification.wording import Sentence, Word, read, table
from corpus.documents import Span

_TABLE = table(__file__)
_SPLIT: Final = frozenset({"and", "while", "whereas", "versus", "against", "but", "than", "vs"})
# What tells one figure from another of the same owner.
_NO_OWNER: Final = frozenset(read(_TABLE["no_owner"]).places)
_SHORT = 60  # words of a sentence in which one figure's words can be told from another's
# "$180k", "12%" or "1,200"; a bare figure may as well be a year or a place in a list.
_FIGURE = re.compile(
    r"([$€£](?=\d)|(?=\d+(?:\.\d+)?(?:[kmb]|%)|\d{1,3},\d{3}))(\d+(?:[.,]\d+)*)([kmb]?%?)$",
    re.IGNORECASE,
)
_SCALES: Final = frozenset({"million", "billion", "trillion", "crore", "lakh"})
_TIMES: Final = {"k": 1e3, "m": 1e6, "b": 1e9}


def owner_findings(claim: Sentence, source: Sentence) -> Iterator[Finding]:
    """A figure of the claim that the source gives to another, whose figure it is not."""
    theirs = owned(source) if len(source.words) <= _SHORT else {}
    if len(theirs) < 2:
        return
    for figure, (mine, at) in owned(claim).items():
        if figure not in theirs:
            continue
        own, place = theirs[figure]
        own_unit = unit(source, place)
        rivals = [
            rival
            for other, (rival, told) in theirs.items()
            if other != figure and unit(source, told) == own_unit
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


def unit(text: Sentence, at: int) -> str:
    """What a figure is counted in: its sign, and "million" where that follows."""
    signs = "".join(sign for sign in text.words[at].text if sign in "$€£%")
    after = text.words[at + 1].lower if at + 1 < len(text.words) else ""
    return signs + (after if after in _SCALES else "")


def owned(text: Sentence) -> dict[float, tuple[frozenset[str], int]]:
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
