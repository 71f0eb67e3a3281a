"""Whether figures that stand together in a source give a claim's by a sum, difference or share."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import combinations, pairwise

from assistant.retrieval.words import terms
from assistant.verification.arithmetic import (
    GIVING,
    Computed,
    Operation,
    asked,
    asks_for_a_difference,
    asks_for_a_sum,
    reckoned,
    result,
    speaks_of_before,
)
from assistant.verification.fairness import fit
from assistant.verification.figures import Figure, figures
from assistant.verification.subjects import alike, shared

Group = tuple[Figure, ...]

MOST_FIGURES = 10
"""How many figures of one group are tried with each other: more than a sentence states."""

MOST_GROUPS = 6
LONGEST_SUM = 6
TELLING_DIGITS = 3
"""So many digits that count make a number that two others hardly give by chance."""

_NEAR_ENOUGH = 0.12
"""How far a reckoned value may lie from a claim's, as a share of it, and be weighed at all."""

_FEW_WORDS = 3  # "That is an increase of 15%" names nothing that a source could share
_SENTENCE = re.compile(r"[^\n]+?(?:[.!?;](?=\s)|\n|$)")
_NAMES = re.compile(r"\b(?:[A-Z][\w-]+|(?:19|20)\d\d)\b")


def is_telling(figure: Figure) -> bool:
    """Whether a figure has so many digits that two subjects hardly share it by chance."""
    return len(re.sub(r"\D|0+$", "", f"{figure.high:.4f}".rstrip("0"))) >= TELLING_DIGITS


@lru_cache(maxsize=512)
def groups(text: str) -> tuple[Group, ...]:
    """The figures of each sentence, then those of each two that follow each other.

    None of a table, whose rows and columns say more of what goes together.
    """
    said = [("|" in match[0], *match.span()) for match in _SENTENCE.finditer(text)]
    every = figures(text)
    single = [
        () if is_row else tuple(one for one in every if start <= one.span.start < end)
        for is_row, start, end in said
    ]
    double = [(*one, *two) for one, two in pairwise(single) if one and two]
    return tuple(group for group in (*single, *double) if len(group) > 1)


def agreeing(claim: Figure, claimed_in: str, found: Sequence[Group]) -> Computed | None:
    """The reckoning from one group of figures that gives a claim's; None where none does."""
    words, names = _words(claimed_in), _named(claimed_in)
    operations = tuple(_operations(claim, claimed_in))
    if not operations:
        return None
    for group in _likeliest(words, found):
        for computed in _reckonings(claim, claimed_in, group, names, operations):
            is_its_own = _share_a_word(claim, words, computed.operands)
            if is_its_own and not _miss_a_name(computed.operands, group, names):
                return computed
    return None


def _reckonings(
    claim: Figure,
    claimed_in: str,
    group: Group,
    names: frozenset[str],
    operations: Sequence[Operation],
) -> Iterator[Computed]:
    """Each reckoning from a group that gives just a claim's figure."""
    for operation in operations:
        for operands in _operands(operation, claim, group, names):
            value = reckoned(operation, claim, claimed_in, operands)
            if value is None or not _is_near(claim, value):
                continue
            computed = result(operation, claim, value, operands)
            if fit(claim, computed.figure) in ("same", "loose"):
                yield computed


def _words(text: str) -> frozenset[str]:
    return frozenset(term for term in terms(text) if not any(sign.isdigit() for sign in term))


def _named(text: str) -> frozenset[str]:
    """The stems of what a claim names after its first word, its years too."""
    return frozenset(terms(" ".join(_NAMES.findall(text, 1))))


def _operations(claim: Figure, claimed_in: str) -> Iterator[Operation]:
    """What may give a claim's figure: what its words ask for, or more of a telling number."""
    asks = frozenset(asked(claim, claimed_in))
    tells = is_telling(claim) and claim.unit in ("count", "money")
    compares = asks_for_a_difference(claim, claimed_in)
    may_be_a_sum = claim.exactness == "exact" or asks_for_a_sum(claimed_in)
    for operation in GIVING[claim.unit]:
        if operation == "before":
            may = claim.exactness == "exact" and speaks_of_before(claimed_in)
        else:
            may = operation in asks or tells
        may = may and not _is_denied(operation, claim, compares=compares)
        if may and (may_be_a_sum or operation not in ("sum", "parts") or claim.unit == "percent"):
            yield operation


def _is_denied(operation: Operation, claim: Figure, *, compares: bool) -> bool:
    """Whether a claim's words ask for another operation than this one."""
    if operation == "difference":
        return claim.move in ("from", "to")
    return operation in ("sum", "parts") and compares and claim.unit != "percent"


def _likeliest(words: frozenset[str], found: Sequence[Group]) -> Sequence[Group]:
    """The groups that share the most words with a claim, in their order where they share alike."""
    if len(found) <= MOST_GROUPS:
        return found
    return sorted(found, key=lambda group: -len(words & _around(group)))[:MOST_GROUPS]


def _around(group: Group) -> frozenset[str]:
    return frozenset().union(*(one.near for one in group), *(one.of for one in group))


def _operands(
    operation: Operation, claim: Figure, group: Group, names: frozenset[str]
) -> Iterator[Group]:
    fitting = [one for one in group[:MOST_FIGURES] if _may_give(operation, claim, one)]
    if operation in ("sum", "parts"):
        yield from _summands(operation, claim, fitting, names)
    else:
        # "Half" and "one in three" are shares of wholes of their own: their ratio says nothing.
        if operation == "ratio":
            fitting = [one for one in fitting if not (one.unit == "percent" and one.worded)]
        pairs = (pair for pair in combinations(fitting, 2) if alike(*pair))
        yield from (pair for pair in pairs if operation != "share" or _are_part_and_whole(*pair))


def _are_part_and_whole(one: Figure, two: Figure) -> bool:
    """Whether one figure may be a part of the other: in its sentence, or of the same thing."""
    return one.sentence == two.sentence or bool(shared(one, two))


def _may_give(operation: Operation, claim: Figure, figure: Figure) -> bool:
    if figure.is_range or figure.exactness == "vague":
        return False
    if operation == "difference" and claim.unit == "points":
        return figure.unit == "percent"
    if operation in ("sum", "parts", "difference", "before"):
        return alike(claim, figure)
    return figure.unit in ("count", "money", "percent", "duration") and figure.low > 0


def _summands(
    operation: Operation, claim: Figure, fitting: Sequence[Figure], names: frozenset[str]
) -> Iterator[Group]:
    """The figures of what a claim names, and all; of no percentages also pairs and lists."""
    named = tuple(one for one in fitting if one.near & names)
    yield from (every for every in (named, tuple(fitting)) if len(every) > 1)
    if operation == "parts":
        fitting = [one for one in fitting if one.head == claim.head]
    if claim.unit != "percent":
        first = fitting[:LONGEST_SUM]
        ends = combinations(range(len(first) + 1), 2)
        yield from (tuple(first[start:end]) for start, end in ends if end - start > 2)
        yield from combinations(first, 2)


def _is_near(claim: Figure, value: float) -> bool:
    is_bound = claim.exactness in ("over", "under", "at least", "at most")
    return is_bound or abs(value - abs(claim.low)) <= _NEAR_ENOUGH * abs(claim.high)


def _share_a_word(claim: Figure, words: frozenset[str], operands: Group) -> bool:
    """Whether figures share a word with a claim, or it is one that needs none."""
    if is_telling(claim) or len(words) <= _FEW_WORDS:
        return True
    return bool(words & _around(operands))


def _miss_a_name(operands: Group, group: Group, names: frozenset[str]) -> bool:
    """Whether what a claim names stands by other figures of the group, and not by these."""
    return bool(names & _around(group) - _around(operands))
