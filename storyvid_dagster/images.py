"""Pixels from the bytes of pictures, and the bytes of pictures from pixels."""

from io import BytesIO

import numpy as np
from numpy.typing import NDArray
from PIL import Image, UnidentifiedImageError

from storyvid_dagster.errors import RenderError

Pixels = NDArray[np.uint8]
"""(H, W, channels)."""
_SMALLER = Image.Resampling.HAMMING


def read_rgb(data: bytes, what: str = "a picture") -> Pixels:
    """Read a picture as (H, W, 3) uint8 RGB; `what` names it in errors.

    Raises:
        RenderError: The bytes are no picture.
    """
    return _read(data, "RGB", what)


def read_rgba(data: bytes, what: str = "a picture") -> Pixels:
    """Read a picture as (H, W, 4) uint8 RGBA; `what` names it in errors.

    Raises:
        RenderError: The bytes are no picture.
    """
    return _read(data, "RGBA", what)


def write_jpeg(rgb: Pixels, quality: int = 88) -> bytes:
    """Give an RGB picture as JPEG bytes."""
    stream = BytesIO()
    Image.fromarray(rgb).save(stream, "JPEG", quality=quality, optimize=True)
    return stream.getvalue()


def write_png(rgb: Pixels) -> bytes:
    """Give an RGB picture as PNG bytes, packed quickly rather than tightly."""
    stream = BytesIO()
    Image.fromarray(rgb).save(stream, "PNG", compress_level=1)
    return stream.getvalue()


def encode_png(picture: Pixels) -> bytes:
    """Write (H, W, 3) RGB or (H, W, 4) RGBA pixels as a PNG, favouring speed over the last percent."""
    stream = BytesIO()
    Image.fromarray(picture).save(stream, "PNG", compress_level=3)
    return stream.getvalue()


def preview_jpeg(picture: Pixels, max_edge_px: int, max_bytes: int) -> bytes:
    """Write RGB pixels as a small JPEG for a page of the UI.

    Quality gives way first, then size, until the bytes fit.

    Raises:
        ValueError: Not even a speck fits into `max_bytes`.
    """
    image = Image.fromarray(picture)
    image.thumbnail((max_edge_px, max_edge_px), _SMALLER)
    while True:
        for quality in (85, 70, 50):
            stream = BytesIO()
            image.save(stream, "JPEG", quality=quality, optimize=True)
            if stream.tell() <= max_bytes:
                return stream.getvalue()
        if max(image.size) == 1:
            raise ValueError(f"no JPEG is as small as {max_bytes} bytes")
        image = image.resize((max(1, image.width * 3 // 4), max(1, image.height * 3 // 4)))


def _read(data: bytes, mode: str, what: str) -> Pixels:
    try:
        with Image.open(BytesIO(data)) as image:
            return np.array(image.convert(mode))
    except (UnidentifiedImageError, OSError) as error:
        raise RenderError(f"{what} cannot be read ({len(data)} bytes): make it again") from error
