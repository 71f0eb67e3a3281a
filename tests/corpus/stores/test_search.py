"""What every way of searching by meaning promises, and what searching by words does."""

import shutil
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from corpus.documents import Filters, Hit
from corpus.errors import StoreMismatch
from corpus.stores import Entry, Store, Tuning, Wording
from tests.corpus.stores.sources import APPROXIMATE_ALWAYS, EMBEDDER, Given, opened, put

EVERY_FILTER = (
    Filters(),
    Filters(collections=("default",)),
    Filters(collections=("default", "europe")),
    Filters(kinds=("report",)),
    Filters(kinds=("posting",), since=date(2024, 1, 4)),
    Filters(publishers=("indeed", "Employer 3")),
    Filters(since=date(2023, 1, 1), until=date(2024, 1, 2)),
    Filters(until=date(2022, 12, 31)),
    Filters(source_ids=("report-4", "late", "nowhere")),
    Filters(source_ids=("nowhere",)),
    Filters(collections=("nowhere",)),
    Filters(collections=("\ud800",)),
    Filters(source_ids=("\ud800",)),
)
QUESTIONS = ("security engineer", "pay rose in 2024", "late news", "python in 2021 fell")


@pytest.fixture(scope="module", params=["without an epoch", "exact", "through Chroma"])
def store(
    request: pytest.FixtureRequest, made_market: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Store]:
    home = Path(shutil.copytree(made_market, tmp_path_factory.mktemp("copy") / "home"))
    if request.param == "without an epoch":
        shutil.rmtree(home / "epochs")
    tuning = APPROXIMATE_ALWAYS if request.param == "through Chroma" else None
    with opened(home, writable=False, tuning=tuning) as store:
        yield store


def allowed(given: Given, filters: Filters) -> bool:
    publishers = [name.lower() for name in filters.publishers]
    return (
        (not filters.collections or given.collection in filters.collections)
        and (not filters.kinds or given.kind in filters.kinds)
        and (not filters.publishers or (given.publisher or "").lower() in publishers)
        and (not filters.source_ids or given.source_id in filters.source_ids)
        and (not filters.since or (given.published or date.min) >= filters.since)
        and (not filters.until or filters.until >= (given.published or date.max))
    )


def by_brute_force(living: tuple[Given, ...], question: str, filters: Filters) -> list[Hit]:
    entries: list[Entry] = [e for given in living if allowed(given, filters) for e in given.entries]
    if not entries:
        return []
    scores = EMBEDDER.embed([e.embedded for e in entries]) @ EMBEDDER.embed([question])[0]
    hits = [Hit(e.chunk.chunk_id, float(s)) for e, s in zip(entries, scores, strict=True)]
    return sorted(hits, key=lambda hit: -hit.score)


@pytest.mark.parametrize("filters", EVERY_FILTER)
@pytest.mark.parametrize("question", QUESTIONS)
def test_the_nearest_allowed_chunks_come_best_first(
    store: Store, living: tuple[Given, ...], question: str, filters: Filters
) -> None:
    expected = by_brute_force(living, question, filters)
    vector = EMBEDDER.embed([question])[0]
    for limit in (1, 7, 500):
        hits = store.dense.search(vector, limit=limit, filters=filters)
        best = expected[:limit]
        assert [hit.score for hit in hits] == pytest.approx([h.score for h in best], abs=1e-5)
        last = best[-1].score - 1e-5 if best else 1.0
        # Among equally near ones any may come.
        assert {hit.chunk_id for hit in hits} <= {h.chunk_id for h in expected if h.score >= last}


def test_a_vector_that_points_nowhere_finds_nothing(store: Store) -> None:
    nowhere = np.zeros(EMBEDDER.dimension, np.float32)
    assert store.dense.search(nowhere, limit=3, filters=Filters()) == []
    assert store.dense.search(nowhere * np.nan, limit=3, filters=Filters()) == []


def test_a_vector_of_another_dimension_is_refused(store: Store) -> None:
    with pytest.raises(StoreMismatch, match="64 numbers"):
        store.dense.search(np.ones(3, np.float32), limit=3, filters=Filters())


def test_asking_for_nothing_gives_nothing(store: Store) -> None:
    vector = EMBEDDER.embed(["pay"])[0]
    assert store.dense.search(vector, limit=0, filters=Filters()) == []
    assert store.lexical.search("pay", limit=0, filters=Filters()) == []


def test_many_threads_may_search_at_once(store: Store) -> None:
    def found(question: str) -> tuple[list[Hit], list[Hit]]:
        vector = EMBEDDER.embed([question])[0]
        return (
            store.dense.search(vector, limit=5, filters=Filters()),
            store.lexical.search(question, limit=5, filters=Filters()),
        )

    alone = [found(question) for question in QUESTIONS]
    with ThreadPoolExecutor(8) as pool:
        together = list(pool.map(found, QUESTIONS * 8))
    assert together == alone * 8


@pytest.mark.parametrize("filters", EVERY_FILTER)
def test_words_are_found_only_where_it_is_allowed(
    store: Store, living: tuple[Given, ...], filters: Filters
) -> None:
    hits = store.lexical.search("security", limit=500, filters=filters)
    expected = {
        entry.chunk.chunk_id
        for given in living
        if allowed(given, filters)
        for entry in given.entries
        if "security" in entry.embedded
    }
    assert {hit.chunk_id for hit in hits} == expected
    assert sorted((hit.score for hit in hits), reverse=True) == [hit.score for hit in hits]


def test_a_filter_does_not_change_a_score(store: Store) -> None:
    everywhere = store.lexical.search("security engineer", limit=500, filters=Filters())
    within = store.lexical.search(
        "security engineer", limit=500, filters=Filters(kinds=("posting",))
    )
    assert within
    assert set(within) <= set(everywhere)


WRITTEN = (
    "We need C++ and C# developers",
    "The .NET team and the ASP.NET team",
    "See the Form 10-K of 2024",
    "GPT-4 writes code",
    "R&D in the U.S. grew by 4.2 per cent to 31,000 jobs",
    "Cafés in Zürich hire baristas",
    "Engineers were hired",
    "A plain line about C and about 10 or 31 things",
)


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with opened(tmp_path_factory.mktemp("written")) as store:
        put(store, Given("written", WRITTEN))
        store.lexical.sync()
        yield store


@pytest.mark.parametrize(
    ("words", "line"),
    [
        ("C++", 0),
        ("c#", 0),
        (".NET", 1),
        (".net developer", 1),
        ("10-K", 2),
        ("10K", 2),
        ("GPT-4", 3),
        ("gpt4", 3),
        ("R&D", 4),
        ("US", 4),
        ("31,000", 4),
        ("31000", 4),
        ("4.2%", 4),
        ("cafes in ZURICH", 5),
        ("hiring an engineer", 6),
    ],
)
def test_a_word_with_marks_in_it_is_found_as_it_is_written(
    written: Store, words: str, line: int
) -> None:
    best = written.lexical.search(words, limit=1, filters=Filters())[0]
    assert written.records.chunks([best.chunk_id])[best.chunk_id].text == WRITTEN[line]


@pytest.mark.parametrize(
    "text",
    ["", "   ", "C++ AND (", '"', "title:x", "*", "~~", "\x00", "😀", "a" * 10**6, "NOT", "\ud800"],
)
def test_any_text_is_a_legal_question(written: Store, text: str) -> None:
    assert isinstance(written.lexical.search(text, limit=3, filters=Filters()), list)


def test_words_may_be_told_apart_without_stems(tmp_path: Path) -> None:
    with opened(tmp_path, tuning=Tuning(wording=Wording(stem=False))) as store:
        put(store, Given("written", WRITTEN))
        store.lexical.sync()
        assert store.lexical.search("engineer", limit=3, filters=Filters()) == []
        assert len(store.lexical.search("engineers", limit=3, filters=Filters())) == 1


def test_other_words_make_a_new_index(market: Path) -> None:
    with opened(market, tuning=Tuning(wording=Wording(stem=False))) as store:
        assert len(store.lexical.search("engineer", limit=99, filters=Filters())) == 8
        assert store.health().lexical_trouble is not None
        store.lexical.sync()
        assert store.health().lexical_trouble is None
        assert len(store.lexical.search("engineers", limit=99, filters=Filters())) == 0
