"""Makes pairs from prose whose answer is known: said again, changed in one place, gone beyond."""

import random
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import chain
from pathlib import Path

import yaml

from evals.entailment.data import CONTRADICTED, ENTAILED, NOT_ENTAILED, OPEN, Pair

_WORDS = yaml.safe_load((Path(__file__).parent / "words.yaml").read_text())
_NUMBER = re.compile(r"\b\d[\d,]*(?:\.\d+)?\b")  # 1,037 or 3.5 or 2006
_NAME = re.compile(r"(?<=[a-z,] )[A-Z][a-z]+(?: [A-Z][a-z]+)*")  # in "by Noel Coward", the name
_BE = re.compile(r"\b(is|was|are|were|has|have|had|can|could|will|would|may|should|did|does|do)\b")
_TAIL = re.compile(
    r",? (?:which|who|where|while|although|though|but|because|after|before|with|so) "
)
_ASIDE = re.compile(r" ?\([^()]*\)")  # (such as this)
_PHRASE = re.compile(r" (?:in|on|at|by|for|with|from|during|of|to) [^,;]*$")
_SUBJECT = re.compile(r"(?:The )?[A-Z][\w.'-]*(?: [A-Z][\w.'-]*)*(?= (?:is|was|are|were|has|had) )")
# In "is a 2012 American film directed by", the kind is "2012 American film".
_KIND = re.compile(
    r"\b(?:is|was|are|were) (?:an?|the) ((?:[\w'-]+ ){1,6}?[\w'-]+)"
    r"(?= (?:of|in|by|and|that|which|who|from|for|with|directed|based|located|\.)|[.,])"
)
_STANDING = ("It", "It", "He", "She", "The company", "This")
_LEADS = frozenset(_WORDS["leads"])
_WORD = re.compile(r"[A-Za-z][A-Za-z'-]*")


Change = tuple[str, str, int]  # words, what takes their place, and what then holds


class Maker:
    """Makes pairs from prose; the same seed makes the same pairs."""

    def __init__(
        self,
        runs: Sequence[tuple[str, ...]],
        *,
        seed: int,
        neighbours: Callable[[str], Sequence[str]],
    ) -> None:
        self._runs = runs
        self._rng = random.Random(seed)  # noqa: S311 - nothing secret
        self._neighbours = neighbours
        found = {name for run in runs for each in run for name in _NAME.findall(each)}
        self._names = sorted(found - {*_WORDS["months"]})

    def pairs(self, count: int) -> list[Pair]:
        made: list[Pair] = []
        while len(made) < count:
            run = self._rng.choice(self._runs)
            place = self._rng.randrange(len(run))
            made.extend(self.about(run, place))
        return made[:count]

    def about(self, run: Sequence[str], place: int) -> Iterator[Pair]:
        """One that follows, and one or two that do not, from the same sentence or two."""
        sentence = run[place]
        premise = self.beside(sentence, run)
        said = self.said_again(sentence)
        if self._rng.random() < 0.4:
            found = self.changed(sentence)
            if found and found[0] in said:
                # What both say may be anything: what is known of the world must not decide.
                premise, said = (_swap(text, *found[:2]) for text in (premise, said))
        yield Pair(premise, said, ENTAILED)
        if found := self.changed(said):
            old, new, label = found
            if self._rng.random() < 0.5:
                yield Pair(premise, _swap(said, old, new), label)
            elif old in premise:
                yield Pair(_swap(premise, old, new), said, label)
        if self._rng.random() < 0.35:
            yield self.beyond(premise, said, run)

    def heads(self) -> bool:
        return self._rng.random() < 0.5

    def beside(self, sentence: str, run: Sequence[str]) -> str:
        """The sentence, in one case of three beside another of its passage."""
        named = _SUBJECT.match(sentence)
        if named and self._rng.random() < 0.4:
            return self._rng.choice(_STANDING) + sentence[named.end() :]
        if self._rng.random() > 0.25:
            return sentence
        other = self._rng.choice(run)
        return sentence if other == sentence else f"{sentence} {other}"

    def beyond(self, premise: str, said: str, run: Sequence[str]) -> Pair:
        """A hypothesis that goes beyond what the premise says."""
        others = [each for each in run if each not in premise]
        if others and self._rng.random() < 0.3:
            return Pair(premise, self.said_again(self._rng.choice(others)), OPEN)
        if others and self._rng.random() < 0.6:
            other = self.said_again(self._rng.choice(others))
            joint = self._rng.choice([" and ", ", while ", ", and "])
            return Pair(premise, said.rstrip(" .") + joint + other, OPEN)
        added = self._rng.choice(_WORDS["added"])
        return Pair(premise, f"{said.rstrip(' .')} {added}.", OPEN)

    def said_again(self, sentence: str) -> str:
        """The same said shorter or in other words."""
        text = sentence
        for shorten in (
            _without_aside,
            _without_lead,
            self._without_tail,
            self._without_tail,
            self._kind_alone,
            self._lead_last,
        ):
            if self._rng.random() < 0.5:
                text = shorten(text)
        for old, new in self._some(_WORDS["equals"], 2):
            text = _swap(text, old, new)
        return text[0].upper() + text[1:]

    def changed(self, text: str) -> Change | None:
        """Words of the text, words that change what it says, and what then holds."""
        ways = [self._number, self._name, self._name, self._opposite, self._denied, self._neighbour]
        self._rng.shuffle(ways)
        return next((found for way in ways if (found := way(text))), None)

    def _some(self, table: Sequence[Sequence[str]], count: int) -> list[tuple[str, str]]:
        chosen = self._rng.sample(table, min(len(table), 40 * count))
        return [(a, b) if self._rng.random() < 0.5 else (b, a) for a, b in chosen]

    def _without_tail(self, text: str) -> str:
        found = [
            m.start() for m in chain(_TAIL.finditer(text), _PHRASE.finditer(text.rstrip(" .")))
        ]
        places = [place for place in found if len(text[:place].split()) >= 5]
        return text[: self._rng.choice(places)] + "." if places else text

    def _kind_alone(self, text: str) -> str:
        """A German crime film as a film, a crime film or a German film."""
        if not (found := _KIND.search(text)):
            return text
        *traits, noun = found[1].split()
        kept = [trait for trait in traits if self._rng.random() < 0.5]
        return text[: found.start(1)] + " ".join([*kept, noun]) + text[found.end(1) :]

    def _lead_last(self, text: str) -> str:
        lead, comma, rest = text.partition(", ")
        if comma and lead.split()[0] in _LEADS and rest and not rest[0].isdigit():
            return f"{rest.rstrip(' .')} {lead[0].lower()}{lead[1:]}."
        return text

    def _number(self, text: str) -> Change | None:
        found = [m[0] for m in _NUMBER.finditer(text)]
        found += [w for w in text.split() if w in _WORDS["months"] or w.lower() in _WORDS["counts"]]
        if not found:
            return None
        old = self._rng.choice(found)
        for table in (_WORDS["months"], _WORDS["counts"]):
            if old in table:
                return old, self._rng.choice([each for each in table if each != old]), CONTRADICTED
        return (old, self._another(old), CONTRADICTED) if old[0].isdigit() else None

    def _another(self, number: str) -> str:
        digits = [place for place, sign in enumerate(number) if sign.isdigit()]
        if len(number) == 4 and number.isdigit() and number[:2] in {"18", "19", "20"}:
            return str(int(number) + self._rng.choice([-30, -10, -5, -2, -1, 1, 2, 5, 10]))
        place = self._rng.choice(digits)
        new = self._rng.choice([d for d in "123456789" if d != number[place]])
        return number[:place] + new + number[place + 1 :]

    def _name(self, text: str) -> Change | None:
        found = [m[0] for m in _NAME.finditer(text) if m[0] not in _WORDS["months"]]
        if not found:
            return None
        old = self._rng.choice(found)
        alike = self._rng.sample(self._names, min(40, len(self._names)))
        same = [each for each in alike if len(each.split()) == len(old.split()) and each != old]
        return (old, same[0], CONTRADICTED) if same else None

    def _opposite(self, text: str) -> Change | None:
        words = set(text.split())
        table = [*_WORDS["opposites"], *_WORDS["quantities"]]
        found = [(a, b) for pair in table for a, b in (pair, pair[::-1]) if a in words]
        return (*self._rng.choice(found), CONTRADICTED) if found else None

    def _denied(self, text: str) -> Change | None:
        found = [m[0] for m in _BE.finditer(text)]
        if self._rng.random() < 0.5 or not found:
            return None
        old = found[0]
        if f"{old} not " in text:
            return f"{old} not", old, CONTRADICTED
        return old, self._rng.choice([f"{old} not", f"{old} not", f"{old} never"]), CONTRADICTED

    def _neighbour(self, text: str) -> Change | None:
        words = [word for word in _WORD.findall(text) if len(word) > 3 and word.islower()]
        self._rng.shuffle(words)
        for word in words[:6]:
            if alike := self._neighbours(word):
                return word, self._rng.choice(alike), NOT_ENTAILED
        return None


def _swap(text: str, old: str, new: str) -> str:
    return re.sub(rf"(?<!\w){re.escape(old)}(?!\w)", lambda _: new, text)


def _without_aside(text: str) -> str:
    return _ASIDE.sub("", text)


def _without_lead(text: str) -> str:
    lead, comma, rest = text.partition(", ")
    short = comma and len(lead.split()) <= 6 < len(rest.split())
    return rest if short and lead.split()[0] in _LEADS and not rest[0].isdigit() else text


def augmented(pair: Pair, maker: Maker) -> Pair:
    """The pair with the same words changed in both its texts, half the times; its label holds."""
    found = maker.changed(pair.hypothesis) if maker.heads() else None
    if found and found[0] in pair.premise and found[0] in pair.hypothesis:
        premise, hypothesis = (_swap(t, *found[:2]) for t in (pair.premise, pair.hypothesis))
        return replace(pair, premise=premise, hypothesis=hypothesis)
    return pair
