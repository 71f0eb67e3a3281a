"""Places of one name in other regions or countries are other places."""

from collections.abc import Iterator

import pytest

from corpus.postings import Place, Posting
from corpus.queries import Computed, Condition, Group, PostingQuery
from corpus.stores import Store
from tests.corpus.stores.warehouse.postings import AUSTIN, LONG, opened, put

OREGON = Place("Portland", "OR", "US", "Portland, OR")
MAINE = Place("Portland", "ME", "US", "Portland, ME")
PERTH = Place("Perth", "WA", "AU", "Perth")
SEATTLE = Place("Seattle", "WA", "US", "Seattle")
LONDON = Place("London", None, "GB", "London")
ONTARIO = Place("London", "ON", "CA", "London, ON")
PLACES = (
    (OREGON,),
    (OREGON,),
    (MAINE,),
    (PERTH,),
    (SEATTLE,),
    (LONDON,),
    (ONTARIO,),
    (AUSTIN, LONDON),
)
TRADES = ("Baker", "Nurse", "Pilot", "Tutor", "Welder", "Cook", "Florist", "Clerk")


@pytest.fixture(scope="module")
def places(engine_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with opened(tmp_path_factory.mktemp("places") / "home", url=engine_url) as store:
        postings = [
            Posting(trade, f"{trade}s Ltd", LONG.format(f"A {trade}."), trade, held)
            for trade, held in zip(TRADES, PLACES, strict=True)
        ]
        put(store, "places", postings)
        store.sync()
        yield store


def ask(store: Store, **query: object) -> Computed:
    return store.warehouse.ask(PostingQuery(**query))  # type: ignore[arg-type]


def test_namesakes_are_counted_apart_and_only_they_are_told_apart(places: Store) -> None:
    assert ask(places, by="locality").rows == (
        ("London, GB", 2),
        ("Portland, OR, US", 2),
        ("Austin", 1),
        ("London, ON, CA", 1),
        ("Perth", 1),
        ("Portland, ME, US", 1),
        ("Seattle", 1),
    )
    assert ask(places, by="region").rows == (
        ("OR", 2),
        ("ME", 1),
        ("ON", 1),
        ("TX", 1),
        ("WA, AU", 1),
        ("WA, US", 1),
    )
    assert ask(places, measure="distinct", value="locality").rows == ((7, 8),)


def test_a_name_that_is_alone_among_those_asked_about_stays_bare(places: Store) -> None:
    in_us = ((Condition("country", "is", ("US",)),),)
    assert ask(places, by="region", where=in_us).rows[-1] == ("WA", 1)


def test_sides_of_a_comparison_call_a_place_alike(places: Store) -> None:
    groups = tuple(
        Group(trade, ((Condition("title", "is", (trade,)),),)) for trade in ("Baker", "Pilot")
    )
    assert ask(places, by="locality", groups=groups).rows == (
        ("Baker", "Portland, OR, US", 1),
        ("Pilot", "Portland, ME, US", 1),
    )


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("Portland", ("Baker", "Nurse", "Pilot")),
        ("Portland|US-ME", ("Pilot",)),
        ("portland|us", ("Baker", "Nurse", "Pilot")),
        ("London|CA", ("Florist",)),
        ("London|GB", ("Cook", "Clerk")),
        ("London|US-TX", ()),
        ("Portland|", ("Baker", "Nurse", "Pilot")),
    ],
)
def test_a_locality_is_asked_for_in_its_own_region_and_country(
    places: Store, said: str, expected: tuple[str, ...]
) -> None:
    found = ask(places, where=((Condition("locality", "is", (said,)),),))
    assert found.posting_ids == expected
