"""A chat model asked through the real client, over a scripted service on this machine."""

import subprocess
import sys
import time
from collections.abc import Sequence
from typing import Any

import pytest

from assistant.answers import Usage
from assistant.models.bounded import ANSWER_BYTES
from assistant.models.chat import ChatModel
from assistant.protocols import Filled
from corpus.errors import ModelUnavailable
from evals.doubles.chat import Body, ChatService, Drip, HangUp, Late, Refusal, Reply, Status, Words

KEY = "sk-a-key-that-nobody-may-see"
FORM: dict[str, Any] = {
    "title": "Form",
    "type": "object",
    "properties": {"kind": {"type": "string"}},
    "required": ["kind"],
    "additionalProperties": False,
}
FILLED = Words('{"kind": "figures"}', prompt_tokens=7, completion_tokens=3)

pytestmark = [
    pytest.mark.enable_socket,  # for 127.0.0.1
    pytest.mark.filterwarnings("ignore:unclosed:ResourceWarning"),  # what a time-out abandons
]


def chat(service: ChatService, *, seconds: float = 20) -> ChatModel:
    return ChatModel("tiny", key=KEY, base_url=service.base_url, seconds=seconds)


def test_a_form_comes_back_filled_with_what_it_took() -> None:
    with ChatService([FILLED]) as service:
        filled = chat(service).fill("Be brief.", "Which kind?", form=FORM)
    assert filled == Filled({"kind": "figures"}, Usage(7, 3, "openai:tiny"))
    (request,) = service.requests
    assert [message["content"] for message in request["messages"]] == ["Be brief.", "Which kind?"]
    asked = request["response_format"]["json_schema"]
    assert (request["model"], asked["name"], asked["strict"]) == ("tiny", "Form", True)
    assert service.keys == {f"Bearer {KEY}"}


@pytest.mark.parametrize("passing", [Status(429, retry_after="0"), Status(500), HangUp()])
def test_what_passes_is_tried_once_more(passing: Reply) -> None:
    with ChatService([passing, FILLED]) as service:
        assert chat(service).fill("", "?", form=FORM).values == {"kind": "figures"}
    assert len(service.requests) == 2


@pytest.mark.parametrize(
    ("script", "message", "requests"),
    [
        ([Status(500)], "answered 500", 3),
        ([Status(429, retry_after="3600")], "answered 429", 1),
        ([Status(400)], "answered 400; it may not fill forms", 1),
        ([Status(401, f"bad key {KEY}")], "answered 401; check its API key", 1),
        ([Status(404)], "answered 404; check the model's name", 1),
        ([HangUp()], "cannot be reached, or hung up", 3),
        ([Body("<html>Sign in</html>", "text/html")], "is not one .*; check the base URL", 1),
        ([Body("<html>")], "is not one .*; check the base URL", 1),
        ([Body("")], "is not one .*; check the base URL", 1),
        ([Body("[]")], "is not one .*; check the base URL", 1),
        ([Body('{"choices": []}')], "is not one .*; check the base URL", 1),
        ([Body('{"choices": null}')], "is not one .*; check the base URL", 1),
        ([Body('{"choices": [{"index": 0}]}')], "is not one .*; check the base URL", 1),
        ([Body(" " * (ANSWER_BYTES + 1))], "cannot be reached, or hung up", 3),
        ([Words("certainly!")], "did not fill the form", 1),
        ([Words('["kind"]')], "did not fill the form", 1),
        ([Words('{"kind": "fig', finish_reason=None)], "did not fill the form", 1),
        ([Words('{"kind": "fig', finish_reason="length")], "did not finish its answer", 1),
        ([Words("{}", finish_reason="content_filter")], "did not finish its answer", 1),
        ([Refusal(f"not with {KEY}")], "refused to answer", 1),
    ],
)
def test_whatever_else_it_does_is_told_in_a_line_without_the_key(
    script: Sequence[Reply], message: str, requests: int
) -> None:
    with ChatService(script) as service:
        model = chat(service)
        with pytest.raises(ModelUnavailable, match=message) as raised:
            model.fill("", "?", form=FORM)
    assert len(service.requests) == requests
    assert "\n" not in str(raised.value)
    told = str(raised.getrepr(style="native", chain=True)) + repr(model)
    assert KEY not in told


@pytest.mark.parametrize("slow", [Late(1.5, FILLED), Drip(1.5)])
def test_an_answer_takes_no_longer_than_it_may(slow: Reply) -> None:
    with ChatService([slow]) as service:
        model = chat(service, seconds=0.3)
        model._connected()  # noqa: SLF001  # its import is not what is timed
        begun = time.monotonic()
        with pytest.raises(ModelUnavailable, match=r"took longer than 0\.3 s"):
            model.fill("", "?", form=FORM)
        assert time.monotonic() - begun < 1.2


def test_a_service_that_is_not_there_is_unavailable() -> None:
    model = ChatModel("tiny", key=KEY, base_url="http://127.0.0.1:9/v1", seconds=1)
    with pytest.raises(ModelUnavailable, match="cannot be reached"):
        model.fill("", "?", form=FORM)


def test_a_missing_extra_says_what_to_install() -> None:
    program = (
        "import sys; sys.modules['langchain_openai'] = None\n"
        "from assistant.models.chat import ChatModel\n"
        "ChatModel('tiny', key='k').fill('', '?', form={'title': 'F'})"
    )
    ran = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False
    )
    assert "pip install 'market-insight-assistant[openai]'" in ran.stderr


def test_making_one_imports_no_client() -> None:
    program = (
        "import sys; from assistant.models.chat import ChatModel; ChatModel('tiny', key='k')\n"
        "assert not {'openai', 'langchain_openai', 'httpx2'} & sys.modules.keys()"
    )
    subprocess.run([sys.executable, "-c", program], check=True)
