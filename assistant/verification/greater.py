"""Whether the one of two things that a claim calls greater has the greater figure in its source."""

from collections.abc import Sequence
from typing import Final, NamedTuple

from assistant.verification.names import named
from assistant.verification.owners import owned, unit
from assistant.verification.sides import Sides
from assistant.verification.wording import Sentence

_LONG = 60  # words of a sentence in which one figure's words can be told from another's
# Two figures of one thing are held against each other with these.
_JOINS: Final = frozenset({"against", "compared", "versus", "up", "down", "from", "vs"})
# A figure before one of these is no thing's own.
_APART: Final = frozenset(
    {"more", "less", "fewer", "higher", "lower", "above", "below", "over", "under", "points"}
)


class _Figure(NamedTuple):
    value: float
    place: int
    stems: frozenset[str]


def greater(sides: Sides, source: Sentence) -> tuple[bool, int, int] | None:
    """Whether the first side's figure is the greater, and where both stand; None if untold."""
    figures = _figures(source) if len(source.words) <= _LONG else ()
    pair = _pair(sides.alone, figures, source) if len(figures) > 1 else None
    if pair is None or pair[0].value == pair[1].value:
        return None
    first, last = sorted(figure.place for figure in pair)
    return pair[0].value > pair[1].value, first, last + 1


def _figures(source: Sentence) -> tuple[_Figure, ...]:
    """The figures of one unit, each with the words that are its alone."""
    told = owned(source)
    if any(_is_difference(source, place) for _, place in told.values()):
        return ()
    units = {unit(source, place) for _, place in told.values()}
    if len(units) != 1:
        return ()
    return tuple(
        _Figure(
            value,
            place,
            words.difference(*(other for at, (other, _) in told.items() if at != value)),
        )
        for value, (words, place) in told.items()
    )


def _is_difference(source: Sentence, place: int) -> bool:
    """Whether a figure says how far apart two things are: "9% less"."""
    return any(word.lower in _APART for word in source.words[place + 1 : place + 3])


def _pair(
    sides: Sides, figures: Sequence[_Figure], source: Sentence
) -> tuple[_Figure, _Figure] | None:
    mine = [figure for figure in figures if figure.stems & _named(sides.before, source)]
    theirs = [figure for figure in figures if figure.stems & _named(sides.after, source)]
    if len(theirs) == 1:
        mine = [figure for figure in mine if figure not in theirs] or _other(
            theirs, figures, source
        )
    elif len(mine) == 1:
        theirs = [figure for figure in theirs if figure not in mine] or _other(
            mine, figures, source
        )
    return (mine[0], theirs[0]) if len(mine) == len(theirs) == 1 else None


def _named(side: frozenset[str], source: Sentence) -> frozenset[str]:
    """The names of a side that the source has too; where there are none, all its words."""
    names = {source.words[at].stem for place in named(source) for at in range(*place)}
    return side & names or side


def _other(one: Sequence[_Figure], figures: Sequence[_Figure], source: Sentence) -> list[_Figure]:
    """The other of two figures that a sentence holds against each other."""
    if len(figures) != 2 or _JOINS.isdisjoint(word.lower for word in source.words):
        return []
    return [figure for figure in figures if figure not in one]
