import json
import os
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from storyvid_dagster.core.options import parse_request
from storyvid_dagster.core.request import Style, Theme
from storyvid_dagster.errors import DrawingRejected, MediaError, RequestError
from storyvid_dagster.images import encode_png
from storyvid_dagster.intake.inbox import Inbox, Limits, load_upload
from storyvid_dagster.media.forget import forget_files
from storyvid_dagster.media.store import MediaStore

LATER_S = 1e11
"""A time at which everything has been lying there for long."""


@pytest.fixture
def inbox(store: MediaStore, tmp_path: Path) -> Inbox:
    folder = tmp_path / "uploads"
    folder.mkdir()
    return Inbox(folder, store)


def drop(inbox: Inbox, name: str, data: bytes) -> Path:
    path = inbox.root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path


def test_a_drop_is_claimed_once_with_its_bytes(inbox: Inbox, doodle: bytes) -> None:
    drop(inbox, "cat.png", doodle)
    (upload,) = inbox.scan(now_s=LATER_S, limit=9).claimed
    assert load_upload(inbox, upload.run_id) == (upload, doodle)
    assert [each.run_id for each in inbox.pending()] == [upload.run_id]
    assert not (inbox.root / "cat.png").exists()
    assert inbox.scan(now_s=LATER_S, limit=9).claimed == ()
    assert len(upload.run_id) == 8


def test_a_fresh_file_waits_until_it_has_settled(inbox: Inbox, doodle: bytes) -> None:
    path = drop(inbox, "cat.png", doodle)
    age_0_s = path.stat().st_mtime
    assert inbox.scan(now_s=age_0_s + 1, limit=9).waiting == 1
    assert len(inbox.scan(now_s=age_0_s + 3, limit=9).claimed) == 1


@pytest.mark.parametrize("ahead_s", [60, 4e9])
def test_a_drawing_from_the_future_is_taken_once_it_has_settled(
    ahead_s: float, inbox: Inbox, doodle: bytes
) -> None:
    def put(data: bytes) -> None:
        os.utime(drop(inbox, "cat.png", data), (now_s + ahead_s, now_s + ahead_s))

    def look(later_s: float) -> tuple[int, int, int]:
        scan = inbox.scan(now_s=now_s + later_s, limit=9)
        return len(scan.claimed), len(scan.rejected), scan.waiting

    now_s = 1.7e9
    put(doodle[: len(doodle) // 2])
    assert [look(0), look(1), look(5)] == [(0, 0, 1)] * 3
    put(doodle)
    assert [look(6), look(7)] == [(0, 0, 1)] * 2
    now_s -= 1000  # the clock is set back once more
    assert [look(8), look(9), look(20)] == [(0, 0, 1), (0, 0, 1), (1, 0, 0)]


def test_a_half_copied_drawing_is_given_time_and_then_taken_whole(inbox: Inbox, doodle: bytes) -> None:
    path = drop(inbox, "cat.png", doodle[: len(doodle) // 2])
    stalled = inbox.scan(now_s=path.stat().st_mtime + 5, limit=9)
    assert (stalled.claimed, stalled.rejected, stalled.waiting) == ((), (), 1)
    path.write_bytes(doodle)
    assert len(inbox.scan(now_s=path.stat().st_mtime + 5, limit=9).claimed) == 1


@pytest.mark.parametrize(
    ("name", "data", "why"),
    [("empty.png", b"", "empty"), ("letter.png", b"Dear Grandma, this is no drawing. " * 9, "picture")],
)
def test_what_is_no_drawing_is_put_aside_with_the_reason(
    inbox: Inbox, doodle: bytes, name: str, data: bytes, why: str
) -> None:
    drop(inbox, name, data)
    drop(inbox, "zebra.png", doodle)
    scan = inbox.scan(now_s=LATER_S, limit=9)
    assert len(scan.claimed) == 1, "one bad file must not stop the others"
    assert (inbox.root / "rejected" / name).read_bytes() == data
    assert why in (inbox.root / "rejected" / f"{name}.txt").read_text().lower()


def test_the_byte_limit_is_said_before_the_file_is_read(
    store: MediaStore, tmp_path: Path, doodle: bytes
) -> None:
    inbox = Inbox(tmp_path, store, Limits(max_bytes=100))
    (inbox.root / "big.png").write_bytes(doodle)
    (line,) = inbox.scan(now_s=LATER_S, limit=9).rejected
    assert "MB" in line


def test_options_come_from_the_folder_and_the_sidecar_over_it(inbox: Inbox, doodle: bytes) -> None:
    drop(inbox, "class/story.yaml", b"theme: bedtime\nstyle: comic\n")
    drop(inbox, "class/cat.png", doodle)
    drop(inbox, "class/cat.json", json.dumps({"style": "crayon", "age": 7}).encode())
    (upload,) = inbox.scan(now_s=LATER_S, limit=9).claimed
    assert (upload.request.theme, upload.request.style) == (Theme.BEDTIME, Style.CRAYON)
    assert upload.request.child_age == 7
    assert (inbox.root / "class/story.yaml").exists()
    assert not (inbox.root / "class/cat.json").exists()


@pytest.mark.parametrize(
    ("options", "why"),
    [
        (b"theme: war", "theme"), (b"colour: red", "colour"), (b"[1, 2]", "is not an option"),
        (b"theme: [", "is not an option"), (b"\xff", "UTF-8"), (b"music: /no/such/file.mp3", "music"),
    ],
)  # fmt: skip
def test_bad_options_put_the_drawing_aside_and_say_which(
    inbox: Inbox, doodle: bytes, options: bytes, why: str
) -> None:
    drop(inbox, "cat.png", doodle)
    drop(inbox, "cat.yaml", options)
    (line,) = inbox.scan(now_s=LATER_S, limit=9).rejected
    assert why in line
    assert {path.name for path in (inbox.root / "rejected").iterdir()} == {
        "cat.png",
        "cat.png.txt",
        "cat.yaml",
    }


def test_at_most_so_many_a_look(inbox: Inbox, doodle: bytes) -> None:
    for number in range(5):
        drop(inbox, f"{number}.png", doodle)
    first, second = (inbox.scan(now_s=LATER_S, limit=3) for _ in range(2))
    assert [len(first.claimed), first.waiting, len(second.claimed)] == [3, 2, 2]


def test_the_same_picture_under_another_name_or_wish_is_another_story(inbox: Inbox, doodle: bytes) -> None:
    drop(inbox, "a.png", doodle)
    drop(inbox, "b.png", doodle)
    drop(inbox, "c/a.png", doodle)
    drop(inbox, "c/a.yaml", b"theme: nature")
    claimed = inbox.scan(now_s=LATER_S, limit=9).claimed
    assert len({upload.run_id for upload in claimed}) == 3


def test_the_same_drop_again_is_the_same_story_tried_again(inbox: Inbox, doodle: bytes) -> None:
    drop(inbox, "cat.png", doodle)
    (first,) = inbox.scan(now_s=LATER_S, limit=9).claimed
    inbox.started(first.run_id)
    drop(inbox, "cat.png", doodle)
    (second,) = inbox.scan(now_s=LATER_S, limit=9).claimed
    assert second.run_id == first.run_id
    assert second.run_key != first.run_key, "a run_key must never block a later attempt"


def test_a_taken_run_id_gets_more_characters(inbox: Inbox, doodle: bytes) -> None:
    path = drop(inbox, "cat.png", doodle)
    run_id = inbox.claim(path).run_id
    inbox.forget(run_id)
    forget_files(run_id, inbox.store)
    drop(inbox, "cat.png", doodle)
    (upload,) = inbox.scan(now_s=LATER_S, limit=9, taken={run_id}).claimed
    assert upload.run_id.startswith(run_id)
    assert len(upload.run_id) == 9


@pytest.mark.parametrize("junk", [".hidden.png", "cat.png.part", "story.yaml", "lonely.json", ".lock"])
def test_files_that_are_no_uploads_are_left_alone(inbox: Inbox, junk: str) -> None:
    path = drop(inbox, junk, b"x")
    scan = inbox.scan(now_s=LATER_S, limit=9)
    assert (scan.claimed, scan.rejected) == ((), ())
    assert path.exists()


class Killed(BaseException):
    """Stands for kill -9: nothing after it runs, and no `except` of ours may catch it."""


FILE_STEPS = ("replace", "unlink", "touch")


def kill_at(step: int, monkeypatch: pytest.MonkeyPatch) -> Callable[[], bool]:
    """Die just before the `step`-th change to a file system entry; say whether it came to that."""
    count = 0

    def dying(real: Callable[..., object]) -> Callable[..., object]:
        def call(path: Path, *args: object, **kwargs: object) -> object:
            nonlocal count
            count += 1
            if count == step:
                raise Killed
            return real(path, *args, **kwargs)

        return call

    for name in FILE_STEPS:
        monkeypatch.setattr(Path, name, dying(getattr(Path, name)))
    return lambda: count >= step


@pytest.mark.parametrize("step", range(1, 12))
def test_a_look_killed_at_any_step_neither_loses_a_drawing_nor_claims_it_twice(
    inbox: Inbox, doodle: bytes, step: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    drop(inbox, "cat.png", doodle)
    drop(inbox, "cat.yaml", b"theme: nature")
    with monkeypatch.context() as patch:
        reached = kill_at(step, patch)
        try:
            inbox.scan(now_s=LATER_S, limit=9)
        except Killed:
            assert reached()
    inbox.scan(now_s=LATER_S, limit=9)
    (upload,) = inbox.pending()
    assert upload.attempt == 1
    assert upload.request.theme is Theme.NATURE
    assert load_upload(inbox, upload.run_id)[1] == doodle
    assert not (inbox.root / "cat.png").exists()


def test_an_upload_that_cannot_be_removed_is_not_taken_for_a_second_drop(inbox: Inbox, doodle: bytes) -> None:
    path = drop(inbox, "cat.png", doodle)
    (first,) = inbox.scan(now_s=LATER_S, limit=9).claimed
    inbox.started(first.run_id)
    os.link(inbox.store.path(first.original.key), path)  # something lies there again
    known = inbox.find(first.run_id)
    assert known is not None
    stat = path.stat()
    same = known.model_copy(update={"identity": f"{stat.st_ino}:{stat.st_ctime_ns}:cat.png"})
    inbox.store.put(f"documents/{first.run_id}_upload.json", same.model_dump_json().encode())
    inbox.scan(now_s=LATER_S, limit=9)
    assert list(inbox.pending()) == []


def test_a_drawing_can_be_adopted_under_a_chosen_run_id(inbox: Inbox, tmp_path: Path, doodle: bytes) -> None:
    picture = tmp_path / "elsewhere.png"
    picture.write_bytes(doodle)
    inbox.adopt("my-cat", picture, inbox.options(picture), name=picture.name)
    assert load_upload(inbox, "my-cat")[1] == doodle
    assert picture.exists()
    with pytest.raises(RequestError, match=r"my-cat.*nowhere"):
        inbox.adopt("my-cat", tmp_path / "nowhere.png", inbox.options(picture), name="x")


def test_a_run_without_a_drawing_says_how_to_give_it_one(inbox: Inbox) -> None:
    with pytest.raises(MediaError, match=r"nothing-here.*path"):
        load_upload(inbox, "nothing-here")


def test_forgetting_removes_a_story_and_what_only_it_used(inbox: Inbox, doodle: bytes) -> None:
    drop(inbox, "cat.png", doodle)
    (upload,) = inbox.scan(now_s=LATER_S, limit=9).claimed
    mine, other = (MediaStore(inbox.store.root, run_id) for run_id in (upload.run_id, "other"))
    mine.put("cache/pictures/aa/aa.png", b"mine")
    for store in (mine, other):
        store.put("cache/pictures/bb/bb.png", b"shared")
    other.put("images/other_scene_1.png", b"not mine")
    inbox.forget(upload.run_id)
    forget_files(upload.run_id, inbox.store)
    left = {
        path.relative_to(inbox.store.root).as_posix()
        for path in inbox.store.root.rglob("*")
        if path.is_file()
    }
    assert left == {"cache/pictures/bb/bb.png", "images/other_scene_1.png", "uses/other_cache.txt"}
    assert list(inbox.pending()) == []


def test_a_blank_sheet_is_put_aside_with_words_that_help_unless_it_is_meant(
    inbox: Inbox, tmp_path: Path
) -> None:
    paper = np.random.default_rng(1).normal(235, 2, (300, 400, 3)).astype(np.uint8)
    drop(inbox, "blank.png", encode_png(paper))
    drop(inbox, "meant.png", encode_png(paper))
    drop(inbox, "meant.yaml", b"as_page: yes\n")
    scan = inbox.scan(now_s=LATER_S, limit=9)
    assert [upload.source_name for upload in scan.claimed] == ["meant.png"]
    assert "no drawing to be seen" in scan.rejected[0]
    reason = (inbox.root / "rejected/blank.png.txt").read_text(encoding="utf-8")
    assert all(words in reason for words in ("more light", "closer", "darker pen", "as_page: yes"))
    path = tmp_path / "blank.png"
    path.write_bytes(encode_png(paper))
    with pytest.raises(DrawingRejected, match="no drawing to be seen"):
        inbox.adopt("r1", path, parse_request({}), name="blank.png")


def test_forgetting_removes_what_was_put_aside_of_the_story_and_nothing_else(
    inbox: Inbox, doodle: bytes
) -> None:
    drop(inbox, "cat.png", doodle)
    drop(inbox, "cat.yaml", b"age: many\n")
    drop(inbox, "other.png", b"no picture")
    assert len(inbox.scan(now_s=LATER_S, limit=9).rejected) == 2
    drop(inbox, "cat.png", doodle)
    drop(inbox, "cat.yaml", b"age: 3\nchild_name: Zebedee\n")
    (upload,) = inbox.scan(now_s=LATER_S, limit=9).claimed
    drop(inbox, "cat.json", b'{"child_name": "Zebedee"}')
    assert len(inbox.scan(now_s=LATER_S, limit=9).rejected) == 1, "its drawing was taken already"
    aside = inbox.root / "rejected"
    assert {path.name for path in aside.iterdir()} > {"cat.png", "cat.yaml", "cat.json", "cat.json.txt"}
    removed = inbox.forget(upload.run_id)
    assert {path.name for path in aside.iterdir()} == {"other.png", "other.png.txt"}
    assert "rejected/cat.json" in removed
