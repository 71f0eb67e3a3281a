"""Small postings to store and count, as values."""

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from pathlib import Path

from corpus.documents import Document, Source
from corpus.embedding.wordhash import WordHash
from corpus.postings import Pay, PayUnit, Place, Posting
from corpus.stores import Stamp, Store, Tuning, looks

READ = datetime(2026, 8, 14, 9, 30, tzinfo=UTC)
EMBEDDER = WordHash()

AUSTIN = Place("Austin", "TX", "US", "Austin, TX")
DALLAS = Place("Dallas", "TX", "US", "Dallas, TX")
BERLIN = Place("Berlin", "BE", "DE", "Berlin")
LONG = "We look for someone to join us. {} Apply with a letter that says why you would like to."


def pay(
    minimum: float | None,
    maximum: float | None,
    currency: str | None = "USD",
    unit: PayUnit | None = "YEAR",
) -> Pay:
    return Pay(minimum, maximum, currency, unit, f"{currency} {minimum}-{maximum} {unit}")


BOARD = (
    Posting(
        "Data Engineer",
        "Acme, Inc.",
        LONG.format("You know C++ and 100% of SQL, and build pipelines for our planes."),
        "a-1",
        (AUSTIN,),
        date_posted=date(2026, 1, 5),
        base_salary=pay(100_000, 140_000),
        skills=("Python", "SQL"),
        columns=(("team_size", "5"), ("tags", "data|cloud; infra"), ("level", "GTM_sales")),
    ),
    Posting(
        "Data Analyst",
        "ACME",
        LONG.format("You know C# and tell stories with figures about our shops."),
        "a-2",
        (DALLAS, BERLIN),
        date_posted=date(2026, 1, 20),
        base_salary=pay(80_000, 100_000),
        skills=("SQL",),
        columns=(("team_size", "1,200"), ("tags", "data"), ("level", "gtm sales")),
    ),
    Posting(
        "Nurse",
        "Café Größe",
        LONG.format("Night shifts on the children's ward, with a bonus of 50% of pay."),
        "a-3",
        (BERLIN,),
        "TELECOMMUTE",
        date_posted=date(2026, 3, 31),
        base_salary=pay(50_000, 60_000, "EUR"),
        columns=(("team_size", "many"), ("level", "ops")),
    ),
    Posting(
        "Welder",
        "Bolt",
        LONG.format("Steel frames, from drawings, in a small shop by the harbour."),
        "a-4",
        base_salary=pay(30, 40, "USD", "HOUR"),
        date_posted=date(2026, 4, 1),
    ),
    Posting("Cook", "Diner", LONG.format("Breakfast and lunch for sixty guests a day."), "a-5"),
    Posting(
        "Pilot",
        "Sky",
        LONG.format("Short flights with mail and parcels between the islands."),
        "a-6",
        base_salary=pay(None, 300_000),
        date_posted=date(2026, 4, 2),
    ),
    Posting(
        "Tutor",
        "Learn",
        LONG.format("Mathematics for pupils of the upper forms, twice a week."),
        "a-7",
        base_salary=pay(20, 30, "USD", None),
        date_posted=date(2026, 4, 3),
    ),
)
FEED = (
    Posting(
        "Baker",
        "Crumb",
        LONG.format("Bread and rolls from three in the morning, in the old mill."),
        "f-1",
        (AUSTIN,),
        first_seen=date(2026, 5, 1),
        last_seen=date(2026, 5, 11),
    ),
    Posting(
        "Florist",
        "Petal",
        LONG.format("Bouquets and wreaths for weddings, and the shop's window."),
        "f-2",
        first_seen=date(2026, 5, 3),
        last_seen=date(2026, 5, 8),
    ),
)
CLOSING = (
    Posting(
        "Gardener",
        "Leaf",
        LONG.format("Beds, hedges and old trees in the parks of the city."),
        "c-1",
        valid_through=READ.date(),
    ),
    Posting(
        "Porter",
        "Inn",
        LONG.format("Luggage, letters and a good word for each guest of the house."),
        "c-2",
        valid_through=date(2026, 8, 13),
    ),
)
MARKET: Mapping[str, Sequence[Posting]] = {"board": BOARD, "feed": FEED}


def opened(home: Path, *, url: str = "", writable: bool = True) -> Store:
    tuning = Tuning(warehouse=url)
    return Store.open(home, embedder=EMBEDDER, writable=writable, tuning=tuning)


def put(
    store: Store, source_id: str, postings: Sequence[Posting], *, collection: str = "default"
) -> None:
    source = Source(source_id, collection, "posting", f"Title of {source_id}", READ)
    documents = {
        f"{source_id}/{n}": Document(
            posting.description or posting.title, posting.title, kind="posting", posting=posting
        )
        for n, posting in enumerate(postings, start=1)
    }
    store.records.replace(source, documents, [], stamp=Stamp())


def look(store: Store, source_id: str, *numbers: int) -> None:
    """Remember these as what a feed showed at its last look."""
    opened = [f"{source_id}/{n}" for n in numbers]
    seen = {"fetched": READ.isoformat(), "opened": opened}
    store.records.remember(looks.key(source_id), json.dumps(seen))
