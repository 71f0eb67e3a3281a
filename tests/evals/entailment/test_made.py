"""Pairs made by rules hold what their labels say."""

import pytest

from evals.entailment.data import CONTRADICTED, ENTAILED, NOT_ENTAILED, OPEN, Pair, half
from evals.entailment.made import Maker, augmented

RUN = (
    "In 2012 , Savages was directed by Oliver Stone , who also wrote the script .",
    "The film is a German crime thriller (shot in Spain) by Ixtlan of Berlin .",
    "Sales rose to 1,300 copies in March and were higher than before .",
)


def neighbours(word: str) -> tuple[str, ...]:
    return {"crime": ("drama",), "copies": ("dollars",)}.get(word, ())


@pytest.fixture
def pairs() -> list[Pair]:
    return Maker([RUN], seed=7, neighbours=neighbours).pairs(300)


def test_the_same_seed_makes_the_same_pairs(pairs: list[Pair]) -> None:
    assert Maker([RUN], seed=7, neighbours=neighbours).pairs(300) == pairs
    assert Maker([RUN], seed=8, neighbours=neighbours).pairs(300) != pairs


def test_every_label_is_made(pairs: list[Pair]) -> None:
    assert {pair.label for pair in pairs} == {ENTAILED, OPEN, CONTRADICTED, NOT_ENTAILED}


def test_what_does_not_follow_is_never_said_word_for_word(pairs: list[Pair]) -> None:
    wrong = [pair for pair in pairs if pair.label != ENTAILED and pair.hypothesis in pair.premise]
    assert wrong == []


def test_a_change_names_words_of_the_text() -> None:
    made = Maker([RUN], seed=7, neighbours=neighbours)
    for sentence in RUN * 20:
        if found := made.changed(sentence):
            old, new, label = found
            assert old in sentence
            assert new != old
            assert label in {CONTRADICTED, NOT_ENTAILED}


def test_both_texts_change_alike() -> None:
    made = Maker([RUN], seed=7, neighbours=neighbours)
    pair = Pair("Ann came in 1999.", "She came in 1999.", ENTAILED)
    found = {augmented(pair, made) for _ in range(50)}
    assert len(found) > 1
    assert all(each.premise[-5:] == each.hypothesis[-5:] for each in found)


def test_a_source_is_in_the_same_half_on_every_machine() -> None:
    assert [half(source) for source in ("one", "two", "three", "four")] == ["A", "B", "B", "A"]
