"""What series call their measures, dimensions and values, found in the words of a question."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from corpus.normalise import regions
from corpus.normalise.regions import Region
from corpus.queries import SeriesKind

LONGEST = 7  # words of a value that is looked up
_COMMON = """
a al am an and are as at be by can co de do for go he hi id if in is it la ma man mar may me my no
of oh ok on or pa per so the to up us was we
"""
COMMON = frozenset(_COMMON.split())
"""Words of English that are also codes; only capitals make codes of them."""

_WORD = re.compile(r"[^\W_]+")
_LEADS_US = frozenset({"the", "in", "of", "across", "for", "within", "whole", "entire", "overall"})
_NOT_ADJUSTED = re.compile(
    r"\b(?:nsa|(?:not|non|without)[ -]season\w*[ -]adj\w*|season\w*[ -]unadj\w*|unadjusted)\b",
    re.IGNORECASE,
)
_ADJUSTED = re.compile(r"\b(?:SA|sa|season\w*[ -]adj\w*|adjusted|deseasonali[sz]ed)\b")
_BY = re.compile(r"\b[Bb]y ([^\W\d_]+)")
_WORK = frozenset({"sector", "industry", "occupation", "category"})
_FAMILY_NOUNS = {
    "US state": "state",
    "country": "country nation",
    "UK region": "region",
    "Canadian province": "province",
    "Australian state": "state",
    "German state": "state land",
}


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a question, as written and as compared."""

    text: str
    folded: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that name values of dimensions, as (name, value), or a region no series is of."""

    said: str
    start: int
    end: int
    values: tuple[tuple[str, str], ...]
    readings: tuple[Region, ...] = ()
    is_code: bool = False


@dataclass(frozen=True, slots=True)
class Names:
    """What one kind of series goes by; `told` are values of its dimensions a question named."""

    kind: SeriesKind
    words: frozenset[str]
    nouns: Mapping[str, frozenset[str]]
    values: Mapping[str, tuple[tuple[str, str], ...]]
    families: Mapping[str, str]
    told: Mapping[str, str] = field(default_factory=dict)

    def values_of(self, name: str) -> tuple[str, ...]:
        return dict(self.kind.dimensions).get(name, ())


def names_of(kind: SeriesKind) -> Names:
    """The names of a kind: its words, the nouns of its dimensions, the ways to say its values."""
    families = {
        name: found
        for name, values in kind.dimensions
        if (found := regions.family(values, column=name))
    }
    values: dict[str, dict[tuple[str, str], None]] = {}
    for name, every in kind.dimensions:
        for value in every:
            for alias in _aliases(value, families.get(name)):
                values.setdefault(alias, {})[name, value] = None
    return Names(
        kind=kind,
        words=frozenset(words(plain(kind.measure))) | frozenset(words(kind.title)),
        nouns={name: _nouns(name, families.get(name), kind) for name, _ in kind.dimensions},
        values={alias: tuple(meant) for alias, meant in values.items()},
        families=families,
    )


def tokens(text: str) -> list[Token]:
    """The words of a text; blanks stand for what was understood before."""
    return [
        Token(match[0], regions.folded(match[0]), *match.span()) for match in _WORD.finditer(text)
    ]


def words(name: str) -> tuple[str, ...]:
    """A name's words, small and singular: "jobCountry" and "job_countries" are job country."""
    apart = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).replace("_", " ")
    return tuple(singular(word) for word in regions.folded(apart).split())


def singular(word: str) -> str:
    """A word without the ending of its plural, roughly."""
    if word.endswith("indices"):
        return word[:-4] + "ex"
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    return word[:-1] if len(word) > 3 and word[-1] == "s" and word[-2] not in "sui" else word


def adjustment(name: str) -> str:
    """What a name says of seasonal adjustment: ``SA``, ``NSA``, or nothing."""
    apart = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).replace("_", " ")
    if _NOT_ADJUSTED.search(apart):
        return "NSA"
    return "SA" if _ADJUSTED.search(apart) else ""


def plain(name: str) -> str:
    """A name without what it says of seasonal adjustment."""
    apart = re.sub(r"(?<=[a-z])(?=[A-Z]{2}|[A-Z][a-z])", " ", name).replace("_", " ")
    return " ".join(_ADJUSTED.sub(" ", _NOT_ADJUSTED.sub(" ", apart)).strip(" ,()-").split())


def without_adjustment(text: str) -> str:
    """A text with what it says of seasonal adjustment blanked."""
    for pattern in (_NOT_ADJUSTED, _ADJUSTED):
        text = pattern.sub(lambda match: " " * len(match[0]), text)
    return text


def mentions(found: Sequence[Token], every: Sequence[Names]) -> list[Mention]:
    """The values and regions that words name, the longest first where one holds another."""
    is_shouted = all(token.text.isupper() for token in found)
    mentioned: list[Mention] = []
    at = 0
    while at < len(found):
        mention = next(_at(found, at, every, is_shouted=is_shouted), None)
        if mention is None:
            at += 1
            continue
        mentioned.append(mention)
        at += len(tokens(mention.said))
    return mentioned


def _at(
    found: Sequence[Token], at: int, every: Sequence[Names], *, is_shouted: bool
) -> Iterator[Mention]:
    for length in range(min(LONGEST, len(found) - at), 0, -1):
        some = found[at : at + length]
        phrase = " ".join(token.folded for token in some)
        meant = {pair: None for one in every for pair in _meant(one, phrase)}
        readings = regions.readings(phrase)
        is_code = length == 1 and len(phrase) <= 3 and bool(readings)
        if not meant and not readings:
            continue
        if is_code and not _is_code(found, at, is_shouted=is_shouted, is_known=bool(meant)):
            continue
        said = " ".join(token.text for token in some)
        yield Mention(said, some[0].start, some[-1].end, tuple(meant), readings, is_code)


def _meant(one: Names, phrase: str) -> tuple[tuple[str, str], ...]:
    first, _, last = phrase.rpartition(" ")
    single = f"{first} {singular(last)}".strip()
    return one.values.get(phrase) or one.values.get(single) or ()


def _is_code(found: Sequence[Token], at: int, *, is_shouted: bool, is_known: bool) -> bool:
    """Whether a short word is a code: by its capitals, or by standing where only a code can."""
    token = found[at]
    if token.text.isupper() and not is_shouted:
        return True
    if token.folded == "us":
        return at > 0 and found[at - 1].folded in _LEADS_US
    return is_known and token.folded not in COMMON


def _aliases(value: str, family: str | None) -> Iterator[str]:
    folded = regions.folded(value)
    yield from (folded, regions.folded(value.replace("&", " and ")))
    region = regions.named(value, family) if family else None
    if region is not None:
        yield from (alias for alias, one in regions.names(region.family).items() if one == region)
    head, comma, tail = value.partition(",")
    state = regions.named(tail, "US state") if comma else None
    if state is not None:
        yield regions.folded(f"{head} {state.name}")
    for name in (folded, regions.folded(head)):
        yield name
        yield re.sub(r" (?:county|parish|borough|metro area|metro|msa|city|sector)$", "", name)


def _nouns(name: str, family: str | None, kind: SeriesKind) -> frozenset[str]:
    """What the values of a dimension are called: by its name, its family, or the title's "by"."""
    nouns = set(words(name)) - {"name", "code", "id", "job", "display", "label"}
    nouns |= set(_FAMILY_NOUNS.get(family or "", "").split())
    if family:
        nouns |= {"place", "area"}
    largest = max(kind.dimensions, key=lambda dimension: len(dimension[1]))[0]
    titled = _BY.search(kind.title)
    if titled and name == largest:
        nouns |= set(words(titled[1]))
    if nouns & _WORK:
        nouns |= _WORK
    return frozenset(nouns)
