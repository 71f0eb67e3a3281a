"""Whether a passage's tables say what a claim says: findings for a person, and a probability."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from math import exp
from pathlib import Path

from assistant.verification.evidence import Finding, Stance
from assistant.verification.tables.features import features
from assistant.verification.tables.linking import Linked, linked
from assistant.verification.tables.lookups import best_fit, lookups
from assistant.verification.tables.programs import Outcome, outcomes
from assistant.verification.tables.reading import Table, tables
from assistant.verification.tables.reckoning import OF_ANOTHER_PERIOD, reckoned
from assistant.verification.tables.scope import is_known, scope
from assistant.verification.tables.words import tokens

MOST_CELLS = 6000
MOST_ROWS = 500
MOST_COLUMNS = 60
MOST_TABLES = 12
MOST_LINES = 2000
OPENING = 2000
"""Characters that tell whether a passage too long to read begins with a table."""

LONGEST_CLAIM = 600
MOST_WORDS = 80
LONGEST_PASSAGE = 100_000
LONGEST_TITLE = 300
EVEN = 0.5
LIKELY, UNLIKELY = 0.6, 0.4
"""Between the two, nothing is found: of TabFact's half A about half of such findings are wrong."""

BESIDE_ANOTHER_FIGURE = 0.2
"""The most that a claim can reach whose figure is not that of the one cell it is said of.

Of 43 such statements of TabFact's half A, 5 are true.
"""

BESIDE = 400
"""Characters before and after a table that may say what it is of."""

MOST_ROWS_COUNTED = 100
"""The largest figure that may count rows or be a part of a name."""

SURE = 0.8
"""From here on the weighed evidence is not overruled by a figure worked out."""

STRANGE = 0.5
"""The most of a claim's words that a table and what is beside it may not have."""

_ACCOUNTED: dict[Stance, tuple[float, float]] = {
    "agrees": (0.8, 1.0),
    "differs": (0.0, 0.15),
    "lacks": (0.0, 0.35),
}
"""Between what probabilities a claim is whose figures were held against a table's cells."""

_FILE = Path(__file__).with_name("weights.json")
_TOLD = frozenset({"count", "extreme", "compare", "threshold", "difference", "sum", "mean"})


@dataclass(frozen=True, slots=True)
class _Judged:
    claim: Linked
    outcomes: tuple[Outcome, ...]
    probability: float


def table_verdict(
    claim: str, passage: str, title: str = ""
) -> tuple[float | None, tuple[Finding, ...]]:
    """How probable it is that a passage's tables bear a claim out, and what they say of it.

    None where there is no table, none of the claim's words link to one, or it is too large; a
    probability of a half or more is for the claim.
    """
    found, reason = _readable(passage)
    if reason:
        return None, (Finding("table", "lacks", claim[:LONGEST_CLAIM], reason),)
    if not found or not _is_short(claim):
        return None, ()
    judged = max(
        (_judge(claim, table, title) for table in found), key=lambda one: _linking(one.claim)
    )
    if not judged.claim.mentions and not judged.claim.namings:
        return None, ()
    return _weighed(judged, _account(judged.claim, passage, title))


def _weighed(judged: _Judged, account: Finding | None) -> tuple[float, tuple[Finding, ...]]:
    if account is None or not _outweighs(account, judged):
        return judged.probability, tuple(_findings(judged))
    low, high = _ACCOUNTED[account.stance]
    return max(low, min(judged.probability, high)), (account,)


def _outweighs(account: Finding, judged: _Judged) -> bool:
    """Whether what was worked out says more than the weighed evidence does."""
    if account.reason.startswith(OF_ANOTHER_PERIOD):
        return True
    if account.stance == "lacks":
        large = any((t.number or 0) > MOST_ROWS_COUNTED for t in tokens(account.part))
        return judged.probability >= EVEN and large
    return bool(account.reason) and (account.stance == "agrees" or judged.probability < SURE)


def _account(claim: Linked, passage: str, title: str) -> Finding | None:
    """What the table makes of the claim's figures, where enough of its words are the table's."""
    first, last = claim.table.header.span.start, claim.table.rows[-1].span.end
    around = f"{title} {passage[max(0, first - BESIDE) : first]} {passage[last : last + BESIDE]}"
    known = {token.key for token in tokens(around)}
    content = [n for n, token in enumerate(claim.tokens) if not token.stop and not token.bare]
    strange = [n for n in content if n in claim.strange and claim.tokens[n].key not in known]
    strange = [n for n in strange if not is_known(claim.tokens[n].word)]
    if len(strange) > STRANGE * len(content):
        return None
    found = reckoned(claim, around)
    of_period = found is not None and found.reason.startswith(OF_ANOTHER_PERIOD)
    if (
        found
        and found.stance == "differs"
        and not of_period
        and any(_is_named(claim, n) for n in strange)
    ):
        return None
    return found


def _is_named(claim: Linked, at: int) -> bool:
    """Whether a word that does not begin the claim is a name."""
    start = claim.tokens[at].span.start
    return at > 0 and claim.claim[start].isupper()


def table_linking(claim: str, passage: str, title: str = "") -> float:
    """The share of a claim's words that a passage's tables have; 0 without a row and a column."""
    found, _ = _readable(passage)
    if not found or not _is_short(claim):
        return 0.0
    read = max((linked(claim, table, title=title[:LONGEST_TITLE]) for table in found), key=_linking)
    meant = scope(read)
    if meant is None or not meant.columns or not (meant.is_row_named or meant.is_whole):
        return 0.0
    content = [n for n, token in enumerate(read.tokens) if not token.stop and not token.bare]
    known = [n for n in content if n not in read.strange or is_known(read.tokens[n].word)]
    return len(known) / max(len(content), 1)


def table_findings(claim: str, passage: str, title: str = "") -> tuple[Finding, ...]:
    """What a passage's tables say of a claim; nothing where they cannot tell."""
    return table_verdict(claim, passage, title)[1]


def table_probability(claim: str, table: Table, title: str = "") -> float:
    """How probable it is that a table bears a claim out; a half where nothing is known of it."""
    if not _is_small(table) or not _is_short(claim):
        return EVEN
    return _judge(claim, table, title).probability


@lru_cache(maxsize=64)
def _readable(passage: str) -> tuple[tuple[Table, ...], str]:
    """A passage's tables, or why they are not read."""
    lines = passage.count("\n") + 1
    if len(passage) > LONGEST_PASSAGE or lines > MOST_LINES:
        size = f"{len(passage):,} characters in {lines:,} lines"
        begins = tables(passage[:OPENING])
        return (), f"The table is too large to check: {size}." if begins else ""
    found = tables(passage)
    if len(found) > MOST_TABLES:
        return (), f"There are too many tables to check: {len(found):,}."
    for table in found:
        if not _is_small(table):
            size = f"{len(table.rows):,} rows of {len(table.columns):,} columns"
            return (), f"The table is too large to check: {size}."
    return found, ""


def _is_short(claim: str) -> bool:
    return len(claim) <= LONGEST_CLAIM and len(tokens(claim)) <= MOST_WORDS


def _is_small(table: Table) -> bool:
    narrow = len(table.columns) <= MOST_COLUMNS
    return narrow and len(table.rows) <= MOST_ROWS and table.size <= MOST_CELLS


def _judge(claim: str, table: Table, title: str) -> _Judged:
    read = linked(claim, table, title=title[:LONGEST_TITLE])
    found = outcomes(read)
    weights = _weights()
    values = features(read, found)
    log_odds = weights["intercept"] + sum(
        weights.get(name, 0.0) * value for name, value in values.items()
    )
    probability = 1.0 / (1.0 + exp(-max(-30.0, min(30.0, log_odds))))
    if values["cell_differs_plain"] and not values["negated"]:
        probability = min(probability, BESIDE_ANOTHER_FIGURE)
    return _Judged(read, found, probability)


def _linking(claim: Linked) -> tuple[float, int]:
    return sum(one.weight for one in claim.mentions), len(claim.namings)


@cache
def _weights() -> dict[str, float]:
    held: dict[str, float] = json.loads(_FILE.read_text("utf-8"))
    return held


def _findings(judged: _Judged) -> Iterator[Finding]:
    """Programs' results and looked-up cells that point the way the whole evidence clearly does."""
    if UNLIKELY < judged.probability < LIKELY:
        return
    told = [one for one in judged.outcomes if one.kind in _TOLD]
    likely = judged.probability >= LIKELY
    for one in told:
        if one.truth == likely:
            stance: Stance = "agrees" if one.truth else "differs"
            yield Finding("table", stance, one.part, one.reason, one.span)
    if told:
        return
    fit = best_fit(judged.claim)
    if fit is not None:
        yield from lookups(judged.claim, fit, likely=likely)
