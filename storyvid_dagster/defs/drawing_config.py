"""What a person may give for the asset `drawing` in the launchpad."""

from typing import Any

import dagster as dg
from pydantic import Field, create_model

from storyvid_dagster.core.options import OPTIONS, given

_FIELDS: dict[str, Any] = {
    option.name: (option.value_type() | None, Field(default=None, description=option.help))
    for option in OPTIONS
}
_StoryOptions = create_model("_StoryOptions", __base__=dg.Config, **_FIELDS)


class DrawingConfig(_StoryOptions):
    """What a person may give in the launchpad. Not given: as it was uploaded.

    With a `path`, the drawing at that path becomes this story's; options given here replace those of
    the upload, one by one.
    """

    path: str | None = Field(default=None, description="The drawing, when it was not uploaded")

    def options(self) -> dict[str, Any]:
        """Give the options of the story that were given, by name."""
        return given(self.model_dump(exclude={"path"}))
