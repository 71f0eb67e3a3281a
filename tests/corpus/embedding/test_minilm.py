"""The model in the box, held to vectors that sentence-transformers made on torch.

reference_vectors.json: sentence-transformers 6.2.0, torch 2.13.0 on a CPU, ``encode(texts)``.
"""

import json
import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from tokenizers import Tokenizer

from corpus.embedding.minilm import FILES, WINDOW, MiniLM
from corpus.errors import EmbedderUnavailable

if TYPE_CHECKING:
    from corpus.protocols import Embedder

REFERENCE = json.loads((Path(__file__).parent / "reference_vectors.json").read_text())
SHARED = MiniLM()
PLAIN = Tokenizer.from_file(str(FILES / "tokenizer.json"))
PLAIN.no_padding()
PLAIN.no_truncation()
TEXTS = [row["text"] for row in REFERENCE]


@pytest.fixture(scope="module")
def minilm() -> MiniLM:
    return SHARED


def test_it_is_an_embedder(minilm: MiniLM) -> None:
    embedder: Embedder = minilm  # the type checker holds it to the Protocol
    assert (embedder.model, embedder.dimension) == ("all-MiniLM-L6-v2@onnx-1", 384)


def test_its_vectors_are_those_of_the_published_model(minilm: MiniLM) -> None:
    expected = np.array([row["vector"] for row in REFERENCE])
    cosines = (minilm.embed(TEXTS) * expected).sum(axis=1)
    assert cosines.min() > 0.99999


def test_vectors_are_of_unit_length_and_in_the_order_of_the_texts(minilm: MiniLM) -> None:
    together = minilm.embed([*TEXTS, *reversed(TEXTS)])
    alone = np.concatenate([minilm.embed([text]) for text in TEXTS])
    assert np.allclose(np.linalg.norm(together, axis=1), 1)
    assert np.allclose(together, np.concatenate([alone, alone[::-1]]), atol=1e-5)


def test_no_texts_give_no_vectors_of_the_right_width(minilm: MiniLM) -> None:
    assert minilm.embed([]).shape == (0, 384)
    assert minilm.embed([]).dtype == np.float32


@pytest.mark.parametrize(
    "text", ["", " \n", "\x00", "\ud800", "a" * 60_000, "\U0001f600" * 300, "\u4eba" * 300]
)
def test_any_text_has_a_vector(minilm: MiniLM, text: str) -> None:
    assert np.isclose(np.linalg.norm(minilm.embed([text])), 1)
    assert minilm.count(text) >= 0


def test_what_lies_behind_the_window_changes_nothing(minilm: MiniLM) -> None:
    full = "pay " * (WINDOW - 2)
    first, second = minilm.embed([full, full + "nurses in Ohio"])
    assert np.allclose(first, second, atol=1e-6)


@given(st.text(st.characters(exclude_categories=["Cc", "Cs"])))
@example("Na\u00efve MLSecOps, $43,000")
@example("a" * 5_000 + " \ud55c\uad6d\uc5b4 5\u20ac")
def test_tokens_are_counted_as_the_tokenizer_finds_them(text: str) -> None:
    found = PLAIN.encode(text, add_special_tokens=False)
    assert SHARED.count(text) == SHARED.count(text) == len(found)


def test_work_is_given_as_it_gets_done(minilm: MiniLM) -> None:
    texts = ["short", "a much longer text about pay " * 20, "short too"] * 9
    places = [list(found) for found, _ in minilm.batches(texts)]
    assert len(places) > 1
    assert sorted(place for batch in places for place in batch) == list(range(len(texts)))


def test_threads_share_one_model() -> None:
    fresh = MiniLM(threads=1)
    with ThreadPoolExecutor(4) as threads:
        found = list(threads.map(fresh.embed, [TEXTS[:3]] * 8))
    assert all(np.allclose(vectors, found[0], atol=1e-6) for vectors in found)


def test_a_damaged_or_missing_model_says_so(tmp_path: Path) -> None:
    for name in ("tokenizer.json", "SHA256SUMS"):
        shutil.copy(FILES / name, tmp_path)
    with pytest.raises(EmbedderUnavailable, match=r"model\.onnx cannot be read"):
        MiniLM(files=tmp_path).embed(["pay"])
    (tmp_path / "model.onnx").write_bytes(b"half a file")
    with pytest.raises(EmbedderUnavailable, match=r"model\.onnx is damaged"):
        MiniLM(files=tmp_path).embed(["pay"])
