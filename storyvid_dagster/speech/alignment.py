"""Which stretch of a sentence's phonemes belongs to which word. Pure."""

import re
from collections.abc import Sequence
from difflib import SequenceMatcher
from itertools import accumulate, pairwise

_SOUND = re.compile(r"[^\s.,;:!?…—–'\"“”()^$-]")


def spans(alone: Sequence[str], together: str) -> tuple[tuple[int, int], ...]:
    """Find each word in the phonemes of a whole sentence.

    A front end runs words together ("of the" is one group of phonemes) and spells one word as
    many, so groups cannot be counted. Instead the phonemes of the words said alone are laid
    beside those of the sentence; where the two differ, the difference is shared out evenly.

    Args:
        alone: Phonemes of each word said on its own; may be empty.
        together: Phonemes of the sentence.

    Returns:
        One `(start, stop)` slice of `together` a word: in order, never overlapping, silent marks at
        its ends left out. A word without a sound of its own has an empty slice where it stands.

    >>> ["ʌvðə nˈaɪt"[start:stop] for start, stop in spans(["ˈʌv", "ðə", "nˈaɪt"], "ʌvðə nˈaɪt")]
    ['ʌv', 'ðə', 'nˈaɪt']
    """
    line = " ".join(alone)
    ends = [*accumulate((len(phonemes) + 1 for phonemes in alone), initial=0)]
    cuts = _carried_over([min(end, len(line)) for end in ends], line, together)
    return tuple(_sounding(together, start, stop) for start, stop in pairwise(cuts))


def _carried_over(positions: Sequence[int], source: str, target: str) -> list[int]:
    """Carry ascending positions in `source` to the places in `target` that answer to them."""
    blocks = SequenceMatcher(None, source, target, autojunk=False).get_opcodes()
    carried: list[int] = []
    for position in positions:
        block = next((b for b in blocks if b[1] <= position < b[2]), None)
        if block is None:
            carried.append(len(target) if position else 0)
            continue
        _, start, stop, to_start, to_stop = block
        carried.append(to_start + round((position - start) * (to_stop - to_start) / (stop - start)))
    return carried


def _sounding(phonemes: str, start: int, stop: int) -> tuple[int, int]:
    sounds = [place for place in range(start, stop) if _SOUND.match(phonemes[place])]
    return (sounds[0], sounds[-1] + 1) if sounds else (start, start)
