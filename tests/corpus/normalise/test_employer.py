"""Two spellings of one employer compare as one, two employers never do."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.normalise.employer import key


@pytest.mark.parametrize(
    ("name", "same"),
    [
        ("Acme, Inc.", "ACME"),
        ("Acme Inc", "acme"),
        ("The Home Depot", "Home Depot"),
        ("Acme Co., Ltd.", "Acme"),
        ("Acme & Co. KG", "Acme"),
        ("Acme GmbH & Co. KG", "Acme"),
        ("Siemens AG", "SIEMENS"),
        ("Nestlé S.A.", "Nestle"),
        ("Ørsted A/S", "ørsted"),
        ("ING Groep N.V.", "ING Groep"),
        ("Allegro sp. z o.o.", "Allegro"),
        ("Grupo Bimbo, S.A.B. de C.V.", "Grupo Bimbo SAB de CV"),
        ("Cemex S.A. de C.V.", "Cemex"),
        ("株式会社メルカリ", "メルカリ"),
        ("McDonald’s Corporation", "McDonald's"),
        ("Johnson & Johnson", "Johnson and Johnson"),
        ("Coca-Cola Company", "The Coca Cola Company"),
        ("AT&T", "AT & T"),
        ("I.B.M. Corp", "IBM"),
        ("  Acme\u00a0 L.L.C. ", "Acme"),
        ("\uff21cme", "acme"),
        ("Tata Consultancy Services Pvt. Ltd.", "Tata Consultancy Services"),
        ("Canva Pty Ltd", "Canva"),
    ],
)
def test_spellings_of_one_employer_have_one_key(name: str, same: str) -> None:
    assert key(name) == key(same) != ""


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("Apple", "Apple Bank"),
        ("Acme Robotics", "Acme Foods"),
        ("Bank of America", "America"),
        ("General Electric", "General Motors"),
        ("Inc Magazine", "Magazine"),
        ("A", "B"),
        ("The Company", "The Limited"),
        ("Booking.com", "Booking"),
        ("Meta", "Metal"),
        ("ガス", "カス"),
        ("Call Me", "Call"),
    ],
)
def test_two_employers_have_two_keys(name: str, other: str) -> None:
    assert key(name) != key(other)


@pytest.mark.parametrize("name", ["", " ", "—", "Confidential", "N/A", "Confidential Company"])
def test_what_names_no_one_has_no_key(name: str) -> None:
    assert key(name) == ""


@given(st.text())
def test_a_key_is_its_own_key(name: str) -> None:
    assert key(key(name)) == key(name)


@given(
    st.sampled_from(["Acme", "Blue Fox", "A B C", "inc", "the"]),
    st.lists(st.sampled_from([", Inc.", " LLC", " GmbH", " Co.", " & Co", " The"]), max_size=4),
)
def test_a_key_of_legal_forms_is_its_own_key(name: str, forms: list[str]) -> None:
    read = key(name + "".join(forms))

    assert key(read) == read


@pytest.mark.parametrize("unit", ["a.", "inc ", "& ", "'", "é"])
def test_a_hostile_name_is_read_at_once(unit: str) -> None:
    began = time.process_time()
    key(unit * 100_000)

    assert time.process_time() - began < 1
