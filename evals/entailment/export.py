"""Writes a trained entailment model as an ONNX graph of eight-bit matrices."""

import hashlib
import tempfile
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper
from onnxruntime.quantization import QuantType, quantize_dynamic

from corpus.embedding.convert import FUSED, IR_VERSION, OPSET, Net, encoded
from corpus.embedding.entailment import WIDTH

FAR_BELOW = 1e4  # added below to what must not be the largest
Tensors = Mapping[str, NDArray[np.float32]]


def write(tensors: Tensors, layers: int, into: Path) -> None:
    """Write model.onnx and its checksum."""
    into.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        wide = Path(folder) / "wide.onnx"
        onnx.save(graph(tensors, layers), wide)
        quantize_dynamic(
            wide,
            into / "model.onnx",
            per_channel=True,
            reduce_range=True,  # without it, sums overflow on cores that lack VNNI
            weight_type=QuantType.QInt8,
            extra_options={"MatMulConstBOnly": True, "DefaultTensorType": TensorProto.FLOAT},
        )
    found = hashlib.sha256((into / "model.onnx").read_bytes()).hexdigest()
    (into / "SHA256SUMS").write_text(f"{found}  model.onnx\n")


def graph(tensors: Tensors, layers: int) -> onnx.ModelProto:
    """Word vectors, and which of them are asked about, to the three probabilities of each pair."""
    net = _Wide(tensors)
    hidden, counted = _embedded(net)
    for layer in range(layers):
        hidden = encoded(net, hidden, counted, f"encoder.layer.{layer}.")
    net.add("Softmax", _judged(net, hidden), axis=-1)
    onnx.checker.check_model(model := net.model())
    return model


class _Wide(Net):
    """The same nodes with matrices of float32, as the quantiser expects them."""

    def matrix(self, *names: str) -> str:
        columns = np.concatenate([self.tensors[name].T for name in names], axis=1)
        return self.constant(names[0], columns)

    def number(self, value: float) -> str:
        return self.constant(f"number.{value}", np.array(value, np.float32))

    def whole(self, *values: int) -> str:
        return self.constant(f"whole.{values}", np.array(values, np.int64))

    def model(self) -> onnx.ModelProto:
        self._nodes[-1].output[0] = "judged"
        graph = helper.make_graph(
            self._nodes,
            "minilm-entailment",
            [
                helper.make_tensor_value_info(
                    "words", TensorProto.FLOAT16, ["pairs", "tokens", WIDTH]
                ),
                helper.make_tensor_value_info("asking", TensorProto.INT64, ["pairs", "tokens"]),
            ],
            [helper.make_tensor_value_info("judged", TensorProto.FLOAT, ["pairs", 3])],
            list(self._held.values()),
        )
        versions = [helper.make_opsetid("", OPSET), helper.make_opsetid(FUSED, 1)]
        return helper.make_model(graph, opset_imports=versions, ir_version=IR_VERSION)


def _embedded(net: _Wide) -> tuple[str, str]:
    """The first layer's input, and how many tokens each pair has."""
    shape = net.add("Shape", "asking")
    width = net.add("Slice", shape, net.whole(1), net.whole(2))
    places = net.constant("places", net.tensors["places"])
    place = net.add("Slice", places, net.whole(0), width, net.whole(0))
    side = net.add("Gather", net.constant("segment", net.tensors["segment"]), "asking")
    total = net.add("Add", net.add("Add", net.cast("words", TensorProto.FLOAT), place), side)
    every = net.add("ConstantOfShape", shape)
    counted = net.add("Add", net.cast(every, TensorProto.INT32), net.constant("i32", _ONE))
    return net.normalised(total, "embeddings.LayerNorm"), counted


_ONE = np.array(1, np.int32)


def _judged(net: _Wide, hidden: str) -> str:
    asked = net.add("Unsqueeze", net.cast("asking", TensorProto.FLOAT), net.whole(2))
    given = net.add("Sub", net.number(1.0), asked)
    premise, hypothesis = (_mean(net, hidden, side) for side in (given, asked))
    apart = net.add("Mul", given, net.number(-FAR_BELOW))
    top = net.add("ReduceMax", net.add("Add", hidden, apart), net.whole(1), keepdims=0)
    opening = net.add("Slice", hidden, net.whole(0), net.whole(1), net.whole(1))
    first = net.add("Squeeze", opening, net.whole(1))
    parts = [
        first,
        premise,
        hypothesis,
        net.add("Abs", net.add("Sub", premise, hypothesis)),
        net.add("Mul", premise, hypothesis),
        top,
    ]
    mixed = net.add("Gelu", net.linear(net.add("Concat", *parts, axis=-1), "mix"))
    return net.linear(mixed, "out")


def _mean(net: _Wide, hidden: str, side: str) -> str:
    total = net.add("ReduceSum", net.add("Mul", hidden, side), net.whole(1), keepdims=0)
    return net.add("Div", total, net.add("ReduceSum", side, net.whole(1), keepdims=0))
