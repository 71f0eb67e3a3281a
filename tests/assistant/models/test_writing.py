"""Replies that a chat model writes, through the real client, over a scripted service."""

import json
import logging
import time
from collections.abc import Sequence

import pytest

from assistant.answers import Usage
from assistant.models.langchain import LangChainModel
from assistant.models.providers import OpenAI
from assistant.models.replies import PATIENT, EstimatedUsage, Silence
from assistant.protocols import ReplyWriter
from corpus.errors import ModelUnavailable
from evals.doubles.chat import (
    Body,
    ChatService,
    CutOff,
    Drip,
    Events,
    HangUp,
    Late,
    Refusal,
    Reply,
    Status,
    ToolCall,
    Words,
)

KEY = "sk-a-key-that-nobody-may-see"
SAID = "Most jobs are remote [1]."
WRITTEN = Words(SAID, prompt_tokens=7, completion_tokens=3)

pytestmark = pytest.mark.enable_socket  # for 127.0.0.1


def chat(
    service: ChatService, *, seconds: float = 20, silence: Silence = PATIENT
) -> LangChainModel:
    openai = OpenAI("tiny", KEY, service.base_url)
    return LangChainModel(openai, seconds=seconds, silence=silence, count=len)


def written(model: ReplyWriter, *, limit: int = 100) -> list[str | Usage]:
    return list(model.write("Be brief.", "What is remote?", limit=limit))


def test_a_reply_comes_in_pieces_and_then_what_it_took() -> None:
    with ChatService([WRITTEN]) as service:
        *pieces, usage = written(chat(service))
    assert pieces == ["Most jobs ar", "e remote [1]", "."]
    assert usage == Usage(7, 3, "openai:tiny")
    (request,) = service.requests
    assert [message["content"] for message in request["messages"]] == [
        "Be brief.",
        "What is remote?",
    ]
    assert (request["stream"], request["stream_options"]) == (True, {"include_usage": True})
    assert request["max_tokens"] == 100
    assert service.keys == {f"Bearer {KEY}"}


def test_pieces_are_given_as_they_come() -> None:
    with ChatService([Words(SAID, pause=0.2)]) as service:
        reply = chat(service).write("", "?", limit=100)
        next(reply)
        begun = time.monotonic()
        list(reply)
    assert time.monotonic() - begun > 0.3


def test_what_a_service_does_not_tell_is_counted_here_and_marked() -> None:
    with ChatService([Words(SAID, tells_usage=False)]) as service:
        *_, usage = written(chat(service))
    assert usage == EstimatedUsage(len("Be brief.What is remote?"), len(SAID), "openai:tiny")


@pytest.mark.parametrize(
    "passing",
    [
        Status(429),
        Status(429, retry_after="1"),
        Status(429, retry_after="Tue, 24 Nov 2026 12:00:00 GMT"),
        Status(500),
        HangUp(),
    ],
)
def test_what_passes_before_the_first_piece_is_tried_again(passing: Reply) -> None:
    with ChatService([passing, WRITTEN]) as service:
        assert "".join(map(str, written(chat(service))[:-1])) == SAID
    assert len(service.requests) == 2


def test_a_retry_waits_as_long_as_the_service_asks() -> None:
    with ChatService([Status(429, retry_after="1"), WRITTEN]) as service:
        model = chat(service)
        begun = time.monotonic()
        written(model)
    assert time.monotonic() - begun > 1


def test_a_reply_that_broke_off_is_not_begun_again() -> None:
    with ChatService([CutOff("Most jobs"), WRITTEN]) as service:
        reply = chat(service).write("", "?", limit=100)
        assert next(reply) == "Most jobs"
        with pytest.raises(ModelUnavailable, match="hung up"):
            next(reply)
    assert len(service.requests) == 1


CHUNK = json.dumps({"id": "x", "object": "chat.completion.chunk", "created": 0, "model": "m"})
NO_CHOICES = CHUNK[:-1] + ', "choices": []}'
SOME = CHUNK[:-1] + ', "choices": [{"index": 0, "delta": {"content": "Most"}}]}'
ERROR = json.dumps({"error": {"message": f"overloaded {KEY}", "type": "x", "code": "y"}})


@pytest.mark.parametrize(
    ("script", "message", "requests"),
    [
        ([Status(500, KEY)], "answered 500; try again later", 3),
        ([Status(429, KEY, retry_after="3600")], "answered 429; try again later", 1),
        ([Status(400, KEY)], "answered 400", 1),
        ([Status(401, KEY)], "answered 401; check its API key", 1),
        ([Status(404, KEY)], "answered 404; check the model's name and the base URL", 1),
        ([HangUp()], "cannot be reached, or hung up; check that it runs", 3),
        ([Words(SAID, finish_reason=None)], "broke off; try again", 1),
        ([Words(SAID, finish_reason="length")], "cut at its limit", 1),
        ([Words(SAID, finish_reason="content_filter")], "withheld by its service's filter", 1),
        ([Words("")], "wrote nothing, or refused", 1),
        ([Words(" \n")], "wrote nothing, or refused", 1),
        ([Words(SAID * 1000)], "wrote on past its limit", 1),
        ([Refusal(f"not with {KEY}")], "wrote nothing, or refused", 1),
        ([ToolCall("search", '{"a": 1}')], "broke off", 1),
        ([Events([NO_CHOICES, "[DONE]"])], "broke off", 1),
        ([Events(["[DONE]"])], "is not one .*; check the base URL", 1),
        ([Events([SOME, '{"choices": [{'])], "is not one .*; check the base URL", 1),
        ([Events([SOME, "[]", "[DONE]"])], "is not one .*; check the base URL", 1),
        ([Events([SOME, ERROR])], "did not finish its answer", 1),
        ([Events([ERROR])], "did not finish its answer", 1),
        ([Body(f"<html>{KEY}</html>", "text/html")], "is not one .*; check the base URL", 1),
        ([Body("")], "is not one .*; check the base URL", 1),
        ([Body(f'{{"choices": "{KEY}"}}')], "is not one .*; check the base URL", 1),
    ],
)
def test_whatever_else_it_does_is_told_in_a_line_without_the_key(
    script: Sequence[Reply], message: str, requests: int, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    with ChatService(script) as service:
        model = chat(service)
        with pytest.raises(ModelUnavailable, match=message) as raised:
            written(model)
    assert len(service.requests) == requests
    assert "\n" not in str(raised.value)
    told = str(raised.getrepr(style="native", chain=True)) + repr(model) + repr(vars(model))
    assert KEY not in told
    assert KEY not in caplog.text


@pytest.mark.parametrize(
    ("slow", "seconds", "silence", "message"),
    [
        (Late(1.5, WRITTEN), 20, Silence(0.3, 5), "said nothing for 0.3 s"),
        (Drip(1.5), 20, Silence(0.3, 5), "said nothing for 0.3 s"),
        (Drip(1.5, content="Most"), 20, Silence(5, 0.3), "said nothing for 0.3 s"),
        (Words(SAID, pause=1.0), 20, Silence(5, 0.3), "said nothing for 0.3 s"),
        (Words(SAID, pause=0.1, piece=1), 0.4, Silence(5, 5), "took longer than 0.4 s"),
        (Drip(1.5), 0.3, Silence(5, 5), "took longer than 0.3 s"),
    ],
)
def test_no_word_is_waited_for_longer_than_it_may(
    slow: Reply, seconds: float, silence: Silence, message: str
) -> None:
    with ChatService([slow]) as service:
        model = chat(service, seconds=seconds, silence=silence)
        model._connected()  # noqa: SLF001  # its import is not what is timed
        begun = time.monotonic()
        with pytest.raises(ModelUnavailable, match=message):
            written(model)
        assert time.monotonic() - begun < 1.2
    assert len(service.requests) == 1


def test_what_took_too_long_is_hung_up_on() -> None:
    with ChatService([Drip(3)]) as service:
        with pytest.raises(ModelUnavailable):
            written(chat(service, seconds=0.2))
        assert service.left.wait(2)


def test_closing_a_reply_hangs_up() -> None:
    with ChatService([Words("word " * 600, piece=5, pause=0.005)]) as service:
        reply = chat(service).write("", "?", limit=5000)
        assert next(reply) == "word "
        reply.close()
        assert service.left.wait(2)


def test_nothing_is_asked_before_the_first_piece_is() -> None:
    with ChatService([WRITTEN]) as service:
        chat(service).write("", "?", limit=100)
    assert service.requests == []


def test_a_service_that_is_not_there_is_unavailable() -> None:
    model = LangChainModel(OpenAI("tiny", KEY, "http://127.0.0.1:9/v1"), seconds=1)
    with pytest.raises(ModelUnavailable, match="cannot be reached"):
        written(model)
