"""Whether each person holds the post that the source gives them."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from assistant.verification.evidence import Finding
from assistant.verification.names import named
from assistant.verification.wording import Phrase, Phrases, Sentence, table
from corpus.documents import Span

_TABLE = table(str(Path(__file__).with_name("relations.py")))
_POSTS: Final = Phrases(
    (title.strip(), number)
    for number, titles in enumerate(_TABLE["posts"].splitlines())
    for title in titles.split(",")
)
_NEAR = 8  # words between a post and the name of who holds it

_Held = Mapping[int, frozenset[str]]


def post_findings(claim: Sentence, source: Sentence) -> Iterator[Finding]:
    """Where a post is another's in the source, and its holder there holds another post."""
    posts = _POSTS.found(claim)
    if not posts:
        return
    mine, theirs = _held(claim), _held(source)
    for phrase in posts:
        holder, told = mine.get(phrase.label), theirs.get(phrase.label)
        if not holder or not told or holder & told:
            continue
        elsewhere = [post for post, names in theirs.items() if names & holder]
        if elsewhere:
            yield _finding(claim, phrase, source)


def _finding(claim: Sentence, phrase: Phrase[int], source: Sentence) -> Finding:
    told = next(other for other in _POSTS.found(source) if other.label == phrase.label)
    span = Span(source.words[told.start].start, source.words[told.end - 1].end)
    part = claim.said(phrase.start, phrase.end)
    reason = f"In the source the post “{span.of(source.text)}” is another's."
    return Finding("role", "differs", part, reason, span)


def _held(text: Sentence) -> _Held:
    """Who holds each post: the name nearest to it in its clause, else the clause before's."""
    names = list(named(text))
    held: dict[int, frozenset[str]] = {}
    for phrase in _POSTS.found(text):
        clause = text.words[phrase.start].clause
        near = [name for name in names if text.words[name[0]].clause == clause]
        near = near or [name for name in names if name[1] <= phrase.start][-1:]
        if not near:
            continue
        first, last = min(near, key=lambda name: _apart(name, phrase))
        if _apart((first, last), phrase) <= _NEAR and len(near) == 1:
            stems = frozenset(word.stem for word in text.words[first:last])
            held[phrase.label] = held.get(phrase.label, frozenset()) | stems
    return held


def _apart(name: tuple[int, int], phrase: Phrase[int]) -> int:
    """How many words stand between a name and a post."""
    return max(phrase.start - name[1], name[0] - phrase.end, 0)
