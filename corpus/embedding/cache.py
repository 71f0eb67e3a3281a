"""Texts that come again are embedded once: within a call, and for as long as a cache keeps them."""

import hashlib
import threading
from collections import OrderedDict
from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

import numpy as np

from corpus.protocols import Embedder, Vectors


class EmbeddingCache(Protocol):
    """Vectors of one model by the sha256 digests of their texts; the SQLite truth is one."""

    def get(self, hashes: Iterable[bytes]) -> Mapping[bytes, Vectors]: ...

    def put(self, vectors: Mapping[bytes, Vectors]) -> None: ...


class Cached:
    """An embedder that asks another only for texts its cache does not keep."""

    def __init__(self, embedder: Embedder, cache: EmbeddingCache) -> None:
        self.model = embedder.model
        self.dimension = embedder.dimension
        self._embedder = embedder
        self._cache = cache

    def embed(self, texts: Sequence[str]) -> Vectors:
        hashes = [hashlib.sha256(text.encode(errors="surrogatepass")).digest() for text in texts]
        by_hash = dict(zip(hashes, texts, strict=True))
        vectors = dict(self._cache.get(by_hash))
        if missing := [key for key in by_hash if key not in vectors]:
            found = self._embedder.embed([by_hash[key] for key in missing])
            made = dict(zip(missing, found, strict=True))
            self._cache.put(made)
            vectors |= made
        return np.array([vectors[key] for key in hashes], np.float32).reshape(-1, self.dimension)

    def count(self, text: str) -> int:
        return self._embedder.count(text)


class Recent:
    """The vectors used last, as many as `capacity`, in memory; safe to share between threads."""

    def __init__(self, capacity: int) -> None:
        self._capacity = capacity
        self._vectors: OrderedDict[bytes, Vectors] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, hashes: Iterable[bytes]) -> dict[bytes, Vectors]:
        with self._lock:
            found = {key: self._vectors[key] for key in hashes if key in self._vectors}
            for key in found:
                self._vectors.move_to_end(key)
            return found

    def put(self, vectors: Mapping[bytes, Vectors]) -> None:
        with self._lock:
            # A row would keep the whole batch it came in.
            self._vectors |= {key: vector.copy() for key, vector in vectors.items()}
            while len(self._vectors) > self._capacity:
                self._vectors.popitem(last=False)
