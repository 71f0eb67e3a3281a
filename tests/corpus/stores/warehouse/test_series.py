"""What is asked of series comes back from the very days asked for, or is refused."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.errors import UnanswerableQuery
from corpus.queries import SeriesKind, SeriesQuery
from corpus.stores.warehouse import series
from corpus.stores.warehouse.engine import Engine
from tests.corpus.stores.warehouse.series_sources import FIRST, daily, engine_of

TEXAS = daily("job_index", {"state": "tx"}, (100, 90, 120, 120))
OHIO = daily("job_index", {"state": "oh"}, (100, 101.5, 99, 110))
IOWA = daily("job_index", {"state": "ia"}, (100, 95, 120))
TOTAL = daily("us_index", {"country": "US", "kind": "total"}, (100, 130.5, 80, 0))
NEW = daily("us_index", {"country": "US", "kind": "new"}, (100, 131, 81, 5))


def day(number: int) -> date:
    return FIRST + timedelta(days=number)


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    home = tmp_path_factory.mktemp("home")
    engine = engine_of(home, {"states": (TEXAS, OHIO, IOWA), "nation": (TOTAL, NEW)})
    yield engine
    engine.close()


def of(state: str, **plan: object) -> SeriesQuery:
    query = SeriesQuery(measure="at", name="job_index", where=(("state", (state,)),))
    return replace(query, **plan)  # type: ignore[arg-type]


def test_the_kinds_say_what_there_is_to_ask(engine: Engine) -> None:
    assert series.kinds(engine, collections=()) == (
        SeriesKind(
            source_id="nation",
            title="Title of nation",
            measure="us_index",
            dimensions=(("country", ("US",)), ("kind", ("total", "new"))),
            scale="index",
            base="2024-01-01",
            first=day(0),
            last=day(3),
        ),
        SeriesKind(
            source_id="states",
            title="Title of states",
            measure="job_index",
            dimensions=(("state", ("tx", "oh", "ia")),),
            scale="index",
            base="2024-01-01",
            first=day(0),
            last=day(3),
        ),
    )
    assert series.kinds(engine, collections=("elsewhere",)) == ()


def test_a_figure_of_a_day_comes_with_its_lineage(engine: Engine) -> None:
    computed = series.answer(engine, of("TX", since=day(1)))
    assert computed.columns == ("day", "state", "value")
    assert computed.rows == ((day(1), "tx", 90),)
    assert (computed.n, computed.of, computed.as_of) == (1, 4, day(3))
    assert (computed.document_ids, computed.posting_ids) == (("states",), ())
    assert "2024-01-02" in computed.sql or "2024, 1, 2" in computed.sql


def test_the_latest_figure_is_of_the_last_day_told(engine: Engine) -> None:
    assert series.answer(engine, of("ia", measure="latest")).rows == ((day(2), "ia", 120),)
    assert series.answer(engine, of("ia", measure="latest", until=day(1))).rows == (
        (day(1), "ia", 95),
    )


def test_every_day_of_an_extreme_is_given(engine: Engine) -> None:
    highest = series.answer(engine, of("tx", measure="maximum"))
    assert highest.rows == ((day(2), "tx", 120), (day(3), "tx", 120))
    assert highest.n == 4
    lowest = series.answer(engine, of("tx", measure="minimum", since=day(2)))
    assert lowest.rows == ((day(2), "tx", 120), (day(3), "tx", 120))
    assert (lowest.n, lowest.first, lowest.last) == (2, day(2), day(3))


def test_a_change_has_both_figures_and_is_in_percent_too(engine: Engine) -> None:
    change = series.answer(engine, of("tx", measure="change", since=day(1), until=day(2)))
    assert change.columns[-4:] == ("value at first", "value at last", "change", "change in percent")
    assert change.rows == ((day(1), day(2), "tx", 90, 120, 30, 33.33),)


def test_nothing_is_a_percentage_of_nought(engine: Engine) -> None:
    plan = SeriesQuery("change", "us_index", (("kind", ("total",)),), since=day(2), until=day(3))
    assert series.answer(engine, plan).rows[0][-2:] == (-80, -100)


def test_places_are_ranked_and_ties_share_a_rank(engine: Engine) -> None:
    plan = SeriesQuery("rank", "job_index", by="state", until=day(2), limit=1)
    ranked = series.answer(engine, plan)
    assert ranked.columns == ("day", "state", "value", "rank")
    assert ranked.rows == ((day(2), "ia", 120, 1), (day(2), "tx", 120, 1))
    assert ranked.n == 3
    lowest = series.answer(engine, replace(plan, until=None, limit=0, ascending=True))
    assert lowest.rows == ((day(3), "oh", 110, 1), (day(3), "tx", 120, 2))
    assert lowest.without_value == 1


def test_places_are_ordered_by_how_they_changed(engine: Engine) -> None:
    plan = SeriesQuery("change", "job_index", by="state", since=day(0), until=day(3))
    changed = series.answer(engine, plan)
    assert [(row[2], row[-1]) for row in changed.rows] == [("tx", 20), ("oh", 10)]
    assert changed.without_value == 1
    deepest = series.answer(engine, replace(plan, until=day(1), ascending=True, limit=1))
    assert [row[2] for row in deepest.rows] == ["tx"]


def test_a_comparison_has_a_row_for_each_side(engine: Engine) -> None:
    plan = SeriesQuery("at", "job_index", (("state", ("TX", "OH")),), since=day(1))
    assert series.answer(engine, plan).rows == ((day(1), "tx", 90), (day(1), "oh", 101.5))


def test_a_trend_is_its_figures_in_order_and_a_mean_counts_them(engine: Engine) -> None:
    trend = series.answer(engine, of("oh", measure="trend", since=day(2)))
    assert trend.rows == ((day(2), "oh", 99), (day(3), "oh", 110))
    mean = series.answer(engine, of("oh", measure="mean", since=day(2)))
    assert mean.rows == ((day(2), day(3), "oh", 104.5, 2),)


@pytest.mark.parametrize(
    ("plan", "reason"),
    [
        (of("tx", since=date(2024, 2, 1)), "no figure on 2024-02-01; the nearest days are 2024-01"),
        (of("ia", since=day(3)), "no figure on 2024-01-04; the nearest days are 2024-01-03"),
        (of("ny", since=day(1)), "job_index is not told for state: ny"),
        (of("tx", name="wage_index"), "there are: job_index, us_index"),
        (SeriesQuery("latest", "us_index"), "told by kind; say which: total, new"),
        (SeriesQuery("rank", "job_index", by="city"), "not told by 'city'; it is by: state"),
        (of("tx", measure="change", since=day(2), until=day(1)), "to a later one"),
        (of("tx", measure="maximum", since=date(2025, 1, 1)), "no figure from 2025-01-01"),
        (of("tx'; drop table points; --"), "not told for"),
    ],
)  # fmt: skip
def test_what_cannot_be_told_is_refused_with_what_can(
    engine: Engine, plan: SeriesQuery, reason: str
) -> None:
    with pytest.raises(UnanswerableQuery, match=re.escape(reason)):
        series.answer(engine, plan)


def test_of_two_editions_the_one_that_goes_on_longest_answers(tmp_path: Path) -> None:
    newer = replace(TEXAS, days=(*TEXAS.days, day(4)), values=(*TEXAS.values, 77))
    engine = engine_of(tmp_path, {"old": (TEXAS,), "new": (newer,), "older": (TEXAS,)})
    latest = series.answer(engine, of("tx", measure="latest"))
    engine.close()
    assert latest.rows == ((day(4), "tx", 77),)
    assert latest.document_ids == ("new",)


@settings(max_examples=10, deadline=None)
@given(st.lists(st.integers(-1000, 1000), min_size=2, max_size=40))
def test_extremes_and_changes_are_those_of_the_figures(
    tmp_path_factory: pytest.TempPathFactory, figures: list[int]
) -> None:
    values = [figure / 4 for figure in figures]
    engine = engine_of(
        tmp_path_factory.mktemp("home"), {"one": (daily("job_index", {"state": "tx"}, values),)}
    )
    highest = series.answer(engine, of("tx", measure="maximum"))
    lowest = series.answer(engine, of("tx", measure="minimum"))
    change = series.answer(engine, of("tx", measure="change"))
    engine.close()
    assert [row[0] for row in highest.rows] == [
        day(n) for n, value in enumerate(values) if value == max(values)
    ]
    assert {row[-1] for row in lowest.rows} == {min(values)}
    assert change.rows[0][3:6] == (values[0], values[-1], values[-1] - values[0])
