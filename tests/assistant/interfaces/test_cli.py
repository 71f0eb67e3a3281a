"""The command line keeps its contract: what is printed where, and what each exit code means."""

import json
import shlex
import shutil
import signal
import subprocess
import sys
import time
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from assistant.interfaces.cli import run
from assistant.interfaces.doctor import checks
from assistant.settings import names
from corpus.embedding.entailment import FILES, EntailmentModel

PAY = """# Pay in Fenwick, 2025

Published: 14 May 2025

## Ranges

Security engineers in Fenwick are offered between $152,000 and $210,000 a year [3]. Contractors
in Fenwick are paid $95 an hour.

## Places

Most security engineers in Fenwick work in the harbour district.
"""
JOBS = """job_id,job title,company,description,url
waas-1,Welder,Quillstone,Welds the beams of bridges,https://jobs.example/1
waas-2,Night Nurse,Quillstone,Watches over the ward,https://jobs.example/2
waas-1,Fitter,Acme,Fits the pipes of ships,https://jobs.example/3
waas-4,Baker,Acme,Bakes the bread of a town,https://jobs.example/4
waas-5,Driver,Acme,Drives the bread to its shops,https://jobs.example/5
"""
QUESTION = "What are security engineers in Fenwick offered a year?"


class Told:
    """What one command line came to."""

    def __init__(self, code: int, out: str, errors: str) -> None:
        self.code = code
        self.out = out
        self.errors = errors

    @property
    def document(self) -> dict[str, Any]:
        document: dict[str, Any] = json.loads(self.out)
        return document


Tell = Callable[..., Told]


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("reports")
    (folder / "pay.md").write_text(PAY, "utf-8")
    (folder / "empty.md").write_text("", "utf-8")
    return folder


@pytest.fixture(scope="module")
def market(tmp_path_factory: pytest.TempPathFactory, reports: Path) -> Path:
    """A data folder that holds the reports."""
    home = tmp_path_factory.mktemp("home") / "insight"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("INSIGHT_HOME", str(home))
        assert run(["ingest", str(reports), "--json"]) == 0
    return home


@pytest.fixture(autouse=True)
def usual_settings(
    market: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in names():
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("INSIGHT_HOME", str(market))
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.chdir(tmp_path_factory.mktemp("here"))


@pytest.fixture
def tell(capsys: pytest.CaptureFixture[str]) -> Tell:
    def told(*arguments: str) -> Told:
        capsys.readouterr()
        code = run(arguments)
        return Told(code, *capsys.readouterr())

    return told


def started(*arguments: str, repository: Path) -> "subprocess.Popen[str]":
    """The command line as a process of its own."""
    return subprocess.Popen(
        [sys.executable, "-m", "assistant.interfaces.cli", *arguments],
        cwd=repository,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def test_an_answer_cites_the_sentence_it_quotes(tell: Tell) -> None:
    told = tell("ask", QUESTION)
    assert told.code == 0
    assert "$152,000 and $210,000" in told.out
    assert "[1]" in told.out
    assert "its [3]: not explained in the source" in told.out


def test_a_json_answer_is_one_document_and_its_quote_is_in_the_stored_text(tell: Tell) -> None:
    answer = tell("ask", QUESTION, "--json").document
    citation = answer["citations"][0]
    source = tell("sources", "show", citation["source_id"], "--json").document
    assert source["text"][citation["start"] : citation["end"]] == citation["quote"]
    assert answer["run"]["settings"]


def test_an_abstention_is_an_answer(tell: Tell) -> None:
    told = tell("ask", "Who won the football world cup in 1998?", "--json")
    assert (told.code, told.document["abstained"]) == (0, True)


def test_a_file_of_questions_is_answered_line_by_line(tell: Tell, tmp_path: Path) -> None:
    lines = ['{"id": "a", "question": "Who is paid by the hour?"}', "{oops", '{"id": "b"}']
    (tmp_path / "questions.jsonl").write_text("\n".join(lines), "utf-8")
    told = tell("ask", "--batch", str(tmp_path / "questions.jsonl"), "--json")
    replies = [json.loads(line) for line in told.out.splitlines()]
    assert told.code == 1
    assert [(reply["id"], reply.get("line")) for reply in replies] == [
        ("a", None),
        (None, 2),
        ("b", 3),
    ]


@pytest.mark.parametrize(
    "arguments",
    [
        ("ask",),
        ("ask", "  "),
        ("ask", "q", "--batch", "file"),
        ("ask", "--batch", "file"),
        ("ask", "q", "--since", "yesterday"),
        ("ask", "q", "--since", "2026-02-01", "--until", "2026-01-01"),
        ("ask", "q", "--kind", "poem"),
        ("ask", "q", "--collection", "nowhere"),
        ("ask", "q", "--no-such-option"),
        ("ingest",),
        ("aks", "q"),
        ("sources",),
        ("sources", "list", "--collection", "nowhere"),
        ("sources", "remove", "e", "--yes"),
    ],
)
def test_wrong_usage_is_said_on_stderr_and_exits_with_2(
    tell: Tell, arguments: tuple[str, ...]
) -> None:
    told = tell(*arguments)
    assert (told.code, told.out) == (2, "")
    assert told.errors
    assert "Traceback" not in told.errors


def test_wrong_usage_with_json_is_a_document_too(tell: Tell) -> None:
    told = tell("ask", "q", "--since", "yesterday", "--json")
    assert told.code == 2
    assert told.document["error"]["exit_code"] == 2


def test_a_batch_that_is_no_file_is_wrong_usage(tell: Tell) -> None:
    told = tell("ask", "--batch", "nosuch.jsonl", "--json")
    assert (told.code, told.document["error"]["type"]) == (2, "InvalidInput")
    assert "nosuch.jsonl" in told.errors


def test_a_misspelt_setting_is_one_line(tell: Tell, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("INSIGHT_COLECTION", "x")
    told = tell("sources", "list")
    assert told.code == 2
    assert told.errors.startswith("insight: INSIGHT_COLECTION is not a setting; did you mean ")
    assert told.errors.count("\n") == 1


def test_where_nothing_is_ingested_the_answer_is_an_abstention(
    tell: Tell, insight_home: Path
) -> None:
    told = tell("ask", QUESTION, "--json")
    assert (told.code, told.document["abstained"]) == (0, True)
    assert "insight ingest PATH" in told.errors
    assert tell("ask", QUESTION).out.strip()
    assert not insight_home.exists()


@pytest.mark.usefixtures("insight_home")
def test_where_nothing_is_ingested_each_line_has_its_abstention(tell: Tell, tmp_path: Path) -> None:
    (tmp_path / "questions.jsonl").write_text('{"id": "a", "question": "Who is paid?"}', "utf-8")
    told = tell("ask", "--batch", str(tmp_path / "questions.jsonl"), "--json")
    assert (told.code, told.document["id"], told.document["abstained"]) == (0, "a", True)


@pytest.mark.usefixtures("insight_home")
def test_a_collection_named_where_nothing_is_ingested_does_not_exist(tell: Tell) -> None:
    assert tell("ask", QUESTION, "--collection", "emea").code == 2


@pytest.mark.usefixtures("insight_home")
def test_an_ingest_lists_every_input_once_and_what_failed_with_its_reason(
    tell: Tell, reports: Path
) -> None:
    told = tell("ingest", str(reports), "--json")
    done = told.document
    assert told.code == 0
    assert done["ingested"] == [str(reports / "pay.md")]
    assert [failed["path"] for failed in done["failed"]] == [str(reports / "empty.md")]
    assert done["unchanged"] == []
    assert (done["documents"], done["postings"]) == (1, 0)
    assert done["chunks"] >= 1


def test_an_ingest_says_what_to_do_next(tell: Tell, reports: Path) -> None:
    told = tell("ingest", str(reports))
    assert told.code == 0
    assert "1 unchanged." in told.out
    assert "empty.md" in told.out
    assert told.out.endswith('Ask it: insight ask "…"\n')


@pytest.mark.parametrize(
    ("name", "options", "code"),
    [
        ("", (), 0),
        ("", ("--strict",), 1),
        ("empty.md", (), 1),
        ("missing.md", (), 1),
        ("pay.md", ("--strict",), 0),
    ],
)
def test_an_ingest_fails_when_nothing_of_it_is_held_or_when_strict(
    tell: Tell, reports: Path, name: str, options: tuple[str, ...], code: int
) -> None:
    assert tell("ingest", str(reports / name), *options, "--json").code == code


@pytest.mark.enable_socket  # to look up an address that is one already
def test_a_private_address_is_a_failed_input_with_its_reason(tell: Tell) -> None:
    told = tell("ingest", "http://127.0.0.1:9/report", "mailto:a@b.example", "--json")
    assert told.code == 1
    assert [(failed["url"], failed["reason"][:26]) for failed in told.document["failed"]] == [
        ("http://127.0.0.1:9/report", "127.0.0.1 is at no public "),
        ("mailto:a@b.example", "it is neither a file nor a"),
    ]


@pytest.mark.parametrize("interval", ["4m", "0h", "6", "6 h", "-6h", "1w", "", "99999d"])
def test_an_interval_is_five_minutes_or_more(tell: Tell, reports: Path, interval: str) -> None:
    assert tell("ingest", str(reports), "--every", interval).code == 2


def test_sources_are_listed_in_the_shape_of_the_contract(tell: Tell) -> None:
    sources = tell("sources", "list", "--json").document["sources"]
    assert {source["status"] for source in sources} == {"ready", "failed"}
    assert {
        *("source_id", "kind", "title", "path", "url", "published", "retrieved"),
        *("chunks", "postings", "status", "reason"),
    } <= set(sources[0])
    ready = next(source for source in sources if source["status"] == "ready")
    assert ready["published"] == "2025-05-14"


def test_sources_listed_for_another_program_are_a_line_each(tell: Tell) -> None:
    lines = tell("sources", "list").out.splitlines()
    assert len(lines) == 2
    assert all(line.count("\t") == 9 for line in lines)


def test_a_source_is_shown_by_its_path_with_its_references(tell: Tell, reports: Path) -> None:
    told = tell("sources", "show", str(reports / "pay.md"), "--text")
    assert told.code == 0
    assert "its [3]: not explained in the source" in told.out
    assert "harbour district" in told.out


def test_a_source_is_found_by_its_path_as_an_answer_prints_it(
    tell: Tell, reports: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(reports.parent)
    told = tell("sources", "show", f"{reports.name}/pay.md", "--json")
    assert told.document["path"] == str(reports / "pay.md")


@pytest.mark.usefixtures("insight_home")
def test_a_source_is_removed_by_its_path_from_here_or_a_long_start_of_its_id(
    tell: Tell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "p").write_text(PAY, "utf-8")
    (tmp_path / "salaries.md").write_text(PAY, "utf-8")
    assert tell("ingest", "p", "salaries.md").code == 0
    assert tell("sources", "remove", "sal", "--yes").code == 2
    assert tell("sources", "remove", "salari", "--yes").code == 0
    assert tell("sources", "remove", "p", "--yes").code == 0


def test_a_source_that_is_not_known_is_one_line(tell: Tell) -> None:
    told = tell("sources", "show", "nowhere", "--json")
    assert (told.code, told.document["error"]["type"]) == (1, "UnknownSource")
    assert told.errors.count("\n") == 1


@pytest.mark.usefixtures("insight_home")
def test_a_posting_is_shown_by_its_documents_id_or_its_own(tell: Tell, tmp_path: Path) -> None:
    (tmp_path / "jobs.csv").write_text(JOBS, "utf-8")
    assert tell("ingest", str(tmp_path / "jobs.csv")).code == 0
    own = tell("sources", "show", "waas-2", "--json").document
    assert (own["title"], own["employer"]) == ("Night Nurse — Quillstone", "Quillstone")
    assert (own["url"], own["source"]["postings"]) == ("https://jobs.example/2", 5)
    assert tell("sources", "show", own["document_id"], "--json").document == own
    shown = tell("sources", "show", own["document_id"]).out
    assert "Watches over the ward" in shown
    assert "source      jobs-" in shown
    several = tell("sources", "show", "waas-1")
    assert (several.code, "names 2 postings" in several.errors) == (1, True)
    unknown = tell("sources", "show", own["document_id"].replace("/", "/9"))
    assert (unknown.code, "no posting's id either" in unknown.errors) == (1, True)


@pytest.mark.usefixtures("insight_home")
def test_the_postings_of_a_listing_are_the_rows_of_its_file(tell: Tell, tmp_path: Path) -> None:
    (tmp_path / "jobs.csv").write_text(JOBS, "utf-8")
    assert tell("ingest", str(tmp_path / "jobs.csv")).code == 0
    told = tell("ask", "Which jobs are at Acme?", "--csv", str(tmp_path / "rows.csv"))
    assert "3 rows written" in told.errors
    rows = (tmp_path / "rows.csv").read_text("utf-8-sig").splitlines()
    assert [row.split(",")[1] for row in rows] == ["title", "Fitter", "Baker", "Driver"]


@pytest.mark.usefixtures("insight_home")
def test_a_source_is_removed_only_when_confirmed(tell: Tell, tmp_path: Path) -> None:
    report = tmp_path / "pay.md"
    report.write_text(PAY, "utf-8")
    assert tell("ingest", str(report), "--json").code == 0
    assert tell("sources", "remove", str(report)).code == 2  # no one is there to be asked
    assert tell("sources", "remove", str(report), "--yes").code == 0
    assert tell("sources", "list", "--json").document == {"sources": []}


def test_a_reindex_finds_what_was_there(tell: Tell) -> None:
    told = tell("reindex", "--json")
    assert told.code == 0
    assert told.document["chunks"] >= 1
    assert tell("ask", QUESTION, "--json").document["abstained"] is False


def test_the_doctor_finds_a_fresh_store_well(tell: Tell) -> None:
    told = tell("doctor", "--json")
    states = {finding["name"]: finding["state"] for finding in told.document["findings"]}
    assert told.code == 0
    assert "broken" not in states.values()
    assert states["embedding model"] == states["token counts"] == states["answer checks"] == "ok"


def test_the_doctor_finds_a_damaged_model_that_checks_answers(tmp_path: Path) -> None:
    shutil.copytree(FILES, tmp_path / "model")
    with (tmp_path / "model" / "model.onnx").open("ab") as file:
        file.write(b"more")
    found = checks(EntailmentModel(files=tmp_path / "model"))
    assert (found.state, "install the package again" in found.said) == ("broken", True)


def test_the_doctor_says_which_setting_is_missing(
    tell: Tell, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("INSIGHT_EMBEDDING_MODEL", "openai:text-embedding-3-small")
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    told = tell("doctor", "--json")
    said = {finding["name"]: finding["said"] for finding in told.document["findings"]}
    assert told.code == 1
    assert said["embedding model"].endswith("needs a key; set OPENAI_API_KEY")


@pytest.mark.parametrize("name", ["file", "file/home"])
def test_a_home_that_is_a_file_is_a_trouble_that_names_the_setting(
    tell: Tell, reports: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    (tmp_path / "file").write_text("not a folder")
    monkeypatch.setenv("INSIGHT_HOME", str(tmp_path / name))
    told = tell("doctor", "--json")
    states = {finding["name"]: finding["state"] for finding in told.document["findings"]}
    assert (told.code, states["data folder"]) == (1, "broken")
    for command in (("ingest", str(reports)), ("ask", QUESTION)):
        told = tell(*command)
        assert (told.code, told.errors.count("\n")) == (1, 1)
        assert "set INSIGHT_HOME to a folder" in told.errors


def test_the_doctor_sends_a_damaged_store_to_its_backup(tell: Tell, insight_home: Path) -> None:
    insight_home.mkdir()
    (insight_home / "truth.sqlite3").write_bytes(b"no database at all" * 1000)
    told = tell("doctor", "--json")
    [store] = [finding for finding in told.document["findings"] if finding["name"] == "store"]
    assert told.code == 1
    assert "backup of truth.sqlite3" in store["mend"]


def test_the_doctor_says_that_a_small_store_is_searched_exactly(tell: Tell) -> None:
    findings = tell("doctor", "--json").document["findings"]
    [said] = [each["said"] for each in findings if each["name"] == "meaning index"]
    assert "chunks searched exactly" in said


@pytest.mark.parametrize("day", ["01.05.2025", "20250501", "2025-02-30"])
def test_a_day_that_is_none_says_how_one_is_written(tell: Tell, day: str) -> None:
    told = tell("ask", "q", "--since", day, "--json")
    assert told.code == 2
    assert "expected a day as YYYY-MM-DD" in told.document["error"]["message"]


@pytest.mark.parametrize("kind", ["report", "reports", "posting", "postings"])
def test_a_kind_may_be_said_of_one_or_of_many(tell: Tell, kind: str) -> None:
    assert tell("ask", QUESTION, "--kind", kind, "--json").code == 0


def test_a_folder_that_may_not_be_written_is_one_line(
    tell: Tell, reports: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("not a folder")
    monkeypatch.setenv("INSIGHT_HOME", str(tmp_path / "file" / "home"))
    told = tell("ingest", str(reports))
    assert told.code == 1
    assert told.errors.count("\n") == 1


def test_the_version_is_the_one_that_is_packaged(tell: Tell, repository: Path) -> None:
    packaged = tomllib.loads((repository / "pyproject.toml").read_text("utf-8"))["project"]
    assert tell("--version").out == f"insight {packaged['version']}\n"


@pytest.mark.slow
@pytest.mark.usefixtures("insight_home")
def test_the_demo_answers_the_same_each_time_and_what_it_says_to_try_works(tell: Tell) -> None:
    told = tell("demo")
    assert told.code == 0
    assert "[1]" in told.out
    assert tell("demo").out == told.out
    commands = [line.strip() for line in told.out.splitlines() if line.startswith("  insight ask")]
    for command in commands:
        assert tell(*shlex.split(command)[1:]).code == 0
    assert tell("ask", "What is the median pay?").errors.startswith("'default' is empty")


def test_help_waits_for_none_of_the_libraries_that_do_the_work() -> None:
    program = (
        "import sys; from assistant.interfaces.cli import run; run(['--help']);"
        "sys.stderr.write(' '.join(sys.modules))"
    )
    told = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert "insight demo" in told.stdout
    heavy = {"rich", "pydantic", "numpy", "chromadb", "onnxruntime", "langchain_core", "tiktoken"}
    assert not heavy & set(told.stderr.split())


def test_the_page_on_the_command_line_is_what_help_says(
    repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONPATH", str(repository))
    checked = subprocess.run(
        [sys.executable, "-m", "cogapp", "--check", "docs/cli.md"],
        cwd=repository,
        capture_output=True,
        check=False,
    )
    assert checked.returncode == 0, "write it again: python -m cogapp -r docs/cli.md"


@pytest.mark.slow
def test_a_reader_that_leaves_is_no_failure_worth_a_word(repository: Path) -> None:
    program = f"{sys.executable} -m assistant.interfaces.cli ask '{QUESTION}' --json"
    told = subprocess.run(
        ["bash", "-c", f"{program} | true; exit ${{PIPESTATUS[0]}}"],
        cwd=repository,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (told.returncode, told.stderr) == (141, "")


@pytest.mark.slow
def test_questions_on_stdin_are_answered_as_they_come(repository: Path) -> None:
    with started("ask", "--batch", "-", "--json", repository=repository) as process:
        assert process.stdin
        assert process.stdout
        for number in (1, 2):
            process.stdin.write(f'{{"id": {number}, "question": "Who is paid by the hour?"}}\n')
            process.stdin.flush()
            assert json.loads(process.stdout.readline())["id"] == number
        _, errors = process.communicate()
    assert (process.returncode, errors) == (0, "")


@pytest.mark.slow
def test_ctrl_c_in_an_ingest_exits_with_130_and_leaves_a_whole_store(
    tell: Tell, tmp_path: Path, insight_home: Path, repository: Path
) -> None:
    for number in range(400):
        lines = (f"Wage {number}.{line} rose to {number + line} in May." for line in range(60))
        (tmp_path / f"{number}.md").write_text("\n\n".join(lines), "utf-8")
    with started("ingest", str(tmp_path), repository=repository) as process:
        while process.poll() is None and not (insight_home / "truth.sqlite3").exists():
            time.sleep(0.05)
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=60)
    assert process.returncode == 130
    assert errors.splitlines()[-1].startswith("insight: interrupted")
    assert "Traceback" not in errors
    sources = tell("sources", "list", "--json").document["sources"]
    assert {source["status"] for source in sources} <= {"ready"}
