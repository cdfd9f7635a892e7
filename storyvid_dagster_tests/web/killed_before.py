"""Answers one request as it is imported, so that processes forked then import nothing."""

import tempfile
from pathlib import Path

from storyvid_dagster_tests.web.killed import Asked, Folders, answer

with tempfile.TemporaryDirectory() as folder:
    answer(Folders(Path(folder)), Asked("GET", "/healthz"))
