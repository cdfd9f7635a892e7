"""Facts of finished media, as a player would meet them: everything is decoded, nothing believed."""

# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false
import re
from dataclasses import dataclass
from pathlib import Path

import ffmpeg as graphs
import numpy as np

from storyvid_dagster.audio.codec import decode
from storyvid_dagster.audio.loudness import measure_lufs, parse_lufs
from storyvid_dagster.errors import RenderError
from storyvid_dagster.ffmpeg import Ffmpeg, Graph

Span = tuple[float, float]
"""Start and end in seconds."""

_SILENCE_DB, _SILENCE_S = -50, 0.8
_CLIPPED = 0.999
_FROZEN_S = 3
"""Moves are slow: over a picture with little in it, decoded frames may well be alike for a second or two."""


@dataclass(frozen=True)
class Track:
    """The units of one stream as they come out: packets, decoded frames or blocks of sound."""

    starts_s: tuple[float, ...]
    end_s: float

    def is_steady(self, fps: int) -> bool:
        """Tell whether the units begin at 0 and follow each other by exactly one frame."""
        return all(abs(start * fps - k) < 0.01 for k, start in enumerate(self.starts_s))


@dataclass(frozen=True)
class FilmFacts:
    """What was found in a film."""

    width_px: int
    height_px: int
    fps: float
    n_frames: int
    """Decoded."""
    is_steady: bool
    """Every frame is one frame after the one before."""
    video_s: float
    audio_s: float
    video_format: str
    """Codec, profile, pixels and colours in ffmpeg's words."""
    audio_format: str
    loudness_lufs: float
    true_peak_dbtp: float
    black_spans: tuple[Span, ...]
    frozen_spans: tuple[Span, ...]
    silent_spans: tuple[Span, ...]
    has_captions: bool
    n_chapters: int


@dataclass(frozen=True)
class SoundFacts:
    """What was found in a sound file."""

    duration_s: float
    rate_hz: int
    peak_dbfs: float
    loudness_lufs: float
    clipped_share: float
    """Part of all samples at full scale, 0 to 1."""
    silent_spans: tuple[Span, ...]


def inspect_film(path: Path, ffmpeg: Ffmpeg) -> FilmFacts:
    """Decode a whole film and tell what is in it.

    Raises:
        RenderError: It cannot be decoded, or lacks picture or sound.
    """
    # Neither the smoothing of a block's edges nor a checksum of every picture says anything that is asked
    # here: without both it takes three quarters of the time.
    film = graphs.input(str(path), skip_loop_filter="all")
    picture = film["v:0"].filter("blackdetect", d=0.2).filter("freezedetect", n="-65dB", d=_FROZEN_S)
    sound = (
        film["a:0"]
        .filter("silencedetect", n=f"{_SILENCE_DB}dB", d=_SILENCE_S)
        .filter("ebur128", peak="true", framelog="quiet")
    )
    graph = graphs.output(picture, sound, "pipe:", format="framecrc", vcodec="wrapped_avframe")
    answer = ffmpeg.run(graph, what=f"looking through {path.name}", loglevel="info", timeout_s=900)
    log = answer.log
    video, audio = read_tracks(answer.stdout, path.name)
    video_line = re.search(r"Stream #0.*? Video: (.+)", log)
    audio_line = re.search(r"Stream #0.*? Audio: (.+)", log)
    shape = video_line and re.search(r", (\d+)x(\d+)[, ].*?([\d.]+) fps", video_line[1])
    if video_line is None or audio_line is None or shape is None:
        raise RenderError(f"{path.name} is no film: {log[-300:]}")
    return FilmFacts(
        width_px=int(shape[1]),
        height_px=int(shape[2]),
        fps=float(shape[3]),
        n_frames=len(video.starts_s),
        is_steady=video.is_steady(round(float(shape[3]))),
        video_s=video.end_s,
        audio_s=audio.end_s,
        video_format=video_line[1],
        audio_format=audio_line[1],
        loudness_lufs=parse_lufs(log),
        true_peak_dbtp=_true_peak(log),
        black_spans=_spans(log, r"black_start:\s*([\d.]+)", r"black_end:\s*([\d.]+)", video.end_s),
        frozen_spans=_spans(log, r"freeze_start: ([\d.]+)", r"freeze_end: ([\d.]+)", video.end_s),
        silent_spans=_spans(log, r"silence_start: ([\d.]+)", r"silence_end: ([\d.]+)", audio.end_s),
        has_captions="Subtitle: mov_text" in log,
        n_chapters=len(re.findall(r"Chapter #0:\d+", log.partition("Output #0")[0])),
    )


def inspect_sound(path: Path, ffmpeg: Ffmpeg) -> SoundFacts:
    """Decode a whole sound file and tell what is in it.

    Raises:
        RenderError: It cannot be decoded or is empty.
    """
    samples, rate_hz = decode(path, ffmpeg)
    peaks = np.abs(samples) if samples.ndim == 1 else np.abs(samples).max(axis=1)
    return SoundFacts(
        duration_s=len(samples) / rate_hz,
        rate_hz=rate_hz,
        peak_dbfs=float(20 * np.log10(max(1e-6, peaks.max()))),
        loudness_lufs=measure_lufs(samples, rate_hz, ffmpeg),
        clipped_share=float((peaks >= _CLIPPED).mean()),
        silent_spans=_silences(peaks < 10 ** (_SILENCE_DB / 20), rate_hz),
    )


def measure_film_sound(path: Path, ffmpeg: Ffmpeg) -> tuple[float, float]:
    """Measure a film's integrated loudness in LUFS and its true peak in dBTP, as decoded."""
    sound = graphs.input(str(path))["a:0"].filter("ebur128", peak="true", framelog="quiet")
    log = ffmpeg.run(sound.output("-", format="null"), what=f"listening to {path.name}", loglevel="info").log
    return parse_lufs(log), _true_peak(log)


def list_packets(path: Path, ffmpeg: Ffmpeg) -> tuple[Track, Track]:
    """List the packets of a film's picture and sound without decoding them."""
    film = graphs.input(str(path))
    graph: Graph = graphs.output(film["v:0"], film["a:0"], "pipe:", format="framecrc", c="copy")
    return read_tracks(ffmpeg.run(graph, what=f"checking {path.name}").stdout, path.name)


def picture_header(path: Path, ffmpeg: Ffmpeg) -> frozenset[str]:
    """Give what a decoder has to know before a film's first picture: size, clock and the encoder's own words.

    The pictures of films with the same header can follow each other in one film without another encode.
    """
    graph: Graph = graphs.output(
        graphs.input(str(path))["v:0"], "pipe:", format="framecrc", c="copy", vframes=1
    )
    told = ffmpeg.run(graph, what=f"checking {path.name}").stdout.decode()
    return frozenset(line for line in told.splitlines() if re.match(r"#\w+ 0:", line))


def read_tracks(framecrc: bytes, name: str) -> tuple[Track, Track]:
    """Read picture and sound from the table ffmpeg's framecrc format writes.

    Raises:
        RenderError: One of them is empty.
    """
    units: dict[int, list[tuple[int, int]]] = {0: [], 1: []}
    ticks: dict[int, float] = {}
    for line in framecrc.decode().splitlines():
        if match := re.match(r"#tb (\d+): (\d+)/(\d+)", line):
            ticks[int(match[1])] = int(match[2]) / int(match[3])
        elif not line.startswith("#"):
            stream, _, pts, duration, *_ = line.split(",")
            units[int(stream)].append((int(pts), int(duration)))
    if not (units[0] and units[1]):
        raise RenderError(f"{name} lacks picture or sound")
    tracks = (
        Track(
            tuple(pts * ticks[stream] for pts, _ in sorted(found)),
            max(pts + duration for pts, duration in found) * ticks[stream],
        )
        for stream, found in units.items()
    )
    video, audio = tracks
    return video, audio


def _true_peak(log: str) -> float:
    found = re.search(r"Peak:\s+(\S+) dBFS", log.rpartition("Summary:")[2])
    if found is None:
        raise RenderError(f"ffmpeg gave no true peak:\n{log[-500:]}")
    return float(found[1])


def _spans(log: str, start: str, end: str, last_s: float) -> tuple[Span, ...]:
    """Pair starts and ends a filter reported; one still open at the end closes there."""
    starts = [float(match) for match in re.findall(start, log)]
    ends = [float(match) for match in re.findall(end, log)]
    return tuple(zip(starts, [*ends, last_s][: len(starts)], strict=True))


def _silences(quiet: "np.ndarray[tuple[int], np.dtype[np.bool_]]", rate_hz: int) -> tuple[Span, ...]:
    """Find stretches of quiet samples that last long enough to be heard as silence."""
    edges = np.flatnonzero(np.diff(np.concatenate([[False], quiet, [False]]).astype(np.int8)))
    pairs = edges.reshape(-1, 2) / rate_hz
    return tuple((float(a), float(b)) for a, b in pairs if b - a >= _SILENCE_S)
