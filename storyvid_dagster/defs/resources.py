"""Ports, store and inbox as Dagster resources, filled from the settings."""

from pathlib import Path
from typing import Any, cast

import dagster as dg

from storyvid_dagster.defs.io_manager import DocumentIOManager
from storyvid_dagster.defs.partitions import PARTITION_TAG
from storyvid_dagster.media.inbox import Inbox, Limits
from storyvid_dagster.media.store import MediaStore
from storyvid_dagster.providers.cached import CachedPainter
from storyvid_dagster.providers.catalog import NARRATORS, PAINTERS, READERS, WRITERS, SpeechEngine
from storyvid_dagster.providers.ports import DrawingReader, Narrator, Painter, StoryWriter
from storyvid_dagster.render.ffmpeg import Ffmpeg
from storyvid_dagster.settings import Settings


def _store(context: dg.InitResourceContext, data_dir: str) -> MediaStore:
    tags = context.run.tags if context.run else {}
    return MediaStore(Path(data_dir), tags.get(PARTITION_TAG))


class MediaResource(dg.ConfigurableResource[MediaStore]):
    """The store of everything made."""

    data_dir: str

    def create_resource(self, context: dg.InitResourceContext) -> MediaStore:
        """Open the store."""
        return _store(context, self.data_dir)


class InboxResource(dg.ConfigurableResource[Inbox]):
    """The upload folder."""

    uploads_dir: str
    data_dir: str
    max_bytes: int
    max_pixels: int
    settle_s: float
    patience_s: float

    def create_resource(self, context: dg.InitResourceContext) -> Inbox:
        """Open the folder."""
        return self.open()

    def open(self) -> Inbox:
        """Open the folder without Dagster."""
        limits = Limits(self.max_bytes, self.max_pixels, self.settle_s, self.patience_s)
        return Inbox(Path(self.uploads_dir), MediaStore(Path(self.data_dir)), limits)


class ReaderResource(dg.ConfigurableResource[DrawingReader]):
    """Who reads the drawing."""

    provider: str

    def create_resource(self, context: dg.InitResourceContext) -> DrawingReader:
        """Choose by name."""
        return READERS[self.provider]()


class WriterResource(dg.ConfigurableResource[StoryWriter]):
    """Who writes the story."""

    provider: str
    data_dir: str

    def create_resource(self, context: dg.InitResourceContext) -> StoryWriter:
        """Choose by name."""
        return WRITERS[self.provider](_store(context, self.data_dir))


class PainterResource(dg.ConfigurableResource[Painter]):
    """Who paints the scenes."""

    provider: str
    data_dir: str

    def create_resource(self, context: dg.InitResourceContext) -> Painter:
        """Choose by name, behind the cache."""
        return CachedPainter(PAINTERS[self.provider](), _store(context, self.data_dir))


class NarratorResource(dg.ConfigurableResource[Narrator]):
    """Who reads the story aloud."""

    provider: str
    engine: str
    data_dir: str

    def create_resource(self, context: dg.InitResourceContext) -> Narrator:
        """Choose by name."""
        return NARRATORS[self.provider](_store(context, self.data_dir), cast("SpeechEngine", self.engine))


class FfmpegResource(dg.ConfigurableResource[Ffmpeg]):
    """The ffmpeg that encodes and joins."""

    executable: str | None = None

    def create_resource(self, context: dg.InitResourceContext) -> Ffmpeg:
        """Find it."""
        return Ffmpeg.find(self.executable)


class FilmResource(dg.ConfigurableResource[None]):
    """What a film is made like, and where links to it lead."""

    height_px: int
    fps: int
    media_url: str


def inbox_resource(settings: Settings) -> InboxResource:
    """Make the inbox of given settings."""
    return InboxResource(
        uploads_dir=str(settings.uploads),
        data_dir=str(settings.data_dir),
        max_bytes=int(settings.upload_max_mb * 1e6),
        max_pixels=int(settings.upload_max_megapixels * 1e6),
        settle_s=settings.upload_settle_s,
        patience_s=settings.upload_patience_s,
    )


def from_settings(settings: Settings) -> dict[str, Any]:
    """Make every resource the assets and sensors ask for."""
    data_dir = str(settings.data_dir)
    return {
        "io_manager": DocumentIOManager(base=data_dir),
        "media": MediaResource(data_dir=data_dir),
        "inbox": inbox_resource(settings),
        "reader": ReaderResource(provider=settings.reader),
        "writer": WriterResource(provider=settings.writer, data_dir=data_dir),
        "painter": PainterResource(provider=settings.painter, data_dir=data_dir),
        "narrator": NarratorResource(
            provider=settings.narrator, engine=settings.speech_engine, data_dir=data_dir
        ),
        "ffmpeg": FfmpegResource(executable=settings.ffmpeg),
        "film": FilmResource(height_px=settings.height, fps=settings.fps, media_url=settings.media_url),
    }
