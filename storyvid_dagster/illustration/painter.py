"""The painter behind the port."""

import asyncio
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from storyvid_dagster.core.files import MadeBy
from storyvid_dagster.core.scenery import Puppet, Scenery
from storyvid_dagster.illustration.compose import compose, plan
from storyvid_dagster.illustration.image_files import as_jpeg, as_png, as_webp
from storyvid_dagster.ports import Picture, PictureOrder

_MODEL = "painter-13"

# In the whole process, however many painters there are: each picture under way takes 60 MB.
_TWO_AT_A_TIME = ThreadPoolExecutor(max_workers=2, thread_name_prefix="painting")


@dataclass(frozen=True)
class EmbeddedPainter:
    """Sets the child's own figures into a painted scene. The same order gives the same bytes."""

    @property
    def fingerprint(self) -> str:
        """Engine and recipe."""
        return f"embedded/{_MODEL}"

    async def paint(self, order: PictureOrder) -> Picture:
        """Paint one scene in a thread of its own.

        Raises:
            ProviderRefused: The scene asks for a figure the drawing does not have, or one cannot be read.
        """
        return await asyncio.get_running_loop().run_in_executor(_TWO_AT_A_TIME, _paint, order)


def _paint(order: PictureOrder) -> Picture:
    started = time.perf_counter()
    painting = compose(plan(order), order.size)
    scenery = Scenery(
        as_jpeg(painting.backdrop),
        None if painting.near is None else as_webp(painting.near),
        tuple(
            Puppet(
                number,
                as_png(cutout.sticker),
                None if cutout.shadow is None else as_png(cutout.shadow),
                *cutout.at,
                foot=cutout.foot,
                holder=painting.holders.get(number),
            )
            for number, cutout in painting.cutouts
        ),
        order.size[0],
    )
    png = as_png(painting.picture)
    made_by = MadeBy(provider="embedded", model=_MODEL, seconds=round(time.perf_counter() - started, 3))
    return Picture(png, painting.focus, made_by, scenery)
