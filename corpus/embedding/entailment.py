"""Whether one text follows from another: a small trained model in the box."""

import mmap
import os
import threading
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from corpus.embedding import minilm
from corpus.embedding.shipped import session, tokenizer, verified, whole
from corpus.errors import EmbedderUnavailable

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

FILES = Path(__file__).parent / "entailment_model"
PREMISE_TOKENS, HYPOTHESIS_TOKENS = 160, 80  # what is behind them is not read
CLS, SEP = 101, 102
VOCABULARY, WIDTH = 30_522, 384
LONGEST = 5_000  # characters of a text; either window is full long before

# Evidence sets and their texts write signs as treebanks did.
_TREEBANK = (
    ("-LRB-", "("),
    ("-RRB-", ")"),
    ("-LSB-", "["),
    ("-RSB-", "]"),
    ("``", '"'),
    ("''", '"'),
)


class EntailmentModel:
    """Judges a hypothesis of about a sentence against a premise of one to three.

    Cheap to make, as the weights are loaded at the first use; safe to share between threads.
    A pair is judged the same whatever it is judged together with.
    """

    model = "minilm-entailment@1"

    def __init__(
        self, *, threads: int | None = None, files: Path = FILES, words: Path = minilm.FILES
    ) -> None:
        self._threads = threads or os.cpu_count() or 1
        self._files = files
        self._shared = words
        self._lock = threading.Lock()
        self._loaded: _Loaded | None = None

    def judge(self, pairs: Sequence[tuple[str, str]]) -> NDArray[np.float32]:
        if not pairs:
            return np.empty((0, 3), np.float32)
        loaded = self._parts()
        premises = loaded.tokens([premise for premise, _ in pairs])
        hypotheses = loaded.tokens([hypothesis for _, hypothesis in pairs])
        # Activations are quantised per call: pairs run together would change one another's.
        return np.concatenate([*loaded.threads.map(loaded.judged, premises, hypotheses)])

    def _parts(self) -> "_Loaded":
        with self._lock:
            if self._loaded is None:
                self._loaded = _Loaded(
                    tokenizer(self._shared / "tokenizer.json"),
                    _words(self._shared / "model.onnx"),
                    # Pairs are too small to be shared out: two threads a pair are no faster.
                    session(self._files / "model.onnx", threads=1),
                    ThreadPoolExecutor(self._threads, "entailment"),
                )
            return self._loaded


def plain(text: str) -> str:
    """Text with the marks of old treebanks as their signs, and single spaces."""
    for mark, sign in _TREEBANK:
        text = text.replace(mark, sign)
    return " ".join(text.split())


class _Loaded:
    """The tokenizer and word vectors of the embedding model, and the layers trained on them."""

    def __init__(
        self,
        tokenizer: "Tokenizer",
        words: NDArray[np.float16],
        layers: "InferenceSession",
        threads: ThreadPoolExecutor,
    ) -> None:
        self.threads = threads
        self._tokenizer = tokenizer
        self._words = words
        self._layers = layers

    def tokens(self, texts: Sequence[str]) -> list[list[int]]:
        shown = [plain(whole(text[:LONGEST])) for text in texts]
        found = self._tokenizer.encode_batch_fast(shown, add_special_tokens=False)
        return [each.ids for each in found]

    def judged(self, premise: list[int], hypothesis: list[int]) -> NDArray[np.float32]:
        given = [CLS, *premise[:PREMISE_TOKENS], SEP]
        asked = [*hypothesis[:HYPOTHESIS_TOKENS], SEP]
        asking = np.zeros((1, len(given) + len(asked)), np.int64)
        asking[:, len(given) :] = 1
        words = self._words[[given + asked]]
        (found,) = self._layers.run(None, {"words": words, "asking": asking})
        return np.asarray(found, np.float32)


def _words(path: Path) -> NDArray[np.float16]:
    """The word vectors of the embedding model's graph, which are not shipped a second time."""
    length = VOCABULARY * WIDTH * 2
    opening = b"\x42\x05words\x4a" + _varint(length)  # as ONNX writes a tensor of that name
    with verified(path).open("rb") as file:
        held = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    if (place := held.find(opening)) < 0:
        raise EmbedderUnavailable(f"{path.name} of the embedding model holds no word vectors")
    vectors = np.frombuffer(held, np.float16, VOCABULARY * WIDTH, place + len(opening))
    return vectors.reshape(VOCABULARY, WIDTH)


def _varint(number: int) -> bytes:
    """A number as Protocol Buffers write it: seven bits a byte, the last without its high bit."""
    groups = [number >> shift & 0x7F for shift in range(0, max(1, number.bit_length()), 7)]
    return bytes([*(group | 0x80 for group in groups[:-1]), groups[-1]])
