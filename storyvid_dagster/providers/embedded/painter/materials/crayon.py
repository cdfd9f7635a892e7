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
_PRESSURE = {
    Kind.SKY: 168.0,
    Kind.LAND: 178.0,
    Kind.WATER: 172.0,
    Kind.WALL: 180.0,
    Kind.LEAF: 200.0,
    Kind.LAMP: 235.0,
}
"""How firmly each kind of thing is coloured in: the part of the paper that gets wax, of 255."""
_ANGLES = (11, -33, 58)
"""Slants of the strokes in degrees: air and water, ground, and the rest by turns."""
_DARK = 108
"""Mean value below which the paper is a dark one: white specks would look like noise."""


def render(relief: Relief, rng: Rng) -> Image:
    """Colour the relief in with crayons."""
    size, s = relief.size, relief.scale
    flat = colors(relief)
    tooth = grain(rng, size, s, 0.3)
    strokes = [
        np.asarray(
            cv2.max(hatch(rng, size, a, 40 * s, 5.5 * s), hatch(rng, size, a + 8, 55 * s, 6.5 * s)), np.uint8
        )
        for a in _ANGLES
    ]
    texture = strokes[0].copy()
    flat_lying = cv2.inRange(relief.kind, int(Kind.LAND), int(Kind.LAND))
    cv2.copyTo(strokes[1], flat_lying, texture)
    upright = cv2.bitwise_or(cv2.inRange(relief.kind, 0, 0), cv2.inRange(relief.kind, int(Kind.LEAF), 255))
    upright = cv2.bitwise_and(
        upright, cv2.bitwise_not(cv2.inRange(relief.kind, int(Kind.WATER), int(Kind.WATER)))
    )
    cv2.copyTo(strokes[2], cv2.bitwise_and(upright, cv2.inRange(relief.ident & 1, 1, 1)), texture)
    cv2.copyTo(strokes[1], cv2.bitwise_and(upright, cv2.inRange(relief.ident & 1, 0, 0)), texture)

    pressure = np.full(256, 190.0)
    pressure[list(_PRESSURE)] = list(_PRESSURE.values())
    pressed = cv2.addWeighted(mapped(relief.kind, pressure), 1.0, relief.light, -0.45, 58)
    stray = cv2.addWeighted(texture, 0.50, tooth, 0.40, 128 * (0.5 - 0.90 + 0.5) - 4)
    cover = cv2.addWeighted(np.asarray(stray, np.uint8), 2.0, np.asarray(pressed, np.uint8), 1.0, -256)
    cover = np.asarray(cv2.min(cover, 250), np.uint8)

    second = cv2.addWeighted(strokes[2], 0.35, strokes[1], 0.35, 128 * 0.3)
    wax = times(
        flat, mapped(np.asarray(second, np.uint8), np.interp(np.arange(256), [40, 128, 220], [108, 128, 152]))
    )
    paper = np.empty_like(flat)
    mean = flat[::9, ::9].reshape(-1, 3).mean(0)
    dark = float(mean.mean()) < _DARK
    paper[:] = tuple(int(v) for v in mean * 0.42) if dark else _WHITE_PAPER
    image = blend(paper, wax, cover)

    line = np.asarray(
        cv2.multiply(relief.ink, cv2.convertScaleAbs(cv2.subtract(tooth, 70), alpha=3.2), scale=1 / 255),
        np.uint8,
    )
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
