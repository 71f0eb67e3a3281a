"""A chat service that speaks OpenAI's protocol and says what it was told to say.

It is a real server on loopback: the real client, its retries and its time-outs are what is tested.

    with ChatService([Refusal(), Words('{"kind": "not_about_postings"}')]) as service:
        ...  # ask service.base_url, then read service.requests

Each request takes the next reply of the script; the last one is repeated. It answers chat
completions, streamed or whole, with words, forms (json_schema) or tool calls, and lists a model.
`python -m evals.doubles.chat --help` tells how to run it by hand.
"""

import argparse
import json
import sys
import threading
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from evals.doubles.puppets import Echo, Obedient
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
from evals.doubles.script import KINDS, read

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
PUPPETS: Mapping[str, Reply] = {"echo": Echo(), "obedient": Obedient()}
EXAMPLES = f"""\
puppets:
  echo      quotes the first sentence of each passage it is shown, with its number
  obedient  obeys every instruction that stands in a passage

a script is a file of replies, one JSON object a line, given in turn, the last one again and again:
  {{"kind": "status", "code": 429, "retry_after": "1"}}
  {{"kind": "words", "content": "Most jobs are remote [1].", "piece": 4, "pause": 0.05}}
  {{"kind": "late", "seconds": 30, "reply": {{"kind": "hang_up"}}}}
a line with "when" is the reply to every question that holds those words:
  {{"when": "salary", "kind": "cut_off", "content": "The median sal"}}
kinds: {", ".join(KINDS)}

examples:
  python -m evals.doubles.chat --puppet echo --port 8123
  python -m evals.doubles.chat --script replies.jsonl
then, in another terminal:
  INSIGHT_CHAT_MODEL=openai:double INSIGHT_OPENAI_BASE_URL=http://127.0.0.1:8123/v1 insight chat
"""


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


def main(arguments: Sequence[str] | None = None) -> None:
    """Serve until interrupted."""
    parser = argparse.ArgumentParser(
        prog="python -m evals.doubles.chat",
        description="A chat service on this machine that says what it is told to say.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    said = parser.add_mutually_exclusive_group()
    said.add_argument("--script", type=Path, metavar="FILE", help="replies, one a line")
    said.add_argument("--puppet", choices=sorted(PUPPETS), default="echo", help="default: echo")
    parser.add_argument("--port", type=int, default=8123, help="default: 8123; 0: any free one")
    chosen = parser.parse_args(arguments)
    script: Sequence[Reply] = [PUPPETS[chosen.puppet]]
    if chosen.script:
        try:
            script = read(chosen.script.read_text("utf-8").splitlines())
        except (ValueError, OSError) as error:
            parser.error(f"{chosen.script}: {error}")
    with ChatService(script, port=chosen.port) as service, suppress(KeyboardInterrupt):
        sys.stdout.write(f"INSIGHT_OPENAI_BASE_URL={service.base_url}\n")
        sys.stdout.flush()
        threading.Event().wait()


if __name__ == "__main__":
    main()
