"""A figure of a series is said with its place, day and scale, and is that of its row."""

import re
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.analysis import series_words
from corpus.queries import Catalogue, Computed, PostingQuery, SeriesKind, SeriesQuery
from tests.assistant.analysis.series_catalogues import (
    ADJUSTED,
    BY_STATE,
    INDICES,
    LAST,
    UNADJUSTED,
    UNEMPLOYMENT,
)

TODAY = date(2026, 8, 20)
RATE = UNEMPLOYMENT.series[0]
DAY, LATER = date(2020, 5, 1), date(2021, 5, 1)


def computed(columns: str, *rows: tuple[object, ...], n: int = 0) -> Computed:
    count = n or len(rows)
    return Computed(
        columns=tuple(columns.split()),
        rows=rows,  # type: ignore[arg-type]
        n=count,
        of=2387,
        unique=count,
        total=count,
        as_of=LAST,
        first=DAY,
        last=LATER,
        document_ids=("states",),
    )


CHANGE = "from to state first last change percent"


@pytest.mark.parametrize(
    ("query", "found", "kind", "said"),
    [
        (
            SeriesQuery("at", "job_index_SA", since=DAY),
            computed("day jobcountry variable value", (DAY, "US", "total postings", 62.32)),
            ADJUSTED,
            (
                "The job index (seasonally adjusted) for United States (US), total postings was"
                " 62.32 on 2020-05-01 (index, 2020-02-01 = 100)."
            ),
        ),
        (
            SeriesQuery("latest", "unemployment_rate"),
            computed("day county_name value", (DAY, "Kings County, NY", 4.5)),
            RATE,
            "The latest unemployment rate for Kings County, NY is 4.5%, in May 2020.",
        ),
        (
            SeriesQuery("maximum", "job_index"),
            computed("day state value", (DAY, "tx", 161.0), (LATER, "tx", 161.0), n=2387),
            BY_STATE,
            (
                "The job index for Texas (tx) was highest on 2020-05-01 and on 2021-05-01, at 161"
                " (index, 2020-02-01 = 100), of 2,387 figures from 2020-05-01 to 2021-05-01."
            ),
        ),
        (
            SeriesQuery("change", "job_index", since=DAY, until=LATER),
            computed(CHANGE, (DAY, LATER, "tx", 100.0, 90.54, -9.46, -9.46)),
            BY_STATE,
            (
                "From 2020-05-01 to 2021-05-01, the job index for Texas (tx) went from 100 to"
                " 90.54: -9.46 index points, or -9.46 percent (index, 2020-02-01 = 100)."
            ),
        ),
        (
            SeriesQuery("rank", "job_index", by="state"),
            computed(
                "day state value rank",
                (DAY, "ak", 156.08, 1),
                (DAY, "tx", 100.0, 2),
                (DAY, "ny", 70.94, 3),
                (DAY, "oh", 70.94, 3),
            ),
            BY_STATE,
            (
                "On 2020-05-01, of 4 by state, the job index was highest for Alaska (ak) at"
                " 156.08 and lowest for New York (ny) and Ohio (oh), tied at 70.94 (index,"
                " 2020-02-01 = 100)."
            ),
        ),
        (
            SeriesQuery("rank", "job_index", by="state", limit=2, ascending=True),
            computed("day state value rank", (DAY, "ny", 70.9, 1), (DAY, "tx", 80.0, 2), n=51),
            BY_STATE,
            (
                "On 2020-05-01, of 51 by state, the job index was lowest for New York (ny) at 70.9"
                " and Texas (tx) at 80 (index, 2020-02-01 = 100)."
            ),
        ),
        (
            SeriesQuery("trend", "job_index", since=DAY),
            computed("day state value", (DAY, "tx", 1.0), (LATER, "tx", 2.0)),
            BY_STATE,
            (
                "The job index for Texas (tx) was 1 on 2020-05-01 and 2 on 2021-05-01"
                " (index, 2020-02-01 = 100): too few figures to speak of a trend."
            ),
        ),
        (
            SeriesQuery("mean", "unemployment_rate"),
            computed("from to county_name mean figures", (DAY, LATER, "Kings", 4.25, 12), n=12),
            RATE,
            (
                "The unemployment rate for Kings averaged 4.25% over 12 figures from May 2020 to"
                " May 2021."
            ),
        ),
    ],
)
def test_each_measure_is_said_in_one_sentence(
    query: SeriesQuery, found: Computed, kind: SeriesKind, said: str
) -> None:
    assert series_words.said(query, found, kind) == said


def test_from_nought_there_is_no_percentage() -> None:
    row = (DAY, LATER, "tx", 0.0, 5.0, 5.0, None)
    said = series_words.said(SeriesQuery("change", "job_index"), computed(CHANGE, row), BY_STATE)
    assert "from nought there is no change in percent" in said


@pytest.mark.parametrize(
    ("kind", "caveat"),
    [
        (ADJUSTED, "Seasonally adjusted."),
        (UNADJUSTED, "Not seasonally adjusted: the time of the year moves it too."),
        (BY_STATE, "The file does not say whether these figures are seasonally adjusted."),
    ],
)
def test_an_index_comes_with_what_it_is_not(kind: SeriesKind, caveat: str) -> None:
    query = SeriesQuery("at", kind.measure, assumed=("Taken as Texas.",))
    assert series_words.caveats(query, computed("day value", (DAY, 1.0)), kind) == (
        "Taken as Texas.",
        series_words.NOT_A_COUNT,
        series_words.REVISED,
        caveat,
    )


class Told:
    """A warehouse that answers every plan over series alike."""

    def __init__(self, answer: Computed) -> None:
        self._answer = answer

    def catalogue(self, *, collections: object = ()) -> Catalogue:
        return INDICES

    def ask(self, query: PostingQuery) -> Computed:
        return self._answer

    def ask_series(self, query: SeriesQuery) -> Computed:
        return self._answer


def test_the_tally_carries_the_rows_and_where_they_are_from() -> None:
    answer = computed("day state value", (DAY, "tx", 62.32))
    query = SeriesQuery("at", "job_index", (("state", ("tx",)),), since=DAY)
    found = series_words.figures(query, Told(answer), INDICES, today=TODAY)
    assert (found.kind, found.source_ids) == ("series", ("states",))
    assert found.tally.rows == answer.rows
    assert found.tally.filters == {"series": "job index", "state": "tx"}
    assert found.tally.measure == "at"
    assert (found.tally.posting_ids, found.tally.document_ids) == ((), ("states",))


@given(st.floats(-1e9, 1e9).map(lambda value: round(value, 4)))
def test_the_figure_said_is_that_of_the_row(value: float) -> None:
    query = SeriesQuery("at", "job_index", since=DAY)
    kind = replace(BY_STATE, base=None)
    said = series_words.said(query, computed("day state value", (DAY, "tx", value)), kind)
    (figure,) = re.findall(r"was (-?[\d,.e+-]+) on", said)
    assert float(figure.replace(",", "")) == pytest.approx(value, rel=1e-11, abs=1e-9)
