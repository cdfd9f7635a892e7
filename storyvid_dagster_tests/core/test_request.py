from datetime import date

import pytest
from pydantic import ValidationError

from storyvid_dagster.core.request import Aspect, SoundMode, StoryRequest, VoiceType


def test_a_bare_drawing_is_enough() -> None:
    request = StoryRequest()
    assert (request.child_age, request.aspect, request.music) == (5, Aspect.WIDE, "auto")
    assert request.sound is SoundMode.FULL


def test_short_names_mean_the_same_as_long_ones() -> None:
    short = StoryRequest.model_validate(
        {"age": 7, "name": "Mia", "voice": "silly", "context": "loves trains"}
    )
    long = StoryRequest(
        child_age=7, child_name="Mia", voice_type=VoiceType.SILLY, personal_context="loves trains"
    )
    assert short == long


@pytest.mark.parametrize(
    "wrong",
    [
        {"age": 1}, {"age": 10}, {"theme": "war"}, {"scenes": 2}, {"scenes": 9}, {"name": "x" * 41},
        {"name": "Mia{\\b}"}, {"title": "a\nb"}, {"langauge": "en"}, {"language": "de"}, {"aspect": "4:3"},
        {"sound": "loud"},
    ],
)  # fmt: skip
def test_what_cannot_be_done_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        StoryRequest.model_validate(wrong)


@pytest.mark.parametrize("aspect", Aspect)
@pytest.mark.parametrize("height_px", [240, 361, 720, 1080, 2160])
def test_sizes_are_even_and_of_the_asked_shape(aspect: Aspect, height_px: int) -> None:
    width, height = aspect.size(height_px)
    across, down = map(int, aspect.value.split(":"))
    assert width % 2 == height % 2 == 0
    assert width / height == pytest.approx(across / down, rel=0.01)


def test_what_nobody_asked_for_is_not_kept() -> None:
    asked = StoryRequest.model_validate({"age": 4, "name": "Mia"})
    kept = asked.model_dump(mode="json")
    assert kept == {"child_age": 4, "child_name": "Mia"}
    again = StoryRequest.model_validate_json(asked.model_dump_json())
    assert (again, again.told_age) == (asked, 4)
    nobody = StoryRequest.model_validate_json(StoryRequest().model_dump_json())
    assert (nobody.child_age, nobody.told_age) == (5, None)


def test_a_day_is_a_day() -> None:
    asked = StoryRequest.model_validate({"date": "2026-05-03"})
    assert asked.drawn_on == date(2026, 5, 3)
    assert asked.model_dump(mode="json") == {"drawn_on": "2026-05-03"}
    with pytest.raises(ValidationError, match="date"):
        StoryRequest.model_validate({"date": "last Sunday"})
