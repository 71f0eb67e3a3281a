"""What becomes of a conversation in the terminal: it is saved as it goes, or it is not."""

from dataclasses import dataclass
from typing import Protocol

from assistant.answers import Answer
from assistant.conversations.saved import Conversation, Exchange
from assistant.conversations.store import Conversations
from assistant.interfaces import safe
from assistant.interfaces.terminal import Terminal
from corpus.errors import StoreError, UnknownConversation


class Keeping(Protocol):
    """Keeps each question with its answer, until it is told to begin anew."""

    conversation_id: str

    def keep(self, question: str, answer: Answer) -> None: ...

    def begin_anew(self) -> None: ...


@dataclass(slots=True)
class NotKept:
    """Keeps nothing, as was asked."""

    conversation_id: str = ""

    def keep(self, question: str, answer: Answer) -> None:
        """Let it go."""

    def begin_anew(self) -> None:
        """There is nothing to end."""


@dataclass(slots=True)
class Kept:
    """Saves each exchange in a conversation that begins with the first; what fails is said once."""

    conversations: Conversations
    collections: tuple[str, ...]
    terminal: Terminal
    conversation_id: str = ""
    said: str = ""

    def keep(self, question: str, answer: Answer) -> None:
        try:
            if not self.conversation_id:
                begun = self.conversations.begin(question, collections=self.collections)
                self.conversation_id = begun.conversation_id
            self.conversations.append(self.conversation_id, question, answer.as_json())
        except StoreError as error:
            self._say(f"This is not saved: {safe.line(str(error))}")

    def begin_anew(self) -> None:
        self.conversation_id = ""

    def _say(self, trouble: str) -> None:
        if trouble != self.said:
            self.terminal.note(trouble, style="yellow")
        self.said = trouble


@dataclass(frozen=True, slots=True)
class Resumed:
    """A conversation that goes on, and what was said in it."""

    conversation: Conversation
    exchanges: tuple[Exchange, ...]


def resumed(conversations: Conversations, name: str) -> Resumed:
    """The conversation of this id, or of an id that begins so. Raises UnknownConversation."""
    conversation = conversations.named(name)
    return Resumed(conversation, conversations.open(conversation.conversation_id))


def last(conversations: Conversations) -> Resumed:
    """The conversation that changed last. Raises UnknownConversation where there is none."""
    for conversation in conversations.newest(limit=1):
        return Resumed(conversation, conversations.open(conversation.conversation_id))
    raise UnknownConversation("no conversation has been saved yet; start with: insight chat")
