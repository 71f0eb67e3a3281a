"""A draft is checked against given passages or what was ingested, and told as it was asked."""

import io
import json
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from zipfile import ZipFile

import pytest

from assistant.answers import Citation, Claim
from assistant.interfaces.checking import Against, Borne, Told, check
from assistant.interfaces.cli import run
from assistant.interfaces.drafts import LONGEST
from assistant.settings import Settings
from assistant.verification.checked import Checked, Witness
from assistant.verification.claims import Statement, statements
from assistant.verification.evidence import Evidence
from corpus.documents import Span
from corpus.errors import InvalidInput
from tests.assistant.interfaces.checkups import citation

PASSAGES = (
    '{"number": 1, "title": "Pay 2025", "published": "2025-09-01", "text": "Pay rose by 4%."}\n'
    '{"number": 4, "title": "Table", "text": "| Texas | 5% |"}\n'
)
GIVEN = Against(Path("given.jsonl"))
STORED = Against()
PLAINLY = Told()


class Verbatim:
    """Holds a sentence for supported where a passage says it word for word."""

    def check(self, draft: str, evidence: Sequence[Evidence]) -> tuple[Checked, ...]:
        return tuple(_checked(said, evidence) for said in statements(draft))


def _checked(said: Statement, evidence: Sequence[Evidence]) -> Checked:
    borne = [passage for passage in evidence if said.text in passage.text]
    found = tuple(_witness(said.text, passage) for passage in borne)
    verdict = Checked(said.text, said.span, "unsupported", "No passage says this.")
    verdict = replace(verdict, given=said.cited, witnesses=found)
    return (
        replace(verdict, verdict="supported", reason="The source says this.") if found else verdict
    )


def _witness(text: str, passage: Evidence) -> Witness:
    start = passage.text.index(text)
    return Witness(passage.number, Span(start, start + len(text)))


class Scripted:
    """Checks passages word for word, and finds all that is asked of a store supported."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, ...]] = []

    def verifier(self, settings: Settings) -> Verbatim:
        return Verbatim()

    @contextmanager
    def checker(
        self, settings: Settings, collections: tuple[str, ...]
    ) -> Iterator[Callable[[str], Borne]]:
        self.asked.append(collections)
        yield _all_supported


def _all_supported(draft: str) -> Borne:
    cited: tuple[Citation, ...] = (citation(1),)
    return tuple(
        Claim(s.text, (1,), "supported", "quoted", "Yes.") for s in statements(draft)
    ), cited


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of the test's own to work in, with passages and a data folder not made yet."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("INSIGHT_HOME", str(tmp_path / "home"))
    (tmp_path / "given.jsonl").write_text(PASSAGES, "utf-8")
    return tmp_path


def checked(
    draft: str | bytes,
    *,
    name: str = "note.md",
    against: Against = GIVEN,
    told: Told = PLAINLY,
) -> int:
    """The exit code of checking this draft, kept in a file of this name."""
    content = draft if isinstance(draft, bytes) else draft.encode()
    Path(name).write_bytes(content)
    return check(name, against=against, told=told, checkers=Scripted())


def document(text: str) -> dict[str, Any]:
    value: dict[str, Any] = json.loads(text)
    return value


def test_a_borne_draft_passes(capsys: pytest.CaptureFixture[str], folder: Path) -> None:
    assert checked("Pay rose by 4%. [1]") == 0
    out = capsys.readouterr().out
    assert "✓ supported     Pay rose by 4%." in out
    assert out.endswith("1 sentence: 1 supported.\n")
    assert not (folder / "home").exists()


def test_a_draft_that_no_passage_bears_fails(capsys: pytest.CaptureFixture[str]) -> None:
    assert checked("Pay rose by 4% [1]. Pay fell in Ohio.") == 1
    assert "? unsupported   Pay fell in Ohio." in capsys.readouterr().out


def test_json_cites_the_given_passage_by_its_number_and_span(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert checked("Pay rose by 4% [4].", told=Told(as_json=True)) == 0
    (claim,) = document(capsys.readouterr().out)["claims"]
    (cited,) = claim["citations"]
    assert (claim["cited"], cited["number"], cited["title"]) == ([4], 1, "Pay 2025")
    assert (cited["quote"], cited["start"], cited["end"]) == ("Pay rose by 4%.", 0, 15)
    assert (cited["source_id"], cited["path"], cited["published"]) == (
        "given.jsonl/1",
        "given.jsonl",
        "2025-09-01",
    )


def test_a_row_of_a_table_is_told_as_it_is_read(capsys: pytest.CaptureFixture[str]) -> None:
    Path("given.jsonl").write_text('{"number": 1, "text": "Texas | 5% | up"}', "utf-8")
    checked("Texas | 5% | up", told=Told(as_json=True))
    claims = document(capsys.readouterr().out)["claims"]
    assert [each["reading"] for claim in claims for each in claim["citations"]] == [
        "Texas · 5% · up"
    ]


def test_what_was_ingested_is_asked_where_no_passages_are_given(
    capsys: pytest.CaptureFixture[str],
) -> None:
    Path("market.md").write_text("# Pay\n\nPay rose by 4%.", "utf-8")
    assert run(["ingest", "market.md", "--collection", "emea"]) == 0
    capsys.readouterr()
    checkers = Scripted()
    Path("note.md").write_text("Pay rose by 4% [7].", "utf-8")
    assert check("note.md", against=STORED, told=Told(as_json=True), checkers=checkers) == 0
    (claim,) = document(capsys.readouterr().out)["claims"]
    assert checkers.asked == [("emea",)]
    assert (claim["cited"], claim["start"], claim["end"]) == ([], 0, 19)
    assert [cited["title"] for cited in claim["citations"]] == ["Pay 2025"]
    with pytest.raises(InvalidInput, match="there is no collection 'apac'; there are: emea"):
        checked("Pay rose.", against=Against(collections=("apac",)))


def test_where_nothing_was_ingested_that_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    checked("Pay rose.", against=STORED)
    assert "nothing has been ingested yet" in capsys.readouterr().err


@pytest.mark.parametrize(("file", "start"), [("r.md", "# Check of"), ("r.html", "<!DOCTYPE html>")])
def test_a_report_is_written_by_the_files_ending(
    capsys: pytest.CaptureFixture[str], file: str, start: str
) -> None:
    assert checked("Pay fell.", told=Told(file=Path(file))) == 1
    assert Path(file).read_text("utf-8").startswith(start)
    told = capsys.readouterr()
    assert (told.out, told.err) == (
        "1 sentence: 1 unsupported.\n",
        f"The report was written to {file}.\n",
    )


def test_json_goes_to_stdout_while_a_report_goes_to_a_file(
    capsys: pytest.CaptureFixture[str],
) -> None:
    checked("Pay fell.", told=Told("html", Path("report"), as_json=True))
    assert document(capsys.readouterr().out)["verdicts"]["unsupported"] == 1
    assert Path("report").read_text("utf-8").startswith("<!DOCTYPE html>")


def test_a_report_without_a_file_is_on_stdout(capsys: pytest.CaptureFixture[str]) -> None:
    checked("Pay rose by 4%.", told=Told("markdown"))
    assert capsys.readouterr().out.startswith("# Check of note.md\n")


def test_stdin_is_read_for_a_dash(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(b"Pay rose by 4%.")))
    assert check("-", against=GIVEN, told=Told("markdown"), checkers=Scripted()) == 0
    assert capsys.readouterr().out.startswith("# Check of standard input\n")


def test_any_file_that_is_read_can_be_a_draft(capsys: pytest.CaptureFixture[str]) -> None:
    page = "<html><body><h1>Note</h1><p>Pay rose by 4%.</p><script>x</script></body></html>"
    assert checked(page, name="note.html") == 0
    assert "Pay rose by 4%." in capsys.readouterr().out


@pytest.mark.parametrize(
    ("draft", "name", "trouble"),
    [
        ("", "note.md", "note.md is empty: there is nothing to check"),
        (" \n\t ", "note.txt", "note.txt is empty"),
        (bytes(range(256)) * 8, "note.md", "note.md"),
        (b"\x89PNG\r\n\x1a\n" + bytes(200), "note.png", "note.png"),
        ("a" * (LONGEST + 1), "note.md", "at most 200,000 are checked at once"),
        ("a" * 1_000_001, "note.md", "at most 1 MB are read"),
    ],
)
def test_what_cannot_be_checked_is_wrong_usage(draft: str | bytes, name: str, trouble: str) -> None:
    with pytest.raises(InvalidInput) as raised:
        checked(draft, name=name)
    assert trouble in str(raised.value)


@pytest.mark.parametrize("name", ["none.md", ".", "none.docx"])
def test_a_draft_that_is_not_there_is_wrong_usage(name: str) -> None:
    with pytest.raises(InvalidInput):
        check(name, against=GIVEN, told=PLAINLY, checkers=Scripted())


@pytest.mark.parametrize(
    ("told", "trouble"),
    [
        (Told("html", as_json=True), "add -o FILE"),
        (Told(file=Path("note.md")), "is the draft itself"),
        (Told(file=Path("none/report.md")), "in a folder that exists"),
        (Told("html", Path()), "in a folder that exists"),
        (Told(file=Path("report.pdf")), "ends in neither .md nor .html"),
    ],
)
def test_a_report_that_cannot_be_meant_is_wrong_usage(told: Told, trouble: str) -> None:
    with pytest.raises(InvalidInput) as raised:
        checked("Pay rose.", told=told)
    assert trouble in str(raised.value)
    assert Path("note.md").read_text("utf-8") == "Pay rose."


def test_passages_and_a_collection_cannot_both_be_meant() -> None:
    with pytest.raises(InvalidInput, match="not both"):
        checked("Pay rose.", against=replace(GIVEN, collections=("emea",)))


def test_a_word_document_is_read(folder: Path) -> None:
    body = "<w:p><w:r><w:t>Pay rose by 4%.</w:t></w:r></w:p>"
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    with ZipFile(folder / "note.docx", "w") as file:
        file.writestr("[Content_Types].xml", CONTENT_TYPES)
        file.writestr("_rels/.rels", RELATIONS)
        file.writestr(
            "word/document.xml",
            f'<w:document xmlns:w="{space}"><w:body>{body}</w:body></w:document>',
        )
    assert check("note.docx", against=GIVEN, told=PLAINLY, checkers=Scripted()) == 0


CONTENT_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/word/document.xml" ContentType="application/'
    'vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
    'relationships/officeDocument" Target="word/document.xml"/></Relationships>'
)
