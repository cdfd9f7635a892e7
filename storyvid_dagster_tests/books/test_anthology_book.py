"""Many books in one, read back."""

from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO

import numpy as np
import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from storyvid_dagster.books.anthology_book import contents_pages, first_pages, write_anthology
from storyvid_dagster.books.book import Anthology, Book, Entry
from storyvid_dagster.books.picture_book import Paper
from storyvid_dagster.errors import BookError
from storyvid_dagster_tests.books.conftest import TEXTS, picture

pytestmark = pytest.mark.slow

WALL = picture(440, 200, "peru")


def text_of(page: pypdfium2.PdfPage) -> str:
    return " ".join(page.get_textpage().get_text_range().split())


@pytest.fixture(scope="module")
def books(book: Book) -> list[Book]:
    short = replace(book, run_id="b", title="The Boat", child_name="Omar", spreads=book.spreads[:1])
    nameless = replace(book, run_id="c", title="Snow", child_name=None, child_age=None)
    return [book, short, nameless]


def bound(books: list[Book], paper: Paper = Paper.A5) -> bytes:
    entries = tuple(Entry(each.title, each.child_name, len(each.spreads)) for each in books)
    return write_anthology(Anthology("Our class", books[0].made_on, WALL, entries), iter(books), paper)


@pytest.fixture(scope="module")
def printed(books: list[Book]) -> Iterator[pypdfium2.PdfDocument]:
    with pypdfium2.PdfDocument(bound(books)) as document:
        yield document


def test_it_has_cover_contents_every_story_whole_and_all_names(printed: pypdfium2.PdfDocument) -> None:
    pages = [text_of(page) for page in printed]
    assert len(pages) == 2 + (2 + 2 * 3) + (2 + 2 * 1) + (2 + 2 * 3) + 1
    assert pages[0] == "Our class"
    assert pages[1] == "The stories Pip, the Map & the Fox Zoë 3 The Boat Omar 11 Snow 15"
    assert pages[2] == "Pip, the Map & the Fox a story by Zoë"
    assert pages[4] == f"{TEXTS[0]} 1"
    assert pages[9].startswith("Drawn by Zoë, 5 years old")
    assert pages[10] == "The Boat a story by Omar"
    assert pages[14] == "Snow"
    assert pages[-1] == "Drawn by Zoë and Omar Our class, 25 November 2026"


def test_the_contents_tell_the_page_and_stories_begin_on_the_right(printed: pypdfium2.PdfDocument) -> None:
    for title, page in (("Pip, the Map & the Fox", 3), ("The Boat", 11), ("Snow", 15)):
        assert text_of(printed[page - 1]).startswith(title)
        assert page % 2 == 1


def test_a_viewer_lists_the_stories(printed: pypdfium2.PdfDocument) -> None:
    found = {mark.get_title(): mark.get_dest().get_index() + 1 for mark in printed.get_toc()}
    assert found == {"Contents": 2, "Pip, the Map & the Fox": 3, "The Boat": 11, "Snow": 15, "Drawn by": 23}
    told = printed.get_metadata_dict()
    assert (told["Title"], told["Author"]) == ("Our class", "Zoë, Omar")


def test_the_wall_of_drawings_is_on_the_cover(printed: pypdfium2.PdfDocument) -> None:
    seen = np.array(printed[0].render(scale=0.5).to_pil().convert("RGB")).astype(int)
    assert (np.abs(seen - (205, 133, 63)).max(axis=2) < 12).mean() > 0.2
    assert (np.abs(seen - (255, 165, 0)).max(axis=2) < 12).mean() > 0.02


@pytest.mark.parametrize("paper", Paper)
def test_the_same_books_give_the_same_bytes_on_any_paper(books: list[Book], paper: Paper) -> None:
    assert bound(books, paper) == bound(books, paper)
    with pypdfium2.PdfDocument(bound(books, paper)) as document:
        assert {tuple(round(edge / 72 * 25.4, 1) for edge in page.get_size()) for page in document} == {
            paper.size_mm
        }


@given(scenes=st.lists(st.integers(3, 8), min_size=1, max_size=90))
def test_every_story_begins_on_the_right_however_many_there_are(book: Book, scenes: list[int]) -> None:
    entries = tuple(Entry("A", "B", n_scenes) for n_scenes in scenes)
    pages = first_pages(Anthology("Our class", book.made_on, WALL, entries))
    assert len(pages) == len(scenes)
    assert all(page % 2 == 1 for page in pages)
    assert pages[0] == 2 + contents_pages(len(scenes))


@pytest.mark.parametrize("count", [1, 8, 27])
def test_the_contents_name_every_story_within_the_page(book: Book, count: int) -> None:
    one = replace(book, spreads=book.spreads[:1])
    entries = tuple(Entry(f"Story {n} of a Very Long Journey", f"Child {n}", 1) for n in range(count))
    every = (replace(one, title=entry.title, child_name=entry.child_name) for entry in entries)
    pdf = write_anthology(Anthology("Our class", book.made_on, WALL, entries), every, Paper.A5)
    with pypdfium2.PdfDocument(BytesIO(pdf)) as document:
        contents = [document[1 + k] for k in range(contents_pages(count))]
        told = " ".join(text_of(page) for page in contents)
        for page in contents:
            seen = np.array(page.render(scale=0.5).to_pil().convert("RGB"))
            rim = round(9 / 25.4 * 36) - 1
            seen[rim:-rim, rim:-rim] = 255
            assert seen.min() == 255
    for number, entry in enumerate(entries):
        page_no = 2 + contents_pages(count) + 4 * number
        assert f"{entry.title} {entry.child_name} {page_no}" in told


def test_a_book_that_is_not_in_the_contents_is_refused(book: Book) -> None:
    entries = (Entry("Another", None, 3),)
    with pytest.raises(BookError, match="5f6c63ab: the contents name another story"):
        write_anthology(Anthology("Our class", book.made_on, WALL, entries), [book], Paper.A5)
    with pytest.raises(BookError, match="needs at least one story"):
        Anthology("Our class", book.made_on, WALL, ())


def test_nameless_children_have_a_last_page_too(books: list[Book]) -> None:
    with pypdfium2.PdfDocument(bound([books[2]])) as document:
        assert text_of(document[len(document) - 1]) == "Our class Our class, 25 November 2026"
