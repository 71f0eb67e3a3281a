"""An HTTP client whose answers end, however much a service sends."""

from collections.abc import AsyncIterator

import httpx2

ANSWER_BYTES = 16 * 2**20  # far beyond what a model writes


def client() -> httpx2.AsyncClient:
    """A client that reads no answer beyond ANSWER_BYTES."""
    return httpx2.AsyncClient(event_hooks={"response": [_bound]})


async def _bound(response: httpx2.Response) -> None:
    if isinstance(response.stream, httpx2.AsyncByteStream):
        response.stream = _Bounded(response.stream)


class _Bounded(httpx2.AsyncByteStream):
    """A body up to a size."""

    def __init__(self, stream: httpx2.AsyncByteStream) -> None:
        self._stream = stream

    async def __aiter__(self) -> AsyncIterator[bytes]:
        size = 0
        async for chunk in self._stream:
            size += len(chunk)
            if size > ANSWER_BYTES:
                raise httpx2.ReadError("the answer has no end")
            yield chunk

    async def aclose(self) -> None:
        await self._stream.aclose()
