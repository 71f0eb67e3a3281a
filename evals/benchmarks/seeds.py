"""Every figure of the first real document, asked for in several ways.

    python -m evals.benchmarks.seeds

A figure is found when a citation's quote holds it, the quote is the stored text at its offsets, and
the citation carries the document's own reference for it. Quotes of every answer are checked.
"""

from dataclasses import dataclass

from assistant import build
from assistant.questions import Question
from corpus.embedding.minilm import MiniLM
from evals.benchmarks.common import DATA, interval, publish, shown, store_of, table

SEEDS = DATA.parent / "seeds"


@dataclass(frozen=True, slots=True)
class Figure:
    """What the document says, the reference it gives for it, and ways to ask for it."""

    said: str
    marker: str | None
    questions: tuple[str, ...]


FIGURES = (
    Figure(
        "31,000",
        "[3]",
        (
            "How many AI security job postings are there in the United States?",
            "number of ai security jobs in the US as of May 2025",
            "How big is the AI security job market?",
        ),
    ),
    Figure(
        "$43,000 to $220,000",
        "[3]",
        (
            "What salary range do AI security engineers see?",
            "What do AI security jobs pay?",
            "lowest and highest salary for AI security postings",
        ),
    ),
    Figure(
        "nearly 500",
        "[1]",
        (
            "How many AI Security Engineer positions does Indeed list?",
            "indeed ai security engineer listings",
            "What is the number of openings on Indeed?",
        ),
    ),
    Figure(
        "dozens",
        "[2]",
        (
            "How many AI security roles are open in Dallas?",
            "Are there AI security jobs in Dallas, TX?",
            "What does the report say about Dallas?",
        ),
    ),
    Figure(
        "Very High (31,000+ jobs)",
        "[3]",
        (
            "What is the demand for AI Security Engineers in 2025?",
            "demand for the AI Security Engineer role according to the summary table",
        ),
    ),
    Figure(
        "Inmar Intelligence",
        "[4]",
        (
            "Which example employers hire AI Security Engineers?",
            "Who employs AI security engineers besides Amazon?",
        ),
    ),
    Figure(
        "May 2025",
        "[3]",
        (
            "As of when were the AI security job postings counted?",
            "When was the 31,000 figure counted?",
        ),
    ),
)


def main() -> None:
    """Ask for every figure and write results/seeds.md."""
    embedder = MiniLM()
    store = store_of(SEEDS, "seeds", embedder)
    chain = build.chain(store, embedder)
    rows, found, exact = [], [], []
    for figure in FIGURES:
        for question in figure.questions:
            answer = chain.invoke(Question(question))
            for citation in answer.citations:
                text = store.records.document(citation.document_id).text
                exact.append(float(text[citation.start : citation.end] == citation.quote))
            held = any(
                figure.said in c.quote and figure.marker in [r.marker for r in c.references]
                for c in answer.citations
            )
            found.append(float(held and not answer.abstained))
            outcome = "found" if held else "missed"
            rows.append(
                (
                    figure.said,
                    figure.marker or "",
                    question,
                    outcome + (", abstained" if answer.abstained else ""),
                )
            )
    summary = (
        f"figures found with their own reference: {shown(interval(found))}, n={len(found)}\n"
        f"quotes equal to the stored text: {sum(exact):.0f} of {len(exact)}"
    )
    header = ("figure", "reference", "question", "outcome")
    publish(
        "seeds", f"# The first real document\n\n{__doc__}\n\n{summary}\n\n{table(header, rows)}"
    )


if __name__ == "__main__":
    main()
