"""Pictures as a book wants them: no larger than they are printed, as JPEG."""

from io import BytesIO

from PIL import Image, ImageFilter, ImageOps

from storyvid_dagster.errors import BookError

_MIST_EDGE_PX = 64
"""A picture this small has colours and no shapes left."""


def read_picture(png: bytes, what: str) -> Image.Image:
    """Read a picture as RGB on white.

    Raises:
        BookError: The bytes are not a picture; `what` says which in the message.
    """
    try:
        image = Image.open(BytesIO(png)).convert("RGBA")
    except (OSError, SyntaxError, ValueError) as error:
        raise BookError(f"{what} cannot be read: make the picture again") from error
    return Image.alpha_composite(Image.new("RGBA", image.size, "white"), image).convert("RGB")


def to_jpeg(image: Image.Image, *, most_px: tuple[int, int], quality: int = 90) -> bytes:
    """Write a picture as a JPEG of at most that width and height, in its own shape."""
    smaller = image.copy()
    smaller.thumbnail(most_px, Image.Resampling.LANCZOS)
    stream = BytesIO()
    smaller.save(stream, "JPEG", quality=quality, subsampling=0, optimize=True)
    return stream.getvalue()


def mist(image: Image.Image, size_px: tuple[int, int], *, whiteness: float) -> Image.Image:
    """Give a picture's colours as a soft ground of another size, mixed with white.

    Args:
        image: Where the colours come from.
        size_px: Size of the ground.
        whiteness: 0 for the colours as they are, 1 for white.
    """
    tiny = ImageOps.fit(image, _within(size_px, _MIST_EDGE_PX))
    soft = tiny.filter(ImageFilter.GaussianBlur(_MIST_EDGE_PX / 9)).resize(size_px, Image.Resampling.BICUBIC)
    return Image.blend(soft, Image.new("RGB", size_px, "white"), whiteness)


def _within(size_px: tuple[int, int], edge_px: int) -> tuple[int, int]:
    longest = max(size_px)
    return max(1, size_px[0] * edge_px // longest), max(1, size_px[1] * edge_px // longest)
