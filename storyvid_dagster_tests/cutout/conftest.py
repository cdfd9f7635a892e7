"""Draws children's pages with known truth: what was drawn where, and what the camera made of it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

Rgb = NDArray[np.uint8]
Color = tuple[int, int, int]
Points = Sequence[tuple[float, float]]

PURPLE, RED, GREEN, BLUE = (92, 44, 160), (214, 40, 44), (60, 158, 72), (52, 96, 214)
YELLOW, BROWN, BLACK, PENCIL = (252, 214, 20), (124, 78, 40), (30, 30, 34), (150, 150, 155)


@dataclass
class Sheet:
    """A sheet of paper that can be drawn on; `truth` has the solid shape of every named figure."""

    width: int = 1200
    height: int = 900
    paper: Color = (252, 251, 248)
    wobble: float = 2.5
    seed: int = 1
    rgb: Rgb = field(init=False)
    truth: dict[str, NDArray[np.bool_]] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self.random = np.random.default_rng(self.seed)
        noise = self.random.normal(0, 1, (self.height // 3 + 1, self.width // 3 + 1)).astype(np.float32)
        size = (self.width, self.height)
        self._tooth = cv2.resize(cv2.GaussianBlur(noise, (0, 0), 1.2), size, interpolation=cv2.INTER_LINEAR)
        self.rgb = np.full((self.height, self.width, 3), self.paper, np.uint8)

    def shape(
        self, name: str, corners: Points, line: Color, inside: Color | None = None, px: int = 9
    ) -> None:
        """A closed outline, filled when `inside` is given."""
        points = self._by_hand([*corners, corners[0]])
        solid = np.zeros(self.rgb.shape[:2], np.uint8)
        cv2.fillPoly(solid, [points], 1)
        cv2.polylines(solid, [points], True, 1, px)
        if inside is not None:
            self._crayon(_filled(self.rgb.shape, points), inside)
        self._stroke(points, line, px)
        self._remember(name, solid)

    def line(self, name: str, corners: Points, color: Color, px: int = 9) -> None:
        """An open stroke."""
        points = self._by_hand(corners)
        self._stroke(points, color, px)
        mask = np.zeros(self.rgb.shape[:2], np.uint8)
        cv2.polylines(mask, [points], False, 1, px)
        self._remember(name, mask)

    def oval(
        self,
        name: str,
        x: float,
        y: float,
        rx: float,
        ry: float,
        line: Color,
        inside: Color | None = None,
        px: int = 9,
        open_degrees: int = 0,
    ) -> None:
        """An oval; `open_degrees` of it are missing at the right."""
        turns = np.radians(np.arange(open_degrees / 2, 361 - open_degrees / 2, 6))
        points = [(x + rx * np.cos(t), y + ry * np.sin(t)) for t in turns]
        if not open_degrees:
            self.shape(name, points, line, inside, px)
            return
        self.line(name, points, line, px)
        self._remember(name, _filled(self.rgb.shape, np.array(points, np.int32)))

    def person(
        self,
        name: str,
        x: float,
        feet: float,
        size: float,
        color: Color,
        inside: Color | None = None,
        px: int = 9,
    ) -> None:
        """Head, body, arms and legs, `size` px tall."""
        self.oval(name, x, feet - 0.83 * size, 0.15 * size, 0.16 * size, color, px=px)
        self.oval(name, x, feet - 0.46 * size, 0.15 * size, 0.21 * size, color, inside, px)
        for side in (-1, 1):
            self.line(
                name,
                [(x + side * 0.13 * size, feet - 0.53 * size), (x + side * 0.33 * size, feet - 0.6 * size)],
                color,
                px,
            )
            self.line(
                name,
                [
                    (x + side * 0.07 * size, feet - 0.27 * size),
                    (x + side * 0.11 * size, feet),
                    (x + side * 0.18 * size, feet),
                ],
                color,
                px,
            )
            cv2.circle(
                self.rgb,
                (round(x + side * 0.05 * size), round(feet - 0.86 * size)),
                max(2, px // 2),
                color,
                -1,
            )
        self.line(
            name,
            [
                (x - 0.06 * size, feet - 0.77 * size),
                (x, feet - 0.75 * size),
                (x + 0.06 * size, feet - 0.77 * size),
            ],
            color,
            px,
        )

    def cat(
        self,
        name: str,
        x: float,
        feet: float,
        size: float,
        color: Color,
        inside: Color | None = None,
        px: int = 9,
    ) -> None:
        """A cat from the side, `size` px long."""
        self.oval(name, x, feet - 0.35 * size, 0.34 * size, 0.19 * size, color, inside, px)
        self.oval(name, x + 0.36 * size, feet - 0.55 * size, 0.16 * size, 0.15 * size, color, inside, px)
        for ear in (0.27, 0.45):
            self.shape(
                name,
                [
                    (x + (ear - 0.05) * size, feet - 0.67 * size),
                    (x + ear * size, feet - 0.8 * size),
                    (x + (ear + 0.05) * size, feet - 0.66 * size),
                ],
                color,
                inside,
                px,
            )
            cv2.circle(
                self.rgb,
                (round(x + (ear - 0.04) * size + 6), round(feet - 0.57 * size)),
                px // 2 + 1,
                BLACK,
                -1,
            )
        for leg in (-0.24, -0.12, 0.12, 0.24):
            self.line(name, [(x + leg * size, feet - 0.19 * size), (x + leg * size, feet)], color, px)
        self.line(
            name,
            [
                (x - 0.33 * size, feet - 0.4 * size),
                (x - 0.46 * size, feet - 0.55 * size),
                (x - 0.42 * size, feet - 0.7 * size),
            ],
            color,
            px,
        )

    def sun(self, x: float, y: float, radius: float) -> None:
        self.oval("sun", x, y, radius, radius, (240, 190, 10), YELLOW)
        for turn in np.radians(np.arange(0, 360, 45)):
            way = np.array([np.cos(turn), np.sin(turn)])
            self.line(
                "sun",
                [tuple((x, y) + way * radius * 1.05), tuple((x, y) + way * radius * 1.5)],
                (240, 190, 10),
            )

    def strip(self, y0: float, y1: float, color: Color, name: str = "ground") -> None:
        """Hatching from side to side, as grass or sky is done."""
        mask = np.zeros(self.rgb.shape[:2], np.uint8)
        mask[round(y0) : round(y1)] = 1
        self._crayon(mask.astype(bool), color, gaps=0.12)
        self._remember(name, mask)

    def photo(self, **light: Any) -> Rgb:
        """The sheet as a phone sees it from above."""
        return photograph(self.rgb, **light)

    def photo_on_table(self, *, table: Color = (70, 48, 36), **light: Any) -> Rgb:
        """The sheet on a table, seen from an angle."""
        return on_table(photograph(self.rgb, **light), table=table)

    def _by_hand(self, corners: Points) -> NDArray[np.int32]:
        ends = np.asarray(corners, np.float64)
        fine = [ends[:1]]
        for start, end in pairwise(ends):
            steps = max(1, int(np.hypot(*(end - start)) / 12))
            fine.append(start + (end - start) * (np.arange(1, steps + 1) / steps)[:, None])
        points = np.concatenate(fine)
        shake = self.random.normal(0, self.wobble, points.shape)
        kernel = np.ones(min(3, len(points))) / 3
        shake = np.stack([np.convolve(shake[:, i], kernel, "same") for i in (0, 1)], axis=1)
        return (points + shake).round().astype(np.int32)

    def _stroke(self, points: NDArray[np.int32], color: Color, px: int) -> None:
        mask = np.zeros(self.rgb.shape[:2], np.uint8)
        cv2.polylines(mask, [points], False, 255, px, cv2.LINE_AA)
        self._lay_on(mask / np.float32(255) * self._wax(0.82, 0.25), color)

    def _crayon(self, mask: NDArray[np.bool_], color: Color, gaps: float = 0.05) -> None:
        self._lay_on(mask * self._wax(0.85 - gaps, 0.5), color)

    def _wax(self, strength: float, grain: float) -> NDArray[np.float32]:
        """How much wax sticks to the paper's tooth, never twice the same."""
        y, x = self.random.integers(0, (self.height, self.width))
        rough = np.roll(np.roll(self._tooth, y, axis=0), x, axis=1)
        return np.clip(strength + grain * rough, 0.35, 1)

    def _lay_on(self, weight: NDArray[np.float32], color: Color) -> None:
        x, y, width, height = cv2.boundingRect((weight > 0).astype(np.uint8))
        view = self.rgb[y : y + height, x : x + width]
        mixed = view + (np.array(color, np.float32) - view) * weight[y : y + height, x : x + width, None]
        view[:] = mixed.round().astype(np.uint8)

    def _remember(self, name: str, mask: NDArray[np.uint8] | NDArray[np.bool_]) -> None:
        self.truth[name] = self.truth.get(name, np.zeros(mask.shape, bool)) | (mask > 0)


def _filled(shape: tuple[int, ...], points: NDArray[np.int32]) -> NDArray[np.bool_]:
    mask = np.zeros(shape[:2], np.uint8)
    cv2.fillPoly(mask, [points], 1)
    return mask > 0


def photograph(
    rgb: Rgb,
    *,
    cast: tuple[float, float, float] = (0.86, 0.8, 0.7),
    shadow: float = 0.6,
    grain: float = 2.0,
    seed: int = 3,
) -> Rgb:
    """What a phone makes of a sheet: a warm cast, a fall-off, the shadow of a hand, noise."""
    height, width = rgb.shape[:2]
    y, x = np.mgrid[0 : 1 : height * 1j, 0 : 1 : width * 1j]
    light = (1 - 0.25 * ((x - 0.3) ** 2 + (y - 0.4) ** 2))[..., None] * np.array(cast, np.float32)
    edge = np.zeros((height, width), np.float32)
    corners = np.array([(0.0, 0.62), (0.45, 0.55), (0.8, 1.0), (0.0, 1.0)]) * (width, height)
    cv2.fillPoly(edge, [corners.astype(np.int32)], 1)
    light = light * (1 - (1 - shadow) * cv2.GaussianBlur(edge, (0, 0), width / 150))[..., None]
    noise = np.random.default_rng(seed).standard_normal((height, width, 1), np.float32) * grain
    return np.clip(rgb * light + noise, 0, 255).astype(np.uint8)


def on_table(rgb: Rgb, *, table: Color = (70, 48, 36), turn: float = 0.06) -> Rgb:
    """The sheet lying on a dark table, seen from an angle."""
    height, width = rgb.shape[:2]
    whole = (round(1.3 * width), round(1.3 * height))
    x0, y0, x1, y1 = 0.13 * width, 0.14 * height, 1.15 * width, 1.16 * height
    slant = turn * width
    target = np.array(
        [[x0 + slant, y0], [x1 - 0.5 * slant, y0 + 0.3 * slant], [x1, y1], [x0, y1 - 0.3 * slant]], np.float32
    )
    source = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    move = cv2.getPerspectiveTransform(source, target)
    ground = np.full((whole[1], whole[0], 3), table, np.float32)
    ground += np.random.default_rng(9).normal(0, 4, (whole[1], 1, 1))
    sheet = cv2.warpPerspective(rgb, move, whole, flags=cv2.INTER_LINEAR)
    there = cv2.warpPerspective(np.ones((height, width), np.float32), move, whole)[..., None]
    return np.clip(ground * (1 - there) + sheet * there, 0, 255).astype(np.uint8)


@pytest.fixture(scope="session")
def new_sheet() -> Callable[..., Sheet]:
    return Sheet
