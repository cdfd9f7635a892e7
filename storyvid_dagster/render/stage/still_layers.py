"""What lies over the rest of a picture and only the camera moves: the ground, and things that stand about."""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from storyvid_dagster.render.camera import Area, Camera, View
from storyvid_dagster.render.planes import Frame, Plane, Planes, Rgba, padded, premultiplied
from storyvid_dagster.render.stage.coverage import covered_boxes
from storyvid_dagster.render.stage.puppets import cut_down

_BORDER_PX = 2
"""So much nothing all round a sheet lets its edge be as soft as it is."""
_REACH_PX = 6
"""So far a pixel of a still reaches in a frame, with what is lost to even edges."""


@dataclass(frozen=True)
class StillLayer:
    """A see-through sheet that is moved by the camera alone: several times faster than one that is turned."""

    colors: Planes
    """Multiplied by alpha."""
    cover: Plane
    """Alpha, with margins."""
    half_cover: Plane
    """The same at half size."""
    covered_boxes: tuple[Area, ...]
    """Where it hides some of what is behind, in pixels of the picture."""

    def lay(self, camera: Camera, view: View, out: Frame, kernel: int = cv2.INTER_CUBIC) -> None:
        """Lay it over a frame, in place."""
        onto = camera.onto_frame(self.colors.size, view)
        for box in self.covered_boxes:
            area = seen(box, onto, camera.size)
            if area.top < area.bottom and area.left < area.right:
                self._lay_box(camera, view, out, area, kernel)

    def _lay_box(self, camera: Camera, view: View, out: Frame, area: Area, kernel: int) -> None:
        y, u, v, under, half_under = camera.kept(
            (id(self), area), lambda: self._seen_box(camera, view, area, kernel)
        )
        half = halved(area)
        for below, color, shows in (
            (out.y[rows_and_columns(area)], y, under),
            (out.u[rows_and_columns(half)], u, half_under),
            (out.v[rows_and_columns(half)], v, half_under),
        ):
            cv2.multiply(below, shows, dst=below, scale=1 / 255)
            cv2.add(below, color, dst=below)

    def _seen_box(self, camera: Camera, view: View, area: Area, kernel: int) -> tuple[Plane, ...]:
        """Give y, u and v of an area of the frame, and how much shows through the layer, at both sizes."""
        colors, cover = camera.spare
        camera.film(self.colors, view, colors, area, kernel)
        camera.film_plane(self.cover, self.colors, view, cover.y, area, cv2.INTER_LINEAR)
        camera.film_half_plane(self.half_cover, self.colors, view, cover.u, area)
        whole, half = rows_and_columns(area), rows_and_columns(halved(area))
        seen_colors = (colors.y[whole], colors.u[half], colors.v[half])
        return (
            *(tuple(plane.copy() for plane in seen_colors) if camera.rests else seen_colors),
            np.asarray(cv2.bitwise_not(cover.y[whole]), np.uint8),
            np.asarray(cv2.bitwise_not(cover.u[half]), np.uint8),
        )


def rows_and_columns(area: Area) -> tuple[slice, slice]:
    """Give what cuts an area out of a plane."""
    return slice(area.top, area.bottom), slice(area.left, area.right)


def halved(area: Area) -> Area:
    """Give the same area of a plane of half the size."""
    return Area(*(edge // 2 for edge in area))


def seen(box: Area, onto: NDArray[np.float64], size: tuple[int, int]) -> Area:
    """Give where in a frame of `size` a box of the picture is seen, its edges even: boxes meet there too."""

    def at(value: float, axis: int) -> int:
        return min(size[axis], max(0, int(onto[axis, axis] * value + onto[axis, 2]) // 2 * 2))

    return Area(at(box.top, 1), at(box.bottom, 1), at(box.left, 0), at(box.right, 0))


def still_layer(
    rgba: Rgba, size: tuple[int, int], corner: tuple[int, int] = (0, 0), n_rows: int | None = None
) -> StillLayer:
    """Make a layer of a sheet, both its sides even.

    Args:
        rgba: What is on it.
        size: (width, height) of the picture it is a part of.
        corner: Where its first pixel lies in the picture (x, y); even, since pairs of pixels share chroma.
        n_rows: So many rows are laid over a frame, from the top; `None`: all.
    """
    y, a, u, v, a_half = premultiplied(rgba)
    shown = a[:n_rows]
    reached = cv2.dilate(shown, np.ones((2 * _REACH_PX + 1,) * 2, np.uint8)) if len(shown) else shown
    x, y_top = corner
    return StillLayer(
        Planes(padded(y), padded(u), padded(v), size, corner),
        padded(a),
        padded(a_half),
        tuple(
            Area(box.top + y_top, box.bottom + y_top, box.left + x, box.right + x)
            for box in covered_boxes(np.asarray(reached) > 0)
        ),
    )


def still_sheet(rgba: Rgba, left: int, top: int, size: tuple[int, int]) -> StillLayer:
    """Make a layer of a sheet that lies at (left, top) of a picture of `size` (width, height)."""
    rgba, left, top = cut_down(rgba, left, top)
    before = [_BORDER_PX + at % 2 for at in (top, left)]
    after = [_BORDER_PX + (at + side) % 2 for at, side in zip((top, left), rgba.shape, strict=False)]
    whole = cv2.copyMakeBorder(
        rgba, before[0], after[0], before[1], after[1], cv2.BORDER_CONSTANT, value=(0, 0, 0, 0)
    )
    return still_layer(np.asarray(whole, np.uint8), size, (left - before[1], top - before[0]))


def paint_on(picture: NDArray[np.uint8], rgba: Rgba, left: int, top: int) -> None:
    """Paint a sheet on a picture (H, W, 3 or 4) in place; what stands over its edges is left out."""
    height, width = picture.shape[:2]
    x0, x1 = max(0, left), min(width, left + rgba.shape[1])
    y0, y1 = max(0, top), min(height, top + rgba.shape[0])
    if x1 <= x0 or y1 <= y0:
        return
    sheet = rgba[y0 - top : y1 - top, x0 - left : x1 - left].astype(np.float32)
    region, over = picture[y0:y1, x0:x1], sheet[..., 3:] / 255
    below = (region[..., 3:] / np.float32(255) if picture.shape[2] == 4 else 1) * (1 - over)
    covers = np.maximum(over + below, 1e-6)
    region[..., :3] = np.rint((sheet[..., :3] * over + region[..., :3] * below) / covers)
    region[..., 3:] = np.rint(255 * covers)
