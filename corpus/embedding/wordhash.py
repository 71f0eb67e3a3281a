"""An embedder without a model: texts are near when they share words. For tests and benchmarks."""

import hashlib
import re
from collections.abc import Sequence
from functools import lru_cache

import numpy as np

from corpus.protocols import Vectors

_WORD = re.compile(r"\w+")


class WordHash:
    """Each word is a direction, a text the sum of its words'; equal texts have equal vectors."""

    def __init__(self, *, dimension: int = 64, model: str = "wordhash") -> None:
        self.model = model
        self.dimension = dimension
        self.texts_embedded = 0

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Unit vectors, one a text; a text without words has a direction of its own."""
        self.texts_embedded += len(texts)
        vectors = np.zeros((len(texts), self.dimension), np.float32)
        for row, text in enumerate(texts):
            for word in _WORD.findall(text.lower()) or [text]:
                vectors[row] += _direction(word, self.dimension)
        lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
        unit: Vectors = (vectors / np.maximum(lengths, 1e-9)).astype(np.float32)
        return unit

    def count(self, text: str) -> int:
        return len(_WORD.findall(text))


@lru_cache(maxsize=100_000)
def _direction(word: str, dimension: int) -> Vectors:
    seed = int.from_bytes(hashlib.sha256(word.encode()).digest()[:8])
    direction: Vectors = np.random.default_rng(seed).standard_normal(dimension, np.float32)
    return direction
