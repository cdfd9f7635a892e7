"""What there is of a story, who made it, and under which licence it may be passed on."""

from collections.abc import Iterable, Sequence

from pydantic import Field

from storyvid_dagster.core.files import Document, MadeBy, MediaFile
from storyvid_dagster.core.shot_list import SceneTakes

_LICENCES: dict[str, str] = {
    "Kokoro": "speech by Kokoro-82M, Apache-2.0",
    "Piper": "speech by a Piper voice; see docs/dependencies.md for its licence",
    "espeak-ng": "speech by espeak-ng, GPL-3.0 (the program; sound made with it is free)",
    "openai": "made with OpenAI; its terms of use apply",
    "elevenlabs": "made with ElevenLabs; its terms of use apply, by plan",
    "painter": "pictures painted by this program, with the child's own figures: the child's",
    "grammar": "words from this program's hand-written stories, Apache-2.0",
}
"""By a part of the provider's or the model's name."""
_VENDORS = frozenset({"openai", "elevenlabs"})
_AI_MODELS = ("Kokoro", "Piper")


class Part(Document):
    """One file of a story."""

    file: MediaFile
    stage: str
    made_by: MadeBy | None = None
    ai_generated: bool = False


class Manifest(Document):
    """Every file of a story."""

    run_id: str
    title: str
    duration_s: float
    parts: tuple[Part, ...]
    ai_generated: bool
    """Whether a generative model had a hand in any of it."""
    notices: tuple[str, ...]
    shots: tuple[SceneTakes, ...] = Field(default=(), description="What the camera shows from cut to cut")
    fonts: str = "Fredoka and Andika, SIL Open Font License 1.1"


def part(file: MediaFile, stage: str, made_by: MadeBy | None) -> Part:
    """Describe a file by who made it."""
    return Part(
        file=file, stage=stage, made_by=made_by, ai_generated=made_by is not None and is_generated(made_by)
    )


def is_generated(made_by: MadeBy) -> bool:
    """Tell whether a generative model made it: a vendor's, or a neural voice of ours."""
    return made_by.provider in _VENDORS or any(name in made_by.model for name in _AI_MODELS)


def manifest(
    run_id: str, title: str, duration_s: float, parts: Sequence[Part], shots: Sequence[SceneTakes] = ()
) -> Manifest:
    """Put the parts of a story together."""
    return Manifest(
        run_id=run_id,
        title=title,
        duration_s=duration_s,
        parts=tuple(parts),
        ai_generated=any(p.ai_generated for p in parts),
        notices=tuple(dict.fromkeys(_notices(p.made_by for p in parts if p.made_by))),
        shots=tuple(shots),
    )


def _notices(makers: Iterable[MadeBy]) -> Iterable[str]:
    for made_by in makers:
        for name, notice in _LICENCES.items():
            if name in made_by.model or name == made_by.provider:
                yield notice
