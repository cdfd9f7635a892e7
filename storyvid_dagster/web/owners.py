"""Whose story is whose, where each user has a library of their own."""

from dataclasses import dataclass, field

from storyvid_dagster.core import names
from storyvid_dagster.errors import MediaError
from storyvid_dagster.intake.anthologies import belongs_to
from storyvid_dagster.intake.uploads import find_upload
from storyvid_dagster.media.store import MediaStore
from storyvid_dagster.web.claims import Claims


@dataclass(frozen=True)
class Owners:
    """Reads the owner of a story from the claim of its drawing."""

    store: MediaStore
    claims: Claims = field(default_factory=Claims)

    def of(self, run_id: str) -> str | None:
        """Give the user whose story it is; `None`: nobody's, such as one of the upload folder."""
        try:
            upload = find_upload(run_id, self.store)
        except MediaError:
            return None
        return upload and upload.user

    def run_ids_of(self, user: str) -> set[str]:
        """Give the stories of a user."""
        claims = self.claims.all(self.store)
        return {run_id for run_id, claimed in claims.items() if claimed.user == user}


@dataclass(frozen=True)
class User:
    """Who asks, and what they may see: their own, or everything as an admin."""

    name: str
    is_admin: bool
    owners: Owners

    def sees(self, run_id: str) -> bool:
        """Tell whether a story is theirs to see."""
        return self.is_admin or self.owners.of(run_id) == self.name

    def run_ids(self) -> set[str] | None:
        """Give the stories that are theirs to see; `None`: all."""
        return None if self.is_admin else self.owners.run_ids_of(self.name)

    def sees_anthology(self, name: str) -> bool:
        """Tell whether an anthology is theirs to see."""
        return self.is_admin or belongs_to(name, self.name)

    def sees_file(self, key: str) -> bool:
        """Tell whether a file of the store is theirs to see; one that belongs to no story is nobody's."""
        if self.is_admin:
            return True
        folder, _, name = key.partition("/")
        if folder == "anthologies":
            return self.sees_anthology(name.partition(".")[0])
        run_id = names.owner(key)
        return run_id is not None and not {"/", "\\"} & set(name) and self.sees(run_id)
