from collections.abc import Iterator
from pathlib import Path

import dagster as dg
import pytest

from storyvid_dagster import settings
from storyvid_dagster.core import names
from storyvid_dagster.core.drawing import DrawingAnalysis
from storyvid_dagster.core.edits import SceneEdit
from storyvid_dagster.core.files import MadeBy
from storyvid_dagster.core.request import StoryRequest, Style
from storyvid_dagster.core.results import Extras
from storyvid_dagster.core.story import StoryScript
from storyvid_dagster.definitions import build
from storyvid_dagster.defs.backfills import take_back
from storyvid_dagster.defs.orchestrator import DagsterOrchestrator
from storyvid_dagster.defs.partitions import RUN_ID, runs
from storyvid_dagster.defs.schedules import (
    HEAL_TAG,
    PLAN_TAG,
    HealPolicy,
    ask,
    heal_schedule,
    heal_stories,
    part_of_day,
    plan_night,
)  # fmt: skip
from storyvid_dagster.intake.inbox import Inbox
from storyvid_dagster.intake.uploads import want_too
from storyvid_dagster.media.documents import STAGES, write_document
from storyvid_dagster.media.store import MediaStore
from storyvid_dagster.stages.edits import AFTER_EDIT, begin_edits, keep_edits

pytestmark = pytest.mark.slow

ASSETS = ("a", "b", "c", "d")
"""a -> b -> d, a -> c -> d: the shape of the real graph. `e` is an extra: nobody misses it."""


def chain(versions: dict[str, str] | None = None, fails: str = "") -> dg.Definitions:
    def make(name: str, deps: list[str]) -> dg.AssetsDefinition:
        @dg.asset(
            name=name, deps=deps, partitions_def=runs, group_name="extras" if name == "e" else "storyvid",
            code_version=(versions or {}).get(name, "1"),
        )  # fmt: skip
        def made() -> None:
            if name in fails:
                raise dg.Failure("no luck", allow_retries=False)

        return made

    links = {"a": [], "b": ["a"], "c": ["a"], "d": ["b", "c"], "e": ["d"]}
    assets = [make(name, deps) for name, deps in links.items()]
    return dg.Definitions(assets=assets, executor=dg.in_process_executor)


@pytest.fixture
def instance() -> Iterator[dg.DagsterInstance]:
    with dg.DagsterInstance.ephemeral() as instance:
        yield instance


@pytest.fixture
def inbox(store: MediaStore, tmp_path: Path, doodle: bytes, instance: dg.DagsterInstance) -> Inbox:
    inbox = Inbox(tmp_path / "uploads", store)
    picture = tmp_path / "cat.png"
    picture.write_bytes(doodle)
    for run_id in ("fox", "hen", "owl"):
        inbox.adopt(run_id, picture, StoryRequest(), name="cat.png")
        instance.add_dynamic_partitions(RUN_ID, [run_id])
    return inbox


def make(instance: dg.DagsterInstance, run_id: str, assets: str, *, version: str = "1") -> None:
    job = chain(dict.fromkeys(assets, version)).get_implicit_global_asset_job_def()
    keys = [dg.AssetKey(name) for name in assets]
    job.execute_in_process(instance=instance, partition_key=run_id, asset_selection=keys)


def fail(instance: dg.DagsterInstance, run_id: str, asset: str, tags: dict[str, str] | None = None) -> None:
    result = chain(fails=asset).get_implicit_global_asset_job_def().execute_in_process(
        instance=instance, partition_key=run_id, asset_selection=[dg.AssetKey(asset)],
        raise_on_error=False, tags=tags or {},
    )  # fmt: skip
    assert not result.success


def night(
    instance: dg.DagsterInstance,
    inbox: Inbox,
    *,
    most: int = 50,
    stale: bool = False,
    versions: dict[str, str] | None = None,
    definitions: dg.Definitions | None = None,
) -> str:
    """Ask for a night's run, and run it; give what is said of it."""
    policy = HealPolicy(run_ids_a_night=most, attempts=2, stale=stale)
    asked = ask(instance, (definitions or chain(versions)).get_repository_def(), inbox, policy)
    if isinstance(asked, dg.SkipReason):
        return asked.skip_message or ""
    assert heal_stories.execute_in_process(run_config=asked.run_config, instance=instance).success
    return asked.tags[PLAN_TAG]


def launched(instance: dg.DagsterInstance) -> dict[str, set[str]]:
    """Run_id -> assets, over every backfill there is."""
    found: dict[str, set[str]] = {}
    for backfill in instance.get_backfills():
        assert HEAL_TAG in backfill.tags
        subset = backfill.asset_backfill_data
        assert subset is not None
        for key, partitions in subset.target_subset.partitions_subsets_by_asset_key.items():
            for run_id in partitions.get_partition_keys():
                found.setdefault(run_id, set()).add(key.path[-1])
    return found


def test_what_is_missing_or_failed_is_launched_with_all_made_from_it(
    instance: dg.DagsterInstance, inbox: Inbox
) -> None:
    make(instance, "fox", "abcd")
    make(instance, "hen", "abcd")
    fail(instance, "hen", "c")
    make(instance, "owl", "a")
    night(instance, inbox)
    assert launched(instance) == {"hen": {"c", "d"}, "owl": {"b", "c", "d"}}


def test_run_ids_that_want_the_same_share_a_backfill(instance: dg.DagsterInstance, inbox: Inbox) -> None:
    make(instance, "fox", "a")
    make(instance, "hen", "a")
    message = night(instance, inbox)
    assert len(instance.get_backfills()) == 2
    assert "2 backfill(s) for 3 stories" in message


def test_a_second_night_waits_for_the_first(instance: dg.DagsterInstance, inbox: Inbox) -> None:
    night(instance, inbox)
    before = len(instance.get_backfills())
    assert "still at work" in night(instance, inbox)
    assert len(instance.get_backfills()) == before


def test_a_night_is_bounded_and_says_what_waits(instance: dg.DagsterInstance, inbox: Inbox) -> None:
    assert "2 wait for the next night" in night(instance, inbox, most=1)
    assert list(launched(instance)) == ["fox"]


def test_a_story_is_given_up_after_so_many_attempts_and_named(
    instance: dg.DagsterInstance, inbox: Inbox
) -> None:
    make(instance, "fox", "abcd")
    make(instance, "hen", "abcd")
    make(instance, "owl", "acd")
    for _ in range(2):
        fail(instance, "owl", "b", tags={HEAL_TAG: "1"})
    assert night(instance, inbox) == "all is made; given up after too many attempts: owl"
    assert launched(instance) == {}
    fail(instance, "owl", "b")  # a person tried again: the count starts anew
    night(instance, inbox)
    assert set(launched(instance)) == {"owl"}


def test_a_partition_without_a_drawing_is_left_alone(instance: dg.DagsterInstance, inbox: Inbox) -> None:
    instance.add_dynamic_partitions(RUN_ID, ["typed-by-hand"])
    night(instance, inbox)
    assert "typed-by-hand" not in launched(instance)


def test_a_story_whose_script_is_to_be_read_first_is_left_alone(
    instance: dg.DagsterInstance, inbox: Inbox, analysis: DrawingAnalysis, story: StoryScript
) -> None:
    asked = {"run_id": "fox", "request": StoryRequest(approve=True)}
    store = inbox.store
    write_document(analysis.model_copy(update=asked), names.document("fox", "drawing_analysis"), store)
    write_document(story.model_copy(update={"run_id": "fox"}), names.document("fox", "story_script"), store)
    for run_id in ("fox", "hen"):
        make(instance, run_id, "ab")
    night(instance, inbox)
    assert "fox" not in launched(instance)
    assert "hen" in launched(instance)


def test_of_a_drawing_sent_to_one_stage_only_that_is_finished(
    instance: dg.DagsterInstance, inbox: Inbox
) -> None:
    for run_id, wanted in (("fox", ("a", "b")), ("hen", ("a",))):
        upload = inbox.find(run_id)
        assert upload
        asked = upload.model_copy(update={"wanted": wanted})
        write_document(asked, names.document(run_id, "upload"), inbox.store)
        make(instance, run_id, "a")
    make(instance, "owl", "abcd")
    night(instance, inbox)
    assert launched(instance) == {"fox": {"b"}}
    want_too("hen", ["c"], inbox.store)
    for backfill in instance.get_backfills():
        take_back(instance, backfill.backfill_id)
    night(instance, inbox)
    assert launched(instance) == {"fox": {"b"}, "hen": {"c"}}


def test_what_a_person_stopped_stays_so_until_something_is_asked_again(
    instance: dg.DagsterInstance, inbox: Inbox
) -> None:
    orchestrator = DagsterOrchestrator(instance, inbox)
    for run_id in ("fox", "hen", "owl"):
        make(instance, run_id, "ab")
        orchestrator.cancel(run_id)
    assert night(instance, inbox) == "all is made"
    orchestrator.make("hen", ["c"])
    for backfill in instance.get_backfills():
        take_back(instance, backfill.backfill_id)
    inbox.ask_again("owl", StoryRequest(style=Style.COMIC))
    assert "2 stories" in night(instance, inbox), "hen and owl, of which something was asked since"


@pytest.mark.parametrize("is_bound", [False, True])
def test_a_change_that_nobody_made_is_made_at_night(
    instance: dg.DagsterInstance, finished: MediaStore, tmp_path: Path, doodle: bytes, is_bound: bool
) -> None:
    inbox = Inbox(tmp_path / "uploads", finished)
    original = finished.get(names.original("pip", "png"))
    (tmp_path / "cat.png").write_bytes(doodle)
    inbox.adopt("pip", tmp_path / "cat.png", StoryRequest(), name="cat.png")
    finished.put(names.original("pip", "png"), original)
    instance.add_dynamic_partitions(RUN_ID, ["pip"])
    for asset in STAGES:
        instance.report_runless_asset_event(dg.AssetMaterialization(asset, partition="pip"))
    definitions = build(settings.load())
    if is_bound:
        book = finished.put(names.extra("pip", "picture_book", "pdf"), b"%PDF-1.7")
        bound = Extras(run_id="pip", files=(book,), made_by=MadeBy(provider="fake", model="fake"))
        write_document(bound, names.document("pip", "picture_book"), finished)
    edits = begin_edits("pip", finished)
    keep_edits(edits.with_edit(SceneEdit(scene=2, text="Up flew the ball.")), finished)
    night(instance, inbox, definitions=definitions)
    assert launched(instance) == {"pip": {*AFTER_EDIT, *(["picture_book"] if is_bound else [])}}


@pytest.mark.parametrize(("stale", "expected"), [(False, {}), (True, {"fox": {"c", "d"}})])
def test_work_of_older_code_is_made_again_only_when_asked(
    instance: dg.DagsterInstance, inbox: Inbox, stale: bool, expected: dict[str, set[str]]
) -> None:
    newer = {"c": "2"}
    make(instance, "fox", "abcd")
    for run_id in ("hen", "owl"):
        for asset in "abcd":
            make(instance, run_id, asset, version=newer.get(asset, "1"))
    night(instance, inbox, stale=stale, versions=newer)
    assert launched(instance) == expected


def test_of_very_many_stories_each_is_looked_at_in_its_turn() -> None:
    run_ids = [f"{number:08x}" for number in range(5000)]
    nights = [part_of_day(run_ids, day, most=1000) for day in range(700_000, 700_005)]
    assert sorted(run_id for night in nights for run_id in night) == run_ids
    assert max(map(len, nights)) < 1200
    assert part_of_day(run_ids, 700_000, most=5000) == run_ids


def test_the_hopeless_are_named_and_do_not_count_against_the_bound() -> None:
    wanting = {"a": frozenset({"x"}), "b": frozenset({"x"})}
    planned = plan_night(wanting, {"a": 3}, most=1, max_attempts=3)
    assert (planned.groups, planned.given_up, planned.left_over) == ({frozenset({"x"}): ("b",)}, ("a",), 0)


def test_the_tick_asks_for_a_run_that_says_what_it_launches(inbox: Inbox) -> None:
    schedule = heal_schedule(cron="0 3 * * *", timezone="UTC", policy=HealPolicy())
    with (
        dg.instance_for_test() as instance,
        dg.build_schedule_context(
            instance=instance, resources={"inbox": inbox}, repository_def=chain().get_repository_def()
        ) as context,
    ):
        instance.add_dynamic_partitions(RUN_ID, ["fox"])
        asked = schedule.evaluate_tick(context)
        (request,) = asked.run_requests or ()
        assert request.tags[PLAN_TAG] == "1 backfill(s) for 1 stories"
        run = heal_stories.execute_in_process(run_config=request.run_config, instance=instance)
        assert launched(instance) == {"fox": set(ASSETS)}
        (backfill,) = instance.get_backfills()
        (output,) = (event for event in run.all_node_events if event.is_successful_output)
        said = {name: value.value for name, value in output.step_output_data.metadata.items()}
        assert said == {f"backfill {backfill.backfill_id}": "a, b, c, d of fox"}

        again = schedule.evaluate_tick(context)
        assert "still at work" in (again.skip_message or "")
        heal_stories.execute_in_process(run_config=request.run_config, instance=instance)
        assert len(instance.get_backfills()) == 1, "a run that is tried again launches nothing twice"


@pytest.mark.parametrize(
    ("key", "remade"),
    [
        (names.film("pip"), "story_video"), (names.scene_image("pip", 1), "scene_images"),
        (names.scene_audio("pip", 1), "narration"), (names.document("pip", "story_script"), "story_script"),
        (names.page("pip"), "drawing_analysis"), (names.drawing("pip"), "drawing"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("data", [None, b"?"])
def test_of_a_finished_story_only_what_makes_a_lost_file_is_made_again(
    instance: dg.DagsterInstance, inbox: Inbox, finished: MediaStore, tmp_path: Path,
    key: str, remade: str, data: bytes | None,
) -> None:  # fmt: skip
    for run_id in ("fox", "hen", "owl"):
        instance.delete_dynamic_partition(RUN_ID, run_id)
    instance.add_dynamic_partitions(RUN_ID, ["pip"])
    original = finished.get(names.original("pip", "png"))
    inbox.adopt("pip", tmp_path / "cat.png", StoryRequest(), name="cat.png")
    finished.put(names.original("pip", "png"), original)
    for asset in STAGES:
        instance.report_runless_asset_event(dg.AssetMaterialization(asset, partition="pip"))
    definitions = build(settings.load())
    assert night(instance, inbox, definitions=definitions) == "all is made"
    finished.delete(key)
    if data is not None:
        finished.put(key, data)
    night(instance, inbox, definitions=definitions)
    assert launched(instance) == {"pip": {remade}}
