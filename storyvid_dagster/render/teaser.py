"""A few seconds of a film without sound, as a small MP4 and as a picture that moves."""

# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false
from collections.abc import Sequence
from pathlib import Path

import ffmpeg as graphs

from storyvid_dagster.errors import RenderError
from storyvid_dagster.ffmpeg import Ffmpeg

MAX_BYTES = 3_000_000
"""What a message or a page takes without a murmur."""
_MP4_PX, _MP4_CRF = 540, 26
_ANIMATED = ((480, 12, 62), (400, 10, 55), (320, 10, 48), (256, 8, 40), (200, 6, 30))
"""Longer side in pixels, frames a second and quality, tried in turn until the file is small enough."""


def moments(starts_s: Sequence[float], film_s: float) -> tuple[tuple[float, float], ...]:
    """Choose the stretches shown, from and to in seconds: the figures lifting off, and a look at each scene.

    >>> moments([0.0, 3.0, 20.0, 40.0], 44.0)
    ((1.2, 3.0), (4.5, 6.1), (21.5, 23.1))
    """
    title_end, scenes = starts_s[1], starts_s[1:-1]
    ends = starts_s[2:]
    looks = [
        (start + min(1.5, 0.4 * (end - start)), min(start + 3.1, end - 0.1, film_s))
        for start, end in zip(scenes, ends, strict=True)
    ]
    opening = (min(1.2, 0.4 * title_end), title_end)
    return tuple((round(a, 3), round(b, 3)) for a, b in (opening, *looks) if b - a > 0.2)


def write_teaser(film: Path, spans: Sequence[tuple[float, float]], path: Path, ffmpeg: Ffmpeg) -> None:
    """Write the stretches of a film, one after the other, as an MP4 of 540 lines without sound.

    Raises:
        RenderError: ffmpeg failed.
    """
    pieces = (graphs.input(str(film), ss=start, t=round(end - start, 3))["v:0"] for start, end in spans)
    shown = graphs.filter(graphs.concat(*pieces, v=1, a=0), "scale", -2, f"min({_MP4_PX},ih)")
    how = {"vcodec": "libx264", "crf": _MP4_CRF, "pix_fmt": "yuv420p", "movflags": "faststart"}
    ffmpeg.run(graphs.output(shown, str(path), **how), what="making the teaser")


def write_animated(teaser: Path, path: Path, ffmpeg: Ffmpeg) -> None:
    """Write a teaser as an animated WebP of at most `MAX_BYTES`, for ever repeated.

    Raises:
        RenderError: ffmpeg failed, or no size was small enough.
    """
    for side_px, fps, quality in _ANIMATED:
        slower = graphs.filter(graphs.input(str(teaser))["v:0"], "fps", fps)
        shown = graphs.filter(slower, "scale", side_px, side_px, force_original_aspect_ratio="decrease")
        graph = graphs.output(shown, str(path), vcodec="libwebp_anim", quality=quality, loop=0, f="webp")
        ffmpeg.run(graph, what="making the animated teaser")
        if path.stat().st_size <= MAX_BYTES:
            return
    raise RenderError(f"the animated teaser is above {MAX_BYTES / 1e6:.0f} MB in every size")
