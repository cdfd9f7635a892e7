"""A quick look at a film, or at one scene of it: small, without sound, from pieces that are kept."""

from dataclasses import replace
from pathlib import Path

from storyvid_dagster.core.timeline import Pacing, lay_out
from storyvid_dagster.ffmpeg import Ffmpeg
from storyvid_dagster.ports import Store
from storyvid_dagster.render.encoder import Encoder, EncoderSettings, piece
from storyvid_dagster.render.frames import Pictures
from storyvid_dagster.render.join import Piece, join_pictures
from storyvid_dagster.render.segments import plan
from storyvid_dagster.render.shots import lay_pictures
from storyvid_dagster.render.storyboard import Storyboard
from storyvid_dagster.render.transitions import Transition

SHORT_SIDE_PX = 360
_FPS, _SCENE_FPS = 10, 15
_QUICK = EncoderSettings(preset="ultrafast", crf=30, x264_params="scenecut=0")


def render_preview(
    board: Storyboard, path: Path, *, store: Store, ffmpeg: Ffmpeg, scene: int | None = None
) -> None:
    """Write the picture of a film, or of one `scene`, as a small MP4; what is unchanged is not drawn again.

    Raises:
        RenderError: Something of the storyboard cannot be read, or ffmpeg failed.
    """
    scale = SHORT_SIDE_PX / min(board.size)
    width, height = (2 * round(side * scale / 2) for side in board.size)
    small = replace(board, size=(width, height), fps=_FPS if scene is None else _SCENE_FPS)
    # A scene alone has nothing to fade from: the picture before it need not be made ready.
    pacing = None if scene is None else Pacing(transition_s=0)
    timeline = lay_out([clip.duration_s for clip in small.spoken], fps=small.fps, pacing=pacing)
    pictures = lay_pictures(small, timeline)
    transition = Transition(small.style, small.size)
    segments = plan(timeline, pictures, size=small.size, encoder=f"{_QUICK}", transition=transition.name)
    wanted = [s for s in segments if scene is None or timeline.shots[s.layers[-1].shot].scene == scene]
    works = Encoder(store, _QUICK, small.size, small.fps)
    missing = [segment for segment in wanted if not works.is_made(segment)]
    works.make_missing(missing, Pictures(pictures, small.size, transition), on_made=lambda _: None)
    pieces = [Piece(store.path(piece(segment)), segment.n_frames) for segment in wanted]
    join_pictures(pieces, small.fps, path, ffmpeg)
