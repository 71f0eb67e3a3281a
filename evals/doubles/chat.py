"""A chat service that speaks OpenAI's protocol and says what it was told to say.

It is a real server on loopback: the real client, its retries and its time-outs are what is tested.

    with ChatService([Refusal(), Words('{"kind": "not_about_postings"}')]) as service:
        ...  # ask service.base_url, then read service.requests

Each request takes the next reply of the script; the last one is repeated. To develop against it,
set INSIGHT_OPENAI_BASE_URL to its `base_url` and INSIGHT_CHAT_MODEL to openai:NAME, any name.
A reply is anything with ``send(handler, request)``: another way to behave is another small class.
"""

import json
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any, Protocol, Self

COMPLETIONS = "/v1/chat/completions"

Request = Mapping[str, Any]


class Reply(Protocol):
    """One way to answer."""

    def send(self, handler: BaseHTTPRequestHandler, request: Request, /) -> None:
        """Write the answer to a request, or fail to."""


@dataclass(frozen=True, slots=True)
class Words:
    """A whole answer; a form that was asked for is filled with these words as they stand."""

    content: str
    finish_reason: str | None = "stop"
    prompt_tokens: int = 100
    completion_tokens: int = 20

    def send(self, handler: BaseHTTPRequestHandler, request: Request) -> None:
        message = {"role": "assistant", "content": self.content, "refusal": None}
        tokens = (self.prompt_tokens, self.completion_tokens)
        _completion(handler, request, message, self.finish_reason, tokens)


@dataclass(frozen=True, slots=True)
class Refusal:
    """The model declines, in the field that is meant for it."""

    said: str = "I cannot help with that."

    def send(self, handler: BaseHTTPRequestHandler, request: Request) -> None:
        message = {"role": "assistant", "content": None, "refusal": self.said}
        _completion(handler, request, message, "stop", (100, 5))


@dataclass(frozen=True, slots=True)
class Status:
    """An error of the service, such as 401, 429 or 500."""

    code: int
    message: str = "no"
    retry_after: str = ""

    def send(self, handler: BaseHTTPRequestHandler, _request: Request) -> None:
        headers = {"retry-after": self.retry_after} if self.retry_after else {}
        _json(handler, self.code, {"error": {"message": self.message, "code": "x"}}, **headers)


@dataclass(frozen=True, slots=True)
class Body:
    """Success with any body: a sign-in page, broken JSON, no choices."""

    content: str
    content_type: str = "application/json"

    def send(self, handler: BaseHTTPRequestHandler, _request: Request) -> None:
        _send(handler, 200, self.content.encode(), **{"content-type": self.content_type})


@dataclass(frozen=True, slots=True)
class HangUp:
    """The connection ends before an answer."""

    def send(self, handler: BaseHTTPRequestHandler, _request: Request) -> None:
        handler.close_connection = True


@dataclass(frozen=True, slots=True)
class Late:
    """Another reply, after a while."""

    seconds: float
    reply: Reply

    def send(self, handler: BaseHTTPRequestHandler, request: Request) -> None:
        time.sleep(self.seconds)
        self.reply.send(handler, request)


@dataclass(frozen=True, slots=True)
class Drip:
    """White space, a little at a time: each byte keeps a client's own time-out from ending it."""

    seconds: float
    pause: float = 0.05

    def send(self, handler: BaseHTTPRequestHandler, _request: Request) -> None:
        handler.send_response(200)
        handler.send_header("content-type", "application/json")
        handler.end_headers()
        for _ in range(round(self.seconds / self.pause)):
            time.sleep(self.pause)
            handler.wfile.write(b" ")


@dataclass
class ChatService:
    """Answers as its script says, and keeps what it was asked."""

    script: Sequence[Reply]
    requests: list[dict[str, Any]] = field(default_factory=list)
    keys: set[str | None] = field(default_factory=set)

    def __enter__(self) -> Self:
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,))
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    @property
    def base_url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_port}/v1"

    def next_reply(self) -> Reply:
        """What is said to the latest request."""
        return self.script[min(len(self.requests), len(self.script)) - 1]


def _handler(service: ChatService) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            request = json.loads(self.rfile.read(int(self.headers["content-length"])))
            if self.path != COMPLETIONS:
                Status(404, f"no such path: {self.path}").send(self, request)
                return
            service.requests.append(request)
            service.keys.add(self.headers["authorization"])
            try:
                service.next_reply().send(self, request)
            except (BrokenPipeError, ConnectionResetError):
                self.close_connection = True  # the client has gone

        def log_message(self, *_: object) -> None: ...

    return Handler


def _completion(
    handler: BaseHTTPRequestHandler,
    request: Request,
    message: Mapping[str, object],
    finish_reason: str | None,
    tokens: tuple[int, int],
) -> None:
    choice = {"index": 0, "message": message, "finish_reason": finish_reason, "logprobs": None}
    usage = {
        "prompt_tokens": tokens[0],
        "completion_tokens": tokens[1],
        "total_tokens": sum(tokens),
    }
    body = {
        "id": "chatcmpl-double",
        "object": "chat.completion",
        "created": 0,
        "model": request["model"],
        "choices": [choice],
        "usage": usage,
    }
    _json(handler, 200, body)


def _json(
    handler: BaseHTTPRequestHandler, status: int, body: Mapping[str, object], **headers: str
) -> None:
    told = {"content-type": "application/json", **headers}
    _send(handler, status, json.dumps(body).encode(), **told)


def _send(handler: BaseHTTPRequestHandler, status: int, body: bytes, **headers: str) -> None:
    handler.send_response(status)
    for name, value in {"content-length": str(len(body)), **headers}.items():
        handler.send_header(name, value)
    handler.end_headers()
    handler.wfile.write(body)
