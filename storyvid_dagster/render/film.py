"""A storyboard in, a film out: pictures, sound and captions on one timeline, joined and measured."""

import hashlib
import json
import time
import unicodedata
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from pathlib import Path, PurePosixPath

from storyvid_dagster.audio.codec import RATE_HZ, Samples, decode, encode_aac
from storyvid_dagster.audio.effects import EFFECTS_VERSION
from storyvid_dagster.audio.loudness import CEILING_DBFS, TARGET_LUFS, level_to_target
from storyvid_dagster.audio.mix import MUSIC_BELOW_SPEECH_LU, Hush, Placed, mix
from storyvid_dagster.audio.soundscape import lay_sounds
from storyvid_dagster.core import names
from storyvid_dagster.core.beats import turn_of
from storyvid_dagster.core.captions import make_cues, to_srt, to_vtt
from storyvid_dagster.core.files import MadeBy
from storyvid_dagster.core.request import SoundMode
from storyvid_dagster.core.results import VideoResult
from storyvid_dagster.core.room import film_bytes
from storyvid_dagster.core.shot_list import SceneTakes
from storyvid_dagster.core.timeline import Pacing, Shot, Timeline, lay_out
from storyvid_dagster.errors import Interrupted, RenderError
from storyvid_dagster.ffmpeg import Ffmpeg
from storyvid_dagster.glyphs import drawable, unshowable
from storyvid_dagster.images import write_jpeg
from storyvid_dagster.media.checked_cache import caching, is_cached
from storyvid_dagster.ports import Store
from storyvid_dagster.render.caption_box import CaptionBox
from storyvid_dagster.render.cards import paint_title
from storyvid_dagster.render.encoder import ENCODER, Encoder, EncoderSettings, piece
from storyvid_dagster.render.frames import Pictures
from storyvid_dagster.render.inspect import measure_film_sound
from storyvid_dagster.render.join import Parts, Piece, chapters_of, join, verify
from storyvid_dagster.render.segments import plan
from storyvid_dagster.render.shots import card_of, card_size, heard_in, lay_pictures
from storyvid_dagster.render.storyboard import SceneNarration, Storyboard
from storyvid_dagster.render.transitions import Transition

_SOUND_VERSION = 4
"""Raise it when the same clips and music would be mixed otherwise."""
_GENTLE_MUSIC_LU = 4.0
"""So much lower still is the music where nothing may startle."""
_HUSH_DB, _GENTLE_HUSH_DB = 40.0, 12.0
"""So much quieter is all but speech just before the story turns."""
_LOUDNESS_TOLERANCE_LU = 0.5
_HIGHEST_PEAK_DBTP = -1.0
_PEAK_MARGIN_DB = 0.2
"""How much further down the ceiling goes than AAC was over: its overshoot is not the same again."""
_MOST_ENCODINGS = 4

Progress = Callable[[int, int], None]
"""Told how many of the film's frames are ready, and how many there are."""


def render_film(
    board: Storyboard,
    *,
    store: Store,
    ffmpeg: Ffmpeg,
    encoder: EncoderSettings | None = None,
    pacing: Pacing | None = None,
    progress: Progress | None = None,
) -> VideoResult:
    """Make the film of a storyboard, with captions beside it and a poster, in the store.

    Only pieces that are not in the cache yet are drawn and encoded.

    Raises:
        Interrupted: A running ffmpeg was ended from outside.
        RenderError: Something of the storyboard cannot be read, ffmpeg failed, or the finished film
            is not what was planned. No file of the run has changed then.
        NoRoom: The disk has not the room it needs, by estimate.
    """
    try:
        return _render(board, store, ffmpeg, encoder or EncoderSettings(), pacing, progress or _say_nothing)
    except (RenderError, Interrupted) as error:
        raise type(error)(f"film of {board.run_id}: {error}") from error


def _render(
    board: Storyboard,
    store: Store,
    ffmpeg: Ffmpeg,
    settings: EncoderSettings,
    pacing: Pacing | None,
    progress: Progress,
) -> VideoResult:
    began = time.monotonic()
    board.check()
    timeline = lay_out([clip.duration_s for clip in board.spoken], fps=board.fps, pacing=pacing)
    pictures = lay_pictures(board, timeline)
    cues = make_cues(
        (shot.speech_start_frame / board.fps, clip.words)
        for shot, clip in zip(_scenes(timeline), board.spoken, strict=True)
    )
    captions = CaptionBox(cues, board.size, board.fps) if board.burn_captions else None
    encoding = f"{ENCODER} {settings}"
    transition = Transition(board.style, board.size)
    segments = plan(
        timeline,
        pictures,
        size=board.size,
        encoder=encoding,
        transition=transition.name,
        captions=captions,
    )
    works = Encoder(store, settings, board.size, board.fps)
    missing = list({segment.key: segment for segment in segments if not works.is_made(segment)}.values())

    missing_frames = sum(segment.n_frames for segment in missing)
    needed_bytes = film_bytes(board.size, timeline.duration_s, missing_frames / board.fps)
    store.require_room(needed_bytes, f"run {board.run_id}: the film")
    ready = timeline.n_frames - missing_frames
    progress(ready, timeline.n_frames)

    def count(n_frames: int) -> None:
        nonlocal ready
        ready += n_frames
        progress(ready, timeline.n_frames)

    with ThreadPoolExecutor(1, thread_name_prefix="sound") as beside:
        heard = beside.submit(lambda: _measured(_make_sound(board, timeline, store, ffmpeg), store, ffmpeg))
        shown = Pictures(pictures, board.size, transition, captions)
        works.make_missing(missing, shown, on_made=lambda segment: count(segment.n_frames))
        sound = heard.result()

    parts = Parts(
        pieces=tuple(Piece(store.path(piece(segment)), segment.n_frames) for segment in segments),
        sound=store.path(sound.key),
        srt=to_srt(cues),
        title=board.title,
        credits=board.credits,
        chapters=chapters_of(board.title, timeline, [clip.text for clip in board.spoken]),
        fps=board.fps,
    )
    film = names.film(board.run_id)
    with store.writing(film) as path:
        join(parts, path, ffmpeg)
        verify(path, timeline.n_frames, board.fps, ffmpeg)
    return VideoResult(
        run_id=board.run_id,
        title=board.title,
        video=store.describe(film),
        thumbnail=store.put(names.thumbnail(board.run_id), _poster(board, store)),
        srt=store.put(names.subtitles(board.run_id, "srt"), parts.srt.encode()),
        vtt=store.put(names.subtitles(board.run_id, "vtt"), to_vtt(cues).encode()),
        width_px=board.size[0],
        height_px=board.size[1],
        fps=board.fps,
        n_frames=timeline.n_frames,
        duration_s=timeline.duration_s,
        loudness_lufs=sound.loudness_lufs,
        true_peak_dbtp=sound.true_peak_dbtp,
        segments_total=len(segments),
        segments_made=len(missing),
        credits=board.credits,
        shots=tuple(
            SceneTakes(scene=shot.scene, takes=picture.takes)
            for shot, picture in zip(timeline.shots, pictures, strict=True)
            if picture.takes
        ),
        made_by=MadeBy(
            provider="ffmpeg",
            model=f"{ENCODER}, {settings.preset} crf {settings.crf}; {ffmpeg.version()}",
            seconds=time.monotonic() - began,
            notes=_notes(board, sound),
        ),
    )


def _scenes(timeline: Timeline) -> list[Shot]:
    return [shot for shot in timeline.shots if shot.kind == "scene"]


def _make_sound(board: Storyboard, timeline: Timeline, store: Store, ffmpeg: Ffmpeg) -> str:
    """Mix and encode the film's sound unless it is kept already; give its key."""
    n_samples = round(timeline.n_frames * RATE_HZ / timeline.fps)
    starts = [round(shot.speech_start_frame * RATE_HZ / timeline.fps) for shot in _scenes(timeline)]
    heard = [_file_hash(clip.path) for clip in board.spoken]
    music = None if board.sound is SoundMode.VOICE else board.music
    below_lu = MUSIC_BELOW_SPEECH_LU + (_GENTLE_MUSIC_LU if board.sound is SoundMode.GENTLE else 0)
    played = [_file_hash(music), below_lu] if music else None
    hush = hush_in(board, starts)
    sounds = lay_sounds(heard_in(board, timeline), timeline, board.sound)
    origin = [_SOUND_VERSION, EFFECTS_VERSION, n_samples, starts, heard, played, asdict(sounds)]
    origin.append(asdict(hush) if hush else None)
    key = names.cached("sound", hashlib.sha256(json.dumps(origin).encode()).hexdigest(), "m4a")
    if not is_cached(store, key):
        # Nothing is given a name that is not needed later: a long film's sound is large.
        mixed = mix(
            _place(board.spoken, starts, ffmpeg),
            _music(music, ffmpeg),
            n_samples,
            ffmpeg,
            soft=sounds.placed(),
            music_below_speech_lu=below_lu,
            hush=hush,
        )
        with caching(store, key) as path, caching(store, _loudness_note(key)) as note:
            note.write_text(" ".join(map(str, encode_within_peak(mixed, path, ffmpeg))), "ascii")
    return key


def hush_in(board: Storyboard, starts: Sequence[int]) -> Hush | None:
    """Give the silence before the story turns; `None`: it turns nowhere, or there is but speech.

    Args:
        board: The story.
        starts: The sample at which each scene's speech begins.
    """
    turn = turn_of([[word.text for word in clip.words] for clip in board.spoken])
    if turn is None or board.sound is SoundMode.VOICE:
        return None
    scene, word = turn
    at_s = board.spoken[scene - 1].words[word].start_s
    quieter_db = _GENTLE_HUSH_DB if board.sound is SoundMode.GENTLE else _HUSH_DB
    return Hush(starts[scene - 1] + round(at_s * RATE_HZ), quieter_db)


def encode_within_peak(mixed: Samples, path: Path, ffmpeg: Ffmpeg) -> tuple[float, float]:
    """Encode the sound, again with a lower ceiling where AAC put a peak above what a film may have.

    Returns:
        What was measured on the file: loudness in LUFS, true peak in dBTP.
    """
    ceiling_dbfs, encoded = CEILING_DBFS, 0
    while True:
        encode_aac(level_to_target(mixed, ffmpeg, ceiling_dbfs), path, ffmpeg)
        encoded += 1
        lufs, peak_dbtp = measure_film_sound(path, ffmpeg)
        if peak_dbtp <= _HIGHEST_PEAK_DBTP or encoded == _MOST_ENCODINGS:
            return lufs, peak_dbtp
        ceiling_dbfs -= peak_dbtp - _HIGHEST_PEAK_DBTP + _PEAK_MARGIN_DB


@dataclass(frozen=True)
class _Sound:
    """The film's sound as it is kept, and what was measured on it."""

    key: str
    loudness_lufs: float
    true_peak_dbtp: float


def _measured(key: str, store: Store, ffmpeg: Ffmpeg) -> _Sound:
    """Measure a kept sound once: joining copies it bit by bit."""
    note = _loudness_note(key)
    if not is_cached(store, note):
        measured = measure_film_sound(store.path(key), ffmpeg)
        with caching(store, note) as path:
            path.write_text(" ".join(map(str, measured)), "ascii")
    loudness_lufs, true_peak_dbtp = map(float, store.get(note).split())
    return _Sound(key, loudness_lufs, true_peak_dbtp)


def _loudness_note(key: str) -> str:
    return names.cached("loudness", PurePosixPath(key).stem, "txt")


def _music(path: Path | None, ffmpeg: Ffmpeg) -> Samples | None:
    return decode(path, ffmpeg, rate_hz=RATE_HZ, channels=2).samples if path else None


def _place(spoken: Sequence[SceneNarration], starts: Sequence[int], ffmpeg: Ffmpeg) -> list[Placed]:
    return [
        Placed(start, decode(clip.path, ffmpeg, rate_hz=RATE_HZ, channels=1).samples)
        for clip, start in zip(spoken, starts, strict=True)
    ]


def _file_hash(path: Path) -> str:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError as error:
        raise RenderError(f"{path} cannot be read: {error}") from error


def _poster(board: Storyboard, store: Store) -> bytes:
    """Give the title card as a JPEG, from the cache where it is kept."""
    card = card_of(board)
    key = names.cached("posters", hashlib.sha256(f"{card.digest} {board.size}".encode()).hexdigest(), "jpg")
    if not is_cached(store, key):
        with caching(store, key) as path:
            path.write_bytes(write_jpeg(paint_title(card, card_size(board.size))))
    return store.get(key)


def _notes(board: Storyboard, sound: _Sound) -> tuple[str, ...]:
    """Say what a person should know of this film."""
    notes: list[str] = []
    written = f"{board.title} {board.child_name or ''}"
    if unknown := unshowable(written):
        notes.append(f"no font here has {' '.join(unknown)}: the words with them are in Latin letters")
    elif drawable(written) != unicodedata.normalize("NFC", " ".join(written.split())):
        notes.append("the title card leaves out characters no font here has")
    if abs(sound.loudness_lufs - TARGET_LUFS) > _LOUDNESS_TOLERANCE_LU:
        notes.append(f"loudness is {sound.loudness_lufs:.1f} LUFS instead of {TARGET_LUFS:.0f}")
    if sound.true_peak_dbtp > _HIGHEST_PEAK_DBTP:
        notes.append(f"true peak is {sound.true_peak_dbtp:.1f} dBTP, above {_HIGHEST_PEAK_DBTP:.0f}")
    return tuple(notes)


def _say_nothing(ready: int, total: int) -> None:
    """Take progress nobody asked for."""
