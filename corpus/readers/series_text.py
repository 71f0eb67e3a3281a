"""The text that describes series, so that they are found and can be cited."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from corpus.documents import Document
from corpus.readers.composing import Composition
from corpus.series import Series, frequency

LATEST_ROWS = 60
NAMED_VALUES = 60
_SCALES = {
    "unknown": "figures of unstated scale",
    "percent": "percentages",
    "count": "counts",
    "amount": "amounts",
}


def document(found: Sequence[Series], title: str, captions: Sequence[str]) -> Document:
    """One document of all the series of a table: what they are, of what, and the latest figures."""
    composition = Composition()
    composition.heading(title, level=1)
    for caption in captions:
        if caption != title:
            composition.paragraph(caption)
    for measure in dict.fromkeys(one.measure for one in found):
        composition.paragraph(_described([one for one in found if one.measure == measure]))
    names = dict.fromkeys(name for one in found for name, _ in one.dimensions)
    for name in names:
        composition.paragraph(_values_of(name, found))
    composition.table(_latest(found, tuple(names)), header=True)
    return replace(composition.document(title, kind="series"), series=tuple(found))


def _described(found: Sequence[Series]) -> str:
    """What a measure is, how often it is told, and from when to when."""
    first, last = min(one.days[0] for one in found), max(one.days[-1] for one in found)
    names = [name for name, _ in found[0].dimensions]
    by = f" by {', '.join(names)}" if names else ""
    bases = {one.base for one in found}
    base = f", 100 on {bases.pop()}" if len(bases) == 1 and None not in bases else ""
    scale = _SCALES.get(found[0].scale, f"an index{base}, not a count")
    many = f"{len(found):,} series" if len(found) > 1 else "one series"
    return (
        f"{found[0].measure}{by}: {scale}; one figure a {frequency(found[0].days)}"
        f" from {first} to {last}; {many}, {sum(len(one.days) for one in found):,} figures."
    )


def _values_of(name: str, found: Sequence[Series]) -> str:
    values = list(dict.fromkeys(dict(one.dimensions).get(name, "") for one in found))
    shown = ", ".join(value for value in values[:NAMED_VALUES] if value)
    more = len(values) - NAMED_VALUES
    return f"{name}: {shown}" + (f" and {more:,} more" if more > 0 else "")


def _latest(found: Sequence[Series], names: Sequence[str]) -> Iterator[Sequence[str]]:
    """The latest figures of each series; all of them where there are few."""
    each = max(1, LATEST_ROWS // len(found))
    yield (*names, "period", "measure", "value")
    for one in found[:LATEST_ROWS]:
        of = dict(one.dimensions)
        for day, value in list(zip(one.days, one.values, strict=True))[-each:]:
            yield (*(of.get(name, "") for name in names), str(day), one.measure, f"{value:.12g}")
