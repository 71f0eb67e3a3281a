"""The script that turns published weights into the graph, on weights made up here."""

import json
import sys
from pathlib import Path

import numpy as np
import onnxruntime
import pytest

from corpus.embedding.convert import DIMENSION, LAYERS, Weights, graph, main, weights

WORDS, PLACES, WIDE = 50, 32, 4 * DIMENSION


@pytest.fixture(scope="module")
def made_up() -> Weights:
    random = np.random.default_rng(1)
    shapes = {
        "embeddings.word_embeddings.weight": (WORDS, DIMENSION),
        "embeddings.position_embeddings.weight": (PLACES, DIMENSION),
        "embeddings.token_type_embeddings.weight": (2, DIMENSION),
        **_layer("embeddings.LayerNorm", DIMENSION),
    }
    for layer in (f"encoder.layer.{n}." for n in range(LAYERS)):
        for part in ("query", "key", "value"):
            shapes |= _layer(f"{layer}attention.self.{part}", DIMENSION, DIMENSION)
        shapes |= _layer(layer + "attention.output.dense", DIMENSION, DIMENSION)
        shapes |= _layer(layer + "attention.output.LayerNorm", DIMENSION)
        shapes |= _layer(layer + "intermediate.dense", WIDE, DIMENSION)
        shapes |= _layer(layer + "output.dense", DIMENSION, WIDE)
        shapes |= _layer(layer + "output.LayerNorm", DIMENSION)
    return {name: random.normal(0, 0.5, shape).astype(np.float32) for name, shape in shapes.items()}


def _layer(name: str, *shape: int) -> dict[str, tuple[int, ...]]:
    return {f"{name}.weight": shape, f"{name}.bias": shape[:1]}


def test_the_graph_gives_unit_vectors_that_padding_does_not_change(made_up: Weights) -> None:
    session = onnxruntime.InferenceSession(
        graph(made_up).SerializeToString(), providers=["CPUExecutionProvider"]
    )

    def embedded(ids: list[list[int]], mask: list[list[int]]) -> np.ndarray:
        fed = {"input_ids": np.array(ids), "attention_mask": np.array(mask)}
        return np.asarray(session.run(None, fed)[0])

    alone = embedded([[1, 7, 9, 2]], [[1, 1, 1, 1]])
    padded = embedded([[1, 7, 9, 2, 0, 0], [1, 3, 4, 5, 6, 2]], [[1, 1, 1, 1, 0, 0], [1] * 6])
    assert np.allclose(np.linalg.norm(padded, axis=1), 1, atol=1e-6)
    assert np.allclose(alone[0], padded[0], atol=1e-5)
    assert not np.allclose(padded[0], padded[1], atol=1e-3)


def test_tensors_are_read_by_name() -> None:
    first, second = np.arange(6, dtype=np.float32).reshape(2, 3), np.arange(4)
    header = json.dumps(
        {
            "__metadata__": {"format": "pt"},
            "a": {"dtype": "F32", "shape": [2, 3], "data_offsets": [0, 24]},
            "b": {"dtype": "I64", "shape": [4], "data_offsets": [24, 56]},
        }
    ).encode()
    packed = len(header).to_bytes(8, "little") + header + first.tobytes() + second.tobytes()
    found = weights(packed)
    assert set(found) == {"a", "b"}
    assert np.array_equal(found["a"], first)
    assert np.array_equal(found["b"], second)


def test_other_weights_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "model.safetensors").write_bytes(b"something else")
    monkeypatch.setattr(sys, "argv", ["convert", str(tmp_path), "--into", str(tmp_path / "made")])
    with pytest.raises(SystemExit):
        main()
    assert "expected 53aa51172d14" in capsys.readouterr().err
    assert not (tmp_path / "made").exists()
