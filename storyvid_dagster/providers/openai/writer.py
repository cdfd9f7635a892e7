"""Writes the story of a drawing."""

import html
import re
import time
from collections.abc import Sequence
from typing import Annotated

from pydantic import Field, StringConstraints

from storyvid_dagster.billing.paid_calls import PaidCalls
from storyvid_dagster.core import prompts
from storyvid_dagster.core.acting import EVERYONE, Act, Action, word_of
from storyvid_dagster.core.drawing import DrawingAnalysis
from storyvid_dagster.core.files import MadeBy
from storyvid_dagster.core.request import Theme
from storyvid_dagster.core.story import (
    Scene,
    Setting,
    StoryScript,
    TimeOfDay,
    Weather,
    band_for,
    can_be,
    faults,
    grave_faults,
    scenes_for,
    without_odd,
)
from storyvid_dagster.providers.openai.asking import Question, Shape, ask
from storyvid_dagster.providers.openai.client import OpenAIClient


class ActAnswer(Shape):
    """What one figure does, as the model is asked for it."""

    figure: int
    action: Action
    on_word: Annotated[str, StringConstraints(max_length=40)]
    to: int | None = None


class SceneAnswer(Shape):
    """One scene, as the model is asked for it."""

    text: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=1800)]
    picture_prompt: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=500)]
    setting: Setting
    time_of_day: TimeOfDay
    weather: Weather | None
    figures: tuple[int, ...] = Field(max_length=30)
    acts: tuple[ActAnswer, ...] = Field(max_length=30)


class StoryAnswer(Shape):
    """A story, as the model is asked for it."""

    title: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=80)]
    theme: Theme
    scenes: tuple[SceneAnswer, ...] = Field(min_length=1, max_length=12)


class OpenAIWriter:
    """A language model. It never learns the child's name: that is filled in here."""

    def __init__(self, client: OpenAIClient, paid_calls: PaidCalls) -> None:
        self._client, self._paid_calls = client, paid_calls

    async def write(self, drawing: DrawingAnalysis, seed: int, unfit: Sequence[str] = ()) -> StoryScript:
        """Write a script that fits `drawing.request`; `unfit` names what a moderator found in one before."""
        started_s = time.monotonic()
        request = drawing.request
        band, n_scenes = band_for(request.child_age), request.scenes or scenes_for(request.child_age)
        instructions, text = prompts.story(drawing, band, n_scenes, request.theme)
        if unfit:
            text = f"{text}\n{prompts.again(unfit)}"
        question = Question(
            what="the story",
            shape=StoryAnswer,
            instructions=instructions,
            text=f"{text}\nVariation {seed}.",
            max_tokens=8000,
        )

        def script(answer: StoryAnswer) -> StoryScript:
            return _script(answer, drawing, seed)

        answer, usd, misses = await ask(
            question,
            self._client,
            self._paid_calls,
            lambda given: (*faults(script(given), n_scenes), *_figure_faults(given, len(drawing.figures))),
            lambda given: grave_faults(script(given)),
        )
        made_by = MadeBy(
            provider="openai",
            model=self._client.options.text_model,
            seconds=round(time.monotonic() - started_s, 3),
            cost_usd=usd,
            notes=(f"the story was sent back once and still misses: {'; '.join(misses)}",) if misses else (),
        )
        return script(answer).model_copy(update={"made_by": made_by})


def _script(answer: StoryAnswer, drawing: DrawingAnalysis, seed: int) -> StoryScript:
    request = drawing.request
    scenes = tuple(
        Scene(
            number=number,
            text=prompts.with_name(_plain(scene.text), request.child_name),
            setting=scene.setting,
            time_of_day=scene.time_of_day,
            weather=_weather(scene),
            figures=tuple(f for f in scene.figures if 1 <= f <= len(drawing.figures)),
            picture_prompt=scene.picture_prompt.replace(prompts.CHILD, "the hero"),
            acts=_acts(scene, len(drawing.figures)),
        )
        for number, scene in enumerate(answer.scenes, start=1)
    )
    return StoryScript(
        run_id=drawing.run_id,
        title=prompts.with_name(_plain(answer.title), request.child_name)[:80],
        theme=request.theme or answer.theme,
        child_age=request.child_age,
        seed=seed,
        scenes=scenes,
        made_by=MadeBy(provider="openai", model=""),
    )


def _acts(scene: SceneAnswer, n_figures: int) -> tuple[Act, ...]:
    acts: list[Act] = []
    word = 0
    for act in scene.acts:
        if EVERYONE <= act.figure <= n_figures:
            word = word_of(scene.text, act.on_word, word)
            to = act.to if act.to in range(1, n_figures + 1) and act.to != act.figure else None
            acts.append(Act(figure=act.figure, action=act.action, word=word, to=to))
    return tuple(acts)


def _weather(scene: SceneAnswer) -> Weather | None:
    """Leave out what cannot be in such a place."""
    told = scene.weather
    return told if told and can_be(told, scene.setting, scene.time_of_day) else None


def _plain(text: str) -> str:
    """Leave out tags, stars, emoji and other signs that nobody reads aloud; the name's braces stay."""
    text = re.sub(r"<[^<>]{1,40}>", " ", html.unescape(text))
    kept = prompts.CHILD.join(map(without_odd, text.split(prompts.CHILD)))
    return " ".join(kept.split())


def _figure_faults(answer: StoryAnswer, n_figures: int) -> list[str]:
    return [
        f"scene {number} names figure {figure}; there are 1 to {n_figures}"
        for number, scene in enumerate(answer.scenes, start=1)
        for figure in scene.figures
        if not 1 <= figure <= n_figures
    ]
