"""What the server gives: pictures, speech and stories that are real, and can be told apart."""

import hashlib
import io
import re
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from storyvid_dagster.core.story import band_for

CHAR_S = 0.03
"""How long a character is spoken."""
_NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_PADDING = "the little hero went on over hills and fields and met a friend with a very soft voice today"


def color_of(text: str) -> tuple[int, int, int]:
    """Give the colour that stands for a prompt."""
    red, green, blue, *_ = hashlib.sha256(text.encode()).digest()
    return 40 + red * 170 // 255, 40 + green * 170 // 255, 40 + blue * 170 // 255


def picture(prompt: str, size: tuple[int, int], kind: str = "PNG") -> bytes:
    """Paint a picture in its prompt's colour, with an orange animal in the middle and dark ground below."""
    image = Image.new("RGB", size, color_of(prompt))
    draw = ImageDraw.Draw(image)
    width, height = size
    for x in (0.44, 0.53):
        draw.rectangle((width * x, height * 0.55, width * (x + 0.03), height * 0.8), fill=(240, 120, 40))
    draw.ellipse((width * 0.4, height * 0.35, width * 0.6, height * 0.65), fill=(240, 120, 40))
    draw.rectangle((0, height * 0.94, width, height), fill=(60, 50, 40))
    stream = io.BytesIO()
    image.save(stream, kind)
    return stream.getvalue()


def pitch_of(text: str) -> float:
    """Give the pitch that stands for a text, in Hz."""
    return 180.0 + int(hashlib.sha256(text.encode()).hexdigest()[:4], 16) % 240


def speech(text: str, rate: int) -> tuple[bytes, dict[str, Any]]:
    """Hum a text, quiet at its spaces: 16-bit PCM, and when each character is said."""
    starts = [round(0.1 + n * CHAR_S, 4) for n in range(len(text))]
    length_s = 0.2 + len(text) * CHAR_S
    at: NDArray[np.float64] = np.arange(round(length_s * rate)) / rate
    hum = 0.3 * np.sin(2 * np.pi * pitch_of(text) * at)
    spoken = np.zeros_like(at)
    for character, start_s in zip(text, starts, strict=True):
        if not character.isspace():
            spoken[round(start_s * rate) : round((start_s + CHAR_S) * rate)] = 1
    alignment = {
        "characters": list(text),
        "character_start_times_seconds": starts,
        "character_end_times_seconds": [round(s + CHAR_S, 4) for s in starts],
    }
    return (hum * spoken * 32767).astype("<i2").tobytes(), alignment


def story(order: str) -> dict[str, Any]:
    """Write a story as ordered: so many scenes, sentences as long as suits the age."""
    n_scenes, age = (int(n) for n in re.findall(r"exactly (\d+) scenes for a child of (\d+)", order)[0])
    low, high = band_for(age).words
    per_sentence = (low + high) // 2
    child = "{child}" if "{child}" in order else "the child"
    scenes: list[dict[str, Any]] = []
    for number in range(n_scenes):
        said = [_sentence(_NUMBERS[number], part, per_sentence) for part in range(2)]
        if number == n_scenes - 1:
            said[-1] = said[-1][:-1] + f" for {child}."
        scenes.append(
            {
                "text": " ".join(said),
                "picture_prompt": f"The hero stands on hill number {_NUMBERS[number]}.",
                "acts": [{"figure": 1, "action": "hop", "on_word": "hill", "to": None}],
                "setting": ("meadow", "forest", "sea", "home")[number % 4],
                "time_of_day": ("morning", "day", "evening", "night")[number % 4],
                "weather": (None, "leaves", "rain", "snow")[number % 4],
                "figures": [1],
            }
        )
    return {"title": "The Hero of the Hills", "theme": "adventure", "scenes": scenes}


def _sentence(number: str, part: int, length: int) -> str:
    padding = _PADDING.split()
    words = ["On", "hill", number, *padding[part:], *padding][:length]
    return " ".join(words) + "."


READING = {
    "subject": "an orange friend",
    "company": "one friend",
    "colors": ["orange", "blue"],
    "has_sun": True,
    "has_ground": False,
    "has_sky": False,
    "layout": "in the middle",
    "summary": "An orange friend stands in the middle of the page.",
    "card": "A round orange animal with two legs and two dots for eyes.",
    "kinds": ["dog", "unknown"],
}
