"""Words that put somebody to bed without a verb of sleep."""

import re
from collections.abc import Sequence

from storyvid_dagster.storytelling.template import word_set

_VERBS = word_set("""
    is was are were went goes go going climbed climbs crept creeps got gets slipped slips crawled crawls
    jumped jumps hopped hops snuggled snuggles tucked
""")
_BED = re.compile(
    r"(?:(?!sitting|sat)\w+ ){0,2}(?:in|into|to) (?:(?:the|a|his|her|its|their) )?(?:own )?bed\b"
)


def lies_down(verb: str, after: Sequence[str]) -> bool:
    """Tell whether a verb with the words after it in its clause puts its subject to bed.

    >>> lies_down("goes", ["home", "to", "bed"]), lies_down("was", ["at", "the", "foot", "of", "the", "bed"])
    (True, False)
    """
    return verb in _VERBS and _BED.match(" ".join(after)) is not None
