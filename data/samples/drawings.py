"""Simple drawings as children make them, of which it is known where every figure is."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

import cv2
import numpy as np
from hand import Hand, Points, places
from numpy.typing import NDArray
from sheet import Colour, Sheet

Mask = NDArray[np.uint8]
Medium = Literal["crayon", "felt", "pencil", "faint", "chalk"]
Part = tuple[str, str, bool]
"""Kind, numbers in the figure's own square of 100 x 100, and whether it may be filled."""

WIDTH_MM: dict[Medium, float] = {"crayon": 2.6, "felt": 2.0, "pencil": 1.1, "faint": 0.8, "chalk": 3.0}
BRIGHT: tuple[Colour, ...] = (
    (214, 44, 46), (38, 84, 190), (122, 62, 168), (64, 150, 62),
    (240, 128, 28), (40, 160, 160), (232, 64, 132), (122, 66, 34),
)  # fmt: skip
GRAYS: tuple[Colour, ...] = ((96, 96, 102), (80, 82, 92))
CHALKS: tuple[Colour, ...] = ((238, 236, 228), (250, 190, 210), (180, 220, 250), (250, 236, 150))
BLACK, YELLOW, GREEN, BLUE = (42, 38, 42), (250, 205, 32), (70, 158, 52), (70, 130, 220)

FIGURES: dict[str, tuple[Part, ...]] = {
    "child": (
        ("oval", "50,18 15,16", False),
        ("edges", "42,36 58,36 70,72 30,72", True),
        ("line", "41,42 20,52", False),
        ("line", "59,42 82,50", False),
        ("line", "43,73 42,98 35,98", False),
        ("line", "57,73 58,98 65,98", False),
        ("dot", "44,15", False),
        ("dot", "56,15", False),
        ("line", "43,23 50,27 57,23", False),
    ),
    "cat": (
        ("oval", "42,60 30,17", True),
        ("oval", "76,40 17,15", True),
        ("edges", "62,32 64,12 74,26", True),
        ("edges", "78,26 88,12 91,32", True),
        ("line", "22,72 20,96", False),
        ("line", "34,76 34,97", False),
        ("line", "52,76 53,97", False),
        ("line", "63,72 65,96", False),
        ("line", "13,56 4,44 8,30", False),
        ("dot", "70,38", False),
        ("dot", "83,38", False),
        ("line", "70,46 76,49 82,46", False),
    ),
    "robot": (
        ("edges", "32,8 68,8 68,32 32,32", True),
        ("edges", "26,35 74,35 72,72 28,72", True),
        ("edges", "26,40 10,58 15,63 26,52", True),
        ("edges", "74,40 90,58 85,63 74,52", True),
        ("edges", "34,72 45,72 45,97 34,97", True),
        ("edges", "55,72 66,72 66,97 55,97", True),
        ("dot", "42,18", False),
        ("dot", "58,18", False),
        ("line", "41,26 59,26", False),
    ),
    "monster": (
        ("oval", "50,52 36,34", True),
        ("oval", "38,42 8,9", False),
        ("oval", "62,42 8,9", False),
        ("dot", "38,43", False),
        ("dot", "62,43", False),
        ("line", "34,66 42,72 58,72 66,66", False),
        ("line", "38,20 30,4", False),
        ("line", "62,20 70,4", False),
        ("line", "40,85 38,98", False),
        ("line", "60,85 62,98", False),
    ),
    "fish": (
        ("oval", "44,50 34,22", True),
        ("edges", "76,50 97,32 97,68", True),
        ("dot", "26,44", False),
        ("line", "16,56 24,58", False),
        ("line", "42,36 48,50 42,64", False),
    ),
    "blob": (
        ("oval", "50,50 46,46", True),
        ("dot", "36,38", False),
        ("dot", "64,38", False),
        ("line", "32,62 50,72 68,62", False),
    ),
    "van": (
        ("edges", "4,20 70,20 96,48 96,80 4,80", True),
        ("oval", "24,82 10,12", True),
        ("oval", "76,82 10,12", True),
        ("edges", "66,28 84,48 66,48", False),
    ),
    "house": (
        ("edges", "14,45 86,45 86,98 14,98", True),
        ("edges", "6,46 50,6 94,46", True),
        ("edges", "42,68 58,68 58,98 42,98", False),
        ("edges", "22,55 36,55 36,68 22,68", False),
    ),
    "tree": (("edges", "42,56 58,56 58,98 42,98", True), ("oval", "50,34 30,28", True)),
    "sun": (
        ("oval", "50,50 27,27", True),
        *(
            ("line", f"{50 + 33 * x:.0f},{50 + 33 * y:.0f} {50 + 48 * x:.0f},{50 + 48 * y:.0f}", False)
            for x, y in ((1, 0), (0.7, 0.7), (0, 1), (-0.7, 0.7), (-1, 0), (-0.7, -0.7), (0, -1), (0.7, -0.7))
        ),
    ),
}
ACTORS = ("child", "cat", "robot", "monster", "fish")
_LETTERS = {
    "A": "0,10 3,0 6,10 5,6 1,6",
    "E": "5,0 0,0 0,5 4,5 0,5 0,10 5,10",
    "L": "0,0 0,10 5,10",
    "M": "0,10 1,0 4,6 7,0 8,10",
    "N": "0,10 0,0 6,10 6,0",
    "O": "3,0 0,3 0,7 3,10 6,7 6,3 3,0",
    "I": "1,0 1,10",
    "T": "0,0 6,0 3,0 3,10",
}


@dataclass
class Drawing:
    """A sheet being drawn on; it remembers where what is."""

    sheet: Sheet
    hand: Hand
    medium: Medium
    actors: list[Mask] = field(default_factory=list)
    """(H, W) of every figure that a story may be about, filled."""
    others: list[Mask] = field(default_factory=list)
    """The same of suns, houses and trees: they may be cut out or stay."""
    rest: Mask = field(init=False)
    """(H, W) of everything else that was drawn and is nobody: rain, words, ground."""

    def __post_init__(self) -> None:
        self.rest = self._empty()

    @property
    def palette(self) -> tuple[Colour, ...]:
        """Give the colours that may be chosen from."""
        return {"pencil": GRAYS, "faint": GRAYS, "chalk": CHALKS}.get(self.medium, BRIGHT)

    def any_colour(self) -> Colour:
        """Take a crayon without looking."""
        return self.palette[int(self.sheet.rng.integers(len(self.palette)))]

    def figure(
        self,
        name: str,
        box_mm: tuple[float, float, float],
        colour: Colour | None = None,
        *,
        filled: bool = True,
        is_actor: bool = True,
    ) -> Mask:
        """Draw a figure into a square, given by its left, its top and its side, and remember it."""
        x, y, side = box_mm
        mask = self._empty()
        colour = colour or self.any_colour()
        inside = colour if self.sheet.rng.random() < 0.5 else self.any_colour()
        width = WIDTH_MM[self.medium]
        for kind, numbers, may_be_filled in FIGURES[name]:
            points = [(x + side * px / 100, y + side * py / 100) for px, py in places(numbers)]
            if kind == "dot":
                (px, py) = points[0]
                dot = self.hand.oval(px, py, 0.4 * width, 0.5 * width, turns=1.5)
                self.lines([dot], BLACK if self.medium in ("crayon", "felt") else colour, mask)
                continue
            if kind == "oval":
                (px, py), (rx, ry) = points[0], places(numbers)[1]
                path = self.hand.oval(px, py, side * rx / 100, side * ry / 100)
            else:
                path = self.hand.edges(points, closed=kind == "edges")
            if kind != "line":
                cv2.fillPoly(mask, [self._pixels(path)], (1,))
            if filled and may_be_filled:
                self.fill(path, inside, mask)
            self.lines([path], colour, mask)
        (self.actors if is_actor else self.others).append(mask)
        return mask

    def lines(self, strokes: Sequence[Points], colour: Colour, mask: Mask, width_mm: float = 0) -> None:
        """Draw strokes and add them to a mask."""
        width = width_mm or WIDTH_MM[self.medium]
        if self.medium == "felt":
            self.sheet.felt(strokes, colour, width_mm=width)
        else:
            pressure = {"faint": 0.5, "pencil": 0.8, "chalk": 1.0, "crayon": 0.85}[self.medium]
            self.sheet.wax(strokes, colour, width_mm=width, pressure=pressure)
        for path in strokes:
            thick = max(1, round(width * self.sheet.px_per_mm))
            cv2.polylines(mask, [self._pixels(path)], False, (1,), thick)

    def fill(self, outline: Points, colour: Colour, mask: Mask, angle_deg: float | None = None) -> None:
        """Scribble an outline full."""
        angle = float(self.sheet.rng.uniform(-70, 70)) if angle_deg is None else angle_deg
        width = 1.3 * WIDTH_MM[self.medium]
        strokes = self.hand.scribble(outline, angle_deg=angle, spacing_mm=0.8 * width, overshoot_mm=0.6)
        if strokes:
            self.lines(strokes, colour, mask, width)

    def word(self, text: str, x_mm: float, y_mm: float, high_mm: float, colour: Colour) -> None:
        """Write in capitals, as children do."""
        strokes: list[Points] = []
        for letter in text:
            points = places(_LETTERS[letter])
            scale = high_mm / 10
            strokes.append(self.hand.edges([(x_mm + px * scale, y_mm + py * scale) for px, py in points]))
            x_mm += scale * (max(px for px, _ in points) + 3)
        self.lines(strokes, colour, self.rest, 0.6 * WIDTH_MM[self.medium])

    def _empty(self) -> Mask:
        return np.zeros(self.sheet.tooth.shape, np.uint8)

    def _pixels(self, path: Points) -> NDArray[np.int32]:
        return np.round(path * self.sheet.px_per_mm).astype(np.int32)
