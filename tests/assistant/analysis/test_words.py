from datetime import date

import pytest

from assistant.analysis import words
from assistant.analysis.plan import Plan
from corpus.queries import Computed, Condition, Group, PostingQuery

IN_TEXAS = (Condition("region", "is", ("US-TX",), said="in Texas"),)
REMOTE = (Condition("arrangement", "is", ("remote",), said="work arrangement “remote”"),)
NOT_REMOTE = (
    Condition("arrangement", "is", ("remote",), negated=True, said="work arrangement “remote”"),
)
PAID = (Condition("pay", "stated", said="pay stated"),)


def computed(columns: str, *rows: tuple[object, ...], n: int = 47, of: int = 63) -> Computed:
    return Computed(
        columns=tuple(columns.split()),
        rows=rows,  # type: ignore[arg-type]  # each row is one the engine could give
        n=n,
        of=of,
        unique=n,
        total=n,
        without_value=16,
        currency="USD",
        unit="YEAR",
        as_of=date(2026, 8, 14),
    )


@pytest.mark.parametrize(
    ("query", "found", "said"),
    [
        (
            PostingQuery(),
            computed("postings", (522,), n=522, of=522),
            "There are 522 unique postings.",
        ),
        (
            PostingQuery(where=(IN_TEXAS, (*REMOTE, *IN_TEXAS))),
            computed("postings", (47,)),
            "47 of 63 unique postings match in Texas and work arrangement “remote” or in Texas.",
        ),
        (
            PostingQuery(where=(NOT_REMOTE,)),
            computed("postings", (1,), n=1),
            "1 of 63 unique postings matches not work arrangement “remote”.",
        ),
        (
            PostingQuery(since=date(2026, 3, 1)),
            computed("postings", (47,)),
            "47 of 63 unique postings were posted since 2026-03-01.",
        ),
        (
            PostingQuery(measure="share", share=(PAID,)),
            computed("share postings of", (0.746, 47, 63)),
            "74.6% (47 of 63 unique postings) match pay stated.",
        ),
        (
            PostingQuery(measure="distinct", value="employer"),
            computed("distinct postings", (12, 47)),
            "12 different employers among 47 unique postings.",
        ),
        (
            PostingQuery(measure="median", value="pay", where=(IN_TEXAS,)),
            computed("median postings", (182_000.0, 47)),
            (
                "The median stated pay is $182,000 a year "
                "(47 of 63 unique postings matching in Texas; 16 state none)."
            ),
        ),
        (
            PostingQuery(measure="range", value="pay"),
            computed("lowest highest postings", (90_000.0, 303_000.5, 47)),
            (
                "Stated pay runs from $90,000 to $303,000.50 a year "
                "(47 of 63 unique postings; 16 state none)."
            ),
        ),
        (
            PostingQuery(by="employer", limit=1),
            computed("employer postings", ("Acme", 9), ("Bolt", 9), ("Cog", 2)),
            "By employer, Acme and Bolt have the most postings: 9.",
        ),
        (
            PostingQuery(measure="median", value="pay", by="column:level", ascending=True),
            computed("level median postings", ("junior", 90_000.0, 9), ("senior", 140_000.0, 2)),
            "By level, junior has the lowest median stated pay: $90,000 a year.",
        ),
        (
            PostingQuery(by="month"),
            computed("month postings", (date(2026, 1, 1), 5), (date(2026, 2, 1), 7)),
            (
                "By month, postings went from 5 in January 2026 to 7 in February 2026 "
                "(47 unique postings)."
            ),
        ),
        (
            PostingQuery(groups=(Group("remote", (REMOTE,)), Group("Texas", (IN_TEXAS,)))),
            computed("group postings", ("remote", 30), ("Texas", 17)),
            "Unique postings: remote 30; Texas 17.",
        ),
    ],
)
def test_a_figure_is_said_with_what_it_is_of(
    query: PostingQuery, found: Computed, said: str
) -> None:
    assert words.said(Plan(query), found) == said


def test_a_thin_sample_and_what_was_left_out_are_said() -> None:
    found = Computed(
        columns=("median", "postings"),
        rows=((95_000.0, 4),),
        n=4,
        of=20,
        unique=4,
        total=6,
        left_out={"per hour": 3},
        currency="USD",
        unit="YEAR",
    )
    told = words.caveats(Plan(PostingQuery(measure="median", value="pay")), found)
    assert told == (
        "Thin sample: only 4 postings bear this figure.",
        "Pay is the midpoint of the stated bounds, before tax and as advertised.",
        "Stated but not used: 3 (per hour).",
        "6 advertisements come to 4 unique (posting intensity 1.50); copies are counted once.",
    )


def test_a_count_is_never_said_to_be_of_vacancies() -> None:
    told = words.caveats(Plan(PostingQuery()), computed("postings", (47,)))
    assert told == (words.NOT_VACANCIES,)


def test_two_periods_are_no_trend() -> None:
    found = computed("month postings", (date(2026, 1, 1), 5), (date(2026, 2, 1), 7))
    assert "Too few periods to speak of a trend." in words.caveats(
        Plan(PostingQuery(by="month")), found
    )


@pytest.mark.parametrize(
    ("amount", "currency", "said"),
    [
        (182_000.0, "USD", "$182,000"),
        (9.5, "CHF", "CHF 9.50"),
        (123_600.0000001, "GBP", "£123,600"),
        (10.0, None, "10"),
    ],
)
def test_money_is_said_with_its_currency(amount: float, currency: str | None, said: str) -> None:
    assert words.money(amount, currency) == said
