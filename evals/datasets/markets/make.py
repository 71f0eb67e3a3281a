"""Write the nine exports and the questions about them, alike on every run.

A spreadsheet also holds the time it was written; its cells are alike.

python -m evals.datasets.markets.make
"""

import csv
import json
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from random import Random

import openpyxl
import pyarrow as pa
from pyarrow import parquet

from evals.datasets.markets import europe, india, public, tech, wages
from evals.datasets.markets.market import Job, Market

HERE = Path(__file__).parent
MARKETS: tuple[Market, ...] = (
    *public.MARKETS,
    *tech.MARKETS,
    *india.MARKETS,
    *wages.MARKETS,
    *europe.MARKETS,
)
SEED = 20261124


def main() -> None:
    """Write every market's export and gold."""
    for market in MARKETS:
        random = Random(f"{SEED} {market.name}")  # noqa: S311 - made up postings, no secrets
        jobs = market.openings(random)
        folder = HERE / market.name
        folder.mkdir(exist_ok=True)
        path = folder / market.file
        suffix = ".scsv" if market.semicolons else path.suffix
        _WRITERS[suffix](path, market.exported(jobs, random))
        asks = market.questions(jobs)
        asks.by_columns(market.columns, random)
        lines = [
            json.dumps({"id": f"{market.name}-{number:03}/{turn}", "question": phrasing} | rest)
            for number, ask in enumerate(asks.made)
            for turn, phrasing in enumerate(ask.phrasings)
            for rest in [{k: v for k, v in asdict(ask).items() if k != "phrasings"}]
        ]
        (folder / "gold.jsonl").write_text("\n".join(lines) + "\n", "utf-8")


def _delimited(delimiter: str) -> Callable[[Path, list[Job]], None]:
    def write(path: Path, rows: list[Job]) -> None:
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, list(rows[0]), delimiter=delimiter)
            writer.writeheader()
            writer.writerows(rows)

    return write


def _jsonl(path: Path, rows: list[Job]) -> None:
    lines = [json.dumps(row, ensure_ascii=False) for row in rows]
    path.write_text("\n".join(lines) + "\n", "utf-8")


def _json(path: Path, rows: list[Job]) -> None:
    path.write_text(json.dumps({"total": len(rows), "jobs": rows}, ensure_ascii=False), "utf-8")


def _parquet(path: Path, rows: list[Job]) -> None:
    parquet.write_table(pa.Table.from_pylist(rows), path)


def _xlsx(path: Path, rows: list[Job]) -> None:
    book = openpyxl.Workbook()
    sheet = book.create_sheet("Vacancies", 0)
    sheet.append(list(rows[0]))
    for row in rows:
        sheet.append(list(row.values()))
    book.save(path)


_WRITERS = {
    ".csv": _delimited(","),
    ".scsv": _delimited(";"),
    ".tsv": _delimited("\t"),
    ".jsonl": _jsonl,
    ".json": _json,
    ".parquet": _parquet,
    ".xlsx": _xlsx,
}


if __name__ == "__main__":
    main()
