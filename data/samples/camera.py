"""From a drawn sheet to what a phone or a scanner makes of it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import cv2
import numpy as np
from numpy.typing import NDArray
from sheet import Colour, Floats, noise

Place = tuple[float, float]
"""In parts of the picture's width and height."""

_GAMMA = 2.2
_COARSE = 8  # light and paper's bend are so smooth that one point in 8 x 8 will do


@dataclass(frozen=True)
class Light:
    """How the table is lit."""

    colour: tuple[float, float, float]
    lamp: Place
    """Where it is brightest."""
    falloff: float
    """How much darker it is one picture width away, 0 to 1."""
    vignette: float
    """How much darker the corners are, 0 to 1."""
    shadow: tuple[Place, ...]
    """Outline of what a hand and the phone take away of the light."""
    shadow_depth: float
    shadow_blur: float
    """In parts of the picture's width."""


@dataclass(frozen=True)
class Shot:
    """How the picture is taken."""

    size: tuple[int, int]
    """Width and height in pixels."""
    corners: tuple[Place, Place, Place, Place]
    """Where the sheet's corners come to lie, clockwise from its upper left."""
    table: Colour
    light: Light
    ground: Literal["wood", "cloth"] = "wood"
    """What the table is made of."""


Lay = Callable[[Floats, Floats], None]
"""Puts things into a scene (H, W, 3), given where the sheet is in it (H, W), before there is light."""


def photograph(
    page: Floats, shot: Shot, rng: np.random.Generator, lay: Lay | None = None
) -> NDArray[np.uint8]:
    """Lay a sheet on a table and take a picture of it with a phone."""
    width, height = shot.size
    scale = width / 3000
    x, y = bent_places(page.shape, shot, rng)
    sheet = cv2.remap(page, x, y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    inside = cv2.remap(np.ones(page.shape[:2], np.float32), x, y, cv2.INTER_LINEAR)
    under = _coarse(inside)
    under = cv2.GaussianBlur(under, (0, 0), 14 * scale / _COARSE)
    moved = np.float32([[1, 0, 10 * scale / _COARSE], [0, 1, 14 * scale / _COARSE]])
    under = _full(cv2.warpAffine(under, moved, under.shape[::-1]), shot.size)
    ground = _wood if shot.ground == "wood" else _cloth
    table = ground(shot, scale, rng) * (1 - 0.55 * under)[..., None]
    curl = _full(
        1 + 0.03 * noise((height // _COARSE, width // _COARSE), 900 * scale / _COARSE, rng), shot.size
    )
    scene = table + inside[..., None] * (sheet * curl[..., None] - table)
    if lay is not None:
        lay(scene, inside)

    shine = _full(_shine(shot, (width // _COARSE, height // _COARSE)), shot.size)
    picture = np.maximum(scene, 0) * np.maximum(shine, 0) ** np.float32(1 / _GAMMA)
    picture *= np.float32(shot.light.colour) ** (1 / _GAMMA)
    picture = cv2.GaussianBlur(picture, (0, 0), 1.0 * scale + 0.15)
    grain = noise((height, width), 1.4, rng)[..., None] * np.float32(0.0045)
    tint = np.dstack([noise((height, width), 5.0, rng) for _ in range(3)]) * np.float32(0.0025)
    picture += (grain + tint) * (1.3 - picture)
    return _eight_bits(picture)


def scan(page: Floats, rng: np.random.Generator) -> NDArray[np.uint8]:
    """Put a sheet on a flatbed: even light, a grey cast, a darker hinge side and some dust."""
    height, width = page.shape[:2]
    picture = cv2.GaussianBlur(page, (0, 0), 0.6)
    picture += 0.5 * (picture - cv2.GaussianBlur(picture, (0, 0), 1.6))
    picture = np.minimum(picture, 0.962) * np.float32(
        [0.975, 0.98, 0.985]
    )  # its white point clips most grain
    picture *= 1 - 0.05 * np.exp(-np.linspace(0, 40, height, dtype=np.float32))[:, None, None]
    for _ in range(9):
        place = int(rng.uniform(0, width)), int(rng.uniform(0, height))
        radius = max(1, round(rng.uniform(0.5, 1.4) * width / 2000))
        cv2.circle(picture, place, radius, (0.72, 0.71, 0.70), -1, cv2.LINE_AA)
    return _eight_bits(picture)


def bent_places(shape: tuple[int, ...], shot: Shot, rng: np.random.Generator) -> tuple[Floats, Floats]:
    """Tell for every pixel of the picture where on a page it looks; paper never lies quite flat."""
    width, height = shot.size
    swell_px = 5.0 * (width / 3000)
    far_y, far_x = shape[:2]
    flat = np.float32([(0, 0), (far_x, 0), (far_x, far_y), (0, far_y)])
    seen = np.float32([(x * width, y * height) for x, y in shot.corners])
    back = cv2.getPerspectiveTransform(seen, flat).astype(np.float32)
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    coarse = (height // _COARSE, width // _COARSE)
    for axis in (x, y):
        axis += swell_px * _full(noise(coarse, 0.27 * coarse[1], rng), shot.size)
    depth = back[2, 0] * x + back[2, 1] * y + back[2, 2]
    at_x = (back[0, 0] * x + back[0, 1] * y + back[0, 2]) / depth
    at_y = (back[1, 0] * x + back[1, 1] * y + back[1, 2]) / depth
    return at_x, at_y


def _shine(shot: Shot, size: tuple[int, int]) -> Floats:
    """Give the light at every place, (H, W, 3), linear."""
    width, height = size
    light, tall = shot.light, height / width
    y, x = np.mgrid[0:height, 0:width].astype(np.float32) / width
    away = np.hypot(x - light.lamp[0], y - light.lamp[1] * tall)
    outward = np.hypot(x - 0.5, y - 0.5 * tall) / np.hypot(0.5, 0.5 * tall)
    outline = np.int32([[(px * width, py * height) for px, py in light.shadow]])
    dark = cv2.fillPoly(np.zeros((height, width), np.float32), outline, 1.0)
    dark = cv2.GaussianBlur(dark, (0, 0), light.shadow_blur * width)
    level = (1 - light.falloff * away) * (1 - light.vignette * outward**2.5) * (1 - light.shadow_depth * dark)
    return level[..., None] * (1 + dark[..., None] * np.float32([-0.03, 0.0, 0.05]))


def _wood(shot: Shot, scale: float, rng: np.random.Generator) -> Floats:
    width, height = shot.size[0] // 2, shot.size[1] // 2  # the table is a little out of focus
    scale /= 2
    waves = noise((height, width), 260 * scale, rng, stretch=4)
    rows = np.arange(height, dtype=np.float32)[:, None]
    rings = np.sin(rows / (34 * scale) + 2.6 * waves)
    fibres = noise((height, width), 4 * scale, rng, stretch=60) + 0.6 * noise(
        (height, width), 9 * scale, rng, 50
    )
    tone = 1 + 0.035 * rings + 0.03 * fibres + 0.05 * waves
    plank = 700 * scale
    gap = np.abs((rows / plank + 0.37) % 1 - 0.5) * plank
    tone *= 1 - 0.5 * np.exp(-((gap / (4 * scale)) ** 2))
    return _full(np.float32(shot.table) / 255 * tone[..., None], shot.size)


def _cloth(shot: Shot, scale: float, rng: np.random.Generator) -> Floats:
    """A woven tablecloth with folds."""
    width, height = shot.size
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    thread = 7 * scale
    weave = np.sin(2 * np.pi * x / thread) * np.sin(2 * np.pi * y / thread)
    folds = noise((height, width), 420 * scale, rng, stretch=0.4)
    tone = 1 + 0.10 * weave + 0.12 * folds + 0.05 * noise((height, width), 2, rng)
    return (np.float32(shot.table) / 255 * np.maximum(0.2, tone)[..., None]).astype(np.float32)


def _coarse(field: Floats) -> Floats:
    height, width = field.shape[:2]
    return cv2.resize(field, (width // _COARSE, height // _COARSE), interpolation=cv2.INTER_AREA)


def _full(field: Floats, size: tuple[int, int]) -> Floats:
    return cv2.resize(field.astype(np.float32), size, interpolation=cv2.INTER_LINEAR)


def _eight_bits(picture: Floats) -> NDArray[np.uint8]:
    return (np.clip(picture, 0, 1) * 255 + 0.5).astype(np.uint8)
