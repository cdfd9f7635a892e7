"""Sheets and what is around them: tables, cloths, hands, other sheets, a block, a blanket."""

import cv2
import numpy as np
from camera import Place
from drawings import ACTORS, BRIGHT
from numpy.typing import NDArray
from photo import PAPER_MM, PX_PER_MM, SIZE, WHITE, Setting, framed, people, sheet_of
from sheet import Colour, Floats, noise

_CLOTHS: tuple[Colour, ...] = ((40, 46, 70), (52, 40, 40), (34, 58, 48), (60, 60, 64))
_SKINS: tuple[Colour, ...] = ((222, 172, 140), (236, 196, 168), (160, 110, 80), (110, 74, 54))
_BLANKETS: tuple[tuple[Colour, Colour], ...] = (
    ((226, 206, 168), (86, 62, 40)),
    ((206, 204, 200), (70, 70, 78)),
    ((220, 188, 150), (60, 40, 36)),
)
"""Light and dark folds."""


def plain(rng: np.random.Generator) -> Setting:
    """Nothing but the sheet."""
    setting = sheet_of(rng, ("crayon", "felt", "pencil")[int(rng.integers(3))])
    people(setting)
    return setting


def table_on_one_side(rng: np.random.Generator) -> Setting:
    """A strip of wood along one side."""
    setting = plain(rng)
    setting.corners = framed(rng, "ltrb"[int(rng.integers(4))])
    return setting


def table_on_two_sides(rng: np.random.Generator) -> Setting:
    """Wood round a corner of the sheet, or left and right of it."""
    setting = plain(rng)
    setting.corners = framed(rng, ("lt", "tr", "rb", "bl", "lr", "tb")[int(rng.integers(6))])
    return setting


def table_on_three_sides(rng: np.random.Generator) -> Setting:
    """The sheet runs out of the picture on one side."""
    setting = plain(rng)
    setting.corners = framed(rng, ("ltr", "trb", "rbl", "blt")[int(rng.integers(4))])
    return setting


def dark_cloth(rng: np.random.Generator) -> Setting:
    """A dark tablecloth beyond one to three sides."""
    setting = plain(rng)
    setting.corners = framed(rng, ("l", "b", "tr", "bl", "ltr", "rbl")[int(rng.integers(6))])
    setting.cloth = True
    setting.table = _CLOTHS[int(rng.integers(len(_CLOTHS)))]
    return setting


def wholly_inside(rng: np.random.Generator) -> Setting:
    """All four corners of the sheet are in the picture."""
    setting = plain(rng)
    setting.corners = framed(rng, "ltrb", (0.05, 0.1))
    if rng.random() < 0.3:
        setting.cloth, setting.table = True, _CLOTHS[int(rng.integers(len(_CLOTHS)))]
    return setting


def hand_holding(rng: np.random.Generator) -> Setting:
    """A thumb or some fingers reach in and hold the sheet."""
    setting = plain(rng)
    setting.corners = framed(rng, ("", "b", "ltrb")[int(rng.integers(3))], (0.03, 0.07))
    skin = _SKINS[int(rng.integers(len(_SKINS)))]
    side, n = int(rng.integers(4)), int(rng.integers(1, 4))
    along, reach, wide = rng.uniform(0.25, 0.7), rng.uniform(0.08, 0.13), rng.uniform(0.05, 0.065)

    def lay(scene: Floats, inside: Floats) -> None:
        for finger in range(n):
            at = along + 1.15 * wide * (finger - n / 2) * SIZE[0] / SIZE[1 if side % 2 == 0 else 0]
            tip = reach * (1 if n == 1 else 0.9 - 0.12 * abs(finger - 1))
            lean = 0.05
            ends = [((-0.1, at + lean), (tip, at)), ((at + lean, -0.1), (at, tip * 1.25))]
            ends += [((1.1, at + lean), (1 - tip, at)), ((at + lean, 1.1), (at, 1 - tip * 1.25))]
            _finger(scene, inside, *ends[side], wide * SIZE[0], skin)

    setting.lay = lay
    return setting


def two_sheets(rng: np.random.Generator) -> Setting:
    """A neighbour's sheet looks in from the side, with something drawn on it."""
    setting = plain(rng)
    side = "lr"[int(rng.integers(2))]
    setting.corners = framed(rng, side + ("", "b", "t")[int(rng.integers(3))], (0.12, 0.18))
    colours = [BRIGHT[int(i)] for i in rng.integers(0, len(BRIGHT), 3)]
    gap, tilt = rng.uniform(0.02, 0.04), rng.uniform(-0.02, 0.02)

    def lay(scene: Floats, inside: Floats) -> None:
        height, width = inside.shape
        edge = min(p[0] for p in setting.corners) - gap if side == "l" else 0.0
        if side == "r":
            edge = max(p[0] for p in setting.corners) + gap
        out = -0.1 if side == "l" else 1.1
        corners = [(out, 0.06), (edge + tilt, 0.05), (edge - tilt, 0.96), (out, 0.98)]
        mask = np.zeros((height, width), np.uint8)
        cv2.fillPoly(mask, [_px(corners)], (255,), cv2.LINE_AA)
        other = np.full((height, width, 3), np.float32(WHITE) / 255, np.float32)
        for index, colour in enumerate(colours):
            middle = ((edge + (out > 0.5) * 1.0) / 2 * width, (0.25 + 0.25 * index) * height)
            size = (round(0.05 * width), round(0.09 * height))
            shade = tuple(c / 255 for c in colour)
            where = (round(middle[0]), round(middle[1]))
            cv2.ellipse(other, where, size, 0, 0, 360, shade, 9, cv2.LINE_AA)
            if index == 1:
                cv2.ellipse(other, where, size, 0, 0, 360, shade, -1, cv2.LINE_AA)
        weight = (mask.astype(np.float32) / 255 * (1 - inside))[..., None]
        scene += weight * (other - scene)

    setting.lay = lay
    return setting


def spiral_block(rng: np.random.Generator) -> Setting:
    """A sheet of a block: holes and wire along one side, the edges of the sheets below it."""
    setting = plain(rng)
    top = rng.random() < 0.5
    setting.corners = framed(rng, ("t" if top else "l") + ("", "b")[int(rng.integers(2))], (0.05, 0.09))
    steps = np.arange(8, (PAPER_MM[0] if top else PAPER_MM[1]) - 4, 8.5)
    holes = np.array([(s, 6.0) if top else (6.0, s) for s in steps]) * PX_PER_MM
    outer = np.array([(s + 2, -7.0) if top else (-7.0, s + 2) for s in steps]) * PX_PER_MM
    place = setting.to_photo()
    hole_px = round(1.9 * PX_PER_MM * 0.95)

    def lay(scene: Floats, inside: Floats) -> None:
        starts, ends = (
            cv2.perspectiveTransform(p[None].astype(np.float32), place)[0] for p in (holes, outer)
        )
        for start, end in zip(starts, ends, strict=True):
            a, b = np.round(start).astype(int).tolist(), np.round(end).astype(int).tolist()
            cv2.circle(scene, a, hole_px, (0.14, 0.13, 0.13), -1, cv2.LINE_AA)
            cv2.circle(inside, a, hole_px + 2, (0.0,), -1)
            for thick, tone in ((9, 0.22), (5, 0.62), (2, 0.9)):
                cv2.line(scene, a, b, (tone, tone, 0.98 * tone), thick, cv2.LINE_AA)
            cv2.line(inside, a, b, (0.0,), 11)

    setting.lay = lay
    return setting


def bent_edge(rng: np.random.Generator) -> Setting:
    """The near edge of the sheet bends before a blanket, and somebody stands right on it."""
    setting = sheet_of(rng, ("crayon", "felt", "pencil")[int(rng.integers(3))])
    width, height = SIZE
    depth, bend = rng.uniform(0.06, 0.12), rng.uniform(0.003, 0.012) * rng.choice((-1, 1))
    edge = (1 - depth + bend * (1 - np.linspace(-1, 1, width) ** 2)) * height
    side, x = rng.uniform(100, 130), rng.uniform(40, 150)
    middle = np.array([[(0.5 * width, edge[width // 2])]], np.float32)
    foot = cv2.perspectiveTransform(middle, np.linalg.inv(setting.to_photo()))[0, 0, 1] / PX_PER_MM
    setting.drawing.figure(str(rng.choice(ACTORS)), (x, foot - side + rng.uniform(-1, 2), side))
    light, dark = _BLANKETS[int(rng.integers(len(_BLANKETS)))]
    folds = 1 / (1 + np.exp(-2 * noise((height, width), 38, rng, stretch=2)))[..., None]
    blanket = (np.float32(dark) + folds * (np.float32(light) - np.float32(dark))) / 255

    def lay(scene: Floats, inside: Floats) -> None:
        away = np.arange(height, dtype=np.float32)[:, None] - edge
        below = np.clip(away + 0.5, 0, 1).astype(np.float32)
        shade = 1 - 0.4 * np.exp(-((away / 9) ** 2))[..., None]
        scene += below[..., None] * (blanket * shade - scene)
        inside *= 1 - below

    setting.lay = lay
    return setting


def _finger(scene: Floats, inside: Floats, root: Place, tip: Place, wide_px: float, skin: Colour) -> None:
    """A finger with a nail, its shadow on the paper."""
    height, width = inside.shape
    (x0, y0), (x1, y1) = ((x * width, y * height) for x, y in (root, tip))
    ends = ((round(x0), round(y0)), (round(x1), round(y1)))
    shape = np.zeros((height, width), np.uint8)
    cv2.line(shape, *ends, (255,), round(wide_px), cv2.LINE_AA)
    shadow = cv2.GaussianBlur(np.roll(shape, (10, 7), (0, 1)).astype(np.float32) / 255, (0, 0), 9)
    scene *= 1 - 0.45 * shadow[..., None]
    round_ = np.minimum(
        1, cv2.distanceTransform((shape > 127).astype(np.uint8), cv2.DIST_L2, 5) / (0.5 * wide_px)
    )
    pores = 0.02 * noise((height, width), 2.5, np.random.default_rng(1))
    tone = (0.62 + 0.42 * np.sqrt(round_) + pores)[..., None]
    way = np.array((x1 - x0, y1 - y0)) / np.hypot(x1 - x0, y1 - y0)
    weight = shape.astype(np.float32)[..., None] / 255
    scene += weight * (np.float32(skin) / 255 * tone - scene)
    nail = np.zeros((height, width), np.float32)
    at = (round(x1 + way[0] * 0.1 * wide_px), round(y1 + way[1] * 0.1 * wide_px))
    angle = float(np.degrees(np.arctan2(way[1], way[0])))
    cv2.ellipse(
        nail, at, (round(0.3 * wide_px), round(0.24 * wide_px)), angle, 0, 360, (1.0,), -1, cv2.LINE_AA
    )
    scene += 0.35 * nail[..., None] * (np.float32((0.95, 0.78, 0.74)) - scene)
    inside[shape > 20] = 0


def _px(corners: list[Place]) -> NDArray[np.int32]:
    return np.round(np.array(corners) * SIZE).astype(np.int32)
