"""A title tells the kind of work and the rank where its words do, and nothing where they do not."""

import csv
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.normalise.role import FAMILIES, SENIORITIES, family, seniority

with Path(__file__).with_name("titles.tsv").open(encoding="utf-8", newline="") as _file:
    TITLES = list(csv.DictReader(_file, delimiter="\t"))


def test_the_table_is_large_and_speaks_of_known_families_and_ranks() -> None:
    assert len(TITLES) >= 200
    assert {row["family"] for row in TITLES} == {"", *FAMILIES}
    assert {row["seniority"] for row in TITLES} == {"", *SENIORITIES}


@pytest.mark.parametrize("row", TITLES, ids=[row["title"] for row in TITLES])
def test_a_title_tells_family_and_rank(row: dict[str, str]) -> None:
    read = (family(row["title"]) or "", seniority(row["title"]) or "")

    assert read == (row["family"], row["seniority"])


@pytest.mark.parametrize(
    ("title", "rank"),
    [
        ("Lead Generation Specialist", None),
        ("Chief of Staff", None),
        ("Assistant to the Director", None),
        ("Office of the CTO, Program Coordinator", None),
        ("Mid-Market Account Executive", None),
        ("Staff Nurse", None),
        ("Internal Communications", None),
        ("Senior/Staff Engineer", "staff"),
        ("SENIOR DIRECTOR, PRODUCT", "director"),
        ("Mid-Level Developer", "mid"),
    ],
)
def test_a_word_of_rank_that_names_none_is_passed_over(title: str, rank: str | None) -> None:
    assert seniority(title) == rank


@pytest.mark.parametrize("name", FAMILIES)
def test_a_familys_name_is_of_the_family(name: str) -> None:
    assert (family(name), family(name.replace("_", " ").title())) == (name, name)


@pytest.mark.parametrize("name", SENIORITIES)
def test_a_ranks_name_is_of_the_rank(name: str) -> None:
    assert (seniority(name), seniority(name.replace("_", " ").title())) == (name, name)


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("nurses", "healthcare"),
        ("data scientists", "data"),
        ("security engineers", "security"),
        ("sales representatives", "sales"),
        ("ML engineers", "machine_learning"),
    ],
)
def test_a_title_in_the_plural_is_of_the_same_family(words: str, name: str) -> None:
    assert family(words) == name


@given(st.text())
def test_no_title_breaks_the_reading(title: str) -> None:
    assert family(title) in {None, *FAMILIES}
    assert seniority(title) in {None, *SENIORITIES}


@pytest.mark.parametrize("unit", ["a ", "lead ", "chief a ", "staff ", "(", "security ", "er", "-"])
def test_a_hostile_title_is_read_at_once(unit: str) -> None:
    began = time.process_time()
    family(unit * 100_000)
    seniority(unit * 100_000)

    assert time.process_time() - began < 1
