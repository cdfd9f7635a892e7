"""Sheets of other paper, and what is hardly seen on them."""

import cv2
import numpy as np
from drawings import ACTORS
from numpy.typing import NDArray
from photo import PX_PER_MM, Setting, framed, people, sheet_of
from sheet import Colour, Floats
from surroundings import plain

_TINTS: tuple[Colour, ...] = (
    (250, 232, 140),
    (240, 190, 200),
    (176, 216, 240),
    (190, 226, 170),
    (226, 190, 140),
)


def lined_paper(rng: np.random.Generator) -> Setting:
    """School paper with lines and a red margin."""
    setting = sheet_of(rng, ("crayon", "felt", "pencil")[int(rng.integers(3))])
    _rule(setting, np.arange(16, 206, 9.0), ())
    people(setting)
    return setting


def squared_paper(rng: np.random.Generator) -> Setting:
    """Paper with squares of 5 mm."""
    setting = sheet_of(rng, ("crayon", "felt", "pencil")[int(rng.integers(3))])
    _rule(setting, np.arange(5, 208, 5.0), np.arange(5, 295, 5.0))
    people(setting)
    return setting


def coloured_paper(rng: np.random.Generator) -> Setting:
    """Tinted paper, with a table on one side of some."""
    setting = sheet_of(rng, paper=_TINTS[int(rng.integers(len(_TINTS)))])
    drawing = setting.drawing
    side = rng.uniform(115, 140)
    colour = ((42, 38, 42), (38, 84, 190), (214, 44, 46), (122, 62, 168))[int(rng.integers(4))]
    drawing.figure(str(rng.choice(ACTORS)), (rng.uniform(60, 90), rng.uniform(28, 60), side), colour)
    if rng.random() < 0.5:
        setting.corners = framed(rng, "ltrb"[int(rng.integers(4))])
    return setting


def whiteboard(rng: np.random.Generator) -> Setting:
    """Felt-tip on a shiny board, with a lamp in it and its frame on a side or two."""
    setting = sheet_of(rng, "felt", (240, 242, 243), grain_mm=4.0)
    people(setting, filled=False)
    setting.table = (196, 190, 180)
    setting.cloth = True
    sides = ("", "b", "l", "tr")[int(rng.integers(4))]
    setting.corners = framed(rng, sides, (0.05, 0.08))
    lamp = rng.uniform((0.2, 0.15), (0.8, 0.4))
    place = setting.to_photo()

    def lay(scene: Floats, inside: Floats) -> None:
        height, width = inside.shape
        y, x = np.mgrid[0:height, 0:width].astype(np.float32)
        away = np.hypot((x / width - lamp[0]) / 0.10, (y / height - lamp[1]) / 0.06)
        glare = np.exp(-(away**2)) * inside
        scene += (0.35 * glare)[..., None]
        far = np.array(setting.size_px, np.float32)
        ring = np.array([[(0, 0), (far[0], 0), far, (0, far[1])]], np.float32)
        corners = np.round(cv2.perspectiveTransform(ring, place)[0]).astype(np.int32)
        cv2.polylines(scene, [corners], True, (0.58, 0.59, 0.6), 26, cv2.LINE_AA)
        cv2.polylines(scene, [corners], True, (0.78, 0.79, 0.8), 12, cv2.LINE_AA)
        cv2.polylines(inside, [corners], True, (0.0,), 30)

    setting.lay = lay
    return setting


def chalk_on_black(rng: np.random.Generator) -> Setting:
    """Chalk on black paper, with a table on one side of some."""
    setting = sheet_of(rng, "chalk", ((36, 38, 42), (30, 34, 52))[int(rng.integers(2))])
    people(setting, filled=rng.random() < 0.5)
    if rng.random() < 0.4:
        setting.corners = framed(rng, "ltrb"[int(rng.integers(4))])
    return setting


def faint_pencil(rng: np.random.Generator) -> Setting:
    """Hardly pressed grey pencil."""
    setting = sheet_of(rng, "faint")
    people(setting, filled=rng.random() < 0.3)
    return setting


def crumpled_shadow(rng: np.random.Generator) -> Setting:
    """Paper that was crumpled, in the shadow of a hand."""
    setting = plain(rng)
    height, width = setting.drawing.rest.shape
    seeds = rng.uniform((0, 0), (width, height), (26, 2))
    y, x = np.mgrid[0:height:4, 0:width:4].astype(np.float32)
    away = np.stack([np.hypot(x - sx, y - sy) for sx, sy in seeds])
    facet = away.argmin(0)
    two = np.partition(away, 1, axis=0)[:2]
    slopes = rng.uniform(-0.09, 0.09, (26, 3)).astype(np.float32)
    tone = slopes[facet, 0] + slopes[facet, 1] * x / width + slopes[facet, 2] * y / height
    fold = np.exp(-(((two[1] - two[0]) / 9) ** 2)) * rng.choice([-0.10, 0.06], 26)[facet]
    shade = cv2.GaussianBlur((1 + 0.7 * tone + fold).astype(np.float32), (0, 0), 1.6)
    setting.drawing.sheet.rgb *= cv2.resize(shade, (width, height), interpolation=cv2.INTER_LINEAR)[..., None]
    return setting


def _rule(setting: Setting, across: NDArray[np.float64], down: NDArray[np.float64] | tuple[()]) -> None:
    page = setting.drawing.sheet.rgb
    far_y, far_x = page.shape[:2]
    ruled = np.zeros((far_y, far_x), np.float32)
    for y in across:
        cv2.line(ruled, (0, round(y * PX_PER_MM)), (far_x, round(y * PX_PER_MM)), (1.0,), 2, cv2.LINE_AA)
    for x in down:
        cv2.line(ruled, (round(x * PX_PER_MM), 0), (round(x * PX_PER_MM), far_y), (1.0,), 2, cv2.LINE_AA)
    shade = np.float32((0.68, 0.76, 0.9))
    page *= 1 - ruled[..., None] * (1 - shade)
    if not len(down):
        x = round(32 * PX_PER_MM)
        margin = np.zeros((far_y, far_x), np.float32)
        cv2.line(margin, (x, 0), (x, far_y), (1.0,), 2, cv2.LINE_AA)
        page *= 1 - margin[..., None] * (1 - np.float32((0.9, 0.5, 0.5)))
