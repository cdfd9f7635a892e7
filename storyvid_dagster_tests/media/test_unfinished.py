import os
import subprocess
import sys
from pathlib import Path

from storyvid_dagster.media import unfinished
from storyvid_dagster.media.store import MediaStore


def test_only_what_nobody_writes_any_more_is_swept(tmp_path: Path) -> None:
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    folder = tmp_path / "videos"
    folder.mkdir()
    mine = folder / f"{unfinished.file_prefix()}a.mp4"
    left = folder / f".part-{gone.pid}-a.mp4"
    killed = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    killed.kill()
    os.waitid(os.P_PID, killed.pid, os.WEXITED | os.WNOWAIT)  # it stays in the list of processes
    of_killed = folder / f".part-{killed.pid}-a.mp4"
    reused = folder / f".part-{os.getpid()}-of-another.mp4"
    old = folder / ".part-x8d_k2qa.mp4"
    kept = [folder / "a.mp4", folder / "party-1-x.mp4", folder / ".part-ab12cd34.mp4"]
    for path in (mine, left, of_killed, reused, old, *kept):
        path.write_bytes(b"x")
    for path in (reused, old):
        os.utime(path, (1e9, 1e9))  # before this process was born
    assert set(unfinished.sweep(tmp_path, deep=True)) == {left, of_killed, reused, old}
    killed.communicate()
    assert all(path.exists() for path in (mine, *kept))


def test_a_clock_that_is_set_makes_nobodys_files_anothers(tmp_path: Path) -> None:
    mine, reused = (tmp_path / f"{unfinished.file_prefix()}{name}.mp4" for name in "ab")
    _, pid, born_s, _ = reused.name.split("-")
    reused = reused.with_name(f".part-{pid}-{int(born_s) + 100}-b.mp4")
    for path in (mine, reused):
        path.write_bytes(b"x")
        os.utime(path, (1e9, 1e9))  # as if the clock had been set forward since
    assert unfinished.sweep(tmp_path, deep=True) == [reused]


def test_a_write_that_was_cut_short_is_found(tmp_path: Path) -> None:
    code = (
        "import os, sys; from pathlib import Path; from storyvid_dagster.media.store import MediaStore\n"
        "with MediaStore(Path(sys.argv[1])).writing('images/x.png') as path:\n"
        "    path.write_bytes(b'half'); os._exit(1)"
    )
    subprocess.run([sys.executable, "-c", code, str(tmp_path)], check=False)
    assert list(MediaStore(tmp_path).keys("images")) == []
    assert len(unfinished.sweep(tmp_path, deep=True)) == 1
    assert list((tmp_path / "images").iterdir()) == []
