"""The ten first changes, made as a contributor makes them: text put into the files the map names.

The files come from the map, in its order; what is put into them is told here.
"""

import hashlib
import re
from collections.abc import Callable

import numpy as np

from storyvid_dagster_tests.first_changes.checkout import Checkout, Step


def add_plot(checkout: Checkout, steps: list[Step]) -> None:
    (theme,) = (step.path for step in steps)
    first = checkout.read(theme).partition("\n- id: ")[0]
    tellings = first.partition("\n  kind: ")[2]
    checkout.append(theme, f'- id: button-box\n  titles:\n    - "The Button Box"\n  kind: {tellings}\n')


def add_style(checkout: Checkout, steps: list[Step]) -> None:
    request, material, compose, ground, letters, change, prompts, readme, guide = (s.path for s in steps)
    checkout.before(request, 'PIXEL = "pixel"', '    CHALK = "chalk"')
    checkout.create(material, CHALK)
    checkout.before(
        compose,
        "from storyvid_dagster.illustration.styles.comic ",
        "from storyvid_dagster.illustration.styles.chalk import CHALK",
    )
    checkout.before(compose, "    Style.PIXEL:", "    Style.CHALK: CHALK,")
    checkout.before(ground, "    Style.PIXEL:", "    Style.CHALK: _kraft,")
    checkout.before(
        letters, "    Style.PIXEL:", "    Style.CHALK: Ink((250, 250, 244), (236, 236, 220), (40, 48, 44)),"
    )
    checkout.before(change, "    Style.PIXEL:", "    Style.CHALK: _Kind(_strokes, 0.07),")
    checkout.before(prompts, "    Style.PIXEL:", '    Style.CHALK: "chalk on a blackboard, with soft dust",')
    checkout.replace(readme, "papercut, pixel", "papercut, chalk, pixel")
    checkout.replace(guide, "papercut pixel", "papercut chalk pixel")


CHALK = '''"""Chalk: colours as dust on a blackboard."""

from storyvid_dagster.illustration.pixels import Image, blend, filled, scaled
from storyvid_dagster.illustration.relief import Hand, Relief
from storyvid_dagster.illustration.shapes import Rng
from storyvid_dagster.illustration.stickers import Finish
from storyvid_dagster.illustration.styles.style import Material, colors, glowing
from storyvid_dagster.illustration.texture import grain

_BOARD = (52, 60, 50)


def render(relief: Relief, rng: Rng) -> Image:
    """Rub the colours onto the board."""
    flat = colors(relief)
    dust = scaled(grain(rng, relief.size, relief.scale, 0.4), 1.4, -30)
    return glowing(blend(filled(flat, _BOARD), flat, dust), relief)


CHALK = Material(render, Hand(wobble_px=5, line_px=4), Finish(drop=0.2))
'''


def add_voice(checkout: Checkout, steps: list[Step]) -> None:
    style, notice, engine = (step.path for step in steps)
    folder = (checkout.root / style).parent
    two = [
        np.frombuffer((folder / f"{name}.bin").read_bytes(), np.float32) for name in ("af_heart", "bf_emma")
    ]
    between = ((two[0] + two[1]) / 2).astype(np.float32).tobytes()
    sha256 = hashlib.sha256(between).hexdigest()
    checkout.create(style, between)
    checkout.before(notice, "    af_heart ", f"    af_duet     between Heart and Emma  {sha256}")
    checkout.before(engine, '    "af_heart": ', f'    "af_duet": "{sha256}",')
    checkout.replace(engine, 'Voice("af_heart", 0.9)', 'Voice("af_duet", 0.9), Voice("af_heart", 0.9)')


def add_place(checkout: Checkout, steps: list[Step]) -> None:
    story, place, compose, prompts, sounds, matching = (step.path for step in steps)
    checkout.before(story, 'GARDEN = "garden"', '    DESERT = "desert"')
    checkout.create(place, DESERT)
    checkout.before(
        compose,
        "from storyvid_dagster.illustration.places.forest ",
        "from storyvid_dagster.illustration.places.desert import desert",
    )
    checkout.before(compose, "    Setting.GARDEN:", "    Setting.DESERT: desert,")
    checkout.before(prompts, "    Setting.GARDEN:", '    Setting.DESERT: "golden dunes under a wide sky",')
    checkout.before(sounds, "    Setting.GARDEN:", "    Setting.DESERT: Ambience.WIND,")
    checkout.before(matching, "    Setting.GARDEN:", '    Setting.DESERT: "snake lion",')


DESERT = '''"""Dunes under a wide sky."""

from storyvid_dagster.illustration.light import Light
from storyvid_dagster.illustration.props import sky
from storyvid_dagster.illustration.scene_layout import SceneLayout
from storyvid_dagster.illustration.shapes import Kind, Layer, Patch, Rng, ridge


def desert(stage: SceneLayout, rng: Rng, light: Light) -> list[Layer]:
    """Layers from the sky to the sand before the feet."""
    w, h, u = stage.width, stage.height, stage.unit
    back = sky.heavens(stage, rng, light, bottom=stage.ground_y)
    layers = [back]
    for name, depth, y in (("far", 0.8, stage.horizon_y), ("near", 0.0, stage.ground_y)):
        layer, tone = Layer(name, depth), light.at(depth)
        dune = ridge(rng, w, y, 0.05 * u, 1.4 * u, bottom=1.05 * h)
        layer.add(Patch((dune,), tone("#ecc98a"), tone("#d9a860"), 0.2, 8, 1, kind=Kind.LAND))
        layers.append(layer)
    return layers
'''


def add_action(checkout: Checkout, steps: list[Step]) -> None:
    acting, motions, table, sounds, verbs = (step.path for step in steps)
    checkout.before(acting, '    HUG = "hug"', '    TUMBLE = "tumble"')
    checkout.before(acting, "    Action.HUG:", "    Action.TUMBLE: 1.6,")
    checkout.before(motions, "\ndef hug(", TUMBLE)
    checkout.before(table, "    Action.HUG:", "    Action.TUMBLE: together.tumble,")
    checkout.before(
        sounds,
        "case Action.WAVE if closing:",
        "        case Action.TUMBLE:\n            yield length_s, Effect.HOP, 0.0",
    )
    checkout.append(verbs, "tumble: tumble, tumbles, tumbled, tumbling, somersaulted\n")


TUMBLE = '''
def tumble(part: float, length_s: float, _away: float, room: ActionSpace) -> Pose:
    """Turn all the way round, once, in a small jump."""
    up = min(0.3 * room.height, room.up) * sin(pi * part)
    return Pose(dy=-up, turn_degrees=360 * part)

'''


def add_provider(checkout: Checkout, steps: list[Step]) -> None:
    package, reader, catalog, request, settings, guide, contracts = (step.path for step in steps)
    checkout.create(package, '"""Reads drawings by their palette."""\n')
    checkout.create(reader, PALETTE_READER)
    checkout.before(
        catalog,
        "from storyvid_dagster.providers.openai.options ",
        "from storyvid_dagster.providers.palette.reader import PaletteReader",
    )
    checkout.replace(
        catalog, '            "embedded": EmbeddedReader,\n',
        '            "embedded": EmbeddedReader,\n            "palette": PaletteReader,\n',
    )  # fmt: skip
    checkout.replace(
        catalog, 'if chosen == "embedded":\n            return ("embedded",)',
        'if chosen in ("embedded", "palette"):\n            return (chosen,)',
    )  # fmt: skip
    for path in (request, settings):
        checkout.replace(
            path, 'reader: Literal["auto", "embedded", "openai"]',
            'reader: Literal["auto", "embedded", "openai", "palette"]',
        )  # fmt: skip
    checkout.replace(
        guide, "`auto`, `embedded`, `openai` |", "`auto`, `embedded`, `openai`, `palette` for the reader |"
    )
    checkout.replace(contracts, '["embedded", "openai", "fake"]', '["embedded", "openai", "palette", "fake"]')


PALETTE_READER = '''"""A drawing reader that knows the colours of the figures and nothing else."""

from dataclasses import dataclass

from storyvid_dagster.core.drawing import Reading
from storyvid_dagster.core.files import MadeBy
from storyvid_dagster.ports import PageOrder


@dataclass(frozen=True)
class PaletteReader:
    """Reads the colours of a page."""

    async def read(self, order: PageOrder) -> tuple[Reading, MadeBy]:
        """Read one page."""
        colors = tuple({color: None for figure in order.figures for color in figure.colors}) or ("grey",)
        reading = Reading(
            subject=f"a {colors[0]} friend", company="one friend", colors=colors, has_sun=False,
            has_ground=False, has_sky=False, layout="a figure", summary=f"A friend in {colors[0]}.",
        )  # fmt: skip
        return reading, MadeBy(provider="palette", model="palette 1")
'''


def add_option(checkout: Checkout, steps: list[Step]) -> None:
    request, guide = (step.path for step in steps)
    checkout.before(
        request, "    music: str = Field(",
        '    dedication: Line | None = Field(default=None, description="For whom the story is made")',
    )  # fmt: skip
    checkout.before(guide, "| `music` |", "| `dedication` | for whom the story is made | none |")


def add_asset(checkout: Checkout, steps: list[Step]) -> None:
    stage, assets, guide = (step.path for step in steps)
    checkout.append(stage, MAKE_WORD_LIST)
    checkout.replace(assets, "    make_teaser,\n", "    make_teaser,\n    make_word_list,\n")
    checkout.before(assets, "\nALL = [", WORD_LIST)
    checkout.replace(assets, "\nALL = [", "\nALL = [word_list, ")
    checkout.before(guide, "| `manifest` |", "| `word_list` | `_words.txt`, every word of the story |")


MAKE_WORD_LIST = '''

def make_word_list(story: StoryScript, *, store: Store) -> Extras:
    """List every word of a story once, `extras/{run_id}_words.txt`."""
    started_s = time.monotonic()
    words = sorted({word.strip(".,!?").lower() for scene in story.scenes for word in scene.text.split()})
    file = store.put(names.extra(story.run_id, "words", "txt"), "\\n".join(words).encode())
    return _extras(story.run_id, [file], "word list 1", started_s)
'''

WORD_LIST = '''
@dg.asset(partitions_def=runs, group_name=GROUP, owners=OWNERS, kinds={"text"}, code_version="1")
def word_list(
    story_script: StoryScript, media: dg.ResourceParam[MediaStore], film: FilmResource
) -> dg.MaterializeResult[Extras]:
    """Every word of the story, once: `extras/{run_id}_words.txt`."""
    with permanent_failures():
        made = make_word_list(story_script, store=media)
    return materialized(made, metadata.of_extras(made, film.media_url))

'''


def add_check(checkout: Checkout, steps: list[Step]) -> None:
    (checks,) = (step.path for step in steps)
    checkout.before(checks, "\nALL = [", TITLE_FITS)
    checkout.replace(checks, "\nALL = [", "\nALL = [title_fits, ")


TITLE_FITS = '''
@_check("story_script")
def title_fits(story_script: StoryScript) -> dg.AssetCheckResult:
    """The title can be read from across the room."""
    found = [] if len(story_script.title) <= 40 else ["the title is too long"]
    return _verdict(found, {"n_letters": len(story_script.title)}, is_warning=True)

'''


def add_language(checkout: Checkout, steps: list[Step]) -> None:
    request, guide = steps[0].path, steps[1].path
    checkout.replace(request, 'language: Literal["en"]', 'language: Literal["en", "de"]')
    row = re.search(r"\| `language` \| `en` \|", checkout.read(guide))
    assert row is not None
    checkout.replace(guide, row[0], "| `language` | `en`, `de` |")


CHANGES: dict[str, Callable[[Checkout, list[Step]], None]] = {
    "A plot": add_plot,
    "A style": add_style,
    "A voice": add_voice,
    "A place": add_place,
    "An action": add_action,
    "A provider": add_provider,
    "An option": add_option,
    "An asset": add_asset,
    "An asset check": add_check,
    "A language": add_language,
}
