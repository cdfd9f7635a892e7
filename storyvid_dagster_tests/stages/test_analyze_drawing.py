"""What a parent is told of a cut-out that is in doubt."""

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from storyvid_dagster.core import names
from storyvid_dagster.core.drawing import Drawing, DrawingAnalysis, Reading, Relation
from storyvid_dagster.core.files import MadeBy
from storyvid_dagster.core.kinds import Kind, Role
from storyvid_dagster.core.request import StoryRequest
from storyvid_dagster.images import encode_png, read_rgba
from storyvid_dagster.media.store import MediaStore
from storyvid_dagster.ports import PageOrder
from storyvid_dagster.providers.fakes import FakeModerator, FakeReader
from storyvid_dagster.stages.analyze_drawing import analyze_drawing, star_of
from storyvid_dagster.stages.first_look import first_look

WIDTH, HEIGHT = 1600, 1200


def sheet() -> NDArray[np.uint8]:
    return np.full((HEIGHT, WIDTH, 3), 250, np.uint8)


def with_ball(radius_px: int) -> NDArray[np.uint8]:
    page = sheet()
    cv2.circle(page, (WIDTH // 2, HEIGHT // 2), radius_px, (40, 90, 220), -1, cv2.LINE_AA)
    return page


class ReaderOfKinds(FakeReader):
    """Tells that figure 1 is a dog."""

    async def read(self, order: PageOrder) -> tuple[Reading, MadeBy]:
        reading, made_by = await super().read(order)
        return reading.model_copy(update={"kinds": (Kind.DOG,)}), made_by


def analyzed(
    store: MediaStore, page: NDArray[np.uint8], reader: FakeReader | None = None, **asked: object
) -> DrawingAnalysis:
    png = encode_png(page)
    drawing = Drawing(
        run_id="pip",
        source_name="pip.png",
        original=store.put("uploads/pip.png", png),
        upright=store.put(names.drawing("pip"), png),
        width_px=WIDTH,
        height_px=HEIGHT,
        request=StoryRequest.model_validate(asked),
    )
    return analyze_drawing(drawing, reader=reader or FakeReader(), moderator=FakeModerator(), store=store)


def test_a_page_without_a_figure_says_that_it_is_filmed_whole(store: MediaStore) -> None:
    analysis = analyzed(store, sheet())
    assert analysis.cut == "page"
    [note] = analysis.made_by.notes
    assert "the whole page is in the film" in note
    assert "on white paper" in note


def test_a_page_that_is_meant_as_it_is_says_nothing(store: MediaStore) -> None:
    assert analyzed(store, sheet(), as_page=True).made_by.notes == ()


@pytest.mark.parametrize(("radius_px", "is_small"), [(45, True), (80, False)])
@pytest.mark.slow
def test_a_hero_too_small_to_be_sharp_asks_for_a_photo_from_closer(
    store: MediaStore, radius_px: int, is_small: bool
) -> None:
    analysis = analyzed(store, with_ball(radius_px))
    assert analysis.cut == "figures"
    area = analysis.figures[0].area
    assert (area < 0.005) == is_small
    notes = analysis.made_by.notes
    assert len(notes) == is_small
    assert all(f"{area:.1%} of the page" in note and "from closer" in note for note in notes)


def test_a_parent_corrects_what_a_figure_is(store: MediaStore) -> None:
    analysis = analyzed(store, with_ball(250), figures="dog Rex, 4: sun")
    hero = analysis.figures[0]
    assert (hero.kind, hero.role, hero.confidence, hero.name) == (Kind.DOG, Role.ANIMAL, 1.0, "Rex")
    assert analysis.reading.subject == "Rex the dog"
    assert any("there is no figure 4: 1 were cut out" in note for note in analysis.made_by.notes)


def test_a_figure_that_must_not_be_named_is_not(store: MediaStore) -> None:
    hero = analyzed(store, with_ball(250), figures="unknown").figures[0]
    assert (hero.kind, hero.role, hero.confidence, hero.name) == (Kind.UNKNOWN, Role.UNKNOWN, 0.0, None)


def test_the_childs_own_name_is_never_the_subject(store: MediaStore) -> None:
    analysis = analyzed(store, with_ball(250), figures="child Mia", child_name="Mia")
    assert analysis.reading.subject == "a little child"
    assert analysis.figures[0].name is None


def test_a_card_of_the_whole_page_is_of_no_kind(store: MediaStore) -> None:
    assert analyzed(store, with_ball(250), as_page=True).figures[0].kind is Kind.UNKNOWN


def test_documents_without_kinds_still_load(store: MediaStore) -> None:
    old = analyzed(store, with_ball(250)).model_dump(mode="json")
    for figure in old["figures"]:
        for field in ("kind", "confidence", "role", "name"):
            del figure[field]
    del old["reading"]["kinds"]
    assert DrawingAnalysis.model_validate(old).figures[0].kind is Kind.UNKNOWN


def test_a_reader_may_tell_kinds_and_a_parent_corrects_them(store: MediaStore) -> None:
    hero = analyzed(store, with_ball(250), ReaderOfKinds()).figures[0]
    assert (hero.kind, hero.role) == (Kind.DOG, Role.ANIMAL)
    assert 0 < hero.confidence < 1
    assert analyzed(store, with_ball(250), ReaderOfKinds(), figures="pig").figures[0].kind is Kind.PIG


def with_rider() -> NDArray[np.uint8]:
    """Draw a stick child on a long blue thing."""
    page, middle, roof = sheet(), WIDTH // 2, 700
    cv2.rectangle(page, (400, roof), (1200, 900), (40, 90, 220), -1)
    cv2.line(page, (middle, roof - 150), (middle, roof - 60), (20, 20, 20), 9)
    for side in (-1, 1):
        cv2.line(page, (middle, roof - 60), (middle + side * 40, roof), (20, 20, 20), 9)
        cv2.line(page, (middle, roof - 120), (middle + side * 60, roof - 90), (20, 20, 20), 9)
        cv2.circle(page, (middle + side * 15, roof - 210), 6, (20, 20, 20), -1)
    cv2.circle(page, (middle, roof - 200), 50, (20, 20, 20), 9)
    return page


def test_how_figures_stand_to_each_other_is_told_of_what_they_are_said_to_be(store: MediaStore) -> None:
    analysis = analyzed(store, with_rider(), figures="1: bus, 2: child")
    assert analysis.relations == (Relation(kind="rides", figure=2, other=1),)
    assert analyzed(store, with_rider(), figures="1: house, 2: child").relations == ()


@pytest.mark.parametrize(
    ("roles", "hero"),
    [
        ([Role.BUILDING, Role.UNKNOWN, Role.ANIMAL], 2),
        ([Role.SKY, Role.UNKNOWN], 1),
        ([Role.SKY, Role.PLANT], 0),
        ([Role.LAND_VEHICLE, Role.ANIMAL], 1),
        ([Role.TOY, Role.UNKNOWN], 0),
        ([Role.UNKNOWN, Role.ANIMAL], 0),
    ],
)
def test_who_cannot_walk_is_the_hero_only_where_nobody_else_can(roles: list[Role], hero: int) -> None:
    assert star_of(roles) == hero


def three_things() -> NDArray[np.uint8]:
    page = sheet()
    cv2.circle(page, (400, 600), 220, (40, 90, 220), -1, cv2.LINE_AA)
    cv2.rectangle(page, (750, 450), (1000, 800), (60, 160, 60), -1)
    cv2.ellipse(page, (1300, 600), (120, 180), 0, 0, 360, (200, 60, 160), -1, cv2.LINE_AA)
    return page


@pytest.mark.slow
def test_a_wrong_cut_out_is_left_out_and_the_others_keep_what_is_said_of_them(store: MediaStore) -> None:
    whole = analyzed(store, three_things())
    assert [figure.number for figure in whole.figures] == [1, 2, 3]
    told = analyzed(store, three_things(), figures="nothing, dog Rex, cat Mimi")
    assert [(f.number, f.told_as, f.kind, f.name) for f in told.figures] == [
        (1, 2, Kind.DOG, "Rex"), (2, 3, Kind.CAT, "Mimi"),
    ]  # fmt: skip
    assert [f.box for f in told.figures] == [f.box for f in whole.figures[1:]]
    assert told.reading.subject == "Rex the dog"
    assert told.made_by.notes == ()
    nobody = analyzed(store, three_things(), figures="nothing, nothing, nothing")
    assert len(nobody.figures) == 1
    assert "all the same" in nobody.made_by.notes[0]


@pytest.mark.slow
def test_a_first_look_numbers_the_figures_as_the_analysis_does(store: MediaStore) -> None:
    png = encode_png(three_things())
    asked = StoryRequest(title="a ball")
    seen = first_look(png, "pip.png", asked, max_bytes=10**7, max_pixels=10**8)
    figures = analyzed(store, three_things(), title="a ball").figures
    assert [one.number for one in seen] == [figure.number for figure in figures]
    for one, figure in zip(seen, figures, strict=True):
        assert one.kind is figure.kind
        assert set(one.choices) >= {guess.kind for guess in figure.guesses[:1]} - {Kind.UNKNOWN}
        small, whole = (read_rgba(data, "figure") for data in (one.png, store.get(figure.file.key)))
        shape = (small.shape[1], small.shape[0])
        resized = cv2.resize(whole, shape, interpolation=cv2.INTER_AREA).astype(int)
        assert np.abs(small.astype(int) - resized).mean() < 8
    assert first_look(encode_png(sheet()), "x.png", asked, max_bytes=10**7, max_pixels=10**8) == ()
