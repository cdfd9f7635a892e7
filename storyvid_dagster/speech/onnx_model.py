"""Opens a speech model so that it also tells how long each phoneme lasts.

Both models work that out on the way but keep it to themselves. Protocol buffers merge when they
are concatenated, so a few bytes put after the file make the hidden value an output, without the
onnx package. Field numbers are those of `onnx.proto`: ModelProto.graph 7; GraphProto.node 1,
output 12; NodeProto.input 1, output 2, op_type 4, attribute 5; AttributeProto.name 1, i 3, type 20;
ValueInfoProto.name 1, type 2; TypeProto.tensor_type 1; TypeProto.Tensor.elem_type 1.
"""

# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import onnxruntime

_INT64 = 7
_ATTRIBUTE_IS_INT = 2


def open_session(model: bytes, hidden: str) -> "onnxruntime.InferenceSession":
    """Open a model with its value `hidden` as one more output, the last, called `frames` (int64).

    The session may be called from several threads at once. Each call stays on one core and does not
    spin: two calls side by side get through half as much again as two threads in one call.
    """
    import onnxruntime  # not before a story is read: it is heavy

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    data = model + exposed_as_int64(hidden, "frames")
    return onnxruntime.InferenceSession(data, options, providers=["CPUExecutionProvider"])


def exposed_as_int64(tensor: str, output: str) -> bytes:
    """Give the bytes that, put after a model, add `output`: `tensor` cast to int64."""
    to_int64 = _bytes(1, b"to") + _varint(3, _INT64) + _varint(20, _ATTRIBUTE_IS_INT)
    cast = _bytes(1, tensor.encode()) + _bytes(2, output.encode()) + _bytes(4, b"Cast") + _bytes(5, to_int64)
    tensor_type = _bytes(1, _varint(1, _INT64))
    value = _bytes(1, output.encode()) + _bytes(2, tensor_type)
    return _bytes(7, _bytes(1, cast) + _bytes(12, value))


def _bytes(field: int, payload: bytes) -> bytes:
    return _number(field << 3 | 2) + _number(len(payload)) + payload


def _varint(field: int, value: int) -> bytes:
    return _number(field << 3) + _number(value)


def _number(value: int) -> bytes:
    low, high = value & 0x7F, value >> 7
    return bytes([low | 0x80]) + _number(high) if high else bytes([low])
