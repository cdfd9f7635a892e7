"""Where the project's own files lie: at the top of a checkout, or inside an installed package."""

from pathlib import Path

import platformdirs

_PACKAGE = Path(__file__).resolve().parent

IS_INSTALLED = (_PACKAGE / "dagster.yaml").is_file()
"""Whether this is a wheel, installed: only there the file lies inside the package (`pyproject.toml`)."""

_TOP = _PACKAGE if IS_INSTALLED else _PACKAGE.parent

DAGSTER_CONFIG = _TOP / "dagster.yaml"
"""How a new Dagster instance is configured."""

SHARED_DAGSTER_CONFIG = _TOP / "deploy" / "dagster.yaml"
"""How one is that works on many machines."""

DATA_DIR = platformdirs.user_data_path("storyvid", appauthor=False) if IS_INSTALLED else _TOP / "data"
"""Default of the data folder: installed, the platform's place for a user's data."""

ENV_FILE = (platformdirs.user_config_path("storyvid", appauthor=False) if IS_INSTALLED else _TOP) / ".env"
"""Settings for this user, or for this checkout."""
