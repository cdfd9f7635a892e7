"""Where the download of a vendor's picture may lead."""

import asyncio

import httpx2
import pytest

from storyvid_dagster.errors import AnswerLost
from storyvid_dagster.providers.openai.client import require_safe_address


@pytest.mark.parametrize(
    "url",
    [
        "https://files.vendor.example/a.png",
        "http://127.0.0.1:8000/a.png",
        "http://localhost/a.png",
        "http://[::1]/a",
    ],
)
def test_https_and_this_machine_are_followed(url: str) -> None:
    asyncio.run(require_safe_address(httpx2.Request("GET", url)))


@pytest.mark.parametrize(
    "url",
    [
        "http://files.vendor.example/a.png", "https://10.0.0.5/a.png", "https://192.168.1.1/", "https://169.254.169.254/",
        "https://[fe80::1]/", "http://127.0.0.1.vendor.example/",
    ],
)  # fmt: skip
def test_plain_http_and_other_machines_of_this_network_are_not(url: str) -> None:
    with pytest.raises(AnswerLost):
        asyncio.run(require_safe_address(httpx2.Request("GET", url)))
