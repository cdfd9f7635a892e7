"""The parts of a picture whose painter gave none."""

from collections.abc import Sequence

from storyvid_dagster.core.scenery import Puppet, Scenery
from storyvid_dagster.cutout.layers import split_layers
from storyvid_dagster.cutout.picture_figures import find_figures
from storyvid_dagster.images import encode_png, read_rgb, read_rgba, write_jpeg

_QUALITY = 95


def parts_of(png: bytes, figures_png: Sequence[bytes], what: str) -> Scenery | None:
    """Lift the figures off a finished picture, so that a film can give it depth.

    Args:
        png: The picture.
        figures_png: RGBA PNGs of the figures of the drawing, whose colours are looked for.
        what: Names the picture in errors.

    Returns:
        Its parts; `None` where no figure can be told from the rest beyond doubt.

    Raises:
        RenderError: A picture cannot be read.
    """
    picture = read_rgb(png, what)
    drawn = [read_rgba(figure, f"figure {number}") for number, figure in enumerate(figures_png, start=1)]
    figures = find_figures(picture, drawn)
    if not figures:
        return None
    layers = split_layers(picture, figures)
    puppets = tuple(
        Puppet(number, encode_png(sheet.rgba), None, sheet.left, sheet.top, sheet.foot)
        for number, sheet in enumerate(layers.sheets, start=1)
    )
    return Scenery(write_jpeg(layers.backdrop, _QUALITY), None, puppets, picture.shape[1], painted_in=True)
