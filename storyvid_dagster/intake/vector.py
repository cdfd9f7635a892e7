"""SVG and PDF uploads to pixels.

The renderers are native code that answers a hostile file by aborting or by never coming back (an SVG
canvas of 100000 px aborts, as does deep nesting), and pdfium is not thread-safe: only `decoder.py` runs them.
"""

# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportUnknownArgumentType=false, reportMissingTypeStubs=false

import base64
import urllib.parse
from io import BytesIO
from typing import cast
from xml.etree import ElementTree

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from storyvid_dagster.errors import DrawingRejected

LONGEST_SHAPE = 20
"""Most times that a picture may be as long as it is wide: of a longer one a film would show a thread."""
_BROKEN = "is damaged: open it in a drawing program and export it as a PNG picture"
_PDF_NEEDS_PASSWORD = 4  # FPDF_ERR_PASSWORD

Pixels = NDArray[np.uint8]


def render_svg(data: bytes, name: str, *, max_pixels: int, max_edge_px: int) -> Pixels:
    """Draw SVG markup with its long edge at `max_edge_px`.

    Call `embedded_pictures` first: the renderer itself would follow links to files.

    Returns:
        (H, W, 4) uint8 RGBA.

    Raises:
        DrawingRejected: It is broken, empty or far too long for its width.
    """
    import resvg_py

    edge_px = min(max_edge_px, int(max_pixels**0.5))
    root = ElementTree.fromstring(data)
    if "viewBox" in root.attrib:  # then the size says nothing but how large to print it; some write 0
        root.attrib.pop("width", None)
        root.attrib.pop("height", None)
    try:
        markup = ElementTree.tostring(root, encoding="unicode")
        png = resvg_py.svg_to_bytes(svg_string=markup, width=edge_px, height=edge_px, dpi=96)
    except (ValueError, RecursionError) as error:  # groups in groups without end
        raise DrawingRejected(f"{name} {_BROKEN}") from error
    pixels = np.asarray(Image.open(BytesIO(png)).convert("RGBA"))
    check_shape(pixels.shape[1], pixels.shape[0], name)
    if not pixels[..., 3].any():
        raise DrawingRejected(f"{name} is an empty page: export the drawing again, or as PNG")
    return pixels


def render_pdf(data: bytes, name: str, *, max_pixels: int, max_edge_px: int) -> Pixels:
    """Draw the first page of a PDF with its long edge at `max_edge_px`.

    Returns:
        (H, W, 3) uint8 RGB.

    Raises:
        DrawingRejected: It is broken, empty, locked, far too long for its width, or holds a picture of
            more than `max_pixels`.
    """
    import pypdfium2 as pdfium
    import pypdfium2.raw as pdfium_c

    try:
        document = pdfium.PdfDocument(data)
        if len(document) == 0:
            raise DrawingRejected(f"{name} has no pages: export the drawing again, or as PNG")
        page = document[0]
        for picture in page.get_objects(filter=[pdfium_c.FPDF_PAGEOBJ_IMAGE]):
            width, height = cast(pdfium.PdfImage, picture).get_px_size()
            if width * height > max_pixels:
                raise DrawingRejected(too_many_pixels(name, width, height, max_pixels))
        width_pt, height_pt = page.get_size()
        if min(width_pt, height_pt) <= 0:
            raise DrawingRejected(f"{name} {_BROKEN}")
        check_shape(width_pt, height_pt, name)
        edge_px = min(max_edge_px, int(max_pixels**0.5))
        pixels = page.render(scale=edge_px / max(width_pt, height_pt), rev_byteorder=True).to_numpy()
    except pdfium.PdfiumError as error:
        if error.err_code == _PDF_NEEDS_PASSWORD:
            raise DrawingRejected(
                f"{name} is locked with a password: save it without one, or take a screenshot of the page"
            ) from error
        raise DrawingRejected(f"{name} {_BROKEN}") from error
    if pixels.min() == pixels.max():
        raise DrawingRejected(f"{name} starts with an empty page: put the drawing on the first page")
    return np.ascontiguousarray(pixels[..., :3])


def embedded_pictures(data: bytes, name: str) -> list[bytes]:
    """Give the pictures an SVG carries inside.

    Raises:
        DrawingRejected: It is broken, or points to something outside itself.
    """
    try:
        root = ElementTree.fromstring(data)
    except (ElementTree.ParseError, LookupError, ValueError) as error:
        raise DrawingRejected(f"{name} {_BROKEN}") from error
    if _local(root.tag) != "svg":
        raise DrawingRejected(f"{name} is not a picture: save the drawing as PNG or JPEG and upload that")
    return [
        _unpack(address, name)
        for element in root.iter()
        if _local(element.tag) in {"image", "feimage"}
        for attribute, address in element.attrib.items()
        if _local(attribute) == "href" and not address.startswith("#")
    ]


def _local(tag: object) -> str:
    return str(tag).rpartition("}")[2].lower()


def _unpack(address: str, name: str) -> bytes:
    head, comma, body = address.strip().partition(",")
    if not head.startswith("data:") or not comma:
        raise DrawingRejected(
            f"{name} shows a picture that lies outside the file, which is never fetched: "
            "export it with its pictures embedded, or as PNG"
        )
    raw = urllib.parse.unquote_to_bytes(body)
    try:
        return base64.b64decode(raw) if head.endswith(";base64") else raw
    except ValueError as error:
        raise DrawingRejected(f"{name} {_BROKEN}") from error


def check_shape(width: float, height: float, name: str) -> None:
    """Refuse a picture that is far too long for its width.

    Raises:
        DrawingRejected: It is more than `LONGEST_SHAPE` times as long as it is wide.
    """
    short, long = sorted((width, height))
    if long > LONGEST_SHAPE * (short + 1):  # a rounded side may be a pixel short
        raise DrawingRejected(
            f"{name} is more than {LONGEST_SHAPE} times as long as it is wide, too narrow to see a drawing: "
            "cut out the part with the drawing and upload that"
        )


def too_many_pixels(name: str, width: int, height: int, max_pixels: int) -> str:
    """Say that a picture is larger than it may be."""
    return (
        f"{name} has {width} x {height} pixels, more than the {max_pixels / 1e6:.4g} million "
        "that are read: make the picture smaller and upload it again"
    )
