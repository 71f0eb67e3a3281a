"""A chat service that speaks OpenAI's protocol and says what it was told to say.

It is a real server on loopback: the real client, its retries and its time-outs are what is tested.

    with ChatService([Refusal(), Words('{"kind": "not_about_postings"}')]) as service:
        ...  # ask service.base_url, then read service.requests

Each request takes the next reply of the script; the last one is repeated. It answers chat
completions, streamed or whole, with words, forms (json_schema) or tool calls, and lists a model.
"""

import json
import threading
from collections.abc import Sequence
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any, Self

from evals.doubles.replies import (
    Body,
    CutOff,
    Drip,
    Events,
    HangUp,
    Late,
    Refusal,
    Reply,
    Request,
    Status,
    ToolCall,
    Words,
    json_body,
)

__all__ = [
    "Body",
    "ChatService",
    "CutOff",
    "Drip",
    "Events",
    "HangUp",
    "Late",
    "Refusal",
    "Reply",
    "Request",
    "Status",
    "ToolCall",
    "Words",
]

COMPLETIONS = "/v1/chat/completions"
MODELS = "/v1/models"
MODEL = "double"


@dataclass
class ChatService:
    """Answers as its script says, and keeps what it was asked.

    `left` is set once a client has gone before the end of its answer.
    """

    script: Sequence[Reply]
    port: int = 0
    path: str = COMPLETIONS
    requests: list[dict[str, Any]] = field(default_factory=list)
    keys: set[str | None] = field(default_factory=set)
    left: threading.Event = field(default_factory=threading.Event)

    def __enter__(self) -> Self:
        self._server = ThreadingHTTPServer(("127.0.0.1", self.port), _handler(self))
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
        protocol_version = "HTTP/1.1"  # streams in chunks

        def do_GET(self) -> None:
            if self.path != MODELS:
                Status(404, f"no such path: {self.path}").send(self, {})
                return
            json_body(self, 200, {"object": "list", "data": [{"id": MODEL, "object": "model"}]})

        def do_POST(self) -> None:
            self.close_connection = True
            request = json.loads(self.rfile.read(int(self.headers["content-length"])))
            if self.path != service.path:
                Status(404, f"no such path: {self.path}").send(self, request)
                return
            service.requests.append(request)
            service.keys.add(self.headers["authorization"])
            try:
                service.next_reply().send(self, request)
            except (BrokenPipeError, ConnectionResetError):
                service.left.set()

        def log_message(self, *_: object) -> None: ...

    return Handler
