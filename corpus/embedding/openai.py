"""Embeddings from OpenAI, or from any service that speaks its protocol."""

import base64
import json
import threading
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

import numpy as np
from tenacity import (
    RetryCallState,
    Retrying,
    retry_if_exception_type,
    stop_before_delay,
    wait_random_exponential,
)

from corpus.embedding.minilm import MiniLM
from corpus.errors import EmbedderUnavailable, InvalidSettings
from corpus.protocols import Vectors

if TYPE_CHECKING:
    from openai import OpenAI

OPENAI = "https://api.openai.com/v1"
DIMENSIONS = {
    "text-embedding-3-small": 1536,
    "text-embedding-3-large": 3072,
    "text-embedding-ada-002": 1536,
}
SHORTENED = "text-embedding-3-"  # models that give fewer dimensions when asked
INPUTS = 2_048  # a request, OpenAI's limit
REQUEST_TOKENS = 300_000  # a request, OpenAI's limit
INPUT_TOKENS = 8_191  # an input
ANSWER_BYTES = 256 * 2**20
PASSING = {408, 409, 429}  # and 500 and above: worth another try


@dataclass(frozen=True, slots=True)
class Patience:
    """How long a service may take: one try of a batch, all tries together, and between them."""

    try_s: float = 30.0
    batch_s: float = 120.0
    first_wait_s: float = 0.5
    longest_wait_s: float = 20.0


class OpenAIEmbedder:
    """Embeds with `name`, or ``name@dimension`` for a model whose dimension is not known here.

    Cheap to make: nothing is imported or sent before the first text. Safe to share between threads.
    """

    def __init__(
        self, name: str, *, key: str, base_url: str = OPENAI, patience: Patience | None = None
    ) -> None:
        self.model = f"openai:{name}"
        self._name, _, stated = name.partition("@")
        self.dimension = _dimension(self._name, stated)
        known = DIMENSIONS.get(self._name)
        shortens = self._name.startswith(SHORTENED) and self.dimension != known
        self._asked = self.dimension if shortens else None
        self._key = key
        self._base_url = base_url
        self._patience = patience or Patience()
        self._lock = threading.Lock()
        self._client: OpenAI | None = None
        self._box = MiniLM()

    def embed(self, texts: Sequence[str]) -> Vectors:
        vectors = np.empty((len(texts), self.dimension), np.float32)
        start = 0
        for batch in _batches(texts):
            vectors[start : start + len(batch)] = self._persistently(batch)
            start += len(batch)
        return vectors

    def count(self, text: str) -> int:
        """As the model in the box counts: a document is cut alike for every embedder."""
        return self._box.count(text)

    def _persistently(self, batch: Sequence[str]) -> Vectors:
        again = Retrying(
            retry=retry_if_exception_type(_Passing),
            wait=partial(_wait_s, self._patience),
            stop=stop_before_delay(self._patience.batch_s),
            reraise=True,
        )
        return again(self._once, batch)

    def _once(self, batch: Sequence[str]) -> Vectors:
        client = self._connected()
        # Their import takes a second, which only this embedder's users should wait for.
        import httpx2  # noqa: PLC0415
        import openai  # noqa: PLC0415

        limit_s = self._patience.try_s
        late = _Passing(f"the embedding service took longer than {limit_s:g} s")
        # `from None`: a service may repeat the key in what it says, which is told nowhere.
        try:
            with client.embeddings.with_streaming_response.create(
                model=self._name,
                input=list(batch),
                encoding_format="base64",
                dimensions=self._asked or openai.omit,
            ) as answer:
                body = _read(answer.iter_bytes(), time.monotonic() + limit_s, late)
        except openai.APIStatusError as error:
            raise _refusal(error.status_code, error.response.headers) from None
        except (openai.APITimeoutError, httpx2.TimeoutException):
            raise late from None
        except (openai.APIConnectionError, httpx2.HTTPError):
            raise _Passing("the embedding service cannot be reached, or hung up") from None
        return _unit(_vectors(body, len(batch)), self.dimension)

    def _connected(self) -> "OpenAI":
        with self._lock:
            if self._client is None:
                self._client = _client(self._key, self._base_url, self._patience.try_s)
            return self._client


class _Passing(EmbedderUnavailable):
    """What may be over at the next try; `after_s` is when the service asks for it."""

    after_s: float = 0.0


def _batches(texts: Iterable[str]) -> Iterator[list[str]]:
    """Runs of texts that one request may hold. A token has a byte at least, in any vocabulary."""
    batch: list[str] = []
    held = 0
    for text in texts:
        # The service refuses an empty text; a space means as little.
        sent = text.encode()[:INPUT_TOKENS].decode(errors="ignore") or " "
        size = len(sent.encode())
        if batch and (len(batch) == INPUTS or held + size > REQUEST_TOKENS):
            yield batch
            batch, held = [], 0
        batch.append(sent)
        held += size
    if batch:
        yield batch


def _dimension(name: str, stated: str) -> int:
    if stated.isdecimal() and int(stated):
        return int(stated)
    if stated or name not in DIMENSIONS:
        raise InvalidSettings(
            f"the dimension of the embedding model {name!r} is not known; "
            f"name it as openai:{name}@DIMENSION"
        )
    return DIMENSIONS[name]


def _client(key: str, base_url: str, try_s: float) -> "OpenAI":
    if not key:
        raise EmbedderUnavailable("the embedding service needs an API key; none is configured")
    try:
        from openai import OpenAI  # noqa: PLC0415  # the extra may be missing
    except ImportError as error:
        raise EmbedderUnavailable(
            "embedding with openai: needs an extra; "
            "install it with: pip install 'market-insight-assistant[openai]'"
        ) from error
    return OpenAI(api_key=key, base_url=base_url, timeout=try_s, max_retries=0)


def _wait_s(patience: Patience, state: RetryCallState) -> float:
    """Longer each time, or as long as the service asks, within bounds."""
    error = state.outcome.exception() if state.outcome else None
    asked = error.after_s if isinstance(error, _Passing) else 0.0
    grown = wait_random_exponential(patience.first_wait_s, patience.longest_wait_s)(state)
    return min(max(asked, grown), patience.longest_wait_s)


def _refusal(status: int, headers: Mapping[str, str]) -> EmbedderUnavailable:
    if status in PASSING or status >= 500:
        passing = _Passing(f"the embedding service answered {status}")
        asked = headers.get("retry-after", "")
        passing.after_s = float(asked) if asked.isdecimal() else 0.0
        return passing
    advice = {
        401: "; check its API key",
        403: "; check its API key",
        404: "; check the model's name and the base URL",
    }
    return EmbedderUnavailable(f"the embedding service answered {status}{advice.get(status, '')}")


def _read(chunks: Iterable[bytes], deadline: float, late: _Passing) -> bytes:
    """A whole answer. The client's own time-out starts again with every byte."""
    body = bytearray()
    for chunk in chunks:
        body += chunk
        if time.monotonic() > deadline:
            raise late
        if len(body) > ANSWER_BYTES:
            raise EmbedderUnavailable("the embedding service sends an answer without end")
    return bytes(body)


def _vectors(body: bytes, texts: int) -> list[Vectors]:
    """Each text's vector, in the texts' order; services send base64 or lists of numbers."""
    try:
        found = {entry["index"]: entry["embedding"] for entry in json.loads(body)["data"]}
        return [_vector(found[place]) for place in range(texts)]
    except (ValueError, KeyError, TypeError) as error:
        raise EmbedderUnavailable(
            f"the embedding service's answer is not {texts} embeddings ({type(error).__name__}); "
            "check the base URL"
        ) from error


def _vector(embedding: str | Sequence[float]) -> Vectors:
    if isinstance(embedding, str):
        return np.frombuffer(base64.b64decode(embedding, validate=True), "<f4")
    return np.array(embedding, np.float32)


def _unit(vectors: Sequence[Vectors], dimension: int) -> Vectors:
    for vector in vectors:
        if vector.shape != (dimension,):
            raise EmbedderUnavailable(
                f"the embedding service gives {vector.size} dimensions; expected {dimension}"
            )
    together = np.stack(vectors)
    norms = np.linalg.norm(together, axis=1, keepdims=True)
    if not np.all(np.isfinite(norms) & (norms > 0)):
        raise EmbedderUnavailable("the embedding service gives vectors without a direction")
    unit: Vectors = together / norms
    return unit
