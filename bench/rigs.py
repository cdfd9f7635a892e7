"""How many figures have joints, what those cost, and how much of a figure moves against its own frame.

    python -m bench.rigs                  # a table
    python -m bench.rigs --save FOLDER    # and every figure as far as its joints go, to look at

The figures are those of `bench.figures`, drawn by program and cut out as every drawing is, each of its true
kind. A figure is rigged when it has more than the lean that all paper has: legs, a head, a tail, wings.
Whether a joint is right is for people to say, who look at the pictures.
"""

import argparse
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from statistics import fmean, median

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image

from bench.figures import figures_for
from bench.kinds import MATCHED_IOU, draw_page, iou_of
from storyvid_dagster.core.acting import LENGTH_S, Action, Move
from storyvid_dagster.core.body_plans import BodyPlan, likely_plan
from storyvid_dagster.core.kinds import Kind, Role, role_of
from storyvid_dagster.cutout.cut import cut_out
from storyvid_dagster.render.planes import Frame
from storyvid_dagster.render.rig.bend import Bend, Joints
from storyvid_dagster.render.rig.parts import Swaying
from storyvid_dagster.render.rig.rigs import Rig, rig_of
from storyvid_dagster.render.stage.acting import pose_at
from storyvid_dagster.render.stage.pose import ActionSpace
from storyvid_dagster.render.stage.puppets import Sprite, put, sprite

HEIGHT_PX = 480
_GROUPS = {Role.PERSON: "people", Role.CREATURE: "creatures", Role.ANIMAL: "animals", Role.PLANT: "plants"}
_FPS = 10


@dataclass(frozen=True)
class Rigged:
    """One figure with what was found of its joints."""

    kind: Kind
    figure: Sprite
    rig: Rig | None
    find_ms: float

    @property
    def group(self) -> str:
        """Tell in which row of the table it is."""
        return _GROUPS.get(role_of(self.kind), "things")

    @property
    def has_joints(self) -> bool:
        """Tell whether more of it moves than paper's lean."""
        plants = self.rig is not None and self.rig.joints.plan is BodyPlan.PLANT
        return self.rig is not None and (
            plants or any(not isinstance(part, Swaying) for part in self.rig.parts)
        )


def figures() -> Iterator[Rigged]:
    """Draw every figure once, cut it out and look for its joints."""
    for part in ("test", "fresh"):
        rng = np.random.default_rng(31 if part == "test" else 32)
        wanted = list(figures_for(part))
        order = [wanted[i] for i in rng.permutation(len(wanted))]
        while order:
            n = min(len(order), int(rng.choice([1, 2, 3])))
            photo, drawn = draw_page([order.pop() for _ in range(n)], rng)
            cut = cut_out(photo)
            for figure in cut.figures if cut.cut != "page" else ():
                iou, kind = max((iou_of(figure.box, box), kind) for kind, box in drawn)
                if iou > MATCHED_IOU and kind in set(Kind) and kind != Kind.UNKNOWN:
                    yield rigged(figure.rgba, Kind(kind))


def rigged(rgba: NDArray[np.uint8], kind: Kind) -> Rigged:
    """Set a figure up as large as in a film, and look for its joints."""
    scale = HEIGHT_PX / max(rgba.shape[:2])
    size = (round(rgba.shape[1] * scale), round(rgba.shape[0] * scale))
    figure = sprite(np.asarray(cv2.resize(rgba, size, interpolation=cv2.INTER_AREA), np.uint8), 60, 60)
    began = time.process_time()
    rig = rig_of(figure, likely_plan({kind: 1.0}))
    return Rigged(kind, figure, rig, (time.process_time() - began) * 1e3)


def room_of(one: Rigged) -> ActionSpace:
    """Give the room of a figure alone on a stage."""
    joints = one.rig.joints if one.rig else Joints()
    height, width = float(one.figure.height), float(one.figure.width)
    return ActionSpace(height, width, 0.2 * height, 0.5 * height, -2 * width, 0, 0.0, 0.3, joints=joints)


def moves_inside(one: Rigged, action: Action | None) -> float:
    """Tell how far a pixel goes in a second against the figure's own frame, in heights of the figure."""
    if one.rig is None:
        return 0.0
    room, length_s = room_of(one), LENGTH_S[action] if action else 4.0
    moves = [Move(figure=1, action=action, start_s=0, length_s=length_s)] if action else []
    drawn = one.rig.grid.sampled(one.figure.a) > 127
    none = np.zeros((*one.rig.grid.shape, 2), np.float32)
    fields = [
        bent.moved if (bent := one.rig.bent(pose_at(k / _FPS, moves, room).bend)) else none
        for k in range(round(length_s * _FPS))
    ]
    way = [np.hypot(*np.moveaxis(after - before, -1, 0)) for before, after in pairwise(fields)]
    return float(np.mean([each[drawn].mean() for each in way])) * _FPS / one.figure.height


def cost_ms(one: Rigged) -> float:
    """Give the processor time that bending adds to setting a figure into a frame."""
    if one.rig is None:
        return 0.0
    out, onto = Frame((720, 720)), np.eye(3)
    onto[:2, 2] = one.figure.left, one.figure.top
    bend = pose_at(1.0, (), room_of(one)).bend

    def timed(times: int, bent: bool) -> float:
        began = time.process_time()
        for _ in range(times):
            put(one.figure, onto, out, bent=one.rig.bent(bend) if bent and one.rig else None)
        return (time.process_time() - began) / times * 1e3

    return median(timed(5, True) - timed(5, False) for _ in range(3))


def extremes(rig: Rig) -> list[Bend]:
    """Give the figure as drawn, and the farthest its joints go."""
    joints = rig.joints
    far = [
        Bend(feet=((way * joints.reach_px, 0), (-way * joints.reach_px, -joints.lift_px))) for way in (1, -1)
    ]
    both = [
        Bend(
            head_degrees=14 * way, tail_degrees=24 * way, sway=0.09 * way, flap=0.5 + 0.5 * way, wave=1.3,
            wave_turns=0.3 * way, swell=0.04 * way, twist_degrees=8 * way,
        )
        for way in (1, -1)
    ]  # fmt: skip
    return [Bend(), *(far if joints.reach_px else ()), *both]


def picture(one: Rigged) -> Image.Image:
    """Show a figure as drawn and as far as its joints go, side by side."""
    tiles: list[NDArray[np.uint8]] = []
    onto = np.array([[1, 0, one.figure.left], [0, 1, one.figure.top], [0, 0, 1.0]])
    for bend in extremes(one.rig) if one.rig else [Bend()]:
        out = Frame((HEIGHT_PX + 120, HEIGHT_PX + 120))
        out.y[:], out.u[:], out.v[:] = 140, 150, 110
        put(one.figure, onto, out, bent=one.rig.bent(bend) if one.rig else None)
        i420 = np.frombuffer(out.buffer, np.uint8).reshape(-1, out.y.shape[1])
        tiles.append(np.asarray(cv2.cvtColor(i420, cv2.COLOR_YUV2RGB_I420), np.uint8)[::2, ::2])
    return Image.fromarray(np.hstack(tiles))


def measure(save: Path | None = None) -> dict[str, float]:
    """Print the table; give the shares, the cost and the movement."""
    groups: dict[str, list[Rigged]] = defaultdict(list)
    for number, one in enumerate(figures()):
        groups[one.group].append(one)
        if save is not None:
            picture(one).save(save / f"{one.group}-{number}-{one.kind}.jpg")
    print(
        "| group | figures | with joints | finding, ms | bending, ms a frame | at rest | walking | waving |"
    )
    print("|---|---|---|---|---|---|---|---|")
    for group, some in groups.items():
        print(f"| {group} | {' | '.join(_cells(some))} |")
    alive = [one for group in ("people", "creatures", "animals") for one in groups[group]]
    return {
        "alive_with_joints": fmean(one.has_joints for one in alive),
        "bend_ms": median(cost_ms(one) for one in alive),
        "moves_inside_at_rest": fmean(moves_inside(one, None) for one in alive),
    }


def _cells(some: Sequence[Rigged]) -> Iterator[str]:
    yield str(len(some))
    yield f"{fmean(one.has_joints for one in some):.0%}"
    yield f"{median(one.find_ms for one in some):.0f}"
    yield f"{median(cost_ms(one) for one in some):.2f}"
    for action in (None, Action.WALK, Action.WAVE):
        yield f"{fmean(moves_inside(one, action) for one in some):.1%}"


if __name__ == "__main__":
    cv2.setNumThreads(1)
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--save", type=Path, help="folder for pictures of every figure")
    asked = arguments.parse_args()
    if asked.save is not None:
        asked.save.mkdir(parents=True, exist_ok=True)
    print(measure(asked.save))
