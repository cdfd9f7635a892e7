# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false
"""Find the sheet of paper in a photo and lay it flat. When in doubt the photo is left as it is."""

import cv2
import numpy as np
from numpy.typing import NDArray

from storyvid_dagster.cutout.raster import (
    Mask,
    Plane,
    Rgb,
    blobs,
    close,
    dilate,
    erode,
    fit,
    lab,
    open_,
    scaled,
)
from storyvid_dagster.cutout.sheet_edges import Edge, bent_edge, seam, top_edge

_SEARCH_PX = 400
_TOLERANCES = (12.0, 16.5, 22.0)
_MIN_AREA = 0.30
_INSET = 0.012
"""Part of the sheet's width cut off all round: the edge itself is half table."""
Quad = NDArray[np.float32]


def flatten(photo: Rgb) -> Rgb:
    """Give the sheet alone, upright and rectangular; the photo itself when no sheet stands out."""
    quad = find_sheet(photo)
    return photo if quad is None else lay_flat(photo, quad)


def find_sheet(photo: Rgb) -> Quad | None:
    """Find the four corners of a bright sheet on a different ground.

    Args:
        photo: (H, W, 3) uint8 RGB.

    Returns:
        (4, 2) float32 x, y in pixels, clockwise from the top left. `None` when the sheet fills the
        picture or no quadrilateral passes every test: a wrong crop loses part of the drawing, a
        missed one only keeps some table.
    """
    small = fit(photo, _SEARCH_PX)
    smooth = np.asarray(cv2.bilateralFilter(small, 7, 40, 7), np.uint8)
    colors = lab(smooth)
    difference = colors - _paper_color(colors)
    for tolerance in _TOLERANCES:
        like_paper = _like_paper(difference, tolerance)
        quad = _largest_quad(like_paper)
        if quad is None:
            continue
        if _sides_on_border(quad, like_paper.shape) > 1:
            break
        if _is_sheet(quad, like_paper, difference):
            return quad * np.float32(photo.shape[1] / small.shape[1])
    quad = _quad_of_sides(smooth, difference)
    return None if quad is None else quad * np.float32(photo.shape[1] / small.shape[1])


def _like_paper(difference: Plane, tolerance: float) -> Mask:
    near = np.abs(difference[..., 0]) * 0.6 < tolerance
    return (near & (np.hypot(difference[..., 1], difference[..., 2]) < 1.25 * tolerance)).astype(np.uint8)


def _quad_of_sides(smooth: Rgb, difference: Plane) -> Quad | None:
    """Give the corners of a sheet that runs out of the picture, found side by side.

    Where no table is seen beyond a side, that side is the picture's own.
    """
    edges: list[Edge | None] = [None] * 4
    like_paper = _like_paper(difference, _TOLERANCES[-1])
    for tolerance in _TOLERANCES[::-1]:
        sheet_like = _like_paper(difference, tolerance)
        sheet = _largest(sheet_like)
        for turns in range(4):  # each side in turn is looked at as the top one
            if edges[turns] is None:
                edges[turns] = top_edge(
                    np.rot90(sheet, turns),
                    np.rot90(sheet_like, turns),
                    np.rot90(smooth, turns),
                    np.rot90(difference, turns),
                )
    for turns in range(4):
        if edges[turns] is None:
            view, away, paper = (
                np.rot90(smooth, turns),
                np.rot90(difference, turns),
                np.rot90(like_paper, turns),
            )
            edges[turns] = seam(view, away, paper) or bent_edge(view, away, paper)
    return _corners(edges, smooth.shape[:2]) if any(edges) else None


def _largest(like_paper: Mask) -> Mask:
    whole = close(like_paper, np.ones((5, 5), np.uint8))
    whole = open_(whole, np.ones((7, 7), np.uint8))
    labels, pieces = blobs(whole)
    if not pieces:
        return whole
    return (labels == max(pieces, key=lambda piece: piece.area).label).astype(np.uint8)


def _corners(edges: list[Edge | None], shape: tuple[int, ...]) -> Quad:
    """Cut four sides with each other: top, right, bottom and left, each as if it were the top one."""
    height, width = shape
    lines: list[NDArray[np.float32]] = []
    for turns, edge in enumerate(edges):
        long = (width, height)[turns % 2] - 1
        spare = -_INSET * (height, width)[turns % 2]
        left, right = (spare, spare) if edge is None else edge
        ends = np.array([(0, left), (long, right)], np.float32)
        ends = _turned_back(ends, turns, width, height)
        lines.append(np.cross(np.append(ends[0], 1), np.append(ends[1], 1)))
    top, right, bottom, left = lines[0], lines[1], lines[2], lines[3]
    meet = [np.cross(a, b) for a, b in ((left, top), (top, right), (right, bottom), (bottom, left))]
    return np.array([point[:2] / point[2] for point in meet], np.float32)


def _turned_back(points: Quad, turns: int, width: int, height: int) -> Quad:
    """Give where points of a picture that was turned by `numpy.rot90` lie in the picture itself."""
    x, y = points[:, 0], points[:, 1]
    at = ((x, y), (width - 1 - y, x), (width - 1 - x, height - 1 - y), (y, height - 1 - x))[turns]
    return np.stack(at, axis=1).astype(np.float32)


def _paper_color(colors: Plane) -> Plane:
    height, width = colors.shape[:2]
    middle = colors[int(height * 0.12) : int(height * 0.88) + 1, int(width * 0.12) : int(width * 0.88) + 1]
    pixels = middle.reshape(-1, 3)
    bright = pixels[pixels[:, 0] >= np.percentile(pixels[:, 0], 60)]
    return np.median(bright, axis=0).astype(np.float32)


def _largest_quad(like_paper: Mask) -> Quad | None:
    whole = cv2.morphologyEx(like_paper, cv2.MORPH_CLOSE, np.ones((9, 9), np.uint8))
    whole = cv2.morphologyEx(whole, cv2.MORPH_OPEN, np.ones((7, 7), np.uint8))
    outlines, _ = cv2.findContours(whole, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    if not outlines:
        return None
    hull = cv2.convexHull(max(outlines, key=cv2.contourArea))
    area, around = cv2.contourArea(hull), cv2.arcLength(hull, True)
    for coarseness in (0.02, 0.03, 0.04, 0.06, 0.08):
        corners = cv2.approxPolyDP(hull, coarseness * around, True)
        if len(corners) == 4:
            quad = _clockwise(np.asarray(corners, np.float32)[:, 0])
            quad_area = cv2.contourArea(quad)
            fits = quad_area > _MIN_AREA * like_paper.size and abs(quad_area - area) < 0.10 * area
            return quad if fits else None
    return None


def _clockwise(corners: Quad) -> Quad:
    down, across = corners.sum(1), corners[:, 0] - corners[:, 1]
    order = [down.argmin(), across.argmax(), down.argmax(), across.argmin()]
    return corners[order]


def _sides_on_border(quad: Quad, shape: tuple[int, ...]) -> int:
    """Count the sides that are the picture's own: with two, the rest may be grass and not table."""
    far = np.array([shape[1] - 1, shape[0] - 1], np.float32)
    near_zero, near_far = quad < 5, quad > far - 5
    along = (near_zero & np.roll(near_zero, -1, axis=0)) | (near_far & np.roll(near_far, -1, axis=0))
    return int(along.any(axis=1).sum())


def _is_sheet(quad: Quad, like_paper: Mask, difference: Plane) -> bool:
    """Right corners, a different outside, and a rim that is paper inside and not paper outside."""
    sides = np.roll(quad, -1, axis=0) - quad
    lengths = np.linalg.norm(sides, axis=1)
    cosines = (sides * np.roll(sides, 1, axis=0)).sum(1) / (lengths * np.roll(lengths, 1) + 1e-6)
    if np.abs(cosines).max() > 0.55:
        return False
    inside = np.zeros_like(like_paper)
    cv2.fillConvexPoly(inside, quad.astype(np.int32), (1,))
    outside = dilate(inside, np.ones((9, 9), np.uint8)) == 0
    if outside.mean() < 0.01:
        return False
    if np.median(np.linalg.norm(difference[outside] * [1.8, 1.5, 1.5], axis=1)) < 22:
        return False
    inner = (erode(inside, np.ones((5, 5), np.uint8)) > 0) & (erode(inside, np.ones((13, 13), np.uint8)) == 0)
    outer = (dilate(inside, np.ones((15, 15), np.uint8)) > 0) & (
        dilate(inside, np.ones((5, 5), np.uint8)) == 0
    )
    return bool(like_paper[inner].mean() >= 0.80 and (outer.sum() <= 50 or like_paper[outer].mean() <= 0.35))


def lay_flat(photo: Rgb, quad: Quad) -> Rgb:
    """Give what is within four corners, as `find_sheet` tells them, upright and rectangular."""
    top_left, top_right, bottom_right, bottom_left = quad
    width = max(np.linalg.norm(top_right - top_left), np.linalg.norm(bottom_right - bottom_left))
    height = max(np.linalg.norm(bottom_left - top_left), np.linalg.norm(bottom_right - top_right))
    size = scaled((float(height), float(width)), 1)
    x, y = _INSET * size[0], _INSET * size[1]
    target = np.array(
        [[-x, -y], [size[0] + x, -y], [size[0] + x, size[1] + y], [-x, size[1] + y]], np.float32
    )
    turn = cv2.getPerspectiveTransform(quad, target)
    flat = cv2.warpPerspective(photo, turn, size, flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    return np.asarray(flat, np.uint8)
