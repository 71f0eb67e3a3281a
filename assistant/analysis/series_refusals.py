"""Why a question about figures over time is not answered, and the nearest ones that can be."""

from collections.abc import Sequence
from datetime import date

from assistant.analysis.series_names import Mention, Names, adjustment, plain, words
from assistant.analysis.unparsed import Unparsed
from corpus.normalise import regions
from corpus.normalise.regions import Region
from corpus.queries import SeriesKind
from corpus.series import Frequency

SHOWN = 8
_BROAD = frozenset({"total", "all", "overall", "national"})


def label(kind: SeriesKind) -> str:
    """A measure's name as people write it: "indeed job postings index (seasonally adjusted)"."""
    told = {"SA": " (seasonally adjusted)", "NSA": " (not seasonally adjusted)", "": ""}
    return plain(kind.measure) + told[adjustment(kind.measure)]


def when(day: date, frequency: Frequency) -> str:
    """A day or the period it begins, with its preposition: "on 2024-05-01", "in May 2024"."""
    if frequency == "month":
        return f"in {day:%B %Y}"
    if frequency == "quarter":
        return f"in Q{(day.month + 2) // 3} {day.year}"
    return f"in {day.year}" if frequency == "year" else f"on {day}"


def place(value: str, family: str | None) -> str:
    """A value of a dimension as people call it: "Texas" for "tx"."""
    region = regions.named(value, family) if family else None
    return region.name if region else value


def ambiguous(mention: Mention, every: Sequence[Names]) -> Unparsed:
    """A code that a state and a country share."""
    ways = " or ".join(_reading(region, every) for region in mention.readings)
    return Unparsed(
        reason=f"{mention.said!r} is the code of more than one place",
        nearest=_nearest(every),
        clarify=f"Does {mention.said!r} mean {ways}?",
    )


def unknown_place(mention: Mention, every: Sequence[Names]) -> Unparsed:
    """A state or country that no series is of."""
    named = mention.readings[0].name if mention.readings else mention.said
    there = "; ".join(dict.fromkeys(_there(names) for names in every if names.families))
    there = there or "no places at all"
    return Unparsed(f"no series is of {named}; there are: {there}", _nearest(every))


def ambiguous_day(said: str) -> Unparsed:
    """A date whose day and month cannot be told apart."""
    return Unparsed(
        f"{said!r} can be read as two different days", clarify="Which day: year, month, day?"
    )


def no_series(mentioned: Sequence[Mention], adjusted: str, every: Sequence[Names]) -> Unparsed:
    """Values or an adjustment that no one kind of series has together."""
    said = " and ".join(one.said for one in mentioned)
    told = {"SA": " seasonally adjusted", "NSA": " not seasonally adjusted", "": ""}[adjusted]
    there = ", ".join(dict.fromkeys(label(names.kind) for names in every))
    wanted = f" of {said}{' together' if len(mentioned) > 1 else ''}" if said else ""
    return Unparsed(f"there is no series{wanted}{told}; there are: {there}", _nearest(every))


def unknown_word(word: str, names: Names) -> Unparsed:
    """A word that the series chosen knows nothing of."""
    return Unparsed(
        f"nothing in {label(names.kind)} is called {word!r}; it is told by: {_there(names)}",
        _nearest((names,)),
    )


def no_count(names: Names, day: date | None) -> Unparsed:
    """A count asked of an index or a rate."""
    kind = names.kind
    base = f" ({kind.base} = 100)" if kind.base else ""
    is_index = kind.scale == "index"
    what = f"an index{base}" if is_index else f"a figure of another scale ({kind.scale})"
    asked = day if day and kind.first <= day <= kind.last else kind.last
    return Unparsed(
        f"only {label(kind)} is known, {what}: it says how much, not how many",
        tuple(dict.fromkeys((_question(names, asked), *_nearest((names,))))),
    )


def several_measures(rivals: Sequence[Names]) -> Unparsed:
    """More than one measure that the words fit as well."""
    ways = ", ".join(dict.fromkeys(label(names.kind) for names in rivals))
    return Unparsed(
        f"the question fits more than one measure: {ways}",
        _nearest(rivals),
        clarify=f"Which of these: {ways}?",
    )


def which_value(name: str, values: Sequence[str], names: Names) -> Unparsed:
    """A dimension that the question leaves open."""
    said = " ".join(words(name))
    shown = ", ".join(place(value, names.families.get(name)) for value in values[:SHOWN])
    more = f" and {len(values) - SHOWN} more" if len(values) > SHOWN else ""
    return Unparsed(
        f"{label(names.kind)} is told by {said}",
        _nearest((names,)),
        clarify=f"Which {said}: {shown}{more}?",
    )


def out_of_range(names: Names) -> Unparsed:
    """A day before the first figure or after the last."""
    kind = names.kind
    return Unparsed(f"{label(kind)} goes from {kind.first} to {kind.last}", _nearest((names,)))


def one_day(names: Names) -> Unparsed:
    """A period where one day is needed."""
    kind = names.kind
    return Unparsed(
        f"{label(kind)} is told by {kind.frequency}, so one {kind.frequency} has to be named, not"
        " a longer period",
        _nearest((names,)),
    )


def two_days(names: Names) -> Unparsed:
    """A change with one end."""
    return Unparsed("a change needs the day it begins and the day it ends", _nearest((names,)))


def too_many_days(names: Names) -> Unparsed:
    """More than two days at once."""
    return Unparsed("more than two days are named; ask for two at a time", _nearest((names,)))


def _reading(region: Region, every: Sequence[Names]) -> str:
    held = any(
        regions.named(value, region.family) == region
        for names in every
        for name, values in names.kind.dimensions
        if names.families.get(name) == region.family
        for value in values
    )
    kind = ", US state" if region.family == "US state" else ""
    return f"{region.name}{kind} ({'in the data' if held else 'not in the data'})"


def _there(names: Names) -> str:
    told = []
    for name, values in names.kind.dimensions:
        shown = [place(value, names.families.get(name)) for value in values]
        more = f" and {len(shown) - SHOWN} more" if len(shown) > SHOWN else ""
        told.append(f"{' '.join(words(name))}: {', '.join(shown[:SHOWN])}{more}")
    return "; ".join(told) or "nothing else"


def _nearest(every: Sequence[Names]) -> tuple[str, ...]:
    first = [_question(names, names.kind.last) for names in every[:2]]
    of = _of(every[0]) if every else ""
    peak = [f"When did the {label(names.kind)}{of} peak?" for names in every[:1]]
    return tuple(dict.fromkeys((*first, *peak)))


def _question(names: Names, day: date) -> str:
    kind = names.kind
    return f"What was the {label(kind)}{_of(names)} {when(day, kind.frequency)}?"


def _of(names: Names) -> str:
    """For which values: those that stand for all of their dimension, else the first."""
    told = []
    for name, values in names.kind.dimensions:
        broad = [value for value in values if set(words(value)) & _BROAD]
        value = names.told.get(name) or (broad or list(values))[0]
        told.append(place(value, names.families.get(name)))
    return f" for {', '.join(told)}" if told else ""
