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
        ("Up climbed Bo, and waved.", [(3, Action.WALK, 1), (3, Action.WAVE, 4)]),
        ("That night Pip lay in bed and listened.", [(1, Action.SLEEP, 3), (1, Action.PEEK, 7)]),
        ("Pip began to dance.", [(1, Action.DANCE, 3)]),
        ("Pip, who hopped, took the spoon and the cup and ran.", [(1, Action.HOP, 2), (1, Action.WALK, 10)]),
        ("Bo was tired. Pip saw it and danced.", [(1, Action.DANCE, 7)]),
        ("Pip ran to the pond and dived into the water.", [(1, Action.WALK, 1), (1, Action.SWIM, 6)]),
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
        "Pip had a boot, and thought of somebody who had left it.",
        "In the puddle lay the moon.",
        "Pip knew a horse that dived into the tent.",
        "Pip dived into the tent.",
        "The sea had gone out and left the beach behind.",
        "Pip could not sleep, and Bo had never danced.",
        "Pip was far too full to hop.",
        "This is a purple friend called Pip.",
        "Ding-a-dong, went the bell.",
        "“Chestnut,” said the llama, and bowed low. She knelt.",
        "Pip found it after forty steps, with a laugh.",
        "Pip glanced left.",
        "They were so loud that the shop signs swung.",
        "Pip had a kite, and the wind flew it.",
    ],
)
def test_nobody_does_what_others_do_or_what_is_only_spoken_of(text: str) -> None:
    assert acts_in(text, PIP_AND_BO) == ()
