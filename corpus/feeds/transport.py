"""The wire: a request goes to the very address that was checked, and ends by a deadline."""

import os
import socket
import ssl
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Literal

import httpx

from corpus.feeds.addresses import Address, Network, port, resolved

Trust = ssl.SSLContext | Literal[True]
"""Whose certificates are believed: a context of one's own, or those that browsers believe."""

MOST_ADDRESSES = 3  # of one host that are tried


class PinnedTransport(httpx.BaseTransport):
    """Resolves a request's host itself, refuses what is not public, and connects to that address.

    The name stays in the Host header and in TLS, whose certificate is checked against it. Each
    request has a connection of its own: a shared one would answer for another name unchecked.
    """

    def __init__(self, *, allowed: Sequence[Network], trust: Trust) -> None:
        self._allowed = tuple(allowed)
        self._wire = httpx.HTTPTransport(
            verify=trust, trust_env=False, limits=httpx.Limits(max_keepalive_connections=0)
        )

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        host = request.url.raw_host.decode("ascii")
        addresses = resolved(host, port(request.url), allowed=self._allowed)[:MOST_ADDRESSES]
        for address in addresses[:-1]:
            try:
                return self._wire.handle_request(_at(request, address, host=host))
            except (httpx.ConnectError, httpx.ConnectTimeout):
                # The host may have another way in.
                continue
        return self._wire.handle_request(_at(request, addresses[-1], host=host))

    def close(self) -> None:
        self._wire.close()


class Deadline:
    """Cuts the connections of a request when its time is up, wherever it is.

    A time-out of each read alone would let a server that sends a byte now and then go on for days.
    """

    def __init__(self, seconds: float) -> None:
        self.has_passed = False
        self._sockets: list[socket.socket] = []
        self._lock = threading.Lock()
        self._timer = threading.Timer(seconds, self.strike)
        self._timer.daemon = True

    def watch(self, event: str, info: Mapping[str, object]) -> None:
        """Hear from httpx what becomes of a request, and keep hold of its connection."""
        if event != "connection.connect_tcp.complete":
            return
        stream = info["return_value"]
        connection = getattr(stream, "get_extra_info", lambda _: None)("socket")
        if isinstance(connection, socket.socket):
            # TLS takes a socket over; a duplicate still ends the same connection.
            self._keep(socket.socket(fileno=os.dup(connection.fileno())))

    @contextmanager
    def running(self) -> Iterator[None]:
        self._timer.start()
        try:
            yield
        finally:
            self._timer.cancel()
            self._timer.join()
            for each in self._sockets:
                each.close()

    def strike(self) -> None:
        """End it at once, from whichever thread."""
        with self._lock:
            self.has_passed = True
            for each in self._sockets:
                _cut(each)

    def _keep(self, connection: socket.socket) -> None:
        with self._lock:
            self._sockets.append(connection)
            if self.has_passed:
                _cut(connection)


def _at(request: httpx.Request, address: Address, *, host: str) -> httpx.Request:
    return httpx.Request(
        request.method,
        request.url.copy_with(host=str(address)),
        headers=request.headers,
        stream=request.stream,
        extensions={**request.extensions, "sni_hostname": host},
    )


def _cut(connection: socket.socket) -> None:
    try:
        connection.shutdown(socket.SHUT_RDWR)
    except OSError:
        # The other side was quicker.
        return
