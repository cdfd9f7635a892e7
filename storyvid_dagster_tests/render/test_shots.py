from storyvid_dagster.core.acting import EVERYONE, Act, Action
from storyvid_dagster.core.scenery import Scenery
from storyvid_dagster.render.camera import Intent
from storyvid_dagster.render.shots import intent_of
from storyvid_dagster.render.storyboard import SceneStill


def scene(number: int, *acts: tuple[int, Action], parts: bool = True) -> SceneStill:
    told = tuple(Act(figure=figure, action=action, word=0) for figure, action in acts)
    return SceneStill(number, b"", (0.5, 0.5), Scenery(b"", None, (), 0) if parts else None, told)


def test_the_camera_moves_for_what_the_hero_does() -> None:
    assert intent_of(scene(1, (1, Action.WALK))) is Intent.ESTABLISH
    assert intent_of(scene(2, (1, Action.WALK), (1, Action.HUG))) is Intent.FOLLOW
    assert intent_of(scene(3, (EVERYONE, Action.SLEEP))) is Intent.CLOSER
    assert intent_of(scene(4, (2, Action.WALK))) is Intent.ROAM
    assert intent_of(scene(5, (1, Action.HOP))) is Intent.ROAM
    assert intent_of(scene(6, (1, Action.WALK), parts=False)) is Intent.ROAM  # nobody walks in a still
