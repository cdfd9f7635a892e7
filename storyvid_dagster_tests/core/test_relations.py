"""How figures stand to each other, told from where they are on the page."""

import pytest

from storyvid_dagster.core.drawing import Box, Figure, Guess
from storyvid_dagster.core.files import MediaFile
from storyvid_dagster.core.kinds import Kind, role_of
from storyvid_dagster.core.relations import relations_of

Place = tuple[float, float, float, float]
"""Left, top, right and bottom on the page."""

CHILD: Place = (0.4, 0.4, 0.5, 0.8)


def figure(number: int, kind: Kind, place: Place, guess: Kind | None = None) -> Figure:
    left, top, right, bottom = place
    return Figure(
        number=number,
        file=MediaFile(key="figures/a.png", sha256=64 * "0", size_bytes=1),
        width_px=9,
        height_px=9,
        box=Box(x=left, y=top, width=right - left, height=bottom - top),
        area=0.1,
        colors=("red",),
        kind=kind,
        role=role_of(kind),
        guesses=(Guess(kind=guess, chance=0.9),) if guess else (),
    )


def told(*figures: tuple[Kind, Place]) -> list[str]:
    page = [figure(number, *one) for number, one in enumerate(figures, start=1)]
    return [f"{one.figure} {one.kind} {one.other}" for one in relations_of(page)]


@pytest.mark.parametrize(
    ("mount", "place", "rides"),
    [
        pytest.param(Kind.CAR, (0.2, 0.8, 0.7, 0.95), True, id="on the roof"),
        pytest.param(Kind.HORSE, (0.2, 0.5, 0.7, 0.95), True, id="on the back, legs at its sides"),
        pytest.param(Kind.BOAT, (0.2, 0.1, 0.7, 0.9), False, id="too low: before it, or beside its hull"),
        pytest.param(Kind.BOAT, (0.2, 0.3, 0.7, 0.98), True, id="in a boat, lower than its mast"),
        pytest.param(Kind.HORSE, (0.2, 0.3, 0.7, 0.98), False, id="lower than the mount's head"),
        pytest.param(Kind.CAR, (0.2, 0.6, 0.7, 0.8), False, id="on the same ground"),
        pytest.param(Kind.CAR, (0.2, 0.83, 0.7, 0.95), False, id="above it with a gap"),
        pytest.param(Kind.CAR, (0.48, 0.8, 0.9, 0.95), False, id="beside its end"),
        pytest.param(Kind.CAR, (0.42, 0.8, 0.48, 0.95), False, id="wider than it: a skateboard is no seat"),
        pytest.param(Kind.CAT, (0.2, 0.8, 0.7, 0.95), False, id="nobody rides a cat"),
        pytest.param(Kind.VEHICLE, (0.2, 0.8, 0.7, 0.95), True, id="of which no more is known"),
        pytest.param(Kind.UNKNOWN, (0.2, 0.8, 0.7, 0.95), False, id="of which nothing is known"),
    ],
)
def test_who_sits_on_something_rides_it(mount: Kind, place: Place, rides: bool) -> None:
    assert told((Kind.CHILD, CHILD), (mount, place)) == ["1 rides 2"] * rides
    assert told((mount, place), (Kind.CHILD, CHILD)) == ["2 rides 1"] * rides


def test_a_rider_is_on_one_mount_and_a_mount_may_have_many_riders() -> None:
    bus = (Kind.BUS, (0.1, 0.8, 0.9, 0.95))
    assert told((Kind.CHILD, CHILD), bus, (Kind.CAT, (0.6, 0.6, 0.7, 0.8))) == ["1 rides 2", "3 rides 2"]
    assert told((Kind.CHILD, CHILD), bus, (Kind.CAR, (0.35, 0.8, 0.55, 0.95))) == ["1 rides 3"]


def test_a_bird_by_the_sail_or_what_is_of_no_kind_does_not_ride() -> None:
    boat = figure(2, Kind.BOAT, (0.2, 0.3, 0.7, 0.98))
    for rider in (figure(1, Kind.BIRD, CHILD), figure(1, Kind.UNKNOWN, CHILD)):
        assert relations_of([rider, boat]) == ()
    assert [one.kind for one in relations_of([figure(1, Kind.UNKNOWN, CHILD, Kind.CHILD), boat])] == ["rides"]


@pytest.mark.parametrize(
    ("held", "place", "holds"),
    [
        pytest.param(Kind.BALL, (0.5, 0.55, 0.58, 0.65), True, id="in the hand"),
        pytest.param(Kind.BALL, (0.5, 0.72, 0.58, 0.8), False, id="on the ground"),
        pytest.param(Kind.BALL, (0.5, 0.34, 0.58, 0.42), False, id="above the head"),
        pytest.param(Kind.BALL, (0.55, 0.55, 0.63, 0.65), False, id="out of reach"),
        pytest.param(Kind.BALL, (0.42, 0.55, 0.48, 0.65), False, id="before the body"),
        pytest.param(Kind.BALLOON, (0.49, 0.1, 0.6, 0.6), True, id="on its string"),
        pytest.param(Kind.BALLOON, (0.49, 0.05, 0.6, 0.3), False, id="let go"),
        pytest.param(Kind.FLOWER, (0.5, 0.45, 0.55, 0.6), True, id="picked"),
        pytest.param(Kind.FLOWER, (0.5, 0.6, 0.55, 0.8), False, id="growing"),
        pytest.param(Kind.HOUSE, (0.5, 0.5, 0.7, 0.7), False, id="nobody holds a house"),
    ],
)
def test_what_touches_a_hand_is_held(held: Kind, place: Place, holds: bool) -> None:
    assert told((Kind.CHILD, CHILD), (held, place)) == ["1 holds 2"] * holds


@pytest.mark.parametrize(
    ("place", "holds"),
    [
        pytest.param((0.5, 0.3, 0.62, 0.8), True, id="touching"),
        pytest.param((0.485, 0.55, 0.56, 0.82), True, id="a little one"),
        pytest.param((0.52, 0.3, 0.62, 0.8), False, id="a gap"),
        pytest.param((0.45, 0.4, 0.55, 0.8), False, id="one before the other"),
        pytest.param((0.5, 0.2, 0.62, 0.6), False, id="on other ground"),
        pytest.param((0.5, 0.7, 0.53, 0.8), False, id="lower than a hand reaches"),
    ],
)
def test_people_whose_hands_can_touch_hold_hands(place: Place, holds: bool) -> None:
    assert told((Kind.CHILD, CHILD), (Kind.PERSON, place)) == ["1 holds 2"] * holds
    assert told((Kind.CHILD, CHILD), (Kind.DOG, place)) == []


def test_who_is_in_the_middle_of_a_house_is_inside() -> None:
    assert told((Kind.CHILD, CHILD), (Kind.HOUSE, (0.2, 0.1, 0.7, 0.9))) == ["1 inside 2"]
    assert told((Kind.CHILD, CHILD), (Kind.HOUSE, (0.39, 0.1, 0.9, 0.9))) == []
    assert told((Kind.CHILD, CHILD), (Kind.HOUSE, (0.2, 0.5, 0.7, 0.9))) == []
    assert told((Kind.CHILD, CHILD), (Kind.RAINBOW, (0.2, 0.1, 0.7, 0.9))) == []


def test_what_flies_is_above_the_nearest_below() -> None:
    bird, house = (Kind.BIRD, (0.4, 0.1, 0.5, 0.2)), (Kind.HOUSE, (0.3, 0.5, 0.6, 0.9))
    assert told(bird, house) == ["1 above 2"]
    assert told(bird, house, (Kind.KITE, (0.4, 0.3, 0.5, 0.4))) == ["1 above 3", "3 above 2"]
    assert told(bird, (Kind.HOUSE, (0.6, 0.5, 0.9, 0.9))) == []
    assert told((Kind.CAT, (0.4, 0.1, 0.5, 0.2)), house) == []
