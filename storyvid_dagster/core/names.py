"""Every name the pipeline gives: run ids and the keys of files, made and read back.

A key is a path relative to the data folder with forward slashes, such as
`images/5f6c63ab_scene_1.png`. The media store turns keys into places; nothing else joins paths.
"""

import re
from datetime import date

from storyvid_dagster.errors import RequestError

RUN_FOLDERS = (
    "drawings", "images", "audio", "videos", "extras", "documents", "previews", "uses", "used_plots", "spent",
)  # fmt: skip
"""Folders whose files each belong to one run, named in front."""
SHARED_FOLDERS = frozenset(
    {
        "drawings", "images", "audio", "videos", "extras", "documents", "previews", "uses", "used_plots",
        "anthologies", "cache",
    }
)  # fmt: skip
"""Folders of what stories are made of and made into. The others hold what one machine keeps for itself:
locks, what its inbox remembers, its own ledger."""
ANTHOLOGY_KINDS = ("mp4", "srt", "vtt", "pdf")
_RUN_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,62}")
_SCENE_FILE = re.compile(
    r"(?P<folder>images|audio)/(?P<run_id>[a-z0-9][a-z0-9-]{0,62})_scene_(?P<scene>[1-9]\d*)\.(?P<kind>png|mp3)"
)
_FOLDER_OF_KIND = {"png": "images", "mp3": "audio"}


def check_run_id(run_id: str) -> str:
    """Return `run_id` if it may name files and partitions.

    Raises:
        RequestError: It has other than `a-z 0-9 -`, starts with `-`, or is longer than 63.

    >>> check_run_id("5f6c63ab")
    '5f6c63ab'
    """
    return _checked(run_id, "be a run_id")


def check_anthology(name: str) -> str:
    """Return `name` if an anthology may be called so: the rule of a run_id.

    Raises:
        RequestError: It has other than `a-z 0-9 -`, starts with `-`, or is longer than 63.

    >>> check_anthology("class-3b")
    'class-3b'
    """
    return _checked(name, "name an anthology")


def _checked(name: str, use: str) -> str:
    if not _RUN_ID.fullmatch(name):
        raise RequestError(f"{name!r} cannot {use}: use 1 to 63 of a-z, 0-9 and '-', not starting with '-'")
    return name


def original(run_id: str, extension: str) -> str:
    """Name the upload as it came, `extension` without a dot."""
    return f"drawings/{run_id}_original.{extension}"


def drawing(run_id: str) -> str:
    """Name the upload as an upright RGB PNG.

    >>> drawing("5f6c63ab")
    'drawings/5f6c63ab_drawing.png'
    """
    return f"drawings/{run_id}_drawing.png"


def page(run_id: str) -> str:
    """Name the cleaned page."""
    return f"drawings/{run_id}_page.png"


def figure(run_id: str, number: int) -> str:
    """Name a cut-out figure (RGBA), counted from 1."""
    return f"drawings/{run_id}_figure_{number}.png"


def scene_image(run_id: str, scene: int) -> str:
    """Name the picture of a scene, counted from 1.

    >>> scene_image("5f6c63ab", 1)
    'images/5f6c63ab_scene_1.png'
    """
    return f"images/{run_id}_scene_{scene}.png"


def scene_part(run_id: str, scene: int, part: str, extension: str = "png") -> str:
    """Name a part the picture of a scene can be put together from: `backdrop`, `near`, `figure_2`, ...

    >>> scene_part("5f6c63ab", 1, "near", "webp")
    'images/5f6c63ab_scene_1_near.webp'
    """
    return f"images/{run_id}_scene_{scene}_{part}.{extension}"


def scene_audio(run_id: str, scene: int) -> str:
    """Name the narration of a scene, counted from 1.

    >>> scene_audio("5f6c63ab", 1)
    'audio/5f6c63ab_scene_1.mp3'
    """
    return f"audio/{run_id}_scene_{scene}.mp3"


def parse_scene_file(key: str) -> tuple[str, int] | None:
    """Undo `scene_image` and `scene_audio`; `None` for any other key.

    >>> parse_scene_file("audio/5f6c63ab_scene_12.mp3")
    ('5f6c63ab', 12)
    """
    match = _SCENE_FILE.fullmatch(key)
    if match is None or _FOLDER_OF_KIND[match["kind"]] != match["folder"]:
        return None
    return match["run_id"], int(match["scene"])


def film(run_id: str) -> str:
    """Name the finished film.

    >>> film("5f6c63ab")
    'videos/5f6c63ab_final.mp4'
    """
    return f"videos/{run_id}_final.mp4"


def subtitles(run_id: str, kind: str) -> str:
    """Name the captions beside the film; `kind` is `srt` or `vtt`."""
    return f"videos/{run_id}_final.{kind}"


def thumbnail(run_id: str) -> str:
    """Name the film's poster."""
    return f"videos/{run_id}_thumb.jpg"


def extra(run_id: str, what: str, extension: str) -> str:
    """Name something made beside the film: a teaser, a book, ...

    >>> extra("5f6c63ab", "book", "pdf")
    'extras/5f6c63ab_book.pdf'
    """
    return f"extras/{run_id}_{what}.{extension}"


def anthology(name: str, kind: str) -> str:
    """Name a file of an anthology; `kind` is one of `ANTHOLOGY_KINDS`. It belongs to no run.

    >>> anthology("class-3b", "mp4")
    'anthologies/class-3b.mp4'
    """
    return f"anthologies/{name}.{kind}"


def preview(run_id: str, what: str, extension: str = "jpg") -> str:
    """Name a small picture or a text that the UI shows or links."""
    return f"previews/{run_id}_{what}.{extension}"


def document(run_id: str, stage: str) -> str:
    """Name the JSON document a stage leaves.

    >>> document("5f6c63ab", "story_script")
    'documents/5f6c63ab_story_script.json'
    """
    return f"documents/{run_id}_{stage}.json"


def cached(kind: str, digest: str, extension: str) -> str:
    """Name an entry of the content-addressed cache."""
    return f"cache/{kind}/{digest[:2]}/{digest}.{extension}"


def parse_cached(key: str) -> tuple[str, str] | None:
    """Give the kind and the digest of a file of the cache; `None` for any other key.

    >>> parse_cached("cache/pictures/ab/abcd.backdrop.jpg")
    ('pictures', 'abcd')
    """
    match = re.fullmatch(r"cache/([a-z]+)/[0-9a-f]{2}/([0-9a-f]+)\..+", key)
    return (match[1], match[2]) if match else None


def cache_uses(run_id: str) -> str:
    """Name the list of cache entries that a run touched."""
    return f"uses/{run_id}_cache.txt"


def cache_use(run_id: str, key: str) -> str:
    """Name the mark that a run touched a cache entry, where a store cannot lengthen a list.

    >>> cache_use("5f6c63ab", "cache/speech/ab/abcd.flac")
    'uses/5f6c63ab_cache/speech/ab/abcd.flac'
    """
    return f"uses/{run_id}_{key}"


def parse_cache_use(key: str) -> str | None:
    """Give the cache entry that a mark is of; `None` for any other key."""
    match = re.fullmatch(r"uses/[^_/]+_(cache/.+)", key)
    return match and match[1]


def used_plot(run_id: str, plot: str) -> str:
    """Name the note that the story of a run tells a plot.

    >>> used_plot("5f6c63ab", "small-gray-cloud")
    'used_plots/5f6c63ab_small-gray-cloud.txt'
    """
    return f"used_plots/{run_id}_{plot}.txt"


def parse_used_plot(key: str) -> tuple[str, str] | None:
    """Undo `used_plot`; `None` for any other key."""
    run_id, underscore, plot = key.removeprefix("used_plots/").removesuffix(".txt").partition("_")
    return (run_id, plot) if underscore and used_plot(run_id, plot) == key else None


def inbox(what: str) -> str:
    """Name something that the inbox keeps for itself, of no run."""
    return f"inbox/{what}"


def remembered(what: str, digest: str) -> str:
    """Name something learned of a vendor's account, by the account's hash."""
    return f"remembered/{what}_{digest}.txt"


def reservation(digest: str) -> str:
    """Name the note that a paid order is on its way."""
    return f"reservations/{digest}.json"


def parse_reservation(key: str) -> str | None:
    """Undo `reservation`; `None` for any other key."""
    match = re.fullmatch(r"reservations/([0-9a-f]{64})\.json", key)
    return match and match[1]


def order_lock(digest: str) -> str:
    """Name the lock file of a paid order."""
    return f"locks/{digest[:32]}"


def is_order_lock(key: str) -> bool:
    """Tell whether a key is one of `order_lock`."""
    return re.fullmatch(r"locks/[0-9a-f]{32}", key) is not None


def lost(digest: str) -> str:
    """Name the list of an order's answers that were lost."""
    return f"lost/{digest}.json"


def ledger(day: date) -> str:
    """Name the ledger of a day.

    >>> ledger(date(2026, 11, 24))
    'ledger/2026-11-24.jsonl'
    """
    return f"ledger/{day.isoformat()}.jsonl"


def parse_ledger(key: str) -> date | None:
    """Undo `ledger`; `None` for any other key."""
    match = re.fullmatch(r"ledger/(\d{4}-\d{2}-\d{2})\.jsonl", key)
    return date.fromisoformat(match[1]) if match else None


def day_total(day: date) -> str:
    """Name the sum of a day's charges."""
    return f"ledger/{day.isoformat()}_total.json"


def run_total(run_id: str) -> str:
    """Name the sums of a run's charges."""
    return f"spent/{run_id}_total.json"


def owner(key: str) -> str | None:
    """Name the run a key belongs to: the part before the first `_`; `None` for cache entries and others.

    >>> owner("videos/5f6c63ab_final.mp4"), owner("cache/speech/ab/abcd.flac")
    ('5f6c63ab', None)
    """
    folder, _, name = key.partition("/")
    if folder not in RUN_FOLDERS:
        return None
    run_id, underscore, _ = name.partition("_")
    return run_id if underscore and _RUN_ID.fullmatch(run_id) else None
