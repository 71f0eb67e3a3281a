"""How the words of one text are met in another."""

from hypothesis import given
from hypothesis import strategies as st

from corpus.embedding.alignment import alignment, gathered

PREMISE = "Revenue of Acme rose by 5 % to 3,000 dollars in May, analysts said."


def test_a_text_covers_itself() -> None:
    assert alignment(PREMISE, PREMISE).values() == (1.0, 1.0, 1.0, 1.0, 0.0)


def test_other_forms_of_a_word_are_met() -> None:
    assert alignment(PREMISE, "Analyst: revenues of Acme").covered == 1


def test_names_and_numbers_that_are_missing_weigh_more_than_words() -> None:
    word, name = (alignment(PREMISE, f"Revenue {other} rose") for other in ("sharply", "Google"))
    assert name.covered < word.covered < 1


def test_numbers_and_names_are_told_apart() -> None:
    found = alignment(PREMISE, "Revenue of Google rose by 5 % to 3000 dollars in 2020")
    assert (found.numbers_covered, found.names_covered) == (2 / 3, 0)


def test_one_denial_differs_and_two_do_not() -> None:
    assert alignment("It grew.", "It did not grow.").denial_differs
    assert alignment("It grew.", "It didn’t grow.").denial_differs
    assert not alignment("It never grew.", "It did not grow.").denial_differs


def test_neighbours_are_lost_when_words_change_places() -> None:
    swapped = alignment("Acme bought Google", "Google bought Acme")
    assert (swapped.covered, swapped.pairs_covered) == (1, 0)


def test_each_sentence_is_gathered_for_what_the_others_leave() -> None:
    sentences = ["Acme grew.", "Acme grew in May.", "It is based in Ohio.", "Weather was fine."]
    assert gathered("Acme of Ohio grew in May", sentences, limit=3) == (1, 2)
    assert gathered("Acme of Ohio grew in May", sentences, limit=1) == (1,)
    assert gathered("", sentences, limit=3) == gathered("Acme", [], limit=3) == ()


@given(st.text(max_size=100), st.text(max_size=100))
def test_shares_lie_between_nothing_and_all(premise: str, hypothesis: str) -> None:
    assert all(0 <= value <= 1 for value in alignment(premise, hypothesis).values())
