"""Whatever the postings and the plan, the engine's figures are those of counting by hand."""

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, timedelta
from itertools import pairwise
from statistics import median

from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.normalise.posting import normalised
from corpus.normalise.reposts import fingerprint
from corpus.postings import Pay, Place, Posting
from corpus.queries import AnyOf, Condition, PostingQuery
from corpus.stores.rows import Advertised
from corpus.stores.warehouse.asking import Postings
from corpus.stores.warehouse.filling import batches
from corpus.stores.warehouse.members import Member
from corpus.stores.warehouse.shelves import in_memory

EMPLOYERS = ("Acme", "Bolt", "Crumb")
SKILLS = ("Python", "SQL", "Rust")
DAY = date(2026, 1, 1)
YEARS = [date(2026, 1, 1), date(2026, 1, 31), date(2026, 2, 1), date(2027, 6, 15)]

pays = st.none() | st.builds(
    lambda low, more, currency, unit: Pay(low, low + more, currency, unit, "as stated"),
    st.integers(1, 9).map(lambda n: n * 1000.0),
    st.integers(0, 5).map(lambda n: n * 500.0),
    st.sampled_from(["USD", "EUR", None]),
    st.sampled_from(["YEAR", "HOUR", None]),
)


@st.composite
def markets(draw: st.DrawFn) -> list[Posting]:
    """Postings of one board; its requisitions are never one opening."""
    return [
        Posting(
            title=draw(st.sampled_from(["Data Engineer", "Nurse"])),
            hiring_organization=draw(st.none() | st.sampled_from(EMPLOYERS)),
            identifier=f"n-{n}",
            board="board",
            job_location=tuple(
                Place(country=code) for code in draw(st.sets(st.sampled_from(["US", "DE"])))
            ),
            skills=tuple(draw(st.sets(st.sampled_from(SKILLS)))),
            base_salary=draw(pays),
            date_posted=draw(st.none() | st.sampled_from(YEARS)),
            columns=tuple(
                ("size", value) for value in draw(st.lists(st.sampled_from("123x"), max_size=1))
            ),
        )
        for n in range(draw(st.integers(1, 12)))
    ]


conditions = st.one_of(
    st.builds(
        Condition,
        field=st.just("employer"),
        operator=st.just("is"),
        values=st.lists(st.sampled_from(EMPLOYERS), min_size=1, max_size=2).map(tuple),
        negated=st.booleans(),
    ),
    st.builds(
        Condition,
        field=st.just("listed_skill"),
        operator=st.just("is"),
        values=st.sampled_from(SKILLS).map(lambda skill: (skill,)),
        negated=st.booleans(),
    ),
    st.builds(
        Condition,
        field=st.just("country"),
        operator=st.just("is"),
        values=st.sampled_from(["US", "DE"]).map(lambda code: (code,)),
        negated=st.booleans(),
    ),
    st.builds(
        Condition,
        field=st.just("pay"),
        operator=st.sampled_from(["at_least", "below"]),
        values=st.integers(1, 9).map(lambda n: (n * 1000.0,)),
        currency=st.just("USD"),
    ),
    st.builds(
        Condition,
        field=st.just("posted"),
        operator=st.sampled_from(["above", "at_most"]),
        values=st.sampled_from(YEARS).map(lambda day: (day,)),
        negated=st.booleans(),
    ),
    st.builds(
        Condition,
        field=st.sampled_from(["employer", "pay", "posted", "country", "listed_skill"]),
        operator=st.just("stated"),
        negated=st.booleans(),
    ),
)
filters = st.lists(st.lists(conditions, min_size=1, max_size=2).map(tuple), max_size=3).map(tuple)


@contextmanager
def asked(postings: Sequence[Posting]) -> Iterator[Postings]:
    members = [
        Member(
            Advertised(n, f"d/{n}", "source", "default", posting),
            normalised(posting),
            fingerprint(posting, normalised(posting)),
        )
        for n, posting in enumerate(postings, start=1)
    ]
    engine = in_memory(batches(lambda: members, (), {}))
    try:
        yield Postings(engine)
    finally:
        engine.close()


@settings(max_examples=25)
@given(postings=markets(), where=filters)
def test_counts_medians_and_groups_are_those_of_counting_by_hand(
    postings: list[Posting], where: tuple[AnyOf, ...]
) -> None:
    passing = [posting for posting in postings if _passes(posting, where)]
    with asked(postings) as warehouse:
        count = warehouse.answer(PostingQuery(where=where))
        assert count.rows == ((len(passing),),)
        assert list(count.posting_ids) == [posting.identifier for posting in passing]
        if not passing:
            return
        _check_share(warehouse, passing, where)
        _check_pay(warehouse, passing, where)
        by = warehouse.answer(PostingQuery(where=where, by="listed_skill"))
        skills = Counter(skill for posting in passing for skill in posting.skills)
        assert by.rows == tuple(
            sorted(skills.items(), key=lambda item: (-item[1], item[0].lower()))
        )
        trend = warehouse.answer(PostingQuery(where=where, by="month"))
        assert sum(int(str(row[1])) for row in trend.rows) == trend.n
        days = [row[0] for row in trend.rows if isinstance(row[0], date)]
        assert all((later - day) < timedelta(days=32) for day, later in pairwise(days))


def _check_share(warehouse: Postings, passing: Sequence[Posting], where: tuple[AnyOf, ...]) -> None:
    knows = (Condition("listed_skill", "is", ("SQL",)),)
    share = warehouse.answer(PostingQuery(measure="share", where=where, share=(knows,)))
    holders = sum("SQL" in posting.skills for posting in passing)
    assert share.rows == ((holders / len(passing), holders, len(passing)),)


def _check_pay(warehouse: Postings, passing: Sequence[Posting], where: tuple[AnyOf, ...]) -> None:
    query = PostingQuery(measure="median", value="pay", where=where, currency="USD")
    paid = warehouse.answer(query)
    usable = [amount for posting in passing if (amount := _yearly_dollars(posting)) is not None]
    assert paid.rows == ((median(usable) if usable else None, len(usable)),)
    assert paid.n + paid.without_value + sum(paid.left_out.values()) == paid.of == len(passing)


def _yearly_dollars(posting: Posting) -> float | None:
    pay = posting.base_salary
    if pay is None or (pay.currency, pay.unit) != ("USD", "YEAR"):
        return None
    assert pay.minimum is not None
    assert pay.maximum is not None
    return (pay.minimum + pay.maximum) / 2


def _passes(posting: Posting, where: tuple[AnyOf, ...]) -> bool:
    return all(any(_holds(posting, condition) for condition in any_of) for any_of in where)


def _holds(posting: Posting, condition: Condition) -> bool:
    values = _values(posting, condition.field)
    if condition.operator == "stated":
        held = bool(values) or (condition.field == "pay" and posting.base_salary is not None)
    else:
        wanted = condition.values
        held = any(
            _compared(value, condition.operator, each) for value in values for each in wanted
        )
    return held is not condition.negated


def _values(posting: Posting, field: str) -> list[object]:
    values: dict[str, list[object]] = {
        "employer": [posting.hiring_organization],
        "listed_skill": list(posting.skills),
        "country": [place.country for place in posting.job_location],
        "pay": [_yearly_dollars(posting)],
        "posted": [posting.date_posted],
    }
    return [value for value in values[field] if value is not None]


def _compared(value: object, operator: str, wanted: object) -> bool:
    if isinstance(value, (float, date)):
        low, high = (value > wanted, value < wanted)  # type: ignore[operator]
        return {
            "above": low,
            "below": high,
            "at_least": not high,
            "at_most": not low,
        }[operator]
    return value == wanted
