"""The program that reads uploads for `decoding.py`: it has the decoders ready, and a process for each upload.

A request is a line of JSON and the bytes of an upload on standard input; an answer is a line of JSON and
pixels on standard output. The process of an upload is forked, so that no decoder has to be loaded for it; it
cannot write files, has a bound of memory and time, and is what a system short of memory ends first.
"""

import json
import os
import resource
import select
import signal
import sys
import time
import traceback
from contextlib import suppress
from pathlib import Path
from typing import Any, NoReturn

from storyvid_dagster.errors import DrawingRejected
from storyvid_dagster.intake.pictures import decode_drawing

_IDLE_S = 30.0
_CHUNK_BYTES = 1 << 20


def main() -> None:
    """Answer one request after the other, until nobody asks for a while or the asker is gone."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    requests, answers = sys.stdin.buffer, sys.stdout.buffer
    while select.select([requests], [], [], _IDLE_S)[0]:
        line = requests.readline()
        if not line:
            return
        request: dict[str, Any] = json.loads(line)
        data = requests.read(request["size"])
        answers.write(_answer(request, data))
        answers.flush()


def _answer(request: dict[str, Any], data: bytes) -> bytes:
    receiver, sender = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(receiver)
        _read_upload(request, data, sender)
    os.close(sender)
    until_s = time.monotonic() + request["seconds"]
    answer, is_whole = bytearray(), False
    while not is_whole and select.select([receiver], [], [], max(0.0, until_s - time.monotonic()))[0]:
        chunk = os.read(receiver, _CHUNK_BYTES)
        answer += chunk
        is_whole = not chunk
    if not is_whole:
        os.kill(child, signal.SIGKILL)
    os.close(receiver)
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    if not is_whole or status == -signal.SIGXCPU:
        return _line({"late": True})
    return bytes(answer) if status == 0 else _line({"status": status})


def _read_upload(request: dict[str, Any], data: bytes, sender: int) -> NoReturn:
    try:
        bind(request["seconds"], request["memory_bytes"])
        try:
            pixels = decode_drawing(data, request["name"], **request["limits"])
            answer = [_line({"shape": pixels.shape}), pixels.tobytes()]
        except DrawingRejected as error:
            answer = [_line({"rejected": str(error)})]
        except MemoryError:
            answer = [_line({"greedy": True})]
        except Exception as error:  # noqa: BLE001 - the asker tells of it
            place = traceback.extract_tb(error.__traceback__)[-1]
            what = f"{type(error).__name__} in {Path(place.filename).name}, line {place.lineno}"
            answer = [_line({"mistake": what})]
        with open(sender, "wb") as stream:
            stream.writelines(answer)
        os._exit(0)
    finally:
        os._exit(1)  # nothing of the asker's copy may go on here


def bind(seconds: float, memory_bytes: int) -> None:
    """Take from this process what a decoder has no need of: streams, files, time and memory without end."""
    silence = os.open(os.devnull, os.O_RDWR)
    for stream in range(3):
        os.dup2(silence, stream)
    for limit, most in (
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CPU, max(1, round(seconds))),
        (resource.RLIMIT_DATA, memory_bytes),
    ):
        with suppress(ValueError, OSError):  # one that is lower already stays
            resource.setrlimit(limit, (most, most + 5))  # at the second, the system kills
    with suppress(OSError):
        Path("/proc/self/oom_score_adj").write_text("1000", encoding="ascii")


def _line(told: dict[str, Any]) -> bytes:
    return json.dumps(told).encode() + b"\n"


if __name__ == "__main__":
    main()
