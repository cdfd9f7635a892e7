"""Who stands where, and from where we look: decided before a single thing is painted.

The stage differs from scene to scene: side, height of the hero, horizon and light go round in
golden-ratio steps, so that neighbouring scenes never look alike.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum

import numpy as np

from storyvid_dagster.core.story import Setting
from storyvid_dagster.core.things import Spot
from storyvid_dagster.illustration.shapes import Rng

_GOLDEN = 0.6180339887
_CALM = 0.085
"""Part of each side that a camera may crop."""
_HIGH = 0.09
"""How far below the upper border somebody hangs that is in the sky, in parts of the height."""
_WIDEST = 0.62
"""Widest a figure may be, in parts of the frame."""


class Footing(Enum):
    """What the figures are on."""

    GROUND = "ground"
    RAFT = "raft"
    AFLOAT = "afloat"
    WATER = "water"
    """Open water; with a raft it would be RAFT."""


@dataclass(frozen=True)
class Standing:
    """Where one figure goes; pixels of the frame."""

    figure: int
    """Index among the figures of the scene; 0 leads."""
    x: float
    """Middle of the feet."""
    foot_y: float
    width: float
    height: float
    mirrored: bool
    tilt_degrees: float

    @property
    def top(self) -> float:
        """Top edge."""
        return self.foot_y - self.height

    @property
    def left(self) -> float:
        """Left edge."""
        return self.x - self.width / 2

    @property
    def right(self) -> float:
        """Right edge."""
        return self.x + self.width / 2


@dataclass(frozen=True)
class SceneLayout:
    """The empty stage, with the places taken by figures."""

    width: int
    height: int
    horizon_y: float
    ground_y: float
    """Highest the near ground may begin: above all feet."""
    foot_y: float
    standings: tuple[Standing, ...]
    """Those behind first."""
    footing: Footing
    light_x: float
    light_y: float
    """Where sun or moon hangs."""
    has_own_light: bool = False
    """Whether the child drew the sun or the moon that hangs there."""

    @property
    def has_ground(self) -> bool:
        """Whether shadows fall on what the figures are on."""
        return self.footing in (Footing.GROUND, Footing.RAFT)

    @property
    def unit(self) -> float:
        """What sizes of things are parts of: the height, or less where the frame is narrow."""
        return min(self.width, self.height) ** 0.65 * self.height**0.35

    @property
    def lead(self) -> Standing:
        """The figure the scene is about."""
        return next(s for s in self.standings if s.figure == 0)

    @property
    def left(self) -> float:
        """Left edge of the company."""
        return min(s.left for s in self.standings)

    @property
    def right(self) -> float:
        """Right edge of the company."""
        return max(s.right for s in self.standings)

    def x(self, part: float) -> float:
        """A place across the frame, 0 to 1."""
        return part * self.width

    def y(self, part: float) -> float:
        """A place down the frame, 0 to 1."""
        return part * self.height

    def free_x(self, rng: Rng, half_width: float, low: float = 0.03, high: float = 0.97) -> float:
        """A place across the frame for something tall, as little behind the figures as can be."""

        def hidden(x: float) -> float:
            return sum(
                max(0.0, min(x + half_width, s.right) - max(x - half_width, s.left)) for s in self.standings
            )

        tries = [float(v) * self.width for v in rng.uniform(low, high, 10)]
        return min(tries, key=lambda x: (hidden(x), 0))


def set_stage(
    size: tuple[int, int],
    setting: Setting,
    number: int,
    seed: int,
    figures: Sequence[tuple[int, int]],
    lead: Spot | None = None,
) -> SceneLayout:
    """Place figures of the given (width, height), the leading one first, in scene `number`.

    Args:
        size: Width and height of the frame.
        setting: Where it is.
        number: Of the scene.
        seed: Of the story.
        figures: Width and height of each.
        lead: Where the leading one belongs, where it does not walk.
    """
    width, height = size
    story = np.random.default_rng([seed, 71])
    rng = np.random.default_rng([seed, number, 72])
    phases = story.random(4)

    def turn(index: int) -> float:
        return float((phases[index] + number * _GOLDEN) % 1)

    footing = _footing(setting, turn(3), len(figures), lead)
    lead_on_left = (number + int(phases[0] * 10)) % 2 == 0
    foot_y = height * (0.862 + 0.03 * turn(1))
    lead_height = height * (0.47 + 0.12 * turn(0))
    if footing is Footing.AFLOAT:
        foot_y = height * (0.76 + 0.05 * turn(1))
    elif footing in (Footing.RAFT, Footing.WATER):
        foot_y = height * 0.80
    heights = _heights(figures, lead_height, width)

    front_seats = 5 if width > 1.2 * height else 3 if width > 0.8 * height else 2
    front, behind = list(range(len(figures)))[:front_seats], list(range(len(figures)))[front_seats:]
    standings = _row(front, figures, heights, width, lead_on_left, rng)
    placed = [
        replace(s, foot_y=foot_y - (0.0 if s.figure == 0 else rng.uniform(0.0, 0.018) * height))
        for s in standings
    ]
    if footing is Footing.AFLOAT:
        placed = [
            replace(
                s,
                tilt_degrees=float(rng.uniform(-13, 13)),
                foot_y=s.foot_y - float(rng.uniform(0, 0.06)) * height,
            )
            for s in placed
        ]
    if lead in (Spot.AIR, Spot.LIGHT):
        placed = [
            s if s.figure else replace(s, foot_y=_HIGH * height + s.height, tilt_degrees=0) for s in placed
        ]
    rear = _back_row(behind, figures, heights, width, placed, rng)

    highest_foot = min([foot_y, *(s.foot_y for s in (*rear, *placed) if s.figure)])
    ground_y = min(highest_foot - 0.055 * height, height * (0.70 + 0.08 * turn(2)))
    horizon_y = min(ground_y - 0.05 * height, height * (0.50 + 0.14 * turn(2)))
    sun_left = next(s.x for s in placed if s.figure == 0) > width / 2
    light_x = width * (rng.uniform(0.13, 0.27) if sun_left else rng.uniform(0.73, 0.87))
    light_y = height * rng.uniform(0.15, 0.24)
    return SceneLayout(
        width, height, horizon_y, ground_y, foot_y, (*rear, *placed), footing, float(light_x), float(light_y)
    )


def _footing(setting: Setting, turn: float, n_figures: int, lead: Spot | None) -> Footing:
    if setting is Setting.SEA and lead in (Spot.WATER, Spot.AIR, Spot.LIGHT):
        return Footing.WATER if lead is Spot.WATER else Footing.GROUND
    if setting is Setting.SEA and turn < 0.36 and n_figures <= 3:
        return Footing.RAFT
    if setting in (Setting.SPACE, Setting.UNDERWATER) and turn < 0.4 and n_figures <= 3:
        return Footing.AFLOAT
    return Footing.GROUND


def _heights(figures: Sequence[tuple[int, int]], lead_height: float, width: int) -> list[float]:
    """Heights in the frame: as drawn, but never two alike, and none too wide."""
    heights: list[float] = []
    for i, (w, h) in enumerate(figures):
        if i == 0:
            wish = lead_height
        else:
            # A very flat hero must not make dwarfs of its friends.
            measure = max(heights[0], 0.55 * min(lead_height, heights[0] * figures[0][0] / figures[0][1]))
            wish = measure * (min(0.84, max(0.5, h / figures[0][1])) - 0.07 * ((i - 1) % 3))
        wish = min(wish, _WIDEST * width * h / w)
        while any(abs(wish - other) < 0.05 * other for other in heights):
            wish *= 0.96
        heights.append(wish)
    return heights


def _row(
    who: Sequence[int],
    figures: Sequence[tuple[int, int]],
    heights: list[float],
    width: int,
    lead_on_left: bool,
    rng: Rng,
) -> list[Standing]:
    """Stand the front row side by side, shrinking it until it fits between the calm edges."""
    room, gap = (1 - 2 * _CALM) * width, 0.03 * width

    def total() -> float:
        return sum(heights[i] * figures[i][0] / figures[i][1] for i in who) + gap * (len(who) - 1)

    while total() > room:
        # The hero gives way last, but not to friends grown too small to see.
        friends_first = min((heights[i] for i in who[1:]), default=0.0) > 0.36 * heights[0]
        for i in who:
            heights[i] *= 0.99 if i == 0 and friends_first else 0.96

    order = list(who[1:])
    order.insert(0 if len(who) < 3 else 1, 0)
    if not lead_on_left:
        order.reverse()
    slack = max(0.0, room - total())
    lean = rng.uniform(0.14, 0.34) if len(who) == 1 else rng.uniform(0.25, 0.45)
    x = _CALM * width + slack * (lean if lead_on_left else 1 - lean)
    standings: list[Standing] = []
    mirror_lead = bool(rng.random() < 0.5)
    for i in order:
        w = heights[i] * figures[i][0] / figures[i][1]
        mirrored = mirror_lead if i == 0 else bool(rng.random() < 0.5)
        standings.append(Standing(i, x + w / 2, 0, w, heights[i], mirrored, float(rng.uniform(-2.4, 2.4))))
        x += w + gap
    return sorted(standings, key=lambda s: s.height)


def _back_row(
    who: Sequence[int],
    figures: Sequence[tuple[int, int]],
    heights: list[float],
    width: int,
    front: Sequence[Standing],
    rng: Rng,
) -> list[Standing]:
    """Stand the rest behind, where the front row is low, so that no more than legs are hidden."""
    standings: list[Standing] = []
    for i in who:
        w = min(heights[i], 0.5 * heights[0]) * figures[i][0] / figures[i][1]
        w = min(w, 0.92 * (1 - 2 * _CALM) * width / len(who))
        h = w * figures[i][1] / figures[i][0]

        def foot_at(x: float, w: float = w, h: float = h) -> float:
            before = [f for f in (*front, *standings) if f.right > x - w / 2 and f.left < x + w / 2]
            highest = [min(f.top + 0.42 * h, f.foot_y - 0.02 * heights[0]) for f in before]
            return min([front[0].foot_y - 0.08 * heights[0], *highest])

        low, high = _CALM * width + w / 2, (1 - _CALM) * width - w / 2
        x = max((float(v) for v in rng.permutation(np.linspace(low, high, 40))), key=foot_at)
        foot = foot_at(x)
        standings.append(Standing(i, x, foot, w, h, bool(rng.random() < 0.5), float(rng.uniform(-2, 2))))
    return sorted(standings, key=lambda s: s.foot_y)
