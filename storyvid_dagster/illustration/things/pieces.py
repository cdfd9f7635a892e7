"""What things are put together from. A thing stands on (0, 0) and is about 1 high; y goes down."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from storyvid_dagster.illustration import shapes
from storyvid_dagster.illustration.light import mix, rgb
from storyvid_dagster.illustration.shapes import (
    Patch,
    Polygon,
    Rgb,
    box,
    poly,
    ribbon,
)

WHITE, INK, PINK = "#fffaf0", "#2c2630", "#f29a9a"
WOOD, STEEL, GOLD, LEAF = "#b07a4a", "#aab4c2", "#f4c04a", "#63b556"


@dataclass(frozen=True)
class Look:
    """How one thing looks: what its words say of it, under the light of the scene."""

    lit: Callable[[Rgb], Rgb]
    color: str | None = None
    """What its words say, such as the red of a red mitten."""
    pattern: str = ""
    """`striped`, `dotted`, `checked` or nothing."""

    def __call__(self, color: str) -> Rgb:
        """See a daylight colour under this light."""
        return self.lit(rgb(color))

    def main(self, usual: str) -> Rgb:
        """The colour its words give it, else the usual one."""
        return self(self.color or usual)


Drawing = Callable[[Look], list[Patch]]


def piece(color: Rgb, *polygons: Polygon, shade: float = 0.3, lift: int = 5, ink: float = 0.8) -> Patch:
    """Polygons cut from one sheet."""
    return Patch(polygons, color, None, shade, lift, ink)


def flat(color: Rgb, *polygons: Polygon) -> Patch:
    """Something printed on what lies beneath."""
    return Patch(polygons, color, None, 0, 0, 0)


def lighter(color: Rgb, part: float = 0.4) -> Rgb:
    """The colour with white in it."""
    return mix(color, (255, 252, 244), part)


def darker(color: Rgb, part: float = 0.3) -> Rgb:
    """The colour with shade in it."""
    return mix(color, (40, 30, 48), part)


def ellipse(cx: float, cy: float, rx: float, ry: float | None = None, turn: float = 0.0) -> Polygon:
    """An ellipse with as many corners as one of some hundred pixels needs."""
    fine = 400.0
    return shapes.ellipse(cx * fine, cy * fine, rx * fine, None if ry is None else ry * fine, turn) / fine


def both(make: Callable[[float], Polygon]) -> tuple[Polygon, Polygon]:
    """The same on the left (-1) and on the right (1)."""
    return make(-1.0), make(1.0)


def line(points: Sequence[tuple[float, float]], width: float) -> Polygon:
    """A band of even width."""
    return ribbon(points, [width] * len(points))


def arc(cx: float, cy: float, rx: float, ry: float, start: float, stop: float, width: float) -> Polygon:
    """A bent band, from one angle to another in parts of a turn, 0 to the right and 0.25 down."""
    n = 9
    angles = [2 * math.pi * (start + (stop - start) * k / (n - 1)) for k in range(n)]
    return line([(cx + rx * math.cos(a), cy + ry * math.sin(a)) for a in angles], width)


def rounded(x0: float, y0: float, x1: float, y1: float, r: float) -> Polygon:
    """A box with round corners."""
    corners = ((x1 - r, y1 - r, 0), (x0 + r, y1 - r, 1), (x0 + r, y0 + r, 2), (x1 - r, y0 + r, 3))
    return poly(
        *(
            (cx + r * math.cos(math.pi / 2 * (q + k / 4)), cy + r * math.sin(math.pi / 2 * (q + k / 4)))
            for cx, cy, q in corners
            for k in range(5)
        )
    )


def turned(*profile: tuple[float, float]) -> Polygon:
    """The outline of something round, from (half width, y) down one side."""
    right = [(x, y) for x, y in profile]
    return poly(*right, *((-x, y) for x, y in reversed(right)))


def eyes(look: Look, x: float, y: float, apart: float, r: float, way: float = 0.3) -> list[Patch]:
    """Two friendly eyes that look to a side."""
    return [
        flat(look(INK), *both(lambda d: ellipse(x + d * apart, y, r, 1.15 * r))),
        flat(look(WHITE), *both(lambda d: ellipse(x + d * apart + way * r, y - 0.35 * r, 0.34 * r))),
    ]


def eye(look: Look, x: float, y: float, r: float) -> list[Patch]:
    """One eye, seen from the side."""
    return [
        flat(look(WHITE), ellipse(x, y, 1.5 * r)),
        flat(look(INK), ellipse(x + 0.25 * r, y, r)),
        flat(look(WHITE), ellipse(x + 0.5 * r, y - 0.35 * r, 0.35 * r)),
    ]


def smile(look: Look, x: float, y: float, r: float, width: float = 0.016) -> Patch:
    """A smiling mouth."""
    return flat(look(INK), arc(x, y, r, 0.7 * r, 0.06, 0.44, width))


def cheeks(look: Look, x: float, y: float, apart: float, r: float) -> Patch:
    """Two rosy cheeks."""
    return flat(look(PINK), *both(lambda d: ellipse(x + d * apart, y, r, 0.7 * r)))


def patterned(look: Look, color: Rgb, x0: float, y0: float, x1: float, y1: float) -> list[Patch]:
    """The pattern its words give it, within a box."""
    w, h, other = x1 - x0, y1 - y0, look(WHITE) if not look.color else lighter(color, 0.75)
    if look.pattern == "striped":
        return [
            flat(other, *(box(x0, y0 + h * k / 7, x1, y0 + h * (k + 1) / 7) for k in (1, 3, 5))),
        ]
    if look.pattern == "dotted":
        r, spots = (
            0.07 * min(w, h),
            [(0.2, 0.25), (0.55, 0.2), (0.85, 0.4), (0.35, 0.55), (0.7, 0.7), (0.2, 0.82)],
        )
        return [flat(other, *(ellipse(x0 + a * w, y0 + b * h, r) for a, b in spots))]
    if look.pattern == "checked":
        cells = [(i, j) for i in range(6) for j in range(4) if (i + j) % 2]
        return [
            flat(
                other,
                *(
                    box(x0 + w * i / 6, y0 + h * j / 4, x0 + w * (i + 1) / 6, y0 + h * (j + 1) / 4)
                    for i, j in cells
                ),
            )
        ]
    return []
