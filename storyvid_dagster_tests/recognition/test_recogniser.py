"""Figures are named where that is sure, and nothing is said of the rest."""

import math
from importlib.resources import files

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from storyvid_dagster.core.drawing import Box
from storyvid_dagster.core.kinds import Kind, Role
from storyvid_dagster.recognition import recogniser
from storyvid_dagster.recognition.picture import SIDE_PX, to_square
from storyvid_dagster.recognition.recogniser import UNKNOWN, Seen, decide, look, recognise
from storyvid_dagster.recognition.sureness import features_of, rules
from storyvid_dagster.recognition.words import kinds_in

INK = (40, 40, 40)
MIDDLE = Box(x=0.3, y=0.2, width=0.4, height=0.6)


def paper() -> NDArray[np.uint8]:
    return np.full((600, 600, 3), 255, np.uint8)


def stick_man() -> NDArray[np.uint8]:
    page = paper()
    cv2.circle(page, (300, 120), 80, INK, 10, cv2.LINE_AA)
    for x in (270, 330):
        cv2.circle(page, (x, 105), 8, INK, -1, cv2.LINE_AA)
    cv2.ellipse(page, (300, 130), (40, 30), 0, 20, 160, INK, 8, cv2.LINE_AA)
    for start, end in (
        ((300, 200), (300, 390)),
        ((300, 250), (180, 310)),
        ((300, 250), (420, 310)),
        ((300, 390), (220, 560)),
        ((300, 390), (380, 560)),
    ):
        cv2.line(page, start, end, INK, 10, cv2.LINE_AA)
    return page


def sun() -> NDArray[np.uint8]:
    page = paper()
    cv2.circle(page, (300, 300), 130, (250, 205, 40), -1, cv2.LINE_AA)
    for turn in range(10):
        c, s = math.cos(turn * math.pi / 5), math.sin(turn * math.pi / 5)
        start, end = (300 + int(150 * c), 300 + int(150 * s)), (300 + int(260 * c), 300 + int(260 * s))
        cv2.line(page, start, end, (250, 205, 40), 14, cv2.LINE_AA)
    return page


def house() -> NDArray[np.uint8]:
    page = paper()
    cv2.rectangle(page, (120, 260), (480, 560), (200, 60, 50), 12, cv2.LINE_AA)
    cv2.polylines(page, [np.array([(90, 262), (300, 70), (510, 262)])], True, (200, 60, 50), 12, cv2.LINE_AA)
    cv2.rectangle(page, (260, 420), (340, 560), (120, 80, 40), -1)
    for x in (160, 370):
        cv2.rectangle(page, (x, 320), (x + 70, 390), (60, 110, 200), 9, cv2.LINE_AA)
    return page


def seen(page: NDArray[np.uint8], *colors: str, box: Box = MIDDLE) -> Seen:
    return Seen(np.dstack([page, np.full(page.shape[:2], 255, np.uint8)]), box, colors)


@pytest.mark.parametrize(
    ("page", "colors", "kind"),
    [(stick_man(), ("black",), Kind.PERSON), (sun(), ("yellow",), Kind.SUN), (house(), ("red",), Kind.HOUSE)],
)
def test_what_is_plain_to_see_is_named(page: NDArray[np.uint8], colors: tuple[str, ...], kind: Kind) -> None:
    [found] = recognise([seen(page, *colors)])
    assert found.kind is kind
    assert 0.5 < found.confidence <= 1


def test_what_cannot_be_told_is_unknown() -> None:
    scrawl = paper()
    path = np.random.default_rng(4).integers(60, 540, (30, 2)).astype(np.int32)
    cv2.polylines(scrawl, [path], False, INK, 8, cv2.LINE_AA)
    assert {one.kind for one in recognise([seen(scrawl, "black"), seen(paper())])} == {Kind.UNKNOWN}
    assert recognise([]) == ()


def test_the_same_figure_is_always_the_same_and_no_picture_breaks_it() -> None:
    assert look(seen(house()).rgba) == look(seen(house()).rgba)
    for shape in ((1, 1, 4), (3, 900, 4), (900, 2, 4)):
        assert decide(look(np.zeros(shape, np.uint8))) == UNKNOWN


def test_the_childs_words_make_a_kind_likelier() -> None:
    figure = seen(house(), "red")
    alone = recogniser.chances(figure, 1)["castle"]
    assert recogniser.chances(figure, 1, kinds_in("our castle"))["castle"] > alone


def test_the_general_kind_is_said_where_the_specific_one_is_not_sure() -> None:
    told = decide({"cat": 0.34, "dog": 0.33, "rabbit": 0.3299, "other": 0.0001})
    assert (told.kind, told.role) == (Kind.ANIMAL, Role.ANIMAL)
    nothing = decide({"other": 0.9, "cat": 0.1})
    assert (nothing.kind, nothing.role, nothing.guesses) == (Kind.UNKNOWN, Role.UNKNOWN, ((Kind.CAT, 0.1),))


def test_what_a_figure_may_be_is_guessed_likeliest_first() -> None:
    weighed = {"sun": 0.5, "star": 0.3, "turtle": 0.1, "snail": 0.04, "other": 0.06}
    assert decide(weighed).guesses == ((Kind.SUN, 0.5), (Kind.STAR, 0.3), (Kind.TURTLE, 0.1))


def test_a_role_is_told_where_the_kind_is_not_sure_and_the_role_has_no_kind_of_its_own() -> None:
    told = decide({"tree": 0.5, "flower": 0.4999, "other": 0.0001})
    assert (told.kind, told.role) == (Kind.UNKNOWN, Role.PLANT)
    assert 0.5 < told.confidence <= 1


def test_a_name_is_surer_with_a_greater_chance_and_less_sure_beside_another_or_the_other() -> None:
    for rule in rules():
        sure = rule.sureness("cat", features_of(0.9, 0.05, 0.02))
        assert sure > rule.sureness("cat", features_of(0.6, 0.05, 0.02))
        assert sure > rule.sureness("cat", features_of(0.9, 0.05, 0.08))
        assert 0 <= rule.sureness("cat", features_of(0.0, 1.0, 1.0)) < sure <= 1


def test_the_net_is_opened_once_and_is_small() -> None:
    recogniser._open()
    assert recogniser._open() is recogniser._open()
    folder = files("storyvid_dagster.recognition")
    assert len((folder / "kinds.onnx").read_bytes()) < 6_000_000
    assert "Quick, Draw!" in (folder / "NOTICE").read_text("utf-8")


def test_every_kind_the_net_knows_is_in_the_vocabulary() -> None:
    _, names = recogniser._open()
    assert set(names) - {"other"} <= set(Kind)
    for_kind, for_role = rules()
    assert set(for_kind.offsets) <= set(names)
    assert set(for_role.offsets) <= set(Role)


def test_thin_and_pale_strokes_look_like_bold_ones() -> None:
    page = stick_man()
    pale = (255 - (255 - page.astype(int)) * 0.4).astype(np.uint8)
    bold, faint = to_square(page), to_square(pale)
    assert bold is not None
    assert faint is not None
    assert bold.shape == (SIDE_PX, SIDE_PX, 3)
    assert np.abs(bold.astype(int) - faint.astype(int)).mean() < 4
