"""What the media folders give away over HTTP, and to whom."""

from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from storyvid_dagster.media.server import PREFIX, KnownHosts, media_mount
from storyvid_dagster.media.store import MediaStore

SCRIPT = b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"


@pytest.fixture
def client(store: MediaStore) -> TestClient:
    store.put("videos/pip_final.mp4", bytes(range(100)))
    app = Starlette(routes=[media_mount(store)])
    return TestClient(KnownHosts(app, ["films.example"]), base_url="http://localhost:3000")


def test_a_film_is_given_in_pieces(client: TestClient) -> None:
    answer = client.get(f"{PREFIX}/videos/pip_final.mp4", headers={"range": "bytes=10-19"})
    assert (answer.status_code, answer.content) == (206, bytes(range(10, 20)))
    assert answer.headers["content-type"] == "video/mp4"


@pytest.mark.parametrize(
    ("name", "shown_as"),
    [
        ("a.png", "image/png"), ("a.mp3", "audio/mpeg"), ("a.srt", "application/x-subrip; charset=utf-8"),
        ("a.vtt", "text/vtt; charset=utf-8"), ("a.txt", "text/plain; charset=utf-8"),
    ],
)  # fmt: skip
def test_every_kind_of_file_has_its_type(
    client: TestClient, store: MediaStore, name: str, shown_as: str
) -> None:
    store.put(f"videos/{name}", b"x")
    answer = client.get(f"{PREFIX}/videos/{name}")
    assert answer.headers["content-type"] == shown_as
    assert "content-disposition" not in answer.headers
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "default-src 'none'" in answer.headers["content-security-policy"]


@pytest.mark.parametrize("name", ["x.svg", "x.SVG", "x.html", "x.xhtml", "x.xml", "x"])
def test_what_may_carry_a_script_is_only_given_to_keep(
    client: TestClient, store: MediaStore, name: str
) -> None:
    store.put(f"drawings/{name}", SCRIPT)
    answer = client.get(f"{PREFIX}/drawings/{name}")
    assert answer.content == SCRIPT
    assert answer.headers["content-type"] == "application/octet-stream"
    assert answer.headers["content-disposition"] == "attachment"


@pytest.mark.parametrize(
    "path",
    [
        "documents/pip_upload.json", "cache/paid/aa.json", "dagster/dagster.yaml", "videos/.part-x.mp4",
        ".env", "videos/../documents/pip_upload.json", "videos/%2e%2e/documents/pip_upload.json",
        "videos//etc/passwd", "videos/link.mp4", "videos/", "",
    ],
)  # fmt: skip
def test_nothing_else_of_the_data_folder_is_given(client: TestClient, store: MediaStore, path: str) -> None:
    for key in ("documents/pip_upload.json", "cache/paid/aa.json", "dagster/dagster.yaml", ".env"):
        store.put(key, b"secret")
    (store.root / "videos" / ".part-x.mp4").write_bytes(b"secret")
    (store.root / "videos" / "link.mp4").symlink_to(store.root / "documents" / "pip_upload.json")
    assert client.get(f"{PREFIX}/{path}").status_code == 404


@pytest.mark.parametrize(
    "host", ["localhost:3000", "127.0.0.1:3000", "[::1]", "192.168.0.9", "films.example"]
)
def test_an_address_or_a_known_name_is_answered(client: TestClient, host: str) -> None:
    assert client.get(f"{PREFIX}/videos/pip_final.mp4", headers={"host": host}).status_code == 200


@pytest.mark.parametrize("host", ["evil.example", "evil.example:3000", "127.0.0.1.evil.example", "[::1", ""])
def test_a_name_this_machine_does_not_have_is_refused(client: TestClient, host: str) -> None:
    answer = client.get(f"{PREFIX}/videos/pip_final.mp4", headers={"host": host})
    assert answer.status_code == 400
    assert "STORYVID_ALLOWED_HOSTS" in answer.text


def test_a_folder_that_is_not_there_yet_is_no_error(tmp_path: Path) -> None:
    client = TestClient(Starlette(routes=[media_mount(MediaStore(tmp_path))]))
    assert client.get(f"{PREFIX}/videos/pip_final.mp4").status_code == 404
