"""Questions about series, each in several phrasings: exact, refused, or wrong.

    python -m evals.benchmarks.series

The Hiring Lab's two files with the set's own questions and their gold answers, the same asked in
other words, and series made up here under other names. An answer is exact when its rows hold every
figure and day expected and its sentence says the figures. Countries that are in neither file have
to be refused; a code that a country and a US state share has to be asked back.
"""

import csv
import json
import random
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from assistant.analysis import series, series_words
from assistant.analysis.unparsed import Unparsed
from corpus.embedding.wordhash import WordHash
from corpus.errors import UnanswerableQuery
from corpus.ingest import ingest
from corpus.protocols import Warehouse
from corpus.queries import Catalogue, SeriesQuery
from corpus.readers.sandbox import Sandbox
from corpus.stores.store import Store
from corpus.stores.warehouse.warehouse import EpochWarehouse
from evals.benchmarks.common import SEED, data, publish, table

HIRING_LAB = ("aggregate_job_postings_US.csv", "state_job_postings_us.csv")
ABROAD = ("GB", "DE", "FR", "CA", "AU", "IE")
PHRASINGS: Mapping[str, tuple[str, str, str]] = {
    "lookup": (
        (
            "Where did the seasonally adjusted index of total job postings in the United States"
            " stand on {first_said}?"
        ),
        "US job postings index SA total postings {first_short}",
        "Seasonaly adjusted total postngs indx for the US on {first}?",
    ),
    "argmax": (
        "On which day was the US total postings index (SA) at its highest, and what was the value?",
        "US SA total postings index peak: date and value",
        "When was the seasonaly adjusted US total postngs index higest?",
    ),
    "argmin": (
        "On which day was the US total postings index (SA) at its lowest, and what was the value?",
        "US SA total postings index trough: date and value",
        "When was the seasonaly adjusted US total postngs index lowst?",
    ),
    "latest": (
        (
            "What is the most recent reading of the {code} job postings index, seasonally adjusted,"
            " for total postings?"
        ),
        "current SA total postings index {code}",
        "whats the lattest seasonaly ajusted index for {code}?",
    ),
    "pct-change": (
        (
            "How much did the {code} job postings index change from {first_said} to {last_said}, in"
            " percent?"
        ),
        "{code} index % change {first} to {last}",
        "by what percentge did the {code} indx chnage betwen {first} and {last}",
    ),
    "states": (
        (
            "In the latest data, in which state is the job postings index highest and in which is"
            " it lowest?"
        ),
        "states with highest and lowest index, latest",
        "Wich US sates have the higest and the lowst indx right now?",
    ),
    "unanswerable": (
        "How many job postings did the United States have on 31 December 2024?",
        "absolute number of US job postings, 2024-12-31",
        "What was the number of job postngs in the US on Dec 31, 2024?",
    ),
}
"""Each kind of the set's questions in full, in short, and misspelt."""

TODAY = date(2026, 8, 20)
STATES = {"tx": "Texas", "ny": "New York", "fl": "Florida", "oh": "Ohio", "wa": "Washington"}
COUNTIES = ("Kings", "Queens", "Los Angeles", "Cook")
MONTHS = tuple(date(2022 + n // 12, n % 12 + 1, 1) for n in range(36))

Expected = tuple[float | str, ...]


@dataclass(frozen=True, slots=True)
class Case:
    """A question in one phrasing and what it has to come to; nothing for one to refuse."""

    group: str
    phrasing: str
    question: str
    expected: Expected


def main() -> None:
    """Ask everything and publish what came of it."""
    folder = data("hiring_lab_us")
    rows = []
    with tempfile.TemporaryDirectory() as home:
        made = Path(home) / "made"
        made.mkdir()
        told = _made_up(made)
        sets = (
            ([folder / name for name in HIRING_LAB], list(_hiring_lab(folder))),
            ([made / "county_unemployment.csv"], list(_counties(told["county"]))),
            ([made / "labour_turnover.csv"], list(_turnover(told["turnover"]))),
            ([made / "vacancies_by_region.csv"], list(_regions(told["region"]))),
        )
        wrong = []
        for place, (files, cases) in enumerate(sets):
            outcomes, missed = _asked(files, cases, Path(home) / f"store-{place}")
            rows += [
                (group, phrasing, *(str(count[name]) for name in ("exact", "refused", "wrong")))
                for (group, phrasing), count in outcomes.items()
            ]
            wrong += missed
    header = ("questions", "phrasing", "right", "refused though answerable", "wrong")
    lines = "\n".join(f"- {line}" for line in wrong) or "None."
    publish("series", f"# Series\n\n{table(header, rows)}\n\nNot right:\n\n{lines}")


def _asked(
    files: list[Path], cases: list[Case], home: Path
) -> tuple[Mapping[tuple[str, str], Counter[str]], list[str]]:
    """What came of each case over a store of some files, and the ones that were not right."""
    embedder = WordHash()
    outcomes: dict[tuple[str, str], Counter[str]] = {}
    missed = []
    with Sandbox() as reader, Store.open(home, embedder=embedder, writable=True) as store:
        ingest(
            files,
            store=store,
            embedder=embedder,
            reader=reader,
            clock=lambda: datetime.now(UTC),  # noqa: TID251 - the edge of a script
        )
        warehouse = EpochWarehouse(store.records, folder=home / "warehouse", url="")
        catalogue = warehouse.catalogue()
        for case in cases:
            outcome, said = _outcome(case, warehouse, catalogue)
            outcomes.setdefault((case.group, case.phrasing), Counter())[outcome] += 1
            if outcome != "exact":
                missed.append(f"{case.question} → {said} (expected {case.expected or 'refusal'})")
        warehouse.close()
    return outcomes, missed


def _outcome(case: Case, warehouse: Warehouse, catalogue: Catalogue) -> tuple[str, str]:
    """Whether a case came out right ("exact"), refused or wrong; and what was said."""
    plan = series.parse(case.question, catalogue, today=TODAY)
    if not isinstance(plan, SeriesQuery):
        said = plan.reason if isinstance(plan, Unparsed) else "not about a series"
        return ("refused" if case.expected else "exact"), said
    try:
        found = series_words.figures(plan, warehouse, catalogue, today=TODAY)
    except UnanswerableQuery as error:
        return ("refused" if case.expected else "exact"), str(error)
    cells = [cell for row in found.tally.rows for cell in row]
    is_exact = bool(case.expected) and all(
        any(_same(one, cell) for cell in cells) and _is_said(one, found.sentence)
        for one in case.expected
    )
    return ("exact" if is_exact else "wrong"), found.sentence


def _same(expected: float | str, cell: object) -> bool:
    if isinstance(expected, str) or not isinstance(cell, int | float):
        return str(cell) == str(expected)
    return abs(float(cell) - expected) < 0.0051


def _is_said(expected: float | str, sentence: str) -> bool:
    if isinstance(expected, str):
        return len(expected) > 2 or f"({expected})" in sentence
    return series_words.figure(abs(expected)) in sentence or f"{abs(expected):.2f}" in sentence


# The Hiring Lab's files


def _hiring_lab(folder: Path) -> Iterator[Case]:
    for line in (folder / "gold.jsonl").read_text("utf-8").splitlines():
        gold = json.loads(line)
        expected = _gold(gold)
        for phrasing, question in _phrased(gold).items():
            yield Case("Hiring Lab gold", phrasing, question, expected)
    yield from _states(folder)


def _gold(gold: Mapping[str, object]) -> Expected:
    """The gold answer; none where its country is in neither file."""
    answer, question = gold["answer"], str(gold["question"])
    if answer is None or any(f" {code} " in question for code in ABROAD):
        return ()
    told = answer if isinstance(answer, list) else [answer]
    return tuple(one for one in told if isinstance(one, int | float | str))


def _phrased(gold: Mapping[str, object]) -> dict[str, str]:
    """A gold question as it stands and in three other phrasings."""
    question = str(gold["question"])
    days = [date.fromisoformat(day) for day in _list(gold["support"])] or [TODAY]
    words = {
        "code": next((code for code in ABROAD if f" {code} " in question), "US"),
        "first": str(days[0]),
        "last": str(days[-1]),
        "first_said": f"{days[0]:%B} {days[0].day}, {days[0].year}",
        "last_said": f"{days[-1]:%B} {days[-1].day}, {days[-1].year}",
        "first_short": f"{days[0]:%d %b %Y}",
    }
    others = PHRASINGS[_asks(gold)]
    return {
        "as given": question,
        **{
            name: other.format(**words)
            for name, other in zip(("full", "short", "misspelt"), others, strict=True)
        },
    }


def _asks(gold: Mapping[str, object]) -> str:
    question = str(gold["question"])
    return (
        "states" if "state" in question else "latest" if "latest" in question else str(gold["kind"])
    )


def _list(value: object) -> list[str]:
    return [str(one) for one in value] if isinstance(value, list) else []


def _states(folder: Path) -> Iterator[Case]:
    """Questions about states, their answers taken from the file by plain arithmetic."""
    told: dict[str, dict[str, float]] = {}
    with (folder / HIRING_LAB[1]).open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            of = told.setdefault(row["state"], {})
            of[row["date"]] = float(row["indeed_job_postings_index"])
    chance = random.Random(SEED)  # noqa: S311 - a sample, not a secret
    for code, name in STATES.items():
        days = sorted(told[code])
        early, late = sorted(chance.sample(days, 2))
        begun, ended = told[code][early], told[code][late]
        percent = round(100 * (ended - begun) / begun, 2)
        day = date.fromisoformat(early)
        yield Case("states", "a day", f"What was the index in {name} on {early}?", (begun,))
        yield Case(
            "states", "a day", f"{code.upper()} index on {day:%b} {day.day}, {day.year}", (begun,)
        )
        yield Case(
            "states",
            "a change",
            f"By what percent did the {name} index change between {early} and {late}?",
            (begun, ended, percent),
        )
        yield Case(
            "states",
            "a change",
            f"how has {name}'s job postings index changed from {early} to {late}",
            (begun, ended, percent),
        )
        highest = max(told[code].values())
        yield Case("states", "a peak", f"When did the index for {name} peak?", (highest,))
        yield Case(
            "states", "latest", f"latest job postings index in {name}", (told[code][days[-1]],)
        )
    yield Case("states", "to refuse", "What was the unemployment index in Texas on 2024-01-01?", ())
    yield Case("states", "to refuse", "What was the index in Texas on 2019-01-01?", ())
    yield Case("states", "to refuse", "What was the index in Bavaria on 2024-01-01?", ())
    yield Case("states", "to refuse", "How many jobs were posted in Texas on 2024-01-01?", ())
    yield Case("states", "to refuse", "What was the NSA index for Texas on 2024-01-01?", ())


# Series made up here


def _made_up(folder: Path) -> dict[str, dict[tuple[str, date], float]]:
    """Write three files with other names and shapes, and give their figures."""
    chance = random.Random(SEED)  # noqa: S311 - made up figures
    county = {(name, day): round(chance.uniform(2, 9), 1) for name in COUNTIES for day in MONTHS}
    lines = [f"{day:%Y-%m},{name},{value}" for (name, day), value in county.items()]
    _write(folder / "county_unemployment.csv", "month,county_name,unemployment_rate", lines)
    items = ("Job openings", "Hires", "Quits")
    turnover = {
        (name, day): float(chance.randrange(2000, 12000)) for name in items for day in MONTHS
    }
    lines = [
        f"{day:%Y-%m-%d},{name},Total nonfarm,{value:.0f}"
        for (name, day), value in turnover.items()
    ]
    _write(folder / "labour_turnover.csv", "observation_date,metric,industry,value", lines)
    places = ("London", "North East", "Wales", "Scotland")
    region = {(name, day): round(chance.uniform(1, 5), 2) for name in places for day in MONTHS}
    lines = [
        f"{day:%b %Y}," + ",".join(str(region[name, day]) for name in places) for day in MONTHS
    ]
    _write(folder / "vacancies_by_region.csv", "Month," + ",".join(places), lines)
    return {"county": county, "turnover": turnover, "region": region}


def _write(path: Path, header: str, lines: list[str]) -> None:
    path.write_text("\n".join((header, *lines)) + "\n", "utf-8")


def _counties(told: Mapping[tuple[str, date], float]) -> Iterator[Case]:
    day, last = MONTHS[7], MONTHS[-1]
    for name in COUNTIES:
        value = told[name, day]
        yield Case(
            "county rates",
            "a month",
            f"What was the unemployment rate in {name} County in {day:%B %Y}?",
            (value,),
        )
        yield Case("county rates", "a month", f"{name} unemployment rate {day:%Y-%m}", (value,))
        yield Case(
            "county rates", "a month", f"unemploymnt rate for {name}, {day:%b %Y}?", (value,)
        )
        change = round(told[name, last] - value, 6)
        yield Case(
            "county rates",
            "a change",
            f"How much did unemployment in {name} change between {day:%B %Y} and {last:%B %Y}?",
            (value, told[name, last], change),
        )
    now = {name: told[name, last] for name in COUNTIES}
    yield Case(
        "county rates",
        "a ranking",
        "Which county has the highest unemployment rate?",
        (max(now.values()),),
    )
    yield Case(
        "county rates", "a ranking", "lowest unemployment rate by county now", (min(now.values()),)
    )
    yield Case(
        "county rates", "to refuse", "How many people were unemployed in Kings in March 2023?", ()
    )
    yield Case("county rates", "to refuse", "unemployment rate in Harris County in March 2023", ())
    yield Case("county rates", "to refuse", "unemployment rate in Kings in March 2031", ())


def _turnover(told: Mapping[tuple[str, date], float]) -> Iterator[Case]:
    day = MONTHS[20]
    for name, noun in (("Job openings", "job openings"), ("Hires", "hires"), ("Quits", "quits")):
        value, now = told[name, day], told[name, MONTHS[-1]]
        highest = max(told[name, month] for month in MONTHS)
        yield Case(
            "turnover counts", "a month", f"How many {noun} were there in {day:%B %Y}?", (value,)
        )
        yield Case("turnover counts", "a month", f"{noun} {day:%Y-%m}", (value,))
        yield Case("turnover counts", "latest", f"What is the latest number of {noun}?", (now,))
        yield Case(
            "turnover counts", "a peak", f"When did {noun} peak and at what level?", (highest,)
        )
    yield Case("turnover counts", "to refuse", "How many layoffs were there in March 2023?", ())


def _regions(told: Mapping[tuple[str, date], float]) -> Iterator[Case]:
    day = MONTHS[11]
    for name in ("London", "North East", "Wales", "Scotland"):
        value = told[name, day]
        yield Case(
            "UK regions", "a month", f"What were vacancies in {name} in {day:%B %Y}?", (value,)
        )
        yield Case("UK regions", "a month", f"vacancies {name.lower()} {day:%b %Y}", (value,))
        lowest = min(told[name, month] for month in MONTHS)
        yield Case("UK regions", "a trough", f"When were vacancies in {name} lowest?", (lowest,))
    yield Case("UK regions", "to refuse", "What were vacancies in Cornwall in May 2023?", ())
    yield Case("UK regions", "to refuse", "What were vacancies in France in May 2023?", ())


if __name__ == "__main__":
    main()
