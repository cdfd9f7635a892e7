"""Which account, server and models of OpenAI. The SDK is not needed to say so."""

from dataclasses import dataclass, field
from typing import Literal

Dialect = Literal["openai", "portable"]


@dataclass(frozen=True)
class OpenAIOptions:
    """Which account, server and models, and how."""

    api_key: str = field(repr=False)
    base_url: str | None = None
    dialect: Dialect = "openai"
    """`portable` leaves out what servers that only speak like OpenAI may not know."""
    text_model: str = "gpt-6-luna"
    reasoning_effort: str | None = "low"
    image_model: str = "gpt-image-2.6-flare"
    image_quality: str = "medium"
    moderation_model: str = "omni-moderation-latest"
    text_timeout_s: float = 90.0
    image_timeout_s: float = 180.0
    safety_identifier: str | None = None
    """Names whoever asks by a hash, for the vendor's own watch over misuse."""
