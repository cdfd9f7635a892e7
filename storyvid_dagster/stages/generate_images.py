"""A story in; one picture a scene out, painted side by side."""

import asyncio
from collections.abc import Callable
from functools import partial

from storyvid_dagster.core import names, prompts
from storyvid_dagster.core.drawing import DrawingAnalysis
from storyvid_dagster.core.files import MediaFile
from storyvid_dagster.core.relations import seats_of
from storyvid_dagster.core.request import Style
from storyvid_dagster.core.results import ImageResult, PuppetFile, SceneImage, SceneryFiles
from storyvid_dagster.core.scenery import Scenery
from storyvid_dagster.core.story import Scene, StoryScript
from storyvid_dagster.errors import ContentRefused
from storyvid_dagster.ports import Moderator, Painter, Picture, PictureOrder, Store
from storyvid_dagster.stages.concurrency import gather_all
from storyvid_dagster.stages.parts import parts_of
from storyvid_dagster.stages.progress import report


def generate_images(
    story: StoryScript,
    drawing: DrawingAnalysis,
    style: Style,
    run_id: str,
    *,
    painter: Painter,
    moderator: Moderator,
    store: Store,
    height_px: int = 1080,
    notes: tuple[str, ...] = (),
) -> ImageResult:
    """Paint every scene of a story.

    Args:
        story: What to paint.
        drawing: Its page and figures come into the pictures.
        style: What the pictures look like.
        run_id: Prefix of the files.
        painter: Paints them, as many at a time as it can.
        moderator: Judges each picture that a vendor sent; one it minds is painted once more, softened.
        store: Gets them as `images/{run_id}_scene_N.png`, with their parts beside them where a painter gives
            them, or where figures can be lifted off a finished picture.
        height_px: Short side of the film; the shape is the request's.
        notes: For the document.

    Raises:
        ContentRefused: A scene was refused twice; the others are painted and kept.
        ProviderError: The painter did not deliver; the pictures painted by then are kept.
    """
    size = drawing.request.aspect.size(height_px)
    page_png = store.open_checked(drawing.page)
    figures_png = tuple(store.open_checked(figure.file) for figure in drawing.figures)
    total = len(story.scenes)
    done = 0

    order = partial(
        PictureOrder,
        n_scenes=total,
        style=style,
        size=size,
        page_png=page_png,
        figures_png=figures_png,
        palette=drawing.reading.colors,
        spots=tuple(figure.spot for figure in drawing.figures),
        seats=seats_of(drawing),
        roles=tuple(figure.likely_role for figure in drawing.figures),
        card=drawing.reading.card or f"{drawing.reading.subject}. {drawing.reading.summary}",
    )

    async def paint(scene: Scene) -> SceneImage:
        nonlocal done
        seeded = partial(order, seed=story.seed if scene.picture_seed is None else scene.picture_seed)
        picture, softened = await _paint_fit(scene, seeded, painter, moderator, run_id)
        file = store.put(names.scene_image(run_id, scene.number), picture.png)
        what = f"the picture of scene {scene.number}"
        scenery = picture.scenery or await asyncio.to_thread(parts_of, picture.png, figures_png, what)
        done += 1
        report(run_id, "scene_images", done, total, f"scene {scene.number} painted")
        focus_x, focus_y = picture.focus
        made_by = picture.made_by.with_notes((*softened, *notes))
        return SceneImage(
            scene=scene.number,
            file=file,
            focus_x=focus_x,
            focus_y=focus_y,
            scenery=_kept(scenery, run_id, scene.number, store) if scenery else None,
            made_by=made_by,
        )

    images = asyncio.run(gather_all(paint, story.scenes))
    width_px, height_px = size
    return ImageResult(
        run_id=run_id,
        style=style,
        width_px=width_px,
        height_px=height_px,
        images=images,
        checked_by=moderator.name,
    )


def _kept(scenery: Scenery, run_id: str, scene: int, store: Store) -> SceneryFiles:
    def keep(part: str, data: bytes, extension: str = "png") -> MediaFile:
        return store.put(names.scene_part(run_id, scene, part, extension), data)

    return SceneryFiles(
        backdrop=keep("backdrop", scenery.backdrop, "jpg"),
        near=keep("near", scenery.near, "webp") if scenery.near else None,
        puppets=tuple(
            PuppetFile(
                figure=puppet.figure,
                file=keep(f"figure_{puppet.figure}", puppet.png),
                shadow=keep(f"shadow_{puppet.figure}", puppet.shadow_png) if puppet.shadow_png else None,
                left=puppet.left,
                top=puppet.top,
                foot_x=puppet.foot[0],
                foot_y=puppet.foot[1],
                holder=puppet.holder,
            )
            for puppet in scenery.puppets
        ),
        painted_in=scenery.painted_in,
    )


async def _paint_fit(
    scene: Scene, order: Callable[..., PictureOrder], painter: Painter, moderator: Moderator, run_id: str
) -> tuple[Picture, tuple[str, ...]]:
    """Paint a scene; when it is refused, softened once more. Give the picture, and a note if it was."""
    try:
        return await _judged(await painter.paint(order(scene)), scene, moderator), ()
    except ContentRefused as error:
        why = str(error)
    try:
        picture = await _judged(await painter.paint(order(prompts.softened(scene))), scene, moderator)
    except ContentRefused as error:
        raise ContentRefused(
            f"run {run_id}: scene {scene.number} could not be painted in a way that is fit for small children"
            f" ({error}). The other scenes are kept; another theme or style may help"
        ) from error
    return picture, (f"scene {scene.number} was refused ({why}) and painted once more, softened",)


async def _judged(picture: Picture, scene: Scene, moderator: Moderator) -> Picture:
    if picture.made_by.provider == "embedded":
        return picture  # of the child's own figures, which were judged, and places painted by us
    if why := await moderator.check_picture(picture.png, f"the picture of scene {scene.number}"):
        raise ContentRefused(why)
    return picture
