"""The one settings class, and the only reader of the environment.

Every field is the environment variable `STORYVID_<FIELD>`, or the same line in a file `.env` of the
working folder, the checkout or the user. `docs/guide.md` lists them all.
"""

import logging
import os
from base64 import b64decode
from pathlib import Path
from typing import Annotated, Literal, Self

from dotenv import dotenv_values
from pydantic import AliasChoices, Field, SecretStr, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from storyvid_dagster import paths
from storyvid_dagster.core.request import Likeness
from storyvid_dagster.core.webhooks import allowed_origins
from storyvid_dagster.errors import SetupError

_log = logging.getLogger(__name__)

RENAMED = {"STORYVID_GUARD": "STORYVID_MODERATOR", "STORYVID_PATIENCE_S": "STORYVID_RETRY_FOR_S"}
"""Old name of a setting -> its name; the old one is still read, with a warning."""

Dollars = Annotated[float, Field(ge=0)]


class Settings(BaseSettings):
    """What whoever runs storyvid may choose."""

    model_config = SettingsConfigDict(
        env_prefix="STORYVID_",
        env_file=(paths.ENV_FILE, ".env"),
        extra="ignore",
        frozen=True,
        populate_by_name=True,
    )

    data_dir: Path = Field(
        default=paths.DATA_DIR, description="Everything a run touches, the Dagster instance included"
    )
    uploads_dir: Path | None = Field(
        default=None, description="Watched for drawings; default: data_dir/uploads"
    )
    store_url: str = Field(
        default="",
        pattern=r"^(s3://[a-z0-9][a-z0-9.-]{1,61}[a-z0-9](/[^?#]*)?)?$",
        description="A bucket for all that stories are made of and into, as `s3://bucket/prefix`, so that"
        " many machines share it; empty: data_dir",
    )
    store_endpoint: str = Field(
        default="",
        pattern=r"^(https?://[^\s@]+)?$",
        description="Where the bucket's S3-compatible server is, such as `https://s3.example.org`; empty:"
        " Amazon",
    )
    store_region: str = Field(default="us-east-1", description="The bucket's region")
    store_key_id: SecretStr | None = Field(
        default=None,
        description="Id of the key to the bucket; not given: the role this machine has at Amazon",
    )
    store_secret: SecretStr | None = Field(default=None, description="Secret of the key to the bucket")
    scratch_gb: float = Field(
        default=10.0,
        gt=0,
        description="Largest size of the local copies of files of the bucket, in gigabytes; what is worked on"
        " stays beyond it",
    )
    ledger_url: SecretStr | None = Field(
        default=None,
        description="A PostgreSQL database for the ledger of paid calls, as `postgresql://user:password@host/name`,"
        " so that budgets hold and answers are paid once over all machines; not given: database_url, else"
        " data_dir",
    )
    database_url: SecretStr | None = Field(
        default=None,
        description="A PostgreSQL database for Dagster's records, as `postgresql://user:password@host/name`:"
        " with broker_url, stories are made by `storyvid worker` on many machines",
    )
    broker_url: SecretStr | None = Field(
        default=None, description="The Redis from which workers take runs, as `redis://:password@host:6379/0`"
    )
    runs_at_once: int = Field(
        default=4, ge=1, description="Most runs at a time on all workers; on one machine it is always 2"
    )
    media_url: str = Field(
        default="",
        description="Where links to films and pictures lead, such as `https://films.example`, when something"
        " else serves the data folder; empty: `/media` of the UI's own address",
    )
    allowed_hosts: str = Field(
        default="",
        description="Names browsers may call the UI by, with spaces between; `localhost` and numeric"
        " addresses always work",
    )
    user_header: str = Field(
        default="",
        pattern=r"^[A-Za-z0-9-]*$",
        description="Header in which a proxy in front says who asks: each user has a library of their own;"
        " empty: there is one library",
    )
    admins: str = Field(
        default="",
        description="Users who see every library, Dagster's UI and this machine, with spaces between",
    )
    webhook_url: str = Field(
        default="",
        pattern=r"^(https?://\S+)?$",
        description="Who is told by a signed POST when a story is finished, failed or to be approved",
    )
    webhook_hosts: str = Field(
        default="",
        description="Hosts that whoever sends a drawing may have told of its story (`webhook_url`), with"
        " spaces between: `hooks.example` for https, else `http://127.0.0.1:9000`; empty: none",
    )
    webhook_secret: SecretStr | None = Field(
        default=None,
        description="Signs what is told: `whsec_` and at least 24 bytes in base64, as `openssl rand -base64"
        " 32` makes them",
    )

    height: int = Field(default=1080, ge=240, le=2160, description="Short side of the film in pixels")
    fps: int = Field(default=30, ge=12, le=60, description="Frames per second")
    ffmpeg: str | None = Field(default=None, description="An ffmpeg to use instead of the bundled one")

    reader: Literal["auto", "embedded", "openai"] = Field(
        default="auto",
        description="Who reads the drawing; auto, here and below: the vendor whose key is there",
    )
    writer: Literal["auto", "embedded", "openai"] = Field(default="auto", description="Who writes the story")
    painter: Literal["auto", "embedded", "openai"] = Field(
        default="auto", description="Who paints the scenes"
    )
    narrator: Literal["auto", "embedded", "elevenlabs"] = Field(
        default="auto", description="Who reads the story aloud"
    )
    moderator: Literal["auto", "embedded", "openai"] = Field(
        default="auto",
        validation_alias=AliasChoices("STORYVID_MODERATOR", "STORYVID_GUARD"),
        description="Who judges what is fit for children, beside the word lists",
    )
    fallback: Literal["none", "embedded"] = Field(
        default="none", description="What happens when a vendor does not deliver: an error, or our own engine"
    )
    likeness: Likeness = Field(
        default=Likeness.FAITHFUL, description="How far a painted picture may leave the drawing"
    )
    budget_usd: Dollars | Literal["none"] = Field(
        default=1.0, description="Most a story may cost; `none`: no limit. The call beyond it is not made"
    )
    budget_usd_day: Dollars | Literal["none"] = Field(
        default="none", description="Most all stories of a day (UTC) may cost; `none`: no limit"
    )
    retry_for_s: float = Field(
        default=120,
        ge=0,
        validation_alias=AliasChoices("STORYVID_RETRY_FOR_S", "STORYVID_PATIENCE_S"),
        description="How long a vendor is asked again after a failure that may pass",
    )
    voice_says_name: bool = Field(
        default=True,
        description="False: a vendor's voice is never sent the child's name; the story leaves it out",
    )

    cache_gb: Annotated[float, Field(gt=0)] | Literal["none"] = Field(
        default=20.0,
        description="Largest size of the cache in gigabytes; what was not used for longest is removed."
        " `none`: no limit",
    )

    openai_api_key: SecretStr | None = Field(
        default=None,
        validation_alias=AliasChoices("STORYVID_OPENAI_API_KEY", "OPENAI_API_KEY"),
        description="Key of OpenAI",
    )
    openai_base_url: str | None = Field(
        default=None,
        validation_alias=AliasChoices("STORYVID_OPENAI_BASE_URL", "OPENAI_BASE_URL"),
        description="Another server that speaks like OpenAI, such as `http://127.0.0.1:11434/v1`",
    )
    openai_dialect: Literal["openai", "portable"] = Field(
        default="openai",
        description="portable: leave out what servers that only speak like OpenAI may not know",
    )
    openai_text_model: str = Field(default="gpt-6-luna", description="Reads and writes")
    openai_reasoning_effort: Literal["none", "minimal", "low", "medium", "high"] = Field(
        default="low", description="How long the text model thinks; `none`: it is not told"
    )
    openai_image_model: str = Field(default="gpt-image-2.6-flare", description="Paints")
    openai_image_quality: Literal["low", "medium", "high", "xhigh", "max", "auto"] = Field(
        default="medium", description="What a picture costs depends on this most"
    )
    openai_moderation_model: str = Field(default="omni-moderation-latest", description="Judges; free")
    openai_text_timeout_s: float = Field(default=90, gt=0, description="Longest wait for words")
    openai_image_timeout_s: float = Field(default=180, gt=0, description="Longest wait for a picture")
    openai_at_once: int = Field(default=8, ge=1, le=64, description="Most requests to OpenAI at a time")

    elevenlabs_api_key: SecretStr | None = Field(
        default=None,
        validation_alias=AliasChoices("STORYVID_ELEVENLABS_API_KEY", "ELEVENLABS_API_KEY"),
        description="Key of ElevenLabs",
    )
    elevenlabs_base_url: str | None = Field(
        default=None,
        validation_alias=AliasChoices("STORYVID_ELEVENLABS_BASE_URL", "ELEVENLABS_BASE_URL"),
        description="Another server that speaks like ElevenLabs",
    )
    elevenlabs_model: str = Field(default="eleven_v4", description="Reads aloud")
    elevenlabs_voice_gentle: str = Field(default="XrExE9yKIg1WjnnlVkGX", description="Id of the gentle voice")
    elevenlabs_voice_cheerful: str = Field(
        default="cgSgspJ2msm6clMCkdW9", description="Id of the cheerful voice"
    )
    elevenlabs_voice_wise: str = Field(default="JBFqnCBsd6RMkjVDRZzb", description="Id of the wise voice")
    elevenlabs_voice_silly: str = Field(default="FGY2WhTYpPnrIDTdsKH5", description="Id of the silly voice")
    elevenlabs_timeout_s: float = Field(default=90, gt=0, description="Longest wait for a scene")
    elevenlabs_at_once: int = Field(
        default=4, ge=1, le=64, description="Most requests to ElevenLabs at a time"
    )

    speech_engine: Literal["auto", "kokoro", "piper", "espeak"] = Field(
        default="auto", description="Voice engine of the embedded narrator; auto takes the best that is here"
    )

    upload_max_mb: float = Field(default=50, gt=0, description="Largest upload in megabytes")
    upload_max_megapixels: float = Field(default=100, gt=0, description="Largest upload in megapixels")
    upload_settle_s: float = Field(default=2, ge=0, description="An upload must be unchanged for this long")
    upload_patience_s: float = Field(
        default=10, ge=0, description="An unreadable upload is given this long to be copied to its end"
    )
    upload_music_anywhere: bool = Field(
        default=False, description="Options in the upload folder may name any music file of this machine"
    )
    sensor_interval_s: int = Field(default=5, ge=1, description="How often the upload folder is looked at")
    uploads_per_tick: int = Field(default=20, ge=1, le=200, description="Most runs started in one look")

    heal_cron: str = Field(default="0 3 * * *", description="When unfinished stories are looked for")
    heal_timezone: str = Field(default="UTC", description="Time zone of heal_cron")
    heal_run_ids_per_tick: int = Field(default=50, ge=1, description="Most stories taken up in one night")
    heal_attempts: int = Field(default=3, ge=1, description="Give up on a story after this many tries")
    heal_stale: bool = Field(
        default=False,
        description="Also make again what the UI shows as stale; with paid providers this costs money",
    )

    tag_child_name: bool = Field(
        default=False, description="Runs are tagged with the child's name, for the lists of the UI"
    )
    forget_after_days: float | None = Field(
        default=None, gt=0, description="A schedule deletes stories older than this; not given: none does"
    )

    executor: Literal["in_process", "multiprocess"] = Field(
        default="in_process", description="One process a run, or one process a step"
    )

    @field_validator("data_dir", "uploads_dir")
    @classmethod
    def _is_absolute(cls, path: Path | None) -> Path | None:
        return path and path.expanduser().absolute()

    @model_validator(mode="after")
    def _has_both_keys(self) -> Self:
        if (self.store_key_id is None) != (self.store_secret is None):
            raise ValueError("store_key_id and store_secret go together: set both, or neither")
        return self

    @model_validator(mode="after")
    def _shares_both(self) -> Self:
        if (self.database_url is None) != (self.broker_url is None):
            raise ValueError("database_url and broker_url go together: set both, or neither")
        if self.broker_url is not None and not self.store_url:
            raise ValueError("broker_url needs a store_url: workers share their files with nobody else")
        return self

    @model_validator(mode="after")
    def _is_signed(self) -> Self:
        if not self.webhook_url and not allowed_origins(self.webhook_hosts):
            return self
        secret = self.webhook_secret.get_secret_value() if self.webhook_secret else ""
        try:
            key = b64decode(secret.removeprefix("whsec_"), validate=True)
        except ValueError:  # binascii.Error is one
            key = b""
        if len(key) < 24 or not secret.startswith("whsec_"):
            raise ValueError("webhooks need a webhook_secret: whsec_ and at least 24 bytes in base64")
        return self

    @property
    def uploads(self) -> Path:
        """The watched folder."""
        return self.uploads_dir or self.data_dir / "uploads"

    @property
    def dagster_home(self) -> Path:
        """The folder of the project's own Dagster instance."""
        return self.data_dir / "dagster"

    @property
    def ledger(self) -> str:
        """The address of the shared ledger with its password; empty: there is none."""
        shared = self.ledger_url or self.database_url
        return shared.get_secret_value() if shared else ""

    @property
    def is_shared(self) -> bool:
        """Whether Dagster's records and runs are shared with other machines."""
        return self.broker_url is not None

    @property
    def cache_bytes(self) -> float | None:
        """The largest size of the cache; `None`: no limit."""
        return None if self.cache_gb == "none" else self.cache_gb * 1e9

    def export(self) -> None:
        """Let Dagster, and every process started from here, see these settings and the same instance."""
        for field in self.model_fields_set:
            value = getattr(self, field)
            if isinstance(value, SecretStr):
                value = value.get_secret_value()
            if value is not None:
                os.environ[f"STORYVID_{field.upper()}"] = str(value)
        os.environ["STORYVID_DATA_DIR"] = str(self.data_dir)
        os.environ["STORYVID_RUNS_AT_ONCE"] = str(self.runs_at_once)  # `deploy/dagster.yaml` reads it
        os.environ["DAGSTER_HOME"] = str(self.dagster_home)


def load(**overrides: object) -> Settings:
    """Read the settings; an override that is `None` counts as not given.

    Raises:
        SetupError: A value is out of range or unknown.
    """
    _warn_of_old_names()
    given = {name: value for name, value in overrides.items() if value is not None}
    try:
        return Settings(**given)  # pyright: ignore[reportArgumentType]
    except ValidationError as error:
        wrong = "; ".join(
            f"STORYVID_{str(problem['loc'][0]).upper().removeprefix('STORYVID_')}: {problem['msg']}"
            for problem in error.errors()
        )
        raise SetupError(f"a setting is wrong: {wrong}") from error


def _warn_of_old_names() -> None:
    named = set(os.environ).union(*(dotenv_values(path) for path in (paths.ENV_FILE, ".env")))
    for before, now in RENAMED.items():
        if before in named and now not in named:
            _log.warning(
                "the setting %s is called %s now: rename it; the old name goes in the next version",
                before,
                now,
            )


def in_throwaway_instance() -> bool:
    """Tell whether `dagster dev` or `dg dev` runs without `DAGSTER_HOME`: its records go when it ends."""
    return "DAGSTER_IS_DEV_CLI" in os.environ and not os.environ.get("DAGSTER_HOME")
