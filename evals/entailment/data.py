"""The sets that entailment is learned from and measured on, and their two halves.

Each source (a premise, a group of FEVER claims, a Wikipedia page) lies wholly in one half.
"""

import csv
import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pypdfium2

from corpus.embedding.entailment import plain

ENTAILED, OPEN, CONTRADICTED = range(3)
NOT_ENTAILED = 3  # open or contradicted, it is not said which
HALVES = ("A", "B")

_ESNLI = {"entailment": ENTAILED, "neutral": OPEN, "contradiction": CONTRADICTED}
_FOREIGN = re.compile(r"[][*]|http")  # marks of links and lists


@dataclass(frozen=True, slots=True)
class Pair:
    """A premise, a hypothesis, what is known of the two, and the source that decides their half."""

    premise: str
    hypothesis: str
    label: int
    source: str = ""


@dataclass(frozen=True, slots=True)
class Claim:
    """A claim of WiCE, the sentences of its source, and those which a reader found to matter."""

    text: str
    sentences: tuple[str, ...]
    supporting: tuple[tuple[int, ...], ...]
    label: str
    article: str

    @property
    def supported(self) -> bool:
        return self.label == "supported"


def half(source: str) -> str:
    """The half that a source belongs to, the same on every machine."""
    return HALVES[hashlib.sha256(source.encode()).digest()[0] % 2]


def esnli(folder: Path) -> list[Pair]:
    """Captions and what people wrote of them."""
    with (folder / "esnli_dev.tsv").open(newline="") as file:
        rows = list(csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    return [Pair(plain(p), plain(h), _ESNLI[label], plain(p)) for p, h, label in rows]


def fever(folder: Path) -> list[Pair]:
    """Claims each with one sentence that supports and one that refutes it."""
    rows = [json.loads(row) for row in (folder / "fever_symmetric_dev.jsonl").open()]
    groups = _joined((row["claim"], row["evidence"]) for row in rows)
    return [
        Pair(
            plain(row["evidence"]),
            plain(row["claim"]),
            ENTAILED if row["label"] == "SUPPORTS" else CONTRADICTED,
            groups[row["claim"]],
        )
        for row in rows
    ]


def wice(folder: Path) -> list[Claim]:
    """Sentences of Wikipedia and the web pages that they cite."""
    rows = [json.loads(row) for row in (folder / "wice_dev.jsonl").open()]
    return [
        Claim(
            plain(row["claim"]),
            tuple(map(plain, row["evidence"])),
            tuple(map(tuple, row["supporting_sentences"])),
            row["label"],
            row["meta"]["claim_title"],
        )
        for row in rows
    ]


def _joined(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """The same name for all texts that any pairs connect."""
    name: dict[str, str] = {}
    members: dict[str, set[str]] = {}
    for pair in pairs:
        found = {name.setdefault(text, text) for text in pair}
        whole = set().union(*(members.get(each, {each}) for each in found), pair)
        first = min(whole)
        members[first] = whole
        name.update(dict.fromkeys(whole, first))
    return name


def prose(data: Path) -> list[tuple[str, ...]]:
    """Other development data as runs of neighbouring sentences."""
    runs: list[Sequence[str]] = []
    for name in ("answerable", "unanswerable"):
        for row in (data / "clapnq" / f"{name}.jsonl").open():
            runs.extend(passage["sentences"] for passage in json.loads(row)["passages"])
    for row in (data / "mtrag_un" / "tasks.jsonl").open():
        runs.extend(_split(context["text"]) for context in json.loads(row)["contexts"])
    for path in sorted((data / "sec10q" / "docs").glob("*.pdf")):
        with pypdfium2.PdfDocument(path) as document:
            runs.extend(_split(page.get_textpage().get_text_range()) for page in document)
    return whole_sentences(runs)


def whole_sentences(runs: Iterable[Sequence[str]]) -> list[tuple[str, ...]]:
    """What of the runs is prose of a usable length, each sentence once."""
    seen: set[str] = set()
    return [kept for run in runs if (kept := tuple(_usable(run, seen)))]


def _split(text: str) -> list[str]:
    return re.split(r"(?<=[a-z0-9)][.]) +(?=[A-Z])", " ".join(text.split()))


def _usable(run: Iterable[str], seen: set[str]) -> Iterator[str]:
    for sentence in map(plain, run):
        if sentence not in seen and _is_prose(sentence):
            seen.add(sentence)
            yield sentence


def _is_prose(sentence: str) -> bool:
    return (
        8 <= len(sentence.split()) <= 30
        and sentence[0].isupper()
        and sentence.endswith(".")
        and sum(map(str.isalpha, sentence)) > 0.7 * len(sentence)
        and not _FOREIGN.search(sentence)
    )
