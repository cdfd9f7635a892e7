"""The light is seen wherever paper is, on squared paper too."""

import cv2
import numpy as np
import pytest

from storyvid_dagster.cutout.lighting import even_out, find_light


@pytest.mark.parametrize("shade", [0.8, 0.65])
def test_squares_in_a_shadow_are_paper(shade: float) -> None:
    lines = np.zeros((480, 640), np.float32)
    lines[4::14] = lines[5::14] = 1
    lines[:, 4::14] = lines[:, 5::14] = 1
    lines[:300] *= 0.12  # in bright light the ruling is hardly seen, and the squares hang together
    paper = np.array((236, 234, 228), np.float32)
    page = paper - lines[..., None] * (paper - np.array((160, 182, 220), np.float32))
    shadow = np.zeros((480, 640), np.float32)
    shadow[300:, 200:] = 1
    page *= 1 - (1 - shade) * cv2.GaussianBlur(shadow, (0, 0), 8)[..., None]
    photo = page.astype(np.uint8)
    light = find_light(photo)
    assert light is not None
    white = even_out(photo, light)[330:, 240:]
    assert white[lines[330:, 240:] == 0].min(axis=1).mean() > 244
