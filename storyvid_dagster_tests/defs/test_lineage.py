"""What is stale, by Dagster's own answer: over GraphQL, as the UI asks, and by `stale_assets` the same."""

from collections.abc import Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import dagster as dg
import pytest
from dagster_graphql.test.utils import define_out_of_process_context, execute_dagster_graphql

from storyvid_dagster import settings
from storyvid_dagster.core.drawing import Drawing
from storyvid_dagster.core.options import OPTIONS, Option, parse_request
from storyvid_dagster.core.request import StoryRequest
from storyvid_dagster.definitions import build
from storyvid_dagster.defs.lineage import stale_assets
from storyvid_dagster.intake.inbox import Inbox
from storyvid_dagster.media.documents import STAGES, read_document
from storyvid_dagster.media.store import MediaStore
from storyvid_dagster_tests.defs.test_assets import Studio

QUERY = """query($run_ids: [String!]!) {
  assetNodes { assetKey { path } groupName staleStatusByPartition(partitions: $run_ids) }
}"""
AFTER_DRAWING = set(STAGES) - {"drawing"}


def today() -> dg.Definitions:
    return build(settings.load())


def raised() -> dg.Definitions:
    """The same assets, with narration by newer code."""
    newer = dg.AssetSelection.assets("narration")
    return today().map_resolved_asset_specs(
        func=lambda spec: spec.replace_attributes(code_version="newer"), selection=newer
    )


class Ui:
    """Dagster's GraphQL over an instance."""

    def __init__(self, instance: dg.DagsterInstance, definitions: str) -> None:
        self._serving: AbstractContextManager[Any] = define_out_of_process_context(
            __file__, definitions, instance
        )

    def __enter__(self) -> "Ui":
        self._context = self._serving.__enter__()
        return self

    def __exit__(self, *error: Any) -> None:
        self._serving.__exit__(*error)

    def states(self, run_id: str) -> dict[str, str]:
        """Asset -> FRESH, STALE or MISSING."""
        context = self._context.process_context.create_request_context()
        answer = execute_dagster_graphql(context, QUERY, variables={"run_ids": [run_id]})
        return {
            node["assetKey"]["path"][-1]: node["staleStatusByPartition"][0]
            for node in answer.data["assetNodes"]
        }

    def stale(self, run_id: str) -> set[str]:
        return {asset for asset, state in self.states(run_id).items() if state == "STALE"}


def upload(studio: Studio, tmp_path: Path, **asked: Any) -> None:
    request = parse_request({"child_age": 3, "music": "none", **asked})
    studio.inbox.adopt("pip", tmp_path / "cat.png", request, name="cat.png")


@pytest.fixture
def studio(store: MediaStore, tmp_path: Path, doodle: bytes) -> Iterator[Studio]:
    (tmp_path / "cat.png").write_bytes(doodle)
    with dg.instance_for_test() as instance:
        made = Studio(store, Inbox(tmp_path / "uploads", store), instance)
        upload(made, tmp_path)
        yield made


def another(option: Option) -> Any:
    """Give a value for an option that is not what `upload` asks for."""
    default = StoryRequest.model_fields[option.name].default
    if option.choices:
        return next((choice for choice in option.choices if choice != default), None)
    if option.kind is str:
        return {"drawn_on": "2026-05-03", "music": "auto"}.get(option.name, "Mia")
    return option.kind(option.most or 4)


@pytest.mark.parametrize("option", OPTIONS, ids=lambda option: option.name)
def test_whatever_is_asked_for_is_part_of_the_data_version(option: Option, finished: MediaStore) -> None:
    drawing = read_document(Drawing, "pip", finished)
    if (value := another(option)) is None:
        assert option.name == "language", "there is but one"
        return
    request = parse_request({"child_age": 3, "music": "none", option.name: value})
    assert drawing.model_copy(update={"request": request}).content != drawing.content


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore::dagster.PreviewWarning")
def test_lineage_over_the_life_of_a_story(studio: Studio, tmp_path: Path) -> None:
    assert studio.make("pip").success
    known = today().get_repository_def()
    with Ui(studio.instance, "today") as ui:

        def stale() -> set[str]:
            shown = ui.stale("pip")
            assert shown == stale_assets(studio.instance, known, "pip", STAGES)
            return shown

        states = ui.states("pip")
        assert {states[asset] for asset in STAGES} == {"FRESH"}
        assert {state for asset, state in states.items() if asset not in STAGES} == {"MISSING"}

        studio.make("pip")
        assert stale() == set(), "made again with nothing changed"

        upload(studio, tmp_path, child_name="Mia")
        studio.make("pip", "drawing")
        assert ui.stale("pip") == AFTER_DRAWING
        upload(studio, tmp_path, style="storybook")
        studio.make("pip", "drawing")
        assert stale() == set(), "asked for nothing but what it is anyway"

        upload(studio, tmp_path, style="comic")
        studio.make("pip", "drawing", "drawing_analysis", "story_script")
        assert stale() == {"scene_images", "narration", "story_video"}
        studio.make("pip", "scene_images", "narration")
        assert stale() == {"story_video"}
        studio.make("pip", "story_video")
        assert stale() == set()

    with Ui(studio.instance, "raised") as ui:
        assert ui.stale("pip") == {"narration"}
        assert stale_assets(studio.instance, raised().get_repository_def(), "pip", STAGES) == {"narration"}
