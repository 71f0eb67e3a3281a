"""How many tokens a chat model will see, counted by tiktoken with vocabularies from the box."""

import gzip
import hashlib
import os
from collections.abc import Mapping
from functools import cached_property
from importlib.util import find_spec
from pathlib import Path
from types import MappingProxyType

import tiktoken
from tiktoken.model import encoding_name_for_model

FALLBACK = "o200k_base"
BOXED: Mapping[str, str] = MappingProxyType(
    {
        "cl100k_base": "cl100k_base",
        "o200k_base": "o200k_base",
        "o200k_harmony": "o200k_base",
    }
)
"""Encodings that need no network, and the vocabulary each one reads."""

SHA256: Mapping[str, str] = MappingProxyType(
    {  # the hashes tiktoken_ext.openai_public itself holds a download to
        "cl100k_base": "223921b76ee99bde995b7ff738513eef100fb51d18c93597a113bcffe865b2a7",
        "o200k_base": "446a9538cb6c348e3516120d7c08b09f57c36495e2acfffe59a5bf8b0cfb1a2d",
    }
)

_URL = "https://openaipublic.blob.core.windows.net/encodings/{}.tiktoken"
_PIECE = 10_000  # characters: a longer run of spaces overflows o200k's regular expression


class Tokens:
    """Counts a model's tokens without touching the network.

    `cache` is where tiktoken looks for vocabularies; what is missing or damaged there is written
    from the box. `own` is a folder the person keeps for tiktoken: what is whole there comes first.
    `note` says, for a person, when another vocabulary stands in for the model's.
    """

    def __init__(self, model: str, *, cache: Path, own: Path | None = None) -> None:
        self.model = model
        self.name, self.note = _encoding_name(model)
        self._cache = cache
        self._own = own

    def count(self, text: str) -> int:
        """How many tokens a text takes; a special token written in it counts as plain text."""
        try:
            return self._count(text)
        except ValueError:  # tiktoken's regular expression gave up on a very long run
            return sum(self._count(text[at : at + _PIECE]) for at in range(0, len(text), _PIECE))

    def _count(self, text: str) -> int:
        # Not encode_ordinary: where this one raises, that one panics past `except Exception`.
        return len(self._encoding.encode(text, disallowed_special=()))

    @cached_property
    def _encoding(self) -> tiktoken.Encoding:
        vocabulary = BOXED[self.name]
        folder = self._own if _holds(self._own, vocabulary) else seed(self._cache, vocabulary)
        # tiktoken takes its folder from the environment and from nowhere else.
        os.environ["TIKTOKEN_CACHE_DIR"] = str(folder)  # noqa: TID251
        return tiktoken.get_encoding(self.name)


def seed(cache: Path, vocabulary: str) -> Path:
    """The cache folder, holding a whole vocabulary under the name tiktoken looks for."""
    if _holds(cache, vocabulary):
        return cache
    cache.mkdir(parents=True, exist_ok=True)
    target = cache / _file_name(vocabulary)
    partial = target.with_suffix(f".{os.getpid()}.tmp")
    partial.write_bytes(_from_the_box(vocabulary))
    partial.replace(target)
    return cache


def boxed(vocabulary: str) -> bool:
    """Whether the vocabulary came in the box, byte for byte as published."""
    try:
        return hashlib.sha256(_from_the_box(vocabulary)).hexdigest() == SHA256[vocabulary]
    except (OSError, EOFError):
        return False


def _encoding_name(model: str) -> tuple[str, str | None]:
    try:
        name = encoding_name_for_model(model)
    except KeyError:
        return FALLBACK, f"tiktoken does not know {model!r}; counted with {FALLBACK}"
    if name not in BOXED:
        return (
            FALLBACK,
            f"the vocabulary {name} of {model!r} is not in the box; counted with {FALLBACK}",
        )
    return name, None


def _holds(folder: Path | None, vocabulary: str) -> bool:
    if folder is None:
        return False
    try:
        content = (folder / _file_name(vocabulary)).read_bytes()
    except OSError:
        return False
    return hashlib.sha256(content).hexdigest() == SHA256[vocabulary]


def _file_name(vocabulary: str) -> str:
    # sha1 names the file, it guards nothing: the contents are held to their sha256.
    return hashlib.sha1(_URL.format(vocabulary).encode(), usedforsecurity=False).hexdigest()


def _from_the_box(vocabulary: str) -> bytes:
    # Importing bpe_openai would parse every vocabulary it has; its folder is enough.
    package = find_spec("bpe_openai")
    if package is None or package.origin is None:
        raise FileNotFoundError("the package bpe-openai is not installed")
    return gzip.decompress(
        (Path(package.origin).parent / "data" / f"{vocabulary}.tiktoken.gz").read_bytes()
    )
