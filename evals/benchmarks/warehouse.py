"""How long questions over a million postings take, and what a warehouse of them costs.

Run as ``python -m evals.benchmarks.warehouse``; a few minutes on two cores. The rows are drawn
straight into the tables; what reading and normalising a posting costs is measured apart.
"""

import resource
import statistics
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from datetime import date
from functools import partial
from itertools import count
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pyarrow as pa

from corpus.normalise.posting import normalised
from corpus.normalise.reposts import clusters, fingerprint
from corpus.postings import Place, Posting
from corpus.queries import Condition, Group, PostingQuery
from corpus.stores.files import size_of
from corpus.stores.warehouse.asking import Postings
from corpus.stores.warehouse.catalogue import catalogue
from corpus.stores.warehouse.engine import Engine
from corpus.stores.warehouse.shelves import DuckFiles
from corpus.stores.warehouse.tables import POSTINGS
from evals.benchmarks.common import SEED, publish, table

HOW_MANY = 1_000_000
AT_ONCE = 100_000
ROUNDS = 15
NORMALISED = 2_000
COPIES = 0.2

ROLES = tuple(f"role family {n}" for n in range(20))
RANKS = ("junior", "mid", "senior", "lead", "head")
WAYS = ("onsite", "hybrid", "remote")
REGIONS = ("TX", "CA", "NY", "WA", "MA", "IL", "GA", "CO")
SKILLS = tuple(f"skill {n}" for n in range(300))
WORDS = tuple(f"word{n}" for n in range(5_000))
WORDS_EACH = 80
FIRST_DAY = date(2024, 1, 1).toordinal() - date(1970, 1, 1).toordinal()
DAYS = 900


def main() -> None:
    """Build, ask and publish."""
    with TemporaryDirectory() as home:
        started = time.perf_counter()
        # In a child, so that the memory of this process is what questions take.
        with ProcessPoolExecutor(1, get_context("spawn")) as child:
            child.submit(_build, home).result()
        built = time.perf_counter() - started
        size = size_of(Path(home))
        shelf = DuckFiles(Path(home))
        started = time.perf_counter()
        engine = shelf.open("epoch-1")
        postings = Postings(engine)
        opened = time.perf_counter() - started
        before = _memory()
        rows = [_row(name, partial(postings.answer, query)) for name, query in QUERIES.items()]
        rows.append(
            _row("the catalogue (made once, with the epoch)", partial(_catalogue, engine), rounds=3)
        )
        engine.close()
        facts = {
            "unique postings": f"{HOW_MANY:,}",
            "build, rows drawn included": f"{built:.0f} s",
            "file": f"{size / 1e6:,.0f} MB",
            "open": f"{opened * 1000:.0f} ms",
            "resident at most, before the questions": f"{before:,.0f} MB",
            "resident at most, after them": f"{_memory():,.0f} MB",
            "normalising and fingerprints": f"{_normalising() * 1000:.1f} ms a posting",
        }
    publish("warehouse", _report(rows, facts))


QUERIES: Mapping[str, PostingQuery] = {
    "count": PostingQuery(),
    "count, two filters": PostingQuery(
        where=(
            (Condition("region", "is", ("TX",)), Condition("arrangement", "is", ("remote",))),
            (Condition("seniority", "is", ("senior",)),),
        )
    ),
    "count, pay above 150,000": PostingQuery(where=((Condition("pay", "above", (150_000.0,)),),)),
    "median pay": PostingQuery(measure="median", value="pay"),
    "median pay, filtered": PostingQuery(
        measure="median", value="pay", where=((Condition("role_family", "is", (ROLES[3],)),),)
    ),
    "median pay by role family": PostingQuery(measure="median", value="pay", by="role_family"),
    "quantiles of pay": PostingQuery(measure="quantiles", value="pay"),
    "top 10 skills": PostingQuery(by="skill", limit=10),
    "top 10 employers": PostingQuery(by="employer", limit=10),
    "share that lists a skill": PostingQuery(
        measure="share", share=((Condition("listed_skill", "is", (SKILLS[2],)),),)
    ),
    "trend by month": PostingQuery(by="month"),
    "remote against onsite, median pay": PostingQuery(
        measure="median",
        value="pay",
        groups=(
            Group("remote", ((Condition("arrangement", "is", ("remote",)),),)),
            Group("onsite", ((Condition("arrangement", "is", ("onsite",)),),)),
        ),
    ),
    "text contains two words": PostingQuery(
        where=((Condition("text", "contains", ("word7 word8",)),),)
    ),
    "a column's value": PostingQuery(where=((Condition("column:team", "is", ("team 7",)),),)),
}


def _row(name: str, ask: Callable[[], object], *, rounds: int = ROUNDS) -> tuple[str, ...]:
    seconds = []
    for _ in range(rounds):
        started = time.perf_counter()
        ask()
        seconds.append(time.perf_counter() - started)
    sys.stderr.write(f"{name}: {statistics.median(seconds):.3f} s\n")
    highest = float(np.percentile(seconds, 95))
    return name, f"{statistics.median(seconds) * 1000:.0f}", f"{highest * 1000:.0f}"


def _catalogue(engine: Engine) -> object:
    return catalogue(engine, Postings(engine).fields, collections=())


def _build(home: str) -> None:
    DuckFiles(Path(home)).build("epoch-1", _batches(HOW_MANY))


def _memory() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000


def _batches(openings: int) -> Iterator[tuple[str, pa.Table]]:
    drawn = np.random.default_rng(SEED)
    numbers = count(1)
    for first in range(1, openings + 1, AT_ONCE):
        opening = np.arange(first, min(first + AT_ONCE, openings + 1))
        copies = 1 + (drawn.random(len(opening)) < COPIES)
        yield "openings", _openings(opening, copies, drawn)
        yield "postings", _postings(np.repeat(opening, copies), numbers)
        region = drawn.integers(len(REGIONS), size=len(opening))
        yield "places", _filled("places", opening, region=_picked(REGIONS, region), country="US")
        for listed in (True, True, False):
            skill = (drawn.zipf(1.3, len(opening)) - 1) % len(SKILLS)
            values = _picked(SKILLS, skill)
            yield "skills", _filled("skills", opening, skill=values, listed=listed)
        teams = _picked([f"team {n}" for n in range(50)], drawn.integers(50, size=len(opening)))
        yield "columns", _filled("columns", opening, name="team", value=teams)


def _openings(opening: np.ndarray, copies: np.ndarray, drawn: np.random.Generator) -> pa.Table:
    size = len(opening)
    low = drawn.integers(40, 200, size) * 1000.0
    high = low + drawn.integers(0, 60, size) * 1000.0
    stated = drawn.random(size) < 0.6
    texts = drawn.integers(len(WORDS), size=(size, WORDS_EACH))
    employers = [f"employer {n}" for n in (drawn.zipf(1.2, size) - 1) % 50_000]
    return _filled(
        "openings",
        opening,
        copies=copies,
        title=_picked(ROLES, drawn.integers(len(ROLES), size=size)),
        text_folded=[f" {' '.join(WORDS[word] for word in words)} " for words in texts],
        employer=employers,
        employer_key=employers,
        role_family=_picked(ROLES, drawn.integers(len(ROLES), size=size)),
        seniority=_picked(RANKS, drawn.integers(len(RANKS), size=size)),
        arrangement=_picked(WAYS, drawn.integers(len(WAYS), size=size)),
        pay_stated=stated,
        pay=pa.array((low + high) / 2, mask=~stated),
        pay_minimum=pa.array(low, mask=~stated),
        pay_maximum=pa.array(high, mask=~stated),
        currency=pa.array(["USD"] * size, mask=~stated),
        pay_unit=pa.array(["YEAR"] * size, mask=~stated),
        posted=pa.array(FIRST_DAY + drawn.integers(DAYS, size=size), pa.int32()).cast(pa.date32()),
    )


def _postings(openings: np.ndarray, numbers: Iterator[int]) -> pa.Table:
    document = [next(numbers) for _ in openings]
    return _filled(
        "postings",
        openings,
        document=document,
        document_id=[f"source/{n}" for n in document],
        source_id="source",
    )


def _picked(values: tuple[str, ...] | list[str], numbers: np.ndarray) -> list[str]:
    return [values[number] for number in numbers]


def _filled(of: str, opening: np.ndarray, /, **columns: object) -> pa.Table:
    """Rows of a table; one value is every row's, and a folded column is as its own."""
    schema, size = POSTINGS[of], len(opening)
    given = {"opening": opening, "collection": "default", "whole": True, "single": True, **columns}

    def column(field: pa.Field) -> pa.Array:
        value = given.get(field.name, given.get(field.name.removesuffix("_folded")))
        if isinstance(value, (str, bool)) or value is None:
            value = [value] * size
        if field.name.endswith("_folded"):
            value = [each and str(each).lower() for each in pa.array(value).to_pylist()]
        return value if isinstance(value, pa.Array) else pa.array(value, field.type)

    return pa.table([column(field) for field in schema], schema=schema)


def _normalising() -> float:
    """Seconds a posting takes from its words to its cluster."""
    drawn = np.random.default_rng(SEED)
    postings = [
        Posting(
            title=f"Senior Data Engineer {n}",
            hiring_organization=f"Employer {n % 300}, Inc.",
            description=" ".join(WORDS[word] for word in drawn.integers(len(WORDS), size=300)),
            identifier=str(n),
            job_location=(Place("Austin", "TX", "US", "Austin, TX"),),
            skills=("Python", "SQL", "AWS"),
        )
        for n in range(NORMALISED)
    ]
    started = time.perf_counter()
    clusters([fingerprint(posting, normalised(posting)) for posting in postings])
    return (time.perf_counter() - started) / NORMALISED


def _report(rows: list[tuple[str, ...]], facts: Mapping[str, str]) -> str:
    how = (
        "Each question to its whole answer: the figure, how many lack a value, the window, the "
        "SQL, and the ids it rests on. One process, DuckDB on two threads with 1 GB; "
        f"{ROUNDS} rounds. `python -m evals.benchmarks.warehouse`"
    )
    figures = table(("question", "p50 ms", "p95 ms"), rows)
    costs = table(("", "measured"), facts.items())
    return f"# A million postings\n\n{how}\n\n{figures}\n\n{costs}"


if __name__ == "__main__":
    main()
