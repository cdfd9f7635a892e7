"""Where a figure wears things, told from its outline."""

import numpy as np
from PIL import Image, ImageDraw

from storyvid_dagster.illustration.stickers import grip

PAPER, SIZE = (255, 255, 255, 255), (300, 500)


def drawn(*ellipses: tuple[int, int, int, int]) -> np.ndarray:
    image = Image.new("RGBA", SIZE)
    pen = ImageDraw.Draw(image)
    for box in ellipses:
        pen.ellipse(box, fill=PAPER)
    return np.asarray(image)


def test_a_neck_is_between_head_and_body() -> None:
    neck = grip(drawn((90, 0, 210, 150), (60, 140, 240, 480)), (10, 20)).neck
    assert neck is not None
    x, y = neck
    assert abs(x - 160) < 12
    assert abs(y - 165) < 30


def test_who_is_all_head_has_no_neck() -> None:
    assert grip(drawn((20, 20, 280, 480)), (0, 0)).neck is None


def test_an_antenna_is_no_head_and_its_end_no_neck() -> None:
    assert grip(drawn((120, 0, 150, 40), (128, 30, 140, 130), (20, 110, 280, 480)), (0, 0)).neck is None
