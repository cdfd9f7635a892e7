"""Small finds, and what is carried about."""

import math

from storyvid_dagster.illustration.shapes import Patch, box, poly, ribbon
from storyvid_dagster.illustration.things.pieces import (
    GOLD,
    WHITE,
    WOOD,
    Drawing,
    Look,
    arc,
    both,
    darker,
    ellipse,
    flat,
    lighter,
    line,
    piece,
)


def umbrella(look: Look) -> list[Patch]:
    """Draw an open umbrella."""
    main = look.main("#e8504a")
    half = [(0.66 * math.cos(a), -0.52 - 0.46 * math.sin(a)) for a in (math.pi * k / 12 for k in range(13))]
    scallops = [(-0.66 + 0.055 + 0.11 * k, -0.5 - (0.05 if k % 2 else 0.0)) for k in range(12)]
    other = look("#fbcf45") if look.pattern == "checked" else look(WHITE)
    panels = both(lambda d: poly((0, -0.98), (d * 0.24, -0.54), (d * 0.46, -0.54)))
    spots = tuple(
        ellipse(x, y, 0.055)
        for x, y in (
            (-0.4, -0.66),
            (-0.18, -0.82),
            (-0.08, -0.62),
            (0.16, -0.72),
            (0.34, -0.64),
            (0.2, -0.9),
            (0.5, -0.58),
        )
    )
    return [
        piece(
            look(WOOD),
            line([(0, -0.96), (0, -0.1)], 0.045),
            arc(0.09, -0.1, 0.09, 0.09, 0.0, 0.5, 0.045),
            lift=3,
        ),
        piece(main, poly(*half, *scallops), lift=7),
        *([flat(other, *panels)] if look.pattern in ("striped", "checked") else []),
        *([flat(other, *spots)] if look.pattern == "dotted" else []),
        flat(
            darker(main, 0.2),
            *(ribbon([(0, -0.98), (0.5 * x, -0.84), (x, -0.52)], [0.018] * 3) for x in (-0.22, 0.22)),
        ),
        piece(look(WOOD), line([(0, -0.96), (0, -1.05)], 0.05), lift=5),
    ]


def fan(look: Look) -> list[Patch]:
    """Draw a paper fan."""
    main = look.main("#f283ab")
    angles = [math.pi * (0.1 + 0.8 * k / 8) for k in range(9)]
    edge = [(0.62 * math.cos(a), -0.1 - 0.8 * math.sin(a)) for a in angles]
    inner = [(0.26 * math.cos(a), -0.1 - 0.34 * math.sin(a)) for a in reversed(angles)]
    return [
        piece(
            look(WOOD),
            *(line([(0, -0.06), (0.6 * math.cos(a), -0.1 - 0.78 * math.sin(a))], 0.03) for a in angles),
            lift=4,
            ink=0.4,
        ),
        piece(main, poly(*edge, *inner), lift=6),
        flat(
            look(WHITE),
            *(ellipse(0.45 * math.cos(a), -0.1 - 0.58 * math.sin(a), 0.05) for a in angles[1:-1:2]),
        ),
        piece(look(GOLD), ellipse(0, -0.06, 0.05), lift=7),
    ]


def chain(look: Look) -> list[Patch]:
    """Draw a silver chain."""
    main = look.main("#c3ccd6")
    links = [(-0.66 + 0.22 * k, -0.2 + 0.08 * (k % 2)) for k in range(7)]
    return [
        piece(main if k % 2 else darker(main, 0.15), arc(x, y, 0.15, 0.09, 0.0, 1.0, 0.05), lift=4 + k % 2)
        for k, (x, y) in enumerate(links)
    ]


def key(look: Look) -> list[Patch]:
    """Draw a key."""
    main = look.main("#f0bd45")
    return [
        piece(main, arc(0, -0.78, 0.2, 0.19, 0.0, 1.0, 0.1), lift=6),
        piece(
            main,
            line([(0, -0.6), (0, 0)], 0.09),
            box(0.0, -0.12, 0.2, -0.03),
            box(0.0, -0.28, 0.16, -0.19),
            lift=7,
        ),
    ]


def button(look: Look) -> list[Patch]:
    """Draw a button."""
    main = look.main("#f0bd45")
    return [
        piece(main, ellipse(0, -0.45, 0.45), lift=6),
        piece(lighter(main, 0.25), ellipse(0, -0.45, 0.32), lift=5),
        flat(darker(main, 0.5), *(ellipse(x, -0.45 + y, 0.05) for x in (-0.1, 0.1) for y in (-0.1, 0.1))),
    ]


TRINKETS: dict[str, Drawing] = {
    "umbrella": umbrella,
    "fan": fan,
    "chain": chain,
    "key": key,
    "button": button,
}
