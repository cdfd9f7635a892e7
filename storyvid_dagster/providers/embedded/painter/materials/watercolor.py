"""Watercolour: pigment that pools at edges and blooms in the wash, under a thin pencil line."""

# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false
from typing import cast

import cv2
import numpy as np

from storyvid_dagster.providers.embedded.painter.materials.material import (
    Material,
    alpha,
    colors,
    edges,
    glowing,
    with_alpha,
)
from storyvid_dagster.providers.embedded.painter.relief import Hand, Relief
from storyvid_dagster.providers.embedded.painter.shapes import Kind, Rng
from storyvid_dagster.providers.embedded.painter.stickers import Finish
from storyvid_dagster.providers.embedded.painter.texture import (
    Image,
    blend,
    blurred,
    grain,
    noise,
    resized,
    times,
)

_PAPER = (238, 247, 251)
_PENCIL = (78, 74, 84)


def render(relief: Relief, rng: Rng) -> Image:
    """Paint the relief in washes.

    Paper seen through pigment of density d is paper * pigment**d (Beer and Lambert). The washes are
    half size, where they are soft anyway; pencil and grain are sharp.
    """
    size, s = relief.size, relief.scale
    half = (max(2, size[0] // 2), max(2, size[1] // 2))
    h = s / 2
    pigment = resized(colors(relief), half)
    wide_open = resized(cv2.inRange(relief.kind, int(Kind.SKY), int(Kind.LAND)), half)
    bleeding = cv2.bitwise_and(
        cv2.convertScaleAbs(cv2.subtract(noise(rng, half, 90 * h, 3), 80), alpha=1.8), wide_open
    )
    pigment = blend(pigment, blurred(pigment, 14 * h), np.asarray(bleeding, np.uint8))

    pools = resized(edges(relief, 3), half).astype(np.float32) / 255
    rim = blurred((np.minimum(pools * 2, 1) * 255).astype(np.uint8), 2.2 * h).astype(np.float32) / 255
    wide = blurred((np.minimum(pools * 2, 1) * 255).astype(np.uint8), 11 * h).astype(np.float32) / 255
    wash = noise(rng, half, 260 * h, 4, 0.6).astype(np.float32) / 128 - 1
    bloom = noise(rng, half, 210 * h, 3, 0.45).astype(np.float32)
    crest = np.exp(-(((bloom - 165) / 5) ** 2)) - 0.8 * np.exp(-(((bloom - 181) / 13) ** 2))
    light = resized(relief.light, half).astype(np.float32) / 128 - 1
    optical = np.log(np.maximum(pigment.astype(np.float32), 6) / np.array(_PAPER, np.float32))
    # Where pigment is dark a little more of it shows a lot.
    room = np.clip(-0.5 / np.minimum(optical.mean(2), -0.01), 0.22, 1.0)
    density = 1 + room * (0.42 * wash + 0.16 * crest + 0.85 * wide + 0.35 * rim - 0.14) - 0.5 * light
    # A breath of dry paper is left here and there between two washes.
    gap = np.clip(rim * 1.7 - 0.75, 0, 1) * np.clip(wash * 3, 0, 1)
    density = np.clip(density * (1 - 0.7 * gap), 0.03, 2.2)
    seen = np.exp(optical * density[..., None]) * np.array(_PAPER, np.float32)
    image = resized(np.clip(seen, 0, 255).astype(np.uint8), size)

    tooth = grain(rng, size, s, 0.4)
    image = times(image, np.asarray(cv2.addWeighted(tooth, 0.14, tooth, 0.0, 128 * 0.86), np.uint8))
    line = cv2.multiply(
        relief.ink,
        np.asarray(cv2.convertScaleAbs(cv2.subtract(tooth, 96), alpha=4.0), np.uint8),
        scale=1 / 255,
    )
    pencil = np.empty_like(image)
    pencil[:] = _PENCIL
    image = blend(image, pencil, np.asarray(cv2.convertScaleAbs(line, alpha=0.72), np.uint8))
    return with_alpha(cast(Image, glowing(image, relief, 0.9)), alpha(relief))


WATERCOLOR = Material(
    render,
    Hand(wobble_px=4.5, wave_px=75, line_px=2.2, saturation=1.12, lightness=0.16),
    Finish(drop=0.28, cast=0.22, shadow=(96, 66, 56)),
)
