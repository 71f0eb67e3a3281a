"""Measures which postings are told to be of one opening, on labelled pairs, real rows and by size.

    python -m evals.benchmarks.reposts [SIZE…]

The pairs are those of ``evals/datasets/reposts.jsonl``; thresholds were chosen on the half that is
not held out. Beside it stand two rules in use: equal title, employer and place, as Lightcast has
it, within the same days; and equal text.
"""

import base64
import csv
import json
import random
import resource
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from math import sqrt
from pathlib import Path
from typing import Any

from corpus.normalise import minhash, place
from corpus.normalise.posting import normalised
from corpus.normalise.reposts import WINDOW, Fingerprint, clusters, fingerprint
from corpus.postings import Place, Posting
from corpus.stores.codec import decoded
from evals.benchmarks.common import data, publish, table

PAIRS = Path(__file__).parents[1] / "datasets" / "reposts.jsonl"
SIZES = (10_000, 100_000)
NORMAL = 1.96
SEED = 20260302
FIRST_DAY = date(2026, 3, 2)
TEMPLATES, FROM_TEMPLATE = 2_000, 0.2

Rule = Callable[[Posting, Posting], bool]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two postings and whether both advertise one opening."""

    name: str
    kind: str
    same: bool
    held_out: bool
    first: Posting
    second: Posting


@dataclass(frozen=True, slots=True)
class Tallied:
    """How many pairs were rightly joined, wrongly joined and wrongly kept apart."""

    right: int
    wrong: int
    missed: int


def main(sizes: Sequence[int]) -> None:
    """Measure all and publish it."""
    pairs = tuple(_pairs())
    sections = (
        HEAD,
        f"## {len(pairs)} labelled pairs\n\n{_rules_table(pairs)}",
        f"## All of them in one collection\n\n{_together(pairs)}",
        f"## By kind\n\n{_kinds_table(pairs)}",
        f"## Real rows\n\n{_real()}",
        f"## By size\n\n{SYNTHETIC}\n\n{_sizes_table(sizes)}",
    )
    publish("reposts", "\n\n".join(sections))


HEAD = """# Reposts: which postings are one opening

    python -m evals.benchmarks.reposts 10000 100000 1000000

Precision: of the pairs that were joined, how many are of one opening. Recall: of the pairs that are
of one opening, how many were joined. In brackets Wilson's 95 % interval. Thresholds were chosen on
the texts that are not held out. Pairs of one kind are made alike and share their texts with other
kinds, so the intervals are narrower than those of pairs met in the field."""
SYNTHETIC = """One posting in four is a copy on another board; of the others, one text in five is of
2,000 templates, and the rest are unlike. Time is that of `clusters` alone; memory is the most the
process held, fingerprints among it."""


def _pairs() -> Iterator[Pair]:
    for line in PAIRS.read_text("utf-8").splitlines():
        said = json.loads(line)
        yield Pair(
            said["id"],
            said["kind"],
            said["same"],
            said["held_out"],
            _posting(said["first"]),
            _posting(said["second"]),
        )


def _posting(stored: dict[str, Any]) -> Posting:
    """A posting of the set, its places read as a reader would."""
    posting = decoded(Posting, stored)
    places = (read for said in posting.job_location for read in place.read(said.raw))
    return replace(posting, job_location=tuple(places))


def ours(first: Posting, second: Posting) -> bool:
    """What the product tells of two postings by themselves."""
    heads = clusters((_print(first), _print(second)))
    return heads[0] == heads[1]


def same_columns(first: Posting, second: Posting) -> bool:
    """Equal title, employer and place within the window."""
    days = [posting.date_posted for posting in (first, second) if posting.date_posted]
    near = len(days) < 2 or abs(days[0] - days[1]) <= timedelta(days=WINDOW)
    return near and _said(first) == _said(second)


def same_text(first: Posting, second: Posting) -> bool:
    """Equal descriptions, spaces and case apart."""
    texts = [" ".join(posting.description.lower().split()) for posting in (first, second)]
    return texts[0] == texts[1] != ""


def _said(posting: Posting) -> tuple[object, ...]:
    value = normalised(posting)
    places = frozenset((one.locality, one.region, one.country) for one in posting.job_location)
    return " ".join(posting.title.lower().split()), value.employer, places


def _print(posting: Posting) -> Fingerprint:
    return fingerprint(posting, normalised(posting))


RULES: dict[str, Rule] = {
    "this product": ours,
    "equal title, employer, place": same_columns,
    "equal text": same_text,
}


def _rules_table(pairs: Sequence[Pair]) -> str:
    held_out = [pair for pair in pairs if pair.held_out]
    rows = []
    for name, rule in RULES.items():
        for part, some in (("held out", held_out), ("all", pairs)):
            counts = tallied((pair.same, rule(pair.first, pair.second)) for pair in some)
            rows.append((name, f"{part} ({len(some)})", *_figures(counts)))
    return table(("rule", "pairs", "precision", "recall"), rows)


def tallied(decisions: Iterable[tuple[bool, bool]]) -> Tallied:
    """Counts of (is of one opening, was joined)."""
    counts = Counter(decisions)
    return Tallied(counts[True, True], counts[False, True], counts[True, False])


def _figures(counts: Tallied) -> tuple[str, str]:
    return (
        _share(counts.right, counts.right + counts.wrong),
        _share(counts.right, counts.right + counts.missed),
    )


def _share(some: int, of: int) -> str:
    if not of:
        return "none joined"
    low, high = wilson(some, of)
    return f"{some / of:.3f} ({low:.3f}–{high:.3f})"


def wilson(some: int, of: int) -> tuple[float, float]:
    """The 95 % interval of a share (Wilson 1927)."""
    share, square = some / of, NORMAL**2
    middle = (share + square / (2 * of)) / (1 + square / of)
    half = NORMAL * sqrt(share * (1 - share) / of + square / (4 * of * of)) / (1 + square / of)
    return max(0.0, middle - half), min(1.0, middle + half)


def _together(pairs: Sequence[Pair]) -> str:
    """Each kind's postings as one collection: its pairs stay what they are among each other."""
    rows = []
    for same, name in ((True, "of one opening"), (False, "of two openings")):
        joined = expected = strays = 0
        for kind in dict.fromkeys(pair.kind for pair in pairs if pair.same is same):
            some = [pair for pair in pairs if pair.kind == kind]
            heads = clusters([_print(one) for pair in some for one in (pair.first, pair.second)])
            sizes = Counter(heads)
            joined += sum(a == b for a, b in zip(heads[::2], heads[1::2], strict=True))
            strays += sum(size > 2 for size in sizes.values())
            expected += len(some)
        rows.append((name, str(expected), str(joined), str(strays)))
    note = "All pairs of a kind are clustered together; no advertisement is twice in a kind."
    header = ("pairs", "of them", "joined", "clusters that hold a third posting")
    return f"{note}\n\n{table(header, rows)}"


def _kinds_table(pairs: Sequence[Pair]) -> str:
    rows = []
    for kind in dict.fromkeys(pair.kind for pair in pairs):
        some = [pair for pair in pairs if pair.kind == kind]
        right = [
            str(sum(rule(pair.first, pair.second) == pair.same for pair in some))
            for rule in RULES.values()
        ]
        rows.append((kind, "one" if some[0].same else "two", str(len(some)), *right))
    return table(("kind", "openings", "pairs", *(f"right: {name}" for name in RULES)), rows)


def _real() -> str:
    """NYC's postings: all are distinct, and two exports of them overlap."""
    folder = data("postings_nyc")
    listed, raw = (_rows(folder / name) for name in ("jobs.csv", "jobs_raw.csv"))
    rows = [
        (name, str(len(some)), str(expected), str(len(set(clusters(some)))))
        for name, some, expected in (
            ("jobs.csv", listed, 522),
            ("jobs_raw.csv, with descriptions", raw, 529),
            ("both", [*listed, *raw], 529),
        )
    ]
    return table(("rows of postings_nyc", "postings", "openings", "clusters"), rows)


def _rows(path: Path) -> list[Fingerprint]:
    with path.open(encoding="utf-8", newline="") as lines:
        return [_print(_row(row)) for row in csv.DictReader(lines)]


def _row(row: dict[str, str]) -> Posting:
    return Posting(
        title=row["job_title"],
        hiring_organization=row["company_name"],
        description=row.get("job_description_text", ""),
        identifier=row["job_id"],
        job_location=place.read(row["location_text"]) or (Place(),),
        url=row["job_url"],
        board=row["source"],
        columns=tuple(row.items()),
    )


def _sizes_table(sizes: Sequence[int]) -> str:
    rows = []
    for size in sizes:
        made = _synthetic(size)
        begun = time.perf_counter()
        heads = clusters(made)
        seconds = time.perf_counter() - begun
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
        rows.append((f"{size:,}", f"{len(set(heads)):,}", f"{seconds:.1f} s", f"{memory:.1f} GiB"))
    return table(("postings", "clusters", "time", "memory"), rows)


def _synthetic(size: int) -> list[Fingerprint]:
    # A fixed seed is the point here: runs must compare.
    chance = random.Random(SEED)  # noqa: S311
    templates = [_sketch(chance) for _ in range(TEMPLATES)]
    made: list[Fingerprint] = []
    while len(made) < size:
        own = chance.random() >= FROM_TEMPLATE
        sketch = _sketch(chance) if own else chance.choice(templates)
        posting = _made_up(chance, len(made), sketch)
        made.append(posting)
        if chance.random() < 1 / 3:
            made.append(replace(posting, identifier=f"{len(made)}", board="listings"))
    return made[:size]


def _sketch(chance: random.Random) -> str:
    return base64.b64encode(chance.randbytes(minhash.SIZE)).decode("ascii")


def _made_up(chance: random.Random, number: int, sketch: str) -> Fingerprint:
    return Fingerprint(
        title=("engineer", "senior", f"trade{chance.randrange(500)}"),
        level=("senior",),
        employer=f"employer {chance.randrange(20_000)}",
        localities=(f"town {chance.randrange(3_000)}",),
        countries=("us",),
        board="own",
        identifier=f"{number}",
        posted=FIRST_DAY + timedelta(days=chance.randrange(180)),
        words=150,
        sketch=sketch,
    )


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or SIZES)
