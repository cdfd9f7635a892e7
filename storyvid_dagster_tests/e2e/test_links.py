"""Links recorded yesterday, after host, port and data folder have changed."""

import json
import os
import re
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import dagster as dg
import numpy as np
import pytest

from storyvid_dagster.defs.instance import open_instance
from storyvid_dagster.defs.metadata import RunPreviews
from storyvid_dagster.media.server import PREFIX
from storyvid_dagster.media.store import MediaStore
from storyvid_dagster_tests.e2e.test_daemon import PATIENCE_S, free_port

ASKED = """{ assetOrError(assetKey: {path: ["drawing"]}) { ... on Asset { assetMaterializations {
  metadataEntries { ... on MarkdownMetadataEntry { mdStr } } } } } }"""


@contextmanager
def serving(data_dir: Path, host: str, **settings: str) -> Iterator[str]:
    """Start the web process of `storyvid up`, and give its address once it answers."""
    port = free_port()
    environment = {
        **os.environ,
        "STORYVID_DATA_DIR": str(data_dir),
        "DAGSTER_HOME": str(data_dir / "dagster"),
        **settings,
    }
    command = [
        sys.executable, "-W", "ignore", "-m", "storyvid_dagster.cli.web",
        "--host", host, "--port", str(port), "--empty-workspace",
    ]  # fmt: skip
    url = f"http://{host}:{port}"
    with (data_dir / "web.log").open("wb") as log:
        process = subprocess.Popen(command, env=environment, stdout=log, stderr=log)
        try:
            deadline_s = time.monotonic() + PATIENCE_S
            while time.monotonic() < deadline_s:
                try:
                    urllib.request.urlopen(f"{url}/dagster/server_info", timeout=10).close()
                    break
                except urllib.error.HTTPError:
                    break  # it answers, if with no
                except (urllib.error.URLError, ConnectionError):
                    time.sleep(0.3)
            yield url
        finally:
            process.terminate()
            process.wait(timeout=30)


def recorded_link(url: str) -> str:
    """Ask the UI what it shows of the drawing, and give the link in it."""
    request = urllib.request.Request(
        f"{url}/dagster/graphql", json.dumps({"query": ASKED}).encode(), {"content-type": "application/json"}
    )
    told = json.load(urllib.request.urlopen(request, timeout=60))
    (made,) = told["data"]["assetOrError"]["assetMaterializations"]
    (link,) = re.findall(r"\]\((.*?)\)", made["metadataEntries"][0]["mdStr"])
    return link


@pytest.mark.slow
def test_yesterdays_pictures_show_on_another_host_port_and_in_another_folder(tmp_path: Path) -> None:
    data_dir = tmp_path / "yesterday"
    showcase = RunPreviews("pip", MediaStore(data_dir), PREFIX)
    shown = showcase.show({"drawing": np.full((90, 120, 3), 200, np.uint8)})
    with open_instance(data_dir / "dagster") as instance:
        instance.report_runless_asset_event(
            dg.AssetMaterialization("drawing", metadata=shown, partition="pip")
        )
    with serving(data_dir, "127.0.0.1") as url:
        link = recorded_link(url)
        yesterday = urllib.request.urlopen(f"{url}{link}", timeout=30).read()
    moved = data_dir.rename(tmp_path / "today")
    with serving(moved, "localhost") as url:
        assert recorded_link(url) == link
        answer = urllib.request.urlopen(f"{url}{link}", timeout=30)
        assert answer.headers["content-type"] == "image/jpeg"
        assert answer.read() == yesterday
        stranger = urllib.request.Request(f"{url}/dagster/graphql", headers={"host": "evil.example"})
        with pytest.raises(urllib.error.HTTPError, match="400"):
            urllib.request.urlopen(stranger, timeout=30)


@pytest.mark.slow
def test_where_each_user_has_a_library_dagsters_ui_is_for_admins(tmp_path: Path) -> None:
    def status(place: str, who: str | None) -> int:
        headers = {"X-Forwarded-User": who} if who else {}
        try:
            return urllib.request.urlopen(urllib.request.Request(url + place, headers=headers)).status
        except urllib.error.HTTPError as error:
            return error.code

    MediaStore(tmp_path).put("videos/pip_final.mp4", b"film")
    with serving(
        tmp_path, "127.0.0.1", STORYVID_USER_HEADER="X-Forwarded-User", STORYVID_ADMINS="head"
    ) as url:
        places = ("/dagster/server_info", "/dagster/graphql?query={version}", "/media/videos/pip_final.mp4")
        for place in places:
            assert [status(place, who) for who in (None, "mia", "head")] == [401, 404, 200], place
        assert [status("/", who) for who in (None, "mia", "head")] == [401, 200, 200]
