"""What a book says of itself."""

from dataclasses import replace

import pytest

from storyvid_dagster.books.book import Book
from storyvid_dagster.errors import BookError


@pytest.mark.parametrize(
    ("name", "age", "byline", "signature"),
    [
        ("Zoë", 5, "a story by Zoë", "Drawn by Zoë, 5 years old"),
        ("Zoë", None, "a story by Zoë", "Drawn by Zoë"),
        (None, 5, "", "Drawn by a child, 5 years old"),
        (None, None, "", ""),
    ],
)
def test_who_drew_it_is_said_as_far_as_it_is_known(
    book: Book, name: str | None, age: int | None, byline: str, signature: str
) -> None:
    told = replace(book, child_name=name, child_age=age)
    assert (told.byline, told.signature, told.day) == (byline, signature, "25 November 2026")


def test_a_book_without_scenes_or_with_one_missing_is_refused(book: Book) -> None:
    with pytest.raises(BookError, match="5f6c63ab: a book needs scenes"):
        replace(book, spreads=())
    with pytest.raises(BookError, match=r"\[1, 3\]"):
        replace(book, spreads=(book.spreads[0], book.spreads[2]))
