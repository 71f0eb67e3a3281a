"""The embedding model in the box: all-MiniLM-L6-v2, run by onnxruntime on this machine's cores."""

import os
import re
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from corpus.embedding.shipped import session, tokenizer, whole
from corpus.protocols import Vectors

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

FILES = Path(__file__).parent / "minilm"
WINDOW = 256  # tokens, [CLS] and [SEP] with them, that the model was trained to read
SPECIAL = 2
BATCH_TOKENS = 512  # padding with them; larger batches take more memory and are no faster
SLAB = 1_024  # texts tokenised and sorted by length at a time
LONGEST = 50_000  # characters; prose fills the window long before
WORDS_KEPT = (
    100_000  # whose tokens are remembered, as counting them again takes twenty times longer
)
LONGEST_WORD = 40  # characters

# The tokenizer itself parts words at white space and marks.
_WORD = re.compile(r"[^\s!-/:-@\[-`{-~]+|[!-/:-@\[-`{-~]")


class MiniLM:
    """Embeds in 384 dimensions; a text past 256 tokens is cut there.

    Cheap to make, as the weights are loaded at the first use; safe to share between threads.
    """

    model = "all-MiniLM-L6-v2@onnx-1"
    dimension = 384

    def __init__(self, *, threads: int | None = None, files: Path = FILES) -> None:
        self._threads = threads or os.cpu_count() or 1
        self._files = files
        self._lock = threading.Lock()
        self._tokenizer: Tokenizer | None = None
        self._session: InferenceSession | None = None
        self._counts: dict[str, int] = {}

    def embed(self, texts: Sequence[str]) -> Vectors:
        vectors = np.empty((len(texts), self.dimension), np.float32)
        for places, found in self.batches(texts):
            vectors[places] = found
        return vectors

    def batches(self, texts: Sequence[str]) -> Iterator[tuple[NDArray[np.intp], Vectors]]:
        """The same work as it gets done: places in `texts`, and the vectors that belong there."""
        words = self._words()
        for begun in range(0, len(texts), SLAB):
            slab = [whole(text[:LONGEST]) for text in texts[begun : begun + SLAB]]
            tokens = [_cut(found.ids) for found in words.encode_batch_fast(slab)]
            for places in _alike([len(each) for each in tokens]):
                yield places + begun, self._run([tokens[place] for place in places])

    def count(self, text: str) -> int:
        words = _WORD.findall(text)
        try:
            return sum(map(self._counts.__getitem__, words))
        except KeyError:
            return self._recount(words)

    def _recount(self, words: Sequence[str]) -> int:
        """The same, after learning the words not met before."""
        counts = {word: self._counts.get(word, 0) for word in words}
        unmet = [word for word, tokens in counts.items() if not tokens]
        found = self._words().encode_batch_fast([*map(whole, unmet)], add_special_tokens=False)
        counts.update(zip(unmet, map(len, found), strict=True))
        if len(self._counts) > WORDS_KEPT:
            self._counts = {}
        self._counts.update((word, counts[word]) for word in unmet if len(word) <= LONGEST_WORD)
        return sum(map(counts.__getitem__, words))

    def _run(self, tokens: Sequence[Sequence[int]]) -> Vectors:
        lengths = np.array([len(each) for each in tokens])
        mask = (np.arange(lengths.max()) < lengths[:, None]).astype(np.int64)
        ids = np.zeros_like(mask)
        ids[mask.astype(bool)] = np.concatenate(tokens)
        (vectors,) = self._weights().run(None, {"input_ids": ids, "attention_mask": mask})
        return np.asarray(vectors, np.float32)

    def _words(self) -> "Tokenizer":
        with self._lock:
            if self._tokenizer is None:
                self._tokenizer = tokenizer(self._files / "tokenizer.json")
            return self._tokenizer

    def _weights(self) -> "InferenceSession":
        with self._lock:
            if self._session is None:
                self._session = session(self._files / "model.onnx", self._threads)
            return self._session


def _cut(ids: list[int]) -> list[int]:
    return ids if len(ids) <= WINDOW else [*ids[: WINDOW - 1], ids[-1]]


def _alike(lengths: Sequence[int]) -> Iterator[NDArray[np.intp]]:
    """Places of texts of like length, the longest first, as many as a batch may hold."""
    order = np.argsort(lengths, kind="stable")[::-1]
    while order.size:
        size = max(1, BATCH_TOKENS // lengths[order[0]])
        yield order[:size]
        order = order[size:]
