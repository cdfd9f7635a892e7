"""What a text names, and what is known of it."""

import pytest

from storyvid_dagster.core.named import named_in
from storyvid_dagster.core.things import Spot, can_be_held, can_be_ridden, kind_of, worn_at


def names(text: str) -> list[str]:
    return [named.name for named in named_in(text)]


def test_a_thing_is_found_with_its_looks() -> None:
    assert names("Pip found a small striped egg in the grass.") == ["striped egg"]
    assert names("There stood three buckets and a watering can.") == ["buckets", "watering can"]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Pip found a plum.", 1),
        ("Pip found five plums.", 5),
        ("There lay three small red plums.", 3),
        ("Pip saw three plums and one more.", 4),
        ("Both of the plums were ripe.", 2),
        ("There lay a pair of plums.", 2),
        ("There lay two pairs of plums.", 4),
        ("There lay half a dozen plums.", 6),
        ("A plum fell. Then there were three plums, and then five plums.", 5),
        ('There lay the plums. "One, two, three, four," said Pip.', 4),
        ("One of the plums was gone.", 1),
        ("There lay the plums.", None),
        ("Pip had four friends with the plums.", None),
        ("There stood two baskets of plums.", None),
        ("Pip had the number three. Plums are sweet.", 1),
        ("There lay twenty-four of the plums.", 12),
        ("There lay a hundred plums.", 12),
        ("There lay thirteen plums and one more.", 12),
    ],
)
def test_it_is_read_how_many_there_are(text: str, count: int | None) -> None:
    assert {n.kind.name: n.count for n in named_in(text)}.get("plum", 1) == count


def test_what_has_no_other_plural_is_one_unless_it_is_counted() -> None:
    for text, count in {"a pair of pants": 1, "the sheep": 1, "two sheep": 2, "the geese": None}.items():
        assert [n.count for n in named_in(f"There stood {text}.")] == [count]


@pytest.mark.parametrize(
    "text",
    [
        '"I want a bus!" said Pip.',
        "The light was as big as a plum.",
        "It looked like a teapot.",
        "There was no bucket.",
        "Pip dreamed of a golden egg.",
        "Drum drum drum, went the rain.",
    ],
)
def test_what_is_only_spoken_of_is_not_there(text: str) -> None:
    assert names(text) == []


def test_words_that_only_describe_do_not_hide_what_is_meant() -> None:
    for name, meant in {"small brown bear": "bear", "baker's dog": "dog", "teapot lid": "lid"}.items():
        assert (kind := kind_of(name)) is not None
        assert kind.name == meant
    assert kind_of("town picnic") is None


def test_it_is_known_what_can_be_done_with_a_thing() -> None:
    assert can_be_held("left slipper")
    assert not can_be_held("grand piano")
    assert worn_at("straw hat") is Spot.HEAD
    assert worn_at("spotted scarf") is Spot.NECK
    assert worn_at("drum") is None
    assert can_be_ridden("tiny bus")
    assert (mole := kind_of("mole")) is not None
    assert mole.spot is Spot.BESIDE
