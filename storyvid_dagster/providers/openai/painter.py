"""Paints scenes with the child's own figures: a character sheet first, then every scene from it."""

import asyncio
import hashlib
import io
import time
from collections.abc import Sequence

import numpy as np
from PIL import Image, ImageOps

from storyvid_dagster.billing.limiter import AdaptiveLimiter
from storyvid_dagster.billing.paid_calls import Order, PaidCalls, VendorAnswer
from storyvid_dagster.billing.prices import prices
from storyvid_dagster.core import prompts
from storyvid_dagster.core.files import MadeBy
from storyvid_dagster.core.request import Likeness
from storyvid_dagster.errors import AnswerLost, ProviderError
from storyvid_dagster.ports import Picture, PictureOrder
from storyvid_dagster.providers.openai.client import OpenAIClient
from storyvid_dagster.providers.openai.sizes import SHEET_SIZE, size_for

_MOST_FIGURES = 4
_REFERENCE_PX = 1024
_TOKENS_A_REFERENCE = 1250
_CHARS_A_TOKEN = 4
_BLANK_SPREAD = 6.0
"""A picture whose pixels deviate less than this from their mean shows nothing."""
_ASPECT_TOLERANCE = 0.03
_SMALLEST_PX = 256
_MOST_PX = 40_000_000
_FOCUS = (0.5, 0.45)


class OpenAIPainter:
    """An image model that edits what the child drew into each scene."""

    def __init__(self, client: OpenAIClient, paid_calls: PaidCalls, likeness: Likeness) -> None:
        self._client, self._paid_calls, self._likeness = client, paid_calls, likeness
        self._references: dict[str, bytes] = {}
        self._sheets: dict[str, bytes | ProviderError] = {}
        self._one_at_first = AdaptiveLimiter(1)

    async def paint(self, order: PictureOrder) -> Picture:
        """Paint one scene; the sheet is made by whichever scene comes first, and waited for by the others."""
        started_s = time.monotonic()
        *figures, page = [
            await self._reference(png) for png in (*order.figures_png[:_MOST_FIGURES], order.page_png)
        ]
        sheet, sheet_usd = await self._sheet([*figures, page], order)
        size = size_for(self._client.options.image_model, order.size)
        number = order.scene.number
        prompt = prompts.scene(order.scene, order.card, order.style, self._likeness)
        references = [await self._reference(sheet), page]
        png, usd = await self._call(
            f"the picture of scene {number}", references, prompt, size, variation=order.scene.picture_seed
        )
        options = self._client.options
        return Picture(
            png=await asyncio.to_thread(_fitted, png, order.size),
            focus=_FOCUS,
            made_by=MadeBy(
                provider="openai",
                model=f"{options.image_model}, {options.image_quality}",
                seconds=round(time.monotonic() - started_s, 3),
                cost_usd=round(sheet_usd + usd, 6),
            ),
        )

    async def _sheet(self, references: Sequence[bytes], order: PictureOrder) -> tuple[bytes, float]:
        """Give the sheet and what was paid for it: all of it by the scene that asked first.

        When it cannot be had, the other scenes do not ask for it one after the other.
        """
        prompt = prompts.sheet(order.card, order.style, self._likeness)
        name = hashlib.sha256(b"".join([prompt.encode(), *references])).hexdigest()
        async with self._one_at_first:
            known = self._sheets.get(name)
            if isinstance(known, ProviderError):
                raise known
            if known is not None:
                return known, 0.0
            try:
                sheet, usd = await self._call("the character sheet", references, prompt, SHEET_SIZE)
            except ProviderError as error:
                self._sheets[name] = error
                raise
            self._sheets[name] = sheet
            return sheet, usd

    async def _reference(self, png: bytes) -> bytes:
        """Give a picture as it is sent, made once for all scenes."""
        name = hashlib.sha256(png).hexdigest()
        if name not in self._references:
            self._references[name] = await asyncio.to_thread(_reference, png)
        return self._references[name]

    async def _call(
        self,
        what: str,
        references: Sequence[bytes],
        prompt: str,
        size: tuple[int, int],
        *,
        variation: int | None = None,
    ) -> tuple[bytes, float]:
        """Buy a picture; another `variation` buys another one of the same."""
        options = self._client.options

        async def ask() -> VendorAnswer:
            answer = await self._client.edit_image(what, references, prompt, size)
            await asyncio.to_thread(check_picture, what, answer.body, size)
            return answer

        bought = await self._paid_calls.call(
            Order(
                what=what,
                vendor="openai",
                model=options.image_model,
                ingredients={
                    "server": options.base_url,
                    "quality": options.image_quality,
                    "size": size,
                    "prompt": prompt,
                    "references": [hashlib.sha256(png).hexdigest() for png in references],
                    **({} if variation is None else {"variation": variation}),
                },
                units={
                    "text_in": len(prompt) / _CHARS_A_TOKEN,
                    "image_in": len(references) * _TOKENS_A_REFERENCE,
                    "image_out": prices().tokens_of_picture(options.image_model, options.image_quality, size),
                },
            ),
            ask,
            self._client.limiter,
        )
        return bought.body, bought.usd


def check_picture(what: str, data: bytes, size: tuple[int, int]) -> None:
    """Decode a picture that came from outside.

    Raises:
        AnswerLost: It is no picture, of another shape than ordered, or blank: paid for, and useless.
    """
    try:
        with Image.open(io.BytesIO(data)) as image:
            if image.width * image.height > _MOST_PX:
                raise AnswerLost(f"{what} that OpenAI sent is too large: {image.width} x {image.height}")
            pixels = np.asarray(image.convert("RGB"))
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        raise AnswerLost(f"{what} that OpenAI sent is no picture ({len(data)} bytes)") from error
    height, width = pixels.shape[:2]
    if min(width, height) < _SMALLEST_PX or abs(width / height * size[1] / size[0] - 1) > _ASPECT_TOLERANCE:
        raise AnswerLost(f"{what} that OpenAI sent is {width} x {height}, not {size[0]} x {size[1]}")
    if float(pixels.std(axis=(0, 1)).max()) < _BLANK_SPREAD:
        raise AnswerLost(f"{what} that OpenAI sent is blank")


def _reference(png: bytes) -> bytes:
    """Make a picture small enough to send, on white, as new pixels without anything that came with it."""
    with Image.open(io.BytesIO(png)) as image:
        rgba = image.convert("RGBA")
        plain = Image.new("RGB", rgba.size, "white")
        plain.paste(rgba, mask=rgba.getchannel("A"))
    plain.thumbnail((_REFERENCE_PX, _REFERENCE_PX), Image.Resampling.LANCZOS)
    return _png(plain)


def _fitted(png: bytes, size: tuple[int, int]) -> bytes:
    with Image.open(io.BytesIO(png)) as image:
        return _png(ImageOps.fit(image.convert("RGB"), size, Image.Resampling.LANCZOS))


def _png(image: Image.Image) -> bytes:
    stream = io.BytesIO()
    image.save(stream, "PNG", compress_level=1)
    return stream.getvalue()
