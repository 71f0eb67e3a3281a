"""A chat model of OpenAI, or of any service that speaks its protocol, through LangChain."""

import threading
import time
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from pydantic import SecretStr
from tenacity import RetryCallState, Retrying, retry_if_exception_type, stop_after_attempt

from assistant.answers import Usage
from assistant.protocols import Filled
from corpus.errors import ModelUnavailable

if TYPE_CHECKING:
    from langchain_core.messages import AIMessage
    from langchain_core.runnables import Runnable
    from langchain_openai import ChatOpenAI

OPENAI = "https://api.openai.com/v1"
TRIES = 2
SHORTEST_WAIT_S = 0.5
PASSING = {408, 409, 429}  # and 500 and above: worth another try
UNFINISHED = {None, "length", "content_filter"}
INSTALL = "pip install 'market-insight-assistant[openai]'"
_ADVICE: Mapping[int, str] = {
    400: "; it may not fill forms (json_schema)",
    401: "; check its API key",
    403: "; check its API key",
    404: "; check the model's name and the base URL",
}


class ChatModel:
    """Asks `name`; an answer takes `seconds` at most, its second try included.

    Cheap to make: nothing is imported or sent before it is asked. Safe to share between threads.
    Its errors say nothing that the service said, which may repeat the key.
    """

    def __init__(
        self, name: str, *, key: str, base_url: str = OPENAI, seconds: float = 20.0
    ) -> None:
        self.name = f"openai:{name}"
        self._name = name
        self._key = key
        self._base_url = base_url
        self._seconds = seconds
        self._lock = threading.Lock()
        self._client: ChatOpenAI | None = None

    def fill(self, instructions: str, content: str, *, form: Mapping[str, Any]) -> Filled:
        """The form, a JSON schema with a title, as the model fills it; nothing checks its values.

        Raises ModelUnavailable.
        """
        model = self._connected()
        deadline = time.monotonic() + self._seconds
        again = Retrying(
            retry=retry_if_exception_type(_Passing),
            stop=lambda state: stop_after_attempt(TRIES)(state) or _wait_s(state) > _left(deadline),
            wait=_wait_s,
            reraise=True,
        )

        def once() -> Filled:
            asked = model.with_structured_output(
                dict(form),
                method="json_schema",
                strict=True,
                include_raw=True,
                timeout=max(_left(deadline), 0.01),
            )
            return self._asked(asked, [("system", instructions), ("human", content)])

        return again(once)

    def _asked(self, asked: "Runnable[Any, Any]", messages: list[tuple[str, str]]) -> Filled:
        # Their import takes seconds, which only this model's users should wait for.
        import openai  # noqa: PLC0415

        # `from None`: a service may repeat the key in what it says, which is told nowhere.
        try:
            return _filled(asked.invoke(messages), self.name)
        except openai.APIStatusError as error:
            raise _refusal(error.status_code, error.response.headers) from None
        except openai.APITimeoutError:
            late = f"the chat model took longer than {self._seconds:g} s"
            raise ModelUnavailable(late) from None
        except openai.APIConnectionError:
            raise _Passing("the chat model cannot be reached, or hung up") from None
        except openai.OpenAIError as error:  # a form cut short or withheld
            kind = type(error).__name__
            raise ModelUnavailable(f"the chat model did not finish its answer ({kind})") from None
        # What the client raises for a body that is JSON of another shape, or none.
        except (ValueError, TypeError, LookupError, AttributeError) as error:
            kind = type(error).__name__
            raise ModelUnavailable(
                f"the chat model's answer is not one ({kind}); check the base URL"
            ) from None

    def _connected(self) -> "ChatOpenAI":
        with self._lock:
            if self._client is None:
                self._client = _client(self._name, self._key, self._base_url)
            return self._client


class _Passing(ModelUnavailable):
    """What may be over at the next try; `after_s` is when the service asks for it."""

    after_s: float = 0.0


def _client(name: str, key: str, base_url: str) -> "ChatOpenAI":
    try:
        from langchain_openai import ChatOpenAI  # noqa: PLC0415  # the extra may be missing

        from assistant.models import bounded  # noqa: PLC0415
    except ImportError:
        raise ModelUnavailable(
            f"chat with openai: needs an extra; install it with: {INSTALL}"
        ) from None
    return ChatOpenAI(
        model=name,
        api_key=SecretStr(key),
        base_url=base_url,
        max_retries=0,
        use_responses_api=False,
        # LangChain takes no client beside a proxy of its own; ours follows HTTPS_PROXY.
        openai_proxy=None,
        http_client=bounded.client(),
    )


def _filled(answer: Mapping[str, Any], name: str) -> Filled:
    raw: AIMessage = answer["raw"]
    if raw.additional_kwargs.get("refusal"):
        raise ModelUnavailable("the chat model refused to answer")
    values = answer["parsed"]
    if raw.response_metadata.get("finish_reason") in UNFINISHED or not isinstance(values, dict):
        raise ModelUnavailable("the chat model did not fill the form it was given")
    usage = raw.usage_metadata
    if usage is None:
        return Filled(values, Usage(model=name))
    return Filled(values, Usage(usage["input_tokens"], usage["output_tokens"], name))


def _refusal(status: int, headers: Mapping[str, str]) -> ModelUnavailable:
    if status in PASSING or status >= 500:
        passing = _Passing(f"the chat model's service answered {status}")
        asked = headers.get("retry-after", "")
        passing.after_s = float(asked) if asked.isdecimal() else 0.0
        return passing
    return ModelUnavailable(f"the chat model's service answered {status}{_ADVICE.get(status, '')}")


def _wait_s(state: RetryCallState) -> float:
    error = state.outcome.exception() if state.outcome else None
    asked = error.after_s if isinstance(error, _Passing) else 0.0
    return max(asked, SHORTEST_WAIT_S)


def _left(deadline: float) -> float:
    return deadline - time.monotonic()
