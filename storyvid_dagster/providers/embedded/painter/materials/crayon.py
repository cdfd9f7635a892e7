"""Wax crayon: hatching in three directions on rough paper, dark paper when it is dark."""

# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false
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
from storyvid_dagster.providers.embedded.painter.texture import Image, blend, grain, hatch, mapped, times

_WHITE_PAPER = (244, 250, 252)
_DARK = 108
"""Mean value below which the paper is a dark one: white specks would look like noise."""


def render(relief: Relief, rng: Rng) -> Image:
    """Colour the relief in with crayons."""
    size, s = relief.size, relief.scale
    flat = colors(relief)
    tooth = grain(rng, size, s, 0.3)
    strokes = [hatch(rng, size, angle, 95 * s, 6.5 * s) for angle in (18, -40, 64)]
    texture = strokes[0]
    for k in (1, 2):
        cv2.copyTo(strokes[k], cv2.inRange(relief.ident % 3, k, k), texture)

    small = relief.kind == Kind.THING
    pressed = cv2.addWeighted(texture, 1.25, tooth, 0.8, -72)
    cover = cv2.subtract(cv2.add(pressed, 74), cv2.convertScaleAbs(relief.light, alpha=0.55))
    cover = np.asarray(cv2.add(cover, 62), np.uint8)
    cover[small] = np.maximum(cover[small], 150)
    cover = mapped(cover, np.interp(np.arange(256), [0, 40, 150, 255], [20, 70, 225, 255]))

    second = cv2.addWeighted(strokes[2], 0.35, strokes[1], 0.35, 128 * 0.3)
    wax = times(flat, mapped(np.asarray(second, np.uint8), np.interp(np.arange(256), [40, 128, 220], [108, 128, 152])))
    paper = np.empty_like(flat)
    mean = flat[::9, ::9].reshape(-1, 3).mean(0)
    dark = float(mean.mean()) < _DARK
    paper[:] = tuple(int(v) for v in mean * 0.42) if dark else _WHITE_PAPER
    image = blend(paper, wax, cover)

    line = np.asarray(cv2.multiply(relief.ink, cv2.convertScaleAbs(cv2.subtract(tooth, 70), alpha=3.2), scale=1 / 255), np.uint8)
    ink = np.asarray(cv2.convertScaleAbs(flat, alpha=0.46), np.uint8)
    if dark:
        ink = np.asarray(cv2.addWeighted(flat, 0.8, flat, 0.0, 84), np.uint8)
    image = blend(image, ink, np.asarray(cv2.convertScaleAbs(line, alpha=0.9), np.uint8))
    image = times(image, np.asarray(cv2.addWeighted(tooth, 0.16, tooth, 0.0, 128 * 0.84), np.uint8))
    return with_alpha(glowing(image, relief, 0.7), alpha(relief))


CRAYON = Material(
    render,
    Hand(wobble_px=5.5, wave_px=48, line_px=5.5, saturation=1.25),
    Finish(drop=0.30, cast=0.24, shadow=(72, 52, 48)),
)
