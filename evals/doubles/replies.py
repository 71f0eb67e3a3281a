"""The ways a chat service answers, in one piece or streamed as it was asked to: well, or not.

A reply is anything with ``send(handler, request)``: another way to behave is another small class.
"""

import json
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler
from typing import Any, Protocol

Request = Mapping[str, Any]
DONE = "[DONE]"


class Reply(Protocol):
    """One way to answer."""

    def send(self, handler: BaseHTTPRequestHandler, request: Request, /) -> None:
        """Write the answer to a request, or fail to."""


@dataclass(frozen=True, slots=True)
class Words:
    """An answer in words; a form that was asked for is filled with these words as they stand.

    Streamed, it comes `piece` characters at a time with `pause` seconds after each, and tells what
    it took where the request asks for that and `tells_usage`.
    """

    content: str
    finish_reason: str | None = "stop"
    prompt_tokens: int = 100
    completion_tokens: int = 20
    piece: int = 12
    pause: float = 0.0
    tells_usage: bool = True

    def send(self, handler: BaseHTTPRequestHandler, request: Request) -> None:
        usage = (self.prompt_tokens, self.completion_tokens) if self.tells_usage else None
        if request.get("stream"):
            deltas = [{"content": piece} for piece in _pieces(self.content, self.piece)]
            _stream(handler, _chunks(request, deltas, self.finish_reason, usage), self.pause)
            return
        message = {"content": self.content, "refusal": None}
        json_body(handler, 200, _completion(request, message, self.finish_reason, usage))


@dataclass(frozen=True, slots=True)
class ToolCall:
    """The model calls a tool; `arguments` is JSON, or is not. Streamed, it comes in pieces."""

    name: str
    arguments: str
    piece: int = 12

    def send(self, handler: BaseHTTPRequestHandler, request: Request) -> None:
        if not request.get("stream"):
            message = {"content": None, "tool_calls": [self._call(self.arguments)]}
            json_body(handler, 200, _completion(request, message, "tool_calls", (100, 20)))
            return
        begun = {"tool_calls": [{"index": 0, **self._call("")}]}
        more = [
            {"tool_calls": [{"index": 0, "function": {"arguments": piece}}]}
            for piece in _pieces(self.arguments, self.piece)
        ]
        _stream(handler, _chunks(request, [begun, *more], "tool_calls", (100, 20)))

    def _call(self, arguments: str) -> dict[str, object]:
        function = {"name": self.name, "arguments": arguments}
        return {"id": "call_double", "type": "function", "function": function}


@dataclass(frozen=True, slots=True)
class Refusal:
    """The model declines, in the field that is meant for it."""

    said: str = "I cannot help with that."

    def send(self, handler: BaseHTTPRequestHandler, request: Request) -> None:
        if request.get("stream"):
            deltas = [{"refusal": piece} for piece in _pieces(self.said, 12)]
            _stream(handler, _chunks(request, deltas, "stop", (100, 5)))
            return
        message = {"content": None, "refusal": self.said}
        json_body(handler, 200, _completion(request, message, "stop", (100, 5)))


@dataclass(frozen=True, slots=True)
class Status:
    """An error of the service, such as 401, 429 or 500; `retry_after` is seconds or a date."""

    code: int
    message: str = "no"
    retry_after: str = ""

    def send(self, handler: BaseHTTPRequestHandler, _request: Request) -> None:
        headers = {"retry-after": self.retry_after} if self.retry_after else {}
        json_body(handler, self.code, {"error": {"message": self.message, "code": "x"}}, **headers)


@dataclass(frozen=True, slots=True)
class Body:
    """Success with any body: a sign-in page, broken JSON, no choices."""

    content: str
    content_type: str = "application/json"

    def send(self, handler: BaseHTTPRequestHandler, _request: Request) -> None:
        _send(handler, 200, self.content.encode(), **{"content-type": self.content_type})


@dataclass(frozen=True, slots=True)
class Events:
    """A stream of any events: broken JSON, no choices, an error, an end without [DONE]."""

    data: Sequence[str]

    def send(self, handler: BaseHTTPRequestHandler, _request: Request) -> None:
        _stream(handler, self.data)


@dataclass(frozen=True, slots=True)
class HangUp:
    """The connection ends before an answer."""

    def send(self, handler: BaseHTTPRequestHandler, _request: Request) -> None:
        handler.close_connection = True


@dataclass(frozen=True, slots=True)
class CutOff:
    """The connection ends in the middle of a streamed answer."""

    content: str

    def send(self, handler: BaseHTTPRequestHandler, request: Request) -> None:
        _begin_stream(handler)
        _event(handler, next(_chunks(request, [{"content": self.content}], None, None)))


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
    """Nothing, a little at a time: each byte keeps a client's own time-out from ending it.

    Streamed it is comments, after `content` where there is some; else it is white space.
    """

    seconds: float
    pause: float = 0.05
    content: str = ""

    def send(self, handler: BaseHTTPRequestHandler, request: Request) -> None:
        _begin_stream(handler)
        if self.content:
            _event(handler, next(_chunks(request, [{"content": self.content}], None, None)))
        drop = b": waiting\n\n" if request.get("stream") else b" "
        for _ in range(round(self.seconds / self.pause)):
            time.sleep(self.pause)
            _write(handler, drop)


def json_body(
    handler: BaseHTTPRequestHandler, status: int, body: Mapping[str, object], **headers: str
) -> None:
    """Answer with JSON."""
    told = {"content-type": "application/json", **headers}
    _send(handler, status, json.dumps(body).encode(), **told)


def _pieces(text: str, size: int) -> Iterator[str]:
    return (text[at : at + size] for at in range(0, len(text), size))


def _completion(
    request: Request,
    message: Mapping[str, object],
    finish_reason: str | None,
    usage: tuple[int, int] | None,
) -> Mapping[str, object]:
    said = {"role": "assistant", **message}
    choice = {"index": 0, "message": said, "finish_reason": finish_reason, "logprobs": None}
    return _object(request, "chat.completion", [choice], usage)


def _chunks(
    request: Request,
    deltas: Sequence[Mapping[str, object]],
    finish_reason: str | None,
    usage: tuple[int, int] | None,
) -> Iterator[str]:
    """The events of a stream that says these things, its usage last where that is asked for."""
    first, *more = deltas or [{}]
    for delta in ({"role": "assistant", **first}, *more):
        yield _chunk(request, [{"index": 0, "delta": delta, "finish_reason": None}])
    if finish_reason is not None:
        yield _chunk(request, [{"index": 0, "delta": {}, "finish_reason": finish_reason}])
    if usage and (request.get("stream_options") or {}).get("include_usage"):
        yield _chunk(request, [], usage)
    yield DONE


def _chunk(
    request: Request,
    choices: Sequence[Mapping[str, object]],
    usage: tuple[int, int] | None = None,
) -> str:
    return json.dumps(_object(request, "chat.completion.chunk", choices, usage))


def _object(
    request: Request,
    kind: str,
    choices: Sequence[Mapping[str, object]],
    usage: tuple[int, int] | None,
) -> Mapping[str, object]:
    body = {
        "id": "chatcmpl-double",
        "object": kind,
        "created": 0,
        "model": request.get("model"),
        "choices": choices,
    }
    if usage is None:
        return body
    prompt, completion = usage
    told = {"prompt_tokens": prompt, "completion_tokens": completion, "total_tokens": sum(usage)}
    return {**body, "usage": told}


def _send(handler: BaseHTTPRequestHandler, status: int, body: bytes, **headers: str) -> None:
    _head(handler, status, {"content-length": str(len(body)), **headers})
    handler.wfile.write(body)


def _stream(
    handler: BaseHTTPRequestHandler, events: Sequence[str] | Iterator[str], pause: float = 0.0
) -> None:
    _begin_stream(handler)
    for data in events:
        _event(handler, data)
        time.sleep(pause)
    handler.wfile.write(b"0\r\n\r\n")


def _begin_stream(handler: BaseHTTPRequestHandler) -> None:
    # In chunks, a stream that was cut off can be told from one that ended.
    headers = {"content-type": "text/event-stream", "transfer-encoding": "chunked"}
    _head(handler, 200, headers)


def _head(handler: BaseHTTPRequestHandler, status: int, headers: Mapping[str, str]) -> None:
    handler.send_response(status)
    for name, value in {"connection": "close", **headers}.items():
        handler.send_header(name, value)
    handler.end_headers()


def _event(handler: BaseHTTPRequestHandler, data: str) -> None:
    _write(handler, f"data: {data}\n\n".encode())


def _write(handler: BaseHTTPRequestHandler, content: bytes) -> None:
    handler.wfile.write(b"%x\r\n%s\r\n" % (len(content), content))
