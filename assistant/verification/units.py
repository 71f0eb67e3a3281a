"""Whether a claim takes a source's number in another unit than it stands in."""

import re

from assistant.retrieval.words import terms
from assistant.verification.figures import Figure
from assistant.verification.measures import noun
from assistant.verification.numerals import numerals

# 4.1 children to one full-time carer; 12 pupils per teacher
_RATIO = re.compile(
    r" (?P<of>[a-z -]+?) (?:to|per|for) (?:each |every |one |an? |1 )(?P<to>[a-z -]+)"
)
# eight of the 2,960 teachers
_OF_A_WHOLE = re.compile(r" (?:out )?of (?:the |its |their |all )*\d")
_UNIT_WORD = re.compile(r"[ -]?([a-z]+?)s?$", re.IGNORECASE)


def is_mistaken(figure: Figure, claim: str, other: Figure, source: str) -> bool:
    """Whether two figures are one number, of which the claim tells another unit."""
    after, said_after = claim[figure.span.end :], source[other.span.end :]
    if figure.unit == other.unit == "duration":
        return _is_another_time(figure, other)
    if figure.unit != "count" or figure.low != other.low or figure.is_range != other.is_range:
        return False
    if other.unit == "percent":
        return _OF_A_WHOLE.match(after) is not None and not other.worded
    return other.unit == "count" and _says_otherwise(figure, other, after, said_after)


def _says_otherwise(figure: Figure, other: Figure, after: str, said_after: str) -> bool:
    return _is_another_measure(figure, other, said_after) or _is_turned_round(after, said_after)


def _is_another_measure(figure: Figure, other: Figure, said_after: str) -> bool:
    """Whether one is in miles and the other in kilometres, or the source counts bins."""
    mine, its = figure.measure, other.measure
    if mine is None:
        return False
    if its is None:
        return bool(noun(said_after))
    return (mine.family, mine.size) != (its.family, its.size)


def _is_another_time(figure: Figure, other: Figure) -> bool:
    """Whether one is three weeks and the other three months."""
    units = [_UNIT_WORD.search(one.text) for one in (figure, other)]
    values = [[number.value for number in numerals(one.text)] for one in (figure, other)]
    is_same_number = values[0] == values[1] != []
    return is_same_number and None not in units and figure.low != other.low


def _is_turned_round(after: str, said_after: str) -> bool:
    """Whether what is counted for each of what stands the other way round in the source."""
    mine, its = _RATIO.match(after), _RATIO.match(said_after)
    if mine is None or its is None:
        return False
    of, to = frozenset(terms(mine["of"])), frozenset(terms(mine["to"]))
    its_of, its_to = frozenset(terms(its["of"])), frozenset(terms(its["to"]))
    return bool(of & its_to) and not of & its_of and (bool(to & its_of) or not to & its_to)
