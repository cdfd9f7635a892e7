"""Cut paper: sheets over sheets, each with its fibre, its bright edge and its shadow."""

from typing import cast

import cv2

from storyvid_dagster.illustration.pixels import (
    Gray,
    Image,
    curve,
    gray3,
    mapped,
    mixed,
    moved,
    ramp,
    scaled,
    times,
)
from storyvid_dagster.illustration.relief import Hand, Relief
from storyvid_dagster.illustration.shapes import Rng
from storyvid_dagster.illustration.stickers import Finish
from storyvid_dagster.illustration.styles.style import Material, colors, glowing, shadows
from storyvid_dagster.illustration.texture import grain, hatch


def render(relief: Relief, rng: Rng) -> Image:
    """Lay the relief out in paper."""
    size, s = relief.size, relief.scale
    darker = ramp((0, (128, 128, 128)), (255, (44, 26, 22)))
    image = times(colors(relief), mapped(relief.light, curve((0, 112), (128, 128), (255, 142))))
    image = times(image, mapped(shadows(relief, 5, 10, 7, 13, 0.50), darker))
    image = times(image, mapped(shadows(relief, 12, 22, 20, 6, 0.30), darker))

    above = moved(relief.height, 1.3 * s, 2.2 * s, stretch=True)
    rim = scaled(cast(Gray, cv2.subtract(relief.height, above)), 8).clip(0, 46)
    image = cast(Image, cv2.add(image, gray3(rim)))

    fibre = mixed(hatch(rng, size, 35, 26 * s, 2.4 * s), 0.5, hatch(rng, size, -55, 22 * s, 2.4 * s), 0.5)
    image = times(image, mixed(fibre, 0.06, grain(rng, size, s, 0.55), 0.13, 128 * 0.81))
    return glowing(image, relief, 0.75)


PAPERCUT = Material(
    render,
    Hand(wobble_px=1.6, wave_px=30, line_px=0, saturation=1.0, lightness=0.04, soft=False, sky_sheets=6),
    Finish(drop=0.46, cast=0.26, shadow=(40, 26, 24)),
)
