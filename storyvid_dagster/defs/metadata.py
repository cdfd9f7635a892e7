"""What a person sees on an asset in the Dagster UI."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import dagster as dg
import numpy as np
from numpy.typing import NDArray
from PIL import Image

from storyvid_dagster.core import names
from storyvid_dagster.core.drawing import Drawing, DrawingAnalysis
from storyvid_dagster.core.files import MadeBy, MediaFile
from storyvid_dagster.core.manifest import Manifest
from storyvid_dagster.core.request import StoryRequest
from storyvid_dagster.core.results import AnthologyResult, AudioResult, Extras, ImageResult, VideoResult
from storyvid_dagster.core.story import StoryScript
from storyvid_dagster.images import preview_jpeg
from storyvid_dagster.media.store import MediaStore

_PREVIEW_BYTES = 70_000
_PREVIEW_PX = 480
_TILE_PX = 200
_PERSONAL = {"child_name", "say_name", "title", "personal_context", "music"}
"""Options that stay in the story's documents: what Dagster keeps is read by whoever opens the UI."""


@dataclass(frozen=True)
class RunPreviews:
    """Shows what was made of one run in the UI: small files in the store, and links to them.

    Dagster's event log holds the links alone: it stays small, and what it shows is gone when the files are.
    The UI shows markdown without a click below 1,000 characters.
    """

    run_id: str
    store: MediaStore
    media_url: str

    def show(self, pictures: Mapping[str, NDArray[np.uint8]]) -> dict[str, dg.MarkdownMetadataValue]:
        """Keep some pictures small, named by what they show, and give the entry that shows them."""
        links: list[str] = []
        for what, pixels in pictures.items():
            jpeg = preview_jpeg(pixels, _PREVIEW_PX, _PREVIEW_BYTES)
            key = self.store.put(names.preview(self.run_id, what), jpeg).key
            links.append(f"![{what}]({self.url(key)})")
        return {"gallery": dg.MetadataValue.md(" ".join(links))}

    def text(self, what: str, text: str) -> dg.MarkdownMetadataValue:
        """Keep a text to read, and give a link to it."""
        key = self.store.put(names.preview(self.run_id, what, "txt"), text.encode()).key
        return self.link(f"read the {what}", key)

    def link(self, label: str, key: str) -> dg.MarkdownMetadataValue:
        """Give a link to a stored file."""
        return dg.MetadataValue.md(f"[{label}]({self.url(key)})")

    def url(self, key: str) -> str:
        """Say where a browser finds a stored file."""
        return f"{self.media_url}/{key}"

    def pixels(self, file: MediaFile) -> NDArray[np.uint8]:
        """Read a stored picture."""
        with Image.open(self.store.path(file.key)) as picture:
            return np.asarray(picture.convert("RGB"))

    def sheet(self, figures: Sequence[MediaFile]) -> NDArray[np.uint8]:
        """Lay figures side by side on green, so that their white rims show."""
        sheet = Image.new("RGB", (_TILE_PX * len(figures), _TILE_PX), "#7fae7f")
        for column, file in enumerate(figures):
            with Image.open(self.store.path(file.key)) as figure:
                tile = figure.convert("RGBA")
            tile.thumbnail((_TILE_PX - 16, _TILE_PX - 16))
            corner = (column * _TILE_PX + (_TILE_PX - tile.width) // 2, (_TILE_PX - tile.height) // 2)
            sheet.paste(tile, corner, tile)
        return np.asarray(sheet)


def of_drawing(drawing: Drawing, showcase: RunPreviews) -> dict[str, Any]:
    """Show the drawing and what was asked."""
    asked = drawing.request.model_dump(mode="json", exclude_defaults=True, exclude=_PERSONAL)
    return {
        **showcase.show({"drawing": showcase.pixels(drawing.upright)}),
        "size": f"{drawing.width_px} x {drawing.height_px} px",
        "request": dg.MetadataValue.json(asked),
    }


def of_analysis(analysis: DrawingAnalysis, showcase: RunPreviews) -> dict[str, Any]:
    """Show the clean page, the figures and what was read."""
    reading = analysis.reading
    figures = showcase.sheet([figure.file for figure in analysis.figures])
    return {
        **showcase.show({"page": showcase.pixels(analysis.page), "figures": figures}),
        "cut": analysis.cut,
        "n_figures": len(analysis.figures),
        "subject": reading.subject,
        "colors": ", ".join(reading.colors),
        "checked_by": analysis.checked_by,
        **_made_by([analysis.made_by]),
    }


def of_story(story: StoryScript, showcase: RunPreviews) -> dict[str, Any]:
    """Link the script, as a page to read."""
    scenes = [
        f"{scene.number}. {scene.setting}, {scene.time_of_day}\n\n{scene.text}" for scene in story.scenes
    ]
    return {
        "script": showcase.text("script", "\n\n\n".join([story.title, *scenes]) + "\n"),
        "theme": str(story.theme),
        "n_scenes": len(story.scenes),
        "n_words": sum(len(scene.text.split()) for scene in story.scenes),
        "seed": story.seed,
        "checked_by": story.checked_by,
        **_made_by([story.made_by]),
    }


def run_tags(story: StoryScript, request: StoryRequest, *, says_name: bool) -> dict[str, str]:
    """Say in a list of runs which story a run makes; without `says_name`, the child's name is left out."""
    name = request.child_name
    title = story.title if says_name or not name else story.title.replace(name, "…")
    tags = {"storyvid/title": title, "storyvid/style": str(request.style)}
    return {**tags, "storyvid/child": name} if says_name and name else tags


def of_images(images: ImageResult, showcase: RunPreviews) -> dict[str, Any]:
    """Show each picture."""
    return {
        **showcase.show({f"scene_{image.scene}": showcase.pixels(image.file) for image in images.images}),
        "size": f"{images.width_px} x {images.height_px} px",
        "style": str(images.style),
        "checked_by": images.checked_by,
        **_made_by([image.made_by for image in images.images]),
    }


def of_audio(audio: AudioResult, media_url: str) -> dict[str, Any]:
    """Link each clip, with its length."""
    lines = "\n".join(
        f"{clip.scene}. [{clip.duration_s:.1f} s]({media_url}/{clip.file.key}), {len(clip.words)} words"
        for clip in audio.clips
    )
    return {
        "clips": dg.MetadataValue.md(lines),
        "duration_s": round(sum(clip.duration_s for clip in audio.clips), 2),
        "n_words": sum(len(clip.words) for clip in audio.clips),
        "voice_type": str(audio.voice_type),
        **_made_by([clip.made_by for clip in audio.clips]),
    }


def of_video(video: VideoResult, showcase: RunPreviews) -> dict[str, Any]:
    """Show the poster and link the film."""
    return {
        **showcase.show({"poster": showcase.pixels(video.thumbnail)}),
        "film": showcase.link("watch the film", video.video.key),
        "script": showcase.link("read the script", names.preview(showcase.run_id, "script", "txt")),
        "key": video.video.key,
        "duration_s": round(video.duration_s, 2),
        "size": f"{video.width_px} x {video.height_px} px, {video.fps} fps",
        "megabytes": round(video.video.size_bytes / 1e6, 1),
        "loudness_lufs": round(video.loudness_lufs, 1),
        "true_peak_dbtp": round(video.true_peak_dbtp, 1),
        "pieces_made": f"{video.segments_made} of {video.segments_total}",
        "shots": _shot_list(video),
        "credits": dg.MetadataValue.md("\n".join(f"- {credit}" for credit in video.credits)),
        **_made_by([video.made_by]),
    }


def _shot_list(video: VideoResult) -> dg.TableMetadataValue:
    """Show what the camera shows of each scene, and why."""
    return dg.MetadataValue.table(
        [
            dg.TableRecord(
                {
                    "scene": shots.scene,
                    "from_s": round(take.start_frame / video.fps, 1),
                    "seconds": round(take.n_frames / video.fps, 1),
                    "framing": str(take.framing),
                    "of": ", ".join(map(str, take.figures)) or "the place",
                    "because": str(take.reason),
                    "zoom": " to ".join(dict.fromkeys(f"{look.zoom:.2f}" for look in (take.start, take.end))),
                }
            )
            for shots in video.shots
            for take in shots.takes
        ]
    )


def of_extras(extras: Extras, media_url: str) -> dict[str, Any]:
    """Link what was made."""
    return {"files": _links(extras.files, media_url), **_made_by([extras.made_by])}


def of_anthology(made: AnthologyResult, media_url: str) -> dict[str, Any]:
    """Link film and book, and say which stories are in them."""
    return {
        "files": _links(made.files, media_url),
        "title": made.title,
        "run_ids": ", ".join(made.run_ids),
        "n_stories": len(made.run_ids),
        "duration_s": round(made.duration_s, 2),
        "size": f"{made.width_px} x {made.height_px} px, {made.fps} fps",
        "loudness_lufs": round(made.loudness_lufs, 1),
        "true_peak_dbtp": round(made.true_peak_dbtp, 1),
        **_made_by([made.made_by]),
    }


def of_manifest(manifest: Manifest) -> dict[str, Any]:
    """Say how much there is, and what to say when it is passed on."""
    return {
        "n_files": len(manifest.parts),
        "megabytes": round(sum(part.file.size_bytes for part in manifest.parts) / 1e6, 1),
        "ai_generated": manifest.ai_generated,
        "notices": dg.MetadataValue.md("\n".join(f"- {notice}" for notice in manifest.notices)),
    }


def _links(files: Sequence[MediaFile], media_url: str) -> dg.MarkdownMetadataValue:
    links = (f"- [{file.key}]({media_url}/{file.key}), {file.size_bytes / 1e6:.1f} MB" for file in files)
    return dg.MetadataValue.md("\n".join(links))


def _made_by(makers: Sequence[MadeBy]) -> dict[str, Any]:
    notes = list(dict.fromkeys(note for made_by in makers for note in made_by.notes))
    facts: dict[str, Any] = {
        "provider": ", ".join(dict.fromkeys(made_by.provider for made_by in makers)),
        "model": ", ".join(dict.fromkeys(made_by.model for made_by in makers)),
        "seconds": round(sum(made_by.seconds for made_by in makers), 2),
        "cost_usd": round(sum(made_by.cost_usd for made_by in makers), 4),
    }
    return (
        {**facts, "notes": dg.MetadataValue.md("\n".join(f"- {note}" for note in notes))} if notes else facts
    )
