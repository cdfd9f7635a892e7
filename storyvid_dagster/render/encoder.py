"""Frames to H.264: one x264 for each piece of the film, several pieces side by side.

x264 runs in this process, through PyAV: handing frames to a program by a pipe takes a tenth of the
whole render's processor time. Encoding the same frames again gives the same picture, but not always
the same bytes: what x264's AVX-512 code decides depends a little on what its memory held before, in
sizes such as 854 x 480 (not seen with `asm=AVX2`, which is a tenth slower, nor in the usual sizes).
"""

# pyright: reportUnknownMemberType=false
import ctypes
import os
import sys
from collections.abc import Callable, Generator, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import contextmanager
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import av
import cv2
from av.error import FFmpegError
from av.video.reformatter import ColorPrimaries, ColorRange, Colorspace, ColorTrc

from storyvid_dagster.core import names
from storyvid_dagster.errors import RenderError
from storyvid_dagster.media.checked_cache import caching, is_cached
from storyvid_dagster.ports import Store
from storyvid_dagster.render.frames import Pictures, draw
from storyvid_dagster.render.planes import Frame
from storyvid_dagster.render.segments import Segment

ENCODER = "libx264 of libavcodec " + ".".join(map(str, av.library_versions["libavcodec"]))
"""What encodes the pictures: another may write other bytes."""


_M_TRIM_THRESHOLD, _M_MMAP_THRESHOLD = -1, -3
_LARGE_BYTES, _KEPT_BYTES = 4 << 20, 16 << 20


@dataclass(frozen=True)
class EncoderSettings:
    """How x264 is asked to work.

    The default spends little on searching for motion: over slow zooms that takes a third of the time
    away and costs a tenth more bytes at the same quality. Three frames of four lie between two others
    (`b-adapt=0`), where weighing each case chose fewer: the same quality, by SSIM, for a quarter less
    bytes and a sixth less time. Blocks that move are not divided: pieces of paper move as a whole. Without
    arithmetic coding (`cabac=0`) the same picture takes a tenth more bytes, and less time to write and read.
    """

    preset: str = "veryfast"
    crf: float = 19.5
    x264_params: str = "subme=1:me=dia:trellis=0:partitions=i8x8,i4x4:b-adapt=0:cabac=0"

    def encode(self, frames: Iterable[Frame], size: tuple[int, int], fps: int, path: Path) -> None:
        """Write frames of `size` (width, height) as an MP4 of picture alone.

        One thread: several encoders side by side use fewer processor seconds than one with threads.

        Raises:
            FFmpegError: x264 does not take these settings, or the file cannot be written.
        """
        # In the usual milliseconds a piece's length would be rounded, and joining would tear gaps.
        clock = {"movie_timescale": str(512 * fps), "video_track_timescale": str(512 * fps)}
        with av.open(path, "w", format="mp4", options=clock) as film:
            stream = film.add_stream(
                "libx264",
                fps,
                options={
                    "preset": self.preset,
                    "crf": str(self.crf),
                    "profile": "high",
                    "x264-params": self.x264_params,
                },
            )
            stream.width, stream.height = size
            stream.pix_fmt = "yuv420p"
            context = stream.codec_context
            context.thread_count = 1
            context.time_base = Fraction(1, fps)
            context.color_range = ColorRange.MPEG
            context.colorspace = Colorspace.ITU709
            context.color_primaries = ColorPrimaries.BT709
            context.color_trc = ColorTrc.BT709
            # x264 has copied the buffer by the time `encode` returns, so PyAV need not; but of heights that
            # are no multiple of 4 it would take too few rows (18.1: `rows // 6 * 4`).
            wrap = av.VideoFrame.from_ndarray if size[1] % 4 else av.VideoFrame.from_numpy_buffer
            for number, frame in enumerate(frames):
                shown = wrap(frame.buffer.reshape(-1, size[0]), "yuv420p")
                shown.pts = number
                film.mux(stream.encode(shown))
            film.mux(stream.encode())


@dataclass(frozen=True)
class Encoder:
    """Makes the pieces of one film and keeps them in the store."""

    store: Store
    settings: EncoderSettings
    size: tuple[int, int]
    fps: int

    def make_missing(
        self,
        segments: Sequence[Segment],
        pictures: Pictures,
        on_made: Callable[[Segment], None],
    ) -> None:
        """Encode the pieces the store has not, in their order, calling `on_made` here after each.

        Raises:
            RenderError: An encode failed. Pieces already made stay.
        """
        pool = ThreadPoolExecutor(os.cpu_count() or 1, thread_name_prefix="encode")
        _give_back_what_is_freed()
        with _single_threaded_cv2(), pictures.keeping(segments) as let_go, pool:
            jobs = {pool.submit(self._make, segment, pictures): segment for segment in segments}
            try:
                for job in as_completed(jobs):
                    job.result()
                    let_go(jobs[job])
                    on_made(jobs[job])
            finally:
                pool.shutdown(cancel_futures=True)

    def is_made(self, segment: Segment) -> bool:
        """Tell whether the store has the piece, whole."""
        return is_cached(self.store, piece(segment))

    def _make(self, segment: Segment, pictures: Pictures) -> None:
        with caching(self.store, piece(segment)) as path:
            try:
                self.settings.encode(draw(segment, pictures), self.size, self.fps, path)
            except FFmpegError as error:
                last_frame = segment.start_frame + segment.n_frames - 1
                raise RenderError(
                    f"x264 failed while encoding frames {segment.start_frame} to {last_frame}: {error}"
                ) from error


def piece(segment: Segment) -> str:
    """Name the file of a piece."""
    return names.cached("segments", segment.key, "mp4")


@contextmanager
def _single_threaded_cv2() -> Generator[None]:
    """Leave the cores to the pieces; OpenCV's own threads would only get in their way."""
    before = cv2.getNumThreads()
    cv2.setNumThreads(1)
    try:
        yield
    finally:
        cv2.setNumThreads(before)


def _give_back_what_is_freed() -> None:
    """Let the large blocks of pictures and encoders go back to the system once they are free.

    Left alone, glibc keeps blocks as large as any it was ever given back (mallopt(3), M_MMAP_THRESHOLD),
    in pieces that fit nothing else: a fifth more memory for the same film.
    """
    if sys.platform == "linux" and (mallopt := getattr(ctypes.CDLL(None), "mallopt", None)):
        mallopt(_M_MMAP_THRESHOLD, _LARGE_BYTES)
        mallopt(_M_TRIM_THRESHOLD, _KEPT_BYTES)  # what one frame after the other works in stays
