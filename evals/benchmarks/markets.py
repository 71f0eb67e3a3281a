"""Questions about nine invented markets: six used in development, three held out.

    python -m evals.benchmarks.markets

The exports and questions of `evals/datasets/markets` were written without sight of how columns are
mapped or questions read. Each export is ingested alone, as it is. A question is exact when the
first figures of the tally equal the truth, or another fair reading of the question, within its own
tolerance (0.1 % where it states none); refused when the answer abstains; quoted when sentences are
quoted and nothing is computed; wrong when another figure is computed. What has no answer is right
when refused, and zero where none are counted. Intervals are Wilson's at 95 %. Misses are listed for
the markets used in development and not for those held out, so that these stay unseen by those who
mend.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from math import sqrt
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from assistant import build
from assistant.answers import Answer, Tally
from assistant.questions import Question
from assistant.settings import Settings
from corpus.embedding.wordhash import WordHash
from corpus.ingest import ingest
from corpus.readers.sandbox import Sandbox
from corpus.stores.store import Store
from evals.benchmarks.common import publish, table
from evals.datasets.markets import make
from evals.datasets.markets.market import Market

TOLERANCE = 0.001
VERDICTS = ("exact", "refused", "quoted", "zero", "wrong")
Gold = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Outcome:
    """One phrasing and what came of it; `same_support` is whether as many postings bear it."""

    market: Market
    gold: Gold
    verdict: str
    same_support: bool
    given: str


def verdict(answer: Answer, gold: Gold) -> str:
    """One of `VERDICTS`; of what has no answer, a refusal is exact."""
    unanswerable = gold["answer"] is None
    if answer.abstained or answer.needs_clarification:
        return "exact" if unanswerable else "refused"
    if answer.tally is None or not answer.tally.rows:
        return "quoted"
    tolerance = gold["tolerance"] or TOLERANCE
    readings = [] if unanswerable else [gold["answer"], *gold["also"]]
    if unanswerable and [_first_number(row) for row in answer.tally.rows] == [0]:
        return "zero"
    fits = any(_states(answer.tally, reading, tolerance) for reading in readings)
    return "exact" if fits else "wrong"


def asked(market: Market) -> Iterator[Outcome]:
    """Every question about a market, asked of its export alone."""
    folder = make.HERE / market.name
    golds = [json.loads(line) for line in (folder / "gold.jsonl").read_text("utf-8").splitlines()]
    embedder = WordHash()
    with TemporaryDirectory() as home, Sandbox() as reader:
        with Store.open(Path(home), embedder=embedder, writable=True) as store:
            ingest(
                [folder / market.file],
                store=store,
                embedder=embedder,
                reader=reader,
                clock=lambda: datetime.now(UTC),  # noqa: TID251 - the edge of a script
            )
        with Store.open(Path(home), embedder=embedder) as store:
            chain = build.chain(store, embedder, Settings())
            for gold in golds:
                answer = chain.invoke(Question(gold["question"]))
                same = (answer.tally.unique if answer.tally else 0) == gold["n_support"]
                yield Outcome(market, gold, verdict(answer, gold), same, _given(answer))


def wilson(hits: int, of: int) -> tuple[float, float]:
    """The 95 % interval of a proportion (Wilson 1927)."""
    if not of:
        return 0.0, 1.0
    z, part = 1.96, hits / of
    middle = part + z * z / (2 * of)
    spread = z * sqrt(part * (1 - part) / of + z * z / (4 * of * of))
    return max(0.0, middle - spread) / (1 + z * z / of), (middle + spread) / (1 + z * z / of)


def main() -> None:
    """Ask everything and publish what came of it."""
    found = [outcome for market in make.MARKETS for outcome in asked(market)]
    text = [f"# Questions about markets\n\n{__doc__}"]
    text += ["## By market\n", _table({_label(m): _of(found, m) for m in make.MARKETS})]
    for title, held_out in (("Used in development", False), ("Held out", True)):
        some = [outcome for outcome in found if outcome.market.held_out is held_out]
        kinds = sorted({outcome.gold["kind"] for outcome in some})
        rows = {kind: [o for o in some if o.gold["kind"] == kind] for kind in kinds}
        text += [f"\n## {title}, by kind\n", _table({**rows, "all": some})]
    missed = [o for o in found if o.verdict != "exact" and not o.market.held_out]
    text += ["\n## Missed in development\n", *map(_miss, missed)]
    publish("markets", "\n".join(text))


def _states(tally: Tally, expected: object, tolerance: float) -> bool:
    """Whether the tally's rows say what is expected, whatever its columns are called."""
    rows = [list(row) for row in tally.rows]
    if isinstance(expected, Mapping):
        figures = [_first_number(row) for row in rows]
        return len(rows) == len(expected) and all(
            any(_equal(figure, value, tolerance) for figure in figures)
            for value in expected.values()
        )
    if isinstance(expected, list) and isinstance(expected[0], list):
        ranked = [[row[0], _first_number(row[1:])] for row in rows]
        ranked = ranked[: len(expected)]
        return _same_pairs(ranked, expected, tolerance)
    if isinstance(expected, list):
        return len(rows) == 1 and _same(rows[0], expected, tolerance)
    figures_of_one = [cell for cell in rows[0] if _number(cell)]
    return (
        len(rows) == 1 and bool(figures_of_one) and _equal(figures_of_one[0], expected, tolerance)
    )


def _same_pairs(
    given: Sequence[Sequence[object]], expected: Sequence[Sequence[object]], tolerance: float
) -> bool:
    """Names compare without case; a period is told by its order and figure alone."""
    return len(given) == len(expected) and all(
        _equal(mine[1], theirs[1], tolerance)
        and (str(theirs[0])[:2] == "20" or _named(mine[0], theirs[0]))
        for mine, theirs in zip(given, expected, strict=True)
    )


def _same(given: Sequence[object], expected: Sequence[object], tolerance: float) -> bool:
    figures = [cell for cell in given if _number(cell)][: len(expected)]
    return len(figures) == len(expected) and all(
        _equal(mine, theirs, tolerance) for mine, theirs in zip(figures, expected, strict=True)
    )


def _equal(given: object, expected: object, tolerance: float) -> bool:
    if isinstance(given, int | float) and isinstance(expected, int | float):
        return abs(given - expected) <= tolerance * max(1.0, abs(expected))
    return str(given).casefold() == str(expected).casefold()


def _named(given: object, expected: object) -> bool:
    """Whether a name is the one expected, or its town where that comes with its country."""
    name, expected_name = str(given).casefold(), str(expected).casefold()
    return name in {expected_name, expected_name.partition(",")[0]}


def _first_number(row: Sequence[object]) -> object:
    return next((cell for cell in row if _number(cell)), None)


def _number(cell: object) -> bool:
    return isinstance(cell, int | float) and not isinstance(cell, bool)


def _given(answer: Answer) -> str:
    if answer.abstained or answer.needs_clarification:
        return answer.abstention_reason or answer.needs_clarification or "abstained"
    if answer.tally is None:
        return "quoted sentences"
    rows = "; ".join(", ".join(map(str, row)) for row in answer.tally.rows[:4])
    return f"{answer.tally.measure} {answer.tally.filters or ''} → {rows}"


def _of(found: Iterable[Outcome], market: Market) -> list[Outcome]:
    return [outcome for outcome in found if outcome.market is market]


def _label(market: Market) -> str:
    return f"{market.name} ({'held out' if market.held_out else 'dev'}, {market.file})"


def _table(groups: Mapping[str, Sequence[Outcome]]) -> str:
    rows = []
    for label, some in groups.items():
        numbers = [sum(outcome.verdict == name for outcome in some) for name in VERDICTS]
        low, high = wilson(numbers[0], len(some))
        worst = wilson(numbers[4], len(some))
        support = sum(o.same_support for o in some if o.verdict == "exact")
        rows.append(
            (
                label,
                str(len(some)),
                *map(str, numbers),
                f"{numbers[0] / len(some):.0%} ({low:.0%}–{high:.0%})",
                f"{numbers[4] / len(some):.0%} ({worst[0]:.0%}–{worst[1]:.0%})",
                f"{support} of {numbers[0]}",
            )
        )
    header = ("", "asked", *VERDICTS, "share exact", "share wrong", "postings as many")
    return table(header, rows)


def _miss(outcome: Outcome) -> str:
    gold = outcome.gold
    expected = json.dumps(gold["answer"], ensure_ascii=False)
    given = outcome.given.replace("\n", " ")[:300]
    return (
        f"- {outcome.verdict}, `{gold['id']}` {gold['kind']}: {gold['question']}"
        f" — expected {expected}; given {given}"
    )


if __name__ == "__main__":
    main()
