import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.normalise.arrangement import arrangement

REMOTE = [
    "remote",
    "Remote",
    "REMOTE",
    "TELECOMMUTE",
    "True",
    "yes",
    "1",
    "fully remote",
    "100% remote",
    "remote-first",
    "remote_ok",
    "work from home",
    "WFH",
    "Homeoffice",
    "télétravail",
    "à distance",
    "remoto",
    "teletrabajo",
    "Remote (US)",
    "New York, NY / Remote (US)",
    "Remote or NYC",
    "Anywhere in the UK",
    "home based",
    "Remote - Texas",
]
HYBRID = [
    "Hybrid",
    "hybrid remote",
    "HYBRID",
    "2 days in office",
    "3 days a week in the office",
    "híbrido",
    "hybride",
    "3-4 days on-site",
    "partially remote",
    "Hybrid - London",
    "2 Tage im Büro",
    "London (Hybrid)",
    "ibrido",
]
ONSITE = [
    "On-site",
    "onsite",
    "ONSITE",
    "on_site",
    "In office",
    "in-person",
    "not remote",
    "no remote",
    "non-remote",
    "false",
    "No",
    "0",
    "vor ort",
    "sur site",
    "presencial",
    "nicht remote",
    "kein Homeoffice",
    "5 days in office",
    "en la oficina",
]
UNTOLD = ("", "New York, NY", "flexible", "unspecified", "office", "Paris", "remodelling")


@pytest.mark.parametrize("stated", REMOTE)
def test_work_from_home_is_remote(stated: str) -> None:
    assert arrangement(stated) == "remote"


@pytest.mark.parametrize("stated", HYBRID)
def test_some_days_in_the_office_are_hybrid(stated: str) -> None:
    assert arrangement(stated) == "hybrid"


@pytest.mark.parametrize("stated", ONSITE)
def test_work_that_is_not_remote_is_on_site(stated: str) -> None:
    assert arrangement(stated) == "onsite"


@pytest.mark.parametrize("stated", UNTOLD)
def test_what_says_nothing_of_it_is_untold(stated: str) -> None:
    assert arrangement(stated) is None


def test_a_location_counts_only_where_the_workplace_says_nothing() -> None:
    assert arrangement("On-site", "Remote (US)") == "onsite"
    assert arrangement("", "New York, NY / Remote (US)") == "remote"


@given(st.lists(st.text(max_size=60)))
def test_any_words_are_read(stated: list[str]) -> None:
    assert arrangement(*stated) in {"remote", "hybrid", "onsite", None}
