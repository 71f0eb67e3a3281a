"""Employment is what the words state, whoever's words they are."""

from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.normalise.employment import employment
from corpus.postings import Employment


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("Full-time", "full_time"),
        ("FULL_TIME", "full_time"),
        ("FullTime", "full_time"),
        ("full time, permanent", "full_time"),
        ("Regular", "full_time"),
        ("Permanent", "full_time"),
        ("CDI", "full_time"),
        ("Vollzeit", "full_time"),
        ("Festanstellung, Vollzeit", "full_time"),
        ("Temps plein", "full_time"),
        ("Jornada completa", "full_time"),
        ("Tempo pieno", "full_time"),
        ("正社員", "full_time"),
        ("全职", "full_time"),
        ("Part-time", "part_time"),
        ("PART_TIME", "part_time"),
        ("parttime", "part_time"),
        ("Permanent part-time", "part_time"),
        ("Teilzeit, unbefristet", "part_time"),
        ("Minijob", "part_time"),
        ("Temps partiel", "part_time"),
        ("Contract", "contract"),
        ("CONTRACTOR", "contract"),
        ("Contract (W2)", "contract"),
        ("Contract, full-time", "contract"),
        ("1099", "contract"),
        ("Contract-to-hire", "contract"),
        ("Freelance", "contract"),
        ("B2B", "contract"),
        ("Temporary", "temporary"),
        ("TEMPORARY, FULL_TIME", "temporary"),
        ("Fixed-term contract (12 months)", "temporary"),
        ("CDD", "temporary"),
        ("Befristet", "temporary"),
        ("Seasonal", "temporary"),
        ("Internship", "internship"),
        ("INTERN", "internship"),
        ("Full-time internship", "internship"),
        ("Praktikum", "internship"),
        ("Stage", "internship"),
        ("Werkstudent", "part_time"),
        ("PER_DIEM", "other"),
        ("Volunteer", "other"),
        ("OTHER", "other"),
        ("Full-time or part-time", "other"),
        ("Vollzeit / Teilzeit", "other"),
        ("", None),
        ("Remote", None),
        ("International", None),
        ("Competitive", None),
    ],
)
def test_the_words_of_a_field_state_a_kind_of_employment(words: str, kind: str | None) -> None:
    assert employment(words) == kind


@pytest.mark.parametrize("kind", get_args(Employment))
def test_a_kind_is_its_own_kind(kind: str) -> None:
    assert employment(kind) == kind


@given(st.text())
def test_no_words_break_the_reading(words: str) -> None:
    assert employment(words) in {None, *get_args(Employment)}
