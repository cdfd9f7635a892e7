"""Frames to H.264: one ffmpeg for each piece of the film, several pieces side by side."""

# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false
import os
from collections.abc import Callable, Generator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import cv2
import ffmpeg as graphs

from storyvid_dagster.core import names
from storyvid_dagster.media.store import MediaStore
from storyvid_dagster.render.ffmpeg import Ffmpeg, Graph
from storyvid_dagster.render.frames import Pictures, draw
from storyvid_dagster.render.kept import is_kept, keeping
from storyvid_dagster.render.segments import Segment


@dataclass(frozen=True)
class EncoderSettings:
    """How x264 is asked to work.

    The default spends little on searching for motion: over slow zooms that takes a third of the time
    away and costs a tenth more bytes at the same quality.
    """

    preset: str = "veryfast"
    crf: int = 20
    x264_params: str = "subme=1:me=dia:trellis=0"

    def graph(self, size: tuple[int, int], fps: int, path: Path) -> Graph:
        """Build the graph that encodes raw yuv420p frames from standard input.

        One thread: several encoders side by side use fewer processor seconds than one with threads.
        """
        bt709 = {"color_range": "tv", "colorspace": "bt709", "color_primaries": "bt709", "color_trc": "bt709"}
        frames = graphs.input(
            "pipe:", format="rawvideo", pix_fmt="yuv420p", s=f"{size[0]}x{size[1]}", framerate=fps, **bt709
        )
        return graphs.output(
            frames,
            str(path),
            vcodec="libx264",
            preset=self.preset,
            crf=self.crf,
            threads=1,
            pix_fmt="yuv420p",
            # In the usual milliseconds a piece's length would be rounded, and joining would tear gaps.
            movie_timescale=512 * fps,
            video_track_timescale=512 * fps,
            **{"profile:v": "high", "x264-params": self.x264_params},
            **bt709,
        )


@dataclass(frozen=True)
class Encoder:
    """Makes the pieces of one film and keeps them in the store."""

    store: MediaStore
    ffmpeg: Ffmpeg
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
        return is_kept(self.store, piece(segment))

    def _make(self, segment: Segment, pictures: Pictures) -> None:
        last_frame = segment.start_frame + segment.n_frames - 1
        what = f"encoding frames {segment.start_frame} to {last_frame}"
        with keeping(self.store, piece(segment)) as path:
            graph = self.settings.graph(self.size, self.fps, path)
            with self.ffmpeg.feed(graph, what=what, timeout_s=60 + 2 * segment.n_frames) as write:
                for frame in draw(segment, pictures):
                    write(frame.buffer)


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
