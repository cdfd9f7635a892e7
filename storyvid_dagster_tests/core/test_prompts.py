"""What a painter is told of a scene."""

import pytest

from storyvid_dagster.core import prompts
from storyvid_dagster.core.drawing import DrawingAnalysis, Relation
from storyvid_dagster.core.kinds import Kind, Role
from storyvid_dagster.core.request import Likeness, StoryRequest, Style
from storyvid_dagster.core.story import Scene, Setting, TimeOfDay, Weather, band_for


def told(setting: Setting, weather: Weather | None = None) -> str:
    scene = Scene(
        number=1,
        text="Here we are.",
        setting=setting,
        time_of_day=TimeOfDay.DAY,
        weather=weather,
        figures=(),
        picture_prompt="A friend.",
    )
    return prompts.scene(scene, "a cat", Style.CRAYON, Likeness.LIGHT)


def test_every_setting_is_a_place_of_its_own() -> None:
    assert len({told(setting) for setting in Setting}) == len(Setting)


def test_a_writer_is_told_what_the_figures_are(analysis: DrawingAnalysis) -> None:
    figure = analysis.figures[0]
    cat = figure.model_copy(update={"kind": Kind.CAT, "role": Role.ANIMAL, "name": "Mimi"})
    house = figure.model_copy(update={"number": 2, "kind": Kind.HOUSE, "role": Role.BUILDING})
    plant = figure.model_copy(update={"number": 3, "kind": Kind.UNKNOWN, "role": Role.PLANT})
    known = analysis.model_copy(update={"figures": (cat, house, plant)})
    _, order = prompts.story(known, band_for(5), 6, None)
    assert "figure 1 is cat called Mimi; figure 2 is house, which stays where it is" in order
    assert "figure 3 is of the sort plant, which stays where it is" in order
    riding = known.model_copy(update={"relations": (Relation(kind="inside", figure=1, other=2),)})
    assert "; figure 1 is inside figure 2." in prompts.story(riding, band_for(5), 6, None)[1]
    assert "As far as is known" not in prompts.story(analysis, band_for(5), 6, None)[1]


@pytest.mark.parametrize("weather", Weather)
def test_the_weather_is_told(weather: Weather) -> None:
    assert f"{weather}" in told(Setting.MEADOW, weather)
    assert ", with" not in told(Setting.MEADOW).partition("The place is")[2].partition(".")[0]


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("Mia", "Mia’s cat, for Mia!", "{child}’s cat, for {child}!"),
        ("Mia", "Miami", "Miami"),
        ("प्रिया", "my cat and प्रिया", "my cat and {child}"),
        ("美咲", "美咲と猫", "{child}と猫"),
        ("محمد", "قطة ومحمد", "قطة و{child}"),
        ("민준", "민준이의 고양이", "{child}이의 고양이"),
        ("Саша", "Саша и кот", "{child} и кот"),
    ],
)
def test_a_name_of_any_script_is_kept_from_a_vendor(name: str, text: str, told: str) -> None:
    assert prompts.spoken_for(text, StoryRequest(child_name=name)) == told
