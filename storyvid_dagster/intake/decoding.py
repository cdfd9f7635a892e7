"""Uploads to pictures, each in a process of its own that may do little and not for long.

The decoders are native code that reads bytes of strangers: it may abort, never come back, or do what the
bytes say. A small program, `decoder.py`, holds them ready and gives every upload a process. What comes back
is pixels or words, nothing that is run or unpickled. The program is kept for the next upload, and ends when
nobody asks, or when this process ends.
"""

import atexit
import json
import math
import select
import signal
import sys
from contextlib import suppress
from typing import Any

import numpy as np
from numpy.typing import NDArray

from storyvid_dagster import children
from storyvid_dagster.errors import DrawingRejected, Interrupted, SetupError
from storyvid_dagster.intake.pictures import broken, shown

TIME_LIMIT_S = 30.0
"""Longest that the reading of an upload may take."""
MEMORY_LIMIT_BYTES = 3 << 30
"""Most memory of such a process: 100 million pixels of 16 bits take 2 GB on their way to 8."""
_PATIENCE_S = 30.0
"""A program that takes so much longer than the limit does not work."""
_ENDED_FROM_OUTSIDE = {-signal.SIGKILL, -signal.SIGTERM, -signal.SIGINT, -signal.SIGHUP}
"""By the system or a person; by any other signal, a decoder ended itself."""
_MOST_HEADER_BYTES = 1 << 16
_idle: list[children.Child] = []


def decode_apart(
    data: bytes, name: str, *, max_bytes: int, max_pixels: int, max_edge_px: int
) -> NDArray[np.uint8]:
    """Read an upload as `pictures.decode_drawing` does, in a process of its own.

    Raises:
        DrawingRejected: It cannot be a drawing, takes too long or too much memory.
        Interrupted: The process was ended from outside.
        SetupError: There can be no such process.
    """
    request = {
        "name": name, "size": len(data), "seconds": TIME_LIMIT_S, "memory_bytes": MEMORY_LIMIT_BYTES,
        "limits": {"max_bytes": max_bytes, "max_pixels": max_pixels, "max_edge_px": max_edge_px},
    }  # fmt: skip
    told, pixels = _ask(json.dumps(request).encode() + b"\n" + data)
    plain = shown(name)
    match told:
        case {"shape": [int(height), int(width), 3]} if 0 < height * width * 3 == len(pixels):
            return np.frombuffer(pixels, np.uint8).reshape(height, width, 3)
        case {"rejected": str(why)}:
            raise DrawingRejected(why)
        case {"mistake": str(what)}:
            raise DrawingRejected(
                f"{plain} could not be read, by a mistake of this program and not of yours ({what}): save the"
                " drawing as PNG and upload that"
            )
        case {"late": True}:
            raise DrawingRejected(
                f"{plain} is too complicated to draw within {TIME_LIMIT_S:.0f} s: export it as a PNG picture"
            )
        case {"greedy": True}:
            raise DrawingRejected(
                f"{plain} takes more than {MEMORY_LIMIT_BYTES / 2**30:.1f} GB of memory to be read: make the"
                " picture smaller and upload it again"
            )
        case {"status": int(status)} if status in _ENDED_FROM_OUTSIDE:
            children.check_end(status, f"the process that reads {plain}")
        case _:
            pass
    raise DrawingRejected(broken(plain))


def _ask(request: bytes) -> tuple[dict[str, Any], bytes]:
    while True:
        program = _waiting()
        try:
            answer = _exchange(program, request)
        except (BrokenPipeError, EOFError):
            status = close(program)
            if status == 0:
                continue  # it had just ended, as nobody had asked for a while
            children.check_end(status, "the program that reads uploads")
            raise SetupError(
                "the program that reads uploads does not start: install storyvid again"
            ) from None
        except BaseException:
            program.kill()
            close(program)
            raise
        _idle.append(program)
        return answer


def _waiting() -> children.Child:
    """Give a program that waits for an upload; those that were ended meanwhile are let go."""
    while True:
        try:
            program = _idle.pop()
        except IndexError:
            return start()
        if program.poll() is None:
            return program
        close(program)


def start() -> children.Child:
    """Start the program, without waiting for it."""
    atexit.unregister(close_idle)
    atexit.register(close_idle)
    return children.start(
        [sys.executable, "-W", "ignore", "-m", "storyvid_dagster.intake.decoder"],
        what="the program that reads uploads",
        stdin=children.PIPE,
        stdout=children.PIPE,
        own_session=True,
    )


def _exchange(program: children.Child, request: bytes) -> tuple[dict[str, Any], bytes]:
    assert program.stdin is not None
    assert program.stdout is not None
    program.stdin.write(request)
    program.stdin.flush()
    if not select.select([program.stdout], [], [], TIME_LIMIT_S + _PATIENCE_S)[0]:
        raise Interrupted("the program that reads uploads gives no answer: the machine may be too busy")
    line = program.stdout.readline(_MOST_HEADER_BYTES)
    if not line:
        raise EOFError
    told: dict[str, Any] = json.loads(line)
    shape = told.get("shape", [0])
    size = math.prod(shape)
    pixels = program.stdout.read(size)
    if len(pixels) < size:
        raise EOFError
    return told, pixels


def close(program: children.Child) -> int:
    """Let a program end, and give its status."""
    for stream in (program.stdin, program.stdout):
        if stream is not None:
            with suppress(BrokenPipeError):
                stream.close()
    return program.wait()


def close_idle() -> None:
    """End the programs that wait for an upload."""
    while _idle:
        close(_idle.pop())
