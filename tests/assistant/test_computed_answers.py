"""Counting questions through the whole chain, over a real store and a real warehouse."""

import csv
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from langchain_core.runnables import Runnable

from assistant import build
from assistant.answers import Answer
from assistant.interfaces import exports
from assistant.questions import Filters, Question
from assistant.settings import Settings
from corpus.errors import InvalidInput
from corpus.ingest import ingest
from corpus.stores import Store
from tests.assistant.test_chain import InProcess
from tests.corpus.stores.sources import EMBEDDER, READ

COLUMNS = "job_id,company,title,location,remote_policy,salary,team_area,skills,posted,url,board"
ROWS = (
    "1,Brightloom,Platform Engineer,Austin TX,remote,$150K - $170K,core_ops,Python|Go,2026-01-10",
    "2,Brightloom,Platform Engineer,Austin TX,onsite,$130K - $150K,core_ops,Python,2026-02-11",
    "3,Ember & Vale,Account Executive,London UK,onsite,£60K - £70K GBP,sales,Salesforce,2026-02-20",
    "4,Ember & Vale,=cmd|' /C calc'!A0,London UK,hybrid,,sales,,2026-03-02",
    "5,Quillstone,Night Nurse,New York NY,onsite,$45 - $55 / hourly,care,,2026-04-07",
    "6,Quillstone,Data Scientist,New York NY,remote,$180K - $220K,data,Python|SQL,2026-04-09",
)
SERIES = "date,state,hiring_index\n2026-01-01,tx,100\n2026-01-02,tx,102.5\n2026-01-03,tx,103\n"
REPORT = """# Platform engineering pay report

Published 2026-03-01. Platform Engineer salaries in Austin ran from $120,000 to $190,000 in 2026.
There are over 4,000 Platform Engineer postings in the United States.
"""


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    folder = tmp_path_factory.mktemp("market")
    lines = [f"{row},https://jobs.example/{row[0]},jobs.example" for row in ROWS]
    copy = ROWS[0].replace("1,", "A-77,", 1) + ",https://other.example/a77,other.example"
    (folder / "jobs.csv").write_text("\n".join((COLUMNS, *lines, copy)), encoding="utf-8")
    (folder / "hiring_index.csv").write_text(
        SERIES + "".join(f"2026-01-{day:02},tx,{100 + day}\n" for day in range(4, 31)),
        encoding="utf-8",
    )
    (folder / "report.md").write_text(REPORT, encoding="utf-8")
    with Store.open(folder / "home", embedder=EMBEDDER, writable=True) as store:
        done = ingest(
            [folder / "jobs.csv", folder / "hiring_index.csv", folder / "report.md"],
            store=store,
            embedder=EMBEDDER,
            reader=InProcess(),
            clock=lambda: READ,
        )
        assert (done.failed, done.postings) == ((), 7)
        yield store


@pytest.fixture(scope="module")
def chain(store: Store) -> Runnable[Question, Answer]:
    return build.chain(store, EMBEDDER, Settings())


def test_a_count_is_of_all_postings_and_names_each(chain: Runnable[Question, Answer]) -> None:
    answer = chain.invoke(Question('How many postings have team area "core_ops"?'))
    tally = answer.tally
    assert tally is not None
    assert (tally.rows, tally.n, tally.of, tally.total) == (((2,),), 2, 6, 3)
    assert sorted(tally.posting_ids) == ["1", "2", "A-77"]
    assert "2 of 6 unique postings match team area “core\\_ops”, 3 with copies. [1]" in answer.text
    assert [(c.kind, c.number) for c in answer.citations] == [("tally", 1)]
    assert [claim.basis for claim in answer.claims] == ["computed"]
    assert not answer.abstained


def test_a_median_never_mixes_currencies_or_periods(chain: Runnable[Question, Answer]) -> None:
    tally = chain.invoke(Question("What is the median annual salary in USD?")).tally
    assert tally is not None
    assert (tally.rows[0][0], tally.currency, tally.period, tally.n) == (
        160_000.0,
        "USD",
        "YEAR",
        3,
    )
    assert (tally.without_value, tally.left_out) == (1, {"other currency": 1, "per hour": 1})


def test_every_figure_of_the_sentence_is_one_of_the_rows(
    chain: Runnable[Question, Answer],
) -> None:
    answer = chain.invoke(Question("Which company has the most postings?"))
    assert answer.tally is not None
    name, count = answer.tally.rows[0][:2]
    assert f"{name}" in answer.text
    assert f": {count}." in answer.claims[-1].text


def test_the_documents_of_a_tally_are_those_stored(
    chain: Runnable[Question, Answer], store: Store
) -> None:
    tally = chain.invoke(Question("How many remote jobs are there?")).tally
    assert tally is not None
    postings = [store.records.document(name).posting for name in tally.document_ids]
    assert [posting and posting.identifier for posting in postings] == list(tally.posting_ids)


def test_reports_and_postings_answer_side_by_side(store: Store) -> None:
    # Words alone compare meaning here, so the usual threshold says nothing.
    chain = build.chain(store, EMBEDDER, Settings(abstain_below=0.0))
    answer = chain.invoke(Question("What salary range do Platform Engineers see in Austin?"))
    kinds = [citation.kind for citation in answer.citations]
    assert kinds[-1] == "tally"
    assert "report" in kinds
    assert "What reports say" in answer.text
    assert "What the postings here come to" in answer.text
    assert "need not agree" in answer.text
    assert answer.claims[-1].text.startswith("Stated pay runs from $130,000 to $170,000 a year")


def test_what_cannot_be_counted_is_refused_with_what_can(
    chain: Runnable[Question, Answer],
) -> None:
    answer = chain.invoke(Question("What is the average signing bonus?"))
    assert (answer.abstained, answer.tally, answer.citations) == (True, None, ())
    assert "no figures of “signing bonus”" in (answer.abstention_reason or "")
    assert answer.followups


def test_an_index_is_never_read_as_a_count(chain: Runnable[Question, Answer]) -> None:
    answer = chain.invoke(Question("What was the hiring index of Texas on 2026-01-02?"))
    assert answer.tally is not None
    assert answer.tally.rows[0][-1] == 102.5
    assert [citation.kind for citation in answer.citations] == ["series"]


def test_filters_hold_for_figures_too(chain: Runnable[Question, Answer]) -> None:
    asked = Question("How many postings are there?", filters=Filters(collections=("elsewhere",)))
    assert chain.invoke(asked).tally is None
    reports = Question("How many postings are there?", filters=Filters(kinds=("report",)))
    assert chain.invoke(reports).tally is None


def test_a_listing_shows_the_postings_themselves(chain: Runnable[Question, Answer]) -> None:
    answer = chain.invoke(Question("Which jobs are at Ember & Vale?"))
    shown = [citation.quote for citation in answer.citations if citation.kind == "posting"]
    assert shown == ["Account Executive", "=cmd|' /C calc'!A0"]


def test_a_formula_in_a_cell_is_written_as_text(
    chain: Runnable[Question, Answer], tmp_path: Path
) -> None:
    answer = chain.invoke(Question("number of postings by title"))
    written = exports.write_csv(answer, tmp_path / "rows.csv")
    with (tmp_path / "rows.csv").open(encoding="utf-8-sig", newline="") as file:
        names = [row[0] for row in csv.reader(file)]
    assert written == len(names) - 1
    assert "'=cmd|' /C calc'!A0" in names


def test_a_listing_is_written_posting_by_posting(
    chain: Runnable[Question, Answer], store: Store, tmp_path: Path
) -> None:
    tally = chain.invoke(Question("Which jobs are at Ember & Vale?")).tally
    assert tally is not None
    found = [(name, store.records.document(name).posting) for name in tally.listed]
    postings = [(name, posting) for name, posting in found if posting]
    assert exports.write_postings(postings, tmp_path / "rows.csv") == 2
    with (tmp_path / "rows.csv").open(encoding="utf-8-sig", newline="") as file:
        header, first, second = csv.reader(file)
    assert header == list(exports.POSTING)
    assert first[:5] == ["3", "Account Executive", "Ember & Vale", "London UK", "£60K - £70K GBP"]
    assert first[5:] == ["2026-02-20", "https://jobs.example/3", tally.listed[0]]
    assert second[:5] == ["4", "'=cmd|' /C calc'!A0", "Ember & Vale", "London UK", ""]


@pytest.mark.parametrize("ending", ["png", "svg", "html"])
def test_a_ranking_is_drawn_without_the_network(
    chain: Runnable[Question, Answer], tmp_path: Path, ending: str
) -> None:
    answer = chain.invoke(Question("number of postings by company"))
    path = tmp_path / f"chart.{ending}"
    exports.write_chart(answer, path)
    beginnings = {"png": b"\x89PNG", "svg": b"<svg", "html": b"<!DOCTYPE"}
    assert path.read_bytes().startswith(beginnings[ending])


def test_a_single_figure_has_no_chart(chain: Runnable[Question, Answer], tmp_path: Path) -> None:
    answer = chain.invoke(Question("How many postings are there?"))
    with pytest.raises(InvalidInput, match="single figure"):
        exports.write_chart(answer, tmp_path / "chart.png")
    with pytest.raises(InvalidInput, match="no computed figures"):
        exports.write_csv(replace(answer, tally=None), tmp_path / "rows.csv")


def test_the_tally_is_plain_json(chain: Runnable[Question, Answer]) -> None:
    told = chain.invoke(Question("How many postings per month?")).as_json()
    again = json.loads(json.dumps(told))
    assert again["tally"]["rows"][0] == ["2026-01-01", 1]
    assert again["chart"]["mark"]["type"] == "line"
