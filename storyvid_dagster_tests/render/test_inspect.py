# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false
from pathlib import Path

import ffmpeg as graphs
import pytest

from storyvid_dagster.ffmpeg import Ffmpeg
from storyvid_dagster.render.inspect import inspect_film


def test_a_faulty_film_is_told_what_is_wrong_with_it(tmp_path: Path, ffmpeg: Ffmpeg) -> None:
    """Four seconds move, five stand still, two are black; the sound is gone after three."""
    path = tmp_path / "faulty.mp4"
    parts = [
        graphs.input(f"{source}size=96x54:rate=10", f="lavfi", t=length_s).filter("format", "yuv420p")
        for source, length_s in (("testsrc=", 4), ("color=red:", 5), ("color=black:", 2))
    ]
    picture = graphs.concat(*parts)
    sound = graphs.input("sine=frequency=440", f="lavfi", t=3).filter("apad", whole_dur=11)
    ffmpeg.run(graphs.output(picture, sound, str(path), vcodec="libx264", acodec="aac"), what="a faulty film")

    facts = inspect_film(path, ffmpeg)

    (still, dark) = facts.frozen_spans[0], facts.black_spans[0]
    assert still[0] == pytest.approx(4, abs=0.3)
    assert still[1] >= 8.8
    assert dark == pytest.approx((9, 11), abs=0.3)
    assert facts.silent_spans[0] == pytest.approx((3, 11), abs=0.3)
    assert not facts.has_captions
    assert facts.n_chapters == 0
