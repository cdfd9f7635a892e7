"""A real S3-compatible server on loopback: SeaweedFS, with its telemetry off."""

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

import httpx

from storyvid_dagster.errors import StoryvidError
from storyvid_dagster.media.bucket import Bucket, BucketPlace
from storyvid_dagster.media.bucket_store import BucketStore
from storyvid_dagster.media.scratch import FOLDER, Scratch
from storyvid_dagster_tests.servers.ports import free_ports

KEY_ID = "STORYVIDTESTKEYID"
SECRET = "canary-of-the-store-secret"
_STARTS_WITHIN_S = 60


@dataclass
class S3Server:
    """One server with one bucket; it can be killed and started again on the same files."""

    folder: Path
    ports: tuple[int, ...] = field(default_factory=lambda: free_ports(4))
    process: subprocess.Popen[bytes] | None = None

    @property
    def endpoint(self) -> str:
        return f"http://127.0.0.1:{self.ports[0]}"

    def store(self, root: Path, prefix: str, run_id: str | None = None) -> BucketStore:
        """Open a store of this server's bucket whose own folder is `root`."""
        scratch = Scratch(root / FOLDER, most_bytes=1e9)
        return BucketStore(root, run_id, bucket=Bucket(self.place(prefix)), scratch=scratch)

    def place(self, prefix: str = "", bucket: str = "stories") -> BucketPlace:
        return BucketPlace(
            url=f"s3://{bucket}/{prefix}".rstrip("/"),
            endpoint=self.endpoint,
            region="us-east-1",
            key_id=KEY_ID,
            secret=SECRET,
        )

    def environment(self, prefix: str) -> dict[str, str]:
        """Give the settings that choose this store."""
        return {
            "STORYVID_STORE_URL": f"s3://stories/{prefix}",
            "STORYVID_STORE_ENDPOINT": self.endpoint,
            "STORYVID_STORE_KEY_ID": KEY_ID,
            "STORYVID_STORE_SECRET": SECRET,
        }

    def start(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        credentials = [{"accessKey": KEY_ID, "secretKey": SECRET}]
        actions = ["Admin", "Read", "Write", "List", "Tagging"]
        identities = [{"name": "test", "credentials": credentials, "actions": actions}]
        config = self.folder / "s3.json"
        config.write_text(json.dumps({"identities": identities}))
        s3, master, volume, filer = self.ports
        with (self.folder / "log").open("ab") as log:
            self.process = subprocess.Popen(
                [
                    _weed(), "server", f"-dir={self.folder}", "-ip=127.0.0.1", "-ip.bind=127.0.0.1",
                    "-master.telemetry=false", f"-master.port={master}", f"-volume.port={volume}", "-filer",
                    f"-filer.port={filer}", "-s3", f"-s3.port={s3}", f"-s3.config={config}", "-s3.iam=false",
                    "-s3.port.iceberg=0", "-s3.port.lance=0", "-volume.max=20",
                    "-master.volumeSizeLimitMB=64",
                ],
                cwd=self.folder, stdout=log, stderr=log, start_new_session=True,
            )  # fmt: skip
        self._wait_until_it_takes_files()

    def kill(self) -> None:
        """End it as a power cut does."""
        if self.process is not None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
            self.process = None

    def _wait_until_it_takes_files(self) -> None:
        """A port that listens is not enough: a file must be stored."""
        deadline_s = time.monotonic() + _STARTS_WITHIN_S
        while True:
            assert self.process is not None
            assert self.process.poll() is None, (self.folder / "log").read_text()[-2000:]
            with suppress(httpx.HTTPError):
                # The filer makes the bucket, so that the tests sign no request by hand.
                made = httpx.post(f"http://127.0.0.1:{self.ports[3]}/buckets/stories/", trust_env=False)
                if made.is_success or made.status_code == httpx.codes.CONFLICT:  # it has one already
                    with suppress(StoryvidError):
                        Bucket(self.place()).put("ready", b"yes")
                        return
            assert time.monotonic() < deadline_s, (self.folder / "log").read_text()[-2000:]
            time.sleep(0.2)


@contextmanager
def s3_server() -> Iterator[S3Server]:
    """Run a server while the block does."""
    with tempfile.TemporaryDirectory(prefix="s3-", ignore_cleanup_errors=True) as folder:
        server = S3Server(Path(folder))
        try:
            server.start()
            yield server
        finally:
            server.kill()


def _weed() -> str:
    beside = Path(sys.executable).with_name("weed")
    found = str(beside) if beside.is_file() else shutil.which("weed")
    assert found, "`make` installs the program weed"
    return found
