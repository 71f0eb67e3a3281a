"""Whether the parties of a relation play the same parts: who sells to whom, who succeeds whom."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Final, NamedTuple

from assistant.verification.evidence import Finding
from assistant.verification.names import is_named_in, named
from assistant.verification.wording import Phrase, Phrases, Sentence, table
from corpus.documents import Span

_REACH = 16  # words after a verb among which its parties stand
_EITHER = "either"
_PASSIVE: Final = frozenset({"was", "were", "is", "are", "been", "being", "be", "get", "got"})
_RELATIVE: Final = frozenset({"who", "which", "that", "whom"})
# Somebody whom the sentence does not name.
_UNNAMED: Final = frozenset({"he", "she", "it", "they", "we", "i", "you", "his", "her", "its"})
# After these stands neither party, but a time, a place or a price.
_ASIDE: Final = frozenset(table(__file__)["aside"].split())


class _Frame(NamedTuple):
    """The parts that a verb's subject, its object and what follows its prepositions play."""

    relation: str
    subject: str
    object: str
    after: Mapping[str, str]


class _Deed(NamedTuple):
    """Which words play which part in a relation, and from where to where it is told."""

    relation: str
    parts: Mapping[str, frozenset[int]]
    start: int
    end: int


def _frames() -> Iterator[tuple[str, _Frame]]:
    for relation, lines in table(__file__).items():
        if relation in {"posts", "aside"}:
            continue
        for line in lines.splitlines():
            phrase, _, parts = line.partition(": ")
            subject, done, *after = parts.split()
            pairs = dict(pair.split("=") for pair in after)
            yield phrase, _Frame(relation, subject, done, pairs)


_KNOWN: Final = Phrases(_frames())


def relation_findings(claim: Sentence, source: Sentence) -> Iterator[Finding]:
    """Where a name plays another party's part, or another name plays its part.

    Only names are held against each other: two mentions of "a company" may be two companies.
    """
    theirs = tuple(_deeds(source))
    if not theirs:
        return
    for mine in _deeds(claim):
        told = [deed for deed in theirs if deed.relation == mine.relation]
        finding = _finding(claim, mine, source, told) if told else None
        if finding:
            yield finding


def _finding(
    claim: Sentence, mine: _Deed, source: Sentence, told: Iterable[_Deed]
) -> Finding | None:
    agreed = 0
    for deed in told:
        same = {part for part in mine.parts if _shared(claim, mine, part, source, deed, part)}
        agreed = max(agreed, len(same))
        if _crossed(claim, mine, source, deed) > len(same):
            span = Span(source.words[deed.start].start, source.words[deed.end - 1].end)
            reason = f"The source says it the other way round: “{span.of(source.text)}”."
            return Finding("role", "differs", claim.said(mine.start, mine.end), reason, span)
    other = _other(claim, mine, source, told) if agreed else None
    if other or agreed < 2:
        return other
    return Finding("role", "agrees", claim.said(mine.start, mine.end))


def _crossed(claim: Sentence, mine: _Deed, source: Sentence, deed: _Deed) -> int:
    """How many parts are played by a name that plays another one in the source, and not its own."""
    return sum(
        any(
            _shared(claim, mine, part, source, deed, other)
            for other in deed.parts
            if part != other and not _shared(claim, mine, part, source, deed, part)
        )
        for part in mine.parts
    )


def _shared(
    claim: Sentence, mine: _Deed, part: str, source: Sentence, deed: _Deed, other: str
) -> frozenset[str]:
    """The names that play a part in one deed and a part in another."""
    return _names(claim, mine.parts[part]) & _names(source, deed.parts.get(other, frozenset()))


def _names(text: Sentence, places: Iterable[int]) -> frozenset[str]:
    known = {at for first, last in named(text) for at in range(first, last)}
    return frozenset(text.words[at].stem for at in places if at in known)


def _other(claim: Sentence, mine: _Deed, source: Sentence, told: Iterable[_Deed]) -> Finding | None:
    """Where another name plays a part, and the other part's player is the same."""
    for deed in told:
        for part, places in mine.parts.items():
            theirs = _runs(source, deed.parts.get(part, frozenset()))
            own = _runs(claim, places)
            if len(theirs) != 1 or len(own) != 1 or is_named_in(claim, *own[0], source):
                continue
            told_name, part_name = source.said(*theirs[0]), claim.said(*own[0])
            span = Span(source.words[theirs[0][0]].start, source.words[theirs[0][1] - 1].end)
            reason = f"The source says “{told_name}” where the sentence says “{part_name}”."
            return Finding("role", "differs", part_name, reason, span)
    return None


def _runs(text: Sentence, places: frozenset[int]) -> list[tuple[int, int]]:
    return [(first, last) for first, last in named(text) if first in places]


# Reading


def _deeds(text: Sentence) -> Iterator[_Deed]:
    for phrase in _KNOWN.found(text):
        verb = text.words[phrase.start]
        if verb.text.islower():
            parts = _parts(text, phrase)
            taking = {part: places for part, places in parts.items() if places}
            if taking:
                places = [at for each in taking.values() for at in each]
                first, last = min(phrase.start, *places), max(phrase.end, max(places) + 1)
                yield _Deed(phrase.label.relation, taking, first, last)


def _parts(text: Sentence, phrase: Phrase[_Frame]) -> dict[str, frozenset[int]]:
    frame, after = phrase.label, _after(text, phrase.end)
    words = [text.words[at].lower for at in after]
    passive = _is_passive(text, phrase)
    subject = _subject_part(frame, words)
    current = frame.after["to"] if "with" in words and "with" in frame.after else frame.object
    parts: dict[str, set[int]] = {part: set() for part in (subject, frame.object, current)}
    parts[current if passive else subject].update(_before(text, phrase.start))
    playing = "" if passive and frame.object == current else current
    for at, word in zip(after, words, strict=True):
        playing = _playing(frame, word, playing, subject if passive else "")
        if playing and text.words[at].is_content:
            parts.setdefault(playing, set()).add(at)
    return {part: frozenset(places) for part, places in parts.items()}


def _playing(frame: _Frame, word: str, playing: str, doer: str) -> str:
    """The part of what follows a word, if it begins one."""
    if word in frame.after:
        return frame.after[word]
    if word == "by":
        return doer
    return "" if word in _ASIDE else playing


def _subject_part(frame: _Frame, after: list[str]) -> str:
    if frame.subject != _EITHER:
        return frame.subject
    return frame.after["from" if "to" in after and "from" not in after else "to"]


def _is_passive(text: Sentence, phrase: Phrase[_Frame]) -> bool:
    word = text.words[phrase.start].lower
    before = {each.lower for each in text.words[max(0, phrase.start - 3) : phrase.start]}
    follows = text.words[phrase.end].lower if phrase.end < len(text.words) else ""
    is_to_do = phrase.start > 0 and text.words[phrase.start - 1].lower == "to"
    if word.endswith("ing") or is_to_do:
        return False
    return follows == "by" or (not before.isdisjoint(_PASSIVE) and not _is_noun(text, phrase))


def _is_noun(text: Sentence, phrase: Phrase[_Frame]) -> bool:
    return text.words[phrase.end - 1].lower == "of"


def _after(text: Sentence, at: int) -> range:
    """The words that follow in the same clause."""
    end = at
    last = min(len(text.words), at + _REACH)
    while end < last and text.words[end].clause == text.words[at - 1].clause:
        end += 1
    return range(at, end)


def _before(text: Sentence, verb: int) -> frozenset[int]:
    """The words of a verb's subject; where it is left out, those of the clause before."""
    start = verb
    while start > 0 and text.words[start - 1].clause == text.words[verb].clause:
        start -= 1
    own = range(start, verb)
    if any(text.words[at].lower in _UNNAMED for at in own):
        return frozenset()
    if any(text.words[at].is_content for at in own):
        return frozenset(at for at in own if text.words[at].is_content)
    runs = [(first, last) for first, last in named(text) if last <= start]
    if not runs:
        return frozenset()
    is_relative = verb > start and text.words[start].lower in _RELATIVE
    return frozenset(range(*runs[-1 if is_relative else 0]))
