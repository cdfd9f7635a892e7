"""Text in a room."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storyvid_dagster.books.text_layout import TEXT_FONT, TITLE_FONT, drawable, fit, title_font, width_of

WORDS = st.text("abcdeLMé.,!'", min_size=1, max_size=22)


@given(
    words=st.lists(WORDS, max_size=120),
    room=st.tuples(st.floats(60, 700), st.floats(30, 500)),
    font=st.sampled_from((TEXT_FONT, TITLE_FONT)),
)
def test_every_word_is_set_within_the_room(words: list[str], room: tuple[float, float], font: str) -> None:
    lines = fit(" ".join(words), font, room, largest=36, leading=1.4)
    assert " ".join(lines.lines).split() == words
    assert lines.width <= room[0] * 1.0001
    assert lines.height <= room[1] * 1.0001
    assert all(width_of(line, font, lines.size) <= room[0] * 1.0001 for line in lines.lines)


def test_lines_are_about_equally_long() -> None:
    lines = fit("the dog and the cat and a bee", TEXT_FONT, (200, 400), largest=20, leading=1.4)
    widths = [width_of(line, TEXT_FONT, 20) for line in lines.lines]
    assert len(widths) == 2
    assert min(widths) > 0.7 * max(widths)


def test_a_word_too_long_for_any_line_is_cut_with_hyphens() -> None:
    lines = fit("a" * 50, TEXT_FONT, (200, 400), largest=20, leading=1.4)
    assert "".join(line.removesuffix("-") for line in lines.lines) == "a" * 50
    assert [line[-1] for line in lines.lines] == ["-", "-", "a"]


def test_paragraphs_stay_apart() -> None:
    lines = fit(drawable("One.\n\n Two\tthree. ", TEXT_FONT), TEXT_FONT, (400, 400), largest=20, leading=1.4)
    assert lines.lines == ("One.", "Two three.")


@pytest.mark.parametrize(("text", "font"), [("Zoë", TITLE_FONT), ("Йон", TEXT_FONT), ("🦊", TITLE_FONT)])
def test_a_title_is_round_where_the_round_font_has_its_letters(text: str, font: str) -> None:
    assert title_font(text) == font
