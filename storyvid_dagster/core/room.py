"""How much room on the disk a story and its film will need, before they are begun.

Measured on stories of one photo by the embedded engines, everything they left in an empty data folder:

| height, fps | style | age | scenes | film, s | pieces of film, kB/s | a picture, bytes/pixel | all, MB |
|---|---|---|---|---|---|---|---|
| 240, 12 | storybook | 5 | 3 | 108 | 35 | 3.6 | 51 |
| 240, 60 | papercut | 9 | 8 | 220 | 35 | 3.4 | 95 |
| 360, 30 | crayon | 8 | 7 | 208 | 80 | 3.9 | 117 |
| 720, 12 | watercolor | 5 | 6 | 98 | 154 | 2.7 | 98 |
| 1080, 30 | crayon | 5 | 3 | 128 | 373 | 3.0 | 181 |

A second of music is 192 kB, of the film's sound 20 kB, of speech 42 kB and of narration 15 kB. Pieces take
by the second, whatever the frame rate: most of a frame is the frame before. Every figure below is above the
largest that was measured, so that what is begun finds its room.
"""

from storyvid_dagster.core.request import SoundMode, StoryRequest
from storyvid_dagster.core.story import band_for, scenes_for

_PIECE_BYTES = 40_000
_PIECE_BYTES_A_PIXEL = 0.25
"""Of film without sound, a second; and for each pixel of the frame as much more."""
_SOUND_BYTES = 22_000
"""Of the film's sound, a second."""
_MUSIC_BYTES = 192_000
"""Of the music box, a second: 16 bits, 48 kHz, two channels."""
_SPEECH_BYTES = 64_000
"""Of spoken sentences in the cache and of narration, a second."""
_PICTURE_BYTES = 4.0
"""Of a scene's picture with its parts, for each of its pixels; it is kept twice."""
_DRAWING_BYTES = 25_000_000
"""Of the drawing, its page and its figures, and of previews, documents and records."""
_WORD_S = 0.35
"""Of the film, for each word that the longest story for an age may have; it tells about half of them."""


def film_bytes(size: tuple[int, int], duration_s: float, missing_s: float) -> int:
    """Estimate what the making of a film adds to the data folder.

    Args:
        size: (width, height) in pixels.
        duration_s: Length of the film.
        missing_s: Length of those of its pieces that are not in the cache yet.

    >>> film_bytes((1920, 1080), 100, 100) // 1_000_000
    116
    """
    piece_bytes = _PIECE_BYTES + _PIECE_BYTES_A_PIXEL * size[0] * size[1]
    return round(piece_bytes * (missing_s + duration_s) + 2 * _SOUND_BYTES * duration_s)


def story_bytes(request: StoryRequest, height_px: int) -> int:
    """Estimate what a story and its film add to the data folder.

    >>> story_bytes(StoryRequest(child_age=5), 1080) // 1_000_000
    322
    """
    width_px, height_px = request.aspect.size(height_px)
    n_scenes = request.scenes or scenes_for(request.child_age)
    duration_s = _WORD_S * band_for(request.child_age).longest_story
    has_music = request.music == "auto" and request.sound is not SoundMode.VOICE
    sound_bytes = (_SPEECH_BYTES + (_MUSIC_BYTES if has_music else 0)) * duration_s
    pictures_bytes = 2 * _PICTURE_BYTES * width_px * height_px * n_scenes
    film = film_bytes((width_px, height_px), duration_s, duration_s)
    return round(_DRAWING_BYTES + pictures_bytes + sound_bytes + film)
