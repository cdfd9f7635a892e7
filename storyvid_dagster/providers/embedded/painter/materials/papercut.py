"""Cut paper: sheets over sheets, each with its fibre, its bright edge and its shadow."""

# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false
import cv2
import numpy as np

from storyvid_dagster.providers.embedded.painter.materials.material import (
    Material,
    alpha,
    colors,
    glowing,
    ramp,
    shadows,
    with_alpha,
)
from storyvid_dagster.providers.embedded.painter.relief import Hand, Relief
from storyvid_dagster.providers.embedded.painter.shapes import Rng
from storyvid_dagster.providers.embedded.painter.stickers import Finish
from storyvid_dagster.providers.embedded.painter.texture import Image, grain, hatch, mapped, times

_SHADOW = ramp((0, (128, 128, 128)), (255, (44, 26, 22)))


def render(relief: Relief, rng: Rng) -> Image:
    """Lay the relief out in paper."""
    size, s = relief.size, relief.scale
    image = colors(relief)
    image = times(image, mapped(relief.light, np.interp(np.arange(256), [0, 128, 255], [112, 128, 142])))
    image = times(image, mapped(shadows(relief, 5, 10, 7, 13, 0.50), _SHADOW))
    image = times(image, mapped(shadows(relief, 12, 22, 20, 6, 0.30), _SHADOW))

    up = np.array([[1, 0, 1.3 * s], [0, 1, 2.2 * s]], np.float32)
    before = cv2.warpAffine(relief.height, up, size, borderMode=cv2.BORDER_REPLICATE)
    rim = cv2.min(cv2.convertScaleAbs(cv2.subtract(relief.height, before), alpha=8), 46)
    image = np.asarray(cv2.add(image, cv2.merge([rim, rim, rim])), np.uint8)

    fibre = cv2.addWeighted(
        hatch(rng, size, 35, 26 * s, 2.4 * s), 0.5, hatch(rng, size, -55, 22 * s, 2.4 * s), 0.5, 0
    )
    tooth = grain(rng, size, s, 0.55)
    texture = cv2.addWeighted(np.asarray(fibre, np.uint8), 0.06, tooth, 0.13, 128 * 0.81)
    image = times(image, np.asarray(texture, np.uint8))
    return with_alpha(glowing(image, relief, 0.75), alpha(relief))


PAPERCUT = Material(
    render,
    Hand(wobble_px=1.6, wave_px=30, line_px=0, saturation=1.0, lightness=0.04, soft=False, sky_sheets=6),
    Finish(drop=0.46, cast=0.26, shadow=(40, 26, 24)),
)
