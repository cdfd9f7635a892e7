import numpy as np
import pytest

from storyvid_dagster.render.planes import MARGIN_PX, fit, split

LEVEL_TOLERANCE = 1


@pytest.mark.parametrize(
    ("rgb", "yuv"),
    [  # ITU-R BT.709, 8 bits, limited range
        ((255, 255, 255), (235, 128, 128)),
        ((0, 0, 0), (16, 128, 128)),
        ((255, 0, 0), (63, 102, 240)),
        ((0, 255, 0), (173, 42, 26)),
        ((0, 0, 255), (32, 240, 118)),
    ],
    ids=["white", "black", "red", "green", "blue"],
)
def test_primaries_have_the_levels_of_the_standard(
    rgb: tuple[int, int, int], yuv: tuple[int, int, int]
) -> None:
    planes = split(np.full((8, 8, 3), rgb, np.uint8))
    found = [int(plane[MARGIN_PX, MARGIN_PX]) for plane in (planes.y, planes.u, planes.v)]
    assert found == pytest.approx(list(yuv), abs=LEVEL_TOLERANCE)


def test_margins_repeat_the_edge() -> None:
    rgb = np.zeros((8, 8, 3), np.uint8)
    rgb[:, -1] = 255
    planes = split(rgb)
    assert (planes.y[:, -1] == planes.y[MARGIN_PX, MARGIN_PX + 7]).all()


@pytest.mark.parametrize("size", [(64, 36), (36, 64), (50, 50)])
@pytest.mark.parametrize("source", [(64, 36), (200, 150), (31, 77)])
def test_a_picture_covers_any_size_without_being_stretched(
    size: tuple[int, int], source: tuple[int, int]
) -> None:
    rgb = np.zeros((source[1], source[0], 3), np.uint8)
    rgb[source[1] // 2 :, :, 0] = 200
    rgb[:, source[0] // 2 :, 1] = 200
    fitted = fit(rgb, size)
    assert fitted.shape == (size[1], size[0], 3)
    # The four quarters still meet in the middle.
    assert fitted[: size[1] // 2 - 3, :, 0].max() < 40
    assert fitted[size[1] // 2 + 3 :, :, 0].min() > 160
    assert fitted[:, : size[0] // 2 - 3, 1].max() < 40
    assert fitted[:, size[0] // 2 + 3 :, 1].min() > 160
