"""Plans over postings come to the same exact figures in every engine."""

from datetime import date

import pytest

from corpus.errors import UnanswerableQuery
from corpus.queries import Computed, Condition, Group, PostingQuery
from corpus.stores import Store
from corpus.stores.warehouse import asking


def ask(market: Store, **query: object) -> Computed:
    return market.warehouse.ask(PostingQuery(**query))  # type: ignore[arg-type]


def where(field: str, operator: str, *values: object, **more: object) -> tuple[Condition, ...]:
    return (Condition(field, operator, values, **more),)  # type: ignore[arg-type]


def counted(market: Store, *conditions: tuple[Condition, ...], **query: object) -> list[str]:
    """The postings that a count rests on; the count is their number."""
    found = ask(market, where=conditions, **query)
    assert found.rows == ((len(found.posting_ids),),)
    assert found.n == found.unique == found.total == len(found.posting_ids)
    return sorted(found.posting_ids)


def test_a_count_opens_to_each_posting_it_counts(market: Store) -> None:
    found = ask(market)
    assert found.columns == ("postings",)
    assert found.rows == ((9,),)
    assert (found.n, found.of, found.unique, found.total) == (9, 9, 9, 9)
    assert found.posting_ids[:3] == ("a-1", "a-2", "a-3")
    assert found.document_ids[:3] == ("board/1", "board/2", "board/3")
    assert (found.first, found.last) == (date(2026, 1, 5), date(2026, 4, 3))
    assert found.as_of == date(2026, 5, 11)
    assert "openings" in found.sql


@pytest.mark.parametrize(
    ("conditions", "expected"),
    [
        (where("employer", "is", "acme inc"), ["a-1", "a-2"]),
        (where("employer", "is", "CAFE GROSSE"), ["a-3"]),
        (where("employer", "is", "café grösse"), ["a-3"]),
        (where("title", "contains", "data"), ["a-1", "a-2"]),
        (where("title", "contains", "dat"), []),
        (where("title", "is", "DATA ENGINEER", "nurse"), ["a-1", "a-3"]),
        (where("text", "contains", "c++"), ["a-1"]),
        (where("text", "contains", "C#"), ["a-2"]),
        (where("text", "contains", "100%"), ["a-1"]),
        (where("text", "contains", "5_%"), []),
        (where("text", "contains", "Figures about our"), ["a-2"]),
        (where("skill", "is", "sql"), ["a-1", "a-2"]),
        (where("listed_skill", "is", "Python", "Rust"), ["a-1"]),
        (where("region", "is", "TX"), ["a-1", "a-2", "f-1"]),
        (where("region", "is", "US-TX"), ["a-1", "a-2", "f-1"]),
        (where("region", "is", "DE-TX"), []),
        (where("country", "is", "DE"), ["a-2", "a-3"]),
        (where("locality", "is", "AUSTIN"), ["a-1", "f-1"]),
        (where("country", "is", "US", negated=True), ["a-3", "a-4", "a-5", "a-6", "a-7", "f-2"]),
        (where("country", "stated", negated=True), ["a-4", "a-5", "a-6", "a-7", "f-2"]),
        (where("column:level", "is", "GTM sales"), ["a-1", "a-2"]),
        (where("column:Team Size", "is", 5.0), ["a-1"]),
        (where("column:team_size", "at_least", 1000.0), ["a-2"]),
        (where("column:tags", "is", "cloud"), ["a-1"]),
        (where("column:tags", "is", "data"), ["a-1", "a-2"]),
        (where("column:tags", "stated"), ["a-1", "a-2"]),
        (where("column:level", "contains", "sales"), ["a-1", "a-2"]),
        (where("pay", "above", 90_000.0), ["a-1"]),
        (where("pay", "at_least", 90_000.0), ["a-1", "a-2"]),
        (where("pay", "at_least", 40_000.0, currency="EUR"), ["a-3"]),
        (where("pay", "at_least", 35.0, unit="HOUR", currency="USD"), ["a-4"]),
        (where("pay_maximum", "at_least", 200_000.0), ["a-6"]),
        (where("pay", "stated"), ["a-1", "a-2", "a-3", "a-4", "a-6", "a-7"]),
        (where("pay", "stated", currency="USD"), ["a-1", "a-2", "a-6"]),
        (where("currency", "is", "eur"), ["a-3"]),
        (where("pay_unit", "is", "HOUR"), ["a-4"]),
        (where("posted", "at_least", date(2026, 4, 2)), ["a-6", "a-7"]),
        (where("posted", "is", date(2026, 4, 1)), ["a-4"]),
        (where("first_seen", "above", date(2026, 5, 1)), ["f-2"]),
        (where("open", "is", True), ["f-1"]),
        (where("open", "is", False), ["f-2"]),
        (where("days_open", "at_least", 6.0), ["f-1"]),
        (where("arrangement", "is", "remote"), ["a-3"]),
    ],
)
def test_conditions_pass_the_postings_that_meet_them(
    market: Store, conditions: tuple[Condition, ...], expected: list[str]
) -> None:
    assert counted(market, conditions) == expected


def test_of_conditions_all_hold_and_of_alternatives_one_does(market: Store) -> None:
    in_texas, nurses = where("region", "is", "TX"), where("title", "is", "Nurse")
    assert counted(market, in_texas, where("skill", "is", "SQL")) == ["a-1", "a-2"]
    assert counted(market, in_texas + nurses) == ["a-1", "a-2", "a-3", "f-1"]


def test_a_window_takes_no_posting_without_a_day(market: Store) -> None:
    found = ask(market, since=date(2026, 1, 6), until=date(2026, 3, 31))
    assert found.posting_ids == ("a-2", "a-3")
    assert found.without_value == 3


def test_a_count_by_one_field_says_how_many_do_not_state_it(market: Store) -> None:
    found = ask(market, where=(where("listed_skill", "is", "Python"),))
    assert (found.n, found.of, found.without_value) == (1, 9, 7)


def test_a_share_is_of_those_that_pass(market: Store) -> None:
    texan = (where("region", "is", "TX"),)
    found = ask(market, measure="share", where=texan, share=(where("listed_skill", "is", "SQL"),))
    assert found.columns == ("share", "postings", "of")
    assert found.rows == ((2 / 3, 2, 3),)
    assert (found.n, found.of, found.without_value) == (2, 3, 1)
    assert found.posting_ids == ("a-1", "a-2")


def test_distinct_values_are_told_apart_without_regard_to_spelling(market: Store) -> None:
    found = ask(market, measure="distinct", value="employer")
    assert found.rows == ((8, 9),)
    found = ask(market, measure="distinct", value="listed_skill")
    assert found.rows[0] == (2, 2)
    assert (found.n, found.total, found.without_value) == (2, 2, 7)


def test_median_pay_is_in_one_currency_and_period_and_tells_what_it_leaves_out(
    market: Store,
) -> None:
    found = ask(market, measure="median", value="pay")
    assert found.columns == ("median", "postings")
    assert found.rows == ((105_000.0, 2),)
    assert (found.currency, found.unit) == ("USD", "YEAR")
    assert (found.n, found.of, found.without_value) == (2, 9, 3)
    assert found.left_out == {
        "no period stated": 1,
        "only an upper bound": 1,
        "other currency": 1,
        "per hour": 1,
    }
    assert found.n + found.without_value + sum(found.left_out.values()) == found.of
    assert found.posting_ids == ("a-1", "a-2")


def test_quantiles_and_range_are_of_the_postings_named(market: Store) -> None:
    found = ask(market, measure="quantiles", value="pay")
    assert found.rows == ((93_000, 97_500, 105_000, 112_500, 117_000, 2),)
    found = ask(market, measure="range", value="pay")
    assert found.rows == ((80_000.0, 300_000.0, 3),)
    assert found.posting_ids == ("a-1", "a-2", "a-6")
    found = ask(market, measure="mean", value="pay", currency="eur")
    assert found.rows == ((55_000.0, 1),)
    assert found.currency == "EUR"


def test_a_column_of_figures_can_be_measured(market: Store) -> None:
    found = ask(market, measure="median", value="column:team_size")
    assert found.rows == ((602.5, 2),)
    assert found.left_out == {"not a figure": 1}
    assert found.without_value == 6


def test_groups_are_ordered_by_figure_and_then_by_name(market: Store) -> None:
    found = ask(market, by="employer", limit=1)
    assert found.columns == ("employer", "postings")
    assert found.rows == (("ACME", 2),)
    assert found.posting_ids == ("a-1", "a-2")
    everyone = ask(market, by="employer")
    assert everyone.rows[:3] == (("ACME", 2), ("Bolt", 1), ("Café Größe", 1))
    assert everyone.n == 9


def test_a_limit_leaves_out_none_that_ties_with_the_last_within_it(market: Store) -> None:
    found = ask(market, by="listed_skill", where=(where("title", "is", "Data Engineer"),), limit=1)
    assert found.rows == (("Python", 1), ("SQL", 1))
    assert ask(market, by="employer", limit=2).rows == ask(market, by="employer").rows
    april = ask(market, by="quarter", limit=1)
    assert april.rows == ((date(2026, 1, 1), 3), (date(2026, 4, 1), 3))
    assert april.n == 6


def test_a_tie_of_very_many_is_cut(market: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asking, "TIED_MOST", 2)
    found = ask(market, by="employer", limit=2)
    assert found.rows == (("ACME", 2), ("Bolt", 1), ("Café Größe", 1), ("Crumb", 1))


def test_a_posting_of_several_values_is_in_each_of_their_rows_once(market: Store) -> None:
    found = ask(market, by="country")
    assert found.rows == (("US", 3), ("DE", 2))
    assert (found.n, found.without_value) == (4, 5)
    assert ask(market, by="column:tags").rows == (("data", 2), ("cloud", 1), ("infra", 1))


def test_medians_by_a_field_leave_out_whoever_states_none(market: Store) -> None:
    found = ask(market, measure="median", value="pay", by="title")
    assert found.rows == (("Data Engineer", 120_000.0, 1), ("Data Analyst", 90_000.0, 1))
    rising = ask(market, measure="median", value="pay", by="title", ascending=True, limit=1)
    assert rising.rows == (("Data Analyst", 90_000.0, 1),)
    assert rising.posting_ids == ("a-2",)


def test_a_trend_has_a_row_for_each_period_and_no_gap(market: Store) -> None:
    found = ask(market, by="month")
    assert found.columns == ("month", "postings")
    assert found.rows == (
        (date(2026, 1, 1), 2),
        (date(2026, 2, 1), 0),
        (date(2026, 3, 1), 1),
        (date(2026, 4, 1), 3),
    )
    assert (found.n, found.without_value) == (6, 3)
    assert ask(market, by="quarter").rows == ((date(2026, 1, 1), 3), (date(2026, 4, 1), 3))
    weeks = ask(market, by="week", since=date(2026, 3, 30)).rows
    assert weeks == ((date(2026, 3, 30), 4),)
    assert ask(market, by="month", limit=1).rows == ((date(2026, 4, 1), 3),)


def test_a_trend_goes_from_the_first_posting_to_the_last_of_all(market: Store) -> None:
    nurses = (where("title", "is", "Nurse"),)
    assert ask(market, by="month", where=nurses).rows == (
        (date(2026, 1, 1), 0),
        (date(2026, 2, 1), 0),
        (date(2026, 3, 1), 1),
        (date(2026, 4, 1), 0),
    )
    within = ask(
        market, by="month", where=nurses, since=date(2026, 2, 9), until=date(2026, 4, 1)
    ).rows
    assert within == ((date(2026, 2, 1), 0), (date(2026, 3, 1), 1), (date(2026, 4, 1), 0))
    until = ask(market, by="month", where=nurses, until=date(2026, 3, 31)).rows
    assert until[-1] == (date(2026, 3, 1), 1)


def test_a_share_by_a_field_is_of_each_group_and_ordered_by_itself(market: Store) -> None:
    in_germany = (where("country", "is", "DE"),)
    found = ask(market, measure="share", share=in_germany, by="title")
    assert found.columns == ("title", "share", "postings", "of")
    assert found.rows[:3] == (
        ("Data Analyst", 1.0, 1, 1),
        ("Nurse", 1.0, 1, 1),
        ("Baker", 0.0, 0, 1),
    )
    by_employer = ask(market, measure="share", share=in_germany, by="employer", limit=2)
    assert by_employer.rows == (("Café Größe", 1.0, 1, 1), ("ACME", 0.5, 1, 2))
    assert by_employer.posting_ids == ("a-2", "a-3")


def test_a_share_by_month_is_of_the_postings_of_each(market: Store) -> None:
    found = ask(market, measure="share", share=(where("country", "is", "DE"),), by="month")
    assert found.columns == ("month", "share", "postings", "of")
    assert found.rows == (
        (date(2026, 1, 1), 0.5, 1, 2),
        (date(2026, 3, 1), 1.0, 1, 1),
        (date(2026, 4, 1), 0.0, 0, 3),
    )


def test_a_trend_of_medians_has_no_figure_where_there_is_no_posting(market: Store) -> None:
    found = ask(market, measure="median", value="pay", by="month")
    assert found.rows == ((date(2026, 1, 1), 105_000.0, 2),)


def test_groups_compare_and_rest_on_the_postings_of_all(market: Store) -> None:
    groups = (
        Group("Texas", (where("region", "is", "TX"),)),
        Group("Germany", (where("country", "is", "DE"),)),
        Group("Mars", (where("country", "is", "MA"),)),
    )
    found = ask(market, groups=groups)
    assert found.columns == ("group", "postings")
    assert found.rows == (("Texas", 3), ("Germany", 2), ("Mars", 0))
    assert (found.n, found.of) == (4, 9)
    paid = ask(market, measure="median", value="pay", groups=groups)
    assert paid.rows == (("Texas", 105_000.0, 2), ("Germany", 90_000.0, 1), ("Mars", None, 0))


def test_collections_and_sources_narrow_what_is_asked(market: Store) -> None:
    assert ask(market, source_ids=("feed",)).posting_ids == ("f-1", "f-2")
    with pytest.raises(UnanswerableQuery, match="no postings are stored here"):
        ask(market, collections=("elsewhere",))


@pytest.mark.parametrize(
    ("query", "complaint"),
    [
        ({"by": "emploier"}, "not a field; there are employer"),
        ({"where": (where("column:teamsize", "stated"),)}, "no posting has a column 'teamsize'"),
        ({"measure": "median", "value": "title"}, "no figure to take a median of"),
        ({"measure": "median"}, "needs a field"),
        ({"measure": "share"}, "needs the condition"),
        ({"where": (where("pay", "above", "much"),)}, "compared with a figure"),
        ({"where": (where("posted", "is", 2026.0),)}, "compared with a day"),
        ({"where": (where("title", "above", 3.0),)}, "is text"),
        ({"where": (where("open", "is", "yes"),)}, "true or false"),
        ({"measure": "median", "value": "pay", "until": date(2001, 1, 1)}, "no posting passes"),
    ],
)
def test_what_cannot_be_computed_is_said(
    market: Store, query: dict[str, object], complaint: str
) -> None:
    with pytest.raises(UnanswerableQuery, match=complaint):
        ask(market, **query)


def test_values_are_never_read_as_sql(market: Store) -> None:
    hostile = "x'; DROP TABLE openings; --"
    assert counted(market, where("title", "is", hostile)) == []
    assert counted(market, where("text", "contains", hostile)) == []
    with pytest.raises(UnanswerableQuery):
        ask(market, by=f"column:{hostile}")
    assert ask(market).n == 9


def test_the_catalogue_tells_what_can_be_asked_about(market: Store) -> None:
    known = market.warehouse.catalogue()
    assert (known.unique, known.total, known.dated) == (9, 9, 6)
    assert (known.first_posted, known.last_posted) == (date(2026, 1, 5), date(2026, 4, 3))
    assert known.as_of == date(2026, 5, 11)
    assert known.sources == ("Title of board", "Title of feed")
    dimensions = {each.name: each for each in known.dimensions}
    assert dimensions["listed_skill"].values == (("SQL", 2), ("Python", 1))
    assert (dimensions["country"].distinct, dimensions["country"].stated) == (2, 4)
    assert dimensions["column:tags"].values == (("data", 2), ("cloud", 1), ("infra", 1))
    assert dimensions["column:team_size"].stated == 3
    assert dimensions["pay"].numeric
    assert market.warehouse.catalogue(collections=["elsewhere"]).unique == 0
