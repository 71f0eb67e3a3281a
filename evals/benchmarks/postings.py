"""Exact questions about 522 real postings, in the words of their authors and in three of our own.

    python -m evals.benchmarks.postings

An answerable question is exact when the first figures of the tally equal the gold within its own
tolerance (0.1 % where it states none), and its posting ids are as many as the
gold's and hold all that the gold lists. An
unanswerable one is right when the answer abstains. Our phrasings are made from each question's
parts by rules that know no single question.
"""

import json
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from assistant import build
from assistant.answers import Answer
from assistant.questions import Question
from assistant.settings import Settings
from corpus.embedding.wordhash import WordHash
from corpus.ingest import ingest
from corpus.readers.sandbox import Sandbox
from corpus.stores.store import Store
from evals.benchmarks.common import data, publish, table

TOLERANCE = 0.001
PHRASINGS = ("as given", "plain", "typed in haste", "roundabout")
_FIELD = re.compile(r'^How many postings have ([a-z ]+) "([^"]+)"\?$')
_SKILL = re.compile(r'^How many postings list the skill "([^"]+)"\?$')
_MEDIAN = re.compile(r'^What is the median salary midpoint \(USD\) for ([a-z ]+) "([^"]+)" ')
_OWN = {
    "How many job postings are in the NYC AI startup dataset?": (
        "What is the total number of postings?",
        "how many jobs are there",
        "Could you tell me how many openings we have in the data?",
    ),
    "How many distinct companies have postings?": (
        "How many different employers are there?",
        "number of unique companies hiring",
        "Among the postings, how many different companies are named?",
    ),
    "Which company has the most postings and how many?": (
        "Who is hiring the most?",
        "top employer by number of postings",
        "Which employer advertises the largest number of jobs?",
    ),
    "What share of postings state an annual USD salary in $K/$M notation?": (
        "What percentage of postings disclose a yearly salary in US dollars?",
        "share of postings with annual USD pay",
        "What proportion of the jobs give an annual salary in dollars?",
    ),
    "How many postings quote an hourly rate instead of an annual salary?": (
        "How many jobs are paid by the hour?",
        "number of postings with hourly pay",
        "How many of the openings state an hourly wage?",
    ),
    "How many postings quote pay in a currency other than US dollars?": (
        "How many jobs pay in a currency that is not USD?",
        "postings with pay not in us dollars",
        "How many openings state pay in foreign currencies?",
    ),
    "How many postings are for quantum computing researchers?": (
        "How many quantum computing researcher jobs are there?",
        "number of quantum computing researchers wanted",
        "Are there any openings for quantum computing researchers, and how many?",
    ),
    "What was the number of postings in the dataset in 2023?": (
        "How many jobs were posted in 2023?",
        "postings 2023 count",
        "How many of the openings were advertised during 2023?",
    ),
    "What is the average signing bonus?": (
        "How big is the signing bonus on average?",
        "mean signing bonus",
        "What signing bonus do the jobs offer on average?",
    ),
}


@dataclass(frozen=True, slots=True)
class Outcome:
    """One phrasing of one question and what came of it."""

    phrasing: str
    kind: str
    question: str
    verdict: str
    has_support: bool


def phrasings(question: str) -> tuple[str, ...]:
    """A question in its author's words and in three of ours."""
    field, skill, median = _FIELD.match(question), _SKILL.match(question), _MEDIAN.match(question)
    if field:
        name, value = field[1], field[2]
        words = value.replace("_", " ")
        return (
            question,
            f"How many jobs are there whose {name} is {value}?",
            f"number of postings {name} {words.lower()}",
            f"Of all the openings, count those where the {name} is “{words}”.",
        )
    if skill:
        return (
            question,
            f"How many jobs list {skill[1]} as a skill?",
            f"number of postings with {skill[1]} skill",
            f"In how many of the openings is {skill[1]} among the skills?",
        )
    if median:
        name, words = median[1], median[2].replace("_", " ")
        return (
            question,
            f"What is the median annual salary in USD for {name} {words}?",
            f"median pay {name} {median[2]} usd per year",
            f"For postings with {name} “{median[2]}”, what is the median stated pay in US dollars?",
        )
    return (question, *_OWN[question])


def outcomes(answer: Callable[[str], Answer], golds: Iterable[dict[str, object]]) -> list[Outcome]:
    """Every phrasing of every question, asked and judged."""
    found = []
    for gold in golds:
        for phrasing, question in zip(PHRASINGS, phrasings(str(gold["question"])), strict=True):
            given = answer(question)
            ids = given.tally.posting_ids if given.tally else ()
            found.append(
                Outcome(
                    phrasing,
                    str(gold["kind"]),
                    question,
                    verdict(given, gold),
                    len(ids) == gold["n_support"] and set(ids) >= _listed(gold["support"]),
                )
            )
    return found


def _listed(support: object) -> set[str]:
    """The gold's own examples of supporting postings, fifty at most."""
    return set(support) if isinstance(support, list) else set()


def verdict(answer: Answer, gold: dict[str, object]) -> str:
    """``exact``, ``wrong`` or ``refused``; of what has no answer, ``refused`` or ``answered``."""
    if gold["answer"] is None:
        return "refused" if answer.abstained else "answered"
    if answer.tally is None or answer.abstained or not answer.tally.rows:
        return "refused"
    expected = gold["answer"] if isinstance(gold["answer"], list) else [gold["answer"]]
    row = list(answer.tally.rows[0])[: len(expected)]
    tolerance = gold.get("tolerance")
    within = tolerance if isinstance(tolerance, float) else TOLERANCE
    return "exact" if all(map(_equal, row, expected, [within] * len(row))) else "wrong"


def _equal(given: object, expected: object, tolerance: float) -> bool:
    if isinstance(expected, int | float) and isinstance(given, int | float):
        return abs(given - expected) <= tolerance * max(1.0, abs(expected))
    return given == expected


def _asked(folder: Path, golds: Sequence[dict[str, object]]) -> list[Outcome]:
    embedder = WordHash()
    with TemporaryDirectory() as home, Sandbox() as reader:
        with Store.open(Path(home), embedder=embedder, writable=True) as store:
            ingest(
                [folder / "jobs.csv"],
                store=store,
                embedder=embedder,
                reader=reader,
                clock=lambda: datetime.now(UTC),  # noqa: TID251 - the edge of a script
            )
        with Store.open(Path(home), embedder=embedder) as store:
            chain = build.chain(store, embedder, Settings())
            return outcomes(lambda text: chain.invoke(Question(text)), golds)


def main() -> None:
    """Ask every phrasing and publish what came of it."""
    folder = data("postings_nyc")
    lines = (folder / "gold.jsonl").read_text("utf-8").splitlines()
    found = _asked(folder, [json.loads(line) for line in lines])
    rows = []
    for phrasing in PHRASINGS:
        some = [outcome for outcome in found if outcome.phrasing == phrasing]
        answerable = [outcome for outcome in some if outcome.kind != "unanswerable"]
        refused = [outcome for outcome in some if outcome.kind == "unanswerable"]
        rows.append(
            (
                phrasing,
                f"{sum(o.verdict == 'exact' for o in answerable)} of {len(answerable)}",
                f"{sum(o.has_support for o in answerable)} of {len(answerable)}",
                str(sum(o.verdict == "wrong" for o in answerable)),
                f"{sum(o.verdict == 'refused' for o in refused)} of {len(refused)}",
            )
        )
    missed = [
        f"- {o.verdict}{'' if o.has_support else ', other ids'}: {o.question}"
        for o in found
        if o.verdict not in ({"refused"} if o.kind == "unanswerable" else {"exact"})
    ]
    header = ("phrasing", "exact", "the very postings", "wrong", "unanswerable refused")
    text = f"# Questions about postings\n\n{__doc__}\n\n{table(header, rows)}\n"
    publish("postings", text + ("\nMissed:\n\n" + "\n".join(missed) if missed else ""))


if __name__ == "__main__":
    main()
