"""Watercolour: pigment that pools at edges and blooms in the wash, under a thin pencil line."""

import numpy as np

from storyvid_dagster.illustration.pixels import (
    Image,
    blend,
    blurred,
    both,
    filled,
    resized,
    scaled,
    times,
    where,
)
from storyvid_dagster.illustration.relief import Hand, Relief
from storyvid_dagster.illustration.shapes import Kind, Rng
from storyvid_dagster.illustration.stickers import Finish
from storyvid_dagster.illustration.styles.style import Material, colors, edges, glowing
from storyvid_dagster.illustration.texture import grain, noise

_PAPER = (238, 247, 251)
_PENCIL = (78, 74, 84)


def render(relief: Relief, rng: Rng) -> Image:
    """Paint the relief in washes.

    The washes are half size, where they are soft anyway; pencil and grain are sharp.
    """
    size, s = relief.size, relief.scale
    image = resized(_washes(relief, rng), size)
    tooth = grain(rng, size, s, 0.4)
    image = times(image, scaled(tooth, 0.11, 128 * 0.89))
    line = scaled(both(relief.ink, scaled(tooth, 4.0, -384)), 0.72)
    return glowing(blend(image, filled(image, _PENCIL), line), relief, 0.9)


def _washes(relief: Relief, rng: Rng) -> Image:
    """Let pigment settle, at half size.

    Paper seen through pigment of density d is paper * pigment**d (Beer and Lambert).
    """
    half = (max(2, relief.size[0] // 2), max(2, relief.size[1] // 2))
    h = relief.scale / 2
    pigment = resized(colors(relief), half)
    wet = both(
        scaled(noise(rng, half, 90 * h, 3), 1.8, -144), resized(where(relief.kind, Kind.SKY, Kind.LAND), half)
    )
    pigment = blend(pigment, blurred(pigment, 14 * h), wet)

    border = scaled(resized(edges(relief, 3), half), 2.0)
    rim, pool = (blurred(border, reach * h).astype(np.float32) / 255 for reach in (2.2, 11))
    wash = noise(rng, half, 260 * h, 4, 0.6).astype(np.float32) / 128 - 1
    bloom = noise(rng, half, 210 * h, 3, 0.45).astype(np.float32)
    crest = np.exp(-(((bloom - 165) / 5) ** 2)) - 0.8 * np.exp(-(((bloom - 181) / 13) ** 2))
    light = resized(relief.light, half).astype(np.float32) / 128 - 1

    paper = np.array(_PAPER, np.float32)
    optical = np.log(np.maximum(pigment.astype(np.float32), 6) / paper)
    # Where pigment is dark a little more of it shows a lot.
    room = np.clip(-0.5 / np.minimum(optical.mean(2), -0.01), 0.22, 1.0)
    density = 1 + room * (0.42 * wash + 0.16 * crest + 0.85 * pool + 0.35 * rim - 0.14) - 0.5 * light
    # A breath of dry paper is left here and there between two washes.
    gap = np.clip(rim * 1.7 - 0.75, 0, 1) * np.clip(wash * 3, 0, 1)
    density = np.clip(density * (1 - 0.7 * gap), 0.03, 2.2)
    return np.clip(np.exp(optical * density[..., None]) * paper, 0, 255).astype(np.uint8)


WATERCOLOR = Material(
    render,
    Hand(wobble_px=4.5, wave_px=75, line_px=2.2, saturation=1.12, lightness=0.14),
    Finish(drop=0.28, cast=0.22, shadow=(96, 66, 56)),
)
