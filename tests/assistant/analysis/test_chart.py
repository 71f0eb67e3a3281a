"""A chart shows a column's own names and figures, whatever a source calls its columns."""

from datetime import date

import pytest

from assistant.analysis.chart import LABELLED, Spec, chart
from corpus.queries import Computed, Period, PostingQuery, Value

Rows = tuple[tuple[Value, ...], ...]


def drawn(query: PostingQuery, rows: Rows, columns: tuple[str, ...] = ("name", "postings")) -> Spec:
    computed = Computed(columns, rows, n=3, of=3, unique=3, total=3, currency="USD", unit="YEAR")
    spec = chart(query, computed)
    assert spec is not None
    return spec


@pytest.mark.parametrize("column", ["departments.name", "a[0]", "it's", 'say "x"'])
def test_a_columns_name_is_a_title_and_never_a_path(column: str) -> None:
    spec = drawn(PostingQuery(by=f"column:{column}"), (("Sales", 2), ("Care", 1)))
    axis = spec["encoding"]["y"]
    assert (axis["field"], axis["title"]) == ("name", column)
    assert spec["data"]["values"][0] == {"name": "Sales", "figure": 2.0}


def test_a_distribution_draws_its_figures_and_not_their_count() -> None:
    query = PostingQuery(measure="quantiles", value="pay")
    spec = drawn(query, ((10.0, 20.0, 99),), ("10th percentile", "median", "postings"))
    assert [bar["part"] for bar in spec["data"]["values"]] == ["10th percentile", "median"]


@pytest.mark.parametrize(
    ("by", "label"),
    [("week", "2026-04-06"), ("month", "Apr 2026"), ("quarter", "Q2 2026"), ("year", "2026")],
)
def test_a_period_is_labelled_as_people_say_it(by: Period, label: str) -> None:
    day = date(2026, 4, 6) if by == "week" else date(2026, 4, 1)
    spec = drawn(PostingQuery(by=by), ((date(2025, 1, 1), 1), (day, 2)))
    assert spec["data"]["values"][1] == {"period": label, "figure": 2.0}


@pytest.mark.parametrize(("periods", "may_drop"), [(LABELLED, False), (LABELLED + 1, True)])
def test_few_periods_are_each_labelled(periods: int, *, may_drop: bool) -> None:
    rows = tuple((date(2000 + year, 1, 1), year) for year in range(periods))
    axis = drawn(PostingQuery(by="year"), rows)["encoding"]["x"]["axis"]
    assert axis["labelOverlap"] is may_drop
