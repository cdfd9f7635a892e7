"""Who rides is on what is ridden, in every shape of picture, and moves with it."""

from dataclasses import replace

import pytest

from storyvid_dagster.core.drawing import Box, Relation
from storyvid_dagster.core.relations import Seat, seats_of
from storyvid_dagster.core.request import Aspect
from storyvid_dagster.core.story import Setting
from storyvid_dagster.core.things import FIRST_PROP, Spot, Thing
from storyvid_dagster.illustration.compose import Composition, compose, plan
from storyvid_dagster.illustration.scene_layout import Standing
from storyvid_dagster_tests.illustration.test_painter import order, sticker
from storyvid_dagster_tests.storytelling.telling import drawing

CHILD, BUS, DOG = (
    sticker(200, 300, (214, 40, 60)),
    sticker(600, 320, (40, 90, 220)),
    sticker(300, 260, (90, 60, 40)),
)
ON_TOP = Seat(1, 2, x=-0.3, foot=1.0, height=0.8)
IN_IT = replace(ON_TOP, foot=0.5)
HOVERING = replace(ON_TOP, foot=1.1)


def planned(
    *seats: Seat,
    figures: tuple[bytes, ...] = (CHILD, BUS, DOG),
    aspect: Aspect = Aspect.WIDE,
    number: int = 1,
    things: tuple[Thing, ...] = (),
    setting: Setting = Setting.MEADOW,
    spots: tuple[Spot | None, ...] = (),
) -> Composition:
    asked = order(setting=setting, number=number, size=aspect.size(240), figures=figures)
    scene = asked.scene.model_copy(update={"things": things})
    return plan(replace(asked, seats=seats, scene=scene, spots=spots))


def places(composition: Composition) -> dict[int, Standing]:
    return {composition.numbers[s.figure]: s for s in composition.stage.standings}


@pytest.mark.parametrize("aspect", Aspect)
@pytest.mark.parametrize("seat", [ON_TOP, IN_IT, HOVERING])
@pytest.mark.parametrize("number", [1, 2, 3, 4])
def test_a_rider_is_where_the_child_drew_it(aspect: Aspect, seat: Seat, number: int) -> None:
    at = places(planned(seat, aspect=aspect, number=number))
    rider, mount = at[1], at[2]
    assert mount.left < rider.x < mount.right
    assert rider.height == pytest.approx(seat.height * mount.height)
    off = (rider.x - mount.x) / mount.height
    assert off == pytest.approx(-seat.x if mount.mirrored else seat.x, abs=0.01)
    assert rider.mirrored == mount.mirrored
    seat_y = mount.foot_y - min(seat.foot, 1.0) * mount.height
    assert rider.foot_y == pytest.approx(seat_y, abs=0.1 * rider.height), "nobody hovers over a seat"
    assert rider.foot_y > mount.top


def test_a_low_seat_shows_the_rider_before_the_mount_and_a_high_one_behind_it() -> None:
    def order_of(seat: Seat) -> list[int]:
        composition = planned(seat)
        return [composition.numbers[s.figure] for s in composition.stage.standings if s.figure != 2]

    assert order_of(ON_TOP) == [1, 2]
    assert order_of(IN_IT) == [2, 1]


@pytest.mark.parametrize(
    ("seats", "holders"),
    [
        ((ON_TOP,), {2: 1}),
        ((ON_TOP, Seat(3, 2, x=0.5, foot=1.0, height=0.5)), {2: 1, 3: 1}),
        ((Seat(2, 1, x=0.0, foot=1.0, height=0.4),), {2: 1}),
        ((Seat(3, 2, x=0.0, foot=1.0, height=0.4),), {3: 2}),
        ((Seat(1, 7, x=0.0, foot=1.0, height=0.4),), {}),
        ((), {}),
    ],
)
def test_riders_and_mount_move_as_one(seats: tuple[Seat, ...], holders: dict[int, int]) -> None:
    composition = planned(*seats)
    painting = compose(composition, Aspect.WIDE.size(240))
    assert painting.holders == holders
    feet = {number: cutout.foot for number, cutout in painting.cutouts}
    for rider, captain in holders.items():
        assert feet[rider] == feet[captain], "they turn about the same place on the ground"
    shadows = {number for number, cutout in painting.cutouts if cutout.shadow is not None}
    riders = {seat.rider for seat in seats if seat.mount in feet}
    assert shadows == {1, 2, 3} - riders, "who sits in a bus throws no shadow on the ground"


def test_what_the_rider_holds_moves_with_both() -> None:
    drum = Thing(number=FIRST_PROP, name="drum", spot=Spot.HAND)
    painting = compose(planned(ON_TOP, things=(drum,)), Aspect.WIDE.size(240))
    assert painting.holders == {2: 1, FIRST_PROP: 1}


def test_whose_mount_is_a_boat_is_on_the_water() -> None:
    composition = planned(ON_TOP, setting=Setting.SEA, spots=(None, Spot.WATER, None))
    assert not composition.stage.has_ground


def test_seats_are_read_from_the_page_whatever_its_shape() -> None:
    page = drawing(figures=2)
    boxes = (Box(x=0.3, y=0.2, width=0.1, height=0.2), Box(x=0.2, y=0.4, width=0.4, height=0.4))
    figures = tuple(f.model_copy(update={"box": box}) for f, box in zip(page.figures, boxes, strict=True))
    rides = (Relation(kind="rides", figure=1, other=2), Relation(kind="above", figure=1, other=2))
    page = page.model_copy(
        update={"figures": figures, "relations": rides, "page_width_px": 200, "page_height_px": 100}
    )
    assert seats_of(page) == (Seat(1, 2, x=-0.25, foot=1.0, height=0.5),)
