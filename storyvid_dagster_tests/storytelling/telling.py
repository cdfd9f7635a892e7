"""A drawing of any kind, the story the embedded writer tells of it, and what holds of every story."""

import asyncio
import re

from storyvid_dagster.core.acting import Act
from storyvid_dagster.core.drawing import Box, DrawingAnalysis, Figure, Reading
from storyvid_dagster.core.files import MadeBy, MediaFile
from storyvid_dagster.core.request import StoryRequest
from storyvid_dagster.core.story import StoryScript, faults, scenes_for, sentences
from storyvid_dagster.storytelling.writer import EmbeddedWriter

SEEDS = range(20)

_FILE = MediaFile(key="drawings/a.png", sha256=64 * "0", size_bytes=1)
_COLORS = ("purple", "green", "blue", "orange", "red", "pink")


def drawing(
    subject: str = "a purple friend", *, figures: int = 1, sun: bool = True, **asked: object
) -> DrawingAnalysis:
    return DrawingAnalysis(
        run_id="5f6c63ab",
        request=StoryRequest.model_validate(asked),
        page=_FILE,
        page_width_px=9,
        page_height_px=9,
        cut="figures",
        figures=tuple(
            Figure(
                number=number,
                file=_FILE,
                width_px=9,
                height_px=9,
                box=Box(x=0.1, y=0.3, width=0.3, height=0.6),
                area=0.1,
                colors=(_COLORS[number - 1],),
            )
            for number in range(1, figures + 1)
        ),
        reading=Reading(
            subject=subject,
            company="one friend",
            colors=("purple", "green"),
            has_sun=sun,
            has_ground=True,
            has_sky=False,
            layout="a figure in the middle",
            summary="A friend.",
        ),
        made_by=MadeBy(provider="test", model="test"),
    )


def write(page: DrawingAnalysis, seed: int = 1) -> StoryScript:
    return asyncio.run(EmbeddedWriter().write(page, seed))


def told(story: StoryScript) -> str:
    return " ".join(scene.text for scene in story.scenes)


def assert_reads_well(story: StoryScript, asked: StoryRequest) -> None:
    """Assert what holds of every story, whatever was asked."""
    n_scenes = asked.scenes or scenes_for(asked.child_age)
    assert faults(story, scenes=n_scenes) == ()
    assert len(story.scenes) == n_scenes
    for text in (story.title, *(text for s in story.scenes for text in (s.text, s.picture_prompt))):
        assert not re.search(r"[{}\[\]|<>_*#]|\s\s|\.\.| [,.!?]|^\s|\s$|\bthe the\b|\ba an?\b", text), text
    for text in (text for scene in story.scenes for text in (scene.text, scene.picture_prompt)):
        for sentence in sentences(text):
            first = sentence.lstrip("\"'")[0]
            assert first.upper() == first, sentence
            assert re.search(r"[.!?…][\"']?$", sentence), sentence
        assert text.count('"') % 2 == 0, text


def acted(story: StoryScript) -> str:
    """Tell who does what at which word, a scene a line: `2: hopped=1:hop gave=1:give(201)->101`."""
    return "\n".join(
        f"{scene.number}: " + " ".join(f"{scene.text.split()[act.word]}={_said(act)}" for act in scene.acts)
        for scene in story.scenes
    )


def _said(act: Act) -> str:
    what = f"({act.what})" if act.what else ""
    return f"{act.figure}:{act.action}{what}" + (f"->{act.to}" if act.to else "")
