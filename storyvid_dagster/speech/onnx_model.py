"""Opens a speech model, changed in two ways that leave every number it gives as it is.

It also tells how long each phoneme lasts, which both models work out on the way but keep to themselves.
And its convolutions of whole numbers take signed ones where the processor multiplies those exactly.
"""

# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false

from functools import cache
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import onnx
    import onnxruntime

_SIGN_BIT = "sign_bit"
_CHANNELS, _VALUES = 16, 64


def open_session(model: bytes, hidden: str) -> "onnxruntime.InferenceSession":
    """Open a model with its value `hidden` as one more output, the last, called `frames` (int64).

    The session may be called from several threads at once. Each call stays on one core and does not
    spin: two calls side by side get through half as much again as two threads in one call.
    """
    return _session(prepared(model, hidden, signed=multiplies_exactly()))


def prepared(model: bytes, hidden: str, *, signed: bool) -> "onnx.ModelProto":
    """Give a model with its output `frames`; if `signed`, with the convolutions that take int8 inputs."""
    import onnx  # not before a story is read: it is heavy

    changed = onnx.load_model_from_string(model)
    _add_output(changed.graph, hidden, "frames")
    if signed:
        _sign_convolutions(changed.graph)
    return changed


def _add_output(graph: "onnx.GraphProto", hidden: str, output: str) -> None:
    """Add an output to a graph: its value `hidden`, cast to int64."""
    from onnx import TensorProto, helper

    graph.node.append(helper.make_node("Cast", [hidden], [output], to=TensorProto.INT64))
    graph.output.append(helper.make_tensor_value_info(output, TensorProto.INT64, None))


def _sign_convolutions(graph: "onnx.GraphProto") -> None:
    """Have each ConvInteger of a graph take int8 inputs instead of uint8.

    Input and zero point go down by 128 together, so that their difference stays: all that a convolution
    looks at. ONNX Runtime multiplies uint8 weights by int8 inputs twice as fast as by uint8 ones.
    """
    from onnx import TensorProto, helper, numpy_helper

    nodes: list[onnx.NodeProto] = []
    signed: set[str] = set()
    for node in graph.node:
        if node.op_type == "ConvInteger":
            for at in (0, 2):
                name = node.input[at]
                if name not in signed:
                    signed.add(name)
                    # Less 128, read as signed: the same bits but the highest.
                    flip = helper.make_node("BitwiseXor", [name, _SIGN_BIT], [f"{name}_flipped"])
                    cast = helper.make_node("Cast", flip.output, [f"{name}_signed"], to=TensorProto.INT8)
                    nodes += flip, cast
                node.input[at] = f"{name}_signed"
        nodes.append(node)
    if signed:
        del graph.node[:]
        graph.node.extend(nodes)
        graph.initializer.append(numpy_helper.from_array(np.array(128, np.uint8), _SIGN_BIT))


@cache
def multiplies_exactly() -> bool:
    """Tell whether this processor multiplies uint8 by int8 without overflow.

    x86 processors without VNNI add two products in 16 bits, where the largest do not fit.
    """
    from onnx import TensorProto, helper

    names, types = ("x", "weights"), (TensorProto.INT8, TensorProto.UINT8)
    shapes = (1, _VALUES, _CHANNELS), (_CHANNELS, _VALUES, 1)
    convolution = helper.make_graph(
        [helper.make_node("ConvInteger", names, ["y"])],
        "largest",
        [helper.make_tensor_value_info(*each) for each in zip(names, types, shapes, strict=True)],
        [helper.make_tensor_value_info("y", TensorProto.INT32, None)],
    )
    model = helper.make_model(convolution, opset_imports=[helper.make_opsetid("", 20)], ir_version=10)
    inputs = {"x": np.full(shapes[0], 127, np.int8), "weights": np.full(shapes[1], 255, np.uint8)}
    (found,) = _session(model).run(None, inputs)
    return bool((np.asarray(found) == _VALUES * 127 * 255).all())


def _session(model: "onnx.ModelProto") -> "onnxruntime.InferenceSession":
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    return onnxruntime.InferenceSession(
        model.SerializeToString(), options, providers=["CPUExecutionProvider"]
    )
