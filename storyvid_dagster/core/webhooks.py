"""Which addresses whoever sends a drawing may have told of its story: those of named hosts alone."""

import re
from collections.abc import Collection

from storyvid_dagster.errors import RequestError

_LONGEST = 500
_URL = re.compile(
    r"(?P<scheme>https?)://(?P<host>[a-z0-9.-]+|\[[0-9a-f:.]+\])(?::(?P<port>[0-9]{1,5}))?(?:[/?][!-~]*)?",
    re.IGNORECASE,
)
"""So narrow that no two programs read another host in it: no user, no escapes, printable ASCII."""
_PORTS = {"http": "80", "https": "443"}


def origin_of(url: str) -> str | None:
    r"""Give scheme, host and port of an address in one spelling; `None`: it is none.

    >>> origin_of("https://Hooks.example/films?a=1"), origin_of("http://[::1]:9000")
    ('https://hooks.example:443', 'http://[::1]:9000')
    >>> origin_of("https://hooks.example@10.0.0.1/"), origin_of("ftp://hooks.example"), origin_of("https://a\\b")
    (None, None, None)
    """
    found = _URL.fullmatch(url) if len(url) <= _LONGEST else None
    if found is None:
        return None
    scheme = found["scheme"].lower()
    return f"{scheme}://{found['host'].lower()}:{found['port'] or _PORTS[scheme]}"


def allowed_origins(hosts: str) -> frozenset[str]:
    """Read a list of hosts with spaces between; each means TLS on its usual port, unless it says otherwise.

    Raises:
        ValueError: One is no host.

    >>> sorted(allowed_origins("hooks.example http://127.0.0.1:9000"))
    ['http://127.0.0.1:9000', 'https://hooks.example:443']
    """
    origins: set[str] = set()
    for host in hosts.split():
        origin = origin_of(host if "://" in host else f"https://{host}")
        if origin is None or host.rstrip("/").count("/") not in {0, 2}:
            raise ValueError(
                f"{host!r} in webhook_hosts is no host, such as `hooks.example` or `http://127.0.0.1:9000`"
            )
        origins.add(origin)
    return frozenset(origins)


def check_webhook_url(url: str, origins: Collection[str]) -> str:
    """Give an address back if it may be told of a story.

    Raises:
        RequestError: It may not.
    """
    if origin_of(url) in origins:
        return url
    raise RequestError(
        f"webhook_url: nobody is told of stories at {origin_of(url) or 'what is no plain http address'} here:"
        " whoever runs this names the hosts that may be told in STORYVID_WEBHOOK_HOSTS"
    )
