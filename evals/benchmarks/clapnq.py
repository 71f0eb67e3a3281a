"""CLAPNQ's questions as cases, its passages as files, and what counts as quoting its gold."""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_SPACES = re.compile(r"\s+")
MOSTLY = 0.5  # of the shorter text's words


@dataclass(frozen=True, slots=True)
class Case:
    """One question, the passage it was asked of, and the sentences that answer it."""

    question: str
    answerable: bool
    title: str
    sentences: tuple[str, ...]
    gold: frozenset[int]

    @property
    def file_text(self) -> str:
        return f"# {self.title}\n\n{' '.join(self.sentences)}\n"


def cases(folder: Path) -> list[Case]:
    """The answerable questions, then the unanswerable ones."""
    return [
        _case(json.loads(line), answerable=name == "answerable")
        for name in ("answerable", "unanswerable")
        for line in (folder / f"{name}.jsonl").read_text("utf-8").splitlines()
    ]


def written(asked: Iterable[Case], folder: Path) -> Path:
    """The passages as Markdown files in a folder, one a case."""
    folder.mkdir(parents=True, exist_ok=True)
    for number, case in enumerate(asked):
        file = folder / f"{number:03d}.md"
        if not file.exists() or file.read_text("utf-8") != case.file_text:
            file.write_text(case.file_text, "utf-8")
    return folder


def gold_quoted(case: Case, quotes: Iterable[tuple[str, bool]]) -> float | None:
    """F1 of the gold sentences among those quoted; each quote says whether its passage is right."""
    if not case.gold:
        return None
    quoted: set[int] = set()
    wrong = 0
    for quote, right in quotes:
        held = {n for n, sentence in enumerate(case.sentences) if right and holds(quote, sentence)}
        quoted |= held
        wrong += not held
    return 2 * len(quoted & case.gold) / (len(quoted) + wrong + len(case.gold))


def holds(quote: str, sentence: str) -> bool:
    """Whether a quote holds most of a sentence, or is most of it."""
    quote, sentence = _spaced(quote), _spaced(sentence)
    if quote in sentence or sentence in quote:
        shorter, longer = sorted((quote, sentence), key=len)
        return shorter == sentence or len(shorter) > MOSTLY * len(longer)
    return False


def _case(row: dict[str, Any], *, answerable: bool) -> Case:
    (passage,) = row["passages"]
    chosen = set(row["output"][0]["selected_sentences"]) if answerable else set()
    sentences = tuple(passage["sentences"])
    gold = frozenset(n for n, sentence in enumerate(sentences) if sentence in chosen)
    return Case(row["input"], answerable, passage["title"], sentences, gold)


def _spaced(text: str) -> str:
    return _SPACES.sub(" ", text).strip()
