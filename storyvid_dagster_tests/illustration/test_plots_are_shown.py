"""Every plot in every shape of film: what the words name is in the picture, and nobody stands on anybody."""

from itertools import combinations

import pytest

from storyvid_dagster.core.kinds import Kind
from storyvid_dagster.core.request import Aspect, Style
from storyvid_dagster.core.story import Setting, StoryScript
from storyvid_dagster.core.things import Spot
from storyvid_dagster.illustration import compose
from storyvid_dagster.illustration.compose import Composition, plan
from storyvid_dagster.illustration.light import Light
from storyvid_dagster.illustration.placed_things import body_of, face_of
from storyvid_dagster.illustration.placement import CLEAR
from storyvid_dagster.illustration.scene_layout import Footing, SceneLayout, Standing
from storyvid_dagster.illustration.shapes import Layer, Rng
from storyvid_dagster.illustration.thing_places import MOST_COVERED
from storyvid_dagster.ports import PictureOrder
from storyvid_dagster_tests.illustration.test_painter import sticker
from storyvid_dagster_tests.storytelling.telling import write
from storyvid_dagster_tests.storytelling.test_plots import PLOTS, heroes, suiting

FIGURES = tuple(
    sticker(*size, (200, 60, 60)) for size in ((240, 400), (200, 420), (260, 330), (180, 200), (300, 190))
)
MOST_LEFT_OUT = 0.02
"""Share of all that the words name for which a picture may have no room."""


@pytest.fixture(autouse=True)
def bare_places(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is far away decides nothing here, and takes most of the time."""

    def bare(stage: SceneLayout, rng: Rng, light: Light) -> list[Layer]:
        return []

    monkeypatch.setattr(compose, "PLACES", dict.fromkeys(Setting, bare))


def pictures(story: StoryScript, spots: tuple[Spot | None, ...], aspect: Aspect) -> list[Composition]:
    figures = FIGURES[: len(spots)]
    return [
        plan(
            PictureOrder(
                scene.model_copy(update={"weather": None}), len(story.scenes), Style.STORYBOOK,
                aspect.size(360), story.seed, b"", figures, spots=spots,
            )
        )
        for scene in story.scenes
    ]  # fmt: skip


def stands_on(upper: Standing, lower: Standing, height: int) -> bool:
    """Tell whose feet are at somebody's head."""
    across = min(upper.right, lower.right) - max(upper.left, lower.left)
    return across > 1 and lower.top - (CLEAR - 0.005) * height < upper.foot_y < lower.top + 0.5 * lower.height


@pytest.mark.parametrize("aspect", Aspect)
def test_what_a_plot_names_is_seen_and_nobody_covers_or_stands_on_anybody(aspect: Aspect) -> None:
    named, left_out = 0, list[str]()
    # One plot in six of each shape: all of them take a minute.
    for plot in list(PLOTS.values())[list(Aspect).index(aspect) :: 6]:
        hero = next(kind for kind in heroes(plot) if kind is not Kind.UNKNOWN)
        page = suiting(plot, hero, plot.themes[0] if plot.themes else None, 6)
        story = write(page, 1)
        for picture in pictures(story, tuple(figure.spot for figure in page.figures), aspect):
            stage = picture.stage
            for a, b in combinations(stage.standings, 2):
                assert body_of(a).shared(body_of(b)) <= 1, plot.id
                assert not stands_on(a, b, stage.height), plot.id
                assert not stands_on(b, a, stage.height), plot.id
            on_raft = [p.box for p in picture.placed if p.grounded and stage.footing is Footing.RAFT]
            assert all(stage.left <= box.left and box.right <= stage.right for box in on_raft), plot.id
            for prop in picture.placed:
                assert prop.foot_y <= stage.front_y + 1, plot.id
                for figure in stage.standings:
                    if prop.behind and not prop.carried:
                        across = min(prop.box.right, figure.right) - max(prop.box.left, figure.left)
                        at_head = figure.top < prop.foot_y < figure.top + 0.4 * figure.height
                        assert not at_head or across <= 0.26 * prop.width, plot.id
                    if not prop.behind and not prop.carried:
                        assert prop.box.shared(face_of(figure)) == 0
                        assert prop.box.shared(body_of(figure)) <= MOST_COVERED * body_of(figure).area
            seen = {prop.number for prop in picture.placed}
            named += len(picture.props)
            left_out += [f"{plot.id}: {prop.name}" for prop in picture.props if prop.number not in seen]
    assert len(left_out) <= MOST_LEFT_OUT * named, (len(left_out), named, left_out)
