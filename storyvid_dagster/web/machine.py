"""What there is on this machine to make stories with, as a page shows it and the API answers with it."""

from pydantic import BaseModel, Field


class Machine(BaseModel):
    """Who makes stories here, and what is left to make them with; keys are never among it."""

    workers: dict[str, tuple[str, ...]] = Field(description="Role -> who fills it, by preference")
    keys: dict[str, bool] = Field(description="Vendor -> whether its key is set")
    voice_engine: str = Field(description="The setting STORYVID_SPEECH_ENGINE")
    spent_today_usd: float = Field(description="On all stories of the day (UTC)")
    day_budget_usd: float | None = Field(description="Most that a day may cost; null: no limit")
    story_budget_usd: float | None = Field(description="Most that a story may cost; null: no limit")
    free_gb: float = Field(description="Room on the disk of the data folder")
