"""A drawing in; a clean page, cut-out figures and a reading out."""

import asyncio
import hashlib

import numpy as np
from numpy.typing import NDArray

from storyvid_dagster.core import names
from storyvid_dagster.core.drawing import Drawing, DrawingAnalysis, Figure
from storyvid_dagster.core.request import StoryRequest
from storyvid_dagster.cutout.colors import named_colors
from storyvid_dagster.cutout.cut import CutFigure, CutOut, cut_out
from storyvid_dagster.cutout.raster import fit
from storyvid_dagster.errors import ContentRefused
from storyvid_dagster.images import encode_png
from storyvid_dagster.intake.pictures import decode_drawing
from storyvid_dagster.intake.uploads import Upload
from storyvid_dagster.ports import DrawingReader, Moderator, PageOrder, Store
from storyvid_dagster.stages.progress import report

_JUDGED_PX = 1024
_SMALL_AREA = 0.005
"""A smaller figure, in parts of the page, has fewer pixels than the film shows it with."""
MAX_EDGE_PX = 3000
"""The cut-out takes its texture from at most this; more would only cost memory."""


def import_drawing(upload: Upload, data: bytes, *, store: Store, max_pixels: int) -> Drawing:
    """Turn an upload into an upright picture kept beside it.

    Raises:
        DrawingRejected: The bytes are not a drawing.
    """
    pixels = decode_drawing(
        data, upload.source_name, max_bytes=len(data), max_pixels=max_pixels, max_edge_px=MAX_EDGE_PX
    )
    height_px, width_px = pixels.shape[:2]
    report(upload.run_id, "drawing", 1, 1, f"{width_px} x {height_px} px")
    return Drawing(
        run_id=upload.run_id,
        source_name=upload.source_name,
        original=upload.original,
        upright=store.put(names.drawing(upload.run_id), encode_png(pixels)),
        width_px=width_px,
        height_px=height_px,
        request=upload.request,
    )


def analyze_drawing(
    drawing: Drawing,
    *,
    reader: DrawingReader,
    moderator: Moderator,
    store: Store,
    notes: tuple[str, ...] = (),
) -> DrawingAnalysis:
    """Judge the drawing, clean the page, cut out the figures and read it.

    Args:
        drawing: The drawing as it came in.
        reader: Says what is in it.
        moderator: Says whether it is fit for children, before anything else is done with it.
        store: Gets the cleaned page and the figures.
        notes: For the document.

    Raises:
        ContentRefused: The drawing is not fit for children.
        ProviderError: Guard or reader did not deliver.
    """
    run_id = drawing.run_id
    photo = decode_drawing(
        store.open_checked(drawing.upright),
        drawing.source_name,
        max_bytes=drawing.upright.size_bytes,
        max_pixels=MAX_EDGE_PX**2,
        max_edge_px=MAX_EDGE_PX,
    )
    asyncio.run(_judge(photo, run_id, moderator))
    cut = cut_out(photo, as_page=drawing.request.as_page)
    report(run_id, "drawing_analysis", 1, 2, f"{len(cut.figures)} figure(s) cut out")
    figures = tuple(
        _keep(run_id, number, figure, store) for number, figure in enumerate(cut.figures, start=1)
    )
    reading, made_by = asyncio.run(reader.read(PageOrder(cut.page, figures, drawing.request)))
    report(run_id, "drawing_analysis", 2, 2, reading.subject)
    height_px, width_px = cut.page.shape[:2]
    return DrawingAnalysis(
        run_id=run_id,
        request=drawing.request,
        page=store.put(names.page(run_id), encode_png(cut.page)),
        page_width_px=width_px,
        page_height_px=height_px,
        cut=cut.cut,
        figures=figures,
        reading=reading,
        checked_by=moderator.name,
        made_by=made_by.with_notes((*notes, *_doubts(cut, drawing.request))),
    )


async def _judge(photo: NDArray[np.uint8], run_id: str, moderator: Moderator) -> None:
    small = fit(photo, _JUDGED_PX)
    if why := await moderator.check_picture(encode_png(small), "the drawing"):
        raise ContentRefused(
            f"run {run_id}: this picture cannot become a story for children ({why}). If it is a drawing after"
            " all, a photo of it in daylight with nothing else in the picture may help"
        )


def _doubts(cut: CutOut, request: StoryRequest) -> tuple[str, ...]:
    """Say what a parent could do for a better cut."""
    if cut.cut == "page" and not request.as_page:
        return (
            "no figure could be told from the page: the whole page is in the film. A drawing on white paper"
            " is cut out best; a photo of real things is not cut out",
        )
    if cut.figures[0].area < _SMALL_AREA:
        return (
            f"the drawing takes {cut.figures[0].area:.1%} of the page and is soft when enlarged:"
            " a photo from closer makes it sharper",
        )
    return ()


def _keep(run_id: str, number: int, figure: CutFigure, store: Store) -> Figure:
    height_px, width_px = figure.rgba.shape[:2]
    return Figure(
        number=number,
        file=store.put(names.figure(run_id, number), encode_png(figure.rgba)),
        width_px=width_px,
        height_px=height_px,
        box=figure.box,
        outline=figure.outline,
        area=figure.area,
        colors=named_colors(figure.rgba[..., :3], (figure.rgba[..., 3] > 127).astype(np.uint8)),
    )


def seed_for(drawing: DrawingAnalysis) -> int:
    """Give the story's seed: the one asked for, else one that the run_id decides."""
    asked = drawing.request.seed
    return int.from_bytes(hashlib.sha256(drawing.run_id.encode()).digest()[:4]) if asked is None else asked
