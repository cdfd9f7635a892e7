"""What a vendor says, made fit to be shown and logged."""

import re

_SHOWN_CHARS = 200


def plain(text: str) -> str:
    r"""Give one short line without control characters and without keys.

    >>> plain("Incorrect API key provided: sk-abc***xyz.\nSee the docs.")
    'Incorrect API key provided: [key]. See the docs.'
    """
    scrubbed = re.sub(r"\b(sk|sess|xi|key)[-_][\w*-]{3,}", "[key]", text)
    return " ".join("".join(c if c.isprintable() else " " for c in scrubbed).split())[:_SHOWN_CHARS]
