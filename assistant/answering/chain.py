"""READ THIS FIRST: how one question becomes an answer, composed as a LangChain Runnable.

    Question ─rewrite→ Query ─retrieve→ [Passage] ─┐
                         └────compute→ Figures ────┴─answer→ Answer

Every face of the product and every evaluation calls this one chain.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from time import perf_counter
from typing import Protocol

from langchain_core.runnables import Runnable, RunnableLambda

from assistant.analysis.figures import Figures
from assistant.analysis.unparsed import Unparsed
from assistant.answers import Answer, Passage, Run
from assistant.protocols import Retriever, Rewriter
from assistant.questions import Query, Question

Clock = Callable[[], float]


class Answerer(Protocol):
    """Writes the answer."""

    def answer(
        self,
        question: Question,
        query: Query,
        passages: Sequence[Passage],
        figures: Figures | Unparsed | None = None,
    ) -> Answer:
        """Answer from these passages, best first, and these figures, and from nothing else."""


class Analyst(Protocol):
    """Computes figures."""

    def figures(self, query: Query) -> Figures | Unparsed | None:
        """What a query about figures comes to, or why it cannot be computed; None for any other."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question on its way, with what each step has found out and how long it took."""

    question: Question
    query: Query
    passages: Sequence[Passage] = ()
    figures: Figures | Unparsed | None = None
    timings_ms: dict[str, float] = field(default_factory=dict)


def compose(
    rewriter: Rewriter,
    retriever: Retriever,
    analyst: Analyst,
    answerer: Answerer,
    *,
    run: Callable[[], Run],
    clock: Clock = perf_counter,
) -> Runnable[Question, Answer]:
    """Join the steps; ``invoke``, ``batch``, ``stream`` and callbacks work as for any Runnable."""

    def rewrite(question: Question) -> Asked:
        began = clock()
        query = rewriter.rewrite(question)
        return Asked(question, query, timings_ms={"rewrite": _since(began, clock)})

    def retrieve(asked: Asked) -> Asked:
        began = clock()
        passages = retriever.retrieve(asked.query)
        timings = asked.timings_ms | {"retrieve": _since(began, clock)}
        return replace(asked, passages=passages, timings_ms=timings)

    def compute(asked: Asked) -> Asked:
        began = clock()
        figures = analyst.figures(asked.query)
        timings = asked.timings_ms | {"compute": _since(began, clock)}
        return replace(asked, figures=figures, timings_ms=timings)

    def answer(asked: Asked) -> Answer:
        began = clock()
        answered = answerer.answer(asked.question, asked.query, asked.passages, asked.figures)
        timings = asked.timings_ms | {"answer": _since(began, clock)}
        return replace(answered, timings_ms=timings, run=run())

    return (
        RunnableLambda(rewrite, name="rewrite")
        | RunnableLambda(retrieve, name="retrieve")
        | RunnableLambda(compute, name="compute")
        | RunnableLambda(answer, name="answer")
    )


def _since(began: float, clock: Clock) -> float:
    return round((clock() - began) * 1000, 2)
