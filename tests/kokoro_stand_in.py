"""A tiny real ONNX with what matters of Kokoro's graph: rounded frames from speed, an F0 projection, a sine at that frequency."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

if TYPE_CHECKING:
    from pathlib import Path

HERTZ = 200.0
FRAMES = 4.0
"""What each token lasts at speed 1."""


def write_model(folder: Path, tokens: str = "tokens") -> None:
    """`kokoro.onnx` and `voices.npz` (one voice, "tiny") into `folder`; the input of tokens may have either published name."""
    folder.mkdir(parents=True, exist_ok=True)
    onnx.save(_model(tokens), folder / "kokoro.onnx")
    np.savez(folder / "voices.npz", tiny=np.full((510, 1, 256), 0.5, np.float32))


def _model(tokens: str) -> onnx.ModelProto:
    constants = {
        "zero": np.float32(0), "frames_at_one": np.float32(FRAMES), "one": np.float32(1), "hertz": np.float32(HERTZ), "axis": np.array([1]),
        "first": np.int64(0), "step": np.int64(1), "hop": np.int64(600), "turn": np.float32(2 * np.pi / 24_000), "quiet": np.float32(0.3),
        "kernel": np.ones((1, 1, 1), np.float32), "row": np.array([0]),
    }  # fmt: skip
    nodes = [
        ("Cast", [tokens], "numbers", {"to": TensorProto.FLOAT}), ("Mul", ["numbers", "zero"], "blank", {}),
        ("Add", ["blank", "frames_at_one"], "lengths", {}), ("Div", ["lengths", "speed"], "slowed", {}), ("Round", ["slowed"], "rounded", {}),
        ("Clip", ["rounded", "one"], "clipped", {}), ("Cast", ["clipped"], "counts", {"to": TensorProto.INT64}),
        ("ReduceSum", ["counts"], "total", {"keepdims": 0}), ("Mul", ["total", "hop"], "samples", {}),
        ("Range", ["first", "samples", "step"], "places", {}), ("Cast", ["places"], "times", {"to": TensorProto.FLOAT}),
        ("Add", ["blank", "hertz"], "tones", {}), ("Unsqueeze", ["tones", "axis"], "tones3", {}),
        ("Conv", ["tones3", "kernel"], "/encoder/F0_proj/Conv_output_0", {}), ("Squeeze", ["/encoder/F0_proj/Conv_output_0", "axis"], "f0", {}),
        ("ReduceMean", ["f0"], "tone", {"keepdims": 0}), ("Mul", ["times", "tone"], "cycles", {}), ("Mul", ["cycles", "turn"], "angles", {}),
        ("Sin", ["angles"], "wave", {}), ("ReduceMean", ["style"], "colour", {"keepdims": 0}), ("Mul", ["colour", "quiet"], "loud", {}),
        ("Mul", ["wave", "loud"], "audio", {}),
    ]  # fmt: skip
    graph = helper.make_graph(
        [helper.make_node(op, inputs, [output], name=output, **attributes) for op, inputs, output, attributes in nodes],
        "kokoro",
        [
            helper.make_tensor_value_info(tokens, TensorProto.INT64, [1, "n"]),
            helper.make_tensor_value_info("style", TensorProto.FLOAT, [1, 256]),
            helper.make_tensor_value_info("speed", TensorProto.FLOAT, [1]),
        ],
        [helper.make_tensor_value_info("audio", TensorProto.FLOAT, ["samples"])],
        [numpy_helper.from_array(np.asarray(value), name) for name, value in constants.items()],
    )
    return helper.make_model(graph, opset_imports=[helper.make_opsetid("", 18)], ir_version=9)
