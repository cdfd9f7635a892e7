"""What is no picture, or a damaged one, is refused in words."""

import contextlib
import struct
import zlib
from collections.abc import Callable
from io import BytesIO

import numpy as np
import pypdfium2 as pdfium
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import ExifTags, Image

from storyvid_dagster.errors import DrawingRejected
from storyvid_dagster.intake import pictures
from storyvid_dagster_tests.intake.picture_files import (
    KINDS,
    LIMITS,
    SVG_QUARTERS,
    decoded,
    decoded_here,
    heic,
    pdf,
    quarters,
    saved,
    svg,
)


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
    "deep svg": (lambda: svg("<g>" * 900 + "</g>" * 900), r"is damaged"),
}


def expect_picture_or_rejection(data: bytes) -> None:
    try:
        picture = decoded_here(data, max_pixels=1_000_000)
    except DrawingRejected as error:
        message = str(error)
    else:
        message = "drawing.png "
        assert picture.shape[2] == 3
    assert message.startswith("drawing.png ")


SIGNATURES = [b"", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff\xe0", b"GIF89a", b"BM", b"II*\0", b"MM\0*"]


RASTERS = {kind: make() for kind, (make, _) in KINDS.items() if kind not in {"svg", "pdf"}}


@pytest.mark.parametrize("case", REJECTED)
@pytest.mark.slow
def test_what_cannot_be_a_drawing_is_told_why(case: str) -> None:
    make, message = REJECTED[case]
    with pytest.raises(DrawingRejected, match=message) as caught:
        decoded(make(), "my drawing.png")
    assert "my drawing.png" in str(caught.value)


def test_messages_show_a_tame_name() -> None:
    with pytest.raises(DrawingRejected) as caught:
        decoded(b"", "../../etc/\x1b[31mcat\n.png")
    assert str(caught.value).startswith("[31mcat.png is empty")


@pytest.mark.filterwarnings("ignore::UserWarning:PIL")
@given(st.binary(max_size=300), st.sampled_from(SIGNATURES))
@settings(max_examples=150, deadline=None)
def test_random_bytes_are_a_rejection_at_worst(data: bytes, signature: bytes) -> None:
    expect_picture_or_rejection(signature + data)


@pytest.mark.filterwarnings("ignore::UserWarning:PIL")
@given(st.sampled_from(sorted(RASTERS)), st.data())
@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
def test_damaged_pictures_are_a_rejection_at_worst(kind: str, draw: st.DataObject) -> None:
    data = bytearray(RASTERS[kind])
    for place in draw.draw(st.lists(st.integers(0, len(data) - 1), min_size=1, max_size=4)):
        data[place] = draw.draw(st.integers(0, 255))
    expect_picture_or_rejection(bytes(data[: draw.draw(st.integers(1, len(data)))]))


@pytest.mark.parametrize("mistake", [TypeError, AttributeError, AssertionError])
def test_a_mistake_of_ours_is_not_told_as_a_damaged_file(
    monkeypatch: pytest.MonkeyPatch, mistake: type[Exception]
) -> None:
    def wrong(*_: object) -> None:
        raise mistake("ours")

    monkeypatch.setattr(pictures, "_as_rgb", wrong)
    with pytest.raises(mistake, match="ours"):
        pictures.decode_drawing(saved(quarters(), "PNG"), "drawing.png", **LIMITS)


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
            decoded_here(bytes(damaged), max_pixels=1_000_000)
