"""What the documentation promises, held to what the code does."""

import re
import subprocess
import sys
from dataclasses import fields
from datetime import date
from functools import partial
from pathlib import Path

import pytest

from assistant import build
from assistant.analysis.parse import Parser
from assistant.analysis.plan import Plan
from assistant.answers import Answer, Citation, Claim, Retrieved, Run, Tally, Usage
from assistant.interfaces.cli import run
from assistant.settings import Settings
from corpus.protocols import Warehouse
from corpus.queries import AnyOf, PostingQuery


def test_the_json_page_lists_every_field_of_an_answer(repository: Path) -> None:
    page = (repository / "docs" / "answer.md").read_text(encoding="utf-8")
    answer, citation, claim, tally = (_listed(part) for part in page.split("\n## ", 3))
    told = Answer("q", "q", "extractive", "a", 1.0).as_json()
    assert sorted(answer) == sorted(told)
    assert citation == [field.name for field in fields(Citation)]
    assert claim == [field.name for field in fields(Claim)]
    assert sorted(tally) == sorted(field.name for field in fields(Tally))
    for parts in (Retrieved, Run, Usage):
        assert {f"`{field.name}`" for field in fields(parts)} <= set(re.findall(r"`\w+`", page))


@pytest.mark.usefixtures("insight_home")
def test_readmes_python_runs_as_it_stands(repository: Path) -> None:
    page = (repository / "README.md").read_text(encoding="utf-8")
    (block,) = re.findall(r"^```python\n(.*?)^```", page, flags=re.MULTILINE | re.DOTALL)
    names: dict[str, object] = {}
    # It is our own README that is run.
    exec(compile(block, "README.md", "exec"), names)  # noqa: S102
    answer, records = names["answer"], names["records"]
    assert isinstance(answer, Answer)
    assert (answer.abstained, records) == (True, [])


@pytest.mark.slow
def test_the_transcript_in_readme_is_what_the_demo_prints(repository: Path) -> None:
    command = [sys.executable, "-m", "cogapp", "--check", "--diff", "README.md"]
    checked = subprocess.run(
        command, cwd=repository, capture_output=True, text=True, check=False, timeout=300
    )
    assert checked.returncode == 0, f"write it again with make docs:\n{checked.stdout}"


@pytest.mark.slow
def test_the_questions_of_the_page_can_be_asked_of_the_sample_market(
    insight_home: Path, repository: Path
) -> None:
    page = (repository / "docs" / "questions.md").read_text(encoding="utf-8")
    questions = re.findall(r"^\| [^|]*\| ([A-Z][^|]+) \|$", page, flags=re.MULTILINE)
    assert run(["ingest", str(repository / "corpus" / "sample" / "postings.jsonl")]) == 0
    with build.store(Settings(home=insight_home)) as store:
        warehouse = store.warehouse
        parser = Parser(warehouse.catalogue(), partial(_count, warehouse))
        plans = [parser.parse(question, today=date(2026, 8, 31)) for question in questions]
        unsure = [
            question
            for question, plan in zip(questions, plans, strict=True)
            if not isinstance(plan, Plan) or plan.certainty < 1
        ]
        assert (len(questions) > 10, unsure) == (True, [])
        assert all(warehouse.ask(plan.query).n for plan in plans if isinstance(plan, Plan))


def _count(warehouse: Warehouse, where: tuple[AnyOf, ...]) -> int:
    return warehouse.ask(PostingQuery(where=where)).n


def test_an_answer_tells_its_dates_as_days() -> None:
    cited = Citation(
        number=1,
        kind="report",
        source_id="s",
        document_id="s",
        title="t",
        publisher=None,
        published=date(2025, 5, 1),
        retrieved=date(2025, 6, 1),
        url=None,
        path=None,
        page=None,
        heading=None,
        quote="q",
        start=0,
        end=1,
    )
    told = Answer("q", "q", "extractive", "a", 1.0, citations=(cited,)).as_json()["citations"][0]
    assert (told["published"], told["retrieved"]) == ("2025-05-01", "2025-06-01")


def _listed(part: str) -> list[str]:
    rows = re.findall(r"^\| (`.*?`) \|", part, flags=re.MULTILINE)
    return [name for row in rows for name in re.findall(r"`(\w+)`", row)]
