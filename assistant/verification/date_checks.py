"""What a source says of each date of a claim: the same, another, or nothing."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from assistant.retrieval.words import terms
from assistant.verification.dates import Bound, When, dates, resolved
from assistant.verification.evidence import Finding, Stance
from corpus.documents import Span

_OPEN: frozenset[Bound] = frozenset(("since", "after", "until", "before"))
_OPPOSITE: frozenset[frozenset[Bound]] = frozenset(
    (
        frozenset(("since", "until")),
        frozenset(("since", "before")),
        frozenset(("after", "before")),
        frozenset(("after", "until")),
    )
)
_MONTHS = frozenset(
    terms("January February March April May June July August September October November December")
)
_CLAUSE = re.compile(r"[;:()\n]|[.!?](?=\s|$)|, (?:and|but|while|whereas|although)\b|\band\b")
_SEASON = re.compile(
    r"\b(?:in|of|this) (?:the )?(?:early |late )?(spring|summer|autumn|fall|winter)\b"
)
_TIES = 2
_A_YEAR = 366


@dataclass(frozen=True, slots=True)
class _Found:
    """A date of a source, where it stands, and whether its sentence is the one held against."""

    when: When
    span: Span | None
    in_sentence: bool
    words: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class _Claimed:
    """The dates of a claim and of what it is held against, and when that was published."""

    dates: tuple[When, ...]
    found: tuple[_Found, ...]
    published: date | None
    shares_subject: bool
    text: str
    has_season: bool

    def words_by(self, when: When) -> frozenset[str]:
        """The stems of the words in the clause of one of its dates."""
        return _words_by(self.text, when)


def date_findings(
    claim: str, sentence: str, passage: str = "", *, published: date | None = None
) -> tuple[Finding, ...]:
    """What is found of each date of a claim in a sentence, and then in the passage it is from.

    `published` is the day from which the source's "last year" is counted, and what an "as of" may
    rest on. A finding's span is in the passage where one is given, else in the sentence.
    """
    named = tuple(_known(when, published) for when in dates(claim))
    if not named:
        return ()
    found = tuple(_dates_of(sentence, passage, published))
    claimed = _Claimed(
        named,
        found,
        published,
        _share_a_subject(claim, sentence),
        claim,
        _has_season(claim, sentence),
    )
    found_of = (_finding(when, claimed) for when in named)
    return tuple(finding for finding in found_of if finding is not None)


def _share_a_subject(claim: str, sentence: str) -> bool:
    """Whether two texts have a word in common that is no part of a date."""
    words = (
        {term for term in terms(text) if not any(sign.isdigit() for sign in term)} - _MONTHS
        for text in (claim, sentence)
    )
    return bool(frozenset.intersection(*map(frozenset, words)))


def _has_season(claim: str, sentence: str) -> bool:
    """Whether two texts name one season: "in the summer of 2025", "in the summer"."""
    seasons = (frozenset(_SEASON.findall(text.lower())) for text in (claim, sentence))
    return bool(frozenset.intersection(*seasons))


def _words_by(text: str, when: When) -> frozenset[str]:
    """The stems of the words in a date's clause, without any of a date."""
    start = max((end.end() for end in _CLAUSE.finditer(text, 0, when.span.start)), default=0)
    end = next((end.start() for end in _CLAUSE.finditer(text, when.span.end)), len(text))
    words = terms(f"{text[start : when.span.start]} {text[when.span.end : end]}")
    return frozenset(word for word in words if not any(sign.isdigit() for sign in word)) - _MONTHS


def _dates_of(sentence: str, passage: str, published: date | None) -> Iterator[_Found]:
    at = passage.find(sentence) if passage else 0
    for when in dates(sentence):
        span = _moved(when.span, at) if at >= 0 else None
        words = _words_by(sentence, when)
        yield _Found(_known(when, published), span, in_sentence=True, words=words)
    for when in dates(passage):
        words = _words_by(passage, when)
        yield _Found(_known(when, published), when.span, in_sentence=False, words=words)


def _known(when: When, published: date | None) -> When:
    return resolved(when, today=published) if published and when.is_relative else when


def _moved(span: Span, by: int) -> Span:
    return Span(span.start + by, span.end + by)


def _finding(when: When, claimed: _Claimed) -> Finding | None:
    """What is found of one date; nothing of a "next year" that only its own text tells."""
    looks = (
        _of_the_clause,
        _only_a_part,
        _same,
        _same_months,
        _day_of_the_year,
        _year_of_publication,
        _as_of_publication,
        _before,
        _only_wider,
        _another,
    )
    unsaid = Finding("date", "lacks", when.text, f"{when.text} does not stand in the source.")
    found = next((found for look in looks if (found := look(when, claimed))), None)
    return found or (None if when.is_relative else unsaid)


def _of_the_clause(when: When, claimed: _Claimed) -> Finding | None:
    """Another date by which the sentence says what the claim says, where its own is of another."""
    mine = claimed.words_by(when)
    same = [other for other in claimed.found if _tells(other.when, when)]
    is_tied = any(len(mine & other.words) >= _TIES for other in same)
    is_worded = not any(sign.isdigit() for sign in when.text)  # "until this year"
    if not same or is_tied or is_worded:
        return None
    for other in claimed.found:
        is_rival = _is_rival(other.when, when, claimed.dates) or _is_finer(other.when, when)
        rest = [one for one in same if one.when != other.when]
        if is_rival and rest and all(_is_tied(mine, other.words, one.words) for one in rest):
            reason = f"The source says {_said(other.when)}, not {_said(when)}."
            return _about("differs", when, other, reason)
    return None


def _is_tied(mine: frozenset[str], words: frozenset[str], others: frozenset[str]) -> bool:
    """Whether a claim has words of one date's clause, and none that only another's has."""
    return len(mine & (words - others)) >= _TIES and bool(others - words) and not mine & others


def _is_finer(source: When, claim: When) -> bool:
    """Whether a source's day lies within the claim's year or month and does not end it."""
    if claim.bound != "until" or source.bound == "since":
        return False
    return _contains(claim, source) and source.last != claim.last


def _same(when: When, claimed: _Claimed) -> Finding | None:
    same = next((other for other in claimed.found if _tells(other.when, when)), None)
    return _about("agrees", when, same, _reason_for_the_same(when, same.when)) if same else None


def _same_months(when: When, claimed: _Claimed) -> Finding | None:
    """A span whose months the source names without a year, which it names elsewhere."""
    if when.grain != "span" or when.first is None or when.last is None:
        return None
    named = [other for other in claimed.found if other.when.year is None and other.when.month]
    ends = {other.when.month: other for other in named if other.when.day is None}
    years = {other.when.year for other in claimed.found}
    if not (when.first.month in ends and when.last.month in ends and when.last.year in years):
        return None
    first, last = ends[when.first.month], ends[when.last.month]
    reason = f"The source says {first.when.text} and {last.when.text}."
    return _about("agrees", when, first, reason)


def _day_of_the_year(when: When, claimed: _Claimed) -> Finding | None:
    """A day that the source names without its year, which it names elsewhere."""
    if when.grain != "day" or when.year is None:
        return None
    same = next((one for one in claimed.found if _is_same_day(one.when, when)), None)
    years = {other.when.year for other in claimed.found}
    if same is None or when.year not in years:
        return None
    return _about("agrees", when, same, f"The source says {same.when.text}.")


def _is_same_day(source: When, claim: When) -> bool:
    return source.year is None and (source.month, source.day) == (claim.month, claim.day)


def _year_of_publication(when: When, claimed: _Claimed) -> Finding | None:
    """The year in which a source was published that says a month or season without one."""
    day = claimed.published
    if day is None or when.year != day.year or when.bound != "in":
        return None
    others = [other for other in claimed.found if other.in_sentence]
    has_month = any(
        other.when.year is None and other.when.month == when.month is not None for other in others
    )
    is_of_a_season = when.grain == "year" and claimed.has_season and not others
    if not (has_month or is_of_a_season):
        return None
    reason = f"The source was published on {day.day} {day:%B %Y}."
    return Finding("date", "agrees", when.text, reason)


def _before(when: When, claimed: _Claimed) -> Finding | None:
    """A date of the sentence in the year before the one that a claim says it is before."""
    if when.bound != "before" or when.first is None:
        return None
    for other in claimed.found:
        last = other.when.last
        if (
            other.in_sentence
            and other.when.bound == "in"
            and last
            and 0 < (when.first - last).days <= _A_YEAR
        ):
            return _about("agrees", when, other, f"The source says {other.when.text}.")
    return None


def _only_a_part(when: When, claimed: _Claimed) -> Finding | None:
    """A part of the year of which a claim says that all of it is meant."""
    parts = [other for other in claimed.found if other.in_sentence]
    part = next((other for other in parts if _is_part(other.when, when)), None)
    if not when.is_whole or part is None or any(one.when.first == when.first for one in parts):
        return None
    return _about(
        "differs", when, part, f"The source says {part.when.text}, not all of {when.text}."
    )


def _is_part(source: When, claim: When) -> bool:
    return source.first is not None and source.first != claim.first and _contains(claim, source)


def _as_of_publication(when: When, claimed: _Claimed) -> Finding | None:
    day = claimed.published
    if when.bound != "as of" or day is None or not _within(day, when):
        return None
    reason = f"The source was published on {day.day} {day:%B %Y}."
    return Finding("date", "agrees", when.text, reason)


def _only_wider(when: When, claimed: _Claimed) -> Finding | None:
    wider = next((other for other in claimed.found if _holds(other.when, when)), None)
    if wider is None:
        return None
    return _about("lacks", when, wider, f"The source says {wider.when.text}, not {when.text}.")


def _another(when: When, claimed: _Claimed) -> Finding | None:
    """The one date that the sentence gives where the claim gives this one."""
    rivals = [other for other in claimed.found if other.in_sentence]
    rivals = [other for other in rivals if _is_rival(other.when, when, claimed.dates)]
    if len(rivals) != 1 or not claimed.shares_subject:
        return None
    reason = f"The source says {_said(rivals[0].when)}, not {_said(when)}."
    return _about("differs", when, rivals[0], reason)


def _about(stance: Stance, when: When, other: _Found, reason: str) -> Finding:
    return Finding("date", stance, when.text, reason, other.span)


def _reason_for_the_same(when: When, other: When) -> str:
    same_words = terms(when.text) == terms(other.text)
    return "" if same_words else f"The source says {_said(other)}."


def _tells(source: When, claim: When) -> bool:
    return _end_alike(source, claim) or _says(source, claim)


def _says(source: When, claim: When) -> bool:
    """Whether a source's date is the claim's, or a day within the time that the claim names."""
    if source.fiscal != claim.fiscal or frozenset((source.bound, claim.bound)) in _OPPOSITE:
        return False
    if None in (source.first, claim.first):
        return _parts_agree(source, claim)
    if source.grain == "span" or claim.bound in _OPEN:
        return _ends_agree(source, claim)
    return _contains(claim, source) and not (claim.is_whole and _is_part(source, claim))


def _end_alike(source: When, claim: When) -> bool:
    """Whether one is until a day and the other before the day after it."""
    if {source.bound, claim.bound} != {"until", "before"}:
        return False
    until, before = (source, claim) if source.bound == "until" else (claim, source)
    return None not in (until.last, before.first) and _is_day_before(until.last, before.first)


def _is_day_before(last: date | None, first: date | None) -> bool:
    return last is not None and first is not None and (first - last).days == 1


def _parts_agree(source: When, claim: When) -> bool:
    """Of dates without days, whether each part the claim tells the source tells too."""
    if source.is_relative or claim.is_relative:
        return source.text.lower().removeprefix("the ") == claim.text.lower().removeprefix("the ")
    told = [(claim.year, source.year), (claim.month, source.month), (claim.day, source.day)]
    told.append((claim.quarter, source.quarter))
    stated = [(mine, theirs) for mine, theirs in told if mine is not None]
    return bool(stated) and all(mine == theirs for mine, theirs in stated)


def _ends_agree(source: When, claim: When) -> bool:
    """Of a span, whether the claim names it whole or names one of its ends as an end."""
    if source.grain != "span":
        return _contains(claim, source)
    if claim.grain == "span":
        return (source.first, source.last) == (claim.first, claim.last)
    return _within(source.first, claim) or _within(source.last, claim)


def _contains(outer: When, inner: When) -> bool:
    return _within(inner.first, outer) and _within(inner.last, outer)


def _within(day: date | None, when: When) -> bool:
    if day is None or when.first is None or when.last is None:
        return False
    return when.first <= day <= when.last


def _holds(source: When, claim: When) -> bool:
    """Whether a claim is finer than the source: a day in the source's month."""
    return (
        claim.grain != "span"
        and source.first != claim.first is not None
        and _contains(source, claim)
    )


def _is_rival(source: When, claim: When, claimed: Iterable[When]) -> bool:
    """Whether a source's date is of the claim's kind and is not what another of its dates says."""
    if any(other is not claim and _tells(source, other) for other in claimed):
        return False
    if source.is_relative or claim.is_relative or source.fiscal != claim.fiscal:
        return False
    if "span" in (source.grain, claim.grain):
        return True
    return _are_apart(source, claim) or _parts_differ(source, claim)


def _are_apart(one: When, other: When) -> bool:
    """Whether two dates have no day in common."""
    if None in (one.first, one.last, other.first, other.last):
        return False
    return not (_within(one.first, other) or _within(other.first, one))


def _parts_differ(one: When, other: When) -> bool:
    told = ((one.year, other.year), (one.month, other.month))
    finer = ((one.quarter, other.quarter), (one.day, other.day))
    return any(None not in pair and pair[0] != pair[1] for pair in (*told, *finer))


def _said(when: When) -> str:
    return when.text if when.bound == "in" else f"{when.bound} {when.text}"
