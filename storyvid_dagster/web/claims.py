"""What the claims of drawings say: whose each is, and the words it is found by."""

from dataclasses import dataclass, field

from storyvid_dagster.core.story import StoryScript
from storyvid_dagster.errors import MediaError
from storyvid_dagster.intake.uploads import find_upload
from storyvid_dagster.media.documents import read_document
from storyvid_dagster.media.store import MediaStore

_CLAIM, _SCRIPT = "_upload.json", "_story_script.json"


@dataclass(frozen=True)
class Claimed:
    """A claim, as far as lists of stories ask."""

    user: str | None
    words: str
    """Name of the child, folder and file, title: in small letters, with spaces between."""


@dataclass(frozen=True)
class Claims:
    """Reads only what changed since: claims and scripts are known by the time they were written."""

    _read: dict[str, tuple[float, float, Claimed]] = field(
        default_factory=dict[str, tuple[float, float, Claimed]]
    )

    def all(self, store: MediaStore) -> dict[str, Claimed]:
        """Give every claim, by its run_id."""
        times_s = store.times_s("documents", (_CLAIM, _SCRIPT))
        run_ids = [
            key.removeprefix("documents/").removesuffix(_CLAIM) for key in times_s if key.endswith(_CLAIM)
        ]
        known = dict(self._read)
        now = dict[str, tuple[float, float, Claimed]]()
        for run_id in run_ids:
            written_s = (
                times_s[f"documents/{run_id}{_CLAIM}"],
                times_s.get(f"documents/{run_id}{_SCRIPT}", 0.0),
            )
            found = known.get(run_id)
            if found is None or found[:2] != written_s:
                found = (*written_s, _claimed(run_id, store))
            now[run_id] = found
        self._read.update(now)
        for gone in known.keys() - now.keys():
            self._read.pop(gone, None)
        return {run_id: claimed for run_id, (_, _, claimed) in now.items()}

    def found(self, words: str, store: MediaStore) -> set[str]:
        """Give the stories in whose child's name, folder, file name or title every word is found."""
        wanted = words.casefold().split()
        return {
            run_id
            for run_id, claimed in self.all(store).items()
            if all(word in claimed.words for word in wanted)
        }


def _claimed(run_id: str, store: MediaStore) -> Claimed:
    try:
        upload = find_upload(run_id, store)
    except MediaError:  # damaged, which the page of the story tells
        upload = None
    if upload is None:
        return Claimed(None, "")
    try:
        title = read_document(StoryScript, run_id, store).title
    except MediaError:  # not written yet
        title = upload.request.title or ""
    told = (upload.request.child_name or "", upload.source_name, title)
    return Claimed(upload.user, " ".join(told).casefold())
