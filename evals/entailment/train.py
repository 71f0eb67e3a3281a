"""Trains the entailment model on the development data and writes it as the box has it.

    python -m evals.entailment.train ../shared/data --half A --into models/a

Without --half it learns from both, as the model in the box did. Needs torch: see README.md beside.
"""

import argparse
import copy
import logging
import random
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path

import numpy as np
import torch
from torch import nn

from evals.entailment import export
from evals.entailment.data import ENTAILED, NOT_ENTAILED, Pair, half
from evals.entailment.lessons import Group, lesson, material
from evals.entailment.made import Maker
from evals.entailment.network import Network, Tensors, Tokens, shipped, tensors

LAYERS = 4  # of six: ten pairs are to be judged within 30 ms
ROUNDS = 3
RATE = 1.5e-4
DECAY = 0.85  # of the rate, from each layer to the one below
HEAD_TIMES, BOTTOM_TIMES = 4.0, 0.4  # the rate of what is new, and of places and segments
WARM_UP, LEAST = 0.06, 0.02  # share of steps, share of the rate
CONTRAST = 0.5
BATCH = 40  # pairs
ALIKE = 1_500  # groups that are sorted by length at a time
SEED = 1

logger = logging.getLogger(__name__)
Batch = Sequence[tuple[Pair, int]]  # pairs with the number of their group


def main() -> None:
    """Train and write model.onnx and SHA256SUMS."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path, help="the folder of development data")
    parser.add_argument("--half", choices=("A", "B"))
    parser.add_argument("--into", type=Path, required=True)
    parser.add_argument("--steps", type=int, help="stop after so many, to try whether it runs")
    chosen = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    torch.manual_seed(SEED)
    given = material(chosen.data, lambda source: chosen.half in {None, half(source)})
    start = shipped()
    rng = random.Random(SEED)  # noqa: S311 - nothing secret
    maker = Maker(given.prose, seed=SEED, neighbours=cache(_Neighbours(start)))
    rounds = (lesson(given, maker, rng) for _ in range(ROUNDS))
    batches = [batch for groups in rounds for batch in _batches(groups, rng)]
    network = Network(start, LAYERS)
    learn(network, batches[: chosen.steps])
    export.write(tensors(network), LAYERS, chosen.into)


def learn(network: Network, batches: Sequence[Batch]) -> None:
    """Train on the batches in their order, each on two threads."""
    torch.set_num_threads(1)
    # Two threads with half a batch each outrun two threads in each operation on busy cores.
    twins = (network, _twin(network))
    tokens = Tokens()
    optimiser = torch.optim.AdamW(_rates(network), weight_decay=0.01)
    rate = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda step: _share(step, len(batches)))
    begun, losses = time.monotonic(), []
    with ThreadPoolExecutor(len(twins)) as threads:
        for step, batch in enumerate(batches):
            shares = [
                (twin, part, len(part) / len(batch), tokens)
                for twin, part in zip(twins, _parted(batch), strict=True)
                if part
            ]
            losses.append(sum(threads.map(lambda share: _learned(*share), shares)))
            _gather(*twins)
            nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimiser.step()
            optimiser.zero_grad()
            rate.step()
            if step % 50 == 0:
                loss, spent = np.mean(losses[-100:]), time.monotonic() - begun
                logger.info("step %d of %d: loss %.3f, %.0f s", step, len(batches), loss, spent)


def _learned(network: Network, batch: Batch, share: float, tokens: Tokens) -> float:
    """Add the gradients of a share of a batch; its part of the loss."""
    with torch.autocast("cpu", dtype=torch.bfloat16):
        logits = network(*tokens([pair for pair, _ in batch]))
    labels = torch.tensor([pair.label for pair, _ in batch])
    groups = torch.tensor([group for _, group in batch])
    loss = _loss(logits.float().log_softmax(-1), labels, groups) * share
    loss.backward()
    return float(loss.item())


def _loss(chances: torch.Tensor, labels: torch.Tensor, groups: torch.Tensor) -> torch.Tensor:
    """Of three classes, or of two where no more is known; and of what follows ranked too low.

    A pair that follows is to have better odds than each of its group that does not.
    """
    not_entailed = torch.logsumexp(chances[:, 1:], -1)
    told = chances.gather(1, labels.clamp(max=NOT_ENTAILED - 1)[:, None])[:, 0]
    loss = -torch.where(labels < NOT_ENTAILED, told, not_entailed).mean()
    odds = chances[:, ENTAILED] - not_entailed
    follows = labels == ENTAILED
    rivals = (groups[:, None] == groups[None]) & follows[:, None] & ~follows[None]
    if rivals.any():
        margins = (odds[:, None] - odds[None])[rivals]
        loss = loss + CONTRAST * nn.functional.softplus(-margins).mean()
    return loss


def _batches(groups: Sequence[Group], rng: random.Random) -> list[Batch]:
    """Groups of like length together, batches in any order."""
    found: list[Batch] = []
    for begun in range(0, len(groups), ALIKE):
        some = sorted(groups[begun : begun + ALIKE], key=_length)
        full = [*_filled(some)]
        rng.shuffle(full)
        found += full
    return found


def _filled(groups: Sequence[Group]) -> Iterator[Batch]:
    batch: list[tuple[Pair, int]] = []
    for number, group in enumerate(groups):
        batch += [(pair, number) for pair in group]
        if len(batch) >= BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def _length(group: Group) -> float:
    return sum(len(pair.premise) + len(pair.hypothesis) for pair in group) / len(group)


def _parted(batch: Batch) -> tuple[Batch, Batch]:
    """Two halves; no group is in both."""
    cut = len(batch) // 2
    while 0 < cut < len(batch) and batch[cut][1] == batch[cut - 1][1]:
        cut += 1
    return batch[:cut], batch[cut:]


def _twin(network: Network) -> Network:
    """A network of the same weights, not copies of them, with gradients of its own."""
    twin = copy.deepcopy(network)
    for own, shared in zip(twin.parameters(), network.parameters(), strict=True):
        own.data = shared.data
    return twin


def _gather(network: Network, twin: Network) -> None:
    """Add the twin's gradients to the network's."""
    for own, other in zip(network.parameters(), twin.parameters(), strict=True):
        if other.grad is not None:
            own.grad = other.grad if own.grad is None else own.grad.add_(other.grad)
            other.grad = None


def _rates(network: Network) -> list[dict[str, object]]:
    layers = [
        {"params": [*layer.parameters()], "lr": RATE * DECAY ** (LAYERS - 1 - place)}
        for place, layer in enumerate(network.layers)
    ]
    bottom = [network.places, network.segment, *network.norm.parameters()]
    head = [*network.mix.parameters(), *network.out.parameters()]
    return [
        *layers,
        {"params": bottom, "lr": RATE * BOTTOM_TIMES},
        {"params": head, "lr": RATE * HEAD_TIMES},
    ]


def _share(step: int, steps: int) -> float:
    """The share of the full rate at a step: up at first, then steadily down."""
    return min(1.0, (step + 1) / (WARM_UP * steps)) * max(LEAST, 1 - step / steps)


class _Neighbours:
    """Words that are used as a word is and mean something else: "drummer" for "guitarist"."""

    FIRST, LAST, NEAREST = 2, 16, 40  # the very nearest are often the same in other words
    TOO_NEAR = 0.8

    def __init__(self, given: Tensors) -> None:
        vectors = given["words"].astype(np.float32)
        self._unit = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
        self._places = Tokens().tokenizer.get_vocab()
        self._names = {place: name for name, place in self._places.items()}

    def __call__(self, word: str) -> tuple[str, ...]:
        if (place := self._places.get(word)) is None:
            return ()
        cosines = self._unit @ self._unit[place]
        nearest = np.argsort(-cosines)[1 : self.NEAREST]
        found = [self._names[each] for each in nearest if cosines[each] < self.TOO_NEAR]
        other = [name for name in found if _another_word(name, word)]
        return tuple(other[self.FIRST : self.LAST])


def _another_word(name: str, word: str) -> bool:
    return name.isalpha() and len(name) > 3 and name[:4] != word[:4]


if __name__ == "__main__":
    main()
