"""Who serves a chat model: OpenAI, whoever speaks its protocol, or a provider LangChain knows."""

import importlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import ModuleType
from typing import TYPE_CHECKING, Any, Protocol

from pydantic import SecretStr

from assistant.models.failures import Told
from corpus.errors import ModelUnavailable

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

OPENAI = "https://api.openai.com/v1"
INSTALL = "pip install 'market-insight-assistant[openai]'"


CONNECT_S = 5.0  # a server that is there takes a connection far sooner
LIMITS = ("max_tokens", "max_output_tokens", "num_predict")
"""What chat models call the most tokens they may write."""


@dataclass(frozen=True, slots=True)
class Connection:
    """A LangChain chat model, and how it takes limits and forms."""

    model: "BaseChatModel"
    limited: Callable[[int], Mapping[str, Any]]
    form_options: Mapping[str, Any] = field(default_factory=dict)

    def at_most(self, tokens: int) -> "BaseChatModel":
        """The model, told to write no more tokens than that."""
        return self.model.model_copy(update=dict(self.limited(tokens)))


class Service(Protocol):
    """Whoever serves one chat model."""

    @property
    def name(self) -> str:
        """PROVIDER:MODEL."""

    def connected(self) -> Connection:
        """A client of it, nothing sent. Raises ModelUnavailable when its package is missing."""


@dataclass(frozen=True, slots=True)
class OpenAI:
    """OpenAI, or a service that speaks its protocol: vLLM, Ollama, llama.cpp, LM Studio."""

    model: str
    key: str = field(default="none", repr=False)  # servers of one's own ask for none
    base_url: str = OPENAI

    @property
    def name(self) -> str:
        return f"openai:{self.model}"

    def connected(self) -> Connection:
        # Their import takes seconds, which only this model's users should wait for.
        try:
            import httpx2  # noqa: PLC0415
            from langchain_openai import ChatOpenAI  # noqa: PLC0415

            from assistant.models import bounded  # noqa: PLC0415
        except ImportError:
            raise ModelUnavailable(
                f"chat with openai: needs an extra; install it with: {INSTALL}"
            ) from None
        model = ChatOpenAI(
            model=self.model,
            api_key=SecretStr(self.key),
            base_url=self.base_url,
            # How long an answer may take is the caller's to count, by the clock.
            timeout=httpx2.Timeout(None, connect=CONNECT_S),
            max_retries=0,
            use_responses_api=False,
            stream_usage=True,
            # LangChain takes no client beside a proxy of its own; ours follows HTTPS_PROXY.
            openai_proxy=None,
            http_async_client=bounded.client(),
        )
        return Connection(
            model,
            limited=_openai_limit if self.base_url == OPENAI else _compatible_limit,
            form_options={"method": "json_schema", "strict": True},
        )


@dataclass(frozen=True, slots=True)
class Provider:
    """A provider that LangChain has a package for, as PROVIDER:MODEL; it finds its key itself."""

    name: str

    def connected(self) -> Connection:
        provider, _, model = self.name.partition(":")
        package = f"langchain_{provider}"
        try:
            module = importlib.import_module(package)
        except ImportError:
            raise ModelUnavailable(
                f"{self.name} needs a package; install it with: pip install langchain-"
                f"{provider.replace('_', '-')}"
            ) from None
        kind = _chat_class(module)
        options = {"max_retries": 0} if "max_retries" in kind.model_fields else {}
        with Told(lambda error: _not_set_up(self.name, error)):
            return Connection(kind(model=model, **options), limited=_limits(kind))


def _not_set_up(name: str, error: Exception) -> ModelUnavailable:
    return ModelUnavailable(
        f"{name} cannot be set up ({type(error).__name__}); its key is expected in the "
        "environment, under the name that its provider uses"
    )


def _chat_class(module: ModuleType) -> "type[BaseChatModel]":
    """The chat model that a LangChain package is for, as in langchain_ollama: ChatOllama."""
    from langchain_core.language_models import BaseChatModel  # noqa: PLC0415  # takes a second

    found = [
        value
        for name, value in vars(module).items()
        if name.startswith("Chat") and isinstance(value, type) and issubclass(value, BaseChatModel)
    ]
    if len(found) != 1:
        names = ", ".join(sorted(kind.__name__ for kind in found)) or "none"
        raise ModelUnavailable(
            f"{module.__name__} was expected to have one chat model; it has {names}"
        )
    return found[0]


def _limits(kind: "type[BaseChatModel]") -> Callable[[int], Mapping[str, Any]]:
    field_name = next((name for name in LIMITS if name in kind.model_fields), None)
    return lambda tokens: {field_name: tokens} if field_name else {}


def _openai_limit(tokens: int) -> Mapping[str, Any]:
    return {"max_tokens": tokens}


def _compatible_limit(tokens: int) -> Mapping[str, Any]:
    # LangChain sends max_completion_tokens, which Ollama takes and ignores (ollama issue 7125).
    return {"extra_body": {"max_tokens": tokens}}
