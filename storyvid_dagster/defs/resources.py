"""Ports, store and inbox as Dagster resources, filled from the settings."""

import hashlib
from pathlib import Path
from typing import Any

import dagster as dg

from storyvid_dagster import settings
from storyvid_dagster.audio.codec import decode_bytes
from storyvid_dagster.billing.paid_calls import Budget
from storyvid_dagster.billing.retry import VendorRetry
from storyvid_dagster.core.request import VoiceType
from storyvid_dagster.defs.io_manager import DocumentIOManager
from storyvid_dagster.defs.partitions import PARTITION_TAG
from storyvid_dagster.defs.stores import store_of
from storyvid_dagster.ffmpeg import Ffmpeg
from storyvid_dagster.intake.inbox import Inbox, Limits
from storyvid_dagster.media.server import PREFIX
from storyvid_dagster.media.store import MediaStore
from storyvid_dagster.ports import Providers
from storyvid_dagster.providers.catalog import VENDOR_OF, ProviderOptions, ProviderSet
from storyvid_dagster.providers.elevenlabs.options import ElevenLabsOptions
from storyvid_dagster.providers.openai.options import OpenAIOptions
from storyvid_dagster.settings import Settings


def _store(context: dg.InitResourceContext, data_dir: str) -> MediaStore:
    tags = context.run.tags if context.run else {}
    return store_of(data_dir, tags.get(PARTITION_TAG))


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
    music_anywhere: bool

    def create_resource(self, context: dg.InitResourceContext) -> Inbox:
        """Open the folder."""
        return self.open()

    def open(self) -> Inbox:
        """Open the folder without Dagster."""
        limits = Limits(
            max_bytes=self.max_bytes,
            max_pixels=self.max_pixels,
            settle_s=self.settle_s,
            patience_s=self.patience_s,
            music_anywhere=self.music_anywhere,
        )
        return Inbox(Path(self.uploads_dir), store_of(self.data_dir), limits)


class ProvidersResource(dg.ConfigurableResource[Providers]):
    """Who reads, writes, paints, speaks and judges.

    Which provider does what comes from the environment when a run starts, and so do the keys: what is
    configuration here is shown in the UI.
    """

    data_dir: str

    def create_resource(self, context: dg.InitResourceContext) -> Providers:
        """Gather them."""
        return providers(settings.load(), _store(context, self.data_dir))


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
    tag_child_name: bool = False


def providers(chosen: Settings, store: MediaStore) -> ProviderSet:
    """Make the providers of given settings."""
    return ProviderSet(
        provider_options(chosen), store, lambda data: decode_bytes(data, Ffmpeg.find(chosen.ffmpeg))
    )


def provider_options(chosen: Settings) -> ProviderOptions:
    """Say in the providers' words what the settings choose."""
    return ProviderOptions(
        chosen={role: getattr(chosen, role) for role in VENDOR_OF},
        openai=_openai(chosen),
        elevenlabs=_elevenlabs(chosen),
        openai_at_once=chosen.openai_at_once,
        elevenlabs_at_once=chosen.elevenlabs_at_once,
        likeness=chosen.likeness,
        falls_back=chosen.fallback == "embedded",
        voice_says_name=chosen.voice_says_name,
        budget=Budget(_limit(chosen.budget_usd), _limit(chosen.budget_usd_day)),
        retry=VendorRetry(retry_for_s=chosen.retry_for_s),
        speech_engine=chosen.speech_engine,
        ledger_url=chosen.ledger,
    )


def _openai(chosen: Settings) -> OpenAIOptions | None:
    if chosen.openai_api_key is None:
        return None
    key = chosen.openai_api_key.get_secret_value()
    effort = chosen.openai_reasoning_effort
    return OpenAIOptions(
        api_key=key,
        base_url=chosen.openai_base_url,
        dialect=chosen.openai_dialect,
        text_model=chosen.openai_text_model,
        reasoning_effort=None if effort == "none" else effort,
        image_model=chosen.openai_image_model,
        image_quality=chosen.openai_image_quality,
        moderation_model=chosen.openai_moderation_model,
        text_timeout_s=chosen.openai_text_timeout_s,
        image_timeout_s=chosen.openai_image_timeout_s,
        safety_identifier=hashlib.sha256(f"storyvid {key}".encode()).hexdigest()[:32],
    )


def _elevenlabs(chosen: Settings) -> ElevenLabsOptions | None:
    if chosen.elevenlabs_api_key is None:
        return None
    return ElevenLabsOptions(
        api_key=chosen.elevenlabs_api_key.get_secret_value(),
        base_url=chosen.elevenlabs_base_url,
        model=chosen.elevenlabs_model,
        voices={kind: getattr(chosen, f"elevenlabs_voice_{kind}") for kind in VoiceType},
        timeout_s=chosen.elevenlabs_timeout_s,
    )


def _limit(dollars: float | str) -> float | None:
    return dollars if isinstance(dollars, float) else None


def inbox_resource(chosen: Settings) -> InboxResource:
    """Make the inbox of given settings."""
    return InboxResource(
        uploads_dir=str(chosen.uploads),
        data_dir=str(chosen.data_dir),
        max_bytes=int(chosen.upload_max_mb * 1e6),
        max_pixels=int(chosen.upload_max_megapixels * 1e6),
        settle_s=chosen.upload_settle_s,
        patience_s=chosen.upload_patience_s,
        music_anywhere=chosen.upload_music_anywhere,
    )


def from_settings(chosen: Settings) -> dict[str, Any]:
    """Make every resource the assets and sensors ask for."""
    data_dir = str(chosen.data_dir)
    return {
        "io_manager": DocumentIOManager(base=data_dir),
        "media": MediaResource(data_dir=data_dir),
        "inbox": inbox_resource(chosen),
        "providers": ProvidersResource(data_dir=data_dir),
        "ffmpeg": FfmpegResource(executable=chosen.ffmpeg),
        "film": FilmResource(
            height_px=chosen.height,
            fps=chosen.fps,
            media_url=chosen.media_url.rstrip("/") or PREFIX,
            tag_child_name=chosen.tag_child_name,
        ),
    }
