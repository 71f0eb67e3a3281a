"""Embeddings from a service, held to OpenAI's protocol by a small server on this machine."""

import base64
import json
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import numpy as np
import pytest

from corpus.embedding.minilm import MiniLM
from corpus.embedding.openai import INPUT_TOKENS, INPUTS, OpenAIEmbedder, Patience
from corpus.errors import EmbedderUnavailable, InvalidSettings

KEY = "sk-a-key-that-nobody-may-see"
PATIENT = Patience(try_s=20, batch_s=60, first_wait_s=0.01, longest_wait_s=0.05)
HURRIED = Patience(try_s=0.2, batch_s=0.6, first_wait_s=0.01, longest_wait_s=0.05)

pytestmark = [
    pytest.mark.enable_socket,  # for 127.0.0.1
    pytest.mark.filterwarnings("ignore:unclosed:ResourceWarning"),  # what a time-out abandons
]


@dataclass
class Service:
    """A server that answers each request as the next of its answers tells, then properly."""

    port: int = 0
    answers: list[Callable[[BaseHTTPRequestHandler, dict[str, Any]], None]] = field(
        default_factory=list
    )
    requests: list[dict[str, Any]] = field(default_factory=list)
    keys: set[str | None] = field(default_factory=set)

    def embedder(self, name: str = "tiny@2", *, patience: Patience = PATIENT) -> OpenAIEmbedder:
        address = f"http://127.0.0.1:{self.port}/v1"
        return OpenAIEmbedder(name, key=KEY, base_url=address, patience=patience)


@pytest.fixture
def service() -> Iterator[Service]:
    held = Service()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["content-length"])))
            held.requests.append(body | {"path": self.path})
            held.keys.add(self.headers["authorization"])
            (held.answers.pop(0) if held.answers else properly)(self, body)

        def log_message(self, *args: object) -> None: ...

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    held.port = server.server_port
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    yield held
    server.shutdown()
    server.server_close()
    thread.join()


def answer(handler: BaseHTTPRequestHandler, status: int, body: bytes, **headers: str) -> None:
    handler.send_response(status)
    for name, value in {"content-length": str(len(body)), **headers}.items():
        handler.send_header(name.replace("_", "-"), value)
    handler.end_headers()
    handler.wfile.write(body)


def embeddings(
    handler: BaseHTTPRequestHandler, vectors: Sequence[list[float]], *, as_base64: bool
) -> None:
    def shown(vector: list[float]) -> object:
        packed = np.array(vector, "<f4").tobytes()
        return base64.b64encode(packed).decode() if as_base64 else vector

    data = [
        {"object": "embedding", "index": n, "embedding": shown(vector)}
        for n, vector in reversed(list(enumerate(vectors)))
    ]
    body = {"object": "list", "model": "m", "data": data, "usage": {"prompt_tokens": 1}}
    answer(handler, 200, json.dumps(body).encode(), content_type="application/json")


def properly(handler: BaseHTTPRequestHandler, asked: dict[str, Any]) -> None:
    """The length of each text and twice as much, as base64 where asked for."""
    vectors = [[float(len(text)), 2.0 * len(text)] for text in asked["input"]]
    embeddings(handler, vectors, as_base64=asked.get("encoding_format") == "base64")


def refusing(status: int, message: str = "no", **headers: str) -> Callable[..., None]:
    body = json.dumps({"error": {"message": message, "code": "x"}}).encode()
    return lambda handler, _: answer(handler, status, body, **headers)


def saying(body: bytes) -> Callable[..., None]:
    return lambda handler, _: answer(handler, 200, body, content_type="text/html")


def giving(*vectors: list[float]) -> Callable[..., None]:
    return lambda handler, _: embeddings(handler, list(vectors), as_base64=False)


def dripping(handler: BaseHTTPRequestHandler, _: dict[str, Any]) -> None:
    handler.send_response(200)
    handler.end_headers()
    for _step in range(40):
        time.sleep(0.05)
        try:
            handler.wfile.write(b" ")
        except OSError:
            return


def silent(*_: object) -> None:
    time.sleep(HURRIED.try_s + 0.2)


def test_texts_come_back_as_unit_vectors_in_their_order(service: Service) -> None:
    embedder = service.embedder()
    vectors = embedder.embed(["pay", "", "a longer text"])
    assert np.allclose(vectors, np.array([[1, 2]] * 3) / np.sqrt(5))
    assert vectors.dtype == np.float32
    (request,) = service.requests
    assert request["path"] == "/v1/embeddings"
    assert request["input"] == ["pay", " ", "a longer text"]
    assert (request["model"], request["encoding_format"]) == ("tiny", "base64")
    assert "dimensions" not in request
    assert service.keys == {f"Bearer {KEY}"}


def test_lists_of_numbers_do_as_well(service: Service) -> None:
    service.answers = [giving([3.0, 4.0], [0.0, 5.0])]
    expected = np.array([[0.6, 0.8], [0, 1]])
    assert np.allclose(service.embedder().embed(["a", "b"]), expected)


def test_no_texts_ask_nothing(service: Service) -> None:
    assert service.embedder().embed([]).shape == (0, 2)
    assert service.requests == []


def test_a_request_holds_no_more_inputs_and_tokens_than_allowed(service: Service) -> None:
    vectors = service.embedder().embed(["pay"] * (INPUTS + 1))
    assert vectors.shape == (INPUTS + 1, 2)
    assert [len(request["input"]) for request in service.requests] == [INPUTS, 1]
    service.requests.clear()
    service.embedder().embed(["w\u00f6rd " * 9_000] * 40)
    assert [len(request["input"]) for request in service.requests] == [36, 4]
    assert {len(text.encode()) for text in service.requests[0]["input"]} == {INPUT_TOKENS}


def test_texts_are_counted_as_the_model_in_the_box_counts() -> None:
    assert OpenAIEmbedder("tiny@2", key="").count("MLSecOps pay") == MiniLM().count("MLSecOps pay")


def test_a_busy_service_is_asked_again(service: Service) -> None:
    service.answers = [refusing(429, retry_after="3600"), refusing(500), refusing(503)]
    assert service.embedder().embed(["pay"]).shape == (1, 2)
    assert len(service.requests) == 4


@pytest.mark.parametrize(
    ("answers", "message", "again"),
    [
        ([refusing(500)] * 99, "the embedding service answered 500", True),
        ([silent] * 99, r"the embedding service took longer than 0\.2 s", True),
        ([dripping] * 99, r"the embedding service took longer than 0\.2 s", True),
        ([refusing(400)], "the embedding service answered 400", False),
        ([refusing(401, f"bad key {KEY}")], "the embedding service answered 401; check its", False),
        ([refusing(404)], "the embedding service answered 404; check the model's name", False),
        ([saying(b"<html>Sign in</html>")], r"is not 1 embeddings \(JSONDecodeError\)", False),
        ([saying(b"")], "is not 1 embeddings", False),
        ([saying(b'{"data": []}')], "is not 1 embeddings", False),
        ([saying(b'{"data": null}')], "is not 1 embeddings", False),
        ([saying(b'{"data": [{"index": 0, "embedding": "!"}]}')], "is not 1 embeddings", False),
        ([giving([1.0, 2.0, 3.0])], "gives 3 dimensions; expected 2", False),
        ([giving([float("nan"), 1.0])], "vectors without a direction", False),
        ([giving([0.0, 0.0])], "vectors without a direction", False),
    ],
)
def test_what_cannot_be_used_is_said_in_one_line_without_the_key(
    service: Service, answers: list[Callable[..., None]], message: str, again: bool
) -> None:
    service.answers = list(answers)
    begun = time.monotonic()
    embedder = service.embedder(patience=HURRIED if again else PATIENT)
    with pytest.raises(EmbedderUnavailable, match=message) as raised:
        embedder.embed(["pay"])
    assert (len(service.requests) > 1) == again
    assert time.monotonic() - begun < 5
    told = raised.getrepr(style="native", chain=True)
    assert KEY not in str(told).replace(f'"bad key {KEY}"', "")
    assert "\n" not in str(raised.value)


def test_a_service_that_is_not_there_is_unavailable() -> None:
    nowhere = OpenAIEmbedder("tiny@2", key=KEY, base_url="http://127.0.0.1:9/v1", patience=HURRIED)
    with pytest.raises(EmbedderUnavailable, match="cannot be reached"):
        nowhere.embed(["pay"])
    assert KEY not in repr(nowhere)


def test_known_models_have_their_dimension_and_are_shortened_when_asked(service: Service) -> None:
    assert service.embedder("text-embedding-3-small").dimension == 1536
    assert service.embedder("text-embedding-3-small").model == "openai:text-embedding-3-small"
    shortened = service.embedder("text-embedding-3-large@2")
    assert shortened.embed(["pay"]).shape == (1, 2)
    assert service.requests[0]["dimensions"] == 2


@pytest.mark.parametrize("name", ["my-own", "my-own@", "my-own@many", "text-embedding-3-small@x"])
def test_a_model_of_unknown_dimension_is_refused(name: str) -> None:
    with pytest.raises(InvalidSettings, match="name it as openai:"):
        OpenAIEmbedder(name, key=KEY)


def test_a_missing_key_says_so() -> None:
    with pytest.raises(EmbedderUnavailable, match="needs an API key"):
        OpenAIEmbedder("tiny@2", key="").embed(["pay"])


def test_a_missing_extra_says_what_to_install() -> None:
    program = (
        "import sys; sys.modules['openai'] = None\n"
        "from corpus.embedding.openai import OpenAIEmbedder\n"
        "OpenAIEmbedder('tiny@2', key='k').embed(['pay'])"
    )
    ran = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False
    )
    assert "pip install 'market-insight-assistant[openai]'" in ran.stderr
