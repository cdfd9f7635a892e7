import unicodedata
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from storyvid_dagster.core.options import OPTIONS, Option, parse_request
from storyvid_dagster.core.request import Aspect, SoundMode, StoryRequest, VoiceType
from storyvid_dagster.errors import RequestError


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
        {"sound": "loud"}, {"budget_usd": "inf"}, {"budget_usd": "nan"}, {"name": "-"}, {"name": "\u093e"},
        {"name": "\ud800"}, {"title": "\ud800"}, {"title": "a\u202eb"}, {"title": "\ufeff"},
        {"drawn_on": 2026},
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


@pytest.mark.parametrize(
    "written",
    [
        "2026-05-13", "2026-5-13", "2026/05/13", "2026.5.13", "13.5.2026", "13.05.2026", "5/13/2026",
        "13-5-2026", "13 May 2026", "13. may 2026", "13th of May 2026", "May 13, 2026", "MAY 13th 2026",
        "  13  May  2026 ",
    ],
)  # fmt: skip
def test_a_day_is_read_in_every_form_that_can_mean_one_day_only(written: str) -> None:
    assert parse_request({"drawn_on": written}).drawn_on == date(2026, 5, 13)


@pytest.mark.parametrize(
    "written",
    ["3.5.2026", "03/05/2026", "last Sunday", "2026-02-30", "31 February 2026", "7", "3.5.26", "5 M 2026",
     "0.0.2026"],
)  # fmt: skip
def test_another_day_is_refused_with_the_form_that_is_wanted(written: str) -> None:
    with pytest.raises(RequestError, match="2026-05-03"):
        parse_request({"drawn_on": written})


def test_a_day_that_may_be_two_names_both() -> None:
    with pytest.raises(RequestError, match=r"3 May 2026 or 5 March 2026"):
        parse_request({"date": "3.5.2026"})


@pytest.mark.parametrize(
    "option", [option for option in OPTIONS if option.choices], ids=lambda each: each.name
)
def test_a_choice_is_read_in_any_case_and_a_wrong_one_is_told_with_the_right_ones(option: Option) -> None:
    for choice in option.choices:
        assert parse_request({option.name: f" {choice.title()} "}) == parse_request({option.name: choice})
    with pytest.raises(RequestError, match=f"{option.name} is 'nonsense' and may be .*{option.choices[-1]}"):
        parse_request({option.name: "Nonsense"})


@pytest.mark.parametrize(
    ("written", "music"),
    [("no", "none"), ("No", "none"), ("off", "none"), ("false", "none"), ("None", "none"), ("yes", "auto"),
     ("AUTO", "auto"), ("No Name.mp3", "No Name.mp3")],
)  # fmt: skip
def test_music_is_read_as_a_person_means_it(written: str, music: str) -> None:
    assert parse_request({"music": written}).music == music


@pytest.mark.parametrize(
    "name",
    ["Zoë", "José María", "O’Brien", "D'Arcy", "Anne-Marie", "J. R.", "मीरा", "สมชาย", "美咲", "محمد",
     "کیان‌مهر", "Nguyễn", "Łukasz", "மீனா", "李·明", "ශ්‍රී"],
)  # fmt: skip
def test_a_name_may_be_of_any_script_and_is_the_same_however_its_accents_are_stored(name: str) -> None:
    composed = parse_request({"name": unicodedata.normalize("NFC", name)})
    assert parse_request({"name": unicodedata.normalize("NFD", name)}) == composed
    assert composed.child_name == unicodedata.normalize("NFC", name)


@pytest.mark.parametrize("title", ["my lion 🦁", "👨‍👩‍👧 my family", "I ❤️ trains", "👍🏽", "🇫🇷", "7", "yes"])
def test_a_title_may_have_emoji(title: str) -> None:
    assert parse_request({"title": title}).title == title


def test_every_blank_is_a_space() -> None:
    assert parse_request({"title": "my\u00a0cat\u3000Mimi\t2"}).title == "my cat Mimi 2"


def test_an_option_is_found_under_each_of_its_names_and_a_typing_error_is_told() -> None:
    assert parse_request({"Drawn-On": "2026-05-03", "AGE": "7"}).model_dump(mode="json") == {
        "drawn_on": "2026-05-03",
        "child_age": 7,
    }
    with pytest.raises(RequestError, match="did you mean language"):
        parse_request({"langauge": "en"})
    with pytest.raises(RequestError, match="child_name is given twice"):
        parse_request({"name": "Mia", "child_name": "Ann"})


def test_what_is_given_as_nothing_is_not_given() -> None:
    assert parse_request({"theme": None, "style": None}) == parse_request({})


@given(
    st.dictionaries(st.sampled_from([option.name for option in OPTIONS]) | st.text(), st.none() | st.text())
)
def test_any_text_is_an_option_or_is_refused_and_what_is_taken_can_be_kept(
    asked: dict[str, str | None],
) -> None:
    try:
        request = parse_request(asked)
    except RequestError:
        return
    assert StoryRequest.model_validate_json(request.model_dump_json()) == request
