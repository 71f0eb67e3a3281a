"""What a round of training holds: groups of pairs that share a text and differ in what holds."""

import random
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from corpus.embedding.alignment import alignment
from corpus.embedding.minilm import MiniLM
from evals.entailment.data import (
    CONTRADICTED,
    ENTAILED,
    OPEN,
    Claim,
    Pair,
    esnli,
    fever,
    prose,
    whole_sentences,
    wice,
)
from evals.entailment.made import Maker, augmented

CAPTIONS = 0.36  # share of e-SNLI's captions in a round: they are many, and alike
MADE = 2_500  # pairs made by rules in a round
FEVER_TIMES, WICE_TIMES = 3, 2
BY_WORDS, NEAREST = 14, 8  # sentences of a web page that may matter to a claim

Group = list[Pair]


@dataclass(frozen=True, slots=True)
class Material:
    """What may be learned from: the sources of the chosen halves."""

    captions: Mapping[str, Sequence[Pair]]
    fever: Sequence[Pair]
    claims: Sequence[Claim]
    nearest: Mapping[str, Sequence[int]]  # places of sentences, by claim
    prose: Sequence[tuple[str, ...]]


def material(folder: Path, chosen: Callable[[str], bool]) -> Material:
    """Everything of the sources that are chosen; prose has no labels and is never held out."""
    claims = [claim for claim in wice(folder / "claims") if chosen(claim.article)]
    facts = [pair for pair in fever(folder / "claims") if chosen(pair.source)]
    captions = [pair for pair in esnli(folder / "claims") if chosen(pair.source)]
    evidence = [(pair.premise,) for pair in facts] * 3
    pages = whole_sentences(claim.sentences for claim in claims)
    return Material(
        captions=_by(captions, lambda pair: pair.premise),
        fever=facts,
        claims=claims,
        nearest=_nearest(claims),
        prose=[*prose(folder), *pages, *(run for run in evidence if len(run[0].split()) >= 8)],
    )


def lesson(given: Material, maker: Maker, rng: random.Random) -> list[Group]:
    """One round, shuffled."""
    few = rng.sample(sorted(given.captions), int(len(given.captions) * CAPTIONS))
    groups = [_captioned(given.captions[premise], few, rng) for premise in few]
    for time in range(FEVER_TIMES):
        shared = _premise if time % 2 else _hypothesis
        groups += [_changed(pairs, maker, rng) for pairs in _by(given.fever, shared).values()]
    cited = WICE_TIMES * [*given.claims]
    groups += [[*_cited(claim, given.nearest[claim.text], rng)] for claim in cited]
    made = maker.pairs(MADE)
    groups += _by(
        made, lambda pair: pair.premise if rng.random() < 0.5 else pair.hypothesis
    ).values()
    rng.shuffle(groups)
    return groups


def _changed(pairs: Group, maker: Maker, rng: random.Random) -> Group:
    return [augmented(pair, maker) if rng.random() < 0.6 else pair for pair in pairs]


def _captioned(pairs: Sequence[Pair], premises: Sequence[str], rng: random.Random) -> Group:
    """What was written of one caption, at times turned round, joined or beside another caption."""
    group, premise = [*pairs], pairs[0].premise
    if rng.random() < 0.25:
        group += _turned(rng.choice(pairs))
    if rng.random() < 0.15 and len(pairs) > 1:
        group.append(_both(*rng.sample([*pairs], 2)))
    if rng.random() < 0.1:
        other = rng.choice(premises)
        order = rng.choice([f"{other} {premise}", f"{premise} {other}"])
        group = [replace(pair, premise=order) for pair in group if pair.premise == premise]
    return group


def _turned(pair: Pair) -> Iterator[Pair]:
    """The caption judged against what was written of it."""
    shorter = len(pair.hypothesis.split()) < 0.8 * len(pair.premise.split())
    if pair.label == ENTAILED and shorter:
        yield Pair(pair.hypothesis, pair.premise, OPEN)
    if pair.label == CONTRADICTED:
        yield Pair(pair.hypothesis, pair.premise, CONTRADICTED)


def _both(first: Pair, second: Pair) -> Pair:
    """Two claims said in one."""
    joined = f"{first.hypothesis.rstrip(' .')} and {second.hypothesis}"
    return Pair(first.premise, joined, max(first.label, second.label))


def _cited(claim: Claim, nearest: Sequence[int], rng: random.Random) -> Iterator[Pair]:
    """A claim with what supports it, and with less than that."""
    known = [{*places} for places in claim.supporting]
    if known and rng.random() < 0.6:
        places = rng.choice(known) | {*rng.sample([*nearest], rng.randrange(2))}
    else:
        places = {*nearest[: rng.choice([2, 3, 4])]}
        places |= rng.choice(known) if claim.supported and known else set()
    yield _of(claim, places, ENTAILED if claim.supported else OPEN)
    if claim.supported and known and len(known[0]) > 1:
        fewer = known[0] - {rng.choice(sorted(known[0]))}
        if fewer not in known:
            yield _of(claim, fewer, OPEN)


def _of(claim: Claim, places: Iterable[int], label: int) -> Pair:
    there = [place for place in sorted(places) if place < len(claim.sentences)]
    return Pair(" ".join(claim.sentences[place] for place in there), claim.text, label)


def _nearest(claims: Sequence[Claim]) -> dict[str, list[int]]:
    """Places of the sentences nearest to each claim in words and in meaning, the best first."""
    embedder = MiniLM()
    found = {}
    for claim in claims:
        covered = np.array([alignment(each, claim.text).covered for each in claim.sentences])
        some = np.argsort(-covered, kind="stable")[:BY_WORDS]
        vectors = embedder.embed([claim.text, *(claim.sentences[place] for place in some)])
        order = np.argsort(-(vectors[1:] @ vectors[0] + covered[some]), kind="stable")
        found[claim.text] = [int(some[place]) for place in order[:NEAREST]]
    return found


def _by(pairs: Iterable[Pair], key: Callable[[Pair], str]) -> dict[str, Group]:
    groups: dict[str, Group] = defaultdict(list)
    for pair in pairs:
        groups[key(pair)].append(pair)
    return groups


def _premise(pair: Pair) -> str:
    return pair.premise


def _hypothesis(pair: Pair) -> str:
    return pair.hypothesis
