"""Links that show one film to whoever has them: nobody can guess one, and each ends."""

import hmac
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from secrets import token_urlsafe

from pydantic import AwareDatetime

from storyvid_dagster.core import names
from storyvid_dagster.core.files import Document
from storyvid_dagster.core.results import VideoResult
from storyvid_dagster.errors import MediaError, RequestError
from storyvid_dagster.media.documents import load_document, read_document, write_document
from storyvid_dagster.ports import Store

MOST_DAYS = 365


class Share(Document):
    """A link to one film, kept with its story and forgotten with it."""

    run_id: str
    secret: str
    until: AwareDatetime

    @property
    def token(self) -> str:
        """What the link ends in."""
        return f"{self.run_id}.{self.secret}"


@dataclass(frozen=True)
class Shares:
    """The links of the stories of a store, one a story at most."""

    store: Store

    def make(self, run_id: str, days: int) -> Share:
        """Make a link that ends in so many days; the one before ends now.

        Raises:
            RequestError: There is no film yet.
        """
        self._film(run_id)
        share = Share(run_id=run_id, secret=token_urlsafe(32), until=datetime.now(UTC) + timedelta(days=days))
        write_document(share, names.document(run_id, "share"), self.store)
        return share

    def of(self, run_id: str) -> Share | None:
        """Give the link of a story; `None`: it has none, or it has ended."""
        try:
            share = load_document(Share, names.document(run_id, "share"), self.store)
        except MediaError:
            return None
        return share if share.until > datetime.now(UTC) else None

    def revoke(self, run_id: str) -> None:
        """End the link of a story."""
        self.store.delete(names.document(run_id, "share"))

    def film(self, token: str) -> VideoResult | None:
        """Give the film that a link shows; `None`: there is no such link, or no more."""
        run_id, _, secret = token.partition(".")
        try:
            share = self.of(names.check_run_id(run_id))
        except RequestError:
            return None
        if share is None or not hmac.compare_digest(share.secret.encode(), secret.encode()):
            return None
        try:
            return self._film(run_id)
        except RequestError:
            return None

    def _film(self, run_id: str) -> VideoResult:
        try:
            return read_document(VideoResult, run_id, self.store)
        except MediaError as error:
            raise RequestError(f"run {run_id} has no film that could be shown: {error}") from error
