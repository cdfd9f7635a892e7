from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from storyvid_dagster.core.timeline import lay_out
from storyvid_dagster.render.join import Piece, chapters_of, concat_list, metadata


@given(title=st.text(max_size=60), words=st.text(max_size=200))
def test_nothing_a_person_writes_can_become_another_line(title: str, words: str) -> None:
    timeline = lay_out([1.0], fps=30)
    lines = metadata(title, chapters_of(title, timeline, [words]), timeline.fps).splitlines()
    assert len(lines) == 2 + 5 * len(timeline.shots)
    assert sum(line == "[CHAPTER]" for line in lines) == len(timeline.shots)


def test_chapters_cover_the_film_and_carry_first_words() -> None:
    timeline = lay_out([1.0, 2.0], fps=30)
    text = metadata("Rex", chapters_of("Rex", timeline, ["Once upon a time.", "word " * 40]), timeline.fps)
    starts = [int(line[6:]) for line in text.splitlines() if line.startswith("START=")]
    ends = [int(line[4:]) for line in text.splitlines() if line.startswith("END=")]
    titles = [line[6:] for line in text.splitlines() if line.startswith("title=")]
    assert starts == [0, *ends[:-1]]
    assert ends[-1] == timeline.n_frames
    assert titles[:3] == ["Rex", "Rex", "1. Once upon a time."]
    assert titles[3].endswith("…")
    assert titles[-1] == "The End"


@given(lengths=st.lists(st.integers(1, 9000), min_size=1, max_size=60), fps=st.integers(12, 60))
def test_rounded_lengths_of_pieces_do_not_drift_apart_from_the_frame_grid(
    lengths: list[int], fps: int
) -> None:
    listing = concat_list([Piece(Path("/piece.mp4"), length) for length in lengths], fps)
    told_s = [float(line.split()[1]) for line in listing.splitlines() if line.startswith("duration")]
    assert len(told_s) == len(lengths)
    assert abs(sum(told_s) - sum(lengths) / fps) < 1e-6
