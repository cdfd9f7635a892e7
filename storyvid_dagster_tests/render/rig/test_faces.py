"""Faces are found where they are beyond doubt, blink, and speak; nothing else changes."""

from collections.abc import Iterator
from itertools import pairwise

import cv2
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from storyvid_dagster.core.body_plans import BodyPlan
from storyvid_dagster.core.results import WordTime
from storyvid_dagster.core.scenery import Puppet, Scenery
from storyvid_dagster.core.talking import Mouth, Said
from storyvid_dagster.illustration.styles.papercut import PAPERCUT
from storyvid_dagster.illustration.things.paint import sticker
from storyvid_dagster.illustration.things.registry import drawing_of
from storyvid_dagster.images import write_png
from storyvid_dagster.render.camera import Camera, View
from storyvid_dagster.render.planes import Frame
from storyvid_dagster.render.rig.expressions import expressive
from storyvid_dagster.render.rig.faces import find_face
from storyvid_dagster.render.stage.extent import extent_of
from storyvid_dagster.render.stage.looks import AS_DRAWN, Lids, Look, look_at
from storyvid_dagster.render.stage.puppets import Sprite, sprite
from storyvid_dagster.render.stage.stage import Stage

SIZE = 320
INK = (40, 40, 160)
EYES, EYES_Y, MOUTH_Y = (130, 190), 120, 180
Picture = NDArray[np.uint8]


def head(eyes: tuple[int, ...] = EYES, *, mouth: bool = True, radius: int = 9) -> Picture:
    """A round white head with a blue-violet outline, dots for eyes and a smile."""
    image = np.zeros((SIZE, SIZE, 4), np.uint8)
    cv2.circle(image, (160, 150), 124, (255, 255, 255, 255), -1)
    cv2.circle(image, (160, 150), 104, (*INK, 255), 7, cv2.LINE_AA)
    for x in eyes:
        cv2.circle(image, (x, EYES_Y), radius, (*INK, 255), -1, cv2.LINE_AA)
    if mouth:
        cv2.ellipse(image, (160, MOUTH_Y - 12), (40, 26), 0, 20, 160, (*INK, 255), 7, cv2.LINE_AA)
    image[..., 3] = np.where(image[..., 3] > 0, 255, 0)
    return image


def of(image: Picture) -> Sprite:
    return sprite(image, 0, 0)


def test_a_head_is_where_the_face_is_seen_and_not_as_wide_as_the_arms() -> None:
    image = np.zeros((SIZE, 2 * SIZE, 4), np.uint8)
    image[:, SIZE // 2 : -SIZE // 2] = head()
    cv2.line(image, (20, 240), (2 * SIZE - 20, 240), (*INK, 255), 30)
    extent = extent_of(write_png(image), plan=None)
    left, top, right, bottom = extent.face
    assert extent.is_seen
    assert extent.whole[2] - extent.whole[0] > 1.8 * SIZE
    assert SIZE // 2 + 40 < left < SIZE // 2 + EYES[0] - 30
    assert SIZE // 2 + EYES[1] + 30 < right < 1.5 * SIZE - 40
    assert top == extent.whole[1]
    assert bottom > MOUTH_Y + 10
    assert not extent_of(write_png(image), plan=BodyPlan.VEHICLE).is_seen


def test_a_face_is_found_with_its_eyes_and_mouth() -> None:
    figure = of(head())
    face = find_face(figure, BodyPlan.UPRIGHT)
    assert face is not None
    assert [eye.x + figure.left for eye in face.eyes] == pytest.approx(EYES, abs=3)
    assert [eye.y + figure.top for eye in face.eyes] == pytest.approx([EYES_Y] * 2, abs=3)
    assert face.mouth.x + figure.left == pytest.approx(160, abs=4)
    assert face.mouth.top < MOUTH_Y - figure.top < face.mouth.bottom + 4


@pytest.mark.parametrize(
    "image",
    [head(mouth=False), head(EYES[:1]), head(()), head((130, 160, 190)), head((60, 260))],
    ids=["no mouth", "one eye", "no eyes", "three eyes", "eyes on the outline"],
)
def test_in_doubt_there_is_no_face(image: Picture) -> None:
    assert find_face(of(image), BodyPlan.UPRIGHT) is None
    assert expressive(of(image), BodyPlan.UPRIGHT) is None


@pytest.mark.parametrize("plan", [BodyPlan.BUILDING, BodyPlan.VEHICLE])
def test_a_house_with_two_windows_and_a_door_is_none(plan: BodyPlan) -> None:
    assert find_face(of(head()), plan) is None


def dark(sheet: Sprite, x: float, y: float, reach: int) -> int:
    """Count the dark pixels about a point of the picture."""
    rows, columns = (slice(int(at) - reach, int(at) + reach) for at in (y - sheet.top, x - sheet.left))
    return int((sheet.luma[rows, columns, 0] < 140).sum())


def test_eyes_shut_and_a_mouth_opens_in_the_line_of_the_child() -> None:
    figure = of(head())
    face = expressive(figure, BodyPlan.UPRIGHT)
    assert face is not None
    assert face.showing(AS_DRAWN) is figure
    shut, half, wide = (
        face.showing(look) for look in (Look(Lids.SHUT), Look(Lids.HALF), Look(mouth=Mouth.WIDE))
    )
    for x in EYES:
        open_px, half_px, shut_px = (dark(s, x, EYES_Y, 12) for s in (figure, half, shut))
        assert 0 < shut_px < half_px < open_px
    assert dark(wide, 160, MOUTH_Y, 20) > 1.5 * dark(figure, 160, MOUTH_Y, 20)
    assert dark(shut, 160, MOUTH_Y, 20) == dark(figure, 160, MOUTH_Y, 20)
    assert np.array_equal(shut.a, figure.a)
    elsewhere = np.ones(figure.a.shape, bool)
    elsewhere[80 - figure.top : 230 - figure.top, 90 - figure.left : 230 - figure.left] = False
    for sheet in (shut, half, wide):
        assert np.array_equal(sheet.luma[elsewhere], figure.luma[elsewhere])


@pytest.mark.parametrize(("name", "height_px"), [("toad", 92), ("frog", 92), ("frog", 110)])
def test_lids_have_a_colour_of_the_face_where_eyes_are_at_its_edge(name: str, height_px: int) -> None:
    drawn = drawing_of(name)
    assert drawn is not None
    figure = of(sticker(drawn[0], height_px, PAPERCUT, scale=0.33)[..., [2, 1, 0, 3]])
    face = expressive(figure, BodyPlan.ANIMAL)
    assert face is not None
    inside = figure.chroma[..., 3] == 255
    own = figure.chroma[inside, :2]
    for lids in (Lids.HALF, Lids.SHUT):
        shown = face.showing(Look(lids)).chroma[inside, :2]
        assert (own.min(0) - 2 <= shown).all()
        assert (shown <= own.max(0) + 2).all()


def blinks_s(phase: float) -> Iterator[float]:
    """When eyes begin to shut in a minute."""
    lids = [(n / 60, look_at(n / 60, phase).lids) for n in range(3600)]
    for (_, before), (at_s, now) in pairwise(lids):
        if before is Lids.OPEN and now is not Lids.OPEN:
            yield at_s


@given(st.floats(0, 1))
def test_somebody_blinks_every_three_to_six_seconds(phase: float) -> None:
    gaps = [after - before for before, after in pairwise(blinks_s(phase))]
    assert len(gaps) > 8
    assert 2.9 < min(gaps) <= max(gaps) < 6.1


def test_a_mouth_moves_while_its_words_are_said_and_eyes_stay_shut_in_sleep() -> None:
    words = (WordTime(text="Papa", start_s=1.0, end_s=1.8),)
    seen = {look_at(n / 30, 0.0, words).mouth for n in range(30, 54)}
    assert len(seen) >= 3
    assert {look_at(n / 30, 0.0, words).mouth for n in (*range(30), *range(54, 90))} == {Mouth.AS_DRAWN}
    assert {look_at(n / 10, 0.0, words, asleep=True) for n in range(60)} == {Look(Lids.SHUT)}


def test_on_the_stage_only_who_speaks_opens_its_mouth() -> None:
    picture, where = head(), (160, MOUTH_Y)
    puppet = Puppet(1, write_png(picture), None, left=80, top=10, foot=(240, 260), plan=BodyPlan.UPRIGHT)
    sky = write_png(np.full((270, 480, 3), 200, np.uint8))
    words = tuple(WordTime(text="Papa", start_s=n * 0.5, end_s=n * 0.5 + 0.5) for n in range(4))

    def darkest(*said: Said) -> int:
        """Count the dark pixels about the mouth when it is open widest."""
        stage = Stage(
            Scenery(sky, None, (puppet,), 480),
            (),
            (480, 270),
            fps=30,
            speech_start_frame=0,
            what="scene 1",
            said=said,
        )
        counts: list[int] = []
        for frame in range(0, 60, 3):
            out = Frame((480, 270))
            stage.film(Camera((480, 270)), View(1.0, 0.5, 0.5), frame, out)
            x, y = where[0] + 80, where[1] + 10
            counts.append(int((out.y[y - 24 : y + 24, x - 30 : x + 30] < 140).sum()))
        return max(counts)

    silent = darkest()
    assert darkest(*(Said(1, word) for word in words)) > 1.4 * silent
    assert darkest(*(Said(2, word) for word in words)) == silent
