"""Comic print: black lines, flat strong colours, rays in the sky, shade as dots."""

# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false
from typing import cast

import cv2
import numpy as np

from storyvid_dagster.providers.embedded.painter.materials.material import (
    Material,
    alpha,
    colors,
    glowing,
    with_alpha,
)
from storyvid_dagster.providers.embedded.painter.relief import Hand, Relief
from storyvid_dagster.providers.embedded.painter.shapes import Kind, Rng
from storyvid_dagster.providers.embedded.painter.stickers import Finish
from storyvid_dagster.providers.embedded.painter.texture import (
    Gray,
    Image,
    blend,
    grain,
    halftone,
    mapped,
    times,
)

_BLACK = (34, 22, 26)


def render(relief: Relief, rng: Rng) -> Image:
    """Print the relief as a comic."""
    size, s = relief.size, relief.scale
    image = _rays(colors(relief), relief, rng)
    screen = halftone(size, max(3.0, 12 * s))
    shade = mapped(relief.light, np.interp(np.arange(256), [78, 126, 255], [150, 0, 0]))
    image = _dots(image, screen, shade, 0.80)
    shine = mapped(relief.light, np.interp(np.arange(256), [0, 136, 180], [0, 0, 130]))
    bright = cv2.addWeighted(image, 0.6, np.full_like(image, 255), 0.4, 0)
    image = blend(image, np.asarray(bright, np.uint8), _where(screen, shine))
    image = glowing(image, relief, 0.8)
    black = np.empty_like(image)
    black[:] = _BLACK
    image = blend(image, black, relief.ink)
    tooth = grain(rng, size, s, 0.5)
    image = times(image, np.asarray(cv2.addWeighted(tooth, 0.10, tooth, 0.0, 128 * 0.90), np.uint8))
    return with_alpha(image, alpha(relief))


def _rays(image: Image, relief: Relief, rng: Rng) -> Image:
    """Burst light from one point of the sky, and dot the rest of it."""
    (width, height), s = relief.size, relief.scale
    sky = cv2.inRange(relief.kind, int(Kind.SKY), int(Kind.SKY))
    reach = 1.2 * (width + height)
    center = (width * rng.uniform(0.35, 0.65), height * 0.62)
    rays = np.zeros((height, width), np.uint8)
    n = 17
    for k in range(n):
        a = (k + 0.25) * 2 * np.pi / n
        b = a + np.pi / n
        tips = [(center[0] + reach * np.cos(t), center[1] + reach * np.sin(t)) for t in (a, b)]
        cv2.fillPoly(rays, [np.array([center, *tips]).astype(np.int32)], 255, cv2.LINE_AA)
    first = cv2.inRange(relief.ident, 2, 2)
    lifted = np.asarray(cv2.addWeighted(image, 0.80, np.full_like(image, 255), 0.20, 0), np.uint8)
    image = blend(image, lifted, np.asarray(cv2.bitwise_and(rays, cv2.bitwise_and(sky, first)), np.uint8))
    fall = np.broadcast_to(np.linspace(120, 0, height, dtype=np.uint8)[:, None], (height, width))
    screen = halftone(relief.size, max(3.0, 15 * s), 40)
    part = cv2.bitwise_and(_where(screen, np.ascontiguousarray(fall)), first)
    deeper = np.asarray(cv2.convertScaleAbs(image, alpha=0.84), np.uint8)
    return blend(image, deeper, np.asarray(part, np.uint8))


def _dots(image: Image, screen: Gray, tone: Gray, factor: float) -> Image:
    darker = np.asarray(cv2.convertScaleAbs(image, alpha=factor), np.uint8)
    return blend(image, darker, _where(screen, tone))


def _where(screen: Gray, tone: Gray) -> Gray:
    """255 inside the dots of a tone, with soft borders."""
    over = cv2.subtract(tone.astype(np.int16), screen.astype(np.int16), dtype=cv2.CV_16S)
    return cast(Gray, np.clip(over * np.int16(9) + np.int16(60), 0, 255).astype(np.uint8) * (tone > 2))


COMIC = Material(
    render,
    Hand(wobble_px=1.4, wave_px=110, line_px=5.5, saturation=1.45, lightness=-0.02, soft=False),
    Finish(drop=0.0, cast=0.55, outline_px=7, shadow=(48, 30, 34)),
)
