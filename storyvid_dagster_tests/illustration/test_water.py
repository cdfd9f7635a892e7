"""Whoever swims is in water, wherever a story takes place, judged by the patches that are painted."""

import cv2
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from storyvid_dagster.core.drawing import Box, Figure, Guess
from storyvid_dagster.core.files import MediaFile
from storyvid_dagster.core.kinds import Kind as FigureKind
from storyvid_dagster.core.request import Style
from storyvid_dagster.core.story import Scene, Setting, TimeOfDay
from storyvid_dagster.core.things import FIRST_CO_STAR, Spot, Thing
from storyvid_dagster.illustration.compose import Composition, plan
from storyvid_dagster.illustration.placement import set_stage
from storyvid_dagster.illustration.scene_layout import Standing
from storyvid_dagster.illustration.shapes import Kind
from storyvid_dagster.ports import PictureOrder
from storyvid_dagster_tests.illustration.test_painter import FRIEND, HERO, TALL, WIDE

SWIMS, WALKS = Spot.WATER, None
MANY = {"the hero": (SWIMS, WALKS), "a friend": (WALKS, SWIMS), "both": (SWIMS, SWIMS)}


def composed(
    setting: Setting,
    spots: tuple[Spot | None, ...],
    size: tuple[int, int] = WIDE,
    things: tuple[Thing, ...] = (),
    seed: int = 7,
    text: str = "Here we are.",
) -> Composition:
    scene = Scene(
        number=1, text=text, setting=setting, time_of_day=TimeOfDay.DAY, figures=(), picture_prompt="",
        things=things,
    )  # fmt: skip
    order = PictureOrder(scene, 6, Style.STORYBOOK, size, seed, b"", (HERO, FRIEND), (), spots=spots)
    return plan(order)


def under(composition: Composition, x: float, y: float) -> Kind:
    """What a place is painted with: the patch on top."""
    patches = [patch for layer in composition.layers for patch in layer.patches if patch.opacity == 1]
    there = [
        patch.kind
        for patch in patches
        for polygon in patch.polygons
        if cv2.pointPolygonTest(np.asarray(polygon, np.float32), (x, y), False) >= 0
    ]
    return there[-1]


def swimmers(composition: Composition, spots: tuple[Spot | None, ...]) -> list[Standing]:
    wet = [number for number, spot in enumerate(spots, start=1) if spot is SWIMS]
    return [s for s in composition.stage.standings if composition.numbers[s.figure] in (*wet, FIRST_CO_STAR)]


def is_in_water(composition: Composition, swimmer: Standing) -> bool:
    if composition.stage.has_ground and composition.stage.brook is None and swimmer.on_ground:
        return False
    beside = np.linspace(swimmer.x - 0.4 * swimmer.width, swimmer.x + 0.4 * swimmer.width, 21)
    below = [under(composition, float(x), swimmer.foot_y - 1) for x in beside]
    # A flower may grow in front, but nobody swims on a path.
    return below.count(Kind.WATER) > 10 and Kind.LAND not in below


@pytest.mark.parametrize("who", MANY)
@pytest.mark.parametrize("size", [WIDE, TALL], ids=["wide", "tall"])
@pytest.mark.parametrize("setting", Setting)
def test_fish_and_boats_are_in_water(setting: Setting, size: tuple[int, int], who: str) -> None:
    found = composed(setting, MANY[who], size)
    for swimmer in swimmers(found, MANY[who]):
        if setting is Setting.UNDERWATER or found.stage.footing.value == "afloat":
            assert not (swimmer.on_ground and found.stage.has_ground)
            continue
        assert is_in_water(found, swimmer)


@pytest.mark.parametrize("name", ["tiny fish", "cuddly whale", "seahorse", "octopus", "pufferfish"])
@pytest.mark.parametrize("setting", [Setting.MEADOW, Setting.HOME, Setting.SEA, Setting.CITY])
def test_swimming_co_stars_are_in_water(setting: Setting, name: str) -> None:
    pal = Thing(number=FIRST_CO_STAR, name=name, spot=Spot.BESIDE)
    found = composed(setting, (WALKS, WALKS), things=(pal,))
    [swimmer] = swimmers(found, ())
    assert is_in_water(found, swimmer)


@pytest.mark.parametrize("setting", Setting)
def test_nothing_flows_where_nobody_swims(setting: Setting) -> None:
    assert composed(setting, (WALKS, WALKS)).stage.brook is None


def test_on_a_raft_a_fish_swims_and_others_stand_on_planks() -> None:
    found = composed(Setting.SEA, (WALKS, SWIMS), text="They set sail on a raft.")
    [fish], [dry] = swimmers(found, (WALKS, SWIMS)), found.stage.floats
    hero = found.stage.lead
    assert dry[0] < hero.x < dry[1]
    assert not dry[0] < fish.x < dry[1]


@settings(deadline=None)
@given(
    size=st.sampled_from([(1920, 1080), (1080, 1920), (1080, 1080)]),
    setting=st.sampled_from(Setting),
    number=st.integers(1, 8),
    seed=st.integers(0, 2**32 - 1),
    figures=st.lists(st.tuples(st.integers(60, 900), st.integers(60, 900)), min_size=2, max_size=6),
    swimming=st.sets(st.integers(1, 5), min_size=1),
)
def test_swimmers_cover_nobody(
    size: tuple[int, int],
    setting: Setting,
    number: int,
    seed: int,
    figures: list[tuple[int, int]],
    swimming: set[int],
) -> None:
    stage = set_stage(size, setting, number, seed, figures, swimming=swimming)
    for i, behind in enumerate(stage.standings):
        for before in stage.standings[i + 1 :]:
            apart = before.right <= behind.left + 1 or before.left >= behind.right - 1
            assert apart or before.top > behind.foot_y or before.foot_y < behind.top
    shore_y = stage.ground_y
    for s in stage.standings:
        assert s.top > 0
        assert not (s.swims and setting is Setting.SEA and s.foot_y > shore_y)
        assert s.swims or not s.on_ground or not stage.brook or not stage.brook[0] < s.foot_y < stage.brook[1]


def test_only_a_likely_fish_is_one_that_swims() -> None:
    figure = Figure(
        number=1, file=MediaFile(key="k", sha256="0" * 64, size_bytes=1), width_px=1, height_px=1,
        box=Box(x=0, y=0, width=1, height=1), area=0.5, colors=(),
    )  # fmt: skip

    def guessed(chance: float) -> Figure:
        return figure.model_copy(update={"guesses": (Guess(kind=FigureKind.FISH, chance=chance),)})

    assert guessed(0.7).spot is Spot.WATER
    assert guessed(0.1).spot is None
