"""A story in; one picture a scene out, painted side by side."""

import asyncio

from storyvid_dagster.core import names
from storyvid_dagster.core.drawing import DrawingAnalysis
from storyvid_dagster.core.request import Style
from storyvid_dagster.core.results import ImageResult, SceneImage
from storyvid_dagster.core.story import Scene, StoryScript
from storyvid_dagster.media.store import MediaStore
from storyvid_dagster.providers.ports import Painter, PictureOrder
from storyvid_dagster.stages.concurrently import each
from storyvid_dagster.stages.progress import report


def generate_images(
    story: StoryScript,
    drawing: DrawingAnalysis,
    style: Style,
    run_id: str,
    *,
    painter: Painter,
    store: MediaStore,
    height_px: int = 1080,
    at_once: int = 2,
) -> ImageResult:
    """Paint every scene of a story.

    Args:
        story: What to paint.
        drawing: Its page and figures come into the pictures.
        style: What the pictures look like.
        run_id: Prefix of the files.
        painter: Paints them.
        store: Gets them as `images/{run_id}_scene_N.png`.
        height_px: Short side of the film; the shape is the request's.
        at_once: Most scenes painted at a time.

    Raises:
        ProviderError: The painter did not deliver; the pictures painted by then are kept.
    """
    size = drawing.request.aspect.size(height_px)
    page_png = store.open_checked(drawing.page)
    figures_png = tuple(store.open_checked(figure.file) for figure in drawing.figures)
    total = len(story.scenes)
    done = 0

    async def paint(scene: Scene) -> SceneImage:
        nonlocal done
        picture = await painter.paint(
            PictureOrder(
                scene=scene,
                n_scenes=total,
                style=style,
                size=size,
                seed=story.seed,
                page_png=page_png,
                figures_png=figures_png,
                palette=drawing.reading.colors,
            )
        )
        file = store.put(names.scene_image(run_id, scene.number), picture.png)
        done += 1
        report(run_id, "scene_images", done, total, f"scene {scene.number} painted")
        focus_x, focus_y = picture.focus
        return SceneImage(
            scene=scene.number, file=file, focus_x=focus_x, focus_y=focus_y, made_by=picture.made_by
        )

    images = asyncio.run(each(paint, story.scenes, at_once))
    width_px, height_px = size
    return ImageResult(run_id=run_id, style=style, width_px=width_px, height_px=height_px, images=images)
