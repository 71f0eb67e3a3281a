"""The entailment model as it is trained: layers of the embedding model with a head on a pair."""

from collections.abc import Mapping, Sequence

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnx import numpy_helper
from torch import nn

from corpus.embedding.convert import EPSILON, HEADS
from corpus.embedding.entailment import CLS, HYPOTHESIS_TOKENS, PREMISE_TOKENS, SEP, WIDTH
from corpus.embedding.minilm import FILES, WINDOW
from corpus.embedding.shipped import tokenizer, verified
from evals.entailment.data import Pair
from evals.entailment.export import FAR_BELOW

DROPOUT = 0.1
PARTS = 6  # what the head reads: first token, two means, their distance and product, the largest
Tensors = Mapping[str, NDArray[np.generic]]

# Parts of a layer as BERT and as torch name them.
_NAMES = {
    "attention.output.dense": "self_attn.out_proj",
    "attention.output.LayerNorm": "norm1",
    "intermediate.dense": "linear1",
    "output.dense": "linear2",
    "output.LayerNorm": "norm2",
}
_ASKED = ("query", "key", "value")


def shipped() -> Tensors:
    """The tensors of the embedding model in the box, matrices transposed as the graph has them."""
    graph = onnx.load(verified(FILES / "model.onnx")).graph
    return {each.name: numpy_helper.to_array(each) for each in graph.initializer}


# torch ships types, but is installed only where the model is trained.
class Network(nn.Module):  # type: ignore[misc]
    """Logits of entailed, open and contradicted for pairs of texts."""

    def __init__(self, given: Tensors, layers: int) -> None:
        super().__init__()
        self.register_buffer("words", _tensor(given["words"]))
        self.places = nn.Parameter(_tensor(given["places"][:WINDOW]))
        self.segment = nn.Parameter(torch.randn(2, WIDTH) * 0.005)
        self.norm = nn.LayerNorm(WIDTH, eps=EPSILON)
        _put(self.norm, given, "embeddings.LayerNorm")
        self.layers = nn.ModuleList(_layer(given, place) for place in range(layers))
        self.mix = nn.Linear(PARTS * WIDTH, WIDTH)
        self.out = nn.Linear(WIDTH, 3)
        self.drop = nn.Dropout(DROPOUT)

    def forward(self, ids: torch.Tensor, asking: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        hidden = self.words[ids] + self.places[: ids.shape[1]] + self.segment[asking]
        hidden = self.drop(self.norm(hidden))
        for layer in self.layers:
            hidden = layer(hidden, src_key_padding_mask=~mask)
        hidden = hidden.float()
        asked = (mask & (asking == 1)).float().unsqueeze(-1)
        given = (mask & (asking == 0)).float().unsqueeze(-1)
        premise, hypothesis = ((hidden * side).sum(1) / side.sum(1) for side in (given, asked))
        top = (hidden + (asked - 1) * FAR_BELOW).amax(1)
        apart, product = (premise - hypothesis).abs(), premise * hypothesis
        whole = torch.cat([hidden[:, 0], premise, hypothesis, apart, product, top], -1)
        mixed = nn.functional.gelu(self.mix(self.drop(whole)))
        return self.out(self.drop(mixed))


class Tokens:
    """Pairs as padded arrays of the embedding model's tokens."""

    def __init__(self) -> None:
        self.tokenizer = tokenizer(FILES / "tokenizer.json")

    def __call__(self, pairs: Sequence[Pair]) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
        rows = [*map(self._row, pairs)]
        ids = np.zeros((len(rows), max(len(given) + len(asked) for given, asked in rows)), np.int64)
        asking, mask = np.zeros_like(ids), np.zeros(ids.shape, np.bool_)
        for place, (given, asked) in enumerate(rows):
            length = len(given) + len(asked)
            ids[place, :length] = given + asked
            asking[place, len(given) : length] = 1
            mask[place, :length] = True
        return torch.tensor(ids), torch.tensor(asking), torch.tensor(mask)

    def _row(self, pair: Pair) -> tuple[list[int], list[int]]:
        premise, hypothesis = (
            self.tokenizer.encode(text, add_special_tokens=False).ids
            for text in (pair.premise, pair.hypothesis)
        )
        return [CLS, *premise[:PREMISE_TOKENS], SEP], [*hypothesis[:HYPOTHESIS_TOKENS], SEP]


def tensors(network: Network) -> dict[str, NDArray[np.float32]]:
    """What was learned, by the names that BERT gives."""
    state = {name: each.float().numpy() for name, each in network.state_dict().items()}
    found = {name: state[name] for name in ("places", "segment")}
    for kind in ("weight", "bias"):
        found[f"embeddings.LayerNorm.{kind}"] = state[f"norm.{kind}"]
        found |= {f"{part}.{kind}": state[f"{part}.{kind}"] for part in ("mix", "out")}
        for place in range(len(network.layers)):
            bert, here = f"encoder.layer.{place}.", f"layers.{place}."
            asked = np.split(state[f"{here}self_attn.in_proj_{kind}"], 3)
            for part, each in zip(_ASKED, asked, strict=True):
                found[f"{bert}attention.self.{part}.{kind}"] = each
            for name, own in _NAMES.items():
                found[f"{bert}{name}.{kind}"] = state[f"{here}{own}.{kind}"]
    return found


def _layer(given: Tensors, place: int) -> nn.TransformerEncoderLayer:
    layer = nn.TransformerEncoderLayer(
        WIDTH,
        HEADS,
        4 * WIDTH,
        activation="gelu",
        batch_first=True,
        layer_norm_eps=EPSILON,
        dropout=DROPOUT,
    )
    name = f"encoder.layer.{place}."
    asked = f"{name}attention.self.query"
    layer.self_attn.in_proj_weight.data = _tensor(given[f"{asked}.weight"].T)
    layer.self_attn.in_proj_bias.data = _tensor(given[f"{asked}.bias"])
    for bert, own in _NAMES.items():
        _put(layer.get_submodule(own), given, name + bert)
    return layer


def _put(module: nn.Module, given: Tensors, name: str) -> None:
    module.weight.data = _tensor(given[f"{name}.weight"].T)
    module.bias.data = _tensor(given[f"{name}.bias"])


def _tensor(values: NDArray[np.generic]) -> torch.Tensor:
    return torch.tensor(np.ascontiguousarray(values, np.float32))
