"""What is embedded twice, and what is not."""

import numpy as np
import pytest

from corpus.embedding.cache import Cached, Recent
from corpus.embedding.wordhash import WordHash


@pytest.fixture
def embedder() -> WordHash:
    return WordHash(dimension=8)


def test_a_text_that_comes_again_is_embedded_once(embedder: WordHash) -> None:
    cached = Cached(embedder, Recent(10))
    texts = ["pay rose", "pay fell", "pay rose"]
    first, second = cached.embed(texts), cached.embed([*texts, "hiring slowed"])
    assert embedder.texts_embedded == 3
    expected = WordHash(dimension=8).embed([*texts, "hiring slowed"])
    assert np.allclose(first, expected[:3])
    assert np.allclose(second, expected)


def test_it_looks_like_the_embedder_it_asks(embedder: WordHash) -> None:
    cached = Cached(embedder, Recent(10))
    assert (cached.model, cached.dimension) == ("wordhash", 8)
    assert cached.count("pay rose") == 2
    assert cached.embed([]).shape == (0, 8)
    assert embedder.texts_embedded == 0


def test_the_texts_used_last_are_kept(embedder: WordHash) -> None:
    cached = Cached(embedder, Recent(2))
    for text in ("a", "b", "a", "c"):  # c displaces b, as a was used after it
        cached.embed([text])
    embedder.texts_embedded = 0
    cached.embed(["a", "c"])
    assert embedder.texts_embedded == 0
    cached.embed(["b"])
    assert embedder.texts_embedded == 1


def test_more_texts_than_are_kept_still_have_their_vectors(embedder: WordHash) -> None:
    texts = [f"text {n}" for n in range(9)]
    assert np.allclose(Cached(embedder, Recent(2)).embed(texts), WordHash(dimension=8).embed(texts))
