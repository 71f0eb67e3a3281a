"""Every setting of the product: its name, its default, and one line on what it does."""

import hashlib
import os
import re
import sys
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated, Any, Literal

from dotenv import dotenv_values
from pydantic import AfterValidator, AliasChoices, Field, SecretStr, ValidationError
from pydantic_core import ErrorDetails
from pydantic_settings import BaseSettings, SettingsConfigDict

from corpus.errors import InvalidSettings

PREFIX = "INSIGHT_"

Folder = Annotated[Path, AfterValidator(Path.expanduser)]

_ENGINE = re.compile(r"[a-z][a-z0-9]*://\S+")


def _address(value: SecretStr) -> SecretStr:
    if not _ENGINE.fullmatch(value.get_secret_value()):
        raise ValueError("expected the address of an engine, such as duckdb:///FOLDER")
    return value


Address = Annotated[SecretStr, AfterValidator(_address)]  # it may hold a password

_SPENDING = {"chat_monthly_tokens", "chat_monthly_cost", "chat_input_cost", "chat_output_cost"}
_PLACES = {"home", "openai_api_key", "tiktoken_cache_dir", "log_level", "warehouse"}
_IRRELEVANT = frozenset(_SPENDING | _PLACES)
"""Fields no answer depends on: where things lie, secrets, what is said and spent."""


class Settings(BaseSettings):
    """What can be chosen, read from the environment and from `.env`, which never outranks it."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX,
        env_file=".env",
        env_file_encoding="utf-8",
        env_ignore_empty=True,
        # `.env` may serve other programs too; a misspelt name of ours is refused in load().
        extra="ignore",
        frozen=True,
        hide_input_in_errors=True,
        populate_by_name=True,
    )

    home: Folder = Field(
        default=Path(".insight"), description="The one folder where everything ingested is kept."
    )
    collection: str = Field(
        default="default",
        min_length=1,
        description="The collection to ingest into and to ask when none is named.",
    )
    embedding_model: str = Field(
        default="minilm",
        pattern=r"^(minilm|openai:\S+)$",
        description="How meaning is compared: minilm (in the box, offline) or openai:MODEL.",
    )
    chat_model: str | None = Field(
        default=None,
        pattern=r"^[a-z][a-z0-9_]*:\S+$",
        description="A chat model to write answers, as PROVIDER:MODEL such as openai:gpt-5-mini; "
        "unset, answers are the sources' own words.",
    )
    chat_seconds: float = Field(
        default=30.0,
        gt=0,
        le=600,
        description="Seconds by the clock the chat model may take; then it is done without.",
    )
    chat_first_seconds: float = Field(
        default=15.0,
        gt=0,
        le=600,
        description="Seconds to wait for the first word of a reply; more on a slow machine.",
    )
    context_tokens: int = Field(
        default=6000,
        ge=200,
        le=1_000_000,
        description="How many tokens of passages the chat model is given.",
    )
    reply_tokens: int = Field(
        default=700, ge=50, le=100_000, description="How many tokens the chat model may write."
    )
    unsupported: Literal["drop", "mark"] = Field(
        default="drop",
        description="What becomes of a written sentence that no source bears: drop it, or mark it.",
    )
    second_opinion: bool = Field(
        default=False,
        description="Whether the chat model is asked about each sentence too; it can only doubt.",
    )
    chat_monthly_tokens: int | None = Field(
        default=None,
        ge=1,
        description="How many tokens the chat model may take in a month; unset, no limit.",
    )
    chat_monthly_cost: float | None = Field(
        default=None,
        gt=0,
        description="What the chat model may cost in a month, in the money of its prices below.",
    )
    chat_input_cost: float | None = Field(
        default=None, ge=0, description="The price of a million tokens that the chat model reads."
    )
    chat_output_cost: float | None = Field(
        default=None, ge=0, description="The price of a million tokens that the chat model writes."
    )
    chroma_url: str | None = Field(
        default=None,
        pattern=r"^https?://",
        description="A Chroma server to search with; unset, Chroma runs embedded.",
    )
    warehouse: Address | None = Field(
        default=None,
        description="Where postings are counted, such as postgres://HOST/DB; unset, DuckDB in the "
        "data folder.",
    )
    candidates: int = Field(
        default=50,
        ge=1,
        le=1000,
        description="How many chunks each index proposes for a question.",
    )
    passages: int = Field(
        default=10,
        ge=1,
        le=100,
        description="How many passages are kept, best first, to answer from.",
    )
    abstain_below: float | None = Field(
        default=None,
        ge=0,
        le=1,
        description="Confidence under which no answer is given; unset, the fitted threshold.",
    )
    openai_api_key: SecretStr | None = Field(
        default=None,
        validation_alias=AliasChoices("INSIGHT_OPENAI_API_KEY", "OPENAI_API_KEY"),
        description="The key for openai: models; OPENAI_API_KEY is read too.",
    )
    openai_base_url: str | None = Field(
        default=None,
        pattern=r"^https?://[^@\s]+$",  # a key in an address would be logged with it
        description="Another server that speaks OpenAI's API; unset, OpenAI's own.",
    )
    reader_seconds: float = Field(
        default=30.0, gt=0, le=60, description="Seconds by the clock one file may take to read."
    )
    reader_memory_mb: int = Field(
        default=1610, ge=512, description="Memory one file may take to read, in MB of addresses."
    )
    reader_file_mb: int = Field(
        default=100, ge=1, le=100, description="The largest file that is read, in MB."
    )
    tiktoken_cache_dir: Folder | None = Field(
        default=None,
        validation_alias=AliasChoices("INSIGHT_TIKTOKEN_CACHE_DIR", "TIKTOKEN_CACHE_DIR"),
        description="Your own tiktoken vocabularies; TIKTOKEN_CACHE_DIR is read too.",
    )
    log_level: Literal["debug", "info", "warning", "error"] = Field(
        default="warning", description="How much is logged to stderr."
    )

    @property
    def identity(self) -> str:
        """A short hash of the choices an answer depends on; secrets and places are left out."""
        chosen = self.model_dump_json(exclude=set(_IRRELEVANT))
        return hashlib.sha256(chosen.encode()).hexdigest()[:12]


def load() -> Settings:
    """The settings of this process. Raises InvalidSettings in one line a person can act on."""
    # Settings are the one door to the environment; this is its threshold.
    environment = os.environ  # noqa: TID251
    try:
        _refuse_misspelt({**dotenv_values(".env"), **environment})
        return Settings()
    except ValidationError as error:
        raise InvalidSettings("; ".join(_said(detail) for detail in error.errors())) from None
    except UnicodeDecodeError:
        raise InvalidSettings(".env is not a UTF-8 text file") from None


def names() -> tuple[str, ...]:
    """The environment's name for each setting, in the order of `.env.example`."""
    return tuple(PREFIX + field.upper() for field in Settings.model_fields)


def reference() -> str:
    """`.env.example`: every setting with what it does and its default, commented out."""
    entries = (
        f"# {field.description}\n# {PREFIX}{name.upper()}={_default(field.default)}\n"
        for name, field in Settings.model_fields.items()
    )
    return "\n".join((_PREAMBLE, *entries))


_PREAMBLE = """\
# Every setting and its default. Copy this file to .env and uncomment what you change;
# a variable of the same name in the environment wins. None of them has to be set.
"""


def _refuse_misspelt(environment: Mapping[str, Any]) -> None:
    known = names()
    for name in sorted(environment):
        if name.upper().startswith(PREFIX) and name.upper() not in known:
            raise InvalidSettings(f"{name} is not a setting; {_nearest(name.upper(), known)}")


def _nearest(name: str, known: Iterable[str]) -> str:
    near = get_close_matches(name, known, n=1, cutoff=0.0)
    return f"did you mean {near[0]}? .env.example lists them all"


def _said(detail: ErrorDetails) -> str:
    name = str(detail["loc"][0]).upper().removeprefix(PREFIX)
    description = Settings.model_fields[name.lower()].description
    return f"{PREFIX}{name}: {detail['msg']}. {description}"


def _default(value: object) -> str:
    return "" if value is None else str(value)


if __name__ == "__main__":
    sys.stdout.write(reference())
