"""A read drawing in; a story fit for the child's age out."""

import asyncio

from storyvid_dagster.core.drawing import DrawingAnalysis
from storyvid_dagster.core.story import StoryScript
from storyvid_dagster.providers.ports import StoryWriter
from storyvid_dagster.stages.analyze_drawing import seed_for
from storyvid_dagster.stages.progress import report


def generate_story(drawing: DrawingAnalysis, *, writer: StoryWriter) -> StoryScript:
    """Write the story of a drawing, as its request asks.

    Raises:
        ProviderError: The writer did not deliver.
    """
    story = asyncio.run(writer.write(drawing, seed_for(drawing)))
    report(drawing.run_id, "story_script", 1, 1, f"“{story.title}”, {len(story.scenes)} scenes")
    return story
