from collections.abc import Callable

import pytest

from storyvid_dagster.cli.anthology import make_anthology
from storyvid_dagster.cli.extras import make_extras
from storyvid_dagster.cli.forget import forget_story
from storyvid_dagster.cli.money import show_cost
from storyvid_dagster.cli.preview import show_preview
from storyvid_dagster.cli.status import show
from storyvid_dagster.cli.stories import no_such_story, stories
from storyvid_dagster.core import names
from storyvid_dagster.defs.instance import open_instance
from storyvid_dagster.defs.partitions import RUN_ID
from storyvid_dagster.errors import RequestError
from storyvid_dagster.media.store import MediaStore
from storyvid_dagster.settings import Settings

COMMANDS: dict[str, Callable[[Settings, str], None]] = {
    "anthology": lambda settings, run_id: make_anthology(settings, "class", "Ours", [run_id]),
    "cost": show_cost,
    "extras": lambda settings, run_id: make_extras(settings, run_id, []),
    "forget": forget_story,
    "preview": lambda settings, run_id: show_preview(settings, run_id, None),
    "status": show,
}


@pytest.fixture
def settings(store: MediaStore) -> Settings:
    """Two stories: one that Dagster knows and has not begun, one of which only a document is left."""
    chosen = Settings(data_dir=store.root)
    with open_instance(chosen.dagster_home) as instance:
        instance.add_dynamic_partitions(RUN_ID, ["331d3269"])
    store.put(names.document("5f6c63ab", "upload"), b"{}")
    return chosen


def test_a_story_is_known_by_its_documents_and_by_dagster(settings: Settings) -> None:
    assert stories(settings) == {"5f6c63ab": None, "331d3269": None}


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("run_id", ["331d3296", "331d"])
@pytest.mark.slow
def test_every_command_names_the_nearest_story(settings: Settings, command: str, run_id: str) -> None:
    with pytest.raises(RequestError, match=rf"^there is no story {run_id}: did you mean 331d3269\?$"):
        COMMANDS[command](settings, run_id)


def test_case_and_blanks_do_not_hide_the_one_that_is_meant() -> None:
    assert "did you mean mias-cat?" in str(no_such_story(" MIAS-CAT", ["mias-cat", "zoo"]))


@pytest.mark.parametrize("run_id", ["", "../5f6c63ab", "nobody", "b" * 300])
def test_nothing_near_names_the_command_that_lists_them(run_id: str) -> None:
    assert "`storyvid status` lists them" in str(no_such_story(run_id, ["331d3269"]))


def test_the_first_of_all_is_told_how_to_begin() -> None:
    assert "`storyvid make DRAWING` makes one" in str(no_such_story("mia", []))
