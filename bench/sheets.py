"""How well figures are cut out of photos of every kind of sheet, of which it is known what is drawn where.

Run as `python -m bench.sheets [kind ...]` for the table, with `--save folder` to look at what was cut out.
The photos are drawn by `data/samples/kinds.py`, always the same ones.

A sheet is clean when every figure drawn was cut out with an IoU of at least 0.9, nothing else was taken for
a figure and no figure holds foreign pixels; usable when the mean IoU is at least 0.75 and at most 2 % of any
figure is foreign; else failed. The IoU is that of the stickers, white rim and all. Foreign is what shows on
a sticker and was not drawn by the child: table, hand, shadow, ruling. A page painted from edge to edge that
comes as a paper card is usable.
"""

import argparse
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from math import sqrt
from pathlib import Path
from statistics import fmean

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image

from storyvid_dagster.core.drawing import Box
from storyvid_dagster.cutout.cut import CutOut, cut_out
from storyvid_dagster.cutout.paper import find_sheet, lay_flat
from storyvid_dagster.cutout.raster import Mask, Rgb, resize, resize_mask, scaled
from storyvid_dagster.cutout.sticker import sticker

sys.path.append(str(Path(__file__).parents[1] / "data" / "samples"))
from kinds import KINDS, Photo, take

SHEETS_PER_KIND = 9
CLEAN_IOU, USABLE_IOU, MATCHED_IOU = 0.9, 0.75, 0.5
CLEAN_FOREIGN, USABLE_FOREIGN = 0.001, 0.02
"""Most foreign pixels, in parts of a figure: a few along its edge are rounding."""
CLEAN_PAGE = 0.001
"""The same of the page's bare paper."""
_AREA_PX = 760 * 570
_NEAR_PX = 6
"""What is so near to a stroke is its soft edge, at that area."""
_SHOWS = 30
"""Difference of a channel, 0 to 255, that shows."""


@dataclass(frozen=True)
class Result:
    """What became of one sheet."""

    ious: tuple[float, ...]
    """Of every figure drawn; 0 for one that was not found."""
    false_figures: int
    foreign: float
    """Most of any figure."""
    foreign_on_page: float
    is_card: bool
    """Whether a painted page came whole."""

    @property
    def grade(self) -> str:
        """Tell clean, usable or failed."""
        is_exact = min(self.ious) >= CLEAN_IOU and not self.false_figures
        if is_exact and self.foreign <= CLEAN_FOREIGN:
            return "clean"
        is_usable = fmean(self.ious) >= USABLE_IOU and self.foreign <= USABLE_FOREIGN
        return "usable" if is_usable or self.is_card else "failed"


def judge(photo: Photo, cut: CutOut) -> Result:
    """Compare a cut-out with what was drawn."""
    quad = find_sheet(photo.rgb)
    height, width = (photo.rgb if quad is None else lay_flat(photo.rgb, quad)).shape[:2]
    columns, rows = scaled((height, width), sqrt(_AREA_PX / (height * width)))

    def on_page(mask: Mask) -> Mask:
        return resize_mask(mask if quad is None else lay_flat(mask, quad), (rows, columns), level=0.3)

    drawn = on_page(photo.drawn)
    page = resize(cut.page, columns, rows)
    near = cv2.dilate(drawn, np.ones((2 * _NEAR_PX + 1,) * 2, np.uint8)) > 0
    bare = ~near & (cv2.erode(on_page(photo.page), np.ones((9, 9), np.uint8)) > 0)
    paper = np.median(page[bare], axis=0) if bare.sum() > 100 else np.full(3, 255.0)
    found = [_laid(figure.rgba, figure.outline, drawn.shape) for figure in cut.figures]
    foreign = [
        float((inside & ~near & _shows(rgb, paper)).sum() / inside.sum())
        for rgb, inside in found
        if inside.any()
    ]
    rest = [inside for _, inside in found]
    ious: list[float] = []
    for truth in sorted(map(on_page, photo.actors), key=lambda mask: -int(mask.sum())):
        ious.append(_take_best(rest, page, truth))
    for truth in map(on_page, photo.others):
        _take_best(rest, page, truth)
    dirty = ~near & _shows(page, paper)
    is_card = photo.is_painted and cut.cut == "page"
    return Result(
        tuple(ious), 0 if is_card else len(rest), max(foreign, default=0.0), float(dirty.mean()), is_card
    )


def _take_best(found: list[NDArray[np.bool_]], page: Rgb, truth: Mask) -> float:
    """Take the figure that is most like a true one out of those found; 0 where none is."""
    if not truth.any():
        return 0.0
    _, ideal = _laid(*sticker(page, truth), truth.shape)
    ious = [float((ideal & other).sum() / (ideal | other).sum()) for other in found]
    if not ious or max(ious) < MATCHED_IOU:
        return max(ious, default=0.0)
    best = int(np.argmax(ious))
    found.pop(best)
    return ious[best]


def _laid(rgba: NDArray[np.uint8], outline: Box, shape: tuple[int, ...]) -> tuple[Rgb, NDArray[np.bool_]]:
    """Lay a sticker back where it was drawn: its colours and where it lies."""
    height, width = shape[:2]
    x0, y0 = round(outline.x * width), round(outline.y * height)
    x1, y1 = round((outline.x + outline.width) * width), round((outline.y + outline.height) * height)
    small = cv2.resize(rgba, (max(1, x1 - x0), max(1, y1 - y0)), interpolation=cv2.INTER_AREA)
    whole = np.full((height, width, 4), (255, 255, 255, 0), np.uint8)
    left, top, right, bottom = max(0, x0), max(0, y0), min(width, x1), min(height, y1)
    whole[top:bottom, left:right] = small[top - y0 : bottom - y0, left - x0 : right - x0]
    return whole[..., :3], whole[..., 3] > 127


def _shows(rgb: Rgb, paper: NDArray[np.floating]) -> NDArray[np.bool_]:
    """Mark what is neither white, nor paper, nor a shade between them, as along the edge of a white rim."""
    way = 255 - paper
    along = np.clip(((rgb - paper) @ way) / max(1.0, float(way @ way)), 0, 1)[..., None]
    return np.abs(rgb - (paper + along * way)).max(axis=2) > _SHOWS


def measure_kinds(kinds: Iterable[str], save: Path | None = None) -> dict[str, list[Result]]:
    """Cut out the figures of every sheet of some kinds."""
    cv2.setNumThreads(1)
    results: dict[str, list[Result]] = {}
    for kind in kinds:
        results[kind] = []
        for number in range(SHEETS_PER_KIND):
            photo = take(kind, number)
            cut = cut_out(photo.rgb)
            result = judge(photo, cut)
            results[kind].append(result)
            if save is not None:
                _picture(photo, cut, result).save(save / f"{result.grade}-{kind}-{number}.jpg")
    return results


def _picture(photo: Photo, cut: CutOut, result: Result) -> Image.Image:
    """Put a photo, its page and its figures on violet side by side."""
    tiles = [photo.rgb, cut.page]
    for figure in cut.figures[:4]:
        alpha = figure.rgba[..., 3:] / 255
        tiles.append((figure.rgba[..., :3] * alpha + np.array((150, 90, 200)) * (1 - alpha)).astype(np.uint8))
    row = np.hstack([resize(tile, max(1, round(300 * tile.shape[1] / tile.shape[0])), 300) for tile in tiles])
    text = (
        f"{[round(iou, 2) for iou in result.ious]} false {result.false_figures} foreign {result.foreign:.4f}"
    )
    text += f" page {result.foreign_on_page:.4f}"
    cv2.putText(row, text, (6, 16), cv2.FONT_HERSHEY_SIMPLEX, 0.5, (220, 0, 160), 1, cv2.LINE_AA)
    return Image.fromarray(row)


def table(results: dict[str, list[Result]]) -> str:
    """Give a Markdown table with a line a kind and one for all."""
    head = "| kind | sheets | clean | usable | failed | IoU | found | false | foreign | white page |\n"
    lines = [head + "|---|---|---|---|---|---|---|---|---|---|"]
    everything = [result for some in results.values() for result in some]
    for kind, some in [*results.items(), ("all", everything)]:
        grades = [result.grade for result in some]
        ious = [iou for result in some for iou in result.ious]
        cells = [
            kind.replace("_", " "),
            str(len(some)),
            *(f"{grades.count(grade) / len(some):.0%}" for grade in ("clean", "usable", "failed")),
            f"{fmean(ious):.2f}",
            f"{sum(iou >= MATCHED_IOU for iou in ious)} of {len(ious)}",
            str(sum(result.false_figures for result in some)),
            str(sum(result.foreign > CLEAN_FOREIGN for result in some)),
            f"{sum(result.foreign_on_page <= CLEAN_PAGE for result in some) / len(some):.0%}",
        ]
        lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines)


def measure() -> dict[str, float]:
    """Give the shares of clean and failed sheets and of sheets with foreign pixels."""
    results = [result for some in measure_kinds(KINDS).values() for result in some]
    return {
        "sheets_clean": sum(result.grade == "clean" for result in results) / len(results),
        "sheets_failed": sum(result.grade == "failed" for result in results) / len(results),
        "sheets_foreign": sum(result.foreign > CLEAN_FOREIGN for result in results) / len(results),
    }


if __name__ == "__main__":
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("kinds", nargs="*", help=", ".join(KINDS))
    arguments.add_argument("--save", type=Path, help="folder for pictures of what was cut out")
    asked = arguments.parse_args()
    if asked.save is not None:
        asked.save.mkdir(parents=True, exist_ok=True)
    print(table(measure_kinds(asked.kinds or KINDS, asked.save)))
