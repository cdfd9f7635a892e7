"""Pictures in and out of bytes."""

from io import BytesIO

import numpy as np
from numpy.typing import NDArray
from PIL import Image, UnidentifiedImageError

from storyvid_dagster.errors import RenderError
from storyvid_dagster.render.planes import Plane, Rgba


def read_rgb(data: bytes, what: str = "a picture") -> Plane:
    """Read a picture as (H, W, 3) uint8 RGB; `what` names it in errors.

    Raises:
        RenderError: The bytes are no picture.
    """
    return _read(data, "RGB", what)


def read_rgba(data: bytes, what: str = "a picture") -> Rgba:
    """Read a picture as (H, W, 4) uint8 RGBA; `what` names it in errors.

    Raises:
        RenderError: The bytes are no picture.
    """
    return _read(data, "RGBA", what)


def write_jpeg(rgb: Plane, quality: int = 88) -> bytes:
    """Give an RGB picture as JPEG bytes."""
    stream = BytesIO()
    Image.fromarray(rgb).save(stream, "JPEG", quality=quality, optimize=True)
    return stream.getvalue()


def write_png(rgb: Plane) -> bytes:
    """Give an RGB picture as PNG bytes, packed quickly rather than tightly."""
    stream = BytesIO()
    Image.fromarray(rgb).save(stream, "PNG", compress_level=1)
    return stream.getvalue()


def _read(data: bytes, mode: str, what: str) -> NDArray[np.uint8]:
    try:
        with Image.open(BytesIO(data)) as image:
            return np.array(image.convert(mode))
    except (UnidentifiedImageError, OSError) as error:
        raise RenderError(f"{what} cannot be read ({len(data)} bytes): make it again") from error
