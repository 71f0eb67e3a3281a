"""Looks at a feed add up: every posting is kept, with the first and last day it was seen."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from corpus.documents import Document
from corpus.ingest.snapshots import dated, is_doubtful, named, still_open
from corpus.postings import Place, Posting

FIRST = date(2026, 11, 1)
_LOOKS = st.lists(st.sets(st.sampled_from("abcdef")), min_size=1, max_size=8)


def job(identifier: str | None, title: str = "Keeper", **facts: object) -> Document:
    posting = Posting(title, identifier=identifier, **facts)  # type: ignore[arg-type]  # as named
    return Document(title, title, kind="posting", posting=posting)


@given(_LOOKS)
def test_each_posting_has_the_first_and_last_day_of_the_looks_it_was_in(
    looks: list[set[str]],
) -> None:
    held: dict[str, Document] = {}
    for number, shown in enumerate(looks):
        seen = named("s", [job(name) for name in sorted(shown)])
        held = dated(held, seen, today=FIRST + timedelta(number))
    days = {
        f"s/{name}": [number for number, shown in enumerate(looks) if name in shown]
        for name in set().union(*looks)
    }
    postings = {name: document.posting for name, document in held.items()}
    assert {name: (p.first_seen, p.last_seen) for name, p in postings.items() if p} == {
        name: (FIRST + timedelta(numbers[0]), FIRST + timedelta(numbers[-1]))
        for name, numbers in days.items()
    }


@given(_LOOKS)
def test_a_look_twice_on_one_day_is_as_one(looks: list[set[str]]) -> None:
    held: dict[str, Document] = {}
    for number, shown in enumerate(looks):
        today = FIRST + timedelta(number)
        seen = named("s", [job(name) for name in sorted(shown)])
        held = dated(held, seen, today=today)
        assert dated(held, seen, today=today) == held


def test_a_clock_that_is_set_back_makes_no_day_go_backwards() -> None:
    seen = {"s/a": job("a")}
    later = dated(dated({}, seen, today=date(2026, 11, 9)), seen, today=date(2026, 11, 3))
    posting = later["s/a"].posting
    assert posting is not None
    assert (posting.first_seen, posting.last_seen) == (date(2026, 11, 3), date(2026, 11, 9))


def test_a_posting_has_the_newest_words() -> None:
    held = dated({"s/a": job("a", "Keeper")}, {"s/a": job("a", "Chief keeper")}, today=FIRST)
    assert [document.title for document in held.values()] == ["Chief keeper"]


@given(st.permutations([job("1"), job("2"), job("R-3"), job(None, "Tamer"), job(None, url="u")]))
def test_ids_do_not_depend_on_the_order(documents: list[Document]) -> None:
    assert {
        name: document.posting.identifier for name, document in named("s", documents).items()
        if document.posting and document.posting.identifier
    } == {"s/1": "1", "s/2": "2", _id(job("R-3")): "R-3"}  # fmt: skip


@given(st.lists(st.text(max_size=80), max_size=6))
def test_no_two_postings_share_an_id(identifiers: list[str]) -> None:
    names = named("s", [job(identifier) for identifier in identifiers])
    assert len(names) == len(identifiers)
    assert all(len(name) < 90 and name.isascii() and name.isprintable() for name in names)


def test_postings_without_an_identifier_are_told_apart_by_what_they_say() -> None:
    here, there = (job(None, job_location=(Place(raw=place),)) for place in ("Oslo", "Rome"))
    assert len({_id(here), _id(there), _id(job(None, url="https://a.example/1"))}) == 3


def test_a_look_that_was_not_whole_closes_no_posting() -> None:
    assert still_open(["c"], ["a", "b"], whole=False) == ("c", "a", "b")
    assert still_open(["c"], ["a", "b"], whole=True) == ("c",)


def test_a_look_that_lost_nearly_all_is_doubtful() -> None:
    told = {(100, 0), (100, 19), (5, 0)}
    believed = {(100, 20), (4, 0), (0, 0), (5, 1), (0, 9)}
    assert {each for each in told | believed if is_doubtful(opened=each[0], shown=each[1])} == told


def _id(document: Document) -> str:
    (name,) = named("s", [document])
    return name
