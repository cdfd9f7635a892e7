"""A crew whose vendors are the local server."""

from dataclasses import replace
from typing import Any

from storyvid_dagster.audio.codec import decode_bytes
from storyvid_dagster.billing.retry import VendorRetry
from storyvid_dagster.core.request import VoiceType
from storyvid_dagster.ffmpeg import Ffmpeg
from storyvid_dagster.media.store import MediaStore
from storyvid_dagster.providers.catalog import ProviderOptions, ProviderSet
from storyvid_dagster.providers.elevenlabs.options import ElevenLabsOptions
from storyvid_dagster.providers.openai.options import OpenAIOptions
from storyvid_dagster_tests.vendors.server import ELEVENLABS_KEY, OPENAI_KEY, Vendors

TIMEOUT_S = 20.0


def openai_options(vendors: Vendors, **changes: Any) -> OpenAIOptions:
    return OpenAIOptions(
        **{
            "api_key": OPENAI_KEY, "base_url": f"{vendors.url}/openai/v1", "text_timeout_s": TIMEOUT_S,
            "image_timeout_s": TIMEOUT_S, "safety_identifier": "0123456789abcdef", **changes,
        }
    )  # fmt: skip


def elevenlabs_options(vendors: Vendors, **changes: Any) -> ElevenLabsOptions:
    return ElevenLabsOptions(
        **{
            "api_key": ELEVENLABS_KEY, "base_url": f"{vendors.url}/elevenlabs", "timeout_s": TIMEOUT_S,
            "voices": {kind: f"voice-{kind}" for kind in VoiceType}, **changes,
        }
    )  # fmt: skip


def providers(vendors: Vendors, store: MediaStore, **changes: Any) -> ProviderSet:
    options = ProviderOptions(
        openai=openai_options(vendors),
        elevenlabs=elevenlabs_options(vendors),
        retry=VendorRetry(retry_for_s=0.5, first_pause_s=0.02, longest_pause_s=0.1),
    )
    return ProviderSet(replace(options, **changes), store, lambda data: decode_bytes(data, Ffmpeg.find()))
