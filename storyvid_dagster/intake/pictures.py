"""From an upload to an upright RGB picture.

The content decides what a file is, never its suffix. Whatever is wrong with an upload ends in one
`DrawingRejected` that says so in plain words.

What strangers sent is read by `decoding.py`, which runs this in a process of its own: the decoders may abort.
"""

# pyright: reportUnknownMemberType=false, reportUnknownArgumentType=false

import struct
import zlib
from io import BytesIO
from pathlib import PurePath

import numpy as np
import pillow_heif
from numpy.typing import NDArray
from PIL import ExifTags, Image, ImageCms

from storyvid_dagster.errors import DrawingRejected
from storyvid_dagster.intake.vector import (
    check_shape,
    embedded_pictures,
    render_pdf,
    render_svg,
    too_many_pixels,
)

ACCEPTED_SUFFIXES = frozenset(
    {".png", ".jpg", ".jpeg", ".webp", ".heic", ".heif", ".avif", ".tif", ".tiff", ".bmp", ".gif"}
    | {".svg", ".pdf"}
)
MIN_EDGE_PX = 32
_GROUNDS = ((255, 255, 255), (24, 26, 32), (90, 150, 200))
"""Paper; the dark mode of a drawing app; coloured paper, for black beside white strokes."""
_UNSEEN = 34
"""Strokes that differ less from the ground in every channel, 0 to 255, are lost on it."""
_FEW, _MOSTLY_OPAQUE = 0.05, 0.5
"""Part of the ink that may be lost, and of the picture from which on it brings its own ground."""
_JUDGED_PX = 600
_SMALLER = Image.Resampling.HAMMING  # on 12 megapixels half the time of Lanczos, and no ringing
_PILLOW_FORMATS = ("PNG", "JPEG", "WEBP", "HEIF", "AVIF", "TIFF", "BMP", "GIF")

# What Pillow and pillow-heif raise for damaged bytes, with those of their parsers of numbers and tables. None
# that only a mistake of our own would raise, and nothing of ours runs where they are caught.
_DECODER_ERRORS = (
    OSError, SyntaxError, ValueError, EOFError, RuntimeError, LookupError, ArithmeticError,
    struct.error, zlib.error,
)  # fmt: skip

_UPRIGHT = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}

_SIGNATURES = (
    (0, b"\x89PNG\r\n\x1a\n", "png"),
    (0, b"\xff\xd8\xff", "jpg"),
    (0, b"GIF87a", "gif"),
    (0, b"GIF89a", "gif"),
    (0, b"BM", "bmp"),
    (0, b"II*\0", "tif"),
    (0, b"MM\0*", "tif"),
    (0, b"II+\0", "tif"),
    (0, b"MM\0+", "tif"),
    (8, b"WEBP", "webp"),
    (0, b"%PDF-", "pdf"),
)
_AVIF_BRANDS = frozenset({b"avif", b"avis"})
_HEIC_BRANDS = frozenset({b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"})
_OTHER_KINDS = (
    (0, b"PK\x03\x04", "an Office or zip file"),
    (0, b"\xd0\xcf\x11\xe0", "an Office file"),
    (0, b"8BPS", "a Photoshop file"),
    (0, b"\x1f\x8b", "a compressed file"),
    (0, b"RIFF", "a sound or a video"),
    (0, b"ID3", "a sound"),
    (0, b"OggS", "a sound or a video"),
    (0, b"\x1aE\xdf\xa3", "a video"),
    (4, b"ftyp", "a video"),
    (0, b"\0\0\x01\0", "an icon"),
    (0, b"\xff\x0a", "a JPEG XL picture"),
    (4, b"JXL ", "a JPEG XL picture"),
    (4, b"jP  ", "a JPEG 2000 picture"),
)


def decode_drawing(
    data: bytes, name: str, *, max_bytes: int, max_pixels: int, max_edge_px: int
) -> NDArray[np.uint8]:
    """Read an upload as an upright picture. Transparency becomes white, or dark under light strokes.

    Of an animation the first frame is read, of a document the first page. SVG and PDF are drawn with
    their long edge at `max_edge_px`; other pictures are only ever made smaller.

    Args:
        data: The file, byte for byte.
        name: Its file name, for messages only.
        max_bytes: Largest file that is read.
        max_pixels: Largest picture that is decoded, checked on its header.
        max_edge_px: Longest edge of the result.

    Returns:
        (H, W, 3) uint8 RGB, EXIF orientation applied, about `vector.LONGEST_SHAPE` times as long as wide
        at most. The upload had at least `MIN_EDGE_PX` on each side.

    Raises:
        DrawingRejected: It cannot be a drawing; the text says why and what to do.
    """
    name = shown(name)
    if not data:
        raise DrawingRejected(f"{name} is empty (0 bytes): upload the file again")
    if len(data) > max_bytes:
        raise DrawingRejected(
            f"{name} is {len(data) / 1e6:.1f} MB, more than the {max_bytes / 1e6:.4g} MB that are read: "
            "make the picture smaller and upload it again"
        )
    kind = sniff_extension(data)
    if kind == "svg":
        for embedded in embedded_pictures(data, name):
            _open(embedded, f"the picture inside {name}", max_pixels)
        drawn = Image.fromarray(render_svg(data, name, max_pixels=max_pixels, max_edge_px=max_edge_px))
        image = _on_ground(drawn)
    elif kind == "pdf":
        image = Image.fromarray(render_pdf(data, name, max_pixels=max_pixels, max_edge_px=max_edge_px))
    elif kind:
        image = _decode(data, name, max_pixels, max_edge_px)
    else:
        raise DrawingRejected(f"{name} {_what_it_is(data)}")
    image.thumbnail((max_edge_px, max_edge_px), _SMALLER)
    return np.array(image)


def sniff_extension(data: bytes) -> str:
    """Tell what a file is by its first bytes, as a suffix without a dot; empty for what is not accepted.

    >>> sniff_extension(b"GIF89a..."), sniff_extension(b"Dear diary")
    ('gif', '')
    """
    for offset, signature, kind in _SIGNATURES:
        if data.startswith(signature, offset):
            return kind
    if data[4:8] == b"ftyp":
        brands = {data[at : at + 4] for at in range(8, min(int.from_bytes(data[:4]), 128), 4)}
        return "avif" if brands & _AVIF_BRANDS else "heic" if brands & _HEIC_BRANDS else ""
    head = data[:65536].replace(b"\0", b"")  # UTF-16 is ASCII with NULs
    is_markup = head.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").startswith(b"<")
    return "svg" if is_markup and (b"<svg" in head or b":svg" in head) else ""


def _open(data: bytes, name: str, max_pixels: int) -> Image.Image:
    """Read the header only."""
    pillow_heif.register_heif_opener()
    try:
        image = Image.open(BytesIO(data), formats=_PILLOW_FORMATS)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise DrawingRejected(
            f"{name} has far more pixels than the {max_pixels / 1e6:.4g} million that are read: "
            "make the picture smaller and upload it again"
        ) from error
    except _DECODER_ERRORS as error:
        raise DrawingRejected(broken(name)) from error
    if image.width * image.height > max_pixels:
        raise DrawingRejected(too_many_pixels(name, image.width, image.height, max_pixels))
    return image


def _decode(data: bytes, name: str, max_pixels: int, max_edge_px: int) -> Image.Image:
    image = _open(data, name, max_pixels)
    if min(image.size) < MIN_EDGE_PX:
        raise DrawingRejected(
            f"{name} is only {image.width} x {image.height} pixels, too small to see a drawing: "
            f"both sides must have {MIN_EDGE_PX} or more"
        )
    check_shape(image.width, image.height, name)
    try:
        image.draft("RGB", (max_edge_px, max_edge_px))
        image.load()
    except _DECODER_ERRORS as error:
        raise DrawingRejected(broken(name)) from error
    plain = _as_rgb(image)
    plain.thumbnail((max_edge_px, max_edge_px), _SMALLER)
    plain = _in_srgb(plain, image)
    turn = _UPRIGHT.get(_orientation(image))
    return plain.transpose(turn) if turn is not None else plain


def _as_rgb(image: Image.Image) -> Image.Image:
    if image.mode == "RGB" and "transparency" not in image.info:
        return image
    if image.has_transparency_data:
        return _on_ground(image.convert("RGBA"))
    if image.mode.startswith(("I", "F")):
        return _as_eight_bits(image)
    return image.convert("RGB")


def _on_ground(image: Image.Image) -> Image.Image:
    """Lay RGBA strokes on the ground they were drawn for: the first on which none of them is lost."""
    small = image.copy()
    small.thumbnail((_JUDGED_PX, _JUDGED_PX), Image.Resampling.NEAREST)
    pixels = np.asarray(small).reshape(-1, 4)
    ink = pixels[pixels[:, 3] > 127, :3].astype(np.int16)
    ground = _GROUNDS[0]
    if 0 < len(ink) < _MOSTLY_OPAQUE * len(pixels):
        lost = [_lost(ink, color) for color in _GROUNDS]
        ground = next(
            (color for color, part in zip(_GROUNDS, lost, strict=True) if part < _FEW),
            _GROUNDS[int(np.argmin(lost))],
        )
    return Image.alpha_composite(Image.new("RGBA", image.size, ground), image).convert("RGB")


def _lost(ink: NDArray[np.int16], ground: tuple[int, int, int]) -> float:
    """Give the part of the ink (n, 3) that nobody can tell from a ground."""
    return float((np.abs(ink - np.array(ground, np.int16)).max(axis=1) < _UNSEEN).mean())


def _as_eight_bits(image: Image.Image) -> Image.Image:
    """Bring 16-bit integers (0 to 65535), 32-bit ones and floats (0 to their brightest) to 8 bits."""
    values = np.nan_to_num(np.asarray(image, dtype=np.float32))
    brightest = 65535.0 if image.mode.startswith("I;16") else max(float(values.max()), 1e-6)
    grey = np.clip(values * (255 / brightest), 0, 255).round().astype(np.uint8)
    return Image.fromarray(grey).convert("RGB")


def _in_srgb(plain: Image.Image, image: Image.Image) -> Image.Image:
    """Translate the wider colours of a phone; a profile that cannot be used is as good as none."""
    profile: bytes | None = image.info.get("icc_profile")
    if not profile or image.mode not in {"RGB", "RGBA"}:
        return plain
    try:
        source = ImageCms.getOpenProfile(BytesIO(profile))
        if "sRGB" in ImageCms.getProfileName(source):
            return plain
        return ImageCms.profileToProfile(plain, source, ImageCms.createProfile("sRGB")) or plain
    except (ImageCms.PyCMSError, OSError):
        return plain


def _orientation(image: Image.Image) -> int:
    try:
        value: object = image.getexif().get(ExifTags.Base.Orientation)
    except _DECODER_ERRORS:  # the pixels are sound: only the label on them is not
        return 1
    return value if isinstance(value, int) else 1


def broken(name: str) -> str:
    """Say that a file is damaged."""
    return f"{name} is damaged or was cut off on its way: send the picture again, or export it anew as PNG"


def _what_it_is(data: bytes) -> str:
    for offset, signature, kind in _OTHER_KINDS:
        if data.startswith(signature, offset):
            return f"is {kind}: save the drawing as PNG or JPEG and upload that"
    if _is_text(data):
        return "is a text file, not a picture: take a photo or a scan of the drawing and upload that"
    return "is not a picture of a kind that is known here: save it as PNG or JPEG and upload that"


def _is_text(data: bytes) -> bool:
    try:
        text = data[:1024].decode("utf-8", errors="strict" if len(data) <= 1024 else "ignore")
    except UnicodeDecodeError:
        return False
    return all(character.isprintable() or character.isspace() for character in text)


def shown(name: str) -> str:
    """Give a name that can be printed and leads nowhere."""
    base = PurePath(name.replace("\\", "/")).name or "the file"
    return "".join(character for character in base if character.isprintable())[:80]
