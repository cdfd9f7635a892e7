"""Text as XML: what it may hold, and spoken words marked in it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

from storyvid_dagster.core.results import WordTime

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True)
class TimedText:
    """What is read from one moment to another; `target` is the id of its element."""

    target: str
    begin_ms: int
    end_ms: int


@dataclass(frozen=True)
class ReadText:
    """Paragraphs with an id at everything that is read."""

    paragraphs: tuple[str, ...]
    """Their content as XHTML."""
    spoken: tuple[TimedText, ...]
    """In reading order, without a gap: from the start of the clip to its end."""


def xml(text: str) -> str:
    r"""Write text as XML has it, in content and in attributes, without what XML cannot hold.

    >>> xml('"Salt & pepper"\x07 <3')
    '&quot;Salt &amp; pepper&quot; &lt;3'
    """
    return escape(_NOT_XML.sub("", text), {'"': "&quot;"})


def mark_words(text: str, words: Sequence[WordTime], duration_ms: int) -> ReadText:
    """Mark the words of a text where they stand, for a reader that shows what is being said.

    A word is shown until the next begins, so that nothing of the clip is left out between them. A word
    the text does not have goes to the one before it; where nothing can be marked, all is one piece.

    >>> mark_words("Up, up!", [WordTime(text="up!", start_s=0.5, end_s=0.9)], 1000).paragraphs
    ('Up, <span id="w1">up!</span>',)
    """
    whole = "\n".join(" ".join(line.split()) for line in _NOT_XML.sub("", text).splitlines() if line.strip())
    pieces: list[str] = []
    starts_ms: list[int] = []
    done = 0
    for word in words:
        said = " ".join(_NOT_XML.sub("", word.text).split())
        at = whole.find(said, done) if said else -1
        if at >= 0:
            starts_ms.append(round(word.start_s * 1000))
            pieces += [xml(whole[done:at]), f'<span id="w{len(starts_ms)}">{xml(said)}</span>']
            done = at + len(said)
    if not 0 < len(starts_ms) <= duration_ms:
        plain = f'<span id="w1">{xml(whole)}</span>'.replace("\n", "<br/>")
        return ReadText((plain,), (TimedText("w1", 0, duration_ms),))
    begins_ms = _rising(starts_ms, duration_ms)
    spoken = (
        TimedText(f"w{number}", begin_ms, end_ms)
        for number, (begin_ms, end_ms) in enumerate(
            zip(begins_ms, [*begins_ms[1:], duration_ms], strict=True), start=1
        )
    )
    return ReadText(tuple("".join([*pieces, xml(whole[done:])]).split("\n")), tuple(spoken))


def _rising(starts_ms: Sequence[int], duration_ms: int) -> list[int]:
    """Begin with the clip and leave each piece at least a millisecond.

    >>> _rising([40, 900, 900, 5000], 1000)
    [0, 900, 901, 999]
    """
    begins_ms = [0]
    for number, start_ms in enumerate(starts_ms[1:], start=1):
        latest_ms = duration_ms - len(starts_ms) + number
        begins_ms.append(min(max(start_ms, begins_ms[-1] + 1), latest_ms))
    return begins_ms
