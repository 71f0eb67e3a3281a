"""The sentences of found passages, as candidates to be quoted."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from assistant.answers import Passage
from corpus.documents import Span
from corpus.readers import references
from corpus.sentences import sentences

_LETTERS = re.compile(r"[^\W\d_]{2}")
_HEADING_LINE = re.compile(r"^\s*(?:#{1,6}\s.*|\*\*[^*\n]+\*\*:?|__[^_\n]+__:?)\s*$")
_BULLET = re.compile(r"(?:[-*+•▪◦]\s+|\d{1,3}[.)]\s+|>\s*)+")
_TABLE_RULE = re.compile(r"^[\s|:+=-]+$")
FEWEST_WORDS = 4


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a passage: ``document.text[span.start:span.end] == text``.

    `opens` says that it is the first of its chunk that can be quoted.
    """

    passage: Passage
    span: Span
    text: str
    opens: bool


def sentences_of(passage: Passage) -> Iterator[Sentence]:
    """A passage's sentences that say something, without the bullets of list items.

    Headings, table rules, fragments and the entries of a reference list say nothing.
    """
    chunk = passage.chunk
    if chunk.heading and references.is_list_title(chunk.heading[-1]):
        return
    opens = True
    for span in sentences(chunk.text):
        bullet = _BULLET.match(span.of(chunk.text))
        text = span.of(chunk.text)[bullet.end() if bullet else 0 :]
        if not says_something(text, chunk.heading):
            continue
        start = chunk.span.start + span.end - len(text)
        yield Sentence(passage, Span(start, start + len(text)), text, opens)
        opens = False


def says_something(text: str, heading: Iterable[str]) -> bool:
    """Whether a text can be quoted by itself."""
    bare = text.strip()
    if _TABLE_RULE.match(bare) or _HEADING_LINE.match(bare) or not _LETTERS.search(bare):
        return False
    if bare.strip("*_#: ") in set(heading):
        return False
    return len(bare.split()) >= FEWEST_WORDS or any(c.isdigit() for c in bare)
