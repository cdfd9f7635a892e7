"""Spoken words with their times to captions, and captions to SRT and WebVTT."""

import html
import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from storyvid_dagster.core.results import WordTime

MAX_LINE_CHARS = 38
MAX_LINES = 2
MIN_CUE_MS = 1000
MAX_CUE_MS = 6000
MIN_GAP_MS = 80
"""Two frames at 25 a second: enough for the eye to notice that the text changed."""

_LETTER, _LETTER_NARROW = 0.05, 0.046
"""Size of letters in the picture, in parts of the shorter side: of a wide film, and of one held upright."""
_FOOT, _FOOT_NARROW = 0.955, 0.90
"""Lower edge of captions, in parts of the height: above what a phone lays over an upright film."""
LEADING = 1.3
"""Height of a line, in letters."""
PADDING = 0.55
"""Room between the letters and the edge of their ground, in letters."""

_LINGER_MS = 500
_LEANING = frozenset([
    "a", "an", "the", "and", "but", "or", "so", "to", "of", "in", "on", "at", "by", "for", "from",
    "with", "into", "as", "my", "your", "his", "her", "its", "our", "their", "is", "was", "are",
    "were", "be", "i", "he", "she", "it", "we", "they", "you", "very", "one", "two", "three",
])  # fmt: skip
"""Words that belong to the next one: no good place to end a line."""
_JOINING = frozenset([
    "and", "but", "or", "so", "because", "when", "while", "then", "that", "who", "where", "until",
    "as", "with",
])  # fmt: skip
"""Words that begin a phrase: a good place to begin a line."""

_STAMP = re.compile(r"<([\d:.]+)>")
"""The time of a word in WebVTT; a `<` that was spoken is escaped."""

Clip = tuple[float, Sequence[WordTime]]
"""When a clip starts in the film, in seconds, and its words, timed from the clip's start."""


@dataclass(frozen=True)
class Cue:
    """One caption."""

    start_ms: int
    end_ms: int
    lines: tuple[str, ...]
    word_starts_ms: tuple[int, ...] = ()
    """When each word of the lines, as they stand between spaces, is said; empty: not known."""

    def spoken_at(self, time_ms: float) -> int:
        """Count the word that is being said, from 0; -1 before the first.

        >>> Cue(0, 900, ("Hop", "hop!"), (100, 500)).spoken_at(300)
        0
        """
        return bisect_right(self.word_starts_ms, time_ms) - 1


@dataclass(frozen=True)
class CaptionPlace:
    """Where captions are laid over the pictures of a film; pixels of the frame."""

    letter: float
    """Size of letters that fit."""
    foot_y: float
    """Lower edge of their ground."""

    @property
    def top_y(self) -> float:
        """Highest their ground reaches: nobody's face or feet are below it."""
        return self.foot_y - self.ground_height(MAX_LINES, self.letter)

    @staticmethod
    def ground_height(lines: int, letter: float) -> float:
        """Give the height of the ground of so many lines."""
        return (lines * LEADING + 1.1 * PADDING) * letter


def caption_place(size: tuple[int, int]) -> CaptionPlace:
    """Give where captions are in a frame of `size` (width, height).

    >>> place = caption_place((1920, 1080))
    >>> round(place.letter), round(place.top_y), round(place.foot_y)
    (54, 858, 1031)
    """
    width, height = size
    narrow = height > 1.1 * width
    letter = (_LETTER_NARROW if narrow else _LETTER) * min(width, height)
    return CaptionPlace(letter, (_FOOT_NARROW if narrow else _FOOT) * height)


def make_cues(clips: Iterable[Clip]) -> tuple[Cue, ...]:
    """Cut the words of each clip into captions of at most two lines, at the ends of phrases.

    Every word is in exactly one caption, captions never overlap, and each lasts 1 to 6 seconds.
    A caption appears with its first word; when speech is too fast for that rule, later ones wait.

    >>> make_cues([(2.0, [WordTime(text="Hello!", start_s=0.1, end_s=0.5)])])
    (Cue(start_ms=2100, end_ms=3100, lines=('Hello!',), word_starts_ms=(2100,)),)
    """
    groups = [
        [
            (round((offset_s + word.start_s) * 1000), round((offset_s + word.end_s) * 1000), text)
            for text, word in said
        ]
        for offset_s, words in clips
        for said in _group([(" ".join(word.text.split()), word) for word in words])
    ]
    cues: list[Cue] = []
    earliest = 0
    for group, following in zip(groups, [*groups, None][1:], strict=True):
        start = max(group[0][0], earliest)
        latest = start + MAX_CUE_MS if following is None else following[0][0] - MIN_GAP_MS
        end = min(group[-1][1] + _LINGER_MS, latest, start + MAX_CUE_MS)
        end = max(end, start + MIN_CUE_MS)
        lines = break_lines([text for _, _, text in group])
        starts = [word_start for word_start, _, text in group for _ in text.split()]
        cues.append(Cue(start, end, lines, tuple(starts)))
        earliest = end + MIN_GAP_MS
    return tuple(cues)


def break_lines(words: Sequence[str]) -> tuple[str, ...]:
    """Set words in one line, or in two where that reads best."""
    whole = " ".join(words)
    if len(whole) <= MAX_LINE_CHARS:
        return (whole,)
    if len(words) == 1:
        return (whole,)
    at = min(range(1, len(words)), key=lambda k: _line_cost(words, k))
    return " ".join(words[:at]), " ".join(words[at:])


def to_srt(cues: Iterable[Cue]) -> str:
    """Write captions as SubRip."""
    blocks = (
        f"{number}\n{_clock(cue.start_ms, ',')} --> {_clock(cue.end_ms, ',')}\n"
        + "\n".join(_plain(line) for line in cue.lines)
        for number, cue in enumerate(cues, start=1)
    )
    return "\n\n".join(blocks) + "\n"


def to_vtt(cues: Iterable[Cue]) -> str:
    """Write captions as WebVTT, with the time of every word after the first in them.

    A player that knows `::cue(:past)` and `::cue(:future)` shows which word is being read.
    """
    blocks = (
        f"{_clock(cue.start_ms, '.')} --> {_clock(cue.end_ms, '.')}\n" + "\n".join(_timed(cue))
        for cue in cues
    )
    return "\n\n".join(["WEBVTT", *blocks]) + "\n"


def read_vtt(vtt: str) -> tuple[Cue, ...]:
    """Undo `to_vtt`, as far as it tells: a word without a time of its own has that of the word before.

    >>> read_vtt(to_vtt([Cue(100, 900, ("Hop & hop!",), (100, 300, 500))]))
    (Cue(start_ms=100, end_ms=900, lines=('Hop & hop!',), word_starts_ms=(100, 300, 500)),)
    """
    return tuple(_read_cue(block) for block in vtt.rstrip("\n").split("\n\n")[1:])


def shift(cues: Iterable[Cue], by_ms: int, *, until_ms: int) -> tuple[Cue, ...]:
    """Give the captions of a film that starts `by_ms` into a longer one and is over at `until_ms`.

    >>> shift([Cue(100, 900, ("Hop!",), (100,))], 5000, until_ms=5800)
    (Cue(start_ms=5100, end_ms=5800, lines=('Hop!',), word_starts_ms=(5100,)),)
    """
    return tuple(
        replace(
            cue,
            start_ms=cue.start_ms + by_ms,
            end_ms=min(cue.end_ms + by_ms, until_ms),
            word_starts_ms=tuple(start_ms + by_ms for start_ms in cue.word_starts_ms),
        )
        for cue in cues
        if cue.start_ms + by_ms < until_ms
    )


def _read_cue(block: str) -> Cue:
    times, *lines = block.split("\n")
    start_ms, end_ms = map(_ms, times.split(" --> "))
    starts_ms: list[int] = []
    for word in " ".join(lines).split(" "):
        stamp = _STAMP.match(word)
        starts_ms.append(_ms(stamp[1]) if stamp else starts_ms[-1] if starts_ms else start_ms)
    plain = tuple(html.unescape(_STAMP.sub("", line)) for line in lines)
    return Cue(start_ms, end_ms, plain, tuple(starts_ms))


def _timed(cue: Cue) -> Iterator[str]:
    """Give the lines of a cue with a time stamp before each word that is said within it."""
    starts = iter(cue.word_starts_ms)
    last_ms = cue.start_ms
    for line in cue.lines:
        words: list[str] = []
        for word in line.split(" "):
            start_ms = next(starts, last_ms)
            # Time stamps have to grow, and to lie within the cue.
            if last_ms < start_ms < cue.end_ms:
                words.append(f"<{_clock(start_ms, '.')}>{_escaped(word)}")
                last_ms = start_ms
            else:
                words.append(_escaped(word))
        yield " ".join(words)


def _group(words: Sequence[tuple[str, WordTime]]) -> list[list[tuple[str, WordTime]]]:
    """Cut one clip's words into captions: of all ways to cut, the one that costs least."""
    words = [pair for pair in words if pair[0]]
    texts = [text for text, _ in words]

    def cost(first: int, last: int) -> float:
        """Judge a caption of `words[first:last]` by its place, length and time."""
        text = " ".join(texts[first:last])
        begins = words[first][1].start_s
        spoken_ms = (words[last - 1][1].end_s - begins) * 1000
        shown_ms = (words[last][1].start_s - begins) * 1000 - MIN_GAP_MS if last < len(words) else MIN_CUE_MS
        too_short = 200.0 * (shown_ms < MIN_CUE_MS)
        too_long = 50.0 * (spoken_ms > MAX_CUE_MS)
        ending = 3 * _boundary_cost(texts, last)
        return 6 + ending + too_short + too_long + 4 * (len(text) < MAX_LINE_CHARS / 2)

    @cache
    def cheapest(last: int) -> tuple[float, int]:
        """Give the cost of cutting `words[:last]`, and where its last caption begins."""
        if last == 0:
            return 0.0, 0
        firsts = [last - 1]
        while firsts[-1] > 0 and _fits(texts[firsts[-1] - 1 : last]):
            firsts.append(firsts[-1] - 1)
        return min((cheapest(first)[0] + cost(first, last), first) for first in firsts)

    for last in range(1, len(words)):
        cheapest(last)  # from the front, so that long texts do not nest deeply
    groups: list[list[tuple[str, WordTime]]] = []
    last = len(words)
    while last:
        first = cheapest(last)[1]
        groups.append(list(words[first:last]))
        last = first
    return groups[::-1]


def _fits(words: Sequence[str]) -> bool:
    lines = break_lines(words)
    return len(words) == 1 or (len(lines) <= MAX_LINES and max(map(len, lines)) <= MAX_LINE_CHARS)


def _line_cost(words: Sequence[str], at: int) -> float:
    first, second = len(" ".join(words[:at])), len(" ".join(words[at:]))
    over = max(0, first - MAX_LINE_CHARS) + max(0, second - MAX_LINE_CHARS)
    return 1000 * over + abs(first - second) / 4 + 3 * _boundary_cost(words, at)


def _boundary_cost(words: Sequence[str], at: int) -> float:
    """Judge a break before `words[at]`: 0 after a sentence, more inside a phrase."""
    if at == len(words):
        return 0
    before, after = words[at - 1], words[at].casefold().strip("\"'“‘(")
    closing = before.rstrip("\"'”’)")[-1:]
    if closing in ".!?…":
        return 0
    if closing in ",;:—–":
        return 1
    if before.casefold() in _LEANING:
        return 6
    return 2 if after in _JOINING else 4


def _clock(time_ms: int, point: str) -> str:
    """Write a time as captions have it.

    >>> _clock(3_723_004, ",")
    '01:02:03,004'
    """
    seconds, ms = divmod(time_ms, 1000)
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}{point}{ms:03}"


def _ms(clock: str) -> int:
    """Read a time as WebVTT has it.

    >>> _ms("01:02:03.004")
    3723004
    """
    hours, minutes, seconds = clock.split(":")
    return (int(hours) * 60 + int(minutes)) * 60_000 + round(float(seconds) * 1000)


def _plain(text: str) -> str:
    """Keep players from taking text for SubRip's mark-up, which has no escapes: part it invisibly."""
    return re.sub(r"([<{])(?=[a-zA-Z/\\])", "\\1\u2060", text.replace("-->", "--\u2060>"))


def _escaped(text: str) -> str:
    """Escape text as WebVTT wants it."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
