"""A chat model of OpenAI, or of any service that speaks its protocol."""

from assistant.models.langchain import LangChainModel
from assistant.models.providers import OPENAI, OpenAI


class ChatModel(LangChainModel):
    """Asks `name`; an answer takes `seconds` at most, all its tries included."""

    def __init__(
        self, name: str, *, key: str, base_url: str = OPENAI, seconds: float = 20.0
    ) -> None:
        super().__init__(OpenAI(name, key, base_url), seconds=seconds)
