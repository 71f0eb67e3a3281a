"""Saved conversations in one SQLite file of their own, beside what was ingested."""

import json
import secrets
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from assistant.conversations.saved import Conversation, Exchange, title_of, turns
from assistant.questions import Turn
from corpus.errors import (
    InvalidInput,
    StoreDamaged,
    StoreError,
    StoreMismatch,
    UnknownConversation,
)

FILE = "conversations.sqlite3"
SCHEMA_VERSION = 1
BUSY_SECONDS = 30.0
ID_BYTES = 9
"""Bytes of chance in an id: twelve characters that no one guesses."""

_SCHEMA = """
CREATE TABLE conversations (
    conversation    INTEGER PRIMARY KEY,
    conversation_id TEXT NOT NULL UNIQUE,
    owner           TEXT NOT NULL,
    title           TEXT NOT NULL,
    collections     TEXT NOT NULL,
    started         TEXT NOT NULL,
    changed         TEXT NOT NULL
);
CREATE INDEX conversations_of_owner ON conversations (owner, changed);

CREATE TABLE exchanges (
    exchange     INTEGER PRIMARY KEY,
    conversation INTEGER NOT NULL REFERENCES conversations ON DELETE CASCADE,
    question     TEXT NOT NULL,
    answer       TEXT NOT NULL,
    asked        TEXT NOT NULL
);
CREATE INDEX exchanges_of_conversation ON exchanges (conversation);
"""

_CONVERSATIONS = """
SELECT conversation_id, title, started, changed, collections, owner,
       (SELECT count(*) FROM exchanges WHERE exchanges.conversation = conversations.conversation)
FROM conversations WHERE owner = :owner"""


@dataclass(frozen=True, slots=True)
class Conversations:
    """The conversations of one owner; another's is not told from one that does not exist.

    Each verb is one transaction on a connection of its own, so threads and processes may share
    the file; what is acknowledged is on the disk. Nothing is created before there is something
    to save.
    """

    path: Path
    clock: Callable[[], datetime]
    owner: str = ""

    def begin(self, question: str, *, collections: tuple[str, ...] = ()) -> Conversation:
        """Start a conversation that is called after its first question."""
        now = self.clock()
        begun = Conversation(
            _fresh_id(),
            title_of(_storable(question)),
            now,
            now,
            collections=collections,
            owner=self.owner,
        )
        with self._writing() as connection:
            connection.execute(
                "INSERT INTO conversations"
                " (conversation_id, owner, title, collections, started, changed)"
                " VALUES (?, ?, ?, ?, ?, ?)",
                (
                    begun.conversation_id,
                    begun.owner,
                    begun.title,
                    json.dumps(begun.collections),
                    now.isoformat(),
                    now.isoformat(),
                ),
            )
        return begun

    def append(self, conversation_id: str, question: str, answer: Mapping[str, Any]) -> None:
        """Keep one question with its answer, whole or not at all. Raises UnknownConversation."""
        now = self.clock().isoformat()
        kept = json.dumps(answer)  # in ASCII, which keeps even halves of characters
        with self._writing() as connection:
            conversation = _key(connection, conversation_id, self.owner)
            connection.execute(
                "INSERT INTO exchanges (conversation, question, answer, asked) VALUES (?, ?, ?, ?)",
                (conversation, _storable(question), kept, now),
            )
            connection.execute(
                "UPDATE conversations SET changed = ? WHERE conversation = ?", (now, conversation)
            )

    def newest(self, *, limit: int = 0) -> tuple[Conversation, ...]:
        """The conversations, last changed first; at most `limit`, or all for 0."""
        with self._reading() as connection:
            rows = connection.execute(
                f"{_CONVERSATIONS} ORDER BY changed DESC, conversation DESC LIMIT :limit",
                {"owner": self.owner, "limit": limit or -1},
            )
            return tuple(_conversation(row) for row in rows)

    def named(self, start: str) -> Conversation:
        """The one conversation whose id is this or begins so. Raises UnknownConversation."""
        with self._reading() as connection:
            rows = connection.execute(
                f"{_CONVERSATIONS} AND substr(conversation_id, 1, :length) = :start"
                " ORDER BY length(conversation_id) LIMIT 6",
                {"owner": self.owner, "start": _storable(start), "length": len(start)},
            )
            found = [_conversation(row) for row in rows]
        exact = [each for each in found if each.conversation_id == start]
        if start and len(exact or found) == 1:
            return (exact or found)[0]
        if start and found:
            ids = ", ".join(each.conversation_id for each in found)
            raise UnknownConversation(f"{start!r} begins several ids: {ids}; give more of one")
        raise _unknown(start)

    def open(self, conversation_id: str) -> tuple[Exchange, ...]:
        """What was asked and answered, in order. Raises UnknownConversation."""
        with self._reading() as connection:
            rows = connection.execute(
                "SELECT question, answer, asked FROM exchanges"
                " WHERE conversation = ? ORDER BY exchange",
                (_key(connection, conversation_id, self.owner),),
            )
            return tuple(_exchange(row) for row in rows)

    def history(self, conversation_id: str) -> tuple[Turn, ...]:
        """What was said, as the next question takes it. Raises UnknownConversation."""
        return turns(self.open(conversation_id))

    def rename(self, conversation_id: str, title: str) -> None:
        """Give it another title, which is kept on one line. Raises InvalidInput for none."""
        words = _storable(" ".join(title.split()))
        if not words:
            raise InvalidInput("a conversation's title cannot be empty")
        with self._writing() as connection:
            key = _key(connection, conversation_id, self.owner)
            connection.execute(
                "UPDATE conversations SET title = ? WHERE conversation = ?", (words, key)
            )

    def delete(self, conversation_id: str) -> None:
        """Remove it with all that was said; its bytes are overwritten."""
        with self._writing() as connection:
            key = _key(connection, conversation_id, self.owner)
            connection.execute("DELETE FROM conversations WHERE conversation = ?", (key,))

    @contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection]:
        with self._translated():
            if not self.path.exists():
                with closing(_connected(":memory:")) as nothing:
                    nothing.executescript(_SCHEMA)
                    yield nothing
                return
            with closing(_connected(self.path)) as connection:
                self._prepare(connection)
                connection.execute("BEGIN")
                yield connection

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        with self._translated():
            self.path.parent.mkdir(parents=True, exist_ok=True)
            self.path.touch(mode=0o600)  # what is asked is for its owner alone to read
            with closing(_connected(self.path)) as connection:
                self._prepare(connection)
                connection.execute("BEGIN IMMEDIATE")
                yield connection
                connection.execute("COMMIT")

    def _prepare(self, connection: sqlite3.Connection) -> None:
        if _version(connection) == 0:
            # SQLite does not wait here, and needs not: whoever is before us is switching it.
            with suppress(sqlite3.OperationalError):
                connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("BEGIN IMMEDIATE")
            if _version(connection) == 0:  # no other process came first
                for statement in _SCHEMA.strip().split(";\n"):
                    connection.execute(statement)
                connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
            connection.execute("COMMIT")
        if _version(connection) != SCHEMA_VERSION:
            raise StoreMismatch(
                f"{self.path} was made by another version of this product"
                f" (its schema is {_version(connection)}, not {SCHEMA_VERSION}):"
                " upgrade it, or move the file away"
            )

    @contextmanager
    def _translated(self) -> Iterator[None]:
        try:
            yield
        except (sqlite3.OperationalError, OSError) as error:
            raise StoreError(f"{self.path} could not be used: {error}") from error
        except (sqlite3.DatabaseError, ValueError) as error:
            raise StoreDamaged(
                f"{self.path} does not hold what it should ({error}): move it away to begin anew"
            ) from error


def _connected(path: Path | str) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None)
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA secure_delete = ON")
    return connection


def _version(connection: sqlite3.Connection) -> int:
    version: int = connection.execute("PRAGMA user_version").fetchone()[0]
    return version


def _fresh_id() -> str:
    while True:
        fresh = secrets.token_urlsafe(ID_BYTES)
        if fresh[0].isalnum():  # else a command line takes it for an option
            return fresh


def _key(connection: sqlite3.Connection, conversation_id: str, owner: str) -> int:
    row = connection.execute(
        "SELECT conversation FROM conversations WHERE conversation_id = ? AND owner = ?",
        (_storable(conversation_id), owner),
    ).fetchone()
    if row is None:
        raise _unknown(conversation_id)
    key: int = row[0]
    return key


def _unknown(name: str) -> UnknownConversation:
    return UnknownConversation(
        f"there is no conversation {name!r}; `insight conversations list` shows those there are"
    )


def _conversation(row: tuple[Any, ...]) -> Conversation:
    conversation_id, title, started, changed, collections, owner, questions = row
    return Conversation(
        conversation_id=conversation_id,
        title=title,
        started=datetime.fromisoformat(started),
        changed=datetime.fromisoformat(changed),
        collections=tuple(json.loads(collections)),
        questions=questions,
        owner=owner,
    )


def _exchange(row: tuple[str, str, str]) -> Exchange:
    question, answer, asked = row
    kept = json.loads(answer)
    if not isinstance(kept, dict):
        raise ValueError(f"an answer is an object, not {answer[:40]!r}")  # noqa: TRY004  it is data
    return Exchange(question, kept, datetime.fromisoformat(asked))


def _storable(text: str) -> str:
    """Text without halves of characters, which SQLite cannot keep."""
    return text.encode("utf-8", "replace").decode("utf-8")
