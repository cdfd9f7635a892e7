"""In which sizes pictures are ordered."""

SHEET_SIZE = (1024, 1024)
_THREE_SIZES_ONLY = frozenset(["gpt-image-1", "gpt-image-1-mini", "gpt-image-1.5", "chatgpt-image-latest"])
_PRESETS = ((1024, 1024), (1536, 1024), (1024, 1536))


def size_for(model: str, size: tuple[int, int]) -> tuple[int, int]:
    """Choose what to order for a film of `size` (width, height).

    gpt-image-2 and later take any multiples of 16; those before it three sizes. About 1.3 megapixels are
    ordered whatever the film's size: more costs more, and the film is enlarged smoothly.

    >>> size_for("gpt-image-2.6-flare", (1920, 1080)), size_for("gpt-image-2.6-flare", (1080, 1920))
    ((1536, 864), (864, 1536))
    >>> size_for("gpt-image-1.5", (1080, 1920))
    (1024, 1536)
    """
    width, height = size
    if model not in _THREE_SIZES_ONLY:
        if width == height:
            return (1024, 1024)
        return (1536, 864) if width > height else (864, 1536)
    return min(_PRESETS, key=lambda preset: abs(preset[0] / preset[1] - width / height))
