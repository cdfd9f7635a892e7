import pytest

from storyvid_dagster.definitions import defs


@pytest.mark.parametrize(
    ("variables", "n_watching"),
    [({}, 1), ({"DAGSTER_IS_DEV_CLI": "1"}, 0), ({"DAGSTER_IS_DEV_CLI": "1", "DAGSTER_HOME": "/home"}, 1)],
)
def test_only_an_instance_that_stays_watches_the_upload_folder(
    monkeypatch: pytest.MonkeyPatch, variables: dict[str, str], n_watching: int
) -> None:
    for name in ("DAGSTER_IS_DEV_CLI", "DAGSTER_HOME"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    loaded = defs()
    assert len(loaded.sensors or []) == n_watching
    assert bool(loaded.schedules) == bool(n_watching)
