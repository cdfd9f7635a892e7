"""The sample drawings: made by their script, read like any upload, and each figure cut out whole."""

import importlib
from collections.abc import Generator
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest
from PIL import Image

from storyvid_dagster.cutout.cut import cut_out
from storyvid_dagster.intake.pictures import decode_drawing

FOLDER = Path(__file__).parents[2] / "data" / "samples"
SCALE = 0.12  # of the files in the folder
MAX_BYTES = 900_000
SAME_PICTURE = 3.0  # mean difference of a channel: what JPEG and steps of 3 levels take away

SIZES = {
    "01-crayon-cat.jpg": (3000, 2250),
    "02-marker-robot.png": (2002, 1502),
    "03-pencil-rocket.jpg": (2200, 2900),
}
HEROES = {"01-crayon-cat.jpg": "orange", "02-marker-robot.png": "blue", "03-pencil-rocket.jpg": "purple"}
HUES_DEG = {
    "orange": (10, 36),
    "blue": (190, 240),
    "purple": (250, 340),
    "green": (70, 170),
    "yellow": (38, 68),
}


@pytest.fixture(scope="module")
def script() -> Generator[ModuleType]:
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(FOLDER))
        yield importlib.import_module("make_samples")


def read(name: str, max_edge_px: int = 3000) -> np.ndarray:
    data = (FOLDER / name).read_bytes()
    return decode_drawing(data, name, max_bytes=MAX_BYTES, max_pixels=10_000_000, max_edge_px=max_edge_px)


def share_of(colour: str, rgb: np.ndarray) -> float:
    """Part of the pixels that are strongly of a hue, 0 to 1."""
    hue, saturation, value = np.moveaxis(np.asarray(Image.fromarray(rgb).convert("HSV")), -1, 0)
    low, high = (edge / 360 * 255 for edge in HUES_DEG[colour])
    return float(((hue >= low) & (hue <= high) & (saturation > 60) & (value > 60)).mean())


@pytest.mark.parametrize("name", SIZES)
def test_sample_is_read_upright(name: str) -> None:
    picture = read(name)
    assert (picture.shape[1], picture.shape[0]) == SIZES[name]
    assert share_of(HEROES[name], picture) > 0.03


def test_phone_photos_lie_on_their_side_in_the_file() -> None:
    with Image.open(FOLDER / "01-crayon-cat.jpg") as stored:
        assert stored.getexif()[0x0112] == 6
        assert stored.size == (2250, 3000)


@pytest.mark.parametrize("name", SIZES)
@pytest.mark.slow
def test_script_draws_small_as_well(script: ModuleType, name: str) -> None:
    picture = script.SAMPLES[name](SCALE)
    assert picture.dtype == np.uint8
    assert (picture.shape[1], picture.shape[0]) == pytest.approx(
        [SCALE * edge for edge in SIZES[name]], abs=1
    )
    assert share_of(HEROES[name], picture) > 0.03


def test_script_repeats_itself_and_a_seed_changes_it(script: ModuleType) -> None:
    first, again, other = (script.robot(SCALE, seed=seed) for seed in (1, 1, 2))
    assert (first == again).all()
    assert (first != other).any()


@pytest.mark.slow
@pytest.mark.parametrize("name", SIZES)
def test_script_makes_the_files_that_lie_here(script: ModuleType, name: str) -> None:
    made = script.SAMPLES[name](1.0)
    assert np.abs(made.astype(np.int16) - read(name)).mean() < SAME_PICTURE


@pytest.mark.parametrize("name", SIZES)
def test_hero_is_cut_out_whole_and_alone(name: str) -> None:
    result = cut_out(read(name, max_edge_px=1200))
    hero = result.figures[0]
    drawn = hero.rgba[hero.rgba[..., 3] > 128][None, :, :3]
    assert result.cut == "figures"
    assert 0.15 < hero.area < 0.35
    assert share_of(HEROES[name], drawn) > 0.15
    if name == "01-crayon-cat.jpg":
        assert share_of("green", drawn) < 0.02  # the eyes, but none of the grass
        assert share_of("yellow", drawn) < 0.03
