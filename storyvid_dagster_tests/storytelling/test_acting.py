import pytest

from storyvid_dagster.core.acting import EVERYONE, Action
from storyvid_dagster.storytelling.acting import acts_in

PIP_AND_BO = {"Pip": 1, "Bo": 3}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Pip hopped over a puddle.", [(1, Action.HOP, 1)]),
        ("Pip found a pond. He swam and he laughed.", [(1, Action.SWIM, 5), (1, Action.DANCE, 8)]),
        ("Then they danced.", [(EVERYONE, Action.DANCE, 2)]),
        ("Bo waved.", [(3, Action.WAVE, 1)]),
        ("“Wait!” said Bo, and Pip laughed.", [(3, Action.TALK, 1), (EVERYONE, Action.DANCE, 5)]),
        ("Pip looked under a stone.", [(1, Action.PEEK, 1)]),
        ("Pip looked up at the moon.", [(1, Action.LOOK_UP, 1)]),
        ("Pip and Bo slept.", [(EVERYONE, Action.SLEEP, 3)]),
    ],
)
def test_what_is_told_is_done_by_whom_it_is_told_of(text: str, wanted: list[tuple[int, Action, int]]) -> None:
    assert [(act.figure, act.action, act.word) for act in acts_in(text, PIP_AND_BO)] == wanted


@pytest.mark.parametrize(
    "text",
    [
        "The snail hopped away.",
        "Pip had a friend. A crow flew by.",
        "“Let us hop and dance,” he thought.",
        "“I am a bell!” cried the echo.",
        "Along came an owl called Cobble.",
        "Pip's whale was gone.",
    ],
)
def test_nobody_does_what_others_do_or_what_is_only_spoken_of(text: str) -> None:
    assert acts_in(text, PIP_AND_BO) == ()
