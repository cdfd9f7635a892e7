"""How a furry animal is drawn: it sits facing us, with what its kind has of ears, tails and marks."""

import math
from dataclasses import dataclass

from storyvid_dagster.illustration.shapes import Patch, Polygon, poly, ribbon
from storyvid_dagster.illustration.things.pieces import (
    INK,
    PINK,
    WHITE,
    Drawing,
    Look,
    both,
    cheeks,
    darker,
    ellipse,
    eyes,
    flat,
    lighter,
    line,
    piece,
    smile,
)


@dataclass(frozen=True)
class Fur:
    """What tells one kind from another."""

    fur: str
    belly: str = "#f4e3c8"
    ears: str = "round"
    """`round`, `big`, `pointed`, `long`, `floppy`, `aside` or nothing."""
    tail: str = ""
    """`bushy`, `thin`, `ringed`, `flat`, `puff`, `tuft` or nothing."""
    muzzle: str = "#f7ead6"
    nose: str = INK
    extra: tuple[str, ...] = ()
    """`mask`, `badger`, `stripes`, `spines`, `horns`, `antlers`, `mane`, `whiskers`, `tusks`, `teeth`,
    `trunk`, `bands`, `hump`, `wool`, `neck`, `pouch`, `goatee`, `snout`, `pads`."""


def beast(kind: Fur) -> Drawing:
    """Draw one of a kind, sitting."""

    def drawn(look: Look) -> list[Patch]:
        fur, belly = look.main(kind.fur), look(kind.belly)
        up = 0.12 if "neck" in kind.extra else 0.0
        head = ellipse(0, -0.7 - up, 0.26, 0.235)
        return [
            *_behind(kind, look, up),
            *_tail(kind, look),
            piece(fur, ellipse(0, -0.27, 0.27, 0.28), lift=7),
            *([piece(fur, line([(0, -0.4), (0, -0.72 - up)], 0.2))] if up else []),
            *_wool(kind, look),
            piece(belly, ellipse(0, -0.24, 0.17, 0.2), lift=2, ink=0),
            *_on_body(kind, look),
            piece(fur, *both(lambda d: ellipse(d * 0.15, -0.05, 0.11, 0.06)), lift=4),
            piece(fur, *both(lambda d: ellipse(d * 0.22, -0.33, 0.065, 0.14, d * 0.45)), lift=5),
            *_ears(kind, look, up),
            piece(fur, head, lift=8),
            *_on_head(kind, look, up),
            *_face(kind, look, up),
        ]

    return drawn


def _face(kind: Fur, look: Look, up: float) -> list[Patch]:
    extra, muzzle = kind.extra, look(kind.muzzle)
    wide = 0.17 if "snout" in extra else 0.125
    found = [piece(muzzle, ellipse(0, -0.6 - up, wide, 0.09), shade=0.1, lift=3, ink=0.3)]
    found += [cheeks(look, 0, -0.64 - up, 0.185, 0.04)]
    found += eyes(look, 0, -0.74 - up, 0.105, 0.043)
    if "trunk" in extra:
        trunk = ribbon([(0, -0.64 - up), (0.02, -0.5), (0.1, -0.38), (0.2, -0.4)], [0.14, 0.11, 0.09, 0.075])
        return [*found[1:], piece(look.main(kind.fur), trunk, lift=6)]
    if "pads" in extra:
        found.append(flat(look(INK), *both(lambda d: ellipse(d * 0.05, -0.615 - up, 0.02, 0.03))))
    else:
        big = 0.06 if "bignose" in extra else 0.038
        found.append(flat(look(kind.nose), ellipse(0, -0.645 - up, big, 0.75 * big)))
    found.append(smile(look, 0, -0.595 - up, 0.06))
    if "teeth" in extra:
        found.append(flat(look(WHITE), *both(lambda d: ellipse(d * 0.016, -0.535 - up, 0.016, 0.028))))
    if "tusks" in extra:
        tusks = both(lambda d: ribbon([(d * 0.07, -0.57 - up), (d * 0.08, -0.38 - up)], [0.045, 0.012]))
        found.append(piece(look(WHITE), *tusks, lift=3))
    if "whiskers" in extra:
        hairs = [
            line([(d * 0.11, -0.6 - up + e), (d * 0.27, -0.61 - up + 2.2 * e)], 0.009)
            for d in (-1, 1)
            for e in (-0.02, 0.01)
        ]
        found.append(flat(darker(look(kind.fur), 0.5), *hairs))
    if "goatee" in extra:
        beard = poly((-0.05, -0.52 - up), (0.05, -0.52 - up), (0.0, -0.4 - up))
        found.append(piece(look(WHITE), beard, lift=3))
    return found


def _ears(kind: Fur, look: Look, up: float) -> list[Patch]:
    fur, inner = look.main(kind.fur), look(PINK)
    y = -0.88 - up
    if kind.ears == "round":
        outer = both(lambda d: ellipse(d * 0.18, y, 0.085))
        return [piece(fur, *outer, lift=5), flat(inner, *both(lambda d: ellipse(d * 0.18, y + 0.01, 0.045)))]
    if kind.ears == "big":
        outer = both(lambda d: ellipse(d * 0.25, y, 0.15))
        return [piece(fur, *outer, lift=5), flat(inner, *both(lambda d: ellipse(d * 0.25, y + 0.01, 0.095)))]
    if kind.ears == "huge":
        outer = both(lambda d: ellipse(d * 0.34, -0.7 - up, 0.19, 0.22))
        return [
            piece(fur, *outer, lift=5),
            flat(inner, *both(lambda d: ellipse(d * 0.35, -0.69 - up, 0.12, 0.15))),
        ]
    if kind.ears == "pointed":
        outer = both(lambda d: poly((d * 0.05, y + 0.02), (d * 0.23, y - 0.14), (d * 0.26, y + 0.14)))
        return [
            piece(fur, *outer, lift=5),
            flat(inner, *both(lambda d: poly((d * 0.11, y), (d * 0.21, y - 0.08), (d * 0.225, y + 0.07)))),
        ]
    if kind.ears == "long":
        outer = both(lambda d: ellipse(d * 0.11, y - 0.15, 0.065, 0.21, d * 0.14))
        return [
            piece(fur, *outer, lift=5),
            flat(inner, *both(lambda d: ellipse(d * 0.11, y - 0.15, 0.034, 0.15, d * 0.14))),
        ]
    if kind.ears == "floppy":
        ears = both(lambda d: ellipse(d * 0.27, -0.68 - up, 0.085, 0.17, -d * 0.2))
        return [piece(darker(fur, 0.25), *ears, lift=9)]
    if kind.ears == "aside":
        ears = both(lambda d: ellipse(d * 0.3, -0.8 - up, 0.13, 0.055, d * 0.25))
        return [
            piece(fur, *ears, lift=5),
            flat(inner, *both(lambda d: ellipse(d * 0.3, -0.8 - up, 0.08, 0.028, d * 0.25))),
        ]
    return []


def _tail(kind: Fur, look: Look) -> list[Patch]:
    fur = look.main(kind.fur)
    if kind.tail == "bushy":
        curl = ribbon(
            [(0.16, -0.06), (0.42, -0.14), (0.46, -0.45), (0.36, -0.66), (0.5, -0.78)],
            [0.1, 0.24, 0.26, 0.24, 0.08],
        )
        return [piece(fur, curl, lift=4)]
    if kind.tail == "fox":
        curl = ribbon([(0.16, -0.08), (0.4, -0.12), (0.52, -0.36)], [0.1, 0.2, 0.16])
        tip = ellipse(0.52, -0.38, 0.075, 0.09)
        return [piece(fur, curl, lift=4), piece(look(WHITE), tip, lift=3)]
    if kind.tail == "thin":
        points = [(0.18, -0.06), (0.42, -0.05), (0.48, -0.22), (0.4, -0.34)]
        return [piece(darker(fur, 0.15), line(points, 0.045), lift=3)]
    if kind.tail == "cat":
        points = [(0.18, -0.07), (0.4, -0.08), (0.45, -0.3), (0.38, -0.46), (0.46, -0.56)]
        return [piece(fur, line(points, 0.085), lift=3)]
    if kind.tail == "ringed":
        points = [(0.16, -0.07), (0.4, -0.1), (0.48, -0.32), (0.42, -0.52)]
        rings = tuple(
            ellipse(x, y, 0.075, 0.03, t)
            for x, y, t in ((0.36, -0.09, 1.5), (0.47, -0.24, 0.2), (0.46, -0.42, -0.2))
        )
        return [piece(fur, ribbon(points, [0.12, 0.16, 0.16, 0.08]), lift=4), flat(look(INK), *rings)]
    if kind.tail == "flat":
        paddle = ellipse(0.38, -0.14, 0.2, 0.1, -0.5)
        return [piece(look("#6b5044"), paddle, lift=4)]
    if kind.tail == "puff":
        return [piece(look(WHITE), ellipse(0.28, -0.12, 0.085), lift=4)]
    if kind.tail == "tuft":
        return [
            piece(fur, line([(0.2, -0.12), (0.4, -0.2), (0.42, -0.36)], 0.035), lift=3),
            piece(darker(fur, 0.5), ellipse(0.42, -0.4, 0.05, 0.075), lift=3),
        ]
    return []


def _behind(kind: Fur, look: Look, up: float) -> list[Patch]:
    """Spines, manes, horns: what stands out around the head and back."""
    extra, found = kind.extra, list[Patch]()
    fur = look.main(kind.fur)
    if "spines" in extra:
        found.append(piece(darker(fur, 0.35), _burst(0, -0.42, 0.4, 0.45, 19), lift=5))
        found.append(piece(darker(fur, 0.2), _burst(0, -0.74, 0.38, 0.36, 17), lift=5))
    if "mane" in extra:
        found.append(piece(look("#8a5a34"), _burst(0, -0.7 - up, 0.37, 0.35, 13, 0.86), lift=5))
    if "horns" in extra:
        horns = both(
            lambda d: ribbon(
                [(d * 0.1, -0.88 - up), (d * 0.2, -1.02 - up), (d * 0.3, -1.03 - up)], [0.08, 0.06, 0.015]
            )
        )
        found.append(piece(look("#d9c9a8"), *horns, lift=4))
    if "antlers" in extra:
        antlers = tuple(
            a
            for d in (-1, 1)
            for a in (
                ribbon(
                    [(d * 0.1, -0.88 - up), (d * 0.28, -1.04 - up), (d * 0.46, -1.12 - up)], [0.06, 0.1, 0.04]
                ),
                ribbon([(d * 0.28, -1.02 - up), (d * 0.28, -1.18 - up)], [0.05, 0.03]),
                ribbon([(d * 0.38, -1.07 - up), (d * 0.42, -1.22 - up)], [0.05, 0.03]),
            )
        )
        found.append(piece(look("#b98f62"), *antlers, lift=4))
    if "hump" in extra:
        found.append(piece(fur, ellipse(0.2, -0.46, 0.14, 0.17, 0.3), lift=4))
    return found


def _wool(kind: Fur, look: Look) -> list[Patch]:
    if "wool" not in kind.extra:
        return []
    fur = lighter(look.main(kind.fur), 0.15)
    return [piece(fur, _burst(0, -0.28, 0.31, 0.31, 13, 0.9), lift=6)]


def _on_body(kind: Fur, look: Look) -> list[Patch]:
    extra = kind.extra
    if "stripes" in extra:
        dark = look(INK)
        return [
            flat(
                dark,
                *(
                    ribbon([(d * 0.265, y), (d * 0.15, y + 0.03)], [0.045, 0.01])
                    for d in (-1, 1)
                    for y in (-0.4, -0.3, -0.2)
                ),
            )
        ]
    if "bands" in extra:
        dark = darker(look.main(kind.fur), 0.3)
        rows = (-0.46, -0.37, -0.28, -0.19)
        return [
            flat(
                dark,
                *(
                    ribbon([(d * 0.26, y), (d * 0.13, y + 0.025)], [0.03, 0.02])
                    for d in (-1, 1)
                    for y in rows
                ),
            )
        ]
    if "pouch" in extra:
        return [piece(lighter(look(kind.belly), 0.3), ellipse(0, -0.17, 0.13, 0.1), lift=3, ink=0.5)]
    return []


def _on_head(kind: Fur, look: Look, up: float) -> list[Patch]:
    extra, dark = kind.extra, look(INK)
    found: list[Patch] = []
    if "badger" in extra:
        found.append(flat(look(WHITE), ellipse(0, -0.72 - up, 0.21, 0.2)))
        bars = both(lambda d: ribbon([(d * 0.09, -0.92 - up), (d * 0.12, -0.6 - up)], [0.075, 0.09]))
        found.append(flat(look("#4d4a52"), *bars))
        found.append(flat(look(WHITE), *both(lambda d: ellipse(d * 0.105, -0.74 - up, 0.052))))
    if "mask" in extra:
        found.append(
            flat(look("#4d4a52"), *both(lambda d: ellipse(d * 0.12, -0.73 - up, 0.11, 0.075, d * 0.3)))
        )
        found.append(flat(look(WHITE), *both(lambda d: ellipse(d * 0.105, -0.735 - up, 0.055))))
    if "stripes" in extra:
        found.append(
            flat(
                dark,
                *(
                    ribbon([(x, -0.93 - up), (0.6 * x, -0.83 - up)], [0.035, 0.008])
                    for x in (-0.08, 0.0, 0.08)
                ),
            )
        )
    if "bands" in extra:
        found.append(
            flat(
                darker(look.main(kind.fur), 0.3),
                *(line([(-0.12, y - up), (0.12, y - up)], 0.02) for y in (-0.9, -0.85)),
            )
        )
    if "forelock" in extra:
        found.append(piece(look("#6d4a32"), ellipse(0.03, -0.9 - up, 0.11, 0.08, 0.5), lift=4))
    if "curls" in extra or "wool" in extra:
        found.append(
            piece(lighter(look.main(kind.fur), 0.2), _burst(0, -0.9 - up, 0.17, 0.11, 9, 0.85), lift=4)
        )
    return found


def _burst(cx: float, cy: float, rx: float, ry: float, n: int, inner: float = 0.84) -> Polygon:
    """A ragged round outline."""
    turns = [(math.pi * k / n, 1.0 if k % 2 else inner) for k in range(2 * n)]
    return poly(*((cx + r * rx * math.cos(a), cy + r * ry * math.sin(a)) for a, r in turns))
