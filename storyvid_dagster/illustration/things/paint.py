"""A thing as a paper sticker: drawn in the style, cut out with the white rim of the child's figures."""

from dataclasses import replace

import cv2
import numpy as np

from storyvid_dagster.illustration.pixels import Gray, Image, gray3
from storyvid_dagster.illustration.relief import draw
from storyvid_dagster.illustration.shapes import Layer, Patch
from storyvid_dagster.illustration.styles.style import Material
from storyvid_dagster.illustration.things.pieces import Drawing, Look

_RIM_PX = 9.0
"""Width of the rim in a frame whose short side is 1080."""
_PAPER = 252


def bounds(patches: list[Patch]) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of what is drawn."""
    corners = np.concatenate([polygon for patch in patches for polygon in patch.polygons])
    (left, top), (right, bottom) = corners.min(0), corners.max(0)
    return float(left), float(top), float(right), float(bottom)


def aspect_of(drawing: Drawing) -> float:
    """Width over height of a drawing."""
    left, top, right, bottom = bounds(drawing(Look(lambda color: color)))
    return (right - left) / (bottom - top)


def sticker(
    drawing: Drawing,
    height_px: int,
    material: Material,
    *,
    scale: float,
    color: str | None = None,
    pattern: str = "",
) -> Image:
    """Paint a thing.

    Args:
        drawing: What it is.
        height_px: Its height, rim and all.
        material: The style.
        scale: Length of one pixel of a frame whose short side is 1080.
        color: `#rrggbb` its words give it.
        pattern: Pattern its words give it.

    Returns:
        (H, W, 4) blue, green, red, alpha; premultiplied.
    """
    rim = max(1, round(min(_RIM_PX * scale, 0.05 * height_px)))
    edge = rim + 2
    patches = drawing(Look(lambda c: c, color, pattern))
    left, top, right, bottom = bounds(patches)
    size = max(4, height_px - 2 * edge) / (bottom - top)
    origin = np.array([edge - left * size, edge - top * size], np.float32)
    placed = [
        replace(p, polygons=tuple((q * size + origin).astype(np.float32) for q in p.polygons))
        for p in patches
    ]
    sheet = (round((right - left) * size) + 2 * edge, height_px)
    rng = np.random.default_rng(79)
    relief = draw([Layer("thing", 0.0, placed)], sheet, material.hand, rng, scale)
    cover = np.maximum(relief.color[..., 3], relief.ink)
    under = (255 - relief.color[..., 3:]).astype(np.float32) / 255 * np.array([_PAPER, _PAPER, _PAPER, 255])
    painted = material.render(replace(relief, color=(relief.color + under).astype(np.uint8)), rng)
    return _rimmed(painted, cover, rim)


def _rimmed(painted: Image, cover: Gray, rim: int) -> Image:
    reach = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * rim + 1, 2 * rim + 1))
    paper = np.asarray(cv2.GaussianBlur(np.asarray(cv2.dilate(cover, reach)), (3, 3), 0), np.uint8)
    share = gray3(cover).astype(np.float32) / 255
    ground = gray3(paper).astype(np.float32) * (_PAPER / 255)
    mixed = painted.astype(np.float32) * share + ground * (1 - share)
    return np.dstack([np.minimum(mixed, gray3(paper)).astype(np.uint8), paper])
