import contextlib
import struct
import time
import zlib
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
import pillow_heif
import pypdfium2 as pdfium
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from PIL import ExifTags, Image

from storyvid_dagster.cutout.cut import cut_out
from storyvid_dagster.errors import DrawingRejected
from storyvid_dagster.images import encode_png, preview_jpeg
from storyvid_dagster.intake import pictures, vector
from storyvid_dagster.intake.pictures import decode_drawing, sniff_extension

LOSSY = 24  # largest difference of a channel after JPEG, HEIC or AVIF at high quality
EXACT = 1
LIMITS = {"max_bytes": 30_000_000, "max_pixels": 50_000_000, "max_edge_px": 1000}

RED, GREEN, BLUE, WHITE = (220, 30, 30), (30, 160, 60), (40, 60, 200), (255, 255, 255)


def quarters(width: int = 80, height: int = 60) -> Image.Image:
    """Red, green / blue, white: every turn and flip of it differs."""
    image = Image.new("RGB", (width, height), WHITE)
    image.paste(RED, (0, 0, width // 2, height // 2))
    image.paste(GREEN, (width // 2, 0, width, height // 2))
    image.paste(BLUE, (0, height // 2, width // 2, height))
    return image


def saved(image: Image.Image, kind: str, **options: Any) -> bytes:
    stream = BytesIO()
    image.save(stream, kind, **options)
    return stream.getvalue()


def decoded(data: bytes, name: str = "drawing.png", **limits: int) -> NDArray[np.uint8]:
    return decode_drawing(data, name, **(LIMITS | limits))


def assert_quarters(picture: NDArray[np.uint8], tolerance: int) -> None:
    height, width, channels = picture.shape
    assert (picture.dtype, channels) == (np.uint8, 3)
    seen = [picture[height * y // 4, width * x // 4] for y in (1, 3) for x in (1, 3)]
    np.testing.assert_allclose(np.array(seen, int), [RED, GREEN, BLUE, WHITE], atol=tolerance)


def svg(body: str, attributes: str = 'width="80" height="60"') -> bytes:
    namespaces = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
    return f"<?xml version='1.0'?><!-- by hand --><svg {namespaces} {attributes}>{body}</svg>".encode()


SVG_QUARTERS = (
    f'<rect width="40" height="30" fill="rgb{RED}"/>'
    f'<rect x="40" width="40" height="30" fill="rgb{GREEN}"/>'
    f'<rect y="30" width="40" height="30" fill="rgb{BLUE}"/>'
)


def pdf(*pages: Image.Image) -> bytes:
    return saved(pages[0], "PDF", save_all=True, append_images=pages[1:])


def heic(image: Image.Image, **options: Any) -> bytes:
    pillow_heif.register_heif_opener()
    return saved(image, "HEIF", quality=95, **options)


def png_header(width: int, height: int) -> bytes:
    """A PNG that claims a size and carries next to nothing."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    body = zlib.compress(b"\0" * 1000)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


def gif_header(width: int, height: int) -> bytes:
    screen = struct.pack("<HHBBB", width, height, 0x80, 0, 0) + b"\0\0\0\xff\xff\xff"
    frame = b"," + struct.pack("<HHHHB", 0, 0, width, height, 0) + b"\x02\x02\x4c\x01\x00;"
    return b"GIF89a" + screen + frame


KINDS: dict[str, tuple[Callable[[], bytes], int]] = {
    "png": (lambda: saved(quarters(), "PNG"), EXACT),
    "jpg": (lambda: saved(quarters(), "JPEG", quality=95), LOSSY),
    "webp": (lambda: saved(quarters(), "WEBP", lossless=True), EXACT),
    "heic": (lambda: heic(quarters()), LOSSY),
    "avif": (lambda: saved(quarters(), "AVIF", quality=95), LOSSY),
    "tif": (lambda: saved(quarters(), "TIFF"), EXACT),
    "bmp": (lambda: saved(quarters(), "BMP"), EXACT),
    "gif": (lambda: saved(quarters(), "GIF"), EXACT),
    "svg": (lambda: svg(SVG_QUARTERS), EXACT),
    "pdf": (lambda: pdf(quarters()), LOSSY),
}


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_is_read_whatever_it_is_called(kind: str) -> None:
    make, tolerance = KINDS[kind]
    data = make()
    assert sniff_extension(data) == kind
    assert f".{kind}" in pictures.ACCEPTED_SUFFIXES
    assert_quarters(decoded(data, "Drawing.TXT"), tolerance)


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


def test_svg_and_pdf_are_drawn_at_the_size_asked_for() -> None:
    assert decoded(svg(SVG_QUARTERS)).shape == (750, 1000, 3)
    assert decoded(pdf(quarters()), max_edge_px=400).shape == (300, 400, 3)
    wall = 'width="900000" height="900000" viewBox="0 0 80 80"'
    assert decoded(svg(SVG_QUARTERS, wall)).shape == (1000, 1000, 3)


def test_svg_carries_its_own_picture(tmp_path: Path) -> None:
    import base64

    inside = base64.b64encode(saved(quarters(), "PNG")).decode()
    data = svg(f'<image width="80" height="60" xlink:href="data:image/png;base64,{inside}"/>')
    assert_quarters(decoded(data), LOSSY)


@pytest.mark.parametrize("href", ["{path}", "file://{path}", "http://127.0.0.1:9/cat.png", "cat.png"])
@pytest.mark.parametrize("attribute", ["href", "xlink:href"])
def test_svg_never_fetches_what_lies_outside(tmp_path: Path, href: str, attribute: str) -> None:
    path = tmp_path / "cat.png"
    path.write_bytes(saved(quarters(), "PNG"))
    data = svg(SVG_QUARTERS + f'<image width="80" height="60" {attribute}="{href.format(path=path)}"/>')
    with pytest.raises(DrawingRejected, match="lies outside the file, which is never fetched"):
        decoded(data)


def bomb_svg() -> bytes:
    import base64

    inside = base64.b64encode(png_header(60_000, 60_000)).decode()
    return svg(f'<image width="80" height="60" href="data:image/png;base64,{inside}"/>')


def locked_pdf() -> bytes:
    """A PDF whose password nobody told; the numbers are nonsense, the lock is not."""
    body = b"1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    body += b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>endobj\n"
    lock = b"<</Filter/Standard/V 1/R 2/P -4/O<%s>/U<%s>>>" % (b"00" * 32, b"11" * 32)
    trailer = b"trailer<</Root 1 0 R/Size 4/ID[<00><00>]/Encrypt %s>>\nstartxref\n0\n%%%%EOF" % lock
    return b"%PDF-1.4\n" + body + trailer


def blank_pdf(n_pages: int) -> bytes:
    document = pdfium.PdfDocument.new()
    for _ in range(n_pages):
        document.new_page(200, 100)
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()


REJECTED: dict[str, tuple[Callable[[], bytes], str]] = {
    "nothing": (lambda: b"", r"is empty \(0 bytes\): upload the file again"),
    "too many bytes": (lambda: bytes(30_000_001), r"is 30.0 MB, more than the 30 MB that are read"),
    "png bomb": (lambda: png_header(60_000, 60_000), r"more pixels than the 50 million|60000 x 60000 pixels"),
    "big png": (lambda: png_header(8_000, 7_000), r"has 8000 x 7000 pixels, more than the 50 million"),
    "gif bomb": (lambda: gif_header(9_000, 9_000), r"has 9000 x 9000 pixels, more than the 50 million"),
    "pdf bomb": (lambda: pdf(Image.new("1", (9_000, 6_000))), r"has 9000 x 6000 pixels, more than"),
    "svg bomb": (bomb_svg, r"the picture inside .* more pixels than the 50 million|60000 x 60000"),
    "text": (lambda: "Für Mama: ein Löwe".encode(), r"is a text file, not a picture: take a photo"),
    "zip": (lambda: b"PK\x03\x04" + bytes(99), r"is an Office or zip file: save the drawing as PNG"),
    "video": (lambda: b"\0\0\0\x18ftypmp42" + bytes(99), r"is a video: save the drawing as PNG"),
    "unknown": (lambda: bytes(range(255, 99, -1)), r"is not a picture of a kind that is known here"),
    "html": (lambda: b"<html><body><svg/></body></html>", r"is not a picture: save the drawing as PNG"),
    "cut jpeg": (lambda: saved(quarters(400, 300), "JPEG")[:1500], r"is damaged or was cut off"),
    "cut png": (lambda: saved(quarters(), "PNG")[:-40], r"is damaged or was cut off"),
    "cut heic": (lambda: heic(quarters())[:-60], r"is damaged or was cut off"),
    "cut svg": (lambda: svg(SVG_QUARTERS)[:-9], r"is damaged: open it in a drawing program"),
    "cut pdf": (lambda: pdf(quarters())[:200], r"is damaged: open it in a drawing program"),
    "tiny": (lambda: saved(quarters(400, 20), "PNG"), r"only 400 x 20 pixels, too small .* 32 or more"),
    "locked pdf": (locked_pdf, r"is locked with a password: save it without one"),
    "blank pdf": (lambda: blank_pdf(1), r"starts with an empty page: put the drawing on the first page"),
    "pdf without pages": (lambda: blank_pdf(0), r"has no pages|is damaged"),
    "empty svg": (lambda: svg(""), r"is an empty page"),
    "deep svg": (lambda: svg("<g>" * 900 + "</g>" * 900), r"is damaged: open it in a drawing program"),
}


@pytest.mark.parametrize("case", REJECTED)
def test_what_cannot_be_a_drawing_is_told_why(case: str) -> None:
    make, message = REJECTED[case]
    with pytest.raises(DrawingRejected, match=message) as caught:
        decoded(make(), "my drawing.png")
    assert "my drawing.png" in str(caught.value)


def bare_pdf(width: object, height: object) -> bytes:
    """A page of any size, a red square in its corner."""
    objects = (
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 {width} {height}]/Contents 4 0 R>>",
        "<</Length 23>>stream\n1 0 0 rg 1 1 50 50 re f\nendstream",
    )
    body = "".join(f"{number} 0 obj{text}\nendobj\n" for number, text in enumerate(objects, start=1))
    return f"%PDF-1.4\n{body}trailer<</Root 1 0 R>>".encode()


BAR = '<rect width="50%" height="100%" fill="red"/>'
TOO_NARROW = r"more than 20 times as long as it is wide, too narrow .* upload that"
ABSURD: dict[str, tuple[bytes, str]] = {
    "svg a billion wide": (svg(BAR, 'viewBox="0 0 1e9 1"'), TOO_NARROW),
    "svg a billion high": (svg(BAR, 'viewBox="0 0 1 1e9"'), TOO_NARROW),
    "svg size a billion wide": (svg(BAR, 'width="1e9" height="1"'), TOO_NARROW),
    "svg size 0": (svg(BAR, 'width="0" height="10"'), "is damaged"),
    "svg size below 0": (svg(BAR, 'width="-5" height="10"'), "is damaged"),
    "svg size beyond all numbers": (svg(BAR, 'width="1e39" height="1e39"'), "is damaged"),
    "svg viewBox of nearly nothing": (svg(BAR, 'viewBox="0 0 1e-30 1e-30"'), "is an empty page"),
    "svg viewBox 0": (svg(BAR, 'viewBox="0 0 0 100"'), ""),
    "svg viewBox below 0": (svg(BAR, 'viewBox="0 0 -5 100"'), ""),
    "svg viewBox NaN": (svg(BAR, 'viewBox="0 0 NaN 100"'), ""),
    "svg viewBox without end": (svg(BAR, 'viewBox="0 0 inf 1e39"'), ""),
    "svg viewBox of words": (svg(BAR, 'viewBox="as large as you like"'), ""),
    "svg size of a city": (svg(BAR, 'width="1e9" height="1e9"'), ""),
    "svg frieze": (svg(BAR, 'viewBox="0 0 1900 100"'), ""),
    "pdf of ten kilometres": (bare_pdf(10**7, 1), TOO_NARROW),
    "pdf ribbon": (bare_pdf(600, 10), TOO_NARROW),
    "pdf below 0": (bare_pdf(-100, -100), "starts with an empty page"),
    "pdf without size": (bare_pdf(0, 0), ""),
    "pdf without a number": (bare_pdf("nan", 100), ""),
    "pdf of a planet": (bare_pdf(10**12, 10**12), ""),
    "png frieze": (saved(quarters(800, 41), "PNG"), ""),
    "png ribbon": (saved(quarters(800, 34), "PNG"), TOO_NARROW),
}


@pytest.mark.parametrize("case", ABSURD)
@pytest.mark.slow
def test_absurd_canvases_are_a_small_picture_or_told_why(case: str) -> None:
    data, message = ABSURD[case]
    if message:
        with pytest.raises(DrawingRejected, match=message):
            decoded(data)
    else:
        assert 41 <= max(decoded(data).shape) <= LIMITS["max_edge_px"]


def test_a_frieze_may_be_seen_small() -> None:
    data = saved(quarters(1600, 90), "PNG")
    assert decoded(data, max_edge_px=256).shape[:2] == (14, 256)


def test_endless_svg_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vector, "_TIME_LIMIT_S", 0.0)
    with pytest.raises(DrawingRejected, match="too complicated"):
        decoded(svg(SVG_QUARTERS))


def test_messages_show_a_tame_name() -> None:
    with pytest.raises(DrawingRejected) as caught:
        decoded(b"", "../../etc/\x1b[31mcat\n.png")
    assert str(caught.value).startswith("[31mcat.png is empty")


def expect_picture_or_rejection(data: bytes) -> None:
    try:
        picture = decoded(data, max_pixels=1_000_000)
    except DrawingRejected as error:
        message = str(error)
    else:
        message = "drawing.png "
        assert picture.shape[2] == 3
    assert message.startswith("drawing.png ")


SIGNATURES = [b"", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff\xe0", b"GIF89a", b"BM", b"II*\0", b"MM\0*"]


@pytest.mark.filterwarnings("ignore::UserWarning:PIL")
@given(st.binary(max_size=300), st.sampled_from(SIGNATURES))
@settings(max_examples=150, deadline=None)
def test_random_bytes_are_a_rejection_at_worst(data: bytes, signature: bytes) -> None:
    expect_picture_or_rejection(signature + data)


RASTERS = {kind: make() for kind, (make, _) in KINDS.items() if kind not in {"svg", "pdf"}}


@pytest.mark.filterwarnings("ignore::UserWarning:PIL")
@given(st.sampled_from(sorted(RASTERS)), st.data())
@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
def test_damaged_pictures_are_a_rejection_at_worst(kind: str, draw: st.DataObject) -> None:
    data = bytearray(RASTERS[kind])
    for place in draw.draw(st.lists(st.integers(0, len(data) - 1), min_size=1, max_size=4)):
        data[place] = draw.draw(st.integers(0, 255))
    expect_picture_or_rejection(bytes(data[: draw.draw(st.integers(1, len(data)))]))


@pytest.mark.parametrize("channels", [3, 4])
def test_png_keeps_every_pixel(channels: int) -> None:
    pixels = np.random.default_rng(1).integers(0, 256, (40, 50, channels), dtype=np.uint8)
    assert (np.asarray(Image.open(BytesIO(encode_png(pixels)))) == pixels).all()


@pytest.mark.parametrize("max_bytes", [2_000, 20_000, 500_000])
def test_preview_fits_its_bytes(max_bytes: int) -> None:
    noise = np.random.default_rng(1).integers(0, 256, (900, 1200, 3), dtype=np.uint8)
    data = preview_jpeg(noise, max_edge_px=800, max_bytes=max_bytes)
    image = Image.open(BytesIO(data))
    assert len(data) <= max_bytes
    assert image.format == "JPEG"
    assert max(image.size) <= 800
    assert image.width / image.height == pytest.approx(4 / 3, rel=0.1)


def test_preview_says_when_nothing_fits() -> None:
    with pytest.raises(ValueError, match="as small as 10 bytes"):
        preview_jpeg(np.zeros((40, 40, 3), np.uint8), max_edge_px=40, max_bytes=10)


def test_twelve_megapixels_are_read_at_once() -> None:
    photo = saved(quarters(4032, 3024), "JPEG", quality=90)
    started = time.process_time()
    assert decoded(photo, max_edge_px=3000).shape == (2250, 3000, 3)
    assert time.process_time() - started < 2.0


def strokes(*colors: tuple[int, int, int]) -> bytes:
    """Lines on transparency, one of each colour, from a drawing app."""
    picture = np.zeros((200, 300, 4), np.uint8)
    for number, color in enumerate(colors):
        picture[40 + 40 * number : 52 + 40 * number, 40:260] = (*color, 255)
    return encode_png(picture)


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


@pytest.mark.parametrize("mistake", [TypeError, AttributeError, AssertionError])
def test_a_mistake_of_ours_is_not_told_as_a_damaged_file(
    monkeypatch: pytest.MonkeyPatch, mistake: type[Exception]
) -> None:
    def wrong(*_: object) -> None:
        raise mistake("ours")

    monkeypatch.setattr(pictures, "_as_rgb", wrong)
    with pytest.raises(mistake, match="ours"):
        decoded(saved(quarters(), "PNG"))


@pytest.mark.filterwarnings("ignore::UserWarning:PIL")
@pytest.mark.filterwarnings("ignore::PIL.Image.DecompressionBombWarning")
def test_flipped_bits_of_every_kind_are_a_rejection_at_worst() -> None:
    random = np.random.default_rng(5)
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = 6
    kinds = ("PNG", "JPEG", "WEBP", "AVIF", "TIFF", "BMP", "GIF")
    files = [
        *(saved(quarters(), kind) for kind in kinds),
        heic(quarters()),
        saved(quarters(), "JPEG", exif=exif),
    ]
    for data in files * 40:
        damaged = bytearray(data[: random.integers(20, len(data))] if random.random() < 0.3 else data)
        for _ in range(random.integers(1, 6)):
            damaged[random.integers(0, min(len(damaged), 200))] = random.integers(256)
        with contextlib.suppress(DrawingRejected):
            decoded(bytes(damaged), max_pixels=1_000_000)


@pytest.mark.parametrize(
    "size",
    ["", 'width="400000" height="400000"', 'width="1" height="1"', 'width="0" height="0"', 'width="100%"'],
)
@pytest.mark.slow
def test_svg_of_any_nominal_size_is_drawn_at_ours(size: str) -> None:
    picture = decoded(svg(SVG_QUARTERS, f'{size} viewBox="0 0 80 60"'))
    assert picture.shape == (750, 1000, 3)
    assert_quarters(picture, EXACT)
