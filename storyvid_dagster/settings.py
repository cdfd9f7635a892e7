"""The one settings class, and the only reader of the environment.

Every field is the environment variable `STORYVID_<FIELD>`, or the same line in a file `.env` of the
project or the working folder. `docs/guide.md` lists them all.
"""

import os
from pathlib import Path
from typing import Literal

from pydantic import Field, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from storyvid_dagster.errors import SetupError

PROJECT_DIR = Path(__file__).resolve().parents[1]


class Settings(BaseSettings):
    """What whoever runs storyvid may choose."""

    model_config = SettingsConfigDict(
        env_prefix="STORYVID_", env_file=(PROJECT_DIR / ".env", ".env"), extra="ignore", frozen=True
    )

    data_dir: Path = Field(
        default=PROJECT_DIR / "data", description="Everything a run touches, the Dagster instance included"
    )
    uploads_dir: Path | None = Field(
        default=None, description="Watched for drawings; default: data_dir/uploads"
    )
    media_url: str = Field(
        default="http://127.0.0.1:3001", description="Where the UI's links to films and pictures lead"
    )

    height: int = Field(default=1080, ge=240, le=2160, description="Short side of the film in pixels")
    fps: int = Field(default=30, ge=12, le=60, description="Frames per second")
    ffmpeg: str | None = Field(default=None, description="An ffmpeg to use instead of the bundled one")

    reader: Literal["embedded"] = Field(default="embedded", description="Who reads the drawing")
    writer: Literal["embedded"] = Field(default="embedded", description="Who writes the story")
    painter: Literal["embedded"] = Field(default="embedded", description="Who paints the scenes")
    narrator: Literal["embedded"] = Field(default="embedded", description="Who reads the story aloud")
    speech_engine: Literal["auto", "kokoro", "piper", "espeak"] = Field(
        default="auto", description="Voice engine of the embedded narrator; auto takes the best that is here"
    )

    upload_max_mb: float = Field(default=50, gt=0, description="Largest upload in megabytes")
    upload_max_megapixels: float = Field(default=100, gt=0, description="Largest upload in megapixels")
    upload_settle_s: float = Field(default=2, ge=0, description="An upload must be unchanged for this long")
    upload_patience_s: float = Field(
        default=10, ge=0, description="An unreadable upload is given this long to be copied to its end"
    )
    sensor_interval_s: int = Field(default=5, ge=1, description="How often the upload folder is looked at")
    uploads_per_tick: int = Field(default=20, ge=1, le=200, description="Most runs started in one look")

    heal_cron: str = Field(default="0 3 * * *", description="When unfinished stories are looked for")
    heal_timezone: str = Field(default="UTC", description="Time zone of heal_cron")
    heal_run_ids_per_tick: int = Field(default=50, ge=1, description="Most stories taken up in one night")
    heal_attempts: int = Field(default=3, ge=1, description="Give up on a story after this many tries")
    heal_stale: bool = Field(
        default=False,
        description="Also make again what older code made; with paid providers this costs money",
    )

    executor: Literal["in_process", "multiprocess"] = Field(
        default="in_process", description="One process a run, or one process a step"
    )

    @field_validator("data_dir", "uploads_dir")
    @classmethod
    def _is_absolute(cls, path: Path | None) -> Path | None:
        return path and path.expanduser().absolute()

    @property
    def uploads(self) -> Path:
        """The watched folder."""
        return self.uploads_dir or self.data_dir / "uploads"

    @property
    def dagster_home(self) -> Path:
        """The folder of the project's own Dagster instance."""
        return self.data_dir / "dagster"

    def export(self) -> None:
        """Let Dagster, and every process started from here, see the same data and instance."""
        os.environ["STORYVID_DATA_DIR"] = str(self.data_dir)
        os.environ["DAGSTER_HOME"] = str(self.dagster_home)


def load(**overrides: object) -> Settings:
    """Read the settings; an override that is `None` counts as not given.

    Raises:
        SetupError: A value is out of range or unknown.
    """
    given = {name: value for name, value in overrides.items() if value is not None}
    try:
        return Settings(**given)  # pyright: ignore[reportArgumentType]
    except ValidationError as error:
        wrong = "; ".join(
            f"STORYVID_{str(problem['loc'][0]).upper()}: {problem['msg']}" for problem in error.errors()
        )
        raise SetupError(f"a setting is wrong: {wrong}") from error


def export_setting(name: str, value: object) -> None:
    """Set one `STORYVID_*` variable for this process and those it starts."""
    os.environ[f"STORYVID_{name.upper()}"] = str(value)
