import sqlite3
from pathlib import Path

import pytest
from sqlalchemy.exc import OperationalError

from storyvid_dagster.defs.instance import open_instance
from storyvid_dagster.errors import MediaError, NoRoom

pytestmark = pytest.mark.slow


@pytest.mark.parametrize(
    ("name", "kind", "said"),
    [
        ("SQLITE_FULL", NoRoom, "no room for what Dagster records"),
        ("SQLITE_IOERR_FSYNC", MediaError, "Look after that disk"),
        ("SQLITE_READONLY_DIRECTORY", MediaError, "Let this user write there"),
        ("SQLITE_BUSY", OperationalError, "locked"),
    ],
)
def test_a_disk_that_does_not_take_the_records_is_told_in_words(
    tmp_path: Path, name: str, kind: type[Exception], said: str
) -> None:
    cause = sqlite3.OperationalError("database is locked")
    cause.sqlite_errorname = name
    with pytest.raises(kind, match=said), open_instance(tmp_path):
        raise OperationalError("INSERT", {}, cause)
