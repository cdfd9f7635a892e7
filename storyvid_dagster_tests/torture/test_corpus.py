"""Whatever is dropped ends as a drawing that can be read, or in `rejected/` with one clear reason."""

import os
import socket
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import dagster as dg
import pytest

from storyvid_dagster.defs.partitions import RUN_ID, RUN_KEY_TAG
from storyvid_dagster.defs.sensors import upload_sensor
from storyvid_dagster.errors import DrawingRejected
from storyvid_dagster.images import read_rgb
from storyvid_dagster.intake import decoding
from storyvid_dagster.intake import inbox as inbox_module
from storyvid_dagster.intake.inbox import Inbox, Limits, load_upload
from storyvid_dagster.intake.upload_folder import shown
from storyvid_dagster.media.store import MediaStore
from storyvid_dagster.stages.analyze_drawing import import_drawing
from storyvid_dagster_tests.torture.corpus import Bad, corpus, flipped
from storyvid_dagster_tests.torture.reliability import Table

pytestmark = pytest.mark.slow

LATER_S = 1e11
MOST_PIXELS = 100_000_000


@pytest.fixture
def inbox(tmp_path: Path) -> Inbox:
    (tmp_path / "data" / "uploads").mkdir(parents=True)
    return Inbox(
        tmp_path / "data" / "uploads", MediaStore(tmp_path / "data"), Limits(settle_s=0, patience_s=0)
    )


def drop(inbox: Inbox, bad: Bad) -> str:
    """Put one into a folder of its own; give the path below the upload folder."""
    for number in range(99):
        folder = inbox.root / f"{bad.group} {number}".replace("/", "-")
        folder.mkdir(exist_ok=True)
        if not (folder / bad.name).exists():
            break
    (folder / bad.name).write_bytes(bad.data)
    if bad.options is not None:
        (folder / f"{bad.name}.{bad.suffix}").write_bytes(bad.options)
    return bad.name


def tick(inbox: Inbox, instance: dg.DagsterInstance) -> int:
    """Look as the sensor does, and do what the daemon does then; give how many stories were asked for."""
    with dg.build_sensor_context(instance=instance, resources={"inbox": inbox}) as context:
        result = upload_sensor(interval_s=5, per_tick=1000)(context)
    if not isinstance(result, dg.SensorResult):
        return 0
    requests = result.run_requests or []
    instance.add_dynamic_partitions(RUN_ID, [str(request.partition_key) for request in requests])
    for request in requests:
        instance.create_run_for_job(nothing, tags={RUN_KEY_TAG: str(request.run_key)})
    return len(requests)


@dg.job
def nothing() -> None: ...


def notes(inbox: Inbox) -> dict[Path, str]:
    """Give what `rejected/` says: a note and its text."""
    folder = inbox.root / "rejected"
    found = [path for path in folder.iterdir() if path.suffix == ".txt"] if folder.exists() else []
    return {path: path.read_text("utf-8") for path in found if "\nWhy: " in path.read_text("utf-8", "ignore")}


def judge(inbox: Inbox, bads: list[Bad], reliability: Table, *, torture: bool) -> None:
    """Drop them, look until nothing is left, and hold every end to the rules."""
    for bad in bads:
        drop(inbox, bad)
    outside = inbox.store.root.parent / "secret.png"
    outside.write_bytes(b"stays")
    with dg.DagsterInstance.ephemeral() as instance:
        asked = 0
        for _ in range(30):  # a look that lasts long leaves the rest to the next one
            asked += (more := tick(inbox, instance))
            left = [path for path in inbox.root.rglob("*") if path.is_file() and "rejected" not in path.parts]
            if not (more or left):
                break
        said = notes(inbox)
        assert left == [], "nothing waits for ever"
        assert asked + len(said) == len(bads), "each ends once"
        assert all(
            len(text) < 2_500 and text.isprintable() for note in said.values() for text in note.split("\n")
        )
        assert not any("mistake of this program" in note for note in said.values()), said
        (inbox.root / "good.png").write_bytes(next(bad.data for bad in corpus() if bad.name == "16-bit.png"))
        assert tick(inbox, instance) == 1, "the sensor is alive"
    taken = [upload for run_id in instance_runs(inbox) if (upload := inbox.find(run_id)) is not None]
    for upload in taken if torture else taken[::8]:
        data = load_upload(inbox, upload.run_id)[1]
        try:
            drawing = import_drawing(upload, data, store=inbox.store, max_pixels=MOST_PIXELS)
        except DrawingRejected:  # quickly drawn small, not large: its run says why
            continue
        assert read_rgb(inbox.store.open_checked(drawing.upright)).shape[2] == 3
    assert {path.name for path in inbox.store.root.parent.iterdir()} == {"data", "secret.png"}
    assert outside.read_bytes() == b"stays"
    assert not Path("/tmp/owned").exists()
    refused = Counter(group_of(path, bads) for path in said)
    for group, count in Counter(bad.group for bad in bads).items():
        reliability.row("inputs", group, count, count - refused[group], refused[group])


def instance_runs(inbox: Inbox) -> list[str]:
    return [path.name.partition("_")[0] for path in (inbox.store.root / "documents").glob("*_upload.json")]


def group_of(note: Path, bads: list[Bad]) -> str:
    text = note.read_text("utf-8")
    return next((bad.group for bad in bads if text.startswith(f"{shown(bad.name)} could not")), "?")


def test_every_bad_input_is_a_drawing_or_refused_in_words(
    inbox: Inbox, reliability: Table, torture: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not torture:
        monkeypatch.setattr(decoding, "TIME_LIMIT_S", 1.0)
    bads = [bad for number, bad in enumerate(corpus()) if torture or number % 3]
    assert len(bads) >= 200
    judge(inbox, bads, reliability, torture=torture)


def test_files_changed_at_random_are_a_drawing_or_refused_in_words(
    inbox: Inbox, reliability: Table, torture: bool
) -> None:
    judge(inbox, list(flipped(20261130, 1000 if torture else 20)), reliability, torture=torture)


def test_what_is_no_file_is_left_and_told_once(inbox: Inbox, tmp_path: Path) -> None:
    os.mkfifo(inbox.root / "pipe.png")
    os.mkfifo(inbox.root / "pipe.json")
    (inbox.root / "folder.png").mkdir()
    (inbox.root / "loop.png").symlink_to("loop.png")
    (inbox.root / "device.png").symlink_to("/dev/zero")
    (inbox.root / "up").symlink_to(tmp_path)
    with socket.socket(socket.AF_UNIX) as bound:
        os.chdir(inbox.root) if len(str(inbox.root)) > 90 else None
        bound.bind("socket.png" if Path.cwd() == inbox.root else str(inbox.root / "socket.png"))
    looks = [inbox.scan(now_s=LATER_S, limit=9) for _ in range(2)]
    assert [(scan.claimed, scan.rejected, scan.waiting) for scan in looks] == [((), (), 0)] * 2
    assert [len(scan.notes) for scan in looks] == [6, 0]


def test_a_file_that_changes_while_it_is_read_is_taken_as_it_was_read_and_again_as_it_is(
    inbox: Inbox, doodle: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = inbox.root / "cat.png"
    place.write_bytes(doodle)
    decode: Callable[..., object] = inbox_module.decode_apart

    def meanwhile(*arguments: object, **options: object) -> object:
        place.write_bytes(doodle + b"more")
        return decode(*arguments, **options)

    with monkeypatch.context() as patched:
        patched.setattr(inbox_module, "decode_apart", meanwhile)
        (first,) = inbox.scan(now_s=LATER_S, limit=9).claimed
    (second,) = inbox.scan(now_s=LATER_S, limit=9).claimed
    assert [load_upload(inbox, upload.run_id)[1] for upload in (first, second)] == [doodle, doodle + b"more"]
