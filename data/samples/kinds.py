"""Photos of drawings on every kind of sheet, with the truth: where the figures are and where the page is.

    python data/samples/kinds.py folder    # one picture of each kind

The same kind and number give the same picture. Lengths are millimetres on the paper.
"""

import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
from camera import Lay, Light, Place, Shot, bent_places, photograph
from drawings import ACTORS, BLUE, BRIGHT, GREEN, YELLOW, Drawing, Mask, Medium
from hand import Hand, Points
from numpy.typing import NDArray
from PIL import Image
from sheet import Colour, Floats, Sheet, noise

SIZE = (1500, 1125)
"""Width and height of a photo, in pixels."""
PAPER_MM = (297.0, 210.0)
_PX_PER_MM = 4.8
_WHITE: Colour = (247, 246, 242)
_TABLES: tuple[Colour, ...] = ((150, 104, 66), (92, 74, 62), (176, 140, 100), (120, 70, 48))
_CLOTHS: tuple[Colour, ...] = ((40, 46, 70), (52, 40, 40), (34, 58, 48), (60, 60, 64))
_SKINS: tuple[Colour, ...] = ((222, 172, 140), (236, 196, 168), (160, 110, 80), (110, 74, 54))
_BLANKETS: tuple[tuple[Colour, Colour], ...] = (
    ((226, 206, 168), (86, 62, 40)),
    ((206, 204, 200), (70, 70, 78)),
    ((220, 188, 150), (60, 40, 36)),
)
"""Light and dark folds."""
_TINTS: tuple[Colour, ...] = (
    (250, 232, 140),
    (240, 190, 200),
    (176, 216, 240),
    (190, 226, 170),
    (226, 190, 140),
)


@dataclass(frozen=True)
class Photo:
    """A picture and what is known of it; masks have the picture's height and width."""

    rgb: NDArray[np.uint8]
    actors: tuple[Mask, ...]
    """Figures that must be found."""
    others: tuple[Mask, ...]
    """Suns, houses, trees: they may be found."""
    drawn: Mask
    """All that the child drew, figures filled."""
    page: Mask
    """The sheet, without what lies on it or is punched out of it."""
    is_painted: bool = False
    """Without bare paper: to show it whole is no failure."""


@dataclass
class Setting:
    """A sheet on its way to the camera."""

    rng: np.random.Generator
    drawing: Drawing
    corners: tuple[Place, ...] = ()
    table: Colour = (150, 104, 66)
    cloth: bool = False
    lay: Lay | None = None
    is_painted: bool = False

    @property
    def size_px(self) -> tuple[int, int]:
        """Width and height of the page in pixels."""
        height, width = self.drawing.rest.shape
        return width, height

    def to_photo(self) -> NDArray[np.float32]:
        """Give the perspective from the page's pixels to the photo's."""
        width, height = self.size_px
        flat = np.array([(0, 0), (width, 0), (width, height), (0, height)], np.float32)
        seen = np.array([(x * SIZE[0], y * SIZE[1]) for x, y in self.corners], np.float32)
        return cv2.getPerspectiveTransform(flat, seen).astype(np.float32)


def _sheet(
    rng: np.random.Generator, medium: Medium = "crayon", paper: Colour = _WHITE, grain_mm: float = 0.3
) -> Setting:
    sheet = Sheet.blank(PAPER_MM, _PX_PER_MM, rng, paper, grain_mm)
    setting = Setting(rng, Drawing(sheet, Hand(rng, wobble_mm=1.3), medium))
    setting.corners = _filling(rng)
    setting.table = _TABLES[int(rng.integers(len(_TABLES)))]
    return setting


def _filling(rng: np.random.Generator) -> tuple[Place, ...]:
    """The sheet runs out of the picture on every side."""
    return _framed(rng, "")


def _framed(
    rng: np.random.Generator, seen: str, deep: tuple[float, float] = (0.05, 0.13)
) -> tuple[Place, ...]:
    """Give corners so that the table is seen beyond some sides: any of the letters of `ltrb`."""
    left, top, right, bottom = (
        (rng.uniform(*deep), rng.uniform(-0.025, 0.025)) if side in seen else (-rng.uniform(0.02, 0.05), 0.0)
        for side in "ltrb"
    )
    return (
        (left[0] - left[1], top[0] - top[1]),
        (1 - right[0] + right[1], top[0] + top[1]),
        (1 - right[0] - right[1], 1 - bottom[0] + bottom[1]),
        (left[0] + left[1], 1 - bottom[0] - bottom[1]),
    )


def _light(rng: np.random.Generator, shadow_depth: float | None = None) -> Light:
    warm = rng.uniform(-0.05, 0.2)
    x, y = rng.uniform(0.2, 0.8, 2)
    depth = float(rng.uniform(0.0, 0.2)) if shadow_depth is None else shadow_depth
    outline = ((x, 1.1), (x + 0.1, 0.75), (x + 0.3, 0.6), (1.1, 0.7), (1.1, 1.1))
    return Light(
        colour=(1.0, 1 - 0.4 * warm, 1 - 1.3 * warm),
        lamp=(float(x), float(y)),
        falloff=float(rng.uniform(0.1, 0.3)),
        vignette=float(rng.uniform(0.05, 0.25)),
        shadow=outline,
        shadow_depth=depth,
        shadow_blur=float(rng.uniform(0.008, 0.04)),
    )


def _people(setting: Setting, *, filled: bool = True) -> None:
    """One or two figures, well inside the sheet."""
    rng, drawing = setting.rng, setting.drawing
    names = rng.permutation(ACTORS)
    if rng.random() < 0.5:
        side = rng.uniform(110, 140)
        place = (rng.uniform(60, 230 - side), rng.uniform(28, 182 - side), side)
        drawing.figure(str(names[0]), place, filled=filled)
        return
    for name, x in zip(names[:2], (38, 158), strict=True):
        side = rng.uniform(80, 105)
        drawing.figure(str(name), (x + rng.uniform(-6, 6), rng.uniform(40, 70), side), filled=filled)


def plain(rng: np.random.Generator) -> Setting:
    """Nothing but the sheet."""
    setting = _sheet(rng, ("crayon", "felt", "pencil")[int(rng.integers(3))])
    _people(setting)
    return setting


def table_on_one_side(rng: np.random.Generator) -> Setting:
    """A strip of wood along one side."""
    setting = plain(rng)
    setting.corners = _framed(rng, "ltrb"[int(rng.integers(4))])
    return setting


def table_on_two_sides(rng: np.random.Generator) -> Setting:
    """Wood round a corner of the sheet, or left and right of it."""
    setting = plain(rng)
    setting.corners = _framed(rng, ("lt", "tr", "rb", "bl", "lr", "tb")[int(rng.integers(6))])
    return setting


def table_on_three_sides(rng: np.random.Generator) -> Setting:
    """The sheet runs out of the picture on one side."""
    setting = plain(rng)
    setting.corners = _framed(rng, ("ltr", "trb", "rbl", "blt")[int(rng.integers(4))])
    return setting


def dark_cloth(rng: np.random.Generator) -> Setting:
    """A dark tablecloth beyond one to three sides."""
    setting = plain(rng)
    setting.corners = _framed(rng, ("l", "b", "tr", "bl", "ltr", "rbl")[int(rng.integers(6))])
    setting.cloth = True
    setting.table = _CLOTHS[int(rng.integers(len(_CLOTHS)))]
    return setting


def wholly_inside(rng: np.random.Generator) -> Setting:
    """All four corners of the sheet are in the picture."""
    setting = plain(rng)
    setting.corners = _framed(rng, "ltrb", (0.05, 0.1))
    if rng.random() < 0.3:
        setting.cloth, setting.table = True, _CLOTHS[int(rng.integers(len(_CLOTHS)))]
    return setting


def hand_holding(rng: np.random.Generator) -> Setting:
    """A thumb or some fingers reach in and hold the sheet."""
    setting = plain(rng)
    setting.corners = _framed(rng, ("", "b", "ltrb")[int(rng.integers(3))], (0.03, 0.07))
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
    setting.corners = _framed(rng, side + ("", "b", "t")[int(rng.integers(3))], (0.12, 0.18))
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
        other = np.full((height, width, 3), np.float32(_WHITE) / 255, np.float32)
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
    setting.corners = _framed(rng, ("t" if top else "l") + ("", "b")[int(rng.integers(2))], (0.05, 0.09))
    steps = np.arange(8, (PAPER_MM[0] if top else PAPER_MM[1]) - 4, 8.5)
    holes = np.array([(s, 6.0) if top else (6.0, s) for s in steps]) * _PX_PER_MM
    outer = np.array([(s + 2, -7.0) if top else (-7.0, s + 2) for s in steps]) * _PX_PER_MM
    place = setting.to_photo()
    hole_px = round(1.9 * _PX_PER_MM * 0.95)

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


def lined_paper(rng: np.random.Generator) -> Setting:
    """School paper with lines and a red margin."""
    setting = _sheet(rng, ("crayon", "felt", "pencil")[int(rng.integers(3))])
    _rule(setting, np.arange(16, 206, 9.0), ())
    _people(setting)
    return setting


def squared_paper(rng: np.random.Generator) -> Setting:
    """Paper with squares of 5 mm."""
    setting = _sheet(rng, ("crayon", "felt", "pencil")[int(rng.integers(3))])
    _rule(setting, np.arange(5, 208, 5.0), np.arange(5, 295, 5.0))
    _people(setting)
    return setting


def coloured_paper(rng: np.random.Generator) -> Setting:
    """Tinted paper, with a table on one side of some."""
    setting = _sheet(rng, paper=_TINTS[int(rng.integers(len(_TINTS)))])
    drawing = setting.drawing
    side = rng.uniform(115, 140)
    colour = ((42, 38, 42), (38, 84, 190), (214, 44, 46), (122, 62, 168))[int(rng.integers(4))]
    drawing.figure(str(rng.choice(ACTORS)), (rng.uniform(60, 90), rng.uniform(28, 60), side), colour)
    if rng.random() < 0.5:
        setting.corners = _framed(rng, "ltrb"[int(rng.integers(4))])
    return setting


def whiteboard(rng: np.random.Generator) -> Setting:
    """Felt-tip on a shiny board, with a lamp in it and its frame on a side or two."""
    setting = _sheet(rng, "felt", (240, 242, 243), grain_mm=4.0)
    _people(setting, filled=False)
    setting.table = (196, 190, 180)
    setting.cloth = True
    sides = ("", "b", "l", "tr")[int(rng.integers(4))]
    setting.corners = _framed(rng, sides, (0.05, 0.08))
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
    setting = _sheet(rng, "chalk", ((36, 38, 42), (30, 34, 52))[int(rng.integers(2))])
    _people(setting, filled=rng.random() < 0.5)
    if rng.random() < 0.4:
        setting.corners = _framed(rng, "ltrb"[int(rng.integers(4))])
    return setting


def tight_crop(rng: np.random.Generator) -> Setting:
    """One figure from edge to edge; the picture cuts a bit off it, or nearly."""
    setting = _sheet(rng, ("crayon", "felt")[int(rng.integers(2))])
    side = rng.uniform(190, 206)
    setting.drawing.figure(str(rng.choice(ACTORS)), (rng.uniform(30, 66), rng.uniform(2, 6), side))
    return setting


def faint_pencil(rng: np.random.Generator) -> Setting:
    """Hardly pressed grey pencil."""
    setting = _sheet(rng, "faint")
    _people(setting, filled=rng.random() < 0.3)
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


def rain_around(rng: np.random.Generator) -> Setting:
    """A child or an animal in the rain."""
    setting = _sheet(rng)
    drawing = setting.drawing
    side = rng.uniform(110, 130)
    body = drawing.figure(str(rng.choice(ACTORS[:3])), (rng.uniform(70, 100), rng.uniform(50, 68), side))
    px = drawing.sheet.px_per_mm
    keep_off = cv2.dilate(body, np.ones((round(7 * px),) * 2, np.uint8))
    drops: list[Points] = []
    for _ in range(int(rng.integers(90, 150))):
        x, y, long = rng.uniform(6, 290), rng.uniform(5, 195), rng.uniform(5, 9)
        drop = drawing.hand.edges([(x, y), (x - 0.25 * long, y + long)])
        at = np.clip((drop * px).astype(int), 0, (body.shape[1] - 1, body.shape[0] - 1))
        if not keep_off[at[:, 1], at[:, 0]].any():
            drops.append(drop)
    drawing.lines(drops, BLUE, drawing.rest, 1.6)
    return setting


def frame_round_page(rng: np.random.Generator) -> Setting:
    """A frame drawn along the edges of the sheet."""
    setting = _sheet(rng, ("crayon", "felt")[int(rng.integers(2))])
    colour = setting.drawing.any_colour()
    for inset in ((9.0,), (8.0, 14.0))[int(rng.integers(2))]:
        inset += rng.uniform(0, 4)
        right, bottom = PAPER_MM[0] - inset, PAPER_MM[1] - inset
        corners = [(inset, inset), (right, inset), (right, bottom), (inset, bottom)]
        path = setting.drawing.hand.edges(corners, closed=True)
        setting.drawing.lines([path], colour, setting.drawing.rest)
    setting.drawing.figure(
        str(rng.choice(ACTORS)), (rng.uniform(75, 110), rng.uniform(40, 58), rng.uniform(95, 112))
    )
    return setting


def signature(rng: np.random.Generator) -> Setting:
    """A name and some words beside the figure."""
    setting = _sheet(rng, ("crayon", "felt", "pencil")[int(rng.integers(3))])
    drawing = setting.drawing
    drawing.figure(
        str(rng.choice(ACTORS)), (rng.uniform(90, 125), rng.uniform(34, 50), rng.uniform(100, 125))
    )
    names = ("ANNA", "LEO", "NOEL", "EMIL", "TIM")
    word, colour = names[int(rng.integers(len(names)))], drawing.any_colour()
    drawing.word(word, rng.uniform(16, 26), rng.uniform(172, 178), rng.uniform(12, 17), colour)
    if rng.random() < 0.6:
        drawing.word(
            "MEIN" if rng.random() < 0.5 else "LILI", 20, rng.uniform(16, 22), 12, drawing.any_colour()
        )
    return setting


def full_page_scene(rng: np.random.Generator) -> Setting:
    """Sky, sun, house, tree and hill, and those who live there."""
    setting = _sheet(rng)
    drawing = setting.drawing
    sky = drawing.hand.edges([(4, 3), (293, 3), (293, 16), (4, 18)], closed=True)
    drawing.fill(sky, BLUE, drawing.rest, angle_deg=4)
    hill = drawing.hand.curve(
        [(3, 178), (80, 170), (160, 178), (230, 168), (294, 176), (294, 206), (3, 206)], closed=True
    )
    drawing.figure("sun", (8, 22, 46), YELLOW, is_actor=False)
    drawing.figure("house", (200, 72, 90), (214, 44, 46), is_actor=False)
    if rng.random() < 0.6:
        drawing.figure("tree", (8, 84, 84), (64, 130, 56), is_actor=False)
    names = rng.permutation(("child", "cat", "robot"))
    drawing.figure(str(names[0]), (84 + rng.uniform(-4, 4), 100, 68))
    if rng.random() < 0.6:
        drawing.figure(str(names[1]), (152, 116 + rng.uniform(-6, 2), 46))
    drawing.fill(hill, GREEN, drawing.rest, angle_deg=80)
    return setting


def dense_crayon(rng: np.random.Generator) -> Setting:
    """No paper left: sky and meadow are painted up to the figure."""
    setting = _sheet(rng)
    setting.is_painted = True
    drawing = setting.drawing
    horizon = rng.uniform(110, 140)
    for y0, y1, colour in ((-4, horizon, BLUE), (horizon - 2, 214, GREEN)):
        area = drawing.hand.edges([(-4, y0), (301, y0), (301, y1), (-4, y1)], closed=True)
        for angle in (12, -50):
            drawing.fill(area, colour, drawing.rest, angle_deg=angle)
    name = str(rng.choice(("cat", "monster", "blob", "fish")))
    colours = ((240, 128, 28), (214, 44, 46), (250, 205, 32), (232, 64, 132))
    side = rng.uniform(100, 125)
    place = (rng.uniform(80, 110), rng.uniform(45, 70), side)
    mask = drawing.figure(name, place, colours[int(rng.integers(4))])
    drawing.actors.clear()
    _repaint(drawing, mask)  # white showed through nowhere: the figure lies on bare paper's colour
    drawing.figure(name, place, colours[int(rng.integers(4))])
    return setting


def touching(rng: np.random.Generator) -> Setting:
    """Three faces that touch one another."""
    setting = _sheet(rng, ("crayon", "felt")[int(rng.integers(2))])
    side = rng.uniform(72, 82)
    x, y = rng.uniform(30, 42), rng.uniform(55, 75)
    for colour in rng.permutation(len(BRIGHT))[:3]:
        setting.drawing.figure(
            "blob", (x, y + rng.uniform(-7, 7), side), BRIGHT[int(colour)], filled=rng.random() < 0.6
        )
        x += 0.94 * side - 1.5
    return setting


def child_on_van(rng: np.random.Generator) -> Setting:
    """Somebody stands on a van."""
    setting = _sheet(rng, ("crayon", "felt")[int(rng.integers(2))])
    colours = [BRIGHT[int(i)] for i in rng.permutation(len(BRIGHT))[:2]]
    x = rng.uniform(60, 90)
    setting.drawing.figure("van", (x, 74, 125), colours[0])
    name = ("child", "robot")[int(rng.integers(2))]
    setting.drawing.figure(name, (x + rng.uniform(2, 14), 26, 74), colours[1])
    return setting


def bent_edge(rng: np.random.Generator) -> Setting:
    """The near edge of the sheet bends before a blanket, and somebody stands right on it."""
    setting = _sheet(rng, ("crayon", "felt", "pencil")[int(rng.integers(3))])
    width, height = SIZE
    depth, bend = rng.uniform(0.06, 0.12), rng.uniform(0.003, 0.012) * rng.choice((-1, 1))
    edge = (1 - depth + bend * (1 - np.linspace(-1, 1, width) ** 2)) * height
    side, x = rng.uniform(100, 130), rng.uniform(40, 150)
    middle = np.array([[(0.5 * width, edge[width // 2])]], np.float32)
    foot = cv2.perspectiveTransform(middle, np.linalg.inv(setting.to_photo()))[0, 0, 1] / _PX_PER_MM
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


KINDS: dict[str, Callable[[np.random.Generator], Setting]] = {
    make.__name__: make
    for make in (
        plain,
        table_on_one_side,
        table_on_two_sides,
        table_on_three_sides,
        dark_cloth,
        wholly_inside,
        hand_holding,
        two_sheets,
        spiral_block,
        lined_paper,
        squared_paper,
        coloured_paper,
        whiteboard,
        chalk_on_black,
        tight_crop,
        faint_pencil,
        crumpled_shadow,
        rain_around,
        frame_round_page,
        signature,
        full_page_scene,
        dense_crayon,
        touching,
        child_on_van,
        bent_edge,
    )
}


def take(kind: str, number: int) -> Photo:
    """Draw and photograph one sheet of a kind."""
    seed = [list(KINDS).index(kind), number]
    setting = KINDS[kind](np.random.default_rng(seed))
    drawing = setting.drawing
    shot = Shot(
        SIZE,
        setting.corners,  # pyright: ignore[reportArgumentType]
        setting.table,
        _light(setting.rng, 0.3 if kind == "crumpled_shadow" else None),
        "cloth" if setting.cloth else "wood",
    )
    on_sheet = np.zeros((SIZE[1], SIZE[0]), np.float32)

    def lay(scene: Floats, inside: Floats) -> None:
        if setting.lay is not None:
            setting.lay(scene, inside)
        on_sheet[:] = inside

    rgb = photograph(drawing.sheet.rgb, shot, np.random.default_rng(seed), lay)
    _, jpeg = cv2.imencode(".jpg", rgb[..., ::-1], (cv2.IMWRITE_JPEG_QUALITY, 90))
    rgb = np.ascontiguousarray(cv2.imdecode(jpeg, cv2.IMREAD_COLOR)[..., ::-1])
    x, y = bent_places(drawing.rest.shape, shot, np.random.default_rng(seed))
    page = (on_sheet > 0.5).astype(np.uint8)

    def seen(mask: Mask) -> Mask:
        return cv2.remap(mask, x, y, cv2.INTER_NEAREST) & page

    actors = tuple(seen(mask) for mask in drawing.actors)
    others = tuple(seen(mask) for mask in drawing.others)
    drawn = seen(drawing.rest)
    for mask in (*actors, *others):
        drawn |= mask
    return Photo(rgb, actors, others, drawn, page, setting.is_painted)


def _rule(setting: Setting, across: NDArray[np.float64], down: NDArray[np.float64] | tuple[()]) -> None:
    page = setting.drawing.sheet.rgb
    far_y, far_x = page.shape[:2]
    ruled = np.zeros((far_y, far_x), np.float32)
    for y in across:
        cv2.line(ruled, (0, round(y * _PX_PER_MM)), (far_x, round(y * _PX_PER_MM)), (1.0,), 2, cv2.LINE_AA)
    for x in down:
        cv2.line(ruled, (round(x * _PX_PER_MM), 0), (round(x * _PX_PER_MM), far_y), (1.0,), 2, cv2.LINE_AA)
    shade = np.float32((0.68, 0.76, 0.9))
    page *= 1 - ruled[..., None] * (1 - shade)
    if not len(down):
        x = round(32 * _PX_PER_MM)
        margin = np.zeros((far_y, far_x), np.float32)
        cv2.line(margin, (x, 0), (x, far_y), (1.0,), 2, cv2.LINE_AA)
        page *= 1 - margin[..., None] * (1 - np.float32((0.9, 0.5, 0.5)))


def _repaint(drawing: Drawing, mask: Mask) -> None:
    soft = cv2.GaussianBlur(mask.astype(np.float32), (0, 0), 2)[..., None]
    drawing.sheet.rgb += soft * (np.float32(_WHITE) / 255 - drawing.sheet.rgb)
    drawing.rest[mask > 0] = 0


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


def main(folder: Path) -> None:
    """Write one picture of each kind."""
    folder.mkdir(parents=True, exist_ok=True)
    for kind in KINDS:
        Image.fromarray(take(kind, 0).rgb).save(folder / f"{kind}.jpg", quality=88)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
