"""Doodles of the Quick, Draw! dataset by Google (CC BY 4.0), out of extracts that public repositories hold.

Each drawing is in one of three parts, always the same one: to learn from, to tune on, to test on.
"""

import hashlib
import json
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import numpy as np
from numpy.typing import NDArray

Part = Literal["learn", "tune", "test"]

_WORDS: dict[str, str] = {
    "person": "face,smiley face,beard,The Mona Lisa,goatee",
    "cat": "cat", "dog": "dog", "horse": "horse", "pig": "pig", "rabbit": "rabbit", "elephant": "elephant",
    "animal": "bear,camel,cow,giraffe,hedgehog,kangaroo,lion,monkey,mouse,panda,raccoon,rhinoceros,sheep,squirrel,tiger,"
    "zebra,teddy-bear,bat,frog",
    "bird": "bird,duck,flamingo,owl,parrot,penguin,swan", "fish": "fish,shark,dolphin,whale", "butterfly": "butterfly",
    "bug": "ant,bee,mosquito,spider,scorpion", "snail": "snail", "snake": "snake", "turtle": "sea turtle",
    "house": "house,barn", "castle": "castle", "building": "skyscraper,church,hospital,lighthouse,windmill",
    "car": "car,police car,van,pickup truck", "bus": "bus,school bus", "truck": "truck,firetruck,ambulance",
    "train": "train", "boat": "sailboat,cruise ship,speedboat,canoe", "aircraft": "airplane,helicopter",
    "tree": "tree,palm tree", "flower": "flower", "sun": "sun", "moon": "moon", "cloud": "cloud", "rainbow": "rainbow",
    "star": "star", "balloon": "hot air balloon", "rain": "rain", "snow": "snowflake", "snowman": "snowman",
    "food": "apple,banana,birthday cake,cake,bread,carrot,cookie,donut,grapes,hamburger,hot dog,ice cream,pear,pineapple,"
    "pizza,popsicle,sandwich,strawberry,watermelon,lollipop",
    "ball": "basketball,soccer ball,baseball", "furniture": "bed,chair,couch,table", "umbrella": "umbrella",
}  # fmt: skip
KIND_OF = {word: kind for kind, words in _WORDS.items() for word in words.split(",")}
"""What a word's drawings are; any other word's are of no kind."""
AMBIGUOUS = set(
    [
        "angel",
        "mermaid",
        "yoga",
        "skull",
        "crocodile",
        "dragon",
        "lobster",
        "crab",
        "octopus",
        "bush",
        "broccoli",
        "tractor",
        "bulldozer",
        "submarine",
        "aircraft carrier",
        "flying saucer",
        "parachute",
        "circle",
        "wheel",
        "dresser",
        "bench",
        "crown",
        "bicycle",
        "motorbike",
        "mushroom",
        "blackberry",
        "blueberry",
        "onion",
        "peas",
        "potato",
        "peanut",
        "steak",
        "asparagus",
        "string bean",
        "house plant",
        "leaf",
        "tent",
        "jail",
        "bridge",
        "barn",
        "animal migration",
        "swing set",
        "The Eiffel Tower",
        "fireplace",
        "stove",
        "face",
        "head",
        "nose",
        "cactus",
        "lightning",
        "hurricane",
        "tornado",
    ]
) - set(KIND_OF)
"""Words whose drawings may rightly be called by one of the kinds: neither learnt from nor counted."""
_BITMAPS: dict[str, tuple[str, str]] = {
    **{word: ("elicorrales+doodle-classifier-neural-network-demo/repo/.git", f"data/my.{word}.test.data.4000.images.starting.at.0.bin") for word in ["airplane", "banana", "bird", "book", "cat", "clock", "dog", "flower", "house", "rainbow"]},
    **{word: ("ssusnic+Machine-Learning-Doodle-Recognition/repo", f"source/data/{word}.bin") for word in ["bee", "candle", "car", "guitar", "octopus", "snowman", "tree", "umbrella"]},
    "train": ("CodingTrain+Toy-Neural-Network-JS/repo", "examples/doodle_classification/data/trains1000.bin"),
    **{word: ("yining1023+doodleNet/repo", f"demo/TrainDoodleClassifier/data/{word}5000.npy") for word in ["bowtie", "lollipop"]},
    **{word: ("sukumr+Doodle-Classifier/repo", f"data/{word}.npy") for word in ["apple", "bicycle", "diamond", "eye", "fish"]},
}  # fmt: skip
COLOUR_OF = {
    "sun": "yellow", "star": "yellow", "moon": "yellow", "tree": "green", "pig": "pink", "elephant": "gray", "cloud": "sky",
    "rain": "blue", "heart": "red", "turtle": "green", "snake": "green",
}  # fmt: skip


@dataclass(frozen=True)
class Doodle:
    """One drawing: strokes or a bitmap."""

    word: str
    strokes: tuple[NDArray[np.float64], ...] = ()
    bitmap: NDArray[np.uint8] | None = None

    @property
    def kind(self) -> str:
        """Give the kind, `other` where it has none."""
        return KIND_OF.get(self.word, "other")


def read(mirrors: Path, part: Part) -> Iterator[Doodle]:
    """Read the drawings of one part out of bare copies of the repositories, named `owner+name/repo`."""
    words = (
        _show(mirrors / "lamnguyen5464+Sketch-dataset/repo", "60922a6:categories.txt").decode().splitlines()
    )
    for word in (word.strip() for word in words):
        if word and word not in AMBIGUOUS:
            yield from (doodle for key, doodle in _strokes(mirrors, word) if _part(key) == part)
    for word, (repo, path) in _BITMAPS.items():
        if word in AMBIGUOUS:
            continue
        raw = _show(mirrors / repo, f"HEAD:{path}")
        pixels = np.frombuffer(raw[len(raw) % 784 :], np.uint8).reshape(-1, 28, 28)
        for number, bitmap in enumerate(pixels):
            if _part(f"{word} {number}") == part:
                yield Doodle(word, bitmap=bitmap)


def _strokes(mirrors: Path, word: str) -> Iterator[tuple[str, Doodle]]:
    seen: set[str] = set()
    for repo, path in (
        ("lamnguyen5464+Sketch-dataset/repo", f"60922a6:data/{word}.ndjson"),
        ("borismus+exupery/repo", f"HEAD:docs/sketches/{word}.ndjson"),
    ):
        for line in _show(mirrors / repo, path).decode().splitlines():
            try:
                drawing = json.loads(line)
            except ValueError:  # the last line of an extract may be cut short
                continue
            key = str(drawing["key_id"])
            if drawing["recognized"] and key not in seen and drawing["drawing"]:
                seen.add(key)
                strokes = tuple(np.array(s[:2], np.float64).T for s in drawing["drawing"])
                yield key, Doodle(word, tuple(s[::3] if len(s) > 40 else s for s in strokes))


def _part(key: str) -> Part:
    share = hashlib.sha256(key.encode()).digest()[0] / 256
    return "learn" if share < 0.6 else "tune" if share < 0.78 else "test"


def _show(repo: Path, what: str) -> bytes:
    """Read a file of a repository; nothing where it has none of that word."""
    return subprocess.run(["git", "-C", str(repo), "show", what], capture_output=True).stdout
