"""Ports for servers that the tests start."""

import random
import socket


def free_ports(count: int) -> tuple[int, ...]:
    """Give free ports of loopback that no client is given by chance.

    Of each, the one 10,000 above is free, too: SeaweedFS takes both.
    """
    found: list[int] = []
    while len(found) < count:
        port = random.SystemRandom().randrange(12_000, 22_000)
        with socket.socket() as low, socket.socket() as high:
            try:
                low.bind(("127.0.0.1", port))
                high.bind(("127.0.0.1", port + 10_000))
            except OSError:
                continue
        found.append(port)
    return tuple(found)
