"""Pictures and narration in; the film out."""

import hashlib
import wave
from collections.abc import Mapping
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from storyvid_dagster.audio.music import Stretch, compose, energy_of, pulse_of
from storyvid_dagster.core import names
from storyvid_dagster.core.body_plans import BodyPlan, likely_plan, plan_of_co_star
from storyvid_dagster.core.drawing import Box, DrawingAnalysis
from storyvid_dagster.core.files import MediaFile
from storyvid_dagster.core.pulse import Pulse
from storyvid_dagster.core.request import Captions, SoundMode
from storyvid_dagster.core.results import AudioResult, ImageResult, SceneImage, SceneryFiles, VideoResult
from storyvid_dagster.core.scenery import Extent, Puppet, Scenery, WeatherSheets
from storyvid_dagster.core.story import Scene, StoryScript, Weather
from storyvid_dagster.core.things import FIRST_PROP
from storyvid_dagster.core.timeline import lay_out
from storyvid_dagster.ffmpeg import Ffmpeg
from storyvid_dagster.illustration.particles import draw_weather
from storyvid_dagster.intake.music import named_music
from storyvid_dagster.media.checked_cache import caching, is_cached
from storyvid_dagster.ports import Store
from storyvid_dagster.render.film import render_film
from storyvid_dagster.render.stage.extent import extent_of
from storyvid_dagster.render.storyboard import SceneNarration, SceneStill, Storyboard
from storyvid_dagster.stages.progress import report

MUSIC_RATE = 48_000
_CALM_AGE = 4
"""Up to this age the camera cuts seldom."""
_MUSIC_BOX = "music box 2"
"""Goes into the key of a composed track: raise it when the same seed gives other music."""
_PAINTED = frozenset({Weather.BALLOONS})
"""Large enough that those a vendor painted, which stand still, and ours would not go together."""
_CARD_ENERGY = 0.9
"""Title and end card have the music to themselves."""


def assemble_video(
    images: ImageResult,
    audio: AudioResult,
    run_id: str,
    music_track: Path | None = None,
    *,
    story: StoryScript,
    drawing: DrawingAnalysis,
    store: Store,
    ffmpeg: Ffmpeg,
    fps: int = 30,
) -> VideoResult:
    """Render the film of a story with captions, poster, chapters and music.

    Args:
        images: One picture a scene.
        audio: One narration a scene.
        run_id: Prefix of the files.
        music_track: A music file to loop under the story; without one, the request decides
            between a music box of our own and none. A request for the voice alone has none.
        story: Gives title and theme.
        drawing: Gives the page, the figures and the request.
        store: Gets `videos/{run_id}_final.mp4`, `.srt`, `.vtt` and `_thumb.jpg`.
        ffmpeg: Encodes and joins.
        fps: Frames per second.

    Raises:
        RenderError: ffmpeg failed, or the film is not what was planned.
        MediaError: A picture or clip is missing or was changed.
    """
    music = _music(music_track, audio, story, drawing, store=store, fps=fps)
    pulse = music_box_pulse(audio, story, drawing, fps=fps) if music_track is None else None
    board = lay_board(images, audio, story, drawing, music, pulse, store=store, fps=fps)
    return render_film(
        board,
        store=store,
        ffmpeg=ffmpeg,
        progress=lambda done, total: report(run_id, "story_video", done, total, "frames"),
    )


def lay_board(
    images: ImageResult,
    audio: AudioResult,
    story: StoryScript,
    drawing: DrawingAnalysis,
    music: Path | None,
    pulse: Pulse | None,
    *,
    store: Store,
    fps: int,
) -> Storyboard:
    """Gather what a film is made from.

    Raises:
        MediaError: A picture or clip is missing or was changed.
    """
    for clip in audio.clips:
        store.open_checked(clip.file)
    return Storyboard(
        run_id=images.run_id,
        title=story.title,
        child_name=drawing.request.child_name,
        child_age=drawing.request.told_age,
        drawn_on=drawing.request.drawn_on,
        drawing_title=_drawing_title(drawing.request.title, story.title),
        page_png=store.open_checked(drawing.page),
        figures_png=tuple(store.open_checked(figure.file) for figure in drawing.figures),
        outlines=_outlines(drawing),
        style=images.style,
        stills=tuple(
            SceneStill(
                image.scene,
                store.open_checked(image.file),
                (image.focus_x, image.focus_y),
                _scenery(image.scenery, images.width_px, _plans(scene, drawing), store)
                if image.scenery
                else None,
                scene.acts,
                scene.setting,
                scene.time_of_day,
                scene.weather,
                _air(scene, image, images, drawing),
                scene.things,
            )
            for image, scene in zip(images.images, story.scenes, strict=True)
        ),
        spoken=tuple(
            SceneNarration(clip.scene, store.path(clip.file.key), clip.duration_s, clip.words)
            for clip in audio.clips
        ),
        music=music,
        pulse=pulse,
        size=(images.width_px, images.height_px),
        fps=fps,
        seed=story.seed,
        burn_captions=drawing.request.captions is Captions.BURNED,
        credits=credits_of(drawing, story, images, audio),
        sound=drawing.request.sound,
        plans=tuple(likely_plan(figure.chances) for figure in drawing.figures),
        calm=story.child_age <= _CALM_AGE or drawing.request.sound is SoundMode.GENTLE,
    )


def _drawing_title(called: str | None, story_title: str) -> str | None:
    """Give what the drawing is called, unless the story is called so.

    >>> _drawing_title("my cat", "Munch, Munch"), _drawing_title(" the Kite ", "The Kite")
    ('my cat', None)
    """
    plain = " ".join((called or "").split()).strip(" ,;:-.")
    return None if not plain or plain.lower() == story_title.strip(" .!?").lower() else plain


def _air(
    scene: Scene, image: SceneImage, images: ImageResult, drawing: DrawingAnalysis
) -> WeatherSheets | None:
    """Draw what moves in the air of a scene."""
    if scene.weather is None or (scene.weather in _PAINTED and image.made_by.provider != "embedded"):
        return None
    return draw_weather(
        scene.weather,
        images.style,
        scene.setting,
        scene.time_of_day,
        drawing.reading.colors,
        (images.width_px, images.height_px),
    )


def _outlines(drawing: DrawingAnalysis) -> tuple[Box, ...]:
    """Where the figures lie on the page; nothing where the page itself is the figure."""
    found = tuple(figure.outline for figure in drawing.figures if figure.outline)
    whole = drawing.cut == "page" or len(found) < len(drawing.figures)
    return () if whole else found


def _plans(scene: Scene, drawing: DrawingAnalysis) -> dict[int, BodyPlan | None]:
    """Tell how everybody in a scene is built, by number."""
    drawn = {figure.number: likely_plan(figure.chances) for figure in drawing.figures}
    beside = {
        thing.number: plan_of_co_star(thing.name) for thing in scene.things if thing.number < FIRST_PROP
    }
    return drawn | beside


def _scenery(
    parts: SceneryFiles, width_px: int, plans: Mapping[int, BodyPlan | None], store: Store
) -> Scenery:
    return Scenery(
        store.open_checked(parts.backdrop),
        store.open_checked(parts.near) if parts.near else None,
        tuple(
            Puppet(
                puppet.figure,
                store.open_checked(puppet.file),
                store.open_checked(puppet.shadow) if puppet.shadow else None,
                puppet.left,
                puppet.top,
                (puppet.foot_x, puppet.foot_y),
                puppet.holder,
                plan,
                extent=_extent(puppet.file, plan, store),
            )
            for puppet in parts.puppets
            for plan in (None if parts.painted_in else plans.get(puppet.figure),)
        ),
        width_px,
        parts.painted_in,
    )


def _extent(file: MediaFile, plan: BodyPlan | None, store: Store) -> Extent:
    """Say where on its sheet a puppet is; measured once."""
    key = names.cached("extents", file.sha256, f"{plan or 'any'}.face.txt")
    if not is_cached(store, key):
        extent = extent_of(store.open_checked(file), file.key, plan)
        with caching(store, key) as path:
            path.write_text(" ".join(map(str, (*extent.whole, *extent.face, int(extent.is_seen)))), "ascii")
    a, b, c, d, *face, is_seen = map(int, store.get(key).split())
    return Extent((a, b, c, d), (face[0], face[1], face[2], face[3]), is_seen=bool(is_seen))


def credits_of(
    drawing: DrawingAnalysis, story: StoryScript, images: ImageResult, audio: AudioResult
) -> tuple[str, ...]:
    """Say who did what, and what stood in for whom."""
    makers = {
        "drawing read by": [drawing.made_by],
        "story by": [story.made_by],
        "pictures by": [image.made_by for image in images.images],
        "read aloud by": [clip.made_by for clip in audio.clips],
    }
    done = (
        f"{did} " + ", ".join(dict.fromkeys(f"{maker.provider} ({maker.model})" for maker in made_by))
        for did, made_by in makers.items()
    )
    notes = (note for made_by in makers.values() for maker in made_by for note in maker.notes)
    fallbacks = dict.fromkeys(note for note in notes if note.startswith("fallback"))
    return (*done, *fallbacks)


def music_box_pulse(
    audio: AudioResult, story: StoryScript, drawing: DrawingAnalysis, *, fps: int
) -> Pulse | None:
    """Give the beats of the music box in a film; `None`: it does not play."""
    if drawing.request.music != "auto" or drawing.request.sound is SoundMode.VOICE:
        return None
    timeline = lay_out([clip.duration_s for clip in audio.clips], fps=fps)
    return pulse_of(story.theme, story.seed, timeline.duration_s)


def _music(
    track: Path | None,
    audio: AudioResult,
    story: StoryScript,
    drawing: DrawingAnalysis,
    *,
    store: Store,
    fps: int,
) -> Path | None:
    asked = drawing.request.music
    if drawing.request.sound is SoundMode.VOICE:
        return None
    if track is not None or asked == "none":
        return track
    if asked != "auto":
        return named_music(asked, store)
    timeline = lay_out([clip.duration_s for clip in audio.clips], fps=fps)
    stretches = tuple(
        Stretch(
            shot.start_frame / fps,
            energy_of(story.scenes[shot.scene - 1]) if shot.kind == "scene" else _CARD_ENERGY,
        )
        for shot in timeline.shots
    )
    played = f"{_MUSIC_BOX} {story.theme} {story.seed} {timeline.duration_s:.3f} {stretches}"
    key = names.cached("music", hashlib.sha256(played.encode()).hexdigest(), "wav")
    if not is_cached(store, key):
        with caching(store, key) as path:
            music = compose(story.theme, story.seed, timeline.duration_s, MUSIC_RATE, stretches)
            _write_wav(path, music)
    return store.path(key)


def _write_wav(path: Path, samples: NDArray[np.float32]) -> None:
    """Write (N, 2) samples from -1 to 1 as 16-bit PCM."""
    with wave.open(str(path), "wb") as out:
        out.setnchannels(2)
        out.setsampwidth(2)
        out.setframerate(MUSIC_RATE)
        out.writeframes((np.clip(samples, -1, 1) * 32767).astype("<i2").tobytes())
