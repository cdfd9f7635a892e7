"""A drawing in; a clean page, cut-out figures and a reading out."""

import asyncio
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from storyvid_dagster.core import names
from storyvid_dagster.core.drawing import Box, Drawing, DrawingAnalysis, Figure, Guess, Reading, likely_role
from storyvid_dagster.core.kinds import ALIVE, STANDS_STILL, Kind, Role, noun_of, role_of
from storyvid_dagster.core.prompts import name_pattern
from storyvid_dagster.core.relations import relations_of
from storyvid_dagster.core.request import StoryRequest
from storyvid_dagster.cutout.colors import named_colors
from storyvid_dagster.cutout.cut import CutFigure, CutOut, cut_out
from storyvid_dagster.cutout.hero import is_sun
from storyvid_dagster.cutout.raster import fit
from storyvid_dagster.errors import ContentRefused
from storyvid_dagster.images import encode_png
from storyvid_dagster.intake.decoding import decode_apart
from storyvid_dagster.intake.pictures import decode_drawing
from storyvid_dagster.intake.uploads import Upload
from storyvid_dagster.ports import DrawingReader, Moderator, PageOrder, Store
from storyvid_dagster.recognition.recogniser import UNKNOWN, Recognised, Seen, recognise
from storyvid_dagster.recognition.words import kinds_in
from storyvid_dagster.stages.progress import report

_JUDGED_PX = 1024
_SMALL_AREA = 0.005
"""A smaller figure, in parts of the page, has fewer pixels than the film shows it with."""
_READ = 0.9
"""Confidence in a kind that a vendor's reader tells: it is asked for those it is sure of."""
MAX_EDGE_PX = 3000
"""The cut-out takes its texture from at most this; more would only cost memory."""


def import_drawing(upload: Upload, data: bytes, *, store: Store, max_pixels: int) -> Drawing:
    """Turn an upload into an upright picture kept beside it.

    Raises:
        DrawingRejected: The bytes are not a drawing.
        Interrupted: The process that reads them was ended from outside.
    """
    pixels = decode_apart(
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
    seen = _without_dropped(seen_figures(cut, drawing.request), drawing.request)
    kept = tuple(_keep(run_id, number, figure, store) for number, figure in enumerate(seen, start=1))
    figures = _as_told(kept, drawing.request)
    reading, made_by = asyncio.run(reader.read(PageOrder(cut.page, figures, drawing.request)))
    figures = _as_told(_as_read(figures, reading), drawing.request)
    reading = _about(figures[0], reading, drawing.request)
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
        relations=relations_of(figures),
        reading=reading,
        checked_by=moderator.name,
        made_by=made_by.with_notes(
            (*notes, *_doubts(cut, drawing.request), *_told_of_nothing(len(cut.figures), drawing.request))
        ),
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


@dataclass(frozen=True)
class SeenFigure:
    """A figure as it was cut out, and what it seems to be."""

    number: int
    """1 is the hero; then by how striking they are."""
    cut: CutFigure
    colors: tuple[str, ...]
    recognised: Recognised
    role: Role


def seen_figures(cut: CutOut, request: StoryRequest) -> tuple[SeenFigure, ...]:
    """Say what each cut-out figure seems to be, the hero first."""
    colors = [_colors(figure) for figure in cut.figures]
    if cut.cut == "page":
        kinds = tuple(UNKNOWN for _ in cut.figures)
    else:
        told = kinds_in(f"{request.title or ''} {request.personal_context or ''}")
        seen = [
            Seen(figure.rgba, figure.box, names_) for figure, names_ in zip(cut.figures, colors, strict=True)
        ]
        kinds = recognise(seen, told)
    roles = [
        _role(recognised, figure.box, colors_)
        for figure, colors_, recognised in zip(cut.figures, colors, kinds, strict=True)
    ]
    seen_as = list(zip(cut.figures, colors, kinds, roles, strict=True))
    star = seen_as.pop(
        star_of([likely_role(role, dict(one.guesses)) for role, one in zip(roles, kinds, strict=True)])
    )
    return tuple(SeenFigure(number, *one) for number, one in enumerate([star, *seen_as], start=1))


def _without_dropped(figures: tuple[SeenFigure, ...], request: StoryRequest) -> tuple[SeenFigure, ...]:
    """Leave out what a person calls a wrong cut-out; who stands first then is the hero."""
    dropped = {figure.number for figure in request.figures if figure.dropped}
    return tuple(figure for figure in figures if figure.number not in dropped) or figures[:1]


def _role(recognised: Recognised, box: Box, colors: tuple[str, ...]) -> Role:
    """Take a yellow thing high on the page for the sun, where nothing else is known of it."""
    unknown = likely_role(recognised.role, dict(recognised.guesses)) is Role.UNKNOWN
    return Role.SKY if unknown and is_sun(box, colors) else recognised.role


def star_of(roles: Sequence[Role]) -> int:
    """Choose whose story it is: the first figure, unless that is a thing and another is alive.

    Args:
        roles: Those of the figures, the most striking first.

    Returns:
        The index of the hero. Where the first stands still and nobody is known to be alive, it is the first
        that can move.

    >>> star_of([Role.BUILDING, Role.UNKNOWN, Role.ANIMAL]), star_of([Role.TOY, Role.ANIMAL])
    (2, 1)
    >>> star_of([Role.UNKNOWN, Role.ANIMAL]), star_of([Role.SKY, Role.UNKNOWN])
    (0, 1)
    """
    if not roles or roles[0] in ALIVE or roles[0] is Role.UNKNOWN:
        return 0
    alive = [index for index, role in enumerate(roles) if role in ALIVE]
    moving = [index for index, role in enumerate(roles) if role not in STANDS_STILL]
    return next(iter((*alive, *moving)), 0)


def _as_read(figures: tuple[Figure, ...], reading: Reading) -> tuple[Figure, ...]:
    """Take the kinds a reader is sure of, if it tells any."""
    kinds = (*reading.kinds, *[Kind.UNKNOWN] * len(figures))
    return tuple(
        figure if kind is Kind.UNKNOWN else _of_kind(figure, kind, _READ)
        for figure, kind in zip(figures, kinds, strict=False)
    )


def _as_told(figures: tuple[Figure, ...], request: StoryRequest) -> tuple[Figure, ...]:
    """Correct the figures by what a parent says of them."""
    told = {figure.number: figure for figure in request.figures}
    corrected: list[Figure] = []
    for figure in figures:
        if said := told.get(figure.told_as):
            figure = figure.model_copy(update={"name": _name_for_all(said.name, request.child_name)})
            figure = figure if said.kind is None else _of_kind(figure, said.kind, 1.0)
        corrected.append(figure)
    return tuple(corrected)


def _of_kind(figure: Figure, kind: Kind, confidence: float) -> Figure:
    return figure.model_copy(
        update={
            "kind": kind,
            "confidence": 0.0 if kind is Kind.UNKNOWN else confidence,
            "role": role_of(kind),
        }
    )


def _about(hero: Figure, reading: Reading, request: StoryRequest) -> Reading:
    """Call the hero as the parent does, where that was said of the figure itself."""
    told = next((figure for figure in request.figures if figure.number == hero.told_as), None)
    noun = noun_of(told.kind) if told and told.kind else None
    name = hero.name if told else None
    if told is None or not (name or noun):
        return reading
    subject = (f"{name} the {noun}" if noun else name) if name else f"a little {noun}"
    return reading.model_copy(update={"subject": subject})


def _name_for_all(name: str | None, child_name: str | None) -> str | None:
    """Keep the child's own name out: that of a figure may reach a vendor's prompt."""
    is_child = name and any(name_pattern(part).search(name) for part in (child_name or "").split())
    return None if is_child else name


def _told_of_nothing(n_cut: int, request: StoryRequest) -> tuple[str, ...]:
    beyond = [str(figure.number) for figure in request.figures if figure.number > n_cut]
    if beyond:
        return (f"there is no figure {', '.join(beyond)}: {n_cut} were cut out",)
    if n_cut == sum(figure.dropped for figure in request.figures):
        return ("every figure is called a wrong cut-out: the first is in the film all the same",)
    return ()


def _colors(figure: CutFigure) -> tuple[str, ...]:
    return named_colors(figure.rgba[..., :3], (figure.rgba[..., 3] > 127).astype(np.uint8))


def _keep(run_id: str, number: int, seen: SeenFigure, store: Store) -> Figure:
    height_px, width_px = seen.cut.rgba.shape[:2]
    return Figure(
        number=number,
        file=store.put(names.figure(run_id, number), encode_png(seen.cut.rgba)),
        width_px=width_px,
        height_px=height_px,
        box=seen.cut.box,
        outline=seen.cut.outline,
        area=seen.cut.area,
        colors=seen.colors,
        kind=seen.recognised.kind,
        confidence=seen.recognised.confidence,
        guesses=tuple(Guess(kind=kind, chance=chance) for kind, chance in seen.recognised.guesses),
        role=seen.role,
        cut_as=None if seen.number == number else seen.number,
    )


def seed_for(drawing: DrawingAnalysis) -> int:
    """Give the story's seed: the one asked for, else one that the run_id decides."""
    asked = drawing.request.seed
    return int.from_bytes(hashlib.sha256(drawing.run_id.encode()).digest()[:4]) if asked is None else asked
