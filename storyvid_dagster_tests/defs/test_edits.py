"""One scene is changed, and only that scene is made again."""

from pathlib import Path

import pytest

from storyvid_dagster.core import names
from storyvid_dagster.core.edits import SceneEdit
from storyvid_dagster.core.options import parse_request
from storyvid_dagster.core.story import StoryScript
from storyvid_dagster.media.documents import read_document
from storyvid_dagster.media.store import MediaStore
from storyvid_dagster.speech.narrator import EmbeddedNarrator
from storyvid_dagster.stages.approval import change
from storyvid_dagster.stages.edits import AFTER_EDIT, begin_edits
from storyvid_dagster_tests.defs.test_assets import Studio, failure_text, made, studio
from storyvid_dagster_tests.speech.test_narrator import Hummer

__all__ = ["studio"]

BEFORE_EDIT = ("drawing", "drawing_analysis", "story_script")
PAINTED_AND_READ = AFTER_EDIT[:-1]
FAR_AWAY = "The ball flew far away. Where was the ball?"


def edit(store: MediaStore, **changed: object) -> None:
    edits = begin_edits("pip", store)
    change(edits.with_edit(SceneEdit.model_validate({"scene": 2, **changed})), store)


def files_of(store: MediaStore) -> dict[str, str]:
    """Key -> hash of the pictures and narrations."""
    keys = [key for folder in ("images", "audio") for key in store.keys(folder)]
    return {key: store.describe(key).sha256 for key in keys}


@pytest.mark.slow
def test_the_life_of_a_change(studio: Studio, tmp_path: Path) -> None:
    hummer, store = Hummer(), studio.store
    studio.narrator = EmbeddedNarrator(store, engines={"kokoro": lambda: hummer})  # pyright: ignore[reportAttributeAccessIssue]

    def make(*assets: str) -> tuple[list[int], list[str]]:
        """Make assets, and give the scenes that were painted and the sentences that were spoken."""
        studio.painter.painted.clear()
        hummer.asked.clear()
        result = studio.make("pip", *assets)
        assert made(result) == set(assets), failure_text(result)
        return studio.painter.painted, [said for said, _, _ in hummer.asked]

    def words() -> str:
        return read_document(StoryScript, "pip", store).scenes[1].text

    painted, said = make(*BEFORE_EDIT, "scene_images", "narration")
    assert (sorted(painted), len(said)) == ([1, 2, 3], 6)
    before = files_of(store)

    edit(store, text=FAR_AWAY)
    assert make(*PAINTED_AND_READ) == ([2], ["The ball flew far away.", "Where was the ball?"])
    after = files_of(store)
    assert {key for key in before if after[key] != before[key]} == {names.scene_audio("pip", 2)}
    assert words() == FAR_AWAY

    edit(store, text=FAR_AWAY, setting="sea", picture_seed=8)
    assert make(*PAINTED_AND_READ) == ([2], [])
    edit(store, text=FAR_AWAY, setting="sea", picture_seed=8, action="dance")
    assert make(*PAINTED_AND_READ) == ([], [])

    def ask(**options: object) -> None:
        request = parse_request({"child_age": 3, "music": "none", **options})
        studio.inbox.adopt("pip", tmp_path / "cat.png", request, name="cat.png")
        make(*BEFORE_EDIT)

    ask(style="comic", voice_type="silly")
    assert words() == FAR_AWAY, "a change stays when the story is made another way"
    assert studio.writer.calls == 1
    ask(seed=9)
    assert words() != FAR_AWAY, "another story is told as it is written"
    notes = read_document(StoryScript, "pip", store).made_by.notes
    assert any("belongs to another story" in note for note in notes)

    studio.moderator.minds_words = ("grim",)
    edit(store, text="The ball was grim.")
    result = studio.make("pip", *PAINTED_AND_READ)
    assert made(result) == set()
    assert "scene 2 is not fit for small children" in failure_text(result)
