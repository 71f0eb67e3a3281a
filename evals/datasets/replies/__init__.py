"""Scripted replies of a chat model over invented passages, each sentence with its true verdict.

One JSON object a line: ``{"id", "fault", "passages": [{"number", "title", "publisher",
"published", "text"}], "reply", "sentences": [{"text", "verdict", "citations"}]}``. A fault names
what is wrong with at least one sentence of the reply; `citations` are the numbers of the passages
that bear on a sentence, whatever the reply itself cites. A sentence that claims nothing, such as a
greeting, is `unchecked`. Where a sentence says more than its passage does, it is `partial` when a
part of it is there and `unsupported` when what matters is not.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Literal, get_args

from assistant.answers import VerdictName
from assistant.verification.evidence import Evidence

DEV = Path(__file__).parent / "dev.jsonl"
"""The set that the verifier may be developed on."""

DEV2 = Path(__file__).parent / "dev2.jsonl"
"""Another set by another writer; it was unseen when it was first measured on, and is not now."""

HELDOUT = Path(__file__).parent / "heldout.jsonl"
"""The set that judges: nothing is developed on it."""

Fault = Literal[
    "none",
    "figure",
    "unit",
    "magnitude",
    "currency",
    "period",
    "rounding",
    "range",
    "sum",
    "difference",
    "percentage",
    "date",
    "name",
    "place",
    "roles",
    "negation",
    "quantifier",
    "hedge",
    "comparison",
    "meaning",
    "citation",
    "opinion",
]
FAULTS: tuple[Fault, ...] = get_args(Fault)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a reply without its markers, its verdict, and what it truly rests on."""

    text: str
    verdict: VerdictName
    citations: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Reply:
    """A reply as a chat model might write it, the passages it was given, and the truth."""

    name: str
    fault: Fault
    evidence: tuple[Evidence, ...]
    text: str
    sentences: tuple[Sentence, ...]


def read(path: Path = DEV) -> tuple[Reply, ...]:
    """The replies of a set, in its order."""
    return tuple(_replies(path))


def _replies(path: Path) -> Iterator[Reply]:
    with path.open(encoding="utf-8") as lines:
        for line in filter(str.strip, lines):
            yield _reply(json.loads(line))


def _reply(said: dict[str, Any]) -> Reply:
    return Reply(
        name=said["id"],
        fault=said["fault"],
        evidence=tuple(_evidence(passage) for passage in said["passages"]),
        text=said["reply"],
        sentences=tuple(_sentence(sentence) for sentence in said["sentences"]),
    )


def _evidence(said: dict[str, Any]) -> Evidence:
    published = said.get("published")
    return Evidence(
        number=said["number"],
        text=said["text"],
        title=said.get("title") or "",
        publisher=said.get("publisher"),
        published=date.fromisoformat(published) if published else None,
    )


def _sentence(said: dict[str, Any]) -> Sentence:
    return Sentence(said["text"], said["verdict"], tuple(said["citations"]))
