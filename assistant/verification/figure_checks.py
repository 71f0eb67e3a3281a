"""What a source says of each figure of a claim: the same, another, or nothing."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from assistant.retrieval.words import terms
from assistant.verification import arithmetic, reckoning, stated
from assistant.verification.dates import spells
from assistant.verification.evidence import Finding, Stance
from assistant.verification.fairness import Fit, fit, in_measure_of
from assistant.verification.figures import Figure, Period, figures, periods
from assistant.verification.subjects import about_one_thing, alike, both_count_staff, shared
from assistant.verification.units import is_mistaken
from corpus.documents import Span

_FAIR: tuple[Fit, ...] = ("same", "loose")
_SCALES = ((1e12, "trillion"), (1e9, "billion"), (1e6, "million"), (1e3, "thousand"))
_CAPITALISED = re.compile(r"\b[A-Z]\w+")
_RESPECTIVELY = re.compile(r"\brespectively\b", re.IGNORECASE)
_CONFUSABLE = ({"money", "count"}, {"percent", "count"})
_SMALL = 12
_A_SALARY = 10_000
_LIKE_SIZE = 2
_BESIDE = 60
_QUANTILES: Sequence[tuple[re.Pattern[str], tuple[float, ...]]] = (
    (re.compile(r"\bmedian\b|\b50th\b", re.IGNORECASE), (50,)),
    (re.compile(r"\b(?:25th|75th)\b|\b(?:upper|lower) quartile", re.IGNORECASE), (25, 75)),
    (re.compile(r"\b(?:10th|90th)\b|\b(?:top|bottom) decile", re.IGNORECASE), (10, 90)),
    (re.compile(r"\b(?:20th|80th)\b|\b(?:top|bottom) quintile", re.IGNORECASE), (20, 80)),
)
_LIES_WITHIN = re.compile(r"\b(?:within|inside|falls? in|lies in|enough|fits?)\b", re.IGNORECASE)
# 4,000 lower; 300 people more
_COMPARED = re.compile(r" (?:[a-z-]+ )?(more|fewer|less|higher|lower|above|below)\b")
_OF = re.compile(r" (?:out )?of (?:the |its |their |all )*")
_EXACTLY = re.compile(r"\b(?:exactly|precisely) $", re.IGNORECASE)
# 60 people for every megawatt
_FOR_EACH = re.compile(
    r"(?: [a-z]+){1,3}? (?:per|for every|for each) (?!cent\b)([a-z]{3,})\b", re.IGNORECASE
)
_WORDS_AFTER = re.compile(r"[ -](?:(?:square|cubic|metric) )?[\w-]+")
_START = 0.05
_ONE_NUMBER = 0.1  # "over 65,000" is not 5,150 in another unit


@dataclass(frozen=True, slots=True)
class _Claimed:
    """A claim with its figures, what they are held against, and those of it that are met."""

    text: str
    held_against: str
    source: str
    figures: tuple[Figure, ...]
    sentence: tuple[Figure, ...]
    passage: tuple[Figure, ...]
    groups: tuple[reckoning.Group, ...]
    respectively: bool
    names: frozenset[str]
    sentence_at: int | None

    def is_accounted_for(self, evidence: Figure, *, but: Figure) -> bool:
        """Whether a source's figure is what another figure of the claim says."""
        others = (figure for figure in self.figures if figure is not but)
        return any(alike(figure, evidence) and fit(figure, evidence) in _FAIR for figure in others)


def figure_findings(claim: str, sentence: str, passage: str = "") -> tuple[Finding, ...]:
    """What is found of each figure of a claim in a sentence, and then in the passage it is from.

    A finding's span is in the passage where one is given, else in the sentence.
    """
    claimed = _claimed(claim, sentence, passage)
    found = (_finding(figure, claimed) for figure in claimed.figures)
    return tuple(finding for finding in found if finding is not None)


def _claimed(claim: str, sentence: str, passage: str) -> _Claimed:
    at = passage.find(sentence) if passage else 0
    return _Claimed(
        claim,
        sentence,
        passage,
        figures(claim),
        figures(sentence),
        figures(passage) if passage else (),
        (figures(sentence), *reckoning.groups(passage or sentence)),
        _RESPECTIVELY.search(sentence) is not None,
        frozenset(terms(" ".join(_CAPITALISED.findall(claim)))),
        at if at >= 0 else None,
    )


def _finding(figure: Figure, claimed: _Claimed) -> Finding | None:
    looks = (
        _in_another_unit,
        _in_the_sentence,
        _of_another_period,
        _in_the_passage,
        _otherwise_compared,
        _computed,
        _lasting,
        _of_a_quantile,
        _within,
        _denied,
        _unsaid,
    )
    return next((found for look in looks if (found := look(figure, claimed))), None)


def _in_another_unit(figure: Figure, claimed: _Claimed) -> Finding | None:
    """The sentence's same number in another unit: miles, not kilometres."""
    mistaken = [
        other
        for other in claimed.sentence
        if is_mistaken(figure, claimed.text, other, claimed.held_against)
        and (figure.unit == "count" or shared(figure, other))
    ]
    met = [one for one in _meeting(figure, claimed.sentence) if one not in mistaken]
    if met or not mistaken or _lasting(figure, claimed):
        return None
    said, stated = _with_unit(mistaken[0], claimed.held_against), _with_unit(figure, claimed.text)
    return _finds("differs", figure, mistaken[0], claimed, f"The source says {said}, not {stated}.")


def _with_unit(figure: Figure, text: str) -> str:
    """A figure with the word after it, which tells its unit where the figure does not."""
    if figure.unit != "count":
        return figure.text
    following = _WORDS_AFTER.match(text, figure.span.end)
    return figure.text + (following[0] if following else "")


def _in_the_sentence(figure: Figure, claimed: _Claimed) -> Finding | None:
    """The sentence's figure that says the same, unless it says so of another thing."""
    meeting = _meeting(figure, claimed.sentence)
    if not meeting:
        return None
    best = max(
        meeting, key=lambda other: (fit(figure, other) == "same", len(shared(figure, other)))
    )
    rival = None if claimed.respectively else _rival(figure, best, claimed.sentence, claimed)
    if rival:
        return _differs(figure, rival, claimed)
    if figure.move == best.move == "by" and figure.falling != best.falling:
        return _moved_otherwise(figure, best, claimed)
    return _agrees(figure, best, _in_sentence(best, claimed), claimed)


def _moved_otherwise(figure: Figure, best: Figure, claimed: _Claimed) -> Finding | None:
    """A rise that the sentence tells as a fall; nothing of a fraction of another thing."""
    if figure.worded and not best.worded and not shared(figure, best):
        return None
    return _finds("differs", figure, best, claimed, _other_way(figure, best))


def _of_another_period(figure: Figure, claimed: _Claimed) -> Finding | None:
    """The sentence's same amount for another time: an hour, not a month."""
    for other in claimed.sentence:
        is_other = None not in (figure.period, other.period) and figure.period != other.period
        is_same = fit(figure, other) in _FAIR and _is_like_in_size(figure, other)
        if (
            is_other
            and is_same
            and alike(replace(figure, period=None), replace(other, period=None))
        ):
            return _differs(figure, other, claimed)
    return None


def _in_the_passage(figure: Figure, claimed: _Claimed) -> Finding | None:
    """A figure of the passage that says the same of the same thing."""
    closest = max((len(shared(figure, other)) for other in _rivals(figure, claimed)), default=0)
    meeting = [
        other
        for other in _meeting(figure, claimed.passage)
        if _is_of_it(figure, other) and _is_like_in_size(figure, other)
    ]
    best = max(meeting, key=lambda other: len(shared(figure, other)), default=None)
    if best is None or len(shared(figure, best)) < closest:
        return None
    beside = [one for one in claimed.passage if abs(one.span.start - best.span.end) < _BESIDE]
    rival = _rival(figure, best, beside, claimed)
    if rival:
        return Finding("figure", "differs", figure.text, _difference(figure, rival), rival.span)
    return _agrees(figure, best, best.span, claimed)


def _is_like_in_size(figure: Figure, other: Figure) -> bool:
    """Whether a bound is near the number it may be of: "at least 65,000" tells nothing of 2bn."""
    less, more = sorted((abs(figure.high), abs(in_measure_of(other, figure).high)))
    return more <= _LIKE_SIZE * less or figure.exactness == "vague"


def _is_of_it(figure: Figure, other: Figure) -> bool:
    """Whether a passage's figure may be the claim's: of one thing, or a number that tells."""
    if reckoning.is_telling(figure) or about_one_thing(figure, other):
        return True
    if both_count_staff(figure, other) and not _is_a_small_word(figure):
        return True
    return reckoning.is_telling(other) and len(shared(figure, other)) > 1


def _computed(figure: Figure, claimed: _Claimed) -> Finding | None:
    """The claim's figure as reckoned from others of the source."""
    result = (
        reckoning.agreeing(figure, claimed.text, claimed.groups)
        or stated.from_stated(figure, claimed.text, _met(figure, claimed))
        or stated.for_each(figure, claimed.text, claimed.groups)
    )
    if result is None:
        return None
    reason = f"{figure.text} = {result.how} in the source."
    return Finding("figure", "agrees", figure.text, reason)


def _met(figure: Figure, claimed: _Claimed) -> list[Figure]:
    """The source's figures that the other ones of a claim say."""
    others = (other for other in claimed.figures if other is not figure)
    found = (_meeting(other, (*claimed.sentence, *claimed.passage)) for other in others)
    return [meeting[0] for meeting in found if meeting]


def _otherwise_compared(figure: Figure, claimed: _Claimed) -> Finding | None:
    """Another figure of the sentence by which it says the same to be more, or less."""
    way = _COMPARED.match(claimed.text, figure.span.end)
    if way is None:
        return None
    for other in claimed.sentence:
        its_way = _COMPARED.match(claimed.held_against, other.span.end)
        is_same_way = its_way is not None and its_way[1] == way[1]
        is_other = alike(figure, other) and fit(figure, other) == "off"
        if is_same_way and is_other and len(shared(figure, other)) > 1:
            return _differs(figure, other, claimed)
    return None


def _lasting(figure: Figure, claimed: _Claimed) -> Finding | None:
    """How long the sentence's dates are apart, or how long ago it says that something was."""
    if figure.unit != "duration":
        return None
    # "over twelve months" is often as long as that
    stated = (figure, replace(figure, exactness="about"))
    for days, words in spells(claimed.held_against):
        spell = replace(figure, low=days, high=days, exactness="exact")
        if any(fit(one, spell) in _FAIR for one in stated):
            return Finding("figure", "agrees", figure.text, f"The source says {words}.")
    return None


def _of_a_quantile(figure: Figure, claimed: _Claimed) -> Finding | None:
    """Half of people for the figure that the source calls their median, and the like."""
    if figure.unit != "percent" or not figure.worded:
        return None
    for word, shares in _QUANTILES:
        found = word.search(claimed.held_against)
        if found and any(abs(figure.low - share) < 1 for share in shares):
            others = (other for other in claimed.figures if other is not figure)
            if any(_meeting(other, claimed.sentence) for other in others):
                return Finding("figure", "agrees", figure.text, f"The source says {found[0]}.")
    return None


def _denied(figure: Figure, claimed: _Claimed) -> Finding | None:
    """Another figure that the sentence gives for the same thing."""
    overstated = [other for other in claimed.sentence if _is_bound_off(figure, other)]
    if overstated:
        return _finds("lacks", figure, overstated[0], claimed, _difference(figure, overstated[0]))
    otherwise = _same_number_otherwise(figure, claimed)
    if otherwise:
        return _differs(figure, otherwise, claimed)
    return _rivalled(figure, claimed)


def _rivalled(figure: Figure, claimed: _Claimed) -> Finding | None:
    """Another value that the sentence gives, or what its figures come to."""
    rivals = _rivals(figure, claimed)
    if not rivals:
        return _miscounted(figure, claimed)
    if _stands_elsewhere(figure, claimed):
        reason = f"The source says {_said(rivals[0])} of this, and {figure.text} of something else."
        return Finding("figure", "lacks", figure.text, reason)
    return _differs(figure, max(rivals, key=lambda one: len(shared(figure, one))), claimed)


def _stands_elsewhere(figure: Figure, claimed: _Claimed) -> bool:
    """Whether the passage gives the claim's very number in another sentence, on its subject."""
    return any(
        alike(figure, other)
        and abs(figure.low - other.low) + abs(figure.high - other.high) == 0
        and not is_mistaken(figure, claimed.text, other, claimed.source)
        and shared(figure, other)
        for other in claimed.passage
    )


def _within(figure: Figure, claimed: _Claimed) -> Finding | None:
    """The range of the sentence that a claim says its figure lies in."""
    if not _LIES_WITHIN.search(claimed.text):
        return None
    ranges = (other for other in claimed.sentence if other.is_range and alike(figure, other))
    found = next((other for other in ranges if other.low <= figure.low <= other.high), None)
    return _agrees(figure, found, _in_sentence(found, claimed), claimed) if found else None


def _unsaid(figure: Figure, _: _Claimed) -> Finding | None:
    if _is_a_small_word(figure):
        return None
    return Finding(
        "figure", "lacks", figure.text, f"No figure of {figure.text} stands in the source."
    )


def _is_a_small_word(figure: Figure) -> bool:
    """Whether a figure is a word that a source often shows and does not say: "two people"."""
    small = figure.unit == "count" and figure.high <= _SMALL
    return figure.worded and (small or figure.unit == "ordinal")


def _meeting(figure: Figure, evidence: Iterable[Figure]) -> list[Figure]:
    return [
        other
        for other in evidence
        if alike(figure, other)
        and fit(figure, other) in _FAIR
        and not _starts_elsewhere(figure, other)
        and (_is_like_in_size(figure, other) or about_one_thing(figure, other))
    ]


def _starts_elsewhere(figure: Figure, other: Figure) -> bool:
    """Whether a pay "from $17" is held against another least pay than that."""
    is_a_start = figure.unit == "money" and figure.exactness == "at least"
    return is_a_start and abs(figure.low - other.low) > _START * figure.low


def _rivals(figure: Figure, claimed: _Claimed) -> list[Figure]:
    """The sentence's figures that give another value for what the claim's is about."""
    return [
        other
        for other in claimed.sentence
        if alike(figure, other)
        and fit(figure, other) == "off"
        and about_one_thing(figure, other)
        and not _of_another_move(figure, other)
        and not claimed.is_accounted_for(other, but=figure)
        and not _may_be_part(other, figure)
    ]


def _may_be_part(other: Figure, figure: Figure) -> bool:
    """Whether a source's small count may be of some among those that the claim counts."""
    is_small = figure.unit == "count" and figure.high <= _SMALL
    return is_small and (
        other.high == 1 or (other.high < figure.high and not _plainly(other, figure))
    )


def _plainly(other: Figure, figure: Figure) -> bool:
    """Whether two figures count what one same word names, with no more said of either."""
    return other.of == figure.of


def _rival(
    figure: Figure, met: Figure, beside: Sequence[Figure], claimed: _Claimed
) -> Figure | None:
    """The figure that a source gives for the claim's subject, where `met` is of another."""
    others = [
        other
        for other in beside
        if other is not met
        and alike(figure, other)
        and fit(figure, other) == "off"
        and not _is_of_another(other, figure, claimed)
        and not _is_plainly(figure, met, other)
        and not _are_part_and_whole(figure, other, claimed)
    ]
    return next((other for other in others if _is_nearer(figure, other, met, claimed.names)), None)


def _is_plainly(figure: Figure, met: Figure, other: Figure) -> bool:
    """Whether a source's figure is the claim's by its noun, its time or its move; another is not.

    Of the two ends of one move, which share their words, neither is the other's rival.
    """
    if {met.move, other.move} == {"from", "to"} and figure.move in (met.move, None):
        return True
    if both_count_staff(figure, met) and not both_count_staff(figure, other):
        return True
    is_named = figure.unit != "count" or other.head in figure.near
    kinds = (
        ("" if is_named else figure.head, met.head, other.head),
        (figure.period, met.period, other.period),
        (figure.move, met.move, other.move),
    )
    return any(mine and mine == its and mine != others for mine, its, others in kinds)


def _are_part_and_whole(figure: Figure, other: Figure, claimed: _Claimed) -> bool:
    """Whether a claim says that the one is of the other: "4,200 of 31,000"."""
    for one, two in pairwise(claimed.figures):
        is_part = _OF.fullmatch(claimed.text[one.span.end : two.span.start])
        if is_part and figure in (one, two):
            beside = two if figure is one else one
            return alike(beside, other) and fit(beside, other) in _FAIR
    return False


def _is_of_another(other: Figure, figure: Figure, claimed: _Claimed) -> bool:
    """Whether another figure of a claim says a source's, and is of what that counts."""
    counted = frozenset(other.of)
    if counted & figure.near:
        return False
    return any(
        counted & one.near
        for one in claimed.figures
        if one is not figure and alike(one, other) and fit(one, other) in _FAIR
    )


def _is_nearer(figure: Figure, other: Figure, met: Figure, names: frozenset[str]) -> bool:
    """Whether what parts two figures of a source ties the claim's to `other`, not to `met`.

    Of small counts only a name does: "three people ... two men" are often the same people.
    """
    if _is_of_the_year(figure, other, met):
        return True
    if _of_another_move(figure, met) and other.move in (figure.move, None):
        return True
    is_small = figure.unit in ("count", "ordinal") and figure.high <= _SMALL
    if is_small and figure.head and met.head not in figure.near | {""}:
        return figure.head == other.head != met.head
    mine = figure.near - {figure.head} if figure.unit == "count" else figure.near
    others_own, mets_own = other.near - met.near, met.near - other.near
    ties = mine & others_own & names if is_small else mine & others_own
    return bool(ties and mets_own) and not mine & mets_own


def _is_of_the_year(figure: Figure, other: Figure, met: Figure) -> bool:
    """Whether a claim's year is that of `other`, and `met` is of another or has none beside it."""
    mine, others, mets = (_years(one) for one in (figure, other, met))
    if len(mine) != 1 or not mine & others or mine & mets:
        return False
    return bool(mets) or other.near == others  # "(2024: £592 million)"


def _years(figure: Figure) -> frozenset[str]:
    return frozenset(term for term in figure.near if term.isdigit())


def _of_another_move(figure: Figure, other: Figure) -> bool:
    ends = {figure.move, other.move}
    return ends == {"from", "to"} or ("by" in ends and None not in ends and len(ends) == 2)


def _is_bound_off(figure: Figure, other: Figure) -> bool:
    return alike(figure, other) and fit(figure, other) == "bound"


def _same_number_otherwise(figure: Figure, claimed: _Claimed) -> Figure | None:
    """The sentence's figure with the claim's number in another unit, scale or period."""
    return next(
        (
            other
            for other in claimed.sentence
            if (_is_in_another_unit(figure, other) or _is_in_another_scale(figure, other))
            and (shared(figure, other) or len(claimed.sentence) == 1)
        ),
        None,
    )


def _is_in_another_unit(figure: Figure, other: Figure) -> bool:
    is_other = not alike(figure, other) and _is_confusable(figure, other)
    is_near = abs(figure.low - other.low) <= _ONE_NUMBER * abs(other.low)
    return is_other and is_near and fit(figure, other) in _FAIR


def _is_in_another_scale(figure: Figure, other: Figure) -> bool:
    return alike(figure, other) and _are_thousandfold(figure, other)


def _is_confusable(figure: Figure, other: Figure) -> bool:
    """Whether two units are taken for each other: of a count, only where both are of its noun."""
    units = {figure.unit, other.unit}
    if len(units) == 1 or units == {"percent", "points"}:
        return True
    counted = figure if figure.unit == "count" else other
    return units in _CONFUSABLE and counted.head in shared(figure, other)


def _miscounted(figure: Figure, claimed: _Claimed) -> Finding | None:
    """What two figures of the sentence give, where the claim's words ask for just that."""
    if _is_a_small_word(figure):
        return None
    results = list(arithmetic.computed(figure, claimed.text, claimed.sentence))
    if len(results) > 1:
        results = [one for one in results if _are_named(one.operands, claimed.names)]
    if len(results) != 1:
        return None
    result = results[0]
    reason = f"{result.how} is {result.figure.text}, not {_said(figure)}."
    return Finding("figure", "differs", figure.text, _capitalised(reason))


def _are_named(operands: Sequence[Figure], names: frozenset[str]) -> bool:
    """Whether each of these figures stands by another of the names of a claim."""
    own = [one.near & names for one in operands]
    return all(own) and len(frozenset().union(*own)) >= len(operands)


def _agrees(figure: Figure, other: Figure, span: Span | None, claimed: _Claimed) -> Finding:
    if added := _added(figure, other, claimed):
        reason = f"The source says {_said(other)}, but not {added}."
        return Finding("figure", "lacks", figure.text, reason, span)
    same = fit(figure, other) == "same" and _plain(figure) == _plain(other)
    reason = "" if same else f"The source says {_said(other)}."
    return Finding("figure", "agrees", figure.text, reason, span)


def _added(figure: Figure, other: Figure, claimed: _Claimed) -> str:
    """What a claim says its figure is for each of, where the source says nothing of it."""
    text = f"{claimed.held_against} {claimed.source}"
    if other.exactness != "exact" and _EXACTLY.search(claimed.text, 0, figure.span.start):
        return f"exactly {figure.text}"
    if figure.period and not other.period:
        is_salary = figure.period == "YEAR" and figure.high >= _A_SALARY
        is_told = is_salary or figure.period in periods(text) or figure.unit == "duration"
        return "" if is_told else f"{_article(figure.period)} {figure.period.lower()}"
    each = _FOR_EACH.match(claimed.text, figure.span.end)
    if each is None or figure.period:
        return ""
    said = re.search(
        rf"\b(?:per|each|every|one|an?) (?:[\w-]+ )?{re.escape(each[1])}\b", text, re.IGNORECASE
    )
    return "" if said else f"for each {each[1]}"


def _differs(figure: Figure, other: Figure, claimed: _Claimed) -> Finding:
    return _finds("differs", figure, other, claimed, _difference(figure, other))


def _finds(
    stance: Stance, figure: Figure, other: Figure, claimed: _Claimed, reason: str
) -> Finding:
    return Finding("figure", stance, figure.text, reason, _in_sentence(other, claimed))


def _in_sentence(figure: Figure, claimed: _Claimed) -> Span | None:
    """Where a figure of the sentence stands in the passage; None where the passage lacks it."""
    if claimed.sentence_at is None:
        return None
    return Span(figure.span.start + claimed.sentence_at, figure.span.end + claimed.sentence_at)


def _difference(figure: Figure, other: Figure) -> str:
    scales = _scale_of(figure), _scale_of(other)
    if scales[0] != scales[1] and _are_thousandfold(figure, other):
        return f"The source says {_said(other)}, not {_said(figure)}: {scales[1]}, not {scales[0]}."
    return f"The source says {_said(other)}, not {_said(figure)}."


def _other_way(figure: Figure, other: Figure) -> str:
    ways = {True: "a fall", False: "a rise"}
    return f"The source says {ways[other.falling]} of {other.text}, not {ways[figure.falling]}."


def _scale_of(figure: Figure) -> str:
    return next((name for size, name in _SCALES if abs(figure.high) >= size), "units")


def _are_thousandfold(figure: Figure, other: Figure) -> bool:
    low, high = sorted((abs(figure.high), abs(other.high)))
    return low > 0 and any(abs(high / low - size) < 1e-6 * size for size in (1e3, 1e6, 1e9))


def _said(figure: Figure) -> str:
    """A figure as a reason names it, with its bound and its period."""
    words = figure.text.lower() if figure.text.istitle() else figure.text
    is_bound = figure.exactness not in ("exact", "vague") and "+" not in words
    bound = f"{figure.exactness} " if is_bound else ""
    if figure.period is None:
        return bound + words
    return f"{bound}{words} {_article(figure.period)} {figure.period.lower()}"


def _article(period: Period) -> str:
    return "an" if period == "HOUR" else "a"


def _plain(figure: Figure) -> str:
    return re.sub(r"[\s,]", "", figure.text.lower())


def _capitalised(words: str) -> str:
    return words[:1].upper() + words[1:]
