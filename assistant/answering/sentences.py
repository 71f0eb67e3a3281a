"""The sentences of found passages, as candidates to be quoted."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import zip_longest

from assistant.answering.markdown import cells, plain
from assistant.answers import Passage
from corpus.documents import Span
from corpus.readers import references
from corpus.sentences import sentences

_LETTERS = re.compile(r"[^\W\d_]{2}")
_HEADING_LINE = re.compile(r"^\s*(?:#{1,6}\s.*|\*\*[^*\n]+\*\*:?|__[^_\n]+__:?)\s*$")
_BULLET = re.compile(r"(?:[-*+•▪◦]\s+|\d{1,3}[.)]\s+|>\s*)+")
_MARKED_ENTRY = re.compile(r"(?:[-*+•]\s+)?(?:\d{1,3}[.)]\s+)?\[\^?\w{1,8}\]:?\s")
_ENTRY = re.compile(
    rf"{_MARKED_ENTRY.pattern}|(?:[-*+•]\s+)?(?:\d{{1,3}}[.)]|\(\d{{1,3}}\)|[¹²³⁴-⁹])"
)
_TABLE_RULE = re.compile(r"^[\s|:+=-]+$")
FEWEST_WORDS = 4


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a passage: ``document.text[span.start:span.end] == text``.

    `meaning` is the text as it is understood: without markup, and a table row's cells with the
    names of their columns. `opens` says that it is the first of its chunk that can be quoted.
    """

    passage: Passage
    span: Span
    text: str
    meaning: str
    opens: bool


def sentences_of(passage: Passage) -> Iterator[Sentence]:
    """A passage's sentences that say something, without the bullets of list items.

    Headings, table rules, fragments and the entries of a reference list say nothing.
    """
    chunk = passage.chunk
    in_list = bool(chunk.heading) and references.is_list_title(chunk.heading[-1])
    opens, header = True, chunk.header
    spans = sentences(chunk.text)
    for span, following in zip_longest(spans, spans[1:]):
        whole = span.of(chunk.text)
        if following is not None and _TABLE_RULE.match(following.of(chunk.text)):
            header = whole
            continue
        line = chunk.text.rfind("\n", 0, span.start) + 1
        if (_ENTRY if in_list else _MARKED_ENTRY).match(chunk.text, line):
            continue
        bullet = _BULLET.match(whole)
        text = whole[bullet.end() :] if bullet else whole
        if not says_something(text, chunk.heading):
            continue
        start = chunk.span.start + span.end - len(text)
        yield Sentence(passage, Span(start, start + len(text)), text, _meaning(text, header), opens)
        opens = False


def says_something(text: str, heading: Iterable[str]) -> bool:
    """Whether a text can be quoted by itself."""
    bare = text.strip()
    if _TABLE_RULE.match(bare) or _HEADING_LINE.match(bare) or not _LETTERS.search(bare):
        return False
    if bare.strip("*_#: ") in set(heading):
        return False
    return len(bare.split()) >= FEWEST_WORDS or any(c.isdigit() for c in bare)


def _meaning(text: str, header: str) -> str:
    named = [
        f"{plain(name)}: {plain(cell)}"
        for name, cell in zip(cells(header), cells(text), strict=False)
    ]
    return "; ".join(named) if len(named) > 1 else plain(text)
