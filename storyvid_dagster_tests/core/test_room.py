"""Estimates of room, against stories that were measured."""

import pytest

from storyvid_dagster.core.request import StoryRequest
from storyvid_dagster.core.room import film_bytes, story_bytes

SECONDS = 100.0


def test_more_of_anything_needs_more_room() -> None:
    small, large = (854, 480), (1920, 1080)
    assert film_bytes(small, SECONDS, SECONDS) < film_bytes(large, SECONDS, SECONDS)
    assert film_bytes(small, SECONDS, 0) < film_bytes(small, SECONDS, SECONDS)
    story = story_bytes(StoryRequest(child_age=5), 480)
    assert story < story_bytes(StoryRequest(child_age=5), 1080)
    assert story < story_bytes(StoryRequest(child_age=8), 480)
    assert story > story_bytes(StoryRequest(child_age=5, scenes=3), 480)
    assert story > story_bytes(StoryRequest(child_age=5, music="none"), 480)
    assert story > film_bytes(small, SECONDS, SECONDS)


@pytest.mark.parametrize(
    ("request_", "height_px", "left_mb"),
    [
        (StoryRequest(child_age=5, scenes=3), 240, 51),
        (StoryRequest(child_age=9), 240, 95),
        (StoryRequest(child_age=8, scenes=7), 360, 117),
        (StoryRequest(child_age=5), 720, 98),
        (StoryRequest(child_age=5, scenes=3), 1080, 181),
    ],
)
def test_an_estimate_is_above_what_was_measured_and_not_far(
    request_: StoryRequest, height_px: int, left_mb: float
) -> None:
    assert left_mb < story_bytes(request_, height_px) / 1e6 < 2.5 * left_mb
