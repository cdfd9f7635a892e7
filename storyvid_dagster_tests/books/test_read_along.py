"""The book that reads itself aloud, read as a reader would."""

import datetime
from dataclasses import replace
from io import BytesIO
from zipfile import ZipFile

import pytest
import uharfbuzz as hb
from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st
from PIL import Image

from storyvid_dagster.books.book import Book
from storyvid_dagster.books.read_along import write_epub
from storyvid_dagster.core.results import WordTime
from storyvid_dagster.errors import BookError
from storyvid_dagster_tests.books.conftest import TEXTS, picture, spread
from storyvid_dagster_tests.books.epub_rules import DC, ReadBook


@pytest.fixture(scope="module")
def read(book: Book) -> ReadBook:
    return ReadBook(write_epub(book))


def test_it_has_a_cover_a_page_a_scene_and_the_drawing_at_the_end(read: ReadBook) -> None:
    pages = [name for name in read.files if name.endswith(".xhtml") and "nav" not in name]
    assert pages == [f"EPUB/{name}.xhtml" for name in ("cover", "scene_1", "scene_2", "scene_3", "end")]
    assert [read.paragraphs(f"scene_{n}.xhtml") for n in (1, 2, 3)] == [[text] for text in TEXTS]
    assert read.paragraphs("end.xhtml")[:2] == ["Drawn by Zoë, 5 years old", "25 November 2026"]


def test_every_word_lights_up_from_its_start_until_the_next_begins(read: ReadBook) -> None:
    heard = read.heard("reading_2.smil")
    assert [word.text for word in heard] == TEXTS[1].split()
    assert [word.begin_ms for word in heard] == [0, 440, 840, 1240, 1640]
    assert heard[-1].end_ms == 2500


def test_the_contents_name_each_scene_by_its_first_words(read: ReadBook) -> None:
    entries = [
        "".join(a.itertext()) for a in read.page("nav.xhtml").iter() if a.get("href", "").startswith("scene")
    ]
    assert entries[:2] == ['1. Pip found a "map" & …', "2. Then it rained. Plip, plop!"]


def test_it_is_described(read: ReadBook) -> None:
    said = {tag: [e.text for e in read.package.iter(f"{DC}{tag}")] for tag in ("title", "creator", "date")}
    assert said == {"title": ["Pip, the Map & the Fox"], "creator": ["Zoë"], "date": ["2026-11-25"]}
    assert "synchronizedAudioText" in read.metas("schema:accessibilityFeature")


def test_it_carries_the_letters_of_other_scripts_that_it_needs(book: Book) -> None:
    named = replace(book, title="美咲と猫", child_name="محمد علي")
    with ZipFile(BytesIO(write_epub(named))) as plain:
        fonts = {name: plain.read(name) for name in plain.namelist() if "letters_" in name}
        assert len(fonts) == 2
        style, end = (plain.read(f"EPUB/{name}").decode() for name in ("style.css", "end.xhtml"))
    assert sum(map(len, fonts.values())) < 30_000
    assert all(name.removeprefix("EPUB/") in style for name in fonts)
    assert "<bdi>محمد علي</bdi>" in end
    for text in ("美咲と猫", "محمدعلي"):
        faces = [hb.Font(hb.Face(content)) for content in fonts.values()]
        assert any(all(face.get_nominal_glyph(ord(c)) for c in text) for face in faces)


def test_it_carries_the_font_the_narration_and_pictures_no_larger_than_a_tablet(book: Book) -> None:
    large = spread(1, "Hello.", picture(3200, 1800, "skyblue"))
    read = ReadBook(write_epub(replace(book, spreads=(large,))))
    assert Image.open(BytesIO(read.files["EPUB/picture_1.jpg"])).size == (1600, 900)
    assert read.files["EPUB/clip_1.mp3"] == large.clip_mp3
    assert read.files["EPUB/Andika-Bold.ttf"][:4] == b"\0\1\0\0"


def test_the_same_book_gives_the_same_bytes_dated_by_its_day(book: Book) -> None:
    first = write_epub(book)
    assert first == write_epub(book)
    assert {info.date_time for info in ReadBook(first).infos} == {(2026, 11, 25, 0, 0, 0)}
    later = write_epub(replace(book, made_on=datetime.date(2026, 11, 26)))
    assert ReadBook(later).metas("dcterms:modified") == ["2026-11-26T00:00:00Z"]


def test_nameless_books_have_no_creator(book: Book) -> None:
    read = ReadBook(write_epub(replace(book, child_name=None, child_age=None)))
    assert not list(read.package.iter(f"{DC}creator"))
    assert read.paragraphs("end.xhtml")[0] == "25 November 2026"


def test_without_word_times_a_scene_is_read_in_one_piece(book: Book) -> None:
    silent = replace(book.spreads[0], words=())
    (heard,) = ReadBook(write_epub(replace(book, spreads=(silent,)))).heard("reading_1.smil")
    assert (heard.text, heard.begin_ms, heard.end_ms) == (TEXTS[0], 0, 6500)


def test_a_broken_picture_is_named(book: Book) -> None:
    with pytest.raises(BookError, match="the drawing of 5f6c63ab cannot be read"):
        write_epub(replace(book, page_png=b"no picture"))


TIMES_S = st.floats(0, 30, allow_nan=False)
TEXT = st.text(st.characters(codec="utf-8") | st.sampled_from("<>&\"' \n{}"), min_size=1, max_size=80)


@examples(max_examples=25)
@given(title=TEXT, text=TEXT, starts_s=st.lists(TIMES_S, min_size=80, max_size=80), duration_s=TIMES_S)
@pytest.mark.slow
def test_whatever_the_words_and_times_it_keeps_the_rules(
    book: Book, title: str, text: str, starts_s: list[float], duration_s: float
) -> None:
    times = [
        WordTime(text=word, start_s=start_s, end_s=start_s)
        for word, start_s in zip(text.split(), starts_s, strict=False)
    ]
    scene = replace(book.spreads[0], text=text, words=tuple(times), duration_s=duration_s)
    read = ReadBook(write_epub(replace(book, title=f"A {title}", child_name=title, spreads=(scene,))))
    legal = "".join(c for c in text if c in "\t\n\r" or (ord(c) >= 32 and c not in "\ufffe\uffff"))
    shown = " ".join(read.paragraphs("scene_1.xhtml"))
    assert "".join(shown.split()) == "".join(legal.split())
