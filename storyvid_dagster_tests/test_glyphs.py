"""Letters of every script: never a box, never nothing, and in the order they are read."""

import cv2
import numpy as np
import pytest
import uharfbuzz as hb
from hypothesis import given, settings
from hypothesis import strategies as st

from storyvid_dagster import glyphs
from storyvid_dagster.glyphs import CLEAR_FONT, ROUND_FONT, drawable, text_runs, unshowable

NAMES = (
    "美咲", "さくら", "ケンジ", "子轩", "민준", "Александра", "Γιώργος", "נועם", "محمد", "زینب",
    "प्रिया", "संजय", "অনন্যা", "கார்த்திக்", "తేజ", "ಅರ್ಜುನ್", "ആദിത്യ", "ਗੁਰਪ੍ਰੀਤ", "ગૌરવ", "ସୌମ୍ୟା", "සඳුනි",
    "สมชาย", "น้ำฝน", "ນາງ", "សុខា", "ခင်", "ሰላም", "ნინო", "Անահիտ", "Nguyễn", "Łukasz", "Şükrü", "Zoë",
)  # fmt: skip


@pytest.mark.parametrize("own", [(ROUND_FONT, CLEAR_FONT), (CLEAR_FONT,)])
@pytest.mark.parametrize("name", NAMES)
def test_a_name_of_any_script_is_shown_whole_and_without_a_box(name: str, own: tuple) -> None:
    line = drawable(f"a story by {name}, age 5", own)
    assert line == f"a story by {name}, age 5"
    parts = text_runs(line, own)
    assert "".join(run.text for run in parts) == line
    for run in parts:
        font, buffer = hb.Font(hb.Face(hb.Blob.from_file_path(str(run.font)))), hb.Buffer()
        buffer.add_str(run.text)
        buffer.guess_segment_properties()
        hb.shape(font, buffer)
        assert 0 not in [glyph.codepoint for glyph in buffer.glyph_infos], f"a box in {run.text}"
        if run.is_shaped:
            ink = glyphs.ink(run, 40)
            assert (ink.mask > 127).sum() > 60
            assert 15 < glyphs.advance_em(run) * 40 < 40 * len(run.text) + 1
            assert len(glyphs.outline(run)) > 10


def test_letters_are_joined_and_stacked_as_their_script_wants_it() -> None:
    def advance(text: str) -> float:
        (run,) = text_runs(drawable(text))
        return glyphs.advance_em(run)

    (run,) = text_runs("محمد")
    n_pieces, _ = cv2.connectedComponents((glyphs.ink(run, 60).mask > 60).astype(np.uint8))
    assert n_pieces - 1 == 1
    assert advance("प्र") < 0.8 * (advance("प") + advance("र"))


def test_what_is_read_from_the_right_stands_so() -> None:
    (run,) = text_runs("אב")
    alef, bet = (glyphs.ink(run, 60).mask for (run,) in (text_runs("א"), text_runs("ב")))
    both = glyphs.ink(run, 60).mask

    def alike(part: np.ndarray, letter: np.ndarray) -> float:
        return abs(float(part.mean()) - float(letter.mean()))

    right = both[:, -alef.shape[1] :]
    assert alike(right[-alef.shape[0] :], alef) < alike(right[-bet.shape[0] :], bet)


@pytest.mark.parametrize(
    ("line", "from_the_left"),
    [
        ("a story by محمد علي", ["a story by ", "محمد علي"]),
        ("Drawn by محمد علي, 5 years old", ["Drawn by ", "محمد علي", ", 5 years old"]),
        ("said محمد.", ["said ", "محمد", "."]),
        ("محمد 5 and Pip", ["5 and Pip", "محمد "]),
        ("قطة 3 سارة", [" سارة", "3", "قطة "]),
        ("قطة سارة، الجميلة!", ["قطة سارة، الجميلة!"]),
        ("美咲, age 5", ["美咲", ", age 5"]),
        ("Nguyễn’s cat", ["Nguyễn’s ", "cat"]),
    ],
)
def test_parts_of_a_line_stand_in_reading_order(line: str, from_the_left: list[str]) -> None:
    assert [run.text.strip() for run in text_runs(line) if run.text.strip()] == [
        text.strip() for text in from_the_left if text.strip()
    ]


def test_a_script_no_font_has_is_shown_in_latin_letters_and_said() -> None:
    assert drawable("Ꮳ the cat") == "Tsa the cat"
    assert unshowable("Ꮳ the 🦊") == "Ꮳ"
    assert unshowable("".join(NAMES)) == ""


@settings(max_examples=100, deadline=None)
@given(st.text(st.sampled_from("aZ é-،美ابप्ริ\u200d🦊") | st.characters(), max_size=30))
@pytest.mark.slow
def test_whatever_is_written_can_be_drawn(text: str) -> None:
    line = drawable(text)
    parts = text_runs(line)
    assert sorted("".join(run.text for run in parts)) == sorted(line)
    for run in parts:
        if run.is_shaped:
            assert glyphs.advance_em(run) >= 0
            glyphs.ink(run, 20)
