"""The sentences of found passages, as candidates to be quoted."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from assistant.answers import Passage
from corpus.documents import Span
from corpus.sentences import sentences

_LETTERS = re.compile(r"[^\W\d_]{2}")
_HEADING_LINE = re.compile(r"^\s*(?:#{1,6}\s.*|\*\*[^*\n]+\*\*:?|__[^_\n]+__:?)\s*$")
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
    """A passage's sentences that say something: no headings, table rules or fragments."""
    chunk = passage.chunk
    opens = True
    for span in sentences(chunk.text):
        text = span.of(chunk.text)
        if not says_something(text, chunk.heading):
            continue
        start = chunk.span.start + span.start
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
