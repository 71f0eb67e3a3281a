"""Tables of days and figures become series, however they are laid out; other tables do not."""

import io
import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus import readers
from corpus.documents import Document, Kind
from corpus.series import Series

Sound = Callable[..., None]
HIRING_LAB = Path("../shared/data/hiring_lab_us")
MONTHS = [date(2024, month, 1) for month in range(1, 7)]


def read(text: str, name: str = "unemployment_by_county.csv", kind: Kind | None = None) -> Document:
    (document,) = readers.read(text.encode(), name=name, kind=kind).documents
    return document


def values(document: Document) -> dict[tuple[str, ...], tuple[float, ...]]:
    return {
        (one.measure, *(value for _, value in one.dimensions)): one.values
        for one in document.series
    }


def test_a_long_table_gives_a_series_for_each_measure_and_place(assert_sound: Sound) -> None:
    rows = "".join(
        f"{day:%Y-%m},{county},{day.month + more},{1000 * day.month}\n"
        for county, more in (("Kings", 0.5), ("Queens", 1.5))
        for day in MONTHS
    )
    document = read("month,county,unemployment_rate,labor_force\n" + rows)
    assert_sound(document)
    assert (document.kind, document.title) == ("series", "Unemployment by county")
    assert document.series[0] == Series(
        measure="unemployment_rate",
        dimensions=(("county", "Kings"),),
        days=tuple(MONTHS),
        values=(1.5, 2.5, 3.5, 4.5, 5.5, 6.5),
        scale="percent",
    )
    assert set(values(document)) == {
        (measure, county)
        for measure in ("unemployment_rate", "labor_force")
        for county in ("Kings", "Queens")
    }
    assert "one figure a month from 2024-01-01 to 2024-06-01" in document.text
    assert "county: Kings, Queens" in document.text
    assert "Queens | 2024-06-01 | unemployment_rate | 7.5" in document.text


def test_a_column_of_values_is_named_by_the_column_beside_it() -> None:
    rows = "".join(
        f"{day},{element},{day.month * 10}\n"
        for element in ("Job openings", "Hires")
        for day in MONTHS
    )
    plain = read("date,thing,value\n" + rows, "jolts.csv")
    assert set(values(plain)) == {("Jolts", "Job openings"), ("Jolts", "Hires")}
    named = read("date,metric,value\n" + rows, "jolts.csv")
    assert set(values(named)) == {("Job openings",), ("Hires",)}
    assert {one.scale for one in named.series} == {"count"}


def test_a_column_a_place_is_read_as_places() -> None:
    rows = "".join(f"{day:%b %Y},{day.month},{day.month * 2},{day.month * 3}\n" for day in MONTHS)
    document = read("Month,London,Wales,North East\n" + rows, "vacancy_rate_by_uk_region.csv")
    assert {one.dimensions: one.values for one in document.series} == {
        (("region", "London"),): (1, 2, 3, 4, 5, 6),
        (("region", "Wales"),): (2, 4, 6, 8, 10, 12),
        (("region", "North East"),): (3, 6, 9, 12, 15, 18),
    }
    assert {(one.measure, one.scale) for one in document.series} == {
        ("Vacancy rate by uk region", "percent")
    }


def test_a_column_a_year_is_read_as_years() -> None:
    document = read(
        "Country,Indicator,2019,2020,2021,2022\n"
        "France,Employment rate,65.1,64.9,67.2,68.1\n"
        "Spain,Employment rate,63.3,60.9,62.7,64.4\n"
    )
    assert values(document) == {
        ("Employment rate", "France"): (65.1, 64.9, 67.2, 68.1),
        ("Employment rate", "Spain"): (63.3, 60.9, 62.7, 64.4),
    }
    assert document.series[0].days == tuple(date(year, 1, 1) for year in range(2019, 2023))


def test_years_and_their_periods_in_two_columns_make_days() -> None:
    rows = "".join(f"LNS1,2024,M{month:02},{month / 2}\n" for month in range(1, 14))
    (one,) = read("series_id,year,period,value\n" + rows, "unrate.csv").series
    assert one.days == tuple(date(2024, month, 1) for month in range(1, 13))


@pytest.mark.parametrize(
    ("periods", "days"),
    [
        (("2024Q1", "2024Q2", "2024Q3", "2024Q4"), (1, 4, 7, 10)),
        (("Q1 2024", "Q2 2024", "Q3 2024", "Q4 2024"), (1, 4, 7, 10)),
        (("Jan-24", "Feb-24", "Mar-24", "Apr-24"), (1, 2, 3, 4)),
        (("2024 JAN", "2024 FEB", "2024 MAR", "2024 APR"), (1, 2, 3, 4)),
        (("01/01/2024", "02/01/2024", "03/01/2024", "04/01/2024"), (1, 2, 3, 4)),
        (("2024M01", "2024M02", "2024M03", "2024M04"), (1, 2, 3, 4)),
    ],
)
def test_periods_are_read_as_their_first_day(
    periods: tuple[str, ...], days: tuple[int, ...]
) -> None:
    (one,) = read("period,rate\n" + "".join(f"{period},1.5\n" for period in periods)).series
    assert one.days == tuple(date(2024, month, 1) for month in days)


@pytest.mark.parametrize(
    ("header", "first", "scale", "base"),
    [
        ("date,job_index", 100, "index", "2024-01-01"),
        ("date,job_index", 98.2, "index", None),
        ("date,level of things", 100, "count", None),
        ("date,things", 100, "index", "2024-01-01"),
        ("date,things", 31, "unknown", None),
        ("date,quits rate", 2.1, "percent", None),
        ("date,average wage", 31, "amount", None),
    ],
)
def test_a_name_or_a_beginning_at_a_hundred_tells_the_scale(
    header: str, first: float, scale: str, base: str | None
) -> None:
    rows = f"2024-01-01,{first}\n" + "".join(f"{day},{day.month + 50}\n" for day in MONTHS[1:])
    (one,) = read(f"{header}\n{rows}", "x.csv").series
    assert (one.scale, one.base) == (scale, base)


def test_a_rate_below_one_may_be_a_fraction_so_its_unit_is_unknown() -> None:
    (one,) = read("month,share\n" + "".join(f"{day},0.0{day.month}\n" for day in MONTHS)).series
    assert one.scale == "unknown"


def test_of_years_quarters_and_months_in_one_column_the_months_are_read() -> None:
    told = "Title,Vacancies\nCDID,AP2Y\nUnit,Thousands\nRelease date,14-05-2024\n"
    rows = "2022,9\n2023,8\n2023 Q1,7\n2023 Q2,6\n"
    months = "".join(f"{day:%Y %b},{800 + day.month}\n" for day in MONTHS)
    (one,) = read(told + rows + months.upper(), "ap2y.csv").series
    assert one == Series(
        "Vacancies", (), tuple(MONTHS), (801, 802, 803, 804, 805, 806), "count", None
    )


def test_a_place_told_by_name_and_by_code_is_one_dimension() -> None:
    rows = "".join(
        f"{name},{code},{day},{day.month}\n"
        for name, code in (("France", "FRA"), ("Spain", "ESP"))
        for day in MONTHS
    )
    document = read("Country,Country Code,Month,Openings\n" + rows)
    assert set(values(document)) == {("Openings", "France"), ("Openings", "Spain")}


def test_a_second_column_of_periods_tells_nothing_apart() -> None:
    rows = "".join(f"LAU1,2024,M{day.month:02},{day:%Y %b},{day.month / 2}\n" for day in MONTHS)
    (one,) = read("Series ID,Year,Period,Label,Value\n" + rows, "rate.csv").series
    assert one.days == tuple(MONTHS)


def test_figures_are_read_as_they_are_written() -> None:
    rows = '2024-01,"1,234.5"\n2024-02,n/a\n2024-03,$7\n2024-04,(3)\n2024-05,45%\n'
    (one,) = read("month,pay\n" + rows).series
    assert dict(zip(one.days, one.values, strict=True)) == {
        MONTHS[0]: 1234.5,
        MONTHS[2]: 7,
        MONTHS[3]: -3,
        MONTHS[4]: 45,
    }


def test_decimal_commas_are_decimals() -> None:
    rows = "".join(f"01.{month:02}.2024;{month},5\n" for month in range(1, 6))
    (one,) = read("Datum;Quote\n" + rows).series
    assert one.values == (1.5, 2.5, 3.5, 4.5, 5.5)


def test_a_point_told_twice_and_differently_is_left_out_and_noted() -> None:
    days = [date(2024, 1 + n // 28, 1 + n % 28) for n in range(300)]
    rows = "".join(f"{day},5\n" for day in days)
    reading = readers.read(f"date,rate\n{rows}2024-01-02,6\n".encode(), name="x.csv")
    (one,) = reading.documents[0].series
    assert date(2024, 1, 2) not in one.days
    assert len(one.days) == 299
    assert reading.notes == ("1 points told twice and differently were left out",)


@pytest.mark.parametrize(
    "text",
    [
        "name,birth year,score\nAda,1990,4\nBo,1991,5\nCy,1992,6\nDi,1993,4\nEd,1994,9\n",
        "work_year,job_title,salary\n" + "".join(f"{2020 + n},Engineer,{n}\n" for n in range(6)),
        "date,company,laid off\n" + "".join(f"2024-0{n}-01,Firm {n},{n}\n" for n in range(1, 7)),
        "company,date,headcount\n" + "".join(f"Firm,2024-0{n}-01,{n}\n" for n in range(1, 7)),
        "a,b\n1,2\n3,4\n5,6\n7,8\n",
        "date,event\n2024-01-01,rain\n2024-01-02,sun\n2024-01-03,rain\n2024-01-04,fog\n",
        "question,answer\nWhat was it on 2024-01-01?,5\nAnd then?,6\nWhy?,7\nWho?,8\n",
        "date,amount\n" + "2024-01-01,5\n2024-01-01,6\n" * 6,
    ],
)
def test_other_tables_are_no_series(text: str) -> None:
    for document in readers.read(text.encode(), name="x.csv").documents:
        assert (document.kind, document.series) == ("report", ())


def test_a_table_said_to_be_a_report_is_one() -> None:
    rows = "".join(f"{day},5\n" for day in MONTHS)
    assert read("date,rate\n" + rows, kind="report").series == ()


def workbook() -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Monthly"
    sheet.append(["Vacancies in thousands"])
    sheet.append(["Month", "Vacancies"])
    for day in MONTHS:
        sheet.append([day, day.month * 10])
    book.create_sheet("Notes").append(["Seasonally adjusted."])
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def table() -> bytes:
    content = io.BytesIO()
    pq.write_table(pa.table({"date": MONTHS, "Vacancies": [10, 20, 30, 40, 50, 60]}), content)
    return content.getvalue()


ROWS = json.dumps([{"date": f"{day:%Y-%m}", "Vacancies": day.month * 10} for day in MONTHS])


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (workbook(), "v.xlsx"),
        (table(), "v.parquet"),
        (ROWS.encode(), "v.json"),
    ],
)
def test_every_kind_of_table_can_hold_series(
    content: bytes, name: str, assert_sound: Sound
) -> None:
    documents = readers.read(content, name=name).documents
    for document in documents:
        assert_sound(document)
    (one,) = [one for document in documents for one in document.series]
    assert one == Series("Vacancies", (), tuple(MONTHS), (10, 20, 30, 40, 50, 60), "count")


@given(
    st.dictionaries(
        st.dates(date(1950, 1, 1), date(2100, 1, 1)), st.integers(-9999, 9999), min_size=6
    )
)
def test_every_figure_comes_back_on_its_day(told: dict[date, int]) -> None:
    rows = "".join(f"{day},{value / 100}\n" for day, value in told.items())
    (one,) = read("date,rate\n" + rows).series
    assert dict(zip(one.days, one.values, strict=True)) == {
        day: value / 100 for day, value in told.items()
    }
    assert list(one.days) == sorted(told)


@pytest.mark.skipif(not HIRING_LAB.is_dir(), reason="the Hiring Lab set is not on this machine")
def test_the_hiring_lab_files_are_indices_of_the_country_and_its_states(
    assert_sound: Sound,
) -> None:
    path = HIRING_LAB / "state_job_postings_us.csv"
    (states,) = readers.read(path.read_bytes(), name=path.name).documents
    assert_sound(states)
    assert len(states.series) == 51
    assert {(one.scale, one.base, len(one.days)) for one in states.series} == {
        ("index", "2020-02-01", 2387)
    }
    path = HIRING_LAB / "aggregate_job_postings_US.csv"
    (country,) = readers.read(path.read_bytes(), name=path.name).documents
    assert len(country.series) == 4
    assert len(country.text) < 6_000
