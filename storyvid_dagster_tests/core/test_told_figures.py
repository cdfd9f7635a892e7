"""What a parent says of the figures means the same from every door."""

import pytest

from storyvid_dagster.core.kinds import GENERAL, Kind, role_of
from storyvid_dagster.core.options import parse_request
from storyvid_dagster.core.request import StoryRequest
from storyvid_dagster.errors import RequestError
from storyvid_dagster.intake.option_files import read_options

MIMI = {"number": 1, "kind": "cat", "name": "Mimi"}
DOG = {"number": 2, "kind": "dog", "name": None}
SUN = {"number": 5, "kind": "sun", "name": None}


def figures(told: object) -> list[dict[str, object]]:
    return parse_request({"figures": told}).model_dump(mode="json")["figures"]


@pytest.mark.parametrize(
    "told",
    [
        "cat Mimi, dog, 5: sun",
        "Cat Mimi; DOG; figure 5: sun",
        "5: sun, 1: cat Mimi, 2: dog",
        [{"kind": "cat", "name": "Mimi"}, "dog", {"number": "5", "kind": "sun"}],
        [{"kind": "cat", "name": "Mimi"}, {"kind": "dog"}, "", "-", {"kind": "sun"}],
    ],
)
def test_figures_are_told_as_text_or_as_a_list(told: object) -> None:
    assert sorted(figures(told), key=str) == sorted([MIMI, DOG, SUN], key=str)


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"figures: [{kind: cat, name: Mimi}, dog, {number: 5, kind: sun}]", "a.yaml"),
        (b"figures:\n  - kind: cat\n    name: Mimi\n  - dog\n  - 5: sun\n", "a.yaml"),
        (b"figures: 'cat Mimi, dog, 5: sun'", "a.yaml"),
        (b'{"figures": [{"kind": "cat", "name": "Mimi"}, "dog", {"number": 5, "kind": "sun"}]}', "a.json"),
        (b'{"figures": "cat Mimi, dog, 5: sun"}', "a.json"),
    ],
)
def test_a_file_beside_the_drawing_may_list_them(data: bytes, name: str) -> None:
    assert figures(read_options(data, name)["figures"]) == [MIMI, DOG, SUN]


@pytest.mark.parametrize(
    "data", [b"figures: [[cat]]", b"figures: [{kind: [cat]}]", b"figures: [&a cat]", b"age: [5]"]
)
def test_nothing_else_nests(data: bytes) -> None:
    with pytest.raises(RequestError, match="line 1 is not"):
        read_options(data, "a.yaml")


@pytest.mark.parametrize(
    ("told", "wrong"),
    [
        ("catt Mimi", "did you mean cat"),
        ("zeppelin", "there are person, child"),
        ("1: cat, 1: dog", "figure 1 is told of twice"),
        ([{"kin": "cat"}], "not 'kin'"),
        ([{"kind": "cat", "name": "M1m1"}], "a name has letters"),
        ("0: cat", "greater than or equal to 1"),
        (7, "no list of figures"),
    ],
)
def test_what_is_wrong_is_said(told: object, wrong: str) -> None:
    with pytest.raises(RequestError, match=wrong):
        parse_request({"figures": told})


def test_a_name_alone_is_enough() -> None:
    assert figures("Mimi") == [{"number": 1, "kind": None, "name": "Mimi"}]


def test_a_request_is_read_back_as_it_was() -> None:
    request = parse_request({"figures": "cat Mimi, dog"})
    assert StoryRequest.model_validate_json(request.model_dump_json()) == request
    assert "figures" not in StoryRequest().model_dump()


def test_every_kind_has_a_role_and_general_kinds_are_of_theirs() -> None:
    assert all(role_of(kind) for kind in Kind)
    assert all(role_of(kind) is role for role, kind in GENERAL.items())
