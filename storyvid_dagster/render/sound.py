"""Sound files in and out, and how loud they are. The mix itself is in `mix.py`."""

# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false
import re
import struct
from collections.abc import Callable, Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import ffmpeg as graphs
import numpy as np
from numpy.typing import NDArray

from storyvid_dagster.errors import RenderError
from storyvid_dagster.render.ffmpeg import Ffmpeg

RATE_HZ = 48_000
"""Samples a second of every film."""
QUIETEST_LUFS = -70.0
"""What ebur128 says of silence: the absolute gate of ITU-R BS.1770."""

Samples = NDArray[np.float32]


class Sound(NamedTuple):
    """Decoded sound."""

    samples: Samples
    """(N,) for one channel, else (N, channels); -1 to 1."""
    rate_hz: int


def decode(path: Path, ffmpeg: Ffmpeg, *, rate_hz: int | None = None, channels: int | None = None) -> Sound:
    """Read a sound file of any kind ffmpeg knows.

    Args:
        path: The file.
        ffmpeg: Reads it.
        rate_hz: Resample to this; `None` keeps the file's own.
        channels: Mix to this many; `None` keeps the file's own.

    Raises:
        RenderError: It holds no sound, or is broken.
    """
    wanted = {"ar": rate_hz, "ac": channels}
    given = {name: value for name, value in wanted.items() if value is not None}
    graph = graphs.input(str(path))["a:0"].output("pipe:", format="wav", acodec="pcm_f32le", **given)
    wav = ffmpeg.run(graph, what=f"reading the sound of {path.name}").stdout
    sound = _read_float_wav(wav)
    if not len(sound.samples):
        raise RenderError(f"{path.name} holds no sound")
    return sound


def decode_bytes(data: bytes, ffmpeg: Ffmpeg) -> Sound:
    """Read sound of any kind from memory: (N,) mono at its own rate.

    Raises:
        RenderError: It holds no sound, or is broken.
    """
    graph = graphs.input("pipe:")["a:0"].output("pipe:", format="wav", acodec="pcm_f32le", ac=1)
    sound = _read_float_wav(ffmpeg.run(graph, what="reading a vendor's sound", stdin=data).stdout)
    if not len(sound.samples):
        raise RenderError("there is no sound in it")
    return sound


def encode_mp3(samples: Samples, rate_hz: int, path: Path, ffmpeg: Ffmpeg, *, kbps: int = 128) -> None:
    """Write (N,) or (N, 2) samples as an MP3 that decodes to exactly as many.

    Raises:
        RenderError: ffmpeg failed.
    """
    _encode(samples, rate_hz, path, ffmpeg, acodec="libmp3lame", audio_bitrate=f"{kbps}k", format="mp3")


def encode_aac(samples: Samples, path: Path, ffmpeg: Ffmpeg, *, kbps: int = 160) -> None:
    """Write samples at `RATE_HZ` as AAC in an MP4 file.

    Raises:
        RenderError: ffmpeg failed.
    """
    _encode(samples, RATE_HZ, path, ffmpeg, **_aac(kbps))


@contextmanager
def writing_aac(
    path: Path, ffmpeg: Ffmpeg, *, timeout_s: float, kbps: int = 160
) -> Generator[Callable[[Samples], object]]:
    """Give the function that takes (N, 2) samples at `RATE_HZ`, piece by piece, for one AAC track.

    Raises:
        RenderError: ffmpeg failed or took too long.
    """
    graph = _pcm(2, RATE_HZ).output(str(path), **_aac(kbps))
    with ffmpeg.feed(graph, what="writing a long sound", timeout_s=timeout_s) as write:
        yield lambda samples: write(np.ascontiguousarray(samples, np.float32).view(np.uint8))


def measure_lufs(samples: Samples, rate_hz: int, ffmpeg: Ffmpeg) -> float:
    """Measure the integrated loudness of (N,) or (N, channels) samples; `QUIETEST_LUFS` for silence."""
    graph = _pcm(_channels(samples), rate_hz).filter("ebur128", framelog="quiet").output("-", format="null")
    report = ffmpeg.run(graph, what="measuring loudness", stdin=_bytes(samples), loglevel="info").log
    return parse_lufs(report)


def parse_lufs(report: str) -> float:
    """Read the integrated loudness from the summary the ebur128 filter ends with.

    >>> parse_lufs("Summary: Integrated loudness: I: -16.1 LUFS Threshold: -26.5 LUFS")
    -16.1
    """
    found = re.search(r"I:\s+(\S+) LUFS", report.rpartition("Summary:")[2])
    if found is None:
        raise RenderError(f"ffmpeg gave no loudness:\n{report[-500:]}")
    # Sound shorter than one gating block has no loudness of its own.
    return QUIETEST_LUFS if found[1] in {"nan", "-nan"} else max(QUIETEST_LUFS, float(found[1]))


def _encode(samples: Samples, rate_hz: int, path: Path, ffmpeg: Ffmpeg, **codec: Any) -> None:
    graph = _pcm(_channels(samples), rate_hz).output(str(path), **codec)
    ffmpeg.run(graph, what=f"writing {path.suffix.lstrip('.')} sound", stdin=_bytes(samples))


def _aac(kbps: int) -> dict[str, Any]:
    # The fast coder without noise shaping and intensity stereo takes two thirds of the default's time and
    # is nearer to what went in: 43 against 31 dB of signal to distortion over a whole film.
    coder = {"aac_coder": "fast", "aac_tns": 0, "aac_is": 0}
    return {"acodec": "aac", "audio_bitrate": f"{kbps}k", "format": "ipod", **coder}


def _channels(samples: Samples) -> int:
    return 1 if samples.ndim == 1 else samples.shape[1]


def _pcm(channels: int, rate_hz: int) -> Any:
    layout = "mono" if channels == 1 else "stereo"
    return graphs.input("pipe:", format="f32le", ar=rate_hz, ac=channels, channel_layout=layout)


def _bytes(samples: Samples) -> bytes:
    return samples.astype(np.float32, copy=False).tobytes()


def _read_float_wav(wav: bytes) -> Sound:
    """Read a float WAV as ffmpeg writes it to a pipe, where sizes of the whole are not known."""
    position, channels, rate_hz = len(b"RIFF....WAVE"), 1, 0
    while position + 8 <= len(wav):
        name, size = struct.unpack_from("<4sI", wav, position)
        position += 8
        if name == b"fmt ":
            channels, rate_hz = struct.unpack_from("<2xHI", wav, position)
        if name == b"data":
            whole = (len(wav) - position) // (4 * channels) * channels
            samples = np.frombuffer(wav, np.float32, whole, position)
            return Sound(samples if channels == 1 else samples.reshape(-1, channels), rate_hz)
        position += size
    return Sound(np.empty(0, np.float32), rate_hz)
