"""An upload is read by a process that may do little and not for long."""

import os
import sys
import time
from pathlib import Path

import psutil
import pytest

from storyvid_dagster import children
from storyvid_dagster.errors import DrawingRejected
from storyvid_dagster.intake import decoding
from storyvid_dagster_tests.intake.picture_files import SVG_QUARTERS, decoded, quarters, saved, svg


def test_what_takes_more_memory_than_there_may_be_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(decoding, "MEMORY_LIMIT_BYTES", 1 << 28)
    page = saved(quarters(9_000, 9_000), "PNG")
    with pytest.raises(DrawingRejected, match=r"more than 0\.2 GB of memory|is damaged"):
        decoded(page, max_pixels=100_000_000)
    assert decoded(saved(quarters(), "PNG")).shape == (60, 80, 3)


def test_endless_work_is_ended_and_leaves_no_process(monkeypatch: pytest.MonkeyPatch) -> None:
    noise = '<filter id="f"><feTurbulence numOctaves="99999999" baseFrequency="9"/></filter>'
    monkeypatch.setattr(decoding, "TIME_LIMIT_S", 1.0)
    began_s = time.monotonic()
    with pytest.raises(DrawingRejected, match="too complicated"):
        decoded(svg(SVG_QUARTERS + noise + '<rect width="80" height="60" filter="url(#f)"/>'))
    assert time.monotonic() - began_s < 20
    programs = [each for each in psutil.Process().children() if "intake.decoder" in " ".join(each.cmdline())]
    assert all(not program.children() for program in programs if program.is_running())


def test_the_program_ends_with_who_started_it_and_is_started_anew() -> None:
    decoding.close_idle()
    assert decoding.close(decoding.start()) == 0
    assert decoded(saved(quarters(), "PNG")).shape == (60, 80, 3)


def test_a_program_that_was_killed_while_it_waited_costs_no_upload() -> None:
    page = saved(quarters(), "PNG")
    assert decoded(page).shape == (60, 80, 3)
    for program in psutil.Process().children():
        if "intake.decoder" in " ".join(program.cmdline()):
            program.kill()
            os.waitid(os.P_PID, program.pid, os.WEXITED | os.WNOWAIT)  # leaves it to its starter
    assert decoded(page).shape == (60, 80, 3)


def test_a_decoder_can_write_no_file(tmp_path: Path) -> None:
    code = (
        "import sys; from storyvid_dagster.intake.decoder import bind; bind(5, 1 << 30);"
        "open(sys.argv[1], 'wb', buffering=0).write(b'x')"
    )
    place = tmp_path / "written"
    status, _ = children.run([sys.executable, "-c", code, str(place)], what="it", timeout_s=60)
    assert status == 1
    assert place.stat().st_size == 0
