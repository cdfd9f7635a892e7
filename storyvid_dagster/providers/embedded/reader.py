"""A drawing reader of our own: colours, sun, ground, sky and places; what it is, where that is sure."""

import asyncio
import time
from dataclasses import dataclass

from storyvid_dagster.core.drawing import Box, Figure, Reading
from storyvid_dagster.core.files import MadeBy
from storyvid_dagster.core.kinds import STANDS_STILL, noun_of
from storyvid_dagster.cutout.bands import find_bands
from storyvid_dagster.cutout.colors import named_colors
from storyvid_dagster.cutout.ink import find_ink
from storyvid_dagster.cutout.raster import fit
from storyvid_dagster.cutout.sun import find_sun
from storyvid_dagster.ports import PageOrder
from storyvid_dagster.storytelling.english import with_article
from storyvid_dagster.storytelling.phrases import hero_phrase

_MODEL = "reader-2"
_WORK_PX = 900
_MIN_BAND = 0.01
"""Least part of the page that ground or sky covers."""
_CHEERFUL = {"red", "orange", "yellow", "green", "turquoise", "blue", "purple", "pink"}
"""Colours a friend may be called by."""
_PLACED = 3
"""How many figures are told one by one."""


@dataclass(frozen=True)
class EmbeddedReader:
    """Reads a page with plain image processing; the same page always reads the same."""

    async def read(self, order: PageOrder) -> tuple[Reading, MadeBy]:
        """Read one page; never fails on a picture."""
        start = time.perf_counter()
        reading = await asyncio.to_thread(_read, order)
        seconds = time.perf_counter() - start
        return reading, MadeBy(provider="embedded", model=_MODEL, seconds=seconds)


def _read(order: PageOrder) -> Reading:
    page = fit(order.page, _WORK_PX)
    bands = find_bands(page, find_ink(page).drawn)
    has_ground, has_sky = bands.ground.mean() > _MIN_BAND, bands.sky.mean() > _MIN_BAND
    has_sun = find_sun(page, [figure.box for figure in order.figures]) is not None
    friends = _friends(order.figures)
    colors = named_colors(page)
    named = hero_phrase(order.request.title, order.request.child_name)
    layout = _layout(friends)
    around = _around(has_sun, bool(has_ground), bool(has_sky))
    return Reading(
        subject=named or _vague(order.figures[:1]),
        company=_company(len(friends)),
        colors=colors,
        has_sun=has_sun,
        has_ground=bool(has_ground),
        has_sky=bool(has_sky),
        layout=layout,
        summary=f"{_opening(named, colors)} There is {layout}{around}.",
    )


def _friends(figures: tuple[Figure, ...]) -> tuple[Figure, ...]:
    """Leave out the sun, and houses and trees, unless it is all there is."""
    return tuple(f for f in figures if f.number == 1 or f.likely_role not in STANDS_STILL)


def _vague(hero: tuple[Figure, ...]) -> str:
    """Call the hero by its kind and its colours; by none where that could hurt or say nothing."""
    noun = next((noun_of(figure.kind) for figure in hero), None)
    if noun:
        return with_article(f"little {noun}")
    colors = [color for figure in hero for color in figure.colors if color in _CHEERFUL][:2]
    return with_article(f"{_listed(colors) or 'little'} friend")


def _company(count: int) -> str:
    """Count with care: busy pages are often miscounted."""
    if count <= 2:
        return "two friends" if count == 2 else "one friend"
    return "a few friends" if count <= 4 else "many friends"


def _layout(figures: tuple[Figure, ...]) -> str:
    if not figures:
        return "all over the page"
    if len(figures) == 1 and figures[0].area > 0.95:
        return "a picture that fills the whole page"
    slots = [f"a {_size(figure.box)} {_side(figure.box)}" for figure in figures[:_PLACED]]
    if len(figures) > _PLACED:
        slots.append("more around them")
    return _listed(slots)


def _size(box: Box) -> str:
    if box.height >= 0.45:
        return "big figure"
    return "figure" if box.height > 0.22 else "little figure"


def _side(box: Box) -> str:
    middle = box.x + box.width / 2
    if middle < 0.36:
        return "on the left"
    return "in the middle" if middle <= 0.64 else "on the right"


def _opening(named: str | None, colors: tuple[str, ...]) -> str:
    if colors == ("white",):
        return "A page with hardly a line on it."
    subject = f"{named[0].upper()}{named[1:]}, drawn" if named else "A drawing"
    return f"{subject} in {_listed(list(colors[:3]))}."


def _around(sun: bool, ground: bool, sky: bool) -> str:
    seen = [words for words, there in (("a sun", sun), ("a sky", sky), ("ground", ground)) if there]
    return f", with {_listed(seen)} around" if seen else ""


def _listed(words: list[str]) -> str:
    """Join with commas and 'and'."""
    return " and ".join(part for part in (", ".join(words[:-1]), *words[-1:]) if part)
