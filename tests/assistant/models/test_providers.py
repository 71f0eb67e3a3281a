"""A provider other than OpenAI, through its own LangChain package, over a scripted service."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler
from typing import Any

import pytest

from assistant.answers import Usage
from assistant.models.langchain import LangChainModel
from assistant.models.providers import OpenAI, Provider
from assistant.models.replies import Silence
from assistant.protocols import Filled
from corpus.errors import ModelUnavailable
from evals.doubles.chat import Body, ChatService, HangUp, Late, Reply, Request, Status

KEY = "sk-a-key-that-nobody-may-see"
FORM: dict[str, Any] = {
    "title": "Form",
    "type": "object",
    "properties": {"kind": {"type": "string"}},
    "required": ["kind"],
}

pytestmark = [
    pytest.mark.enable_socket,  # for 127.0.0.1
    pytest.mark.filterwarnings("ignore:unclosed:ResourceWarning"),  # what ollama leaves open
]


@dataclass(frozen=True)
class Said:
    """A streamed answer in Ollama's own protocol: a JSON object a line."""

    words: Sequence[str]
    done_reason: str | None = "stop"

    def send(self, handler: BaseHTTPRequestHandler, _request: Request) -> None:
        about = {"model": "tiny", "created_at": "2026-01-01T00:00:00Z"}
        lines = [
            {**about, "message": {"role": "assistant", "content": word}, "done": False}
            for word in self.words
        ]
        if self.done_reason:
            took = {"prompt_eval_count": 7, "eval_count": 3}
            end = {"message": {"role": "assistant", "content": ""}, "done": True}
            lines.append({**about, **end, "done_reason": self.done_reason, **took})
        body = "".join(json.dumps(line) + "\n" for line in lines)
        Body(body, "application/x-ndjson").send(handler, {})


@pytest.fixture
def service(monkeypatch: pytest.MonkeyPatch) -> Iterator[ChatService]:
    with ChatService([], path="/api/chat") as held:
        monkeypatch.setenv("OLLAMA_HOST", held.base_url.removesuffix("/v1"))
        yield held


def model(*, silence: Silence = Silence(5, 5)) -> LangChainModel:  # noqa: B008  # a frozen value
    return LangChainModel(Provider("ollama:tiny"), silence=silence)


def test_it_writes(service: ChatService) -> None:
    service.script = [Said(["Most jobs ", "are remote [1]."])]
    assert list(model().write("Be brief.", "What is remote?", limit=50)) == [
        "Most jobs ",
        "are remote [1].",
        Usage(7, 3, "ollama:tiny"),
    ]
    (request,) = service.requests
    assert request["options"]["num_predict"] == 50


def test_it_fills_forms(service: ChatService) -> None:
    service.script = [Said(['{"kind": ', '"figures"}'])]
    filled = model().fill("Be brief.", "Which kind?", form=FORM)
    assert filled == Filled({"kind": "figures"}, Usage(7, 3, "ollama:tiny"))


@pytest.mark.parametrize(
    ("reply", "message", "requests"),
    [
        (Status(404, KEY), "answered 404; check the model's name", 1),
        (Status(500, KEY), "answered 500; try again later", 3),
        (HangUp(), "cannot be reached, or hung up", 3),
        (Said(["Most"], done_reason="length"), "cut at its limit", 1),
        (Said(["Most"], done_reason=None), "broke off", 1),
        (Said([]), "wrote nothing", 1),
        (Body(f"<html>{KEY}"), "is not one", 1),
        (Late(1, Said(["Most"])), "said nothing for 0.3 s", 1),
    ],
)
def test_its_failures_are_told_as_any_others_are(
    service: ChatService, reply: Reply, message: str, requests: int
) -> None:
    service.script = [reply]
    silence = Silence(0.3, 0.3) if isinstance(reply, Late) else Silence(5, 5)
    with pytest.raises(ModelUnavailable, match=message) as raised:
        list(model(silence=silence).write("", "?", limit=50))
    assert len(service.requests) == requests
    assert KEY not in str(raised.getrepr(style="native", chain=True))


def test_a_service_that_is_not_there_is_unavailable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OLLAMA_HOST", "http://127.0.0.1:9")
    with pytest.raises(ModelUnavailable, match="cannot be reached"):
        list(model().write("", "?", limit=50))


def test_a_missing_package_says_what_to_install() -> None:
    nobody = LangChainModel(Provider("no_such_provider:tiny"))
    with pytest.raises(ModelUnavailable, match="pip install langchain-no-such-provider"):
        nobody.fill("", "?", form=FORM)


def test_a_service_keeps_its_key_out_of_its_repr() -> None:
    assert KEY not in repr(OpenAI("tiny", KEY))
