"""Pictures as files of every kind, for the tests."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

import numpy as np
import pillow_heif
from numpy.typing import NDArray
from PIL import Image

from storyvid_dagster.intake.decoding import decode_apart
from storyvid_dagster.intake.pictures import decode_drawing

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
    return decode_apart(data, name, **(LIMITS | limits))


def decoded_here(data: bytes, **limits: int) -> NDArray[np.uint8]:
    """In this process, which is faster: for what none of the decoders aborts on."""
    return decode_drawing(data, "drawing.png", **(LIMITS | limits))


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
