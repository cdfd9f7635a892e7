"""The child's own figures: read, set up on the stage with their shadows, rim and paper."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import cast

import cv2
import numpy as np
from numpy.typing import NDArray

from storyvid_dagster.errors import ProviderRefused
from storyvid_dagster.illustration.pixels import (
    Gray,
    Image,
    blurred,
    gray3,
    moved,
    resized,
    scaled,
)
from storyvid_dagster.illustration.placed_things import Grip
from storyvid_dagster.illustration.scene_layout import Standing

_VISIBLE = 24
"""Alpha below which a pixel does not count as part of a figure."""
_OUTLINE = (30, 22, 24)
_SHOULDERS = 0.62
"""Lowest that a neck can be, in parts of the height from the top: a child draws large heads."""
_CHIN = 0.6
"""Least height of a head, in parts of its width."""
_HEAD = 0.35
"""Least width of a head, in parts of the width about shoulders: an antenna is none."""
_NARROW, _NARROW_ALL_ROUND = 0.88, 0.72
"""Most width of a neck, in widths of the narrower of head and body: of who is upright, and of anybody."""
_UPRIGHT = 1.1
"""Least height of who is upright, in widths."""
_WIDE = 1.35
"""Least width of shoulders, in widths of the head."""


@dataclass(frozen=True)
class Finish:
    """How a style sets a sticker on its ground."""

    drop: float = 0.34
    """Darkness of the shadow the paper throws."""
    cast: float = 0.26
    """Darkness of the shadow on the ground."""
    hard: bool = False
    """Whether the rim is cut on the pixel, without soft borders or a soft shadow."""
    outline_px: float = 0.0
    """Black line round the rim, in a frame whose short side is 1080."""
    shadow: tuple[int, int, int] = (70, 42, 38)
    """Blue, green, red of a shadow."""
    tint: tuple[float, float, float] = (1.0, 1.0, 1.0)
    """Blue, green and red that the light leaves of the paper."""


def read(png: bytes, name: str) -> Image:
    """Decode a cut-out and crop it to what shows, blue, green, red, alpha, premultiplied.

    Raises:
        ProviderRefused: It is no picture, or nothing in it shows.
    """
    # The stubs do not know that OpenCV answers a broken picture with None.
    decode = cast("Callable[[NDArray[np.uint8], int], NDArray[np.generic] | None]", cv2.imdecode)
    raw = decode(np.frombuffer(png, np.uint8), cv2.IMREAD_UNCHANGED) if png else None
    if raw is None or raw.dtype != np.uint8:
        raise ProviderRefused(f"{name} is not an 8-bit PNG: cut the drawing out again")
    image = np.asarray(raw, np.uint8)
    if image.ndim == 2:
        image = gray3(image)
    color, opaque = image[..., :3], np.full(image.shape[:2], 255, np.uint8)
    alpha = np.ascontiguousarray(image[..., 3]) if image.shape[2] == 4 else opaque
    if alpha.max() <= _VISIBLE:
        raise ProviderRefused(f"{name} is empty: cut the drawing out again")
    premultiplied = cv2.multiply(np.ascontiguousarray(color), gray3(alpha), scale=1 / 255)
    return _trimmed(np.dstack([np.asarray(premultiplied, np.uint8), alpha]))


def fitted(sticker: Image, standing: Standing) -> Image:
    """The sticker at its size on the stage, turned, cropped to what shows."""
    if standing.mirrored:
        sticker = sticker[:, ::-1]
    width, height = max(2, round(standing.width)), max(2, round(standing.height))
    how = cv2.INTER_AREA if width < sticker.shape[1] else cv2.INTER_CUBIC
    small = np.asarray(
        cv2.resize(np.ascontiguousarray(sticker), (width, height), interpolation=how), np.uint8
    )
    # Cubic steps may leave a colour above its alpha.
    small[..., :3] = np.minimum(small[..., :3], small[..., 3:])
    if abs(standing.tilt_degrees) < 0.2:
        return small
    turn = cv2.getRotationMatrix2D((width / 2, height), standing.tilt_degrees, 1.0)
    pad = int(0.3 * max(width, height))
    turn[:, 2] += pad
    return _trimmed(np.asarray(cv2.warpAffine(small, turn, (width + 2 * pad, height + 2 * pad)), np.uint8))


def _trimmed(image: Image) -> Image:
    """Cut away rows and columns in which nothing shows."""
    shows = image[..., 3] > _VISIBLE
    rows, columns = np.flatnonzero(shows.any(1)), np.flatnonzero(shows.any(0))
    return np.ascontiguousarray(image[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1])


def corner(sticker: Image, standing: Standing, size: tuple[int, int]) -> tuple[int, int]:
    """Top left pixel of a fitted sticker, kept inside the frame."""
    h, w = sticker.shape[:2]
    x = round(standing.x - w / 2)
    y = round(standing.foot_y - h)
    return max(0, min(x, size[0] - w)), max(0, min(y, size[1] - h))


@dataclass(frozen=True)
class Cutout:
    """A sticker finished in its style on a sheet with room for its shadows; all (H, W, 4) premultiplied."""

    sticker: Image
    """The sticker with its rim and the shadow its paper throws."""
    shadow: Image | None
    """What it throws on the ground."""
    at: tuple[int, int]
    """Left and top of the sheet in the frame, which it may stand over."""
    foot: tuple[float, float]
    """Middle of the sticker's lower edge in the frame."""

    def enlarged(self, times: int) -> "Cutout":
        """The same, every pixel a square of so many."""

        def grown(sheet: Image) -> Image:
            return resized(sheet, (sheet.shape[1] * times, sheet.shape[0] * times), sharp=True)

        if times == 1:
            return self
        return Cutout(
            grown(self.sticker),
            None if self.shadow is None else grown(self.shadow),
            (self.at[0] * times, self.at[1] * times),
            (self.foot[0] * times, self.foot[1] * times),
        )


def finished(
    sticker: Image,
    at: tuple[int, int],
    finish: Finish,
    *,
    scale: float,
    grounded: bool,
    light_from_left: bool,
) -> Cutout:
    """Finish a fitted sticker that stands with its top left at `at`."""
    if finish.hard:
        sticker = _hard(sticker)
    h, w = sticker.shape[:2]
    pad, aside = int(max(8, 0.1 * h)), int(max(8, 0.42 * h))
    placed = np.zeros((h + 2 * pad, w + 2 * aside, 4), np.uint8)
    placed[pad : pad + h, aside : aside + w] = sticker
    alpha = np.ascontiguousarray(placed[..., 3])
    side = 1 if light_from_left else -1

    drop = moved(alpha, 9 * scale * side, 12 * scale)
    sheet = _tinted(scaled(drop if finish.hard else blurred(drop, 9 * scale), finish.drop), finish.shadow)
    if finish.outline_px:
        reach = max(1, round(finish.outline_px * scale))
        shape = cv2.MORPH_CROSS if reach == 1 else cv2.MORPH_ELLIPSE
        wide = cv2.dilate(alpha, cv2.getStructuringElement(shape, (2 * reach + 1, 2 * reach + 1)))
        sheet = over(sheet, _tinted(np.asarray(wide, np.uint8), _OUTLINE))
    lit = (placed * np.array([*finish.tint, 1.0], np.float32)).astype(np.uint8)
    thrown = _on_the_ground(alpha, pad + h, side, scale, finish.cast) if grounded else None
    return Cutout(
        over(sheet, lit),
        None if thrown is None else _tinted(thrown, finish.shadow),
        (at[0] - aside, at[1] - pad),
        (at[0] + w / 2, at[1] + h),
    )


def together(cutouts: Sequence[Cutout]) -> Cutout:
    """Lay the cutouts of a group onto one sheet, the later over the earlier."""
    if len(cutouts) == 1:
        return cutouts[0]
    left, top = (min(c.at[axis] for c in cutouts) for axis in (0, 1))
    right = max(c.at[0] + c.sticker.shape[1] for c in cutouts)
    bottom = max(c.at[1] + c.sticker.shape[0] for c in cutouts)

    def laid(sheets: Iterable[tuple[Cutout, Image]]) -> Image:
        whole = np.zeros((bottom - top, right - left, 4), np.uint8)
        for cutout, sheet in sheets:
            y, x = cutout.at[1] - top, cutout.at[0] - left
            part = whole[y : y + sheet.shape[0], x : x + sheet.shape[1]]
            part[:] = over(part, sheet)
        return whole

    shadows = [(c, c.shadow) for c in cutouts if c.shadow is not None]
    feet = [c.foot for c in cutouts]
    return Cutout(
        laid((c, c.sticker) for c in cutouts),
        laid(shadows) if shadows else None,
        (left, top),
        ((min(x for x, _ in feet) + max(x for x, _ in feet)) / 2, max(y for _, y in feet)),
    )


def put(picture: Image, cutout: Cutout) -> None:
    """Set a finished sticker into an opaque picture (H, W, 3), in place."""
    (x, y), (h, w) = cutout.at, cutout.sticker.shape[:2]
    x0, y0 = max(0, x), max(0, y)
    x1, y1 = min(picture.shape[1], x + w), min(picture.shape[0], y + h)
    region = picture[y0:y1, x0:x1]
    for layer in (cutout.shadow, cutout.sticker):
        if layer is not None:
            part = np.ascontiguousarray(layer[y0 - y : y1 - y, x0 - x : x1 - x])
            kept = cv2.multiply(region, gray3(~np.ascontiguousarray(part[..., 3])), scale=1 / 255)
            region[:] = cv2.add(kept, np.ascontiguousarray(part[..., :3]))


def over(below: Image, above: Image) -> Image:
    """Lay one premultiplied sheet (H, W, 4) over another."""
    part = ~np.ascontiguousarray(above[..., 3])
    return np.asarray(cv2.add(cv2.multiply(below, cv2.merge([part] * 4), scale=1 / 255), above), np.uint8)


def _tinted(part: Gray, color: tuple[int, int, int]) -> Image:
    """A sheet of one colour, as thick as `part` says, premultiplied."""
    share = part.astype(np.float32) / 255
    return np.dstack([*(np.rint(share * c).astype(np.uint8) for c in color), part])


def _hard(sticker: Image) -> Image:
    """Every pixel wholly in or out."""
    inside = sticker[..., 3:] > 110
    whole = np.minimum(sticker.astype(np.float32) * (255 / np.maximum(sticker[..., 3:], 1)), 255)
    return np.where(inside, whole, 0).astype(np.uint8)


def _on_the_ground(alpha: Gray, foot: int, side: int, scale: float, part: float) -> Gray:
    """The shadow a standing figure throws behind it, and the darker one right under its feet."""
    lean = np.array([[1, -0.36 * side, 0.36 * side * foot], [0, 0.17, 0.83 * foot - 2 * scale]], np.float32)
    thrown = np.asarray(cv2.warpAffine(alpha, lean, (alpha.shape[1], alpha.shape[0])), np.uint8)
    under = np.zeros_like(alpha)
    thick = max(1, int(7 * scale))
    under[max(0, foot - thick) : foot + thick] = alpha[max(0, foot - max(2, int(0.05 * foot))) : foot].max(0)
    return np.maximum(
        scaled(blurred(thrown, 5 * scale), part), scaled(blurred(under, 6 * scale), min(1.0, 2.1 * part))
    )


def head(sticker: Image, at: tuple[int, int]) -> tuple[float, float]:
    """Where the face most likely is: the middle of the upper third, in pixels of the frame."""
    h = sticker.shape[0]
    columns = sticker[: max(1, int(0.45 * h)), :, 3].astype(np.float64).sum(0)
    x = float((columns * np.arange(len(columns))).sum() / max(1.0, columns.sum()))
    return at[0] + x, at[1] + 0.3 * h


def grip(sticker: Image, at: tuple[int, int]) -> Grip:
    """Where someone can hold and wear a thing, from the outline of a fitted sticker."""
    solid = sticker[..., 3] > _VISIBLE
    h, w = solid.shape
    hands = np.flatnonzero(solid[int(0.5 * h) : max(int(0.5 * h) + 1, int(0.68 * h))].any(0))
    left, right = (int(hands[0]), int(hands[-1]) + 1) if len(hands) else (0, w)
    middle = round(head(sticker, (0, 0))[0])
    runs = [_run_about(row, middle, round(0.12 * w)) for row in solid[: max(1, h // 2)]]
    widths = np.array([right - left for left, right in runs])
    # An antenna or an ear is no head: its top is where it is wide for the first time.
    top = int(np.argmax(widths >= 0.45 * widths.max()))
    head_left, head_right = runs[min(len(runs) - 1, top + round(0.06 * h))]
    x, y = at
    hand_y = y + 0.6 * h
    crown = x + (head_left + head_right) / 2, float(y + top)
    neck, neck_width = _neck(solid, middle)
    return Grip(
        (x + left, hand_y),
        (x + right, hand_y),
        crown,
        float(head_right - head_left),
        None if neck is None else (x + neck[0], y + neck[1]),
        neck_width,
    )


def _neck(solid: NDArray[np.bool_], middle: int) -> tuple[tuple[float, float] | None, float]:
    """Find the place between head and body, and how wide a scarf is there.

    It is where an outline is clearly narrower than above and below, else where a head ends on wide shoulders.
    The rim of a sticker fills thin necks. It is none where there is no such place.
    """
    h, w = solid.shape
    runs = [_run_about(row, middle, round(0.12 * w)) for row in solid[: max(2, round(_SHOULDERS * h))]]
    widths = np.array([right - left for left, right in runs], np.float64)
    above = np.maximum.accumulate(widths)
    below = np.maximum.accumulate(widths[::-1])[::-1]
    rows = np.arange(len(widths))
    # A head is about as high as it is wide.
    top = int(np.argmax(widths >= _HEAD * widths.max()))
    can_be = (widths >= 1) & (above >= _HEAD * widths.max()) & (rows - top >= _CHIN * above)
    narrower = np.where(can_be, widths / np.maximum(1, np.minimum(above, below)), 1.0)
    step = max(1, round(0.06 * h))
    before, after = (np.roll(widths, shift) for shift in (step, -step))
    straight = can_be & (rows >= 2 * step) & (rows < len(rows) - step) & (before >= 0.9 * above)
    wider = np.where(straight, after / np.maximum(1, above), 1.0)
    is_upright = h >= _UPRIGHT * w
    if narrower.min() <= (_NARROW if is_upright else _NARROW_ALL_ROUND):
        at = int(np.argmin(narrower))
    elif is_upright and wider.max() >= _WIDE:
        at = int(np.flatnonzero(wider >= _WIDE)[0])
    else:
        return None, 0.0
    left, right = runs[at]
    return ((left + right) / 2, float(at)), max(float(right - left), 0.5 * float(above[at]))


def _run_about(row: NDArray[np.bool_], middle: int, reach: int) -> tuple[int, int]:
    """The stretch of a row that shows, about the place nearest to `middle`: (left, right), equal for none."""
    shows = np.flatnonzero(row)
    if not len(shows) or abs(near := int(shows[np.argmin(abs(shows - middle))]) - middle) > reach:
        return middle, middle
    gaps = np.flatnonzero(~row)
    left = gaps[gaps < middle + near]
    right = gaps[gaps > middle + near]
    return int(left[-1]) + 1 if len(left) else 0, int(right[0]) if len(right) else len(row)
