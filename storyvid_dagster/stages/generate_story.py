"""A read drawing in; a story fit for the child's age out."""

import asyncio

from storyvid_dagster.core import prompts
from storyvid_dagster.core.drawing import DrawingAnalysis
from storyvid_dagster.core.edits import StoryEdits, edited
from storyvid_dagster.core.request import StoryRequest
from storyvid_dagster.core.story import StoryScript
from storyvid_dagster.errors import ContentRefused
from storyvid_dagster.ports import Moderator, StoryWriter
from storyvid_dagster.stages.analyze_drawing import seed_for
from storyvid_dagster.stages.progress import report


def generate_story(
    drawing: DrawingAnalysis, *, writer: StoryWriter, moderator: Moderator, notes: tuple[str, ...] = ()
) -> StoryScript:
    """Write the story of a drawing, as its request asks.

    Args:
        drawing: What it is about.
        writer: Writes it.
        moderator: Judges its words and what is to be painted; what it minds is written once more.
        notes: For the document.

    Raises:
        ContentRefused: The second story is not fit for children either.
        ProviderError: Writer or moderator did not deliver.
    """
    story = asyncio.run(_write_and_judge(drawing, writer, moderator))
    report(drawing.run_id, "story_script", 1, 1, f"“{story.title}”, {len(story.scenes)} scenes")
    return story.model_copy(update={"checked_by": moderator.name, "made_by": story.made_by.with_notes(notes)})


def retell_story(edits: StoryEdits, drawing: DrawingAnalysis, *, moderator: Moderator) -> StoryScript:
    """Give a story as a person changed it; nothing is written anew.

    Raises:
        ContentRefused: What was changed is not fit for children.
        ProviderError: The moderator did not deliver.
    """
    story = edited(edits, drawing.request.child_name)
    if unfit := asyncio.run(_unfit(story, drawing.request, moderator)):
        raise ContentRefused(
            f"run {drawing.run_id}: the story as it was changed is not fit for small children"
            f" ({'; '.join(unfit)}). Change those words, or take the change back"
        )
    report(drawing.run_id, "story_script", 1, 1, f"“{story.title}”, changed by hand")
    return story.model_copy(update={"checked_by": moderator.name})


async def _write_and_judge(
    drawing: DrawingAnalysis, writer: StoryWriter, moderator: Moderator
) -> StoryScript:
    story = await writer.write(drawing, seed_for(drawing))
    request = drawing.request
    if unfit := await _unfit(story, request, moderator):
        first, story = story, await writer.write(drawing, seed_for(drawing), unfit)
        paid_usd = round(first.made_by.cost_usd + story.made_by.cost_usd, 6)
        story = story.model_copy(update={"made_by": story.made_by.model_copy(update={"cost_usd": paid_usd})})
        if unfit := await _unfit(story, request, moderator):
            raise ContentRefused(
                f"run {drawing.run_id}: no story fit for small children came of this drawing"
                f" ({'; '.join(unfit)}). Another theme, or another title for the picture, may help"
            )
    return story


async def _unfit(story: StoryScript, request: StoryRequest, moderator: Moderator) -> list[str]:
    """Name what the moderator minds, scene by scene. It need not know the child's name."""
    told = [("the title", story.title)]
    for scene in story.scenes:
        told.append((f"scene {scene.number}", scene.text))
        told.append((f"the picture of scene {scene.number}", scene.picture_prompt))
    reasons = await moderator.check_texts([prompts.spoken_for(text, request) or text for _, text in told])
    return [
        f"{where} is not fit for small children: {why}"
        for (where, _), why in zip(told, reasons, strict=True)
        if why
    ]
