"""Arms are found and moved where a figure clearly has two; whoever is in doubt stays whole."""

from collections.abc import Callable, Sequence
from pathlib import Path

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from storyvid_dagster.core.acting import Action, Move
from storyvid_dagster.core.scenery import Puppet, Scenery
from storyvid_dagster.cutout.cut import cut_out
from storyvid_dagster.images import write_png
from storyvid_dagster.render.camera import Camera, View
from storyvid_dagster.render.planes import Frame
from storyvid_dagster.render.rig.bending import Jointed, jointed
from storyvid_dagster.render.rig.limbs import Limb, LimbKind, find_rig, sane_arms
from storyvid_dagster.render.stage.puppets import Sprite, sprite
from storyvid_dagster.render.stage.stage import Stage

SAMPLES = Path(__file__).parents[2] / "data" / "samples"
SIZE = (400, 520)
RIM_PX = 9
INK, BLUE = (40, 40, 40), (30, 60, 230)
LEFT_HAND, RIGHT_HAND = (70, 230), (330, 230)

Canvas = NDArray[np.uint8]


def cut(draw: Callable[[Canvas], object], turn_degrees: float = 0.0) -> Sprite:
    """A drawing in ink as a paper figure with a white rim."""
    page = np.full((SIZE[1], SIZE[0], 3), 255, np.uint8)
    draw(page)
    turn = cv2.getRotationMatrix2D((SIZE[0] / 2, SIZE[1] / 2), turn_degrees, 1.0)
    page = cv2.warpAffine(page, turn, SIZE, borderValue=(255, 255, 255))
    outline, _ = cv2.findContours(
        (page.min(2) < 200).astype(np.uint8), cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE
    )
    alpha = np.zeros(page.shape[:2], np.uint8)
    cv2.drawContours(alpha, outline, -1, 255, -1)
    alpha = cv2.dilate(alpha, cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * RIM_PX + 1,) * 2))
    return sprite(np.dstack([page, cv2.GaussianBlur(alpha, (0, 0), 0.8)]), 100, 20)


def line(page: Canvas, *points: tuple[int, int], px: int = 7) -> None:
    cv2.polylines(page, [np.array(points, np.int32)], False, INK, px, cv2.LINE_AA)


def child(page: Canvas, left: tuple[int, int] = LEFT_HAND, right: tuple[int, int] = RIGHT_HAND) -> None:
    """Head, two arms with blue hands, two legs."""
    cv2.circle(page, (200, 100), 60, INK, 7, cv2.LINE_AA)
    line(page, (200, 160), (200, 340))
    for hand in (left, right):
        line(page, (200, 230), hand)
        cv2.circle(page, hand, 9, BLUE, -1, cv2.LINE_AA)
    for foot in (140, 260):
        line(page, (200, 340), (foot, 490))


def hands_on_hips(page: Canvas) -> None:
    child(page)
    page[205:255] = 255
    line(page, (200, 160), (200, 340))
    for way in (-1, 1):
        line(page, (200, 200), (200 + 90 * way, 260), (200, 330))


def skirt(page: Canvas) -> None:
    """A dress down to the ground that hides everything else."""
    cv2.circle(page, (200, 100), 60, INK, 7, cv2.LINE_AA)
    cv2.fillPoly(page, [np.array([(170, 160), (230, 160), (350, 490), (50, 490)], np.int32)], INK)


def cat(page: Canvas) -> None:
    """From the side: head to the left, tail to the right, four legs."""
    cv2.ellipse(page, (200, 300), (110, 55), 0, 0, 360, INK, -1)
    cv2.circle(page, (80, 240), 50, INK, -1)
    line(page, (300, 280), (350, 220), (370, 160), px=12)
    for foot in (115, 150, 245, 285):
        line(page, (foot, 320), (foot, 430), px=14)


def star(page: Canvas) -> None:
    turns = np.arange(10) * np.pi / 5 - np.pi / 2
    reach = np.where(np.arange(10) % 2, 70, 180)
    cv2.fillPoly(
        page, [np.stack([200 + reach * np.cos(turns), 260 + reach * np.sin(turns)], 1).astype(np.int32)], INK
    )


def sun(page: Canvas) -> None:
    cv2.circle(page, (200, 260), 90, INK, -1)
    for turn in np.linspace(0, 2 * np.pi, 9, endpoint=False):
        tip = (round(200 + 180 * np.cos(turn)), round(260 + 180 * np.sin(turn)))
        line(page, (200, 260), tip, px=12)


def blob(page: Canvas) -> None:
    cv2.ellipse(page, (200, 260), (150, 200), 20, 0, 360, INK, -1)


def disc(page: Canvas) -> None:
    cv2.circle(page, (200, 260), 130, INK, -1)


def parts(limbs: Sequence[Limb]) -> list[LimbKind]:
    return sorted(limb.part for limb in limbs)


def with_arms(draw: Callable[[Canvas], object]) -> tuple[Sprite, Jointed]:
    figure = cut(draw)
    arms = jointed(figure)
    assert arms is not None
    return figure, arms


def blue_hands(sheet: Sprite) -> list[tuple[float, float]]:
    """Where in the picture the hands are (x, y), from left to right."""
    blue = (sheet.chroma[..., 0].astype(int) - sheet.chroma[..., 3] / 2 > 40).astype(np.uint8)
    n, _, stats, middles = cv2.connectedComponentsWithStats(blue)
    large = [k for k in range(1, n) if stats[k, cv2.CC_STAT_AREA] > 8]
    return sorted(
        (sheet.left + 2 * float(x) + 0.5, sheet.top + 2 * float(y) + 0.5) for x, y in middles[large]
    )


def test_limbs_have_their_names_and_places() -> None:
    figure = cut(child)
    rig = find_rig(figure.a)
    assert rig is not None
    assert parts(rig.limbs) == [LimbKind.LEFT_ARM, LimbKind.LEG, LimbKind.LEG, LimbKind.RIGHT_ARM]
    arms = sane_arms(rig)
    assert arms is not None
    for arm, hand in zip(arms, (LEFT_HAND, RIGHT_HAND), strict=True):
        tip = arm.tip[0] + figure.left - 100, arm.tip[1] + figure.top - 20
        joint = arm.joint[0] + figure.left - 100, arm.joint[1] + figure.top - 20
        assert tip == pytest.approx(hand, abs=12)
        assert joint[1] == pytest.approx(230, abs=12)
        assert 5 < abs(joint[0] - 200) < 50


@pytest.mark.parametrize("draw", [blob, cat, disc, hands_on_hips, skirt, star, sun])
@pytest.mark.parametrize("turn_degrees", [0, 20])
def test_who_is_in_doubt_stays_whole(draw: Callable[[Canvas], object], turn_degrees: float) -> None:
    assert jointed(cut(draw, turn_degrees)) is None


def test_a_child_upside_down_or_lying_stays_whole() -> None:
    assert [jointed(cut(child, turn)) for turn in (90, 180)] == [None, None]


def test_a_child_that_leans_a_little_has_arms_still() -> None:
    assert jointed(cut(child, 6)) is not None


def test_nothing_and_a_speck_are_no_figures() -> None:
    assert find_rig(np.zeros((40, 60), np.uint8)) is None
    speck = np.zeros((40, 60), np.uint8)
    speck[20:22, 30:33] = 255
    rig = find_rig(speck)
    assert rig is None or sane_arms(rig) is None


@pytest.mark.slow
def test_figures_without_two_arms_in_the_samples_stay_whole() -> None:
    """Cat from the side, sun and flower; robot with an arm close to its side, dinosaur; rocket and stars."""
    for path in sorted(SAMPLES.glob("0*")):
        for figure in cut_out(np.asarray(Image.open(path).convert("RGB"))).figures:
            high, wide = figure.rgba.shape[:2]
            small = cv2.resize(figure.rgba, (wide * 420 // high, 420), interpolation=cv2.INTER_AREA)
            assert jointed(sprite(small, 0, 0)) is None, path.name


@pytest.mark.parametrize("moved", [0, 1])
def test_a_hand_goes_up_and_down_and_the_other_stays(moved: int) -> None:
    figure, arms = with_arms(child)
    before = blue_hands(figure)
    for turn, rises in ((25.0, 1), (-25.0, -1)):
        hands = blue_hands(arms.figure.raised((0.0, turn) if moved else (turn, 0.0)))
        assert rises * (before[moved][1] - hands[moved][1]) > 30
        assert hands[1 - moved] == pytest.approx(before[1 - moved], abs=0.5)


def test_only_the_arm_changes() -> None:
    figure, arms = with_arms(child)
    still, raised = arms.figure.raised((0, 0)), arms.figure.raised((0, 30))
    changed = np.argwhere(np.abs(raised.luma[..., 0].astype(int) - still.luma[..., 0]) > 2)
    rows, columns = changed.T + np.array([[raised.top - 20], [raised.left - 100]])
    assert len(changed) > 500
    assert columns.min() > 205
    assert rows.max() < 270
    # Arms at rest are as they were drawn: seams would show.
    top, left = figure.top - still.top, figure.left - still.left
    laid = still.luma[..., 0][top : top + figure.height, left : left + figure.width]
    assert np.abs(laid.astype(int) - figure.luma[..., 0]).max() < 60
    assert np.abs(laid.astype(int) - figure.luma[..., 0]).mean() < 0.05


def turns(arms: Jointed) -> list[tuple[float, float]]:
    """From lowest to highest, both arms at once."""
    low, high = [-room.down for room in arms.rooms], [room.up for room in arms.rooms]
    return [(float(left), float(right)) for left, right in np.linspace(low, high, 9)]


def test_the_paper_holds_together_and_its_rim_is_whole() -> None:
    _, arms = with_arms(child)
    for turn in turns(arms):
        sheet = arms.figure.raised(turn)
        solid = (sheet.a > 127).astype(np.uint8)
        assert cv2.connectedComponents(solid)[0] == 2
        rim = cv2.distanceTransform(solid, cv2.DIST_L2, 5)
        drawn = (sheet.a > 250) & (sheet.luma[..., 0] < 120)
        assert rim[drawn].min() > 0.6 * RIM_PX


def test_nothing_of_an_arm_is_cut_off_by_its_sheet() -> None:
    _, arms = with_arms(child)
    sheets = [arms.figure.raised(turn) for turn in turns(arms)]
    n_drawn = [np.count_nonzero((sheet.luma[..., 0] < 120) & (sheet.a > 250)) for sheet in sheets]
    assert max(n_drawn) < 1.06 * min(n_drawn)


def shadow_of(figure: Sprite, onto: NDArray[np.float64]) -> Sprite:
    dark = np.zeros((560, 640, 4), np.uint8)
    dark[figure.top : figure.top + figure.height, figure.left : figure.left + figure.width, 3] = figure.a // 3
    return sprite(np.asarray(cv2.warpAffine(dark, onto, (640, 560)), np.uint8), 0, 0)


def test_a_shadow_right_behind_an_arm_goes_with_it() -> None:
    figure = cut(child)
    beside = shadow_of(figure, np.array([[1, 0, 3.0], [0, 1, 5]]))
    arms = jointed(figure, beside)
    assert arms is not None
    assert arms.shadow is not None
    picture = np.zeros((2, 560, 640), np.uint8)
    for plane, sheet in zip(
        picture, (arms.figure.raised((30, -20)), arms.shadow.raised((30, -20))), strict=True
    ):
        plane[sheet.top : sheet.top + sheet.height, sheet.left : sheet.left + sheet.width] = sheet.a
    far_from_figure = cv2.distanceTransform((picture[0] < 128).astype(np.uint8), cv2.DIST_L2, 5) > 8
    assert not (far_from_figure & (picture[1] > 30)).any()


def test_a_shadow_on_the_ground_stays_as_it_is() -> None:
    figure = cut(child)
    arms = jointed(figure, shadow_of(figure, np.array([[1, 0, 0.0], [0, 0.2, 410]])))
    assert arms is not None
    assert arms.shadow is None


def test_colors_never_exceed_what_shows_of_them() -> None:
    _, arms = with_arms(child)
    for turn in turns(arms):
        sheet = arms.figure.raised(turn)
        assert (sheet.luma[..., 0] <= sheet.a).all()
        assert (sheet.chroma[..., :3] <= sheet.chroma[..., 3:]).all()


def stage(draw: Callable[[Canvas], object], *moves: Move, held: Puppet | None = None) -> Stage:
    """A figure drawn at (120, 20) of a wide green picture, its feet at (320, 510)."""
    page = np.full((SIZE[1], SIZE[0], 3), 255, np.uint8)
    draw(page)
    outline = (page.min(2) < 200).astype(np.uint8) * 255
    alpha = cv2.dilate(outline, cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * RIM_PX + 1,) * 2))
    puppet = Puppet(1, write_png(np.dstack([page, alpha])), None, 120, 20, (320, 510))
    backdrop = write_png(np.full((540, 640, 3), (70, 160, 60), np.uint8))
    scenery = Scenery(backdrop, None, (puppet, held) if held else (puppet,), 640)
    return Stage(scenery, moves, (640, 540), fps=30, speech_start_frame=0, what="scene 1")


def filmed(of: Stage, frame: int) -> Frame:
    out = Frame((640, 540))
    of.film(Camera((640, 540)), View(1.0, 0.5, 0.5), frame, out)
    return out


def test_a_child_waves_in_the_film() -> None:
    """One hand goes up and down several times, the other and the feet hardly move, and all ends in rest."""
    waving = stage(child, Move(figure=1, action=Action.WAVE, start_s=0, length_s=1.8))

    def seen(frame: int) -> tuple[float, float, float]:
        out = filmed(waving, frame)
        blue = np.argwhere(out.u > 170)
        halves = [blue[blue[:, 1] < 160], blue[blue[:, 1] >= 160]]
        feet = np.argwhere(out.y[480:] < 90)
        return (*(2 * float(half[:, 0].mean()) for half in halves), float(feet[:, 1].mean()))

    left, right, feet = np.array([seen(frame) for frame in range(58)]).T
    waved, still = sorted((left, right), key=np.ptp, reverse=True)
    assert np.ptp(waved) > 50
    assert np.ptp(still) < 16
    assert np.ptp(feet) < 6
    assert waved[-1] == pytest.approx(waved[0], abs=9)  # it sways at rest
    assert waved.min() < waved[0] - 45
    turns = np.count_nonzero(np.diff(np.sign(np.diff(waved[8:46]))))
    assert 4 <= turns <= 8
    assert np.abs(np.diff(waved)).max() < 22


@pytest.mark.parametrize("action", [Action.WALK, Action.WAVE, Action.DANCE, Action.CLAP])
def test_what_is_held_stays_in_the_hand(action: Action) -> None:
    """The toy and the hand keep their distance, whatever the body does; the other arm is free."""
    red = np.dstack([np.full((30, 30, 3), (250, 30, 30), np.uint8), np.full((30, 30), 255, np.uint8)])
    toy = Puppet(201, write_png(red), None, 150, 235, (165, 265), holder=1)
    acting = stage(child, Move(figure=1, action=action, start_s=0, length_s=2.4), held=toy)

    def seen(frame: int) -> tuple[float, float, float]:
        out = filmed(acting, frame)
        toys = np.argwhere(out.v > 190).mean(0)
        hands = np.argwhere(out.u > 170)
        near = hands[:, 1] < toys[1] + 50
        apart = hands[near].mean(0) - toys
        return float(np.hypot(*apart)), float(hands[~near][:, 0].mean()), float(hands[near][:, 0].mean())

    apart, other, own = 2 * np.array([seen(frame) for frame in range(0, 70, 3)]).T
    assert np.ptp(apart) < 7
    assert np.ptp(other) > np.ptp(own)


def test_another_action_leaves_the_arms_alone() -> None:
    looks = Move(figure=1, action=Action.LOOK_UP, start_s=0, length_s=1.8)
    waves = Move(figure=1, action=Action.WAVE, start_s=3, length_s=1.8)
    alone, before = (filmed(stage(child, *moves), 20) for moves in ((looks,), (looks, waves)))
    assert (alone.buffer == before.buffer).all()
