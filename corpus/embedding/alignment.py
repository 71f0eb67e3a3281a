"""How the words of one text are met in another: what can be told with no model."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import astuple, dataclass
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

import snowballstemmer
import yaml

_WORD = re.compile(r"[^\W_]+(?:['’.,-][^\W_]+)*")  # 1,037 or it's or part-time
_LISTS = yaml.safe_load((Path(__file__).parent / "alignment.yaml").read_text("utf-8"))
_DENIALS = frozenset(_LISTS["denials"])
_COMMON = frozenset(_LISTS["common"])
_COMMON_WEIGHT, _NAME_WEIGHT = 0.1, 1.5


@dataclass(frozen=True, slots=True)
class Alignment:
    """How far the words of a hypothesis are met in its premise; shares lie between 0 and 1.

    `covered` weighs names and numbers more, and common words less; a share of nothing is 1.
    """

    covered: float
    pairs_covered: float  # neighbouring words that are neighbours there too
    numbers_covered: float
    names_covered: float
    denial_differs: bool  # one of the two denies and the other does not

    def values(self) -> tuple[float, ...]:
        return tuple(map(float, astuple(self)))


def alignment(premise: str, hypothesis: str) -> Alignment:
    """What of the hypothesis the premise's words meet."""
    given, asked = _words(premise), _words(hypothesis)
    stems = {*map(_stem, given)}
    weights = [(_stem(word), _weight(word)) for word in asked]
    content = [_stem(word) for word in asked if word.lower() not in _COMMON]
    there = {*_neighbours([_stem(word) for word in given if word.lower() not in _COMMON])}
    numbers = [word for word in asked if word[0].isdigit()]
    names = [word for word in asked[1:] if word[0].isupper()]
    return Alignment(
        covered=_share(dict(weights), stems),
        pairs_covered=_share(dict.fromkeys(_neighbours(content), 1.0), there),
        numbers_covered=_share(dict.fromkeys(map(_stem, numbers), 1.0), stems),
        names_covered=_share(dict.fromkeys(map(_stem, names), 1.0), stems),
        denial_differs=_denies(given) != _denies(asked),
    )


def gathered(hypothesis: str, sentences: Sequence[str], *, limit: int) -> tuple[int, ...]:
    """Places of the few sentences that together meet most of the hypothesis, the best first.

    Each is chosen for what those before it leave unmet; a sentence that adds nothing is not one.
    """
    unmet = {_stem(word): _weight(word) for word in _words(hypothesis)}
    held = [{*map(_stem, _words(sentence))} for sentence in sentences]
    chosen: list[int] = []
    while unmet and held and len(chosen) < limit:
        gains = [sum(unmet[stem] for stem in unmet.keys() & stems) for stems in held]
        best = max(range(len(held)), key=gains.__getitem__)
        if not gains[best]:
            break
        chosen.append(best)
        unmet = {stem: weight for stem, weight in unmet.items() if stem not in held[best]}
    return tuple(chosen)


def _words(text: str) -> list[str]:
    return _WORD.findall(text)


def _weight(word: str) -> float:
    if word.lower() in _COMMON:
        return _COMMON_WEIGHT
    return _NAME_WEIGHT if word[0].isupper() or word[0].isdigit() else 1.0


def _share(weights: Mapping[object, float], among: Iterable[object]) -> float:
    whole = sum(weights.values())
    met = {*among}
    return sum(weight for key, weight in weights.items() if key in met) / whole if whole else 1.0


def _neighbours(words: list[str]) -> list[tuple[str, str]]:
    return [*pairwise(words)]


def _denies(words: Iterable[str]) -> bool:
    return sum(word.lower() in _DENIALS or word.endswith(("n't", "n’t")) for word in words) % 2 == 1


@lru_cache(maxsize=50_000)
def _stem(word: str) -> str:
    return str(snowballstemmer.stemmer("english").stemWord(word.lower().replace(",", "")))
