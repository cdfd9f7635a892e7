"""How many figures are named, and how many of those wrongly, on figures the recogniser has never seen.

    python -m bench.kinds                     # pages drawn by program, cut out as every drawing is
    python -m bench.kinds --doodles MIRRORS   # and held-back doodles; training/README.md tells of them

A figure is named right when its kind is said, or the general kind of its role: a cat is an animal. What has
no kind of ours must not be named. A figure that was cut out in pieces, or together with another, counts as
one that has no kind.
"""

import argparse
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Literal

import cv2
import numpy as np
from numpy.typing import NDArray

from bench.figures import COLOURS, Part, figures_for
from storyvid_dagster.core.drawing import Box
from storyvid_dagster.core.kinds import GENERAL, Kind, Role, role_of
from storyvid_dagster.cutout.colors import named_colors
from storyvid_dagster.cutout.cut import cut_out
from storyvid_dagster.recognition.recogniser import Chances, Recognised, Seen, chances, decide

sys.path.append(str(Path(__file__).parents[1] / "data" / "samples"))
sys.path.append(str(Path(__file__).parents[1] / "training"))
from drawings import BLACK, BRIGHT, WIDTH_MM, Drawing, Medium
from hand import Hand, Points
from sheet import Colour, Sheet

if TYPE_CHECKING:
    from doodles import Doodle

DRAWN_EACH = 8
"""How often each figure is drawn."""
_PAPER_MM, _PX_PER_MM = (297.0, 210.0), 4.0
MATCHED_IOU = 0.6
"""From here on a figure that was cut out is one that was drawn."""
_NAMED: dict[str, Colour] = {
    "red": (214, 44, 46), "orange": (240, 128, 28), "yellow": (250, 205, 32), "green": (64, 150, 62),
    "blue": (38, 84, 190), "purple": (122, 62, 168), "pink": (240, 140, 180), "brown": (122, 66, 34),
    "gray": (120, 120, 126),
}  # fmt: skip
_HIGH = {
    "sun",
    "moon",
    "cloud",
    "rainbow",
    "star",
    "rain",
    "snow",
    "kite",
    "balloon",
    "bird",
    "aircraft",
    "butterfly",
}


@dataclass(frozen=True)
class Asked:
    """One figure, what it is, and what the recogniser makes of it."""

    truth: str
    chances: Chances
    seconds: float
    source: str

    @cached_property
    def said(self) -> Recognised:
        """Give what it was taken for."""
        return decide(self.chances)

    @property
    def is_named(self) -> bool:
        """Tell whether it was given a kind."""
        return self.said.kind is not Kind.UNKNOWN

    @property
    def is_placed(self) -> bool:
        """Tell whether it was given a role, with a kind or without."""
        return self.said.role is not Role.UNKNOWN

    @property
    def is_wrong(self) -> bool:
        """Tell whether it was taken for what it is not."""
        true = is_true(self.said.kind, self.truth) if self.is_named else self.said.role is role_in(self.truth)
        return self.is_placed and not true


def is_true(said: Kind, truth: str) -> bool:
    """Tell whether a figure may be called so.

    >>> is_true(Kind.ANIMAL, "cat"), is_true(Kind.DOG, "cat")
    (True, False)
    """
    if truth not in set(Kind) or truth == Kind.UNKNOWN:
        return False
    return said in (Kind(truth), GENERAL.get(role_of(Kind(truth))))


def role_in(truth: str) -> Role:
    """Tell the role of what a figure is."""
    return role_of(Kind(truth))


def pages(part: Part, each: int = DRAWN_EACH) -> Iterator[Asked]:
    """Draw pages of one to three figures, cut them out and ask what each is."""
    rng = np.random.default_rng({"tune": 20, "test": 21, "fresh": 22}[part])
    wanted = [one for one in figures_for(part) for _ in range(each)]
    order = [wanted[i] for i in rng.permutation(len(wanted))]
    while order:
        n = min(len(order), int(rng.choice([1, 2, 3, 3])))
        yield from _page([order.pop() for _ in range(n)], rng, "fresh pages" if part == "fresh" else "pages")


def draw_page(
    figures: list[tuple[str, str]], rng: np.random.Generator
) -> tuple[NDArray[np.uint8], list[tuple[str, Box]]]:
    """Draw figures side by side on a sheet; give its pixels, and what is where."""
    sheet = Sheet.blank(_PAPER_MM, _PX_PER_MM, rng, (247, 246, 242), 0.3)
    medium: Medium = str(rng.choice(["crayon", "crayon", "felt", "felt", "pencil"]))  # type: ignore[assignment]
    drawing = Drawing(sheet, Hand(rng, wobble_mm=float(rng.uniform(0.7, 1.8))), medium)
    wide = _PAPER_MM[0] / len(figures)
    drawn: list[tuple[str, Box]] = []
    for number, (kind, parts) in enumerate(figures):
        side = float(rng.uniform(0.5, 0.72)) * min(wide, 160)
        x = number * wide + (wide - side) * float(rng.uniform(0.4, 0.6))
        low, high = (12, 60) if kind in _HIGH else (60, 190 - side)
        y = float(rng.uniform(min(low, 190 - side), max(low, min(high, 190 - side))))
        mask = np.zeros(sheet.tooth.shape, np.uint8)
        _draw(drawing, kind, parts, (x, y, side), mask)
        rows, columns = np.flatnonzero(mask.any(1)), np.flatnonzero(mask.any(0))
        height, width = mask.shape
        box = Box(
            x=columns[0] / width,
            y=rows[0] / height,
            width=np.ptp(columns) / width,
            height=np.ptp(rows) / height,
        )
        drawn.append((kind, box))
    return (np.clip(sheet.rgb, 0, 1) * 255).astype(np.uint8), drawn


def _page(figures: list[tuple[str, str]], rng: np.random.Generator, source: str) -> Iterator[Asked]:
    photo, drawn = draw_page(figures, rng)
    cut = cut_out(photo)
    if cut.cut == "page":
        return
    for figure in cut.figures:
        ious = [(iou_of(figure.box, box), kind) for kind, box in drawn]
        iou, kind = max(ious)
        start = time.perf_counter()
        colors = named_colors(figure.rgba[..., :3], (figure.rgba[..., 3] > 127).astype(np.uint8))
        weighed = chances(Seen(figure.rgba, figure.box, colors), len(cut.figures))
        seconds = time.perf_counter() - start
        yield Asked(kind if iou > MATCHED_IOU else "unknown", weighed, seconds, source)


def _draw(
    drawing: Drawing, kind: str, parts: str, place: tuple[float, float, float], mask: np.ndarray
) -> None:
    """Draw a figure from its parts: leaning, squeezed, perhaps mirrored, coloured in or not."""
    rng, medium = drawing.sheet.rng, drawing.medium
    x, y, side = place
    lean, turn = float(rng.normal(0, 0.06)), float(rng.normal(0, 0.09))
    flip = rng.random() < 0.5
    wide, high = rng.uniform(0.8, 1.1, 2)

    def lay(px: float, py: float) -> tuple[float, float]:
        px, py = (50 - px if flip else px - 50) * wide + lean * (py - 50), (py - 50) * high
        c, s = np.cos(turn), np.sin(turn)
        return x + side * (50 + c * px - s * py) / 100, y + side * (50 + s * px + c * py) / 100

    names = COLOURS.get(kind, ()) if rng.random() < 0.75 else ()
    main = _NAMED[str(rng.choice(names))] if names else BRIGHT[int(rng.integers(len(BRIGHT)))]
    ink = main if rng.random() < 0.55 else BLACK
    filled = {"none": 0.0, "some": 0.5, "all": 1.0}[str(rng.choice(["none", "none", "some", "all"]))]
    if medium == "pencil":
        ink, filled = drawing.any_colour(), filled * 0.3
    many = rng.random() < 0.4
    width = WIDTH_MM[medium]
    for part in parts.split("|"):
        form, *numbers = part.split(" ")
        points = [lay(*map(float, number.split(","))) for number in numbers]
        path: Points
        if form == "d":
            px, py = points[0]
            drawing.lines([drawing.hand.oval(px, py, 0.4 * width, 0.5 * width, turns=1.5)], ink, mask)
            continue
        if form in "oO":
            (px, py), (rx, ry) = points[0], map(float, numbers[1].split(","))
            path = drawing.hand.oval(px, py, side * rx * wide / 100, side * ry * high / 100)
        elif form in "eEl":
            path = drawing.hand.edges(points, closed=form != "l")
        else:
            path = drawing.hand.curve(points, closed=form != "s")
        if form in "oec":
            cv2.fillPoly(mask, [np.round(path * drawing.sheet.px_per_mm).astype(np.int32)], (1,))
            if rng.random() < filled:
                inside = BRIGHT[int(rng.integers(len(BRIGHT)))] if many and not names else main
                drawing.fill(path, inside, mask)
        drawing.lines([path], ink, mask)


def iou_of(first: Box, second: Box) -> float:
    """Tell how far two boxes are the same, 0 to 1."""
    """Tell how far two boxes are the same, 0 to 1."""
    wide = min(first.x + first.width, second.x + second.width) - max(first.x, second.x)
    high = min(first.y + first.height, second.y + second.height) - max(first.y, second.y)
    both = max(0.0, wide) * max(0.0, high)
    return both / (first.width * first.height + second.width * second.height - both)


def doodles(
    mirrors: Path, part: Literal["tune", "test"], most_of_word: int = 12, most_of_other: int = 3
) -> Iterator[Asked]:
    """Ask what held-back doodles are, drawn with one black pen as they came."""
    from doodles import read

    seen: Counter[str] = Counter()
    for doodle in read(mirrors, part):
        seen[doodle.word] += 1
        if seen[doodle.word] > (most_of_other if doodle.kind == "other" else most_of_word):
            continue
        rgb = _in_black(doodle)
        start = time.perf_counter()
        rgba = np.dstack([rgb, np.full(rgb.shape[:2], 255, np.uint8)])
        colors = named_colors(rgb, (rgb.min(axis=2) < 220).astype(np.uint8))
        weighed = chances(Seen(rgba, Box(x=0.2, y=0.2, width=0.6, height=0.6), colors), 1)
        truth = "unknown" if doodle.kind == "other" else doodle.kind
        yield Asked(truth, weighed, time.perf_counter() - start, "doodles")


def _in_black(doodle: "Doodle") -> np.ndarray:
    side, room = 512, 440
    ink = np.zeros((side, side), np.uint8)
    if doodle.bitmap is not None:
        ink[36:-36, 36:-36] = cv2.resize(doodle.bitmap, (room, room), interpolation=cv2.INTER_CUBIC)
    else:
        every = np.concatenate(doodle.strokes)
        low, high = every.min(0), every.max(0)
        scale = room / max(float((high - low).max()), 1.0)
        for stroke in doodle.strokes:
            path = np.round((stroke - (low + high) / 2) * scale + side / 2).astype(np.int32)
            cv2.polylines(ink, [path], False, (255,), 8, cv2.LINE_AA)
    return np.repeat((255 - ink)[..., None], 3, axis=2)


def table(asked: Iterable[Asked]) -> str:
    """Give a Markdown table with a line a kind: how many were named, given a role alone, and wrongly."""
    by_truth: dict[str, list[Asked]] = defaultdict(list)
    for one in asked:
        by_truth[one.truth].append(one)
    said_wrongly = Counter(_name(one) for some in by_truth.values() for one in some if one.is_wrong)
    lines = ["| kind | figures | named | role alone | wrongly | said of others |", "|---" * 6 + "|"]
    for truth in sorted(by_truth, key=lambda name: (name == "unknown", name)):
        some = by_truth[truth]
        named, placed = sum(one.is_named for one in some), sum(one.is_placed for one in some)
        shares = (f"{part / len(some):.0%}" for part in (named, placed - named))
        cells = (truth, len(some), *shares, sum(one.is_wrong for one in some), said_wrongly[truth])
        lines.append("| " + " | ".join(map(str, cells)) + " |")
    return "\n".join(lines)


def confusions(asked: Iterable[Asked]) -> str:
    """List what was taken for what, most often first; `animal` said of a cat is none."""
    counted = Counter((one.truth, _name(one)) for one in asked if one.is_wrong)
    return "\n".join(f"{count} x {truth} called {said}" for (truth, said), count in counted.most_common())


def _name(one: Asked) -> str:
    return str(one.said.kind) if one.is_named else f"role {one.said.role}"


def summary(asked: list[Asked]) -> dict[str, float]:
    """Give the shares of figures that were named or given a role, and how many of those wrongly."""
    known = [one for one in asked if one.truth != "unknown"]
    named, placed = [one for one in asked if one.is_named], [one for one in asked if one.is_placed]
    return {
        "kinds_named": sum(one.is_named for one in known) / max(1, len(known)),
        "kinds_wrong": sum(one.is_wrong for one in named) / max(1, len(named)),
        "kinds_specific": sum(str(one.said.kind) == one.truth for one in known) / max(1, len(known)),
        "roles_told": sum(one.is_placed for one in known) / max(1, len(known)),
        "roles_wrong": sum(one.is_wrong for one in placed) / max(1, len(placed)),
        "kind_ms": 1000 * median(one.seconds for one in asked),
    }


def measure() -> dict[str, float]:
    """Measure on the pages drawn by program."""
    cv2.setNumThreads(1)
    return summary(list(pages("test", 3)))


if __name__ == "__main__":
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--doodles", type=Path, help="copies of the repositories with doodles")
    arguments.add_argument("--each", type=int, default=DRAWN_EACH)
    told = arguments.parse_args()
    cv2.setNumThreads(1)
    results = [*pages("test", told.each), *pages("fresh", told.each)]
    results += list(doodles(told.doodles, "test")) if told.doodles else []
    for source in dict.fromkeys(one.source for one in results):
        some = [one for one in results if one.source == source]
        print(f"\n{source}: {len(some)} figures, {summary(some)}\n\n{table(some)}\n\n{confusions(some)}")
