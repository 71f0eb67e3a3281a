"""An HTTP client whose answers end: by the clock and by their size, however slowly they drip."""

import time
from collections.abc import Iterator

import httpx2

ANSWER_BYTES = 16 * 2**20  # far beyond what a model writes


def client() -> httpx2.Client:
    """A client that takes a request's read time-out for its whole answer, not for each byte."""
    return httpx2.Client(event_hooks={"request": [_begin], "response": [_bound]})


def _begin(request: httpx2.Request) -> None:
    request.extensions["begun"] = time.monotonic()


def _bound(response: httpx2.Response) -> None:
    extensions = response.request.extensions
    limit_s = extensions.get("timeout", {}).get("read")
    if limit_s is not None and isinstance(response.stream, httpx2.SyncByteStream):
        response.stream = _Bounded(response.stream, extensions["begun"] + limit_s)


class _Bounded(httpx2.SyncByteStream):
    """A body up to a moment and a size."""

    def __init__(self, stream: httpx2.SyncByteStream, deadline: float) -> None:
        self._stream = stream
        self._deadline = deadline

    def __iter__(self) -> Iterator[bytes]:
        size = 0
        for chunk in self._stream:
            size += len(chunk)
            if time.monotonic() > self._deadline:
                raise httpx2.ReadTimeout("the whole answer took too long")
            if size > ANSWER_BYTES:
                raise httpx2.ReadError("the answer has no end")
            yield chunk

    def close(self) -> None:
        self._stream.close()
