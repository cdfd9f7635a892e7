"""Uploads of every kind become upright RGB pictures."""

import struct
import time
from collections.abc import Callable
from typing import Any

import numpy as np
import pillow_heif
import pytest
from PIL import Image

from storyvid_dagster.cutout.cut import cut_out
from storyvid_dagster.images import encode_png
from storyvid_dagster.intake import pictures
from storyvid_dagster.intake.pictures import sniff_extension
from storyvid_dagster_tests.intake.picture_files import (
    EXACT,
    KINDS,
    LOSSY,
    SVG_QUARTERS,
    WHITE,
    assert_quarters,
    decoded,
    pdf,
    quarters,
    saved,
    svg,
)


def sequence(kind: str, **options: Any) -> bytes:
    """The quarters first, then a black frame or page."""
    return saved(quarters(), kind, save_all=True, append_images=[Image.new("RGB", (80, 60))], **options)


def utf16_svg() -> bytes:
    return svg(SVG_QUARTERS).decode().replace("'1.0'", "'1.0' encoding='utf-16'").encode("utf-16")


MODES: dict[str, tuple[Callable[[], bytes], int]] = {
    "cmyk jpeg": (lambda: saved(quarters().convert("CMYK"), "JPEG", quality=95), LOSSY),
    "jpeg with a second view": (lambda: sequence("MPO", quality=95), LOSSY),
    "palette png": (lambda: saved(quarters().convert("P", palette=Image.Palette.ADAPTIVE), "PNG"), EXACT),
    "rgba png": (lambda: saved(quarters().convert("RGBA"), "PNG"), EXACT),
    "lzw tiff": (lambda: saved(quarters(), "TIFF", compression="tiff_lzw"), EXACT),
    "animated gif": (lambda: sequence("GIF"), EXACT),
    "animated webp": (lambda: sequence("WEBP", lossless=True), EXACT),
    "multi-page tiff": (lambda: sequence("TIFF"), EXACT),
    "multi-page pdf": (lambda: pdf(quarters(), Image.new("RGB", (50, 50))), LOSSY),
    "utf-16 svg": (utf16_svg, EXACT),
    "svg in millimetres": (lambda: svg(SVG_QUARTERS, 'width="8mm" height="6mm" viewBox="0 0 80 60"'), EXACT),
}


def linear_profile() -> bytes:
    """An ICC profile with the primaries of sRGB and no curve."""

    def fixed(*values: float) -> bytes:
        return b"".join(struct.pack(">i", round(value * 65536)) for value in values)

    def xyz(x: float, y: float, z: float) -> bytes:
        return b"XYZ " + bytes(4) + fixed(x, y, z)

    text = b"linear\0"
    linear = b"curv" + bytes(4) + struct.pack(">I", 0)
    tags = {
        b"desc": b"desc" + bytes(4) + struct.pack(">I", len(text)) + text + bytes(78),
        b"wtpt": xyz(0.9642, 1.0, 0.8249),
        b"rXYZ": xyz(0.4361, 0.2225, 0.0139),
        b"gXYZ": xyz(0.3851, 0.7169, 0.0971),
        b"bXYZ": xyz(0.1431, 0.0606, 0.7141),
        b"rTRC": linear,
        b"gTRC": linear,
        b"bTRC": linear,
    }
    table, body, place = b"", b"", 132 + 12 * len(tags)
    for tag, value in tags.items():
        value += bytes(-len(value) % 4)
        table += tag + struct.pack(">II", place + len(body), len(value))
        body += value
    size = place + len(body)
    head = struct.pack(">I4sI4s4s4s", size, b"lcms", 0x02100000, b"mntr", b"RGB ", b"XYZ ")
    head += bytes(12) + b"acsp" + bytes(28) + fixed(0.9642, 1.0, 0.8249) + bytes(48)
    return head + struct.pack(">I", len(tags)) + table + body


def strokes(*colors: tuple[int, int, int]) -> bytes:
    """Lines on transparency, one of each colour, from a drawing app."""
    picture = np.zeros((200, 300, 4), np.uint8)
    for number, color in enumerate(colors):
        picture[40 + 40 * number : 52 + 40 * number, 40:260] = (*color, 255)
    return encode_png(picture)


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_is_read_whatever_it_is_called(kind: str) -> None:
    make, tolerance = KINDS[kind]
    data = make()
    assert sniff_extension(data) == kind
    assert f".{kind}" in pictures.ACCEPTED_SUFFIXES
    assert_quarters(decoded(data, "Drawing.TXT"), tolerance)


@pytest.mark.parametrize("mode", MODES)
def test_unusual_ways_to_store_a_picture(mode: str) -> None:
    make, tolerance = MODES[mode]
    assert_quarters(decoded(make()), tolerance)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "TIFF", "HEIF", "AVIF"])
@pytest.mark.parametrize("orientation", range(1, 9))
def test_exif_orientation_is_applied(kind: str, orientation: int) -> None:
    upright = quarters()
    stored = upright
    undo = {5: Image.Transpose.TRANSPOSE, 6: Image.Transpose.ROTATE_90, 7: Image.Transpose.TRANSVERSE,
            8: Image.Transpose.ROTATE_270, 2: Image.Transpose.FLIP_LEFT_RIGHT,
            3: Image.Transpose.ROTATE_180, 4: Image.Transpose.FLIP_TOP_BOTTOM}  # fmt: skip
    if orientation in undo:
        stored = upright.transpose(undo[orientation])
    pillow_heif.register_heif_opener()
    exif = Image.Exif()
    exif[0x0112] = orientation
    picture = decoded(saved(stored, kind, exif=exif.tobytes(), quality=95))
    assert picture.shape == (60, 80, 3)
    assert_quarters(picture, LOSSY)


def test_sixteen_bit_grey_keeps_its_tones() -> None:
    ramp = np.linspace(0, 65535, 64, dtype=np.uint16)[None].repeat(40, axis=0)
    picture = decoded(saved(Image.fromarray(ramp), "PNG"))
    np.testing.assert_allclose(picture[20, :, 1], ramp[20] / 257, atol=1)


def test_float_tiff_is_scaled_to_its_brightest() -> None:
    ramp = np.linspace(0, 2, 64, dtype=np.float32)[None].repeat(40, axis=0)
    picture = decoded(saved(Image.fromarray(ramp), "TIFF"))
    np.testing.assert_allclose(picture[20, :, 0], ramp[20] * 127.5, atol=1)


def test_transparent_doodle_stands_on_white() -> None:
    doodle = Image.new("RGBA", (64, 64), (0, 0, 0, 0))
    doodle.paste((200, 0, 0, 255), (20, 20, 40, 40))
    doodle.paste((0, 0, 200, 128), (44, 44, 60, 60))
    picture = decoded(saved(doodle, "PNG"))
    assert tuple(picture[2, 2]) == WHITE
    assert tuple(picture[30, 30]) == (200, 0, 0)
    np.testing.assert_allclose(picture[50, 50].astype(int), [127, 127, 227], atol=2)


def test_colour_profile_is_translated() -> None:
    grey = Image.new("RGB", (64, 48), (128, 128, 128))
    linear = decoded(saved(grey, "PNG", icc_profile=linear_profile()))
    np.testing.assert_allclose(linear[20, 20].astype(int), 188, atol=2)  # sRGB's curve at 128/255


def test_broken_colour_profile_is_ignored() -> None:
    assert_quarters(decoded(saved(quarters(), "PNG", icc_profile=b"no profile")), EXACT)


def test_long_edge_is_brought_down_but_never_up() -> None:
    assert decoded(saved(quarters(400, 300), "PNG"), max_edge_px=200).shape == (150, 200, 3)
    assert decoded(saved(quarters(400, 300), "JPEG"), max_edge_px=60).shape == (45, 60, 3)
    assert decoded(saved(quarters(), "PNG")).shape == (60, 80, 3)


def test_twelve_megapixels_are_read_at_once() -> None:
    photo = saved(quarters(4032, 3024), "JPEG", quality=90)
    started = time.process_time()
    assert decoded(photo, max_edge_px=3000).shape == (2250, 3000, 3)
    assert time.process_time() - started < 2.0


@pytest.mark.parametrize(
    ("colors", "darkest", "brightest"),
    [
        ([(255, 255, 255)], 0, 60),
        ([(240, 240, 235), (250, 220, 60)], 0, 60),
        ([(20, 20, 20), (220, 30, 30)], 250, 255),
        ([(255, 210, 30)], 250, 255),
        ([(10, 10, 10), (255, 255, 255)], 60, 220),
    ],
)
def test_transparent_strokes_stand_on_a_ground_that_shows_all_of_them(
    colors: list[tuple[int, int, int]], darkest: int, brightest: int
) -> None:
    picture = decoded(strokes(*colors)).astype(int)
    ground = picture[0, 0]
    assert darkest <= ground.mean() <= brightest
    for number, color in enumerate(colors):
        assert picture[46 + 40 * number, 150] == pytest.approx(color, abs=1)
        assert np.abs(ground - color).max() > 30


def test_white_strokes_of_a_dark_mode_become_a_figure() -> None:
    from PIL import ImageDraw

    doodle = Image.new("RGBA", (900, 700))
    pen = ImageDraw.Draw(doodle)
    pen.ellipse((300, 200, 600, 550), outline="white", width=9)
    pen.ellipse((390, 300, 420, 330), fill="white")
    pen.ellipse((480, 300, 510, 330), fill="white")
    cut = cut_out(decoded(saved(doodle, "PNG")))
    assert cut.cut == "figures"
    assert cut.figures[0].area == pytest.approx(0.131, abs=0.02)
    assert cut.page.mean() < 60
