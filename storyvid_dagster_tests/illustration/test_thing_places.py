"""Where props go: no face is covered, little else is, and nothing stands on anything."""

from dataclasses import replace
from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storyvid_dagster.core.story import Setting
from storyvid_dagster.core.things import FIRST_PROP, MOST_OF_A_KIND, Spot
from storyvid_dagster.illustration.placed_things import Grip, Item, body_of, face_of
from storyvid_dagster.illustration.placement import set_stage
from storyvid_dagster.illustration.scene_layout import SceneLayout
from storyvid_dagster.illustration.thing_places import MOST_COVERED, MOST_HIDDEN, place

SPOTS = [
    Spot.GROUND, Spot.BEHIND, Spot.HAND, Spot.OVERHEAD, Spot.HEAD, Spot.NECK, Spot.ABOARD, Spot.AIR,
]  # fmt: skip


def grip(stage: SceneLayout) -> Grip:
    lead = stage.lead
    hand_y = lead.foot_y - 0.4 * lead.height
    neck = lead.x, lead.top + 0.45 * lead.height
    crown = lead.x, lead.top
    return Grip((lead.left, hand_y), (lead.right, hand_y), crown, 0.4 * lead.width, neck, 0.3 * lead.width)


@given(
    seed=st.integers(0, 500),
    shapes=st.lists(st.sampled_from([(100, 160), (160, 110), (60, 200), (150, 150)]), min_size=1, max_size=5),
    spots=st.lists(st.sampled_from(SPOTS), min_size=1, max_size=3),
    aspect=st.sampled_from([0.3, 0.8, 1.6, 3.5]),
    size=st.sampled_from([(1920, 1080), (1080, 1920), (1080, 1080)]),
)
def test_props_cover_no_face_and_keep_clear_of_each_other(
    seed: int, shapes: list[tuple[int, int]], spots: list[Spot], aspect: float, size: tuple[int, int]
) -> None:
    stage = set_stage(size, Setting.MEADOW, 1, seed, shapes)
    items = [Item(FIRST_PROP + n, aspect, 0.3, spot) for n, spot in enumerate(spots)]
    placed = place(stage, items, grip(stage))
    assert len({p.number for p in placed}) == len(placed)
    for prop in placed:
        for figure in stage.standings:
            body = body_of(figure)
            if prop.behind and prop.carried:
                continue
            if prop.behind:
                assert prop.box.shared(body) <= MOST_HIDDEN * prop.box.area
            elif not (prop.carried and figure.figure == 0):
                assert prop.box.shared(face_of(figure)) == 0
                assert prop.box.shared(body) <= MOST_COVERED * body.area
    fore = [p for p in placed if not p.behind]
    for a, b in pairwise(fore):
        assert a.box.shared(b.box) <= 0.101 * min(a.box.area, b.box.area)


@given(
    seed=st.integers(0, 500),
    shapes=st.lists(st.sampled_from([(100, 160), (160, 110), (60, 200)]), min_size=1, max_size=4),
    counts=st.lists(st.integers(1, MOST_OF_A_KIND), min_size=1, max_size=3),
    spot=st.sampled_from([Spot.GROUND, Spot.BEHIND, Spot.HAND, Spot.AIR]),
    aspect=st.sampled_from([0.3, 0.8, 1.6]),
    size=st.sampled_from([(1920, 1080), (1080, 1920), (1080, 1080)]),
)
def test_all_of_a_group_are_seen(
    seed: int,
    shapes: list[tuple[int, int]],
    counts: list[int],
    spot: Spot,
    aspect: float,
    size: tuple[int, int],
) -> None:
    stage = set_stage(size, Setting.MEADOW, 1, seed, shapes)
    items = [Item(FIRST_PROP + n, aspect, 0.28, spot, count) for n, count in enumerate(counts)]
    placed = place(stage, items, grip(stage))
    for prop in placed:
        each = [one.box for one in prop.each]
        assert len(each) == counts[prop.number - FIRST_PROP]
        assert all(a.shared(b) == 0 for a, b in combinations(each, 2))
        assert min(box.left for box in each) == pytest.approx(prop.box.left)
        assert min(box.top for box in each) == pytest.approx(prop.box.top)
        for other in placed:
            if other is not prop and prop.is_group and not other.behind:
                assert prop.box.shared(other.box) == 0
        if prop.is_group and prop.behind:
            assert all(prop.box.shared(body_of(figure)) == 0 for figure in stage.standings)


@pytest.mark.parametrize("count", range(2, MOST_OF_A_KIND + 1))
@pytest.mark.parametrize("size", [(1920, 1080), (1080, 1920), (1080, 1080)])
@pytest.mark.parametrize("spot", [Spot.GROUND, Spot.BEHIND, Spot.HAND, Spot.AIR])
def test_there_is_room_for_a_group(count: int, size: tuple[int, int], spot: Spot) -> None:
    stage = set_stage(size, Setting.MEADOW, 1, 3, [(120, 160), (160, 110)])
    (group,) = place(stage, [Item(FIRST_PROP, 1.2, 0.4, spot, count)], grip(stage))
    assert len(group.each) == count
    assert not group.carried, "of a row at a hand all but one would hang in the air"


@pytest.mark.parametrize("spot", SPOTS)
def test_a_hero_alone_has_room_for_anything(spot: Spot) -> None:
    stage = set_stage((1920, 1080), Setting.MEADOW, 1, 3, [(120, 160)])
    (prop,) = place(stage, [Item(FIRST_PROP, 1.0, 0.28, spot)], grip(stage))
    lead = stage.lead
    worn = (Spot.HEAD, Spot.NECK)
    assert prop.carried == (spot in (*worn, Spot.HAND, Spot.OVERHEAD, Spot.ABOARD))
    if spot is Spot.GROUND:
        assert prop.grounded
        assert prop.foot_y >= lead.foot_y
    if spot is Spot.HAND:
        assert prop.box.shared(body_of(lead)) > 0
        assert prop.box.shared(face_of(lead)) == 0
    if spot is Spot.HEAD:
        assert prop.box.top < lead.top < prop.box.bottom


def test_a_scarf_is_worn_where_there_is_a_neck_and_else_held() -> None:
    stage = set_stage((1920, 1080), Setting.MEADOW, 1, 3, [(120, 160)])
    scarf, at = Item(FIRST_PROP, 0.9, 0.34, Spot.NECK), grip(stage)
    (worn,) = place(stage, [scarf], at)
    (held,) = place(stage, [scarf], replace(at, neck=None))
    assert at.neck is not None
    assert worn.box.top < at.neck[1] < worn.box.bottom
    assert worn.x == at.neck[0]
    assert held.carried
    assert held.box.shared(face_of(stage.lead)) == 0


@pytest.mark.parametrize("seed", range(6))
def test_nothing_stands_in_a_brook(seed: int) -> None:
    stage = set_stage((1920, 1080), Setting.MEADOW, 1, seed, [(120, 160), (160, 110)], swimming={1})
    items = [Item(FIRST_PROP + n, 1.6, 0.3, Spot.GROUND) for n in range(4)]
    assert stage.brook
    for thing in place(stage, items, grip(stage)):
        assert not stage.brook[0] < thing.foot_y < stage.brook[1]


@pytest.mark.parametrize("seed", range(6))
def test_no_thing_covers_what_the_child_drew(seed: int) -> None:
    stage = set_stage((1920, 1080), Setting.MEADOW, 1, seed, [(120, 160)])
    house = Item(2, 1.2, 1.0, Spot.BEHIND)
    things = [Item(FIRST_PROP + n, 0.8, 0.3, Spot.GROUND, 6) for n in range(2)]
    placed = {one.number: one for one in place(stage, [house, *things], grip(stage))}
    assert len(placed) == 3
    for n in range(2):
        shared = placed[FIRST_PROP + n].box.shared(placed[2].box)
        assert shared <= 0.121 * placed[2].box.area


def test_one_thing_is_not_crowded_out_by_many() -> None:
    stage = set_stage((1080, 1920), Setting.MEADOW, 1, 3, [(120, 160), (160, 110), (100, 150)])
    groups = [Item(FIRST_PROP + n, 1.4, 0.4, Spot.GROUND, 9) for n in range(2)]
    single = Item(FIRST_PROP + 2, 1.0, 0.28, Spot.GROUND)
    placed = {p.number: p for p in place(stage, [*groups, single], grip(stage))}
    assert len(placed) == 3
    assert placed[single.number].height > 0.5 * single.size * stage.lead.height
