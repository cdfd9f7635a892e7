import pytest

from storyvid_dagster.definitions import defs


@pytest.mark.parametrize(
    ("variables", "watches"),
    [
        ({}, True),
        ({"DAGSTER_IS_DEV_CLI": "1"}, False),
        ({"DAGSTER_IS_DEV_CLI": "1", "DAGSTER_HOME": "/home"}, True),
    ],
)
def test_only_an_instance_that_stays_watches_the_upload_folder(
    monkeypatch: pytest.MonkeyPatch, variables: dict[str, str], watches: bool
) -> None:
    for name in ("DAGSTER_IS_DEV_CLI", "DAGSTER_HOME"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    loaded = defs()
    assert bool(loaded.sensors) == bool(loaded.schedules) == watches
