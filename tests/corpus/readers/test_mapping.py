"""Columns are told by their names and values, in any style and in several languages."""

import json as stdlib_json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.documents import Reading
from corpus.postings import Mapping, Posting
from corpus.readers import mapping, read
from tests.corpus.readers import more_exports
from tests.corpus.readers.exports import OTHERS, POSTINGS, Export

NEW_YORK = Path("../shared/data/postings_nyc")


def reading(export: Export) -> Reading:
    whole = isinstance(export.content, str)
    text = str(export.content) if whole else stdlib_json.dumps(export.content)
    return read(text.encode(), name=export.name)


def first(found: Reading) -> Posting:
    posting = found.documents[0].posting
    assert posting is not None
    return posting


def columns(found: Mapping) -> dict[str, str]:
    return {fit.field: fit.columns[0] for fit in found.fits if fit.columns}


@pytest.mark.parametrize(
    "export", [*POSTINGS, *more_exports.POSTINGS], ids=lambda export: export.name
)
def test_each_field_of_an_export_is_found(export: Export) -> None:
    found = reading(export)
    assert all(document.posting for document in found.documents)
    assert {**columns(found.mappings[0]), **export.columns} == columns(found.mappings[0])


@pytest.mark.parametrize("export", [*OTHERS, *more_exports.OTHERS], ids=lambda export: export.name)
def test_a_table_of_other_things_is_no_table_of_postings(export: Export) -> None:
    found = reading(export)
    assert not any(document.posting for document in found.documents)
    assert found.mappings == ()


def by_names(header: str, *rows: str) -> dict[str, str]:
    found = read("\n".join((header, *rows)).encode(), name="rows.csv")
    return columns(found.mappings[0])


def test_a_german_designation_is_a_title_where_its_values_are_jobs() -> None:
    told = by_names(
        "Bezeichnung;Einrichtung;Arbeitsmodell;Gehalt",
        "Leitung Station 3 (m/w/d);Klinikum Nord;Vor Ort;45.000 €",
        "Springer Nacht m/w/d;Klinikum Nord;Hybrid;41.000 €",
    )
    assert told == {
        "title": "Bezeichnung",
        "employer": "Einrichtung",
        "remote": "Arbeitsmodell",
        "pay": "Gehalt",
    }


@pytest.mark.parametrize("name", ["Trust", "NHS Trust", "Hospital name", "Banner", "Brand"])
def test_a_weak_name_is_the_employer_where_no_better_column_is(name: str) -> None:
    rows = ("Night Nurse,Northgate,Hybrid,£30000", "Baker,Eastmoor,On-site,£25000")
    told = by_names(f"Job Title,{name},Working pattern,Salary", *rows)
    assert (told["employer"], told["remote"]) == (name, "Working pattern")
    better = by_names(
        f"Job Title,{name},Working pattern,Company,Salary",
        "Night Nurse,Northgate,Full-time,Acme,£30000",
        "Baker,Eastmoor,Part-time,Bolt,£25000",
    )
    assert (better["employer"], better["employment"]) == ("Company", "Working pattern")


def test_a_mapping_says_why_and_shows_values() -> None:
    found = reading(POSTINGS[0]).mappings[0]
    fit = next(fit for fit in found.fits if fit.field == "pay_minimum")
    assert (fit.columns, fit.samples) == (("Gehalt von",), ("55.000", "42.000"))
    assert "its values are figures" in fit.why
    assert 0.6 < fit.score < 1


def test_every_column_stays_in_its_own_words() -> None:
    rows = (
        "job_title,company,flag,tags,note,story\n"
        f"Welder,Acme,0,a|b,  two   words ,{'x' * 201}\nCook,Bolt,,,,\n"
    )
    welder, cook = (document.posting for document in read(rows.encode(), name="jobs.csv").documents)
    assert welder is not None
    assert cook is not None
    assert welder.columns == (
        ("job_title", "Welder"),
        ("company", "Acme"),
        ("flag", "0"),
        ("tags", "a|b"),
        ("note", "two words"),
    )
    assert cook.columns == (("job_title", "Cook"), ("company", "Bolt"))


def test_columns_of_nested_objects_are_dotted_and_their_lists_are_joined() -> None:
    thread = next(export for export in POSTINGS if export.name == "hiring_thread.json")
    posting = first(reading(thread))
    told = dict(posting.columns)
    assert told["comp.from"] == "80000"
    assert told["stack"] == "Rust|Postgres"
    assert posting.job_location[0].raw == "Berlin"
    assert len(posting.job_location) == 2
    assert (posting.first_seen, posting.last_seen) == (date(2025, 5, 1), date(2025, 5, 20))


def test_a_snapshots_day_and_a_board_are_read() -> None:
    prefixed = next(export for export in POSTINGS if export.name == "prefixed.csv")
    assert first(reading(prefixed)).first_seen == date(2025, 5, 20)
    jobspy = first(reading(next(e for e in POSTINGS if e.name == "jobspy.csv")))
    assert (jobspy.board, jobspy.url) == ("indeed", "https://www.indeed.com/viewjob?jk=1")


def test_a_posting_without_a_board_is_on_the_site_of_its_address() -> None:
    rows = "Job title,Company,Link\nWelder,Acme,https://www.jobs.example.com/1\n"
    assert first(read(rows.encode(), name="jobs.csv")).board == "jobs.example.com"


def test_the_name_of_a_pay_column_tells_currency_and_period() -> None:
    agency = next(export for export in POSTINGS if export.name == "agency.csv")
    pay = first(reading(agency)).base_salary
    assert pay is not None
    assert (pay.minimum, pay.currency, pay.unit) == (19.5, "USD", "HOUR")


def test_a_row_without_its_first_column_is_told_by_the_next() -> None:
    rows = [
        {"jobTitle": "Welder", "position": "", "company": "Acme", "url": "https://x.org/1"},
        {"jobTitle": "", "position": "Cook", "company": "Acme", "url": "https://x.org/2"},
    ]
    found = read(stdlib_json.dumps(rows).encode(), name="jobs.json")
    assert [document.title for document in found.documents] == ["Welder — Acme", "Cook — Acme"]


ROWS = st.lists(
    st.dictionaries(
        st.sampled_from(["title", "company", "salary", "date", "url", "x.y", "", "Où", "pay (€)"])
        | st.text(max_size=8),
        st.text(max_size=12) | st.sampled_from(["2025-05-01", "$10/hr", "remote", "a|b", "1e9"]),
        max_size=8,
    ),
    max_size=6,
)


@given(ROWS)
def test_each_column_is_in_one_place_of_a_mapping(rows: list[dict[str, str]]) -> None:
    found = mapping.guess(rows)
    placed = [*(column for fit in found.fits for column in fit.columns), *found.kept]
    assert sorted(placed) == sorted({column for row in rows for column in row})
    assert len({fit.field for fit in found.fits}) == len(found.fits)
    assert all(0 <= fit.score <= 1 for fit in found.fits)


@given(ROWS)
def test_the_order_of_columns_changes_no_field(rows: list[dict[str, str]]) -> None:
    backwards = [dict(reversed(row.items())) for row in rows]
    assert mapping.lists_postings(rows) == mapping.lists_postings(backwards)


@pytest.mark.skipif(not NEW_YORK.is_dir(), reason="the New York postings are not on this machine")
def test_the_new_york_columns_are_told() -> None:
    found = read((NEW_YORK / "jobs.csv").read_bytes(), name="jobs.csv")
    assert columns(found.mappings[0]) == {
        "title": "job_title",
        "employer": "company_name",
        "place": "location_text",
        "remote": "remote_policy",
        "employment": "job_type",
        "pay": "salary_range",
        "posted": "posted_date",
        "skills": "skills",
        "identifier": "job_id",
        "url": "job_url",
        "board": "source",
        "seen": "collected_at",
    }
    posting = first(found)
    told = dict(posting.columns)
    assert (told["role_family"], told["nyc_relevance"]) == ("gtm_sales_cs", "nyc_required")
    assert told["manual_review_flag"] == "0"


@pytest.mark.skipif(not NEW_YORK.is_dir(), reason="the New York postings are not on this machine")
def test_the_new_york_companies_are_no_postings() -> None:
    found = read((NEW_YORK / "companies.csv").read_bytes(), name="companies.csv")
    assert not any(document.posting for document in found.documents)
