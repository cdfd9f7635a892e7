"""`storyvid preview`: a quick look at a story's film after something was changed."""

from rich.console import Console

from storyvid_dagster.cli.stories import require_story
from storyvid_dagster.core.drawing import DrawingAnalysis
from storyvid_dagster.core.results import AudioResult, ImageResult
from storyvid_dagster.core.story import StoryScript
from storyvid_dagster.ffmpeg import Ffmpeg
from storyvid_dagster.media.documents import read_document
from storyvid_dagster.media.open_store import open_store
from storyvid_dagster.settings import Settings
from storyvid_dagster.stages.extras import make_preview


def show_preview(settings: Settings, run_id: str, scene: int | None) -> None:
    """Draw a story, or one scene, small and without sound, and print where it is.

    Raises:
        StoryvidError: There is no such story or scene, or it cannot be drawn.
    """
    require_story(settings, run_id)
    store = open_store(settings)
    file = make_preview(
        read_document(ImageResult, run_id, store),
        read_document(AudioResult, run_id, store),
        read_document(StoryScript, run_id, store),
        read_document(DrawingAnalysis, run_id, store),
        scene,
        store=store,
        ffmpeg=Ffmpeg.find(settings.ffmpeg),
    )
    Console().print(store.place(file.key), highlight=False, markup=False, soft_wrap=True)
