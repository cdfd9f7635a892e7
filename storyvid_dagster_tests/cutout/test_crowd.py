"""Who touches is parted where legs, colours or faces tell, and a head stays on its body."""

import cv2
import numpy as np
from numpy.typing import NDArray

from storyvid_dagster.cutout.crowd import part_crowd, part_standing

WHITE, RED, BLUE, BROWN, BLACK = (250, 250, 250), (214, 40, 44), (52, 96, 214), (124, 78, 40), (30, 30, 34)


def _page() -> NDArray[np.uint8]:
    return np.full((570, 760, 3), WHITE, np.uint8)


def _drawn(page: NDArray[np.uint8]) -> NDArray[np.uint8]:
    return (page.min(axis=2) < 200).astype(np.uint8)


def _robot_on_van(robot: tuple[int, int, int]) -> NDArray[np.uint8]:
    """Draw somebody without a face, on two legs whose feet reach into the roof."""
    page = _page()
    cv2.rectangle(page, (200, 300), (560, 470), RED, -1)
    for x0, y0, x1, y1 in (
        (290, 80, 350, 130),
        (270, 130, 370, 230),
        (280, 230, 312, 306),
        (330, 230, 362, 306),
    ):
        cv2.rectangle(page, (x0, y0), (x1, y1), robot, -1)
    return page


def test_legs_on_something_wide_tell_somebody_without_a_face() -> None:
    page = _robot_on_van(BROWN)
    drawn = _drawn(page)
    above, below = part_standing(drawn, drawn, page)
    assert above[90:305, 280:360].mean() > 0.75
    assert not above[320:].any()
    assert above[:, 200:260].sum() < 20  # no strip of the roof hangs at the feet
    assert below[320:460, 210:550].all()
    assert not below[:280].any()


def test_one_colour_is_one_figure() -> None:
    page = _robot_on_van(RED)
    assert len(part_standing(_drawn(page), _drawn(page), page)) == 1


def test_a_head_on_a_neck_is_not_parted_from_shoulders() -> None:
    page = _page()
    cv2.rectangle(page, (200, 330), (560, 500), RED, -1)
    cv2.circle(page, (380, 200), 80, BROWN, -1)
    cv2.rectangle(page, (355, 270), (405, 340), BROWN, -1)
    assert len(part_standing(_drawn(page), _drawn(page), page)) == 1


def _faces(page: NDArray[np.uint8], *, eyes: tuple[int, ...], apart: int) -> NDArray[np.uint8]:
    for index in range(3):
        x = 150 + apart * index
        cv2.circle(page, (x, 280), 100, (RED, BLUE, RED)[index], -1)
        for side in (-1, 1) if index in eyes else ():
            cv2.circle(page, (x + 28 * side, 250), 7, BLACK, -1)
    return page


def test_faces_that_touch_are_parted_though_one_is_not_seen() -> None:
    page = _faces(_page(), eyes=(0, 2), apart=190)
    parts = part_crowd(_drawn(page), page)
    assert sorted(round(float(np.nonzero(part)[1].mean()), -1) for part in parts) == [150, 340, 530]


def test_one_face_alone_makes_no_crowd() -> None:
    page = _faces(_page(), eyes=(0,), apart=190)
    assert len(part_crowd(_drawn(page), page)) == 1


def test_bodies_that_meet_broadly_are_one() -> None:
    page = _faces(_page(), eyes=(0, 1, 2), apart=140)
    assert len(part_crowd(_drawn(page), page)) == 1
