"""`storyvid preview`: a quick look at a story's film after something was changed."""

from rich.console import Console

from storyvid_dagster.core import names
from storyvid_dagster.core.drawing import DrawingAnalysis
from storyvid_dagster.core.results import AudioResult, ImageResult
from storyvid_dagster.core.story import StoryScript
from storyvid_dagster.media.store import MediaStore
from storyvid_dagster.render.ffmpeg import Ffmpeg
from storyvid_dagster.settings import Settings
from storyvid_dagster.stages.extras import make_preview


def show_preview(settings: Settings, run_id: str, scene: int | None) -> None:
    """Draw a story, or one scene, small and without sound, and print where it is.

    Raises:
        StoryvidError: There is no such story or scene, or it cannot be drawn.
    """
    names.check_run_id(run_id)
    store = MediaStore(settings.data_dir)

    def document(stage: str) -> bytes:
        return store.get(names.document(run_id, stage))

    file = make_preview(
        ImageResult.model_validate_json(document("scene_images")),
        AudioResult.model_validate_json(document("narration")),
        StoryScript.model_validate_json(document("story_script")),
        DrawingAnalysis.model_validate_json(document("drawing_analysis")),
        scene,
        store=store,
        ffmpeg=Ffmpeg.find(settings.ffmpeg),
    )
    Console().print(str(store.path(file.key)), highlight=False, markup=False, soft_wrap=True)
