"""Which stories there are, and what to say of one that there is not."""

import difflib
from collections.abc import Collection

from storyvid_dagster.defs.records import LastRun
from storyvid_dagster.defs.story_states import known_stories
from storyvid_dagster.errors import RequestError
from storyvid_dagster.media.open_store import open_store
from storyvid_dagster.settings import Settings


def stories(settings: Settings) -> dict[str, LastRun | None]:
    """Give every story that Dagster knows or that left a document, with its newest run where there is one."""
    return known_stories(settings.dagster_home, open_store(settings))


def require_story(settings: Settings, run_id: str) -> None:
    """Refuse a run_id that no story has.

    Raises:
        RequestError: There is none; the nearest ones are named.
    """
    known = stories(settings)
    if run_id not in known:
        raise no_such_story(run_id, known)


def no_such_story(run_id: str, known: Collection[str]) -> RequestError:
    """Say that there is no such story, and which come nearest.

    >>> str(no_such_story("5f6c63", ["331d3269", "5f6c63ab"]))
    'there is no story 5f6c63: did you mean 5f6c63ab?'
    """
    if not known:
        return RequestError(
            f"there is no story {run_id}, and no other yet: `storyvid make DRAWING` makes one"
        )
    meant = run_id.strip().lower()
    begins = sorted(other for other in known if meant and other.startswith(meant))
    nearest = begins[:3] or difflib.get_close_matches(meant, known, n=3)
    hint = f"did you mean {' or '.join(nearest)}?" if nearest else "`storyvid status` lists them"
    return RequestError(f"there is no story {run_id}: {hint}")
