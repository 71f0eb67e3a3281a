"""What the documentation promises, held to what the code does."""

import re
import subprocess
import sys
from dataclasses import fields
from datetime import date
from pathlib import Path

import pytest

from assistant.answers import Answer, Citation, Claim, Retrieved, Run, Tally, Usage


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
