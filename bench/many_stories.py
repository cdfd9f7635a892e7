"""What stays quick where there are very many stories: the sensor, pages, metrics, status, the night.

Run as `python -m bench.many_stories [stories ...]`; it is not part of `make bench`, since a hundred thousand
stories take minutes to lay out. One small story is made, and all others are copies of it under names of their
own: their documents rewritten, their media hard links to the same bytes, their records copied row by row.
"""

import json
import logging
import os
import shutil
import sqlite3
import statistics
import subprocess
import sys
import time
import warnings
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from uuid import UUID

import dagster as dg
from starlette.testclient import TestClient

from bench.load import one_drawing
from bench.orchestration import definitions_over_fakes
from storyvid_dagster.core.request import StoryRequest
from storyvid_dagster.definitions import build
from storyvid_dagster.defs.instance import open_instance
from storyvid_dagster.defs.launch import run_story
from storyvid_dagster.defs.orchestrator import DagsterOrchestrator
from storyvid_dagster.defs.resources import inbox_resource
from storyvid_dagster.ffmpeg import Ffmpeg
from storyvid_dagster.intake.inbox import Inbox, load_upload
from storyvid_dagster.media.store import MediaStore
from storyvid_dagster.settings import Settings
from storyvid_dagster.web.app import make_app
from storyvid_dagster.web.front import Front

FIRST = "a0000000"
LINKED = ("drawings", "images", "audio", "videos", "previews")
TRIES = 3
MOST_LINKS = 50_000
"""To one file: ext4 takes 65,000."""


def measure(n_stories: int) -> dict[str, float]:
    """Lay out so many stories, and give the seconds of each look at them, the median of a few."""
    with TemporaryDirectory(prefix="storyvid-many-") as name:
        chosen = Settings(data_dir=Path(name), upload_settle_s=0.0)
        _make_one(chosen)
        _copy_files(chosen.data_dir, n_stories)
        _copy_records(chosen.dagster_home, n_stories)
        return {"stories": n_stories, **_looks(chosen)}


def _looks(chosen: Settings) -> dict[str, float]:
    definitions, inbox = build(chosen), inbox_resource(chosen).open()
    story = names_of(3)[2]
    found: dict[str, float] = {}
    with open_instance(chosen.dagster_home) as instance:
        repository = definitions.get_repository_def()
        sensor = definitions.get_sensor_def("new_drawings")
        schedule = definitions.get_schedule_def("finish_stories")

        def tick() -> None:
            context = dg.build_sensor_context(instance=instance, repository_def=repository)
            assert isinstance(sensor(context, inbox=inbox), dg.SkipReason)

        def night() -> None:
            context = dg.build_schedule_context(instance=instance, repository_def=repository)
            schedule(context, inbox=inbox)

        found["idle_tick_s"] = _seconds(tick)
        found["night_s"] = _seconds(night, tries=1)
        front = Front(inbox, DagsterOrchestrator(instance, inbox), lambda _: [], lambda: None, frozenset())  # type: ignore[arg-type]
        with TestClient(
            make_app(front, most_upload_bytes=10**6, dagster_url=""), base_url="http://127.0.0.1"
        ) as client:

            def get(path: str) -> None:
                answer = client.get(path)
                assert answer.status_code == 200, (path, answer.text)

            for what, path in {
                "library_s": "/",
                "last_page_s": "/?page=9999999",
                "found_by_word_s": "/?find=cat",
                "by_state_s": "/?state=failed",
                "story_page_s": f"/stories/{story}",
                "api_stories_s": "/api/v1/stories?limit=20",
                "metrics_s": "/metrics",
                "healthz_s": "/healthz",
            }.items():
                found[what] = _seconds(
                    lambda path=path: get(path), tries=1 if path.endswith("failed") else TRIES
                )
    for what, arguments in {"status_s": ["status"], "status_of_one_s": ["status", story]}.items():
        found[what] = _seconds(lambda arguments=arguments: _command(chosen.data_dir, *arguments), tries=1)
    return found


def _seconds(look: Callable[[], object], tries: int = TRIES) -> float:
    taken_s: list[float] = []
    for _ in range(tries):
        began_s = time.perf_counter()
        look()
        taken_s.append(time.perf_counter() - began_s)
    return statistics.median(taken_s)


def _command(folder: Path, *arguments: str) -> None:
    command = [sys.executable, "-W", "ignore", "-m", "storyvid_dagster", *arguments]
    environment = {**os.environ, "STORYVID_DATA_DIR": str(folder)}
    subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, check=True)


def _make_one(chosen: Settings) -> None:
    folder = chosen.data_dir
    (folder / "cat.png").write_bytes(one_drawing(0))
    store = MediaStore(folder)
    inbox = Inbox(folder / "uploads", store)
    inbox.adopt(FIRST, folder / "cat.png", StoryRequest(child_age=3, music="none"), name="cat.png")
    with open_instance(chosen.dagster_home) as instance:
        upload, _ = load_upload(inbox, FIRST)
        assert run_story(definitions_over_fakes(store, inbox, Ffmpeg.find()), instance, upload).succeeded
    inbox.started(FIRST)


def names_of(n_stories: int) -> list[str]:
    """Give the names of the stories, the first that of the one that is really made."""
    return [f"a{number:07x}" for number in range(n_stories)]


def _copy_files(folder: Path, n_stories: int) -> None:
    documents = list((folder / "documents").glob(f"{FIRST}_*.json"))
    told = {path: (path.read_text(), path.stat().st_mtime_ns) for path in documents}
    linked = [path for kind in LINKED for path in (folder / kind).glob(f"{FIRST}_*")]
    for number, name in enumerate(names_of(n_stories)[1:], start=1):
        for path, (text, made_ns) in told.items():
            copy = path.with_name(path.name.replace(FIRST, name))
            copy.write_text(text.replace(FIRST, name))
            os.utime(copy, ns=(made_ns, made_ns))  # in their order, as they were made
        for at, path in enumerate(linked):
            copy = path.with_name(path.name.replace(path.name.partition("_")[0], name))
            if number % MOST_LINKS:
                os.link(path, copy)
            else:
                shutil.copyfile(path, copy)
                linked[at] = copy


def _copy_records(home: Path, n_stories: int) -> None:
    for file in (home / "history" / "runs.db", home / "history" / "runs" / "index.db"):
        with closing(sqlite3.connect(file)) as database:
            (run_id,) = _run_ids(home)
            n_events = max((row["id"] for row in _rows(database, "event_logs")), default=0)
            for table in ("runs", "run_tags", "dynamic_partitions", "event_logs", "asset_event_tags"):
                rows = _rows(database, table)
                if rows:
                    _copy_rows(database, table, rows, run_id, n_stories, n_events)
            database.commit()
            database.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _run_ids(home: Path) -> list[str]:
    with closing(sqlite3.connect(home / "history" / "runs.db")) as database:
        return [row[0] for row in database.execute("SELECT run_id FROM runs WHERE partition = ?", [FIRST])]


def _rows(database: sqlite3.Connection, table: str) -> list[dict[str, Any]]:
    found = database.execute(f"SELECT name FROM sqlite_master WHERE type = 'table' AND name = '{table}'")
    if found.fetchone() is None:
        return []
    database.row_factory = sqlite3.Row
    return [dict(row) for row in database.execute(f"SELECT * FROM {table}")]


def _copy_rows(
    database: sqlite3.Connection,
    table: str,
    rows: list[dict[str, Any]],
    run_id: str,
    n_stories: int,
    n_events: int,
) -> None:
    columns = [column for column in rows[0] if column != "id"]

    def copies() -> Iterator[list[Any]]:
        for number, name in enumerate(names_of(n_stories)[1:], start=1):
            other = str(UUID(int=number))
            for row in rows:
                copy = {
                    key: value.replace(FIRST, name).replace(run_id, other)
                    if isinstance(value, str)
                    else value
                    for key, value in row.items()
                }
                if "event_id" in copy:
                    copy["event_id"] += number * n_events
                yield [copy[column] for column in columns]

    marks = ", ".join("?" * len(columns))
    database.executemany(f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})", copies())


def main() -> None:
    warnings.simplefilter("ignore")
    logging.getLogger("dagster").setLevel(logging.CRITICAL)
    for n_stories in [int(told) for told in sys.argv[1:]] or [1_000, 10_000, 100_000]:
        print(json.dumps({key: round(value, 3) for key, value in measure(n_stories).items()}), flush=True)


if __name__ == "__main__":
    main()
