"""Who serves a chat model: OpenAI, whoever speaks its protocol, or a provider LangChain knows."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol

from pydantic import SecretStr

from assistant.models.failures import MALFORMED
from corpus.errors import ModelUnavailable

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

OPENAI = "https://api.openai.com/v1"
INSTALL = "pip install 'market-insight-assistant[openai]'"


@dataclass(frozen=True, slots=True)
class Connection:
    """A LangChain chat model, every error its client raises, and how it takes forms and limits."""

    model: "BaseChatModel"
    errors: tuple[type[Exception], ...]
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
    key: str = field(repr=False)
    base_url: str = OPENAI

    @property
    def name(self) -> str:
        return f"openai:{self.model}"

    def connected(self) -> Connection:
        # Their import takes seconds, which only this model's users should wait for.
        try:
            import httpx2  # noqa: PLC0415
            import openai  # noqa: PLC0415
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
            max_retries=0,
            use_responses_api=False,
            stream_usage=True,
            # LangChain takes no client beside a proxy of its own; ours follows HTTPS_PROXY.
            openai_proxy=None,
            http_async_client=bounded.client(),
        )
        return Connection(
            model,
            errors=(openai.OpenAIError, httpx2.HTTPError, *MALFORMED),
            limited=_openai_limit if self.base_url == OPENAI else _compatible_limit,
            form_options={"method": "json_schema", "strict": True},
        )


def _openai_limit(tokens: int) -> Mapping[str, Any]:
    return {"max_tokens": tokens}


def _compatible_limit(tokens: int) -> Mapping[str, Any]:
    # LangChain sends max_completion_tokens, which Ollama takes and ignores (ollama issue 7125).
    return {"extra_body": {"max_tokens": tokens}}
