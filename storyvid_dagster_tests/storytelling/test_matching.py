"""A plot is chosen that has to do with what is drawn."""

import pytest

from storyvid_dagster.core.kinds import Kind, Role, role_of
from storyvid_dagster.core.request import Theme
from storyvid_dagster.core.story import Setting, Weather
from storyvid_dagster.storytelling import plots
from storyvid_dagster.storytelling.matching import Wanted, choose, occasions_in, suits, wanted_by
from storyvid_dagster.storytelling.plots import Plot, Wants, load_occasions, load_plots
from storyvid_dagster_tests.storytelling.telling import SEEDS, drawing, told, write

PLOTS: tuple[Plot, ...] = tuple(plot for theme in Theme for plot in load_plots(theme))
WITHOUT_A_PLACE = {Kind.UNKNOWN, Kind.SUN, Kind.HEART, Kind.PERSON, Kind.GROWN_UP, Kind.MONSTER}
"""Kinds that are at home everywhere, or of which no plot tells."""


def best(*kinds: Kind) -> tuple[float, Plot]:
    return max(((suits(plot, sure(*kinds)), plot) for plot in PLOTS), key=lambda found: found[0])


def sure(*kinds: Kind) -> list[dict[Kind, float]]:
    return [{kind: 1.0} for kind in kinds]


@pytest.mark.parametrize("kind", sorted(set(Kind) - WITHOUT_A_PLACE))
def test_every_kind_has_a_plot_that_suits_it(kind: Kind) -> None:
    score, plot = best(kind)
    assert score >= 0.25, (kind, plot.id, score)


@pytest.mark.parametrize(
    ("kind", "place"),
    [
        (Kind.BOAT, Setting.SEA),
        (Kind.SNOWMAN, Setting.SNOW),
        (Kind.CASTLE, Setting.CASTLE),
        (Kind.ROCKET, Setting.SPACE),
        (Kind.BUS, Setting.CITY),
    ],
)
def test_a_story_goes_where_its_hero_is_at_home(kind: Kind, place: Setting) -> None:
    page = drawing(f"a {kind}")
    (figure,) = page.figures
    known = page.model_copy(
        update={"figures": (figure.model_copy(update={"kind": kind, "role": role_of(kind)}),)}
    )

    def share(stories: list[bool]) -> float:
        return sum(stories) / len(stories)

    def goes_there(seed: int, *, is_known: bool) -> bool:
        story = write(known if is_known else page, seed)
        return any(scene.setting is place for scene in story.scenes)

    assert share([goes_there(seed, is_known=True) for seed in SEEDS]) == 1.0
    assert share([goes_there(seed, is_known=False) for seed in SEEDS]) < 0.8


def test_the_hero_decides_before_its_companions() -> None:
    _, plot = best(Kind.BOAT, Kind.SNOWMAN)
    assert suits(plot, sure(Kind.BOAT)) == best(Kind.BOAT)[0]
    assert best(Kind.UNKNOWN, Kind.SNOWMAN)[0] > 0


def test_where_nothing_is_known_all_plots_suit_alike() -> None:
    assert {suits(plot, figures) for plot in PLOTS for figures in ([], sure(Kind.UNKNOWN, Kind.SUN))} == {0.0}


@pytest.mark.parametrize(
    ("said", "occasions"),
    [
        ("Mia starts school next week", {"first day"}),
        ("first day at kindergarten", {"first day"}),
        ("settling in at nursery, with tears", {"first day"}),
        ("going into first grade", {"first day"}),
        ("tomorrow is his first day of Year 1", {"first day"}),
        ("a school of fish", set[str]()),
        ("goes to school by bus", set[str]()),
        ("starts swimming class", {"swimming"}),
        ("a new baby brother", {"sibling"}),
        ("there is a baby on the way", {"sibling"}),
        ("she is going to be a big sister", {"sibling"}),
        ("jealous of the baby", {"sibling"}),
        ("got a new baby doll", set[str]()),
        ("his big brother is eight", set[str]()),
        ("we are moving house", {"moving"}),
        ("We’re moving to Ohio", {"moving"}),
        ("sleeping badly in the new flat", {"moving"}),
        ("her best friend is moving away", {"missing"}),
        ("built a new house for her doll", set[str]()),
        ("he is afraid of the dark", {"dark"}),
        ("doesn’t like the dark", {"dark"}),
        ("thinks there are monsters under the bed", {"dark"}),
        ("loves dark chocolate", set[str]()),
        ("went to the dentist on his birthday", {"doctor", "birthday"}),
        ("has a doctor's appointment", {"doctor"}),
        ("having her jabs on Friday", {"doctor"}),
        ("broke her arm on the trampoline", {"doctor"}),
        ("wants to be a doctor", set[str]()),
        ("Mummy works in a hospital", set[str]()),
        ("lost her first tooth!", {"tooth"}),
        ("two wobbly teeth", {"tooth"}),
        ("her front tooth fell out with a wobble", {"tooth"}),
        ("has a sweet tooth", set[str]()),
        ("turning 5 on Sunday", {"birthday"}),
        ("made for Grandma's birthday", set[str]()),
        ("takes turns with five friends", {"sharing"}),
        ("misses Grandma", {"missing"}),
        ("Daddy is away for work", {"missing"}),
        ("our granny died in spring", {"missing"}),
        ("her teacher is Miss Grant", set[str]()),
        ("The Castle Far Away", set[str]()),
        ("finds it hard to share her toys", {"sharing"}),
        ("wants to share this picture", set[str]()),
        ("she loves the shared garden and bikers", set[str]()),
        ("learning to swim", {"swimming"}),
        ("took off her armbands", {"swimming"}),
        ("The Fish That Swims", set[str]()),
        ("riding without stabilisers", {"riding"}),
        ("got a scooter", {"riding"}),
        ("riding a pony", set[str]()),
        ("we got a kitten", {"pet"}),
        ("adopting a dog in May", {"pet"}),
        ("got a toy dog", set[str]()),
        ("quarreled with her best friend", {"sorry"}),
        ("Sorry for the blurry photo", set[str]()),
    ],
)
def test_a_parents_line_tells_of_occasions(said: str, occasions: set[str]) -> None:
    assert occasions_in(said) == occasions


def plot(name: str, **wants: object) -> Plot:
    return PLOTS[0].model_copy(update={"id": name, "wants": Wants.model_validate(wants)})


ANY, HOUSE, FAMILY, SCHOOL = (
    plot("any"),
    plot("house", hero=["building"]),
    plot("family", family=2),
    plot("school", occasion="first day"),
)


def chosen(*kinds: Kind, family: int = 0, occasion: str = "") -> dict[str, float]:
    return choose(
        [ANY, HOUSE, FAMILY, SCHOOL],
        Wanted(tuple(sure(*kinds)), role_of(kinds[0]), family, frozenset({occasion})),
    )


def test_a_house_has_the_plots_of_a_house_alone() -> None:
    assert set(chosen(Kind.HOUSE)) == set(chosen(Kind.HOUSE, occasion="first day")) == {"house"}
    assert set(chosen(Kind.TREE)) == {"any"}
    assert set(chosen(Kind.CAT)) == {"any"}


@pytest.mark.parametrize(("in_leaf", "told"), [(True, "leafy"), (False, "bare")])
def test_a_tree_is_told_of_no_leaves_that_it_may_not_have(in_leaf: bool, told: str) -> None:
    plant, leafy, bare = (
        plot(name, hero=["plant"], leaves=leaves)
        for name, leaves in (("plant", None), ("leafy", True), ("bare", False))
    )
    wanted = Wanted(tuple(sure(Kind.TREE)), role_of(Kind.TREE), 0, frozenset(), in_leaf=in_leaf)
    assert set(choose([ANY, plant, leafy, bare], wanted)) == {"plant", told}
    # Better a story of leaves than one of somebody who walks.
    assert set(choose([ANY, leafy], wanted)) == {"leafy"}


@pytest.mark.parametrize(("colors", "in_leaf"), [(("brown", "green"), True), (("black",), False)])
def test_only_a_tree_with_green_is_in_leaf(colors: tuple[str, ...], in_leaf: bool) -> None:
    page = drawing()
    changes = {"kind": Kind.TREE, "role": role_of(Kind.TREE), "colors": colors}
    tree = page.figures[0].model_copy(update=changes)
    page = page.model_copy(update={"figures": (tree,)})
    assert wanted_by(page, 0, artist=False).in_leaf is in_leaf


def test_a_family_has_a_story_of_its_own_and_an_occasion_goes_before_it() -> None:
    with_family = chosen(Kind.CHILD, Kind.CHILD, family=2)
    assert max(with_family, key=lambda name: with_family[name]) == "family"
    assert set(chosen(Kind.CHILD, Kind.CHILD, family=2, occasion="first day")) == {"school"}


def test_a_plot_for_another_hero_changes_no_story(monkeypatch: pytest.MonkeyPatch) -> None:
    page = drawing(child_age=6)
    before = [told(write(page, seed)) for seed in SEEDS]
    for_boats = PLOTS[0].model_copy(update={"id": "for-boats", "wants": Wants(hero=(Kind.BOAT,))})

    def with_another(theme: Theme) -> tuple[Plot, ...]:
        return (for_boats, *load_plots(theme))

    monkeypatch.setattr(plots, "load_plots", with_another)
    assert [told(write(page, seed)) for seed in SEEDS] == before


@pytest.mark.parametrize("occasion", sorted(load_occasions()))
def test_every_occasion_has_a_story(occasion: str) -> None:
    assert any(occasion in (plot.wants.occasion, plot.wants.weather) for plot in PLOTS)


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("learning to ride a bike in the garden", "bicycle"),
        ("learning to ride a scooter with her brother", "scooter"),
        ("we got a rabbit", "rabbit"),
        ("a new kitten sleeps in the garden", "kitten"),
    ],
)
def test_an_occasion_is_told_whatever_else_a_line_speaks_of_and_shows_what_the_line_names(
    said: str, shown: str, seed: int
) -> None:
    story = write(drawing(personal_context=said), seed)
    assert shown in " ".join(thing.name for scene in story.scenes for thing in scene.things)


def test_nobody_cheers_while_somebody_is_missed() -> None:
    story = write(
        drawing("a dog called Rex and a cat called Bo", figures=2, personal_context="misses Grandma")
    )
    assert all(scene.figures == () for scene in story.scenes)
    assert "pear tree" in told(story)


def test_a_likely_role_has_its_plots_and_only_a_sure_kind_has_its_own() -> None:
    likely = {Kind.BOAT: 0.5, Kind.FISH: 0.3}
    assert 0 < max(suits(plot, [likely]) for plot in PLOTS) < best(Kind.BOAT)[0]
    for role, names in ((Role.UNKNOWN, {"any"}), (Role.BUILDING, {"house"})):
        wanted = Wanted(({Kind.HOUSE: 0.7},), role, 0, frozenset())
        assert set(choose([ANY, HOUSE], wanted)) == names
    for chance, names in ((0.7, {"any"}), (0.9, {"castle"})):
        wanted = Wanted(({Kind.CASTLE: chance},), Role.BUILDING, 0, frozenset())
        assert set(choose([ANY, plot("castle", hero=["castle"])], wanted)) == names


def test_snow_that_is_drawn_or_told_of_has_its_plot_and_the_artist_must_be_known() -> None:
    def tellable(*weather: Weather, artist: bool = False) -> set[str]:
        cat = tuple(sure(Kind.CAT))
        return set(choose(PLOTS, Wanted(cat, Role.ANIMAL, 0, frozenset(), frozenset(weather), artist)))

    snow, boat = "tucked-in-by-the-snow", "boat-that-was-only-a-line"
    assert not {snow, boat} & tellable()
    assert snow in tellable(Weather.SNOW)
    assert boat in tellable(artist=True)
    assert "snow" in occasions_in("it snowed all day")
    assert "snow" not in occasions_in("Snow White and the seven dwarfs")
