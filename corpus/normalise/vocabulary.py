"""The skills that have a name: read from skills.yaml, which says how to write an entry."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

_FILE = Path(__file__).with_name("skills.yaml")
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # libyaml's reads it ten times faster
_EXACT, _LISTED = "=", "~"
# "C++", "C#" and "Security+" are words; so is ".NET" where it is not the end of an address.
_TOKEN = re.compile(r"((?<!\w)\.net\b|[^\W_]+(?:\+\+|#|\+(?!\w))?|&)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Term:
    """A skill: its canonical name, other ways to write it, its kind, and where the name is from."""

    name: str
    aliases: tuple[str, ...]
    category: str
    origin: str


@dataclass(frozen=True, slots=True)
class Wording:
    """One way to write a term, as folded tokens.

    `exact` are the tokens as they have to be written, or empty for any case. A wording that is
    `listed` counts only in a list and near a term that means nothing else.
    """

    name: str
    category: str
    tokens: tuple[str, ...]
    exact: tuple[str, ...] = ()
    listed: bool = False

    def written_as(self, tokens: Iterable[str]) -> bool:
        return all(
            found == wanted or (wanted[0].isupper() and found == wanted.upper())
            for found, wanted in zip(tokens, self.exact, strict=False)
        )


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """All terms, the categories that make a listed word a skill, and phrases that are none."""

    version: str
    origins: Mapping[str, str]
    terms: tuple[Term, ...]
    near: frozenset[str]
    apart: tuple[tuple[str, ...], ...]

    def wordings(self) -> Iterator[Wording]:
        """Every way to write every term, names before aliases, plurals included."""
        for term in self.terms:
            signed = {alias[1:] for alias in term.aliases if alias[0] in (_EXACT, _LISTED)}
            names = () if term.name in signed else (term.name,)
            for alias in (*names, *term.aliases):
                yield from _wordings(term, alias)


@cache
def vocabulary() -> Vocabulary:
    """The vocabulary this version comes with."""
    # The loader is one of the two safe ones.
    content = yaml.load(_FILE.read_text(encoding="utf-8"), Loader=_LOADER)  # noqa: S506
    return Vocabulary(
        version=content["version"],
        origins=content["origins"],
        terms=tuple(term for group in content["groups"] for term in _terms(group)),
        near=frozenset(content["near"]),
        apart=tuple(folded(phrase) for phrase in content["apart"]),
    )


def parted(text: str) -> tuple[list[str], list[str]]:
    """A text's tokens, and what stands before each of them and after the last."""
    pieces = _TOKEN.split(text)
    return pieces[1::2], pieces[::2]


def folded(text: str) -> tuple[str, ...]:
    """A text's tokens as compared: without case."""
    return tuple(fold(token) for token in parted(text)[0])


def fold(word: str) -> str:
    """A token as compared; "&" is the word it stands for."""
    return "and" if word == "&" else word.lower()


def _terms(group: Mapping[str, Any]) -> Iterator[Term]:
    for name, aliases in group["terms"].items():
        yield Term(name, tuple(aliases), group["category"], group["from"])


def _wordings(term: Term, alias: str) -> Iterator[Wording]:
    if alias[0] in (_EXACT, _LISTED):
        exact = tuple(parted(alias[1:])[0])
        tokens = tuple(fold(token) for token in exact)
        yield Wording(term.name, term.category, tokens, exact, listed=alias[0] == _LISTED)
        return
    tokens = folded(alias)
    yield Wording(term.name, term.category, tokens)
    if len(tokens[-1]) > 2 and tokens[-1].isalpha() and not tokens[-1].endswith("s"):
        yield Wording(term.name, term.category, (*tokens[:-1], f"{tokens[-1]}s"))
