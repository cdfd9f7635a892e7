"""Articles, plurals and numbers; that whole stories agree with others' rules is held in `test_writer.py`."""

import subprocess
import sys

import pytest

from storyvid_dagster.storytelling.english import number_word, plural, singular, with_article


@pytest.mark.parametrize(
    "said",
    """
    a unicorn, a uniform, a ukulele, a useful friend, a one-eyed monster, a ewe, a UFO, a European, a hen,
    an umbrella, an uncle, an hourglass, an honest fox, an X-ray, a T-Rex, an 8-legged cat, an 11th cat,
    an owl, an unimportant uncle, a yellow egg, an eel
    """.replace("\n", " ").split(", "),
)
def test_an_article_goes_by_the_sound(said: str) -> None:
    article, _, noun = said.strip().partition(" ")
    assert with_article(noun) == f"{article} {noun}"


@pytest.mark.parametrize(
    ("one", "many"),
    [
        ("cat", "cats"), ("box", "boxes"), ("bush", "bushes"), ("bench", "benches"), ("berry", "berries"),
        ("toy", "toys"), ("leaf", "leaves"), ("mouse", "mice"), ("snowman", "snowmen"), ("bus", "buses"),
        ("walrus", "walruses"), ("cookie", "cookies"), ("shoe", "shoes"), ("tomato", "tomatoes"),
        ("horse", "horses"), ("glass", "glasses"),
    ],
)  # fmt: skip
def test_a_plural_and_its_singular_find_each_other(one: str, many: str) -> None:
    assert (plural(one), singular(many), singular(one)) == (many, one, None)


def test_what_comes_with_something_is_many_itself() -> None:
    assert plural("pot of honey") == "pots of honey"
    assert plural("old jelly-fish") == "old jelly-fish"
    assert (plural("sheep"), singular("sheep")) == ("sheep", None)


def test_numbers_are_spelled_as_they_are_said() -> None:
    assert [number_word(n) for n in (0, 13, 30, 21, 100, 342)] == [
        "zero", "thirteen", "thirty", "twenty-one", "one hundred", "three hundred and forty-two",
    ]  # fmt: skip


def test_a_story_is_written_without_a_library_that_takes_seconds_to_import() -> None:
    lines = "import sys; import storyvid_dagster.storytelling.writer; print('inflect' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", lines], capture_output=True, text=True).stdout == "False\n"
