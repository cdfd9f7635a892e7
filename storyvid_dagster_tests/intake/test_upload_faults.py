"""Whatever one file in the upload folder is, only that file is refused, with its reason, and said once."""

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from storyvid_dagster.core import names
from storyvid_dagster.errors import RequestError
from storyvid_dagster.intake.inbox import Inbox, Limits
from storyvid_dagster.intake.option_files import read_options
from storyvid_dagster.media.store import MediaStore

LATER_S = 4e9


@pytest.fixture
def inbox(tmp_path: Path) -> Inbox:
    (tmp_path / "uploads").mkdir()
    return Inbox(tmp_path / "uploads", MediaStore(tmp_path / "data"))


def drop(inbox: Inbox, name: str, data: bytes) -> Path:
    path = inbox.root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path


BAD_OPTIONS = {
    "a day that is none": b"drawn_on: 2026-02-30",
    "music outside": b"music: ../x",
    "music anywhere": b"music: /etc/hosts",
    "deep": b"theme: " + b"[" * 5000,
    "deep JSON": b'{"theme": ' + b"[" * 5000,
    "bomb": b"a: &a [x, x]\nb: &b [*a, *a]\ntheme: *b",
    "an alias": b"theme: &t nature\ntitle: *t",
    "twice": b"age: 4\nage: 5",
    "twice by another name": b"age: 4\nchild_age: 5",
    "unknown": b"colour: red",
    "huge": b"title: " + b"x" * 50_000,
    "Latin-1": "name: Zoë".encode("latin-1"),
    "a tag": b"theme: !!python/object:os.system x",
    "two documents": b"age: 4\n---\nage: 5",
}


@pytest.mark.parametrize("options", BAD_OPTIONS.values(), ids=BAD_OPTIONS)
@pytest.mark.parametrize("suffix", ["yaml", "json"])
def test_bad_options_keep_no_other_drawing_from_its_story(
    inbox: Inbox, doodle: bytes, options: bytes, suffix: str
) -> None:
    drop(inbox, "a.png", doodle)
    drop(inbox, f"a.{suffix}", options)
    drop(inbox, "b.png", doodle)
    scan = inbox.scan(now_s=LATER_S, limit=9)
    assert [upload.source_name for upload in scan.claimed] == ["b.png"]
    (line,) = scan.rejected
    assert line.startswith("a.png: ")
    assert "a.png.txt" in {path.name for path in (inbox.root / "rejected").iterdir()}
    assert inbox.scan(now_s=LATER_S, limit=9) == type(scan)((), (), 0), "it is said once"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        (b"aspect: 16:9", {"aspect": "16:9"}),
        (b"\xef\xbb\xbftheme: Bedtime", {"theme": "Bedtime"}),
        (b"title: 7", {"title": "7"}),
        (b"music: no", {"music": "no"}),
        (b"theme:\tnature\nage:\t4", {"theme": "nature", "child_age": "4"}),
        ("name: Zoë\nage: 4".encode("utf-16"), {"child_name": "Zoë", "child_age": "4"}),
        (b"drawn_on: 2026-05-03", {"drawn_on": "2026-05-03"}),
        (b"# nothing yet", {}),
        (b"seed: 010", {"seed": "010"}),
    ],
)
def test_options_are_read_as_they_are_typed(typed: bytes, meant: dict[str, str]) -> None:
    assert read_options(typed, "cat.yaml") == meant


@pytest.mark.parametrize("name", ["cat.YAML", "cat.yml", "cat.Json", "cat.png.yaml", "cat.png.json"])
def test_options_are_found_however_their_file_is_called(inbox: Inbox, doodle: bytes, name: str) -> None:
    drop(inbox, "cat.png", doodle)
    drop(inbox, name, b'{"theme": "nature"}')
    (upload,) = inbox.scan(now_s=LATER_S, limit=9).claimed
    assert upload.request.theme == "nature"
    assert list(inbox.root.iterdir()) == []


def test_shared_options_stay_until_the_last_drawing_has_them(inbox: Inbox, doodle: bytes) -> None:
    drop(inbox, "lion.jpg", doodle)
    drop(inbox, "lion.png", doodle)
    drop(inbox, "lion.yaml", b"theme: nature\nage: 4")
    drop(inbox, "lion.jpg.yaml", b"age: 7")
    looks = [inbox.scan(now_s=LATER_S, limit=1) for _ in range(2)]
    asked = {each.source_name: each.request for scan in looks for each in scan.claimed}
    assert {name: (request.theme, request.child_age) for name, request in asked.items()} == {
        "lion.jpg": ("nature", 7),
        "lion.png": ("nature", 4),
    }
    assert list(inbox.root.iterdir()) == []


def test_a_drawing_called_story_leaves_the_folders_options(inbox: Inbox, doodle: bytes) -> None:
    drop(inbox, "story.yaml", b"theme: nature")
    for name in ("story.png", "cat.png"):
        drop(inbox, name, doodle)
    claimed = inbox.scan(now_s=LATER_S, limit=9).claimed
    assert [upload.request.theme for upload in claimed] == ["nature", "nature"]
    assert [path.name for path in inbox.root.iterdir()] == ["story.yaml"]


def test_options_that_come_too_late_go_to_no_other_child(inbox: Inbox, doodle: bytes) -> None:
    drop(inbox, "cat.png", doodle)
    (first,) = inbox.scan(now_s=LATER_S, limit=9).claimed
    drop(inbox, "cat.yaml", b"name: Mia")
    scan = inbox.scan(now_s=LATER_S, limit=9)
    assert first.run_id in scan.rejected[0]
    assert (inbox.root / "rejected" / "cat.yaml").exists()
    drop(inbox, "cat.png", doodle + b" ")
    (other,) = inbox.scan(now_s=LATER_S, limit=9).claimed
    assert other.request.child_name is None


def test_options_that_wait_for_their_drawing_are_told_once_and_used(inbox: Inbox, doodle: bytes) -> None:
    drop(inbox, "cat.yaml", b"name: Mia")
    notes = [inbox.scan(now_s=LATER_S, limit=9).notes for _ in range(2)]
    assert [len(each) for each in notes] == [1, 0]
    drop(inbox, "cat.png", doodle)
    (upload,) = inbox.scan(now_s=LATER_S, limit=9).claimed
    assert upload.request.child_name == "Mia"


def test_odd_things_are_told_once_and_stop_nothing(inbox: Inbox, doodle: bytes) -> None:
    os.mkfifo(inbox.root / "pipe.png")
    (inbox.root / "folder.png").mkdir()
    (inbox.root / "nowhere.png").symlink_to(inbox.root / "missing")
    (inbox.root / "round").symlink_to(inbox.root)
    drop(inbox, "x" * 251 + ".png", b"no picture")
    drop(inbox, os.fsdecode(b"\xff\xfe.png"), b"no picture")
    drop(inbox, "-rf \n $(x).png", b"no picture")
    drop(inbox, "z.png", doodle)
    looks = [inbox.scan(now_s=LATER_S, limit=9) for _ in range(2)]
    assert [[upload.source_name for upload in scan.claimed] for scan in looks] == [["z.png"], []]
    assert [(len(scan.rejected), len(scan.notes)) for scan in looks] == [(3, 3), (0, 0)]


def test_a_claim_of_another_version_is_told_once_and_stops_nothing(inbox: Inbox, doodle: bytes) -> None:
    drop(inbox, "a.png", doodle)
    (upload,) = inbox.scan(now_s=LATER_S, limit=9).claimed
    inbox.store.put(names.document(upload.run_id, "upload"), b'{"version": 99}')
    drop(inbox, "b.png", doodle)
    scan = inbox.scan(now_s=LATER_S, limit=9)
    assert [each.source_name for each in scan.claimed] == ["b.png"]
    assert upload.run_id in scan.notes[0]
    assert inbox.scan(now_s=LATER_S, limit=9).notes == ()
    assert [each.source_name for each in inbox.pending()] == ["b.png"]
    assert inbox.has(upload.run_id)
    drop(inbox, "a.png", doodle)
    (again,) = inbox.scan(now_s=LATER_S, limit=9).claimed
    assert again.run_id != upload.run_id


def test_music_of_the_machine_is_for_those_who_allow_it(tmp_path: Path, doodle: bytes) -> None:
    song = tmp_path / "song.mp3"
    song.write_bytes(b"x")
    for allowed in (False, True):
        inbox = Inbox(tmp_path / "uploads", MediaStore(tmp_path / "data"), Limits(music_anywhere=allowed))
        drop(inbox, "cat.png", doodle)
        drop(inbox, "cat.yaml", f"music: {song}".encode())
        assert bool(inbox.scan(now_s=LATER_S, limit=9).claimed) == allowed


@given(data=st.binary(max_size=300) | st.text(max_size=200).map(lambda text: text.encode("utf-8", "replace")))
@settings(max_examples=300)
def test_any_bytes_are_options_or_refused(data: bytes) -> None:
    for name in ("cat.yaml", "cat.json"):
        try:
            read = read_options(data, name)
        except RequestError:
            continue
        assert all(isinstance(key, str) for key in read)


_VALUES = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20)


@given(options=st.dictionaries(st.sampled_from(["age", "name", "music", "title", "aspect", "x"]), _VALUES))
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@pytest.mark.slow
def test_a_look_lives_through_any_options(tmp_path: Path, doodle: bytes, options: dict[str, object]) -> None:
    inbox = Inbox(tmp_path / "uploads", MediaStore(tmp_path / "data"))
    lines = "".join(f"{key}: {value}\n" for key, value in options.items())
    drop(inbox, "cat.yaml", lines.encode("utf-8", "surrogatepass"))
    drop(inbox, "cat.png", doodle)
    drop(inbox, "sound.png", doodle)
    scan = inbox.scan(now_s=LATER_S, limit=9)
    assert len(scan.claimed) + len(scan.rejected) == 2
    assert "sound.png" in [upload.source_name for upload in scan.claimed]
