"""A mapping file beside a table, or named with it, says how it is read, and is none to read."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from corpus.documents import Failure, Ingested
from corpus.ingest import Trial, Tried, ingest
from corpus.ingest.mappings import beside
from corpus.readers.overrides import NO_MAPPING, MappingFile
from corpus.readers.sandbox import Limits, Sandbox
from corpus.stores import Store
from tests.corpus.stores.sources import EMBEDDER

NOW = datetime(2030, 1, 1, 12, 0, tzinfo=UTC)
TABLE = "what,firm,town\nWelder,Acme,Köln\nCook,Bolt,Lyon\n"
MAPPING = "fields: {title: what, employer: firm}\n"


class Market:
    """A folder of files, and a store they are ingested into."""

    def __init__(self, folder: Path, store: Store, reader: Sandbox) -> None:
        self.folder = folder
        self.store = store
        self.reader = reader

    def write(self, name: str, text: str) -> Path:
        path = self.folder / name
        path.write_text(text, "utf-8")
        return path

    def ingest(self, mapping: MappingFile = NO_MAPPING) -> Ingested:
        return ingest(
            [self.folder],
            store=self.store,
            embedder=EMBEDDER,
            reader=self.reader,
            clock=lambda: NOW,
            mapping=mapping,
        )


@pytest.fixture
def market(tmp_path: Path) -> Iterator[Market]:
    folder = tmp_path / "files"
    folder.mkdir()
    with (
        Store.open(tmp_path / "home", embedder=EMBEDDER, writable=True) as store,
        Sandbox() as reader,
    ):
        yield Market(folder, store, reader)


@pytest.mark.parametrize("name", ["jobs.csv.mapping.yaml", "mapping.yaml"])
def test_a_mapping_beside_a_table_is_obeyed_and_not_read_itself(market: Market, name: str) -> None:
    table = market.write("jobs.csv", TABLE)
    market.write(name, MAPPING)
    done = market.ingest()
    assert (done.ingested, done.postings, done.failed) == ((str(table),), 2, ())


def test_another_mapping_reads_a_table_again_and_the_same_one_does_not(market: Market) -> None:
    market.write("jobs.csv", TABLE)
    assert market.ingest(MappingFile("m", MAPPING)).postings == 2
    assert market.ingest(MappingFile("m", MAPPING)).ingested == ()
    assert market.ingest(MappingFile("m", f"{MAPPING}ignore: [town]\n")).postings == 2
    market.write("mapping.yaml", "kind: report")
    again = market.ingest()
    assert (len(again.ingested), again.postings) == (1, 0)


def test_a_slip_in_a_mapping_fails_its_table_alone_until_it_is_mended(market: Market) -> None:
    jobs = market.write("jobs.csv", TABLE)
    other = market.write("other.csv", "job_title,company,city\nNurse,Care,York\n")
    mapping = market.write("jobs.csv.mapping.yaml", "fields: {title: waht}")
    done = market.ingest()
    assert done.ingested == (str(other),)
    (failure,) = done.failed
    assert failure.name == str(jobs)
    assert "did you mean 'what'?" in failure.reason
    mapping.write_text(MAPPING, "utf-8")
    assert market.ingest().ingested == (str(jobs),)


def test_a_files_own_mapping_counts_before_its_folders_and_a_given_one_before_both(
    market: Market,
) -> None:
    table = market.write("jobs.csv", TABLE)
    assert beside(table) == NO_MAPPING
    market.write("mapping.yaml", "kind: report")
    assert beside(table).text == "kind: report"
    market.write("jobs.csv.mapping.yaml", MAPPING)
    assert beside(table) == MappingFile("jobs.csv.mapping.yaml", MAPPING)
    given = MappingFile("given.yaml", "kind: postings")
    assert beside(table, given=given) == given


def test_a_trial_tells_what_each_file_would_be_and_stores_nothing(market: Market) -> None:
    market.write("jobs.csv", TABLE)
    market.write("jobs.csv.mapping.yaml", MAPPING)
    market.write("broken.pdf", "%PDF-1.4 nothing")
    trial = Trial(market.reader, Limits())
    broken, jobs = trial.of([market.folder], leaving_out=market.store.home)
    assert isinstance(broken, Failure)
    assert isinstance(jobs, Tried)
    assert [document.title for document in jobs.reading.documents] == [
        "Welder — Acme",
        "Cook — Bolt",
    ]
    assert [fit.field for fit in jobs.reading.mappings[0].fits] == ["title", "employer", "locality"]
    assert market.store.records.every_source() == ()


def test_a_feed_is_not_fetched_in_a_trial(market: Market) -> None:
    (failure,) = Trial(market.reader, Limits()).of(
        ["greenhouse:acme"], leaving_out=market.store.home
    )
    assert isinstance(failure, Failure)
    assert "not fetched in a dry run" in failure.reason
