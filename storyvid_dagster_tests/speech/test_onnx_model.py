"""A speech model is changed, and says the same."""

import numpy as np
import onnx
import onnxruntime
import pytest
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

from storyvid_dagster.speech.onnx_model import multiplies_exactly, open_session, prepared

CHANNELS, FRAMES, KERNEL = 24, 50, 3


def voice(weights: NDArray[np.uint8]) -> bytes:
    """A model as the voice's are: two convolutions of one quantized input, and durations nobody is told."""
    nodes = [
        helper.make_node("DynamicQuantizeLinear", ["x"], ["q", "scale", "zero"]),
        helper.make_node("ConvInteger", ["q", "w", "zero", "w_zero"], ["left"], pads=[1, 1]),
        helper.make_node("ConvInteger", ["q", "w", "zero", "w_zero"], ["right"], dilations=[2], pads=[2, 2]),
        helper.make_node("Add", ["left", "right"], ["audio"]),
        helper.make_node("Ceil", ["x"], ["durations"]),
    ]
    graph = helper.make_graph(
        nodes,
        "voice",
        [helper.make_tensor_value_info("x", TensorProto.FLOAT, (1, CHANNELS, FRAMES))],
        [helper.make_tensor_value_info("audio", TensorProto.INT32, None)],
        [numpy_helper.from_array(weights, "w"), numpy_helper.from_array(np.array(131, np.uint8), "w_zero")],
    )
    opset = helper.make_opsetid("", 20)
    return helper.make_model(graph, opset_imports=[opset], ir_version=10).SerializeToString()


def operations(model: onnx.ModelProto) -> list[str]:
    return [node.op_type for node in model.graph.node]


@pytest.mark.parametrize("largest", [False, True])
def test_the_same_sound_comes_out_and_the_durations_beside_it(*, largest: bool) -> None:
    rng = np.random.default_rng(3)
    shape = (CHANNELS, CHANNELS, KERNEL)
    weights = np.full(shape, 255, np.uint8) if largest else rng.integers(0, 256, shape, np.uint8)
    x = rng.normal(0, 3, (1, CHANNELS, FRAMES)).astype(np.float32)
    if largest:
        x = np.where(x > 0, 3, -3).astype(np.float32)
    model = voice(weights)
    (before,) = onnxruntime.InferenceSession(model).run(None, {"x": x})
    after, frames = open_session(model, "durations").run(["audio", "frames"], {"x": x})
    assert np.asarray(before).any()
    assert np.array_equal(before, after)
    assert np.array_equal(frames, np.ceil(x).astype(np.int64))


def test_only_convolutions_are_changed_and_only_where_it_is_exact() -> None:
    model = voice(np.ones((CHANNELS, CHANNELS, KERNEL), np.uint8))
    plain = [*operations(onnx.load_model_from_string(model)), "Cast"]
    assert operations(prepared(model, "durations", signed=False)) == plain
    signed = operations(prepared(model, "durations", signed=True))
    assert [each for each in signed if each not in ("BitwiseXor", "Cast")] == plain[:-1]
    assert signed.count("BitwiseXor") == 2, "one for the input, one for its zero point, shared by both"


def test_a_processor_that_overflows_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    class Overflowing:
        def run(self, _names: None, inputs: dict[str, NDArray[np.generic]]) -> list[NDArray[np.int32]]:
            pairs = inputs["weights"].astype(np.int64)[:, ::2, 0] * 127 * 2
            return [np.minimum(pairs, 32767).sum(1).astype(np.int32)[None, :, None]]

    multiplies_exactly.cache_clear()
    monkeypatch.setattr("storyvid_dagster.speech.onnx_model._session", lambda _model: Overflowing())
    try:
        assert not multiplies_exactly()
    finally:
        multiplies_exactly.cache_clear()
