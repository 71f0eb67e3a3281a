"""Every file of the ingest set through the sandbox: read or refused, why, and in what time.

``python -m evals.benchmarks.ingest_formats``

The set holds office files, mail, books, feeds, scans, pictures, recordings and damaged and locked
files. The filings are read too, for the time that a thousand pages take.
"""

import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus.documents import Document, Reading
from corpus.errors import UnreadableSource
from corpus.readers.sandbox import Sandbox
from evals.benchmarks.common import data, publish, table

LONGEST_SHOWN = 110


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file: its reading, or the error's name and words."""

    name: str
    seconds: float
    reading: Reading | None
    error: str = ""
    reason: str = ""


def main() -> None:
    """Read both sets and publish the table."""
    with Sandbox() as sandbox:
        files = list(outcomes(data("ingest"), sandbox))
        filings = list(outcomes(data("sec10q") / "docs", sandbox))
    publish("ingest_formats", report(files, filings))


def outcomes(folder: Path, sandbox: Sandbox) -> Iterator[Outcome]:
    """What becomes of each file below a folder, in the order of their names."""
    for path in sorted(found for found in folder.rglob("*") if found.is_file()):
        name = path.relative_to(folder).as_posix()
        start = time.perf_counter()
        try:
            reading = sandbox.read(path, name=path.name)
        except UnreadableSource as error:
            seconds = time.perf_counter() - start
            yield Outcome(name, seconds, None, type(error).__name__, str(error))
        else:
            yield Outcome(name, time.perf_counter() - start, reading)


def report(files: Sequence[Outcome], filings: Sequence[Outcome]) -> str:
    """The summary, the table of every file, and the filings in a line."""
    errors = Counter(outcome.error for outcome in files if outcome.error)
    refused = ", ".join(f"{count} {error}" for error, count in errors.most_common())
    slowest = max(files, key=lambda outcome: outcome.seconds)
    pages = sum(len(document.pages) for outcome in filings for document in _documents(outcome))
    return "\n".join(
        (
            "# What becomes of each file of the ingest set",
            "",
            (
                f"{len(files)} files: {len(files) - errors.total()} read; {refused}. "
                f"Together {sum(outcome.seconds for outcome in files):.1f} s, the slowest "
                f"({slowest.name}) {slowest.seconds:.1f} s."
            ),
            "",
            (
                f"The {len(filings)} filings ({pages:,} pages with text) take "
                f"{sum(outcome.seconds for outcome in filings):.1f} s in the same worker."
            ),
            "",
            table(("file", "outcome", "seconds", "title, or why it was refused"), map(_row, files)),
            "",
            "Made by `python -m evals.benchmarks.ingest_formats`.",
        )
    )


def _row(outcome: Outcome) -> tuple[str, ...]:
    documents = _documents(outcome)
    characters = sum(len(document.text) for document in documents)
    said = documents[0].title if documents else outcome.reason
    done = f"read, {characters:,} characters" if documents else outcome.error
    return (outcome.name, done, f"{outcome.seconds:.2f}", _shown(said))


def _documents(outcome: Outcome) -> Sequence[Document]:
    return outcome.reading.documents if outcome.reading else ()


def _shown(words: str) -> str:
    flat = " ".join(words.replace("|", "/").split())
    return flat if len(flat) <= LONGEST_SHOWN else f"{flat[:LONGEST_SHOWN]}…"


if __name__ == "__main__":
    main()
