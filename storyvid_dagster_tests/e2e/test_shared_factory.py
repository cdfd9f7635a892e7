"""`storyvid up` of one machine on a bucket: a dropped drawing becomes a film there, and the page shows it."""

from pathlib import Path
from uuid import uuid4

import httpx
import pytest

from storyvid_dagster.core import names
from storyvid_dagster.media.faults import is_whole
from storyvid_dagster_tests.e2e.factory import factory
from storyvid_dagster_tests.servers.s3 import S3Server

pytestmark = pytest.mark.slow


def test_what_is_dropped_becomes_a_film_in_the_bucket_and_is_shown(s3: S3Server, tmp_path: Path) -> None:
    prefix = f"up/{uuid4().hex}"
    store = s3.store(tmp_path / "look", prefix)
    with factory(tmp_path / "data", s3.environment(prefix)) as works:
        works.up()
        works.drop(1)
        works.wait_until("a film is in the bucket", lambda: any(store.keys("videos")))
        (run_id,) = {names.owner(key) for key in store.keys("documents")} - {None}
        assert run_id is not None
        works.wait_until("the story is whole", lambda: is_whole(run_id, store))
        url = f"http://127.0.0.1:{works.port}"
        film = httpx.get(f"{url}/media/{names.film(run_id)}", trust_env=False)
        assert film.content == store.get(names.film(run_id))
        page = httpx.get(f"{url}/stories/{run_id}", trust_env=False)
        assert page.status_code == 200
        assert works.films() == []
    assert not (works.folder / "documents").exists()
