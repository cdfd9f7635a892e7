"""The printed book, read back and looked at."""

# pyright: reportUnknownMemberType=false, reportUnknownArgumentType=false

from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from typing import Any

import numpy as np
import pypdfium2
import pytest
from numpy.typing import NDArray
from PIL import Image
from pypdfium2 import raw

from storyvid_dagster.books.book import Book
from storyvid_dagster.books.picture_book import MARGIN_MM, Paper, write_pdf
from storyvid_dagster.errors import BookError
from storyvid_dagster_tests.books.conftest import TEXTS, picture, spread

PT_PER_MM = 72 / 25.4
SENTENCE = 'The little gray cloud, quite out of breath, said: "Where\'s my umbrella?" and sneezed.'
LONGEST = " ".join([SENTENCE] * 21)[:1800].strip()


@pytest.fixture(scope="module", params=Paper)
def paper(request: pytest.FixtureRequest) -> Paper:
    return request.param


@pytest.fixture(scope="module")
def printed(book: Book, paper: Paper) -> Iterator[pypdfium2.PdfDocument]:
    with pypdfium2.PdfDocument(write_pdf(book, paper)) as document:
        yield document


def text_of(page: pypdfium2.PdfPage) -> str:
    return " ".join(page.get_textpage().get_text_range().split())


def objects(page: pypdfium2.PdfPage, kind: int) -> list[Any]:
    return list(page.get_objects(filter=[kind]))


def dpi_of(image: pypdfium2.PdfImage) -> float:
    left, _, right, _ = image.get_bounds()
    return image.get_px_size()[0] / ((right - left) / 72)


def pixels(page: pypdfium2.PdfPage) -> NDArray[np.uint8]:
    """Look at a page, one pixel a point."""
    return np.array(page.render(scale=1).to_pil().convert("RGB"))


def test_it_has_a_cover_two_pages_a_scene_and_a_last_page_of_that_size(
    printed: pypdfium2.PdfDocument, paper: Paper
) -> None:
    assert len(printed) == 1 + 2 * len(TEXTS) + 1
    sizes_mm = {tuple(round(edge / PT_PER_MM, 1) for edge in page.get_size()) for page in printed}
    assert sizes_mm == {paper.size_mm}


def test_its_words_are_text_in_reading_order(printed: pypdfium2.PdfDocument) -> None:
    pages = [text_of(page) for page in printed]
    assert pages[0] == "Pip, the Map & the Fox a story by Zoë"
    assert pages[1:-1] == [
        page for number, text in enumerate(TEXTS, start=1) for page in ("", f"{text} {number}")
    ]
    assert pages[-1].startswith("Drawn by Zoë, 5 years old 25 November 2026")
    assert pages[-1].endswith("story by embedded · read aloud by embedded (Kokoro)")


def test_every_letter_is_of_an_embedded_font(printed: pypdfium2.PdfDocument) -> None:
    fonts = [text.get_font() for page in printed for text in objects(page, raw.FPDF_PAGEOBJ_TEXT)]
    assert all(font.is_embedded for font in fonts)
    assert {font.get_base_name() for font in fonts} == {"Andika-Bold", "FredokaLight-SemiBold"}


def test_pages_are_neither_blank_nor_printed_to_the_edge(printed: pypdfium2.PdfDocument) -> None:
    for number, page in enumerate(printed):
        seen = pixels(page)
        margin = int(MARGIN_MM * seen.shape[0] / 148) - 2
        assert seen[margin:-margin, margin:-margin].std() > 5, f"page {number} is blank"
        seen[margin:-margin, margin:-margin] = 255
        assert seen.min() == 255, f"page {number} is printed to the edge"


def test_a_large_picture_has_300_dpi_and_a_small_one_all_it_has(book: Book) -> None:
    large, small = picture(3200, 1800, "skyblue"), picture(320, 180, "skyblue")
    scenes = tuple(spread(number, "Hello.", png) for number, png in ((1, large), (2, small)))
    with pypdfium2.PdfDocument(write_pdf(replace(book, spreads=scenes), Paper.A5)) as document:
        _ground, sharp = objects(document[1], raw.FPDF_PAGEOBJ_IMAGE)
        _ground, coarse = objects(document[3], raw.FPDF_PAGEOBJ_IMAGE)
        assert dpi_of(sharp) == pytest.approx(300, abs=1)
        assert coarse.get_px_size() == (320, 180)


@pytest.mark.parametrize("size_px", [(270, 480), (300, 300), (480, 270)])
def test_a_picture_of_any_shape_is_there_whole_and_undistorted(book: Book, size_px: tuple[int, int]) -> None:
    scene = spread(1, "Hello.", picture(*size_px, "skyblue"))
    with pypdfium2.PdfDocument(write_pdf(replace(book, spreads=(scene,)), Paper.A5)) as document:
        left, bottom, right, top = objects(document[1], raw.FPDF_PAGEOBJ_IMAGE)[1].get_bounds()
    assert (right - left) / (top - bottom) == pytest.approx(size_px[0] / size_px[1], rel=0.01)
    assert min(left, bottom, 210 * PT_PER_MM - right, 148 * PT_PER_MM - top) > MARGIN_MM * PT_PER_MM


def test_the_longest_text_is_wholly_there_and_large_enough_to_read(book: Book, paper: Paper) -> None:
    scenes = (spread(1, LONGEST, picture(320, 180, "plum")),)
    with pypdfium2.PdfDocument(write_pdf(replace(book, spreads=scenes), paper)) as document:
        page = document[2]
        assert text_of(page) == f"{LONGEST} 1"
        words = page.get_textpage()
        boxes = np.array([words.get_charbox(n) for n in range(words.count_chars())])
        seen = boxes[boxes[:, 2] > boxes[:, 0]]
        width, height = page.get_size()
        inside = (MARGIN_MM + 5) * PT_PER_MM
        assert seen[:, :2].min() > inside - 4 * PT_PER_MM
        assert seen[:, 2].max() < width - inside
        assert seen[:, 3].max() < height - inside
        sizes = {text.get_font_size() for text in objects(page, raw.FPDF_PAGEOBJ_TEXT)}
        assert min(sizes) > 9


def test_a_short_text_is_set_large_and_all_scenes_alike(book: Book) -> None:
    with pypdfium2.PdfDocument(write_pdf(book, Paper.A5)) as document:
        sizes = [objects(document[n], raw.FPDF_PAGEOBJ_TEXT)[0].get_font_size() for n in (2, 4, 6)]
    assert len(set(sizes)) == 1
    assert sizes[0] > 28


def test_characters_no_font_has_are_left_out_and_others_find_theirs(book: Book) -> None:
    scenes = (spread(1, "Mia 🦊 met Łukasz, Ødegård and Йон.", picture(320, 180, "plum")),)
    foreign = replace(book, title="Йон 🦊", child_name="🦊", spreads=scenes)
    with pypdfium2.PdfDocument(write_pdf(foreign, Paper.A5)) as document:
        assert text_of(document[0]).startswith("Йон")
        assert text_of(document[2]) == "Mia met Łukasz, Ødegård and Йон. 1"


def test_words_of_other_scripts_are_printed_as_outlines_in_their_place(book: Book) -> None:
    """Latin words stay text; the others leave ink between them where the same book without them has none."""
    texts = ("Then 美咲 met प्रिया.", "Then met .")
    scenes = tuple(spread(n, text, picture(320, 180, "plum")) for n, text in enumerate(texts, start=1))
    named = replace(book, title="美咲と猫", child_name="محمد علي", spreads=scenes)
    with pypdfium2.PdfDocument(write_pdf(named, Paper.A5)) as document:
        assert text_of(document[2]) == "Then met . 1"
        outlines = [len(objects(document[page], raw.FPDF_PAGEOBJ_PATH)) for page in (0, 2, 4)]
        assert outlines[1] - outlines[2] == 2
        assert "a story by" in text_of(document[0])


def test_a_title_keeps_its_phrases_together_and_the_longest_fits(book: Book) -> None:
    longest = "The Extraordinarily Long Journey of Bartholomew the Dragon and His Small Kite"
    for title, name in (("Roll It Up, Roll It Out", "Mia"), (longest, "Maximilian-Alexander " * 3)):
        with pypdfium2.PdfDocument(
            write_pdf(replace(book, title=title, child_name=name), Paper.A5)
        ) as document:
            lines = [
                " ".join(line.split()) for line in document[0].get_textpage().get_text_range().splitlines()
            ]
            seen = pixels(document[0])
        assert " ".join(lines) == f"{title} a story by {name.strip()}"
        assert seen[:, -20:].min() == 255
        if name == "Mia":
            assert lines[:2] == ["Roll It Up,", "Roll It Out"]


def test_the_drawing_is_on_the_cover_and_on_the_last_page(book: Book) -> None:
    stream = BytesIO()
    Image.new("RGB", (400, 300), (255, 0, 255)).save(stream, "PNG")
    with pypdfium2.PdfDocument(write_pdf(replace(book, page_png=stream.getvalue()), Paper.A5)) as document:
        for number in (0, -1):
            seen = pixels(document[number % len(document)]).astype(int)
            magenta = (np.abs(seen - (255, 0, 255)).max(axis=2) < 12).mean()
            assert magenta > 0.15


def test_the_same_book_gives_the_same_bytes(book: Book, paper: Paper) -> None:
    assert write_pdf(book, paper) == write_pdf(book, paper)


def test_a_viewer_is_told_title_author_and_day(printed: pypdfium2.PdfDocument) -> None:
    told = printed.get_metadata_dict()
    assert (told["Title"], told["Author"]) == ("Pip, the Map & the Fox", "Zoë")
    assert told["CreationDate"] == "D:20261125000000Z"


def test_a_broken_picture_is_named(book: Book) -> None:
    broken = replace(book.spreads[1], picture_png=b"\x89PNG broken")
    scenes = (book.spreads[0], broken, book.spreads[2])
    with pytest.raises(BookError, match="the picture of scene 2 of 5f6c63ab cannot be read"):
        write_pdf(replace(book, spreads=scenes), Paper.A5)
