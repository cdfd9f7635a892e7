"""`--torture`: many more of everything, and the figures of it go into `docs/reliability.md`."""

from collections.abc import Iterator

import pytest

from storyvid_dagster_tests.torture.reliability import Table


@pytest.fixture(scope="session")
def torture(request: pytest.FixtureRequest) -> bool:
    """Tell whether there is time for all of it."""
    return bool(request.config.getoption("--torture"))


@pytest.fixture(scope="session")
def reliability(torture: bool) -> Iterator[Table]:
    """Take the figures."""
    table = Table()
    yield table
    if torture:
        table.write()
