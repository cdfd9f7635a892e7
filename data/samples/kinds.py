"""Photos of drawings on every kind of sheet, with the truth: where the figures are and where the page is.

    python data/samples/kinds.py folder    # one picture of each kind

The same kind and number give the same picture. Lengths are millimetres on the paper.
"""

import sys
from collections.abc import Callable
from pathlib import Path

import cv2
import numpy as np
from camera import Shot, bent_places, photograph
from drawings import Mask
from pages import (
    child_on_van,
    dense_crayon,
    frame_round_page,
    full_page_scene,
    rain_around,
    signature,
    tight_crop,
    touching,
)
from papers import (
    chalk_on_black,
    coloured_paper,
    crumpled_shadow,
    faint_pencil,
    lined_paper,
    squared_paper,
    whiteboard,
)
from photo import SIZE, Photo, Setting, light_of
from PIL import Image
from sheet import Floats
from surroundings import (
    bent_edge,
    dark_cloth,
    hand_holding,
    plain,
    spiral_block,
    table_on_one_side,
    table_on_three_sides,
    table_on_two_sides,
    two_sheets,
    wholly_inside,
)

KINDS: dict[str, Callable[[np.random.Generator], Setting]] = {
    make.__name__: make
    for make in (
        plain,
        table_on_one_side,
        table_on_two_sides,
        table_on_three_sides,
        dark_cloth,
        wholly_inside,
        hand_holding,
        two_sheets,
        spiral_block,
        lined_paper,
        squared_paper,
        coloured_paper,
        whiteboard,
        chalk_on_black,
        tight_crop,
        faint_pencil,
        crumpled_shadow,
        rain_around,
        frame_round_page,
        signature,
        full_page_scene,
        dense_crayon,
        touching,
        child_on_van,
        bent_edge,
    )
}


def take(kind: str, number: int) -> Photo:
    """Draw and photograph one sheet of a kind."""
    seed = [list(KINDS).index(kind), number]
    setting = KINDS[kind](np.random.default_rng(seed))
    drawing = setting.drawing
    shot = Shot(
        SIZE,
        setting.corners,  # pyright: ignore[reportArgumentType]
        setting.table,
        light_of(setting.rng, 0.3 if kind == "crumpled_shadow" else None),
        "cloth" if setting.cloth else "wood",
    )
    on_sheet = np.zeros((SIZE[1], SIZE[0]), np.float32)

    def lay(scene: Floats, inside: Floats) -> None:
        if setting.lay is not None:
            setting.lay(scene, inside)
        on_sheet[:] = inside

    rgb = photograph(drawing.sheet.rgb, shot, np.random.default_rng(seed), lay)
    _, jpeg = cv2.imencode(".jpg", rgb[..., ::-1], (cv2.IMWRITE_JPEG_QUALITY, 90))
    rgb = np.ascontiguousarray(cv2.imdecode(jpeg, cv2.IMREAD_COLOR)[..., ::-1])
    x, y = bent_places(drawing.rest.shape, shot, np.random.default_rng(seed))
    page = (on_sheet > 0.5).astype(np.uint8)

    def seen(mask: Mask) -> Mask:
        return cv2.remap(mask, x, y, cv2.INTER_NEAREST) & page

    actors = tuple(seen(mask) for mask in drawing.actors)
    others = tuple(seen(mask) for mask in drawing.others)
    drawn = seen(drawing.rest)
    for mask in (*actors, *others):
        drawn |= mask
    return Photo(rgb, actors, others, drawn, page, setting.is_painted)


def main(folder: Path) -> None:
    """Write one picture of each kind."""
    folder.mkdir(parents=True, exist_ok=True)
    for kind in KINDS:
        Image.fromarray(take(kind, 0).rgb).save(folder / f"{kind}.jpg", quality=88)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
