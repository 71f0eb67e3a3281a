"""The entailment model in the box: what it says, and when it says that it cannot."""

import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.embedding import minilm
from corpus.embedding.entailment import FILES, EntailmentModel, plain
from corpus.errors import EmbedderUnavailable

if TYPE_CHECKING:
    from corpus.protocols import Entailment

ENTAILED, OPEN, CONTRADICTED = range(3)
SHARED = EntailmentModel()
FILM = "Savages is a 2012 American crime thriller film directed by Oliver Stone."
PAIRS = [
    (FILM, "Savages is an American film."),
    (FILM, "Savages is a German film."),
    (FILM, "The company hired a new manager."),
    ("", ""),
]


@pytest.fixture(scope="module")
def model() -> EntailmentModel:
    return SHARED


def test_it_is_an_entailment(model: EntailmentModel) -> None:
    entailment: Entailment = model  # the type checker holds it to the Protocol
    assert entailment.judge([]).shape == (0, 3)


@pytest.mark.parametrize(
    ("hypothesis", "expected"),
    [
        ("Savages is an American film.", ENTAILED),
        ("Oliver Stone directed Savages.", ENTAILED),
        ("Savages is a German film.", CONTRADICTED),
        ("Savages was directed by Noel Coward.", CONTRADICTED),
        ("The company hired a new manager.", OPEN),
    ],
)
def test_plain_cases_are_judged_as_a_reader_would(
    model: EntailmentModel, hypothesis: str, expected: int
) -> None:
    assert model.judge([(FILM, hypothesis)]).argmax() == expected


def test_a_pair_is_judged_the_same_alone_and_among_others(model: EntailmentModel) -> None:
    alone = np.concatenate([model.judge([pair]) for pair in PAIRS])
    assert np.array_equal(model.judge(PAIRS), alone)


@settings(max_examples=25, deadline=None)
@given(st.text(max_size=200), st.text(max_size=200))
def test_any_two_texts_have_three_shares_of_one(premise: str, hypothesis: str) -> None:
    judged = SHARED.judge([(premise, hypothesis)])
    assert judged.dtype == np.float32
    assert np.isclose(judged.sum(), 1, atol=1e-5)
    assert ((judged >= 0) & (judged <= 1)).all()


def test_half_a_character_and_endless_texts_are_judged(model: EntailmentModel) -> None:
    judged = model.judge([("\ud800", "\udfff"), ("pay " * 100_000, "pay " * 100_000)])
    assert np.allclose(judged.sum(axis=1), 1, atol=1e-5)


def test_threads_share_one_model() -> None:
    fresh = EntailmentModel()
    with ThreadPoolExecutor(4) as threads:
        judged = [*threads.map(fresh.judge, [PAIRS] * 8)]
    assert all(np.array_equal(each, judged[0]) for each in judged)


def test_a_damaged_or_missing_model_says_so(tmp_path: Path) -> None:
    with pytest.raises(EmbedderUnavailable, match=r"model\.onnx cannot be read"):
        EntailmentModel(files=tmp_path).judge(PAIRS)
    shutil.copytree(FILES, tmp_path / "damaged")
    with (tmp_path / "damaged" / "model.onnx").open("ab") as file:
        file.write(b"\0")
    with pytest.raises(EmbedderUnavailable, match=r"model\.onnx is damaged"):
        EntailmentModel(files=tmp_path / "damaged").judge(PAIRS)


def test_a_damaged_embedding_model_says_so_too(tmp_path: Path) -> None:
    shutil.copytree(minilm.FILES, tmp_path / "words")
    (tmp_path / "words" / "model.onnx").write_bytes(b"")
    with pytest.raises(EmbedderUnavailable, match=r"model\.onnx is damaged"):
        EntailmentModel(words=tmp_path / "words").judge(PAIRS)


def test_marks_of_treebanks_are_read_as_their_signs() -> None:
    assert plain("``Daggering'' -LRB- a  dance -RRB-") == '"Daggering" ( a dance )'
