"""Any one file of a finished story that is lost, cut or changed is told, and made again for nothing."""

from collections.abc import Callable
from pathlib import Path

import pytest

from storyvid_dagster.cli.verify import damage_of
from storyvid_dagster.core import names
from storyvid_dagster.errors import MediaError
from storyvid_dagster_tests.torture.reliability import Table
from storyvid_dagster_tests.torture.telling import Telling

pytestmark = pytest.mark.slow


def delete(path: Path) -> None:
    path.unlink()


def cut(path: Path) -> None:
    data = path.read_bytes()
    path.write_bytes(data[: len(data) // 2])


def flip(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)


DAMAGES: dict[str, Callable[[Path], None]] = {"deleted": delete, "cut": cut, "changed by a bit": flip}
FOLDERS = {"documents", "drawings", "images", "audio", "videos"}
DRAWING = {names.original("pip", "png"), names.document("pip", "upload")}
"""What nothing can make again."""


@pytest.fixture
def told(tmp_path: Path, doodle: bytes) -> Telling:
    """Give a finished story, with its data folder kept."""
    begun = Telling(tmp_path / "here")
    begun.folder.mkdir()
    begun.begin(doodle)
    begun.make_all()
    begun.keep("made")
    return begun


def test_any_file_that_is_damaged_is_told_and_made_again_for_nothing(
    told: Telling, torture: bool, reliability: Table
) -> None:
    keys = sorted(key for key in told.store.of_run("pip") if key.partition("/")[0] in FOLDERS)
    cached = sorted(told.store.keys("cache"))
    assert set(keys) > DRAWING
    for number, (damage, harm) in enumerate(DAMAGES.items()):
        tried = 0
        for key in keys if torture else keys[number::7]:
            told.back_to("made")
            harm(told.store.path(key))
            found = damage_of("pip", told.store)
            damaged = {fault.asset for fault in found}
            if key in DRAWING:
                assert {fault.key for fault in found} & DRAWING, f"{key} {damage}"
                with pytest.raises(MediaError, match=r"run pip.*: drop "):
                    told.make("drawing")
            else:
                assert [fault.key for fault in found] == [key], f"{key} {damage}"
                for asset in damaged:
                    told.make(asset)
                assert damage_of("pip", told.store) == []
                assert same_but_times(told, key)
            assert not told.shop.asked, "all of it is in the cache"
            tried += 1
        reliability.row("damage", "a file of a finished story", damage, tried)
        tried = 0
        for key in cached[number :: 3 if torture else 23]:  # each in one of the ways
            told.back_to("made")
            harm(told.store.path(key))
            told.make_all()
            assert damage_of("pip", told.store) == []
            paid_again = sum(told.shop.asked.values())
            assert paid_again <= key.startswith("cache/paid/"), f"{key} {damage}"
            tried += 1
        reliability.row("damage", "a file of the cache", damage, tried)


def same_but_times(told: Telling, key: str) -> bool:
    """Tell whether a file is what it was; documents tell of the seconds their making took."""
    was = told.folder / "made" / key
    return key.startswith("documents/") or was.read_bytes() == told.store.get(key)
