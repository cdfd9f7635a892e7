"""A stage is filmed part by part, and every part is where it should be."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from storyvid_dagster.core.acting import Action, Move
from storyvid_dagster.core.body_plans import BodyPlan
from storyvid_dagster.core.scenery import Puppet, Scenery
from storyvid_dagster.errors import RenderError
from storyvid_dagster.images import write_png
from storyvid_dagster.render.camera import Camera, View
from storyvid_dagster.render.planes import Frame
from storyvid_dagster.render.stage.action_space import spaces_for
from storyvid_dagster.render.stage.pose import ActionSpace
from storyvid_dagster.render.stage.puppets import sprite
from storyvid_dagster.render.stage.stage import Stage, still_picture

SIZE = (320, 180)
SKY, GRASS, RED = (90, 150, 230), (70, 160, 60), (210, 40, 50)
GROUND_Y = 110
VIEW = View(1.05, 0.5, 0.5)


def filled(color: tuple[int, int, int], size: tuple[int, int] = SIZE) -> NDArray[np.uint8]:
    return np.full((size[1], size[0], 3), color, np.uint8)


def scenery() -> Scenery:
    """Blue above, green below, and a red square of 40 pixels that stands at (160, 140)."""
    near = np.dstack([filled(GRASS), np.zeros((SIZE[1], SIZE[0]), np.uint8)])
    near[GROUND_Y:, :, 3] = 255
    square = np.dstack([filled(RED, (40, 40)), np.full((40, 40), 255, np.uint8)])
    puppet = Puppet(1, write_png(square), None, left=140, top=100, foot=(160, 140))
    return Scenery(write_png(filled(SKY)), write_png(near), (puppet,), SIZE[0])


def film(parts: Scenery, *moves: Move, frame: int = 0, view: View = VIEW) -> Frame:
    stage = Stage(parts, moves, SIZE, fps=30, speech_start_frame=0, what="scene 1")
    out = Frame(SIZE)
    stage.film(Camera(SIZE), view, frame, out)
    return out


def luma(color: tuple[int, int, int]) -> float:
    return 16 + 219 / 255 * float(np.dot(color, (0.2126, 0.7152, 0.0722)))


def where_red(out: Frame) -> tuple[float, float, int]:
    """Middle (x, y) and number of the pixels that are as dark as the square."""
    rows, columns = np.nonzero(np.abs(out.y - luma(RED)) < 3)
    return float(columns.mean()), float(rows.mean()), len(rows)


def test_everything_is_seen_in_its_color_and_place() -> None:
    out = film(scenery())
    assert out.y[10, 20] == pytest.approx(luma(SKY), abs=1)
    assert out.y[170, 20] == pytest.approx(luma(GRASS), abs=1)
    x, y, n = where_red(out)
    # The middle of the square, (159.5, 119.5), seen through a view that magnifies about the middle.
    assert (x, y) == pytest.approx(((159.5 - 159.5) * 1.05 + 159.5, (119.5 - 89.5) * 1.05 + 89.5), abs=0.7)
    assert n == pytest.approx((40 * 1.05) ** 2, rel=0.12)
    assert out.v[int(y) // 2, int(x) // 2] > 160  # red
    horizon = int(np.argmax(np.abs(out.y[:, 20] - luma(GRASS)) < 2))
    assert horizon == pytest.approx((GROUND_Y - 89.5) * 1.05 + 89.5, abs=1.5)


def test_what_is_far_moves_less_than_the_ground() -> None:
    marked = filled(SKY)
    marked[20:60, 150:170] = 240
    grass = np.dstack([filled(GRASS), np.zeros((SIZE[1], SIZE[0]), np.uint8)])
    grass[GROUND_Y:, :, 3] = 255
    grass[130:170, 150:170, :3] = 240
    parts = Scenery(write_png(marked), write_png(grass), (), SIZE[0])

    def marks(view: View) -> tuple[float, float]:
        bright = film(parts, view=view).y > 190
        return tuple(
            float(np.nonzero(bright[rows].any(0))[0].mean()) for rows in (slice(90), slice(115, 180))
        )

    (far_left, near_left), (far_right, near_right) = marks(View(1.2, 0, 0.5)), marks(View(1.2, 1, 0.5))
    assert 0.4 < (far_left - far_right) / (near_left - near_right) < 0.75


def test_a_figure_that_hops_leaves_the_ground_and_its_shadow_stays() -> None:
    dark = np.zeros((40, 40, 4), np.uint8)
    dark[30:, :] = (0, 0, 0, 255)
    parts = scenery()
    shadowed = replace(parts, puppets=(replace(parts.puppets[0], shadow_png=write_png(dark)),))
    hop = Move(figure=1, action=Action.HOP, start_s=0, length_s=0.5)
    _, down_y, _ = where_red(film(shadowed))
    out = film(shadowed, hop, frame=7)
    _, up_y, _ = where_red(out)
    assert up_y < down_y - 4
    shadow = np.nonzero((out.y < 40).any(1))[0]
    assert shadow.max() == pytest.approx((139 - 89.5) * 1.05 + 89.5, abs=2)


def test_the_edge_of_a_figure_is_soft_and_moves_by_parts_of_a_pixel() -> None:
    moves = Move(figure=1, action=Action.WALK, start_s=0, length_s=4)
    middles = [where_red(film(scenery(), moves, frame=frame))[0] for frame in range(45, 60)]
    steps = np.diff(middles)
    assert np.abs(steps).min() > 0.05
    assert np.abs(np.diff(steps)).max() < 0.6


def test_figures_may_stand_over_the_edge_of_the_picture() -> None:
    parts = scenery()
    outside = replace(parts.puppets[0], left=-30, foot=(-10, 140))
    gone = replace(parts.puppets[0], figure=2, left=-400, foot=(-380, 140))
    out = film(replace(parts, puppets=(outside, gone)), view=View(1.05, 0.0, 0.5))
    assert where_red(out)[0] < 10


def test_a_part_that_cannot_be_read_is_named() -> None:
    broken = replace(scenery(), backdrop=b"no picture")
    with pytest.raises(RenderError, match="the backdrop of scene 1"):
        film(broken)


def with_thing(holder: int) -> Scenery:
    """The scenery with a thing of 20 pixels beside the square."""
    thing = np.dstack([filled((250, 250, 250), (20, 20)), np.full((20, 20), 255, np.uint8)])
    parts = scenery()
    held = Puppet(201, write_png(thing), None, left=185, top=115, foot=(195, 135), holder=holder)
    return replace(parts, puppets=(*parts.puppets, held))


def where_white(out: Frame) -> tuple[float, float]:
    rows, columns = np.nonzero(out.y > 225)
    return float(columns.mean()), float(rows.mean())


def test_what_a_figure_holds_goes_where_it_goes() -> None:
    hop = Move(figure=1, action=Action.HOP, start_s=0, length_s=1.0)
    still, up = (where_white(film(with_thing(1), hop, frame=frame)) for frame in (60, 8))
    assert up[1] < still[1] - 4


def test_what_nobody_holds_stands_still() -> None:
    hop = Move(figure=1, action=Action.HOP, start_s=0, length_s=1.0)
    places = [where_white(film(with_thing(0), hop, frame=frame)) for frame in (0, 8, 20, 60)]
    assert max(x for x, _ in places) - min(x for x, _ in places) < 0.05
    assert max(y for _, y in places) - min(y for _, y in places) < 0.05


class CountingCamera(Camera):
    """Counts how often it films a still."""

    n_filmed = 0

    def film(self, *seen: Any, **how: Any) -> None:
        self.n_filmed += 1
        super().film(*seen, **how)


@pytest.mark.parametrize("has_near", [True, False])
def test_a_camera_that_rests_films_what_stands_still_once_and_sees_the_same(has_near: bool) -> None:
    parts = scenery() if has_near else replace(scenery(), near=None)
    stone = np.dstack([filled((30, 30, 30), (20, 20)), np.full((20, 20), 180, np.uint8)])
    beside = Puppet(101, write_png(stone), None, left=176, top=124, foot=(186, 144), holder=101)
    hop = Move(figure=1, action=Action.HOP, start_s=0, length_s=0.5)
    stage = Stage(
        replace(parts, puppets=(*parts.puppets, beside)), [hop], SIZE, fps=30, speech_start_frame=0, what=""
    )
    camera, out, fresh = CountingCamera(SIZE), Frame(SIZE), Frame(SIZE)
    views = [*[VIEW] * 5, *[View(1.3, 0.2, 0.7)] * 4, View(1.31, 0.2, 0.7), VIEW]
    filmed: list[int] = []
    for frame, view in enumerate(views):
        before = camera.n_filmed
        stage.film(camera, view, frame, out)
        stage.film(Camera(SIZE), view, frame, fresh)
        assert np.array_equal(out.buffer, fresh.buffer), frame
        filmed.append(camera.n_filmed - before)
    assert all(filmed[frame] == 0 for frame in (2, 3, 4, 7, 8)), "what rests is filmed again"
    assert all(filmed[frame] > 0 for frame in (0, 5, 9, 10))


def test_a_still_under_a_resting_camera_is_filmed_once() -> None:
    shown = still_picture(lambda: filled(SKY))(SIZE)
    camera, out = CountingCamera(SIZE), Frame(SIZE)
    for frame in range(6):
        out.buffer[:] = 0
        shown.film(camera, VIEW, frame, out)
        assert out.y[10, 20] == pytest.approx(luma(SKY), abs=1)
    assert camera.n_filmed == 2, "once when it arrives, once to keep"


def test_who_only_breathes_is_drawn_every_other_frame_and_who_acts_at_each() -> None:
    """Under a resting camera a frame in which nobody acts comes twice."""
    hop = Move(figure=1, action=Action.HOP, start_s=2, length_s=1)
    stage = Stage(scenery(), [hop], SIZE, fps=30, speech_start_frame=0, what="scene 1")

    def frames(first: int, camera: Camera) -> list[bytes]:
        seen: list[bytes] = []
        for frame in range(first, first + 8):
            out = Frame(SIZE)
            stage.film(camera, VIEW, frame, out)
            seen.append(out.buffer.tobytes())
        return seen

    idle = frames(10, Camera(SIZE))
    assert all(idle[k] == idle[k + 1] for k in range(0, 8, 2))
    assert len(set(frames(65, Camera(SIZE)))) == 8
    assert idle == [frames(10 + k, Camera(SIZE))[0] for k in range(8)], "each piece draws the same"


def test_who_leaves_takes_all_that_it_holds_out_of_the_frame() -> None:
    wide = np.dstack([filled(RED, (120, 20)), np.full((20, 120), 255, np.uint8)])
    parts = scenery()
    held = Puppet(201, write_png(wide), None, left=60, top=120, foot=(160, 140), holder=1)
    leaves = Move(figure=1, action=Action.LEAVE, start_s=0.0, length_s=2.0)
    after = film(replace(parts, puppets=(held, *parts.puppets)), leaves, frame=75)
    assert not (np.abs(after.y - luma(RED)) < 3).any()


def standing_by(*others: Puppet, hero_left: int = 60) -> dict[int, ActionSpace]:
    """The rooms of a hero, a square on the ground, and of those who stand by, all as large."""
    square = np.dstack([filled(RED, (40, 40)), np.full((40, 40), 255, np.uint8)])
    puppets = [puppet_at(1, hero_left), *others]
    return spaces_for(puppets, {p.figure: sprite(square, p.left, p.top) for p in puppets}, SIZE)


def puppet_at(
    figure: int, left: int, top: int = 100, plan: BodyPlan | None = None, holder: int | None = None
) -> Puppet:
    square = np.dstack([filled(RED, (40, 40)), np.full((40, 40), 255, np.uint8)])
    foot = (left + 20, top + 40)
    return Puppet(figure, write_png(square), None, left=left, top=top, foot=foot, holder=holder, plan=plan)


@pytest.mark.parametrize("at", [125, 95])
@pytest.mark.parametrize("plan", [BodyPlan.PLANT, BodyPlan.BUILDING, BodyPlan.STIFF, None])
def test_nobody_walks_before_what_the_child_drew_there(at: int, plan: BodyPlan | None) -> None:
    for top, covers in ((90, False), (20, True)):  # on the ground, and in the air
        rooms = standing_by(puppet_at(2, at, top, plan, holder=0))
        assert (100 + rooms[1].walk > max(at, 100)) is covers


def test_who_goes_does_so_to_the_side_where_the_house_is_not() -> None:
    house = puppet_at(2, 220, 90, BodyPlan.BUILDING, holder=0)
    assert standing_by(house, hero_left=150)[1].off < -150
    assert standing_by(hero_left=150)[1].off > 0
    tree = puppet_at(3, 20, 90, BodyPlan.PLANT, holder=0)
    assert standing_by(house, tree, hero_left=150)[1].off == 0, "up and away, as paper can"


def test_two_who_walk_towards_each_other_do_not_meet_on_one_spot() -> None:
    for between in (20, 45, 70, 100):
        left = SIZE[0] // 2 - between // 2 - 40
        rooms = standing_by(puppet_at(2, left + 40 + between), hero_left=left)
        assert left + 40 + max(0.0, rooms[1].walk) < left + 40 + between + min(0.0, rooms[2].walk)


def test_a_house_that_is_a_still_is_not_walked_before_in_the_film() -> None:
    white = np.dstack([filled((250, 250, 250), (40, 40)), np.full((40, 40), 255, np.uint8)])
    house = replace(puppet_at(2, 182, 95, BodyPlan.BUILDING, holder=0), png=write_png(white))
    parts = scenery()
    parts = replace(parts, puppets=(house, *parts.puppets))
    walks = Move(figure=1, action=Action.WALK, start_s=0.0, length_s=2.0)
    at_rest, *walking = (int((film(parts, walks, frame=k).y > 220).sum()) for k in (0, 15, 30, 45, 90))
    assert at_rest > 1500
    assert min(walking) > 0.97 * at_rest
