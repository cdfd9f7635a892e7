"""A sheet of paper and what crayons, pencils and felt-tips leave on it."""

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from hand import Points
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Colour = tuple[int, int, int]
Box = tuple[slice, slice]


@dataclass
class Sheet:
    """Paper being drawn on."""

    rgb: Floats
    """(H, W, 3) reflectance, 0 to 1."""
    tooth: Floats
    """(H, W) height of the paper's grain, spread evenly over 0 to 1."""
    patches: Floats
    """(H, W) where the paper takes more or less, mean 0."""
    specks: Floats
    """(H, W) where crumbs of wax stick: peaks above 2.6."""
    px_per_mm: float
    rng: np.random.Generator

    @classmethod
    def blank(
        cls,
        size_mm: tuple[float, float],
        px_per_mm: float,
        rng: np.random.Generator,
        colour: Colour,
        grain_mm: float = 0.24,
    ) -> "Sheet":
        """Lay out paper of a size (width, height)."""
        width, height = (round(edge * px_per_mm) for edge in size_mm)
        shape = (height, width)
        fibres = rng.spawn(1)[0]  # as much luck as there are pixels: kept apart from that of the strokes
        grain = noise(shape, grain_mm * px_per_mm, fibres)
        grain += 0.55 * noise(shape, 2.3 * grain_mm * px_per_mm, fibres)
        grain += 0.5 * noise(shape, 0.5 * grain_mm * px_per_mm, fibres) + 0.3 * noise(
            shape, 2.5 * px_per_mm, fibres
        )
        tooth = 1 / (1 + np.exp(-1.7 * grain / grain.std()))
        clouds = noise(shape, 18 * px_per_mm, fibres)
        shade = 1 + 0.004 * clouds + 0.010 * (tooth - 0.5)
        rgb = np.float32(colour) / 255 * shade[..., None]
        patches, specks = noise(shape, 6 * px_per_mm, fibres), noise(shape, 0.45 * px_per_mm, fibres)
        return cls(rgb.astype(np.float32), tooth.astype(np.float32), patches, specks, px_per_mm, rng)

    def wax(
        self,
        strokes: Sequence[Points],
        colour: Colour,
        *,
        width_mm: float,
        pressure: float,
        spare: Sequence[Points] = (),
    ) -> None:
        """Rub crayon or pencil over the grain: the harder, the deeper into its valleys.

        Nothing is drawn inside the outlines in `spare`, as a child leaves out the eyes.
        """
        box = self._box(strokes, width_mm)
        tooth, patches = self.tooth[box], self.patches[box]
        load = np.zeros(tooth.shape, np.float32)
        for path in strokes:
            self._rub(load, box, path, width_mm, pressure * self.rng.lognormal(0, 0.10))
        if spare:
            load *= 1 - self._inside(spare, box)
        load *= 1 + 0.10 * patches
        cover = _smooth((load * 1.3 + tooth - 0.97) / 0.78) * np.minimum(1, load * 4)
        crumbs = ((self.specks[box] > 2.7) & (load > 0.3)).astype(np.float32)
        cover = np.maximum(cover, cv2.GaussianBlur(crumbs, (0, 0), 0.10 * self.px_per_mm))
        smear = cv2.GaussianBlur(load, (0, 0), 0.6 * self.px_per_mm) * 0.06
        amount = (0.95 * np.maximum(cover, smear))[..., None]
        thickness = 1 - 0.15 * np.clip(load - 0.7, 0, 0.9) + 0.16 * (tooth - 0.6) + 0.03 * patches
        pigment = np.float32(colour) / 255 * thickness[..., None]
        over = 0.62 * pigment + 0.38 * pigment * self.rgb[box]
        self.rgb[box] = np.clip(self.rgb[box] * (1 - amount) + over * amount, 0, 1)

    def felt(
        self,
        strokes: Sequence[Points],
        colour: Colour,
        *,
        width_mm: float,
        spare: Sequence[Points] = (),
        rests: bool = True,
    ) -> None:
        """Draw with a felt-tip: see-through ink, darker where strokes overlap and where the tip `rests`."""
        box = self._box(strokes, width_mm)
        density = np.zeros(self.tooth[box].shape, np.float32)
        for path in strokes:
            self._flow(density, box, path, width_mm, rests)
        if spare:
            density *= 1 - self._inside(spare, box)
        density = np.where(density > 1, 1 + 0.40 * (density - 1), density)
        density *= 1 + 0.05 * self.patches[box] + 0.03 * (self.tooth[box] - 0.5)
        rim = np.clip(density - cv2.GaussianBlur(density, (0, 0), 0.4 * self.px_per_mm), 0, 1)
        density = np.clip(density + 0.22 * rim, 0, 2.2)
        self.rgb[box] *= (np.float32(colour) / 255) ** density[..., None]

    def _box(self, strokes: Sequence[Points], width_mm: float) -> Box:
        """Give the part of the sheet that strokes can reach."""
        points = np.vstack(list(strokes))
        low = (points.min(axis=0) - 2 * width_mm) * self.px_per_mm
        high = (points.max(axis=0) + 2 * width_mm) * self.px_per_mm
        height, width = self.tooth.shape
        (x0, y0), (x1, y1) = np.floor(low).astype(int), np.ceil(high).astype(int)
        return slice(max(0, y0), min(height, y1)), slice(max(0, x0), min(width, x1))

    def _inside(self, outlines: Sequence[Points], box: Box) -> Floats:
        mask = np.zeros((box[0].stop - box[0].start, box[1].stop - box[1].start), np.float32)
        for outline in outlines:
            corners = np.round(outline * self.px_per_mm - (box[1].start, box[0].start)).astype(np.int32)
            cv2.fillPoly(mask, [corners], 1.0, cv2.LINE_8)
        return cv2.GaussianBlur(mask, (0, 0), 0.15 * self.px_per_mm + 0.3)

    def _rub(self, load: Floats, box: Box, path: Points, width_mm: float, pressure: float) -> None:
        """Add one stroke of wax, lighter at its ends and streaked along its way."""
        width = max(1.0, width_mm * self.px_per_mm)
        part, at = _window(load, box, path * self.px_per_mm, width)
        n = len(path)
        ends = np.minimum(np.arange(n), np.arange(n)[::-1]) / 7
        force = pressure * (1 - 0.35 * np.clip(1 - ends, 0, 1)) * (1 + 0.13 * _ripple(self.rng, n, 12))
        mark = _draw_line(part.shape, at, force, width * (1 + 0.10 * _ripple(self.rng, n, 9)))
        streaks = np.full(part.shape, 128, np.uint8)
        aside = np.gradient(at, axis=0)[:, ::-1] * (-1, 1)
        aside /= np.maximum(np.hypot(*aside.T), 1e-6)[:, None]
        for place in self.rng.uniform(-0.5, 0.5, 5):
            bristle = np.round((at + aside * place * width) * 16).astype(np.int32)
            cv2.polylines(
                streaks,
                [bristle],
                False,
                int(self.rng.integers(70, 190)),
                max(1, round(width / 6)),
                cv2.LINE_AA,
                4,
            )
        soft = cv2.GaussianBlur(
            mark * (0.55 + streaks.astype(np.float32) / 285), (0, 0), max(0.5, width * 0.11)
        )
        part += soft * (0.75 + 0.25 * (1 - np.minimum(part, 1)))

    def _flow(self, density: Floats, box: Box, path: Points, width_mm: float, rests: bool) -> None:
        """Add one stroke of ink, even along its way; a tip that rests leaves a blob at both ends."""
        width = max(1.0, width_mm * self.px_per_mm)
        part, at = _window(density, box, path * self.px_per_mm, width)
        n = len(path)
        force = np.full(n, self.rng.normal(0.92, 0.04))
        mark = _draw_line(part.shape, at, force, width * (1 + 0.05 * _ripple(self.rng, n, 9)))
        for end in (0, n - 1) if rests else ():
            x, y = np.round(at[end] * 16).astype(int)
            swell = round(width * 0.5 * self.rng.uniform(1.0, 1.18) * 16)
            blob = np.zeros(part.shape, np.float32)
            cv2.circle(blob, (int(x), int(y)), swell, float(force[0] * 1.22), -1, cv2.LINE_AA, 4)
            mark = np.maximum(mark, blob)
        part += cv2.GaussianBlur(mark, (0, 0), max(0.5, width * 0.05))


def _window(field: Floats, box: Box, pixels: Points, width: float) -> tuple[Floats, Points]:
    """Give the part of a field that a stroke can reach, and the stroke's place in it."""
    at = pixels - (box[1].start, box[0].start)
    height_px, width_px = field.shape
    margin = int(width) + 3
    x0, y0 = np.clip(np.floor(at.min(axis=0)).astype(int) - margin, 0, (width_px - 1, height_px - 1))
    x1, y1 = np.clip(np.ceil(at.max(axis=0)).astype(int) + margin, (x0 + 1, y0 + 1), (width_px, height_px))
    return field[y0:y1, x0:x1], at - (x0, y0)


def _draw_line(
    shape: tuple[int, ...], at: Points, force: NDArray[np.float64], thick: NDArray[np.float64]
) -> Floats:
    mark = np.zeros(shape, np.uint8)
    fixed = np.round(at * 16).astype(int).tolist()
    values = np.clip(force * 130, 0, 255).astype(int).tolist()
    for i in range(len(fixed) - 1):
        cv2.line(mark, fixed[i], fixed[i + 1], values[i], max(1, round(thick[i])), cv2.LINE_AA, 4)
    return mark.astype(np.float32) / 130


def noise(shape: tuple[int, int], cell_px: float, rng: np.random.Generator, stretch: float = 1.0) -> Floats:
    """Give smooth noise of mean 0 and deviation about 1, its cells `stretch` times as wide as high."""
    height, width = shape
    rows = max(2, round(height / max(1.0, cell_px)) + 1)
    columns = max(2, round(width / max(1.0, cell_px * stretch)) + 1)
    grid = rng.standard_normal((rows, columns), dtype=np.float32)
    return cv2.resize(grid, (width, height), interpolation=cv2.INTER_CUBIC) * np.float32(1.25)


def _ripple(rng: np.random.Generator, n: int, every: int) -> NDArray[np.float64]:
    knots = rng.normal(0, 1, n // every + 3)
    return np.interp(np.arange(n) / every, np.arange(len(knots)), knots)


def _smooth(x: Floats) -> Floats:
    x = np.clip(x, 0, 1)
    return x * x * (3 - 2 * x)
