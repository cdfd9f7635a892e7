import numpy as np
import pytest

from storyvid_dagster.core.request import Style
from storyvid_dagster.render.planes import Frame
from storyvid_dagster.render.transitions import Transition

SIZE = (320, 180)
OLD, NEW = 60, 200


def mixed(style: Style, part: float) -> Frame:
    old, new = Frame(SIZE), Frame(SIZE)
    old.buffer[:], new.buffer[:] = OLD, NEW
    Transition(style, SIZE).mix(old, new, part)
    return old


@pytest.mark.parametrize("style", Style)
def test_it_begins_with_the_old_picture_and_ends_with_the_new_one(style: Style) -> None:
    assert np.abs(mixed(style, 0.0).buffer.astype(int) - OLD).max() <= 1
    assert np.abs(mixed(style, 1.0).buffer.astype(int) - NEW).max() <= 1


@pytest.mark.parametrize("style", Style)
def test_the_new_picture_comes_steadily_and_never_goes_back(style: Style) -> None:
    """Chroma, which no shadow touches, tells how much has come; no step takes more than a fifth."""
    come = [(float(mixed(style, part / 16).u.mean()) - OLD) / (NEW - OLD) for part in range(17)]
    steps = np.diff(come)
    assert steps.min() >= -1e-6
    assert steps.max() < 0.2


@pytest.mark.parametrize("style", Style)
def test_half_way_both_pictures_are_seen(style: Style) -> None:
    frame = mixed(style, 0.5)
    for plane in (frame.u, frame.v):
        assert 0.05 < np.mean(plane > 180) < 0.95
        assert 0.05 < np.mean(plane < 80) < 0.95


def test_styles_differ() -> None:
    halves = [mixed(style, 0.5).u for style in Style]
    for i, one in enumerate(halves):
        assert all(np.abs(one.astype(int) - other).mean() > 5 for other in halves[:i])
