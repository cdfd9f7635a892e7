"""What a text names, and what is known of it."""

import pytest

from storyvid_dagster.core.things import Spot, can_be_held, can_be_ridden, can_be_worn, kind_of, named_in


def names(text: str) -> list[str]:
    return [named.name for named in named_in(text)]


def test_a_thing_is_found_with_its_looks() -> None:
    assert names("Pip found a small striped egg in the grass.") == ["striped egg"]
    assert names("There stood three buckets and a watering can.") == ["buckets", "watering can"]


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
    assert can_be_worn("straw hat")
    assert can_be_ridden("tiny bus")
    assert (mole := kind_of("mole")) is not None
    assert mole.spot is Spot.BESIDE
