"""Pixels to the bytes of pictures."""

from io import BytesIO

import numpy as np
import pytest
from PIL import Image

from storyvid_dagster.images import encode_png, preview_jpeg


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
