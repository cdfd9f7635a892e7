"""What the last three stages leave: pictures, narration and the film."""

from typing import Annotated

from pydantic import Field

from storyvid_dagster.core.files import INCIDENTAL, Document, MadeBy, MediaFile
from storyvid_dagster.core.request import Style, VoiceType
from storyvid_dagster.core.shot_list import SceneTakes


class PuppetFile(Document):
    """A figure of a scene that can be moved; places are pixels of the picture."""

    figure: int = Field(ge=1, description="Its number in the drawing, 1 being the hero, or that of a thing")
    file: MediaFile = Field(description="RGBA PNG, as large as it is in the picture")
    shadow: MediaFile | None = Field(description="RGBA PNG of the same size: what it throws on the ground")
    left: int
    top: int
    foot_x: float
    foot_y: float
    holder: int | None = Field(default=None, description="The figure it moves with; 0: it stands still")


class SceneryFiles(Document):
    """The parts a picture can be put together from."""

    backdrop: MediaFile = Field(description="JPEG of what is far")
    near: MediaFile | None = Field(description="WebP of the ground and what grows there")
    puppets: tuple[PuppetFile, ...] = Field(description="Those behind first")
    painted_in: bool = Field(
        default=False, description="Lifted off a finished picture: they stir, and do not act"
    )


class SceneImage(Document):
    """The picture of one scene."""

    scene: int = Field(ge=1)
    file: MediaFile = Field(description="RGB PNG")
    focus_x: float = Field(ge=0, le=1, description="Where to look, in parts of the width")
    focus_y: float = Field(ge=0, le=1, description="Where to look, in parts of the height")
    scenery: SceneryFiles | None = Field(default=None, description="None: the picture is all of a piece")
    made_by: MadeBy


class ImageResult(Document):
    """All pictures of a story, in scene order, of one size."""

    run_id: str
    style: Style
    width_px: int = Field(gt=0)
    height_px: int = Field(gt=0)
    images: tuple[SceneImage, ...] = Field(min_length=1)
    checked_by: Annotated[str, INCIDENTAL] = Field(
        default="", description="What looked whether the pictures are fit for children"
    )


class WordTime(Document):
    """When a word is said, in seconds from the start of its clip."""

    text: str
    start_s: float = Field(ge=0)
    end_s: float = Field(ge=0)


class NarrationClip(Document):
    """The narration of one scene."""

    scene: int = Field(ge=1)
    file: MediaFile = Field(description="MP3")
    duration_s: float = Field(gt=0, description="Length of the sound as measured, not as estimated")
    words: tuple[WordTime, ...] = Field(description="Every word of the scene's text, in order")
    made_by: MadeBy


class AudioResult(Document):
    """All narration of a story, in scene order, in one voice."""

    run_id: str
    voice_type: VoiceType
    clips: tuple[NarrationClip, ...] = Field(min_length=1)


class VideoResult(Document):
    """The film and what was measured on it."""

    run_id: str
    title: str
    video: MediaFile
    thumbnail: MediaFile
    srt: MediaFile
    vtt: MediaFile
    width_px: int
    height_px: int
    fps: int
    n_frames: int
    duration_s: float
    loudness_lufs: float
    true_peak_dbtp: float
    segments_total: Annotated[int, INCIDENTAL] = Field(
        description="Pieces of picture the film is joined from"
    )
    segments_made: Annotated[int, INCIDENTAL] = Field(description="Those of them that were not there already")
    credits: Annotated[tuple[str, ...], INCIDENTAL] = Field(
        default=(), description="Who read, wrote, painted and spoke, and what stood in for whom"
    )
    shots: tuple[SceneTakes, ...] = Field(
        default=(), description="The shot list: what the camera shows of each scene, and why"
    )
    made_by: MadeBy


class Extras(Document):
    """What was made beside the film by one asset."""

    run_id: str
    files: tuple[MediaFile, ...] = Field(min_length=1)
    made_by: MadeBy


class AnthologyResult(Document):
    """One film and one book of many stories."""

    name: str
    title: str
    run_ids: tuple[str, ...] = Field(min_length=1, description="The stories, in order")
    film: MediaFile
    srt: MediaFile
    vtt: MediaFile
    book: MediaFile = Field(description="PDF")
    width_px: int
    height_px: int
    fps: int
    n_frames: int
    duration_s: float
    loudness_lufs: float
    true_peak_dbtp: float
    made_by: MadeBy

    @property
    def files(self) -> tuple[MediaFile, ...]:
        """All of it."""
        return self.film, self.srt, self.vtt, self.book
