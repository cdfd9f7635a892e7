"""What a person changed in a written story, and the story as it then is."""

from collections.abc import Iterator
from difflib import SequenceMatcher
from hashlib import sha256
from json import dumps
from typing import Annotated

from pydantic import BeforeValidator, Field, StringConstraints

from storyvid_dagster.core.acting import Act, Action
from storyvid_dagster.core.drawing import DrawingAnalysis
from storyvid_dagster.core.files import Document
from storyvid_dagster.core.named import Named, named_in
from storyvid_dagster.core.prompts import name_pattern
from storyvid_dagster.core.story import Scene, Setting, StoryScript, TimeOfDay, can_be
from storyvid_dagster.core.things import FIRST_PROP, Spot, Thing, kind_of
from storyvid_dagster.core.told_weather import weather_in

HERO = 1
"""The figure that an action is asked of."""
_MOST_PROPS = 5
_AROUND = " .,!?;:'\"’‘“”…–—-()"
_OF_THE_FILM = frozenset({
    "style", "voice_type", "say_name", "drawn_on", "music", "captions", "sound", "aspect", "approve",
    "painter", "narrator", "fallback", "likeness", "budget_usd",
})  # fmt: skip
"""Options that no story is told by: with another of these, edits still fit."""


def _one_line(typed: object) -> object:
    return " ".join(typed.split()) if isinstance(typed, str) else typed


Text = Annotated[str, BeforeValidator(_one_line), StringConstraints(min_length=1, max_length=1800)]
Title = Annotated[str, BeforeValidator(_one_line), StringConstraints(min_length=1, max_length=80)]
Prompt = Annotated[str, BeforeValidator(_one_line), StringConstraints(min_length=1, max_length=500)]


class SceneChange(Document):
    """What is changed in a scene; whatever is not given stays."""

    text: Text | None = Field(default=None, description="The words read over it")
    setting: Setting | None = Field(default=None, description="Where it takes place")
    time_of_day: TimeOfDay | None = Field(default=None, description="The light it stands in")
    action: Action | None = Field(default=None, description="What the hero does in it")
    picture_prompt: Prompt | None = Field(
        default=None, description="What a vendor's painter is told; the embedded one paints place and things"
    )
    picture_seed: int | None = Field(
        default=None, ge=0, le=2**32 - 1, description="Another one, another picture of the same"
    )


class SceneEdit(SceneChange):
    """All that was changed in one scene."""

    scene: int = Field(ge=1, description="Its number in the story as it was written")


class StoryEdits(Document):
    """All that was changed in a story."""

    run_id: str
    written: StoryScript = Field(description="The story before any change")
    told_of: str = Field(description="Hash of what it was told of: to another story no edit belongs")
    title: str | None = None
    order: tuple[int, ...] = Field(
        min_length=1, description="The scenes by their numbers as written; those left out are dropped"
    )
    scenes: tuple[SceneEdit, ...] = ()
    before: tuple[SceneEdit, ...] = Field(
        default=(), description="How scenes were that are changed and not yet accepted"
    )

    def edit_of(self, scene: int) -> SceneEdit:
        """Give what was changed in a scene, by its number as written."""
        return next((edit for edit in self.scenes if edit.scene == scene), SceneEdit(scene=scene))

    def with_edit(self, edit: SceneEdit) -> "StoryEdits":
        """Give the same with another edit of one scene; its last accepted one is kept to compare with."""
        others = tuple(one for one in self.scenes if one.scene != edit.scene)
        is_compared = any(one.scene == edit.scene for one in self.before)
        before = self.before if is_compared else (*self.before, self.edit_of(edit.scene))
        return self.model_copy(update={"scenes": (*others, edit), "before": before})

    def accepted(self, scene: int) -> "StoryEdits":
        """Give the same with the change of a scene accepted."""
        return self.model_copy(update={"before": tuple(one for one in self.before if one.scene != scene)})

    def undone(self, scene: int) -> "StoryEdits":
        """Give the same with a scene as it was when its changes were last accepted."""
        others = tuple(one for one in self.scenes if one.scene != scene)
        was = tuple(one for one in self.before if one.scene == scene)
        return self.accepted(scene).model_copy(update={"scenes": (*others, *was)})


def told_of(drawing: DrawingAnalysis) -> str:
    """Give the hash of all that a writer is told: of the request, without what is only of the film."""
    content = drawing.content()
    request = {name: value for name, value in content["request"].items() if name not in _OF_THE_FILM}
    return sha256(dumps({**content, "request": request}, sort_keys=True, default=str).encode()).hexdigest()


def edited(edits: StoryEdits, child_name: str | None = None) -> StoryScript:
    """Give the story with its edits.

    Acts and things stay where their words do, and new words bring their things and weather. What was not
    touched is the very same scene, so its picture and narration are not made again.

    Args:
        edits: The story and what was changed.
        child_name: Kept out of what a painter is told.
    """
    written = {scene.number: scene for scene in edits.written.scenes}
    has_things = edits.written.made_by.provider == "embedded"
    scenes = (
        _edited(written[number], edits.edit_of(number), child_name, has_things=has_things)
        for number in edits.order
    )
    placed = tuple(scene.model_copy(update={"number": at}) for at, scene in enumerate(scenes, start=1))
    return edits.written.model_copy(update={"title": edits.title or edits.written.title, "scenes": placed})


def _edited(scene: Scene, edit: SceneEdit, child_name: str | None, *, has_things: bool) -> Scene:
    text = edit.text or scene.text
    setting = edit.setting or scene.setting
    time_of_day = edit.time_of_day or scene.time_of_day
    acts, things, weather, first_text = scene.acts, scene.things, scene.weather, None
    if text != scene.text:
        acts, first_text = _carried(scene, text), scene.text
        things = _told_things(scene, text) if has_things else things
        weather = weather_in(text, setting, time_of_day)
    elif weather and not can_be(weather, setting, time_of_day):
        weather = None
    if edit.action:
        acts = _doing(acts, edit.action, len(text.split()))
    prompt = edit.picture_prompt or scene.picture_prompt
    if edit.picture_prompt and child_name:
        prompt = name_pattern(child_name).sub("the child", prompt)
    return scene.model_copy(
        update={
            "text": text, "setting": setting, "time_of_day": time_of_day, "weather": weather, "acts": acts,
            "things": things, "picture_prompt": prompt, "picture_seed": edit.picture_seed,
            "first_text": first_text,
        }
    )  # fmt: skip


def _carried(scene: Scene, text: str) -> tuple[Act, ...]:
    """Keep the acts whose words are still told, at their new places; who is there from the start stays."""
    before, after = _tokens(scene.text), _tokens(text)
    blocks = SequenceMatcher(None, before, after, autojunk=False).get_matching_blocks()
    places = {block.a + at: block.b + at for block in blocks for at in range(block.size)} | {0: 0}
    return tuple(
        act.model_copy(update={"word": places[act.word]}) for act in scene.acts if act.word in places
    )


def _tokens(text: str) -> list[str]:
    return [token.strip(_AROUND).lower() for token in text.split()]


def _told_things(scene: Scene, text: str) -> tuple[Thing, ...]:
    """Leave out the things that are told no more, and add those that are told now."""
    before, after = (tuple(named_in(words)) for words in (scene.text, text))
    gone = {named.kind for named in before} - {named.kind for named in after}
    kept = tuple(thing for thing in scene.things if kind_of(thing.name) not in gone)
    known = {kind_of(thing.name) for thing in kept} | {named.kind for named in before}
    return (*kept, *_new_props(kept, [named for named in after if named.kind not in known]))


def _new_props(kept: tuple[Thing, ...], named: list[Named]) -> Iterator[Thing]:
    # A being that is named is more likely one of the figures than somebody new.
    props = [one for one in named if one.kind.spot is not Spot.BESIDE]
    n_props = sum(thing.number >= FIRST_PROP for thing in kept)
    first = max((thing.number for thing in kept), default=0) + 1
    for number, one in enumerate(props[: max(0, _MOST_PROPS - n_props)], start=max(FIRST_PROP, first)):
        yield Thing(number=number, name=one.name, spot=one.kind.spot, count=one.count or 1)


def _doing(acts: tuple[Act, ...], action: Action, n_words: int) -> tuple[Act, ...]:
    """Let the hero do one thing, twice, after it has come in."""
    others = (act for act in acts if act.figure != HERO or act.action is Action.ENTER)
    asked = (Act(figure=HERO, action=action, word=word) for word in (n_words // 4, n_words // 2))
    return tuple(sorted((*others, *asked), key=lambda act: act.word))
