"""What speaks for and against a claim in one table, as numbers that a logistic model weighs."""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from math import log

from assistant.verification.tables.linking import Linked, Mention, index, is_word
from assistant.verification.tables.lookups import best_fit, wrong_figures
from assistant.verification.tables.programs import Outcome, plain_rows

PROGRAMS = ("count", "tally", "extreme", "order", "compare", "every", "only", "none", "aggregate")
_AGGREGATES = {"sum": "aggregate", "mean": "aggregate", "difference": "aggregate"}
_SAME = {"threshold": "compare"} | _AGGREGATES


def features(claim: Linked, found: Sequence[Outcome]) -> dict[str, float]:
    """The evidence for and against a claim, by name."""
    values = (
        _standing(claim) | _words(claim) | _roles(claim) | _neighbours(claim) | _programs(found)
    )
    asked = values["asked"] = float(any(one.kind != "tally" for one in found))
    negated = values["negated"] = float(_negated(claim))
    for name in ("whole", "held", "missing_figures", "missing_words", "cell_differs"):
        values[f"{name}_plain"] = values[name] * (1 - asked)
        values[f"{name}_negated"] = values[name] * negated
    return values


def _negated(claim: Linked) -> bool:
    """Whether a “not” is said that is no part of a value and no “no 2”."""
    return any(
        is_word("negations", token) and not claim.covers(at) and not following.bare
        for at, (token, following) in enumerate(pairwise(claim.tokens))
    )


def _standing(claim: Linked) -> dict[str, float]:
    fit = best_fit(claim)
    if fit is None:
        return dict.fromkeys(_STANDING, 0.0) | {"unlinked": 1.0}
    figures = [one for one in fit.missing if one.numeric]
    named = [one for one in fit.missing if not one.numeric]
    nowhere = [one for one in fit.missing if all(fit.row != row for row, _ in one.anywhere)]
    columns = {column for one in claim.mentions if fit.row in one.rows for column in one.columns}
    bags = _bags(claim)
    against = [one for one in fit.missing if len(one.columns) == 1 and one.columns <= columns]
    return {
        "unlinked": 0.0,
        "held": fit.held,
        "whole": float(not fit.missing and len(claim.mentions) > 1),
        "lone": float(len(claim.mentions) == 1),
        "missing_figures": float(min(len(figures), 3)),
        "missing_words": float(min(len(named), 3)),
        "missing_weight": sum(one.weight for one in fit.missing)
        / (sum(one.weight for one in claim.mentions) + 0.01),
        "nowhere": float(min(len(nowhere), 3)),
        "same_column": float(min(len(against), 3)),
        "mentions": log(1 + len(claim.mentions)),
        "bag": bags[fit.row],
        "best_bag": max(bags),
    }


_STANDING = (
    "held", "whole", "lone", "missing_figures", "missing_words", "missing_weight", "nowhere",
    "same_column", "mentions", "bag", "best_bag",
)  # fmt: skip


def _bags(claim: Linked) -> list[float]:
    """Of each row, the share of the claim's cell words, in any order, that it has."""
    places = index(claim.table).places
    rows = len(claim.table.rows)
    held, total = [0.0] * rows, 0.0
    for token in claim.tokens:
        if token.stop or token.key not in places:
            continue
        having = {row for (row, _), _ in places[token.key]}
        weight = log((rows + 1) / len(having)) + 0.01
        total += weight
        for row in having:
            held[row] += weight
    return [one / total if total else 0.0 for one in held]


def _words(claim: Linked) -> dict[str, float]:
    content = [token for token in claim.tokens if not token.stop]
    fit = best_fit(claim)
    held = list(wrong_figures(claim, fit)) if fit else []
    strange = [claim.tokens[at] for at in claim.strange]
    figures = [token for token in strange if token.number is not None]
    return {
        "cell_differs": float(bool(held)),
        "strange_words": (len(strange) - len(figures)) / max(len(content), 1),
        "strange_figures": float(min(len(figures), 2)),
        "strange_large": float(any(token.number and token.number > 31 for token in figures)),
        "length": log(1 + len(content)),
        "namings": log(1 + len({one.column for one in claim.namings})),
        "rows": log(len(plain_rows(claim.table)) + 1),
    }


def _roles(claim: Linked) -> dict[str, float]:
    """How many values stand in the column that the claim names right before or after them."""
    values = dict.fromkeys(_ROLES, 0.0)
    for one in claim.mentions:
        sides = zip(
            ("before", "after", "next"),
            (_before(claim, one), _after(claim, one), _next(claim, one)),
            strict=True,
        )
        for side, columns in sides:
            if columns:
                right = "right" if columns & one.columns else "wrong"
                values[f"{side}_{right}"] += 1.0
    return {name: min(value, 2.0) for name, value in values.items()}


_ROLES = [f"{side}_{how}" for side in ("before", "after", "next") for how in ("right", "wrong")]


def _next(claim: Linked, mention: Mention) -> set[int]:
    """The columns of “a purple tip color”."""
    return {one.column for one in claim.namings if one.start == mention.end}


def _before(claim: Linked, mention: Mention) -> set[int]:
    return {
        one.column
        for one in claim.namings
        if 0 <= mention.start - one.end <= 2
        and all(token.stop for token in claim.tokens[one.end : mention.start])
    }


def _after(claim: Linked, mention: Mention) -> set[int]:
    """The columns of “X is the incumbent”, “X as the winner”."""
    return {
        one.column
        for one in claim.namings
        if 1 <= one.start - mention.end <= 2
        and claim.tokens[mention.end].word in ("be", "is", "was", "are", "were", "as")
        and all(token.stop for token in claim.tokens[mention.end : one.start])
    }


def _neighbours(claim: Linked) -> dict[str, float]:
    """Whether values that follow each other in the claim share a row."""
    pairs = [
        bool(one.rows & other.rows)
        for one, other in pairwise(claim.mentions)
        if len(one.columns | other.columns) != 1
    ]
    return {
        "pairs": log(1 + len(pairs)),
        "pairs_apart": float(min(len(pairs) - sum(pairs), 3)),
        "pairs_whole": float(bool(pairs) and all(pairs)),
        "broken": float(min(sum(_broken(claim, one) for one in claim.mentions), 2)),
        "torn": float(min(sum(_torn(claim, one) for one in claim.mentions), 2)),
        "listed": float(min(sum(_alike(claim)), 3)),
    } | _lists(claim)


def _lists(claim: Linked) -> dict[str, float]:
    """Whether each of several values of one column shares a row with the claim's other values."""
    values = {"list_whole": 0.0, "list_apart": 0.0}
    for column in {n for one in claim.mentions for n in one.columns}:
        items = [one for one in claim.mentions if one.columns == {column}]
        others = [one for one in claim.mentions if column not in one.columns]
        if len(items) < 2 or not others or frozenset.intersection(*(one.rows for one in items)):
            continue
        shared = [[bool(item.rows & other.rows) for other in others] for item in items]
        if all(all(one) for one in shared):
            values["list_whole"] = 1.0
        if not all(any(one) for one in shared):
            values["list_apart"] = 1.0
    return values


def _alike(claim: Linked) -> list[bool]:
    return [
        one.columns == other.columns and len(one.columns) == 1 and not one.rows & other.rows
        for one, other in pairwise(claim.mentions)
    ]


def _torn(claim: Linked, mention: Mention) -> bool:
    """Whether a strange word stands beside a part of a cell: the “arizona” of “arizona 21”."""
    beside = {mention.start - 1, mention.end} & set(claim.strange)
    return bool(beside) and max(mention.anywhere.values()) < 1.0


def _broken(claim: Linked, mention: Mention) -> bool:
    """Whether a value is a part of a score whose other part is not the cell's: 16 - 42."""
    end = mention.end
    if max(mention.anywhere.values()) == 1.0 or end == len(claim.tokens):
        return False
    last, following = claim.tokens[end - 1], claim.tokens[end]
    between = claim.claim[last.span.end : following.span.start].strip()
    half = bool(last.bare) and between in ("-", "–", "/", ":")
    return bool(following.bare) and (half or between == "(")


def _programs(found: Iterable[Outcome]) -> dict[str, float]:
    values = {f"{name}_{truth}": 0.0 for name in PROGRAMS for truth in ("true", "false")}
    for one in found:
        name = _SAME.get(one.kind, one.kind)
        values[f"{name}_{'true' if one.truth else 'false'}"] = 1.0
    return values
