"""A writer that is never told the child's name, for stories that a vendor's voice will read."""

from collections.abc import Sequence
from dataclasses import dataclass

from storyvid_dagster.core.drawing import DrawingAnalysis
from storyvid_dagster.core.prompts import spoken_for, with_name
from storyvid_dagster.core.story import StoryScript
from storyvid_dagster.ports import StoryWriter


@dataclass(frozen=True)
class NamelessWriter:
    """Any writer; the name stays for the title and the end card, which nobody reads aloud."""

    inner: StoryWriter

    async def write(self, drawing: DrawingAnalysis, seed: int, unfit: Sequence[str] = ()) -> StoryScript:
        """Write a script without the name."""
        request = drawing.request
        told = {
            field: with_name(text, None) if (text := spoken_for(getattr(request, field), request)) else None
            for field in ("title", "personal_context")
        }
        nameless = request.model_copy(update={"child_name": None, **told})
        return await self.inner.write(drawing.model_copy(update={"request": nameless}), seed, unfit)
