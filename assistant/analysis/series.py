"""A question about figures over time as a plan: understood whole, or refused.

The order is that of the functions: which words say when, of what and which figure; which series
they fit; which days of it. A word that fits nothing is a reason to refuse, not to guess.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from assistant.analysis import series_refusals as refusals
from assistant.analysis.series_cues import (
    NOISE,
    Cues,
    cues,
    leads_from,
    leads_until,
    measure,
    without_cues,
)
from assistant.analysis.series_days import Moment, begun, moments, without
from assistant.analysis.series_names import (
    Mention,
    Names,
    Token,
    adjustment,
    mentions,
    names_of,
    plain,
    singular,
    tokens,
    without_adjustment,
    words,
)
from assistant.analysis.series_spelling import respelt
from assistant.analysis.unparsed import Unparsed
from corpus.queries import Catalogue, SeriesKind, SeriesMeasure, SeriesQuery
from corpus.series import Frequency

_WEAK = frozenset(
    words(
        "job posting total us u s data number monthly daily weekly yearly annual quarterly state"
        " national series by of the and value country county region aggregate indeed city rates"
        " new level seasonally adjusted in for people worker"
    )
)
"""Words that name a series only together with others."""

_BROAD = frozenset({"total", "all", "overall", "national", "aggregate", "headline", "both"})
_EACH = frozenset({"by", "each", "per", "across", "every", "all", "among", "which", "what", "top"})
_GRAINS: tuple[Frequency, ...] = ("day", "week", "month", "quarter", "year")


@dataclass(frozen=True, slots=True)
class _Asked:
    """What the words of a question were found to mean before a series was chosen."""

    text: str
    today: date
    names: tuple[Names, ...]
    moments: tuple[Moment, ...]
    adjusted: str
    mentions: tuple[Mention, ...]
    cues: Cues
    words: tuple[Token, ...]
    rest: tuple[Token, ...]
    has_postings: bool

    @property
    def folded(self) -> frozenset[str]:
        return frozenset(singular(token.folded) for token in self.words)

    def hits(self, names: Names) -> int:
        """How many of a kind's telling words the question says."""
        return len((names.words - _WEAK) & self.folded)


@dataclass(frozen=True, slots=True)
class _Span:
    """The days a plan takes, and what was taken for granted."""

    measure: SeriesMeasure
    since: date | None = None
    until: date | None = None
    assumed: tuple[str, ...] = ()


def parse(question: str, catalogue: Catalogue, *, today: date) -> SeriesQuery | Unparsed | None:
    """The plan a question about figures over time comes to; None for any other question."""
    if not catalogue.series:
        return None
    asked = _read(question, catalogue, today)
    if not _is_about(asked):
        return None
    unclear = _unclear(asked)
    if unclear is not None:
        return unclear
    chosen = _chosen(asked)
    return chosen if isinstance(chosen, Unparsed) else _planned(asked, chosen)


def _with_told(asked: _Asked, names: Names) -> Names:
    """The names with the values that were asked for, which refusals then ask for again."""
    told = {name: values[0] for name in names.nouns if (values := _told(asked, names, name))}
    return replace(names, told=told)


# What the words mean


def _read(question: str, catalogue: Catalogue, today: date) -> _Asked:
    names = _every(catalogue.series)
    last = max(kind.last for kind in catalogue.series)
    own = frozenset(word for one in names for word in one.words)
    text = respelt(question, _vocabulary(catalogue.series), own)
    stretches = moments(text, last=last, today=today)
    undated = without(text, stretches)
    of = without_adjustment(undated)
    mentioned = _told_apart(mentions(tokens(of), names), of, names)
    bare = _blanked(of, mentioned)
    return _Asked(
        text=text,
        today=today,
        names=names,
        moments=stretches,
        adjusted=adjustment(undated),
        mentions=mentioned,
        cues=cues(bare),
        words=tuple(tokens(bare)),
        rest=tuple(tokens(without_cues(bare))),
        has_postings=catalogue.unique > 0,
    )


@lru_cache(maxsize=8)
def _every(kinds: tuple[SeriesKind, ...]) -> tuple[Names, ...]:
    return tuple(map(names_of, kinds))


@lru_cache(maxsize=8)
def _vocabulary(kinds: tuple[SeriesKind, ...]) -> frozenset[str]:
    every = _every(kinds)
    known = {word for one in every for word in one.words}
    known |= {noun for one in every for nouns in one.nouns.values() for noun in nouns}
    return frozenset(
        known | {word for one in every for alias in one.values for word in alias.split()}
    )


def _told_apart(found: Sequence[Mention], text: str, every: Sequence[Names]) -> tuple[Mention, ...]:
    """The mentions without a "US" that only says whose a state is: "Texas, US", "US states"."""
    nouns = {noun for names in every for own in names.nouns.values() for noun in own} - {"us"}
    states = [one.end for one in found if "US state" in _families(one)]

    def is_only_whose(one: Mention) -> bool:
        following = {singular(token.folded) for token in tokens(text[one.end :])[:1]}
        is_after_state = any(not text[end : one.start].strip(" ,(") for end in states)
        return _is_us(one) and (is_after_state or bool(following & nouns))

    return tuple(one for one in found if not is_only_whose(one))


def _families(mention: Mention) -> set[str]:
    """The families a mention can be of, where its words leave no doubt."""
    return {region.family for region in mention.readings} if len(mention.readings) == 1 else set()


def _is_us(mention: Mention) -> bool:
    return any(one.family == "country" and one.code == "US" for one in mention.readings)


def _blanked(text: str, found: Iterable[Mention]) -> str:
    letters = list(text)
    for one in found:
        letters[one.start : one.end] = " " * (one.end - one.start)
    return "".join(letters)


# Whether it is about series at all


def _is_about(asked: _Asked) -> bool:
    if any(asked.hits(names) for names in asked.names):
        return True
    if any(_is_unknown(token, None) for token in asked.rest):
        return _asks_count(asked) and not asked.has_postings
    return _asks_figure(asked) and not (asked.has_postings and _speaks_of_postings(asked))


def _asks_figure(asked: _Asked) -> bool:
    """Whether a question without a series' name can only be about one."""
    is_ranking = any(_ranked_by(asked, names) for names in asked.names)
    figure = measure(asked.cues, stretches=len(asked.moments), is_ranking=is_ranking)
    asks_figure = figure is not None or bool(asked.moments) or "compare" in asked.cues
    speaks_of_it = bool({"it", "its"} & asked.folded) and figure is not None
    if asked.has_postings:
        return speaks_of_it or (bool(asked.mentions) and asks_figure)
    return speaks_of_it or asks_figure or _asks_count(asked)


def _speaks_of_postings(asked: _Asked) -> bool:
    return bool({"job", "posting", "role", "opening", "employer"} & asked.folded)


def _asks_count(asked: _Asked) -> bool:
    """Whether how many there are is asked, and not how much something changed."""
    is_most = "most" in asked.cues and not any(asked.hits(names) for names in asked.names)
    named = any({"posting", "job", "opening"} & names.words & asked.folded for names in asked.names)
    return named and ("count" in asked.cues or is_most) and "change" not in asked.cues


def _is_unknown(token: Token, names: Names | None) -> bool:
    """Whether a word is neither noise nor, where a kind is given, one of its names."""
    word = singular(token.folded)
    if token.folded in NOISE or word in NOISE or word in _WEAK or not token.folded:
        return False
    return names is None or (
        word not in names.words and not any(word in nouns for nouns in names.nouns.values())
    )


# Which series


def _unclear(asked: _Asked) -> Unparsed | None:
    """Why a code or a place keeps the question from being answered."""
    sure = {family for one in asked.mentions for family in _families(one)}
    if "state" in asked.folded:
        sure.add("US state")
    if {"country", "nation"} & asked.folded:
        sure.add("country")
    for one in asked.mentions:
        told = {region.family for region in one.readings}
        if one.is_code and len(told) > 1 and len(told & sure) != 1:
            return refusals.ambiguous(one, asked.names)
        if not one.values:
            return refusals.unknown_place(one, asked.names)
    undated = next((one for one in asked.moments if one.first is None), None)
    if undated is not None:
        return refusals.ambiguous_day(asked.text[undated.start : undated.end])
    return None


def _chosen(asked: _Asked) -> Names | Unparsed:
    fitting = [names for names in asked.names if _fits(asked, names)]
    if not fitting:
        return refusals.no_series(asked.mentions, asked.adjusted, asked.names)
    best = _with_told(asked, max(fitting, key=lambda names: _score(asked, names)))
    unknown = [token for token in asked.rest if _is_unknown(token, best)]
    if unknown:
        return refusals.unknown_word(unknown[0].text, best)
    if _asks_count(asked) and best.kind.scale not in {"count", "unknown"}:
        return refusals.no_count(best, asked.moments[0].first if asked.moments else None)
    rivals = [
        names
        for names in fitting
        if _score(asked, names)[:3] == _score(asked, best)[:3]
        and names.kind != best.kind
        and plain(names.kind.measure).casefold() != plain(best.kind.measure).casefold()
    ]
    return refusals.several_measures((best, *rivals)) if rivals else best


def _fits(asked: _Asked, names: Names) -> bool:
    held = {pair for one in asked.mentions for pair in one.values}
    known = {(name, value) for name, values in names.kind.dimensions for value in values}
    if any(not known & set(one.values) for one in asked.mentions):
        return False
    told = _adjustments(names) | {adjustment(value) for name, value in held if name in names.nouns}
    return not asked.adjusted or asked.adjusted in told or (told <= {""} and asked.adjusted == "SA")


def _adjustments(names: Names) -> set[str]:
    """What a kind's measure, or else the values of its dimensions, say of adjustment."""
    own = adjustment(names.kind.measure)
    values = {adjustment(value) for _, every in names.kind.dimensions for value in every}
    return {own} if own else (values - {""} or {""})


def _score(asked: _Asked, names: Names) -> tuple[float, ...]:
    """How well a kind fits: its words said, then all of its measure's, then how broad it is."""
    own = frozenset(words(plain(names.kind.measure))) - _WEAK
    said = len(own & asked.folded) / len(own) if own else 0.0
    ranked = _ranked_by(asked, names)
    open_values = [
        len(names.values_of(name))
        for name in names.nouns
        if name != ranked and not _told(asked, names, name) and not _default(asked, names, name)
    ]
    is_adjusted = {"SA": 2, "": 1, "NSA": 0}
    return (
        asked.hits(names),
        said,
        -sum(count > 1 for count in open_values) + (1 if ranked else 0),
        max(is_adjusted[told] for told in _adjustments(names)),
        len(names.words & asked.folded),
        names.kind.last.toordinal(),
    )


def _told(asked: _Asked, names: Names, name: str) -> tuple[str, ...]:
    """The values of a dimension that the question names, in its order."""
    held = [value for one in asked.mentions for told, value in one.values if told == name]
    return tuple(dict.fromkeys(value for value in held if value in names.values_of(name)))


def _default(asked: _Asked, names: Names, name: str) -> str:
    """The value that stands for all of a dimension; empty where none does."""
    values = names.values_of(name)
    if len(values) == 1:
        return values[0]
    adjusted = [value for value in values if adjustment(value) == (asked.adjusted or "SA")]
    broad = [value for value in values if set(words(value)) & _BROAD]
    return min(adjusted or broad, key=len, default="")


def _ranked_by(asked: _Asked, names: Names) -> str:
    """The dimension whose values are to be put in order; empty where none is."""
    is_wanted = {"high", "low", "most", "rank"} & asked.cues.found or asked.cues.limit
    listed = [token.folded for token in asked.words]
    for name, nouns in names.nouns.items():
        if _told(asked, names, name) or len(names.values_of(name)) < 2:
            continue
        for place, word in enumerate(listed):
            if singular(word) in nouns and (
                is_wanted or _EACH & set(listed[max(0, place - 2) : place])
            ):
                return name
    return ""


# The plan


def _planned(asked: _Asked, names: Names) -> SeriesQuery | Unparsed:
    ranked = _ranked_by(asked, names)
    asked = replace(asked, moments=moments(asked.text, last=names.kind.last, today=asked.today))
    where: list[tuple[str, tuple[str, ...]]] = []
    assumed: list[str] = []
    for name, values in names.kind.dimensions:
        if name == ranked:
            continue
        told = _told(asked, names, name)
        default = _default(asked, names, name)
        if not told and not default:
            return refusals.which_value(name, values, names)
        where.append((name, told or (default,)))
        if not told and default and len(values) > 1:
            assumed.append(f"No {' '.join(words(name))} was named: taken as {default}.")
    span = _dated(asked, names, is_ranking=bool(ranked))
    if isinstance(span, Unparsed):
        return span
    if not asked.adjusted and _adjustments(names) == {"SA"} and _has_other(asked, names):
        assumed.append("Taken as the seasonally adjusted series.")
    return SeriesQuery(
        measure=span.measure,
        name=names.kind.measure,
        where=tuple(where),
        by=ranked,
        since=span.since,
        until=span.until,
        limit=_limit(asked, is_ranking=bool(ranked)),
        ascending=_is_ascending(asked, span.measure),
        source_ids=_sources(asked, names),
        assumed=(*assumed, *span.assumed),
    )


def _limit(asked: _Asked, *, is_ranking: bool) -> int:
    """How many of a ranking are shown: as many as asked for, one for "the highest", or all."""
    if not is_ranking or asked.cues.limit:
        return asked.cues.limit
    wants_one = ("high" in asked.cues) != ("low" in asked.cues) or "most" in asked.cues
    return 1 if wants_one and "rank" not in asked.cues else 0


def _is_ascending(asked: _Asked, figure: SeriesMeasure) -> bool:
    """Whether the lowest comes first; of changes, the deepest fall."""
    if figure == "change" and "fall" in asked.cues:
        return True
    return "low" in asked.cues and "high" not in asked.cues


def _has_other(asked: _Asked, names: Names) -> bool:
    own = plain(names.kind.measure)
    return any(one.kind != names.kind and plain(one.kind.measure) == own for one in asked.names)


def _sources(asked: _Asked, names: Names) -> tuple[str, ...]:
    """The source, where another holds the same measure of other things."""
    of = {name for name, _ in names.kind.dimensions}
    others = [one for one in asked.names if one.kind.measure == names.kind.measure]
    alike = all({name for name, _ in one.kind.dimensions} == of for one in others)
    return () if alike else (names.kind.source_id,)


# Which days


def _dated(asked: _Asked, names: Names, *, is_ranking: bool) -> _Span | Unparsed:
    count = len(asked.moments)
    figure = measure(asked.cues, stretches=count, is_ranking=is_ranking)
    if is_ranking and "change" in asked.cues and count:
        figure = "change"
    if count > 2:
        return refusals.too_many_days(names)
    if not count:
        return _undated(figure)
    told = asked.moments
    between = _between(asked, names, figure) if count == 2 else None
    span = between or _within(asked, names, figure, told[0])
    return span if isinstance(span, Unparsed) else _in_range(span, names)


def _between(asked: _Asked, names: Names, figure: SeriesMeasure | None) -> _Span | Unparsed:
    """Two days or periods: both ends of a change, or of the stretch that is looked at."""
    frequency = names.kind.frequency
    early, late = sorted(asked.moments, key=lambda one: one.first or date.min)
    if early.first is None or late.first is None or late.last is None:
        return refusals.too_many_days(names)
    since = begun(early.first, frequency)
    if figure in {None, "change", "latest", "at"}:
        assumed = _first_days((early, late), frequency)
        return _Span("change", since, begun(late.first, frequency), assumed)
    if figure == "rank":
        return refusals.one_day(names)
    return _Span(figure, since, begun(late.last, frequency))


def _undated(figure: SeriesMeasure | None) -> _Span:
    if figure == "change":
        return _Span(figure, assumed=("No days were named: from the first figure to the latest.",))
    said = () if figure else ("No day was named: taken as the latest.",)
    return _Span(figure or "latest", assumed=said)


def _within(
    asked: _Asked, names: Names, figure: SeriesMeasure | None, moment: Moment
) -> _Span | Unparsed:
    """One day or period."""
    if moment.first is None or moment.last is None:
        return refusals.too_many_days(names)
    frequency = names.kind.frequency
    since, until = begun(moment.first, frequency), begun(moment.last, frequency)
    if moment.is_back or leads_from(asked.text[: moment.start]):
        return _since(figure, since, moment, frequency)
    if figure in {None, "latest", "at", "rank"} or since == until:
        return _on(figure, moment, names)
    return _throughout(figure, since, until, asked.text[: moment.start], names)


def _since(
    figure: SeriesMeasure | None, since: date, moment: Moment, frequency: Frequency
) -> _Span:
    assumed = _first_days((moment,), frequency) if figure == "change" else ()
    return _Span("trend" if figure in {None, "latest"} else figure, since, None, assumed)


def _throughout(
    figure: SeriesMeasure, since: date, until: date, before: str, names: Names
) -> _Span:
    """A figure of all the days of a period, or of all up to its end."""
    if figure == "change":
        return _Span(figure, since, min(until, names.kind.last))
    return _Span(figure, None if leads_until(before) else since, until)


def _on(figure: SeriesMeasure | None, moment: Moment, names: Names) -> _Span | Unparsed:
    """One day of a figure or of a ranking; a period of many days names none of them."""
    frequency = names.kind.frequency
    if moment.first is None or _GRAINS.index(moment.grain) > _GRAINS.index(frequency):
        return refusals.one_day(names)
    if figure == "change":
        return refusals.two_days(names)
    day = begun(moment.first, frequency)
    said = f"Told by {frequency}: {moment.first} is in the one that begins on {day}."
    assumed = (said,) if day != moment.first else ()
    if figure == "rank":
        return _Span("rank", until=day, assumed=assumed)
    return _Span("at", since=day, assumed=assumed)


def _first_days(found: Sequence[Moment], frequency: Frequency) -> tuple[str, ...]:
    coarse = [one for one in found if _GRAINS.index(one.grain) > _GRAINS.index(frequency)]
    return tuple(f"Taken from {one.first}, the first day of that {one.grain}." for one in coarse)


def _in_range(span: _Span, names: Names) -> _Span | Unparsed:
    kind = names.kind
    ends = [day for day in (span.since, span.until) if day is not None]
    if span.measure in {"at", "change", "rank"}:
        outside = any(not kind.first <= day <= kind.last for day in ends)
    else:
        since, until = span.since or kind.first, span.until or kind.last
        outside = since > kind.last or until < kind.first
    return refusals.out_of_range(names) if outside else span
