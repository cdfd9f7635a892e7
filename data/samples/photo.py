"""A sheet on its way to the camera, and what is known of the photo."""

from dataclasses import dataclass

import cv2
import numpy as np
from camera import Lay, Light, Place
from drawings import ACTORS, Drawing, Mask, Medium
from hand import Hand
from numpy.typing import NDArray
from sheet import Colour, Sheet

SIZE = (1500, 1125)
"""Width and height of a photo, in pixels."""
PAPER_MM = (297.0, 210.0)
PX_PER_MM = 4.8
WHITE: Colour = (247, 246, 242)
TABLES: tuple[Colour, ...] = ((150, 104, 66), (92, 74, 62), (176, 140, 100), (120, 70, 48))


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


def sheet_of(
    rng: np.random.Generator, medium: Medium = "crayon", paper: Colour = WHITE, grain_mm: float = 0.3
) -> Setting:
    """Give an empty sheet that fills the picture."""
    sheet = Sheet.blank(PAPER_MM, PX_PER_MM, rng, paper, grain_mm)
    setting = Setting(rng, Drawing(sheet, Hand(rng, wobble_mm=1.3), medium))
    setting.corners = filling(rng)
    setting.table = TABLES[int(rng.integers(len(TABLES)))]
    return setting


def filling(rng: np.random.Generator) -> tuple[Place, ...]:
    """The sheet runs out of the picture on every side."""
    return framed(rng, "")


def framed(
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


def light_of(rng: np.random.Generator, shadow_depth: float | None = None) -> Light:
    """Give the light of a lamp or a window, with a shadow from below."""
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


def people(setting: Setting, *, filled: bool = True) -> None:
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
