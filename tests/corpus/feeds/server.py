"""A small web server on this machine's loopback that answers as it is told, well or badly."""

import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_network

LOOPBACK = (ip_network("127.0.0.0/8"),)

Answer = Callable[[BaseHTTPRequestHandler], None]


@dataclass
class Web:
    """Answers each path as the next of its answers says; the last one stays."""

    port: int = 0
    answers: dict[str, list[Answer]] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def says(self, path: str, *answers: Answer) -> str:
        self.answers[path] = list(answers)
        return f"{self.url}{path}"

    def paths(self) -> list[str]:
        """What was asked for, in order, robots.txt left out."""
        return [path for path, _ in self.asked if path != "/robots.txt"]

    def answer(self, handler: BaseHTTPRequestHandler) -> None:
        path = handler.path
        self.asked.append((path, {name.lower(): value for name, value in handler.headers.items()}))
        answers = self.answers.get(path) or self.answers.get(path.partition("?")[0]) or [missing]
        (answers.pop(0) if len(answers) > 1 else answers[0])(handler)


@contextmanager
def serving(secured: ssl.SSLContext | None = None) -> Iterator[Web]:
    """A server on a port of its own, behind TLS where it is `secured`."""
    web = Web()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            try:
                web.answer(self)
            except (BrokenPipeError, ConnectionResetError):
                self.close_connection = True

        def log_message(self, *args: object) -> None: ...

    class Server(ThreadingHTTPServer):
        daemon_threads = True

        # A client that hangs up in the middle is what some tests are about.
        def handle_error(self, *args: object) -> None: ...

    server = Server(("127.0.0.1", 0), Handler)
    if secured is not None:
        server.socket = secured.wrap_socket(server.socket, server_side=True)
    web.port = server.server_port
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    try:
        yield web
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def page(
    body: bytes | str, *, status: int = 200, media: str = "text/html", **headers: str
) -> Answer:
    """An honest answer."""
    content = body.encode() if isinstance(body, str) else body

    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        told = {"content-type": media, "content-length": str(len(content)), **headers}
        for name, value in told.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.end_headers()
        handler.wfile.write(content)

    return answer


def status(code: int, **headers: str) -> Answer:
    return page(b"" if code == 304 else f"<h1>{code}</h1>", status=code, **headers)


def moved(place: str, code: int = 302) -> Answer:
    return page("", status=code, location=place)


def tagged(body: str, etag: str, *, media: str = "application/json") -> Answer:
    """A page that is not sent again to one who has it."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        if handler.headers.get("if-none-match") == etag:
            status(304, etag=etag)(handler)
        else:
            page(body, media=media, etag=etag)(handler)

    return answer


def raw(content: bytes) -> Answer:
    """These bytes and no more, whatever they are."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(content)
        handler.close_connection = True

    return answer


def hung_up(handler: BaseHTTPRequestHandler) -> None:
    """The connection closes without an answer."""
    handler.connection.shutdown(socket.SHUT_RDWR)
    handler.close_connection = True


def cut_short(handler: BaseHTTPRequestHandler) -> None:
    """Fewer bytes than were promised."""
    handler.send_response(200)
    handler.send_header("content-length", "1000")
    handler.end_headers()
    handler.wfile.write(b"only this")
    handler.close_connection = True


def dripping(handler: BaseHTTPRequestHandler) -> None:
    """A byte every little while, without end and without a length."""
    handler.wfile.write(b"HTTP/1.1 200 OK\r\n\r\n")
    _drip(handler)


def dripping_headers(handler: BaseHTTPRequestHandler) -> None:
    """Headers that never end."""
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nx: ")
    _drip(handler)


missing = status(404)


def _drip(handler: BaseHTTPRequestHandler) -> None:
    handler.close_connection = True
    pause = threading.Event()
    while not pause.wait(0.02):
        handler.wfile.write(b"x")
        handler.wfile.flush()
