"""What a published Kokoro ONNX lacks: how long each phone lasts, and a pitch control.

Kokoro first predicts whole frames per phone, then a fundamental frequency per half frame, and a decoder (an NSF vocoder) speaks both.
So the two things are inside every export already. We make the frames an output, and multiply the predicted frequency by a new input:
the voice rises or falls while its timing and its formants stay, which no filter after the fact does as cleanly.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from shorts.errors import EngineUnavailable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from onnx import GraphProto, ModelProto, NodeProto

EDIT = "1"
"""Changes whenever this file would make another graph of the same model."""

_STEPS = frozenset({"Div", "Mul", "Round", "Clip", "Max", "Squeeze"})


def instrument(model: ModelProto) -> ModelProto:
    """`model` with inputs tokens (1, n) int64, style (1, 256), speed (1,), pitch (1,) and outputs audio, frames (n,).

    `pitch` multiplies the frequency: 2 is an octave up. Raises EngineUnavailable if the graph isn't a Kokoro.
    """
    from onnx import TensorProto, helper

    graph = model.graph
    _rename(graph, {"input_ids": "tokens", "waveform": "audio"})
    frames, frequency = _frames(graph), _frequency(graph)
    graph.node.append(helper.make_node("Identity", [frames], ["frames"]))
    graph.output.append(helper.make_tensor_value_info("frames", TensorProto.FLOAT, None))
    for user in _users(graph, frequency):
        user.input[:] = ["frequency_shifted" if name == frequency else name for name in user.input]
    graph.input.append(helper.make_tensor_value_info("pitch", TensorProto.FLOAT, [1]))
    at = next(i for i, node in enumerate(graph.node) if frequency in node.output) + 1
    graph.node.insert(at, helper.make_node("CastLike", ["pitch", frequency], ["pitch_cast"]))
    graph.node.insert(at + 1, helper.make_node("Mul", [frequency, "pitch_cast"], ["frequency_shifted"]))
    return model


def timing_only(model: ModelProto) -> ModelProto:
    """The part of an instrumented `model` that predicts `frames`: about a twentieth of the work of speaking."""
    from onnx import utils

    return utils.Extractor(model).extract_model(["tokens", "style", "speed"], ["frames"])


def _frames(graph: GraphProto) -> str:
    """The tensor of whole frames per token: what becomes of `speed` before it is used as integers."""
    name, rounded = "speed", False
    while True:
        step = next((node for node in _users(graph, name) if node.op_type in _STEPS), None)
        if step is None:
            break
        rounded = rounded or step.op_type == "Round"
        name = step.output[0]
    if not rounded:
        raise _not_kokoro("no rounded durations")
    return name


def _frequency(graph: GraphProto) -> str:
    """The predicted fundamental frequency in Hz: the projection F0_proj, squeezed."""
    for node in graph.node:
        if node.op_type == "Squeeze" and "F0_proj" in node.input[0]:
            return str(node.output[0])
    raise _not_kokoro("no F0 projection")


def _users(graph: GraphProto, name: str) -> Iterator[NodeProto]:
    return (node for node in list(graph.node) if name in node.input)


def _rename(graph: GraphProto, names: dict[str, str]) -> None:
    for value in (*graph.input, *graph.output):
        value.name = names.get(value.name, value.name)
    for node in graph.node:
        node.input[:] = [names.get(name, name) for name in node.input]
        node.output[:] = [names.get(name, name) for name in node.output]


def _not_kokoro(why: str) -> EngineUnavailable:
    return EngineUnavailable(
        engine="kokoro",
        reason_ko=f"ONNX 파일이 Kokoro 모델이 아닙니다({why})",
        reason_en=f"the ONNX file is not a Kokoro model ({why})",
        remedy_ko="models/kokoro 폴더의 파일을 다시 받거나 지워 주세요.",
        remedy_en="Download the file in models/kokoro again, or remove it.",
    )
