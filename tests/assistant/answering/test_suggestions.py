"""Follow-ups over the sample market, each asked through the real chain."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from langchain_core.runnables import Runnable

from assistant import build
from assistant.analysis.analyst import Analyst
from assistant.answering.suggestions import SHOWN, Suggestions
from assistant.answers import Answer
from assistant.questions import Query, Question
from assistant.retrieval.hybrid import HybridRetriever
from assistant.settings import Settings
from corpus.embedding.minilm import MiniLM
from corpus.ingest import ingest
from corpus.stores import Store
from tests.assistant.test_chain import InProcess

POSTINGS = 100
QUESTIONS = (
    "How many postings are there?",
    "How many remote postings are there in the US?",
    "What is the median salary?",
    "What do AI security engineers earn?",
    "Which skills are asked for most?",
    "How many AI security jobs were advertised in May 2025?",
    "What do employers ask of AI security engineers?",
    "What is MLSecOps?",
    "Who is the king of Spain?",
    "How many postings mention GDPR?",
    "How many senior roles are in Edinburgh?",
)


@dataclass(frozen=True)
class Market:
    chain: Runnable[Question, Answer]
    retriever: HybridRetriever
    suggestions: Suggestions

    def suggested(self, text: str) -> tuple[str, ...]:
        query = Query(text, last=text)
        answer = self.chain.invoke(Question(text))
        return self.suggestions.of(answer, query, self.retriever.retrieve(query))


def _part_of(sample: Path, folder: Path) -> Path:
    """The sample's reports and its first postings: each takes a while to embed."""
    folder.mkdir()
    for report in ("ai-security-hiring-2025.md", "pay-note-2026-02.txt"):
        shutil.copy(sample / report, folder)
    lines = (sample / "postings.jsonl").read_text("utf-8").splitlines()[:POSTINGS]
    (folder / "postings.jsonl").write_text("\n".join(lines), "utf-8")
    return folder


@pytest.fixture(scope="module")
def market(tmp_path_factory: pytest.TempPathFactory, repository: Path) -> Iterator[Market]:
    home, embedder = tmp_path_factory.mktemp("suggestions"), MiniLM()
    read = datetime(2026, 9, 1, tzinfo=UTC)
    sample = _part_of(repository / "corpus" / "sample", home / "market")
    with Store.open(home / "home", embedder=embedder, writable=True) as store:
        ingest([sample], store=store, embedder=embedder, reader=InProcess(), clock=lambda: read)
    with Store.open(home / "home", embedder=embedder) as store:
        analyst = Analyst(store.warehouse, lambda: date(2026, 9, 1))
        yield Market(
            build.chain(store, embedder),
            build.retriever(store, embedder, Settings()),
            Suggestions(store.records, analyst),
        )


@pytest.mark.slow
@pytest.mark.parametrize("question", QUESTIONS)
def test_every_suggestion_has_an_answer(market: Market, question: str) -> None:
    suggested = market.suggested(question)
    assert len(suggested) == SHOWN
    assert question not in suggested
    abstained = [text for text in suggested if market.chain.invoke(Question(text)).abstained]
    assert abstained == []


@pytest.mark.slow
def test_a_figure_is_followed_by_other_figures_of_the_same_postings(market: Market) -> None:
    assert market.suggested("How many remote postings are there in the US?") == (
        "What is the median pay of remote postings in the US?",
        "Which skills do remote postings ask for most in the US?",
        "Which employers have the most remote postings in the US?",
    )


@pytest.mark.slow
def test_a_report_is_followed_by_its_other_subjects(market: Market) -> None:
    title = "Hiring for AI Security, MLSecOps and AI Governance, 2024–2025"
    assert f"What does “{title}” say about MLSecOps?" in market.suggested(
        "What do employers ask of AI security engineers?"
    )


@pytest.mark.slow
def test_what_is_fixed_by_the_question_is_not_asked_by(market: Market) -> None:
    assert not any("cities" in text for text in market.suggested(QUESTIONS[-1]))


def test_an_answer_from_a_document_without_headings_is_given_too(tmp_path: Path) -> None:
    (tmp_path / "market").mkdir()
    (tmp_path / "market" / "nurses.txt").write_text("Wards in Leeds want 31 nurses.", "utf-8")
    read, embedder = datetime(2026, 9, 1, tzinfo=UTC), MiniLM()
    with Store.open(tmp_path / "home", embedder=embedder, writable=True) as store:
        ingest(
            [tmp_path / "market"],
            store=store,
            embedder=embedder,
            reader=InProcess(),
            clock=lambda: read,
        )
        chain = build.chain(store, embedder, Settings(abstain_below=0.0))
        answer = chain.invoke(Question("How many nurses do wards in Leeds want?"))
    assert (answer.abstained, answer.followups) == (False, ())
