"""Pieces, sound, captions and chapters to one MP4, without another encode; and the proof that it is whole."""

# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import ffmpeg as graphs

from storyvid_dagster.core.timeline import Timeline
from storyvid_dagster.errors import RenderError
from storyvid_dagster.render.ffmpeg import Ffmpeg
from storyvid_dagster.render.inspect import list_packets

_CHAPTER_CHARS = 48


@dataclass(frozen=True)
class Parts:
    """What a film is joined from."""

    pieces: tuple[Path, ...]
    sound: Path
    srt: str
    title: str
    credits: tuple[str, ...]
    timeline: Timeline
    scene_texts: tuple[str, ...]


def join(parts: Parts, path: Path, ffmpeg: Ffmpeg) -> None:
    """Write the film.

    Raises:
        RenderError: ffmpeg failed.
    """
    with TemporaryDirectory(prefix="storyvid-") as name:
        folder = Path(name)
        listing, captions, about = folder / "pieces.txt", folder / "captions.srt", folder / "about.txt"
        listing.write_text(concat_list(parts.pieces), "utf-8")
        captions.write_text(parts.srt, "utf-8")
        about.write_text(metadata(parts.title, parts.timeline, parts.scene_texts, parts.credits), "utf-8")
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
            movie_timescale=512 * parts.timeline.fps,
            **{"metadata:s:a:0": "language=eng", "metadata:s:s:0": "language=eng"},
        )
        # Metadata has no stream to map, so no place in a graph: it comes last, as input 3.
        graph = graph.global_args("-f", "ffmetadata", "-i", str(about))
        ffmpeg.run(graph, what="joining the film")


def join_silent(pieces: Sequence[Path], path: Path, ffmpeg: Ffmpeg) -> None:
    """Write pieces one after the other, without sound.

    Raises:
        RenderError: ffmpeg failed.
    """
    with TemporaryDirectory(prefix="storyvid-") as name:
        listing = Path(name) / "pieces.txt"
        listing.write_text(concat_list(pieces), "utf-8")
        joined = graphs.input(str(listing), format="concat", safe=0)["v"]
        graph = graphs.output(joined, str(path), vcodec="copy", movflags="+faststart")
        ffmpeg.run(graph, what="joining a preview")


def verify(path: Path, timeline: Timeline, ffmpeg: Ffmpeg) -> None:
    """Prove that a film has exactly the timeline's frames, and sound as long as the picture.

    Raises:
        RenderError: It has not.
    """
    video, audio = list_packets(path, ffmpeg)
    frames, wanted = len(video.starts_s), timeline.n_frames
    if frames != wanted or not video.is_steady(timeline.fps):
        raise RenderError(
            f"the joined film has {frames} frames where {wanted} evenly spaced ones were planned"
        )
    if abs(audio.end_s - video.end_s) * timeline.fps > 1:
        raise RenderError(f"the film's sound ends at {audio.end_s:.3f} s, its picture at {video.end_s:.3f} s")


def concat_list(pieces: Sequence[Path]) -> str:
    r"""Write the list ffmpeg's concat format reads.

    >>> print(concat_list([Path("/a/it's.mp4")]), end="")
    file '/a/it'\''s.mp4'
    """
    quoted = (str(piece.absolute()).replace("'", r"'\''") for piece in pieces)
    return "".join(f"file '{path}'\n" for path in quoted)


def metadata(title: str, timeline: Timeline, scene_texts: Sequence[str], credits: Sequence[str] = ()) -> str:
    """Write title, credits and chapters in the form ffmpeg's ffmetadata format reads."""
    lines = [";FFMETADATA1", f"title={_escape(title)}"]
    if credits:
        lines.append(f"comment={_escape('; '.join(credits))}")
    starts = [shot.start_frame for shot in timeline.shots]
    for shot, end in zip(timeline.shots, [*starts[1:], timeline.n_frames], strict=True):
        if shot.kind == "scene":
            name = f"{shot.scene}. {_first_words(scene_texts[shot.scene - 1])}"
        else:
            name = title if shot.kind == "title" else "The End"
        lines += [
            "[CHAPTER]",
            f"TIMEBASE=1/{timeline.fps}",
            f"START={shot.start_frame}",
            f"END={end}",
            f"title={_escape(name)}",
        ]
    return "\n".join(lines) + "\n"


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
