"""Which account, server, model and voices of ElevenLabs. The SDK is not needed to say so."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from storyvid_dagster.core.request import VoiceType


@dataclass(frozen=True)
class ElevenLabsOptions:
    """Which account, server, model and voices."""

    api_key: str = field(repr=False)
    base_url: str | None = None
    model: str = "eleven_v4"
    voices: Mapping[VoiceType, str] = field(default_factory=dict[VoiceType, str])
    timeout_s: float = 90.0
