"""Asset checks: what must hold of each thing made, judged on the thing itself, not on its document."""

import io
import warnings
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping
from contextlib import contextmanager

import dagster as dg
import numpy as np
from numpy.typing import NDArray
from PIL import Image

from storyvid_dagster.core.results import AudioResult, ImageResult, NarrationClip, SceneImage, VideoResult
from storyvid_dagster.core.seen import mismatches
from storyvid_dagster.core.story import Scene, StoryScript, faults, grave_faults
from storyvid_dagster.defs.failures import POLITE_RETRIES
from storyvid_dagster.defs.partitions import runs
from storyvid_dagster.errors import MediaError, RenderError
from storyvid_dagster.ffmpeg import Ffmpeg
from storyvid_dagster.media.store import MediaStore
from storyvid_dagster.render.inspect import FilmFacts, SoundFacts, inspect_film, inspect_sound

BLANK_SPREAD = 6.0
"""A picture whose pixels deviate less than this from their mean shows nothing."""
SECONDS_A_WORD = (0.12, 1.2)
"""Slowest and fastest plausible reading, pauses included: about 50 to 500 words a minute."""
LOUDNESS_LUFS = (-17.0, -15.0)
TRUE_PEAK_DBTP = -1.0
SILENCE_LUFS = -50.0
CLIPPED_SHARE = 0.0005


def _check(
    asset: str, *, blocking: bool = False, reads: str | None = None
) -> Callable[[Callable[..., dg.AssetCheckResult]], dg.AssetChecksDefinition]:
    """Declare a check on one asset of a run; `reads` names another asset it compares with."""

    def declare(judge: Callable[..., dg.AssetCheckResult]) -> dg.AssetChecksDefinition:
        with warnings.catch_warnings():
            # Checks by partition are marked as a preview; without them the UI shows the newest run's only.
            warnings.simplefilter("ignore", category=dg.PreviewWarning)
            return dg.asset_check(
                asset=asset,
                blocking=blocking,
                partitions_def=runs,
                additional_ins={reads: dg.AssetIn(reads)} if reads else None,
                retry_policy=POLITE_RETRIES,
            )(judge)

    return declare


def _verdict(
    faults_found: Iterable[str], facts: Mapping[str, float | int | str], *, is_warning: bool = False
) -> dg.AssetCheckResult:
    found = list(faults_found)
    return dg.AssetCheckResult(
        passed=not found,
        severity=dg.AssetCheckSeverity.WARN if is_warning else dg.AssetCheckSeverity.ERROR,
        metadata={"faults": "; ".join(found) or "none", **facts},
    )


@_check("story_script", blocking=True)
def script_fits(story_script: StoryScript) -> dg.AssetCheckResult:
    """The script suits the child's age: length, sentences, words; its pictures show what it tells."""
    words = sum(len(scene.text.split()) for scene in story_script.scenes)
    found, grave = faults(story_script), grave_faults(story_script)
    unseen = mismatches(story_script)
    # A sentence too long is worth a warning; only what no child may hear stops the story.
    return _verdict((*found, *unseen), {"n_words": words, "n_unseen": len(unseen)}, is_warning=not grave)


@_check("scene_images", blocking=True)
def pictures_show_something(
    scene_images: ImageResult, media: dg.ResourceParam[MediaStore]
) -> dg.AssetCheckResult:
    """Every picture decodes, has the film's size and is not blank."""
    size = (scene_images.width_px, scene_images.height_px)
    found = (fault for image in scene_images.images for fault in picture_faults(image, size, media))
    return _verdict(found, {"n_pictures": len(scene_images.images)})


@contextmanager
def _unreadable(what: str, found: list[str]) -> Generator[None]:
    """Make a fault of a file that is missing or damaged, so that the check fails instead of breaking off."""
    try:
        yield
    except (OSError, MediaError, RenderError) as error:
        found.append(f"{what} cannot be read ({error})")


def picture_faults(image: SceneImage, size: tuple[int, int], media: MediaStore) -> list[str]:
    """Say what is wrong with one picture."""
    found: list[str] = []
    with _unreadable(f"scene {image.scene}: the picture", found):
        with Image.open(io.BytesIO(media.get(image.file.key))) as picture:
            pixels = np.asarray(picture.convert("RGB"))
        found += _pixel_faults(image.scene, pixels, size)
    return found


def _pixel_faults(scene: int, pixels: NDArray[np.uint8], size: tuple[int, int]) -> Iterator[str]:
    height_px, width_px = pixels.shape[:2]
    if (width_px, height_px) != size:
        yield f"scene {scene}: the picture is {width_px} x {height_px}, not {size[0]} x {size[1]}"
    if float(pixels.std(axis=(0, 1)).max()) < BLANK_SPREAD:
        yield f"scene {scene}: the picture is blank"


@_check("narration", blocking=True, reads="story_script")
def narration_is_heard(
    narration: AudioResult,
    story_script: StoryScript,
    media: dg.ResourceParam[MediaStore],
    ffmpeg: dg.ResourceParam[Ffmpeg],
) -> dg.AssetCheckResult:
    """Every clip is audible, not clipped, and as long as its words take to read."""
    scenes = {scene.number: scene for scene in story_script.scenes}
    found = [
        f"scene {number}: not read" for number in scenes.keys() - {clip.scene for clip in narration.clips}
    ]
    for clip in narration.clips:
        found += clip_faults(clip, scenes.get(clip.scene), media, ffmpeg)
    return _verdict(found, {"n_clips": len(narration.clips)})


def clip_faults(clip: NarrationClip, scene: Scene | None, media: MediaStore, ffmpeg: Ffmpeg) -> list[str]:
    """Say what is wrong with one clip."""
    if scene is None:
        return [f"scene {clip.scene}: read, but not in the story"]
    found: list[str] = []
    with _unreadable(f"scene {clip.scene}: the narration", found):
        found += _sound_faults(clip.scene, inspect_sound(media.path(clip.file.key), ffmpeg), scene)
    if [word.text for word in clip.words] != scene.text.split():
        found.append(f"scene {clip.scene}: the word times are of another text")
    return found


def _sound_faults(number: int, heard: SoundFacts, scene: Scene) -> Iterator[str]:
    n_words = len(scene.text.split())
    if heard.loudness_lufs < SILENCE_LUFS:
        yield f"scene {number}: the narration is silent ({heard.loudness_lufs:.0f} LUFS)"
    if heard.clipped_share > CLIPPED_SHARE:
        yield f"scene {number}: the narration is clipped ({heard.clipped_share:.2%} of samples)"
    low, high = SECONDS_A_WORD
    if not n_words * low <= heard.duration_s <= n_words * high + 2:
        yield f"scene {number}: {heard.duration_s:.1f} s for {n_words} words"


@_check("story_video", reads="story_script")
def film_is_right(
    story_video: VideoResult,
    story_script: StoryScript,
    media: dg.ResourceParam[MediaStore],
    ffmpeg: dg.ResourceParam[Ffmpeg],
) -> dg.AssetCheckResult:
    """The film has its frames, its sound and its captions: decoded and measured."""
    found: list[str] = []
    measured: dict[str, float] = {}
    with _unreadable("the film", found):
        facts = inspect_film(media.path(story_video.video.key), ffmpeg)
        measured = {"loudness_lufs": facts.loudness_lufs, "true_peak_dbtp": facts.true_peak_dbtp}
        found += _film_faults(facts, story_video)
    with _unreadable("the captions", found):
        captions = media.get(story_video.srt.key).decode(errors="replace")
        if _spoken_in(captions) != [word for scene in story_script.scenes for word in scene.text.split()]:
            found.append("captions miss words")
    return _verdict(found, measured)


def _film_faults(facts: FilmFacts, film: VideoResult) -> Iterator[str]:
    low, high = LOUDNESS_LUFS
    size = (facts.width_px, facts.height_px)
    rules = {
        f"{facts.n_frames} frames, not {film.n_frames}": facts.n_frames == film.n_frames,
        f"{facts.width_px} x {facts.height_px}": size == (film.width_px, film.height_px),
        f"picture {facts.video_s:.3f} s, sound {facts.audio_s:.3f} s": abs(facts.video_s - facts.audio_s)
        <= 1 / film.fps,
        f"black at {facts.black_spans}": not facts.black_spans,
        f"frozen at {facts.frozen_spans}": not facts.frozen_spans,
        f"{facts.loudness_lufs:.1f} LUFS": low <= facts.loudness_lufs <= high,
        f"true peak {facts.true_peak_dbtp:.1f} dBTP": facts.true_peak_dbtp <= TRUE_PEAK_DBTP,
        "no captions track": facts.has_captions,
    }
    return (fault for fault, holds in rules.items() if not holds)


def _spoken_in(srt: str) -> list[str]:
    """Give every word of SRT captions, in order."""
    blocks = (block.splitlines() for block in srt.strip().split("\n\n"))
    return [word for block in blocks for line in block[2:] for word in line.split()]


ALL = [script_fits, pictures_show_something, narration_is_heard, film_is_right]
