import pytest

from storyvid_dagster.core.acting import EVERYONE, Action
from storyvid_dagster.storytelling.acting import acts_in
from storyvid_dagster.storytelling.marks import MarkedAct, read_marks

PIP_AND_BO = {"Pip": 1, "Bo": 3}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Pip hopped over a puddle.", [(1, Action.HOP, 1)]),
        ("Pip found a pond. He swam and he laughed.", [(1, Action.SWIM, 5), (1, Action.DANCE, 8)]),
        ("Then they danced.", [(EVERYONE, Action.DANCE, 2)]),
        ("Bo waved.", [(3, Action.WAVE, 1)]),
        ("“Wait!” said Bo, and Pip laughed.", [(3, Action.TALK, 1), (1, Action.DANCE, 5)]),
        ("Pip looked under a stone.", [(1, Action.PEEK, 1)]),
        ("Pip looked up at the moon.", [(1, Action.LOOK_UP, 1)]),
        ("Pip and Bo slept.", [(EVERYONE, Action.SLEEP, 3)]),
        ("Up climbed Bo, and waved.", [(3, Action.WALK, 1), (3, Action.WAVE, 4)]),
        ("That night Pip lay in bed and listened.", [(1, Action.SLEEP, 3), (1, Action.PEEK, 7)]),
        ("Pip went home to bed. Bo was back in bed, too.", [(1, Action.SLEEP, 1), (3, Action.SLEEP, 6)]),
        ("Pip was in the garden. Pip was sitting in bed.", [(1, Action.SIT, 7)]),
        ("The beetle went to bed. Pip stood at the foot of the bed.", []),
        ("Pip began to dance.", [(1, Action.DANCE, 3)]),
        ("Pip, who hopped, took the spoon and the cup and ran.", [(1, Action.HOP, 2), (1, Action.WALK, 10)]),
        ("Bo was tired. Pip saw it and danced.", [(1, Action.DANCE, 7)]),
        ("Pip ran to the pond and dived into the water.", [(1, Action.WALK, 1), (1, Action.SWIM, 6)]),
        ("“So am I,” said Bo. And Pip waved.", [(3, Action.TALK, 3), (1, Action.WAVE, 7)]),
        ("Pip sat down and ate the bun.", [(1, Action.SIT, 1), (1, Action.EAT, 4)]),
        ("Pip looked at the sun, and Bo looked at the shoe.", [(1, Action.LOOK_UP, 1), (3, Action.PEEK, 7)]),
        ("Down the street they went, and in went Pip.", [(EVERYONE, Action.WALK, 4), (1, Action.WALK, 7)]),
        ("Bo went for soup, and they laughed.", [(3, Action.WALK, 1), (EVERYONE, Action.DANCE, 6)]),
        ("Pip bent down. Everyone clapped.", [(1, Action.BEND, 1), (EVERYONE, Action.CLAP, 4)]),
        ("Pip held out a bun.", [(1, Action.GIVE, 1)]),
        ("Pip held up a lamp and held on to it.", [(1, Action.LOOK_UP, 1), (1, Action.HUG, 6)]),
        ("Pip fell over, and Bo fell asleep.", [(1, Action.FALL, 1), (3, Action.SLEEP, 5)]),
        ("By the gate sat a small old Bo.", [(3, Action.SIT, 3)]),
        ("Pip pushed and Bo pulled.", [(1, Action.PUSH, 1), (3, Action.PUSH, 4)]),
        ("“Oh,” sighed Pip, and pointed at it.", [(1, Action.TALK, 1), (1, Action.POINT, 4)]),
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
        "Left, right, splash, and left, right.",
        "Eek, goes Pip's back wheel.",
        "Pip went pale and then pink.",
        "“Hmm,” went Pip, and it was warm.",
        "In the middle they went bump.",
        "Pip stopped humming.",
        "Pip was not made for flying.",
        "Pip left a note, and Bo left it there.",
        "Bo rolled both eyes.",
        "Bo leaned the broom against a star.",
        "Pip reached the top, and everybody wished to try.",
        "Pip tucked it in, and held still.",
        "Peep! Who was that?",
        "The sheep are all asleep.",
        "There, all by itself, sat the bunny ear.",
        "Pip saw it, and the whole village came out and pulled.",
        "The hen did not stop, but came and kissed Pip.",
        "The next wave came up and gave Pip a kiss.",
        "They gave a cheer and gave up.",
        "In the fall Pip found a spoon.",
        "It was shy, feet and all, and went red.",
    ],
)
def test_nobody_does_what_others_do_or_what_is_only_spoken_of(text: str) -> None:
    assert acts_in(text, PIP_AND_BO) == ()


@pytest.mark.parametrize(
    ("text", "to", "what"),
    [
        ("Pip gave Bo the small red drum.", 3, 201),
        ("Pip gave it to Bo.", 3, None),
        ("Pip hugged Bo.", 3, None),
        ("Pip pointed at the drums.", 201, None),
        ("Pip bent down and picked up the drum.", None, 201),
        ("Pip sat by the drum, and Bo laughed.", 201, None),
        ("Pip waved, and Bo beat the drum.", None, None),
        ("Pip looked at Bo's drum.", 201, None),
    ],
)
def test_an_act_knows_to_whom_and_with_what_it_is_done(text: str, to: int | None, what: int | None) -> None:
    acts = [act for act in acts_in(text, PIP_AND_BO, {"drum": 201, "drums": 201}) if act.figure == 1]
    assert (acts[-1].to, acts[-1].what) == (to, what)


def test_a_mark_goes_before_what_is_read() -> None:
    text, marks = read_marks("Pip lay<> down, and Bo gave<pal:give({thing})->hero, hero:clap> it.")
    assert text == "Pip lay down, and Bo gave it."
    assert acts_in(text, PIP_AND_BO, marked=marks) == ()
    assert marks[5] == (
        MarkedAct("pal", Action.GIVE, what="{thing}", to="hero"),
        MarkedAct("hero", Action.CLAP),
    )


@pytest.mark.parametrize("mark", ["hop", "dog:hop", "hero:hops", "hero:give(", "hero:give->"])
def test_a_mark_that_says_nothing_is_refused(mark: str) -> None:
    with pytest.raises(ValueError, match="is no mark"):
        read_marks(f"Pip hopped<{mark}> away.")
