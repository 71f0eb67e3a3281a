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
_TWO = 2
_ENDS: Final = frozenset(".;!?\n")
_SCALES: Final = frozenset({"million", "billion", "trillion", "crore", "lakh"})
_TIMES: Final = {"k": 1e3, "m": 1e6, "b": 1e9}


def owner_findings(claim: Sentence, source: Sentence, passage: Sentence) -> Iterator[Finding]:
    """A figure of the claim that the source gives to another, whose figure it is not."""
    found = tuple(_in_a_sentence(claim, source))
    yield from found or _in_a_passage(claim, passage)


def _in_a_sentence(claim: Sentence, source: Sentence) -> Iterator[Finding]:
    theirs = owned(source) if len(source.words) <= _SHORT else {}
    if len(theirs) < 2:
        return
    for figure, (mine, at) in owned(claim).items():
        if figure not in theirs or _is_base(claim, at):
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


def _is_base(text: Sentence, at: int) -> bool:
    """Whether something else is told from a figure on: "to grow by 850 from the present 1,350"."""
    return any(word.lower == "from" for word in text.words[max(0, at - 3) : at])


def _in_a_passage(claim: Sentence, passage: Sentence) -> Iterator[Finding]:
    """Where one of two figures has the words that the passage has with the other alone."""
    mine = _counted(claim)
    if len(mine) != _TWO:
        return
    theirs = _counted(passage)
    for figure, other in (tuple(mine), tuple(mine)[::-1]):
        own, rival = theirs.get(figure, frozenset()), theirs.get(other, frozenset())
        part = _owner(mine[figure])
        is_moved = len(part & rival) >= _TWO and part <= rival
        if is_moved and own and not part & own and not _owner(mine[other]) & rival:
            reason = f"The source gives “{other}” for what the sentence gives “{figure}”."
            yield Finding("role", "differs", figure, reason)
            return


def _counted(text: Sentence) -> dict[str, frozenset[str]]:
    """Each figure in millions with the stems of the parts of sentences that have it alone."""
    counted: dict[str, frozenset[str]] = {}
    for part in _clauses(text):
        figures = [at for at in part if text.words[at].lower[0].isdigit()]
        scaled = [at for at in figures if unit(text, at)]
        if len(scaled) == 1:
            at = scaled[0]
            said = text.said(at, at + (2 if at + 1 in part and _is_scale(text, at + 1) else 1))
            words = stems(text, (each for each in part if each != at and not _is_scale(text, each)))
            counted[said] = counted.get(said, frozenset()) | words
    return counted


def _is_scale(text: Sentence, at: int) -> bool:
    return text.words[at].lower in _SCALES


def _clauses(text: Sentence) -> Iterator[list[int]]:
    part: list[int] = []
    for at, word in enumerate(text.words):
        gap = text.text[text.words[at - 1].end : word.start] if at else ""
        # "Union No. 2" is one name.
        is_end = not _ENDS.isdisjoint(gap) and not word.text[0].isdigit()
        if part and (word.lower in _SPLIT or is_end):
            yield part
            part = []
        part.append(at)
    if part:
        yield part


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
