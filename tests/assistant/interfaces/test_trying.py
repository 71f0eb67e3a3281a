"""A dry run shows how a table would be read, in 80 columns or as JSON, and stores nothing."""

import json
from pathlib import Path

import pytest

from assistant.interfaces.cli import run
from assistant.settings import names
from tests.corpus.readers.exports import AGENCY, GERMAN


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in names():
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("INSIGHT_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.chdir(tmp_path)
    (tmp_path / "jobs.csv").write_text(GERMAN, "utf-8")
    return tmp_path


def test_a_person_sees_each_field_its_column_and_how_values_are_read(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["ingest", "jobs.csv", "--dry-run"]) == 0
    shown = capsys.readouterr().out
    assert shown.startswith("jobs.csv: 3 postings\n")
    assert "pay_minimum  Gehalt von           55.000 → EUR 55,000–70,000" in shown
    assert "posted       Veröffentlicht am    03.06.2025 → 2025-06-03" in shown
    assert "title: Stellenbezeichnung" in shown
    assert "jobs.csv.mapping.yaml" in shown
    assert shown.endswith("Nothing was stored.\n")
    assert all(len(line) <= 80 for line in shown.splitlines())
    assert not (folder / "home").exists()


def test_columns_that_are_kept_and_rows_that_are_refused_are_named(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "agency.csv").write_text(f"{AGENCY}A-102,,Nobody,,,,,\n", "utf-8")
    assert run(["ingest", "agency.csv", "--dry-run"]) == 0
    shown = capsys.readouterr().out
    assert "Kept as they are: Duration" in shown
    assert "pay_unit    always HOUR" in shown
    assert "Note: rows without a title left out: 1 (number 3)" in shown


def test_a_program_gets_the_same_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["ingest", "jobs.csv", "none.csv", "--dry-run", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    (file,) = told["files"]
    assert told["failed"] == [{"path": "none.csv", "reason": "it does not exist"}]
    assert (file["path"], file["as"], file["postings"]) == ("jobs.csv", "3 postings", 3)
    (table,) = file["tables"]
    posted = next(field for field in table["fields"] if field["field"] == "posted")
    assert posted["columns"] == ["Veröffentlicht am"]
    assert posted["samples"][0] == {"said": "03.06.2025", "read": "2025-06-03"}
    assert (table["kept"], table["refused_rows"]) == ([], [])
    assert table["yaml"].startswith("kind: postings\nfields:\n  title: Stellenbezeichnung\n")


@pytest.mark.parametrize("name", ["odd.csv", "odd.json"])
def test_a_table_that_was_not_taken_for_postings_is_shown_as_it_might_be(
    folder: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [{"Chip": "Night shift", "Firm": "Acme", "Town": "Ely"} for _ in range(3)]
    lines = "Chip,Firm,Town\n" + "Night shift,Acme,Ely\n" * 3
    (folder / name).write_text(json.dumps(rows) if name == "odd.json" else lines, "utf-8")
    assert run(["ingest", name, "--dry-run"]) == 0
    shown = capsys.readouterr().out
    assert shown.startswith(f"{name}: 1 report\nA table in it was not taken for postings.")
    assert "employer  Firm    Acme\nlocality  Town    Ely\n" in shown
    assert "No column was found for the title" in shown
    assert f"  {name}.mapping.yaml\n  kind: postings\n  fields:\n" in shown
    assert run(["ingest", name, "--dry-run", "--json"]) == 0
    (file,) = json.loads(capsys.readouterr().out)["files"]
    (guess,) = file["guesses"]
    assert {field["field"] for field in guess["fields"]} == {"employer", "locality"}
    assert (file["tables"], guess["kept"]) == ([], ["Chip"])


def test_a_mapping_file_is_shown_at_work(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "mine.yaml").write_text("fields: {employer: Link}", "utf-8")
    assert run(["ingest", "jobs.csv", "--mapping", "mine.yaml", "--dry-run"]) == 0
    shown = capsys.readouterr().out
    assert "  by mine.yaml\n" in shown
    assert "employer     Link" in shown


@pytest.mark.parametrize(
    ("mapping", "reason"),
    [("fields: {emplyer: Link}", "did you mean 'employer'?"), (None, "cannot be read")],
)
def test_a_mapping_file_that_cannot_be_meant_is_wrong_usage(
    folder: Path, mapping: str | None, reason: str, capsys: pytest.CaptureFixture[str]
) -> None:
    if mapping:
        (folder / "mine.yaml").write_text(mapping, "utf-8")
    for dry in ((), ("--dry-run",)):
        assert run(["ingest", "jobs.csv", "--mapping", "mine.yaml", *dry]) == 2
        assert reason in capsys.readouterr().err


def test_what_a_terminal_would_obey_is_left_out(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [{"job_title": "Welder\u001b[31m", "company\u001b]0;x\u0007": "Acme", "city": "Ely"}]
    (folder / "odd.json").write_text(json.dumps(rows), "utf-8")
    run(["ingest", "odd.json", "--kind", "postings", "--dry-run"])
    assert "\x1b" not in capsys.readouterr().out
