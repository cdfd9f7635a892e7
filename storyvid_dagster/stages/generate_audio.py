"""A story in; one narration a scene out, spoken side by side."""

import asyncio
from collections.abc import Iterable, Iterator

from storyvid_dagster.audio.codec import encode_mp3
from storyvid_dagster.core import names
from storyvid_dagster.core.pronunciation.romanization import romanized
from storyvid_dagster.core.request import Theme, VoiceType
from storyvid_dagster.core.results import AudioResult, NarrationClip
from storyvid_dagster.core.story import Scene, StoryScript
from storyvid_dagster.ffmpeg import Ffmpeg
from storyvid_dagster.ports import Narrator, SpeechOrder, Store
from storyvid_dagster.stages.concurrency import gather_all
from storyvid_dagster.stages.progress import report


def generate_audio(
    story: StoryScript,
    voice_type: VoiceType,
    run_id: str,
    *,
    narrator: Narrator,
    store: Store,
    ffmpeg: Ffmpeg,
    child_name: str | None = None,
    say_name: str | None = None,
    notes: tuple[str, ...] = (),
) -> AudioResult:
    """Read every scene of a story aloud.

    Args:
        story: What to read.
        voice_type: How to read it.
        run_id: Prefix of the files.
        narrator: Reads it, as many scenes at a time as it can.
        store: Gets the clips as `audio/{run_id}_scene_N.mp3`.
        ffmpeg: Encodes them.
        child_name: As it stands in the story.
        say_name: How a person says it; `None`: as it is spelled.
        notes: For the document.

    Raises:
        ProviderError: The narrator did not deliver; what was spoken by then is kept.
    """
    pace = reading_pace(story.child_age, story.theme)
    total = len(story.scenes)
    texts = {scene.number: scene.text for scene in story.scenes}
    around = {scene.number: scene.first_text or scene.text for scene in story.scenes}
    say_names = {child_name: say_name} if child_name and say_name else {}
    if child_name and not say_name:
        notes = (*notes, *_how_it_is_read(child_name, texts.values()))
    done = 0

    async def narrate(scene: Scene) -> NarrationClip:
        nonlocal done
        speech = await narrator.narrate(
            SpeechOrder(
                scene.text,
                voice_type,
                story.seed,
                pace,
                scene=scene.number,
                before=around.get(scene.number - 1, ""),
                after=around.get(scene.number + 1, ""),
                say_names=say_names,
            )
        )
        key = names.scene_audio(run_id, scene.number)
        with store.writing(key) as path:
            await asyncio.to_thread(encode_mp3, speech.samples, speech.sample_rate, path, ffmpeg)
        done += 1
        report(run_id, "narration", done, total, f"scene {scene.number} read by {speech.made_by.model}")
        return NarrationClip(
            scene=scene.number,
            file=store.describe(key),
            duration_s=len(speech.samples) / speech.sample_rate,
            words=speech.words,
            made_by=speech.made_by.with_notes(notes),
        )

    clips = asyncio.run(gather_all(narrate, story.scenes))
    return AudioResult(run_id=run_id, voice_type=voice_type, clips=clips)


def _how_it_is_read(name: str, texts: Iterable[str]) -> Iterator[str]:
    """Say how a name is read that is not read as it is written, since that may be wrong."""
    said = " ".join(romanized(part) for part in name.split())
    if said != name and any(name in text for text in texts):
        how = f"is read as {said}" if said.strip() else "cannot be read"
        yield f"the name {name} {how}: `say_name` takes another spelling by ear"


def reading_pace(child_age: int, theme: Theme) -> float:
    """Give the speed of reading: slower for the smallest and at bedtime.

    >>> reading_pace(3, Theme.ADVENTURE), reading_pace(8, Theme.BEDTIME)
    (0.9, 0.92)
    """
    by_age = {2: 0.88, 3: 0.9, 4: 0.94, 5: 0.96}.get(child_age, 1.0)
    return round(min(by_age, 0.92) if theme is Theme.BEDTIME else by_age, 2)
