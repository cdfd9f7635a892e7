"""What a story would cost, before anything is asked: no key and no network needed."""

from collections.abc import Mapping
from dataclasses import dataclass

from storyvid_dagster.billing.prices import Units, prices
from storyvid_dagster.core.request import StoryRequest
from storyvid_dagster.core.story import band_for, scenes_for
from storyvid_dagster.providers.openai.options import OpenAIOptions
from storyvid_dagster.providers.openai.sizes import SHEET_SIZE, size_for

_CHARS_A_WORD = 5.4
_FILLED = 0.75
"""Part of the longest story of its band that a usual one has."""
_READING: Units = {"text_in": 1800, "text_out": 900}
_STORY: Units = {"text_in": 900, "text_out": 3200}
_REFERENCE_TOKENS = 1250
_PROMPT_TOKENS = 350


@dataclass(frozen=True)
class EstimateLine:
    """One kind of call."""

    what: str
    model: str
    calls: int
    usd: float


def estimate(
    request: StoryRequest, workers: Mapping[str, str], openai: OpenAIOptions, voice_model: str
) -> tuple[EstimateLine, ...]:
    """Estimate the paid calls of a story.

    Args:
        request: What is asked for; its age and scenes decide the length.
        workers: Role -> provider, as the settings choose.
        openai: Models and quality; the key is not looked at.
        voice_model: The narrator's.
    """
    scenes = request.scenes or scenes_for(request.child_age)
    lines: list[EstimateLine] = []
    for role, what, units in (("reader", "reading the drawing", _READING), ("writer", "the story", _STORY)):
        if workers[role] == "openai":
            lines.append(
                EstimateLine(what, openai.text_model, 1, prices().cost_usd(openai.text_model, units))
            )
    if workers["painter"] == "openai":
        model, quality = openai.image_model, openai.image_quality
        size = size_for(model, request.aspect.size(1080))
        for what, calls, area, references in (
            ("the character sheet", 1, SHEET_SIZE, 2),
            ("the pictures", scenes, size, 2),
        ):
            units = {
                "text_in": _PROMPT_TOKENS,
                "image_in": references * _REFERENCE_TOKENS,
                "image_out": prices().tokens_of_picture(model, quality, area),
            }
            lines.append(
                EstimateLine(what, f"{model}, {quality}", calls, calls * prices().cost_usd(model, units))
            )
    if workers["narrator"] == "elevenlabs":
        characters = band_for(request.child_age).longest_story * _FILLED * _CHARS_A_WORD
        usd = prices().cost_usd(voice_model, {"characters": characters})
        lines.append(EstimateLine("the narration", voice_model, scenes, usd))
    return tuple(lines)
