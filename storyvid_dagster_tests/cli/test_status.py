import os
import resource
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import dagster as dg
import pytest

from storyvid_dagster.billing.ledger import Ledger, LedgerLine
from storyvid_dagster.cli.status import show
from storyvid_dagster.core import names
from storyvid_dagster.core.request import StoryRequest, Style
from storyvid_dagster.defs import code_versions
from storyvid_dagster.defs.code_versions import CODE_VERSIONS
from storyvid_dagster.defs.instance import open_instance
from storyvid_dagster.defs.partitions import PARTITION_TAG, RUN_ID, runs
from storyvid_dagster.defs.records import LastRun, ask_who_made, made_by
from storyvid_dagster.defs.run_locks import Holder, RunLocks
from storyvid_dagster.defs.story_states import State, state_of
from storyvid_dagster.errors import RequestError
from storyvid_dagster.intake.inbox import Inbox
from storyvid_dagster.media.documents import STAGES
from storyvid_dagster.media.faults import Fault
from storyvid_dagster.media.store import MediaStore
from storyvid_dagster.settings import Settings
from storyvid_dagster_tests.defs.test_assets import Studio

pytestmark = pytest.mark.slow


@pytest.fixture(autouse=True)
def wide_window(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "200")


@pytest.fixture
def settings(finished: MediaStore) -> Settings:
    """The finished story `pip`, of which Dagster knows one run."""
    chosen = Settings(data_dir=finished.root)
    with open_instance(chosen.dagster_home) as instance:
        know(instance, "pip", "SUCCESS")
    return chosen


def know(instance: dg.DagsterInstance, run_id: str, *statuses: str) -> None:
    instance.add_dynamic_partitions(RUN_ID, [run_id])
    for status in statuses:
        tags = {PARTITION_TAG: run_id}
        run = dg.DagsterRun(job_name="make_story", status=dg.DagsterRunStatus(status), tags=tags)
        instance.add_run(run)


def told(
    settings: Settings, capsys: pytest.CaptureFixture[str], run_id: str | None = None, **how: bool
) -> str:
    show(settings, run_id, **how)
    return capsys.readouterr().out


def line_of(run_id: str, text: str) -> list[str]:
    return next(line for line in text.splitlines() if line.startswith(run_id)).split("  ")


def test_the_newest_are_told_and_that_there_are_older(
    settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    with open_instance(settings.dagster_home) as instance:
        know(instance, "newer", "SUCCESS")
    show(settings, None, most=1)
    text = capsys.readouterr().out
    assert "newer" in text
    assert "pip" not in text
    assert "1 older: `storyvid status --all`" in text
    show(settings, None, most=None)
    text = capsys.readouterr().out
    assert line_of("pip", text)
    assert "older:" not in text


def test_a_finished_story_is_one_line_with_all_a_parent_asks_for(
    settings: Settings, store: MediaStore, capsys: pytest.CaptureFixture[str]
) -> None:
    ledger_line = LedgerLine(
        when=datetime(2026, 11, 24, tzinfo=UTC), run_id="pip", what="words", kind="paid", vendor="openai",
        model="m", units={}, usd=0.25, digest="0" * 64,
    )  # fmt: skip
    for kind in ("paid", "lost", "kept"):  # what the cache saved is no cost
        Ledger(store).write(ledger_line.model_copy(update={"kind": kind}))
    three_hours_ago_s = datetime.now().timestamp() - 3.2 * 3600
    os.utime(store.path(names.document("pip", "story_video")), (three_hours_ago_s, three_hours_ago_s))
    text = told(settings, capsys)
    cells = [cell.strip() for cell in line_of("pip", text) if cell]
    assert cells == ["pip", "Pip", "3", "finished", "0:01", "0.50", "3 h"]
    assert text.splitlines()[-1] == "1 story: 1 finished"


def test_without_stories_it_says_how_to_begin_and_makes_no_instance(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert "storyvid make DRAWING" in told(Settings(data_dir=tmp_path), capsys)
    assert list(tmp_path.iterdir()) == []


RUNS = {None: None} | {status.value: LastRun("r", status.value) for status in dg.DagsterRunStatus}
UNMADE = Fault("story_video", names.document("pip", "story_video"), "is missing")
BROKEN = Fault("story_video", names.film("pip"), "is missing")


@pytest.mark.parametrize(
    ("status", "faults", "claimed", "state"),
    [
        (None, [UNMADE], False, State.UNFINISHED),
        (None, [UNMADE], True, State.WAITING),
        ("QUEUED", [UNMADE], True, State.WAITING),
        ("STARTING", [], True, State.WAITING),
        ("STARTED", [UNMADE], True, State.MAKING),
        ("STARTED", [], True, State.MAKING),
        ("CANCELING", [UNMADE], True, State.MAKING),
        ("CANCELED", [UNMADE], True, State.UNFINISHED),
        ("FAILURE", [UNMADE], True, State.FAILED),
        ("FAILURE", [], True, State.FINISHED),
        ("SUCCESS", [], True, State.FINISHED),
        ("SUCCESS", [UNMADE], True, State.UNFINISHED),
        ("SUCCESS", [BROKEN], True, State.DAMAGED),
        (None, [], False, State.FINISHED),
    ],
)
def test_how_a_story_stands(status: str | None, faults: list[Fault], claimed: bool, state: State) -> None:
    assert state_of(RUNS[status], faults, claimed=claimed) is state


def test_every_state_is_told_apart(settings: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    with open_instance(settings.dagster_home) as instance:
        know(instance, "at-work", "STARTED")
        know(instance, "begins", "NOT_STARTED")
        know(instance, "given-up", "CANCELED")
        know(instance, "never")
    text = told(settings, capsys)
    states = {run_id: line_of(run_id, text) for run_id in ("at-work", "begins", "given-up", "never", "pip")}
    for run_id, state in zip(
        states, ("being made", "waiting", "unfinished", "unfinished", "finished"), strict=True
    ):
        assert state in states[run_id]
    assert "5 stories: 2 unfinished" in text


def test_a_story_whose_process_was_killed_does_not_read_as_being_made(
    settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    locks = RunLocks.of_home(settings.dagster_home)
    with open_instance(settings.dagster_home) as instance:
        for run_id in ("killed", "at-work"):
            know(instance, run_id, "STARTED")
            (run,) = instance.get_runs(dg.RunsFilter(tags={PARTITION_TAG: run_id}))
            locks.announce(run.run_id)
    with locks.holding(run.run_id, Holder(pid=os.getpid(), is_worker=True)):
        text = told(settings, capsys)
        assert "being made" in line_of("at-work", text)
        assert "stopped" in line_of("killed", text)
    assert "`storyvid up` takes it up again" in told(settings, capsys, "killed")


def test_a_film_that_was_deleted_or_overwritten_is_no_finished_story(
    settings: Settings, store: MediaStore, capsys: pytest.CaptureFixture[str]
) -> None:
    film, picture = store.path(names.film("pip")), store.path(names.scene_image("pip", 1))
    film.unlink()
    picture.write_bytes(b"another")
    assert "damaged" in line_of("pip", told(settings, capsys))
    one = told(settings, capsys, "pip")
    assert f"damaged     film: {names.film('pip')} is missing" in one
    assert f"damaged     pictures: {names.scene_image('pip', 1)} has 7 bytes" in one
    assert "storyvid verify pip --mend" in one
    assert str(film) not in one


def test_why_a_story_failed_is_told_with_what_is_missing(
    settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    @dg.asset(partitions_def=runs)
    def drawing() -> None:
        raise dg.Failure("run mias-cat: the drawing [cat.png] is blank", allow_retries=False)

    with open_instance(settings.dagster_home) as instance:
        know(instance, "mias-cat")
        for run_id in ("mias-cat", "pip"):
            dg.materialize([drawing], partition_key=run_id, instance=instance, raise_on_error=False)
    text = told(settings, capsys)
    assert "failed" in line_of("mias-cat", text)
    assert "finished, last try failed" in line_of("pip", text)
    assert "mias-cat run mias-cat: the drawing [cat.png] is blank" in text
    one = told(settings, capsys, "mias-cat")
    assert "failed      run mias-cat: the drawing [cat.png] is blank" in one
    assert "not made    drawing, cut & read, story, pictures, narration, film" in one


def test_one_finished_story_names_its_film_and_its_files_on_request(
    settings: Settings, store: MediaStore, capsys: pytest.CaptureFixture[str]
) -> None:
    one = told(settings, capsys, "pip")
    film = str(store.path(names.film("pip")))
    assert "story   “Pip”, for a child of 3" in one
    assert f"film    {film} (0:01)" in one
    assert "what to do" not in one
    assert names.scene_audio("pip", 1) not in one
    files = told(settings, capsys, "pip", files=True).splitlines()
    assert {str(store.path(key)) for key in store.of_run("pip")} <= set(files)


def test_a_film_of_earlier_options_is_stale_and_one_made_again_unchanged_is_not(
    store: MediaStore, tmp_path: Path, doodle: bytes, capsys: pytest.CaptureFixture[str]
) -> None:
    chosen, drawing = Settings(data_dir=store.root), tmp_path / "cat.png"
    drawing.write_bytes(doodle)
    inbox = Inbox(tmp_path / "uploads", store)
    with open_instance(chosen.dagster_home) as instance:
        studio = Studio(store, inbox, instance)

        def make(style: Style, *assets: str) -> None:
            inbox.adopt("pip", drawing, StoryRequest(child_age=3, music="none", style=style), name="cat.png")
            assert studio.make("pip", *assets).success

        make(Style.STORYBOOK)
        make(Style.STORYBOOK, "drawing")
        assert "finished" in line_of("pip", told(chosen, capsys))
        make(Style.COMIC, "drawing")
        assert "stale" in line_of("pip", told(chosen, capsys))
    one = told(chosen, capsys, "pip")
    assert "stale       cut & read, story, pictures, narration, film: " in one
    assert "Materialize" in one


def test_a_story_of_older_code_is_finished_and_says_so(
    store: MediaStore,
    tmp_path: Path,
    doodle: bytes,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    chosen, drawing = Settings(data_dir=store.root), tmp_path / "cat.png"
    drawing.write_bytes(doodle)
    inbox = Inbox(tmp_path / "uploads", store)
    inbox.adopt("pip", drawing, StoryRequest(child_age=3, music="none"), name="cat.png")
    with open_instance(chosen.dagster_home) as instance:
        assert Studio(store, inbox, instance).make("pip").success
    home = chosen.dagster_home
    assert made_by(home, ["pip"]) == {"pip": dict(CODE_VERSIONS)} == ask_who_made(home, ["pip"])
    assert made_by(home, ["nobody"]) == {} == ask_who_made(home, ["nobody"])
    assert "older code" not in told(chosen, capsys)
    monkeypatch.setattr(code_versions, "CODE_VERSIONS", {**CODE_VERSIONS, "story_script": "next"})
    assert "finished by older code" in line_of("pip", told(chosen, capsys))
    assert "older code  story: made before" in told(chosen, capsys, "pip")


def test_documents_that_cannot_be_read_stop_no_list(
    settings: Settings, store: MediaStore, capsys: pytest.CaptureFixture[str]
) -> None:
    for stage, junk in zip(STAGES, (b"", b"[]", b"{}", b"\xff", b"null", b'{"title": '), strict=True):
        store.put(names.document("torn", stage), junk)
    assert "damaged" in line_of("torn", told(settings, capsys))


def test_an_unknown_story_is_refused(settings: Settings) -> None:
    with pytest.raises(RequestError, match=r"there is no story pi: did you mean pip\?"):
        show(settings, "pi")


@pytest.fixture
def thousand(settings: Settings, store: MediaStore) -> Settings:
    """A thousand finished stories, their files of the right size and empty."""
    run_ids = [f"{n:08x}" for n in range(1000)]
    for key in [*store.of_run("pip")]:
        data = store.get(key)
        for run_id in run_ids:
            copy = store.path(key.replace("pip", run_id, 1))
            if key.startswith("documents/"):
                copy.write_bytes(data.replace(b"/pip_", f"/{run_id}_".encode()))
            else:
                with copy.open("wb") as stream:
                    stream.truncate(len(data))
    with open_instance(settings.dagster_home) as instance:
        instance.add_dynamic_partitions(RUN_ID, run_ids)
        for run_id in run_ids[:20]:
            know(instance, run_id, "SUCCESS")
    return settings


def cpu_s(*arguments: str, data_dir: Path) -> float:
    """Run Python and measure what it took, the best of two."""

    def once() -> float:
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        environment = {**os.environ, "STORYVID_DATA_DIR": str(data_dir)}
        subprocess.run([sys.executable, *arguments], env=environment, check=True, stdout=subprocess.DEVNULL)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime

    return min(once(), once())


def test_a_thousand_stories_are_listed_in_no_time(
    thousand: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    # In units of what importing Dagster takes on this machine, 0.7 to 0.9 s; 2.4 and 0.4 before.
    dagster_s = cpu_s("-c", "import dagster", data_dir=thousand.data_dir)
    show(thousand, None, most=None)
    assert capsys.readouterr().out.splitlines()[-1] == "1001 stories: 1001 finished"
    assert cpu_s("-m", "storyvid_dagster", "status", "--all", data_dir=thousand.data_dir) < 2.0 * dagster_s
    assert cpu_s("-m", "storyvid_dagster", "--help", data_dir=thousand.data_dir) < 0.6 * dagster_s


@pytest.mark.parametrize("command", ["--help", "status"])
def test_quick_commands_import_nothing_heavy(command: str, tmp_path: Path) -> None:
    heavy = ("dagster", "cv2", "onnxruntime", "openai", "elevenlabs")
    code = (
        "import sys\nfrom storyvid_dagster.cli.app import main\n"
        f"sys.argv = ['storyvid', {command!r}]\n"
        "try:\n    main()\nexcept SystemExit:\n    pass\n"
        f"sys.exit(' '.join(name for name in {heavy!r} if name in sys.modules))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "STORYVID_DATA_DIR": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stderr.split() == []
