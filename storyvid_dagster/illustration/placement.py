"""Who stands where, and from where we look: decided before a single thing is painted.

The stage differs from scene to scene: side, height of the hero, horizon and light go round in
golden-ratio steps, so that neighbouring scenes never look alike.
"""

from collections.abc import Container, Sequence
from dataclasses import dataclass, replace

import numpy as np

from storyvid_dagster.core.captions import caption_place
from storyvid_dagster.core.story import Setting
from storyvid_dagster.core.things import Spot
from storyvid_dagster.illustration.scene_layout import IN_FRONT, Footing, SceneLayout, Standing
from storyvid_dagster.illustration.shapes import Rng

_GOLDEN = 0.6180339887
_CALM = 0.085
"""Part of each side that a camera may crop."""
_HIGH = 0.09
"""How far below the upper border somebody hangs that is in the sky, in parts of the height."""
_WIDEST = 0.62
"""Widest a figure may be, in parts of the frame."""
_SEATS = 6
"""Most figures side by side in front."""
_FARTHER = 0.5
"""Size of who would stand at the farthest, in parts of the size in front."""
_LANE = 3
"""So many behind stand side by side at most."""
CLEAR = 0.045
"""Ground seen between a head and the feet of who stands farther back, in parts of the height."""
_FARTHEST = 0.42
"""Highest foot, in parts of the height: above there is sky."""
_CLOSER = 0.93
"""Part that all of a crowd shrink by until the last has room."""
_RIDING = 1.2
"""Height of a rider and its mount together, in heights of a hero on foot."""
_HOVERING = 0.1
"""How far above the ground somebody flies beside the others, in parts of the height."""
_OFF_SHORE = 0.03
"""How far from where the beach begins somebody swims, in parts of the height."""
_BANK, _BROOK, _IN_BROOK = 0.03, 0.085, 0.055
"""How far behind the feet in front a brook begins, how wide it is, and where in it somebody swims."""
_BEYOND = 0.15
"""So much ground is beyond a brook, in the scene's unit: for all that a place has standing about."""
_IN_TUB = 0.02
_SHORES = 3
"""The shore is sought at most so often: where it is depends on who stands farthest back."""


def set_stage(
    size: tuple[int, int],
    setting: Setting,
    number: int,
    seed: int,
    figures: Sequence[tuple[int, int]],
    lead: Spot | None = None,
    *,
    flying: Container[int] = (),
    swimming: Container[int] = (),
    riding: bool = False,
    on_raft: bool = False,
) -> SceneLayout:
    """Place figures of the given (width, height), the leading one first, in scene `number`.

    Nobody covers anybody. Those who have no seat in front stand farther back on the ground, between the
    others or well above their heads; whoever flies is in the air. If there is no room, all are smaller.

    Args:
        size: Width and height of the frame.
        setting: Where it is.
        number: Of the scene.
        seed: Of the story.
        figures: Width and height of each.
        lead: Where the leading one belongs, where it does not walk.
        flying: Those of the others that are in the air.
        swimming: Those who cannot be out of water: where there is none, a brook runs through the place.
        riding: Whether the leading one is a rider and its mount together.
        on_raft: Whether the words tell of a raft: at sea, everybody else is on the beach.
    """
    width, height = size
    phases = np.random.default_rng([seed, 71]).random(4)

    def turn(index: int) -> float:
        return float((phases[index] + number * _GOLDEN) % 1)

    highest_ground_y = height * (0.62 + 0.08 * turn(2))
    wanted = _Wanted(
        size,
        setting,
        figures,
        lead,
        flying,
        swimming,
        shore_y=highest_ground_y - _OFF_SHORE * height,
        lead_on_left=(number + int(phases[0] * 10)) % 2 == 0,
        lead_height=height * (0.45 + 0.12 * turn(0)) * (_RIDING if riding else 1),
        foot_y=caption_place(size).top_y - height * (IN_FRONT + 0.028 + 0.02 * turn(1)),
        turn=turn(3),
        on_raft=on_raft,
        seed=(seed, number, 72),
    )
    company, ground_y = _with_ground(wanted, highest_ground_y)
    for _ in range(_SHORES):
        if wanted.shore_y <= ground_y - _OFF_SHORE * height:
            break
        wanted = replace(wanted, shore_y=ground_y - _OFF_SHORE * height)
        company, ground_y = _with_ground(wanted, highest_ground_y)
    horizon_y = min(ground_y - 0.05 * height, height * (0.46 + 0.14 * turn(2)))
    rng = np.random.default_rng([seed, number, 77])
    sun_left = next(s.x for s in company.standings if s.figure == 0) > width / 2
    light_x = width * float(rng.uniform(0.13, 0.27) if sun_left else rng.uniform(0.73, 0.87))
    light_y = height * float(rng.uniform(0.15, 0.24))
    return SceneLayout(
        width,
        height,
        horizon_y,
        ground_y,
        company.foot_y,
        company.standings,
        company.footing,
        light_x,
        light_y,
        brook=_brook(wanted, company),
    )


def _with_ground(wanted: "_Wanted", highest_y: float) -> tuple["_Company", float]:
    """Place everybody, as many in front as makes all largest; and say where the near ground may begin."""
    width, height = wanted.size
    order, is_wide = wanted.in_order, width > height
    seats = [n for n, i in enumerate(order, start=1) if n == 1 or i not in wanted.flying or is_wide]
    # Farther back there is no water.
    least = max((n for n, i in enumerate(order[:_SEATS], start=1) if i in wanted.swimming), default=1)
    company = max((_company(wanted, n) for n in seats[:_SEATS] if n >= least), key=_largeness)
    feet = (company.foot_y, *(s.foot_y for s in company.standings if s.on_ground))
    ground_y = min(min(feet) - 0.055 * height, highest_y)
    brook = _brook(wanted, company)
    if brook is None:
        return company, ground_y
    return company, min(ground_y, brook[0] - _BEYOND * min(width, height) ** 0.65 * height**0.35)


@dataclass(frozen=True)
class _Wanted:
    """All that decides where the figures of a scene stand."""

    size: tuple[int, int]
    setting: Setting
    figures: Sequence[tuple[int, int]]
    lead: Spot | None
    flying: Container[int]
    swimming: Container[int]
    shore_y: float
    """Where somebody swims before a beach."""
    lead_on_left: bool
    lead_height: float
    """As high as the leading one is where there is room."""
    foot_y: float
    turn: float
    """Where the scene is in the round of footings, 0 to 1."""
    on_raft: bool
    seed: tuple[int, int, int]

    @property
    def in_order(self) -> list[int]:
        """The figures, those who swim after the leading one, those who are in the air last."""
        return sorted(
            range(len(self.figures)), key=lambda i: (i in self.flying, i > 0 and i not in self.swimming)
        )


@dataclass(frozen=True)
class _Company:
    """Figures in their places."""

    standings: tuple[Standing, ...]
    """Those behind first."""
    footing: Footing
    foot_y: float


def _largeness(company: _Company) -> float:
    """Tell how large figures are, small ones above all."""
    return float(np.mean(np.log([s.height for s in company.standings])))


def _company(wanted: _Wanted, seats: int) -> _Company:
    """Stand so many side by side in front and the rest farther back, as large as there is room."""
    width, height = wanted.size
    figures = wanted.figures
    front, behind = wanted.in_order[:seats], wanted.in_order[seats:]
    footing = _footing(wanted, all_in_front=not behind)
    lead_height, foot_y = wanted.lead_height, wanted.foot_y
    if footing is Footing.AFLOAT:
        foot_y -= height * 0.05 * wanted.turn
    while True:
        rng = np.random.default_rng(wanted.seed)
        heights = _heights(figures, lead_height, width)
        placed = [
            replace(s, foot_y=foot_y - (0.0 if s.figure == 0 else rng.uniform(0.0, 0.018) * height))
            for s in _row(front, figures, heights, width, wanted.lead_on_left, rng)
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
        placed = [_lifted(s, wanted, footing, foot_y) for s in placed]
        rear = _farther_back(behind, heights, wanted, footing, placed, foot_y, rng)
        if all(s.foot_y >= _FARTHEST * height or not s.on_ground for s in rear):
            return _Company((*rear, *placed), footing, foot_y)
        lead_height *= _CLOSER


def _lifted(standing: Standing, wanted: _Wanted, footing: Footing, foot_y: float) -> Standing:
    """Hang a leading one that is of the sky high up, let those who fly hover, and others swim."""
    height, water_y = wanted.size[1], _water_y(wanted, footing, foot_y)
    if standing.figure == 0 and wanted.lead in (Spot.AIR, Spot.LIGHT):
        foot_y = _HIGH * height + standing.height
        return replace(standing, foot_y=foot_y, tilt_degrees=0, on_ground=False)
    if standing.figure in wanted.flying:
        return replace(standing, foot_y=standing.foot_y - _HOVERING * height, on_ground=False)
    if standing.figure in wanted.swimming and water_y is not None:
        return replace(standing, foot_y=water_y, on_ground=False, swims=True)
    return standing


def _water_y(wanted: _Wanted, footing: Footing, foot_y: float) -> float | None:
    """Give the height at which somebody swims; `None`: where all stand, it is water or nothing."""
    height = wanted.size[1]
    if footing is not Footing.GROUND:
        return None
    match wanted.setting:
        case Setting.SEA:
            return wanted.shore_y
        case Setting.UNDERWATER:
            return foot_y - _HOVERING * height
        case Setting.HOME:
            return foot_y - _IN_TUB * height
        case _:
            return foot_y - _IN_BROOK * height


def _brook(wanted: _Wanted, company: _Company) -> tuple[float, float] | None:
    """Give the upper and lower edge of the water that a dry place has for its swimmers."""
    if not _is_dry(wanted) or not any(s.swims for s in company.standings):
        return None
    return _edges(company.foot_y, wanted.size[1])


def _is_dry(wanted: _Wanted) -> bool:
    return wanted.setting not in (Setting.SEA, Setting.UNDERWATER)


def _edges(foot_y: float, height: int) -> tuple[float, float]:
    lower_y = foot_y - _BANK * height
    return lower_y - _BROOK * height, lower_y


def _room(width: int) -> float:
    return (1 - 2 * _CALM) * width


def _wide(
    who: Sequence[int], figures: Sequence[tuple[int, int]], heights: Sequence[float], width: int
) -> float:
    """Width of figures side by side, with gaps between them."""
    return sum(heights[i] * figures[i][0] / figures[i][1] for i in who) + 0.03 * width * (len(who) - 1)


def _footing(wanted: _Wanted, *, all_in_front: bool) -> Footing:
    setting, lead = wanted.setting, wanted.lead
    if setting is Setting.SEA and lead in (Spot.WATER, Spot.AIR, Spot.LIGHT):
        return Footing.WATER if lead is Spot.WATER else Footing.GROUND
    few = len(wanted.figures) <= 3 and all_in_front
    if setting is Setting.SEA and wanted.on_raft and few:
        swim = any(i in wanted.swimming for i in range(len(wanted.figures)))
        return Footing.WATER if swim else Footing.RAFT
    if setting in (Setting.SPACE, Setting.UNDERWATER) and wanted.turn < 0.4 and few:
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
    room, gap = _room(width), 0.03 * width
    while _wide(who, figures, heights, width) > room:
        # The hero gives way last, but not to friends grown too small to see.
        friends_first = min((heights[i] for i in who[1:]), default=0.0) > 0.36 * heights[0]
        for i in who:
            heights[i] *= 0.99 if i == 0 and friends_first else 0.96

    order = list(who[1:])
    order.insert(0 if len(who) < 3 else 1, 0)
    if not lead_on_left:
        order.reverse()
    slack = max(0.0, room - _wide(who, figures, heights, width))
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


def _farther_back(
    who: Sequence[int],
    heights: list[float],
    wanted: _Wanted,
    footing: Footing,
    front: Sequence[Standing],
    foot_y: float,
    rng: Rng,
) -> list[Standing]:
    """Stand the rest where they cover nobody: as near as there is room, those who fly in the air last."""
    (width, height), figures, flying = wanted.size, wanted.figures, wanted.flying
    water_y = _water_y(wanted, footing, foot_y)
    brook = _edges(foot_y, height) if _is_dry(wanted) and any(s.swims for s in front) else None
    lead = next(s for s in front if s.figure == 0)
    standings: list[Standing] = []
    for i in sorted(who, key=lambda i: i in flying):
        shape = figures[i][0] / figures[i][1]
        w = min(min(heights[i], heights[0]) * shape, 0.9 * _room(width) / min(len(who), _LANE))
        h = w / shape
        swims = i in wanted.swimming and water_y is not None
        nearest = lead.top + 0.5 * lead.height if i in flying else foot_y - 0.05 * height
        if swims and water_y is not None:
            nearest = water_y
        others = (*front, *standings)

        def foot_at(
            x: float,
            w: float = w,
            h: float = h,
            nearest: float = nearest,
            others: tuple[Standing, ...] = others,
            wet_y: tuple[float, float] | None = None if swims else brook,
        ) -> float:
            beside = [s for s in others if s.right > x - w / 2 and s.left < x + w / 2]
            hung = [s for s in beside if s.foot_y < foot_y - _HOVERING * height]
            foot = min([nearest, *(s.top - CLEAR * height for s in beside if s not in hung)])
            if wet_y and wet_y[0] < foot < wet_y[1]:
                foot = wet_y[0] - _IN_TUB * height
            # Whoever hangs in the sky is over the others, or over nobody.
            under = all(foot - h > s.foot_y + CLEAR * height for s in hung)
            return foot if under else min([foot, *(s.top - CLEAR * height for s in hung)])

        low, high = _CALM * width + w / 2, (1 - _CALM) * width - w / 2
        x = max((float(v) for v in rng.permutation(np.linspace(low, high, 40))), key=foot_at)
        foot = foot_at(x)
        far = (foot_y - foot) / (foot_y - _FARTHEST * height)
        part = 1 - (1 - _FARTHER) * min(1.0, max(0.0, far))
        while any(abs(part * h - s.height) < 0.05 * s.height for s in others):
            part *= 0.96
        mirrored, tilt_degrees = bool(rng.random() < 0.5), float(rng.uniform(-2, 2))
        on_ground = i not in flying and not swims
        standings.append(Standing(i, x, foot, part * w, part * h, mirrored, tilt_degrees, on_ground, swims))
    return sorted(standings, key=lambda s: s.foot_y)
