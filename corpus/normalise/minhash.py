"""Sketches of texts: from two of them one can tell how much of their wording is shared.

MinHash (Broder 1997) over runs of three words, of which a byte each is kept (Li and König 2010).
"""

import base64
import zlib
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

SIZE = 120
"""How many bytes a sketch has; the resemblance told from it is off by 0.04 as a rule."""
RUN = 3
LONGEST = 4_000

Bytes = NDArray[np.uint8]
Words = NDArray[np.uint64]

_CHANCE = 1 / 256  # two bytes of unlike texts are equal
_GOLDEN = np.uint64(0x9E3779B97F4A7C15)  # Steele et al., OOPSLA 2014 (SplitMix64)
_HALF = np.uint64(32)
_TOP = np.uint64(56)


def _mixed(values: Words) -> Words:
    """Values spread evenly over 64 bits, the same on every machine."""
    values = (values ^ (values >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    values = (values ^ (values >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return values ^ (values >> np.uint64(31))


_ODD = np.uint64(1)
_FACTORS = _mixed(np.arange(1, SIZE + 1, dtype=np.uint64) * _GOLDEN) | _ODD
_OFFSETS = _mixed(np.arange(SIZE + 1, 2 * SIZE + 1, dtype=np.uint64) * _GOLDEN)


def sketch(words: Sequence[str]) -> str:
    """What is kept of a text's words, as plain characters; empty for a text without words."""
    if not words:
        return ""
    hashed = [zlib.crc32(word.encode("utf-8", "surrogatepass")) for word in words[:LONGEST]]
    runs = _runs(np.array(hashed, dtype=np.uint64))
    least = (_FACTORS[:, None] * runs[None, :] + _OFFSETS[:, None]).min(axis=1)
    return base64.b64encode((_mixed(least) >> _TOP).astype(np.uint8).tobytes()).decode("ascii")


def _runs(words: Words) -> Words:
    """A number for each run of words; the whole text is one run where it is shorter than that."""
    width = min(RUN, len(words))
    count = len(words) - width + 1
    runs = np.zeros(count, dtype=np.uint64)
    for step in range(width):
        runs = _mixed((runs << _HALF) + runs * _GOLDEN + words[step : step + count])
    return np.unique(runs)


def read(sketches: Sequence[str]) -> Bytes:
    """Sketches as rows of bytes; a text without words has a row of zeros."""
    blank = "A" * (SIZE * 4 // 3)
    joined = "".join(sketch or blank for sketch in sketches)
    return np.frombuffer(base64.b64decode(joined), dtype=np.uint8).reshape(-1, SIZE)


def resemblance(first: Bytes, second: Bytes) -> NDArray[np.float32]:
    """How much of all their wording two texts share, row by row, from 0 to 1."""
    equal = (first == second).mean(axis=1, dtype=np.float32)
    shared: NDArray[np.float32] = (equal - np.float32(_CHANCE)) / np.float32(1 - _CHANCE)
    return shared.clip(0, 1)
