"""The version of each stage's code, raised when the same input gives something else.

Dagster keeps it with all that a stage makes, and shows what was made by an older one as stale.
"""

from collections.abc import Mapping

CODE_VERSIONS: Mapping[str, str] = {
    "drawing": "1",
    "drawing_analysis": "6",
    "story_script": "10",
    "scene_images": "10",
    "narration": "1",
    "story_video": "17",
}
"""Asset -> version, in the order in which they are made."""


def older_than_now(made_by: Mapping[str, str]) -> tuple[str, ...]:
    """Give the assets of a story that another version of their code made, in the order of making.

    Args:
        made_by: Asset -> the version that made it. What is not told of is not judged.

    >>> older_than_now({"narration": "1", "story_video": "0"})
    ('story_video',)
    """
    return tuple(asset for asset, version in CODE_VERSIONS.items() if made_by.get(asset, version) != version)
