"""Rows become postings or a report, whatever the export calls its columns and however it is cut."""

import io
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.documents import Document, Reading
from corpus.errors import CorruptSource, EmptySource
from corpus.postings import Pay, Place, Posting
from corpus.readers import mapping, parquet, tables

Sound = Callable[..., None]
POSTINGS = Path("../shared/data/postings_nyc")
INGEST = Path("../shared/data/ingest/markitdown/packages/markitdown/tests/test_files")


def read(text: str, name: str = "jobs.csv") -> Reading:
    return tables.read(text.encode(), name=name)


def lines(document: Document) -> list[str]:
    return [block.span.of(document.text) for block in document.blocks]


COLUMNS = (
    "job_title,company_name,location,is_remote,min_amount,max_amount,currency,interval,date_posted"
    ",skills,seniority,job_id,description"
)
ENGINEER = (
    'AI Engineer,Acme,"Dallas, TX, US",True,65000.0,100000.0,USD,yearly,2025-05-12'
    ',"Python, Go",senior,a-1,"<p>Build it.</p><ul><li>Ship it</li></ul>"'
)
NAMELESS = ",Nameless,Austin,,,,,,,,,a-2,"
WELDER = 'Welder,Weld & Co,,,,,,,2025-05-01,,,a-3,"Line one.\n\nLine three."'
JOBS = f"{COLUMNS}\n{ENGINEER}\n{NAMELESS}\n{WELDER}\n"


def test_each_row_becomes_a_posting_with_a_readable_text(assert_sound: Sound) -> None:
    reading = read(JOBS)
    engineer, welder = reading.documents
    assert_sound(engineer)
    assert_sound(welder)
    assert engineer.posting == Posting(
        title="AI Engineer",
        hiring_organization="Acme",
        description="Build it.\n\n- Ship it",
        identifier="a-1",
        job_location=(Place("Dallas", "TX", "US", "Dallas, TX, US"),),
        job_location_type="remote",
        date_posted=date(2025, 5, 12),
        base_salary=Pay(65_000, 100_000, "USD", "YEAR", "USD 65,000 – 100,000 per year"),
        skills=("Python", "Go"),
        columns=(
            ("job_title", "AI Engineer"),
            ("company_name", "Acme"),
            ("location", "Dallas, TX, US"),
            ("is_remote", "True"),
            ("min_amount", "65000.0"),
            ("max_amount", "100000.0"),
            ("currency", "USD"),
            ("interval", "yearly"),
            ("date_posted", "2025-05-12"),
            ("skills", "Python, Go"),
            ("seniority", "senior"),
            ("job_id", "a-1"),
            ("description", "<p>Build it.</p><ul><li>Ship it</li></ul>"),
        ),
    )
    assert engineer.text == (
        "AI Engineer\n\nEmployer: Acme\nLocation: Dallas, TX, US\nWork arrangement: remote\n"
        "Pay: USD 65,000 – 100,000 per year\nPosted: 2025-05-12\nSkills: Python, Go\n"
        "Seniority: senior\n\nBuild it.\n\n- Ship it"
    )
    assert (engineer.title, engineer.kind) == ("AI Engineer — Acme", "posting")
    assert (engineer.publisher, engineer.published) == ("Acme", date(2025, 5, 12))
    assert [block.kind for block in engineer.blocks] == [
        "heading",
        "paragraph",
        "paragraph",
        "list",
    ]
    assert lines(welder)[-2:] == ["Line one.", "Line three."]
    assert reading.notes == ("rows without a title left out: 1 (number 2)",)


@pytest.mark.parametrize(
    ("columns", "are"),
    [
        ("title,hiringOrganization.name,jobLocation,description,datePosted", True),
        ("Job Title,Salary Estimate,Job Description,Rating,Company Name,Location", True),
        (
            "job_id,company_name,title,description,max_salary,pay_period,formatted_work_type,location",
            True,
        ),
        (
            "Business Title,Agency,Salary Range From,Salary Range To,Work Location,Posting Date",
            True,
        ),
        ("Position Title,Employer,City,State", True),
        ("Position,Company name,Town,Comp,Posted on,Job text", True),
        ("Role,Firm,Where,Compensation range,Date listed", True),
        ("Position,Comp,Where,Date", False),
        ("Role,Where,Listed", False),
        ("title,description,date", False),
        ("title,author,publisher,date,url", False),
        ("date,state,indeed_job_postings_index", False),
        ("company_id,company_name,website,one_liner", False),
        (
            "work_year,experience_level,job_title,salary,salary_in_usd,remote_ratio,company_size",
            False,
        ),
        ("name,age,city", False),
    ],
)
def test_columns_tell_postings_from_other_tables(columns: str, are: bool) -> None:
    assert mapping.are_described(columns.split(",")) is are


def test_a_european_export_keeps_every_column() -> None:
    header = "Position;Company name;Town;Comp;Posted on;Job text"
    told = f"{header}\nSchweißer;Müller AG;Köln;€45,000 per year;03.06.2025;Weld it.\n"
    (welder,) = tables.read(told.encode("cp1252"), name="jobs.csv").documents
    assert welder.posting is not None
    assert welder.posting.base_salary == Pay(45_000, 45_000, "EUR", "YEAR", "€45,000 per year")
    assert (welder.posting.date_posted, welder.posting.description) == (
        date(2025, 6, 3),
        "Weld it.",
    )
    assert "Location: Köln" in welder.text


@pytest.mark.parametrize(
    ("clear", "first"),
    [("14/05/2025", date(2025, 4, 3)), ("05/14/2025", date(2025, 3, 4)), ("01/02/2025", None)],
)
def test_a_column_tells_the_order_of_its_days(clear: str, first: date | None) -> None:
    rows = f"Job title,Company,Description,Date posted\nA,B,C,03/04/2025\nA,B,C,{clear}\n"
    document = read(rows).documents[0]
    assert document.published == first
    assert ("Posted: 03/04/2025" in document.text) == (first is None)


def test_days_and_pay_that_cannot_be_read_stay_in_the_text() -> None:
    row = "Job title,Company,Description,Date posted,Salary\nA,B,C,3 days ago,Competitive\n"
    text = read(row).documents[0].text
    assert "Posted: 3 days ago" in text
    assert "Pay: Competitive" in text


def test_a_table_can_be_said_to_hold_postings() -> None:
    rows = [{"role": "Welder", "notes": "nights"}]
    (welder,) = tables.documents(rows, name="x.csv", kind="posting").documents
    assert welder.text == "Welder\n\nNotes: nights"


@pytest.mark.parametrize(
    "text",
    [
        "name,age\nAda,36\nBo,41\n",
        "name;age\nAda;36\nBo;41\n",
        "name\tage\nAda\t36\nBo\t41\n",
        "name|age\nAda|36\nBo|41\n",
        "\ufeffname,age\r\nAda,36\r\n\r\nBo,41\r\n",
        '"name","age"\n"Ada","36"\n"Bo","41"\n',
    ],
)
def test_a_table_is_cut_by_whatever_delimits_it(assert_sound: Sound, text: str) -> None:
    (report,) = read(text, "people_by_age.csv").documents
    assert_sound(report)
    assert (report.title, report.kind) == ("People by age", "report")
    assert lines(report) == ["name: Ada | age: 36", "name: Bo | age: 41"]


def test_untidy_rows_are_read_and_noted() -> None:
    reading = read(
        'Ages of people\n\nname,age,city\nAda,36\n"Bo\nLee",41,Ely,extra\nCy,,Rye\n', "x.csv"
    )
    assert lines(reading.documents[0]) == [
        "Ages of people",
        "name: Ada | age: 36",
        "name: Bo Lee | age: 41 | city: Ely | column 4: extra",
        "name: Cy | city: Rye",
    ]
    assert reading.notes == ("rows with more cells than columns: 1 (number 2)",)


def test_a_table_without_a_header_names_its_columns_by_number() -> None:
    assert lines(read("1,2\n3,4\n").documents[0]) == [
        "column 1: 1 | column 2: 2",
        "column 1: 3 | column 2: 4",
    ]


def test_a_quote_that_is_never_closed_takes_no_other_row() -> None:
    rows = "".join(
        f'{number},"open {number}\n' if number == 2 else f"{number},b\n" for number in range(400)
    )
    assert "n: 399 | word: b" in read("n,word\n" + rows, "x.csv").documents[0].text


def test_a_table_too_long_is_cut_with_a_note() -> None:
    reading = read("word,other\n" + "a,b\n" * 6_000, "x.csv")
    assert len(reading.documents[0].blocks) == tables.MOST_ROWS
    assert reading.notes == ("only the first 5,000 of 6,000 rows were read",)


def test_rows_with_a_text_of_their_own_are_reports_under_their_own_titles() -> None:
    reading = read("Title,Text,Date\nGrowth,It rose.,2025-05-12\nLoss,It fell.,\n", "news.csv")
    assert [(found.title, found.text, found.published) for found in reading.documents] == [
        ("Growth", "It rose.", date(2025, 5, 12)),
        ("Loss", "It fell.", None),
    ]


def test_a_table_of_nothing_is_empty() -> None:
    with pytest.raises(EmptySource):
        read("a,b\n,\n")


@given(st.text(alphabet='ab1,;\t"\n \r|', max_size=200))
def test_no_table_breaks_the_reader(assert_sound: Sound, text: str) -> None:
    try:
        documents = read(text, "x.csv").documents
    except EmptySource:
        return
    for document in documents:
        assert_sound(document)


def test_parquet_rows_are_rows(assert_sound: Sound) -> None:
    table = pa.table(
        {
            "title": ["AI Engineer"],
            "company": ["Acme"],
            "date_posted": [date(2025, 5, 12)],
            "skills": [["a", "b"]],
        }
    )
    content = io.BytesIO()
    pq.write_table(table, content)
    (posting,) = parquet.read(content.getvalue(), name="jobs.parquet").documents
    assert_sound(posting)
    assert posting.text == "AI Engineer\n\nEmployer: Acme\nPosted: 2025-05-12\nSkills: a, b"


def test_damaged_parquet_is_named_as_such() -> None:
    with pytest.raises(CorruptSource):
        parquet.read(b"PAR1" + b"x" * 100 + b"PAR1", name="jobs.parquet")


@pytest.mark.skipif(not POSTINGS.is_dir(), reason="the New York postings are not on this machine")
def test_the_new_york_postings_are_all_read(assert_sound: Sound) -> None:
    found = tables.read((POSTINGS / "jobs.csv").read_bytes(), name="jobs.csv").documents
    told = [document.posting for document in found if document.posting]
    assert len(told) == 522
    assert len({posting.hiring_organization for posting in told}) == 151
    assert sum("Python" in posting.skills for posting in told) == 76
    assert (
        sum(
            posting.base_salary is not None and posting.base_salary.unit == "HOUR"
            for posting in told
        )
        == 13
    )
    assert (
        sum(
            posting.base_salary is not None and posting.base_salary.currency != "USD"
            for posting in told
        )
        == 22
    )
    for document in found[:50]:
        assert_sound(document)


@pytest.mark.skipif(not INGEST.is_dir(), reason="the ingest set is not on this machine")
def test_a_small_table_in_shift_jis_is_read() -> None:
    content = (INGEST / "test_mskanji.csv").read_bytes()
    (report,) = tables.read(content, name="test_mskanji.csv").documents
    assert lines(report)[0] == "名前: 佐藤太郎 | 年齢: 30 | 住所: 東京"
