"""Follow-ups of MTRAG-UN: the right passage among the first five, all given passages pooled.

    python -m evals.benchmarks.followups

273 turns of real conversations; 194 have passages, 560 in all, each written to a file of its own.
Recall is the share of a turn's own passages that are among the first five listed (a passage once,
however many chunks it has); a hit is any of them. Intervals resample conversations, not turns.

"this product" retrieves by the one question that a person is shown. Nothing in the rewriter is
fitted to these turns, but its rules were written with some of them at hand: this is no unseen set.
What would find more was measured too: the same question with the words before it costs a second
text and gains nothing that the intervals can tell.

Asked back: how many turns get a clarifying question, by what the set's annotators called them.
"""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

import numpy as np

from assistant import build
from assistant.answering.clarify import clarification
from assistant.answers import Passage
from assistant.questions import Query, Question, Turn
from assistant.retrieval.hybrid import HybridRetriever
from assistant.retrieval.rewriting.standalone import Standalone, standing_question
from assistant.settings import Settings
from corpus.embedding.minilm import MiniLM
from corpus.queries import Catalogue
from evals.benchmarks.common import CACHE, SEED, data, publish, shown, store_of, table

FIRST = 5
RESAMPLES = 2000
SHOWN = 40


@dataclass(frozen=True, slots=True)
class Task:
    """One turn with what was said before, and the files that hold its passages."""

    conversation: str
    question: Question
    paths: frozenset[str]
    answerability: str


Way = Callable[[Task], Query]


def main() -> None:
    """Measure every way and write results/followups.md."""
    tasks = list(_tasks(data("mtrag_un") / "tasks.jsonl", CACHE / "mtrag-passages"))
    embedder = MiniLM()
    with store_of(CACHE / "mtrag-passages", "followups", embedder) as store:
        retriever = build.retriever(store, embedder, Settings())
        asked = [task for task in tasks if task.paths]
        scored = {name: _scored(way, asked, retriever) for name, way in WAYS.items()}
        back = list(_asked_back(tasks, retriever))
    conversations = [task.conversation for task in asked]
    rows = [
        (name, *(shown(_interval(column, conversations)) for column in values.T))
        for name, values in scored.items()
    ]
    header = ("looked up by", f"recall among the first {FIRST} (n={len(asked)})", "any of them")
    took = _milliseconds(tasks)
    publish(
        "followups",
        f"# Follow-ups\n\n{__doc__}\n\n{table(header, rows)}\n\n"
        f"{table(('turns called', 'turns', 'asked back'), back)}\n\n"
        f"Rewriting takes {took:.1f} ms a turn (median).\n\n"
        f"## As shown\n\nEvery second turn that is shown otherwise than it was said, with what was "
        f"asked before it.\n\n{table(('before', 'said', 'shown'), _examples(tasks))}",
    )


def _last(task: Task) -> Query:
    return Query(task.question.text)


def _last_two(task: Task) -> Query:
    return Query(" ".join([*_asked(task)[-1:], task.question.text]))


def _whole(task: Task) -> Query:
    return Query(" ".join([*(turn.text for turn in task.question.history), task.question.text]))


def _every_question(task: Task) -> Query:
    return Query(" ".join([*_asked(task), task.question.text]))


def _product(task: Task) -> Query:
    return Standalone().rewrite(task.question)


def _with_more(task: Task) -> Query:
    standing, _ = standing_question(task.question.history)
    return Query(f"{standing} {_product(task).text}")


WAYS: Mapping[str, Way] = {
    "the last turn": _last,
    "the last two questions": _last_two,
    "every question": _every_question,
    "the whole conversation": _whole,
    "this product": _product,
    "this product, with the question before it": _with_more,
}


def _asked(task: Task) -> list[str]:
    return [turn.text for turn in task.question.history if turn.role == "user"]


def _scored(way: Way, tasks: Sequence[Task], retriever: HybridRetriever) -> np.ndarray:
    return np.array([_score(retriever.retrieve(way(task)), task) for task in tasks])


def _score(passages: Sequence[Passage], task: Task) -> tuple[float, float]:
    paths = list(dict.fromkeys(passage.source.path or "" for passage in passages))
    found = len(task.paths.intersection(paths[:FIRST]))
    return found / len(task.paths), float(found > 0)


def _asked_back(
    tasks: Sequence[Task], retriever: HybridRetriever
) -> Iterator[tuple[str, str, str]]:
    for name in ("ANSWERABLE", "PARTIAL", "UNANSWERABLE", "UNDERSPECIFIED"):
        named = [task for task in tasks if task.answerability == name]
        queries = [Standalone().rewrite(task.question) for task in named]
        back = sum(
            clarification(query, retriever.retrieve(query), Catalogue()) is not None
            for query in queries
        )
        yield name.lower(), str(len(named)), str(back)


def _interval(values: np.ndarray, groups: Sequence[str]) -> tuple[float, float, float]:
    """The mean with its 95 % percentile bootstrap interval over groups of cases."""
    names, places = np.unique(groups, return_inverse=True)
    sums, counts = np.bincount(places, weights=values), np.bincount(places)
    draws = np.random.default_rng(SEED).integers(0, len(names), (RESAMPLES, len(names)))
    means = sums[draws].sum(axis=1) / counts[draws].sum(axis=1)
    low, high = np.percentile(means, [2.5, 97.5])
    return float(values.mean()), float(low), float(high)


def _milliseconds(tasks: Sequence[Task]) -> float:
    took = []
    for task in tasks:
        began = perf_counter()
        Standalone().rewrite(task.question)
        took.append(1000 * (perf_counter() - began))
    return float(np.median(took))


def _examples(tasks: Sequence[Task]) -> list[tuple[str, str, str]]:
    """Some turns that are shown otherwise than they were said."""
    rows = []
    for task in tasks:
        query = Standalone().rewrite(task.question)
        if query.text != query.last:
            rows.append((_asked(task)[-1], query.last, query.text))
    return [tuple(map(_cell, row)) for row in rows[::2][:SHOWN]]  # type: ignore[misc]


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "/").replace("<", "&lt;")[:200]


def _tasks(file: Path, folder: Path) -> Iterator[Task]:
    folder.mkdir(parents=True, exist_ok=True)
    for line in file.read_text("utf-8").splitlines():
        row = json.loads(line)
        *before, last = row["input"]
        yield Task(
            row["conversation_id"],
            Question(last["text"], tuple(map(_turn, before))),
            frozenset(_written(passage, folder) for passage in row["contexts"]),
            row["answerability"][0],
        )


def _turn(said: Mapping[str, str]) -> Turn:
    return Turn("user" if said["speaker"] == "user" else "assistant", said["text"])


def _written(passage: Mapping[str, str], folder: Path) -> str:
    name = "".join(letter if letter.isalnum() else "-" for letter in passage["document_id"])
    path = folder / f"{name}.txt"
    if not path.exists():
        path.write_text(passage["text"], "utf-8")
    return str(path)


if __name__ == "__main__":
    main()
