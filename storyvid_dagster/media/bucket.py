"""A bucket of an S3-compatible store: keys in, bytes out, faults in words. Nothing else speaks to one."""

import re
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from storyvid_dagster.errors import SetupError, StoreUnavailable

if TYPE_CHECKING:
    from obstore import ObjectMeta
    from obstore.store import S3Store

_URL = re.compile(r"s3://(?P<bucket>[a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(/(?P<prefix>[^?#]*))?")
_RETRY_FOR = timedelta(seconds=30)
_CHUNK_BYTES = 1 << 20
_REASON = re.compile(r"<Code>(\w+)</Code>")
_PLAIN_REASONS = {
    "timed out": ("TimedOut", "timed out", "Timeout", "deadline"),
    "nothing answers there": ("ConnectError", "Connection refused", "ConnectionRefused", "dns error"),
    "the connection broke off": ("IncompleteMessage", "ConnectionReset", "BrokenPipe", "closed"),
}


@dataclass(frozen=True)
class BucketPlace:
    """Where a bucket is, and who may use it."""

    url: str
    """`s3://bucket` or `s3://bucket/prefix`."""
    endpoint: str = ""
    """Such as `https://s3.example.org`; empty: Amazon's own."""
    region: str = "us-east-1"
    key_id: str | None = field(default=None, repr=False)
    secret: str | None = field(default=None, repr=False)
    """`None`, like the id: whatever the machine itself may use, such as the role of a virtual machine."""
    timeout_s: float = 30
    most_retries: int = 8

    @property
    def bucket(self) -> str:
        """Its name."""
        return self._parts()["bucket"]

    @property
    def prefix(self) -> str:
        """What all keys in it begin with; empty, or without a slash at its ends."""
        return (self._parts()["prefix"] or "").strip("/")

    def _parts(self) -> re.Match[str]:
        found = _URL.fullmatch(self.url)
        if found is None:
            raise SetupError(f"STORYVID_STORE_URL is {self.url!r}: write s3://bucket or s3://bucket/prefix")
        return found


@dataclass(frozen=True)
class Stored:
    """What a bucket has under a key."""

    key: str
    size_bytes: int
    changed_s: float
    """When it was written, in seconds since the epoch by the store's clock."""
    e_tag: str
    """Differs for other bytes."""


class Bucket:
    """Files by their keys. Every write is whole or absent, and can be read as soon as it returns.

    Raises:
        StoreUnavailable: It does not answer; the same may well work later.
        SetupError: It answers, and does not let us.
    """

    def __init__(self, place: BucketPlace) -> None:
        self.place = place
        self._store = _open(place)

    def __repr__(self) -> str:
        return f"Bucket({self.place.url})"

    def find(self, key: str) -> Stored | None:
        """Look for a file; `None` where there is none."""
        import obstore

        with self._telling(f"look for {key}"):
            try:
                return _stored(key, obstore.head(self._store, key))
            except FileNotFoundError:
                return None

    def get(self, key: str) -> bytes | None:
        """Read a file; `None` where there is none."""
        import obstore

        with self._telling(f"read {key}"):
            try:
                return bytes(obstore.get(self._store, key).bytes())
            except FileNotFoundError:
                return None

    def chunks(self, key: str) -> Iterator[bytes]:
        """Read a file piece by piece.

        Raises:
            FileNotFoundError: There is none.
        """
        import obstore

        with self._telling(f"read {key}"):
            yield from obstore.get(self._store, key).stream(_CHUNK_BYTES)

    def download(self, found: Stored, path: Path) -> bool:
        """Write the file that was found to a path; tell whether it still was that one."""
        import obstore

        with self._telling(f"read {found.key}"):
            try:
                got = obstore.get(self._store, found.key)
                if got.meta["e_tag"] != found.e_tag:
                    return False
                with path.open("wb") as copy:
                    for chunk in got.stream(_CHUNK_BYTES):
                        copy.write(chunk)
            except FileNotFoundError:
                return False
        return path.stat().st_size == found.size_bytes

    def put(self, key: str, data: bytes | Path) -> str:
        """Write a file whole, replacing what was there; give its e_tag."""
        import obstore

        with self._telling(f"write {key}"):
            return obstore.put(self._store, key, data, mode="overwrite")["e_tag"] or ""

    def create(self, key: str, data: bytes | Path) -> bool:
        """Write a file unless there is one; tell whether it was written. Of several at once, one wins."""
        import obstore
        from obstore.exceptions import AlreadyExistsError

        with self._telling(f"write {key}"):
            try:
                obstore.put(self._store, key, data, mode="create", use_multipart=False)
            except AlreadyExistsError:
                return False
        return True

    def delete(self, key: str) -> None:
        """Remove a file; a missing one is no error."""
        import obstore

        with self._telling(f"delete {key}"):
            try:
                obstore.delete(self._store, key)
            except FileNotFoundError:
                return

    def list(self, folder: str, *, after: str | None = None) -> Iterator[Stored]:
        """List the files below a folder, sorted; `after`: those whose keys come after it."""
        import obstore

        with self._telling(f"list {folder}"):
            pages = obstore.list(self._store, folder, offset=after)  # pyright: ignore[reportUnknownMemberType]
            for page in pages:
                for meta in page:
                    yield _stored(str(meta["path"]), meta)

    @contextmanager
    def _telling(self, what: str) -> Generator[None]:
        from obstore.exceptions import BaseError

        try:
            yield
        except (BaseError, PermissionError) as error:
            # What the library says repeats the request and the answer, in which keys may stand.
            said = str(error)
        else:
            return
        self._tell(what, said)

    def _tell(self, what: str, said: str) -> NoReturn:
        code = match[1] if (match := _REASON.search(said)) else ""
        at = f"the store {self.place.url}" + (f" at {self.place.endpoint}" if self.place.endpoint else "")
        if code in {"NoSuchBucket"}:
            raise SetupError(f"{at}: there is no such bucket: make it, or mend STORYVID_STORE_URL")
        if code in _REFUSALS or "Unauthenticated" in said or "PermissionDenied" in said:
            raise SetupError(
                f"{at} does not let us {what} ({code or 'access denied'}): look at STORYVID_STORE_KEY_ID,"
                " STORYVID_STORE_SECRET, and what they may do in that bucket"
            )
        why = code or next(
            (plain for plain, hints in _PLAIN_REASONS.items() if any(hint in said for hint in hints)),
            "it failed there",
        )
        raise StoreUnavailable(
            f"{at} did not {what}: {why}. What is made so far is kept; it is tried again by itself, and if"
            " that does not help, look whether the store is up (`storyvid doctor`)"
        )


_REFUSALS = {"AccessDenied", "InvalidAccessKeyId", "SignatureDoesNotMatch", "AllAccessDisabled", "Forbidden"}


def _open(place: BucketPlace) -> "S3Store":
    try:
        from obstore.store import S3Store
    except ImportError as error:
        raise SetupError(
            "STORYVID_STORE_URL is set, and what speaks to such a store is not installed:"
            " `pip install 'storyvid-dagster[scale]'`"
        ) from error
    more: dict[str, Any] = {}
    if place.endpoint:
        more |= {"endpoint": place.endpoint, "virtual_hosted_style_request": False}
    if place.key_id is not None and place.secret is not None:
        more |= {"access_key_id": place.key_id, "secret_access_key": place.secret}
    return S3Store(
        place.bucket,
        prefix=place.prefix or None,
        region=place.region,
        checksum_algorithm="SHA256",
        conditional_put="etag",
        client_options={
            "timeout": f"{place.timeout_s:g}s",
            "connect_timeout": "5s",
            "allow_http": place.endpoint.startswith("http://"),
        },
        retry_config={"max_retries": place.most_retries, "retry_timeout": _RETRY_FOR},
        **more,
    )


def _stored(key: str, meta: "ObjectMeta") -> Stored:
    return Stored(key, meta["size"], meta["last_modified"].timestamp(), meta["e_tag"] or "")
