"""A chat model that was found down is left alone for a while."""

import pytest

from assistant.models.circuit import Circuit
from assistant.models.langchain import LangChainModel
from assistant.models.providers import OpenAI
from assistant.models.replies import Silence
from corpus.errors import ModelUnavailable
from evals.doubles.chat import ChatService, CutOff, Late, Reply, Status, Words

SAID = Words("Most jobs are remote [1].")
SLOW = Late(1, SAID)

pytestmark = pytest.mark.enable_socket  # for 127.0.0.1


class Clock:
    """Seconds that pass when they are told to."""

    def __init__(self) -> None:
        self.seconds = 100.0

    def __call__(self) -> float:
        return self.seconds


def circuit(service: ChatService, clock: Clock) -> Circuit:
    openai = OpenAI("tiny", "k", service.base_url)
    return Circuit(LangChainModel(openai, silence=Silence(0.2, 5)), clock=clock)


def asked(model: Circuit) -> str:
    reply = model.write("", "?", limit=50)
    return "".join(piece for piece in reply if isinstance(piece, str))


def test_a_model_that_said_nothing_is_not_waited_for_again_at_once() -> None:
    clock = Clock()
    with ChatService([SLOW, SAID]) as service:
        model = circuit(service, clock)
        with pytest.raises(ModelUnavailable, match="said nothing"):
            asked(model)
        clock.seconds += 12
        again = "did not answer 12 s ago; it is asked again in 18 s"
        with pytest.raises(ModelUnavailable, match=again):
            asked(model)
        with pytest.raises(ModelUnavailable, match=again):
            model.fill("", "?", form={"title": "Form"})
        assert len(service.requests) == 1
        clock.seconds += 18
        assert asked(model) == SAID.content
        assert asked(model) == SAID.content


def test_while_one_tries_again_the_others_do_not_wait() -> None:
    clock = Clock()
    with ChatService([SLOW, SAID]) as service:
        model = circuit(service, clock)
        with pytest.raises(ModelUnavailable):
            asked(model)
        clock.seconds += 31
        one = model.write("", "?", limit=50)
        next(one)
        with pytest.raises(ModelUnavailable, match="did not answer 31 s ago"):
            asked(model)
        one.close()
        assert asked(model) == SAID.content


@pytest.mark.parametrize("reply", [Status(401), Words(""), CutOff("Most")])
def test_a_model_that_answers_badly_is_not_down(reply: Reply) -> None:
    with ChatService([reply, SAID]) as service:
        model = circuit(service, Clock())
        with pytest.raises(ModelUnavailable):
            asked(model)
        assert asked(model) == SAID.content


def test_a_model_that_is_not_there_is_down() -> None:
    model = Circuit(LangChainModel(OpenAI("tiny", "k", "http://127.0.0.1:9/v1"), seconds=0.3))
    with pytest.raises(ModelUnavailable, match="cannot be reached"):
        asked(model)
    with pytest.raises(ModelUnavailable, match="did not answer 0 s ago"):
        asked(model)


def test_it_is_called_what_its_model_is() -> None:
    assert Circuit(LangChainModel(OpenAI("tiny", "k"))).name == "openai:tiny"
