"""Skills by one name each: those a field lists, a text mentions or a question names."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from corpus.normalise.vocabulary import Wording, fold, folded, parted, vocabulary

LONGEST_ENTRY = 300  # what is longer in a field of skills is prose
NEAR = 4  # tokens between a word such as Go and one that shows that a language is meant
SHORTEST_MISSPELT = 5  # of a shorter word, another word is as near as its misspelling
ANY_SLIP = 8  # letters from which on a wrong letter is forgiven, not only one too many or few
TWO_SLIPS = 11  # letters from which on two slips are forgiven, not one

# What may stand between the words of one term: "Node.js", "fine-tuning", "AT & T", a wrapped line.
_JOINS = frozenset(
    ("", " ", "  ", "-", "/", ".", "_", "'", "’", "–", "\n", "\xa0", "\u2011", " / ")
)
_LIST_SIGNS = frozenset(",;/|•·()\n:+&")
_LIST_WORDS = frozenset(("and", "or", "in", "with", "using"))
_BARS = re.compile(r"[|;\n•·]")
_COMMAS = re.compile(r",(?![^(]*\))")
_QUALIFIED = re.compile(r"\s*([^()]+?)\s*\(([^()]*)\)\s*")


@dataclass(slots=True)
class _Node:
    """One token of the trie of wordings."""

    children: "dict[str, _Node]" = field(default_factory=dict)
    wordings: list[Wording] = field(default_factory=list)
    apart: bool = False


@dataclass(frozen=True, slots=True)
class _Match:
    """A wording found at these tokens; None for a phrase that stands apart."""

    start: int
    end: int
    wording: Wording | None


@dataclass(frozen=True, slots=True)
class _Words:
    """A text's tokens as written and as compared, and what stands around them."""

    written: Sequence[str]
    folded: Sequence[str]
    gaps: Sequence[str]


def listed(values: Iterable[str]) -> tuple[str, ...]:
    """The skills that the entries of a field name, each once, in their order.

    An entry the vocabulary does not know is a skill as written: exact phrases are skills too.
    An entry that is itself a list is parted.
    """
    names: dict[str, str] = {}
    for value in values:
        for name in _entries(value.strip()):
            names.setdefault(name.casefold(), name)
    return tuple(names.values())


def mentioned(text: str) -> tuple[str, ...]:
    """The vocabulary's skills that a text names, each once, in the order of their mention.

    A skill within the name of another is mentioned too: "AWS Lambda" mentions AWS.
    """
    written, gaps = parted(text)
    words = _Words(written, [fold(token) for token in written], gaps)
    matches = list(_matches(words))
    apart = {match.start: match.end for match in matches if match.wording is None}
    firm = _firm(matches)
    names = (
        match.wording.name
        for match in matches
        if match.wording
        and not _within(match, apart)
        and (not match.wording.listed or _is_listed(match, words, firm))
    )
    return tuple(dict.fromkeys(names))


def named(words: str) -> str | None:
    """The skill a question's phrase names, some misspellings forgiven; None for any other phrase.

    The phrase is taken to name a skill: "go" is the language. To find skills in a sentence, ask
    what is `mentioned`.
    """
    if len(words) > LONGEST_ENTRY:
        return None
    return _known(words) or _misspelt(" ".join(folded(words)))


def _entries(entry: str) -> Iterator[str]:
    if not entry:
        return
    if len(entry) > LONGEST_ENTRY:
        yield entry
        return
    if name := _known(entry):
        yield name
        return
    for piece in filter(None, (piece.strip() for piece in _BARS.split(entry))):
        yield from _commas(piece)


def _commas(piece: str) -> Iterator[str]:
    """The parts of a comma list, told from a phrase with a comma by a skill among the parts."""
    parts = [part.strip() for part in _COMMAS.split(piece) if part.strip()]
    names = [_known(part) for part in parts]
    if not any(names):
        yield _known(piece) or piece
        return
    yield from (name or part for name, part in zip(names, parts, strict=True))


def _known(entry: str) -> str | None:
    """The skill of an entry: as it is, or without or within its brackets."""
    if name := _index().get(" ".join(folded(entry))):
        return name
    qualified = _QUALIFIED.fullmatch(entry)
    if not qualified:
        return None
    outside, inside = (" ".join(folded(part)) for part in qualified.groups())
    return _index().get(outside) or _index().get(inside)


def _misspelt(key: str) -> str | None:
    """The one skill that begins as the key does and is a slip or two away."""
    if len(key) < SHORTEST_MISSPELT:
        return None
    slips = 2 if len(key) >= TWO_SLIPS else 1
    spellings = _spellings().get(key[0], ())
    near = process.extract(
        key, spellings, scorer=OSA.distance, score_cutoff=slips, limit=len(spellings)
    )
    names = {
        _index()[spelling]
        for spelling, slip, _ in near
        if slip == near[0][1] and (len(key) >= ANY_SLIP or _same_letters(key, spelling))
    }
    return names.pop() if len(names) == 1 else None


def _same_letters(key: str, spelling: str) -> bool:
    """Whether no letter is another: some may be swapped, missing or doubled."""
    return len(key) != len(spelling) or sorted(key) == sorted(spelling)


@cache
def _index() -> Mapping[str, str]:
    """The term of each wording; a wording that is a term's own name is that term's."""
    index = {" ".join(wording.tokens): wording.name for wording in vocabulary().wordings()}
    return index | {" ".join(folded(term.name)): term.name for term in vocabulary().terms}


@cache
def _spellings() -> Mapping[str, Sequence[str]]:
    """The wordings long enough to be misspelt, by first letter; ordinary words are left out."""
    spellings: dict[str, list[str]] = {}
    for wording in vocabulary().wordings():
        key = " ".join(wording.tokens)
        plain = key.replace(" ", "").isalnum()
        if plain and not wording.exact and len(key) >= SHORTEST_MISSPELT:
            spellings.setdefault(key[0], []).append(key)
    return spellings


@cache
def _trie() -> _Node:
    root = _Node()
    for wording in vocabulary().wordings():
        _leaf(root, wording.tokens).wordings.append(wording)
    for phrase in vocabulary().apart:
        _leaf(root, phrase).apart = True
    return root


def _leaf(node: _Node, tokens: Iterable[str]) -> _Node:
    for token in tokens:
        node = node.children.setdefault(token, _Node())
    return node


def _matches(words: _Words) -> Iterator[_Match]:
    starts = _trie().children
    for start, token in enumerate(words.folded):
        if token in starts:
            yield from _matches_at(start, starts[token], words)


def _matches_at(start: int, node: _Node, words: _Words) -> Iterator[_Match]:
    """Walk the trie from one token; no term is long, so a text is read in linear time."""
    end = start + 1
    while True:
        if node.apart:
            yield _Match(start, end, None)
        for wording in node.wordings:
            if not wording.exact or wording.written_as(words.written[start:end]):
                yield _Match(start, end, wording)
        if end == len(words.folded) or words.gaps[end] not in _JOINS:
            return
        following = node.children.get(words.folded[end])
        if following is None:
            return
        node, end = following, end + 1


def _firm(matches: Iterable[_Match]) -> frozenset[int]:
    """The tokens of technical terms that mean nothing else."""
    near = vocabulary().near
    return frozenset(
        token
        for match in matches
        if match.wording and not match.wording.listed and match.wording.category in near
        for token in range(match.start, match.end)
    )


def _within(match: _Match, apart: Mapping[int, int]) -> bool:
    """Whether a match is a part of a phrase that stands apart."""
    return any(
        match.end <= apart.get(start, -1) and (start, apart[start]) != (match.start, match.end)
        for start in range(match.start - NEAR, match.start + 1)
    )


def _is_listed(match: _Match, words: _Words, firm: frozenset[int]) -> bool:
    before = words.folded[max(match.start - 1, 0) : match.start]
    after = words.folded[match.end : match.end + 1]
    signs = words.gaps[match.start] + words.gaps[match.end]
    in_list = not _LIST_WORDS.isdisjoint((*before, *after)) or not _LIST_SIGNS.isdisjoint(signs)
    nearby = range(match.start - NEAR, match.end + NEAR)
    return in_list and not firm.isdisjoint(nearby)
