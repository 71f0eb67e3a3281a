"""READ THIS FIRST: how one question becomes an answer, composed as a LangChain Runnable.

    Question ─rewrite→ Query ─retrieve→ [Passage] ─┐
                         └────compute→ Figures ────┴─answer→ [Draft] Answer ─review→ Answer

Every face of the product and every evaluation calls this one chain.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from time import perf_counter
from typing import Protocol, cast

from langchain_core.runnables import Runnable, RunnableLambda

from assistant.analysis.figures import Figures
from assistant.analysis.unparsed import Unparsed
from assistant.answers import Answer, Draft, Passage, Run
from assistant.protocols import Retriever, Rewriter
from assistant.questions import Query, Question

Clock = Callable[[], float]


class Answerer(Protocol):
    """Writes the answer."""

    def write(
        self,
        question: Question,
        query: Query,
        passages: Sequence[Passage],
        figures: Figures | Unparsed | None = None,
    ) -> Iterator[Draft | Answer]:
        """Answer from these passages, best first, and these figures, and from nothing else.

        Drafts, where there are any, come first; the answer comes last.
        """


class Analyst(Protocol):
    """Computes figures."""

    def figures(self, query: Query) -> Figures | Unparsed | None:
        """What a query about figures comes to, or why it cannot be computed; None for any other."""


class Reviewer(Protocol):
    """Adds to an answer what a person should know beside it."""

    def review(self, answer: Answer, query: Query, passages: Sequence[Passage]) -> Answer:
        """The answer with what other passages say otherwise, how old it is, what to ask next."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question on its way, with what each step has found out and how long it took."""

    question: Question
    query: Query
    passages: Sequence[Passage] = ()
    figures: Figures | Unparsed | None = None
    timings_ms: dict[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Steps:
    """Who does what on the way from a question to its answer."""

    rewriter: Rewriter
    retriever: Retriever
    analyst: Analyst
    answerer: Answerer
    reviewer: Reviewer


def compose(
    steps: Steps, *, run: Callable[[], Run], clock: Clock = perf_counter
) -> Runnable[Question, Answer]:
    """Join the steps; ``invoke``, ``batch`` and callbacks work as for any Runnable.

    ``stream`` gives drafts too: `streamed` says so in its type.
    """

    def rewrite(question: Question) -> Asked:
        began = clock()
        query = steps.rewriter.rewrite(question)
        return Asked(question, query, timings_ms={"rewrite": _since(began, clock)})

    def retrieve(asked: Asked) -> Asked:
        began = clock()
        passages = steps.retriever.retrieve(asked.query)
        timings = asked.timings_ms | {"retrieve": _since(began, clock)}
        return replace(asked, passages=passages, timings_ms=timings)

    def compute(asked: Asked) -> Asked:
        began = clock()
        figures = steps.analyst.figures(asked.query)
        timings = asked.timings_ms | {"compute": _since(began, clock)}
        return replace(asked, figures=figures, timings_ms=timings)

    # What is invoked returns the last thing that is yielded.
    def answer(asked: Asked) -> Iterator[Draft | Answer]:
        began = clock()
        for said in steps.answerer.write(
            asked.question, asked.query, asked.passages, asked.figures
        ):
            if isinstance(said, Draft):
                yield said
                continue
            timings = asked.timings_ms | said.timings_ms | {"answer": _since(began, clock)}
            began = clock()
            reviewed = steps.reviewer.review(said, asked.query, asked.passages)
            timings["review"] = _since(began, clock)
            yield replace(reviewed, timings_ms=timings, run=run())

    joined = (
        RunnableLambda(rewrite, name="rewrite")
        | RunnableLambda(retrieve, name="retrieve")
        | RunnableLambda(compute, name="compute")
        | RunnableLambda(answer, name="answer")
    )
    return cast("Runnable[Question, Answer]", joined)


def streamed(chain: Runnable[Question, Answer], question: Question) -> Iterator[Draft | Answer]:
    """The answer as it is written: drafts, each with all so far, then the answer."""
    return cast("Iterator[Draft | Answer]", chain.stream(question))


def _since(began: float, clock: Clock) -> float:
    return round((clock() - began) * 1000, 2)
