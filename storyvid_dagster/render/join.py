"""Pieces, sound, captions and chapters to one MP4, without another encode; and the proof that it is whole."""

# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false
import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from tempfile import TemporaryDirectory

import ffmpeg as graphs

from storyvid_dagster.core.timeline import Shot, Timeline
from storyvid_dagster.errors import RenderError
from storyvid_dagster.ffmpeg import Ffmpeg
from storyvid_dagster.media.unfinished import folder_prefix
from storyvid_dagster.render.inspect import list_packets

_CHAPTER_CHARS = 48


@dataclass(frozen=True)
class Piece:
    """An encoded stretch of picture."""

    path: Path
    n_frames: int


@dataclass(frozen=True)
class Chapter:
    """A stretch of the film with a name."""

    name: str
    start_frame: int
    end_frame: int
    """The frame after the last one."""


@dataclass(frozen=True)
class Parts:
    """What a film is joined from."""

    pieces: tuple[Piece, ...]
    """Of one size, of `fps` and of one encoder; whatever else is in their files is left out."""
    sound: Path
    srt: str
    title: str
    credits: tuple[str, ...]
    chapters: tuple[Chapter, ...]
    fps: int

    @property
    def n_frames(self) -> int:
        """Length of the film in frames."""
        return sum(piece.n_frames for piece in self.pieces)


def join(parts: Parts, path: Path, ffmpeg: Ffmpeg) -> None:
    """Write the film.

    Raises:
        RenderError: ffmpeg failed.
    """
    with TemporaryDirectory(prefix=folder_prefix()) as name:
        folder = Path(name)
        listing, captions, about = folder / "pieces.txt", folder / "captions.srt", folder / "about.txt"
        listing.write_text(concat_list(parts.pieces, parts.fps), "utf-8")
        captions.write_text(parts.srt, "utf-8")
        about.write_text(metadata(parts.title, parts.chapters, parts.fps, parts.credits), "utf-8")
        graph = graphs.output(
            graphs.input(str(listing), format="concat", safe=0)["v"],
            graphs.input(str(parts.sound))["a"],
            graphs.input(str(captions), format="srt")["s"],
            str(path),
            map_metadata=3,
            map_chapters=3,
            vcodec="copy",
            acodec="copy",
            scodec="mov_text",
            movflags="+faststart",
            movie_timescale=512 * parts.fps,
            **{"metadata:s:a:0": "language=eng", "metadata:s:s:0": "language=eng"},
        )
        # Metadata has no stream to map, so no place in a graph: it comes last, as input 3.
        graph = graph.global_args("-f", "ffmetadata", "-i", str(about))
        ffmpeg.run(graph, what="joining the film")


def join_pictures(pieces: Sequence[Piece], fps: int, path: Path, ffmpeg: Ffmpeg) -> Piece:
    """Write a film without sound whose clock ticks like that of a whole film: a piece of a longer one.

    Raises:
        RenderError: ffmpeg failed.
    """
    with TemporaryDirectory(prefix=folder_prefix()) as name:
        listing = Path(name) / "pieces.txt"
        listing.write_text(concat_list(pieces, fps), "utf-8")
        pictures = graphs.input(str(listing), format="concat", safe=0)["v"]
        graph = graphs.output(pictures, str(path), vcodec="copy", movie_timescale=512 * fps)
        ffmpeg.run(graph, what="joining pictures")
    return Piece(path, sum(piece.n_frames for piece in pieces))


def verify(path: Path, n_frames: int, fps: int, ffmpeg: Ffmpeg) -> None:
    """Prove that a film has exactly so many frames, and sound as long as the picture.

    Raises:
        RenderError: It has not.
    """
    video, audio = list_packets(path, ffmpeg)
    frames = len(video.starts_s)
    if frames != n_frames or not video.is_steady(fps):
        raise RenderError(
            f"the joined film has {frames} frames where {n_frames} evenly spaced ones were planned"
        )
    if abs(audio.end_s - video.end_s) * fps > 1:
        raise RenderError(f"the film's sound ends at {audio.end_s:.3f} s, its picture at {video.end_s:.3f} s")


def concat_list(pieces: Sequence[Piece], fps: int) -> str:
    r"""Write the list ffmpeg's concat format reads.

    It says how long the picture of each piece is: the sound in the same file may be longer, and would
    tear a gap. Microseconds are cut from a grid that runs through, so they do not add up to a drift.

    >>> print(concat_list([Piece(Path("/a/it's.mp4"), 5), Piece(Path("/b.mp4"), 4)], 12), end="")
    file '/a/it'\''s.mp4'
    duration 0.416667
    file '/b.mp4'
    duration 0.333333
    """
    edges_us = [round(frame * 1_000_000 / fps) for frame in accumulate(p.n_frames for p in pieces)]
    lines: list[str] = []
    for piece, start_us, end_us in zip(pieces, [0, *edges_us], edges_us, strict=False):
        quoted = str(piece.path.absolute()).replace("'", r"'\''")
        lines.append(f"file '{quoted}'\nduration {(end_us - start_us) / 1_000_000:.6f}\n")
    return "".join(lines)


def chapters_of(title: str, timeline: Timeline, scene_texts: Sequence[str]) -> tuple[Chapter, ...]:
    """Make a chapter of each shot of a story: the title, the first words of each scene, the end."""
    starts = [shot.start_frame for shot in timeline.shots]
    return tuple(
        Chapter(_chapter_name(shot, title, scene_texts), shot.start_frame, end)
        for shot, end in zip(timeline.shots, [*starts[1:], timeline.n_frames], strict=True)
    )


def metadata(title: str, chapters: Sequence[Chapter], fps: int, credits: Sequence[str] = ()) -> str:
    """Write title, credits and chapters in the form ffmpeg's ffmetadata format reads."""
    lines = [";FFMETADATA1", f"title={_escape(title)}"]
    if credits:
        lines.append(f"comment={_escape('; '.join(credits))}")
    for chapter in chapters:
        lines += [
            "[CHAPTER]",
            f"TIMEBASE=1/{fps}",
            f"START={chapter.start_frame}",
            f"END={chapter.end_frame}",
            f"title={_escape(chapter.name)}",
        ]
    return "\n".join(lines) + "\n"


def _chapter_name(shot: Shot, title: str, scene_texts: Sequence[str]) -> str:
    if shot.kind == "scene":
        return f"{shot.scene}. {_first_words(scene_texts[shot.scene - 1])}"
    return title if shot.kind == "title" else "The End"


def _first_words(text: str) -> str:
    words = text.split()
    kept = words[:1]
    for word in words[1:]:
        if len(" ".join(kept)) + len(word) >= _CHAPTER_CHARS:
            return " ".join(kept) + "…"
        kept.append(word)
    return " ".join(kept)


def _escape(text: str) -> str:
    r"""Make one line of text safe as a value.

    >>> _escape("a=b; \\ #1\nnext")
    'a\\=b\\; \\\\ \\#1 next'
    """
    one_line = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    return re.sub(r"([=;#\\])", r"\\\1", one_line)
