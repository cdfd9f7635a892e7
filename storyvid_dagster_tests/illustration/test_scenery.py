"""The child's own sun, house and boat: each where it belongs."""

from dataclasses import replace

import cv2
import numpy as np
import pytest

from storyvid_dagster.core.kinds import Role
from storyvid_dagster.core.request import Style
from storyvid_dagster.core.story import Setting, TimeOfDay
from storyvid_dagster.core.things import FIRST_CO_STAR, FIRST_PROP, Spot, Thing
from storyvid_dagster.illustration.compose import Painting, compose, plan
from storyvid_dagster.illustration.scene_layout import Footing
from storyvid_dagster.illustration.shapes import Kind, Polygon
from storyvid_dagster_tests.illustration.test_painter import WIDE, order

WIDTH, HEIGHT = WIDE
LARGE = (960, 540)
SOLID = 160
"""Alpha of paper, not of the shadow that it throws."""
SETTINGS = (Setting.MEADOW, Setting.CITY, Setting.GARDEN, Setting.CASTLE)


def painted(
    *spots: Spot | None,
    setting: Setting = Setting.MEADOW,
    number: int = 1,
    time: TimeOfDay = TimeOfDay.DAY,
    style: Style = Style.STORYBOOK,
) -> Painting:
    asked = replace(order(style, setting, number=number, time=time), spots=spots)
    return compose(plan(asked), WIDE)


@pytest.mark.parametrize("setting", SETTINGS)
@pytest.mark.parametrize("spot", [Spot.AIR, Spot.LIGHT])
def test_what_hangs_in_the_sky_is_high_up_and_moves_with_nobody(setting: Setting, spot: Spot) -> None:
    for number in (1, 2, 3):
        painting = painted(None, spot, setting=setting, number=number)
        cutouts = dict(painting.cutouts)
        assert cutouts[2].foot[1] < 0.5 * HEIGHT < cutouts[1].foot[1]
        assert cutouts[2].shadow is None
        assert painting.holders == {2: 0}


@pytest.mark.parametrize("spot", [Spot.AIR, Spot.LIGHT, Spot.BEHIND])
def test_what_hangs_or_stands_about_is_behind_whoever_walks_by(spot: Spot) -> None:
    assert [number for number, _ in painted(None, spot).cutouts] == [2, 1]


@pytest.mark.parametrize("setting", SETTINGS)
def test_a_house_stands_behind_the_hero(setting: Setting) -> None:
    painting = painted(None, Spot.BEHIND, setting=setting)
    assert [number for number, _ in painting.cutouts] == [2, 1]
    cutouts = dict(painting.cutouts)
    assert 0.5 * HEIGHT < cutouts[2].foot[1] < cutouts[1].foot[1]
    assert painting.holders == {2: 0}


@pytest.mark.parametrize("time", [TimeOfDay.DAY, TimeOfDay.NIGHT])
def test_the_childs_own_sun_or_moon_is_the_only_one(time: TimeOfDay) -> None:
    def has_orb(*spots: Spot | None) -> bool:
        composition = plan(replace(order(time=time), spots=spots))
        light = (composition.stage.light_x, composition.stage.light_y)
        lamps = [patch for patch in composition.layers[0].patches if patch.kind is Kind.LAMP]
        return any(_covers(shape, light) for patch in lamps for shape in patch.polygons)

    assert has_orb(None, None)
    assert not has_orb(None, Spot.LIGHT)
    assert not has_orb(Spot.LIGHT, None)


@pytest.mark.parametrize(
    "setting",
    [Setting.CASTLE, Setting.GARDEN, Setting.MEADOW, Setting.NIGHT, Setting.SNOW, Setting.PLAYGROUND],
)
def test_the_childs_own_house_is_the_only_one(setting: Setting, monkeypatch: pytest.MonkeyPatch) -> None:
    """Houses of ours are drawn by a few functions, so none of those may be asked for one."""
    built = list[str]()
    places = {Setting.CASTLE: ("castle", "keep"), Setting.SNOW: ("snow.winter", "cabin")}
    where, name = places.get(setting, (str(setting), "cottage"))
    where = "meadow.buildings" if setting is Setting.MEADOW else where
    monkeypatch.setattr(
        f"storyvid_dagster.illustration.places.{where}.{name}", lambda *_: built.append(name) or []
    )
    for roles in ((Role.PERSON, Role.PERSON), (Role.PERSON, Role.BUILDING), (Role.BUILDING, Role.PERSON)):
        for number in range(1, 6):
            plan(replace(order(setting=setting, number=number), roles=roles))
        assert bool(built) == (Role.BUILDING not in roles)
        built.clear()


def _covers(shape: Polygon, point: tuple[float, float]) -> bool:
    return bool((shape.min(0) < point).all() and (shape.max(0) > point).all())


@pytest.mark.parametrize("style", Style)
@pytest.mark.parametrize(
    ("name", "spot", "count"),
    [("ducklings", Spot.GROUND, 5), ("buttons", Spot.GROUND, 10), ("plums", Spot.HAND, 3)],
)
def test_a_group_can_be_counted_in_its_sticker_sheet(style: Style, name: str, spot: Spot, count: int) -> None:
    asked = order(style)
    thing = Thing(number=FIRST_PROP, name=name, spot=spot, count=count)
    composition = plan(replace(asked, size=LARGE, scene=asked.scene.model_copy(update={"things": (thing,)})))
    sheet = dict(compose(composition, LARGE).cutouts)[FIRST_PROP].sticker
    solid = (sheet[..., 3] > SOLID).astype(np.uint8)
    assert cv2.connectedComponents(solid)[0] - 1 == count


def test_a_hero_of_the_sky_hangs_above_the_ground_without_a_shadow() -> None:
    for number in (1, 2, 3):
        hero = dict(painted(Spot.AIR, None, number=number).cutouts)[1]
        assert hero.foot[1] < 0.72 * HEIGHT
        assert hero.shadow is None


def test_a_boat_is_on_the_water_and_anybody_else_on_the_beach() -> None:
    def blue_share(painting: Painting) -> float:
        assert painting.near is not None
        low = painting.near[int(0.9 * HEIGHT) :, :, :3].astype(np.int16)
        return float((low[..., 0] > low[..., 2]).sum() / low[..., 0].size)

    for number in (1, 2, 3, 4):
        boat = painted(Spot.WATER, None, setting=Setting.SEA, number=number)
        assert blue_share(boat) > 0.9
        assert dict(boat.cutouts)[1].shadow is None
    walkers = [painted(None, None, setting=Setting.SEA, number=number) for number in (1, 2, 3, 4)]
    assert max(map(blue_share, walkers)) < 0.2


def test_at_sea_a_raft_is_there_where_one_is_told_of_and_who_sits_in_a_boat_is_on_the_water() -> None:
    def footings(text: str, *things: Thing) -> set[Footing]:
        asked = order(setting=Setting.SEA)
        told = [
            asked.scene.model_copy(update={"number": n, "text": text, "things": things, "figures": (1,)})
            for n in range(1, 6)
        ]
        return {plan(replace(asked, scene=scene, size=LARGE)).stage.footing for scene in told}

    canoe = Thing(number=FIRST_PROP, name="red canoe", spot=Spot.ABOARD)
    assert footings("They dug a deep hole.") == {Footing.GROUND}
    assert footings("They built a raft.") == {Footing.RAFT}
    assert footings("Rock, went the boat.", canoe) == {Footing.WATER}
    ashore = canoe.model_copy(update={"spot": Spot.BEHIND})
    assert footings("There lay a canoe.", ashore) == {Footing.GROUND}


def floats_of(*things: Thing, spots: tuple[Spot | None, ...] = (Spot.WATER,)) -> list[tuple[float, float]]:
    """Left and right of the floats beside a boat that leads."""
    asked = order(setting=Setting.SEA)
    scene = asked.scene.model_copy(update={"things": things, "figures": tuple(range(1, len(spots) + 1))})
    stage = plan(replace(asked, scene=scene, spots=spots, size=LARGE)).stage
    return [(left, right) for left, right, _ in stage.floats]


def test_only_who_can_swim_is_in_open_water_without_a_float() -> None:
    hedgehog = Thing(number=FIRST_CO_STAR, name="hedgehog", spot=Spot.BESIDE)
    duck = Thing(number=FIRST_CO_STAR + 1, name="duck", spot=Spot.BESIDE)
    drum = Thing(number=FIRST_PROP, name="drum", spot=Spot.GROUND)
    cloud = Thing(number=FIRST_PROP, name="small cloud", spot=Spot.AIR)
    assert floats_of() == []
    assert floats_of(duck, cloud) == []
    assert floats_of(spots=(Spot.WATER, Spot.WATER)) == []
    assert len(floats_of(hedgehog)) == 1
    assert len(floats_of(spots=(Spot.WATER, None))) == 1
    (left, right), *others = floats_of(duck, hedgehog, drum)
    assert right - left > 0
    assert len(others) <= 1


def test_a_float_is_wood_under_the_feet() -> None:
    asked = order(setting=Setting.SEA)
    scene = asked.scene.model_copy(update={"figures": (1, 2)})
    composition = plan(replace(asked, scene=scene, spots=(Spot.WATER, None), size=LARGE))
    ((left, right, foot_y),) = composition.stage.floats
    near = compose(composition, LARGE).near
    assert near is not None
    blue, _, red = near[round(foot_y + 0.01 * LARGE[1]), round((left + right) / 2), :3].astype(int)
    assert red > blue


def test_a_ship_of_those_under_water_is_seen_far_above() -> None:
    asked = replace(order(setting=Setting.UNDERWATER), spots=(Spot.WATER, Spot.WATER))
    ship = replace(asked, roles=(Role.ANIMAL, Role.WATER_VEHICLE))
    fish = replace(asked, roles=(Role.ANIMAL, Role.ANIMAL))
    above, beside = (dict(compose(plan(each), WIDE).cutouts)[2].foot[1] for each in (ship, fish))
    assert above < 0.5 * HEIGHT < beside


@pytest.mark.parametrize("setting", sorted(set(Setting) - {Setting.HOME}))
@pytest.mark.parametrize("style", [Style.COMIC, Style.PIXEL])
def test_behind_the_ground_there_is_ground_for_a_camera_that_moves_it(setting: Setting, style: Style) -> None:
    low = painted(None, setting=setting, style=style).backdrop[int(0.8 * HEIGHT) :]
    unpainted = (low.max(-1) == 0).mean()
    assert unpainted < 0.02
