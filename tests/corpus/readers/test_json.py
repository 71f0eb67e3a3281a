"""JSON becomes postings, passages, rows or a report, and a bad line costs only itself."""

import json as stdlib_json
from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.documents import Kind, Reading
from corpus.errors import CorruptSource, EmptySource
from corpus.postings import Pay, Place
from corpus.readers import json

Sound = Callable[..., None]

SCHEMA = {
    "@type": "JobPosting",
    "title": "AI Engineer",
    "hiringOrganization": {"name": "Acme"},
    "jobLocation": {
        "address": {"addressLocality": "Dallas", "addressRegion": "TX", "addressCountry": "US"}
    },
    "baseSalary": {
        "currency": "USD",
        "value": {"minValue": 10, "maxValue": 20, "unitText": "HOUR"},
    },
    "datePosted": "2025-05-12",
    "description": "Build it.",
}


def read(value: object, kind: Kind | None = None) -> Reading:
    return json.read(stdlib_json.dumps(value).encode(), name="things.json", kind=kind)


@pytest.mark.parametrize(
    "value", [SCHEMA, [SCHEMA], {"@graph": [SCHEMA]}, {"jobs": [SCHEMA], "count": 1}]
)
def test_schema_postings_are_found_wherever_they_lie(assert_sound: Sound, value: object) -> None:
    (document,) = read(value).documents
    assert_sound(document)
    posting = document.posting
    assert posting is not None
    assert (posting.title, posting.hiring_organization) == ("AI Engineer", "Acme")
    assert posting.job_location == (Place("Dallas", "TX", "US", "Dallas, TX, US"),)
    assert posting.base_salary == Pay(10, 20, "USD", "HOUR", "USD 10 – 20 per hour")
    assert posting.date_posted == date(2025, 5, 12)


@pytest.mark.parametrize(
    "salary",
    [
        {"currency": "USD", "value": {"value": 187_000, "unitText": "YEAR"}},
        {"currency": "USD", "value": 187_000, "unitText": "YEAR"},
        {"currency": "USD", "value": [{"value": "187000", "unitText": "YEAR"}]},
    ],
)
def test_one_figure_of_pay_keeps_its_currency_and_unit(salary: object) -> None:
    posting = read({**SCHEMA, "baseSalary": salary}).documents[0].posting
    assert posting is not None
    assert posting.base_salary == Pay(187_000, 187_000, "USD", "YEAR", "USD 187,000 per year")


def test_code_words_are_spelt_out_in_the_text_alone() -> None:
    remote = {
        "jobLocationType": "TELECOMMUTE",
        "employmentType": "FULL_TIME",
        "applicantLocationRequirements": [{"@type": "Country", "name": "Norway"}],
    }
    document = read({**SCHEMA, **remote}).documents[0]
    assert document.posting is not None
    assert document.posting.job_location_type == "TELECOMMUTE"
    assert "Work arrangement: Remote\nEmployment type: Full-time\n" in document.text
    assert "Applicant location requirements: Norway" in document.text


GREENHOUSE = {
    "title": "SRE",
    "company_name": "Acme",
    "location": {"name": "Oslo"},
    "content": "&lt;p&gt;Run&lt;/p&gt;",
    "absolute_url": "https://x.org/1",
    "first_published": "2025-05-12T00:00:00Z",
}
LEVER = {
    "text": "SRE",
    "hostedUrl": "https://x.org/1",
    "createdAt": 1747051200000,
    "categories": {"location": "Oslo", "commitment": "Full-time"},
    "descriptionPlain": "Run",
}
ASHBY = {
    "title": "SRE",
    "location": "Oslo",
    "employmentType": "FullTime",
    "descriptionHtml": "<p>Run</p>",
    "publishedAt": "2025-05-12",
    "jobUrl": "https://x.org/1",
}


@pytest.mark.parametrize(
    ("job", "title", "employer", "place"),
    [
        (GREENHOUSE, "SRE", "Acme", "Oslo"),
        (LEVER, "SRE", None, "Oslo"),
        (ASHBY, "SRE", None, "Oslo"),
    ],
    ids=["greenhouse", "lever", "ashby"],
)
def test_the_boards_own_shapes_are_postings(
    job: dict[str, object], title: str, employer: str | None, place: str
) -> None:
    (document,) = read({"jobs": [job]}).documents
    posting = document.posting
    assert posting is not None
    assert (posting.title, posting.hiring_organization) == (title, employer)
    assert [where.raw for where in posting.job_location] == [place]
    assert (posting.date_posted, posting.description) == (date(2025, 5, 12), "Run")
    assert posting.url == "https://x.org/1"


def test_passages_are_reports_with_their_own_titles(assert_sound: Sound) -> None:
    reading = read(
        [
            {"title": "Forecasting", "text": "One.\n\nTwo.", "date": "2025-05"},
            {"title": "Empty", "text": ""},
        ]
    )
    (passage,) = reading.documents
    assert_sound(passage)
    assert (passage.title, passage.text, passage.published) == (
        "Forecasting",
        "One.\n\nTwo.",
        date(2025, 5, 1),
    )
    assert reading.notes == ("1 without a text were left out",)


def test_a_line_that_is_no_json_is_left_out_and_named() -> None:
    text = '{"name": "Ada", "age": 36}\n{"name": \n\n{"name": "Bo", "age": 41}\n'
    reading = json.read(text.encode(), name="people.jsonl")
    assert reading.documents[0].text == "name: Ada | age: 36\n\nname: Bo | age: 41"
    assert reading.notes == ("lines that are no JSON left out: 1 (number 2)",)


def test_anything_else_is_a_report_of_its_keys(assert_sound: Sound) -> None:
    (report,) = read(
        {"pay": {"median": 5, "open": True, "none": None}, "roles": ["a", "b"]}
    ).documents
    assert_sound(report)
    assert report.text == "pay.median: 5\n\npay.open: true\n\nroles: a; b"


@pytest.mark.parametrize("text", ['{"a": ', "[" * 100_000, "nothing", "[1" + "0" * 5_000 + "]"])
def test_damaged_json_is_named_as_such(text: str) -> None:
    with pytest.raises(CorruptSource):
        json.read(text.encode(), name="x.json")


@pytest.mark.parametrize("value", [[], {}, None, "", {"a": None}])
def test_json_that_says_nothing_is_empty(value: object) -> None:
    with pytest.raises(EmptySource):
        read(value)


VALUES = st.recursive(
    st.none() | st.booleans() | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(["title", "text", "company", "description", "@type", "a", "jobs"]),
            inner,
            max_size=5,
        )
    ),
    max_leaves=20,
)


@given(VALUES, st.sampled_from([None, "report", "posting"]))
def test_any_json_gives_sound_documents(
    assert_sound: Sound, value: object, kind: Kind | None
) -> None:
    try:
        documents = read(value, kind).documents
    except EmptySource:
        return
    for document in documents:
        assert_sound(document)
