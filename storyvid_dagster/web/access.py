"""Who may come in: one password for people, one token for programs, kept as hashes beside the data."""

import hashlib
import hmac
import os
import time
from collections import defaultdict, deque
from collections.abc import Callable
from dataclasses import dataclass, field
from ipaddress import ip_address
from pathlib import Path
from secrets import token_urlsafe
from threading import Lock

import argon2
from argon2.exceptions import VerifyMismatchError
from pydantic import ValidationError

from storyvid_dagster.core.files import Document
from storyvid_dagster.errors import RequestError, SetupError

LEAST_CHARACTERS = 10
SESSION_S = 30 * 86_400
"""How long somebody stays logged in."""
_WINDOW_S = 60.0
_TRIES_EACH, _TRIES_ALL = 5, 30
"""Wrong passwords in a minute, from one address and from all together."""
_FILE = "access.json"


class Access(Document):
    """What is needed to tell who may come in."""

    password_hash: str
    """Argon2id."""
    cookie_key: str
    """Signs cookies; a new password has a new one, which logs everybody out."""
    token_hash: str | None = None
    """SHA-256 of a token of 256 random bits."""

    def session(self, now_s: float) -> str:
        """Give the value of a cookie that lets somebody in."""
        until = str(int(now_s) + SESSION_S)
        return f"{until}.{self._signature(until)}"

    def knows_session(self, cookie: str, now_s: float) -> bool:
        """Tell whether a cookie is one of ours and not over."""
        until, _, signature = cookie.partition(".")
        is_ours = hmac.compare_digest(self._signature(until).encode(), signature.encode())
        return is_ours and until.isdecimal() and now_s < int(until)

    def knows_token(self, token: str) -> bool:
        """Tell whether a program's token is the one that was given out last."""
        found = hashlib.sha256(token.encode()).hexdigest()
        return self.token_hash is not None and hmac.compare_digest(found, self.token_hash)

    def _signature(self, until: str) -> str:
        return hmac.new(self.cookie_key.encode(), until.encode(), hashlib.sha256).hexdigest()


def read_access(data_dir: Path) -> Access | None:
    """Give who may come in; `None`: no password is set, and everybody may who reaches this machine.

    Raises:
        SetupError: The file is damaged: better nobody comes in than everybody.
    """
    path = data_dir / _FILE
    if not path.exists():
        return None
    try:
        return Access.model_validate_json(path.read_bytes())
    except ValidationError as error:
        raise SetupError(f"{path} is damaged: set the password anew with `storyvid password`") from error


def set_password(data_dir: Path, password: str) -> None:
    """Set the password, and log everybody out; the token stays.

    Raises:
        RequestError: It is too short.
    """
    if len(password) < LEAST_CHARACTERS:
        raise RequestError(
            f"a password has at least {LEAST_CHARACTERS} characters; a few words are easy to keep"
        )
    path = data_dir / _FILE
    known = Access.model_validate_json(path.read_bytes()) if _is_readable(path) else None
    made = Access(
        password_hash=argon2.PasswordHasher().hash(password),
        cookie_key=token_urlsafe(32),
        token_hash=known and known.token_hash,
    )
    _write(path, made)


def new_token(data_dir: Path) -> str:
    """Make a token for programs in place of the one before, and give it; only its hash is kept.

    Raises:
        SetupError: There is no password yet.
    """
    known = read_access(data_dir)
    if known is None:
        raise SetupError("set a password first, with `storyvid password`: without one everybody may come in")
    token = token_urlsafe(32)
    hashed = hashlib.sha256(token.encode()).hexdigest()
    _write(data_dir / _FILE, known.model_copy(update={"token_hash": hashed}))
    return token


def require_login(data_dir: Path, host: str) -> None:
    """Refuse to listen where others can reach us before there is a password.

    Raises:
        SetupError: That is so.
    """
    if not _is_loopback(host) and read_access(data_dir) is None:
        raise SetupError(
            f"others could reach {host}, and nobody would be asked who they are: set a password first, with"
            " `storyvid password`"
        )


@dataclass
class Door:
    """Asks for the password, and slows down who guesses."""

    access: Access
    now_s: Callable[[], float] = time.time
    _wrong: dict[str, deque[float]] = field(default_factory=lambda: defaultdict[str, deque[float]](deque))
    _all: deque[float] = field(default_factory=deque[float])
    _one: Lock = field(default_factory=Lock)

    def is_shut(self, address: str) -> bool:
        """Tell whether too many wrong passwords came lately, from an address or from all."""
        start_s = self.now_s() - _WINDOW_S
        for times_s in (self._all, *self._wrong.values()):
            while times_s and times_s[0] < start_s:
                times_s.popleft()
        for known in [known for known, times_s in self._wrong.items() if not times_s]:
            del self._wrong[known]
        return len(self._wrong.get(address, ())) >= _TRIES_EACH or len(self._all) >= _TRIES_ALL

    def opens(self, password: str, address: str) -> bool:
        """Tell whether it is the password; one is checked at a time, since that takes memory on purpose."""
        with self._one:
            if self.is_shut(address):
                return False
            try:
                return argon2.PasswordHasher().verify(self.access.password_hash, password)
            except VerifyMismatchError:
                self._wrong[address].append(self.now_s())
                self._all.append(self.now_s())
                return False


def _is_loopback(host: str) -> bool:
    """Tell whether only this machine reaches an address.

    >>> [_is_loopback(host) for host in ("127.0.0.1", "localhost", "::1", "0.0.0.0", "192.168.1.4", "pc")]
    [True, True, True, False, False, False]
    """
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host == "localhost"


def _is_readable(path: Path) -> bool:
    try:
        Access.model_validate_json(path.read_bytes())
    except (OSError, ValidationError):
        return False
    return True


def _write(path: Path, access: Access) -> None:
    """Write the file whole, for its owner alone."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.{os.getpid()}")
    part.unlink(missing_ok=True)
    with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
        file.write(access.model_dump_json())
    part.replace(path)
