"""Figures that differ between sources, over a real store."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from assistant import build
from assistant.answering.conflicts import DIFFER
from assistant.answers import Answer
from assistant.questions import Question
from assistant.settings import Settings
from corpus.ingest import ingest
from corpus.stores import Store
from tests.assistant.test_chain import InProcess
from tests.corpus.stores.sources import EMBEDDER

OLDER = ("Cyber workforce", "CyberSeek", "2023-06-01")
NEWER = ("Heat map", "Lightcast", "2025-06-01")
POSTINGS = "There were 663,434 cybersecurity job postings in the United States."


@contextmanager
def known(folder: Path, reports: Sequence[tuple[tuple[str, str, str], str]]) -> Iterator[Store]:
    market = folder / "market"
    market.mkdir(exist_ok=True)
    for number, ((title, publisher, day), said) in enumerate(reports):
        head = f"---\ntitle: {title}\npublisher: {publisher}\ndate: {day}\n---\n"
        (market / f"{number}.md").write_text(f"{head}# {title}\n\n{said}\n", "utf-8")
    with Store.open(folder / "home", embedder=EMBEDDER, writable=True) as store:
        ingest(
            [market],
            store=store,
            embedder=EMBEDDER,
            reader=InProcess(),
            clock=lambda: datetime(2026, 1, 1, tzinfo=UTC),
        )
        yield store


def asked(folder: Path, question: str, *reports: tuple[tuple[str, str, str], str]) -> Answer:
    with known(folder, reports) as store:
        chain = build.chain(store, EMBEDDER, Settings(abstain_below=0.0))
        return chain.invoke(Question(question))


def test_both_figures_are_shown_newest_first_with_dates_publishers_and_reasons(
    tmp_path: Path,
) -> None:
    answer = asked(
        tmp_path,
        "How many cybersecurity job postings are there in the United States?",
        (OLDER, POSTINGS),
        (NEWER, "Employers advertised 514,359 unique cybersecurity jobs in the United States."),
    )
    [conflict] = answer.conflicts
    assert conflict.values == ("514,359", "663,434")
    by_number = {citation.number: citation for citation in answer.citations}
    assert [by_number[n].publisher for n in conflict.citations] == ["Lightcast", "CyberSeek"]
    assert "June 2025 and June 2023" in conflict.why
    assert "copies of one posting" in conflict.why
    assert DIFFER in answer.text
    assert "(Lightcast, June 2025)" in answer.text.partition(DIFFER)[2]


@pytest.mark.parametrize(
    "other",
    [
        "Employers posted about 663,000 cybersecurity jobs in the United States.",
        "There were 41,000 cybersecurity job postings in Texas and 62,000 in California.",
        "Cybersecurity job postings in the United States rose by 12%.",
        "There were 514,359 nursing job postings in the United States.",
        "Cybersecurity job postings in the United States grew by 20,000.",
        "The median cybersecurity job in the United States pays $131,000.",
    ],
)
def test_what_speaks_of_another_thing_is_no_conflict(tmp_path: Path, other: str) -> None:
    question = "How many cybersecurity job postings are there in the United States?"
    assert asked(tmp_path, question, (OLDER, POSTINGS), (NEWER, other)).conflicts == ()


def test_what_a_computed_figure_was_counted_of_is_no_figure_to_dispute(tmp_path: Path) -> None:
    rows = [
        f"{at},{'Nurse' if at < 12 else 'Welder'},Employer {at},{'duties ' * at},US"
        for at in range(20)
    ]
    (tmp_path / "market").mkdir()
    table = "\n".join(["id,job title,company,description,country", *rows])
    (tmp_path / "market" / "postings.csv").write_text(table, "utf-8")
    told = "There were 25 nurse jobs in May.\n\nOf all nurse jobs, 25 were open in June."
    answer = asked(tmp_path, "How many nurse jobs are there?", (NEWER, told))
    assert [conflict.values for conflict in answer.conflicts] == [("12", "25")]


def test_one_report_does_not_contradict_itself(tmp_path: Path) -> None:
    said = f"{POSTINGS}\n\nThere were 514,359 cybersecurity job postings in the United States."
    answer = asked(tmp_path, "How many cybersecurity job postings are there?", (OLDER, said))
    assert answer.conflicts == ()


def test_a_figure_of_years_ago_is_called_old(tmp_path: Path) -> None:
    answer = asked(tmp_path, "How many cybersecurity job postings are there?", (OLDER, POSTINGS))
    [note] = answer.notes
    assert note.startswith("[1] is old: Cyber workforce is from June 2023, over ")


def test_a_question_as_of_a_day_hears_nothing_later(tmp_path: Path) -> None:
    answer = asked(
        tmp_path,
        "How many cybersecurity job postings were there in the United States as of 2024?",
        (OLDER, POSTINGS),
        (NEWER, "Employers advertised 514,359 unique cybersecurity jobs in the United States."),
    )
    assert {citation.published for citation in answer.citations} == {date(2023, 6, 1)}
    assert answer.conflicts == ()
