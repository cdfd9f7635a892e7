"""What each first change is for, tried in the checkout in which it was made, and nowhere else."""

import asyncio
import io

import cv2
import dagster as dg
import numpy as np
from PIL import Image

from storyvid_dagster.audio.soundscape import ambience_of, sounds_of
from storyvid_dagster.cli.app import app
from storyvid_dagster.core.acting import Action, moves
from storyvid_dagster.core.options import parse_request
from storyvid_dagster.core.request import StoryRequest, Style, VoiceType
from storyvid_dagster.core.results import WordTime
from storyvid_dagster.core.story import Setting, StoryScript, TimeOfDay
from storyvid_dagster.definitions import build
from storyvid_dagster.defs import checks, extras
from storyvid_dagster.defs.drawing_config import DrawingConfig
from storyvid_dagster.defs.io_manager import DocumentIOManager
from storyvid_dagster.defs.partitions import RUN_ID, runs
from storyvid_dagster.defs.resources import FilmResource
from storyvid_dagster.illustration.painter import EmbeddedPainter
from storyvid_dagster.media.store import MediaStore
from storyvid_dagster.ports import PictureOrder, SpeechOrder
from storyvid_dagster.render.stage.acting import pose_at
from storyvid_dagster.render.stage.pose import ActionSpace
from storyvid_dagster.settings import Settings
from storyvid_dagster.speech.narrator import EmbeddedNarrator
from storyvid_dagster.storytelling.acting import acts_in
from storyvid_dagster_tests.storytelling.telling import assert_reads_well, drawing, told, write


def painted(story: StoryScript, **changes: object) -> np.ndarray:
    friend = np.zeros((120, 90, 4), np.uint8)
    cv2.ellipse(friend, (45, 60), (36, 52), 0, 0, 360, (40, 120, 240, 255), -1)
    png = cv2.imencode(".png", friend)[1].tobytes()
    scene = story.scenes[0].model_copy(update={"figures": (1,), "weather": None, **changes})
    style = changes.get("style", Style.STORYBOOK)
    order = PictureOrder(scene, 3, Style(str(style)), (426, 240), 5, png, (png,), ("orange",))
    with Image.open(io.BytesIO(asyncio.run(EmbeddedPainter().paint(order)).png)) as picture:
        return np.asarray(picture.convert("RGB"))


def test_a_plot() -> None:
    for age in (3, 5, 7, 9):
        page = drawing(theme="counting", age=age)
        stories = (write(page, seed) for seed in range(100))
        assert_reads_well(next(story for story in stories if story.title == "The Button Box"), page.request)


def test_a_style(story: StoryScript) -> None:
    style = parse_request({"style": "chalk"}).style
    assert painted(story, style=style).mean() < painted(story).mean() - 20


def test_a_voice(store: MediaStore) -> None:
    order = SpeechOrder("Hello.", VoiceType.GENTLE, seed=0)
    speech = asyncio.run(EmbeddedNarrator(store, "kokoro").narrate(order))
    assert "af_duet" in speech.made_by.model
    assert float(np.abs(speech.samples).max()) > 0.05


def test_a_place(story: StoryScript) -> None:
    desert = Setting("desert")
    assert ambience_of(desert, TimeOfDay.DAY, None) is not None
    sand = painted(story, setting=desert, time_of_day=TimeOfDay.DAY)[-40:].mean((0, 1))
    assert sand[0] > sand[2] + 40


def test_an_action() -> None:
    text = "Pip tumbled down the hill."
    (act,) = acts_in(text, {"Pip": 1})
    assert act.action is Action("tumble")
    spoken = [WordTime(text=word, start_s=n / 2, end_s=n / 2 + 0.4) for n, word in enumerate(text.split())]
    move = next(move for move in moves([act], [1], spoken, 4.0) if move.action is act.action)
    room = ActionSpace(height=100, width=60, up=80, walk=100, off=300, facing=0, neighbour=0, phase=0)
    middle = pose_at(move.start_s + move.length_s / 2, [move], room)
    assert middle.turn_degrees > 90
    assert [*sounds_of(move, on_card=False)]


def test_an_option() -> None:
    assert parse_request({"dedication": "Grandma"}).dedication == "Grandma"  # pyright: ignore
    assert DrawingConfig(dedication="Grandma").options() == {"dedication": "Grandma"}  # pyright: ignore


def make(
    store: MediaStore, *assets: object, checks: list[dg.AssetChecksDefinition]
) -> dg.ExecuteInProcessResult:
    """Make assets of a story that is in the store, and judge them."""
    with dg.DagsterInstance.ephemeral() as instance:
        instance.add_dynamic_partitions(RUN_ID, ["pip"])
        definitions = dg.Definitions(
            assets=assets,  # pyright: ignore
            asset_checks=checks,
            resources={
                "io_manager": DocumentIOManager(base=str(store.root)),
                "media": store,
                "film": FilmResource(height_px=240, fps=12, media_url="/media"),
            },
        )
        job = definitions.get_implicit_global_asset_job_def()
        return job.execute_in_process(instance=instance, partition_key="pip")


def test_an_asset(finished: MediaStore) -> None:
    loaded = build(Settings(data_dir=finished.root), by_itself=False)
    assert loaded.resolve_asset_graph().has(dg.AssetKey("word_list"))
    (asset,) = (each for each in extras.ALL if each.key.path == ["word_list"])
    assert make(finished, dg.AssetSpec("story_script", partitions_def=runs), asset, checks=[]).success
    (key,) = (key for key in finished.keys("extras") if key.endswith("_words.txt"))
    assert b"pip" in finished.get(key)


def test_an_asset_check(store: MediaStore, story: StoryScript) -> None:
    @dg.asset(partitions_def=runs)
    def story_script() -> StoryScript:
        return story.model_copy(
            update={"title": "A title so long that nobody can read it from across the room"}
        )

    (check,) = (check for check in checks.ALL if next(iter(check.check_keys)).name == "title_fits")
    (verdict,) = make(store, story_script, checks=[check]).get_asset_check_evaluations()
    assert (verdict.check_name, verdict.passed) == ("title_fits", False)


def test_a_language() -> None:
    german = write(drawing(theme="counting", age=5, language="de"))
    assert told(german) == told(write(drawing(theme="counting", age=5)))
    assert app.registered_commands
    assert StoryRequest(language="de").language == "de"  # pyright: ignore
